"""Bytes to text: the encoding, the line ends, and the characters that no record may hold."""

import codecs
import re
import unicodedata
from typing import NamedTuple

_MAX_CHARACTERS_NAMED = 10

#: Characters that no record may hold: control characters, bidi overrides and isolates, invisible marks, surrogates.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\t]"
)
LINE_END = re.compile("\r\n|\n|\r")
#: The mark at the start of a text in another encoding. The one of UTF-32 starts with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "UTF-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16"),
    *((b"+/v" + last, "UTF-7", "utf-7") for last in (b"8", b"9", b"+", b"/")),
)
#: How the files of other programs start, and what a sentence calls them.
_PROGRAMS = (
    (b"PK\x03\x04", "een zip-bestand, zoals Word en Excel maken"),
    (b"\xd0\xcf\x11\xe0", "een bestand van een oude Word of Excel"),
    (b"{\\rtf", "een RTF-bestand"),
    (b"%PDF", "een PDF"),
    (b"\x1f\x8b", "een ingepakt bestand (gzip)"),
    (b"BZh91AY&SY", "een ingepakt bestand (bzip2)"),
    (b"\xfd7zXZ", "een ingepakt bestand (xz)"),
    (b"7z\xbc\xaf", "een ingepakt bestand (7-Zip)"),
    (b"\x89PNG", "een plaatje"),
    (b"\xff\xd8\xff", "een plaatje"),
    (b"GIF8", "een plaatje"),
    (b"SQLite format 3", "een database"),
    (b"\x7fELF", "een programma"),
)
_POINTER = b"version https://git-lfs.github.com/spec/"
_LONGEST_POINTER = 1024  # bytes, as Git LFS says
#: What a file is that Git LFS left in the place of another one, and where that is.
POINTER_MESSAGE = "dit is een verwijzing van Git LFS en niet het bestand zelf; haal het op met 'git lfs pull'"
_SNIFFED = 4096  # bytes from which an encoding without a mark is known


class Span(NamedTuple):
    """A stretch of the text. Lines and columns count from 1; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


class Problem(NamedTuple):
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
    """Return the text of a file, and the problem with its encoding if there is one. A BOM is left out.

    The text is empty when the file holds none, as a picture does; then there is a problem.
    """
    if wrong := _no_text(raw):
        return "", [Problem("yaml-codering", START, wrong)]
    if (encoding := _encoding(raw)) is not None:
        name, codec = encoding
        message = f"het bestand is opgeslagen als {name}; sla het op als UTF-8"
        return raw.decode(codec, "replace").removeprefix("\ufeff"), [Problem("yaml-codering", START, message)]
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


def is_lfs_pointer(raw: bytes) -> bool:
    """Tell whether a file is what Git LFS leaves in its place until the file itself is fetched."""
    return len(raw) <= _LONGEST_POINTER and raw.startswith(_POINTER)


def _no_text(raw: bytes) -> str:
    """Return in a sentence what a file is that holds no text; empty when it may hold text."""
    if is_lfs_pointer(raw):
        return POINTER_MESSAGE
    for start, what in _PROGRAMS:
        if raw.startswith(start):
            return f"dit is {what}, geen tekst; zet de tekst in een bestand met codering UTF-8"
    if raw.count(0) * 2 > len(raw) and _encoding(raw) is None:
        return (
            "het bestand is beschadigd: het bestaat voor het grootste deel uit nullen; haal het terug uit git "
            "('git checkout -- BESTAND') of uit een reservekopie"
        )
    return ""


def _encoding(raw: bytes) -> tuple[str, str] | None:
    """Return the name and the codec of an encoding other than UTF-8; None when nothing says so.

    Without a mark UTF-16 and UTF-32 show in where the zeros stand: text of our letters has them in every second byte,
    or in three of four.
    """
    for mark, name, codec in _MARKS:
        if raw.startswith(mark):
            return name, codec
    head = raw[: min(len(raw), _SNIFFED) // 4 * 4]
    if b"\0" not in head:
        return None
    zeros = [head[at::4].count(0) * 4 / len(head) for at in range(4)]
    most, few = [share > 0.5 for share in zeros], [share < 0.2 for share in zeros]
    if most[2] and most[3] and few[0]:
        return "UTF-32", "utf-32-le"
    if most[0] and most[1] and few[3]:
        return "UTF-32", "utf-32-be"
    if most[1] and most[3] and few[0] and few[2]:
        return "UTF-16", "utf-16-le"
    if most[0] and most[2] and few[1] and few[3]:
        return "UTF-16", "utf-16-be"
    return None


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

    The same character many times on end is one problem. Each becomes a space, so that lines and columns stay the same.
    """
    named = tabs = line_end = 0
    for match in re.finditer(rf"({FORBIDDEN.pattern})\1*", text):
        at = match.start()
        if match[1] == "\t":
            if tabs == _MAX_CHARACTERS_NAMED or at < line_end:
                continue
            tabs += 1
            ending = LINE_END.search(text, at)
            line_end = ending.start() if ending else len(text)
            problems.append(Problem("yaml-tab", _span_at(text[:at], 1), "een tab; gebruik spaties"))
            continue
        named += 1
        if named <= _MAX_CHARACTERS_NAMED:
            times = f", {len(match[0])} keer achter elkaar," if len(match[0]) > 1 else ""
            message = f"het teken {name_of(match[1])}{times} hoort niet in een record; haal het weg"
            problems.append(Problem("yaml-stuurteken", _span_at(text[:at], 1), message))
    return FORBIDDEN.sub(" ", text)


class LineStarts:
    """Where the lines of a text begin, to find the place of a span in it."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def stretch(self, span: Span) -> tuple[int, int]:
        """Return from which character to which a span goes."""
        return self._starts[span.line - 1] + span.column - 1, self._starts[span.end_line - 1] + span.end_column - 1
