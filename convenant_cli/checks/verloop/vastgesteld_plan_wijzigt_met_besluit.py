"""Een vastgesteld plan wijzigt alleen met een besluit.

Waarom: partijen stelden het plan samen vast. Wie later een datum of trekker verandert, moet kunnen laten zien wie dat
besloot. De voortgang van een actie (status, berichten, resultaat) mag u altijd bijwerken.
Herstel: zet in het plan onder `wijzigingen` een nieuwe wijziging met het besluit en de acties waar het om gaat,
of zet de oude waarde terug.
"""

from collections.abc import Iterator

from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding


def check(overgang: Overgang) -> Iterator[Melding]:
    for afwijking in overgang.afwijkingen():
        if afwijking.verdwenen:
            continue  # told by gepubliceerd-verdwijnt-niet
        plan = afwijking.plan
        lacks = "de wijziging noemt geen besluit" if afwijking.genoemd else "geen nieuwe wijziging noemt een besluit"
        message = f"{afwijking.wat}, maar {plan.naam} was al vastgesteld en {lacks}"
        related = ((plan.at("wijzigingen"), "hier horen de wijzigingen van het plan"),)
        hint = "zet onder 'wijzigingen' een nieuwe wijziging met het besluit en de actie, of zet de oude waarde terug"
        yield Melding(afwijking.place, message, hint, related)
