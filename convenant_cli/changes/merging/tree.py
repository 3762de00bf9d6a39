"""The text of a record as a tree of its fields and list items. Each part keeps its own lines, down to the last blank.

Put end to end, the parts are the file again. A part starts with the blank lines and comments above it; a comment that
is indented deeper than what follows stays with what it follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal

from convenant_cli.changes.merging.lines import UnalikeError, lines_of
from convenant_cli.sources.textfile import Span
from convenant_cli.sources.yamlfile import Parsed, parse

_MODELINE = "# yaml-language-server"
SEPARATOR = ", "
#: A text that keeps the blank lines behind it: they would be taken for the space before the next field.
_KEEPS_BLANKS = re.compile(r"[|>]\d?\+")

Kind = Literal["leaf", "map", "seq"]


@dataclass(frozen=True)
class TextPart:
    """A field or a list item: the lines above it, and its own text, whole or as parts."""

    key: str
    value: Any
    lead: str
    head: str
    """All of a leaf; of another part the line of its key, or what stands before its first part."""
    kind: Kind = "leaf"
    flow: bool = False
    """Whether the parts stand between brackets on one line."""
    dash: str = ""
    """The start of a list item whose first field stands on the line of the dash."""
    column: int = 0
    parts: tuple["TextPart", ...] = ()
    tail: str = ""

    @cached_property
    def body(self) -> str:
        """The text without the lines above it."""
        if self.flow:
            return self.head + SEPARATOR.join(part.body for part in self.parts) + self.tail
        inside = "".join(part.text for part in self.parts)
        if self.dash:
            inside = dashed(inside, self.dash) or inside
        return self.head + inside + self.tail

    @cached_property
    def text(self) -> str:
        """All lines of this part."""
        return self.lead + self.body


def is_gap(line: str) -> bool:
    """Tell whether a line is blank or a comment. Says nothing of lines inside a text."""
    return line.lstrip()[:1] in ("", "#")


def dashed(text: str, dash: str) -> str | None:
    """Put the dash of a list item before its first field; None when there is no field."""
    lines = lines_of(text)
    for number, line in enumerate(lines):
        if not is_gap(line):
            lines[number] = dash + line[len(dash) :]
            return "".join(lines)
    return None


def read(text: str) -> TextPart | None:
    """Return the tree of a text with line feeds; None when it is not a block mapping in the YAML of a record.

    Also None when a carriage return ends a line: YAML counts that line, and who cuts at line feeds does not.
    """
    if "\r" in text:
        return None
    parsed = parse(text.encode(), track=True)
    if parsed.problems or not isinstance(parsed.data, dict) or not parsed.data:
        return None
    lines = lines_of(text)
    if _KEEPS_BLANKS.search(text) or any(line.startswith(("---", "...")) for line in lines):
        return None
    try:
        column, parts, tail = _Reader(parsed, lines).mapping(parsed.data, 0, len(lines))
    except UnalikeError:
        return None
    head, lead = _split_header(parts[0].lead)
    parts = (replace(parts[0], lead=lead), *parts[1:])
    root = TextPart("", parsed.data, "", head, "map", column=column, parts=parts, tail=tail)
    return root if root.text == text else None


def _split_header(lead: str) -> tuple[str, str]:
    """Split what stands above the first field: a line for editors and what a blank line ends belong to the file."""
    lines = lines_of(lead)
    ends = [number for number, line in enumerate(lines, 1) if not line.strip() or line.startswith(_MODELINE)]
    end = max(ends, default=0)
    return "".join(lines[:end]), "".join(lines[end:])


@dataclass(slots=True)
class _Reader:
    """Cuts lines at the places that a parse remembers. Dashes are blanked out as it goes down."""

    parsed: Parsed
    lines: list[str]

    def mapping(self, data: dict[str, Any], start: int, stop: int) -> tuple[int, tuple[TextPart, ...], str]:
        marks = self._marks(data)
        places = [marks[key][0] for key in data]
        column = places[0].column - 1
        cuts, end = self._cuts([place.line - 1 for place in places], column, start, stop)
        if any(place.column - 1 != column or self.lines[place.line - 1][:column].strip() for place in places):
            raise UnalikeError  # '? key', or something else before the key
        parts = tuple(
            self._part(key, value, marks[key][1], begin, place.line - 1, until)
            for (key, value), place, (begin, until) in zip(data.items(), places, cuts, strict=True)
        )
        return column, parts, "".join(self.lines[end:stop])

    def sequence(self, data: list[Any], column: int, start: int, stop: int) -> tuple[int, tuple[TextPart, ...], str]:
        places = self._marks(data)
        numbers = [place.line - 1 for place in places]
        if any(self.lines[number][:column].strip() or self.lines[number][column] != "-" for number in numbers):
            raise UnalikeError  # the value stands on another line than its dash
        cuts, end = self._cuts(numbers, column, start, stop)
        parts = []
        for value, place, (begin, until) in zip(data, places, cuts, strict=True):
            number = place.line - 1
            dash = self.lines[number][: place.column - 1]
            if self._is_block(value, place):
                self.lines[number] = " " * len(dash) + self.lines[number][len(dash) :]
                lead = "".join(self.lines[begin:number])
                parts.append(self._block("", value, place, lead, "", dash, number, until))
            else:
                parts.append(self._part("", value, place, begin, number, until))
        return column, tuple(parts), "".join(self.lines[end:stop])

    def _part(self, key: str, value: Any, place: Span, begin: int, number: int, until: int) -> TextPart:
        lead = "".join(self.lines[begin:number])
        if self._is_block(value, place):
            return self._block(key, value, place, lead, self.lines[number], "", number + 1, until)
        text = "".join(self.lines[number:until])
        flow = self._flow(key, value, place, lead) if until == number + 1 and place.line - 1 == number else None
        return flow or TextPart(key, value, lead, text)

    def _block(
        self, key: str, value: Any, place: Span, lead: str, head: str, dash: str, start: int, stop: int
    ) -> TextPart:
        if isinstance(value, dict):
            column, parts, tail = self.mapping(value, start, stop)
            return TextPart(key, value, lead, head, "map", dash=dash, column=column, parts=parts, tail=tail)
        column, parts, tail = self.sequence(value, place.column - 1, start, stop)
        return TextPart(key, value, lead, head, "seq", dash=dash, column=column, parts=parts, tail=tail)

    def _flow(self, key: str, value: Any, place: Span, lead: str) -> TextPart | None:
        """Return a list or mapping of plain values between brackets as parts; None when it is anything else."""
        line = self.lines[place.line - 1]
        if not isinstance(value, dict | list) or line[place.column - 1] not in "[{":
            return None
        marks = self._marks(value)
        if isinstance(value, dict):
            spans = [(Span(*marks[name][0][:2], *marks[name][1][2:]), name, item) for name, item in value.items()]
        else:
            spans = [(span, "", item) for span, item in zip(marks, value, strict=True)]
        if not all(isinstance(item, str) for _, _, item in spans):
            return None
        at = [(span.column - 1, span.end_column - 1) for span, _, _ in spans] or [(place.column, place.column)]
        between = {line[end:begin] for (_, end), (begin, _) in pairwise(at)}
        if between - {SEPARATOR}:
            return None
        kind: Kind = "map" if isinstance(value, dict) else "seq"
        parts = tuple(
            TextPart(name, item, "", line[begin:end]) for (begin, end), (_, name, item) in zip(at, spans, strict=False)
        )
        return TextPart(key, value, lead, line[: at[0][0]], kind, flow=True, parts=parts, tail=line[at[-1][1] :])

    def _cuts(self, numbers: list[int], column: int, start: int, stop: int) -> tuple[list[tuple[int, int]], int]:
        """Return where each part begins and ends, and where the last one ends, from the lines of their first words."""
        begins = [
            start,
            *(self._gap(number, before, column) for before, number in pairwise(numbers)),
        ]
        if sorted({*numbers}) != numbers or numbers[0] < start:
            raise UnalikeError  # two parts on one line
        end = self._gap(stop, numbers[-1], column)
        return list(zip(begins, [*begins[1:], end], strict=True)), end

    def _gap(self, number: int, before: int, column: int) -> int:
        """Return where the blank lines and comments above a line start that belong to it."""
        at = number
        while at > before + 1 and is_gap(self.lines[at - 1]):
            at -= 1
        for inside in range(number, at, -1):
            line = self.lines[inside - 1]
            if line.strip() and len(line) - len(line.lstrip()) > column:
                return inside
        return at

    def _is_block(self, value: Any, place: Span) -> bool:
        return isinstance(value, dict | list) and self.lines[place.line - 1][place.column - 1] not in "[{"

    def _marks(self, value: Any) -> Any:
        assert self.parsed.marks is not None
        return self.parsed.marks[id(value)]


def nothing_like(part: TextPart) -> TextPart:
    """Return a part without text or parts, for a version in which another was not there yet."""
    return replace(part, value=None, lead="", head="", parts=(), tail="")


def agreed(base: TextPart, ours: TextPart, theirs: TextPart) -> tuple[TextPart, TextPart]:
    """Return both sides with one spelling for what both came to say: that with a comment, else that of ours.

    A value that one side only spelled otherwise than before stays as it is: that is a change of that side.
    """
    if ours.kind != theirs.kind or ours.flow != theirs.flow or ours.column != theirs.column:
        return ours, theirs
    if ours.kind == "leaf":
        if ours.head == theirs.head or ours.value != theirs.value or (base.head and base.value == ours.value):
            return ours, theirs
        commented = ["#" in side.head for side in (ours, theirs)]
        if all(commented):
            return ours, theirs
        chosen = theirs if commented[1] else ours
        return replace(ours, head=chosen.head), replace(theirs, head=chosen.head)
    if ours.kind == "seq":
        return ours, theirs
    before, others = ({part.key: part for part in version.parts} for version in (base, theirs))
    mine: list[TextPart] = []
    for part in ours.parts:
        other = others.get(part.key)
        if other is not None:
            part, others[part.key] = agreed(before.get(part.key) or nothing_like(part), part, other)
        mine.append(part)
    return replace(ours, parts=tuple(mine)), replace(theirs, parts=tuple(others.values()))


def leaves(part: TextPart, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield ``(names, text)`` for every value; of a text over several lines each line by itself."""
    here = (*path, part.key)
    if part.kind != "leaf":
        for inner in part.parts:
            yield from leaves(inner, here)
    elif part.head.count("\n") > 1:
        yield from ((here, line.strip()) for line in lines_of(part.head))
    else:
        yield here, repr(part.value)
