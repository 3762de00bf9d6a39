"""What the dossier proposes for a meeting is about who is invited, and about what has not ended by its day."""

from datetime import date

import pytest

from convenant_cli.documents.content.voorstellen import voorstellen
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, bijeenkomst, hoofdstuk

DAY = date(2026, 11, 29)
POLITIE = "data/partners/politie.yaml"


def proposed(meeting: str, invited: str, more: dict[str, str] | None = None) -> dict[str, str]:
    """Return why each proposal for a meeting is made, by what it is about; last year's statements are missing."""
    clause = bepaling("soort: verklaring, per: kalenderjaar", gebonden="alle", titel="Doen")
    known = basis("verklaringen") | hoofdstuk(clause)
    known[f"data/bijeenkomsten/{meeting}-jaarlijks.yaml"] = bijeenkomst(meeting, status="gepland").replace(
        "[alle]", invited
    )
    for name, line in (more or {}).items():
        known[name] += line
    dossier = whole(known)
    record = dossier.bijeenkomsten[f"{meeting}-jaarlijks"]
    return {one.over: one.waarom for one in voorstellen(dossier, record, DAY).lijst}


@pytest.mark.parametrize(("invited", "named"), [("[alle]", True), ("[politie]", False)])
def test_who_is_not_invited_is_not_asked_for_a_statement(invited: str, named: bool) -> None:
    why = proposed("2026-12-10", invited)["verklaringen"]
    assert "Politie" in why
    assert ("Noorderschool" in why) is named


@pytest.mark.parametrize(("meeting", "told"), [("2026-12-10", True), ("2027-03-10", False)])
def test_what_has_ended_by_the_day_of_the_meeting_does_not_end_soon(meeting: str, told: bool) -> None:
    why = proposed(meeting, "[alle]", {POLITIE: "lid_tot: 2027-01-01\n"}).get("afloop", "")
    assert ("Politie" in why) is told


@pytest.mark.parametrize(
    ("invited", "more"),
    [
        ("[alle]", "Wat nog meer aandacht vraagt, staat in het nalevingsrapport."),
        ("[politie]", "Wat voor de genodigden nog meer aandacht vraagt, staat in het nalevingsrapport."),
    ],
)
def test_the_other_points_are_said_to_be_of_who_is_invited_when_the_report_has_more(invited: str, more: str) -> None:
    known = basis("verklaringen") | hoofdstuk(
        bepaling("soort: publicatie", "pagina", gebonden="alle", familie="relatie", titel="Een pagina")
    )
    meeting = "2026-12-10"
    known[f"data/bijeenkomsten/{meeting}-jaarlijks.yaml"] = bijeenkomst(meeting, status="gepland").replace(
        "[alle]", invited
    )
    dossier = whole(known)
    assert voorstellen(dossier, dossier.bijeenkomsten[f"{meeting}-jaarlijks"], DAY).verder == more
