"""The agenda of a meeting: its own items, those that every meeting has, what the dossier proposes; and their times."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from itertools import pairwise
from typing import Any

from convenant_cli.documents.content.agendapunten import (
    Agendaonderwerp,
    Terugblik,
    add_asked,
    add_decisions,
    add_fixed,
    add_proposals,
    own_items,
)
from convenant_cli.documents.content.bijeenkomsten import Genodigde, facts, guests
from convenant_cli.documents.content.contacts import Adresboek
from convenant_cli.documents.content.voorstellen import Voorstellen, voorstellen
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.bijeenkomsten import (
    actions_on,
    chair_of,
    choices,
    following,
    held_before,
    meeting_of,
    report_is_adopted,
)
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import issuer
from convenant_cli.judging.delen.contacten import knows_deputies
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.toetsen.bijeenkomst import BijeenkomstToets
from convenant_cli.records import Bijeenkomst
from convenant_cli.text.sentences import opsomming

__all__ = ["SENTENCE", "VOOR", "choices", "context"]

SENTENCE = "De agenda van een bijeenkomst, met de actielijst en voorstellen uit het dossier."

#: What only the chair needs, such as the time that is left, stands in a copy for the chair.
VOOR = ("voorzitter",)
_FIXED_QUESTIONS = "De vaste vragen"
_NEXT = 4  # meetings that are planned after this one
_FEW = 6  # who are invited; of more, the head has the number and a table below who they are
_DAY = 24 * 60  # minutes
_NAMED = 3  # items without a time that are named one by one


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of the agenda shows. ``which`` is the id of the meeting.

    The agenda of a meeting that was held or cancelled is shown as it was: its own items, without anything added.
    Raises ConvenantError when the meeting is not in the dossier.
    """
    meeting, words = meeting_of(dossier, which), Words(dossier)
    planned = meeting.status == "gepland"
    back = look_back(dossier, meeting, moment.peildatum if planned else min(moment.peildatum, meeting.datum))
    chair = moment.voor in VOOR
    items = own_items(meeting, back, chair=chair)
    proposals = voorstellen(dossier, meeting, moment.peildatum) if planned else Voorstellen((), "")
    if planned:
        add_decisions(items, meeting, dossier)
        add_fixed(items, meeting, chair_of(dossier, meeting), back)
        add_asked(items, meeting, dossier)
        _add_questions(items, meeting, dossier)
        add_proposals(items, proposals, dossier)
    number_and_time(items, meeting)
    here = guests(dossier, meeting, Adresboek(dossier, moment.intern))
    return {
        "kop": _head(dossier, meeting, words, here, chair),
        "moment": moment,
        "bijeenkomst": meeting,
        "punten": items,
        "tijden": any(item.begin for item in items[1:]),
        "samen": _one_party(items),
        "stukken": any(item.stukken for item in items),
        "terugblik": back,
        "genodigden": here,
        "in_de_kop": len(here) <= _FEW,
        "vervangers": knows_deputies(dossier),
        "afmelden": Adresboek(dossier, moment.intern).organisator(meeting) if planned else None,
        "voorzitter": to_the_chair(items, meeting) if planned and chair else (),
        "volgende": [one for one in following(dossier, meeting) if one.status == "gepland"][:_NEXT],
        "woorden": words.tables(),
    }


def _head(dossier: Dossier, meeting: Bijeenkomst, words: Words, here: list[Genodigde], chair: bool) -> Kop:
    parties = f"{len(here)} partijen"
    if len(here) <= _FEW:
        unknown = "nog geen contactpersoon bekend" if meeting.status == "gepland" else ""
        parties = "; ".join(", ".join(filter(None, (one.partner.naam, one.wie or unknown))) for one in here)
    who = "; ook: ".join(filter(None, (parties, opsomming(meeting.genodigd_extern))))
    about = [*facts(dossier, meeting, words), *([("Genodigden", who)] if who else [])]
    about += [("Exemplaar", "voor de voorzitter; niet om rond te sturen")] if chair else []
    return Kop(
        titel=f"Agenda: {meeting.titel}",
        ondertitel=subtitle(dossier.agreed),
        gegevens=tuple(about),
        status="vervallen" if meeting.status == "vervallen" else "",
        auteur=issuer(dossier),
    )


def _one_party(items: list[Agendaonderwerp]) -> str | None:
    """Return the party that brings in every item; of one item it stands there."""
    parties = {item.inbrenger for item in items}
    return parties.pop() if len(parties) == 1 and len(items) > 1 else None


def look_back(dossier: Dossier, meeting: Bijeenkomst, day: date) -> Terugblik | None:
    """Return what earlier meetings left on a day; None before the first meeting."""
    held = held_before(dossier, meeting)
    if not held:
        return None
    last = held[-1]
    earlier = [point for one in held[:-1] for point in one.actiepunten]
    still_open = [row.punt for row in actions_on(earlier, day) if row.status == "open"]
    return Terugblik(last, tuple(actions_on([*still_open, *last.actiepunten], day)), not report_is_adopted(last, day))


def _add_questions(items: list[Agendaonderwerp], meeting: Bijeenkomst, dossier: Dossier) -> None:
    """Put the fixed questions below the item that a clause asks for, or below one of their own before the last item."""
    known = dossier.agreed.evaluatievragen
    for clause in clauses(dossier)[0]:
        toets = clause.toets
        if not isinstance(toets, BijeenkomstToets) or not toets.vragen or toets.bijeenkomst != meeting.bijeenkomstsoort:
            continue
        if toets.orgaan not in (None, meeting.orgaan):
            continue
        named = [known[id].vraag for id in toets.vragen if id in known]
        item = next((one for one in items if toets.agendapunt and one.soort == toets.agendapunt), None)
        if item is None:
            item = Agendaonderwerp(
                _FIXED_QUESTIONS, "bespreken", meeting.organisator or "", gevraagd_door=(clause.bepaling,)
            )
            items.insert(max(len(items) - 1, 0), item)
        asked = "De bijeenkomst geeft antwoord op: " + " ".join(named)
        item.toelichting = "\n\n".join(filter(None, (item.toelichting, asked)))


def number_and_time(items: Sequence[Agendaonderwerp], meeting: Bijeenkomst) -> None:
    """Number the items, and set when they begin as far as that is known.

    From the start until the first item of which nobody planned the time; and back from the end in the same way, unless
    that would be before an item that comes earlier. Who gave each item of the agenda its time, gave none to what is put
    between them: that begins at the time of the item behind it, which comes after it.
    """
    at: int | None = _minutes(meeting.aanvang)
    known = at or 0
    for number, item in enumerate(items, 1):
        item.nr = number
        if at is not None:
            known, item.begin = at, _time(at)
            at = at + item.minuten if item.minuten else None
    at = _minutes(meeting.einde) if meeting.einde else None
    for item in reversed(items):
        at = at - item.minuten if at is not None and item.minuten else None
        if item.begin or at is None or at < known:
            break
        item.begin = _time(at)
    own = [item for item in items if item.eigen]
    if own and all(item.minuten for item in own):
        planned = _minutes(meeting.aanvang) + sum(item.minuten or 0 for item in own)
        left = meeting.einde is not None and planned < _minutes(meeting.einde)
        for before, item in pairwise(items):
            # What was added behind the last of them takes of the time that is left, nobody knows how much.
            if item.begin is None and before.begin and not (left and item.nr > own[-1].nr):
                item.begin = _time(_minutes(before.begin) + (before.minuten or 0))
    last = None
    for item in items:
        if item.begin == last:
            item.begin = None  # it comes after one for which nobody planned time
        last = item.begin or last


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minutes: int) -> time | None:
    return time(*divmod(minutes, 60)) if minutes < _DAY else None


def to_the_chair(items: Sequence[Agendaonderwerp], meeting: Bijeenkomst) -> list[str]:
    """Return what the chair should know about the time: that it is too short, or not planned yet."""
    planned = sum(item.minuten or 0 for item in items)
    # The proposals of the dossier have no time of their own: the chair decides what is talked about.
    without = [str(item.nr) for item in items if not item.minuten and not item.gezamenlijk]
    room = max(meeting.duur or 0, 0)
    if planned > room > 0:
        found = [
            f"De punten vragen samen {_in_words(planned)}. De bijeenkomst duurt {_in_words(room)}. "
            f"Dat is {_in_words(planned - room)} te kort: maak punten korter, of stel een punt uit."
        ]
    elif room and without and planned:
        left = room - planned
        be = "is" if left == 1 else "zijn"
        found = [f"Er {be} nog {_in_words(left)} over." if left else "De andere punten vullen alle tijd."]
    else:
        found = []
    if len(without) == len(items):
        found.insert(0, "Voor de punten is nog geen tijd gepland.")
    elif without:
        which = f"punt {without[0]}" if len(without) == 1 else f"de punten {opsomming(without)}"
        if len(without) > _NAMED:
            which = f"{len(without)} van de {len(items)} punten"
        found.insert(0, f"Voor {which} is nog geen tijd gepland.")
    return found


def _in_words(minutes: int) -> str:
    return "1 minuut" if minutes == 1 else f"{minutes} minuten"
