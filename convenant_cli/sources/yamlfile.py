"""Bytes to data, and back to the line. The only module that knows ruamel.

A record uses a small part of YAML: mappings, lists and text. Every scalar stays the text that was typed; a plain
empty value, ``~`` or ``null`` is None. What a record has no use for is refused, one problem each, and reading goes on
where that makes sense. Events of libyaml drive the builder; the pure parser is the judge of what libyaml refuses
(libyaml 0.1.7 does not take ``{start: 14:30}``). Nothing is expanded, and depth is counted, so a bomb costs nothing.
"""

from collections.abc import Callable
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from ruamel.yaml import events
from ruamel.yaml.cyaml import CParser
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from convenant_cli.sources.textfile import (
    FORBIDDEN,
    HINTS,
    LINE_END,
    START,
    Problem,
    Span,
    decode,
    name_of,
    refuse_characters,
)

if TYPE_CHECKING:
    from convenant_cli.findings import Path

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
_MAX_ANCHORS_NAMED = 10
_SHORT = 40  # characters of a text that may be one of many equal ones
NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Unusable:
    """Stands in the data for a value that was refused, so that nobody judges it twice."""

    def __repr__(self) -> str:
        return "(onbruikbaar)"


UNUSABLE = Unusable()

_Pair = tuple[Span, Span]


class Parsed(NamedTuple):
    """The data of one file, the problems that were met, and (on request) where every field is."""

    data: Any
    problems: list[Problem]
    marks: dict[int, dict[str, _Pair] | list[Span]] | None = None
    root: Span = START

    def locate(self, path: "Path", key: bool = False) -> Span:
        """Return the place of a field, or of the nearest parent that exists. Needs a parse with ``track=True``.

        ``key``: the place of the key and not of the value. An empty value is shown at its key; a missing field
        at the key of the mapping that lacks it, or where that mapping starts.
        """
        if self.marks is None:
            raise ValueError("parsed without positions")
        here, span = self.data, self._first_key(self.data) or self.root
        for number, step in enumerate(path):
            if isinstance(here, dict) and step in here:
                marks = self.marks[id(here)]
                assert isinstance(marks, dict)
                key_span, value_span = marks[str(step)]
                here = here[step]
                last = number == len(path) - 1
                on_value = last and not key and here is not None
                span = value_span if on_value else key_span
            elif isinstance(here, list) and isinstance(step, int) and step < len(here):
                marks = self.marks[id(here)]
                assert isinstance(marks, list)
                span, here = marks[step], here[step]
                span = self._first_key(here) or span
            else:
                break
        return span

    def rename(self, mapping: dict[str, Any], old: str, new: str) -> None:
        """Rename a key in the data, keeping its place; used to read on past a misspelt field."""
        mapping[new] = mapping.pop(old)
        marks = self.marks[id(mapping)] if self.marks else None
        if isinstance(marks, dict):
            marks[new] = marks.pop(old)

    def drop(self, container: dict[str, Any] | list[Any], key: str | int) -> None:
        """Take a value out of the data, so that the rest can be read."""
        del container[key]  # type: ignore[arg-type]  # the caller found key in container
        if self.marks:
            del self.marks[id(container)][key]  # type: ignore[arg-type]

    def _first_key(self, value: Any) -> Span | None:
        if self.marks and isinstance(value, dict) and value:
            marks = self.marks[id(value)]
            if isinstance(marks, dict):
                return next(iter(marks.values()))[0]
        return None


def parse(raw: bytes, track: bool = False) -> Parsed:
    """Read one file. ``track``: also remember where every field is (a quarter slower).

    Never raises on bad input: everything that is wrong comes back as a problem. ``data`` is None when
    nothing could be read.
    """
    if len(raw) > MAX_BYTES:
        message = f"het bestand is te groot ({len(raw) // 1024} KB); een record is hoogstens {MAX_BYTES // 1024} KB"
        return Parsed(None, [Problem("yaml-omvang", START, message)], {} if track else None)
    text, problems = decode(raw)
    if problems and not text:
        return Parsed(None, problems, {} if track else None)
    clean = refuse_characters(text, problems) if FORBIDDEN.search(text) else text
    if not track and not problems:
        try:
            return _build(clean, [], track=False)
        except _RefusedError:
            pass  # read again with positions, to say exactly where
    return _build(clean, problems, track=True)


@lru_cache(maxsize=100)  # each takes as much memory as three records
def tracked(raw: bytes) -> Parsed:
    """Read one file as :func:`parse` does, with where every field is; once for all who ask where something stands.

    Of two moments that are compared nearly all files are the same. Who changes the data in place reads it on its own.
    """
    return parse(raw, track=True)


# --- structure ----------------------------------------------------------------------------------------------------


class _RefusedError(Exception):
    """A first problem was met while reading without positions."""


class _StopError(Exception):
    """Reading this file any further makes no sense."""


class _Builder:
    __slots__ = ("anchors", "get", "lines", "marks", "problems")

    def __init__(self, get: Callable[[], Any], lines: list[str], problems: list[Problem], track: bool) -> None:
        self.get, self.lines, self.problems, self.anchors = get, lines, problems, 0
        self.marks: dict[int, dict[str, _Pair] | list[Span]] | None = {} if track else None

    def document(self) -> tuple[Any, Span]:
        self.get()
        event = self.get()
        if type(event) is events.StreamEndEvent:
            self.refuse("yaml-leeg", START, "het bestand is leeg")
            raise _StopError
        self.directives(event)
        event = self.get()
        root = self.span(event)
        data = self.node(event, 0)
        if data is None:
            self.refuse("yaml-leeg", START, "het bestand is leeg")
        self.get()
        event = self.get()
        if type(event) is not events.StreamEndEvent:
            line = event.start_mark.line + 1
            # the parser marks the second document at its dashes
            span = Span(line, 1, line, len(self.line(line)) + 1)
            self.refuse("yaml-document", span, "hier begint een tweede document; elk record heeft een eigen bestand")
        return data, root

    def directives(self, event: events.DocumentStartEvent) -> None:
        above = enumerate(self.lines[: event.end_mark.line], 1)
        number = next((n for n, line in above if line.startswith("%")), 0)
        if number or event.version or event.tags:
            span = Span(number, 1, number, len(self.line(number)) + 1)
            self.refuse("yaml-richtlijn", span, "een regel met % vooraan wordt niet gebruikt; haal hem weg")

    def node(self, event: Any, depth: int) -> Any:
        kind = type(event)
        if kind is events.ScalarEvent:
            if (event.anchor is not None or event.ctag is not None) and self.decorated(event):
                return UNUSABLE
            value: str = event.value
            if value in NULLS and not event.style:
                return None
            if event.style == '"' and (match := FORBIDDEN.search(value)):
                message = f"het teken {name_of(match[0])} hoort niet in een record; haal het weg"
                self.refuse("yaml-stuurteken", self.span(event), message)
                return UNUSABLE
            # Names of parties, days and periods stand in many records: each is held once.
            return intern(value) if len(value) <= _SHORT else value
        if kind is events.AliasEvent:
            self.anchor(event, f"de verwijzing *{event.anchor} wordt niet gebruikt; schrijf de waarde uit")
            return UNUSABLE
        if event.anchor is not None or event.ctag is not None:
            self.decorated(event)
        if depth >= MAX_DEPTH:
            self.refuse("yaml-diepte", self.span(event), f"meer dan {MAX_DEPTH} niveaus diep")
            raise _StopError
        return self.mapping(depth) if kind is events.MappingStartEvent else self.sequence(depth)

    def mapping(self, depth: int) -> dict[str, Any]:
        out: dict[str, Any] = {}
        here: dict[str, _Pair] = {}
        if self.marks is not None:
            self.marks[id(out)] = here
        while True:
            event = self.get()
            kind = type(event)
            if kind is events.MappingEndEvent:
                return out
            if kind is not events.ScalarEvent:
                self.refuse("yaml-sleutel", self.span(event), "een veldnaam is één woord tekst")
                self.node(event, depth + 1)
                self.node(self.get(), depth + 1)
                continue
            if event.anchor is not None or event.ctag is not None:
                self.decorated(event)
            key: str = event.value
            if key == "<<" and not event.style:
                self.anchor(event, "samenvoegen met << wordt niet gebruikt; schrijf de velden uit")
                self.node(self.get(), depth + 1)
                continue
            if key in out:
                first = (here[key][0], "hier staat het voor het eerst") if key in here else None
                self.refuse("yaml-dubbel", self.span(event), f"veld '{key}' staat er al", first)
                self.node(self.get(), depth + 1)
                continue
            value_event = self.get()
            # Entered before its value, so that a duplicate inside the value is not lost with it.
            out[key] = None
            out[key] = self.node(value_event, depth + 1)
            if self.marks is not None:
                here[key] = (self.span(event), self.span(value_event))

    def sequence(self, depth: int) -> list[Any]:
        out: list[Any] = []
        here: list[Span] = []
        if self.marks is not None:
            self.marks[id(out)] = here
        while True:
            event = self.get()
            if type(event) is events.SequenceEndEvent:
                return out
            out.append(self.node(event, depth + 1))
            if self.marks is not None:
                here.append(self.span(event))

    def decorated(self, event: Any) -> bool:
        """Refuse an anchor or a tag. Returns whether the value itself is in doubt."""
        if event.anchor is not None:
            self.anchor(event, f"het anker &{event.anchor} wordt niet gebruikt; haal het weg")
        if event.ctag is not None:
            tag = str(event.ctag).replace("tag:yaml.org,2002:", "!!")
            self.refuse("yaml-tag", self.span(event), f"het label {tag} wordt niet gebruikt; haal het weg")
            return True
        return False

    def anchor(self, event: Any, message: str) -> None:
        """Refuse an anchor, alias or merge key, but name only the first ones of a file."""
        self.anchors += 1
        if self.anchors <= _MAX_ANCHORS_NAMED:
            self.refuse("yaml-anker", self.span(event), message)

    def refuse(self, rule: str, span: Span, message: str, related: tuple[Span, str] | None = None) -> None:
        if self.marks is None:
            raise _RefusedError
        self.problems.append(Problem(rule, span, message, related, HINTS.get(rule, "")))

    def line(self, number: int) -> str:
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        line, column = start.line + 1, start.column + 1
        end_line, end_column = end.line + 1, end.column + 1
        if type(event) in (events.MappingStartEvent, events.SequenceStartEvent) or end_line > line:
            # A block shows its first line only.
            end_line, end_column = line, max(column + 1, len(self.line(line).rstrip()) + 1)
        return Span(line, column, end_line, end_column)


def _build(text: str, problems: list[Problem], track: bool) -> Parsed:
    raw = text.encode("utf-8", "replace")
    lines = LINE_END.split(text) if track else []
    try:
        return _run(CParser(raw).get_event, lines, list(problems), track)
    except YAMLError:
        if not track:
            raise _RefusedError from None
    found = list(problems)
    try:
        return _run(_events_of_pure_parser(text), lines, found, track)
    except MarkedYAMLError as error:
        from convenant_cli.sources.syntax import syntax_problem

        said = f"{error.context} {error.problem}"
        problem = syntax_problem(said, error.context_mark, error.problem_mark, lines)
        tabs = {tab.span.line for tab in found if tab.rule == "yaml-tab"}
        # A tab is the likely cause of what goes wrong on its own line and on the next.
        if tabs.isdisjoint((problem.span.line - 1, problem.span.line)):
            found.append(problem)
    except (YAMLError, AssertionError, ValueError) as error:  # the pure parser on '%YAML 1.3' and "\U00110000"
        found.append(Problem("yaml-syntaxis", START, f"dit is geen YAML ({error})"))
    return Parsed(None, found, {})


def _run(get: Callable[[], Any], lines: list[str], problems: list[Problem], track: bool) -> Parsed:
    builder = _Builder(get, lines, problems, track)
    try:
        data, root = builder.document()
    except _StopError:
        return Parsed(None, problems, {})
    return Parsed(data, problems, builder.marks, root)


def _events_of_pure_parser(text: str) -> Callable[[], Any]:
    from ruamel.yaml import YAML

    return YAML(typ="base", pure=True).parse(text).__next__  # type: ignore[no-any-return]
