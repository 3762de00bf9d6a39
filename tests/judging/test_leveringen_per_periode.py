"""What is delivered over every quarter or year: in time, late, not at all, and how long a miss is told.

Worked out by hand before judging: the clause asks a report over every quarter within a month after it. The police
delivered on 20 July 2025 (2nd quarter), 3 November 2025 (3rd, three days late), 15 January 2026 (4th), and on 10 May
2026 over the 1st quarter, ten days late. Of the 1st quarter of 2025 there is nothing.
"""

from datetime import date

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.sources.sources import literal
from tests.conftest import whole
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

BASIS = basis()
PROMISE = "De politie levert over elk kwartaal een rapport, binnen een maand."
POLITIE = "data/partners/politie.yaml"
QUARTER = "per: kwartaal, binnen: 1 maand"
DELIVERED = (
    "{datum: 2025-07-20, titel: Zomer}", "{datum: 2025-11-03, titel: Herfst}", "{datum: 2026-01-15, titel: Winter}",
    "{datum: 2026-05-10, titel: Lente, over: 1e kwartaal 2026}",
)  # fmt: skip


def dossier(
    toets: str = QUARTER, given: tuple[str, ...] = DELIVERED, since: str = "", together: bool = False
) -> Dossier:
    party = BASIS[POLITIE] + "leveringen:\n" + "".join(f"  - {one[:1]}soort: rapport, {one[1:]}\n" for one in given)
    if since:
        party = party.replace("lid_van: 2024-01-01", f"lid_van: {since}")
        assert since in party
    asked = f"soort: publicatie, levering: rapport, {toets}"
    who = "alle" if together else "politie"
    clause = bepaling(asked, "rapport", gebonden=who, gezamenlijk=together, familie="relatie", tekst=PROMISE)
    files = {**BASIS, POLITIE: party, **hoofdstuk(clause)}
    return beoordeelbaar(files)


def state(known: Dossier, day: str, period: str) -> list[str]:
    found = judge(known, date.fromisoformat(day))
    return [one.uitkomst.name for one in found if (one.bepaling, one.periode) == ("rapport", period)]


@pytest.mark.parametrize(
    ("day", "period", "outcome"),
    [
        ("2025-07-19", "2e kwartaal 2025", ["NOG_NIET"]),
        ("2025-07-20", "2e kwartaal 2025", ["GOED"]),
        ("2025-10-31", "3e kwartaal 2025", ["NOG_NIET"]),  # the last day
        ("2025-11-01", "3e kwartaal 2025", ["ONTBREEKT"]),
        ("2025-11-02", "3e kwartaal 2025", ["ONTBREEKT"]),  # the day before it came
        ("2025-11-03", "3e kwartaal 2025", ["LATER"]),  # it came, late
        ("2026-01-15", "4e kwartaal 2025", ["GOED"]),
        ("2026-04-30", "1e kwartaal 2026", ["NOG_NIET"]),
        ("2026-05-01", "1e kwartaal 2026", ["ONTBREEKT"]),
        ("2026-05-10", "1e kwartaal 2026", ["LATER"]),
        ("2026-06-01", "2e kwartaal 2026", ["NOG_NIET"]),  # it runs
        ("2026-05-10", "2e kwartaal 2026", ["NOG_NIET"]),  # what is over the 1st is not over the 2nd
        ("2025-12-31", "1e kwartaal 2025", ["ONTBREEKT"]),  # a miss is told for a year
        ("2026-04-01", "1e kwartaal 2025", []),
    ],
)
def test_a_report_over_every_quarter(day: str, period: str, outcome: list[str]) -> None:
    assert state(dossier(), day, period) == outcome


@pytest.mark.parametrize(
    ("toets", "given", "day", "period", "outcome"),
    [
        # Within two months after a calendar year: before the first of March.
        ("per: kalenderjaar, binnen: 2 maanden", "{datum: 2026-02-28, titel: A}", "2026-03-01", "2025", ["GOED"]),
        ("per: kalenderjaar, binnen: 2 maanden", "{datum: 2026-03-01, titel: A}", "2026-03-01", "2025", ["LATER"]),
        # Without a term after the end: in the quarter itself.
        ("per: kwartaal", "{datum: 2025-07-20, titel: A}", "2025-07-20", "3e kwartaal 2025", ["GOED"]),
        ("per: kwartaal", "{datum: 2025-07-20, titel: A}", "2025-07-20", "2e kwartaal 2025", ["ONTBREEKT"]),
        ("per: kwartaal", "{datum: 2025-07-20, titel: A}", "2025-09-30", "3e kwartaal 2025", ["GOED"]),
        # One of two.
        (f"{QUARTER}, minstens: 2", "{datum: 2025-07-20, titel: A}", "2025-07-31", "2e kwartaal 2025", ["NOG_NIET"]),
        (f"{QUARTER}, minstens: 2", "{datum: 2025-07-20, titel: A}", "2025-08-01", "2e kwartaal 2025", ["ONVOLLEDIG"]),
    ],
)
def test_other_rhythms_terms_and_numbers(toets: str, given: str, day: str, period: str, outcome: list[str]) -> None:
    assert state(dossier(toets, (given,)), day, period) == outcome


def test_who_takes_part_in_less_than_half_of_a_quarter_owes_nothing_over_it() -> None:
    known = dossier(since="2025-06-01")
    assert state(known, "2025-08-01", "2e kwartaal 2025") == ["NIET_VAN_TOEPASSING"]
    assert state(known, "2025-11-01", "3e kwartaal 2025") == ["ONTBREEKT"]


def test_of_all_together_one_report_is_enough() -> None:
    assert state(dossier(together=True), "2025-07-20", "2e kwartaal 2025") == ["GOED"]


def test_it_says_what_was_late_and_until_when_it_could() -> None:
    (told,) = [
        one for one in judge(dossier(), date(2025, 11, 3))
        if (one.bepaling, one.periode) == ("rapport", "3e kwartaal 2025")
    ]  # fmt: skip
    assert told.toelichting == (
        "Politie leverde over het 3e kwartaal 2025 op 3 november 2025: Herfst, later dan 31 oktober 2025"
    )
    (missing,) = [
        one for one in judge(dossier(), date(2025, 11, 1))
        if (one.bepaling, one.periode) == ("rapport", "3e kwartaal 2025")
    ]  # fmt: skip
    assert missing.toelichting == "van Politie is geen rapport over het 3e kwartaal 2025 gevonden"
    assert missing.nu == "Politie meldt bij de gemeente wat er is geleverd, en wanneer"


@pytest.mark.parametrize(
    ("toets", "said"),
    [
        ("soort: publicatie, per: kwartaal", "'per' gaat over leveringen; noem bij 'levering' welke"),
        ("soort: publicatie, levering: rapport, binnen: 1 maand", "'binnen' geldt per periode; noem bij 'per'"),
        (
            "soort: publicatie, levering: rapport, per: kwartaal, hoogstens_oud: 1 jaar",
            "'per' en 'hoogstens_oud' gaan niet samen; kies er een",
        ),
    ],
)
def test_what_goes_only_together_is_told(toets: str, said: str) -> None:
    known, _ = load(literal({**BASIS, **hoofdstuk(bepaling(toets, "rapport", gebonden="alle", familie="relatie"))}))
    (mistake,) = clauses(known)[1]
    assert said in f"{mistake.message} {mistake.hint}"


NAMED = {"rapport": "Verslag", "cijfers": "Kwartaalcijfers"}


def of_body(soort: str, day: str, named: bool = True, toets: str = QUARTER) -> dict[str, tuple[str, str]]:
    """Return what is said of each period, and who acts, when a body owes it and the police keep what it delivered."""
    given = f"leveringen:\n  - {{soort: {soort}, datum: 2025-11-03, titel: Herfst}}\n"
    agreed = BASIS["data/convenant.yaml"]
    agreed += f"leveringsoorten: {{{soort}: {{naam: {NAMED[soort]}}}}}\n" if named else ""
    clause = bepaling(
        f"soort: publicatie, levering: {soort}, {toets}", "verslag", gebonden="beraad", gezamenlijk=True,
        familie="relatie", tekst=PROMISE,
    )  # fmt: skip
    body = "naam: Beraad\nzinsnaam: het beraad\ntaak: Het beraad brengt verslag uit.\nelke_partij: bestuurder\n"
    files = {**BASIS, "data/convenant.yaml": agreed, "data/organen/beraad.yaml": body}
    files |= {POLITIE: BASIS[POLITIE] + given, **hoofdstuk(clause)}
    known = whole(files)
    found = judge(known, date.fromisoformat(day))
    return {one.periode: (one.toelichting, one.nu) for one in found if one.bepaling == "verslag"}


def test_the_body_that_is_bound_delivers_by_its_own_name_and_acts() -> None:
    told = of_body("rapport", "2026-02-10")
    assert told["3e kwartaal 2025"] == (
        "het beraad leverde over het 3e kwartaal 2025 op 3 november 2025: Herfst, later dan 31 oktober 2025",
        "het beraad levert de volgende keer op tijd",
    )
    assert told["4e kwartaal 2025"] == (
        "van het beraad is geen verslag over het 4e kwartaal 2025 gevonden",
        "het beraad meldt bij de gemeente wat er is geleverd, en wanneer",
    )
    still = "een verslag van het beraad over het 1e kwartaal 2026 kan er nog komen tot en met 30 april 2026"
    assert told["1e kwartaal 2026"] == (still, "")


def test_a_delivery_has_the_name_that_the_agreement_gives_it_in_the_plural_too() -> None:
    told = of_body("cijfers", "2026-02-10")
    assert told["4e kwartaal 2025"][0] == (
        "van het beraad zijn geen kwartaalcijfers over het 4e kwartaal 2025 gevonden"
    )
    assert told["1e kwartaal 2026"][0].startswith("kwartaalcijfers van het beraad over het 1e kwartaal 2026 kunnen er")
    without = of_body("rapport", "2026-02-10", named=False)
    assert without["4e kwartaal 2025"][0] == "van het beraad is geen rapport over het 4e kwartaal 2025 gevonden"


def test_too_few_and_too_old_are_told_by_the_same_name() -> None:
    few = of_body("rapport", "2025-11-10", toets=f"{QUARTER}, minstens: 2")["3e kwartaal 2025"][0]
    asked = "gevonden; afgesproken is minstens 2 keer"
    assert few == f"van het beraad is 1 keer een verslag over het 3e kwartaal 2025 {asked}"
    old = of_body("rapport", "2026-11-10", toets="hoogstens_oud: 12 maanden")[""][0]
    assert old == (
        "het beraad leverde voor het laatst een verslag op 3 november 2025 (Herfst), meer dan 12 maanden geleden"
    )


def test_of_parties_together_it_says_which_of_them_delivered() -> None:
    (told,) = [
        one for one in judge(dossier(together=True), date(2026, 1, 20))
        if (one.bepaling, one.periode) == ("rapport", "4e kwartaal 2025")
    ]  # fmt: skip
    assert told.toelichting == "Politie leverde over het 4e kwartaal 2025 op 15 januari 2026: Winter"
