"""What hangs on a party goes to another, or ends: the edits in every record that this takes, and no others."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.jaarplannen import plan_of
from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.creating.hanging import UITKOMSTEN, Draad, Wie
from convenant_cli.editing.decided import decision
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Jaarplan
from convenant_cli.records.model.record import Record
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import capital, opsomming

#: The lists of an action that name parties, units or offers, each with the field of an item that does.
_OF_ACTION = (("partners", ""), ("voor", ""), ("inzet", "partner"), ("aanbod", ""))
_OF_MEETING = (("genodigd", ""), ("aanwezig", "partner"), ("afgemeld", "partner"))

#: Gives the reference that takes the place of another, or nothing when none does.
Nieuw = Callable[[str], str]


class Bestanden:
    """The files of a dossier with edits done to them, one after the other."""

    def __init__(self, source: Source, dossier: Dossier) -> None:
        self._source = source
        self._dossier = dossier
        self.raw: dict[str, bytes] = {}

    def in_order(self, *last: str) -> dict[str, bytes]:
        """Return the files in an order in which each can come to stand alone: plans, the rest, and who leaves last."""
        first = [name for name in self.raw if Jaarplan.match(name) is not None]
        names = [*first, *(name for name in self.raw if name not in (*first, *last)), *last]
        return {name: self.raw[name] for name in names if name in self.raw}

    def data(self, record: Record) -> Any:
        """Return what a record holds by now."""
        return parse(self.raw.get(record.name, self._source.files[record.name])).data

    def put(self, record: Record, path: Path, value: Any) -> None:
        """Give a field another value."""
        self.do(record, Edit("put", path, value))

    def do(self, record: Record, *edits: Edit) -> None:
        """Edit a record. Raises ConvenantError when it is not whole, or written in a way that cannot be edited."""
        name = record.name
        if not self._dossier.files[name].whole:
            raise ConvenantError(
                f"{name} heeft een fout; 'convenant validate {quoted(name)}' zegt welke. Los die eerst op"
            )
        raw = self.raw.get(name, self._source.files[name])
        try:
            self.raw[name] = edited(raw, edits, lambda way: order_of(type(record), way))
        except ConvenantError as error:
            raise ConvenantError(f"{name}: {error}") from error

    def pass_on(
        self, record: Record, field: str, key: str, wie: Wie, nieuw: Nieuw, known: Collection[str] = ()
    ) -> None:
        """Put another in the place of a party in a list, or take it out when nobody takes its place.

        ``key``: the field of an item that names it; empty when the items are names. ``known``: who has a part already.
        """
        items = self.data(record).get(field) or []
        names = [one[key] if key else one for one in items]
        for number in reversed([number for number, name in enumerate(names) if wie.is_het(name)]):
            other = nieuw(names[number])
            if other and other not in names and other not in known:
                self.put(record, (field, number, key) if key else (field, number), other)
                names[number] = other
            else:
                self.do(record, Edit("remove", (field, number)))
                del names[number]


@dataclass(frozen=True, slots=True)
class Overdracht:
    """Who goes, on which day, and what to say of it where something ends."""

    wie: Wie
    dag: date
    reden: str
    nieuw: Mapping[str, str]
    """The new ids of units and offers that another party takes over."""

    def of(self, other: str) -> Nieuw:
        """Return what takes the place of each reference when another party takes over."""

        def take(old: str) -> str:
            if "/" in old and old != self.wie.id:
                return self.nieuw.get(old, "")
            return other

        return take


def passed_on(
    files: Bestanden, names: Mapping[str, str], how: Overdracht, answers: Sequence[tuple[Draad, str]]
) -> list[str]:
    """Edit every record as the answers say; return what was done, in sentences.

    An answer is the id of a party, or one of the words that a thing allows; ``names``: how sentences name the parties.
    """
    said = []
    for thread, answer in answers:
        if answer != "blijft":
            _ROLES[thread.rol](files, how, thread, answer)
        becomes = UITKOMSTEN.get(answer) or f"{names[answer]} neemt het over"
        said.append(f"{capital(thread.zin)}: {becomes}.")
    return said


def _lead(files: Bestanden, how: Overdracht, thread: Draad, answer: str) -> None:
    action = thread.record
    if answer == "vervalt":
        reason = files.data(action).get("status_reden")
        files.put(action, ("status",), "vervallen")
        files.put(action, ("status_reden",), f"{reason.rstrip()} {how.reden}" if reason else how.reden)
        return
    files.put(action, ("trekker",), answer)
    names = files.data(action).get("partners") or []
    if answer in names:  # who leads stands there once
        files.do(action, Edit("remove", ("partners", names.index(answer))))
    _join(files, how, thread, answer)


def _join(files: Bestanden, how: Overdracht, thread: Draad, answer: str) -> None:
    other = "" if answer == "eruit" else answer
    for field, key in _OF_ACTION:
        known = (files.data(thread.record)["trekker"],) if field == "partners" else ()
        files.pass_on(thread.record, field, key, how.wie, how.of(other), known)


def _point(files: Bestanden, _how: Overdracht, thread: Draad, answer: str) -> None:
    field = "status" if answer == "vervalt" else "eigenaar"
    files.put(thread.record, ("actiepunten", thread.nummer, field), "vervallen" if answer == "vervalt" else answer)


def _organise(files: Bestanden, how: Overdracht, thread: Draad, answer: str) -> None:
    files.put(thread.record, ("organisator",), answer)
    _invite(files, how, thread, answer)


def _invite(files: Bestanden, how: Overdracht, thread: Draad, answer: str) -> None:
    meeting, other = thread.record, how.of("" if answer == "eruit" else answer)
    for field, key in _OF_MEETING:
        files.pass_on(meeting, field, key, how.wie, other)
    data = files.data(meeting)
    for way in [("voorzitter",), *(("agenda", number) for number in range(len(data["agenda"])))]:
        held = data.get("voorzitter") if way == ("voorzitter",) else data["agenda"][way[1]]
        field = "partner" if way == ("voorzitter",) else "inbrenger"
        if not held or not how.wie.is_het(str(held.get(field))):
            continue
        if new := other(held[field]):
            files.put(meeting, (*way, field), new)
        else:  # a chair is nobody without a party; an item of the agenda stays
            files.do(meeting, Edit("remove", way if field == "partner" else (*way, field)))


_ROLES: dict[str, Callable[[Bestanden, Overdracht, Draad, str], None]] = {
    "trekker": _lead,
    "deelnemer": _join,
    "actiepunt": _point,
    "organisator": _organise,
    "genodigde": _invite,
    "beheerder": lambda files, _how, thread, answer: files.put(thread.record, ("beheerder",), answer),
    "opdrachtgever": lambda files, _how, thread, answer: files.put(thread.record, ("opdrachtgever",), answer),
    "opdracht": lambda files, _how, thread, answer: files.put(
        thread.record, ("opdrachten", thread.nummer, "partner"), answer
    ),
}


def decided(
    files: Bestanden,
    dossier: Dossier,
    how: Overdracht,
    said: Sequence[tuple[Draad, str]],
    number: str,
    tags: Collection[str],
) -> None:
    """Let every adopted plan of which an action changed name the decision that this rests on."""
    changed: dict[str, list[Actie]] = {}
    for thread, answer in said:
        if isinstance(thread.record, Actie) and answer not in ("blijft", "vervalt") and plan_of(dossier, thread.record):
            changed.setdefault(thread.record.jaarplan, []).append(thread.record)
    if not changed:
        raise ConvenantError("er verandert niets in een vastgesteld plan; laat --besluit weg")
    for id, actions in changed.items():
        plan: Jaarplan = dossier.jaarplannen[id]
        names = opsomming([one.nummer for one in actions])
        what = (
            f"{how.reden} Wie trekt of meedoet, is anders bij {'actie' if len(actions) == 1 else 'de acties'} {names}."
        )
        files.do(plan, *decision(dossier, plan, number, tuple(one.id for one in actions), what, tags))


def reden(wie: Wie, dag: date) -> str:
    """Return why something ends."""
    name = wie.naam
    return f"{capital(name)} doet niet meer mee vanaf {lange_datum(dag)}."
