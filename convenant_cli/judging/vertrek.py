"""Who leaves, and who left so shortly ago or with so much still open that readers must know of it.

One list for every report, so that a party does not vanish from one of them on the day after it left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.op_dag import recorded
from convenant_cli.judging.overzicht import Overzicht, Punt
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.partijwissel import Afwikkeling
from convenant_cli.text.sentences import capital, opsomming, some

#: How long it is news that a party left, also when nothing is open any more: the yearly report tells each once, and
#: what was owed over a period is judged as long.
_NEWS = 12  # months
_NAMED = 2  # points in a sentence; of more, how many others there are


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
    """What still has to be done and is open, in sentences; empty when nothing, or as long as it takes part."""
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
        points = every.open_voor(partner.id)
        busy = bool(owed or points)
        gone = left <= day
        if gone and not busy and day >= add_months(left, _NEWS):
            continue
        told = f"zegde op {lange_datum(given)} op en " if given else ""
        goes = gaat(partner, day)
        if gone and (heir := dossier.partners.get(partner.opvolger or "")):
            goes += f"; nu is dat {heir.in_zin}"
        also = f"{_owed(owed)} {_open(points)}".strip() if gone else ""
        yield Vertrek(partner, left, gone, f"{capital(partner.in_zin)} {told}{goes}.", also, busy)


def gaat(partner: Partner, dag: date) -> str:
    """Return, behind the name of a party, that it leaves or left by a day; and when, when that is known."""
    if partner.lid_tot is None:
        return "vertrekt"
    return f"{'is vertrokken op' if partner.lid_tot <= dag else 'doet mee tot'} {lange_datum(partner.lid_tot)}"


def _owed(owed: Sequence[Afwikkeling]) -> str:
    still = opsomming([f"{one.in_zin} ({one.stand})" for one in owed])
    return f"Nog te doen: {still}." if owed else ""


def _open(points: Sequence[Punt]) -> str:
    """Say on which clauses something is open; what belongs to the leaving is told already."""
    apart = [one for one in points if not (one.bij and one.bij.path[:1] == ("afwikkelingen",))]
    names = [*dict.fromkeys(one.in_zin for one in apart)]
    return f"Nog open: {some(names, _NAMED, 'punten')}." if names else ""
