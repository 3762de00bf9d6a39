"""Who leaves, and who left so shortly ago or with so much still open that readers must know of it.

One list for every report, so that a party does not vanish from one of them on the day after it left.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.op_dag import recorded
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.records import Partner
from convenant_cli.text.sentences import capital, opsomming

#: How long it is news that a party left, also when nothing is open any more: the yearly report tells each once, and
#: what was owed over a period is judged as long.
_NEWS = 12  # months


@dataclass(frozen=True, slots=True)
class Vertrek:
    """A party that leaves or left, in a sentence; of one that left also what it still has to do."""

    partner: Partner
    dag: date
    """The first day on which it no longer takes part."""
    weg: bool
    """Whether that day has come."""
    zin: str
    nog: str
    """What still has to be done, in a sentence; empty when nothing, or as long as it takes part."""
    open: bool
    """Whether anything is still asked of it, or has to be done for its leaving."""


def vertrek(every: Overzicht) -> Iterator[Vertrek]:
    """Yield each who takes part on the day of an overview and will leave, as was known on that day; and who left.

    A party that left is told of for a year, and longer as long as anything is open for it.
    """
    dossier, day = every.dossier, every.peildatum
    notices = {one.partner: one.datum for one in recorded(dossier).agreed.opzeggingen}
    for partner in sorted(dossier.partners.values(), key=lambda one: (one.lid_tot or date.max, one.id)):
        left, given = partner.lid_tot, notices.get(partner.id)
        if left is None or partner.lid_van > day or (given and given > day):
            continue  # of who gives notice later nobody knew on that day
        owed = [one for one in dossier.agreed.afwikkelingen if one.partner == partner.id and not one.gedaan_op]
        busy = bool(owed or every.open_voor(partner.id))
        gone = left <= day
        if gone and not busy and day >= add_months(left, _NEWS):
            continue
        told = f"zegde op {lange_datum(given)} op en " if given else ""
        goes = f"is vertrokken op {lange_datum(left)}" if gone else f"doet mee tot {lange_datum(left)}"
        still = opsomming([f"{' '.join(one.wat.split()).rstrip('.')} ({one.stand})" for one in owed])
        also = f"Nog te doen: {still}." if owed and gone else ""
        yield Vertrek(partner, left, gone, f"{capital(partner.in_zin)} {told}{goes}.", also, busy)
