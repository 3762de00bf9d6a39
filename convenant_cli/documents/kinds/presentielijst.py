"""The attendance list of a meeting: a row for each party that is invited, to sign on paper."""

from collections.abc import Mapping
from typing import Any

from convenant_cli.documents.content.bijeenkomsten import facts, guests
from convenant_cli.documents.content.contacts import Adresboek
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.bijeenkomsten import choices, meeting_of
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import issuer

__all__ = ["SENTENCE", "choices", "context"]

SENTENCE = "De presentielijst van een bijeenkomst, om te laten tekenen."
_SPARE = 4  # rows for who comes besides


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template shows. ``which`` is the id of the meeting.

    Raises ConvenantError when it is not in the dossier.
    """
    meeting, words = meeting_of(dossier, which), Words(dossier)
    return {
        "kop": Kop(
            f"Presentielijst: {meeting.titel}",
            subtitle(dossier.agreed),
            tuple(facts(dossier, meeting, words)),
            status="vervallen" if meeting.status == "vervallen" else "",
            auteur=issuer(dossier),
        ),
        "moment": moment,
        "bijeenkomst": meeting,
        "genodigden": guests(dossier, meeting, Adresboek(dossier, moment.intern)),
        "anderen": [""] * _SPARE,
        "woorden": words.tables(),
    }
