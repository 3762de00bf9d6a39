"""A day as people type it: ``2026-12-10``, ``10-12-2026``, ``10 december 2026``, ``10 december``."""

import re
from datetime import date

from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import add_months, bedoelde_dag

_WITHOUT_YEAR = re.compile(r"\d{1,2}( [a-z]{3,9}|[-/]\d{1,2})")
_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def meant_day(text: str, today: date) -> date | None:
    """Return the day that somebody means; None when it is none. Without a year it is the one nearest to today."""
    typed = " ".join(text.lower().split())
    for weekday in _WEEKDAYS:
        typed = typed.removeprefix(f"{weekday} ")
    if _WITHOUT_YEAR.fullmatch(typed):
        sign = " " if " " in typed else "-"
        near = [bedoelde_dag(f"{typed}{sign}{add_months(today, months).year}") for months in (-12, 0, 12)]
        return min(filter(None, near), key=lambda day: abs((day - today).days), default=None)
    found = bedoelde_dag(typed)
    return found if found and 1900 <= found.year < 2200 else None


def day_of(text: str, today: date) -> date:
    """Return the day that an option or a field names. Raises ConvenantError."""
    found = meant_day(text, today)
    if found is None:
        raise ConvenantError(
            f"'{text}' is geen datum; schrijf zoals 2026-06-30 of 30 juni 2026 (van 1900 tot en met 2199)"
        )
    return found
