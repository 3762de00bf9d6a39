"""The sheets that parties correct and send back, one file each: which rows there are, and which fields they show.

``SENTENCE`` says what it is, ``MODEL`` what a row is of, ``VAST`` the heads of the cells that nobody changes, and
``VELDEN`` the fields that may be changed: heads, notes, choices and kinds of value follow from the model. ``rijen``
gives every row. Where rows come in groups, such as the actions of a plan, ``STANDAARD`` says which groups go out
unasked. ``NIEUW`` lets a row be added: what 'new' makes of it, and of each fixed cell the field (empty: what it belongs
to). The folder is the registry.
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import ModuleType

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.records.model.record import Onderdeel, Record


@dataclass(frozen=True, slots=True)
class Rij:
    """One row: a record, or a part of one."""

    id: str
    """The name of the row; the same as long as the thing has its name."""
    record: Record
    vast: tuple[str, ...]
    """What a reader knows it by, a text for each of the fixed cells."""
    van: frozenset[str]
    """The parties that get the row."""
    wortel: Path = ()
    """Where in the record the fields stand."""
    soms: bool = False
    """Whether what stands there may be absent, and so may come and go."""
    sleutels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Of a field that is a list: by which fields the item of this row is known."""
    groep: str = ""
    """To which group the row belongs, such as a year plan."""


class Bladsoort:
    """A kind of sheet, as its file declares it."""

    def __init__(self, naam: str, module: ModuleType) -> None:
        self.naam = naam
        self.sentence: str = module.SENTENCE
        self.model: type[Onderdeel] = module.MODEL
        self.vast: tuple[str, ...] = module.VAST
        self.velden: tuple[str, ...] = module.VELDEN
        self.rijen: Callable[[Dossier], Iterator[Rij]] = module.rijen
        self.nieuw: tuple[str, tuple[str, ...]] | None = getattr(module, "NIEUW", None)
        self.standaard: Callable[[Dossier, date], frozenset[str]] | None = getattr(module, "STANDAARD", None)

    def gekozen(self, dossier: Dossier, welk: str | None, partners: frozenset[str], dag: date) -> list[Rij]:
        """Return the rows that go out: of one group or those of the day, for some parties or for all.

        Raises ConvenantError when there is no such group.
        """
        rows = list(self.rijen(dossier))
        groups = dict.fromkeys(row.groep for row in rows)
        if welk is not None and self.standaard is None:
            raise ConvenantError(f"van {self.naam} is er maar één tabel; laat '{welk}' weg")
        if welk is not None and welk not in groups:
            meant = f"kies uit: {', '.join(groups)}" if groups else "er is er nog geen"
            raise ConvenantError(f"'{welk}' is niet te vinden voor {self.naam}; {meant}")
        if self.standaard is None:
            active = {partner.id for partner in dossier.partners.values() if partner.actief_op(dag)}
            rows = [row for row in rows if row.van & active]
        else:
            wanted = {welk} if welk else self.standaard(dossier, dag)
            rows = [row for row in rows if row.groep in wanted]
        return [row for row in rows if not partners or row.van & partners]


def names() -> list[str]:
    """Return the names of the sheets."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__))


def soort(naam: str) -> Bladsoort:
    """Return a kind of sheet by its name."""
    return Bladsoort(naam, importlib.import_module(f"{__name__}.{naam}"))
