"""What lies ready for a meeting: what it decides, what earlier ones left open, and which statements are not there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.dossier.aanbod import everybody, keeper
from convenant_cli.dossier.bijeenkomsten import Actieregel, actions_on, held_before, in_order, next_meeting
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.judging.signalen import VOORUIT, signalen
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.text.sentences import aside, capital, counted, in_letters, opsomming


@dataclass(frozen=True, slots=True)
class Voorwerk:
    """What lies ready on a day, for the next meeting when one is planned."""

    bijeenkomst: Bijeenkomst | None
    besluiten: tuple[str, ...]
    """The items on which that meeting is asked to decide."""
    acties: tuple[Actieregel, ...]
    """The action points of earlier meetings of this circle that are open, the first to be ready first."""
    verklaringen: tuple[str, ...]
    """For each period of which the last day is over, who still has questions open; the oldest first."""
    straks: tuple[str, ...]
    """For each period that can still be answered soon, who has questions open, and until when."""

    @property
    def kop(self) -> str:
        """What there is, as a heading; empty when there is nothing."""
        kinds = (
            ("nog open van eerder", self.acties or self.verklaringen),
            ("ter besluit", self.besluiten),
            ("wat eraan komt", self.straks),
        )
        return capital(opsomming([name for name, there in kinds if there]))


def openstaand(every: Overzicht) -> Voorwerk:
    """Return what lies ready on the day of an overview; without a next meeting what all that were held left open."""
    dossier, day = every.dossier, every.peildatum
    meeting = next_meeting(dossier, day)
    asked = meeting.agenda if meeting else ()
    return Voorwerk(
        meeting,
        tuple(item.titel for item in asked if item.doel == "besluiten"),
        tuple(_left(dossier, meeting, day)),
        tuple(_unanswered(every, late=True)),
        tuple(_unanswered(every, late=False)),
    )


def unanswered(ready: Voorwerk) -> str:
    """Return in a sentence which statements are not there; empty when none is asked."""
    asked = [*ready.verklaringen, *ready.straks]
    return f"Nog te verklaren: {'; '.join(asked)}." if asked else ""


def points_left(ready: Voorwerk, dossier: Dossier) -> str:
    """Return in a sentence how many action points of earlier meetings are open, and whose; empty when none is."""
    if not ready.acties:
        return ""
    kept_by, parties = keeper(dossier), dossier.partners
    its = kept_by.in_zin if kept_by else ""
    owners = Counter(parties[id].in_zin if id in parties else its for id in _owners(ready))
    whose = opsomming([f"{in_letters(count)} van {name}" for name, count in owners.most_common() if name])
    late = sum(row.te_laat for row in ready.acties)
    too_late = f"; {in_letters(late)} {'is' if late == 1 else 'zijn'} te laat" if late else ""
    are = "staat nog" if len(ready.acties) == 1 else "staan nog"
    points = counted(len(ready.acties), "actiepunt", "actiepunten")
    return f"Van eerder {are} {points} open{whose and f': {whose}'}{too_late}."


def _owners(ready: Voorwerk) -> list[str]:
    return [row.punt.eigenaar or "" for row in ready.acties]


def _left(dossier: Dossier, meeting: Bijeenkomst | None, day: date) -> list[Actieregel]:
    held = held_before(dossier, meeting) if meeting else in_order(dossier)
    points = [point for one in held if one.status == "gehouden" and one.datum <= day for point in one.actiepunten]
    return [row for row in actions_on(points, day) if row.status == "open"]


def _unanswered(every: Overzicht, *, late: bool) -> Iterator[str]:
    """Yield, by period, the parties that did not answer all questions of their statement.

    ``late``: of which the last day is over; else of which it comes, with that day. What can wait for months is for a
    later meeting.
    """
    owing: dict[tuple[str, str, date], list[Partner]] = {}
    dossier, soon = every.dossier, every.peildatum + timedelta(days=VOORUIT)
    for one in signalen(every).verklaringen:
        if one.uiterlijk <= soon and late == (one.uiterlijk < every.peildatum):
            owing.setdefault((one.periode, one.waarover, one.uiterlijk), []).append(one.partner)
    for (period, about, last), parties in owing.items():
        until = "" if late else f"tot en met {lange_datum(last)}"
        over = f"over {in_sentence(dossier, period)}{aside(until, about)}"
        yield f"{over} van {_who(dossier, parties, every.peildatum)}"


def _who(dossier: Dossier, parties: Sequence[Partner], day: date) -> str:
    """Return whose the questions are, as a sentence goes on."""
    names = [party.in_zin for party in parties]
    return "alle partijen" if everybody(dossier, parties, day) else opsomming(names)
