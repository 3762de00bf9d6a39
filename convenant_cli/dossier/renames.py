"""What got another name between two moments, and what follows: what refers to it means the same as before."""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Path
from convenant_cli.records import KINDS, Record
from convenant_cli.records.model.record import Definieert, Onderdeel, Verwijst, defines, marked

#: The new id of everything that was renamed, by kind and old id.
Renames = Mapping[tuple[str, str], str]
_R = TypeVar("_R", bound=Record)


def renames(pairs: Iterable[tuple[RecordFile, RecordFile]]) -> dict[tuple[str, str], str]:
    """Return the id now of every record, and of every part of one, that has another id; by kind and the id then.

    ``pairs``: each file then with the same one now. A part is the same one when it is called the same in its record,
    or when only its name differs.
    """
    found: dict[tuple[str, str], str] = {}
    for old, new in pairs:
        if old.name != new.name:
            found[old.kind.soort, old.id] = new.id
        if old.record and new.record:
            found |= _renamed_parts(old.record, new.record)
    return found


def _renamed_parts(old: Record, new: Record) -> dict[tuple[str, str], str]:
    """Return the full id now of the parts of a record that have another one, by kind and full id then."""
    found: dict[tuple[str, str], str] = {}
    come = _parts(new)
    gone = []
    for (soort, name), (id, content) in _parts(old).items():
        if (soort, name) not in come:
            gone.append((soort, id, content))
        elif (other := come.pop((soort, name))[0]) != id:
            found[soort, id] = other
    for soort, id, content in gone:
        alike = next((key for key, (_, other) in come.items() if key[0] == soort and other == content), None)
        if alike:
            found[soort, id] = come.pop(alike)[0]
    return found


def _parts(record: Record) -> dict[tuple[str, str], tuple[str, Any]]:
    """Return the full id and the content of every part with a name, by kind and the name in its record."""
    data = record.model_dump(mode="json")
    found = {}
    for path, mark, value in marked(record, Definieert):
        around: Any = data
        for step in path[:-1]:
            around = around[step]
        is_key = path[-1] == value and isinstance(around[value], Mapping)
        content = around[value] if is_key else {name: one for name, one in around.items() if name != path[-1]}
        found[mark.soort, value] = (mark.full(record.id, value), content)
    return found


@cache
def _owners(soort: str) -> tuple[str, ...]:
    """Return the kinds of record with whose id the id of such a thing begins: a party for a unit."""
    return tuple(model.soort for model in KINDS if any(mark.binnen and mark.soort == soort for mark in defines(model)))


def _moving(soorten: Iterable[str], value: str, renames: Renames) -> Iterator[tuple[str, str]]:
    """Yield the renames that change an id: of the thing itself, and then of the record that it is a part of."""
    asked = tuple(soorten)
    owner = value.rpartition("/")[0]
    own = ((soort, value) for soort in asked)
    whole = ((kind, owner) for soort in asked for kind in _owners(soort) if owner)
    yield from (key for key in dict.fromkeys((*own, *whole)) if key in renames)


def renamed(soorten: Iterable[str], value: str, renames: Renames) -> str:
    """Return what a reference is called now; the same when nothing it points to was renamed."""
    key = next(_moving(soorten, value, renames), None)
    return renames[key] + value[len(key[1]) :] if key else value


def follow(
    record: _R, renames: Renames, defined: Mapping[str, Container[str]] | None = None
) -> tuple[_R, frozenset[tuple[str, str]]]:
    """Return a record with the new names of what it refers to, and which renames those were (kind, old id).

    ``defined``: what there was then, by kind. A name that things of two kinds have means the first of these to a field
    that may point to both; without this, the one that was renamed.
    """
    if not renames:
        return record, frozenset()
    edits: dict[Path, str] = {}
    used: set[tuple[str, str]] = set()
    for path, mark, value in marked(record, Verwijst):
        full = mark.full(record.id, value)
        soorten = [soort for soort in mark.soorten if full in defined.get(soort, ())][:1] if defined else ()
        moving = set(_moving(soorten or mark.soorten, full, renames))
        now = mark.written(renamed(soorten or mark.soorten, full, renames))
        if now != value:
            edits[path] = now
            used |= moving
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
