"""Een antwoord staat in de map van een periode waarover het convenant dat antwoord vraagt.

Waarom: vraagt een afspraak elk kwartaal een verklaring, dan moet duidelijk zijn over welk kwartaal een antwoord gaat;
anders telt het niet mee.
Herstel: zet het antwoord in de map van die periode, zoals data/verklaringen/2026-kwartaal-3/.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import counts, folder_for, rhythms_of
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import EigenRitme


def check(dossier: Dossier) -> Iterator[Melding]:
    right: dict[tuple[str, str], bool] = {}  # all parties answer on the same clauses in the same folders
    for verklaring in dossier.verklaringen.values():
        for number, antwoord in enumerate(verklaring.antwoorden):
            bepaling = dossier.bepalingen.get(antwoord.bepaling)
            if bepaling is None:
                continue
            asked = bepaling.id, verklaring.jaar
            if asked not in right:
                right[asked] = counts(dossier, bepaling, verklaring.jaar)
            if right[asked]:
                continue
            ritme = rhythms_of(dossier, bepaling)[0]
            word = ritme.naam if isinstance(ritme, EigenRitme) else ritme
            message = (
                f"op '{bepaling.id}' verklaren partijen per {word}, en dit is de map '{verklaring.jaar}'; zet het "
                f"antwoord in een map zoals '{folder_for(dossier, bepaling, verklaring.jaar)}'"
            )
            place = verklaring.at("antwoorden", number, "bepaling")
            yield Melding(place, message, severity=Severity.WAARSCHUWING)
