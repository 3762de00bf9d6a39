"""What many records hold alike is held once: a dossier of ten thousand records has hundreds of thousands of parts."""

from datetime import date
from decimal import Decimal
from sys import getsizeof
from typing import Any, TypeVar

from convenant_cli.records.model.record import Onderdeel

_SEEN = 32  # of a kind, after which Python keeps no room for other names
_MOST = 20_000
"""So many values are known at a time: what stands in many records comes back soon."""
_R = TypeVar("_R", bound=Onderdeel)

_named: dict[frozenset[str], set[str]] = {}
HELD: dict[object, Any] = {}
"""The values that are held once: days by themselves, numbers as they were typed, and lists of names."""
_leaner: dict[type[Onderdeel], bool] = {}


def make_room() -> None:
    """Forget the values that are held when these are many: asked for each record."""
    if len(HELD) > _MOST:
        HELD.clear()


def filled(named: set[str]) -> set[str]:
    """Return the names of fields that are filled in, as the one set of all parts with the same ones."""
    return _named.setdefault(frozenset(named), named)


def lean(record: _R) -> _R:
    """Return a record that was just made with what its parts hold alike held once, in less memory.

    That is a day, a number, a list of names, and the names of the fields that are filled in. Records are frozen, so
    nothing is added to these; a copy with other values gets its own. Parts that are equal stay apart: where one stands
    is known by which it is. The record that was given is no longer to be used.
    """
    make_room()
    kind, values, named = type(record), record.__dict__, filled(record.__pydantic_fields_set__)
    for name, value in values.items():
        if value is not None and type(value) is not str:
            values[name] = _lean(value)
    if is_leaner(kind):
        return _one_by_one(record, values, named)
    _set(record, "__pydantic_fields_set__", named)
    return record


def _lean(value: Any) -> Any:
    kind = type(value)
    if kind is date:
        return HELD.setdefault(value, value)
    if kind is Decimal:
        return HELD.setdefault(str(value), value)  # as it was typed: 2.0 is not 2
    if kind is tuple:
        if value and type(value[0]) is str and _TEXT.issuperset(map(type, value)):
            return HELD.setdefault(value, value)
        return tuple(map(_lean, value))
    if kind is dict:
        return {name: _lean(one) for name, one in value.items()}
    return lean(value) if isinstance(value, Onderdeel) else value


_TEXT = frozenset((str,))
_set = object.__setattr__


def _one_by_one(record: _R, values: dict[str, Any], named: set[str]) -> _R:
    """Return the same record made in another way.

    pydantic gives each mapping a dict with all names; of values that are set one by one Python holds the names once for
    all of a kind, and makes a dict only for who asks for it.
    """
    kind = type(record)
    one = kind.__new__(kind)
    for name, value in values.items():
        _set(one, name, value)
    _set(one, "__pydantic_fields_set__", named)
    _set(one, "__pydantic_extra__", record.__pydantic_extra__)
    _set(one, "__pydantic_private__", record.__pydantic_private__)
    return one


def is_leaner(kind: type[Onderdeel]) -> bool:
    """Tell whether setting one by one takes less memory: how much room Python keeps for more names differs by kind."""
    if kind not in _leaner:
        as_read: dict[str, Any] = {}
        for _ in range(_SEEN):
            made = kind.__new__(kind)
            for name in kind.model_fields:
                as_read[name] = None
                _set(made, name, None)
        _leaner[kind] = getsizeof(made.__dict__) < getsizeof(as_read)
    return _leaner[kind]
