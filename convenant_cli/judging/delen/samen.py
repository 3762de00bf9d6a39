"""Who acts when a clause is for all together: the parties, or the body of them that it binds."""

from dataclasses import dataclass

from convenant_cli.judging.zaak import Zaak
from convenant_cli.text.sentences import opsomming


@dataclass(frozen=True, slots=True)
class Samen:
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
