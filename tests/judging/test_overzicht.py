"""What a row of the overview says of a clause, whoever it is about."""

import re
from datetime import date

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.sources.sources import literal, worktree
from tests.conftest import ROOT
from tests.een_bepaling import basis, bepaling, hoofdstuk


@pytest.mark.parametrize("left", [(), ("politie",), ("politie", "noorderschool", "gemeente")])
def test_who_left_does_not_make_a_clause_one_that_can_be_tested(left: tuple[str, ...]) -> None:
    toets = "soort: niet-toetsbaar, reden: Een streven staat in geen dossier"
    files = basis("jaarplan", "bijeenkomsten", "evaluaties", "verklaringen")
    files |= hoofdstuk(bepaling(toets, gebonden="alle", familie="niet-toetsbaar", aard="inspanning"))
    for id in left:
        name = f"data/partners/{id}.yaml"
        files[name] = re.sub("(?m)^(lid_van: .*)", r"\1\nlid_tot: 2026-10-01", files[name])
    every = overzicht(load(literal(files))[0], date(2026, 11, 21))
    (row,) = (rij for deel in every.delen for rij in deel.rijen if rij.bepaling.id == "plan")
    said = row.niets_te_toetsen
    assert (said.uitkomst if said else None) == (None if len(left) == 3 else Uitkomst.NIET_TOETSBAAR)


DOCUMENT = """documenten:
  - id: ons-plan
    soort: veiligheidsplan
    titel: Ons plan
    vastgesteld_op: 2023-10-01
    vindplaats: Z-1
    bekendgemaakt:
      - {aan: leerlingen, datum: 2023-11-02, kanaal: mentorles}
      - {aan: ouders, datum: 2023-11-02, kanaal: nieuwsbrief}
"""


@pytest.mark.parametrize("wide_first", [True, False])
def test_what_is_asked_of_a_document_is_asked_once_also_when_another_clause_asks_it_for_fewer(wide_first: bool) -> None:
    asked = "soort: document, documentsoort: veiligheidsplan, bekend_binnen: 24 maanden, bekend_bij: "
    wide = bepaling(f"{asked}[leerlingen, ouders]", "breed", familie="relatie")
    narrow = bepaling(f"{asked}[ouders]", "smal", familie="relatie")
    files = basis("jaarplan", "bijeenkomsten", "evaluaties", "verklaringen")
    files |= hoofdstuk(*([wide, narrow] if wide_first else [narrow, wide]))
    files["data/partners/noorderschool.yaml"] += DOCUMENT
    dossier, faults = load(literal(files))
    assert faults == []
    every = overzicht(dossier, date(2026, 11, 21))
    (point,) = (one for one in every.punten if one.eerste.bepaling in ("breed", "smal"))
    assert [clause.id for clause in point.bepalingen] == ["breed", "smal"]
    assert "bekendgemaakt op 2 november 2023 aan leerlingen en ouders, langer" in point.eerste.toelichting
    assert point.nu.count("opnieuw bekend aan leerlingen en ouders") == point.nu.count("opnieuw bekend") == 1


def test_offers_are_asked_to_be_confirmed_once_also_when_another_clause_asks_it_of_fewer() -> None:
    every = overzicht(load(worktree(ROOT))[0], date(2028, 10, 1))
    asked = [one for one in every.punten if one.partner == "hecht" and one.eerste.opnieuw]
    assert [len(one.bepalingen) for one in asked] == [6], "two of all its offers, four of some of them"
    assert "en nog 2 er nog zijn" in asked[0].nu


def test_a_statement_over_a_year_is_not_asked_with_that_over_another_time_that_has_its_name_in_it() -> None:
    every = overzicht(load(worktree(ROOT))[0], date(2026, 11, 29))
    asked = {one.eerste.periode: one.bepalingen for one in every.punten if one.eerste.staat == "geen verklaring"}
    assert {period: len(clauses) for period, clauses in asked.items()} == {"2025": 8, "schooljaar 2025-2026": 1}


def test_who_was_told_on_another_day_was_told_on_that_day() -> None:
    asked = "soort: document, documentsoort: veiligheidsplan, bekend_binnen: 24 maanden, bekend_bij: "
    files = basis("jaarplan", "bijeenkomsten", "evaluaties", "verklaringen")
    files |= hoofdstuk(bepaling(f"{asked}[leerlingen, ouders]", familie="relatie"))
    files["data/partners/noorderschool.yaml"] += DOCUMENT.replace(
        "{aan: leerlingen, datum: 2023-11-02", "{aan: leerlingen, datum: 2023-10-31"
    )
    every = overzicht(load(literal(files))[0], date(2026, 11, 21))
    (said,) = (one.eerste.toelichting for one in every.punten if one.eerste.bepaling == "plan")
    assert said == (
        "‘Ons plan’ van Noorderschool is voor het laatst bekendgemaakt op 31 oktober 2023 aan leerlingen en 2 november "
        "2023 aan ouders, langer dan 24 maanden geleden"
    )


def test_no_offer_at_all_is_not_told_as_no_offer_on_one_theme() -> None:
    every = overzicht(load(worktree(ROOT))[0], date(2022, 12, 1))
    said = {one.eerste.toelichting for one in every.punten}
    assert {
        "van Kwadraad is geen aanbod gevonden",
        "van Kwadraad is geen aanbod over pedagogisch klimaat gevonden",
    } <= said
