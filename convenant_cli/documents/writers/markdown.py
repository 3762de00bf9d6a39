"""Documents as Markdown that shows exactly the text of the records, and stays readable in a diff.

Escapes what CommonMark, GitHub tables, strikethrough, math and emoji short codes would read as markup, and nothing
more, so that dates, numbers and ``Zorg & Veiligheid`` stay as they are.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from convenant_cli.documents.document import Composed
from convenant_cli.documents.page.head import head
from convenant_cli.documents.page.tree import HEADINGS, Element, Node, Table, blocks, definitions, signs, table_of, walk
from convenant_cli.documents.writers.markdown_line import Line, sentences

_ROW = 300  # characters of a row that still reads as one; a table with a longer one is written as a list
_FEW = 3  # columns of which one can hold lists that are read as such
_PAIR = 2  # columns of which the first says what the second is about
_SHORT = 90  # characters of a cell that stands on one line with its neighbour there


def write(document: Composed, _huisstijl: Path | None = None, posted: bool = False) -> bytes:
    """Return a document as Markdown. A house style has no place in it.

    ``posted``: it becomes a comment at a code host, where the text of a record may call nobody and link nothing.
    """
    line = Line(posted, marked=document.eerder is not None)
    found = head(document.kop, document.eerder)
    parts = [f"# {line.text(found.titel)}"]
    if found.ondertitel:
        parts.append(line.text([Element("strong", {}, found.ondertitel)]))
    if found.voorbehoud:
        stated = line.text(found.voorbehoud)
        parts.append(f"> {stated if line.marked else stated.replace('Concept:', '**Concept:**', 1)}")
    if document.moment.intern:
        told = line.text([Element("strong", {}, ["Intern:"])])
        parts.append(f"> {told} hierin staan namen van personen. Deel dit niet buiten de partijen.")
    if found.gegevens:
        parts.append("\n".join(f"- {line.text(term)}: {line.text(value)}" for term, value in found.gegevens))
    return ("\n\n".join([*parts, *_Blocks(line).of(document.inhoud)]) + "\n").encode()


def escape(value: str) -> str:
    """Return a text as Markdown on one line, at the start of a block or further on."""
    return Line().escape(value)


#: The head of a cell that says itself what it is: the name of what the row is about.
_NAMELESS = Element("th", {}, [])


class _Blocks:
    """The blocks of a document, with the way in which their lines are written."""

    def __init__(self, line: Line) -> None:
        self.line = line

    def of(self, holder: Element) -> list[str]:
        """Return the blocks inside an element, each one or more lines.

        A list right behind another of its kind gets another mark, or the two would be read as one.
        """
        parts: list[str] = []
        before = ""
        for block in blocks(holder):
            kind = self._kind(block)
            other = bool(kind) and kind == before
            before = kind if not other else ""
            parts += [part for part in self._block(block, other) if part]
        return parts

    def _kind(self, block: Element) -> str:
        """Return which list a block becomes; empty when it becomes none."""
        if block.tag == "ol" and "type" not in block.attrs:
            return "ol"
        listed = block.tag in ("ul", "ol", "dl") or (block.tag == "table" and self._is_list(block))
        return "ul" if listed and block.elements else ""

    def _block(self, block: Element, other_mark: bool) -> list[str]:
        if block.tag == "nav":
            return []
        if block.tag in HEADINGS:
            return [f"{'#' * (HEADINGS.index(block.tag) + 2)} {self.line.text(block.children)}"]
        if block.tag == "p":
            return [self.line.text(block.children)]
        if block.tag in ("ul", "ol"):
            return [self._list(block, other_mark)]
        if block.tag == "dl":
            return [self._terms(block, "* " if other_mark else "- ")]
        if block.tag == "table":
            return [self._caption(block), self._table(block, "* " if other_mark else "- ")]
        if block.tag == "blockquote":
            return ["\n>\n".join(_shifted(part, "> ", "> ") for part in self.of(block))]
        if block.tag == "hr":
            return ["---"]
        return self.of(block)

    def _list(self, block: Element, other_mark: bool) -> str:
        bullet = "* " if other_mark else "- "
        if block.tag == "ul":
            marks = [bullet] * len(block.elements)
        elif "type" in block.attrs:  # Markdown has no letters
            marks = [f"{bullet}{sign} " for sign in signs(block)]
        else:
            dot = ")" if other_mark else "."
            marks = [f"{sign[:-1]}{dot} " for sign in signs(block)]
        return "\n".join(
            _item(mark, self.of(item), len(bullet) if mark.startswith(bullet) else len(mark))
            for mark, item in zip(marks, block.elements, strict=True)
        )

    def _terms(self, element: Element, bullet: str) -> str:
        items = []
        for term, said in definitions(element):
            items.append(_item(bullet, self._told(term, said), 2))
        return "\n".join(items)

    def _told(self, name: Element, said: list[Element]) -> list[str]:
        """Return what is said of something: the name first, and behind it on that line what begins with text."""
        told = self.line.text(name.children)
        parts = [part for one in said for part in self.of(one)]
        starts_with_text = bool(said and (found := blocks(said[0])) and found[0].tag == "p")
        if not name.text.rstrip().endswith((".", "!", "?")):
            told += ":"
        return [f"{told} {parts[0]}", *parts[1:]] if starts_with_text and parts else [told, *parts]

    def _caption(self, element: Element) -> str:
        """Return what a table is, as the line that leads to it."""
        caption = table_of(element).caption
        told = self.line.text(caption.children) if caption is not None else ""
        ended = not told or not (told[-1].isalnum() or told[-1] in "*~)’”")
        return told if ended else told + ("." if ":" in told else ":")

    def _table(self, element: Element, bullet: str) -> str:
        table = table_of(element)
        if not table.head and not table.rows:
            return ""
        if self._is_list(element):
            return "\n".join(self._row(heads, row, bullet) for heads, row in _numbered(table))
        lines = self._lines(table)
        return "\n".join([lines[0], f"|{' --- |' * len((table.head or table.rows)[0])}", *lines[1:]])

    def _lines(self, table: Table) -> list[str]:
        return [f"| {' | '.join(map(self._cell, row))} |" for row in (*table.head, *table.rows)]

    def _is_list(self, element: Element) -> bool:
        """Tell whether a table is written as a list: its rows would be too long to read as rows."""
        table = table_of(element)
        if len(table.head) != 1:
            return False
        # A few columns with lists are a list however short they are, or one more item would turn all of it around.
        lists = len(table.head[0]) <= _FEW and any(inner.tag in ("ul", "ol") for inner in walk(element))
        return lists or max(map(len, self._lines(table))) > _ROW

    def _row(self, heads: list[Element], row: list[Element], bullet: str) -> str:
        """Return a row as an item of a list: its first short cells on one line, and below it each other cell.

        Of two columns the first says what the second is about, and what they are stands above the table.
        """
        if len(row) == _PAIR:
            return _item(bullet, self._told(row[0], [self._listed(row[1])]), 2)
        told = [
            self.of(cell) if head is _NAMELESS else self._told(head, [self._listed(cell)])
            for head, cell in zip(heads, row, strict=True)
        ]
        short = next((at for at, parts in enumerate(told) if len(parts) > 1 or len(parts[0]) > _SHORT), len(told))
        first = ["; ".join(parts[0] for parts in told[:short])] if short else told[0]
        rest = told[max(short, 1) :]
        return _item(bullet, [*first, *(["\n".join(_item("- ", parts, 2) for parts in rest)] if rest else [])], 2)

    def _listed(self, cell: Element) -> Element:
        """Return a cell with its lines as the items of a list, and a list of one item as its text."""
        found = blocks(cell)
        if len(found) != 1:
            return cell
        only = found[0]
        if only.tag == "ul" and len(only.elements) == 1:
            return only.elements[0]
        lines: list[list[Node]] = [[]]
        for child in only.children if only.tag == "p" else ():
            if isinstance(child, Element) and child.tag == "br":
                lines.append([])
            else:
                lines[-1].append(child)
        return Element("div", {}, [Element("ul", {}, [Element("li", {}, one) for one in lines])]) if lines[1:] else cell

    def _cell(self, cell: Element) -> str:
        """Return a cell on one line: lists and paragraphs become parts of a sentence."""
        parts = []
        for block in blocks(cell):
            if block.tag in ("ul", "ol"):
                numbered = [f"{sign} " for sign in signs(block)] if block.tag == "ol" else [""] * len(block.elements)
                items = zip(numbered, block.elements, strict=True)
                parts += [self.line.escape(sign).strip() + sign[-1:] + self._cell(item) for sign, item in items]
            elif block.tag == "p":
                parts.append(self.line.cell(block.children))
            else:
                parts.append(self.line.escape(block.text))
        return sentences(parts)


def _numbered(table: Table) -> Iterator[tuple[list[Element], list[Element]]]:
    """Yield the rows with their heads: a number is no column of its own, but stands before what it is the number of."""
    heads = table.head[0]
    short = all("nr" in row[0].classes and len(row[1].text) <= _SHORT for row in table.rows if len(row) > _PAIR)
    for row in table.rows:
        if len(row) > _PAIR and short:
            number = [*row[0].children, " "] if row[0].text.strip() not in ("", "–") else []
            yield [_NAMELESS, *heads[2:]], [Element("td", {}, [*number, *row[1].children]), *row[2:]]
        else:
            yield heads, row


def _item(mark: str, parts: list[str], indent: int) -> str:
    """Return an item. A list stands right under its text; a second paragraph or another count behind an empty line."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text += ("\n" if re.match(r"[-*] |1[.)] ", part) else "\n\n") + part
    return _shifted(text, mark, " " * indent)


def _shifted(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else line for line in lines[1:])]).rstrip(" ")
