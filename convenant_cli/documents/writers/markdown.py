"""Documents as Markdown that shows exactly the text of the records, and stays readable in a diff.

Escapes what CommonMark, GitHub tables, strikethrough, math and emoji short codes would read as markup, and nothing
more, so that dates, numbers and ``Zorg & Veiligheid`` stay as they are.
"""

import re
from collections.abc import Iterable
from pathlib import Path

from convenant_cli.documents.document import Document
from convenant_cli.documents.tree import HEADINGS, Element, Node, blocks, definitions, inline, table_of

_INLINE = re.compile(
    r"[\\`*\[|~$]"  # markup anywhere
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore at the edge of a word
    r"|<(?=[A-Za-z/!?])"  # HTML and autolinks
    r"|&(?=[#A-Za-z][0-9A-Za-z]*;)"  # an entity
    r"|:(?=[a-z0-9_+-]+:)"  # an emoji short code
)
_START = re.compile(r"#{1,6}(?= |$)|[-+](?= |$)|>|=+$|-[- ]*$")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?= |$)")
_BREAK = "\\\n"
_BOLD = frozenset(("afspraak", "te-laat"))
_WRAPPERS = {"strong": "**", "em": "*", "ins": "**", "del": "~~"}


def write(document: Document, _huisstijl: Path | None = None) -> bytes:
    """Return a document as Markdown. A house style has no place in it."""
    kop = document.kop
    parts = [f"# {escape(kop.titel)}"]
    if kop.ondertitel:
        parts.append(f"**{escape(kop.ondertitel)}**")
    if kop.voorbehoud:
        parts.append(f"> **Concept:** {escape(kop.voorbehoud)}")
    if document.moment.intern:
        parts.append("> **Intern:** hierin staan namen van personen. Deel dit niet buiten de partijen.")
    if kop.gegevens:
        parts.append("\n".join(f"- {escape(term)}: {escape(value)}" for term, value in kop.gegevens))
    return ("\n\n".join([*parts, *_blocks(document.inhoud)]) + "\n").encode()


def escape(value: str) -> str:
    """Return a text as Markdown on one line, at the start of a block or further on."""
    return _line(_escaped(" ".join(value.split())))


def _escaped(text: str) -> str:
    return _INLINE.sub(lambda match: "\\" + match[0], text)


def _line(text: str) -> str:
    """Return finished inline Markdown as a line that starts and ends nothing but itself."""
    # A heading drops hashes at its end.
    text = re.sub(r"(?<!\\)#(#*)$", r"\\#\1", text)
    if _START.match(text):
        return "\\" + text
    return _NUMBER.sub(r"\1\\\2", text, count=1) if _NUMBER.match(text) else text


# --- blocks -------------------------------------------------------------------------------------------------------


def _blocks(holder: Element) -> list[str]:
    """Return the blocks inside an element, each one or more lines.

    A list right behind another of its kind gets another mark, or the two would be read as one.
    """
    parts: list[str] = []
    before = ""
    for block in blocks(holder):
        other = block.tag == before
        before = block.tag if block.tag in ("ul", "ol") and not other else ""
        parts += [part for part in _block(block, other) if part]
    return parts


def _block(block: Element, other_mark: bool) -> list[str]:
    if block.tag == "nav":
        return []
    if block.tag in HEADINGS:
        return [f"{'#' * (HEADINGS.index(block.tag) + 2)} {_text(block.children)}"]
    if block.tag == "p":
        return [_text(block.children)]
    if block.tag == "ul":
        return [_list([("* " if other_mark else "- ", item) for item in block.elements])]
    if block.tag == "ol":
        dot = ")" if other_mark else "."
        first = int(block.attrs.get("start", "1"))
        return [_list([(f"{number}{dot} ", item) for number, item in enumerate(block.elements, first)])]
    if block.tag == "dl":
        return [_terms(block)]
    if block.tag == "table":
        return [_table(block)]
    if block.tag == "blockquote":
        return ["\n>\n".join(_shifted(part, "> ", "> ") for part in _blocks(block))]
    if block.tag == "hr":
        return ["---"]
    return _blocks(block)


def _list(items: Iterable[tuple[str, Element]]) -> str:
    return "\n".join(_item(mark, _blocks(item)) for mark, item in items)


def _item(mark: str, parts: list[str]) -> str:
    """Return an item. A list stands right under its text; a second paragraph behind an empty line."""
    text = parts[0] if parts else ""
    for part in parts[1:]:
        text += ("\n" if re.match(r"[-*] |\d+[.)] ", part) else "\n\n") + part
    return _shifted(text, mark, " " * len(mark))


def _shifted(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join([first + lines[0], *(rest + line if line else line for line in lines[1:])]).rstrip(" ")


def _terms(element: Element) -> str:
    items = []
    for term, said in definitions(element):
        name = _text(term.children)
        parts = [part for one in said for part in _blocks(one)]
        starts_with_text = bool(said and (found := blocks(said[0])) and found[0].tag == "p")
        parts = [f"{name}: {parts[0]}", *parts[1:]] if starts_with_text else [f"{name}:", *parts]
        items.append(_item("- ", parts))
    return "\n".join(items)


def _table(element: Element) -> str:
    table = table_of(element)
    rows = [[_cell(cell) for cell in row] for row in [*table.head, *table.rows]]
    if not rows:
        return ""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * len(rows[0])}", *lines[1:]])


def _cell(cell: Element) -> str:
    """Return a cell on one line: lists and paragraphs become parts of a sentence."""
    parts = []
    for block in blocks(cell):
        if block.tag in ("ul", "ol"):
            parts += [_cell(item) for item in block.elements]
        elif block.tag == "p":
            parts.append(_line(_pieces(inline(block.children), "; ")))
        else:
            parts.append(escape(block.text))
    return "; ".join(parts)


# --- inside a line ------------------------------------------------------------------------------------------------


def _text(nodes: Iterable[Node]) -> str:
    return _BREAK.join(map(_line, _pieces(inline(nodes), _BREAK).split(_BREAK)))


def _pieces(nodes: Iterable[Node], line_break: str) -> str:
    out = ""
    todo = list(nodes)
    for position, node in enumerate(todo):
        if isinstance(node, str):
            out += _escaped(node)
        elif node.tag == "br":
            out += line_break
        elif node.tag == "img":
            out += f"*Grafiek: {_escaped(node.attrs.get('alt', ''))}*"
        elif node.tag == "a":
            out += _link(node, line_break)
        elif node.tag == "code":
            out += _code(node.text)
        else:
            inside = _pieces(node.children, line_break)
            mark = _WRAPPERS.get(node.tag, "**" if _BOLD & set(node.classes) else "")
            after = todo[position + 1] if position + 1 < len(todo) else ""
            out += _wrapped(inside, mark, out[-1:], after if isinstance(after, str) else "")
    return out


def _wrapped(inside: str, mark: str, before: str, after: str) -> str:
    """Return a text between marks; as HTML where the marks would not be read, such as inside a word."""
    if not mark or not inside.strip():
        return inside
    left, right = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    inside = inside.strip()
    opens = before.strip() == "" or not before.isalnum() or inside[0].isalnum()
    closes = right or after[:1].strip() == "" or not after[0].isalnum() or inside[-1].isalnum()
    touches = before == mark[0]
    if opens and closes and not touches:
        return f"{left}{mark}{inside}{mark}{right}"
    tag = {"**": "strong", "*": "em", "~~": "del"}[mark]
    return f"{left}<{tag}>{inside}</{tag}>{right}"


def _link(node: Element, line_break: str) -> str:
    target = node.attrs["href"]
    words = _pieces(inline(node.children), line_break)
    # A place inside the document has no fixed name in Markdown.
    return words if target.startswith("#") else f"[{words}](<{target}>)"


def _code(text: str) -> str:
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"
