"""Two moments of a dossier side by side: which record is which, what is gone, what is new, what has another name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.pairing import pairs
from convenant_cli.dossier.renames import follow, renames
from convenant_cli.findings import Path, Place
from convenant_cli.records import Actie, Jaarplan, Record
from convenant_cli.records.actie import VOORTGANG
from convenant_cli.records.jaarplan import BEHEER

_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True)
class Ongegrond:
    """Something of an adopted plan that changed without a new wijziging that names a decision on it."""

    place: Place
    wat: str
    """What changed, as the start of a sentence: ``actie 2.1 is gewijzigd (gereed)``."""
    plan: Jaarplan
    """The plan as it is now."""
    genoemd: bool = False
    """Whether a new wijziging does name it, but no decision."""
    verdwenen: bool = False


@dataclass(frozen=True)
class Overgang:
    """The dossier then and now."""

    vroeger: Dossier
    nu: Dossier

    @cached_property
    def zelfde(self) -> dict[str, str]:
        """The file now of every file then, by name."""
        return pairs(self.vroeger, self.nu)

    @property
    def overgenomen(self) -> bool:
        """Whether the agreement had been copied whole then: until its keeper says so, nothing of it is guarded."""
        return self.vroeger.agreed.overgenomen

    def samen(self, kind: type[_R]) -> Iterator[tuple[_R, _R]]:
        """Yield every record that was there and still is, then and now, when both could be read whole."""
        now = {record.name: record for record in self.nu.all(kind).values()}
        for record in self.vroeger.all(kind).values():
            other = now.get(self.zelfde.get(record.name, ""))
            if other and self.vroeger.files[record.name].whole and self.nu.files[other.name].whole:
                yield record, other

    def weg(self, kind: type[_R]) -> list[_R]:
        """Return the records that were there and are gone."""
        return [record for record in self.vroeger.all(kind).values() if record.name not in self.zelfde]

    def nieuw(self, kind: type[_R]) -> list[_R]:
        """Return the records that were not there."""
        known = set(self.zelfde.values())
        return [record for record in self.nu.all(kind).values() if record.name not in known]

    @cached_property
    def hernoemd(self) -> Mapping[tuple[str, str], str]:
        """The id now of every record, and of every part of one, that has another id; by kind and the id then."""
        files = ((self.vroeger.files[then], self.nu.files[now]) for then, now in self.zelfde.items())
        return renames((old, new) for old, new in files if old.name != new.name or old.raw != new.raw)

    def vertaald(self, record: Record) -> dict[str, Any]:
        """Return the fields of an earlier record, with what it refers to under the names of now."""
        return follow(record, self.hernoemd, self.vroeger.defined)[0].model_dump(mode="json")

    @cached_property
    def _freed(self) -> Mapping[tuple[str, str], str]:
        """The new names of what has left its old one: nothing now is called so."""
        return {key: new for key, new in self.hernoemd.items() if key[1] not in self.nu.defined.get(key[0], ())}

    def _now(self, record: Record) -> dict[str, Any]:
        """Return the fields of a record of now; a name that it still has from then is told as missing, not as other."""
        return follow(record, self._freed, self.vroeger.defined)[0].model_dump(mode="json")

    def afwijkingen(self) -> Iterator[Ongegrond]:
        """Yield what changed in plans that were adopted then, apart from progress and what a new wijziging covers."""
        for then, now in self.samen(Jaarplan):
            if then.status != "concept":
                yield from self._plan(then, now)

    def _plan(self, then: Jaarplan, now: Jaarplan) -> Iterator[Ongegrond]:
        before = self.vertaald(then)
        after = self._now(now)
        lost = [change for change in before["wijzigingen"] if change["besluit"] and change not in after["wijzigingen"]]
        fresh = [  # another decision under an old wijziging does not make it a new one
            change
            for change, data in zip(now.wijzigingen, after["wijzigingen"], strict=True)
            if data not in before["wijzigingen"] and data["datum"] not in {change["datum"] for change in lost}
        ]
        named = {id for change in fresh for id in change.acties}
        decided = {id for change in fresh if change.besluit for id in change.acties}
        # To name the decision that was there already changes nothing of the plan.
        free = BEHEER if before["vastgesteld_met"] else BEHEER | {("vastgesteld_met",)}
        changed = _changed(before, after, free)  # its wijzigingen may only grow: see lost
        if changed and not any(change.besluit for change in fresh):
            yield Ongegrond(now.at(*changed[0]), f"het plan is gewijzigd ({_names(changed)})", now, bool(fresh))
        if lost:
            yield Ongegrond(now.at_key("wijzigingen"), "een eerdere wijziging is veranderd of weggehaald", now)
        for afwijking, id in self._acties(then, now):
            if id not in decided:
                yield replace(afwijking, genoemd=id in named)

    def _acties(self, then: Jaarplan, now: Jaarplan) -> Iterator[tuple[Ongegrond, str]]:
        """Yield what changed in the actions of a plan, each with the id of the action."""
        for old, new in self.samen(Actie):
            if old.jaarplan != then.id:
                continue
            fields = _changed(self.vertaald(old), self._now(new), VOORTGANG)
            if old.jaarplan != new.jaarplan:
                yield (
                    Ongegrond(new.at("nummer"), f"actie {old.nummer} is naar een ander plan verplaatst", now),
                    new.id,
                )
            elif fields:
                what = f"actie {new.nummer} is gewijzigd ({_names(fields)})"
                yield Ongegrond(new.at(*fields[0]), what, now), new.id
        for actie in self.nieuw(Actie):
            if actie.jaarplan == now.id:
                yield Ongegrond(actie.at("nummer"), f"actie {actie.nummer} is nieuw", now), actie.id
        for actie in self.weg(Actie):
            if actie.jaarplan == then.id:
                what = f"actie {actie.nummer} is verdwenen"
                yield Ongegrond(now.at("titel"), what, now, verdwenen=True), actie.id


def _changed(before: Mapping[str, Any], after: Mapping[str, Any], free: frozenset[Path], way: Path = ()) -> list[Path]:
    """Return the fields that differ; a mapping by its own fields, a list as a whole."""
    out: list[Path] = []
    for name in dict.fromkeys((*before, *after)):
        path = (*way, name)
        old, new = before.get(name), after.get(name)
        if old == new or path in free:
            continue
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            out += _changed(old, new, free, path)
        else:
            out.append(path)
    return out


def _names(fields: list[Path]) -> str:
    return ", ".join(".".join(map(str, field)) for field in fields)
