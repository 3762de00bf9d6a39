"""What identifies a part of a list: one reading of the models, for everything that compares two versions.

A part is known by what it is, and not by where it stands. Which fields say that follows from the types of the records;
only for lists that no model describes three fields are named here. A wrong answer does not cost the same everywhere,
so there are three questions:

- ``identities``, to compare a record then with the same record now: every set of fields that can tell parts apart.
  Two messages of one day on the two sides are the same message with other words.
- ``sure_names``, to merge: only what the models mark as a name or a link. There both sides may have added something,
  so two messages of one day are two messages, and taking them for one would lose one.
- ``keys_of``, to name a place in one file: every part gets a name, also in a file that the models refuse.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, zip_longest
from typing import Any

from convenant_cli.findings import Path
from convenant_cli.records import KINDS
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import shapes

#: Fields that together name a part of a list.
Name = tuple[str, ...]

#: For lists that no model describes, such as the parameters of a toets.
_GENERAL = ("id", "nummer", "partner")


@cache
def identities(model: type[Onderdeel]) -> tuple[Name, ...]:
    """Return the sets of fields that tell the parts of a list apart, the most precise first.

    A part with a name of its own (``Definieert``) goes by that name. Another goes by what it points to, then by its
    day, then by its first text; a part that must point to something never goes by its day or text alone.
    """
    required = _required(model)
    named: list[str] = []
    points: list[str] = []
    may_point: list[str] = []
    days: list[str] = []
    texts: list[str] = []
    for name, shape in shapes(model).items():
        if shape.many:
            continue
        if shape.definieert:
            named.append(name)
        elif name in required and (shape.verwijst or shape.name):
            points.append(name)
        elif shape.verwijst:
            may_point.append(name)
        elif name in required and shape.day:
            days.append(name)
        elif name in required and shape.text and not texts:
            texts.append(name)
    if named:
        found = [named, texts]
    elif points:
        found = [
            points + may_point + days + texts,
            points + may_point + days,
            points + may_point,
            points + texts,
            points,
        ]
    else:
        found = [days + texts, texts, days]
    return tuple(dict.fromkeys(tuple(fields) for fields in found if fields))


@cache
def sure_names(key: str) -> tuple[Name, ...]:
    """Return the sets of fields that name the parts of a list beyond doubt. ``key``: the field that holds the list."""
    names = [name for model in _models().get(key, ()) if (name := _sure_name(model))]
    return tuple(dict.fromkeys([*names, *((name,) for name in _GENERAL)]))


def _sure_name(model: type[Onderdeel]) -> Name:
    """Return the field with its own name, or what it must point to with the day or period; empty without these."""
    single = {name: shape for name, shape in shapes(model).items() if not shape.many}
    named = tuple(name for name, shape in single.items() if shape.definieert)
    points = tuple(name for name, shape in single.items() if shape.verwijst)
    required = _required(model)
    if named or not required.intersection(points):
        return named[:1]
    return (*points, *(name for name, shape in single.items() if name in required and (shape.day or shape.period)))


def keys_of(items: Sequence[Any], key: str) -> list[str]:
    """Return a name for every part of a list; of parts with one name the second has ``#2`` behind it.

    ``key``: the field that holds the list. What has no name goes by its place.
    """
    fields = _naming_fields(key)
    seen: Counter[str] = Counter()
    keys = []
    for number, item in enumerate(items, 1):
        values = (item.get(field) for field in fields) if isinstance(item, Mapping) else ()
        name = next((value for value in values if isinstance(value, str) and value), str(number))
        seen[name] += 1
        keys.append(name if seen[name] == 1 else f"{name}#{seen[name]}")
    return keys


def stable(data: Any, path: Path) -> tuple[str, ...]:
    """Return a way to a field with the names of the parts of lists in place of their numbers."""
    out: list[str] = []
    key = ""
    for step in path:
        if isinstance(step, int) and isinstance(data, list) and step < len(data):
            out.append(keys_of(data, key)[step])
        else:
            key = str(step)
            out.append(key)
        try:
            data = data[step]
        except (TypeError, LookupError):
            data = None
    return tuple(out)


@cache
def _naming_fields(key: str) -> Name:
    """Return the fields that can name a part of a list alone, the surest first."""
    ways = [chain.from_iterable(identities(model)) for model in _models().get(key, ())]
    fields = (field for rank in zip_longest(*ways) for field in rank if field is not None)
    return tuple(dict.fromkeys([*fields, *_GENERAL]))


@cache
def _models() -> dict[str, tuple[type[Onderdeel], ...]]:
    """Return which models the parts of a list can have, by the name of the field that holds the list."""
    found: dict[str, dict[type[Onderdeel], None]] = {}
    seen: set[type[Onderdeel]] = set()
    todo: list[type[Onderdeel]] = list(KINDS)
    while todo:
        model = todo.pop()
        if model not in seen:
            seen.add(model)
            for key, part in _parts(model):
                found.setdefault(key, {})[part] = None
                todo.append(part)
    return {key: tuple(models) for key, models in found.items()}


def _parts(model: type[Onderdeel]) -> Iterator[tuple[str, type[Onderdeel]]]:
    for key, shape in shapes(model).items():
        inner = shape
        while inner.item:
            inner = inner.item
        if inner.model:
            yield key, inner.model


def _required(model: type[Onderdeel]) -> frozenset[str]:
    return frozenset(name for name, field in model.model_fields.items() if field.is_required())
