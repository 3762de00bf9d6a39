"""Een verklaring met antwoorden noemt de dag en de functie die verklaart.

Waarom: een antwoord telt pas mee als duidelijk is wanneer het is gegeven en wie ervoor staat.
Herstel: vul `afgelegd_op` en `functie` in als de partij klaar is met haar antwoorden.
"""

from collections.abc import Iterator

from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Verklaring


def check_one(verklaring: Verklaring, file: RecordFile) -> Iterator[Melding]:
    if not file.whole:
        return
    if verklaring.afgelegd_op is not None and verklaring.functie is None:
        yield Melding(verklaring.at("afgelegd_op"), "de verklaring is afgelegd, maar 'functie' ontbreekt")
    given = [number for number, one in enumerate(verklaring.antwoorden) if one.antwoord is not None]
    if given and verklaring.afgelegd_op is None:
        # Somebody may be filling it in: until it is done, it is no fault.
        message = "er staan antwoorden in, maar 'afgelegd_op' ontbreekt; zo telt de verklaring nog niet mee"
        yield Melding(verklaring.at("antwoorden", given[0], "antwoord"), message, severity=Severity.WAARSCHUWING)
