"""Een afwijking van een bepaling rust op een besluit of een andere afspraak.

Waarom: zonder besluit is het geen afspraak van de partijen, en dan geldt de bepaling gewoon.
Herstel: noem bij `besluit` het nummer uit het verslag, of bij `vindplaats` waar de afspraak te vinden is.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum

severity = Severity.WAARSCHUWING


def check(dossier: Dossier) -> Iterator[Melding]:
    convenant = dossier.agreed
    decided = {decision.nummer: meeting for meeting in dossier.bijeenkomsten.values() for decision in meeting.besluiten}
    for number, one in enumerate(convenant.afwijkingen):
        place = convenant.at("afwijkingen", number)
        if not one.gegrond:
            message = f"bij de afwijking '{one.id}' staat niet waarop zij rust; zij verandert daarom niets"
            yield Melding(place, message, "noem 'besluit' of 'vindplaats'")
        meeting = decided.get(one.besluit or "")
        if meeting and meeting.datum != one.afgesproken_op:
            message = f"de afwijking is afgesproken op {lange_datum(one.afgesproken_op)}, maar het besluit is van "
            related = ((meeting.at("datum"), "hier staat de dag van de bijeenkomst"),)
            yield Melding(
                convenant.at("afwijkingen", number, "afgesproken_op"),
                f"{message}{lange_datum(meeting.datum)}",
                "verbeter de dag of het nummer van het besluit",
                related,
            )
