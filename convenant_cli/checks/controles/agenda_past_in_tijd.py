"""De agendapunten van een bijeenkomst passen samen in de tijd die ervoor staat.

Waarom: anders komt het laatste punt niet aan bod. Dat is vaak het belangrijkste.
Herstel: maak de bijeenkomst langer, maak punten korter, of schrap een punt.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Bijeenkomst

severity = Severity.WAARSCHUWING


def check_one(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    available = bijeenkomst.duur
    if available is None or available <= 0:
        return
    needed = sum(punt.minuten or 0 for punt in bijeenkomst.agenda)
    if needed > available:
        message = f"de agenda vraagt {needed} minuten, maar de bijeenkomst duurt {available} minuten"
        related = ((bijeenkomst.at_key("agenda"), "hier begint de agenda"),)
        yield Melding(bijeenkomst.at("einde"), message, related=related)
