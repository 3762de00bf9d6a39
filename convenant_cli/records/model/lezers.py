"""The mark of a field that is not for every reader."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AlleenVoor:
    """The value is for one reader: a document for others never shows it, whatever template it is made with."""

    lezer: str
