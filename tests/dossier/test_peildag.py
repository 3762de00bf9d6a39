"""What is worked out on a day holds on the days that the day notes: never on one on which it comes out otherwise."""

import copy
import pickle
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest

from convenant_cli.dossier.peildag import Gehouden, Peildag, langs, periode_met
from convenant_cli.kalender import Duur, EigenRitme, Ritme, Tijdvak, add_months, lange_datum, tijdvak_met

DAY = date(2026, 11, 21)
STARTED = date(2022, 11, 16)
COUNCIL = EigenRitme("raadsperiode", date(2022, 3, 30), 4, "de")
LENGTHS = [Duur(1, "jaar"), Duur(6, "maand"), Duur(3, "week"), Duur(30, "dag")]
#: What a date has that is the same on every day.
_OF_ALL = {"__new__", "__getattribute__", "min", "max", "resolution"}
RHYTHMS: list[Ritme | EigenRitme] = ["kalenderjaar", "schooljaar", "convenantjaar", "kwartaal", "maand", COUNCIL]


def _asked(pick: Random) -> Callable[[date], object]:
    """Return something that can be asked of a day."""
    other = DAY + timedelta(days=pick.randrange(-900, 900))
    near = DAY + timedelta(days=pick.randrange(-40, 40))
    length, rhythm, days = pick.choice(LENGTHS), pick.choice(RHYTHMS), timedelta(days=pick.randrange(-50, 50))
    ways: list[Callable[[date], object]] = [
        lambda day: day < other,
        lambda day: other <= day,
        lambda day: day == near,
        lambda day: near != day,
        lambda day: max(near, day) > other,
        lambda day: day in Tijdvak(near, max(near, other)),
        lambda day: langs(day, length.voor) <= other,
        lambda day: near - timedelta(days=300) > langs(day + days, length.voor),
        lambda day: langs(langs(day, length.na) - days, lambda one: add_months(one, -5)) == near,
        lambda day: day + days >= near,
        lambda day: timedelta(days=3) + day < near,
        lambda day: periode_met(rhythm, day, STARTED),
        lambda day: tijdvak_met(rhythm, day, STARTED),
        lambda day: Tijdvak(day, day + timedelta(days=1)).overlapt(Tijdvak(near, near + timedelta(days=9))),
        lambda day: day.year,
    ]
    return pick.choice(ways)


@pytest.mark.parametrize("seed", range(150))
def test_what_holds_on_a_day_is_the_same_on_all_days_that_it_notes(seed: int) -> None:
    pick = Random(seed)
    questions = [_asked(pick) for _ in range(pick.randrange(1, 4))]
    day = Peildag.van(DAY)
    found = [ask(day) for ask in questions]
    holds = day.houdt
    assert DAY in holds
    first, last = max(holds.van, DAY - timedelta(days=1200)), min(holds.laatste, DAY + timedelta(days=1200))
    for other in (first, last, *(first + (last - first) * pick.random() for _ in range(20))):
        assert [ask(other) for ask in questions] == found


def test_it_holds_as_long_as_it_can() -> None:
    for ask, first, last in (
        (lambda day: day < date(2026, 12, 10), None, date(2026, 12, 9)),
        (lambda day: day >= date(2026, 11, 1), date(2026, 11, 1), None),
        (lambda day: langs(day, Duur(12, "maand").voor) > date(2025, 12, 31), None, date(2026, 12, 31)),
        (lambda day: periode_met("kwartaal", day, STARTED), date(2026, 10, 1), date(2026, 12, 31)),
        (lambda day: day.year, date(2026, 1, 1), date(2026, 12, 31)),
        (lambda day: (day + timedelta(days=1)) - timedelta(days=3) < date(2027, 1, 1), None, date(2027, 1, 2)),
    ):
        day = Peildag.van(DAY)
        ask(day)
        assert first is None or day.houdt.van == first
        assert last is None or day.houdt.laatste == last


@pytest.mark.parametrize(
    "ask",
    [
        hash, str, repr, lange_datum, copy.copy, pickle.dumps, lambda day: day.isoformat(), "{:%d}".format,
        lambda day: day.toordinal(), lambda day: day.replace(day=1), lambda day: day.weekday(), lambda day: day.month,
        lambda day: date(2027, 1, 1) - day, lambda day: day - date(2026, 1, 1), lambda day: {day: 1},
        lambda day: add_months(day, 1), lambda day: day < day + timedelta(days=1), lambda day: day == DAY,
        lambda day: day > Peildag.van(date(2026, 1, 1)),
    ],
)  # fmt: skip
def test_what_tells_which_day_it_is_holds_on_that_day_only(ask: Callable[[date], object]) -> None:
    day = Peildag.van(DAY)
    told = ask(day)
    assert day.houdt == Tijdvak(DAY, DAY + timedelta(days=1))
    if isinstance(told, str | int | timedelta):
        assert told == ask(DAY)


def test_nothing_can_be_asked_of_a_date_that_it_does_not_note() -> None:
    asked = {name for name, own in vars(date).items() if type(own).__name__ != "classmethod_descriptor"}
    assert asked - _OF_ALL - vars(Peildag).keys() == set()


def test_what_is_kept_is_given_on_the_days_that_it_holds_and_narrows_who_asks() -> None:
    asked: list[date] = []

    def quarter(day: date) -> Tijdvak:
        asked.append(date(2026, 1, 1))
        return periode_met("kwartaal", day, STARTED)

    kept = Gehouden[Tijdvak]()
    assert kept.op(DAY, quarter) == kept.op(date(2026, 10, 1), quarter) == Tijdvak(date(2026, 10, 1), date(2027, 1, 1))
    assert kept.op(date(2027, 1, 1), quarter).van == date(2027, 1, 1)
    assert len(asked) == 2
    outer = Peildag.van(DAY)
    kept.op(outer, quarter)
    assert (len(asked), outer.houdt) == (2, Tijdvak(date(2026, 10, 1), date(2027, 1, 1)))
