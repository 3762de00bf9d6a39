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
from convenant_cli.text.sentences import aside, capital, counted, first_sentence, in_letters, opsomming


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
    gedaan: tuple[str, ...] = ()
    """Since the meeting before the next one, which action points were done; nothing when none was."""

    @property
    def kop(self) -> str:
        """What there is, as a heading; empty when there is nothing."""
        kinds = (
            ("nog open van eerder", self.acties or self.verklaringen),
            ("ter besluit", self.besluiten),
            ("wat eraan komt", self.straks),
        )
        return capital(opsomming([name for name, there in kinds if there]))


def openstaand(every: Overzicht, *, genummerd: bool = True) -> Voorwerk:
    """Return what lies ready on the day of an overview; without a next meeting what all that were held left open.

    ``genummerd``: clauses with their numbers, and not by their titles alone.
    """
    dossier, day = every.dossier, every.peildatum
    meeting = next_meeting(dossier, day)
    asked = meeting.agenda if meeting else ()
    return Voorwerk(
        meeting,
        tuple(item.titel for item in asked if item.doel == "besluiten"),
        tuple(_left(dossier, meeting, day)),
        tuple(_unanswered(every, late=True, genummerd=genummerd)),
        tuple(_unanswered(every, late=False, genummerd=genummerd)),
        tuple(_done(dossier, meeting, day)),
    )


def of_party(every: Overzicht, ready: Voorwerk, party: str) -> Iterator[str]:
    """Yield what lies ready and is of one party: its statements that are not there, and its action points."""
    soon, dossier = every.peildatum + timedelta(days=VOORUIT), every.dossier
    for one in signalen(every).verklaringen:
        if one.partner.id == party and one.uiterlijk <= soon:
            until = "" if one.uiterlijk < every.peildatum else f", tot en met {lange_datum(one.uiterlijk)}"
            yield f"de verklaring over {in_sentence(dossier, one.periode)}{until}"
    kept_by = dossier.agreed.beheerder or ""
    own = [row for row in ready.acties if (row.punt.eigenaar or kept_by) == party]
    if own:
        named = opsomming([f"{row.punt.nummer.upper()}{' (te laat)' if row.te_laat else ''}" for row in own])
        yield f"{'actiepunt' if len(own) == 1 else 'actiepunten'} {named}"


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
    late = [row.punt for row in ready.acties if row.te_laat]  # the first to be ready first
    too_late = ""
    if late:
        oldest = parties[late[0].eigenaar].in_zin if late[0].eigenaar in parties else its
        first = "dat" if len(late) == 1 else "het oudste"
        due = f"{first}{oldest and f' van {oldest}'} moest klaar zijn op {lange_datum(late[0].gereed)}"
        too_late = f"; {in_letters(len(late))} {'is' if len(late) == 1 else 'zijn'} te laat: {due}"
    are = "staat nog" if len(ready.acties) == 1 else "staan nog"
    points = counted(len(ready.acties), "actiepunt", "actiepunten")
    return f"Van eerder {are} {points} open{whose and f': {whose}'}{too_late}."


def points_told(ready: Voorwerk) -> str:
    """Return the open action points of earlier meetings in their own words, with their day; empty when none is.

    Of each the first sentence: the minutes have the rest.
    """
    told = []
    for row in ready.acties:
        text = first_sentence(row.punt.tekst).rstrip(".")
        day = lange_datum(row.punt.gereed)
        told.append(f"{capital(text)} ({f'te laat, dat was {day}' if row.te_laat else f'uiterlijk {day}'}).")
    return f"Nog open van eerder: {' '.join(told)}" if told else ""


def _owners(ready: Voorwerk) -> list[str]:
    return [row.punt.eigenaar or "" for row in ready.acties]


def _left(dossier: Dossier, meeting: Bijeenkomst | None, day: date) -> list[Actieregel]:
    held = held_before(dossier, meeting) if meeting else in_order(dossier)
    points = [point for one in held if one.status == "gehouden" and one.datum <= day for point in one.actiepunten]
    return [row for row in actions_on(points, day) if row.status == "open"]


def _done(dossier: Dossier, meeting: Bijeenkomst | None, day: date) -> Iterator[str]:
    """Yield which action points were done since the meeting that the next one follows on, when it names one."""
    last = dossier.bijeenkomsten.get(meeting.vorige or "") if meeting else None
    if meeting is None or last is None:
        return
    points = [point for one in held_before(dossier, meeting) for point in one.actiepunten]
    done = [one.nummer.upper() for one in points if one.afgerond_op and last.datum < one.afgerond_op <= day]
    if done:
        which = "actiepunt" if len(done) == 1 else "actiepunten"
        yield f"sinds {lange_datum(last.datum)}: {which} {opsomming(done)}"


def _unanswered(every: Overzicht, *, late: bool, genummerd: bool) -> Iterator[str]:
    """Yield, by period, the parties that did not answer all questions of their statement.

    ``late``: of which the last day is over; else of which it comes, with that day. What can wait for months is for a
    later meeting.
    """
    owing: dict[tuple[str, str, date], list[Partner]] = {}
    dossier, soon = every.dossier, every.peildatum + timedelta(days=VOORUIT)
    for one in signalen(every).verklaringen:
        if one.uiterlijk <= soon and late == (one.uiterlijk < every.peildatum):
            about = one.waarover if genummerd else one.titels
            owing.setdefault((one.periode, about, one.uiterlijk), []).append(one.partner)
    for (period, about, last), parties in owing.items():
        until = "" if late else f"tot en met {lange_datum(last)}"
        over = f"over {in_sentence(dossier, period)}{aside(until, about)}"
        yield f"{over} van {_who(dossier, parties, every.peildatum)}"


def _who(dossier: Dossier, parties: Sequence[Partner], day: date) -> str:
    """Return whose the questions are, as a sentence goes on."""
    names = [party.in_zin for party in parties]
    return "alle partijen" if everybody(dossier, parties, day) else opsomming(names)
