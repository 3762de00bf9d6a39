"""The proof that a merge lost nothing. It knows the texts and the values, and not how they were merged."""

import re
from collections import Counter
from typing import Any

from convenant_cli.merging.lines import lines_of
from convenant_cli.merging.tree import Part, leaves, read

_WORD = re.compile(r"[^\s,\[\]{}]+")


def keeps_all_lines(base: str, ours: str, theirs: str, merged: str, clean: bool) -> bool:
    """Tell whether each line that a side added or changed is there, comments too; ``merged`` holds no markers.

    Of a line with brackets each word must be there: lists on one line are merged inside the line. ``clean``: there is
    no conflict, so no line may be there too often either.
    """
    return _adds_up(_pieces(base), _pieces(ours), _pieces(theirs), _pieces(merged), clean)


def keeps_all_values(base: Part, ours: Part, theirs: Part, merged: str) -> bool:
    """Tell whether a text without conflicts is YAML, and holds each value under its names as often as it should."""
    tree = read(merged)
    if tree is None:
        return False
    old, one, two, new = (Counter(leaves(version)) for version in (base, ours, theirs, tree))
    return _adds_up(old, one, two, new, clean=True)


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
        said = line.strip()
        while said.startswith("- "):
            said = said[2:].lstrip()
        if "[" in said or "{" in said:
            found.update(f"[{word}" for word in _WORD.findall(said))
        elif said:
            found[said] += 1
    return found
