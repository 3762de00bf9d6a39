"""Durations, periods and rhythms: tables for the edges, and one property for whole rows of periods."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from convenant_cli.kalender import (
    RITMES,
    Duur,
    EigenRitme,
    Periode,
    Ritme,
    Tijdvak,
    add_months,
    korte_datum,
    lange_datum,
    tijdvak_met,
    tijdvakken,
    tijdvaknaam,
)

SIGNED = date(2022, 11, 16)
DAYS = st.dates(date(1990, 1, 1), date(2150, 12, 31))


def day(text: str) -> date:
    return date.fromisoformat(text)


def stretch(text: str) -> Tijdvak:
    """Read ``first..last``, both days included."""
    first, last = text.split("..")
    return Tijdvak(day(first), day(last) + timedelta(days=1))


# --- durations ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1 dag", "1 dag"),
        ("30 dagen", "30 dagen"),
        ("1 week", "1 week"),
        ("2 weken", "2 weken"),
        ("1 maand", "1 maand"),
        ("6 maanden", "6 maanden"),
        ("1 jaar", "1 jaar"),
        ("3 jaar", "3 jaar"),
        ("3 jaren", "3 jaar"),
        ("9999 dagen", "9999 dagen"),
        # A careless number is understood and shown right.
        ("1 maanden", "1 maand"),
        ("2 week", "2 weken"),
    ],
)
def test_a_duration_is_read_and_shown(text: str, shown: str) -> None:
    assert str(Duur.parse(text)) == shown


@pytest.mark.parametrize(
    "text",
    ["", "jaar", "3", "3jaar", "3  jaar", " 3 jaar", "3 jaar ", "3 jaar\n", "0 jaar", "-3 jaar", "03 jaar", "3,5 jaar",
     "10000 dagen", "drie jaar", "3 Jaar", "3 years", "3 jaar en 6 maanden", "P3Y", "٣ jaar"],
)  # fmt: skip
def test_anything_else_is_no_duration(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # the text is all there is to say
        Duur.parse(text)


@pytest.mark.parametrize(
    ("start", "duration", "times", "end"),
    [
        ("2026-06-30", "1 dag", 1, "2026-07-01"),
        ("2026-12-31", "1 dag", 1, "2027-01-01"),
        ("2024-02-28", "1 dag", 1, "2024-02-29"),
        ("2026-02-28", "1 dag", 1, "2026-03-01"),
        ("2026-12-28", "2 weken", 1, "2027-01-11"),
        ("2026-01-01", "2 weken", 3, "2026-02-12"),
        ("2026-12-31", "1 maand", 1, "2027-01-31"),
        # Leap days: the last day of February where the 29th does not exist, the 29th again where it does.
        ("2024-02-29", "1 jaar", 1, "2025-02-28"),
        ("2024-02-29", "4 jaar", 1, "2028-02-29"),
        ("2024-02-29", "1 jaar", 3, "2027-02-28"),
        ("2024-02-29", "1 jaar", 4, "2028-02-29"),
        ("2024-02-29", "48 maanden", 1, "2028-02-29"),
        ("2096-02-29", "4 jaar", 1, "2100-02-28"),
        ("2096-02-29", "8 jaar", 1, "2104-02-29"),
        # The 31st: the last day of a shorter month, and the 31st again where there is one.
        ("2026-01-31", "1 maand", 1, "2026-02-28"),
        ("2024-01-31", "1 maand", 1, "2024-02-29"),
        ("2026-01-31", "1 maand", 2, "2026-03-31"),
        ("2026-01-31", "1 maand", 3, "2026-04-30"),
        ("2026-08-31", "6 maanden", 1, "2027-02-28"),
        ("2026-08-31", "6 maanden", 2, "2027-08-31"),
        ("2022-11-16", "3 jaar", 1, "2025-11-16"),
        ("2022-11-16", "3 jaar", 2, "2028-11-16"),
        ("2022-11-16", "3 jaar", 0, "2022-11-16"),
    ],
)
def test_a_duration_after_a_day(start: str, duration: str, times: int, end: str) -> None:
    assert Duur.parse(duration).na(day(start), times) == day(end)


@pytest.mark.parametrize(
    ("end", "duration", "start"),
    [
        ("2025-11-16", "6 maanden", "2025-05-16"),
        ("2026-03-31", "1 maand", "2026-02-28"),
        ("2024-03-31", "1 maand", "2024-02-29"),
        ("2024-02-29", "1 jaar", "2023-02-28"),
        ("2024-02-29", "4 jaar", "2020-02-29"),
        ("2026-01-01", "1 dag", "2025-12-31"),
        ("2026-01-05", "1 week", "2025-12-29"),
        ("2026-01-15", "3 maanden", "2025-10-15"),
    ],
)
def test_a_duration_before_a_day(end: str, duration: str, start: str) -> None:
    assert Duur.parse(duration).voor(day(end)) == day(start)


@given(start=DAYS, months=st.integers(1, 40), times=st.integers(0, 12))
def test_terms_counted_from_the_first_day_do_not_drift(start: date, months: int, times: int) -> None:
    end = Duur(months, "maand").na(start, times)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months * times
    # The same day of the month, unless that month is too short: then its last day.
    assert end.day == start.day or (end.day < start.day and (end + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-12-31", 0, "2026-12-31"),
        ("2026-01-31", -1, "2025-12-31"),
        ("2026-03-31", -1, "2026-02-28"),
        ("2026-01-15", -13, "2024-12-15"),
        ("2024-02-29", -12, "2023-02-28"),
    ],
)
def test_months_later_and_earlier(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


# --- stretches ----------------------------------------------------------------------------------------------------


def test_a_stretch_holds_its_first_day_and_not_the_day_after_its_last() -> None:
    year = Tijdvak(date(2026, 1, 1), date(2027, 1, 1))
    assert date(2026, 1, 1) in year
    assert date(2026, 12, 31) in year
    assert date(2025, 12, 31) not in year
    assert date(2027, 1, 1) not in year
    assert year.laatste == date(2026, 12, 31)
    assert str(year) == "01-01-2026 t/m 31-12-2026"


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        ("2025-01-01..2025-12-31", False),
        ("2025-01-01..2026-01-01", True),
        ("2026-05-05..2026-05-05", True),
        ("2026-12-31..2027-12-31", True),
        ("2027-01-01..2027-12-31", False),
        ("2025-01-01..2028-12-31", True),
    ],
)
def test_stretches_overlap_when_they_share_a_day(other: str, shared: bool) -> None:
    year = stretch("2026-01-01..2026-12-31")
    assert year.overlapt(stretch(other)) is shared
    assert stretch(other).overlapt(year) is shared


@pytest.mark.parametrize(
    ("rhythm", "moment", "expected"),
    [
        ("kalenderjaar", "2026-01-01", "2026-01-01..2026-12-31"),
        ("kalenderjaar", "2026-12-31", "2026-01-01..2026-12-31"),
        ("schooljaar", "2026-07-31", "2025-08-01..2026-07-31"),
        ("schooljaar", "2026-08-01", "2026-08-01..2027-07-31"),
        ("schooljaar", "2026-12-31", "2026-08-01..2027-07-31"),
        ("schooljaar", "2027-01-01", "2026-08-01..2027-07-31"),
        ("halfjaar", "2026-06-30", "2026-01-01..2026-06-30"),
        ("halfjaar", "2026-07-01", "2026-07-01..2026-12-31"),
        ("kwartaal", "2026-03-31", "2026-01-01..2026-03-31"),
        ("kwartaal", "2026-04-01", "2026-04-01..2026-06-30"),
        ("kwartaal", "2026-09-30", "2026-07-01..2026-09-30"),
        ("kwartaal", "2026-12-31", "2026-10-01..2026-12-31"),
        ("maand", "2024-02-29", "2024-02-01..2024-02-29"),
        ("maand", "2026-02-28", "2026-02-01..2026-02-28"),
        ("maand", "2026-12-31", "2026-12-01..2026-12-31"),
    ],
)
def test_the_period_that_holds_a_day(rhythm: Ritme, moment: str, expected: str) -> None:
    assert tijdvak_met(rhythm, day(moment)) == stretch(expected)


@pytest.mark.parametrize(
    ("first", "moment", "expected"),
    [
        ("2022-11-16", "2022-11-16", "2022-11-16..2023-11-15"),
        ("2022-11-16", "2023-11-15", "2022-11-16..2023-11-15"),
        ("2022-11-16", "2023-11-16", "2023-11-16..2024-11-15"),
        ("2022-11-16", "2026-01-01", "2025-11-16..2026-11-15"),
        ("2022-11-16", "2026-12-31", "2026-11-16..2027-11-15"),
        ("2022-11-16", "2022-11-15", "2021-11-16..2022-11-15"),
        # From a leap day: the year starts on 28 February where there is no 29th.
        ("2024-02-29", "2024-02-29", "2024-02-29..2025-02-27"),
        ("2024-02-29", "2025-02-27", "2024-02-29..2025-02-27"),
        ("2024-02-29", "2025-02-28", "2025-02-28..2026-02-27"),
        ("2024-02-29", "2028-02-28", "2027-02-28..2028-02-28"),
        ("2024-02-29", "2028-02-29", "2028-02-29..2029-02-27"),
        ("2024-01-01", "2026-06-30", "2026-01-01..2026-12-31"),
    ],
)
def test_the_year_of_the_agreement_that_holds_a_day(first: str, moment: str, expected: str) -> None:
    assert tijdvak_met("convenantjaar", day(moment), day(first)) == stretch(expected)


def test_a_year_of_the_agreement_needs_its_first_day() -> None:
    with pytest.raises(ValueError, match="first day"):
        tijdvak_met("convenantjaar", date(2026, 1, 1))
    with pytest.raises(ValueError, match="first day"):
        Periode.parse("convenantjaar 2026").tijdvak()


@given(rhythm=st.sampled_from(RITMES), start=DAYS, length=st.integers(1, 2500), first=DAYS)
def test_periods_follow_each_other_without_gap_or_overlap(rhythm: Ritme, start: date, length: int, first: date) -> None:
    whole = Tijdvak(start, start + timedelta(days=length))
    row = list(tijdvakken(rhythm, whole, first))
    assert whole.van in row[0]
    assert whole.laatste in row[-1]
    for earlier, later in pairwise(row):
        assert earlier.van < earlier.tot == later.van < later.tot
    for period in row:
        assert tijdvak_met(rhythm, period.van, first) == period
        assert tijdvak_met(rhythm, period.laatste, first) == period


def test_the_quarters_of_a_school_year() -> None:
    quarters = tijdvakken("kwartaal", tijdvak_met("schooljaar", date(2026, 8, 1)))
    assert [quarter.van.isoformat() for quarter in quarters] == [
        "2026-07-01", "2026-10-01", "2027-01-01", "2027-04-01", "2027-07-01",
    ]  # fmt: skip


def test_an_empty_stretch_has_no_periods() -> None:
    assert list(tijdvakken("maand", Tijdvak(date(2026, 1, 1), date(2026, 1, 1)))) == []


# --- periods as records name them ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("kalenderjaar 2026", "kalenderjaar", "2026-01-01..2026-12-31"),
        ("schooljaar 2026-2027", "schooljaar", "2026-08-01..2027-07-31"),
        ("schooljaar 1999-2000", "schooljaar", "1999-08-01..2000-07-31"),
        ("convenantjaar 2026", "convenantjaar", "2026-11-16..2027-11-15"),
        ("1e halfjaar 2026", "halfjaar", "2026-01-01..2026-06-30"),
        ("2e halfjaar 2026", "halfjaar", "2026-07-01..2026-12-31"),
        ("1e kwartaal 2026", "kwartaal", "2026-01-01..2026-03-31"),
        ("2e kwartaal 2026", "kwartaal", "2026-04-01..2026-06-30"),
        ("3e kwartaal 2026", "kwartaal", "2026-07-01..2026-09-30"),
        ("4e kwartaal 2026", "kwartaal", "2026-10-01..2026-12-31"),
        ("2026-03-01 t/m 2026-08-31", "datums", "2026-03-01..2026-08-31"),
        ("2026-03-01 t/m 2026-03-01", "datums", "2026-03-01..2026-03-01"),
        ("2024-02-29 t/m 2025-02-28", "datums", "2024-02-29..2025-02-28"),
    ],
)
def test_a_period_is_read_and_has_its_days(text: str, kind: str, expected: str) -> None:
    period = Periode.parse(text)
    assert (period.soort, str(period)) == (kind, text)
    assert period.tijdvak(SIGNED) == stretch(expected)


def test_the_year_of_an_agreement_from_a_leap_day() -> None:
    assert Periode.parse("convenantjaar 2025").tijdvak(date(2024, 2, 29)) == stretch("2025-02-28..2026-02-27")
    assert Periode.parse("convenantjaar 2028").tijdvak(date(2024, 2, 29)) == stretch("2028-02-29..2029-02-27")


@pytest.mark.parametrize(
    "text",
    ["", "2026", "kalenderjaar", "kalenderjaar 26", "kalenderjaar 1826", "kalenderjaar  2026",
     "Kalenderjaar 2026", "kalenderjaar 2026 ", "kalenderjaar 2026\n", "kalenderjaar 2026-2027", "schooljaar 2026",
     "schooljaar 2026-2028", "schooljaar 2027-2026", "schooljaar 2026-2026", "schooljaar 2026/2027",
     "schooljaar 2026-27", "0e kwartaal 2026", "5e kwartaal 2026", "3e halfjaar 2026", "kwartaal 2026",
     "2e kwartaal", "tweede kwartaal 2026", "maand 2026", "2026-01-01 t/m 2025-12-31", "2026-02-29 t/m 2026-03-01",
     "2026-01-01 t/m 2026-06-31", "2026-01-01", "2026-01-01 tot 2026-02-01", "2026-13-01 t/m 2027-01-01",
     "01-01-2026 t/m 31-12-2026"],
)  # fmt: skip
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # from here, or from the date in it
        Periode.parse(text)


@given(van=DAYS, tot=DAYS)
def test_a_period_of_dates_holds_both_its_days(van: date, tot: date) -> None:
    assume(van <= tot)
    days = Periode.parse(f"{van} t/m {tot}").tijdvak()
    assert (days.van, days.laatste) == (van, tot)


# --- dates in words -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "long", "short"),
    [
        ("2022-11-16", "16 november 2022", "16-11-2022"),
        ("2026-01-01", "1 januari 2026", "01-01-2026"),
        ("2024-02-29", "29 februari 2024", "29-02-2024"),
        ("2026-03-05", "5 maart 2026", "05-03-2026"),
        ("2026-08-31", "31 augustus 2026", "31-08-2026"),
        ("2026-12-31", "31 december 2026", "31-12-2026"),
    ],
)
def test_a_date_in_words_and_in_figures(moment: str, long: str, short: str) -> None:
    assert (lange_datum(day(moment)), korte_datum(day(moment))) == (long, short)


@pytest.mark.parametrize("text", ["101 jaar", "1201 maanden", "5201 weken", "2026 jaar"])
def test_a_duration_of_more_than_a_hundred_years_is_a_slip(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Duur.parse(text)


# --- periods of the agreement's own -------------------------------------------------------------------------------

SEASON = EigenRitme("seizoen", date(2024, 7, 1), 1, "het")
COUNCIL = EigenRitme("raadsperiode", date(2022, 3, 30), 4, "de")
BOOKS = EigenRitme("boekjaar", date(2020, 1, 1), 1, "het")
LEAP = EigenRitme("jaargang", date(2024, 2, 29), 1, "de")


@pytest.mark.parametrize(
    ("rhythm", "day", "days", "name"),
    [
        (SEASON, "2026-06-30", "2025-07-01..2026-06-30", "seizoen 2025-2026"),
        (SEASON, "2026-07-01", "2026-07-01..2027-06-30", "seizoen 2026-2027"),
        (SEASON, "2019-01-01", "2018-07-01..2019-06-30", "seizoen 2018-2019"),
        (COUNCIL, "2026-03-29", "2022-03-30..2026-03-29", "raadsperiode 2022-2026"),
        (COUNCIL, "2026-03-30", "2026-03-30..2030-03-29", "raadsperiode 2026-2030"),
        (COUNCIL, "2022-03-29", "2018-03-30..2022-03-29", "raadsperiode 2018-2022"),
        (BOOKS, "2026-12-31", "2026-01-01..2026-12-31", "boekjaar 2026"),
        (LEAP, "2028-02-28", "2027-02-28..2028-02-28", "jaargang 2027-2028"),
        (LEAP, "2028-02-29", "2028-02-29..2029-02-27", "jaargang 2028-2029"),
    ],
)
def test_a_rhythm_of_its_own_has_its_periods(rhythm: EigenRitme, day: str, days: str, name: str) -> None:
    found = tijdvak_met(rhythm, date.fromisoformat(day))
    assert (found, tijdvaknaam(rhythm, found)) == (stretch(days), name)
    read = Periode.parse(name)
    assert (read.soort, read.ritme, read.tijdvak(eigen=rhythm)) == ("eigen", rhythm.naam, found)


@pytest.mark.parametrize(
    ("rhythm", "text"),
    [(SEASON, "seizoen 2026"), (SEASON, "seizoen 2026-2028"), (COUNCIL, "raadsperiode 2024-2028"),
     (BOOKS, "boekjaar 2026-2027"), (SEASON, "boekjaar 2026"), (None, "seizoen 2026-2027")],
)  # fmt: skip
def test_a_period_that_the_rhythm_does_not_have_is_refused(rhythm: EigenRitme | None, text: str) -> None:
    with pytest.raises(ValueError, match=text):
        Periode.parse(text).tijdvak(eigen=rhythm)
