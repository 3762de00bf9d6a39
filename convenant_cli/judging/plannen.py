"""A year plan as it stands on the reference date."""

from dataclasses import dataclass

from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Jaarplan


@dataclass(frozen=True, slots=True)
class Plan:
    """A year plan with the days it is for, as it stands on the reference date."""

    jaarplan: Jaarplan
    tijdvak: Tijdvak
    vastgesteld: bool
    """Whether the parties have adopted it by then."""
    begonnen: bool
    voorbij: bool

    @property
    def naam(self) -> str:
        """How sentences name it."""
        return self.jaarplan.naam

    @property
    def reeks(self) -> tuple[str, str]:
        """Of whom and about what it is."""
        return self.jaarplan.reeks

    @property
    def kan_nog(self) -> bool:
        """Whether what is missing can still come: the plan has not begun, and nobody has adopted it."""
        return not self.begonnen and not self.vastgesteld

    @property
    def door_tijd(self) -> bool:
        """Whether what is missing is so only because the first day of the plan came before it was adopted."""
        return self.begonnen and not self.vastgesteld
