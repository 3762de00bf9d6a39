"""A period over which a clause is judged, and what nobody can say of one that was over before the dossier began."""

from dataclasses import dataclass, field

from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Convenant


@dataclass(frozen=True, slots=True)
class Beoordelingsperiode:
    """A period of a rhythm, as far as the agreement was in force."""

    naam: str
    """``2026``, ``schooljaar 2025-2026``, ``2e kwartaal 2026``."""
    tijdvak: Tijdvak
    voorbij: bool
    """Whether its last day lies before the reference date: then what is missing will not come any more."""
    lidwoord: str
    """The article before it: het schooljaar, de raadsperiode."""
    geheel: Tijdvak | None = field(default=None, kw_only=True)
    """All its days, where ``tijdvak`` is when what is about it comes: that may be before it, or after it."""

    @property
    def gevraagd(self) -> Tijdvak:
        """The days that decide who owes what is asked about it."""
        return self.geheel or self.tijdvak

    @property
    def in_zin(self) -> str:
        """The name after ``in`` or ``over``: ``2026``, ``het schooljaar 2025-2026``."""
        return f"{self.lidwoord} {self.naam}" if " " in self.naam else self.naam


#: What is lacking in part, was for long, or came late: something is recorded of it.
_PARTLY = frozenset((Uitkomst.ONVOLLEDIG, Uitkomst.VEROUDERD, Uitkomst.LATER))


def voor_dossier(convenant: Convenant, period: Beoordelingsperiode | None, uitkomst: Uitkomst, door_tijd: bool) -> str:
    """Return why a lack over a period says nothing: it was over when the dossier began. Mostly empty.

    What is recorded of such a period counts as ever, also what is wrong in it; only of what is not there (nothing, or
    too few of it when the time for it had passed: ``door_tijd``) nobody knows why.
    """
    began = convenant.dossier_vanaf
    lacks = uitkomst is Uitkomst.ONTBREEKT or (uitkomst in _PARTLY and door_tijd)
    if not began or not period or period.tijdvak.tot > began or not lacks:
        return ""
    return f"{period.in_zin} was al voorbij toen dit dossier begon, op {lange_datum(began)}"


def deel_van(own: Tijdvak, whole: Tijdvak) -> str:
    """Say what part of a stretch of days another one is: since when, until when, or both."""
    until = f"tot en met {lange_datum(own.laatste)}" if own.tot < whole.tot else ""
    if own.van <= whole.van:
        return until
    return f"van {lange_datum(own.van)} {until}" if until else f"vanaf {lange_datum(own.van)}"
