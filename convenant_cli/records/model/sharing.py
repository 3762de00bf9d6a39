"""What many records hold alike is held once: a dossier of ten thousand records has hundreds of thousands of parts."""

from typing import Any

from pydantic import BaseModel

_known: dict[frozenset[str], set[str]] = {}
_has_parts: dict[type, bool] = {}


def share_field_sets(record: BaseModel) -> None:
    """Let all parts of a record that name the same fields share the set of their names.

    Records are frozen, so nothing is added to such a set; a copy with other values gets a set of its own.
    """
    todo: list[Any] = [record]
    while todo:
        one = todo.pop()
        parts = one
        if isinstance(one, dict):
            parts = one.values()
        elif not isinstance(one, list | tuple):
            named = one.__pydantic_fields_set__
            object.__setattr__(one, "__pydantic_fields_set__", _known.setdefault(frozenset(named), named))
            parts = one.__dict__.values()
        for part in parts:
            kind = type(part)
            if (has_parts := _has_parts.get(kind)) is None:
                has_parts = _has_parts[kind] = issubclass(kind, BaseModel | dict | list | tuple)
            if has_parts and part:
                todo.append(part)
