"""Wat een partij na haar vertrek nog moet doen, gebeurt op tijd.

Waarom: wie niet meer meedoet, komt niet meer op de agenda. Wat dan nog open staat, vergeten de andere partijen snel.
Herstel: vraag de partij hoe het staat en vul `gedaan_op` in, of spreek een nieuwe dag af. Doet de partij nog mee, leg
dan eerst haar vertrek vast met `convenant partij stopt`.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.text.sentences import aangehaald

severity = Severity.WAARSCHUWING
toetsen = ("uittreding",)


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    convenant = dossier.agreed
    for number, one in enumerate(convenant.afwikkelingen):
        partner = dossier.partners.get(one.partner)
        if partner is None:
            continue
        if partner.lid_tot is None and not any(notice.partner == partner.id for notice in convenant.opzeggingen):
            message = f"{partner.in_zin} heeft een afwikkeling ('{one.id}'), maar van een vertrek staat niets"
            hint = "vul bij de partij 'lid_tot' in of leg haar opzegging vast, of haal de afwikkeling weg"
            yield Melding(convenant.at("afwikkelingen", number, "partner"), message, hint)
        if one.gedaan_op is None and one.uiterlijk < peildatum:
            what = aangehaald(one.in_zin)
            message = f"van {partner.in_zin} staat nog open: {what} (uiterlijk {lange_datum(one.uiterlijk)})"
            hint = "vraag hoe het staat; vul 'gedaan_op' in, of spreek een nieuwe dag af"
            yield Melding(convenant.at("afwikkelingen", number, "uiterlijk"), message, hint)
