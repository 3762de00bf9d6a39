"""Two sides of a dossier in, all that differs out, as readers look for it. Reads what differs, and files for names."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from convenant_cli.changes.fields import Comparison, clauses_in
from convenant_cli.changes.names import Names, leader
from convenant_cli.changes.sides import Side, is_record_name
from convenant_cli.changes.values import ValueReader
from convenant_cli.changes.wijziging import Aard, Groep, Recordwijziging, Veldwijziging, Vergelijking, Wat
from convenant_cli.dossier.pairing import pair_files
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.dossier.renames import follow, renames, told
from convenant_cli.records import KINDS, Actie, Convenant, Jaarplan, Record
from convenant_cli.records.actie import VOORTGANG
from convenant_cli.records.jaarplan import BEHEER
from convenant_cli.records.model.benaming import Thuis, overig
from convenant_cli.records.model.shapes import shapes
from convenant_cli.sources.yamlfile import tracked
from convenant_cli.text.glyphs import visible
from convenant_cli.text.volgorde import volgorde

#: The agreement and its plans come first, then the other kinds in their own order, and last what belongs nowhere.
_ORDER = dict.fromkeys((Convenant.soort, Jaarplan.soort, *(kind.soort for kind in KINDS), overig("").soort))
#: Another version of a plan is not free here: it may change, and its reader wants to know that it did.
_PROGRESS = {Actie: VOORTGANG, Jaarplan: BEHEER - {("versie",)}}
_AS_PLANNED = ("gepland", "loopt", "afgerond")


def compare(old: Side, new: Side, peildatum: date, oordelen: bool = True, *, alone: bool = False) -> Vergelijking:
    """Return everything that differs between two sides.

    With ``oordelen`` both sides are also judged as they stand on ``peildatum``, when something in a record differs;
    that reads both sides whole. ``alone``: in this run nobody else judges a side. Raises ConvenantError when git cannot
    give a file.
    """
    names = Names(new)
    comparing = _Comparing(old, new, Names(old, names), names)
    found = comparing.changes(whole=oordelen)
    judged, why_not = None, "" if oordelen else "de oordelen zijn niet vergeleken, want dat is niet gevraagd"
    if oordelen and any(change.aard is not Aard.OPMAAK for _, change in found):
        from convenant_cli.changes.oordelen import Judged, judge_both

        outcome = judge_both(old, new, peildatum, comparing.renames, alone=alone)
        if isinstance(outcome, Judged):
            changes = outcome.mark(change for _, change in found)
            judged = outcome.changed(changes)
            found = [
                (place, outcome.explain(change, judged)) for (place, _), change in zip(found, changes, strict=True)
            ]
        else:
            why_not = outcome
    elif oordelen:
        judged = ()  # nothing in a record differs, so no outcome does
    found = [(place, _numbered(change, comparing.new_names, comparing.old_names)) for place, change in found]
    return Vergelijking(old.kant, new.kant, _grouped(found), peildatum, judged, why_not, tuple(_messages(old, new)))


def _numbered(change: Recordwijziging, new: Names, old: Names) -> Recordwijziging:
    names = [name if (name := new.clause(id)) != id else old.clause(id) for id in change.bepalingen]
    return replace(change, aanduidingen=tuple(names))


@dataclass(slots=True)
class _Comparing:
    old: Side
    new: Side
    old_names: Names
    new_names: Names
    renames: dict[tuple[str, str], str] = field(default_factory=dict)

    def changes(self, *, whole: bool) -> list[tuple[Thuis, Recordwijziging]]:
        """Return what differs. ``whole``: when a record does, both sides are read whole afterwards anyway."""
        before, after = set(self.old.names), set(self.new.names)
        differing = sorted((one for one in before | after if not self.old.same_as(self.new, one)), key=volgorde)
        both = [name for name in differing if name in before and name in after]
        gone = [name for name in differing if name not in after and is_record_name(name)]
        come = [name for name in differing if name not in before and is_record_name(name)]
        # Equal bytes need no reading; what changed on disk and back has no id that says so.
        loose = [name for name in both if name in self.old.loose or name in self.new.loose]
        olds, news = self.old.raw(loose), self.new.raw(loose)
        both = [name for name in both if is_record_name(name) and (name not in olds or olds[name] != news[name])]
        self.old.read([*both, *gone])
        self.new.read([*both, *come])
        renamed = pair_files(self._files(self.old, gone), self._files(self.new, come))
        same = [(name, name) for name in both] + [(old, new) for new, old in renamed.items()]
        files = [(was, now) for old, new in same if (was := self.old.file(old)) and (now := self.new.file(new))]
        self.renames = renames(files)
        if whole and (gone or come or any(was.record != now.record for was, now in files)):
            self.new.read_whole()  # at once: the names in sentences would be read one by one
            self.old.take(self.new)
        pairs: list[tuple[str | None, str | None]] = [(name, name) for name in both]
        pairs += [(renamed.get(name), name) for name in come]
        pairs += [(name, None) for name in gone if name not in renamed.values()]
        return [self._pair(*pair) for pair in pairs]

    @staticmethod
    def _files(side: Side, names: list[str]) -> list[RecordFile]:
        return [file for name in names if (file := side.file(name))]

    def _pair(self, old_name: str | None, new_name: str | None) -> tuple[Thuis, Recordwijziging]:
        before = self.old.file(old_name) if old_name else None
        after = self.new.file(new_name) if new_name else None
        was, now = before.record if before else None, after.record if after else None
        record, names = (now, self.new_names) if now else (was, self.old_names)
        trouble = self._trouble(before, after)
        if record is None or (before and after and (was is None or now is None)):
            change = self._bare(Wat.ONLEESBAAR, before, after, trouble)
            if record is None:
                return overig(change.naam), change
            change = replace(change, naam=record.zinsbegin(names), titel=record.ondertitel)
            return record.thuis(names), change
        change = self._change(before, after, was, now, trouble)
        return record.thuis(names), replace(
            change, naam=record.zinsbegin(names), titel=record.ondertitel, trekker=leader(record, names)
        )

    def _called(self, kind: str, old: str, new: str) -> tuple[str, str]:
        """Return how a reader knows what was renamed, then and now; by its id when only that differs."""
        was, now = self.old_names.record(kind, old), self.new_names.record(kind, new)
        return (was, now) if was != now else (old, new)

    def _bare(self, wat: Wat, before: RecordFile | None, after: RecordFile | None, trouble: str) -> Recordwijziging:
        file = after or before
        assert file is not None
        return Recordwijziging(
            wat=wat,
            soort=file.kind.soort,
            id=file.id,
            oud_id=before.id if before else None,
            bestand=after.name if after else None,
            oud_bestand=before.name if before else None,
            naam=file.name,
            titel="",
            trekker="",
            velden=(),
            aard=Aard.INHOUDELIJK,
            raakt_plan=False,
            bepalingen=(),
            melding=trouble,
        )

    def _change(
        self,
        before: RecordFile | None,
        after: RecordFile | None,
        was: Record | None,
        now: Record | None,
        trouble: str,
    ) -> Recordwijziging:
        comparison = Comparison(
            before.name if before else None,
            after.name if after else None,
            ValueReader(self.old_names, before.id if before else ""),
            ValueReader(self.new_names, after.id if after else ""),
        )
        in_plan = _adopted(self.old, *_plans_of(was, now))
        if was is not None and now is not None:
            unread = frozenset().union(*(_unread(file) for file in (before, after) if file and not file.whole))
            was, used = follow(was, self.renames)
            fields = comparison.records(was, now, unread)
            names = ((kind, *self._called(kind, old, new)) for kind, old, new in told(used, self.renames))
            followed = [comparison.rename(*one) for one in names]
            wat = _what(was, now)
            # Where a part could not be read, nobody can say that nothing changed.
            weighty = trouble or wat is not Wat.GEWIJZIGD
            aard = Aard.INHOUDELIJK if weighty else _heaviest([*fields, *followed])
            clauses = frozenset().union(*(veld.bepalingen for veld in fields))
        else:
            record = now or was
            assert record is not None
            fields, followed = comparison.one_side(record, added=now is not None), []
            wat = Wat.TOEGEVOEGD if now is not None else Wat.VERWIJDERD
            aard = Aard.INHOUDELIJK
            known = shapes(type(record))
            clauses = frozenset().union(*(clauses_in(getattr(record, name), known[name]) for name in known))
        kept = now or was
        assert kept is not None
        fields = tuple(
            replace(veld, raakt_plan=in_plan and veld.wat is not Wat.HERNOEMD and _is_agreed(kept, veld))
            for veld in fields
        )
        return replace(
            self._bare(wat, before, after, trouble),
            velden=(*fields, *followed),
            aard=aard,
            raakt_plan=in_plan
            and (wat not in (Wat.GEWIJZIGD, Wat.HERNOEMD) or any(veld.raakt_plan for veld in fields)),
            bepalingen=tuple(sorted(clauses)),
        )

    def _trouble(self, before: RecordFile | None, after: RecordFile | None) -> str:
        """Return what could not be read, as a clause of a sentence; empty when all was read whole."""
        told = []
        for side, file in ((self.old, before), (self.new, after)):
            if file is None or file.whole:
                continue
            first = next(iter(side.faults(file.name)), None)
            how = "niet" if file.record is None else "niet helemaal"
            where = f" (regel {first.position.line}: {first.message})" if first else ""
            unread = f"; niet vergeleken: {', '.join(sorted(_unread(file)))}" if file.record and _unread(file) else ""
            told.append(f"in {side.kant.label} is {file.name} {how} te lezen{where}{unread}")
        return "; ".join(told)


def _what(was: Record, now: Record) -> Wat:
    """Return what happened to a record that is on both sides."""
    if was.id.split("/")[:-1] != now.id.split("/")[:-1]:
        return Wat.VERPLAATST
    if was.id != now.id:
        return Wat.HERNOEMD
    if isinstance(was, Actie) and isinstance(now, Actie) and was.thema != now.thema:
        return Wat.VERPLAATST
    return Wat.GEWIJZIGD


def _unread(file: RecordFile) -> frozenset[str]:
    """Return the fields of a record that were left out, or guessed, to read the rest."""
    if file.mended is None:
        return frozenset()
    typed, kept = tracked(file.raw).data, file.mended.data
    if not isinstance(typed, dict) or not isinstance(kept, dict):
        return frozenset()
    known = file.kind.model_fields
    return frozenset(name for name in {**typed, **kept} if name in known and typed.get(name) != kept.get(name))


def _messages(old: Side, new: Side) -> Iterator[str]:
    """Yield what differs in files that are no record, or that cannot be read."""
    for name, why in new.listing.refused:
        if (name, why) not in old.listing.refused:
            yield f"{visible(name)} is nieuw en niet te lezen: {why}"
    for name, why in old.listing.refused:
        if name not in dict(new.listing.refused):
            yield f"{visible(name)} was niet te lezen: {why}"
    before, after = {*old.names, *old.listing.strangers}, {*new.names, *new.listing.strangers}
    for name in sorted(after - before, key=volgorde):
        if not is_record_name(name):
            yield f"{visible(name)} is nieuw; het is geen record en wordt niet vergeleken"
    for name in sorted(before - after, key=volgorde):
        if not is_record_name(name):
            yield f"{visible(name)} is weg; het was geen record"


def _grouped(homes: list[tuple[Thuis, Recordwijziging]]) -> tuple[Groep, ...]:
    """Return the changes in groups, in the order in which a reader looks for them."""
    groups: dict[tuple[str, str], list[tuple[Thuis, Recordwijziging]]] = {}
    for found in homes:
        groups.setdefault((found[0].soort, found[0].id), []).append(found)
    ordered = sorted(groups.values(), key=lambda group: _sortable(_among(group[0][0])))
    return tuple(
        Groep(group[0][0].soort, group[0][0].id, group[0][0].titel, tuple(change for _, change in _inside(group)))
        for group in ordered
    )


def _among(thuis: Thuis) -> tuple[object, ...]:
    return (list(_ORDER).index(thuis.tussen or thuis.soort), *thuis.among)


def _inside(group: list[tuple[Thuis, Recordwijziging]]) -> list[tuple[Thuis, Recordwijziging]]:
    return sorted(group, key=lambda found: (_sortable(found[0].within), found[1].bestand or found[1].oud_bestand or ""))


def _sortable(key: tuple[object, ...]) -> str:
    """Return a text that sorts as the parts of a key do: numbers by size, also inside a number such as 2.10."""

    def flat(part: object) -> str:
        if isinstance(part, tuple):
            return ".".join(flat(inner) for inner in part)
        return f"{part + 1:08d}" if isinstance(part, int) else volgorde(str(part))

    return "\x00".join(flat(part) for part in key)


def _adopted(old: Side, *plans: str) -> bool:
    """Tell whether one of these year plans was adopted, or adopted and closed, on the old side."""
    found = (old.get(Jaarplan, id) for id in dict.fromkeys(plans))
    return any(isinstance(plan, Jaarplan) and plan.status != "concept" for plan in found)


def _plans_of(*records: Record | None) -> tuple[str, ...]:
    """Return the ids of the year plans that records are, or belong to."""
    return tuple(
        record.jaarplan if isinstance(record, Actie) else record.id
        for record in records
        if isinstance(record, Actie | Jaarplan)
    )


def _is_agreed(record: Record, veld: Veldwijziging) -> bool:
    """Tell whether a field is a part of what a plan agrees; progress is not, unless the action is off its course."""
    if isinstance(record, Actie) and veld.pad[:1] in (("status",), ("status_reden",)):
        return not (veld.pad == ("status",) and veld.nieuw_waarde in _AS_PLANNED)
    return not any(veld.pad[: len(way)] == way for way in _PROGRESS.get(type(record), ()))


def _heaviest(fields: Iterable[Veldwijziging]) -> Aard:
    """Return the nature of a record's change: that of its weightiest field."""
    kinds = {veld.aard for veld in fields}
    return next((aard for aard in (Aard.INHOUDELIJK, Aard.REDACTIONEEL) if aard in kinds), Aard.OPMAAK)
