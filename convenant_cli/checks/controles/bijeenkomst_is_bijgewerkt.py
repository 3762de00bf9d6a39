"""De status van een bijeenkomst past bij de dag van vandaag.

Waarom: een bijeenkomst die al is geweest maar nog gepland heet, telt niet mee voor de jaarlijkse evaluatie.
Herstel: maak de status gehouden of vervallen, of verbeter de datum.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum

severity = Severity.WAARSCHUWING
toetsen = ("bijeenkomst", "deelname", "nalevingsrapport", "orgaan")


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    for bijeenkomst in dossier.bijeenkomsten.values():
        day = lange_datum(bijeenkomst.datum)
        if bijeenkomst.status == "gepland" and bijeenkomst.datum < peildatum:
            yield Melding(bijeenkomst.at("status"), f"de bijeenkomst was op {day}, maar de status is nog 'gepland'")
        elif bijeenkomst.status == "gehouden" and bijeenkomst.datum > peildatum:
            yield Melding(bijeenkomst.at("status"), f"de status is 'gehouden', maar de bijeenkomst is pas op {day}")
