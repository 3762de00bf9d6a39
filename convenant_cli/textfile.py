"""Bytes to text: the encoding, the line ends, and the characters that no record may hold."""

import codecs
import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

_MAX_CHARACTERS_NAMED = 10

#: Characters that no record may hold: control characters, bidi overrides and isolates, invisible marks, surrogates.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\t]"
)
LINE_END = re.compile("\r\n|\n|\r")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Span(NamedTuple):
    """A stretch of the text. Lines and columns count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that a record may not hold: rule, place, sentence, and at most one other place."""

    rule: str
    span: Span
    message: str
    related: tuple[Span, str] | None = None
    hint: str = ""


#: The remedy for problems whose sentence does not hold it.
HINTS = {
    "yaml-dubbel": "houd de waarde die geldt en haal de andere weg",
    "yaml-leeg": "vul het record in, of haal het bestand weg",
}
START = Span(1, 1, 1, 1)


def text_of(raw: bytes) -> str:
    """Return the text of a file, also when it is not the UTF-8 it should be."""
    return decode(raw)[0]


def lines_of(raw: bytes) -> list[str]:
    """Return the lines of a file as a reader sees them, for excerpts."""
    return LINE_END.split(text_of(raw))


def _windows_character(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "replace").replace("\ufffd", "_"), error.start + 1


codecs.register_error("convenant-windows", _windows_character)


def decode(raw: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a file, and the problem with its encoding if there is one. A BOM is left out."""
    if raw[:2] in _UTF16:
        message = "het bestand is opgeslagen als UTF-16; sla het op als UTF-8"
        return raw.decode("utf-16", "replace"), [Problem("yaml-codering", START, message)]
    try:
        return raw.decode("utf-8").removeprefix("\ufeff"), []
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "convenant-windows").removeprefix("\ufeff")
        before = raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        span = _span_at(before, 1)
        byte = raw[error.start]
        shown = _windows_character(error)[0]
        likely = f" (in Windows-1252 een '{shown}')" if shown.isprintable() and shown != "_" else ""
        message = f"teken 0x{byte:02X}{likely} is geen UTF-8; sla het bestand op als UTF-8"
        return text, [Problem("yaml-codering", span, message)]


def _span_at(before: str, width: int) -> Span:
    lines = LINE_END.split(before)
    column = len(lines[-1]) + 1
    return Span(len(lines), column, len(lines), column + width)


def name_of(character: str) -> str:
    """Return how a sentence names a character that cannot be seen: its code point, and its Unicode name."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" ({name.lower()})" if name else "")


def refuse_characters(text: str, problems: list[Problem]) -> str:
    """Add a problem for the first ten lines with a tab and the first ten other characters; return the text without.

    Each becomes a space, so that lines and columns stay the same.
    """
    named = tabs = line_end = 0
    for match in FORBIDDEN.finditer(text):
        at = match.start()
        if match[0] == "\t":
            if tabs == _MAX_CHARACTERS_NAMED or at < line_end:
                continue
            tabs += 1
            ending = LINE_END.search(text, at)
            line_end = ending.start() if ending else len(text)
            problems.append(Problem("yaml-tab", _span_at(text[:at], 1), "een tab; gebruik spaties"))
            continue
        named += 1
        if named <= _MAX_CHARACTERS_NAMED:
            message = f"het teken {name_of(match[0])} hoort niet in een record; haal het weg"
            problems.append(Problem("yaml-stuurteken", _span_at(text[:at], 1), message))
    return FORBIDDEN.sub(" ", text)
