"""A spreadsheet that came back as its cells, whatever program wrote it."""

from collections.abc import Iterator
from typing import Any

from convenant_cli.exchange import blad_csv, ods_terug
from convenant_cli.exchange.cellen import FORMULE, Boek, Cel, wrong
from convenant_cli.exchange.packages import Bestand, opened, sent_back
from convenant_cli.exchange.zending import EIGENSCHAP


def boek(path: Bestand) -> Boek:
    """Return the cells of a file. Raises PackageError for what is no spreadsheet, RefusedError for what is not read."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return blad_csv.read(sent_back(path))
    return ods_terug.read(sent_back(path)) if suffix == ".ods" else _workbook(opened(path))


def _workbook(book: Any) -> Boek:
    marks = {one.name: str(one.value) for one in book.custom_doc_props.props}
    sheets: dict[str, list[list[Cel]]] = {name: [] for name in book.sheetnames}  # a sheet with a chart has no cells
    sheets |= {sheet.title: [[_cel(cell) for cell in row] for row in sheet.iter_rows()] for sheet in book.worksheets}
    return Boek(sheets, marks.get(EIGENSCHAP, ""), tuple(_remarks(book)))


def _remarks(book: Any) -> Iterator[str]:
    """Yield where a note stands below the heads, which have notes of ours."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if cell.comment:
                    yield f"blad {sheet.title}, rij {cell.row}, kolom {cell.column_letter}"


def _cel(cell: Any) -> Cel:
    if cell.data_type == "f":
        return Cel(cell.value, FORMULE)
    return Cel(cell.value, wrong(cell.value) if cell.data_type == "e" else "")
