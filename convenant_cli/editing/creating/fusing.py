"""Parties that become one: what was theirs and goes on comes with the one that follows; what was, stays where it is."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.organen import leidt, zetels
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.hanging import Wie
from convenant_cli.editing.creating.lacking import refuse_incomplete
from convenant_cli.editing.creating.laying_out import laid_out
from convenant_cli.editing.creating.leaving import Partijwijziging, threads_of
from convenant_cli.editing.creating.passing_on import Bestanden, Overdracht, decided, passed_on
from convenant_cli.editing.creating.proposals import full_id
from convenant_cli.editing.creating.proving import proven, refuse_taken
from convenant_cli.editing.fields import Edit
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import Periode, Tijdvak, lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.model.shapes import ANYTHING, Shape, shapes
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sentences import capital, opsomming

#: What goes on under the party that follows. What was delivered stays where it was.
_PARTS = ("aanspreekpunten", "eenheden", "aanbod", "documenten", "opdrachten")
#: Where other parties name the schools and parties that something of theirs is for.
_ELSEWHERE = (("aanbod", "voor"), ("aanbod", "afgestemd_met"), ("aanspreekpunten", "voor"))
_OWN_NAME = ("eenheden", "aanbod", "documenten")


def fused(
    source: Source,
    dossier: Dossier,
    parties: Sequence[Partner],
    draft: Ontwerp,
    dag: date,
    besluit: str,
    tags: Collection[str],
    peildatum: date,
) -> Partijwijziging:
    """Return what changes when parties become one; nothing is written. Raises ConvenantError when it would be wrong.

    ``draft``: the party that follows, with its id as its name: one of them, another party, or a new one.
    """
    follows = dossier.partners.get(draft.naam)
    going = [one for one in parties if one is not follows]
    if not going or len(parties) + (follows is not None and follows not in parties) < 2:
        raise ConvenantError("noem twee partijen die samengaan, en met --tot de partij die zij worden")
    if follows and not follows.actief_in(Tijdvak(dag, date.max)):
        raise ConvenantError(f"{follows.in_zin} doet op {lange_datum(dag)} niet mee; kies een andere partij of dag")
    taking = _Overname(source, dossier, draft.naam, dag, follows)
    files = Bestanden(source, dossier)
    said: list[str] = []
    own = Partner.place(draft.naam)
    if follows is None:
        refuse_taken(source, own)
        draft.data = {**taking.together(going), **draft.data}
        full_id(draft)
        refuse_incomplete(draft)
        new = {own: laid_out(Partner, own, draft.data)}
        name = str(draft.data.get("zinsnaam") or draft.data.get("korte_naam") or draft.data["naam"])
    else:
        new = {}
        for field, item in taking.items(going):
            files.do(follows, Edit("append", (field,), item))
        name = follows.in_zin
        if lost := sorted({role for one in going for role in one.rollen} - set(follows.rollen)):
            said.append(f"Let op: {name} heeft niet de rol {opsomming(lost)}; dat vraagt een wijzigingsbesluit.")
    chosen = []
    who = opsomming([one.in_zin for one in going])
    why = f"{capital(who)} {'gaat' if len(going) == 1 else 'gaan'} op {lange_datum(dag)} op in {name}."
    for one in going:
        wie = Wie(one)
        hanging = threads_of(dossier, wie, dag, peildatum)
        # What should have been done before a new party was there, it can only take over by another day.
        threads = [(one, draft.naam if follows or one.tot >= dag else "blijft") for one in hanging]
        how = Overdracht(wie, dag, why, taking.nieuw)
        said += [
            f"{one.kort}: {text[:1].lower()}{text[1:]}" for text in passed_on(files, {draft.naam: name}, how, threads)
        ]
        taking.elsewhere(files, wie, how, going)
        said += taking.seats(files, one)
        files.put(one, ("lid_tot",), dag.isoformat())
        files.put(one, ("opvolger",), draft.naam)
        chosen += threads
    if besluit:
        decided(files, dossier, Overdracht(Wie(going[0]), dag, why, {}), chosen, besluit, tags)
    everything = {**new, **files.in_order(*(one.name for one in going))}
    proof = proven(source, everything, peildatum, own, besluit)
    return Partijwijziging(everything, proof, (why, *said, *taking.told(going, follows)))


class _Overname:
    """Takes over parts of parties, under names that are free."""

    def __init__(self, source: Source, dossier: Dossier, id: str, dag: date, follows: Partner | None) -> None:
        self._source = source
        self._dossier = dossier
        self._id = id
        self._dag = dag
        self._joins_later = follows is not None
        """Whether what comes was not there from the first day of the party: until then it counts where it was."""
        self._taken = {field: {one.id for one in getattr(follows, field)} if follows else set() for field in _OWN_NAME}
        self._came = dict.fromkeys(_PARTS, 0)
        self.nieuw: dict[str, str] = {}
        """The ids of units, offers and documents under the party that follows, by those of before."""

    def together(self, going: Sequence[Partner]) -> dict[str, Any]:
        """Return what a new party holds."""
        held = [self._data(one) for one in going]
        data: dict[str, Any] = {
            "rollen": list(dict.fromkeys(role for one in going for role in one.rollen)),
            "lid_van": self._dag.isoformat(),
            "genoemd_in_aanhef": "nee",
            "ondertekening": "onbekend",
        }
        for name in ("contactpersoon", "vervanger"):
            if found := next((one[name] for one in held if one.get(name)), None):
                data[name] = found
        for field, item in self.items(going):
            data.setdefault(field, []).append(item)
        who = opsomming([one.naam for one in going])
        return {**data, "toelichting": f"Ontstaan op {lange_datum(self._dag)} uit {who}."}

    def items(self, going: Sequence[Partner]) -> list[tuple[str, dict[str, Any]]]:
        """Return the parts that go on, each with the field that it stands in."""
        found = [
            (one, field, item)
            for field in _PARTS
            for one in going
            for item in self._data(one).get(field) or []
            if self._lasts(field, item)
        ]
        for one, field, item in found:
            if field in _OWN_NAME:
                free = item["id"] if item["id"] not in self._taken[field] else f"{item['id']}-{one.id}"
                self._taken[field].add(free)
                self.nieuw[f"{one.id}/{item['id']}"] = f"{self._id}/{free}"
        known = {**self.nieuw, **{one.id: self._id for one in going}}
        out: list[tuple[str, dict[str, Any]]] = []
        for one, field, item in found:
            shape = shapes(Partner)[field].item or ANYTHING
            moved = _moved(shape, {name: value for name, value in item.items() if name != "lid_van"}, known)
            if field == "eenheden" and self._joins_later:
                moved["lid_van"] = self._dag.isoformat()
            if field in _OWN_NAME:
                moved["id"] = self.nieuw[f"{one.id}/{item['id']}"].partition("/")[2]
            if (field, moved) not in out:
                out.append((field, moved))
                self._came[field] += 1
        return out

    def _data(self, partner: Partner) -> dict[str, Any]:
        data: dict[str, Any] = parse(self._source.files[partner.name]).data
        return data

    def _lasts(self, field: str, item: Mapping[str, Any]) -> bool:
        """Tell whether a part goes on after the day."""
        if field == "opdrachten":
            days = self._dossier.tijdvak(Periode.parse(item["periode"]))
            return days is None or days.tot > self._dag
        end = item.get("lid_tot") or item.get("geldig_tot")
        return not end or str(end) > self._dag.isoformat()

    def elsewhere(self, files: Bestanden, wie: Wie, how: Overdracht, going: Sequence[Partner]) -> None:
        """Let the offers and contact points of other parties also name the party that follows.

        The old one stays beside it: until the day it still counts, and after it nobody asks for it.
        """
        for other in self._dossier.partners.values():
            if other in going:
                continue
            for field, inner in _ELSEWHERE:
                for number, item in enumerate(getattr(other, field)):
                    names = list(getattr(item, inner))
                    new = [how.of(self._id)(one) for one in names if wie.is_het(one)]
                    for one in dict.fromkeys(filter(None, new)):
                        if one not in names:
                            files.do(other, Edit("append", (field, number, inner), one))

    def seats(self, files: Bestanden, one: Partner) -> Iterator[str]:
        """Let the party that follows sit in each body where one had a member, and say what somebody must choose."""
        for body, seat in zetels(self._dossier, one.id, self._dag):
            there = (lid for lid in files.data(body)["leden"] if not lid.get("tot") or lid["tot"] > str(self._dag))
            if self._id in {lid["partner"] for lid in there}:
                continue
            days = {"van": max(seat.van or self._dag, self._dag), "tot": seat.tot}
            new = {name: day.isoformat() for name, day in days.items() if day}
            told = f"In {body.in_zin} neemt zij de plaats in van {one.in_zin}, als {seat.functie}"
            try:
                files.do(body, Edit("append", ("leden",), {"partner": self._id, "functie": seat.functie, **new}))
            except ConvenantError:  # such as a list on one line
                yield f"{told}; zet haar zelf bij 'leden' in {body.name}."
            else:
                yield f"{told}; kijk na of dat klopt."
        for *_, does in leidt(self._dossier, one.id, self._dag):
            yield f"{capital(one.in_zin)} {does}; wijs een ander aan."
        for plan in self._dossier.jaarplannen.values():
            days_of = self._dossier.tijdvak(plan.periode)
            if days_of and days_of.tot > self._dag and (plan.eigenaar or "").split("/")[0] == one.id:
                yield f"{plan.titel} blijft van {one.in_zin}; maak zo nodig een plan voor de rest van de tijd."

    def told(self, going: Sequence[Partner], follows: Partner | None) -> list[str]:
        """Return what came along, and what somebody must look after, in sentences."""
        said = []
        if came := [f"{what} ({count})" for what, count in self._came.items() if count]:
            said.append(f"Dit gaat mee: {opsomming(came)}.")
        if renamed := [
            f"{old} is nu {new}" for old, new in self.nieuw.items() if old.split("/")[1] != new.split("/")[1]
        ]:
            said.append(f"Een naam was al bezet: {opsomming(renamed)}.")
        if follows is None:
            said.append(f"Het aanspreekpunt komt van {going[0].in_zin}; kijk na of dat klopt.")
            said.append(
                "Zij neemt de plaats in van wie in haar opgaat, dus toetreden hoeft zij niet. Van haar is nog geen "
                "ondertekening bekend; vul die in als zij tekent."
            )
        for agreed in self._dossier.agreed.nadere_afspraken:
            if any(one.id in agreed.partijen for one in going) and (agreed.geldig_tot or date.max) > self._dag:
                said.append(f"De nadere afspraak '{agreed.onderwerp}' noemt nog de oude partij.")
        return said


def _moved(shape: Shape, value: Any, known: Mapping[str, str]) -> Any:
    """Return data with other ids in every field that points to something."""
    if isinstance(value, dict):
        inner = shapes(shape.model) if shape.model else {}
        return {name: _moved(inner.get(name, ANYTHING), one, known) for name, one in value.items()}
    if isinstance(value, list):
        return [_moved(shape.item or ANYTHING, one, known) for one in value]
    return known.get(value, value) if shape.verwijst and isinstance(value, str) else value
