"""The columns of a sheet, from the models: head, note, choices, and how a value of a record and a cell become another.

A value is one text here, as a record types it; the items of a list are on lines of their own. Two spellings of one
value (``7.50`` and ``7,5``, single and double spaces) are the same text.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import kinds_together, served_kinds
from convenant_cli.exchange import typed
from convenant_cli.exchange.formulierantwoord import tidy
from convenant_cli.exchange.tabellen import Bladsoort
from convenant_cli.records.model.labels import named_at, words
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.shapes import Shape, fault, shapes
from convenant_cli.text.sentences import aangehaald, suggest

_YES_NO = ("ja", "nee")
_MOST_SHOWN = 12  # choices in a sentence
_PARTS = re.compile(r"[;\n]")
_LOST_ZERO = re.compile(r"[1-9][0-9]{8}")
_THOUSANDS = re.compile(r"-?[0-9]{1,3}(\.[0-9]{3})+")


class Woordenlijst:
    """The names of what fields can point to, as readers know them and as they type them."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._lists: dict[tuple[str, ...], dict[str, str]] = {}

    def namen(self, soorten: tuple[str, ...]) -> dict[str, str]:
        """Return the name of every thing of some kinds by its id; names that two share have the id behind them."""
        if soorten not in self._lists:
            found = {id: name.replace(";", ",") for soort in soorten for id, name in self._named(soort)}
            many = [name.casefold() for name in found.values()]
            self._lists[soorten] = {
                id: f"{name} ({id})" if many.count(name.casefold()) > 1 else name for id, name in found.items()
            }
        return self._lists[soorten]

    @property
    def bedoelden(self) -> str:
        """What the units are called for which something is meant: ``Scholen``; ``Voor`` where no unit is named."""
        kinds = served_kinds(self._dossier)
        return kinds_together(self._dossier, kinds).meervoud.capitalize() if kinds else "Voor"

    def _named(self, soort: str) -> Iterator[tuple[str, str]]:
        for id, place in self._dossier.defined.get(soort, {}).items():
            record = self._dossier.files[place.name].record
            if record is not None:
                name = named_at(record, place.path)
                yield id, " ".join(name.split()) or id


@dataclass(frozen=True)
class Kolom:
    """One column that may be changed."""

    weg: tuple[str, ...]
    """The way to the field from the root of the row; only a list for whether its item is there."""
    kop: str
    uitleg: str
    shape: Shape
    model: type[Onderdeel] | None
    """The model that has the field; None for whether an item is there."""
    namen: Mapping[str, str]
    """What it can point to: names by id."""
    ook: str = ""
    """Another head that the column can have in a sheet that was sent earlier."""

    @property
    def is_er(self) -> bool:
        """Whether it says that an item is there, and no more."""
        return self.model is None

    @property
    def deel(self) -> tuple[str, ...]:
        """The way to the part that has the field."""
        return self.weg if self.is_er else self.weg[:-1]

    @property
    def verplicht(self) -> bool:
        """Whether it must be filled in wherever its part is there."""
        return self.model is not None and self.model.model_fields[self.weg[-1]].is_required()

    @cached_property
    def keuzes(self) -> tuple[str, ...]:
        """The words of its drop-down list; none where one types freely, or may name several."""
        if self.shape.yes_no or self.is_er:
            return _YES_NO
        if self.shape.many:
            return ()
        return self.shape.words if self.shape.choice else tuple(self.namen.values())

    @property
    def dag(self) -> bool:
        """Whether it holds days."""
        return self.shape.day

    @property
    def getal(self) -> bool:
        """Whether it holds numbers."""
        return self.shape.number

    @property
    def lang(self) -> bool:
        """Whether it holds texts of more than some words."""
        return self.shape.text == "lang" or self.shape.many

    # --- record → cell --------------------------------------------------------------------------------------------

    def tekst(self, value: Any) -> str:
        """Return the value of a record as one text, in one spelling."""
        if value is None:
            return ""
        if isinstance(value, list):
            return "\n".join(" ".join(str(one).split()) for one in value)
        text = tidy(str(value))
        if self.shape.yes_no:
            return {"true": "ja", "false": "nee"}.get(text, text)
        return _one_spelling(text) if self.getal else text

    def getoond(self, tekst: str) -> str:
        """Return a value as a reader sees it; days and numbers as the record types them."""
        if self.namen:
            return "; ".join(self.namen.get(one, one) for one in tekst.split("\n"))
        return tekst.replace("\n", "; ") if self.shape.many else tekst

    # --- cell → record --------------------------------------------------------------------------------------------

    def gelezen(self, value: Any) -> str:
        """Return what somebody filled in as one text. Raises TypedError with what is wrong."""
        found = self._gelezen(value)
        if found and self.model is not None:
            parts: Any = found.split("\n") if self.shape.many else found
            wrong = fault(self.model, self.weg[-1], parts)
            if wrong:
                raise typed.TypedError(wrong)
        return found

    def _gelezen(self, value: Any) -> str:
        if self.dag:
            return typed.day(value)
        if self.getal:
            return _number(value)
        if self.shape.many:
            return self._many(typed.text(value))
        text = (typed.text if self.shape.text == "lang" else typed.line)(value)
        if not text:
            return ""
        if self.keuzes:
            return self._chosen(text)
        if self.weg[-1].startswith("telefoon") and _LOST_ZERO.fullmatch(text):
            raise typed.TypedError("van dit nummer is de eerste 0 weg; typ het met een spatie, zoals 0172 465465")
        return text

    def _many(self, text: str) -> str:
        parts = [" ".join(part.split()) for part in _PARTS.split(text)]
        return "\n".join(dict.fromkeys(self._chosen(part) if self.namen else part for part in parts if part))

    def _chosen(self, text: str) -> str:
        """Return the word or id that somebody means."""
        ids = self.namen or dict.fromkeys(self.keuzes, "")
        wanted = _folded(text)
        # A name goes before an id: a school can have the name that its party has as its id.
        for called in ([_folded(name or id) for id, name in ids.items()], [id.casefold() for id in ids]):
            if wanted in called:
                return list(ids)[called.index(wanted)]
        names = [name or id for id, name in ids.items()]
        near = suggest(text, names)
        few = names if len(names) <= _MOST_SHOWN else [*names[:_MOST_SHOWN], "…"]
        meant = f"bedoelde u {aangehaald(near)}?" if near else f"kies uit: {', '.join(few)}"
        raise typed.TypedError(f"{typed.shown(text)} is geen keuze; {meant}")


def kolommen(soort: Bladsoort, lijst: Woordenlijst) -> tuple[Kolom, ...]:
    """Return the columns of a kind of sheet that may be changed."""
    return tuple(_called(_column(soort.model, way, lijst), lijst) for way in soort.velden)


def _called(column: Kolom, lijst: Woordenlijst) -> Kolom:
    """Return a column with a head that fits the parties: how what it names is called."""
    if column.weg != ("voor",):
        return column
    return replace(column, kop=lijst.bedoelden, ook=column.kop)


def veldkolom(model: type[Onderdeel], veld: str, lijst: Woordenlijst) -> Kolom | None:
    """Return one field as a column; None for what is no single value, or points to what differs for every record."""
    shape = shapes(model).get(veld)
    if shape is None or shape.model or (shape.item and shape.item.model):
        return None
    mark = shape.verwijst or (shape.item.verwijst if shape.item else None)
    return None if mark is not None and (mark.binnen or mark.ook) else _column(model, veld, lijst)


def _column(model: type[Onderdeel], way: str, lijst: Woordenlijst) -> Kolom:
    steps = tuple(way.split("."))
    inside: type[Onderdeel] = model
    for step in steps[:-1]:
        inside = _model(shapes(inside)[step])
    shape = shapes(inside)[steps[-1]]
    head = words(steps[0]).capitalize() + "".join(f": {words(step)}" for step in steps[1:])
    note = inside.model_fields[steps[-1]].description or ""
    if shape.item and shape.item.model:  # an item that is there or not
        return Kolom(steps, head, "Ja of nee.", Shape(), None, {})
    mark = shape.verwijst or (shape.item.verwijst if shape.item else None)
    assert mark is None or not (mark.binnen or mark.ook), f"{way}: what it points to is not the same for every row"
    if shape.many:
        note += " Zet een puntkomma tussen twee namen of woorden."
    return Kolom(steps, head, note, shape, inside, lijst.namen(mark.soorten) if mark else {})


def _model(shape: Shape) -> type[Onderdeel]:
    found = shape.item.model if shape.item else shape.model
    assert found is not None
    return found


def _folded(text: str) -> str:
    return re.sub(r"[\s_-]+", " ", text).strip().casefold()


def _one_spelling(text: str) -> str:
    try:
        number = Decimal(text).normalize()
    except InvalidOperation:
        return text
    return f"{number:f}" if number else "0"


def _number(value: Any) -> str:
    """Return a number as a record types it: ``1.234,5`` is 1234.5."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _one_spelling(repr(value))
    if isinstance(value, date):
        raise typed.TypedError("hier staat een datum; typ een getal")
    text = typed.line(value)
    if "," in text and text.count(",") == 1:
        whole, _, rest = text.partition(",")
        if _THOUSANDS.fullmatch(whole):
            whole = whole.replace(".", "")
        text = f"{whole}.{rest}"
    elif _THOUSANDS.fullmatch(text):
        raise typed.TypedError("het is niet zeker welk getal dit is; schrijf 1200 of 1,2, zonder punt")
    return _one_spelling(text)
