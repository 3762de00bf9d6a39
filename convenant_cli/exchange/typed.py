"""What people type in the cells of a form → what a record holds. Each function says in a sentence what is wrong."""

import re
from datetime import date, datetime
from typing import Any

from convenant_cli.editing.written import field
from convenant_cli.exchange.formulierantwoord import KEUZES, tidy
from convenant_cli.kalender import bedoelde_dag
from convenant_cli.privacy import Search, find
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.glyphs import why_unshowable
from convenant_cli.text.sentences import aangehaald, read_number

#: What else people write for each answer, small and without spaces, points, dashes and strokes.
_ALSO = {
    "ja": ("ja", "j", "jazeker", "helemaal", "jahelemaal", "yes"),
    "deels": ("deels", "gedeeltelijk", "tendele", "voordeel", "vooreendeel"),
    "nee": ("nee", "n", "neen", "nogniet", "no"),
    "niet-van-toepassing": ("nietvantoepassing", "nvt"),
}
_CHOICES = {typed: answer for answer, every in _ALSO.items() for typed in every}
_SHOWN = 40  # characters of a wrong word
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class TypedError(Exception):
    """A value that cannot be taken over; its text is the sentence behind the place."""


def text(value: Any) -> str:
    """Return a text of one or more lines. Raises TypedError for what is no text and what no record can hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        raise TypedError("hier staat een waarde waar of onwaar; schrijf woorden")
    if isinstance(value, datetime | date):
        value = f"{value:%d-%m-%Y}"
    if isinstance(value, float):
        value = str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    whole = tidy(str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", ""))
    read = parse(field("tekst", whole, 0).encode()) if whole else None
    if read and (read.problems or read.data != {"tekst": whole}):
        why = read.problems[0].message if read.problems else "deze tekens passen niet in een record"
        raise TypedError(f"deze tekst is niet over te nemen: {why}; typ haar opnieuw")
    if why := why_unshowable(whole):
        raise TypedError(why)
    return whole


def line(value: Any) -> str:
    """Return a text on one line. Raises TypedError as ``text`` does."""
    return " ".join(text(value).split())


def shown(text: str) -> str:
    """Return a wrong word as a sentence repeats it: not when it is long, or looks like personal data."""
    return "dit" if len(text) > _SHOWN or find(text, Search()) else aangehaald(text)


def choice(value: Any) -> str:
    """Return an answer as a record holds it; empty for an empty cell. Raises TypedError for another word."""
    typed = line(value)
    if not typed:
        return ""
    answer = _CHOICES.get(re.sub(r"[\s./\\_-]+", "", typed).lower().strip("!?,;:()'\"‘’"))
    if answer is None:
        raise TypedError(f"{shown(typed)} is geen keuze; kies uit: {', '.join(KEUZES.values())}")
    return answer


def opgave(value: Any, soort: str) -> str:
    """Return what the box of a row holds that asks a number or a text, or one of the answers before or instead of it.

    Raises TypedError for what is no number where one is asked.
    """
    typed = line(value)
    first, _, rest = typed.partition(":")
    answer = _CHOICES.get(re.sub(r"[\s./\\_-]+", "", first).lower())
    if answer:
        typed = f"{KEUZES[answer]}: {rest.strip()}" if rest.strip() else KEUZES[answer]
    number = rest.strip() if answer else typed
    if soort == "getal" and number and read_number(number) is None:
        raise TypedError(f"{shown(number)} is geen getal; schrijf alleen een getal, zoals 1250 of 12,5")
    return typed


def day(value: Any) -> str:
    """Return a day as a record holds it (2026-06-30); empty for an empty cell. Raises TypedError for anything else."""
    found: date | None
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    elif isinstance(value, bool | int | float):
        found = None
    else:
        typed = line(value)
        if not typed:
            return ""
        found = bedoelde_dag(typed)
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise TypedError("dit is geen datum; schrijf dag-maand-jaar, zoals 30-6-2026")
    return found.isoformat()
