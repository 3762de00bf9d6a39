"""Sheets in tests: a small dossier to send them from, and what somebody does with one."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.exchange import tabellen
from convenant_cli.exchange.beproeven import Vraag
from convenant_cli.exchange.uitgeven import blad
from convenant_cli.exchange.verwerken import Verwerking, verwerking
from convenant_cli.sources.sources import Source
from tests.conftest import TESTS, overlay

DAY = date(2026, 11, 28)


@cache
def dossier() -> Dossier:
    """Return a small dossier that no test changes."""
    return load(overlay(TESTS / "profielen" / "schoolgebouwen"))[0]


def with_files(**texts: tuple[str, str]) -> Dossier:
    """Return the same dossier with other words in some files: ``(old, new)`` by the name of a file without its end."""
    source = dossier().source
    files = dict(source.files)
    for key, (old, new) in texts.items():
        (name,) = [one for one in files if Path(one).stem == key.replace("_", "-")]
        assert old in files[name].decode()
        files[name] = files[name].decode().replace(old, new).encode()
    return load(replace(source, files=files))[0]


def sent(kind: str, suffix: str, to: Path, of: Dossier | None = None, welk: str | None = None) -> Path:
    """Write a sheet as it is sent, and return where."""
    path = to / f"{kind}{suffix}"
    path.write_bytes(blad(of or dossier(), kind, welk, [], DAY, "proef", suffix))
    return path


def filled(path: Path, **cells: Any) -> Path:
    """Change cells of the rows as somebody does: ``filled(path, **{"2026/actie|Status": "loopt"})``."""
    book = load_workbook(path)
    sheet = book[path.stem.split("-")[0].capitalize()]
    for key, value in cells.items():
        cell = sheet[place_of(sheet, key)]
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"  # also what looks like a formula
    book.save(path)
    return path


def place_of(sheet: Any, key: str) -> str:
    """Return the cell of a row and a head: ``halt/contactpersoon|E-mail``."""
    id, head = key.split("|")
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, len(heads)).value == id)
    place: str = sheet.cell(row, heads.index(head) + 1).coordinate
    return place


def edited_text(path: Path, edit: Callable[[list[list[str]]], None]) -> Path:
    """Change a .csv by its rows, as a program does that reads and writes it."""
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))
    edit(rows)
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return path


def taken(*paths: Path, of: Dossier | None = None, **asked: Any) -> Verwerking:
    """Lay sheets beside a dossier."""
    there = of or dossier()
    return verwerking(there.source, there, paths, Vraag(DAY, **asked))


def faults(every: Verwerking) -> str:
    """Return all that is not taken over, a line each."""
    return "\n".join(fault for one in every.gelezen for fault in one.gebreken)


def lines(every: Verwerking, source: Source | None = None) -> dict[str, tuple[list[str], list[str]]]:
    """Return of each file that changes which lines go and which come."""
    old = (source or dossier().source).files
    found = {}
    for name, raw in every.bestanden.items():
        before, after = old[name].decode().splitlines(), raw.decode().splitlines()
        gone = [line.strip() for line in before if line not in after]
        found[Path(name).stem] = (gone, [line.strip() for line in after if line not in before])
    return found


def kinds() -> Sequence[str]:
    return tabellen.names()
