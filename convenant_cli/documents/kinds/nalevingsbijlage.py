"""The annex of the compliance report: how it stands with every clause, and how the text was read."""

from collections.abc import Mapping
from typing import Any

from convenant_cli.documents.content.oordelen import party_pages
from convenant_cli.documents.content.opgaven import opgaventabellen
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.kinds.naleving import opened, readings
from convenant_cli.dossier.dossier import Dossier

SENTENCE = "De bijlage bij het nalevingsrapport: de stand van elke afspraak, per hoofdstuk en per partij."


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of the annex shows. Raises ConvenantError when not all clauses can be judged."""
    every, base = opened(dossier, moment, "Bijlage bij het nalevingsrapport", omslag=True)
    return {
        **base,
        "opgaven": opgaventabellen(every),
        "bladen": party_pages(every),
        "lezingen": readings(dossier.agreed),
        "bepalingen": dossier.bepalingen,
    }
