"""A dossier as it was known on a day: what happened later is not in it. One rule, before any toets looks.

What is meant to happen (the end of an action, the day of a planned meeting) stays; what is told as having happened
(confirmed, stated, held, adopted, signed, finished, shared, reported) counts from its own day on.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.peildag import Gehouden, Peildag
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Path, Place
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Convenant, Jaarplan, Record
from convenant_cli.records.aanbod import Aanbod
from convenant_cli.records.bijeenkomst import Actiepunt, Agendapunt, Verslag
from convenant_cli.records.convenant import (
    Interpretatie,
    Ontheffing,
    Wetsverwijzing,
)
from convenant_cli.records.model.holding import days, facts, happened, moments, telling_parts
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.partijwissel import Afwikkeling
from convenant_cli.records.partner import (
    Contact,
    Ondertekening,
)

_T = TypeVar("_T", bound=Onderdeel)

#: What is there before the thing with a date happens to it: it only loses the date.
_STAYS = (Actie, Actiepunt, Afwikkeling, Bijeenkomst, Jaarplan, Verslag)
#: The frame in which everything is judged, whenever it was written down: the agreement, how it is read, what rests.
_FRAME = (Convenant, Interpretatie, Ontheffing, Wetsverwijzing)
#: What is known no earlier than the plan that it belongs to, and a plan no earlier than the first of these: when one of
#: them was known, the other decides as well.
PLANNED: frozenset[type[Record]] = frozenset((Actie, Jaarplan))
#: What can have been another thing on a day although all that it tells of came before: it had still to begin.
_MOVES = (Actie, Bijeenkomst, Jaarplan)
#: A plan is closed after its period, whenever that was written down.
_NOT_CLOSED = {"status": "vastgesteld"}
#: What is only known of a meeting once it was held.
_HELD = ("aanwezig", "afgemeld", "besluiten", "actiepunten", "verslag", "nalevingsrapport")
#: The same of an item of its agenda.
_SAID: dict[str, Any] = {"conclusie": None, "antwoorden": ()}


@dataclass(eq=False)
class _Toen(Dossier):
    """A dossier as it was known on a day, that knows of which one it is."""

    recorded: Dossier | None = None


@dataclass(frozen=True)
class OpDag:
    """A dossier as it was known on a day, and where its parts really stand."""

    dossier: Dossier
    _kept: dict[tuple[str, Path], tuple[int, ...]] = field(default_factory=dict)

    def plaats(self, place: Place) -> Place:
        """Return a place in the dossier as it is: items that are not known yet make others stand further on."""
        path: list[str | int] = []
        for number, step in enumerate(place.path):
            kept = self._kept.get((place.name, place.path[:number]))
            path.append(kept[step] if kept is not None and isinstance(step, int) else step)
        moved = tuple(path)
        return place if moved == place.path else place._replace(path=moved)


@lru_cache(maxsize=4)
def _known(_dossier: Dossier, _ook: str) -> Gehouden[OpDag]:
    """Return where what is worked out of a dossier is kept."""
    return Gehouden(most=4)


def op_dag(dossier: Dossier, dag: date, ook: str = "") -> OpDag:
    """Return a dossier without what happened after a day.

    ``ook``: a year plan that is kept when its period had begun, also when all that it tells of came later: who asks for
    it by name knows of it.

    What has only later dates was not known on that day, and is left out: an offer or a contact that was first
    confirmed later, a statement, a year plan of which everything comes later. What has earlier dates too only loses
    the later ones.

    It is the same one on all days between which nothing happened: who looks ahead day by day has it once.
    """
    return _known(dossier, ook).op(dag, lambda day: _op_dag(dossier, day, ook))


def _op_dag(dossier: Dossier, dag: Peildag, ook: str) -> OpDag:
    unknown = {id for id, began in _began(dossier).items() if began > dag}
    if asked := dossier.jaarplannen.get(ook):
        period = dossier.tijdvak(asked.periode)
        unknown -= {ook} if period and period.van <= dag else set()
    kept: dict[tuple[str, Path], tuple[int, ...]] = {}
    files = {}
    for name, file in dossier.files.items():
        record: Record | None = file.record
        if record is not None:
            if file.kind is Jaarplan and isinstance(record, Jaarplan) and record.status == "afgesloten":
                period = dossier.tijdvak(record.periode)
                record = record if period is None or period.tot <= dag else record.model_copy(update=_NOT_CLOSED)
            if file.kind in PLANNED and _plan(file) in unknown:
                continue
            told = _told(file)
            quiet = not told or told[1] <= dag
            if not quiet or file.kind in _MOVES:
                record = _Weg(dag, name, kept, quiet).seen(record, ())
            if record is None:
                continue
        files[name] = file if record is file.record else replace(file, record=record)
    same = all(files.get(name) is file for name, file in dossier.files.items())
    # What was not taken apart stays itself, with all that was worked out of it.
    return OpDag(dossier if same else _Toen(dossier.source, files, recorded=recorded(dossier)), kept)


def recorded(dossier: Dossier) -> Dossier:
    """Return the dossier as its records stand, of one as it was known on a day; else the dossier itself."""
    return dossier.recorded if isinstance(dossier, _Toen) and dossier.recorded else dossier


def teruggeblikt(dossier: Dossier, dag: date) -> str:
    """Say, for readers, how far the state of a day can be trusted; empty when the records tell of nothing later."""
    if next(later_facts(dossier, dag), None) is None:
        return ""
    return (
        f"Dit is teruggerekend naar {lange_datum(dag)}: wat de records van later vertellen, staat er niet in. Wat "
        "daardoor is vervangen, kan ontbreken. Wat geen datum heeft, zoals een tekst of dat iets is uitgesteld, staat "
        "er zoals het later is vastgelegd."
    )


def vooruitgeblikt(bekend: date | None, dag: date) -> str:
    """Say, for readers, that the state of a day is one of a day to come; empty when it is not.

    ``bekend``: the day until which is known what happened: on which a document is made, or of which the records are.
    """
    if bekend is None or dag <= bekend:
        return ""
    return (
        f"Dit is een vooruitblik: gemaakt op {lange_datum(bekend)}, op wat toen bekend was. Wat er tot "
        f"{lange_datum(dag)} nog gebeurt, staat er niet in."
    )


def voorbehoud(dossier: Dossier, dag: date, bekend: date | None) -> str:
    """Say, for readers, how far the state of a day can be trusted that is not the day of the records; else nothing."""
    return " ".join(filter(None, (teruggeblikt(dossier, dag), vooruitgeblikt(bekend, dag))))


#: From so many different days on it is not a slip of the pen: the reference date is older than the records.
_OLD = 5


def ouder(dossier: Dossier, dag: date) -> str:
    """Say that a reference date is older than the records, with what to do; empty when it is not."""
    later = {day for _, _, day in later_facts(dossier, dag)}
    if len(later) < _OLD:
        return ""
    return (
        f"deze records vertellen ook wat er na {lange_datum(dag)} is gebeurd, tot en met {lange_datum(max(later))}; "
        f"dat telt niet mee, maar wat erdoor is vervangen, is niet terug te zien. Lees met '--rev {dag}' de records "
        "zoals ze toen waren"
    )


def later_facts(dossier: Dossier, dag: date) -> Iterator[tuple[Place, str, date]]:
    """Yield every date after a day that tells what has happened: its place, its field, and the date."""
    for file in dossier.files.values():
        told = _told(file)
        if file.record is not None and told and told[1] > dag:
            yield from ((file.record.at(*path), name, day) for path, name, day in facts(file.record) if day > dag)


def _told(file: RecordFile) -> tuple[date, ...]:
    """Return the first and the last day on which something happened that a record tells of; nothing without one."""
    if file.told is None:
        found = moments(file.record, [])
        file.told = (min(found), max(found)) if found else ()
    return file.told


def _began(dossier: Dossier) -> dict[str, date]:
    """Return, for each year plan, the first day on which something happened that it or its actions tell of."""
    found: dict[str, date] = {}
    for file in dossier.files.values():
        if file.kind in PLANNED and (told := _told(file)):
            plan = _plan(file)
            found[plan] = min(found.get(plan, told[0]), told[0])
    return found


def _plan(file: RecordFile) -> str:
    return file.id.split("/")[0]


def _held(meeting: Bijeenkomst) -> dict[str, Any]:
    """Return what is told of a meeting because it was held, as it was before; nothing of one that is only planned."""
    fields = type(meeting).model_fields
    before: dict[str, Any] = {name: fields[name].get_default() for name in _HELD}
    before["agenda"] = tuple(map(_unsaid, meeting.agenda))
    before["status"] = "gepland" if meeting.status == "gehouden" else meeting.status
    return {name: value for name, value in before.items() if value != getattr(meeting, name)}


def _unsaid(item: Agendapunt) -> Agendapunt:
    """Return an item of an agenda without what the meeting said of it."""
    return item.model_copy(update=_SAID) if item.conclusie or item.antwoorden else item


@dataclass(slots=True)
class _Weg:
    """Takes what happened after a day out of one record."""

    dag: Peildag
    name: str
    kept: dict[tuple[str, Path], tuple[int, ...]]
    quiet: bool
    """Whether nothing happened later that the record tells of: then all that can differ is what it is as a whole."""

    def seen(self, part: _T, path: Path) -> _T | None:
        """Return a part of a record as it was known; None when it was not known at all."""
        later = [] if self.quiet else self._later(part)
        if later and not isinstance(part, _STAYS) and not self._known_before(part):
            return None
        changes: dict[str, Any] = {name: self._until(part, name) for name in later}
        if isinstance(part, Actie):
            changes |= self._action(part)
        elif isinstance(part, Bijeenkomst) and (held := _held(part)) and part.datum > self.dag:
            changes |= held
        elif later and isinstance(part, Verslag):
            changes["status"] = "concept"
        elif isinstance(part, Jaarplan):
            changes |= self._plan(part)
        elif later and isinstance(part, Actiepunt):
            changes["status"] = "open"
        for name in () if self.quiet else telling_parts(type(part)):
            value = getattr(part, name)
            if name not in changes and isinstance(value, Onderdeel | tuple):
                inner = self._value(value, (*path, name))
                if inner is not value:
                    changes[name] = "onbekend" if isinstance(value, Ondertekening) else inner
        return part.model_copy(update=changes) if changes else part

    def _later(self, part: Onderdeel) -> list[str]:
        if isinstance(part, _FRAME):
            return []
        dag = self.dag
        return [name for name in happened(type(part)) if any(day > dag for _, day in days(getattr(part, name)))]

    def _until(self, part: Onderdeel, name: str) -> Any:
        """Return what a field held of which a day came later: of a list the days up to then, else the one before it."""
        value = getattr(part, name)
        if isinstance(value, tuple):
            return tuple(day for day in value if day <= self.dag)
        if isinstance(part, Aanbod) and name == "bevestigd_op":
            return max(self._until(part, "eerder_bevestigd_op"), default=None)
        return None

    def _known_before(self, part: Onderdeel) -> bool:
        """Tell whether another date of the same thing says that it was there already."""
        names = (*happened(type(part)), *(("van",) if isinstance(part, Contact) else ()))
        return any(day <= self.dag for name in names for _, day in days(getattr(part, name)))

    def _value(self, value: Any, path: Path) -> Any:
        if isinstance(value, Onderdeel):
            return self.seen(value, path)
        if not isinstance(value, tuple):
            return value
        items = [self._value(item, (*path, index)) for index, item in enumerate(value)]
        if all(new is old for new, old in zip(items, value, strict=True)):
            return value
        indexes = tuple(index for index, item in enumerate(items) if item is not None)
        self._move(path, indexes)
        return tuple(items[index] for index in indexes)

    def _move(self, path: Path, indexes: tuple[int, ...]) -> None:
        """Note where the items of a list stood; what was noted inside them moves along."""
        places = {old: new for new, old in enumerate(indexes)}
        inside = [key for key in self.kept if key[0] == self.name and key[1][: len(path)] == path != key[1]]
        moved = {key: self.kept.pop(key) for key in inside}
        for (name, inner), value in moved.items():
            old = inner[len(path)]
            if isinstance(old, int) and old in places:
                self.kept[name, (*path, places[old], *inner[len(path) + 1 :])] = value
        self.kept[self.name, path] = indexes

    def _plan(self, plan: Jaarplan) -> dict[str, Any]:
        """Return the status that a plan had. Which version it was then, nothing but its history can tell."""
        if plan.vastgesteld_op and plan.vastgesteld_op > self.dag:
            nowhere = dict.fromkeys(("vastgesteld_op", "vastgesteld_in", "vastgesteld_met"))
            return {"status": "concept", "versie": "", **nowhere}
        return {"versie": ""} if any(one.datum > self.dag for one in plan.wijzigingen) else {}

    def _action(self, action: Actie) -> dict[str, Any]:
        """Return the status that an action had: it is done from the day it was done on, and runs from its start."""
        if action.status == "afgerond" and action.klaar_op > self.dag:
            status = "gepland" if action.start > self.dag else "loopt"
            found: dict[str, Any] = {"status": status, "afgerond_op": None}
            if action.indicator and action.indicator.resultaat is not None:
                found["indicator"] = action.indicator.model_copy(update={"resultaat": None})
            return found
        if action.status == "loopt" and action.start > self.dag:
            return {"status": "gepland"}
        return {}
