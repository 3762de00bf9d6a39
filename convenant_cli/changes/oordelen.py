"""Both sides judged on the same day: which oordelen are other ones, and which changed record explains them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.changes.sides import Side
from convenant_cli.changes.wijziging import Aard, Oordeelwijziging, Recordwijziging, Veldwijziging, Wat
from convenant_cli.dossier.content import differing
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.dossier.renames import Renames, renamed
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.dossier.vondsten import clean_in
from convenant_cli.findings import Place
from convenant_cli.judging.judging import ALLEEN_GEVRAAGD, clauses, judge, obstacle
from convenant_cli.judging.kept import judge_or_recall
from convenant_cli.judging.oordelen import Oordeel

_Key = tuple[str, str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """Every oordeel of both sides."""

    old: Dossier
    new: Dossier
    before: tuple[Oordeel, ...]
    after: tuple[Oordeel, ...]

    def mark(self, changes: Iterable[Recordwijziging]) -> list[Recordwijziging]:
        """Return changes with the clauses whose oordelen rest on what they changed."""
        resting: dict[str, list[tuple[Place, str]]] = {}
        for oordeel in (*self.before, *self.after):
            for place in _places(oordeel):
                resting.setdefault(place.name, []).append((place, oordeel.bepaling))
        marked = []
        for change in changes:
            places = [found for name in _files(change) for found in resting.get(name, ())]
            rests = {clause for place, clause in places if _touches(change, place)}
            marked.append(replace(change, bepalingen=self._in_order({*change.bepalingen, *rests})))
        return marked

    def changed(self, changes: Iterable[Recordwijziging]) -> tuple[Oordeelwijziging, ...]:
        """Return every oordeel that is another one, in the order of the agreement."""
        files = {name: change for change in changes for name in _files(change)}
        before, after = _by_key(self.before), _by_key(self.after)
        order = {id: number for number, id in enumerate({**self.new.bepalingen, **self.old.bepalingen})}
        keys = sorted({**before, **after}, key=lambda key: order[key[0]])
        return tuple(
            self._change(was, now, files)
            for key in keys
            for was, now in _pairs(before.get(key, []), after.get(key, []))
        )

    def explain(self, change: Recordwijziging, judged: tuple[Oordeelwijziging, ...]) -> Recordwijziging:
        """Return a change with the changed oordelen that rest on it, or that are about the clause it changed."""
        own = _files(change)
        found = tuple(
            oordeel
            for oordeel in judged
            if own & set(oordeel.bestanden) or (change.soort == "hoofdstuk" and oordeel.bepaling in change.bepalingen)
        )
        touched = {*change.bepalingen, *(oordeel.bepaling for oordeel in found)}
        return replace(change, oordelen=found, bepalingen=self._in_order(touched))

    def _in_order(self, ids: set[str]) -> tuple[str, ...]:
        known = {**self.new.bepalingen, **self.old.bepalingen}
        return tuple([id for id in known if id in ids] + sorted(ids - set(known)))

    def _change(self, was: Oordeel | None, now: Oordeel | None, files: dict[str, Recordwijziging]) -> Oordeelwijziging:
        one = now or was
        assert one is not None
        clause = self.new.bepalingen.get(one.bepaling) or self.old.bepalingen[one.bepaling]
        places = [place for oordeel in (was, now) if oordeel for place in _places(oordeel)]
        rests = dict.fromkeys(
            place.name for place in places if place.name in files and _explains(files[place.name], place)
        )
        return Oordeelwijziging(
            bepaling=one.bepaling,
            aanduiding=clause.nummer_of_titel,
            titel=clause.titel,
            partner=one.partner,
            eenheid=one.eenheid,
            wie=self._who(one),
            periode=one.periode,
            over=in_sentence(self.new, one.periode),
            van=was.staat if was else None,
            naar=now.staat if now else None,
            toelichting=one.toelichting,
            aandacht_van=was.aandacht if was else False,
            aandacht_naar=now.aandacht if now else False,
            bestanden=tuple(rests),
        )

    def _who(self, oordeel: Oordeel) -> str:
        if oordeel.partner is None:
            return ""
        for dossier in (self.new, self.old):
            partner = dossier.partners.get(oordeel.partner)
            if partner is None:
                continue
            unit = partner.eenheid(oordeel.eenheid)
            return f"{partner.kort}, {unit.naam}" if unit and unit.naam != partner.kort else partner.kort
        return oordeel.partner


def judge_both(old: Side, new: Side, peildatum: date, renames: Renames, *, alone: bool) -> Judged | str:
    """Return the oordelen of both sides, or the reason why one of them cannot be judged. Reads both sides whole.

    The oordelen of the old side get the new name of a party that was renamed. What others ask as well is judged whole,
    so that it is done once; otherwise (``alone``) limits that are alike on both sides are left out.
    """
    after = new.whole()
    old.take(new)
    before = old.whole()
    for side, dossier in ((old, before), (new, after)):
        if why_not := _why_not(dossier):
            return f"de oordelen zijn niet vergeleken, want {side.kant.label} is niet te toetsen: {why_not}"
    only = _but_limits(before, after) if alone and _no_limit_differs(before, after) else None
    # The new side first: an earlier run is likelier to have judged that one.
    now = tuple(judge_or_recall(after, peildatum, only, about=new.root))
    was = tuple(_renamed(oordeel, renames) for oordeel in judge(before, peildatum, only, naast=after))
    return Judged(before, after, was, now)


def _no_limit_differs(before: Dossier, after: Dossier) -> bool:
    """Tell whether a limit is judged alike on both sides, without a search through all that both have.

    What changed is of kinds of which a limit asks only what is found in them, and in what changed there is nothing.
    """
    if before.others != after.others:
        return False
    for side, other in ((before, after), (after, before)):
        own = differing(side, other)
        if not all(file.kind in ALLEEN_GEVRAAGD for file in own):  # of others a limit asks more than what they hold
            return False
        if not clean_in(side, {file.name: _differing(file, other.files.get(file.name)) for file in own}):
            return False
    return True


def _differing(file: RecordFile, other: RecordFile | None) -> RecordFile:
    """Return a file without the fields of its record that the same file of the other side holds too: what is found in
    them is found on both, at the same place.
    """
    if other is None or not (file.record and other.record and file.whole and other.whole):
        return file
    own, its = file.record, other.record
    same = [name for name in type(own).model_fields if getattr(own, name) == getattr(its, name)]
    return replace(file, record=own.model_copy(update=dict.fromkeys(same)))


def _but_limits(before: Dossier, after: Dossier) -> frozenset[str]:
    """Return the clauses of both sides that can be judged without a look into the files."""
    every = [clause for side in (before, after) for clause in clauses(side)[0]]
    limits = {one.bepaling.id for one in every if one.leest_bestanden}
    return frozenset(one.bepaling.id for one in every) - limits


def _renamed(oordeel: Oordeel, renames: Renames) -> Oordeel:
    partner = renamed(("partner",), oordeel.partner, renames) if oordeel.partner else None
    if partner == oordeel.partner:
        return oordeel
    unit = renamed(("eenheid",), oordeel.eenheid, renames) if oordeel.eenheid else None
    return replace(oordeel, partner=partner, eenheid=unit)


def _why_not(dossier: Dossier) -> str:
    if told := obstacle(dossier):
        return told
    mistakes = clauses(dossier)[1]
    return f"{mistakes[0].place.name}: {mistakes[0].message}" if mistakes else ""


def _places(oordeel: Oordeel) -> tuple[Place, ...]:
    return (*oordeel.rust_op, *((oordeel.bij,) if oordeel.bij else ()))


def _files(change: Recordwijziging) -> set[str]:
    return {name for name in (change.bestand, change.oud_bestand) if name}


def _touches(change: Recordwijziging, place: Place) -> bool:
    """Tell whether a change is about the very field that an oordeel rests on, or brought or took the whole record."""
    if change.wat in (Wat.TOEGEVOEGD, Wat.VERWIJDERD):
        return True
    return bool(place.path) and any(_overlaps(veld, place) for veld in change.velden if veld.aard is Aard.INHOUDELIJK)


def _explains(change: Recordwijziging, place: Place) -> bool:
    """Tell whether a change can be why an oordeel on a place is another one: it is about that field, or the record."""
    return _touches(change, place) or (not place.path and change.aard is Aard.INHOUDELIJK)


def _overlaps(veld: Veldwijziging, place: Place) -> bool:
    for own in (veld.oud_plek, veld.nieuw_plek):
        if own is not None and own.name == place.name:
            short = min(len(own.path), len(place.path))
            if own.path[:short] == place.path[:short]:
                return True
    return False


def _by_key(oordelen: Iterable[Oordeel]) -> dict[_Key, list[Oordeel]]:
    out: dict[_Key, list[Oordeel]] = {}
    for oordeel in oordelen:
        out.setdefault((oordeel.bepaling, oordeel.partner, oordeel.eenheid, oordeel.periode), []).append(oordeel)
    return out


def _pairs(before: list[Oordeel], after: list[Oordeel]) -> Iterator[tuple[Oordeel | None, Oordeel | None]]:
    """Yield what differs between the oordelen with the same key: first those of the same words go out."""
    left = list(after)
    was = []
    for oordeel in before:
        same = next((o for o in left if o.staat == oordeel.staat and o.toelichting == oordeel.toelichting), None)
        same = same or next((o for o in left if o.staat == oordeel.staat), None)
        if same:
            left.remove(same)
        else:
            was.append(oordeel)
    for number in range(max(len(was), len(left))):
        yield was[number] if number < len(was) else None, left[number] if number < len(left) else None
