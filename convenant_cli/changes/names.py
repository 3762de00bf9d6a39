"""How a reader knows records and the things in them: parties by their short name, actions by number and title.

A name is looked up in the few files that can hold it, and only when a sentence needs it.
"""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from convenant_cli.changes.sides import Side
from convenant_cli.records import KINDS, Actie, Convenant, Hoofdstuk, Partner, Record
from convenant_cli.records.begrippen import EENHEIDSOORTEN, Eenheidsoort
from convenant_cli.records.convenant import NIETS_AFGESPROKEN
from convenant_cli.records.model.labels import definers, named_at
from convenant_cli.records.model.record import Definieert, Verwijst, defines, marked

_T = TypeVar("_T")
_RECORDS = {kind.soort: kind for kind in KINDS}


class Names:
    """The names on one side of a comparison."""

    def __init__(self, side: Side, other: "Names | None" = None) -> None:
        self._side = side
        self._other = other
        """Where to look for what has no name on this side."""
        self._inside: dict[str, dict[tuple[str, str], str]] = {}

    def reference(self, mark: Verwijst, value: str, owner: str) -> str:
        """Return the name of what a field of the record ``owner`` points to; the id itself when it has none."""
        key = mark.full(owner, value)
        # Among parties a kind of unit stands for every unit of it.
        soorten = [soort for soort in mark.soorten if soort != "eenheidsoort" or "partner" not in mark.soorten]
        found = next((name for soort in soorten if (name := self._name(soort, key))), "")
        if not found and len(soorten) < len(mark.soorten) and (kind := self._unit_kinds().get(key)):
            return f"alle {kind.meervoud}"
        if not found and value in mark.ook:
            return value.replace("-", " ")
        return found or (self._other.reference(mark, value, owner) if self._other else value)

    def _unit_kinds(self) -> Mapping[str, Eenheidsoort]:
        agreed = self.get(Convenant, Convenant.soort)
        return {**EENHEIDSOORTEN, **(agreed.eenheidsoorten if agreed else {})}

    def get(self, kind: type[_T], id: str) -> _T | None:
        """Return a record of this side; None when there is none, or when nothing of it could be read."""
        record = self._side.get(kind, id) if issubclass(kind, Record) else None
        return record if isinstance(record, kind) else None

    def partner(self, id: str) -> str:
        """Return the short name of a party."""
        partner = self.get(Partner, id)
        return partner.kort if partner else id

    def record(self, soort: str, id: str) -> str:
        """Return how others refer to a record."""
        return self._name(soort, id) or id

    def plan(self, id: str) -> str:
        """Return what a heading calls a plan."""
        return self._name("jaarplan", id) or f"Plan {id}"

    def clause(self, id: str) -> str:
        """Return the printed number of a clause, or its title when it has none; the id when it is not there."""
        for name in self._side.named(Hoofdstuk):
            chapter = self._side.record(name)
            for clause in chapter.bepalingen if isinstance(chapter, Hoofdstuk) else ():
                if clause.id == id:
                    return clause.nummer_of_titel
        return id

    def agreement(self) -> str:
        """Return what sentences call the agreement, with its article."""
        return (self.get(Convenant, Convenant.soort) or NIETS_AFGESPROKEN).zinsnaam

    def theme(self, id: str) -> str:
        """Return the name of a theme."""
        return self._name("thema", id) or id

    def _name(self, soort: str, key: str) -> str:
        if soort in _RECORDS:
            record = self._side.get(_RECORDS[soort], key)
            return record.verwijsnaam if record else ""
        for kind, binnen in _owners(soort):
            if binnen == "":
                files = self._side.named(kind)
                self._side.read(files)
            else:
                owner = key.rpartition("/")[0] if binnen == "record" else key.split("/")[0]
                files = [kind.place(owner)] if kind.patroon.count("{}") == owner.count("/") + 1 else []
            for file in files:
                if name := self._in_file(file).get((soort, key)):
                    return name
        return ""

    def _in_file(self, name: str) -> dict[tuple[str, str], str]:
        """Return the names of everything that a file defines, by kind and full id."""
        if name not in self._inside:
            record = self._side.record(name)
            self._inside[name] = (
                {
                    (mark.soort, mark.full(record.id, value)): named_at(record, path)
                    for path, mark, value in marked(record, Definieert)
                }
                if record
                else {}
            )
        return self._inside[name]


@cache
def _owners(soort: str) -> tuple[tuple[type[Record], str], ...]:
    """Return which kinds of record name things of a kind, when those have a name that a reader knows."""
    return tuple(
        (kind, mark.binnen)
        for kind in KINDS
        if soort in definers(kind)
        for mark in defines(kind)
        if mark.soort == soort
    )


def leader(record: Record, names: Names) -> str:
    """Return the name of the party that leads an action; empty for other records."""
    return names.partner(record.trekker) if isinstance(record, Actie) else ""
