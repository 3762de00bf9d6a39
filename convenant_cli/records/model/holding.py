"""Which fields of a mapping hold what, themselves or in their parts, by their types, or are for one reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, get_args

from convenant_cli.findings import Path
from convenant_cli.records.model.record import Gebeurd, Onderdeel


@cache
def telling_parts(model: type[Onderdeel]) -> tuple[str, ...]:
    """Return the names of the fields with parts that tell, themselves or in their parts, when something happened."""
    return tuple(name for name, field in model.model_fields.items() if _tells(field.annotation))


def _tells(annotation: Any) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, Onderdeel):
        return bool(happened(annotation) or telling_parts(annotation))
    return any(map(_tells, get_args(annotation)))


@cache
def holding(model: type[Onderdeel], kind: type) -> tuple[str, ...]:
    """Return the names of the fields that hold a value of a type, themselves or in their parts, by their types."""
    return tuple(name for name, field in model.model_fields.items() if _holds(field.annotation, kind))


def _holds(annotation: Any, kind: type) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        below = issubclass(annotation, Onderdeel) and holding(annotation, kind)
        return issubclass(annotation, kind) or bool(below)
    return any(_holds(one, kind) for one in get_args(annotation))


@cache
def happened(model: type[Onderdeel]) -> tuple[str, ...]:
    """Return the names of the fields of a mapping itself, not of its parts, that tell when something has happened."""
    return tuple(name for name, field in model.model_fields.items() if _has(Gebeurd, field.annotation, field.metadata))


def _has(kind: type, annotation: Any, metadata: Iterable[Any]) -> bool:
    return any(isinstance(mark, kind) for mark in metadata) or any(
        _has(kind, arg, getattr(arg, "__metadata__", ())) for arg in get_args(annotation)
    )


def facts(value: Onderdeel) -> list[tuple[Path, str, date]]:
    """Return the dates in a mapping that tell what has happened, with the way to each and its field."""
    found: list[tuple[Path, str, date]] = []
    _gather(value, (), found)
    return found


def _gather(value: Any, path: Path, found: list[tuple[Path, str, date]]) -> None:
    if isinstance(value, Onderdeel):
        for name in happened(type(value)):
            found.extend(((*path, name, *at), name, day) for at, day in days(getattr(value, name)))
        for name in telling_parts(type(value)):
            _gather(getattr(value, name), (*path, name), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _gather(item, (*path, index), found)


def moments(value: Any, found: list[date]) -> list[date]:
    """Add the dates of :func:`facts` alone, without a way to each: the first and the last are asked of every record."""
    if isinstance(value, tuple):
        for item in value:
            moments(item, found)
        return found
    kind: type = type(value)
    own, parts = _where(kind)
    for name in own:
        told = getattr(value, name)
        if isinstance(told, tuple):
            found += told
        elif told:
            found.append(told)
    for name in parts:
        if held := getattr(value, name):
            moments(held, found)
    return found


@cache
def _where(kind: type) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the fields that tell when something happened, and of those with parts that do."""
    return (happened(kind), telling_parts(kind)) if issubclass(kind, Onderdeel) else ((), ())


def days(value: date | tuple[date, ...] | None) -> Iterator[tuple[Path, date]]:
    """Yield the days of a field that holds one, or more, with their place in a list."""
    if isinstance(value, tuple):
        yield from (((index,), day) for index, day in enumerate(value))
    elif value:
        yield (), value


@dataclass(frozen=True, slots=True)
class AlleenVoor:
    """The value is for one reader: a document for others never shows it, whatever template it is made with."""

    lezer: str


@cache
def for_one_reader(model: type[Onderdeel]) -> frozenset[str]:
    """Return the fields of a mapping that only one reader gets: what he gets of them, is gathered for him apart."""
    return frozenset(
        name
        for name, field in model.model_fields.items()
        if any(isinstance(mark, AlleenVoor) for mark in field.metadata)
    )
