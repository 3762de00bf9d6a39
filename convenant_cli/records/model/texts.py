"""Every text in a record, and the fields of its parts by name."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel

from convenant_cli.findings import Path


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Yield ``(path, text)`` for every text in a record, in the order of the fields."""
    if isinstance(value, str):
        yield path, value
        return
    for step, item in _items(value):
        if isinstance(item, str):
            yield (*path, step), item
        elif item and isinstance(item, _HOLDERS):
            yield from texts(item, (*path, step))


_HOLDERS = (BaseModel, dict, tuple, list)


def _items(value: Any) -> Iterable[tuple[str | int, Any]]:
    if isinstance(value, BaseModel):
        fields = [(name, getattr(value, name)) for name in names_of(type(value))]
        return fields + list(value.model_extra.items()) if value.model_extra else fields
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple | list) else ()


@cache
def names_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the names of the fields of a mapping, in their order."""
    return tuple(model.model_fields)
