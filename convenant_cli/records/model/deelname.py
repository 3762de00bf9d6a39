"""When a party must take part in the agreement, to do what a record says that it does: a record tells so itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Protocol, TypeVar

from convenant_cli.findings import Path
from convenant_cli.kalender import Periode, Tijdvak
from convenant_cli.records.model.record import Record

_R = TypeVar("_R", bound=Record)

#: The method that says the same of every place in a record, so that it is asked once.
OVERAL = "deelname"


@dataclass(frozen=True, slots=True)
class DoetMee:
    """The party or unit that the value names does something, and takes part in the agreement when it does.

    ``wanneer``: the method of the record that tells when that is (``Wanneer``). A record without that method
    does not ask. ``deelname`` says the same of every place in the record; any other one may say it of each.
    """

    wanneer: str = OVERAL


class Deelname(NamedTuple):
    """When a party must take part, and why."""

    wanneer: tuple[Tijdvak, ...]
    """It is enough to take part on a day of one of these."""
    moment: str
    """The same as the end of a sentence: ``de bijeenkomst is op 12 november 2026``."""


class Omgeving(Protocol):
    """What a record asks about where it stands: a dossier can tell."""

    def tijdvak(self, periode: Periode) -> Tijdvak | None:
        """Return the days of a period; None when nobody can tell."""
        ...

    def all(self, kind: type[_R]) -> Mapping[str, _R]:
        """Return the records of a kind by id."""
        ...


#: What ``DoetMee`` names: the method of a record that takes the place of the reference, and returns when its party must
#: take part; None when that is not asked.
Wanneer = Callable[[Path, Omgeving], Deelname | None]
