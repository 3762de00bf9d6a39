"""The agenda of a meeting: its own items, the items that every meeting has, and what the dossier proposes."""

from collections.abc import Mapping
from datetime import date
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
from convenant_cli.documents.content.agendatijden import number_and_time, to_the_chair
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
