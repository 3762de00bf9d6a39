"""A statement that is asked per quarter, half year, month or period of the agreement's own names which one it is about.

Worked out by hand before judging. A statement on a quarter counts for that quarter only, whenever it was made; one on a
whole year says nothing of each of its quarters, and one on a quarter nothing of the year.
"""

from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange.vragen import formulieren
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk, verklaring

BASIS = basis("verklaringen")
OWN = (
    "perioden:\n  seizoen: {eerste_dag: 2025-10-01}\n  raadsperiode: {eerste_dag: 2022-03-30, jaren: 4, lidwoord: de}\n"
)
GEEN, KAN, JA = "geen verklaring", "nog niet aan de orde", "verklaard"


def files(per: str, made: dict[str, str]) -> dict[str, str]:
    """A dossier with one clause; a statement is its day and its answer, by folder."""
    given = {f"data/verklaringen/{map}/noorderschool.yaml": verklaring(*said.split()) for map, said in made.items()}
    clause = bepaling(f"soort: verklaring, per: {per}")
    return {**BASIS, "data/convenant.yaml": BASIS["data/convenant.yaml"] + OWN, **hoofdstuk(clause), **given}


def read(per: str, made: dict[str, str]) -> Dossier:
    return whole(files(per, made))


def states(per: str, made: dict[str, str], day: str = "2026-11-21") -> list[str]:
    """The states of the last period that is over and of the one that runs."""
    return [one.staat for one in judge(read(per, made), date.fromisoformat(day)) if one.bepaling == "plan"][-2:]


@pytest.mark.parametrize(
    ("per", "made", "last", "running"),
    [
        ("kwartaal", {}, GEEN, KAN),
        ("kwartaal", {"2026-kwartaal-3": "2026-10-10 ja"}, JA, KAN),
        ("kwartaal", {"2026-kwartaal-3": "2026-09-30 ja"}, JA, KAN),  # on its last day
        ("kwartaal", {"2026-kwartaal-4": "2026-10-10 ja"}, GEEN, JA),
        ("kwartaal", {"2026-kwartaal-3": "2026-10-10 nee", "2026-kwartaal-4": "2026-11-01 ja"}, "verklaard: nee", JA),
        ("kwartaal", {"2025-kwartaal-3": "2026-10-10 ja"}, GEEN, KAN),  # of another year
        ("kwartaal", {"2026": "2026-10-10 ja"}, GEEN, KAN),  # which quarter, it does not say
        ("kwartaal", {"2026-halfjaar-2": "2026-10-10 ja"}, GEEN, KAN),
        ("halfjaar", {"2026-halfjaar-1": "2026-07-02 ja"}, JA, KAN),
        ("halfjaar", {"2026-halfjaar-2": "2026-07-02 ja"}, GEEN, JA),
        ("halfjaar", {"2026": "2026-07-02 ja"}, GEEN, KAN),
        ("maand", {"2026-10": "2026-11-02 ja"}, JA, KAN),
        ("maand", {"2026-11": "2026-11-02 ja"}, GEEN, JA),
        ("kalenderjaar", {"2026-kwartaal-3": "2026-10-10 ja"}, GEEN, KAN),
        ("kalenderjaar", {"2026": "2026-10-10 ja"}, GEEN, JA),
        ("schooljaar", {"schooljaar-2025-2026": "2026-10-10 ja"}, JA, KAN),
        ("schooljaar", {"schooljaar-2026-2027": "2026-10-10 ja"}, GEEN, JA),
        ("seizoen", {"seizoen-2025-2026": "2026-10-10 ja"}, JA, KAN),
        ("seizoen", {"seizoen-2026-2027": "2026-10-10 ja"}, GEEN, JA),
        ("seizoen", {"schooljaar-2025-2026": "2026-10-10 ja"}, GEEN, KAN),
        # A calendar year lies in two seasons, and asks of none of them; a school year has no folder but that of years.
        ("seizoen", {"2026": "2026-11-10 ja"}, GEEN, KAN),
        ("seizoen", {"2025": "2026-02-10 ja"}, GEEN, KAN),
        ("raadsperiode", {"2026": "2026-03-10 ja"}, GEEN, KAN),
        ("schooljaar", {"2026": "2026-11-10 ja"}, JA, JA),
    ],
)
def test_a_statement_counts_for_the_period_that_it_names(
    per: str, made: dict[str, str], last: str, running: str
) -> None:
    assert states(per, made) == [last, running]


def test_a_period_of_four_years_has_its_own_statement() -> None:
    assert states("raadsperiode", {"raadsperiode-2022-2026": "2026-03-01 ja"}, "2026-04-01") == [JA, KAN]


def test_it_says_the_period_in_words() -> None:
    (last, _) = [
        one for one in judge(read("kwartaal", {"2026-kwartaal-3": "2026-10-10 ja"}), date(2026, 11, 21))
        if one.bepaling == "plan"
    ][-2:]  # fmt: skip
    assert last.toelichting == "Noorderschool verklaart dit over het 3e kwartaal 2026"


@pytest.mark.parametrize(
    ("folder", "period"),
    [
        ("2026-kwartaal-3", "3e kwartaal 2026"), ("2026-halfjaar-1", "1e halfjaar 2026"), ("2026-07", "07-2026"),
        ("seizoen-2026-2027", "seizoen 2026-2027"), ("schooljaar-2026-2027", "schooljaar 2026-2027"),
        ("2026-kwartaal-5", None), ("2026-halfjaar-3", None), ("2026-13", None), ("kwartaal-3", None),
        ("oogst-2026", None), ("kalenderjaar-2026", None), ("seizoen-2026", None),
    ],
)  # fmt: skip
def test_the_folder_names_the_period(folder: str, period: str | None) -> None:
    named = read("kwartaal", {}).jaarperiode(folder)
    assert (str(named) if named else None) == period


def test_an_answer_that_counts_for_no_period_is_told() -> None:
    def told(made: dict[str, str]) -> list[str]:
        report = check_source(literal(files("kwartaal", made)), date(2026, 11, 21))
        return [one.message for one in report.findings if one.rule == "verklaring-past-bij-periode"]

    assert told({"2026-kwartaal-3": "2026-10-10 ja"}) == []
    assert told({"2026": "2026-10-10 ja"}) == [
        "op 'plan' verklaren partijen per kwartaal, en dit is de map '2026'; zet het antwoord in een map zoals "
        "'2026-kwartaal-4'"
    ]
    assert told({"2026-halfjaar-2": "2026-10-10 ja"})


def test_an_answer_over_a_calendar_year_is_told_where_a_season_is_asked() -> None:
    report = check_source(literal(files("seizoen", {"2026": "2026-11-10 ja"})), date(2026, 11, 21))
    assert [one.message for one in report.findings if one.rule == "verklaring-past-bij-periode"] == [
        "op 'plan' verklaren partijen per seizoen, en dit is de map '2026'; zet het antwoord in een map zoals "
        "'seizoen-2026-2027'"
    ]


@pytest.mark.parametrize(("asked", "many"), [("2026", 0), ("seizoen 2025-2026", 1), ("seizoen-2026-2027", 1)])
def test_the_form_on_a_calendar_year_does_not_ask_about_a_season(asked: str, many: int) -> None:
    forms = formulieren(read("seizoen", {}), asked, ["noorderschool"], date(2026, 11, 21), "dossier")
    assert [one.bepaling.id for form in forms for one in form.vragen].count("plan") == many
