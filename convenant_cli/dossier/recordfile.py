"""One file of records: what it is by its place, and what came of reading it."""

from dataclasses import dataclass, field
from datetime import date

from convenant_cli.findings import Position
from convenant_cli.records import Record
from convenant_cli.sources.reread import digest
from convenant_cli.sources.yamlfile import Parsed


@dataclass(slots=True)
class RecordFile:
    """A file in its place, with its record."""

    name: str
    raw: bytes
    kind: type[Record]
    id: str
    record: Record | None = None
    whole: bool = True
    """False when something had to be left out to read the record, or when it could not be read at all."""
    as_read: bool = field(default=False, init=False)  # the record is what the bytes say; never of a copy
    mended: Parsed | None = None
    """The data with positions after mending, when the record was read past its faults."""
    unclear: dict[Position, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    """Values that name nothing as they are typed: where, what was typed, and the kinds of thing it should name."""
    told: tuple[date, ...] | None = field(default=None, init=False, compare=False)  # found once, by ``op_dag``
    _mark: bytes = field(default=b"", init=False, repr=False, compare=False)

    @property
    def mark(self) -> bytes:
        """The fingerprint of name and bytes, when all that the record says follows from these; empty otherwise."""
        if self.as_read and not self._mark:
            self._mark = f"{self.name}\0".encode("utf-8", "surrogatepass") + digest(self.raw)
        return self._mark
