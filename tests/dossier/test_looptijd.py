"""The arithmetic of terms: every vector of the agreement, every way to extend or end, and leap days."""

from datetime import date, timedelta
from itertools import islice, pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from convenant_cli.dossier.looptijd import Stand, opzegbaar_tegen, stand, termijnen, werking
from convenant_cli.kalender import add_months
from convenant_cli.records.looptijd import Looptijd
from convenant_cli.records.partijwissel import Opzegging
from convenant_cli.records.wijziging import Wijzigingsbesluit


def looptijd(ingang: str, eerste_termijn: str, verlenging: str, **more: str) -> Looptijd:
    return Looptijd.model_validate(
        {"ingang": ingang, "eerste_termijn": eerste_termijn, "verlenging": verlenging, **more}
    )


def besluit(soort: str, datum: str, ingang: str, einde: str | None = None) -> Wijzigingsbesluit:
    data = {"id": f"b-{datum}", "soort": soort, "datum": datum, "ingang": ingang, "tekst": "Zo besloten."}
    return Wijzigingsbesluit.model_validate(data | ({"nieuwe_einddatum": einde} if einde else {}))


def op(term: Looptijd, day: str, *besluiten: Wijzigingsbesluit) -> Stand:
    return stand(term, besluiten, date.fromisoformat(day))


def kort(state: Stand) -> str:
    """Return how the term stands, short enough for a table."""
    term = state.termijn
    assert term is not None
    until = f"t/m {term.tot - timedelta(days=1)}" if term.tot else "zonder einde"
    return f"{state.fase}, {term.nummer} {until}, {state.volgende}"


DRIE_JAAR = looptijd("2022-11-16", "3 jaar", "stilzwijgend", verlenging_duur="3 jaar")
"""Three years, and silently three more each time."""
BEEINDIGD = besluit("beeindiging", "2027-03-01", "2027-08-01")


# --- the vectors of the agreement ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2022-11-15", "nog niet in werking, 1 t/m 2025-11-15, verlengt stilzwijgend"),
        ("2022-11-16", "in werking, 1 t/m 2025-11-15, verlengt stilzwijgend"),
        ("2025-11-15", "in werking, 1 t/m 2025-11-15, verlengt stilzwijgend"),
        ("2025-11-16", "in werking, 2 t/m 2028-11-15, verlengt stilzwijgend"),
        ("2026-11-21", "in werking, 2 t/m 2028-11-15, verlengt stilzwijgend"),
        ("2028-11-15", "in werking, 2 t/m 2028-11-15, verlengt stilzwijgend"),
        ("2028-11-16", "in werking, 3 t/m 2031-11-15, verlengt stilzwijgend"),
    ],
)
def test_three_years_and_again(day: str, expected: str) -> None:
    assert kort(op(DRIE_JAAR, day)) == expected


def test_days_to_the_renewal() -> None:
    state = op(DRIE_JAAR, "2026-11-21")
    assert (state.einde, state.dagen_te_gaan) == (date(2028, 11, 16), 726)
    assert op(DRIE_JAAR, "2022-11-15").dagen_te_gaan is None, "nothing runs yet"
    assert op(DRIE_JAAR, "2028-11-15").dagen_te_gaan == 1
    assert op(DRIE_JAAR, "2028-11-16").dagen_te_gaan == 1095


def test_the_terms_say_how_they_came_about() -> None:
    terms = list(islice(termijnen(DRIE_JAAR, ()), 3))
    assert [term.wijze for term in terms] == ["eerste termijn", "stilzwijgend verlengd", "stilzwijgend verlengd"]
    assert terms[0].tijdvak.laatste == date(2025, 11, 15)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-02-28", "in werking, 2 t/m 2028-11-15, verlengt stilzwijgend"),  # not decided yet
        ("2027-03-01", "in werking, 2 t/m 2027-07-31, eindigt"),
        ("2027-07-31", "in werking, 2 t/m 2027-07-31, eindigt"),
        ("2027-08-01", "geëindigd, 2 t/m 2027-07-31, eindigt"),
        ("2031-11-16", "geëindigd, 2 t/m 2027-07-31, eindigt"),
    ],
)
def test_ended_early(day: str, expected: str) -> None:
    assert kort(op(DRIE_JAAR, day, BEEINDIGD)) == expected


def test_ended_early_leaves_no_later_terms() -> None:
    assert [term.tot for term in termijnen(DRIE_JAAR, (BEEINDIGD,))] == [date(2025, 11, 16), date(2027, 8, 1)]
    assert op(DRIE_JAAR, "2027-03-01", BEEINDIGD).in_werking.laatste == date(2027, 7, 31)
    assert op(DRIE_JAAR, "2027-02-28", BEEINDIGD).in_werking.tot == date.max, "what is decided later is not known yet"
    assert op(DRIE_JAAR, "2027-03-01", BEEINDIGD).dagen_te_gaan == 153


@pytest.mark.parametrize("day", ["2023-06-01", "2025-11-16", "2026-11-21", "2028-11-16"])
def test_another_text_does_not_restart_the_clock(day: str) -> None:
    wijziging = besluit("wijziging", "2023-05-01", "2023-06-01")
    assert op(DRIE_JAAR, day, wijziging) == op(DRIE_JAAR, day)


# --- ends and extensions ------------------------------------------------------------------------------------------

VAST = looptijd("2024-01-01", "2026-12-31", "geen")
BESLUIT = looptijd("2024-01-01", "3 jaar", "besluit", verlenging_duur="2 jaar")
IN_TIME = besluit("verlenging", "2026-11-01", "2027-01-01")
UNTIL = besluit("verlenging", "2026-11-01", "2027-01-01", "2027-07-31")
LATE = besluit("verlenging", "2027-02-15", "2027-01-01")
"""Decided six weeks after the end, working back to it."""
LAPSED = besluit("verlenging", "2027-02-15", "2027-02-15")
"""Decided six weeks after the end, working from then."""


@pytest.mark.parametrize(
    ("term", "besluiten", "day", "expected"),
    [
        # a fixed term, as a last day and as a duration
        (VAST, (), "2023-12-31", "nog niet in werking, 1 t/m 2026-12-31, eindigt"),
        (VAST, (), "2024-01-01", "in werking, 1 t/m 2026-12-31, eindigt"),
        (VAST, (), "2026-12-31", "in werking, 1 t/m 2026-12-31, eindigt"),
        (VAST, (), "2027-01-01", "geëindigd, 1 t/m 2026-12-31, eindigt"),
        (VAST, (UNTIL,), "2027-01-01", "in werking, 2 t/m 2027-07-31, eindigt"),
        # a decision is needed
        (BESLUIT, (), "2026-12-31", "in werking, 1 t/m 2026-12-31, eindigt zonder besluit"),
        (BESLUIT, (), "2027-01-01", "geëindigd, 1 t/m 2026-12-31, eindigt zonder besluit"),
        (BESLUIT, (IN_TIME,), "2026-10-31", "in werking, 1 t/m 2026-12-31, eindigt zonder besluit"),
        (BESLUIT, (IN_TIME,), "2026-11-01", "in werking, 1 t/m 2026-12-31, loopt door"),
        (BESLUIT, (IN_TIME,), "2027-01-01", "in werking, 2 t/m 2028-12-31, eindigt zonder besluit"),
        (BESLUIT, (IN_TIME,), "2029-01-01", "geëindigd, 2 t/m 2028-12-31, eindigt zonder besluit"),
        (BESLUIT, (UNTIL,), "2027-07-31", "in werking, 2 t/m 2027-07-31, eindigt zonder besluit"),
        (BESLUIT, (UNTIL,), "2027-08-01", "geëindigd, 2 t/m 2027-07-31, eindigt zonder besluit"),
        # the decision is taken on the last day, and on the day after it
        (BESLUIT, (besluit("verlenging", "2026-12-31", "2027-01-01"),), "2027-01-01",
         "in werking, 2 t/m 2028-12-31, eindigt zonder besluit"),
        # too late, but back to the end: ended until it is taken, and in force from then on
        (BESLUIT, (LATE,), "2027-02-14", "geëindigd, 1 t/m 2026-12-31, eindigt zonder besluit"),
        (BESLUIT, (LATE,), "2027-02-15", "in werking, 2 t/m 2028-12-31, eindigt zonder besluit"),
        # too late, from then: an agreement that has ended cannot be extended, only made again
        (BESLUIT, (LAPSED,), "2027-02-15", "geëindigd, 1 t/m 2026-12-31, eindigt zonder besluit"),
        # a decision that works from the day it was taken is about the end of the term in which it was taken
        (BESLUIT, (besluit("verlenging", "2025-06-01", "2025-06-01"),), "2027-01-01",
         "in werking, 2 t/m 2028-12-31, eindigt zonder besluit"),
        # two decisions, one for each end; and two on the same end, of which the last counts
        (BESLUIT, (besluit("verlenging", "2026-11-02", "2029-01-01"), IN_TIME), "2029-01-01",
         "in werking, 3 t/m 2030-12-31, eindigt zonder besluit"),
        (BESLUIT, (besluit("verlenging", "2026-11-02", "2027-01-01", "2029-12-31"), UNTIL), "2027-01-01",
         "in werking, 2 t/m 2029-12-31, eindigt zonder besluit"),
        # a new last day that lies before the end extends nothing
        (BESLUIT, (besluit("verlenging", "2026-11-01", "2026-11-01", "2026-12-01"),), "2027-01-01",
         "geëindigd, 1 t/m 2026-12-31, eindigt zonder besluit"),
        # ended by decision, although a decision was needed to go on
        (BESLUIT, (besluit("beeindiging", "2025-01-01", "2025-08-01"),), "2025-06-01",
         "in werking, 1 t/m 2025-07-31, eindigt"),
        # an end that is decided for after the end changes nothing
        (VAST, (besluit("beeindiging", "2025-01-01", "2028-01-01"),), "2027-01-01",
         "geëindigd, 1 t/m 2026-12-31, eindigt"),
    ],
)  # fmt: skip
def test_extension_by_decision(
    term: Looptijd, besluiten: tuple[Wijzigingsbesluit, ...], day: str, expected: str
) -> None:
    assert kort(op(term, day, *besluiten)) == expected


def test_in_force_until_what_is_certain() -> None:
    assert op(BESLUIT, "2026-01-01").in_werking.laatste == date(2026, 12, 31)
    assert op(BESLUIT, "2026-11-01", IN_TIME).in_werking.laatste == date(2028, 12, 31)
    assert op(VAST, "2023-01-01").in_werking.laatste == date(2026, 12, 31)
    assert op(VAST, "2025-01-01", besluit("beeindiging", "2025-01-01", "2028-01-01")).in_werking.tot.year == 2027


@pytest.mark.parametrize(
    ("day", "besluiten", "expected"),
    [
        # decided on the last day: the decision; a day later: the silent renewal has come about
        (
            "2026-02-01",
            [besluit("verlenging", "2025-11-15", "2025-11-16", "2027-11-15")],
            "2 t/m 2027-11-15, verlengt stilzwijgend",
        ),
        (
            "2026-02-01",
            [besluit("verlenging", "2025-11-16", "2025-11-16", "2027-11-15")],
            "2 t/m 2028-11-15, verlengt stilzwijgend",
        ),
        # too late for the first end: it is about the next one
        (
            "2028-11-16",
            [besluit("verlenging", "2025-11-16", "2025-11-16", "2029-11-15")],
            "3 t/m 2029-11-15, verlengt stilzwijgend",
        ),
        # decided for later: the silent renewal in between happens
        (
            "2026-02-01",
            [besluit("verlenging", "2025-01-01", "2028-11-16", "2029-11-15")],
            "2 t/m 2028-11-15, loopt door",
        ),
        (
            "2028-11-16",
            [besluit("verlenging", "2025-01-01", "2028-11-16", "2029-11-15")],
            "3 t/m 2029-11-15, verlengt stilzwijgend",
        ),
        # after a decided term it renews silently again
        (
            "2027-11-16",
            [besluit("verlenging", "2025-11-15", "2025-11-16", "2027-11-15")],
            "3 t/m 2030-11-15, verlengt stilzwijgend",
        ),
    ],
)
def test_a_decision_beside_silent_renewal(day: str, besluiten: list[Wijzigingsbesluit], expected: str) -> None:
    assert kort(op(DRIE_JAAR, day, *besluiten)) == f"in werking, {expected}"


EEN_KEER = looptijd(
    "2024-04-01", "3 jaar", "stilzwijgend", verlenging_duur="1 jaar", verlenging_keer="1", opzegtermijn="6 maanden"
)
"""Three years, then silently one more, once; six months' notice."""


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2027-03-31", "in werking, 1 t/m 2027-03-31, verlengt stilzwijgend"),
        ("2027-04-01", "in werking, 2 t/m 2028-03-31, eindigt"),
        ("2028-03-31", "in werking, 2 t/m 2028-03-31, eindigt"),
        ("2028-04-01", "geëindigd, 2 t/m 2028-03-31, eindigt"),
    ],
)
def test_silent_renewal_for_another_duration_and_only_once(day: str, expected: str) -> None:
    assert kort(op(EEN_KEER, day)) == expected
    assert op(EEN_KEER, day).in_werking.laatste == date(2028, 3, 31)


def test_silent_renewal_for_another_duration_without_limit() -> None:
    term = looptijd("2024-04-01", "4 jaar", "stilzwijgend", verlenging_duur="18 maanden")
    days = [state.tot for state in islice(termijnen(term, ()), 4)]
    assert days == [date(2028, 4, 1), date(2029, 10, 1), date(2031, 4, 1), date(2032, 10, 1)]


def test_notice() -> None:
    assert op(EEN_KEER, "2024-04-01").opzeggen_voor == date(2026, 9, 30), "six whole months"
    assert op(EEN_KEER, "2027-03-31").opzeggen_voor == date(2026, 9, 30), "it stays when it has passed"
    assert op(EEN_KEER, "2024-03-31").opzeggen_voor is None, "not in force yet"
    assert op(EEN_KEER, "2027-04-01").opzeggen_voor is None, "the last term ends by itself"
    assert op(DRIE_JAAR, "2026-11-21").opzeggen_voor is None, "no notice period"
    ended = besluit("beeindiging", "2025-01-01", "2026-01-01")
    assert op(EEN_KEER, "2025-06-01", ended).opzeggen_voor is None, "it ends already"
    longer = besluit("verlenging", "2025-01-01", "2027-04-01")
    assert op(EEN_KEER, "2025-06-01", longer).opzeggen_voor is None, "it is extended already"


def test_the_limit_counts_silent_renewals_only() -> None:
    twice = looptijd("2024-01-01", "1 jaar", "stilzwijgend", verlenging_duur="1 jaar", verlenging_keer="2")
    decided = besluit("verlenging", "2025-06-01", "2026-01-01", "2026-06-30")
    ends = [(term.tot, term.wijze) for term in termijnen(twice, [decided])]
    assert ends == [
        (date(2025, 1, 1), "eerste termijn"),
        (date(2026, 1, 1), "stilzwijgend verlengd"),
        (date(2026, 7, 1), "verlengd bij besluit"),
        (date(2027, 7, 1), "stilzwijgend verlengd"),
    ]


def test_without_end() -> None:
    term = looptijd("2024-01-01", "onbepaald", "geen", opzegtermijn="3 maanden")
    assert kort(op(term, "2023-12-31")) == "nog niet in werking, 1 zonder einde, loopt door"
    state = op(term, "2090-01-01")
    assert kort(state) == "in werking, 1 zonder einde, loopt door"
    assert (state.einde, state.dagen_te_gaan, state.opzeggen_voor) == (None, None, None)
    ended = besluit("beeindiging", "2026-01-15", "2026-03-01")
    assert kort(op(term, "2026-01-14", ended)) == "in werking, 1 zonder einde, loopt door"
    assert kort(op(term, "2026-02-28", ended)) == "in werking, 1 t/m 2026-02-28, eindigt"
    assert kort(op(term, "2026-03-01", ended)) == "geëindigd, 1 t/m 2026-02-28, eindigt"


def test_ended_before_it_began() -> None:
    state = op(VAST, "2023-06-01", besluit("beeindiging", "2023-05-01", "2023-09-01"))
    assert (state.fase, state.dagen_te_gaan) == ("geëindigd", None)
    assert op(VAST, "2024-06-01", besluit("beeindiging", "2023-05-01", "2023-09-01")).fase == "geëindigd"


def test_the_calendar_ends_before_the_terms_do() -> None:
    often = looptijd("2024-01-01", "99 jaar", "stilzwijgend", verlenging_duur="100 jaar", verlenging_keer="9999")
    assert op(often, "2026-01-01").in_werking.tot == date.max


# --- leap days ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("duur", "ends"),
    [
        ("1 jaar", ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29", "2029-02-28"]),
        ("3 jaar", ["2027-02-28", "2030-02-28", "2033-02-28", "2036-02-29", "2039-02-28"]),
        ("4 jaar", ["2028-02-29", "2032-02-29", "2036-02-29", "2040-02-29", "2044-02-29"]),
    ],
)
def test_signed_on_29_february(duur: str, ends: list[str]) -> None:
    term = looptijd("2024-02-29", duur, "stilzwijgend", verlenging_duur=duur)
    assert [str(found.tot) for found in islice(termijnen(term, ()), 5)] == ends


def test_from_the_last_day_of_a_month() -> None:
    term = looptijd("2024-08-31", "6 maanden", "stilzwijgend", verlenging_duur="3 maanden")
    ends = ["2025-02-28", "2025-05-31", "2025-08-31", "2025-11-30", "2026-02-28"]
    assert [str(found.tot) for found in islice(termijnen(term, ()), 5)] == ends


def test_a_decided_end_before_a_leap_day_does_not_drift() -> None:
    term = looptijd("2024-01-01", "3 jaar", "stilzwijgend", verlenging_duur="1 jaar")
    decided = besluit("verlenging", "2026-06-01", "2027-01-01", "2028-02-28")
    ends = ["2027-01-01", "2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"]
    assert [str(found.tot) for found in islice(termijnen(term, [decided]), 6)] == ends


def test_a_leap_day_holds_for_the_day_itself() -> None:
    term = looptijd("2024-02-29", "1 jaar", "stilzwijgend", verlenging_duur="1 jaar")
    assert kort(op(term, "2028-02-28")) == "in werking, 4 t/m 2028-02-28, verlengt stilzwijgend"
    assert kort(op(term, "2028-02-29")) == "in werking, 5 t/m 2029-02-27, verlengt stilzwijgend"


def test_weeks_and_days() -> None:
    term = looptijd("2024-02-26", "2 weken", "stilzwijgend", verlenging_duur="30 dagen")
    ends = ["2024-03-11", "2024-04-10", "2024-05-10"]
    assert [str(found.tot) for found in islice(termijnen(term, ()), 3)] == ends


# --- properties ---------------------------------------------------------------------------------------------------

#: A few days come often, so that decisions share a day, or fall on an end.
DAYS = st.one_of(
    st.dates(date(2010, 1, 1), date(2060, 12, 31)),
    st.sampled_from([date(2024, 1, 1), date(2024, 2, 29), date(2025, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]),
)
DUREN = st.builds(lambda n, unit: f"{n} {unit}", st.integers(1, 48), st.sampled_from(["weken", "maanden", "jaar"]))


@st.composite
def looptijden(draw: st.DrawFn) -> Looptijd:
    ingang = draw(DAYS)
    last_day = st.integers(0, 4000).map(lambda days: str(ingang + timedelta(days=days)))
    first = draw(st.one_of(DUREN, last_day, st.just("onbepaald")))
    more: dict[str, str] = {}
    verlenging = draw(st.sampled_from(["stilzwijgend", "besluit", "geen"]))
    if verlenging == "stilzwijgend" or (verlenging == "besluit" and draw(st.booleans())):
        more["verlenging_duur"] = draw(DUREN)
    if draw(st.booleans()):
        more["verlenging_keer"] = str(draw(st.integers(1, 5)))
    if draw(st.booleans()):
        more["opzegtermijn"] = draw(DUREN)
    return looptijd(str(ingang), first, verlenging, **more)


def opzegging(day: str) -> Opzegging:
    return Opzegging.model_validate({"partner": "halt", "datum": day, "vorm": "brief"})


HALF_JAAR = looptijd("2022-11-16", "3 jaar", "stilzwijgend", verlenging_duur="3 jaar", opzegtermijn="6 maanden")
VERLENGD = besluit("verlenging", "2025-06-01", "2025-11-16", "2027-11-15")


@pytest.mark.parametrize(
    ("term", "notice", "day", "expected"),
    [
        (HALF_JAAR, "2025-05-15", "2025-05-14", "in werking, 1 t/m 2025-11-15, verlengt stilzwijgend"),
        (HALF_JAAR, "2025-05-15", "2025-05-15", "in werking, 1 t/m 2025-11-15, eindigt"),
        (HALF_JAAR, "2025-05-15", "2025-11-16", "geëindigd, 1 t/m 2025-11-15, eindigt"),
        (HALF_JAAR, "2025-05-16", "2025-11-16", "in werking, 2 t/m 2028-11-15, verlengt stilzwijgend"),
        (HALF_JAAR, "2025-05-16", "2028-11-16", "in werking, 3 t/m 2031-11-15, verlengt stilzwijgend"),
        (HALF_JAAR, "2026-01-01", "2026-01-01", "in werking, 2 t/m 2028-11-15, eindigt"),
        (HALF_JAAR, "2022-11-15", "2023-01-01", "in werking, 1 t/m 2025-11-15, verlengt stilzwijgend"),
        (DRIE_JAAR, "2023-01-01", "2026-01-01", "in werking, 2 t/m 2028-11-15, verlengt stilzwijgend"),
        (
            HALF_JAAR.model_copy(update={"na_opzegging": "uittreding"}),
            "2025-01-01",
            "2026-01-01",
            "in werking, 2 t/m 2028-11-15, verlengt stilzwijgend",
        ),
        (
            looptijd("2024-01-01", "onbepaald", "geen", opzegtermijn="3 maanden"),
            "2026-01-15",
            "2026-04-14",
            "in werking, 1 t/m 2026-04-14, eindigt",
        ),
        (
            looptijd("2024-01-01", "2 jaar", "geen", opzegtermijn="3 maanden"),
            "2024-02-01",
            "2024-06-01",
            "in werking, 1 t/m 2025-12-31, eindigt",
        ),
        (
            looptijd("2024-01-01", "2 jaar", "besluit", opzegtermijn="3 maanden"),
            "2024-02-01",
            "2026-01-01",
            "geëindigd, 1 t/m 2025-12-31, eindigt zonder besluit",
        ),
    ],
)
def test_a_notice_in_time_ends_the_term_and_a_late_one_does_not(
    term: Looptijd, notice: str, day: str, expected: str
) -> None:
    given_ = opzegging(notice)
    state = stand(term, (), date.fromisoformat(day), (given_,))
    assert kort(state) == expected
    by_notice = "eindigt" in expected.split(", ")[-1] and term.verlenging not in ("besluit",) and (
        term.verlenging == "stilzwijgend" or term.eerste_termijn == "onbepaald"
    )  # fmt: skip
    assert state.opzegging == (given_ if by_notice else None)


def test_parties_may_still_agree_to_go_on_after_a_notice() -> None:
    state = stand(HALF_JAAR, (VERLENGD,), date(2025, 7, 1), (opzegging("2025-01-01"),))
    assert (kort(state), state.opzegging) == ("in werking, 1 t/m 2025-11-15, loopt door", None)


def test_an_agreement_without_end_says_that_notice_can_be_given_on_any_day() -> None:
    endless = looptijd("2024-01-01", "onbepaald", "geen", opzegtermijn="3 maanden")
    assert op(endless, "2026-01-01").opzegbaar == "altijd, 3 maanden van tevoren"
    assert op(HALF_JAAR, "2026-01-01").opzegbaar == ""


@pytest.mark.parametrize(
    ("tegen", "day", "ends"),
    [
        # "Drie maanden, tegen het einde van een kalenderjaar": the whole three months lie before 1 January.
        ("kalenderjaar", "2026-09-20", "2027-01-01"),
        ("kalenderjaar", "2026-09-30", "2027-01-01"),
        ("kalenderjaar", "2026-10-01", "2028-01-01"),
        ("kalenderjaar", "2026-12-31", "2028-01-01"),
        ("kwartaal", "2026-09-30", "2027-01-01"),
        ("kwartaal", "2026-10-01", "2027-04-01"),
        ("maand", "2026-11-29", "2027-03-01"),
        ("maand", "2026-11-30", "2027-03-01"),
        ("maand", "2026-12-01", "2027-04-01"),
    ],
)
def test_a_notice_can_work_at_the_end_of_a_month_a_quarter_or_a_year(tegen: str, day: str, ends: str) -> None:
    endless = looptijd("2024-01-01", "onbepaald", "geen", opzegtermijn="3 maanden", tegen=tegen)
    worked = date.fromisoformat(ends)
    term = op(endless, day).termijn
    assert term is not None
    assert werking(endless, term, opzegging(day)) == worked
    assert opzegbaar_tegen(endless, (), worked, add_months(worked, 12))
    assert not opzegbaar_tegen(endless, (), worked, worked + timedelta(days=1))


@pytest.mark.parametrize(
    ("tegen", "said"), [("maand", "elke maand"), ("kwartaal", "elk kwartaal"), ("kalenderjaar", "elk kalenderjaar")]
)
def test_it_says_for_the_end_of_what_notice_can_be_given(tegen: str, said: str) -> None:
    four = looptijd("2024-01-01", "4 jaar", "besluit", opzegtermijn="3 maanden", tegen=tegen)
    assert op(four, "2026-01-01").opzegbaar == f"tegen het einde van {said}, 3 maanden van tevoren"


@st.composite
def besluitenlijsten(draw: st.DrawFn) -> list[Wijzigingsbesluit]:
    found = []
    for _ in range(draw(st.integers(0, 4))):
        soort = draw(st.sampled_from(["wijziging", "verlenging", "verlenging", "beeindiging"]))
        einde = str(draw(DAYS)) if soort == "verlenging" and draw(st.booleans()) else None
        found.append(besluit(soort, str(draw(DAYS)), str(draw(DAYS)), einde))
    return found


@given(looptijden(), besluitenlijsten(), DAYS, st.lists(DAYS, max_size=2))
@example(  # a notice before the first day of a term without end
    looptijd("2024-01-02", "onbepaald", "stilzwijgend", verlenging_duur="1 week", opzegtermijn="1 week"),
    [],
    date(2024, 2, 1),
    [date(2024, 1, 1)],
)
def test_terms_are_contiguous_and_hold_the_day(
    term: Looptijd, besluiten: list[Wijzigingsbesluit], day: date, notices: list[date]
) -> None:
    known = [decision for decision in besluiten if decision.datum <= day]
    given_up = [opzegging(str(notice)) for notice in notices if notice <= day]
    terms = list(islice(termijnen(term, known, given_up), 60))
    assert terms[0].van == term.ingang
    assert [found.nummer for found in terms] == list(range(1, len(terms) + 1))
    for earlier, later in pairwise(terms):
        assert earlier.tot == later.van, "no gap and no overlap"
    for found in terms[:-1]:
        assert found.tot is not None
        assert found.van < found.tot, "only the last term can be without end"
    assert terms[-1].tot is None or terms[-1].van <= terms[-1].tot

    state = stand(term, besluiten, day, given_up)
    assert (state.fase == "in werking") == (day in state.in_werking)
    assert state.termijn is not None
    if state.fase == "in werking":
        assert day in state.termijn.tijdvak
        assert state.termijn.tot is None or state.termijn.tot <= state.in_werking.tot
        assert state.dagen_te_gaan is None or state.dagen_te_gaan > 0
    if state.fase == "nog niet in werking":
        assert (state.termijn.nummer, day < term.ingang) == (1, True)
    if state.fase == "geëindigd":
        assert state.termijn.tot == state.in_werking.tot
        assert state.volgende in ("eindigt", "eindigt zonder besluit")
    if state.opzegging is not None:
        assert state.volgende == "eindigt"
        assert state.termijn.van <= state.opzegging.datum


@given(looptijden(), besluitenlijsten(), DAYS)
def test_what_is_decided_later_is_not_known(term: Looptijd, besluiten: list[Wijzigingsbesluit], day: date) -> None:
    known = [decision for decision in besluiten if decision.datum <= day]
    assert stand(term, besluiten, day) == stand(term, known, day)


@given(looptijden(), besluitenlijsten(), DAYS)
def test_the_order_of_decisions_does_not_matter(term: Looptijd, besluiten: list[Wijzigingsbesluit], day: date) -> None:
    assert stand(term, besluiten, day) == stand(term, besluiten[::-1], day)


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(1, 60), st.integers(1, 60))
def test_silent_terms_never_drift(ingang: date, first: int, renewal: int) -> None:
    term = looptijd(str(ingang), f"{first} maanden", "stilzwijgend", verlenging_duur=f"{renewal} maanden")
    for number, found in enumerate(islice(termijnen(term, ()), 20)):
        assert found.tot == add_months(ingang, first + number * renewal)
