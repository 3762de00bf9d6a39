"""Pure arithmetic with dates as an agreement uses them: durations, periods and rhythms. Never reads the clock."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

Eenheid = Literal["dag", "week", "maand", "jaar"]
Ritme = Literal["kalenderjaar", "schooljaar", "convenantjaar", "halfjaar", "kwartaal", "maand"]

RITMES: tuple[Ritme, ...] = get_args(Ritme)

#: A hundred years: more is a slip, such as a year typed as a duration.
_LANGST: dict[Eenheid, int] = {"dag": 36500, "week": 5200, "maand": 1200, "jaar": 100}
_MEERVOUD: dict[Eenheid, str] = {"dag": "dagen", "week": "weken", "maand": "maanden", "jaar": "jaar"}
_EENHEDEN: dict[str, Eenheid] = {"jaren": "jaar"}
_EENHEDEN |= {word: one for one, more in _MEERVOUD.items() for word in (str(one), more)}
MAANDEN = [
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
]  # fmt: skip

DATUM_PATTERN = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$"
DUUR_PATTERN = r"^[1-9][0-9]{0,3} (dag|dagen|week|weken|maand|maanden|jaar|jaren)$"
PERIODE_PATTERN = (
    r"^((kalenderjaar|convenantjaar) (19|20|21)[0-9]{2}"
    r"|schooljaar (19|20|21)[0-9]{2}-(19|20|21)[0-9]{2}"
    r"|[12]e halfjaar (19|20|21)[0-9]{2}"
    r"|[1-4]e kwartaal (19|20|21)[0-9]{2}"
    r"|(0[1-9]|1[0-2])-(19|20|21)[0-9]{2}"
    r"|[a-z][a-z0-9]*(-[a-z0-9]+)* (19|20|21)[0-9]{2}(-(19|20|21)[0-9]{2})?"
    r"|(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2} t/m (19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2})$"
)

#: First day of a school year in the Netherlands: 1 August (WVO 2020, art. 1.1; WEB, art. 1.1.1).
SCHOOLJAAR_BEGINT = (8, 1)


def add_months(day: date, months: int) -> date:
    """Return the same day of the month, ``months`` later; the last day of the month where that day does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    number = day.day
    if number > 28:  # every month has the others
        number = min(number, calendar.monthrange(year, month + 1)[1])
    return date(year, month + 1, number)


def bedoelde_dag(value: str) -> date | None:
    """Return the day that a text means in some notation; None when there is no such day."""
    try:
        if match := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", value):
            day, month, year = map(int, match.groups())
            return date(year, month, day)
        if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", value):
            return date(*map(int, match.groups()))
        if match := re.fullmatch(r"(\d{1,2}) ([a-z]{3,9}) (\d{4})", value.lower()):
            month = [name[:3] for name in MAANDEN].index(match[2].replace("mrt", "maa")[:3]) + 1
            return date(int(match[3]), month, int(match[1]))
    except ValueError:
        pass  # no such day or month
    return None


#: What stands in a sentence for the day of a commit that ``getoonde_dag`` does not know.
GEEN_DAG = "een dag die niet te lezen is"


def getoonde_dag(text: str) -> date | None:
    """Return the day that git shows for a commit; None when our calendar has no such day."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None


def lange_datum(day: date) -> str:
    """Return a date in words, as in ``16 november 2022``."""
    return f"{day.day} {MAANDEN[day.month - 1]} {day.year}"


def korte_datum(day: date) -> str:
    """Return a date in figures, as in ``16-11-2022``."""
    return f"{day:%d-%m-%Y}"


@dataclass(frozen=True, slots=True)
class Duur:
    """A length of time as people write it in an agreement: ``3 jaar``, ``6 maanden``, ``30 dagen``."""

    aantal: int
    eenheid: Eenheid

    @classmethod
    def parse(cls, text: str) -> "Duur":
        """Read ``3 jaar``. Raises ValueError for anything else, and for more than a hundred years."""
        if not re.fullmatch(DUUR_PATTERN, text):
            raise ValueError(text)
        aantal, eenheid = text.split()
        duur = cls(int(aantal), _EENHEDEN[eenheid])
        if duur.aantal > _LANGST[duur.eenheid]:
            raise ValueError(text)
        return duur

    def __str__(self) -> str:
        return f"{self.aantal} {self.eenheid if self.aantal == 1 else _MEERVOUD[self.eenheid]}"

    def na(self, day: date, keer: int = 1) -> date:
        """Return the day ``keer`` times this after ``day``: in one go, so that a term from the 31st does not drift."""
        if self.eenheid == "jaar":
            return add_months(day, 12 * self.aantal * keer)
        if self.eenheid == "maand":
            return add_months(day, self.aantal * keer)
        return day + timedelta(days=self.aantal * keer * (7 if self.eenheid == "week" else 1))

    def voor(self, day: date) -> date:
        """Return the day that lies this duration before ``day``."""
        return self.na(day, -1)

    def verstreken(self, since: date, day: date) -> bool:
        """Tell whether on ``day`` more than this has passed since a day, counted from that as each last day is."""
        # What is of 28 February and may be a year old, is too old on the 29th of the next.
        return day > since and day > self.na(since)


#: How long something binds on after its end: for a duration, or for ever.
Nawerking = Duur | Literal["onbepaald"]


@dataclass(frozen=True, slots=True, order=True)
class Tijdvak:
    """A stretch of days, half open: ``van`` belongs to it, ``tot`` is the first day after it."""

    van: date
    tot: date

    @classmethod
    def tot_en_met(cls, eerste: date, laatste: date) -> "Tijdvak":
        """Return the stretch that ends with its last day."""
        return cls(eerste, laatste + timedelta(days=1))

    @property
    def laatste(self) -> date:
        """The last day that belongs to the stretch."""
        return self.tot - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.van <= day < self.tot

    def overlapt(self, other: "Tijdvak") -> bool:
        """Tell whether the two stretches share a day."""
        return self.van < other.tot and other.van < self.tot

    def __str__(self) -> str:
        return f"{korte_datum(self.van)} t/m {korte_datum(self.laatste)}"


def een_dag(dag: date) -> Tijdvak:
    """Return one day."""
    return Tijdvak.tot_en_met(dag, dag)


@dataclass(frozen=True, slots=True)
class EigenRitme:
    """A rhythm of the agreement's own: periods of one or more years, such as a season or the term of a council."""

    naam: str
    eerste_dag: date
    """The first day of any one of these periods."""
    jaren: int
    lidwoord: str

    def met(self, day: date) -> Tijdvak:
        """Return the period that holds a day."""
        past = (day.year - self.eerste_dag.year) // self.jaren
        while self._begin(past) > day:
            past -= 1
        while self._begin(past + 1) <= day:
            past += 1
        return Tijdvak(self._begin(past), self._begin(past + 1))

    def _begin(self, number: int) -> date:
        return add_months(self.eerste_dag, 12 * self.jaren * number)

    def naam_van(self, tijdvak: Tijdvak) -> str:
        """Return how sentences and records name one of the periods: ``seizoen 2026-2027``, ``boekjaar 2026``."""
        first, last = tijdvak.van.year, tijdvak.laatste.year
        return f"{self.naam} {first}" if first == last else f"{self.naam} {first}-{last}"


def tijdvak_met(ritme: Ritme | EigenRitme, day: date, ingang: date | None = None) -> Tijdvak:
    """Return the period of a rhythm that holds ``day``.

    ``ingang`` is the first day of the agreement; only ``convenantjaar`` needs it (ValueError without it).
    """
    if isinstance(ritme, EigenRitme):
        return ritme.met(day)
    if ritme == "schooljaar":
        ingang = date(day.year, *SCHOOLJAAR_BEGINT)
    if ritme in ("schooljaar", "convenantjaar"):
        if ingang is None:
            raise ValueError("convenantjaar needs the first day of the agreement")
        return EigenRitme(ritme, ingang, 1, "het").met(day)
    months = {"kalenderjaar": 12, "halfjaar": 6, "kwartaal": 3, "maand": 1}[ritme]
    first = date(day.year, (day.month - 1) // months * months + 1, 1)
    return Tijdvak(first, add_months(first, months))


def tijdvaknaam(ritme: Ritme | EigenRitme, tijdvak: Tijdvak) -> str:
    """Return how sentences name a period of a rhythm: ``2026``, ``2e kwartaal 2026``, ``schooljaar 2025-2026``."""
    if isinstance(ritme, EigenRitme):
        return ritme.naam_van(tijdvak)
    year = tijdvak.van.year
    if ritme == "kalenderjaar":
        return str(year)
    if ritme in ("kwartaal", "halfjaar"):
        number = (tijdvak.van.month - 1) // (3 if ritme == "kwartaal" else 6) + 1
        return f"{number}e {ritme} {year}"
    if ritme == "maand":
        return f"{tijdvak.van:%m-%Y}"
    # A year that begins on the day of the agreement; what that is called, only its records know.
    return f"{'jaar' if ritme == 'convenantjaar' else ritme} {year}-{year + 1}"


def tijdvakken(ritme: Ritme, binnen: Tijdvak, ingang: date | None = None) -> Iterator[Tijdvak]:
    """Yield, in order, the periods of a rhythm that share a day with ``binnen``."""
    if binnen.van >= binnen.tot:
        return
    current = tijdvak_met(ritme, binnen.van, ingang)
    while current.van < binnen.tot:
        yield current
        current = tijdvak_met(ritme, current.tot, ingang)


@dataclass(frozen=True, slots=True)
class Periode:
    """A period as a record names it: ``kalenderjaar 2026``, ``schooljaar 2026-2027``, ``2e kwartaal 2026``.

    ``soort`` is the rhythm, ``datums`` for a period with its own first and last day, or ``eigen`` for one of a rhythm
    that the agreement itself names: ``seizoen 2026-2027``.
    """

    tekst: str
    soort: Ritme | Literal["datums", "eigen"]

    @classmethod
    def parse(cls, text: str) -> "Periode":
        """Read a period. Raises ValueError when the text is not a period, or holds a day that does not exist."""
        if not re.fullmatch(PERIODE_PATTERN, text):
            raise ValueError(text)
        if " t/m " in text:
            van, tot = text.split(" t/m ")
            if date.fromisoformat(van) > date.fromisoformat(tot):
                raise ValueError(text)
            return cls(text, "datums")
        words = text.split()
        if len(words) == 1:
            return cls(text, "maand")
        if words[0] == "schooljaar":
            start, _, end = words[1].partition("-")
            if not end or int(end) != int(start) + 1:
                raise ValueError(text)
            return cls(text, "schooljaar")
        if len(words) == 2 and words[0] not in RITMES:
            return cls(text, "eigen")
        soort = words[0] if len(words) == 2 else words[1]
        if (soort in ("kalenderjaar", "convenantjaar")) != (len(words) == 2) or "-" in words[-1]:
            raise ValueError(text)
        return cls(text, soort)  # type: ignore[arg-type]  # the pattern allows no other word

    @property
    def ritme(self) -> str:
        """The word before the year of a period of the agreement's own: ``seizoen``."""
        return self.tekst.split()[0]

    def tijdvak(self, ingang: date | None = None, eigen: EigenRitme | None = None) -> Tijdvak:
        """Return the days of the period. ``ingang`` is the first day of the agreement, for a ``convenantjaar``.

        ``eigen`` is the rhythm of a period of the agreement's own. Raises ValueError when it has no such period.
        """
        if self.soort == "eigen":
            return self._own(eigen)
        if self.soort == "datums":
            van, tot = (date.fromisoformat(part) for part in self.tekst.split(" t/m "))
            return Tijdvak.tot_en_met(van, tot)
        words = self.tekst.split()
        year = int(words[-1][-4:] if self.soort == "maand" else words[-1][:4])
        if self.soort == "maand":
            day = date(year, int(self.tekst[:2]), 1)
        elif self.soort == "schooljaar":
            day = date(year, *SCHOOLJAAR_BEGINT)
        elif self.soort == "convenantjaar":
            if ingang is None:
                raise ValueError("convenantjaar needs the first day of the agreement")
            day = add_months(ingang, 12 * (year - ingang.year))
        elif self.soort in ("halfjaar", "kwartaal"):
            months = 6 if self.soort == "halfjaar" else 3
            day = date(year, (int(words[0][0]) - 1) * months + 1, 1)
        else:
            day = date(year, 1, 1)
        return tijdvak_met(self.soort, day, ingang)

    def _own(self, eigen: EigenRitme | None) -> Tijdvak:
        if eigen is not None and eigen.naam == self.ritme:
            year = int(self.tekst.split()[1][:4])
            found = (eigen.met(date(year, 12, 31)), eigen.met(date(year, 1, 1)))
            for tijdvak in found:
                if eigen.naam_van(tijdvak) == self.tekst:
                    return tijdvak
        raise ValueError(self.tekst)

    def __str__(self) -> str:
        return self.tekst
