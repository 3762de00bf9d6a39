"""What many records hold alike is held once: a dossier of ten thousand records has hundreds of thousands of parts."""

from typing import Any

from convenant_cli.records.model.holding import holding
from convenant_cli.records.model.record import Onderdeel

_known: dict[frozenset[str], set[str]] = {}


def share_field_sets(record: Onderdeel) -> None:
    """Let all parts of a record that name the same fields share the set of their names.

    Records are frozen, so nothing is added to such a set; a copy with other values gets a set of its own.
    """
    named = record.__pydantic_fields_set__
    _set(record, "__pydantic_fields_set__", _known.setdefault(frozenset(named), named))
    for name in holding(type(record), Onderdeel):
        if part := getattr(record, name):
            _share(part)


_set = object.__setattr__


def _share(part: Any) -> None:
    if isinstance(part, Onderdeel):
        share_field_sets(part)
    elif isinstance(part, dict):
        for one in part.values():
            _share(one)
    elif isinstance(part, list | tuple):
        for one in part:
            _share(one)
