"""The plan of a next year, made of the one before: what is open goes on, ends, or is done, and nothing counts twice.

What goes on gets an action of its own in the new plan, without what belongs to the old year. In the old plan it is
closed, with the number under which it goes on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant_cli.dossier.aanbod import plan_word
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.voortgang import vervolgen
from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.kinds import kind_of
from convenant_cli.editing.creating.lacking import refuse_incomplete
from convenant_cli.editing.creating.laying_out import laid_out
from convenant_cli.editing.creating.proposals import filled, full_id
from convenant_cli.editing.creating.proving import proven, refuse_taken
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import Periode, Tijdvak, add_months, lange_datum
from convenant_cli.records import Actie, Jaarplan
from convenant_cli.records.actie import VOORTGANG
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import opsomming

#: What can become of an open action, and what that means.
OUTCOMES = {
    "doorgaan": "gaat door in het nieuwe plan",
    "vervallen": "gaat niet door",
    "klaar": "is klaar",
}
#: What of a plan also holds for the next one; the rest tells how the old one came about and went.
_LASTS = ("opdrachtgever", "monitoring")


@dataclass(frozen=True, slots=True)
class Vervolgplan:
    """The files to write, in an order in which each of them can come to stand alone, and what was done."""

    id: str
    bestanden: dict[str, bytes]
    gedaan: tuple[str, ...]
    woord: str
    """What kind of plan it is called, such as ``jaarplan``."""


def plan_named(dossier: Dossier, id: str) -> Jaarplan:
    """Return a year plan. Raises ConvenantError when it is not there."""
    plan = dossier.jaarplannen.get(id)
    if plan is None:
        known = ", ".join(dossier.jaarplannen) or "er is er nog geen"
        raise ConvenantError(f"{plan_word(dossier)} '{id}' bestaat niet in dit dossier; kies uit: {known}")
    return plan


def open_actions(dossier: Dossier, plan: str) -> list[Actie]:
    """Return the actions of a plan of which something must become: open, and not going on in another plan already."""
    return [one for one in dossier.acties_van(plan_named(dossier, plan).id) if one.open and not vervolgen(dossier, one)]


def outcomes(dossier: Dossier, plan: str, rest: str, named: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return what becomes of each open action, by its id, as far as somebody said. Raises ConvenantError.

    ``named``: the actions by outcome, each by name or number; ``rest``: what becomes of the others, when not empty.
    """
    if rest and rest not in OUTCOMES:
        raise ConvenantError(f"'{rest}' kan niet bij --open; kies uit: {', '.join(OUTCOMES)}")
    actions = open_actions(dossier, plan)
    known = {name: one.id for one in actions for name in (one.nummer, one.id, one.id.split("/")[1])}
    found: dict[str, str] = {}
    for outcome, names in named.items():
        for name in (part.strip() for one in names for part in one.split(",")):
            id = known.get(name) or known.get(name.casefold().removeprefix("actie ").strip())
            if id is None:
                choice = ", ".join(one.nummer for one in actions)
                meant = f"kies uit: {choice}" if choice else f"er staat er geen open; laat --{outcome} weg"
                raise ConvenantError(f"'{name}' is geen open actie van {plan_named(dossier, plan).naam}; {meant}")
            if found.setdefault(id, outcome) != outcome:
                raise ConvenantError(f"actie '{name}' staat bij {found[id]} en bij {outcome}; kies er een")
    return {one.id: found.get(one.id, rest) for one in actions if found.get(one.id, rest)}


def named(source: Source, dossier: Dossier, name: str, old: str, peildatum: date) -> Ontwerp:
    """Return an empty plan with its name. Raises ConvenantError when that is no name, or is taken."""
    if not name:
        raise ConvenantError(
            f"noem het jaar van het nieuwe plan, zoals: convenant new jaarplan 2027 --uit {quoted(old)}"
        )
    draft = Ontwerp(dossier, kind_of(Jaarplan.soort), peildatum, name)
    refuse_taken(source, Jaarplan.place(full_id(draft)))
    return draft


def carried_over(
    source: Source,
    dossier: Dossier,
    name: str,
    old: str,
    assigned: Sequence[str],
    chosen: Mapping[str, str],
    reason: str,
    peildatum: date,
) -> Vervolgplan:
    """Return the new plan and what changes in the old one; nothing is written. Raises ConvenantError.

    ``chosen``: what becomes of each open action, by its id; ``reason``: why some of them end.
    """
    before = plan_named(dossier, old)
    draft = named(source, dossier, name, old, peildatum)
    id, place = draft.naam, Jaarplan.place(draft.naam)
    for file in (before, *dossier.acties_van(old)):
        if not dossier.files[file.name].whole:
            raise ConvenantError(f"{file.name} heeft een fout; 'convenant validate {quoted(file.name)}' zegt welke")
    _refuse_early([one for one in dossier.acties_van(old) if chosen.get(one.id) == "klaar"], peildatum)
    carry = _Overgang(source, dossier, before, id)
    going = [one for one in dossier.acties_van(old) if chosen.get(one.id) == "doorgaan"]
    draft.data = carry.plan(going)
    for one in assigned:
        draft.assign(one)
    days = _completed(draft)
    remark = f"Begonnen uit het {before.naam}. Kijk titels, aanleidingen en datums na."
    new = {place: laid_out(Jaarplan, place, draft.data, {}, remark)}
    changed: dict[str, bytes] = {}
    for action in dossier.acties_van(old):
        outcome = chosen.get(action.id)
        if outcome == "doorgaan":
            name, raw = carry.action(action, draft.data, days)
            new[name] = raw
            changed[action.name] = carry.goes_on(action)
        elif outcome == "vervallen":
            changed[action.name] = carry.ends(action, reason or f"Staat niet in het {before.woord} {id}.")
        elif outcome == "klaar":
            changed[action.name] = carry.is_done(action, peildatum)
    files = {**new, **changed}
    proven(source, files, peildatum, place)
    return Vervolgplan(id, files, tuple(carry.told(chosen)), before.woord)


def _refuse_early(done: Sequence[Actie], peildatum: date) -> None:
    """Raise ConvenantError for actions that are said to be done and did not begin yet."""
    early = [one for one in done if one.start > peildatum]
    if early:
        names = opsomming([f"{one.nummer} ({one.titel})" for one in early])
        numbers = ",".join(one.nummer for one in early)
        one_only = len(early) == 1
        raise ConvenantError(
            f"{'actie' if one_only else 'acties'} {names} {'begint' if one_only else 'beginnen'} pas na "
            f"{lange_datum(peildatum)} en {'kan' if one_only else 'kunnen'} dus niet klaar zijn; geef "
            f"--doorgaan {numbers} of --vervallen {numbers}"
        )


def _completed(draft: Ontwerp) -> Tijdvak:
    """Fill in the rest of a plan, and return the days that it is for. Raises ConvenantError when that cannot be."""
    filled(draft)
    refuse_incomplete(draft)
    days = draft.dossier.tijdvak(_period(draft.data))
    if days is None:
        raise ConvenantError("de periode van het nieuwe plan is niet bekend; geef periode='kalenderjaar 2027'")
    return days


def _period(data: Mapping[str, Any]) -> Periode:
    try:
        return Periode.parse(str(data.get("periode")))
    except ValueError:
        raise ConvenantError(
            f"'{data.get('periode')}' is geen periode; schrijf bijvoorbeeld periode='kalenderjaar 2027'"
        ) from None


class _Overgang:
    """Takes actions from one plan to the next."""

    def __init__(self, source: Source, dossier: Dossier, before: Jaarplan, id: str) -> None:
        self._source = source
        self._dossier = dossier
        self._before = before
        self._id = id
        self._numbers: dict[str, str] = {}
        """The number of each action that goes on, by its old id."""
        self._left: list[str] = []
        """What was left out because a party no longer takes part, in sentences."""

    def plan(self, going: Sequence[Actie]) -> dict[str, Any]:
        """Return what the new plan holds: the themes and goals that go on, numbered anew."""
        data = _data(self._source, self._before.name)
        themes, goals = {one.thema for one in going}, {one.doel for one in going}
        kept = [
            {**theme, "doelen": [goal for goal in theme["doelen"] if goal["id"] in goals]}
            for theme in data["themas"]
            if theme["thema"] in themes
        ]
        for number, theme in enumerate(kept, 1):
            theme["nummer"] = str(number)
        count = "Geen actie gaat" if not going else "Eén actie gaat" if len(going) == 1 else f"{len(going)} acties gaan"
        return {
            **{name: data[name] for name in _LASTS if name in data},
            "titel": _next_title(data["titel"], self._before.id, self._id),
            "samenvatting": f"{count} door uit het {self._before.naam}.",
            "themas": kept,
        }

    def action(self, action: Actie, plan: Mapping[str, Any], days: Tijdvak) -> tuple[str, bytes]:
        """Return the name and the text of an action that goes on: without what belongs to the old year."""
        data = _data(self._source, action.name)
        for way in (*VOORTGANG, ("vraagstukken",), ("vervolg_op",)):
            _drop(data, way)
        theme = next(one for one in plan["themas"] if one["thema"] == action.thema)
        taken = sum(number.split(".")[0] == theme["nummer"] for number in self._numbers.values())
        number = self._numbers[action.id] = f"{theme['nummer']}.{taken + 1}"
        start, ready = self._moved(action, days)
        data |= {"nummer": number, "start": start, "gereed": ready, "status": "gepland", "vervolg_op": action.id}
        self._without_who_left(action, data, days)
        name = Actie.place(f"{self._id}/{action.id.split('/')[1]}")
        refuse_taken(self._source, name)
        return name, laid_out(Actie, name, data)

    def _moved(self, action: Actie, days: Tijdvak) -> tuple[str, str]:
        """Return the first and last day, as many years later as the plan, within the days of the plan."""
        own = self._dossier.tijdvak(self._before.periode)
        months = 12 * (days.van.year - own.van.year) if own else 0
        start, ready = (
            min(max(add_months(day, months), days.van), days.laatste) for day in (action.start, action.gereed)
        )
        return start.isoformat(), max(start, ready).isoformat()

    def _without_who_left(self, action: Actie, data: dict[str, Any], days: Tijdvak) -> None:
        """Leave out parties and units that do not take part in the days of the plan."""
        if action.trekker in self._dossier.partners and not self._takes_part(action.trekker, days):
            raise ConvenantError(
                f"'{action.trekker}' trekt actie {action.nummer} en doet dan niet meer mee; laat de actie vervallen, "
                f"of geef haar eerst een andere trekker: convenant set {quoted(f'actie:{action.id}')} trekker=…"
            )
        for name in ("partners", "voor"):
            kept = [one for one in data.get(name, ()) if self._takes_part(one, days)]
            gone = [one for one in data.get(name, ()) if one not in kept]
            if gone:
                data[name] = kept
                self._left.append(f"Actie {data['nummer']}: zonder {', '.join(gone)}, want die doet dan niet meer mee.")
        data["inzet"] = [one for one in data.get("inzet", ()) if self._takes_part(one["partner"], days)]
        for name in ("partners", "voor", "inzet"):
            if not data.get(name):
                data.pop(name, None)

    def _takes_part(self, id: str, days: Tijdvak) -> bool:
        party, _, unit = id.partition("/")
        partner = self._dossier.partners.get(party)
        if partner is None:
            return True  # a reference to nothing is told when the plan is tried
        units = [one for one in partner.eenheden if one.id == unit and one.lid_tot and one.lid_tot <= days.van]
        return not (partner.weg_sinds(days.van) or units)

    # --- in the old plan ------------------------------------------------------------------------------------------

    def goes_on(self, action: Actie) -> bytes:
        """Return an old action, closed with the number under which it goes on."""
        why = f"Gaat door als actie {self._numbers[action.id]} in het {self._before.woord} {self._id}."
        return self._edited(action, {"status": "uitgesteld", "status_reden": _also(action, why)})

    def ends(self, action: Actie, reason: str) -> bytes:
        """Return an old action that does not go on."""
        return self._edited(action, {"status": "vervallen", "status_reden": _also(action, reason)})

    def is_done(self, action: Actie, day: date) -> bytes:
        """Return an old action that is done."""
        return self._edited(action, {"status": "afgerond", "afgerond_op": day.isoformat()}, ("status_reden",))

    def _edited(self, action: Actie, values: Mapping[str, str], gone: Sequence[str] = ()) -> bytes:
        raw = self._source.files[action.name]
        held = parse(raw).data
        edits = [Edit("put", (name,), value) for name, value in values.items()]
        edits += [Edit("remove", (name,)) for name in gone if held.get(name) is not None]
        try:
            return edited(raw, edits, lambda way: order_of(Actie, way))
        except ConvenantError as error:
            raise ConvenantError(f"{action.name}: {error}") from error

    def told(self, chosen: Mapping[str, str]) -> Iterator[str]:
        """Yield what was done, in sentences."""
        for action in self._dossier.acties_van(self._before.id):
            outcome = chosen.get(action.id)
            if outcome == "doorgaan":
                yield f"{action.nummer} {action.titel}: gaat door als actie {self._numbers[action.id]}."
            elif outcome:
                yield f"{action.nummer} {action.titel}: {'vervalt' if outcome == 'vervallen' else 'is klaar'}."
        yield from self._left
        going = [self._dossier.acties[id] for id, outcome in chosen.items() if outcome == "doorgaan"]
        if gone := [one.thema for one in self._before.themas if one.thema not in {action.thema for action in going}]:
            what = "Dit thema gaat" if len(gone) == 1 else "Deze thema's gaan"
            yield f"{what} niet mee, want er hoort geen actie bij die doorgaat: {', '.join(gone)}."


def _also(action: Actie, reason: str) -> str:
    """Return a reason behind the one that was there already, so that nothing is lost."""
    return f"{action.status_reden.rstrip()} {reason}" if action.status_reden else reason


def _data(source: Source, name: str) -> dict[str, Any]:
    data: dict[str, Any] = parse(source.files[name]).data
    return data


def _drop(data: Any, way: Sequence[str | int]) -> None:
    for step in way[:-1]:
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, dict):
        data.pop(way[-1], None)


def _next_title(title: str, old: str, new: str) -> str:
    """Return the title of the next plan: with its own year in the place of the old one."""
    return title.replace(old, new) if old in title else f"{title} ({new})"
