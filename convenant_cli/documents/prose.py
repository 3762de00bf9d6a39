"""Long texts as blocks: paragraphs and lists, nothing else. The one reading of prose for every output format."""

import re
from dataclasses import dataclass
from typing import Literal

_ITEM = re.compile(r"(?:[-*•]|(\d{1,3})[.)])\s+(.*)")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (one text) or a list (its items)."""

    kind: Literal["alinea", "lijst", "nummers"]
    texts: tuple[str, ...]


def blocks(text: str) -> list[Block]:
    """Split a text into blocks. An empty line parts paragraphs; lines that start with a dash or a number are a list.

    Other line ends are where the writer's editor wrapped the text: they become spaces.
    """
    out: list[Block] = []
    for chunk in re.split(r"\n[ \t]*\n", text.strip()):
        _chunk([line.strip() for line in chunk.split("\n")], out)
    return out


def _chunk(lines: list[str], out: list[Block]) -> None:
    kind: Literal["alinea", "lijst", "nummers"] = "alinea"
    texts: list[str] = []
    expected = 1
    for line in lines:
        match = _ITEM.fullmatch(line)
        # A number that does not continue the count is part of the sentence: "in\n2026. Daarna".
        numbered = match is not None and match[1] is not None and int(match[1]) == expected
        found: Literal["alinea", "lijst", "nummers"] | None = (
            None if match is None else "nummers" if numbered else None if match[1] else "lijst"
        )
        if found is None:
            # Goes on with the item or paragraph before it.
            if texts:
                texts[-1] = f"{texts[-1]} {line}".strip()
            else:
                texts.append(line)
            continue
        if found != kind and texts:
            out.append(Block(kind, tuple(texts)))
            texts = []
        kind = found
        assert match is not None
        texts.append(match[2])
        expected = expected + 1 if numbered else 1
    if texts:
        out.append(Block(kind, tuple(texts)))
