"""A document that parties share by a day: what is told, by hand, of an earlier version, and of one that came late."""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk

BASIS = basis()
SCHOOL = "data/partners/noorderschool.yaml"
DOCUMENT = """\
documenten:
  - id: plan
    soort: veiligheidsplan
    titel: Veiligheidsplan
    versie: 2
    vastgesteld_op: {made}
    vindplaats: Z-1
    {field}: [{messages}]
"""
NAME = "versie 2 van ‘Veiligheidsplan’ van Noorderschool"
POLICE, TOWN = "{met: politie, datum: 2026-02-10", "{met: gemeente, datum: 2026-02-11"


def told(asked: str, field: str, *messages: str, made: str = "2026-03-01", earlier: str = "") -> str:
    """Judge the clause with this one document; ``earlier``: lines of documents that were there before it."""
    document = DOCUMENT.format(made=made, field=field, messages=", ".join(messages)) + earlier
    toets = f"soort: document, documentsoort: veiligheidsplan, {asked}"
    files: dict[str, str | bytes] = {
        **BASIS,
        SCHOOL: BASIS[SCHOOL] + document,
        **hoofdstuk(bepaling(toets, gebonden="school", familie="relatie")),
    }
    dossier = whole(files)
    (found,) = (one for one in judge(dossier, date(2026, 11, 21)) if one.bepaling == "plan")
    return f"{found.staat}: {found.toelichting}"


BOTH = "gedeeld_met: [politie, gemeente]"


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([], f"niet gevonden: voor zover bekend kregen de gemeente en Politie {NAME} nog niet"),
        # Both have version 1: a part is there, and no time that the agreement names is over.
        (
            [POLICE + "}", TOWN + "}"],
            f"gedeeltelijk gevonden: voor zover bekend kregen de gemeente en Politie {NAME} nog niet; wel een eerdere "
            "versie, op 11 februari 2026",
        ),
        # One has version 1 and the other nothing: not better than that, and it still says who has what.
        (
            [POLICE + ", versie: 1}"],
            f"gedeeltelijk gevonden: voor zover bekend kregen de gemeente en Politie {NAME} nog niet; Politie wel een "
            "eerdere versie, op 10 februari 2026",
        ),
        (
            [POLICE + ", versie: 1}", TOWN + ", versie: 2}"],
            f"gedeeltelijk gevonden: voor zover bekend kreeg Politie {NAME} nog niet; wel een eerdere versie, op 10 "
            "februari 2026",
        ),
    ],
)
def test_an_earlier_version_is_a_part_of_what_was_agreed(messages: list[str], expected: str) -> None:
    assert told(BOTH, "gedeeld", *messages) == expected


def test_what_groups_were_told_of_an_earlier_version_is_a_part_as_well() -> None:
    message = "{aan: ouders, datum: 2026-02-10, kanaal: nieuwsbrief}"
    assert told("bekend_bij: [ouders]", "bekendgemaakt", message) == (
        f"gedeeltelijk gevonden: voor zover bekend is {NAME} nog niet bekendgemaakt aan ouders; wel een eerdere "
        "versie, op 10 februari 2026"
    )


def test_who_still_must_share_a_document_hears_also_that_it_is_soon_too_old() -> None:
    """Twelve months after 10 January 2026 is 10 January 2027; from the day after, it is older."""
    said = told(f"{BOTH}, hoogstens_oud: 12 maanden", "gedeeld", TOWN + ", versie: 2}", made="2026-01-10")
    assert said == (
        f"gedeeltelijk gevonden: voor zover bekend kreeg Politie {NAME} nog niet; dit document is vanaf 11 januari "
        "2027 ouder dan 12 maanden"
    )


@pytest.mark.parametrize(
    ("made", "late"),
    [("2026-04-01", ""), ("2026-04-02", ", later dan 1 april 2026")],
)
def test_a_document_that_came_after_the_agreed_day_is_there_and_was_late(made: str, late: str) -> None:
    day = {"2026-04-01": "1 april 2026", "2026-04-02": "2 april 2026"}[made]
    assert told("uiterlijk: 2026-04-01", "gedeeld", made=made) == (
        f"{'later dan afgesproken' if late else 'aantoonbaar'}: ‘Veiligheidsplan’ van Noorderschool is vastgesteld op "
        f"{day}{late}"
    )


def test_a_document_that_was_there_in_time_may_have_a_later_version() -> None:
    earlier = (
        "  - {id: eerste, soort: veiligheidsplan, titel: Eerste plan, vastgesteld_op: 2026-03-30, vindplaats: Z-0}\n"
    )
    assert told("uiterlijk: 2026-04-01", "gedeeld", made="2026-09-01", earlier=earlier) == (
        "aantoonbaar: ‘Veiligheidsplan’ van Noorderschool is vastgesteld op 1 september 2026"
    )


def test_a_version_that_somebody_had_in_time_was_in_time() -> None:
    assert told("uiterlijk: 2026-04-01", "gedeeld", POLICE + "}", made="2026-09-01") == (
        "aantoonbaar: ‘Veiligheidsplan’ van Noorderschool is vastgesteld op 1 september 2026"
    )
