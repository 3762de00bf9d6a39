"""The mark of a field that is not for every reader."""

from dataclasses import dataclass
from functools import cache

from convenant_cli.records.model.record import Onderdeel


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
