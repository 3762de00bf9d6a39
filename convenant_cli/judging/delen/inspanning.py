"""Clauses in which parties promise to do what they can, and no result."""

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.records import Bepaling


def best_effort(dossier: Dossier) -> list[Bepaling]:
    """Return the clauses that say in so many words that parties do what they can, and promise no result."""
    return [clause for clause in dossier.bepalingen.values() if "naar vermogen" in " ".join(clause.tekst.split())]
