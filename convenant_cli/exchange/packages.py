"""A spreadsheet that somebody sent: bounded, without anything that runs or fetches, and only then opened."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from warnings import catch_warnings
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.vetting import DamagedError, Reader, StyleError, unpack_bounded
from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import read_named
from convenant_cli.sources.textfile import POINTER_MESSAGE, is_lfs_pointer
from convenant_cli.text.opdracht import installing

LARGEST_FILE = 10_000_000
"""Bytes of a form or table that somebody filled in."""
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS, _MOST_SHEETS = 1_000, 100, 50_000, 20
_LONGEST_TEXT = 32_767  # characters; no program puts more in a cell
_LONGEST_FORMULA, _MOST_FORMULAS = 1_000, 500  # one that is shared is worked out anew for every cell
_OLD_OR_LOCKED, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_RELATIONS = re.compile(r"(?:.*/)?_rels/[^/]*\.rels")
_TEXTS = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
#: Parts that run or fetch something, by what their names hold, and how a sentence calls them.
_REFUSED = (
    (re.compile(r"vba|macrosheets?/|dialogsheets?/", re.IGNORECASE), "macro's"),
    (re.compile(r"externallinks?/", re.IGNORECASE), "koppelingen naar andere bestanden"),
    (re.compile(r"embeddings?/|activex/|ctrlprops/|oleobject", re.IGNORECASE), "ingesloten objecten"),
    (re.compile(r"connections\.xml|querytables?/|model/item|webextensions?/|customui", re.IGNORECASE),
     "verbindingen met gegevens van elders"),
)  # fmt: skip
#: What openpyxl raises on packages that no program would write.
_FAULTS = (
    KeyError, ValueError, TypeError, AttributeError, IndexError, LookupError, OSError, RuntimeError, OverflowError,
    ArithmeticError, AssertionError, ET.ParseError, SyntaxError,
)  # fmt: skip

_MISSING = "om formulieren te lezen zijn openpyxl en defusedxml nodig"


class PackageError(ConvenantError):
    """A file that is not read; its text is the rest of the sentence behind the name of the file."""


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file that came in a mail, in memory. Nothing of it is on disk, and its name is no way to anything."""

    name: str
    """What a reader is told: the name that it was given, and the mail."""
    suffix: str
    raw: bytes = field(repr=False)

    def __str__(self) -> str:
        return self.name


#: What somebody sent: a file on disk, or one in a mail.
Bestand = Path | Bijlage


def opened(path: Bestand) -> Any:
    """Return a spreadsheet as a workbook of openpyxl, of which nothing was run, fetched or worked out.

    Raises PackageError when the file is no spreadsheet, or is more than that; RefusedError when it cannot be read.
    """
    return _opened(sent_back(path))


@lru_cache(maxsize=64)
def _opened(raw: bytes) -> Any:
    """Open a file once: of each that came back is asked first whether it is a form, and then what it says."""
    return _load(_vetted(raw))


def give_back() -> None:
    """Forget what was opened: what stands in it is known now, and the judging that follows needs the memory."""
    _opened.cache_clear()


def sent_back(path: Bestand, largest: int = LARGEST_FILE) -> bytes:
    """Return what a file holds that somebody sent. Raises PackageError when it is not there, and RefusedError."""
    raw = path.raw if isinstance(path, Bijlage) else read_named(path, largest)
    if raw is not None and len(raw) > largest:
        raise PackageError("het is veel groter dan een formulier kan zijn; vul het formulier zelf in")
    if raw is None:
        raise PackageError("het bestand is er niet; kijk of de naam klopt")
    if is_lfs_pointer(raw):
        raise PackageError(POINTER_MESSAGE)
    return raw


def _vetted(raw: bytes) -> bytes:
    """Return a package of which the parts are bounded and hold nothing active. Raises PackageError."""
    if raw.startswith(_OLD_OR_LOCKED):
        raise PackageError(
            "het heeft een wachtwoord, of is in het oude Excel-formaat (.xls) opgeslagen; sla het zonder wachtwoord op "
            "als .xlsx"
        )
    if not raw.startswith(_ZIP):
        raise PackageError("het is geen Excel-bestand (.xlsx), alleen de naam eindigt zo; sla het op als .xlsx")
    try:
        parts = unpack_bounded(raw)
        reader = Reader(parts)
        _refuse_active(parts, reader)
        for name in parts:
            if _SHEET.fullmatch(name):
                _measure(reader.part(name).root)
            elif name == _TEXTS:
                for text in reader.part(name).root:
                    _refuse_long(text)
            elif name.endswith((".xml", ".rels")) and not _RELATIONS.fullmatch(name):
                reader.part(name)
    except DamagedError as error:
        raise PackageError("het is beschadigd of geen Excel-bestand; open het, en sla het opnieuw op") from error
    except StyleError as error:
        raise PackageError("het is veel groter dan een formulier kan zijn; vul het formulier zelf in") from error
    return pack(parts)


def _refuse_active(parts: dict[str, bytes], reader: Reader) -> None:
    """Raise PackageError for what runs or fetches something; a link to click on in a text is none of those."""
    for name in parts:
        _refuse_name(name)
    if "[Content_Types].xml" not in parts:
        raise DamagedError("content types")
    kinds = {element.get("ContentType", "") for element in reader.part("[Content_Types].xml").root}
    if _MAIN not in kinds:
        if any("macroEnabled" in kind for kind in kinds):
            raise PackageError("het heeft macro's; sla het op als gewoon Excel-bestand (.xlsx)")
        raise PackageError("het is geen Excel-bestand (.xlsx), alleen de naam eindigt zo; sla het op als .xlsx")
    for kind in kinds:
        _refuse_name(kind.replace("+", "/"))
    for name in parts:
        if not _RELATIONS.fullmatch(name):
            continue
        for relation in reader.part(name).root:
            kind = relation.get("Type", "").rpartition("/")[2]
            _refuse_name(f"{kind}/")
            if relation.get("TargetMode") == "External" and kind != "hyperlink":
                raise PackageError(
                    "het haalt iets op van een andere plaats; vul het formulier zelf in, zonder koppeling"
                )


def _refuse_name(name: str) -> None:
    for pattern, what in _REFUSED:
        if pattern.search(name):
            raise PackageError(f"het heeft {what}; sla het op als gewoon Excel-bestand (.xlsx), zonder {what}")


def _measure(sheet: ET.Element) -> None:
    """Raise PackageError when a sheet names cells far away, or stretches so many that reading them has no end."""
    formulas = 0
    for element in sheet.iter():
        kind = element.tag.rpartition("}")[2]
        if kind in ("c", "row"):
            row, column = _place(element.get("r", "A1") if kind == "c" else f"A{element.get('r', '1')}")
            if row > _MOST_ROWS or column > _MOST_COLUMNS:
                raise PackageError(
                    f"het heeft iets in rij {row}, kolom {column}, ver buiten het formulier; haal het daar weg"
                )
        elif kind in ("mergeCell", "hyperlink", "f") and _cells(element.get("ref", "A1")) > _MOST_CELLS:
            raise PackageError("het voegt heel veel cellen samen; vul het formulier zelf in, zonder samenvoegen")
        if kind in ("is", "v"):
            _refuse_long(element)
        if kind == "f":
            formulas += 1
            if formulas > _MOST_FORMULAS or len(element.text or "") > _LONGEST_FORMULA:
                raise PackageError("het heeft veel of heel lange formules; schrijf antwoorden zonder formules")


def _refuse_long(element: ET.Element) -> None:
    if sum(map(len, element.itertext())) > _LONGEST_TEXT:
        raise PackageError(f"het heeft meer dan {_LONGEST_TEXT} tekens in een cel; kort de tekst in")


def _place(cell: str) -> tuple[int, int]:
    match = _AREA.fullmatch(cell)
    if match is None:
        raise DamagedError("cell")
    return int(match[2]), _column(match[1])


def _cells(area: str) -> int:
    match = _AREA.fullmatch(area)
    if match is None:
        raise DamagedError("area")
    if match[3] is None:
        return 1
    return (abs(_column(match[3]) - _column(match[1])) + 1) * (abs(int(match[4]) - int(match[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _load(raw: bytes) -> Any:
    try:
        import defusedxml  # noqa: F401  # openpyxl reads with it where it is there
        from openpyxl import load_workbook
    except ImportError as error:
        raise ConvenantError(f"{_MISSING}; {installing('openpyxl defusedxml')}") from error
    try:
        with catch_warnings(action="ignore"):  # what openpyxl does not know of a newer Excel is nothing to an answer
            book = load_workbook(BytesIO(raw), data_only=False, keep_vba=False, keep_links=False)
    except _FAULTS as error:
        raise PackageError("het is beschadigd of geen Excel-bestand; open het, en sla het opnieuw op") from error
    if len(book.sheetnames) > _MOST_SHEETS:
        raise PackageError(f"het heeft {len(book.sheetnames)} bladen; vul het formulier zelf in")
    return book
