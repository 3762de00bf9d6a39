"""A decision on a clause works when everybody consented to it; by hand, from "geldt als alle partijen instemmen".

The gemeente, the school and the police take part. A decision of 1 May changes the clause from 1 June 2026: until then
it asked for a plan, from then on for rules. The school has a plan and no rules.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from tests.een_bepaling import basis, beoordeelbaar, bepaling, hoofdstuk

CONVENANT, SCHOOL = "data/convenant.yaml", "data/partners/noorderschool.yaml"
PLAN, RULES = (f"soort: document, documentsoort: {kind}" for kind in ("veiligheidsplan", "huisregels"))
OLD = f"eerdere_versies: [{{tekst: Een plan hebben., toets: {{{PLAN}}}}}]"
SINCE = "ingangsdatum: 2026-06-01"
LATE = (
    "het besluit van 1 mei 2026 (wijziging) werkt hier nog niet, want de instemming van Noorderschool is niet gevonden"
)


def dossier(*lines: str, school: str = "", toets: str = RULES) -> dict[str, str]:
    """Return the example with a clause of these lines, and the decision to which the school consented on a day."""
    clause = bepaling(toets, familie="relatie", meer="\n    ".join(lines))
    files = basis("jaarplan", "evaluaties", "verklaringen") | hoofdstuk(clause)
    days = {"gemeente": "2026-05-01", "politie": "2026-05-02", **({"noorderschool": school} if school else {})}
    consents = ", ".join(f"{{partner: {id}, datum: {day}}}" for id, day in days.items())
    files[CONVENANT] += (
        "wijzigingsbesluiten:\n  - {id: regels, datum: 2026-05-01, soort: wijziging, tekst: Anders.,\n"
        f"     ingang: 2026-06-01, bepalingen: [plan], instemming: [{consents}]}}\n"
    )
    files[SCHOOL] += (
        "documenten:\n  - {id: plan, soort: veiligheidsplan, titel: Plan, vastgesteld_op: 2026-01-10,\n"
        "     vindplaats: X-1}\n"
    )
    return files


def told(files: dict[str, str], day: str) -> list[Oordeel]:
    return [one for one in judge(beoordeelbaar(files), date.fromisoformat(day)) if one.bepaling == "plan"]


@pytest.mark.parametrize(
    ("school", "day", "staat", "waits"),
    [
        ("2026-05-03", "2026-05-31", "aantoonbaar", False),
        ("2026-05-03", "2026-06-01", "niet gevonden", False),
        ("", "2026-05-31", "aantoonbaar", False),
        ("", "2026-06-01", "aantoonbaar", True),
        ("", "2026-11-21", "aantoonbaar", True),
        ("2026-07-01", "2026-06-30", "aantoonbaar", True),
        ("2026-07-01", "2026-07-01", "niet gevonden", False),
    ],
)
def test_the_text_before_holds_until_everybody_consented(school: str, day: str, staat: str, waits: bool) -> None:
    (one,) = told(dossier(SINCE, OLD, school=school), day)
    assert (one.staat, one.toelichting.endswith(f"; {LATE}")) == (staat, waits)


@pytest.mark.parametrize(
    ("school", "day", "staat", "text"),
    [
        ("2026-05-03", "2026-06-01", "niet gevonden", "van Noorderschool zijn geen huisregels gevonden"),
        ("", "2026-06-01", "nog niet aan de orde", f"deze bepaling geldt nog niet; {LATE}"),
        ("", "2026-05-31", "nog niet aan de orde", "deze bepaling geldt vanaf 1 juni 2026"),
    ],
)
def test_a_new_clause_is_not_there_until_everybody_consented(school: str, day: str, staat: str, text: str) -> None:
    (one,) = told(dossier(SINCE, school=school), day)
    assert (one.staat, one.toelichting) == (staat, text)


@pytest.mark.parametrize(
    ("school", "day", "staat"),
    [
        ("2026-05-03", "2026-05-31", "niet gevonden"),
        ("2026-05-03", "2026-06-01", "niet van toepassing"),
        ("", "2026-06-01", "niet gevonden"),
    ],
)
def test_what_was_to_lapse_goes_on_until_everybody_consented(school: str, day: str, staat: str) -> None:
    (one,) = told(dossier("vervalt_op: 2026-06-01", school=school), day)
    assert (one.staat, one.toelichting.endswith(LATE)) == (staat, not school)


def test_a_year_in_which_the_text_changed_says_by_which_it_is_judged() -> None:
    """Of 2026 most days come after 1 June: all of it is judged by the text of then, and the rows say so."""
    yearly = "soort: verklaring"
    files = dossier(
        SINCE, f"eerdere_versies: [{{tekst: Anders., toets: {{{yearly}}}}}]", school="2026-05-03", toets=yearly
    )
    after = {one.periode: one.toelichting for one in told(files, "2027-02-01")}
    assert after["2026"].endswith("; volgens de tekst vanaf 1 juni 2026")
    assert "volgens de tekst" not in after["2027"]
    before = {one.periode: one.toelichting for one in told(files, "2026-08-01")}
    assert before["2025"].endswith("; volgens de tekst die gold tot 1 juni 2026")
