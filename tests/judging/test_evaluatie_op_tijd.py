"""An evaluation is in time when the one in which nothing lacks is: one with a question open does not count as that.

Worked out by hand: it is due by 1 June 2026 and has one fixed question.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

BASIS = basis("bepalingen", "jaarplan", "evaluaties", "bijeenkomsten", "verklaringen")
POLITIE = "data/partners/politie.yaml"
PLAN = (
    "titel: Plan 2025\nperiode: kalenderjaar 2025\nopdrachtgever: politie\nstatus: vastgesteld\nversie: 1.0\n"
    "vastgesteld_op: 2024-12-01\nsamenvatting: Zo.\n"
    "themas:\n  - {thema: schoolklimaat, nummer: 1, aanleiding: Zo., doelen: [{id: beter, tekst: B.}]}\n"
)
#: The toets, what a note is about, and the period.
KINDS = {
    "convenant": ("van: convenant, uiterlijk: 1 juni", "convenant: ja", "2026"),
    "jaarplan": ("van: jaarplan, uiterlijk: 1 juni erna", "jaarplan: '2025'", "2025"),
    "document": (
        "van: document, documentsoort: veiligheidsplan, uiterlijk: 1 juni",
        "document: politie/stuk",
        "2026",
    ),
}
VRAAG = "evaluatievragen:\n  werkbaar: {vraag: Is het uitvoerbaar?}\n"
HALF, HEEL = "", "antwoorden:\n  - {vraag: werkbaar, antwoord: Ja.}\n"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("notes", "outcome", "told"),
    [
        ([("2026-05-20", HALF)], "ONVOLLEDIG", "20 mei 2026"),
        ([("2026-05-20", HEEL)], "GOED", "20 mei 2026"),
        ([("2026-05-20", HALF), ("2026-06-01", HEEL)], "GOED", "1 juni 2026"),
        ([("2026-05-20", HALF), ("2026-06-02", HEEL)], "LATER", "2 juni 2026"),
        ([("2026-05-20", HEEL), ("2026-06-02", HEEL)], "GOED", "2 juni 2026"),
        ([("2026-06-02", HEEL)], "LATER", "2 juni 2026"),
        ([("2026-06-02", HEEL), ("2026-06-10", HEEL)], "LATER", "2 juni 2026"),
    ],
)
def test_only_one_with_all_answers_came_in_time(
    kind: str, notes: list[tuple[str, str]], outcome: str, told: str
) -> None:
    toets, about, period = KINDS[kind]
    asked = bepaling(f"soort: evaluatie, {toets}, vragen: [werkbaar]", gebonden="politie", familie="relatie")
    files = BASIS | hoofdstuk(asked) | {"data/jaarplan/2025/jaarplan.yaml": PLAN}
    files["data/convenant.yaml"] += VRAAG
    files[POLITIE] += "documenten:\n  - {id: stuk, soort: veiligheidsplan, titel: Stuk, vindplaats: Z-1}\n"
    for day, answers in notes:
        files[f"data/evaluaties/2026/{day}.yaml"] = (
            f"titel: Terugblik\n{about}\ndatum: {day}\nopgesteld_door: [politie]\nwaardering: gehaald\n"
            f"conclusies: [Het werkt.]\nvervolg: {{keuze: voortzetten}}\n{answers}"
        )
    known = beoordeelbaar(files)
    (one,) = (one for one in judge(known, date(2026, 11, 21)) if (one.bepaling, one.periode) == ("plan", period))
    assert one.uitkomst.name == outcome, one.toelichting
    assert told in one.toelichting
    assert ("later dan 1 juni 2026" in one.toelichting) == (outcome == "LATER")


@pytest.mark.parametrize(
    ("made", "day", "outcome", "asks"),
    [
        ("2025-12-31", "2027-01-01", "ONTBREEKT", True),  # a day before it could
        ("2026-01-01", "2027-01-01", "GOED", False),
        ("2026-12-31", "2027-01-01", "GOED", False),
        ("2027-01-01", "2027-01-01", "LATER", True),  # the first day of the next term
        ("2028-06-01", "2029-05-31", "LATER", True),
        ("2028-06-01", "2029-06-01", "LATER", False),  # a year after it came nobody needs to hear of it
    ],
)
def test_an_evaluation_after_the_term_that_it_is_for_came_late(made: str, day: str, outcome: str, asks: bool) -> None:
    """The first term is of 2024 to 2026, and the agreement is evaluated in the twelve months before its end."""
    asked = bepaling(
        "soort: evaluatie, van: convenant, binnen_voor_verlenging: 12 maanden", gebonden="politie", familie="relatie"
    )
    files = BASIS | hoofdstuk(asked)
    files[f"data/evaluaties/{made[:4]}/convenant.yaml"] = (
        f"titel: Terugblik\nconvenant: ja\ndatum: {made}\nopgesteld_door: [politie]\nwaardering: gehaald\n"
        "conclusies: [Het werkt.]\nvervolg: {keuze: voortzetten}\n"
    )
    found = judge(beoordeelbaar(files), date.fromisoformat(day))
    (one,) = (one for one in found if (one.bepaling, one.periode) == ("plan", "termijn 1"))
    assert (one.uitkomst.name, one.aandacht) == (outcome, asks), one.toelichting
    assert ("later dan 31 december 2026" in one.toelichting) == (outcome == "LATER")
