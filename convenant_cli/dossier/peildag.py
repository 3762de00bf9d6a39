"""A reference date that notes on which other days all that is asked of it would come out the same.

So what is worked out on one day holds on many, and who looks ahead works out anew only what changes. Nothing that asks
has to know of it: it is a date. What it cannot follow (a day in words, as a key) holds on that one day only, so the
answer of another day is never given; that it follows more only saves work.
"""

from collections import deque
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

from convenant_cli.kalender import EigenRitme, Ritme, Tijdvak, tijdvak_met

_T = TypeVar("_T")
#: How far it looks to both sides; so no step from one of these days leaves the calendar.
_FAR = 15000


class _Spoor:
    """On which days everything that was asked comes out the same: from a day up to another, which is not one."""

    __slots__ = ("dag", "tot", "van")

    def __init__(self, dag: date) -> None:
        self.dag = dag
        self.van = max(dag.toordinal() - _FAR, 1)
        self.tot = min(dag.toordinal() + _FAR, date.max.toordinal())

    def binnen(self, van: int, tot: int) -> None:
        self.van, self.tot = max(self.van, van), min(self.tot, tot)


class Peildag(date):
    """A reference date, or a day that lies a fixed way from it, that notes what it is held against."""

    _spoor: _Spoor
    _weg: Callable[[date], date] | None
    """How to come from the reference date to this day, when that is not a number of days: from a later day to a later
    one, or the same."""
    _verder: int
    """How many days further it lies, when it is."""

    @classmethod
    def van(cls, dag: date) -> "Peildag":
        """Return a day of which nothing was asked yet."""
        return cls._made(dag, _Spoor(dag))

    @classmethod
    def _made(cls, dag: date, spoor: _Spoor, weg: Callable[[date], date] | None = None, verder: int = 0) -> "Peildag":
        made = date.__new__(cls, *_parts(dag))
        made._spoor, made._weg, made._verder = spoor, weg, verder
        return made

    @property
    def houdt(self) -> Tijdvak:
        """The days on which all that was asked up to now comes out the same."""
        spoor = self._spoor
        return Tijdvak(date.fromordinal(spoor.van), date.fromordinal(spoor.tot))

    @property
    def los(self) -> date:
        """The day itself, as one that notes nothing: for who notes himself how far his answer holds."""
        return date(*_parts(self))

    def binnen(self, days: Tijdvak) -> None:
        """Note that something holds on these days only."""
        if self._weg or self._verder:
            self._vast()
        else:
            self._spoor.binnen(days.van.toordinal(), days.tot.toordinal())

    def via(self, way: Callable[[date], date]) -> "Peildag":
        """Return the day to which a way leads that, from a later day, leads to a later one or the same."""
        before, further = self._weg, timedelta(days=self._verder)
        return self._made(way(self.los), self._spoor, lambda day: way(before(day) if before else day + further))

    def _vast(self) -> None:
        """Note that something holds on this day only."""
        day = self._spoor.dag.toordinal()
        self._spoor.binnen(day, day + 1)

    def _vanaf(self, other: date, more: int = 0) -> bool:
        """Tell whether this is another day (``more``: or so many days after it), or later."""
        if isinstance(other, Peildag):
            # Neither is a fixed day to hold the other against.
            self._vast()
            other._vast()
            other = other.los
        edge, spoor, way = _ORDINAL(other) + more, self._spoor, self._weg
        here = _ORDINAL(self) >= edge
        if way is not None:
            # The first day from which the way leads there: it changes once between here and the end of what holds.
            now = spoor.dag.toordinal()
            low, high = (spoor.van - 1, now) if here else (now, spoor.tot)
            while high - low > 1:
                middle = (low + high) // 2
                if _ORDINAL(way(date.fromordinal(middle))) >= edge:
                    high = middle
                else:
                    low = middle
            edge = high
        edge -= self._verder
        if here:
            if edge > spoor.van:  # asked ten thousands of times: two calls less
                spoor.van = edge
        elif edge < spoor.tot:
            spoor.tot = edge
        return here

    def __ge__(self, other: date) -> bool:
        return self._vanaf(other)

    def __lt__(self, other: date) -> bool:
        return not self._vanaf(other)

    def __gt__(self, other: date) -> bool:
        return self._vanaf(other, 1)

    def __le__(self, other: date) -> bool:
        return not self._vanaf(other, 1)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self._vanaf(other) and not self._vanaf(other, 1)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __add__(self, other: timedelta) -> "Peildag":
        if self._weg:
            return self.via(lambda day: day + other)
        return self._made(self.los + other, self._spoor, None, self._verder + other.days)

    __radd__ = __add__

    def __sub__(self, other: Any) -> Any:
        if isinstance(other, timedelta):
            return self + -other
        self._vast()
        return self.los - other

    @property
    def day(self) -> int:
        """Its day of the month: no other day near has it."""
        self._vast()
        return _parts(self)[2]

    @property
    def month(self) -> int:
        """Its month."""
        self._vast()
        return _parts(self)[1]

    @property
    def year(self) -> int:
        """Its year, which is that of all the days of it."""
        found = _parts(self)[0]
        self._vanaf(date(found, 1, 1))
        self._vanaf(date(found, 12, 31), 1)
        return found


def _parts(day: date) -> tuple[int, int, int]:
    return _YEAR(day), _MONTH(day), _DAG(day)


_YEAR, _MONTH, _DAG = (vars(date)[name].__get__ for name in ("year", "month", "day"))
_ORDINAL = date.toordinal


def _pinned(name: str) -> Any:
    """Return what a date can be asked, as what holds on that one day only."""

    def asked(self: Peildag, *args: Any, **named: Any) -> Any:
        self._vast()
        return getattr(self.los, name)(*args, **named)

    return asked


for _name in (
    "__format__", "__hash__", "__reduce__", "__reduce_ex__", "__replace__", "__repr__", "__rsub__", "__str__",
    "ctime", "isocalendar", "isoformat", "isoweekday", "replace", "strftime", "timetuple", "toordinal", "weekday",
):  # fmt: skip
    setattr(Peildag, _name, _pinned(_name))


def langs(day: date, way: Callable[[date], date]) -> date:
    """Return the day to which a way leads, as :meth:`Peildag.via` does, of any date."""
    return day.via(way) if isinstance(day, Peildag) else way(day)


def periode_met(ritme: Ritme | EigenRitme, day: date, ingang: date) -> Tijdvak:
    """Return the period of a rhythm that holds a day: the same one for all days of it."""
    if not isinstance(day, Peildag):
        return tijdvak_met(ritme, day, ingang)
    found = tijdvak_met(ritme, day.los, ingang)
    day.binnen(found)
    return found


class Gehouden(Generic[_T]):
    """What was worked out on some days, each time for all days on which it comes out the same."""

    def __init__(self, most: int | None = None) -> None:
        self._kept: deque[tuple[Tijdvak, _T]] = deque(maxlen=most)

    def op(self, day: date, work: Callable[[Peildag], _T]) -> _T:
        """Return what is worked out on a day. It may not hold that day itself, only what was asked of it."""
        plain = day.los if isinstance(day, Peildag) else day
        kept = self.bekend(plain)
        if kept is None:
            own = Peildag.van(plain)
            found = work(own)
            kept = own.houdt, found
            self._kept.append(kept)
        if isinstance(day, Peildag):
            day.binnen(kept[0])
        return kept[1]

    def houd(self, days: Tijdvak, found: _T) -> None:
        """Take in what was worked out elsewhere, and the days on which it comes out the same."""
        self._kept.append((days, found))

    def bekend(self, day: date) -> tuple[Tijdvak, _T] | None:
        """Return what was worked out for a day, with the days on which it comes out the same; None when nothing was."""
        return next((one for one in self._kept if day in one[0]), None)

    def waarvoor(self, holds: Callable[[_T], bool]) -> "Gehouden[_T]":
        """Return what was worked out so far, as far as something holds for it."""
        own = Gehouden[_T](self._kept.maxlen)
        own._kept.extend(kept for kept in self._kept if holds(kept[1]))
        return own
