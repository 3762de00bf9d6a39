"""Who gave each field of a record its value, in which commit and on which day.

A value comes from the commit that wrote it. At a merge it comes from the side that has the same value, so a merge is
named only when whoever merged wrote something that neither side had. A squashed commit is all that is left
of the work in it. Values are compared as data: other quotes, comments or lines are no change.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

from convenant_cli.records import Record
from convenant_cli.records.model.identity import keys_of
from convenant_cli.records.model.record import Onderdeel, Persoonlijk
from convenant_cli.sources.git.commits import Commit, Lineage, head, lineage, renamed_on_disk
from convenant_cli.sources.git.repo import open_repository
from convenant_cli.sources.yamlfile import Unusable, parse

Way = tuple[str, ...]
"""The way to a field; a part of a list goes by its name."""
Value = str | tuple[str, ...]
"""A text, or the texts of a plain list."""


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A moment at which a field got a value."""

    way: Way
    value: Value | None
    """What it became; None when it was taken away."""
    was: Value | None
    """What it was before, on the first side of a merge; None when there was nothing."""
    commit: Commit | None
    """None when it is not committed yet."""


@dataclass(frozen=True, slots=True)
class Log:
    """The history of one record."""

    changes: tuple[ValueChange, ...]
    """The newest first; of one commit in the order of the file."""
    names: tuple[str, ...]
    """The earlier names of the file from the top of the repository, the last one first."""
    shallow: bool
    """Whether the clone is cut off, so that the oldest values may be older than told."""


def log(
    root: Path,
    kind: type[Record],
    name: str,
    now: bytes | None,
    rev: str | None = None,
    within: Way = (),
    every: bool = False,
) -> Log:
    """Return when the fields of a record file got their values. What is about persons is left out.

    ``now`` is what stands on disk; None when ``rev`` is the newest that counts. Only fields below ``within`` are told;
    ``every`` tells that one as a whole, with its earlier values. Raises ConvenantError when there is no repository.
    """
    repo, prefix = open_repository(root)
    start = head(repo, rev)
    path = f"{prefix}{name}"
    past = lineage(repo, start, path) if start else Lineage([path], [], {})
    if start and now is not None and not past.commits and (moved := renamed_on_disk(repo, start, path, now)):
        past = lineage(repo, start, moved)
    commits, raws = past.commits, dict(past.raws)
    nodes = [_Node(commit, commit.sha, commit.parents) for commit in commits]
    if now is not None:
        nodes.insert(0, _Node(None, "", tuple(node.key for node in nodes[:1])))
        raws[""] = now
    states = _states(nodes, raws, _personal(kind))
    changes = list(_whole(nodes, states, within) if every else _latest(nodes, states, within))
    rank = {node.key: number for number, node in enumerate(nodes)}
    changes.sort(key=lambda change: rank[change.commit.sha if change.commit else ""])
    earlier = tuple(dict.fromkeys(name for name in past.names if name != path))
    return Log(tuple(changes), earlier, any(change.commit and change.commit.edge for change in changes))


@dataclass(frozen=True, slots=True)
class _Node:
    commit: Commit | None
    key: str
    parents: tuple[str, ...]


def _states(nodes: list[_Node], raws: Mapping[str, bytes | None], hidden: frozenset[Way]) -> dict[str, dict[str, Any]]:
    """Return the data at every commit. What cannot be read counts as what was there before: it says nothing new."""
    out: dict[str, dict[str, Any]] = {}
    for node in reversed(nodes):
        raw = raws[node.key]
        data = {} if raw is None else parse(raw).data
        if not isinstance(data, dict):
            data = next((out[parent] for parent in node.parents), {})
        out[node.key] = _without(data, hidden)
    return out


@cache
def _personal(model: type[Onderdeel]) -> frozenset[Way]:
    """Return the ways to the fields about persons in a model; the parts of a list do not count as a step."""
    found: set[Way] = set()
    for name, field in model.model_fields.items():
        for annotation in _inside(field.annotation, tuple(field.metadata)):
            if isinstance(annotation, Persoonlijk):
                found.add((name,))
            elif isinstance(annotation, type) and issubclass(annotation, Onderdeel):
                found |= {(name, *way) for way in _personal(annotation)}
    return frozenset(found)


def _inside(annotation: Any, metadata: tuple[Any, ...] = ()) -> Iterator[Any]:
    """Yield the marks of a type, and every type inside it that is not made of others."""
    yield from metadata
    inner = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from inner[1:]
        inner = inner[:1]
    if not inner:
        yield annotation
    for other in inner:
        yield from _inside(other)


def _without(data: Any, hidden: frozenset[Way]) -> Any:
    if not hidden:
        return data
    if isinstance(data, list):
        return [_without(item, hidden) for item in data]
    if not isinstance(data, dict):
        return data
    below = {key: frozenset(way[1:] for way in hidden if way[0] == key) for key in data}
    return {key: _without(item, below[key]) for key, item in data.items() if () not in below[key]}


def _latest(nodes: list[_Node], states: Mapping[str, dict[str, Any]], within: Way) -> Iterator[ValueChange]:
    """Yield for every field that is there now the moment at which it got its value."""
    if not nodes:
        return
    flat = {key: leaves(at(state, within), within) for key, state in states.items()}
    for way in flat[nodes[0].key]:
        yield next(_trace(nodes, {key: fields.get(way) for key, fields in flat.items()}, way))


def _whole(nodes: list[_Node], states: Mapping[str, dict[str, Any]], within: Way) -> Iterator[ValueChange]:
    """Yield every moment at which one field, or something below it, got another value."""
    if nodes:
        yield from _trace(nodes, {key: _as_value(at(state, within), within) for key, state in states.items()}, within)


def _trace(nodes: list[_Node], values: Mapping[str, Value | None], way: Way) -> Iterator[ValueChange]:
    """Yield where a value came from, then where the values before it came from."""
    by_key = {node.key: node for node in nodes}
    todo, seen = [nodes[0].key], {nodes[0].key}
    while todo:
        node = by_key[todo.pop(0)]
        value = values[node.key]
        parents = [parent for parent in node.parents if parent in by_key]
        same = [parent for parent in parents if values[parent] == value]
        if not same and (value is not None or parents):
            was = values[parents[0]] if parents else None
            yield ValueChange(way, value, was, node.commit)
        for parent in same[:1] or parents:
            if parent not in seen:
                seen.add(parent)
                todo.append(parent)


def find_way(data: Any, text: str, field: str) -> Way | None:
    """Return the way to a field that a person wrote with dots: a part of a list by its name or its number.

    ``field``: the name of the field that holds the data.
    """
    if not text:
        return ()
    steps: list[tuple[str, str, Any]] = []
    if isinstance(data, dict):
        steps = [(str(key), str(key), item) for key, item in data.items()]
    elif isinstance(data, list):
        keys = keys_of(data, field)
        steps = [(key, key, item) for key, item in zip(keys, data, strict=True)]
        steps += [(str(number), key, item) for number, (key, item) in enumerate(zip(keys, data, strict=True), 1)]
    for written, key, item in steps:
        if text == written or text.startswith(f"{written}."):
            below = find_way(item, text[len(written) + 1 :], key)
            if below is not None:
                return (key, *below)
    return None


def at(data: Any, way: Way) -> Any:
    """Return what stands at the end of a way; None when it is not there."""
    for field, step in pairwise(("", *way)):
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and step in (keys := keys_of(data, field)):
            data = data[keys.index(step)]
        else:
            return None
    return data


def leaves(data: Any, way: Way = ()) -> dict[Way, Value]:
    """Return every value in data by the way to it. A list of plain texts is one value; what is empty is left out."""
    if not _has_parts(data):
        value = _plain(data)
        return {} if value is None else {way: value}
    pairs = data.items() if isinstance(data, dict) else zip(keys_of(data, way[-1] if way else ""), data, strict=True)
    return {inner: value for key, item in pairs for inner, value in leaves(item, (*way, str(key))).items()}


def _has_parts(data: Any) -> bool:
    return isinstance(data, dict) or (isinstance(data, list) and any(isinstance(item, dict | list) for item in data))


def _plain(data: Any) -> Value | None:
    """Return a text, or the texts of a list; None when there is none."""
    if isinstance(data, list):
        return tuple(item for item in data if isinstance(item, str) and not isinstance(item, Unusable)) or None
    return data if isinstance(data, str) and data and not isinstance(data, Unusable) else None


def _as_value(data: Any, way: Way) -> Value | None:
    """Return what stands at a way as one value; a mapping or a list of mappings as the texts in it with their names."""
    if not _has_parts(data):
        return _plain(data)
    found = leaves(data, way)
    return tuple(f"{'.'.join(inner[len(way) :])}: {show(value)}" for inner, value in found.items()) or None


def show(value: Value) -> str:
    """Return a value as one text."""
    return value if isinstance(value, str) else ", ".join(value)
