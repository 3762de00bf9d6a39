"""Three trees of one record, merged part by part: fields by their key, list items by what they are."""

import re
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from convenant_cli.changes.merging.items import match, names_of
from convenant_cli.changes.merging.lines import (
    Chunk,
    ClashError,
    Conflict,
    UnalikeError,
    joined,
    lines_of,
    merge_lines,
    pick,
)
from convenant_cli.changes.merging.tree import SEPARATOR, TextPart, dashed
from convenant_cli.kalender import DATUM_PATTERN
from convenant_cli.records.model.identity import Name

Label = Hashable
_Labelled = dict[Label, TextPart]


def merge_parts(base: TextPart, ours: TextPart, theirs: TextPart, careful: bool = False) -> list[Chunk]:
    """Return the merged text of a part that all three versions have.

    ``careful``: what cannot be merged part by part is a conflict, and is not merged by its lines.
    """
    chunks = merge_lines(base.lead, ours.lead, theirs.lead)
    settled = pick(base.body, ours.body, theirs.body)
    if settled is not None:
        return joined([*chunks, settled])
    try:
        return joined([*chunks, *_inside(base, ours, theirs, careful)])
    except UnalikeError:
        if not careful or ours.kind == theirs.kind == "leaf":
            return joined([*chunks, *merge_lines(base.body, ours.body, theirs.body)])
    except ClashError:
        pass
    return joined([*chunks, Conflict(ours.body, theirs.body, base.body)])


def _inside(base: TextPart | None, ours: TextPart, theirs: TextPart, careful: bool) -> list[Chunk]:
    """Merge what both sides hold. Raises UnalikeError when that cannot be done part by part."""
    form = (ours.kind, ours.flow, len(ours.dash))
    if ours.kind == "leaf" or form != (theirs.kind, theirs.flow, len(theirs.dash)) or ours.column != theirs.column:
        raise UnalikeError
    if base is None or (base.kind, base.flow) != form[:2]:
        same = (ours.head, ours.tail, ours.dash) == (theirs.head, theirs.tail, theirs.dash)
        if (base is not None and base.value) or not same:
            raise UnalikeError
        base = replace(ours, parts=())  # there was nothing, or an empty list in another form
    dash = pick(base.dash, ours.dash, theirs.dash)
    if dash is None:
        raise UnalikeError
    old, one, two = _labelled(base, ours, theirs)
    order = _by_date(_order(list(old), list(one), list(two), ours.kind == "map"), old, one, two)
    merged = [chunks for label in order if (chunks := _one(old.get(label), one.get(label), two.get(label), careful))]
    head, tail = merge_lines(base.head, ours.head, theirs.head), merge_lines(base.tail, ours.tail, theirs.tail)
    if ours.flow:
        return _on_one_line(head, merged, tail)
    if not merged:
        raise ClashError  # a key without a value says something else than an empty list
    return [*head, *_dashed(joined(chunk for chunks in merged for chunk in chunks), dash), *tail]


def _one(base: TextPart | None, ours: TextPart | None, theirs: TextPart | None, careful: bool) -> list[Chunk]:
    """Merge one field or item, which any version may lack. Empty when it goes.

    What one side took away and the other only moved goes too: its place says nothing that would be lost.
    """
    if ours is not None and theirs is not None:
        if base is not None:
            return merge_parts(base, ours, theirs, careful)
        return _added(ours, theirs, careful)
    kept = ours or theirs
    assert kept is not None
    if base is None:
        return [kept.text]
    if kept.body == base.body and set(lines_of(kept.lead)) <= {*lines_of(base.lead), "\n"}:
        return []
    return [Conflict(kept.text, "", base.text) if ours else Conflict("", kept.text, base.text)]


def _added(ours: TextPart, theirs: TextPart, careful: bool) -> list[Chunk]:
    """Merge what both sides added under one name: lists and blocks take what either holds.

    A value must be the same. A block in which anything is a conflict is one as a whole: half of each means nothing.
    """
    if ours.text == theirs.text:
        return [ours.text]
    lead = pick("", ours.lead, theirs.lead)
    if lead is None:
        return [Conflict(ours.text, theirs.text)]
    try:
        body: list[Chunk] = [ours.body] if ours.body == theirs.body else _inside(None, ours, theirs, careful)
    except (UnalikeError, ClashError):
        body = [Conflict(ours.body, theirs.body)]
    whole = all(isinstance(chunk, str) for chunk in body)
    return [lead, *body] if whole else [lead, Conflict(ours.body, theirs.body)]


# --- which part is which ------------------------------------------------------------------------------------------


def _labelled(base: TextPart, ours: TextPart, theirs: TextPart) -> tuple[_Labelled, _Labelled, _Labelled]:
    """Return the parts of each version by a label that is the same for the same thing."""
    sides: list[_Labelled]
    if ours.kind == "map":
        sides = [{part.key: part for part in version.parts} for version in (base, ours, theirs)]
        return sides[0], sides[1], sides[2]
    values = [[part.value for part in version.parts] for version in (base, ours, theirs)]
    names = names_of(ours.key, values)
    sides = [{("old", at): part for at, part in enumerate(base.parts)}]
    called: list[dict[Label, Name | None]] = []
    for version, items, named in zip((ours, theirs), values[1:], names[1:], strict=True):
        found = match(values[0], items, names[0], named)
        labels = [
            ("old", found[at]) if at in found else ("new", named[at] or repr(items[at])) for at in range(len(items))
        ]
        if len(set(labels)) != len(labels):
            raise UnalikeError  # the same item twice
        sides.append(dict(zip(labels, version.parts, strict=True)))
        called.append(dict(zip(labels, named, strict=True)))
    _refuse_one_name_twice(names[0], *called)
    return sides[0], sides[1], sides[2]


def _refuse_one_name_twice(
    base: list[Name | None], ours: dict[Label, Name | None], theirs: dict[Label, Name | None]
) -> None:
    """Raise ClashError when one side gave an item the name that another item got on the other side."""
    old: dict[Label, Name | None] = {("old", at): name for at, name in enumerate(base)}
    standing = [
        (theirs if ours.get(label, old.get(label)) == old.get(label) else ours).get(label)
        for label in {*ours, *theirs}
        if label not in old or (label in ours and label in theirs)
    ]
    names = [name for name in standing if name is not None]
    if len(set(names)) != len(names):
        raise ClashError


def _order(base: list[Label], ours: list[Label], theirs: list[Label], free: bool) -> list[Label]:
    """Return the labels of both sides in one order: that of the side that moved things; ours before theirs.

    ``free``: the order says nothing, so that of ours will do when both moved things; else UnalikeError is raised.
    """
    shared = {*base} & {*ours} & {*theirs}
    old, one, two = ([label for label in labels if label in shared] for labels in (base, ours, theirs))
    if two in (one, old) or (free and one != old):
        order, other = list(ours), theirs
    elif one == old:
        order, other = list(theirs), ours
    else:
        raise UnalikeError
    present, others = {*order}, {*other}
    # Who comes after whom; None stands before the first.
    chain: dict[Label | None, Label] = dict(pairwise([None, *order]))
    for before, label in pairwise([None, *other]):
        if label in present:
            continue
        at = before
        while other is theirs and at in chain and chain[at] not in others:
            at = chain[at]
        if at in chain:
            chain[label] = chain[at]
        chain[at] = label
    return list(_followed(chain))


def _followed(chain: Mapping[Label | None, Label]) -> Iterator[Label]:
    at: Label | None = None
    while at in chain:
        at = chain[at]
        yield at


def _by_date(order: list[Label], base: _Labelled, ours: _Labelled, theirs: _Labelled) -> list[Label]:
    """Put items that both sides added at one place in the order of their days, when each side had them so."""
    out: list[Label] = []
    run: list[Label] = []
    for label in [*order, None]:
        if label is not None and label not in base:
            run.append(label)
            continue
        days = {one: _day(ours.get(one) or theirs[one]) for one in run}
        sides = [[days[one] for one in run if one in side] for side in (ours, theirs)]
        if all(days.values()) and all(side and side == sorted(side) for side in sides):
            run.sort(key=days.__getitem__)
        out += run if label is None else [*run, label]
        run = []
    return out


def _day(part: TextPart) -> str:
    """Return the day of an item; empty without one."""
    day = part.value.get("datum") if isinstance(part.value, Mapping) else None
    return day if isinstance(day, str) and re.fullmatch(DATUM_PATTERN, day) else ""


# --- putting the text together ------------------------------------------------------------------------------------


def _dashed(chunks: Sequence[Chunk], dash: str) -> list[Chunk]:
    """Put the dash of a list item before its first field, in both versions when that is a conflict."""
    if not dash:
        return list(chunks)
    out: list[Chunk] = []
    for number, chunk in enumerate(chunks):
        sides = [chunk] if isinstance(chunk, str) else [chunk.ours, chunk.theirs]
        with_dash = [dashed(side, dash) for side in sides]
        if None not in with_dash:
            first = [side for side in with_dash if side is not None]
            return [*out, first[0] if isinstance(chunk, str) else Conflict(*first), *chunks[number + 1 :]]
        if any(with_dash):
            raise UnalikeError  # the first field is there in one version only
        out.append(chunk)
    raise UnalikeError


def _on_one_line(head: list[Chunk], merged: list[list[Chunk]], tail: list[Chunk]) -> list[Chunk]:
    """Join parts between brackets. Raises UnalikeError when one of them is a conflict: then the line is one."""
    pieces = [chunk for chunks in merged for chunk in chunks]
    if not all(isinstance(chunk, str) for chunk in (*head, *pieces, *tail)):
        raise UnalikeError
    return [*head, SEPARATOR.join(str(piece) for piece in pieces), *tail]
