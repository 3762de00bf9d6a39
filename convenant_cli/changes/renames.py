"""What follows from a new name of a record: everything that refers to it is edited, and means the same as before."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from convenant_cli.findings import Path
from convenant_cli.records import KINDS, Record
from convenant_cli.records.model.record import Onderdeel, Verwijst, defines, marked

#: The new id of every renamed record, by kind and old id.
Renames = Mapping[tuple[str, str], str]
_R = TypeVar("_R", bound=Record)


@cache
def _kinds_inside(kind: str) -> frozenset[str]:
    """Return the kinds of thing whose full id begins with the id of a record of a kind: a unit with its party."""
    return frozenset(mark.soort for model in KINDS if model.soort == kind for mark in defines(model) if mark.binnen)


def renamed(soorten: Iterable[str], value: str, renames: Renames) -> str:
    """Return what a reference is called now; the same when nothing it points to was renamed."""
    asked = set(soorten)
    for (kind, old), new in renames.items():
        if value == old and kind in asked:
            return new
        if value.startswith(f"{old}/") and asked & _kinds_inside(kind):
            return new + value[len(old) :]
    return value


def follow(record: _R, renames: Renames) -> tuple[_R, frozenset[tuple[str, str]]]:
    """Return a record with the new names of what it refers to, and which renames those were (kind, old id)."""
    if not renames:
        return record, frozenset()
    edits: dict[Path, str] = {}
    used: set[tuple[str, str]] = set()
    for path, mark, value in marked(record, Verwijst):
        full = mark.full(record.id, value)
        now = mark.written(renamed(mark.soorten, full, renames))
        if now != value:
            edits[path] = now
            used |= {key for key in renames if renamed(mark.soorten, full, {key: renames[key]}) != full}
    return (_edited(record, edits) if edits else record), frozenset(used)


def _edited(value: Any, edits: Mapping[Path, str]) -> Any:
    """Return a value with other texts at some ways inside it."""
    if () in edits:
        return edits[()]
    steps = dict.fromkeys(path[0] for path in edits)
    inside = {step: {path[1:]: text for path, text in edits.items() if path[0] == step} for step in steps}
    if isinstance(value, Onderdeel):
        return value.model_copy(update={str(step): _edited(getattr(value, str(step)), inside[step]) for step in steps})
    if isinstance(value, tuple):
        return tuple(_edited(part, inside[n]) if n in inside else part for n, part in enumerate(value))
    return {key: _edited(part, inside[key]) if key in inside else part for key, part in value.items()}


def told(used: Iterable[tuple[str, str]], renames: Renames) -> Iterator[tuple[str, str, str]]:
    """Yield the renames that a record follows, in order: kind, old id, new id."""
    for kind, old in sorted(used):
        yield kind, old, renames[kind, old]
