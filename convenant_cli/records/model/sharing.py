"""What many records hold alike is held once: a dossier of ten thousand records has hundreds of thousands of parts."""

from typing import Any

from convenant_cli.records.model.holding import holding
from convenant_cli.records.model.record import Onderdeel

_known: dict[frozenset[str], set[str]] = {}


def share(part: Any) -> None:
    """Let all parts of a record in which the same fields are filled in share the names of those.

    Of a dossier of ten thousand records that is a quarter of its memory. Records are frozen, so nothing is added to
    such a set; a copy with other values gets a set of its own.
    """
    if isinstance(part, Onderdeel):
        named = part.__pydantic_fields_set__
        object.__setattr__(part, "__pydantic_fields_set__", _known.setdefault(frozenset(named), named))
        for name in holding(type(part), Onderdeel):
            share(getattr(part, name))
    elif isinstance(part, dict):
        for one in part.values():
            share(one)
    elif isinstance(part, list | tuple):
        for one in part:
            share(one)
