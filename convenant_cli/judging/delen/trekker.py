"""Who does what is to be done about an action: its leader, or when that has left who keeps the dossier."""

from convenant_cli.dossier.aanbod import keeper_name
from convenant_cli.judging.zaak import Zaak
from convenant_cli.records import Actie, Partner


def of_leader(zaak: Zaak, actie: Actie, does: str) -> tuple[str, tuple[Partner, ...]]:
    """Return in a sentence what the leader of an action does, and which party that is.

    What a party led that has left, is for who takes it over: of that party nothing is asked any more.
    """
    leader = zaak.dossier.partners.get(actie.trekker)
    if leader and leader.lid_tot and leader.lid_tot <= zaak.peildatum:
        return f"{keeper_name(zaak.dossier)} gaat na wie deze actie overneemt", zaak.keeper
    return f"{leader.in_zin if leader else 'de trekker'} {does}", zaak.partijen(actie.trekker)
