"""What all workbooks for parties share: colours and letters, text that stays text, and the same bytes each time."""

import io
import re
import textwrap
from datetime import datetime
from typing import Any

from convenant_cli.documents.writers.office.zipped import pack, unpack
from convenant_cli.findings import ConvenantError
from convenant_cli.text.opdracht import installing

INK, SOFT, LINE, PLANE, COLOUR, FILL = "#1b1f24", "#4d5661", "#c9d1da", "#f3f6f9", "#154273", "#fffbe6"
LARGEST_CELL = 32_767  # characters, in every spreadsheet program
SMALL, NORMAL = 9, 10
PLAIN = {"bg_color": PLANE, "border": 1, "border_color": LINE, "text_wrap": True}
BOX = {"bg_color": FILL, "border": 1, "border_color": LINE, "text_wrap": True, "locked": False}
HEAD = {"bold": True, "font_color": "#ffffff", "bg_color": COLOUR, "text_wrap": True, "border": 1,
        "border_color": COLOUR, "valign": "vcenter"}  # fmt: skip

_FORMULA_SIGNS = ("=", "+", "-", "@")
_SHEET = re.compile(r"xl/worksheets/[^/]*\.xml")
_CUSTOM_HEIGHT = re.compile(rb'(<row [^>]*?) customHeight="1"')
_PADDING, _HIGHEST = 6, 409.0  # points; no program shows a row that is higher
_LETTERS = 12.5  # of one point, in a column of width one: the width is told in figures, and letters are smaller
_LANDSCAPE_MARGINS = (0.4, 0.4, 0.5, 0.6)
_MISSING = "voor een Excel-bestand is XlsxWriter nodig"


class Drawing:
    """One workbook in the making. Raises ConvenantError when the library is not there."""

    def __init__(self, title: str, subject: str, author: str, created: datetime, too_long: str) -> None:
        """``created``: no clock is read, so a day that belongs to the file. ``too_long``: what to do about a text."""
        try:
            from xlsxwriter import Workbook
        except ImportError as error:
            raise ConvenantError(f"{_MISSING}; {installing('xlsxwriter')}") from error
        self._out = io.BytesIO()
        self.book: Any = Workbook(
            self._out,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
             "default_date_format": "dd-mm-yyyy"},
        )  # fmt: skip
        self.book.set_properties({"title": title, "subject": subject, "author": author, "created": created})
        self._too_long = too_long
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **options: Any) -> Any:
        """Return a format, each once."""
        whole = {"font_name": "Arial", "font_size": NORMAL, "font_color": INK, "valign": "top", **options}
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(whole)
        return self._formats[key]

    def put(self, sheet: Any, cell: str, text: str, **options: Any) -> None:
        """Write a text as text, whatever it starts with. Raises ConvenantError when no cell can hold it."""
        if len(text) > LARGEST_CELL:
            raise ConvenantError(
                f"een tekst is te lang voor een cel ({len(text)} tekens, hoogstens {LARGEST_CELL}); {self._too_long}"
            )
        if text.startswith(_FORMULA_SIGNS):
            options["quote_prefix"] = True
        style = self.format(**options)
        done = sheet.write_string(cell, text, style) if text else sheet.write_blank(cell, None, style)
        assert done == 0, f"{cell}: {done}"

    def page(self, sheet: Any, area: str, footer: str) -> None:
        """Make a sheet ready to print: lying A4, as wide as it is, with a line below each page."""
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(*_LANDSCAPE_MARGINS)
        sheet.print_area(area)
        sheet.hide_gridlines(2)
        sheet.set_footer(f"&L&9{footer.replace('&', '&&')}&R&9Bladzijde &P van &N")

    def done(self) -> bytes:
        """Return the file."""
        self.book.close()
        parts = unpack(self._out.getvalue())
        # A height that counts as set by hand would stay when a text grows; as a first guess it is fitted again.
        return pack(
            {name: _CUSTOM_HEIGHT.sub(rb"\1", part) if _SHEET.fullmatch(name) else part for name, part in parts.items()}
        )


def height(*cells: tuple[str, float, int]) -> float:
    """Return how high a row must be for its texts, each in a column of some width and letters of some size."""
    return min(_HIGHEST, _PADDING + max(_lines(text, width, size) * size * 1.25 for text, width, size in cells))


def _lines(text: str, width: float, size: int) -> int:
    fits = int(width * _LETTERS / size)
    return sum(len(textwrap.wrap(line, fits)) or 1 for line in text.split("\n"))
