"""What many records hold alike is held once: a dossier of ten thousand records has hundreds of thousands of parts."""

from sys import getsizeof
from typing import Any

from convenant_cli.records.model.holding import holding
from convenant_cli.records.model.record import Onderdeel

_SEEN = 32  # of a kind, after which Python keeps no room for other names

_known: dict[frozenset[str], set[str]] = {}
_leaner: dict[int, bool] = {}
"""Whether it is so, by how many values a mapping has: nothing else of a kind matters."""


def share(record: Onderdeel) -> None:
    """Let all parts of a record that have the same fields share the names of those, and of which are filled in.

    Records are frozen, so nothing is added to such a set; a copy with other values gets a set of its own.
    """
    kind, named = type(record), record.__pydantic_fields_set__
    _set(record, "__pydantic_fields_set__", _known.setdefault(frozenset(named), named))
    values = record.__dict__
    if len(values) not in _leaner:
        _leaner[len(values)] = _is_leaner(kind, values)
    if _leaner[len(values)]:
        _one_by_one(record, values)
    for name in holding(kind, Onderdeel):
        if part := getattr(record, name):
            _share(part)


_set, _unset = object.__setattr__, object.__delattr__


def _is_leaner(kind: type[Onderdeel], values: dict[str, Any]) -> bool:
    """Tell whether values take less memory when they are set one by one.

    pydantic gives each mapping a dict with all names; of values that are set one by one Python holds the names once for
    all of a kind. How much room it keeps for more names differs from one Python to another, so that is measured.
    """
    one = kind.__new__(kind)
    for _ in range(_SEEN):
        _one_by_one(one, values)
        one = kind.__new__(kind)
    _one_by_one(one, values)
    return getsizeof(one.__dict__) < getsizeof(values)


def _one_by_one(record: Onderdeel, values: dict[str, Any]) -> None:
    _unset(record, "__dict__")
    for name, value in values.items():
        _set(record, name, value)


def _share(part: Any) -> None:
    if isinstance(part, Onderdeel):
        share(part)
    elif isinstance(part, dict):
        for one in part.values():
            _share(one)
    elif isinstance(part, list | tuple):
        for one in part:
            _share(one)
