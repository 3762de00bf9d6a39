"""How a reader knows a record and where it is looked for: what it tells of that, and what it asks for that."""

from typing import NamedTuple, Protocol, TypeVar

from convenant_cli.text.sentences import capital

_T = TypeVar("_T")


class Thuis(NamedTuple):
    """Where a reader looks for a record: with the agreement, a theme of a year plan, a party, a meeting."""

    soort: str
    """A kind of record, ``thema``, or ``overig``."""
    id: str
    titel: str
    among: tuple[object, ...] = ("",)
    """Sorts such places of one kind."""
    within: tuple[object, ...] = ()
    """Sorts the records of one place."""
    tussen: str = ""
    """Among the places of which kind it stands, when that is another one: a theme stands with its year plan."""


def overig(naam: str) -> Thuis:
    """Return the place of what belongs nowhere, such as a file that cannot be read."""
    return Thuis("overig", "", "Overig", within=(naam,))


class Namen(Protocol):
    """What a record asks about others to say how it is known."""

    def get(self, kind: type[_T], id: str) -> _T | None:
        """Return another record; None when there is none, or when nothing of it could be read."""
        ...

    def partner(self, id: str) -> str:
        """Return the short name of a party."""
        ...

    def plan(self, id: str) -> str:
        """Return what a heading calls a plan."""
        ...

    def theme(self, id: str) -> str:
        """Return the name of a theme."""
        ...

    def agreement(self) -> str:
        """Return what sentences call the agreement, with its article."""
        ...


def bij_convenant(namen: Namen, within: tuple[object, ...]) -> Thuis:
    """Return the place of what is about the agreement itself."""
    return Thuis("convenant", "", capital(namen.agreement()), within=within)


def bij_partij(id: str, namen: Namen, within: tuple[object, ...]) -> Thuis:
    """Return the place of what is of a party."""
    name = namen.partner(id)
    return Thuis("partner", id, name, (name, id), within)
