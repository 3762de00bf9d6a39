"""A sheet for parties as a workbook of Excel: a table to read, to correct by choosing and typing, and to print."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from convenant_cli.exchange.cellen import letter
from convenant_cli.exchange.drawing import BOX, COLOUR, HEAD, NORMAL, PLAIN, Drawing, height
from convenant_cli.exchange.kolommen import Kolom
from convenant_cli.exchange.zending import (
    EIGENSCHAP,
    ID_KOP,
    KENMERKEN,
    KEUZES,
    UITLEG,
    VERBORGEN,
    Zending,
    Zendingsrij,
)

_NARROW, _SHORT, _LONG, _DAY = 14, 22, 40, 12  # widths
_FIXED = (9, 26)  # widths of the fixed cells: the least and the most


def write(made: Zending) -> bytes:
    """Return a sheet as .xlsx; the same bytes for the same rows. Raises ConvenantError."""
    moment = datetime.combine(made.dag, datetime.min.time())
    title = f"{made.blad} van {made.titel}"
    drawing = Drawing(title, made.titel, made.waar, moment, "kort haar in")
    drawing.book.set_custom_property(EIGENSCHAP, made.kenmerk)
    _Maker(drawing, made).make()
    return drawing.done()


def width(column: Kolom) -> int:
    """Return how wide a column is, in figures."""
    if column.dag or column.getal:
        return _DAY
    return _LONG if column.lang else _NARROW if column.keuzes else _SHORT


def fixed_widths(made: Zending) -> list[int]:
    """Return how wide each of the fixed columns is: as its longest text, within bounds."""
    least, most = _FIXED
    columns = zip(made.soort.vast, *(line.vast for line in made.regels), strict=True)
    return [min(most, max(least, *(len(text) + 2 for text in column))) for column in columns]


class _Maker:
    """Fills one workbook."""

    def __init__(self, drawing: Drawing, made: Zending) -> None:
        self._drawing, self._made = drawing, made
        self._book, self._put = drawing.book, drawing.put
        self._fixed, self._widths = len(made.soort.vast), fixed_widths(made)
        self._last = len(made.koppen)
        """The hidden column with the names of the rows, counted from 0."""

    def make(self) -> None:
        rows, told, lists, hidden = (
            self._book.add_worksheet(name) for name in (self._made.blad, UITLEG, KEUZES, VERBORGEN)
        )
        self._rows(rows)
        self._told(told)
        self._lists(lists, rows)
        self._hidden(hidden)
        rows.activate()
        lists.hide()
        hidden.very_hidden()

    def _rows(self, sheet: Any) -> None:
        made = self._made
        for number, head in enumerate((*made.koppen, ID_KOP)):
            self._put(sheet, f"{letter(number)}1", head, **HEAD)
        for number, figures in enumerate(self._widths):
            sheet.set_column(number, number, figures)
        for number, column in enumerate(made.kolommen, self._fixed):
            sheet.set_column(number, number, width(column))
            sheet.write_comment(0, number, column.uitleg, {"x_scale": 1.6, "y_scale": 1.2})
        sheet.set_column(self._last, self._last, None, None, {"hidden": True})
        for number, line in enumerate(made.regels, 1):
            self._row(sheet, number, line)
        last = len(made.regels)
        sheet.autofilter(0, 0, last, self._last - 1)
        sheet.freeze_panes(1, self._fixed)
        sheet.repeat_rows(0)
        self._drawing.page(sheet, f"A1:{letter(self._last - 1)}{last + 1}", f"{made.blad}, {made.titel}")
        sheet.protect("", {"format_rows": True, "format_columns": True, "autofilter": True})

    def _row(self, sheet: Any, number: int, line: Zendingsrij) -> None:
        sizes: list[tuple[str, float, int]] = []
        for at, text in enumerate(line.vast):
            self._put(sheet, f"{letter(at)}{number + 1}", text, num_format="@", **PLAIN)
            sizes.append((text, self._widths[at], NORMAL))
        for at, (column, text) in enumerate(zip(self._made.kolommen, line.waarden, strict=True), self._fixed):
            self._cell(sheet, f"{letter(at)}{number + 1}", column, text)
            sizes.append((column.getoond(text), width(column), NORMAL))
        self._put(sheet, f"{letter(self._last)}{number + 1}", line.id)
        sheet.set_row(number, height(*sizes))

    def _cell(self, sheet: Any, cell: str, column: Kolom, text: str) -> None:
        if not column.dag and not column.getal:
            self._put(sheet, cell, column.getoond(text), num_format="@", **BOX)
            return
        looks = {"align": "left", "num_format": "dd-mm-yyyy"} if column.dag else {"align": "right"}
        style = self._drawing.format(**BOX, **looks)
        if not text:
            done = sheet.write_blank(cell, None, style)
        elif column.dag:
            done = sheet.write_datetime(cell, date.fromisoformat(text), style)
        else:
            done = sheet.write_number(cell, float(text), style)
        assert done == 0, f"{cell}: {done}"

    def _told(self, sheet: Any) -> None:
        sheet.set_column("A:A", 110)
        self._put(sheet, "A1", f"Zo controleert u: {self._made.soort.naam}", bold=True, font_size=14, font_color=COLOUR)
        for number, text in enumerate(self._made.stappen, 3):
            self._put(sheet, f"A{number}", text, text_wrap=True)
        self._drawing.page(sheet, "A1:A12", self._made.titel)
        sheet.protect("")

    def _lists(self, lists: Any, sheet: Any) -> None:
        """Write each list of choices once, and hang it on its columns."""
        names: dict[tuple[str, ...], str] = {}
        for at, column in enumerate(self._made.kolommen, self._fixed):
            if not column.keuzes:
                continue
            if column.keuzes not in names:
                own = letter(len(names))
                for number, text in enumerate(column.keuzes, 1):
                    self._put(lists, f"{own}{number}", text, num_format="@")
                names[column.keuzes] = f"Keuzes_{len(names) + 1}"
                area = f"={KEUZES}!${own}$1:${own}${len(column.keuzes)}"
                self._book.define_name(names[column.keuzes], area)
            choices = {
                "validate": "list", "source": f"={names[column.keuzes]}", "ignore_blank": not column.verplicht,
                "error_title": "Kies uit de lijst", "error_message": "Kies een van de woorden uit de lijst.",
            }  # fmt: skip
            assert sheet.data_validation(1, at, len(self._made.regels), at, choices) == 0
        lists.protect("")

    def _hidden(self, sheet: Any) -> None:
        for number, row in enumerate(hidden_rows(self._made), 1):
            for at, text in enumerate(row):
                self._put(sheet, f"{letter(at)}{number}", text, num_format="@")
        sheet.protect("")


def hidden_rows(made: Zending) -> Iterator[tuple[str, ...]]:
    """Yield what the hidden sheet holds: what is known of what was sent, and then each row with its values."""
    yield from zip(KENMERKEN, made.kenmerken, strict=True)
    yield ()
    for line in made.regels:
        yield (line.id, made.merk(line), *line.waarden)
