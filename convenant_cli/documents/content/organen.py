"""The bodies of the parties on a day: what they do, who sits in them, how often they meet and to whom they report."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convenant_cli.documents.words import Words
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.organen import genoemd_op
from convenant_cli.dossier.verklaringsperioden import minstens_per
from convenant_cli.records import Orgaan
from convenant_cli.records.bijeenkomst import Voorzitter
from convenant_cli.records.orgaan import Secretaris


@dataclass(frozen=True, slots=True)
class Orgaankaart:
    """A body, as a table or a list shows it."""

    orgaan: Orgaan
    leden: tuple[str, ...]
    """``Politie (teamchef)``, in the order of the record; ``elke partij (bestuurder)`` for all."""
    voorzitter: str
    secretaris: str
    ritme: str
    aan: str
    """The body to which it reports; empty without one."""


def organen(dossier: Dossier, dag: date) -> tuple[Orgaankaart, ...]:
    """Return the bodies that are there on a day; those that report to another come after it."""
    words = Words(dossier)
    here = [orgaan for orgaan in dossier.organen.values() if orgaan.bestaat_op(dag)]
    return tuple(_card(orgaan, dossier, words, dag) for orgaan in _by_height(here))


def _by_height(here: list[Orgaan]) -> Iterator[Orgaan]:
    """Yield each body after the one to which it reports; of a circle all at once."""
    told: set[str] = set()
    todo = here
    while todo:
        waiting = {orgaan.id for orgaan in todo}
        ready = [orgaan for orgaan in todo if orgaan.rapporteert_aan not in waiting] or todo
        yield from ready
        told |= {orgaan.id for orgaan in ready}
        todo = [orgaan for orgaan in todo if orgaan.id not in told]


def _card(orgaan: Orgaan, dossier: Dossier, words: Words, dag: date) -> Orgaankaart:
    above = dossier.organen.get(orgaan.rapporteert_aan or "")
    return Orgaankaart(
        orgaan,
        (
            *((f"elke partij ({orgaan.elke_partij})",) if orgaan.elke_partij else ()),
            *(f"{words.party(lid.partner)} ({lid.functie})" for lid in genoemd_op(dossier, orgaan, dag)),
        ),
        _seat(orgaan.voorzitter, words),
        _seat(orgaan.secretaris, words),
        minstens_per(dossier, orgaan.vergadert.minstens, orgaan.vergadert.per) if orgaan.vergadert else "",
        above.in_zin if above else "",
    )


def _seat(held: Voorzitter | Secretaris | None, words: Words) -> str:
    return f"{words.party(held.partner)} ({held.functie})" if held else ""
