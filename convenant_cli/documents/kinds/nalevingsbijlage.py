"""The annex of the compliance report: how it stands with every clause, and how the text was read."""

from collections.abc import Mapping
from typing import Any

from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.kinds.naleving import best_effort, readings, resting
from convenant_cli.documents.oordelen import party_pages, shown
from convenant_cli.documents.words import issuer, subtitle
from convenant_cli.dossier import Dossier
from convenant_cli.judging import require_whole
from convenant_cli.kalender import lange_datum
from convenant_cli.overzicht import overzicht

SENTENCE = "De bijlage bij het nalevingsrapport: de stand van elke afspraak, per hoofdstuk en per partij."


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of the annex shows. Raises ConvenantError when not all clauses can be judged."""
    require_whole(dossier)
    every = overzicht(dossier, moment.peildatum)
    convenant = dossier.convenant
    waivers = convenant.ontheffingen if convenant else ()
    facts = [("Stand op", lange_datum(moment.peildatum))]
    if convenant:
        facts.append(("Bijgehouden door", issuer(dossier)))
    base = shown(every, moment)
    title = "Bijlage bij het nalevingsrapport"
    return {
        **base,
        "functies": base["functies"] | resting(dossier, waivers),
        "kop": Kop(title, subtitle(convenant), tuple(facts), auteur=issuer(dossier), omslag=True),
        "inspanning": best_effort(dossier),
        "bladen": party_pages(every),
        "lezingen": readings(convenant),
        "bepalingen": dossier.bepalingen,
        "ontheffingen": [waiver for waiver in waivers if moment.peildatum < waiver.tot],
        "verlopen": [waiver for waiver in waivers if waiver.tot <= moment.peildatum],
    }
