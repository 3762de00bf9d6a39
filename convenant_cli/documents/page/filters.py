"""The filters of templates: pure functions on data. Names are looked up in tables that the context holds."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from functools import partial
from operator import attrgetter
from typing import Any

from jinja2 import pass_context
from markupsafe import Markup, escape

from convenant_cli.documents.page.data import Shown, place_of
from convenant_cli.documents.page.prose import Block, blocks, in_a_row, pieces
from convenant_cli.judging.oordelen import EIGEN_ANTWOORD, Uitkomst
from convenant_cli.kalender import korte_datum, lange_datum
from convenant_cli.text.sentences import capital, counted, number, opsomming

#: A symbol beside the word, so that a state is never told by colour alone. All are in common office fonts.
SYMBOLS = {
    "gepland": "○",
    "open": "○",
    "loopt": "►",
    "afgerond": "●",
    "uitgesteld": "→",
    "vervallen": "×",
    "gehaald": "●",
    "deels-gehaald": "►",
    "niet-gehaald": "○",
    "niet-te-meten": "–",
}
_DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def filters(tables: Mapping[str, Mapping[str, str]]) -> dict[str, Callable[..., Any]]:
    """Return the filters; each table of names is one too, and what it does not know stays as it is.

    Those of tables take the context, so that nothing that a table says becomes part of a compiled template.
    """
    names = {name: pass_context(partial(_looked_up, table)) for name, table in tables.items()}
    lists = {many: pass_context(partial(_each, tables[one])) for one, many in _LISTS.items() if one in tables}
    every: dict[str, Callable[..., Any]] = {**_PURE, **names, **lists}
    return every | {old: every[now] for old, now in HEETTE.items() if now in every}


def functions(tables: Mapping[str, Mapping[Any, Any]]) -> dict[str, Callable[..., Any]]:
    """Return the functions of templates: each looks up what a table says of the things that it is called with."""
    return {name: partial(_said_of, table, _KEYS[name]) for name, table in tables.items()}


def _said_of(table: Mapping[Any, Any], keys: tuple[str, ...], *things: Any) -> Any:
    found = [attrgetter(key)(thing) for key, thing in zip(keys, things, strict=True)]
    return table[found[0] if len(found) == 1 else tuple(found)]


def _looked_up(table: Mapping[str, str], _context: object, id: str) -> str:
    return table.get(id) or id


def _each(table: Mapping[str, str], _context: object, ids: Iterable[str]) -> list[str]:
    return [_looked_up(table, _context, id) for id in ids]


# --- words --------------------------------------------------------------------------------------------------------


def symbol(state: str) -> str:
    """Return the symbol of a state; empty when it has none."""
    return SYMBOLS.get(state, "")


def in_words(state: str) -> str:
    """Return a word of the records as a sentence writes it."""
    return state.replace("-", " ")


def at_start(text: str) -> str:
    """Return words as they stand at the start of a sentence: ``één actie`` becomes ``Eén actie``."""
    return capital(text)


def numbered(id: str) -> str:
    """Return the number of a decision or action point as it is printed: ``b2026-3`` becomes ``B2026-3``."""
    return capital(id)


def listed(values: Iterable[str]) -> str:
    """Return names as a sentence lists them."""
    return opsomming(list(values))


# --- numbers, days and times --------------------------------------------------------------------------------------


def measured(value: Decimal, indicator: Any) -> str:
    """Return a measured value with its unit, unless the indicator's description names the unit already."""
    unit = indicator.eenheid or ""
    if unit == "%":
        return f"{number(value)}%"
    return number(value) if not unit or unit in indicator.omschrijving else f"{number(value)} {unit}"


def with_weekday(day: date) -> str:
    """Return a date in words with the day of the week: ``donderdag 10 december 2026``."""
    return f"{_DAGEN[day.weekday()]} {lange_datum(day)}"


def clock(moment: time) -> str:
    """Return a time as Dutch writes it: ``14.00``."""
    return f"{moment:%H.%M}"


def hours(meeting: Any) -> str:
    """Return from when until when a meeting is: ``14.00 tot 16.30 uur``."""
    start = clock(meeting.aanvang)
    return f"{start} tot {clock(meeting.einde)} uur" if meeting.einde else f"{start} uur"


# --- oordelen and changes -----------------------------------------------------------------------------------------


def is_answer(oordeel: Any) -> bool:
    """Tell whether the sentence holds the state and the period already: a party's own answer."""
    return oordeel.uitkomst in EIGEN_ANTWOORD


def look(oordeel: Any) -> str:
    """Return how a state looks; the word beside it says what it is."""
    return "aandacht" if oordeel.aandacht else "goed" if oordeel.uitkomst == Uitkomst.GOED else "rustig"


def marked(pieces: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield pieces with the element that marks them, the space before a piece outside its mark."""
    for kind, text in pieces:
        bare = text.lstrip()
        if text != bare:
            yield "", text[: len(text) - len(bare)]
        if bare:
            yield {"weg": "del", "nieuw": "ins"}.get(kind, ""), bare


# --- long texts ---------------------------------------------------------------------------------------------------


def prose(value: str) -> Markup:
    """Return a long text as paragraphs and lists."""
    return Markup("\n").join(map(_block, blocks(value)))


def _block(block: Block) -> Markup:
    if block.kind == "alinea":
        return Markup("<p>{}</p>").format(_line(block.texts[0]))
    below = block.below or [()] * len(block.texts)
    items = (
        Markup("<li>{}{}</li>").format(_line(text), Markup("").join(map(_block, under)))
        for text, under in zip(block.texts, below, strict=True)
    )
    start = Markup(' start="{}"').format(block.first) if block.first != 1 else ""
    frame = {"lijst": "<ul>{1}</ul>", "nummers": "<ol{0}>{1}</ol>", "letters": '<ol type="a"{0}>{1}</ol>'}
    return Markup(frame[block.kind]).format(start, Markup("").join(items))  # noqa: S704  # one of three texts above


def sentence(value: str) -> Markup:
    """Return a long text inside a line, as it was typed; the items of a list with dashes or dots follow each other."""
    return _line(" ".join((in_a_row(value) if has_list(value) else value).split()))


def has_list(value: str) -> bool:
    """Tell whether a long text has a list below its words; one line that begins with a dash is no list."""
    found = blocks(value)
    return len(found) > 1 and any(block.kind != "alinea" for block in found)


def _line(text: str) -> Markup:
    """Return one line with its bold words and links."""
    looks = {"gewoon": Markup("{}"), "vet": Markup("<strong>{}</strong>"), "koppeling": Markup('<a href="{1}">{0}</a>')}
    return Markup("").join(looks[piece.look].format(piece.text, piece.address) for piece in pieces(text))


# --- what a document for review shows ------------------------------------------------------------------------------


def shows(value: Any, thing: Any, field: str) -> Any:
    """Return a value with the field of a record that it shows (``indicator.streefwaarde``), in a document for review.

    Of a long text every paragraph and item says which one it is. In other documents the value stays as it is.
    """
    place = place_of(thing) if isinstance(thing, Shown) else ""
    if not place or value is None:
        return value
    if not _FIELD.fullmatch(field):
        raise ValueError(f"{field} is no field")
    named = f"{place}{field.replace('.', '/')}"
    if not isinstance(value, Markup) or ("<p>" not in value and "<li>" not in value):
        return _SHOWN.format(named, escape(value))
    parts = iter(range(len(value)))
    return Markup(_TEXT.sub(lambda text: f"{text[1]}{_SHOWN.format(f'{named}#{next(parts)}', Markup(text[2]))}", value))  # noqa: S704


_FIELD = re.compile(r"[a-z_]+(\.[a-z_]+)*")
_SHOWN = Markup('<span data-veld="{}">{}</span>')
#: A paragraph or item as ``prose`` makes them, up to its end or to the list below it.
_TEXT = re.compile(r"(<p>|<li>)(.+?)(?=</p>|</li>|<ul>|<ol)", re.DOTALL)


#: By what each function of templates finds what it says: a field of every thing that it is called with.
_KEYS = {
    "eerder": ("id",),
    "doet_ook_mee": ("id",),
    "wat_rust": ("controle",),
    "waar_rust": ("bestand",),
    "standen": ("bepaling.id",),
    "plaats": ("eerste",),
}
#: For a table of names the filter that looks up a list of them.
_LISTS = {"partij": "partijen", "partijinzin": "partijeninzin", "eenheid": "eenheden"}
#: What filters were called before, and what they are called now; a template of a dossier may still use those names.
HEETTE = {"school": "eenheid", "scholen": "eenheden"}
_PURE: dict[str, Callable[..., Any]] = {
    "datum": lange_datum,
    "kort": korte_datum,
    "dag": with_weekday,
    "klok": clock,
    "uren": hours,
    "prose": prose,
    "zin": sentence,
    "heeft_lijst": has_list,
    "tekening": Markup,  # the drawing of a chart, which escapes its own texts
    "opsomming": listed,
    "symbool": symbol,
    "in_woorden": in_words,
    "meting": measured,
    "geteld": counted,
    "begin": at_start,
    "nummer": numbered,
    "eigen_antwoord": is_answer,
    "soort_oordeel": look,
    "gemarkeerd": marked,
    "veld": shows,
}
