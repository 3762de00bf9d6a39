"""What of a text stays together on a page in Word and ODF, by how long its blocks are and what stands beside them."""

from collections.abc import Iterator, Sequence

from convenant_cli.documents.page.tree import HEADINGS, Element, blocks
from convenant_cli.documents.writers.ending import KAARTEN, is_table
from convenant_cli.documents.writers.fitting import lines

#: The classes of what stands in a frame.
FRAMED = ("actie", "lezing")
#: How many letters a line has over the full width of a page.
LINE = 90
#: Up to how many lines a block or a list of terms stays together.
SHORT = 16
_SMALL = (12, 18)  # rows and lines up to which a table does
_END = (2, 3, 6)  # rows at the end of a table that stand together: at least, at most, and up to how many lines
_LEAD_IN = (3, 6)  # paragraphs and lines between a heading and what it is about, up to which they stay together
_STATED = 2  # blocks that begin a frame, lines of the second, or terms under its heading, that stand with what follows
_MORE = 2  # lines that it may be longer below a list, that parts before its last item
_CLOSING = 3  # lines, by a careful count, up to which a line that ends a part stands with what is before it


def is_small(tall: Sequence[float]) -> bool:
    """Tell whether a table stays whole, by the lines of each row."""
    most_rows, most_lines = _SMALL
    return len(tall) <= most_rows and sum(tall) <= most_lines


def begins(block: Element, line: int) -> int:
    """Return how many blocks at the start of a frame stand with what follows: its heading and what it says first.

    That is one short line, as with how far an action is, or two of its terms. It is 0 when nothing has to.
    """
    held = blocks(block)
    if len(held) <= 1 or held[0].tag not in HEADINGS:
        return 0
    if held[1].tag == "dl" and lines(held[1], line) > SHORT:
        return _STATED + 1
    return _STATED if len(held) > _STATED and held[1].tag == "p" and lines(held[1], line) <= _STATED else 0


def ending(tall: Sequence[float]) -> int:
    """Return how many rows at the end of a table stand together, by the lines of each: no few lines stand alone."""
    least, most, enough = _END
    return next((rows for rows in range(least, most) if sum(tall[-rows:]) >= enough), most)


def stands_with_next(held: Sequence[Element], at: int, *, in_columns: bool) -> bool:
    """Tell whether a block stands with the one behind it: as words before a list or table, or before closing words."""
    if at + 1 >= len(held):
        return False
    block, behind = held[at], held[at + 1]
    short = block.tag == "p" and lines(block, LINE) <= _LEAD_IN[1]
    if "colofon" in behind.classes:  # alone, how a document was made has no page
        return True
    if behind.tag in ("ul", "ol"):  # in columns not of a short list, or LibreOffice does not balance them
        return short and (len(behind.elements) > _STATED or not in_columns)
    if is_table(behind):
        return short
    if behind.tag in HEADINGS:  # of the first part of what the words are about
        return short and at > 0 and held[at - 1].tag in HEADINGS
    if behind.tag == "p" and behind.text and block.tag == "p" and block.text.rstrip().endswith(":") and not in_columns:
        return short  # it leads to what is below it
    last = at + 2 >= len(held) or held[at + 2].tag in (*HEADINGS, "section")
    most = _CLOSING + (_MORE if last and block.tag == "ul" else 0)
    if behind.tag != "p" or not behind.text or lines(behind, LINE) > most:  # a chart has no text
        return False
    if is_table(block):  # a sentence behind a table is about it, unless it begins a list
        return not (at + 2 < len(held) and held[at + 2].tag in ("ul", "ol"))
    return last and (block.tag == "ul" or short)


def lead_ins(held: Sequence[Element]) -> Iterator[tuple[int, int]]:
    """Yield where a heading with a short text stands before the frame or columns of it, and where that text ends."""
    most, room = _LEAD_IN
    for at, block in enumerate(held):
        end = next((place for place in range(at + 1, len(held)) if held[place].tag not in ("p", "ul")), at)
        texts = held[at + 1 : end]
        short = 0 < len(texts) <= most and sum(lines(text, LINE) for text in texts) <= room
        if block.tag in HEADINGS and short and {*FRAMED, KAARTEN} & set(held[end].classes):
            yield at, end - 1
        columns_follow = at + 1 < len(held) and KAARTEN in held[at + 1].classes
        if block.tag == "section" and columns_follow and lines(block, LINE) <= room:
            yield at, at
