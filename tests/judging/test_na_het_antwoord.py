"""An answer over a year attests what was so in that year, and not a document that ended after it.

Worked out by hand: the policy holds until some day, and the municipality said over 2026 that it keeps the clause, with
that policy as evidence. Before the policy ends, a warning is told; after it, that may not turn into something good.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk

ANSWER = "ja, bewijs: {titel: Beleid, datum: 2024-01-01, vindplaats: Z-1}"
BELEID = "documenten:\n  - {{id: beleid, soort: veiligheidsplan, titel: Beleid, vindplaats: Z-1, {}}}\n"


@pytest.mark.parametrize(
    ("record", "toets", "day", "state"),
    [
        ("vastgesteld_op: 2024-01-01, geldig_tot: 2027-01-01", "", "2026-12-31", "verloopt binnenkort"),
        ("vastgesteld_op: 2024-01-01, geldig_tot: 2027-01-01", "", "2027-01-01", "verouderd"),
        # It ended in the year that was answered on: the party knew, and says that it keeps the clause all the same.
        ("vastgesteld_op: 2024-01-01, geldig_tot: 2026-12-31", "", "2027-01-01", "verklaard met bewijs"),
        ("vastgesteld_op: 2024-01-01, herzien_voor: 2027-02-01", "", "2027-01-31", "verloopt binnenkort"),
        ("vastgesteld_op: 2024-01-01, herzien_voor: 2027-02-01", "", "2027-02-01", "verouderd"),
        ("vastgesteld_op: 2024-03-01", ", hoogstens_oud: 36 maanden", "2027-03-01", "verloopt binnenkort"),
        ("vastgesteld_op: 2024-03-01", ", hoogstens_oud: 36 maanden", "2027-03-02", "verouderd"),
        ("vastgesteld_op: 2023-03-01", ", hoogstens_oud: 36 maanden", "2027-03-02", "verklaard met bewijs"),
    ],
)
def test_what_ends_after_the_year_of_an_answer_is_not_attested_by_it(
    record: str, toets: str, day: str, state: str
) -> None:
    asked = bepaling(
        f"soort: document, documentsoort: veiligheidsplan, waarschuw_voor: 60 dagen{toets}",
        gebonden="gemeente",
        familie="verklaring-met-bewijs",
    )
    files = basis("verklaringen") | hoofdstuk(asked)
    files["data/partners/gemeente.yaml"] += BELEID.format(record)
    files["data/verklaringen/2026/gemeente.yaml"] = (
        f"afgelegd_op: 2026-10-15\nfunctie: wethouder\nantwoorden:\n  - {{bepaling: plan, antwoord: {ANSWER}}}\n"
    )
    known = whole(files)
    (one,) = (one for one in judge(known, date.fromisoformat(day)) if one.bepaling == "plan")
    assert one.staat == state, one.toelichting
    assert one.aandacht == (state != "verklaard met bewijs")
    assert "antwoordt over 2026: ja" in one.toelichting, "what it answered is told"
