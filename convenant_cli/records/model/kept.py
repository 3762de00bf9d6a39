"""A record as plain values, as one run keeps it for the next; and the same record made of these, without looking again.

What is kept was a record that was just read without a fault, so it is not validated a second time: who keeps it sees to
it that it comes back as it was (``sources/earlier.py``). A part is a tuple: its shape, and what its fields hold in
order. The shape is a text with the class, the fields that were filled in, and for each field a sign of what it holds.
"""

import sys
from collections.abc import Callable, Iterable
from datetime import date, time
from decimal import Decimal
from functools import cache
from itertools import repeat
from sys import intern
from typing import Any, NamedTuple

from pydantic import BaseModel

from convenant_cli.kalender import Duur, Periode
from convenant_cli.records.model.jaardag import Jaardag
from convenant_cli.records.model.record import Onderdeel, Record
from convenant_cli.records.model.sharing import HELD, filled, is_leaner, make_room
from convenant_cli.text.naamwoord import Naamwoord

_ROOM = "convenant_cli.records."
_SHORT = 40  # characters of a text that may be one of many equal ones, as when it is read
_TEXT = frozenset((str,))
_PLAIN = "."  # the sign of what is kept as it is
_new, _set = object.__new__, object.__setattr__
#: The slots of pydantic itself, which every part has.
_set_named, _set_more, _set_private = (
    getattr(BaseModel, f"__pydantic_{name}__").__set__ for name in ("fields_set", "extra", "private")
)


class _Shape(NamedTuple):
    kind: type[Onderdeel]
    named: set[str]
    leaner: bool
    fields: tuple[str, ...]
    apart: tuple[tuple[int, Callable[[Any], Any]], ...]
    """What is not as it is: where it stands in what is kept, and how it is put together."""


class _NotPlainError(Exception):
    """A record holds something that has no plain form here."""


_shapes: dict[str, _Shape] = {}


def plain(record: Record) -> Any:
    """Return a record that was just read as text, numbers and None in tuples; None when something in it is neither."""
    try:
        return _taken(record)
    except _NotPlainError:
        return None


def made(kind: type[Record], kept: Any, id: str, name: str) -> Record | None:
    """Return the record of which ``kept`` is the plain form, in a file; None when it is of another kind."""
    shape = _shapes.get(kept[0]) or _shape(kept[0])
    if shape.kind is not kind:
        return None
    make_room()
    record: Record = _part(kept)
    _set_private(record, {"_id": id, "_name": name})
    return record


# --- taking apart -------------------------------------------------------------------------------------------------


def _taken(part: Onderdeel) -> tuple[Any, ...]:
    kind, held, named, more = type(part), part.__dict__, part.__pydantic_fields_set__, part.__pydantic_extra__
    where, bits = _known_as(kind)
    if (*held,) != (*bits,) or (named - bits.keys() if more is None else named - bits.keys() - more.keys()):
        raise _NotPlainError
    signs, values = _signs(held.values())
    told = sum([bits[name] for name in named if name in bits])
    shape = intern(f"{where} {told:x} {signs}")
    return (shape, *values) if more is None else (shape, *values, _only_plain(more))


@cache
def _known_as(kind: type[Onderdeel]) -> tuple[str, dict[str, int]]:
    """Return how a shape names a class, and by which bit it says that a field was filled in."""
    if not kind.__module__.startswith(_ROOM):
        raise _NotPlainError
    bits = {name: 1 << at for at, name in enumerate(kind.model_fields)}
    return f"{kind.__module__.removeprefix(_ROOM)}.{kind.__qualname__}", bits


def _signs(held: Iterable[Any]) -> tuple[str, tuple[Any, ...]]:
    """Return the signs of some values, and their plain forms."""
    signs, values = "", []
    for value in held:
        sign, one = _PLAIN, value
        if type(value) is str:
            if len(value) <= _SHORT:
                one = intern(value)
        elif value is not None:
            sign, one = _sign(value)
        signs += sign
        values.append(one)
    return signs, tuple(values)


def _sign(value: Any) -> tuple[str, Any]:
    """Return the sign of what is neither text nor nothing, and its plain form."""
    kind = type(value)
    if kind is int or kind is bool:
        return _PLAIN, value
    if kind is tuple:
        return _row(value)
    if kind in _APART:
        sign, apart = _APART[kind]
        return sign, apart(value)
    if isinstance(value, Onderdeel):
        return "p", _taken(value)
    if kind is dict and _TEXT.issuperset(map(type, value)):
        signs, values = _signs(value.values())
        return "w", tuple(zip(value, signs, values, strict=True))
    raise _NotPlainError


def _row(values: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """Return the sign and the plain form of a row: of names, of parts, or of anything, each with its own sign."""
    signs, kept = _signs(values)
    different = set(signs)
    if different <= {_PLAIN}:
        return "s" if values and _TEXT.issuperset(map(type, values)) else _PLAIN, kept
    return ("r", kept) if different == {"p"} else ("m", tuple(zip(signs, kept, strict=True)))


def _only_plain(value: Any) -> Any:
    """Return what no field says the type of, when it is what reading YAML gives. Raises _NotPlainError."""
    kind = type(value)
    if kind is dict:
        for name, one in value.items():
            _only_plain(name)
            _only_plain(one)
    elif kind is list:
        for one in value:
            _only_plain(one)
    elif value is not None and kind not in (str, int, bool):
        raise _NotPlainError
    return value


# --- putting together ---------------------------------------------------------------------------------------------


def _part(kept: tuple[Any, ...]) -> Any:
    kind, named, leaner, fields, apart = _shapes.get(kept[0]) or _shape(kept[0])
    values = list(kept)
    for at, how in apart:
        values[at] = how(values[at])
    rest = iter(values)
    next(rest)
    one = _new(kind)
    if leaner:
        any(map(_set, repeat(one), fields, rest))  # a loop without a step in Python: setting gives None
    else:
        _set(one, "__dict__", dict(zip(fields, rest, strict=False)))
    more = kept[-1] if len(kept) > len(fields) + 1 else None
    _set_named(one, named if more is None else filled({*named, *more}))
    _set_more(one, more)
    _set_private(one, None)
    return one


def _shape(text: str) -> _Shape:
    where, told, signs = text.split(" ")
    module, _, kind = where.rpartition(".")
    model: type[Onderdeel] = getattr(sys.modules[_ROOM + module], kind)
    names = tuple(model.model_fields)
    named = {name for at, name in enumerate(names) if int(told, 16) >> at & 1}
    apart = tuple((at, how) for at, sign in enumerate(signs, 1) if (how := _HOW[sign]) is not None)
    shape = _shapes[text] = _Shape(model, filled(named), is_leaner(model), names, apart)
    return shape


def _day(number: int) -> date:
    day: date | None = HELD.get(number)
    if day is None:
        day = date.fromordinal(number)
        HELD[number] = day = HELD.setdefault(day, day)
    return day


def _number(text: str) -> Decimal:
    number: Decimal | None = HELD.get(text)
    if number is None:
        number = HELD[text] = Decimal(text)
    return number


def _names(names: tuple[str, ...]) -> tuple[str, ...]:
    one: tuple[str, ...] = HELD.setdefault(names, names)
    return one


def _one(sign: str, value: Any) -> Any:
    how = _HOW[sign]
    return value if how is None else how(value)


#: By type the sign and how it is taken apart. A number stays as it was typed: 2.0 is not 2.
_APART: dict[type, tuple[str, Callable[[Any], Any]]] = {
    date: ("d", date.toordinal),
    Decimal: ("g", str),
    time: ("t", str),
    Naamwoord: ("n", str),
    Duur: ("u", lambda one: (one.aantal, one.eenheid)),
    Periode: ("v", lambda one: (one.tekst, one.soort)),
    Jaardag: ("j", lambda one: (one.maand, one.dag, one.waar)),
}
#: By sign how what was taken apart is put together; None for what is as it is.
_HOW: dict[str, Callable[[Any], Any] | None] = {
    _PLAIN: None,
    "d": _day,
    "g": _number,
    "t": time.fromisoformat,
    "n": Naamwoord,
    "u": lambda kept: Duur(*kept),
    "v": lambda kept: Periode(*kept),
    "j": lambda kept: Jaardag(*kept),
    "s": _names,
    "p": _part,
    "r": lambda kept: tuple(map(_part, kept)),
    "m": lambda kept: tuple(_one(*one) for one in kept),
    "w": lambda kept: {name: _one(sign, value) for name, sign, value in kept},
}
