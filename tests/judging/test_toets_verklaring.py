"""What the toets ``verklaring`` makes of several statements, of explanations, and of answers that differ."""

import re
from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk, verklaring


def oordelen(
    statements: dict[str, str], per: str = "kalenderjaar", aard: str = "resultaat", *, together: bool = False
) -> list[Oordeel]:
    """Judge one clause; a statement is its day and its answer, by ``year/party``."""
    bound = "alle" if together else "noorderschool"
    clause = bepaling(f"soort: verklaring, per: {per}", gebonden=bound, gezamenlijk=together, aard=aard)
    files: dict[str, str | bytes] = {**basis("verklaringen"), **hoofdstuk(clause)}
    for name, text in statements.items():
        day, answer = text.split(" ", 1)
        files[f"data/verklaringen/{name}.yaml"] = verklaring(day, answer)
    dossier = whole(files)
    return [oordeel for oordeel in judge(dossier, date(2026, 11, 21)) if oordeel.bepaling == "plan"]


@pytest.mark.parametrize(
    ("statements", "state"),
    [
        ({}, "geen verklaring"),
        ({"2025/noorderschool": "2025-10-15 ja"}, "verklaard"),  # made while the school year ran
        ({"2025/noorderschool": "2025-07-31 ja"}, "geen verklaring"),
        ({"2025/noorderschool": "2026-09-01 ja"}, "geen verklaring"),  # late, about the year before
        ({"2026/noorderschool": "2026-10-15 ja"}, "verklaard"),
        ({"2025/noorderschool": "2025-10-15 nee", "2026/noorderschool": "2026-10-15 ja"}, "verklaard"),
        ({"2025/noorderschool": "2025-10-15 ja", "2026/noorderschool": "2026-10-15 nee"}, "verklaard: nee"),
    ],
)
def test_a_statement_counts_for_the_school_year_that_ran(statements: dict[str, str], state: str) -> None:
    found = {oordeel.periode: oordeel.staat for oordeel in oordelen(statements, "schooljaar")}
    assert found["schooljaar 2025-2026"] == state


def test_a_late_statement_does_not_count_for_the_next_year() -> None:
    found = {oordeel.periode: oordeel.staat for oordeel in oordelen({"2025/noorderschool": "2026-01-15 ja"})}
    assert found == {"2025": "verklaard", "2026": "nog niet aan de orde"}


def test_an_explanation_is_quoted_without_its_full_stop() -> None:
    oordeel = oordelen({"2026/noorderschool": "2026-10-15 nee, toelichting: Dat is ‘lastig’. Volgend jaar lukt het."})[
        1
    ]
    assert oordeel.toelichting == (
        "Noorderschool antwoordt over 2026: nee; toelichting: ‘Dat is 'lastig'. Volgend jaar lukt het’"
    )
    assert re.search("^Noorderschool ", oordeel.nu)


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        (["ja", "ja", "ja"], "verklaard"),
        (["ja", "ja"], "gedeeltelijk gevonden"),  # one of three did not answer
        (["ja", "nee"], "verklaard: deels"),
        (["ja", "deels"], "verklaard: deels"),
        (["deels", "deels"], "verklaard: deels"),
        (["nee", "nee"], "verklaard: nee"),
        (["ja", "niet-van-toepassing", "ja"], "verklaard"),
        (["niet-van-toepassing"] * 3, "niet van toepassing"),
    ],
)
@pytest.mark.parametrize("aard", ["resultaat", "verklaring"])
def test_together_counts_every_answer(answers: list[str], state: str, aard: str) -> None:
    statements = {
        f"2025/{who}": f"2025-10-15 {a}"
        for who, a in zip(("noorderschool", "politie", "gemeente"), answers, strict=False)
    }
    oordeel = oordelen(statements, aard=aard, together=True)[0]
    assert oordeel.staat == state
    assert oordeel.aandacht == (state not in ("verklaard", "niet van toepassing") and aard == "resultaat")
    assert bool(oordeel.nu) == oordeel.aandacht
