"""A sheet for parties as text with semicolons, as Dutch spreadsheets read it: out, and back in.

A text that a spreadsheet would take for a formula, a number or a day gets an apostrophe in front, which goes when it
comes back; so no text runs, and a telephone number keeps its first zero.
"""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date

from convenant_cli.exchange.cellen import Boek, Cel
from convenant_cli.exchange.kolommen import Kolom
from convenant_cli.exchange.packages import PackageError
from convenant_cli.exchange.zending import CONTROLE_KOP, ID_KOP, Zending, celmerk

#: What a spreadsheet reads as something else than this text. A whole number stays as it is.
_GUARDED = re.compile(
    r"[=+\-@'\t\r]|(?!(?:0|[1-9]\d{0,14})\Z)[\d.,:/()% +-]+\Z|(?:waar|onwaar|true|false)\Z", re.IGNORECASE
)
_MARKS = (";", ",", "\t")
_MOST_ROWS, _MOST_COLUMNS = 1_000, 100
_LONGEST = 32_767  # characters in a cell


def write(made: Zending) -> bytes:
    """Return a sheet as .csv; the same bytes for the same rows."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\r\n")
    rows.writerow((*made.koppen, ID_KOP, " ".join((CONTROLE_KOP, *made.kenmerken[:4], made.revisie))))
    for line in made.regels:
        pairs = list(zip(made.kolommen, line.waarden, strict=True))
        marks = [celmerk(line.id, ".".join(column.weg), text) for column, text in pairs]
        shown = (_shown(column, text) for column, text in pairs)
        rows.writerow((*map(guarded, line.vast), *shown, guarded(line.id), "-".join((made.merk(line), *marks))))
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for something else."""
    return f"'{text}" if _GUARDED.match(text) else text


def _shown(column: Kolom, text: str) -> str:
    if not text:
        return ""
    if column.dag:
        return f"{date.fromisoformat(text):%d-%m-%Y}"
    if column.getal:
        return text.replace(".", ",")
    return guarded(column.getoond(text))


def read(raw: bytes) -> Boek:
    """Return the cells of a .csv under the name of an empty sheet. Raises PackageError when it is none."""
    text = _decoded(raw)
    first = text.partition("\n")[0]
    mark = max(_MARKS, key=first.count)
    try:
        rows = [[Cel(_bare(value)) for value in row] for row in _bounded(text, mark)]
    except csv.Error as error:
        raise PackageError("het is geen CSV-bestand dat te lezen is; sla het opnieuw op als CSV") from error
    return Boek({"": rows})


def _bounded(text: str, mark: str) -> Iterator[list[str]]:
    for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True), 1):
        if number > _MOST_ROWS or len(row) > _MOST_COLUMNS or any(len(value) > _LONGEST for value in row):
            raise PackageError("het is veel groter dan een tabel van convenant kan zijn; vul de tabel zelf in")
        yield row


def _bare(value: str) -> str | None:
    return (value[1:] if value.startswith("'") and _GUARDED.match(value[1:]) else value) or None


def _decoded(raw: bytes) -> str:
    """Return a text as programs write it: with a mark of its encoding, as UTF-8, or as an older Windows does."""
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise PackageError("het is geen tekst; sla het opnieuw op als CSV")
