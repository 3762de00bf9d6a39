"""Een antwoord staat in de map van een periode waarover het convenant dat antwoord vraagt.

Waarom: vraagt een afspraak elk kwartaal een verklaring, dan moet duidelijk zijn over welk kwartaal een antwoord gaat;
anders telt het niet mee.
Herstel: zet het antwoord in de map van die periode, zoals data/verklaringen/2026-kwartaal-3/.
"""

from collections.abc import Iterator
from functools import lru_cache

from convenant_cli.dossier.kader import Kader
from convenant_cli.dossier.verklaringsperioden import counts, folder_for, rhythms_of
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import EigenRitme
from convenant_cli.records import Verklaring


def check_one(verklaring: Verklaring, kader: Kader) -> Iterator[Melding]:
    for number, antwoord in enumerate(verklaring.antwoorden):
        bepaling = kader.bepalingen.get(antwoord.bepaling)
        if bepaling is None or _counts(kader, bepaling.id, verklaring.jaar):
            continue
        ritme = rhythms_of(kader, bepaling)[0]
        word = ritme.naam if isinstance(ritme, EigenRitme) else ritme
        message = (
            f"op '{bepaling.id}' verklaren partijen per {word}, en dit is de map '{verklaring.jaar}'; zet het "
            f"antwoord in een map zoals '{folder_for(kader, bepaling, verklaring.jaar)}'"
        )
        place = verklaring.at("antwoorden", number, "bepaling")
        yield Melding(place, message, severity=Severity.WAARSCHUWING)


@lru_cache(maxsize=1024)
def _counts(kader: Kader, bepaling: str, jaar: str) -> bool:
    """Work it out once: all parties answer on the same clauses in the same folders."""
    return counts(kader, kader.bepalingen[bepaling], jaar)
