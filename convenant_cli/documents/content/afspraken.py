"""How the clauses of an agreement stand, counted in one sentence that more than one page says."""

from convenant_cli.judging.oordelen import NIETS_TE_TOETSEN, Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Bepalingrij, Overzicht
from convenant_cli.text.sentences import in_letters

_SILENT = (*NIETS_TE_TOETSEN, Uitkomst.NIET_VAN_TOEPASSING)


def judged(rij: Bepalingrij) -> list[Oordeel]:
    """Return what says now how a clause stands: without what no answer can be given on yet, or what is overtaken."""
    return [one for one in _every(rij) if one.uitkomst is not Uitkomst.NOG_NIET and not one.ingehaald]


def _every(rij: Bepalingrij) -> list[Oordeel]:
    """Return the oordelen on a clause of something that can be tested, also what is only to be tested later."""
    return [oordeel for oordeel in rij.alle if oordeel.uitkomst not in _SILENT]


def is_found(own: list[Oordeel]) -> bool:
    """Tell whether all that could be judged of a clause was found or attested."""
    return bool(own) and all(oordeel.uitkomst is Uitkomst.GOED for oordeel in own)


def counted_in_a_sentence(every: Overzicht) -> str:
    """Say how many of the clauses that can be tested were found, how many ask for attention, and how many nothing now.

    Empty when there is no choice to count: a single clause, or none that says anything on this day.
    """
    rows = [judged(rij) for part in every.delen for rij in part.rijen if _every(rij)]
    found = sum(map(is_found, rows))
    asking = sum(any(oordeel in every.vraagt_aandacht for oordeel in own) for own in rows)
    said = [
        f"{'is' if found == 1 else 'zijn'} {found} gevonden of verklaard" if found else "",
        f"{'vraagt' if asking == 1 else 'vragen'} {asking} aandacht" if asking else "",
    ]
    rest = len(rows) - found - asking
    told = " en ".join(filter(None, said))
    if told and rest:  # who adds up, finds them all
        told += f"; {'de andere vraagt' if rest == 1 else f'de andere {in_letters(rest)} vragen'} nu niets"
    return f"Van {len(rows)} te toetsen afspraken {told}." if told and len(rows) > 1 else ""
