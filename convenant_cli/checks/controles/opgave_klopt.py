"""Een opgave bij een antwoord is er waar de bepaling erom vraagt, en is een getal waar zij een getal vraagt.

Waarom: een getal dat geen getal is, kan niemand optellen of vergelijken.
Herstel: schrijf alleen het getal, zoals 1250 of 12,5, en zet uitleg bij `toelichting`. Vraagt de bepaling niets, haal
de opgave dan weg, of zet bij de toets wat zij vraagt (`opgave: getal` of `opgave: tekst`).
"""

from collections.abc import Iterator

from convenant_cli.dossier.kader import Kader
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Verklaring
from convenant_cli.text.sentences import read_number


def check_one(verklaring: Verklaring, kader: Kader) -> Iterator[Melding]:
    for number, antwoord in enumerate(verklaring.antwoorden):
        bepaling = kader.bepalingen.get(antwoord.bepaling)
        if bepaling is None or antwoord.opgave is None:
            continue
        place = verklaring.at("antwoorden", number, "opgave")
        soort = bepaling.toets.gegevens.get("opgave")
        if soort is None:
            message = f"'{bepaling.id}' vraagt geen getal of tekst, maar hier staat een opgave"
            yield Melding(place, message, severity=Severity.WAARSCHUWING)
        elif soort == "getal" and read_number(antwoord.opgave) is None:
            yield Melding(place, f"'{bepaling.id}' vraagt een getal; schrijf alleen cijfers, zoals 1250 of 12,5")
