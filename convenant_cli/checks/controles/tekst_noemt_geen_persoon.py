"""Geen tekst in de repository noemt een gegeven van een persoon.

Waarom: wat eenmaal in git staat, blijft in de geschiedenis bewaard en is voor alle partijen te lezen. Een naam, nummer
of verhaal van een bewoner, cliënt of medewerker hoort daar niet.
Herstel: haal het gegeven weg en schrijf zo dat niemand herkenbaar is. Stond het al in een commit, vraag de beheerder
dan om het ook uit de geschiedenis te halen. Is het geen gegeven van een persoon, geef dan de opdracht aan het eind van
de melding: 'convenant new ontheffing' met de vingerafdruk van die tekst.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.vondsten import vondsten
from convenant_cli.findings import Melding, Place, Severity
from convenant_cli.privacy import ZEKER
from convenant_cli.sources.git.tracked import MAX_BYTES, MAX_TOGETHER


def check(dossier: Dossier) -> Iterator[Melding]:
    for hit in vondsten(dossier):
        if hit.elsewhere:
            continue
        in_name = hit.place.stretch is None
        where = "in de naam van dit bestand of een map" if in_name else "hier"
        message = f"{where} staat {hit.naam} ({hit.shown})"
        mend = "geef het een andere naam" if in_name else "haal het weg, of schrijf zo dat niemand herkenbaar is"
        hint = f"{mend}; geen persoon? convenant new ontheffing vingerafdruk={hit.text_id}"
        severity = Severity.FOUT if hit.kind in ZEKER else Severity.WAARSCHUWING
        yield Melding(hit.place, message, hint, severity=severity, text_id=hit.text_id)
    for name in dossier.too_large:
        one, all = MAX_BYTES // 1024 // 1024, MAX_TOGETHER // 1024 // 1024
        message = f"dit bestand is niet doorzocht: het is groter dan {one} MB, of alle samen zijn groter dan {all} MB"
        yield Melding(Place(name), message, severity=Severity.WAARSCHUWING)
