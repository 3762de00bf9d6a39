"""The layout of a record: the fields in the order of the model, one indentation, quotes only where they are needed.

Nothing is dumped again. Lines move as a whole, with the comments above them; only indentation, quotes and blank lines
change. After each step the text is read back: a step that would change a value or lose a comment is not made.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from convenant_cli.changes.merging.tree import TextPart, dashed, is_gap, read
from convenant_cli.editing.written import inline, scalar
from convenant_cli.findings import ConvenantError
from convenant_cli.records.model.record import Record
from convenant_cli.records.model.shapes import ANYTHING, Shape, shapes
from convenant_cli.sources.textfile import LINE_END, LineStarts, Span
from convenant_cli.sources.yamlfile import Parsed, parse
from convenant_cli.text.sequences import spliced

_ROUNDS = 4
#: The first line of a text over several lines, up to its sign; the sign may tell how deep the text is.
_TEXT = re.compile(r"(?:[^#]*[\s:-])?[|>](?P<told>[+-]?[1-9]?[+-]?)[ ]*(?:#.*)?")


def formatted(kind: type[Record], raw: bytes) -> bytes:
    """Return a file of a kind of record in its layout; the same bytes when it has that already.

    Raises ConvenantError when the file cannot be read.
    """
    before = parse(raw)
    if before.problems:
        raise ConvenantError("het bestand is niet te lezen; 'convenant validate' zegt waarom")
    whole = LINE_END.sub("\n", raw.decode("utf-8").removeprefix("\ufeff"))
    text = whole.rstrip(" \n") + "\n"
    if parse(text.encode()).data != before.data:  # the last field is a text that keeps its blank lines
        text = whole
    for _ in range(_ROUNDS):
        old = text
        for step in (_unquoted, lambda one: _relaid(kind, one)):
            new = step(text)
            after = parse(new.encode())
            if not after.problems and after.data == before.data and new.count("#") == text.count("#"):
                text = new
        if text == old:
            break
    return text.encode()


def ordered(shape: Shape, value: Any) -> Any:
    """Return data with the fields of every mapping in the order of its model; what the model knows not comes last."""
    if isinstance(value, Mapping):
        known = shapes(shape.model) if shape.model else {}
        names = [*(name for name in known if name in value), *(name for name in value if name not in known)]
        return {name: ordered(known.get(name, shape.item or ANYTHING), value[name]) for name in names}
    if isinstance(value, list | tuple):
        return [ordered(shape.item or ANYTHING, one) for one in value]
    return value


# --- quotes -------------------------------------------------------------------------------------------------------


def _unquoted(text: str) -> str:
    """Return a text in which every key and value on one line has the quotes that it needs, and no others."""
    parsed = parse(text.encode(), track=True)
    lines = LineStarts(text)
    changes = []
    for span, value, flow in _scalars(parsed, parsed.data, text, lines, False):
        start, end = lines.stretch(span)
        shown = text[start:end]
        quoted = shown[:1] in ("'", '"') and shown[-1:] == shown[:1] and len(shown) > 1
        if (quoted or shown == value) and "\n" not in value and shown != (new := scalar(value, flow=flow)):
            changes.append((start, end, new))
    return spliced(text, changes)


def _scalars(parsed: Parsed, value: Any, text: str, lines: LineStarts, flow: bool) -> Iterator[tuple[Span, str, bool]]:
    """Yield the place of every key and every text, with what it says and whether it stands between brackets."""
    marks = parsed.marks[id(value)] if parsed.marks and isinstance(value, dict | list) else []
    spans: list[tuple[Any, Span]] = list(enumerate(marks)) if isinstance(marks, list) else []
    if isinstance(marks, dict):
        spans = [(key, one[1]) for key, one in marks.items()]
        yield from ((one[0], key, flow) for key, one in marks.items())
    for step, span in spans:
        inner = value[step]
        if isinstance(inner, str):
            yield span, inner, flow
        elif inner is not None:
            here = flow or text[lines.stretch(span)[0]] in "[{"
            yield from _scalars(parsed, inner, text, lines, here)


# --- lines --------------------------------------------------------------------------------------------------------


def _relaid(kind: type[Record], text: str) -> str:
    """Return a text with its fields in order, at their column; the same text when it is written in another way."""
    tree = read(text)
    if tree is None:
        return text
    head = _tidy(tree.head, 0).lstrip("\n")
    return (head + _inside(tree, 0, Shape(model=kind)) + _tidy(tree.tail, 0)).rstrip("\n") + "\n"


def _inside(part: TextPart, column: int, shape: Shape) -> str:
    """Return the fields or items of a part, at a column."""
    known = shapes(shape.model) if shape.model and part.kind == "map" else {}
    rank = {name: number for number, name in enumerate(known)}
    parts = sorted(part.parts, key=lambda one: rank.get(one.key, len(rank)))
    out = ""
    for number, one in enumerate(parts):
        inner = known.get(one.key, shape.item or ANYTHING)
        lead = _tidy(one.lead, column)
        out += (lead.lstrip("\n") if not number and part.key else lead) + _body(one, part, column, inner)
    return out


def _body(one: TextPart, parent: TextPart, column: int, shape: Shape) -> str:
    """Return a field or item without the lines above it."""
    pad = " " * column
    start = f"{pad}{scalar(one.key)}:" if parent.kind == "map" else f"{pad}-"
    if one.kind == "leaf" or one.flow:
        return _leaf(one, parent, start, column, shape)
    if one.dash:
        inside = _inside(one, column + 2, shape)
        return (dashed(inside, f"{pad}- ") or inside) + _shifted(one.tail, column - parent.column)
    comment = one.head[one.head.find("#") :].rstrip() if "#" in one.head.split(":", 1)[-1] else ""
    head = f"{start} {comment}".rstrip() + "\n"
    return head + _inside(one, column + 2, shape) + _shifted(one.tail, column - parent.column)


def _leaf(one: TextPart, parent: TextPart, start: str, column: int, shape: Shape) -> str:
    """Return a value: its own lines, moved; between brackets on one line in order."""
    lines = (one.body if one.flow else one.head).splitlines(keepends=True)
    parsed = parse(lines[0].encode() if len(lines) == 1 else one.head.encode(), track=True)
    if parsed.problems or not isinstance(parsed.data, dict | list) or len(parsed.data) != 1:
        return _shifted("".join(lines), column - parent.column)
    step: Any = next(iter(parsed.data)) if isinstance(parsed.data, dict) else 0
    first, rest = lines[0].rstrip(), "".join(lines[1:])
    if one.value is None:
        comment = first[first.find(" #") + 1 :] if " #" in first else ""
        return f"{start} {comment}".rstrip() + "\n" + _shifted(rest, column - parent.column)
    marks: Any = (parsed.marks or {})[id(parsed.data)]
    span: Span = marks[step][1] if isinstance(parsed.data, dict) else marks[step]
    shown = lines[span.line - 1][span.column - 1 :].rstrip()
    if span.line > 1:
        return _shifted("".join(lines), column - parent.column)
    alone = not rest.strip() or all(map(is_gap, rest.splitlines()))
    if isinstance(one.value, dict | list) and alone and shown[:1] in ("[", "{"):
        behind = _behind(shown, one.value)
        if behind is not None:
            return f"{start} {inline(ordered(shape, one.value))}{behind}\n" + _shifted(rest, column - parent.column)
    told = _TEXT.fullmatch(first)
    if isinstance(one.value, str) and shown[:1] in ("|", ">") and told and not re.search(r"\d", told["told"]):
        return f"{start} {shown}\n" + _text(rest, column + 2, column - parent.column)
    return f"{start} {shown}\n" + _shifted(rest, column - parent.column)


def _behind(shown: str, value: Any) -> str | None:
    """Return the comment behind a list or mapping on one line, with the space before it; None when it goes on below."""
    for end in range(1, len(shown) + 1):  # a comment can hold brackets as well
        if shown[end - 1] in "]}":
            parsed = parse(f"x: {shown[:end]}\n".encode())
            if not parsed.problems and isinstance(parsed.data, dict) and parsed.data.get("x") == value:
                left = shown[end:]
                return left if not left.strip() or left.lstrip()[:1] == "#" else None
    return None


def _text(rest: str, column: int, shift: int) -> str:
    """Return the lines of a text over several lines at a column, and what comes below it moved along."""
    lines = rest.splitlines(keepends=True)
    depth = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip()), 0)
    end = next(
        (n for n, line in enumerate(lines) if line.strip() and len(line) - len(line.lstrip(" ")) < depth), len(lines)
    )
    moved = "".join(" " * column + line[depth:] if line.strip(" \n") else line[depth:] or "\n" for line in lines[:end])
    return moved + _shifted("".join(lines[end:]), shift)


def _shifted(text: str, shift: int) -> str:
    """Return lines that start further to the right or left."""
    out = []
    for line in text.splitlines(keepends=True):
        bare = line.lstrip(" ")
        indent = max(0, len(line) - len(bare) + shift)
        out.append(" " * indent + bare if bare.strip() else "\n")
    return "".join(out)


def _tidy(text: str, column: int) -> str:
    """Return comments at a column, with one blank line where there were more."""
    out: list[str] = []
    for line in text.splitlines():
        bare = line.strip()
        if bare or (not out or out[-1] != "\n"):
            out.append(f"{' ' * column}{bare}\n" if bare else "\n")
    return "".join(out)


def differing(files: Mapping[str, tuple[type[Record], bytes]]) -> tuple[dict[str, bytes], Sequence[str]]:
    """Return the files that get another layout, with their new bytes; and the names of those that cannot be read."""
    new: dict[str, bytes] = {}
    unread = []
    for name, (kind, raw) in files.items():
        try:
            laid = formatted(kind, raw)
        except ConvenantError:
            unread.append(name)
            continue
        if laid != raw:
            new[name] = laid
    return new, unread
