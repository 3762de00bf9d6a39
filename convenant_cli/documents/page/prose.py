"""Long texts as blocks: paragraphs and lists, and in their lines bold words and links; nothing else.

The one reading of prose for every output format. Lists are read as people type them, and as they come out of Word or
a printed agreement: bullets and dashes, numbers and letters, also from another than the first, and levels below.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["alinea", "lijst", "nummers", "letters"]
Look = Literal["gewoon", "vet", "koppeling"]

#: The signs that Word puts on the first, second and third level, beside what people type.
_BULLETS = ("-*•●·–—−", "◦○o", "▪■")
_ITEM = re.compile(
    rf"(?:(?P<teken>[{''.join(_BULLETS)}])|(?P<nummer>\d{{1,3}})[.)]|(?P<letter>[a-z])[.)])\s+(?P<tekst>.*)"
)
#: What stands before the lines of a list that is shown line by line, when there is more than one.
_OTHER = re.compile(r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,5})\)|[ivx]{1,5}[.)]|[A-Z][.)]|\d{1,2}(?:\.\d{1,2})+\.?)\s+\S")
_DEEPEST = 4  # levels of a list

_SIGN = r'[^\s<>"()\[\]*\\]'
#: An address with the brackets that come in pairs. Nothing in it is tried twice, so that no text takes long.
_ADDRESS = re.compile(rf"(?:https://|mailto:)(?:{_SIGN}++|\({_SIGN}*+(?:\({_SIGN}*+\){_SIGN}*+)*+\))++")
_CLOSING = ".,;:!?'’”"
_START = re.compile(r"\*\*|\[|(?<![\w/])(?=https://|mailto:)")
_WORDS = re.compile(r"[^\[\]]*")


# --- in a line ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: plain words, bold words, or a link with the words that are shown."""

    look: Look
    text: str
    address: str = ""


def pieces(line: str) -> list[Piece]:
    """Split a line at its markup: ``**vet**``, ``[woorden](https://…)``, and addresses with https or mailto.

    Brackets that come in pairs belong to an address; what closes the sentence does not.
    """
    found: list[Piece] = []
    at = done = 0
    while match := _START.search(line, at):
        read = _bold(line, match.start()) if match[0] == "**" else _link(line, match.start())
        if read is None:
            at = max(match.end(), match.start() + 1)
            continue
        piece, at = read
        if match.start() > done:
            found.append(Piece("gewoon", line[done : match.start()]))
        found.append(piece)
        done = at
    if done < len(line):
        found.append(Piece("gewoon", line[done:]))
    return found


def _bold(line: str, start: int) -> tuple[Piece, int] | None:
    """Return the bold words that start here, and where they end; None when these asterisks are text."""
    end = line.find("**", start + 2)
    words = line[start + 2 : end] if end > 0 else ""
    if not words or words[0].isspace() or words[-1].isspace() or line.startswith("*", end + 2):
        return None
    return Piece("vet", words), end + 2


def _link(line: str, start: int) -> tuple[Piece, int] | None:
    """Return the link that starts here, and where it ends; None when it is text."""
    if line[start] != "[":
        address = _ADDRESS.match(line, start)
        bare = address[0].rstrip(_CLOSING) if address else ""
        if not _ADDRESS.fullmatch(bare):
            return None
        return Piece("koppeling", bare.removeprefix("mailto:"), bare), start + len(bare)
    words = _WORDS.match(line, start + 1)
    if words is None or not words[0].strip() or not line.startswith("](", words.end()):
        return None
    address = _ADDRESS.match(line, words.end() + 2)
    if address is None or not line.startswith(")", address.end()):
        return None
    return Piece("koppeling", words[0], address[0]), address.end() + 1


# --- in a text ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one text) or a list (its items)."""

    kind: Kind
    texts: tuple[str, ...]
    first: int = 1
    """The number of the first item; of a letter its place in the alphabet."""
    below: tuple[tuple["Block", ...], ...] = ()
    """The lists below each item; empty when no item has one."""


@dataclass(slots=True)
class _Line:
    """A line of a text, and what it is an item of when it looks like one."""

    typed: str
    depth: int = 0
    kind: Kind = "alinea"
    text: str = ""
    sign: str = ""
    number: int = 0
    after: int = 0
    """The number of the next line like this; 0 when there is none."""
    alone: bool = False
    """Whether it starts a line of its own, as one of more lines with signs that no list has."""


@dataclass(slots=True)
class _Open:
    """A block that is still being read."""

    kind: Kind
    depth: int = 0
    first: int = 1
    sign: str = ""
    texts: list[list[str]] = field(default_factory=list)
    below: list[list["_Open"]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.texts.append([text])
        self.below.append([])

    def block(self) -> Block:
        below = tuple(tuple(one.block() for one in under) for under in self.below)
        return Block(self.kind, tuple(map(" ".join, self.texts)), self.first, below if any(below) else ())


def blocks(text: str) -> list[Block]:
    """Split a text into blocks. An empty line parts paragraphs; lines that start with a sign or a number are a list.

    A list goes on past an empty line, and a line that stands deeper is an item of a list below. A number or a letter
    that no other goes with is part of the sentence. Other line ends are where the writer's editor wrapped the text:
    they become spaces.
    """
    reader = _Reader()
    for line in _lines(text):
        if line is None:
            reader.fresh = True
        else:
            reader.read(line)
    return [made.block() for made in reader.out]


def _lines(text: str) -> list[_Line | None]:
    """Return the lines of a text; None for an empty one."""
    found = [_line(typed) if typed.strip() else None for typed in text.split("\n")]
    following: dict[tuple[str, int], int] = {}
    dashes: set[str] = set()  # of the lines below, up to an empty one
    others: list[_Line] = []
    below: _Line | None = None
    for line in [*reversed(found), None]:
        if line is None:
            for other in others:
                other.alone = len(others) > 1
            dashes, others = set(), []
        elif line.kind == "lijst":
            line.after = line.sign in dashes
            dashes.add(line.sign)
        elif line.kind != "alinea":
            line.after = following.get((line.kind, line.depth), 0)
            following[line.kind, line.depth] = line.number
        elif _OTHER.match(line.typed):
            others.append(line)
        if line is None and below is not None and below.kind == "alinea":
            following = {}  # a count does not go on past a paragraph
        below = line
    return found


def _line(typed: str) -> _Line:
    bare = typed.strip()
    depth = len(typed) - len(typed.lstrip())
    match = _ITEM.fullmatch(bare)
    if match is None:
        return _Line(bare)
    if sign := match["teken"]:
        rank = next(rank for rank, signs in enumerate(_BULLETS) if sign in signs)
        return _Line(bare, depth + 2 * rank, "lijst", match["tekst"], sign)
    if match["nummer"]:
        return _Line(bare, depth, "nummers", match["tekst"], number=int(match["nummer"]))
    return _Line(bare, depth, "letters", match["tekst"], number=ord(match["letter"]) - 0x60)


class _Reader:
    """Puts lines in blocks, one after another."""

    def __init__(self) -> None:
        self.out: list[_Open] = []
        self.open: list[_Open] = []  # the list that is being read, and those below it
        self.fresh = True  # an empty line, or nothing, stands before
        self.last: dict[tuple[Kind, int], int] = {}

    def read(self, line: _Line) -> None:
        if line.kind == "alinea" or not self._item(line):
            self._words(line)
        self.fresh = False

    def _words(self, line: _Line) -> None:
        """Add a line that goes on with the paragraph or item before it, or starts a paragraph."""
        if self.fresh or line.alone or not self.out:
            self.open = []
            self.out.append(_Open("alinea"))
            self.out[-1].add(line.typed)
        else:
            (self.open or self.out)[-1].texts[-1].append(line.typed)

    def _item(self, line: _Line) -> bool:
        """Add an item; False when it is part of a sentence after all."""
        levels = list(self.open)
        while len(levels) > 1 and line.depth <= levels[-2].depth + 1:
            levels.pop()
        here = levels[-1] if levels else None
        deeper = here is not None and line.depth >= here.depth + 2 and len(levels) < _DEEPEST
        same = here if here and not deeper and here.kind == line.kind else None
        if same is None or not self._goes_on(same, line):
            if not self._starts(line, counting=same is not None):
                return False
            above = levels if deeper else levels[:-1]
            same = _Open(line.kind, line.depth, line.number or 1, line.sign)
            (above[-1].below[-1] if above else self.out).append(same)
            levels = [*above, same]
        same.add(line.text)
        self.open = levels
        self.last[line.kind, line.depth] = line.number
        return True

    def _goes_on(self, items: _Open, line: _Line) -> bool:
        """Tell whether an item belongs to a list of its kind: past an empty line, another sign is another list."""
        if line.kind == "lijst":
            return not self.fresh or line.sign == items.sign
        return line.number == items.first + len(items.texts)

    def _starts(self, line: _Line, counting: bool) -> bool:
        """Tell whether a list starts here. ``counting``: one of the same kind is being read, with another number."""
        in_sentence = not self.open and not self.fresh and bool(self.out)
        if line.sign == "o":
            return bool(self.open)
        if line.kind == "lijst":
            return not in_sentence or bool(line.after) or line.sign not in "–—−"
        if line.kind == "nummers" and line.number == 1:
            return self.fresh or not counting
        goes_on = not in_sentence and self.last.get((line.kind, line.depth)) == line.number - 1
        return goes_on or line.after == line.number + 1


def in_a_row(value: str) -> str:
    """Return a text with the items of its lists behind each other: ``De groep: maakt een kaart; zoekt.``."""
    out, item = "", False
    for line in filter(str.strip, value.split("\n")):
        found = _ITEM.fullmatch(line.strip())
        text = found["tekst"] if found and found["teken"] else line.strip()
        bullet = bool(found and found["teken"])
        if bullet and item:
            out = f"{out.rstrip('.;, ')};"
        elif item and out[-1] not in ".:;!?":
            out += "."  # what follows a list is a sentence of its own
        out, item = f"{out} {text}", bullet
    return out.strip()
