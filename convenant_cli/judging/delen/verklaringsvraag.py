"""The time about which parties answer, with the last day to do so."""

from dataclasses import dataclass
from datetime import date

from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import lange_datum


@dataclass(frozen=True, slots=True)
class Verklaringsvraag(Beoordelingsperiode):
    """A period about which parties answer, with the last day to do so."""

    uiterlijk: date
    eve: str
    """What that day is the eve of, as the end of a sentence; empty for the last day of the period."""
    afgesproken: bool
    """Whether the clause names that day, by a meeting that was planned or a term; otherwise the period just ends."""

    @property
    def tot_wanneer(self) -> str:
        """Until when, as the end of a sentence."""
        return f"tot en met {lange_datum(self.uiterlijk)}{self.eve}"

    def te_laat(self, zaak: Zaak) -> bool:
        """Tell whether that day has passed."""
        return zaak.peildatum > self.uiterlijk
