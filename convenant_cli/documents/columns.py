"""Columns of a table that fit a page: no word is cut, and what should stay on one line does."""

import re

from convenant_cli.documents.tree import Element, Table, walk

_ROOM = 104  # letters of a table on a line of the shipped page
_PADDING = 2.6  # letters beside the text of a cell
_CAPITAL = 1.25  # how much wider bold and capital letters are
_ONE_LINE = {"nr", "datum", "status", "bezig"}


def fitted(table: Table, room: float = _ROOM) -> list[float]:
    """Return shares of 1 for the columns: those by content, but none narrower than its longest word."""
    if not table.widths:
        return []
    columns = zip(*table.head, *table.rows, strict=True)
    least = [max(map(_least, column)) / room for column in columns]
    if sum(least) >= 1:
        return [share / sum(least) for share in least]
    shares = dict(enumerate(table.widths))
    fixed: dict[int, float] = {}
    while True:
        free = 1 - sum(fixed.values())
        total = sum(share for at, share in shares.items() if at not in fixed)
        tight = {at for at, share in shares.items() if at not in fixed and share / total * free < least[at]}
        if not tight:
            return [fixed.get(at, shares[at] / total * free if total else 0) for at in shares]
        fixed |= {at: least[at] for at in tight}


def _least(cell: Element) -> float:
    """Return the letters that a cell needs at least, with the room beside them."""
    pieces = re.split(r"[\s/-]+", cell.text)
    if _ONE_LINE & set(cell.classes):
        pieces = [cell.text]
    pieces += [inside.text for inside in walk(cell) if _ONE_LINE & set(inside.classes)]
    wide = _CAPITAL if cell.tag == "th" or "status" in cell.classes else 1.15
    return max(map(len, pieces)) * wide + _PADDING
