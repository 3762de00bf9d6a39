"""Who leaves, and who left so shortly ago or with so much still open that readers must know of it.

One list for every report, so that a party does not vanish from one of them on the day after it left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import recorded
from convenant_cli.dossier.organen import zetels
from convenant_cli.judging.overzicht import Overzicht, Punt
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.partijwissel import Afwikkeling
from convenant_cli.text.sentences import capital, inside, opsomming, some

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
        goes = gaat(dossier, partner, day)
        if gone and (heir := dossier.partners.get(partner.opvolger or "")):
            goes += f"; nu is dat {heir.in_zin}"
        also = f"{_owed(owed)} {_open(points)}".strip() if gone else ""
        yield Vertrek(partner, left, gone, f"{capital(partner.in_zin)} {told}{goes}.", also, busy)


def gaat(dossier: Dossier, partner: Partner, dag: date) -> str:
    """Return, behind the name of a party, that it leaves or left by a day; when that is known; and its empty seats."""
    if partner.lid_tot is None:
        return "vertrekt"
    seats = lege_zetels(dossier, partner, dag)
    also = f", en is dan geen lid meer van {opsomming(seats)}" if seats else ""
    return f"{'is vertrokken op' if partner.weg_sinds(dag) else 'doet mee tot'} {lange_datum(partner.lid_tot)}{also}"


def lege_zetels(dossier: Dossier, partner: Partner, dag: date) -> list[str]:
    """Return the bodies in which a party still has a seat on a day and leaves it empty: nobody takes its place there.

    After its leaving that is a matter of the body.
    """
    if partner.lid_tot is None or partner.weg_sinds(dag):
        return []
    heirs = {body.id for body, _ in zetels(dossier, partner.opvolger or "", partner.lid_tot)}
    seats = zetels(dossier, partner.id, partner.lid_tot)
    return [f"{body.in_zin} ({seat.functie})" for body, seat in seats if body.id not in heirs]


def _owed(owed: Sequence[Afwikkeling]) -> str:
    still = opsomming([f"{inside(one.in_zin)} ({one.stand})" for one in owed])
    return f"Nog te doen: {still}." if owed else ""


def _open(points: Sequence[Punt]) -> str:
    """Say on which clauses something is open; what belongs to the leaving is told already."""
    apart = [one for one in points if not (one.bij and one.bij.path[:1] == ("afwikkelingen",))]
    names = [*dict.fromkeys(one.in_zin for one in apart)]
    return f"Nog open: {some(names, _NAMED, 'punten')}." if names else ""
