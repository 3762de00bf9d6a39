"""Long texts as blocks: paragraphs and lists, and in their lines bold words and links; nothing else.

The one reading of prose for every output format.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

Kind = Literal["alinea", "lijst", "nummers"]
Look = Literal["gewoon", "vet", "koppeling"]

_ITEM = re.compile(r"(?:[-*•]|(\d{1,3})[.)])\s+(.*)")
_ADDRESS = r"(?:https://|mailto:)[^\s<>\"()\[\]*]+"
_MARKUP = re.compile(
    rf"\*\*(?P<vet>(?=\S)(?:(?!\*\*).)+(?<=\S))\*\*(?!\*)"
    rf"|\[(?P<woorden>[^\[\]]*[^\[\]\s][^\[\]]*)\]\((?P<adres>{_ADDRESS})\)"
    rf"|(?<![\w/])(?P<kaal>{_ADDRESS}(?<![.,;:!?'’”]))"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: plain words, bold words, or a link with the words that are shown."""

    look: Look
    text: str
    address: str = ""


def pieces(line: str) -> list[Piece]:
    """Split a line at its markup: ``**vet**``, ``[woorden](https://…)``, and addresses with https or mailto."""
    found: list[Piece] = []
    at = 0
    for match in _MARKUP.finditer(line):
        if match.start() > at:
            found.append(Piece("gewoon", line[at : match.start()]))
        if match["vet"]:
            found.append(Piece("vet", match["vet"]))
        else:
            address = match["adres"] or match["kaal"]
            found.append(Piece("koppeling", match["woorden"] or address.removeprefix("mailto:"), address))
        at = match.end()
    if at < len(line):
        found.append(Piece("gewoon", line[at:]))
    return found


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one text) or a list (its items)."""

    kind: Kind
    texts: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Split a text into blocks. An empty line parts paragraphs; lines that start with a dash or a number are a list.

    A list goes on past an empty line. Other line ends are where the writer's editor wrapped the text: they become
    spaces.
    """
    out: list[Block] = []
    for filled, lines in groupby((line.strip() for line in text.split("\n")), bool):
        if filled:
            _chunk(lines, out)
    return out


def _chunk(lines: Iterable[str], out: list[Block]) -> None:
    """Add the blocks of lines without an empty line between them."""
    kind: Kind = "alinea"
    texts: list[str] = []
    last = out[-1] if out else None
    count = len(last.texts) if last and last.kind == "nummers" else 0
    for line in lines:
        match = _ITEM.fullmatch(line)
        found = _kind(match, count, first=not texts)
        if match is None or found is None:
            # Goes on with the item or paragraph before it.
            if texts:
                texts[-1] += f" {line}"
            else:
                texts, count = [line], 0
            continue
        goes_on = found == "lijst" or int(match[1]) == count + 1
        if not texts and goes_on and last and last.kind == found:
            texts = list(out.pop().texts)
        elif found != kind and texts:
            out.append(Block(kind, tuple(texts)))
            texts = []
        kind = found
        texts.append(match[2])
        count = len(texts) if kind == "nummers" else 0
    out.append(Block(kind, tuple(texts)))


def _kind(match: re.Match[str] | None, count: int, first: bool) -> Kind | None:
    """Return what a line that looks like an item belongs to; None when it is part of a sentence after all."""
    if match is None:
        return None
    if match[1] is None:
        return "lijst"
    # A number that does not continue the count is part of the sentence: "in\n2026. Daarna".
    return "nummers" if int(match[1]) == count + 1 or (first and int(match[1]) == 1) else None
