"""What a finding is: where, how serious, and one Dutch sentence. Knows nothing of YAML, git or output."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, NamedTuple

#: The way to a field inside a record: keys and list indexes, from the top of the file.
Path = tuple[str | int, ...]


def value_at(data: Any, path: Iterable[str | int]) -> Any:
    """Return what the data of a record hold at a path; None when it leads nowhere."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


class Severity(StrEnum):
    """How serious a finding is. The value is the word that a reader sees."""

    FOUT = "fout"
    WAARSCHUWING = "waarschuwing"


class Position(NamedTuple):
    """A stretch of a file. Lines and columns count from 1, columns in characters; the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Related(NamedTuple):
    """Another place that helps to understand a finding, such as the first of two equal numbers."""

    position: Position
    message: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong or open, at one place.

    ``message`` is one Dutch sentence without a full stop; ``hint`` is the remedy; ``waived`` holds the
    reason when a recorded waiver (ontheffing) covers the finding, which is then shown but not counted. ``new`` tells
    whether it came after an earlier moment; None when the dossier was not compared with one.
    """

    position: Position
    rule: str
    severity: Severity = field(compare=False)
    message: str
    hint: str = ""
    related: tuple[Related, ...] = ()
    waived: str = ""
    new: bool | None = field(default=None, compare=False)
    text_id: str = field(default="", compare=False)
    """The fingerprint of the text that holds what was found, for a waiver on that text alone; mostly empty."""
    straks_fout: bool = field(default=False, compare=False)
    """Whether something is not there yet, which is a fault from a day to come; what a change takes away is one now."""
    also: tuple[tuple[str, Position], ...] = field(default=(), compare=False)
    """The other rules for which this is said as well, each with where it would stand by itself."""


class Place(NamedTuple):
    """A field named by the author of a check: the file and the way to the field, not yet a line."""

    name: str
    path: Path = ()
    at: Literal["value", "key"] = "value"
    stretch: tuple[int, int] | None = None
    """Which characters of the text at ``path``; without a path, of the whole file."""


class Melding(NamedTuple):
    """What a check says before the core has found the line: a place, a sentence, and places to look at as well."""

    place: Place
    message: str
    hint: str = ""
    related: tuple[tuple[Place, str], ...] = ()
    severity: Severity | None = None
    text_id: str = ""


class ConvenantError(Exception):
    """A situation the user can mend, told in Dutch: what is wrong, and what to do. Exit code 2."""
