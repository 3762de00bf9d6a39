"""What many records hold alike is held once: a dossier of ten thousand records has hundreds of thousands of parts."""

from typing import Any

from convenant_cli.records.model.holding import holding
from convenant_cli.records.model.record import Onderdeel

_known: dict[frozenset[str], set[str]] = {}


def share_field_sets(record: Onderdeel) -> None:
    """Let all parts of a record that name the same fields share the set of their names.

    Records are frozen, so nothing is added to such a set; a copy with other values gets a set of its own.
    """
    todo: list[Any] = [record]
    while todo:
        one = todo.pop()
        if isinstance(one, Onderdeel):
            named = one.__pydantic_fields_set__
            object.__setattr__(one, "__pydantic_fields_set__", _known.setdefault(frozenset(named), named))
            todo.extend(part for name in holding(type(one), Onderdeel) if (part := getattr(one, name)))
        elif isinstance(one, dict):
            todo.extend(one.values())
        elif isinstance(one, list | tuple):
            todo.extend(one)
