"""The proof that a merge lost and doubled nothing. It knows the texts and the values, and not how they were merged."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from convenant_cli.changes.merging.lines import lines_of
from convenant_cli.changes.merging.tree import TextPart, leaves
from convenant_cli.records.model.identity import sure_names
from convenant_cli.sources.yamlfile import Unusable, parse

_WORD = re.compile(r"[^\s,\[\]{}]+")
_DASHES = re.compile(r"(?:-\s+)*")

_Path = tuple[str, ...]
#: Something that is said in a list: the fields around it, the fields that say it, and what they say.
_Told = tuple[_Path, _Path, str]


def keeps_all_lines(base: str, ours: str, theirs: str, merged: str, clean: bool) -> bool:
    """Tell whether each line that a side added or changed is there, comments too; ``merged`` holds no markers.

    Of a line with brackets each word must be there: lists on one line are merged inside the line. ``clean``: there is
    no conflict, so no line may be there too often either.
    """
    return _adds_up(_pieces(base), _pieces(ours), _pieces(theirs), _pieces(merged), clean)


def keeps_all_values(base: TextPart, ours: TextPart, theirs: TextPart, merged: TextPart) -> bool:
    """Tell whether a text without conflicts holds each value under its names as often as it should."""
    old, one, two, new = (Counter(leaves(version)) for version in (base, ours, theirs, merged))
    return _adds_up(old, one, two, new, clean=True)


def doubles_nothing(base: bytes, ours: bytes, theirs: bytes, merged: bytes) -> bool:
    """Tell whether a text without conflicts, however it was merged, is as sound as the sides and holds nothing twice.

    No field may be there twice. In no list an item, or the name of an item, may stand more often than in that of a
    side; and what both sides only moved stands once. What cannot be read is judged by its lines.
    """
    versions = [parse(raw, track=True) for raw in (base, ours, theirs, merged)]
    _, one, two, new = versions
    if {problem.rule for problem in new.problems} - {problem.rule for side in (one, two) for problem in side.problems}:
        return False
    if any(version.data is None for version in (one, two, new)):
        return _at_most_both(*(_pieces(raw.decode("utf-8", "replace")) for raw in (base, ours, theirs, merged)))
    items, names = ([list(told(version.data, ())) for version in versions] for told in (_items, _names))
    often = [_most_in_one(inside) for inside in items[1:]]
    if any(count > max(1, often[0][it], often[1][it]) for it, count in often[2].items()):
        return False
    # Where a side has a name twice in a list, it is no name there.
    twice = [{it[:2] for it, count in _most_in_one(inside).items() if count > 1} for inside in names]
    if twice[3] - twice[2] - twice[1] - twice[0]:
        return False
    return all(_at_most_both(*(Counter(chain(*inside)) for inside in told)) for told in (items, names))


def _at_most_both(base: Counter[Any], ours: Counter[Any], theirs: Counter[Any], merged: Counter[Any]) -> bool:
    """Tell whether nothing is there more often than when what each side added were put together.

    What no version has is what both sides made of one thing.
    """
    return all(
        count <= max(ours[it], theirs[it], ours[it] + theirs[it] - base[it])
        for it, count in merged.items()
        if it in ours or it in theirs or it in base
    )


def _most_in_one(lists: list[list[_Told]]) -> dict[_Told, int]:
    """Return for everything how often it stands in the list that has most of it."""
    most: Counter[_Told] = Counter()
    for inside in lists:
        for it, count in Counter(inside).items():
            most[it] = max(most[it], count)
    return most


def _items(data: Any, path: _Path) -> Iterator[list[_Told]]:
    """Yield for each list what its items say."""
    for at, items in _lists(data, path):
        yield [(at, (), repr(item)) for item in items if not isinstance(item, Unusable)]


def _names(data: Any, path: _Path) -> Iterator[list[_Told]]:
    """Yield for each list how its items are called, and the fields that say it, when all of them have such a name."""
    for at, items in _lists(data, path):
        for fields in sure_names(at[-1] if at else ""):
            if all(isinstance(item, dict) and isinstance(item.get(fields[0]), str) for item in items):
                yield [(at, fields, repr([item.get(field) for field in fields])) for item in items]
                break


def _lists(data: Any, path: _Path) -> Iterator[tuple[_Path, list[Any]]]:
    """Yield every list with the names of the fields around it."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _lists(value, (*path, key))
    elif isinstance(data, list):
        yield path, data
        for item in data:
            yield from _lists(item, path)


def _adds_up(base: Counter[Any], ours: Counter[Any], theirs: Counter[Any], merged: Counter[Any], clean: bool) -> bool:
    """Tell whether everything added is there; if ``clean``, also whether nothing else came or went.

    What one side has as often as the base is there as often as on the other side. It can differ when both sides did
    the same and one of them also the opposite elsewhere; git may judge that.
    """
    if not (ours - base <= merged and theirs - base <= merged):
        return False
    return not clean or all(
        merged[it] == (theirs[it] if ours[it] == base[it] else ours[it])
        for it in {*base, *ours, *theirs, *merged}
        if base[it] in (ours[it], theirs[it])
    )


def _pieces(text: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in lines_of(text):
        said = _DASHES.sub("", line.strip(), count=1)
        if "[" in said or "{" in said:
            found.update(f"[{word}" for word in _WORD.findall(said))
        elif said:
            found[said] += 1
    return found
