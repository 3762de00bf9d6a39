"""A year plan as it stands on the reference date."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from convenant_cli.kalender import Tijdvak, add_months, lange_datum
from convenant_cli.records import Jaarplan

#: What was talked about longer before a plan begins, was perhaps about another one.
_MAANDEN_ERVOOR = 12


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

    def is_van(self, owner: str) -> bool:
        """Tell whether it is the own plan of a party, or of a unit (``partner/eenheid``)."""
        return self.jaarplan.eigenaar == owner

    @property
    def kan_nog(self) -> bool:
        """Whether what is missing can still come: the plan has not begun, and nobody has adopted it."""
        return not self.begonnen and not self.vastgesteld

    @property
    def door_tijd(self) -> bool:
        """Whether what is missing is so only because the first day of the plan came before it was adopted."""
        return self.begonnen and not self.vastgesteld

    def lang_ervoor(self, days: Iterable[date]) -> str:
        """Say when the last of some talks about it was, as the end of a sentence, if it was long before the plan.

        It counts: who asks each two years, asks about the next plan too. Or it came along with a plan that was copied.
        """
        last = max(days)
        return f", het laatst op {lange_datum(last)}" if last < add_months(self.tijdvak.van, -_MAANDEN_ERVOOR) else ""


def last_and_running(plans: Sequence[Plan]) -> list[Plan]:
    """Return, of each owner, the plans that ended last, and those that run."""
    found: list[Plan] = []
    for owner in dict.fromkeys(plan.reeks[0] for plan in plans):
        own = [plan for plan in plans if plan.reeks[0] == owner]
        over = [plan for plan in own if plan.voorbij]
        found += [plan for plan in over if plan.tijdvak.tot == over[-1].tijdvak.tot]
        found += [plan for plan in own if not plan.voorbij]
    return found
