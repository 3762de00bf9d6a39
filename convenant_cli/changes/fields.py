"""Two versions of one record, field by field: what differs, in the order of the model."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from convenant_cli.changes.items import out_of_order, pair_parts, pair_texts
from convenant_cli.changes.stukken import Tekststuk
from convenant_cli.changes.values import ValueReader, data
from convenant_cli.changes.wijziging import Aard, Veldwijziging, Wat
from convenant_cli.changes.words import text_pieces
from convenant_cli.findings import Path, Place
from convenant_cli.records import Record
from convenant_cli.records.model.labels import is_neuter, label_fields, words
from convenant_cli.records.model.record import Definieert, Onderdeel, Verwijst, marked
from convenant_cli.records.model.shapes import ANYTHING, Shape, shapes
from convenant_cli.text.wording import editorial

_SHORT = 60  # characters: a text so short reads best whole, before and after
_CLAUSE = "bepaling"


@dataclass(frozen=True, slots=True)
class _Trail:
    """How far the walk is: the way by name, in words, and on both sides; and the clauses it is about."""

    key: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    old: Path = ()
    new: Path = ()
    clauses: frozenset[str] = frozenset()

    def field(self, name: str) -> "_Trail":
        # 'inzet van Politie, inzet' says nothing more than 'inzet van Politie'
        label = words(name)
        labels = self.labels if self.labels and self.labels[-1].split(" ")[0] == label else (*self.labels, label)
        return replace(self, key=(*self.key, name), labels=labels, old=(*self.old, name), new=(*self.new, name))

    def part(self, key: str, label: str, old: str | int, new: str | int, clauses: frozenset[str]) -> "_Trail":
        return _Trail(
            (*self.key, key), (*self.labels[:-1], label), (*self.old, old), (*self.new, new), self.clauses | clauses
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Compares two versions of a record, or the versions of something in it."""

    old_name: str | None
    new_name: str | None
    old: ValueReader
    new: ValueReader

    def records(self, before: Record, after: Record, without: frozenset[str]) -> tuple[Veldwijziging, ...]:
        """Return what differs between two versions, leaving some fields out."""
        return tuple(self._model(before, after, _Trail(), without))

    def one_side(self, record: Record, added: bool) -> tuple[Veldwijziging, ...]:
        """Return every filled field of a record that is new or gone."""
        changes = []
        for name, shape in shapes(type(record)).items():
            value = getattr(record, name)
            trail = replace(_Trail().field(name), clauses=clauses_in(value, shape))
            if value not in (None, (), {}):
                before, after = (None, value) if added else (value, None)
                changes.append(self._whole(before, after, shape, trail))
        return tuple(changes)

    def rename(self, kind: str, old: str, new: str) -> Veldwijziging:
        """Return the change of a record that only follows the new name of another one."""
        return Veldwijziging(
            wat=Wat.GEWIJZIGD,
            pad=("verwijzing", kind),
            label=f"verwijzing naar {'hernoemd' if is_neuter(kind) else 'hernoemde'} {kind}",
            oud=old,
            nieuw=new,
            oud_waarde=old,
            nieuw_waarde=new,
            aard=Aard.REDACTIONEEL,
            oud_plek=None,
            nieuw_plek=None,
            tekst=old == new,
        )

    # --- walking --------------------------------------------------------------------------------------------------

    def _model(
        self, before: Onderdeel, after: Onderdeel, trail: _Trail, without: frozenset[str] = frozenset()
    ) -> Iterator[Veldwijziging]:
        for name, shape in shapes(type(after)).items():
            if name == "id" and shape.definieert and before.id != after.id:  # type: ignore[attr-defined]
                yield self._renamed(before.id, after.id, trail)  # type: ignore[attr-defined]
            elif name not in without:
                yield from self._value(getattr(before, name), getattr(after, name), shape, trail.field(name))
        # Parameters that the model does not know, such as those of a toets.
        extra, other = before.model_extra or {}, after.model_extra or {}
        for name in {**extra, **other}:
            yield from self._value(extra.get(name), other.get(name), ANYTHING, trail.field(name))

    def _value(self, before: Any, after: Any, shape: Shape, trail: _Trail) -> Iterator[Veldwijziging]:
        if before == after:
            return
        if isinstance(before, Onderdeel) and type(before) is type(after):
            yield from self._model(before, after, trail)
        elif isinstance(before, Mapping) and isinstance(after, Mapping):
            yield from self._mapping(before, after, shape, trail)
        elif isinstance(before, tuple) and isinstance(after, tuple):
            item = shape.item or ANYTHING
            if item.model:
                yield from self._parts(before, after, item, trail)
            elif item.text:
                yield from self._texts(before, after, item, trail)
            else:
                yield from self._names(before, after, shape, trail)
        else:
            yield self._whole(before, after, shape, trail)

    def _mapping(
        self, before: Mapping[str, Any], after: Mapping[str, Any], shape: Shape, trail: _Trail
    ) -> Iterator[Veldwijziging]:
        item = shape.item or ANYTHING
        come = [key for key in after if key not in before]
        renamed: dict[str, str] = {}
        for key in before if item.model else ():
            # A whole that came under another name is the same whole.
            if key not in after and (same := next((one for one in come if after[one] == before[key]), None)):
                renamed[key] = same
                come.remove(same)
                yield self._renamed(key, same, replace(trail, key=(*trail.key, same)))
        for key in {**before, **after}:
            if key in renamed or key in renamed.values():
                continue
            label = f"{trail.labels[-1]} {key}" if item is not ANYTHING else words(key)
            own = trail.part(key, label, key, key, frozenset())
            if item is ANYTHING:
                own = replace(own, labels=(*trail.labels, words(key)))
            yield from self._value(before.get(key), after.get(key), item, own)

    def _parts(
        self, before: tuple[Onderdeel, ...], after: tuple[Onderdeel, ...], item: Shape, trail: _Trail
    ) -> Iterator[Veldwijziging]:
        pairs = pair_parts(before, after)
        old_of = {new: old for old, new in pairs}
        kept = {old for old, _ in pairs}
        for index, part in enumerate(after):
            clauses = clauses_in(part, item)
            if index in old_of:
                was = before[old_of[index]]
                clauses |= clauses_in(was, item)
                own = trail.part(self.new.key(part), self.new.part(part), old_of[index], index, clauses)
                yield from self._value(was, part, item, own)
            else:
                own = trail.part(self.new.key(part), self.new.part(part), index, index, clauses)
                yield self._whole(None, part, item, own, label_fields(type(part)))
        for index, part in enumerate(before):
            if index not in kept:
                own = trail.part(self.old.key(part), self.old.part(part), index, index, clauses_in(part, item))
                yield self._whole(part, None, item, own, label_fields(type(part)))
        if out_of_order(pairs):
            yield self._order(before, after, trail, Aard.INHOUDELIJK)

    def _texts(
        self, before: tuple[str, ...], after: tuple[str, ...], item: Shape, trail: _Trail
    ) -> Iterator[Veldwijziging]:
        pairs = pair_texts(before, after)
        old_of = {new: old for old, new in pairs}
        kept = {old for old, _ in pairs}
        for index, text in enumerate(after):
            was = before[old_of[index]] if index in old_of else None
            own = trail.part(str(index + 1), trail.labels[-1], old_of.get(index, index), index, frozenset())
            yield from self._value(was, text, item, own)
        for index, text in enumerate(before):
            if index not in kept:
                own = trail.part(str(index + 1), trail.labels[-1], index, index, frozenset())
                yield from self._value(text, None, item, own)
        if out_of_order(pairs):
            yield self._order(before, after, trail, Aard.REDACTIONEEL)

    def _names(
        self, before: tuple[Any, ...], after: tuple[Any, ...], shape: Shape, trail: _Trail
    ) -> Iterator[Veldwijziging]:
        """Compare lists of names or plain words; their order says little."""
        come, gone = _without(after, before), _without(before, after)
        if not come and not gone:
            yield self._order(before, after, trail, Aard.REDACTIONEEL)
            return
        item = shape.item or ANYTHING
        points = item.verwijst is not None and _CLAUSE in item.verwijst.soorten
        came, went = (
            [(str(value), str(side.show(value, item))) for value in values]
            for side, values in ((self.new, come), (self.old, gone))
        )
        # A unit that went to another party with its name: 'erbij' and 'eraf' of the same name say nothing.
        same = {name for _, name in came} & {name for _, name in went}
        yield replace(
            self._whole(before, after, shape, trail),
            wat=Wat.GEWIJZIGD,
            erbij=tuple(self.new.apart(*one) if one[1] in same else one[1] for one in came),
            eraf=tuple(self.old.apart(*one) if one[1] in same else one[1] for one in went),
            bepalingen=trail.clauses | (frozenset([*come, *gone]) if points else frozenset()),
        )

    # --- one change -----------------------------------------------------------------------------------------------

    def _whole(
        self, before: Any, after: Any, shape: Shape, trail: _Trail, without: tuple[str, ...] = ()
    ) -> Veldwijziging:
        """Return the change of a value as a whole: it came, it went, or it is another."""
        was, now = _there(before), _there(after)
        long = shape.text and was is not None and now is not None
        pieces: tuple[Tekststuk, ...] = ()
        if long and not shape.persoonlijk and (shape.text == "lang" or len(was) > _SHORT or len(now) > _SHORT):
            pieces = text_pieces(was, now)
        return Veldwijziging(
            wat=Wat.TOEGEVOEGD if was is None else Wat.VERWIJDERD if now is None else Wat.GEWIJZIGD,
            pad=trail.key,
            label=", ".join(trail.labels),
            oud=self.old.show(was, shape, without),
            nieuw=self.new.show(now, shape, without),
            oud_waarde=data(was, shape),
            nieuw_waarde=data(now, shape),
            aard=Aard.REDACTIONEEL if long and editorial(was, now) else Aard.INHOUDELIJK,
            oud_plek=self._place(self.old_name, trail.old, was),
            nieuw_plek=self._place(self.new_name, trail.new, now),
            tekst=bool(shape.text) and not shape.persoonlijk,
            stukken=pieces,
            bepalingen=trail.clauses,
        )

    def _renamed(self, before: str, after: str, trail: _Trail) -> Veldwijziging:
        """Return that a part has another name, by which others refer to it, and is the same part."""
        return Veldwijziging(
            wat=Wat.HERNOEMD,
            pad=trail.key,
            label=", ".join(trail.labels),
            oud=before,
            nieuw=after,
            oud_waarde=before,
            nieuw_waarde=after,
            aard=Aard.REDACTIONEEL,
            oud_plek=self._place(self.old_name, trail.old, before),
            nieuw_plek=self._place(self.new_name, trail.new, after),
        )

    def _order(self, before: Any, after: Any, trail: _Trail, aard: Aard) -> Veldwijziging:
        return Veldwijziging(
            wat=Wat.VOLGORDE,
            pad=trail.key,
            label=", ".join(trail.labels),
            oud=None,
            nieuw=None,
            oud_waarde=data(before),
            nieuw_waarde=data(after),
            aard=aard,
            oud_plek=self._place(self.old_name, trail.old, before),
            nieuw_plek=self._place(self.new_name, trail.new, after),
            bepalingen=trail.clauses,
        )

    @staticmethod
    def _place(name: str | None, path: Path, value: Any) -> Place | None:
        return Place(name, path) if name is not None and value is not None else None


def _without(values: tuple[Any, ...], others: tuple[Any, ...]) -> list[Any]:
    """Return the values that are not among others."""
    try:
        known: Container[Any] = set(others)
    except TypeError:  # parameters that no model knows may hold a list
        known = others
    return [value for value in values if value not in known]


def _there(value: Any) -> Any:
    return None if value in ((), {}, []) else value


def clauses_in(value: Any, shape: Shape) -> frozenset[str]:
    """Return the clauses that a value is, or names: an answer is about its clause, an action about all it names."""
    if isinstance(value, tuple):
        item = shape.item or ANYTHING
        return frozenset().union(*(clauses_in(part, item) for part in value))
    if isinstance(value, Onderdeel):
        own = [id for _, mark, id in marked(value, Definieert) if mark.soort == _CLAUSE]
        # A clause names related ones; a change of the one is no change of the other.
        return frozenset(own or [id for _, mark, id in marked(value, Verwijst) if _CLAUSE in mark.soorten])
    if shape.verwijst and _CLAUSE in shape.verwijst.soorten and isinstance(value, str):
        return frozenset([value])
    return frozenset()
