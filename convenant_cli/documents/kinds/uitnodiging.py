"""The invitation to a meeting: when and where, what it is about, and whom to tell when you cannot come."""

from collections.abc import Mapping
from typing import Any

from convenant_cli.documents.content.agendapunten import own_items
from convenant_cli.documents.content.bijeenkomsten import facts, guests
from convenant_cli.documents.content.contacts import Adresboek
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.aanbod import organiser
from convenant_cli.dossier.bijeenkomsten import choices, meeting_of
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import issuer
from convenant_cli.judging.delen.contacten import knows_deputies
from convenant_cli.records import Partner

__all__ = ["SENTENCE", "choices", "context"]

SENTENCE = "De uitnodiging voor een bijeenkomst, op één bladzijde."


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template shows. ``which`` is the id of the meeting.

    Raises ConvenantError when it is not in the dossier.
    """
    meeting, words, book = meeting_of(dossier, which), Words(dossier), Adresboek(dossier, moment.intern)
    host = organiser(dossier, meeting)
    return {
        "kop": Kop(
            f"Uitnodiging: {meeting.titel}",
            subtitle(dossier.agreed),
            tuple(facts(dossier, meeting, words)),
            status="vervallen" if meeting.status == "vervallen" else "",
            auteur=issuer(dossier),
        ),
        "moment": moment,
        "bijeenkomst": meeting,
        "punten": own_items(meeting, None),
        "genodigden": guests(dossier, meeting, book),
        "organisator": host.id if isinstance(host, Partner) else "",
        "afmelden": book.organisator(meeting),
        "vervangers": knows_deputies(dossier),
        "woorden": words.tables(),
    }
