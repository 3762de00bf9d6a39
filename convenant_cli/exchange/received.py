"""A statement form that came back: what it says, from which form it comes, and everything that is wrong in it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from convenant_cli.exchange import layout, typed
from convenant_cli.exchange.boeken import boek
from convenant_cli.exchange.cellen import EMPTY, Cel, letter
from convenant_cli.exchange.formulierantwoord import Formulierantwoord, in_box
from convenant_cli.exchange.packages import Bestand, PackageError
from convenant_cli.exchange.vragen import row_mark
from convenant_cli.judging.delen.opgaven import OPGAVEN
from convenant_cli.text.sentences import aangehaald, opsomming

_REST: tuple[Callable[[Any], str], ...] = (typed.text, typed.line, typed.day, typed.line)
_MOST_TEXT = 100_000  # characters in all answers; what a record can hold is some more
_OLD_FORM = "het formulier is van een andere versie van convenant; stuur een nieuw formulier"


@dataclass(frozen=True, slots=True)
class Rij:
    """What one question got: as it was sent, as it came back, and where it stands."""

    plaats: str
    """How a sentence names it: ``blad Vragen, rij 7``."""
    verzonden: Formulierantwoord
    terug: Formulierantwoord
    tekstmerk: str
    opgave: str = ""
    """What its box asks when it is no choice: ``getal`` or ``tekst``."""
    kolommen: bool = True
    """Whether its parts stand in columns of a sheet."""

    @property
    def anders(self) -> bool:
        """Whether somebody filled in something else than what was sent."""
        return self.verzonden != self.terug

    def at(self, column: layout.Column) -> str:
        """Return how a sentence names one part: ``blad Vragen, rij 7, kolom F (Antwoord)``."""
        part = f"kolom {column.letter} ({column.head})" if self.kolommen else f"vak {aangehaald(column.head)}"
        return f"{self.plaats}, {part}"


@dataclass(slots=True)
class Ontvangen:
    """A form that came back."""

    bestand: str
    dossier: str
    partner: str
    jaar: str
    revisie: str
    functie_verzonden: str
    functie: str = ""
    datum: str = ""
    rijen: dict[str, Rij] = field(default_factory=dict)
    gebreken: list[str] = field(default_factory=list)
    """What is wrong with the form as a whole, each a sentence with its place: nothing of it is taken over."""
    blijft: list[tuple[str, str]] = field(default_factory=list)
    """What is wrong at one question: the name of its row, and a sentence with the place. Only that answer stays behind.
    Without a name it stands at no question."""
    functieplaats: str = f"blad {layout.COVER}, cel {layout.FUNCTION_CELL} (Functie)"
    heette: str = ""
    """What the party was called when the form was sent, when it is called otherwise now."""
    dagplaats: str = f"blad {layout.COVER}, cel {layout.DAY_CELL} (Datum)"


def received(path: Bestand) -> Ontvangen:
    """Read a form. Raises PackageError when it is none, RefusedError when the file cannot be read.

    What is wrong in a form that can be read, is in what comes back.
    """
    book = boek(path)
    if layout.HIDDEN not in book.bladen:
        raise PackageError("het is geen formulier van convenant; stuur de partij een formulier van 'convenant export'")
    head, sent = _hidden(book.bladen[layout.HIDDEN])
    if (head["soort"], head["vorm"]) != (layout.KIND, layout.FORMAT):
        raise PackageError(_OLD_FORM)
    form = Ontvangen(path.name, head["dossier"], head["partij"], head["jaar"], head["revisie"], head["functie"])
    if book.kenmerk not in ("", head["zending"]):
        form.gebreken.append(
            f"blad {layout.HIDDEN}: dit blad komt uit een ander formulier; vul het formulier in dat de partij kreeg"
        )
    strange = [name for name in book.bladen if name not in layout.SHEETS]
    form.gebreken += [
        f"blad {name}: dit blad hoort niet bij het formulier; haal het weg (een kopie van een blad wordt niet gelezen)"
        for name in strange
    ]
    gone = [name for name in (layout.COVER, layout.QUESTIONS) if name not in book.bladen]
    form.gebreken += [f"blad {name}: dit blad is weg; vul het formulier in dat de partij kreeg" for name in gone]
    if layout.COVER not in gone:
        _cover(book.bladen[layout.COVER], form)
    if layout.QUESTIONS not in gone:
        _questions(book.bladen[layout.QUESTIONS], head["zending"], sent, form)
    at = {row.plaats: id for id, row in form.rijen.items()}
    for where in book.opmerkingen:
        id = at.get(where.rpartition(", kolom ")[0], "")
        form.blijft.append((id, f"{where}: hier staat een opmerking; zet die in een vak, en haal haar weg"))
    return form


def readers(opgave: str) -> tuple[Callable[[Any], str], ...]:
    """Return how the parts of an answer are read; ``opgave``: what its box asks when it is no choice."""
    return (partial(typed.opgave, soort=opgave) if opgave else typed.choice, *_REST)


_Sent = dict[str, tuple[str, str, Formulierantwoord, str]]


def _hidden(sheet: Sequence[Sequence[Cel]]) -> tuple[dict[str, str], _Sent]:
    """Return what identifies the form, and of each row its fingerprint, that of its clause, and what was sent."""
    rows = [[_plain(cell.value) for cell in _wide(row, 10)] for row in sheet]
    head = {row[0]: row[1] for row in rows[: len(layout.HIDDEN_HEAD)]}
    if tuple(head) != layout.HIDDEN_HEAD:
        raise PackageError(_OLD_FORM)
    return head, {
        row[0]: (row[1], row[2], Formulierantwoord(*row[3:9]), row[9])
        for row in rows[layout.HIDDEN_ROWS - 1 :]
        if row[0]
    }


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _wide(row: Sequence[Cel], width: int) -> list[Cel]:
    """Return the cells of a row up to a width: a program leaves out those in which nothing stands."""
    return [*row, *[EMPTY] * (width - len(row))][:width]


def _cover(sheet: Sequence[Sequence[Cel]], form: Ontvangen) -> None:
    for cell, name, read in (
        (layout.FUNCTION_CELL, "functie", typed.line),
        (layout.DAY_CELL, "datum", typed.day),
    ):
        column, number = cell[0], int(cell[1:])
        try:
            row = sheet[number - 1] if number <= len(sheet) else ()
            setattr(form, name, _value(_wide(row, 2)[-1], read))
        except typed.TypedError as error:
            place = f"blad {layout.COVER}, rij {number}, kolom {column} ({name.capitalize()})"
            form.gebreken.append(f"{place}: {error}")


def _value(cell: Cel, read: Callable[[Any], str]) -> str:
    if cell.fout:
        raise typed.TypedError(cell.fout)
    return read(cell.value)


def _questions(sheet: Sequence[Sequence[Cel]], zending: str, sent: _Sent, form: Ontvangen) -> None:
    seen: dict[str, int] = {}
    moved: dict[str, str] = {}
    width = len(layout.FIXED) + len(layout.ANSWERS) + 1
    for number, row in enumerate(sheet[layout.FIRST_ROW - 1 :], layout.FIRST_ROW):
        cells = _wide(row, width)
        id = _plain(cells[-1].value).strip()
        if not id and all(cell.value is None for cell in cells):
            continue
        place = f"blad {layout.QUESTIONS}, rij {number}"
        if id not in sent:
            form.blijft.append(("", f"{place}: deze rij hoort niet bij het formulier; haal haar weg, of leeg haar"))
            continue
        if id in seen:
            told = f"{place}: deze vraag staat ook in rij {seen[id]} (een gekopieerde rij); laat er een staan"
            form.blijft.append((id, told))
            continue
        seen[id] = number
        mark, text_mark, was, opgave = sent[id]
        fixed = [_plain(cell.value) for cell in cells[: len(layout.FIXED)]]
        if row_mark(zending, id, fixed) != mark:
            moved[id] = str(number)
            continue
        values = [
            partial(_value, cell, read)
            for cell, read in zip(cells[len(layout.FIXED) : -1], readers(opgave), strict=True)
        ]
        add_row(form, id, Rij(place, was, was, text_mark, opgave), values)
    if moved:
        rows = f"{'rij' if len(moved) == 1 else 'rijen'} {opsomming(list(moved.values()))}"
        told = (
            f"blad {layout.QUESTIONS}, {rows}: de vaste tekst in kolom {layout.FIXED[0].letter} tot en met "
            f"{layout.FIXED[-1].letter} is niet meer die van dit formulier, dus het is niet zeker waar het antwoord "
            "bij hoort; vul het formulier in dat de partij kreeg"
        )
        form.blijft += [(id, told) for id in moved]
    gone = f"blad {layout.QUESTIONS}: de rij van de vraag {{}} is weg; vul het formulier in dat de partij kreeg"
    form.blijft += [(id, gone.format(aangehaald(id))) for id in sent if id not in seen]
    _refuse_beside(sheet, width, form, {number: id for id, number in seen.items()})
    bound(form, f"blad {layout.QUESTIONS}")


def bound(form: Ontvangen, place: str) -> None:
    """Take no answers of a form that has more of them than a record holds."""
    if sum(len(text) for row in form.rijen.values() for text in row.terug) > _MOST_TEXT:
        form.rijen.clear()
        form.gebreken.append(f"{place}: de antwoorden zijn te lang voor één verklaring; kort ze in")


def add_row(form: Ontvangen, id: str, row: Rij, values: Sequence[Callable[[], str]]) -> None:
    """Add the answer to one question, unless a part of it cannot be read; that is told."""
    back: list[str] = []
    for value, column in zip(values, layout.ANSWERS, strict=True):
        try:
            back.append(value())
        except typed.TypedError as error:
            form.blijft.append((id, f"{row.at(column)}: {error}"))
    if len(back) == len(layout.ANSWERS):
        answer, opgave = in_box(back[0]) if row.opgave else (back[0], "")
        form.rijen[id] = replace(row, terug=Formulierantwoord(answer, *back[1:])._replace(opgave=opgave))
        form.blijft += [(id, told) for told in _incomplete(form.rijen[id])]


def _incomplete(row: Rij) -> Iterator[str]:
    back, (answer, _, title, _, _) = row.terug, layout.ANSWERS
    if row.anders and row.opgave and back.antwoord == "ja" and not back.opgave:
        yield f"{row.at(answer)}: hier staat alleen ja; vul {OPGAVEN[row.opgave]} in waar de vraag om gaat"
    if row.anders and not back.antwoord and not back.leeg:
        yield f"{row.at(answer)}: hier staat uitleg of bewijs zonder antwoord; kies ook een antwoord"
    if row.anders and not back.titel and (back.datum or back.vindplaats):
        yield f"{row.at(title)}: noem ook wat het stuk is, zoals ‘Schoolreglement 2026’"


def _refuse_beside(sheet: Sequence[Sequence[Cel]], width: int, form: Ontvangen, rows: Mapping[int, str]) -> None:
    """Tell what stands beside the form, where nobody would read it: it may belong to the answer in its row."""
    for number, row in enumerate(sheet[layout.HEAD_ROW - 1 :], layout.HEAD_ROW):
        for at, cell in enumerate(row[width:], width):
            if cell.value is not None:
                place = f"blad {layout.QUESTIONS}, rij {number}, kolom {letter(at)}"
                form.blijft.append((rows.get(number, ""), f"{place}: hier hoort niets; zet het bij de toelichting"))
