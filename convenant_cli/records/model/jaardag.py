"""A day that comes back each year, as a clause names it: in the year that something is about, before it or after it."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from convenant_cli.kalender import DATUM_PATTERN, MAANDEN, Tijdvak
from convenant_cli.records.model.record import Verwijst
from convenant_cli.records.model.velden import SLUG_PATTERN, parsed, waardetype

JAARDAG_PATTERN = rf"^([1-9]|[12][0-9]|3[01]) ({'|'.join(MAANDEN)})( (ervoor|erna))?$"


@dataclass(frozen=True, slots=True)
class Jaardag:
    """A day that comes back each year, for what is due over or for a year: ``1 december``, ``1 maart erna``.

    It lies in that year, or is the last such day before it (``ervoor``), or the first one after it (``erna``).
    """

    maand: int
    dag: int
    waar: Literal["", "ervoor", "erna"] = ""

    @classmethod
    def parse(cls, text: str) -> "Jaardag":
        """Read ``1 december ervoor``. Raises ValueError for a day that does not come each year."""
        if not re.fullmatch(JAARDAG_PATTERN, text):
            raise ValueError(text)
        number, name, *where = text.split()
        month = MAANDEN.index(name) + 1
        date(2001, month, int(number))  # a year without 29 February
        return cls(month, int(number), "ervoor" if "ervoor" in where else "erna" if where else "")

    def __str__(self) -> str:
        return f"{self.dag} {MAANDEN[self.maand - 1]} {self.waar}".rstrip()

    def bij(self, tijdvak: Tijdvak) -> date:
        """Return the day on which what is about a period is due."""
        start = tijdvak.tot if self.waar == "erna" else tijdvak.van
        first = date(start.year, self.maand, self.dag)
        if first < start:
            first = first.replace(year=start.year + 1)
        return first.replace(year=first.year - 1) if self.waar == "ervoor" else first

    def komt_op(self, tijdvak: Tijdvak) -> date:
        """Return a day of the period in which what is about this one comes, when it does not say so itself."""
        return tijdvak.tot if self.waar == "erna" else tijdvak.van - timedelta(days=self.waar == "ervoor")

    @property
    def over(self) -> str:
        """How sentences name what is due: over a year that has ended, for one that is to come, in one that runs."""
        return {"ervoor": "voor", "erna": "over", "": "in"}[self.waar]


_HOE = (
    "schrijf de dag en de maand, zoals '1 december', met 'ervoor' of 'erna' als de dag vóór of na het jaar ligt waar "
    "het om gaat; kies in plaats van 29 februari 28 februari of 1 maart"
)
JaardagVeld = Annotated[
    Jaardag,
    waardetype(
        parsed(JAARDAG_PATTERN, Jaardag.parse),
        f"geen dag die elk jaar bestaat; {_HOE}",
        {"type": "string", "pattern": JAARDAG_PATTERN, "examples": ["1 oktober", "1 december ervoor", "1 maart erna"]},
    ),
]
"""A day that comes back each year, in the year that something is about, before it or after it."""


def _dag(text: str) -> date | Jaardag:
    return Jaardag.parse(text) if " " in text else date.fromisoformat(text)


_DAG_PATTERN = f"{DATUM_PATTERN}|{JAARDAG_PATTERN}"
DagVeld = Annotated[
    date | Jaardag,
    waardetype(
        parsed(_DAG_PATTERN, _dag),
        f"geen bestaande datum, zoals 2026-06-30, en geen dag die elk jaar bestaat; {_HOE}",
        {"type": "string", "pattern": _DAG_PATTERN, "examples": ["2026-06-30", "1 december ervoor", "1 maart erna"]},
    ),
]
"""One day, or a day that comes back each year."""


def _meeting_or_day(text: str) -> str | Jaardag:
    return Jaardag.parse(text) if " " in text else text


_BIJEENKOMST_OF_DAG = f"{SLUG_PATTERN}|{JAARDAG_PATTERN}"
_SOORT = ("bijeenkomstsoort",)
BijeenkomstOfJaardag = Annotated[
    Annotated[str, Verwijst(_SOORT)] | Jaardag,
    waardetype(
        parsed(_BIJEENKOMST_OF_DAG, _meeting_or_day),
        f"geen soort bijeenkomst uit data/convenant.yaml, en geen dag die elk jaar bestaat; {_HOE}",
        {"type": "string", "pattern": _BIJEENKOMST_OF_DAG, "x-verwijst-naar": [*_SOORT]},
    ),
]
"""A kind of meeting, or a day that comes back each year."""


def elk_jaar(dag: date | str | Jaardag | None) -> Jaardag | None:
    """Return a day that a clause names when it comes back each year; None for another, or none."""
    return dag if isinstance(dag, Jaardag) else None


def op_een_dag(dag: date | Jaardag | None) -> date | None:
    """Return a day that a clause names when it comes once; None for another, or none."""
    return None if isinstance(dag, Jaardag) else dag
