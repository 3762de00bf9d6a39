"""A sheet that came back: what it says, from what was sent, and everything that is wrong in it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange import tabellen, typed
from convenant_cli.exchange.boeken import boek
from convenant_cli.exchange.cellen import EMPTY, Boek, Cel, letter
from convenant_cli.exchange.kolommen import Kolom, Woordenlijst, kolommen
from convenant_cli.exchange.packages import Bestand, PackageError
from convenant_cli.exchange.tabellen import Bladsoort
from convenant_cli.exchange.vragen import row_mark
from convenant_cli.exchange.zending import (
    CONTROLE_KOP,
    ID_KOP,
    KENMERKEN,
    KEUZES,
    UITLEG,
    VERBORGEN,
    VORM,
    celmerk,
)
from convenant_cli.text.sentences import aangehaald, opsomming

_NONE = "het is geen tabel van convenant; neem een bestand van 'convenant export'"
_OLD = "de tabel is van een andere versie van convenant; maak een nieuwe met 'convenant export'"
_HEAD = re.compile(rf"{CONTROLE_KOP} (\S+) (\S+) (\S+) (\S+) (.*)")


@dataclass(frozen=True, slots=True)
class Terugcel:
    """One cell that came back as one text, and whether it is another one than was sent."""

    tekst: str
    anders: bool
    plaats: str
    """How a sentence names it: ``blad Acties, rij 7, kolom F (Status)``."""


@dataclass(slots=True)
class Terugrij:
    """One row that came back. Of a row with a fault nothing is taken over."""

    id: str
    plaats: str
    merken: tuple[str, ...]
    """The fingerprints of the values that were sent."""
    cellen: tuple[Terugcel, ...] = ()


@dataclass(frozen=True, slots=True)
class Nieuwerij:
    """A row that somebody added: what stands in its fixed cells, and in the others as a record types it."""

    plaats: str
    vast: tuple[str, ...]
    cellen: tuple[tuple[Kolom, Terugcel], ...]

    @property
    def teksten(self) -> list[Terugcel]:
        """The cells that hold words of somebody, and not the name of a thing."""
        return [cell for column, cell in self.cellen if not column.namen]


@dataclass(slots=True)
class Tabel:
    """A sheet that came back."""

    bestand: str
    soort: Bladsoort
    dossier: str
    revisie: str
    kolommen: tuple[Kolom, ...]
    rijen: dict[str, Terugrij] = field(default_factory=dict)
    nieuw: list[Nieuwerij] = field(default_factory=list)
    gebreken: list[str] = field(default_factory=list)
    """What is wrong, each a sentence with sheet, row and column."""


#: Of each row that was sent: the fingerprint of its fixed cells, and those of its values.
_Sent = dict[str, tuple[str, tuple[str, ...]]]


def is_tabel(path: Bestand) -> bool:
    """Tell whether a file is a sheet, and no statement form. Raises PackageError and RefusedError."""
    if path.suffix.lower() == ".csv":
        return True
    hidden: Sequence[Sequence[Cel]] = boek(path).bladen.get(VERBORGEN, ())
    return bool(hidden) and "".join(_plain(hidden[0])[1:2]) in tabellen.names()


def tabel(path: Bestand, dossier: Dossier) -> Tabel:
    """Read a sheet. Raises PackageError when it is none, RefusedError when the file cannot be read.

    What is wrong in a sheet that can be read, is in what comes back.
    """
    book = boek(path)
    head, sent = _hidden(book) if VERBORGEN in book.bladen else _controle(book)
    naam, vorm, key, zending, revisie = head
    if naam not in tabellen.names():
        raise PackageError(_NONE)
    if vorm != VORM:
        raise PackageError(_OLD)
    kind = tabellen.soort(naam)
    found = Tabel(path.name, kind, key, revisie, kolommen(kind, Woordenlijst(dossier)))
    if book.kenmerk and book.kenmerk != zending:
        found.gebreken.append(f"blad {VERBORGEN}: dit blad komt uit een ander bestand; vul het bestand in dat u kreeg")
    own = "" if "" in book.bladen else naam.capitalize()
    for name in book.bladen:
        if name not in (own, UITLEG, KEUZES, VERBORGEN):
            found.gebreken.append(
                f"blad {name}: dit blad hoort er niet bij; haal het weg (een kopie van een blad wordt niet gelezen)"
            )
    if own not in book.bladen:
        raise PackageError(f"het blad {own} is weg; vul het bestand in dat u kreeg")
    _rows(book.bladen[own], own, zending, sent, found)
    found.gebreken += [
        f"{where}: hier staat een opmerking; lees haar in het bestand, want zij gaat niet mee"
        for where in book.opmerkingen
    ]
    return found


# --- the file -----------------------------------------------------------------------------------------------------


def _plain(row: Sequence[Cel]) -> list[str]:
    return ["" if cell.value is None else str(cell.value) for cell in row]


def _hidden(book: Boek) -> tuple[Sequence[str], _Sent]:
    """Return from the hidden sheet what was sent."""
    rows = [_plain(row) for row in book.bladen[VERBORGEN]]
    head = [(*row[:2], "", "")[:2] for row in rows[: len(KENMERKEN)]]
    if tuple(name for name, _ in head) != KENMERKEN:
        raise PackageError(_OLD)
    kind = head[0][1]
    if kind not in tabellen.names():
        return [value for _, value in head], {}
    ways = tabellen.soort(kind).velden
    sent = {}
    for row in rows[len(KENMERKEN) + 1 :]:
        if row and row[0]:
            values = [*row[2:], *[""] * len(ways)][: len(ways)]
            sent[row[0]] = (row[1], tuple(celmerk(row[0], way, value) for way, value in zip(ways, values, strict=True)))
    return [value for _, value in head], sent


def _controle(book: Boek) -> tuple[Sequence[str], _Sent]:
    """Return from the last column of a text file what was sent."""
    rows = [_plain(row) for row in book.bladen.get("", ())]
    match = _HEAD.fullmatch(rows[0][-1].strip()) if rows and rows[0] else None
    if match is None:
        raise PackageError(_NONE)
    width = len(rows[0])
    sent = {}
    for row in rows[1:]:
        if len(row) >= width and row[width - 2]:
            mark, *marks = row[width - 1].split("-")
            sent[row[width - 2]] = (mark, tuple(marks))
    return match.groups(), sent


# --- the rows -----------------------------------------------------------------------------------------------------


def _rows(sheet: list[list[Cel]], name: str, zending: str, sent: _Sent, found: Tabel) -> None:
    where = f"blad {name}, " if name else ""
    fixed, columns = len(found.soort.vast), found.kolommen
    heads = (*found.soort.vast, *(column.kop for column in columns), ID_KOP)
    others = {column.kop: column.ook for column in columns if column.ook}
    if wrong_head := _head(sheet, heads, others):
        found.gebreken.append(f"{where}{wrong_head}")
        return
    width = len(heads) + (0 if name else 1)  # a text file has what was sent in a column of its own
    seen: dict[str, str] = {}
    double: set[str] = set()
    for number, short in enumerate(sheet[1:], 2):
        cells = [*short, *[EMPTY] * (width - len(short))]
        if all(cell == EMPTY for cell in cells):
            continue
        place = f"{where}rij {number}"
        for at, cell in enumerate(cells[width:], width):
            if cell != EMPTY:
                found.gebreken.append(f"{place}, kolom {letter(at)}: hier hoort niets; haal het weg")
        id = _plain(cells)[len(heads) - 1].strip()
        if not id and found.soort.nieuw:
            _new_row(found, place, _plain(cells[:fixed]), cells[fixed : fixed + len(columns)])
            continue
        if id in seen:
            double.add(id)
        fault = _strange(id, seen, sent) or _moved(id, _plain(cells[:fixed]), zending, sent, len(columns))
        seen.setdefault(id, f"rij {number}")
        if fault:
            found.gebreken.append(f"{place}: {fault}")
        else:
            _row(found, Terugrij(id, place, sent[id][1]), cells[fixed : fixed + len(columns)])
    for id in double:
        found.rijen.pop(id, None)
    gone = [id for id in sent if id not in seen] if name else []
    found.gebreken += [f"blad {name}: de rij {aangehaald(id)} is weg; er verandert daar niets" for id in gone]


def _head(sheet: list[list[Cel]], heads: Sequence[str], others: Mapping[str, str]) -> str:
    """Return which head is not where it was sent; empty when all are. ``others``: what a head was in another sheet."""
    shown = [" ".join(text.split()) for text in _plain(sheet[0] if sheet else ())]
    for at, head in enumerate(heads):
        if shown[at : at + 1] not in ([head], [others.get(head, head)]):
            place = f"rij 1, kolom {letter(at)}: hier hoort de kop {aangehaald(head)} te staan"
            return f"{place}; zet de kolommen terug, of vul het bestand in dat u kreeg"
    return ""


def _strange(id: str, seen: Mapping[str, str], sent: _Sent) -> str:
    """Return why a row is not one of those that were sent; empty when it is one, for the first time."""
    if not id:
        return "deze rij is nieuw; maak wat nieuw is met 'convenant new', en haal haar weg"
    if id in seen:
        return f"deze rij staat ook in {seen[id]} (een gekopieerde rij); laat er een staan"
    if id not in sent:
        return "deze rij is niet verzonden; haal haar weg"
    return ""


def _moved(id: str, fixed: Sequence[str], zending: str, sent: _Sent, columns: int) -> str:
    """Return what makes it unsure to which thing a row belongs; empty when its fixed cells are as they were sent."""
    mark, marks = sent[id]
    if row_mark(zending, id, fixed) == mark and len(marks) == columns:
        return ""
    letters = opsomming([letter(at) for at in range(len(fixed))])
    return (
        f"de vaste tekst in kolom {letters} is niet meer die van deze rij, dus het is niet zeker waar zij bij hoort; "
        "vul het bestand in dat u kreeg"
    )


def _row(found: Tabel, row: Terugrij, cells: Sequence[Cel]) -> None:
    """Add a row, unless something in it cannot be taken over."""
    fixed = len(found.soort.vast)
    back: list[Terugcel] = []
    for at, (column, cell, mark) in enumerate(zip(found.kolommen, cells, row.merken, strict=True)):
        place = f"{row.plaats}, kolom {letter(fixed + at)} ({column.kop})"
        try:
            text = _value(cell, column.gelezen)
        except typed.TypedError as error:
            if not cell.fout and _unchanged(column, row.id, cell, mark):
                text = _raw(cell)
            else:
                found.gebreken.append(f"{place}: {error}")
                continue
        back.append(Terugcel(text, celmerk(row.id, ".".join(column.weg), text) != mark, place))
    if len(back) == len(found.kolommen):
        row.cellen = tuple(back)
        found.rijen[row.id] = row


def _new_row(found: Tabel, plaats: str, fixed: Sequence[str], cells: Sequence[Cel]) -> None:
    """Add a row that was not sent, unless something in it cannot be read."""
    back, wrong = [], False
    for at, (column, cell) in enumerate(zip(found.kolommen, cells, strict=True), len(fixed)):
        place = f"{plaats}, kolom {letter(at)} ({column.kop})"
        try:
            text = _value(cell, column.gelezen)
        except typed.TypedError as error:
            found.gebreken.append(f"{place}: {error}")
            wrong = True
            continue
        if text:
            back.append((column, Terugcel(text, anders=True, plaats=place)))
    if not wrong:
        found.nieuw.append(Nieuwerij(plaats, tuple(text.strip() for text in fixed), tuple(back)))


def _value(cell: Cel, read: Callable[[Any], str]) -> str:
    if cell.fout:
        raise typed.TypedError(cell.fout)
    return read(cell.value)


def _raw(cell: Cel) -> str:
    return typed.text(cell.value)


def _unchanged(column: Kolom, id: str, cell: Cel, mark: str) -> bool:
    """Tell whether a value that is refused now went out like that."""
    try:
        return celmerk(id, ".".join(column.weg), _raw(cell)) == mark
    except typed.TypedError:
        return False
