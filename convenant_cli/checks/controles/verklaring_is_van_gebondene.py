"""Een partij verklaart alleen over bepalingen die haar binden, en over elke bepaling één keer.

Waarom: een antwoord op een bepaling van een ander zegt niets, en bij twee antwoorden is niet duidelijk welk
geldt.
Herstel: verbeter de bepaling, of haal het antwoord weg. Geldt een antwoord voor één eenheid, noem
die dan onder `eenheid`.
"""

from collections.abc import Iterator

from convenant_cli.dossier.gebondenen import binds
from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding, Place, Severity
from convenant_cli.records import Partner, Verklaring


def check_one(verklaring: Verklaring, kader: Kader) -> Iterator[Melding]:
    yield from _check_doubles(verklaring)
    partner = kader.partners.get(verklaring.partner)
    if partner:
        yield from _check_bound(kader, verklaring, partner)


def _check_doubles(verklaring: Verklaring) -> Iterator[Melding]:
    first: dict[tuple[str, str | None], Place] = {}
    for number, antwoord in enumerate(verklaring.antwoorden):
        place = verklaring.at("antwoorden", number, "bepaling")
        known = first.setdefault((antwoord.bepaling, antwoord.eenheid), place)
        if known is not place:
            unit = f" voor '{antwoord.eenheid}'" if antwoord.eenheid else ""
            message = f"op '{antwoord.bepaling}' is{unit} al een antwoord gegeven"
            yield Melding(place, message, related=((known, "hier staat het voor het eerst"),))


def _check_bound(kader: Kader, verklaring: Verklaring, partner: Partner) -> Iterator[Melding]:
    for number, antwoord in enumerate(verklaring.antwoorden):
        bepaling = kader.bepalingen.get(antwoord.bepaling)
        if bepaling is None or binds(kader, bepaling, partner):
            continue
        bound = ", ".join(bepaling.gebonden)
        only = f"bindt alleen {bound}" if bound else "bindt niemand"
        defined = kader.defined["bepaling"][bepaling.id]
        related = ((Place(defined.name, (*defined.path[:-1], "gebonden")), "hier staat wie gebonden is"),)
        message = f"de bepaling '{bepaling.id}' {only}, maar '{partner.id}' geeft een antwoord"
        place = verklaring.at("antwoorden", number, "bepaling")
        yield Melding(place, message, related=related, severity=Severity.WAARSCHUWING)
