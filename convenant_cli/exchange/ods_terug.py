"""An OpenDocument spreadsheet that somebody sent: bounded, and only its values are read.

Read as XML: a library that gives only values says nothing of formulas, and takes a cell with an error for an empty one.
"""

from collections.abc import Iterator
from datetime import date
from math import isfinite
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.vetting import DamagedError, Reader, StyleError, unpack_bounded
from convenant_cli.exchange.cellen import EMPTY, FORMULE, Boek, Cel, letter, wrong
from convenant_cli.exchange.packages import PackageError
from convenant_cli.exchange.zending import EIGENSCHAP

_BASE = "{urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TABLE, _TEXT, _META = (f"{_BASE}{name}:1.0}}" for name in ("office", "table", "text", "meta"))
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_ROWS = frozenset(f"{_TABLE}{name}" for name in ("table-header-rows", "table-row-group", "table-rows"))
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MACROS = ("Basic/", "Scripts/")
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS, _MOST_SHEETS = 1_000, 100, 50_000, 20
_LONGEST = 32_767  # characters in a cell
_MOST_SPACES = 1_000  # that one element stands for
_FAULTS = (ValueError, OverflowError)


def read(raw: bytes) -> Boek:
    """Return the cells of an .ods. Raises PackageError when it is none, or is more than a sheet of convenant can be."""
    try:
        parts = unpack_bounded(raw)
        if "content.xml" not in parts or not parts.get("mimetype", b"").startswith(
            b"application/vnd.oasis.opendocument"
        ):
            raise DamagedError("content")
        if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
            raise PackageError("het heeft een wachtwoord; sla het op zonder wachtwoord")
        if any(name.startswith(_MACROS) for name in parts):
            raise PackageError("het heeft macro's; sla het op zonder macro's")
        reader = Reader(parts)
        tables = reader.part("content.xml").root.findall(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
        if len(tables) > _MOST_SHEETS:
            raise PackageError(f"het heeft {len(tables)} bladen; vul de tabel zelf in")
        sheets = {one.get(f"{_TABLE}name", ""): _sheet(one) for one in tables}
        remarks = tuple(remark for one in tables for remark in _remarks(one))
        return Boek(sheets, _kenmerk(reader) if "meta.xml" in parts else "", remarks)
    except DamagedError as error:
        raise PackageError("het is beschadigd of geen ODS-bestand; open het, en sla het opnieuw op") from error
    except StyleError as error:
        raise PackageError("het is veel groter dan een tabel van convenant kan zijn; vul de tabel zelf in") from error


def _kenmerk(reader: Reader) -> str:
    for one in reader.part("meta.xml").root.iter(f"{_META}user-defined"):
        if one.get(f"{_META}name") == EIGENSCHAP:
            return (one.text or "").strip()
    return ""


def _sheet(table: ET.Element) -> list[list[Cel]]:
    rows: list[list[Cel]] = []
    cells = 0
    for element in _rows(table):
        times = _times(element, "number-rows-repeated")
        row = _row(element)
        if not row:
            rows.extend([] for _ in range(min(times, _MOST_ROWS + 1)))
            continue
        cells += len(row) * times
        if len(rows) + times > _MOST_ROWS or cells > _MOST_CELLS:
            raise PackageError(f"het heeft iets in rij {len(rows) + 1}, ver buiten de tabel; haal het daar weg")
        rows.extend([row] * times)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _remarks(table: ET.Element) -> Iterator[str]:
    """Yield where a note stands below the heads, which have notes of ours."""
    number = 1
    for row in _rows(table):
        column = 0
        for one in (one for one in row if one.tag in _CELLS):
            if number > 1 and one.find(f"{_OFFICE}annotation") is not None:
                yield f"blad {table.get(f'{_TABLE}name', '')}, rij {number}, kolom {letter(column)}"
            column += _times(one, "number-columns-repeated")
        number += _times(row, "number-rows-repeated")


def _rows(parent: ET.Element) -> Iterator[ET.Element]:
    for one in parent:
        if one.tag == f"{_TABLE}table-row":
            yield one
        elif one.tag in _ROWS:
            yield from _rows(one)


def _row(element: ET.Element) -> list[Cel]:
    """Return the cells of a row up to the last one that holds something."""
    row: list[Cel] = []
    for one in element:
        if one.tag not in _CELLS:
            continue
        times = _times(one, "number-columns-repeated")
        cell = _cell(one)
        if cell != EMPTY and len(row) + times > _MOST_COLUMNS:
            raise PackageError(f"het heeft iets in kolom {len(row) + 1}, ver buiten de tabel; haal het daar weg")
        row.extend([cell] * min(times, _MOST_COLUMNS + 1 - min(len(row), _MOST_COLUMNS)))
    while row and row[-1] == EMPTY:
        row.pop()
    return row


def _times(element: ET.Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise DamagedError(name)
    return int(text)


def _cell(element: ET.Element) -> Cel:
    text = "\n".join(_line(one) for one in element if one.tag == f"{_TEXT}p")
    if len(text) > _LONGEST:
        raise PackageError(f"het heeft meer dan {_LONGEST} tekens in een cel; kort de tekst in")
    if element.get(f"{_TABLE}formula"):
        return Cel(text, FORMULE)
    kind = element.get(f"{_OFFICE}value-type", "")
    if element.get(f"{_CALC}value-type") == "error":
        return Cel(text, wrong(text))
    try:
        if kind in ("float", "currency", "percentage"):
            number = float(element.get(f"{_OFFICE}value", ""))
            if not isfinite(number):
                raise ValueError(number)
            return Cel(int(number) if number.is_integer() else number)
        if kind == "date":
            return Cel(date.fromisoformat(element.get(f"{_OFFICE}date-value", "")[:10]))
    except _FAULTS:
        return Cel(text, wrong(text))
    if kind == "boolean":
        return Cel(element.get(f"{_OFFICE}boolean-value") == "true")
    return Cel(element.get(f"{_OFFICE}string-value") or text or None)


def _line(element: ET.Element) -> str:
    parts = [element.text or ""]
    for one in element:
        if one.tag == f"{_TEXT}s":
            count = one.get(f"{_TEXT}c", "1")
            parts.append(" " * min(int(count) if count.isascii() and count.isdecimal() else 1, _MOST_SPACES))
        elif one.tag == f"{_TEXT}tab":
            parts.append(" ")
        elif one.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif one.tag != f"{_OFFICE}annotation":
            parts.append(_line(one))
        parts.append(one.tail or "")
    return "".join(parts)
