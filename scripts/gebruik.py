"""Which field of which record is used by which toets, check and document, found by watching them work.

The shipped dossier is judged, checked and made into every document, and each time one of them reads a field of a
record that is written down. What only passes over everything (reading, dates, the search for persons) is no use of it.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from types import FrameType
from typing import Any

from convenant_cli.checks.checking import check_source
from convenant_cli.documents import kinds
from convenant_cli.documents.document import compose
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.page import data
from convenant_cli.dossier import gebondenen
from convenant_cli.dossier.peildag import Gehouden
from convenant_cli.dossier.reading import load
from convenant_cli.findings import ConvenantError
from convenant_cli.judging import zaak
from convenant_cli.judging.judging import judge
from convenant_cli.kalender import add_months
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.sources.sources import Source

#: Who uses a field, by the room in which its module stands.
_ROOMS = {
    "convenant_cli.judging.toetsen.": "toets",
    "convenant_cli.checks.controles.": "controle",
    "convenant_cli.documents.kinds.": "stuk",
}
#: A check that reads more fields than this passes over everything.
_MANY = 40
#: Where a field is read for one of those; elsewhere it only passes by.
_READS = (
    "convenant_cli.judging.",
    "convenant_cli.documents.",
    "convenant_cli.records.",
    "convenant_cli.dossier.aanbod",
    "convenant_cli.dossier.besluiten",
    "convenant_cli.dossier.bijeenkomsten",
    "convenant_cli.dossier.days",
    "convenant_cli.dossier.dossier",
    "convenant_cli.dossier.gebondenen",
    "convenant_cli.dossier.jaarplannen",
    "convenant_cli.dossier.looptijd",
    "convenant_cli.dossier.organen",
    "convenant_cli.dossier.partijen",
    "convenant_cli.dossier.peildag",
    "convenant_cli.dossier.voortgang",
)


class Watch:
    """What was read, a model and its field, with who read it."""

    def __init__(self) -> None:
        self.found: dict[tuple[type, str], set[tuple[str, str]]] = {}
        self.document = ""
        """The document that a template is filled for now."""
        self._views: dict[int, tuple[object, type]] = {}

    def read(self, model: type, name: str, frame: FrameType) -> None:
        """Note that a module of ours read a field; who it did that for stands above it."""
        who = self._reader(frame)
        if who is not None:
            self._note(model, name, who)

    def shown(self, view: object, name: str) -> None:
        """Note that the template of a document shows a field."""
        known = self._views.get(id(view))
        if known and self.document and name in getattr(known[1], "model_fields", {}):
            self._note(known[1], name, ("stuk", self.document))

    def keep(self, view: object, value: object) -> None:
        """Remember of which record a view was made."""
        self._views[id(view)] = (view, type(value))

    def _note(self, model: type, name: str, who: tuple[str, str]) -> None:
        self.found.setdefault((model, name), set()).add(who)

    @staticmethod
    def _reader(frame: FrameType | None) -> tuple[str, str] | None:
        """Return for whom a field is read: the outermost toets, check or document that is at work, and no judge."""
        last = None
        while frame is not None:
            role = _role(frame.f_globals.get("__name__", ""))
            if role is _OUT or (role is _JUDGE and last):
                return last
            if isinstance(role, tuple):
                if last and last[0] != role[0]:
                    return last
                last = role
            frame = frame.f_back
        return last


_OUT, _JUDGE, _BETWEEN = "out", "judge", "between"


@cache
def _role(module: str) -> tuple[str, str] | str:
    """Return who a module is: a toets, a check or a document; a judge; between those; or out of the matter."""
    for room, kind in _ROOMS.items():
        if module.startswith(room):
            return kind, module.removeprefix(room).replace("_", "-")
    if module.startswith("convenant_cli.judging.") and ".delen." not in module:
        return _JUDGE
    if module == "convenant_cli.documents.page.data":
        return _OUT
    # This module stands between a property of a record and who asks for it.
    return _BETWEEN if module.startswith(_READS) or module == __name__ else _OUT


@contextmanager
def _watching(watch: Watch) -> Iterator[None]:
    fields: dict[type, frozenset[str]] = {}

    def record(self: Any, name: str) -> Any:
        kind = type(self)
        known = fields.get(kind)
        if known is None:
            known = fields[kind] = frozenset(kind.model_fields)
        if name in known:
            watch.read(kind, name, sys._getframe(1))
        return object.__getattribute__(self, name)

    def view(self: Any, name: str) -> Any:
        watch.shown(self, name)
        return object.__getattribute__(self, name)

    made, bound, met = data._Views._view, zaak._bound, gebondenen._met

    def keep(self: Any, value: Any) -> Any:
        found = made(self, value)
        watch.keep(found, value)
        return found

    Onderdeel.__getattribute__ = record  # type: ignore[method-assign]
    data.Shown.__getattribute__ = view  # type: ignore[method-assign]
    data._Views._view = keep  # type: ignore[method-assign]
    # Who takes part on a day is worked out once for many: here for each who asks, or only the first would be seen.
    zaak._bound, gebondenen._met = bound.__wrapped__, lambda *_: Gehouden()  # type: ignore[assignment]
    try:
        yield
    finally:
        del Onderdeel.__getattribute__, data.Shown.__getattribute__
        data._Views._view = made  # type: ignore[method-assign]
        zaak._bound, gebondenen._met = bound, met


def used(source: Source, day: date) -> dict[str, dict[str, list[str]]]:
    """Return for each ``Model.field`` which toetsen, checks and documents read it."""
    watch = Watch()
    dossier, _ = load(source)
    with _watching(watch):
        check_source(source, day)
        # Some fields are read only when something has lapsed, or on the day of a meeting itself.
        lapsed = (add_months(day, months) for months in (3, 6, 12, 24))
        for other in (*lapsed, *(meeting.datum for meeting in dossier.bijeenkomsten.values())):
            judge(dossier, other)
        for kind in kinds.names():
            if kinds.of_changes(kind):
                continue
            choices = kinds.choices(kind, dossier)
            for which in [""] if choices is None else {choices[0], choices[-1]} if choices else ():
                try:
                    shown = kinds.context(kind, dossier, which, Moment(day, "0" * 10, "convenant"))
                except ConvenantError:
                    continue  # this one cannot be made on that day
                watch.document = kind
                compose(f"{kind}.html.j2", shown)
                watch.document = ""
    found: dict[str, set[tuple[str, str]]] = {}
    for (model, name), who in watch.found.items():
        owner = next(one for one in reversed(model.__mro__) if name in getattr(one, "model_fields", {}))
        found.setdefault(f"{owner.__name__}.{name}", set()).update(who)
    readers = Counter(who for readers in found.values() for who in readers)
    walks = {who for who, count in readers.items() if who[0] == "controle" and count > _MANY}
    return {field: _sorted(who - walks) for field, who in sorted(found.items()) if who - walks}


def _sorted(who: set[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, name in sorted(who):
        found.setdefault(kind, []).append(name)
    return found


def as_text(source: Source, day: date) -> str:
    """Return the uses as a file."""
    rows = (f"  {json.dumps(field)}: {json.dumps(who)}" for field, who in used(source, day).items())
    return "{\n" + ",\n".join(rows) + "\n}\n"
