"""Who acts where it is not one bound party: for all together the parties or their body, on an action who leads it."""

from typing import NamedTuple

from convenant_cli.dossier.aanbod import keeper_name
from convenant_cli.judging.zaak import Zaak
from convenant_cli.records import Actie, Partner
from convenant_cli.text.sentences import opsomming


class Samen(NamedTuple):
    """Those whom a clause binds together, as sentences name them."""

    naam: str
    meer: bool

    def doen(self, one: str, more: str) -> str:
        """Return the name with its verb, which is ``one`` or ``more``: ``de stuurgroep meldt``."""
        return f"{self.naam} {more if self.meer else one}"


def samen(zaak: Zaak) -> Samen:
    """Return who acts for all together: the bodies when the clause binds nobody else, or else the parties."""
    bodies = [zaak.dossier.organen.get(id) for id in zaak.bepaling.gebonden if id not in zaak.dossier.partners]
    named = [body.in_zin for body in bodies if body]
    if named and len(named) == len(zaak.bepaling.gebonden):
        return Samen(opsomming(named), len(named) > 1)
    return Samen("de partijen", meer=True)


def of_leader(zaak: Zaak, actie: Actie, does: str) -> tuple[str, tuple[Partner, ...]]:
    """Return in a sentence what the leader of an action does, and which party that is.

    What a party led that has left, is for who takes it over: of that party nothing is asked any more.
    """
    leader = zaak.dossier.partners.get(actie.trekker)
    if leader and leader.weg_sinds(zaak.peildatum):
        return f"{keeper_name(zaak.dossier)} gaat na wie deze actie overneemt", zaak.keeper
    return f"{leader.in_zin if leader else 'de trekker'} {does}", zaak.partijen(actie.trekker)
