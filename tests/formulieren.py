"""Statement forms in tests: a dossier to send them from, and what a party does with one."""

import shutil
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from convenant_cli.dossier.content import Content
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.inname import Inname, inname
from convenant_cli.exchange.packages import Bestand
from convenant_cli.exchange.vragen import formulieren
from convenant_cli.exchange.workbook import workbook
from convenant_cli.sources.sources import worktree
from tests.conftest import PEILDATUM, ROOT

YEAR = "2026"
Edit = Callable[[Any], None]


def dossier_in(folder: Path) -> Path:
    """Copy the shipped records to a folder of their own."""
    shutil.copytree(ROOT / "data", folder / "data")
    return folder


def read(root: Path) -> Dossier:
    return load(worktree(root))[0]


def sent(root: Path, party: str, to: Path, year: str = YEAR, day: date = PEILDATUM) -> Path:
    """Write the form of a party as it is sent, and return where."""
    path = to / f"verklaring-{year}-{party}.xlsx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(_form(Content(read(root)), year, party, day))
    return path


@lru_cache(maxsize=128)
def _form(content: Content, year: str, party: str, day: date) -> bytes:
    """Return a form. Many tests ask for one of a dossier with the same records."""
    (form,) = formulieren(content.dossier, year, [party], day, "proef")
    return workbook(form)


def filled(path: Path, edit: Edit, to: Path | None = None) -> Path:
    """Change a form as a party does with openpyxl, and return where it is."""
    book = load_workbook(path)
    edit(book)
    book.save(to or path)
    return to or path


def cells(**values: Any) -> Edit:
    """Return an edit that puts values in cells of the questions: ``cells(F2="Ja")``."""

    def edit(book: Any) -> None:
        for cell, value in values.items():
            book["Vragen"][cell] = value

    return edit


def taken_in(root: Path, *paths: Bestand, day: date = PEILDATUM, form_wins: bool = False) -> Inname:
    """Read forms against the dossier as it is on disk."""
    dossier = read(root)
    return inname(dossier.source, dossier, paths, day, form_wins)


def row_of(path: Path, clause: str) -> int:
    """Return the row of a question by the name of its row."""
    return _rows(path.read_bytes())[clause]


@lru_cache(maxsize=128)
def _rows(raw: bytes) -> dict[str, int]:
    sheet = load_workbook(BytesIO(raw))["Vragen"]
    return {sheet.cell(row, 11).value: row for row in range(sheet.max_row, 1, -1)}
