"""A clause can bind on after a party has stopped, or after the agreement has ended.

Worked out by hand: the agreement below runs from 2024-01-01 to the end of 2026 and is not renewed; the police stop on
2025-07-01; the clause asks for a file on secrecy, and a statement each year, and binds two years longer.
"""

from datetime import date

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.reports.bepaling import find, lines
from convenant_cli.sources.sources import literal
from tests.conftest import TESTS, read_folder

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
CLAUSE = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: geheim
    nummer_zekerheid: ongenummerd
    titel: Partijen houden geheim wat zij horen
    tekst: Partijen houden geheim wat zij horen, tot twee jaar nadat zij zijn gestopt.
    gebonden: [alle]
    {na}aard: resultaat
    familie: {familie}
    toets: {{{toets}}}
"""
DOCUMENT = "soort: document, documentsoort: veiligheidsplan"
STATEMENT = "soort: verklaring, per: kalenderjaar"


def dossier(toets: str = DOCUMENT, na: str = "bindt_na: 2 jaar") -> Dossier:
    agreed = BASIS["data/convenant.yaml"].replace(
        "eerste_termijn: 3 jaar, verlenging: stilzwijgend, verlenging_duur: 3 jaar",
        "eerste_termijn: 2026-12-31, verlenging: geen",
    )
    files = {
        **BASIS,
        "data/convenant.yaml": agreed,
        "data/partners/politie.yaml": BASIS["data/partners/politie.yaml"] + "lid_tot: 2025-07-01\n",
        "data/bepalingen/9-toets.yaml": CLAUSE.format(
            toets=toets,
            na=f"{na}\n    " if na else "",
            familie="verklaring" if toets == STATEMENT else "automatisch",
        ),
    }
    known, faults = load(literal(files))
    assert [fault.message for fault in faults] == []
    assert [mistake.message for mistake in clauses(known)[1]] == []
    return known


def state(known: Dossier, who: str, day: str, period: str = "") -> list[str]:
    found = judge(known, date.fromisoformat(day))
    return [one.uitkomst.name for one in found if (one.bepaling, one.partner, one.periode) == ("geheim", who, period)]


@pytest.mark.parametrize(
    ("who", "day", "on", "without"),
    [
        ("politie", "2025-06-30", "ONTBREEKT", "ONTBREEKT"),  # its last day
        ("politie", "2025-07-01", "ONTBREEKT", "NIET_VAN_TOEPASSING"),  # stopped, and bound on
        ("politie", "2026-12-31", "ONTBREEKT", "NIET_VAN_TOEPASSING"),
        ("politie", "2027-01-01", "ONTBREEKT", "NIET_VAN_TOEPASSING"),  # the agreement has ended as well
        ("politie", "2027-06-30", "ONTBREEKT", "NIET_VAN_TOEPASSING"),  # the last day of two years
        ("politie", "2027-07-01", "NIET_VAN_TOEPASSING", "NIET_VAN_TOEPASSING"),
        ("gemeente", "2026-12-31", "ONTBREEKT", "ONTBREEKT"),
        ("gemeente", "2027-01-01", "ONTBREEKT", "NIET_VAN_TOEPASSING"),
        ("gemeente", "2028-12-31", "ONTBREEKT", "NIET_VAN_TOEPASSING"),
        ("gemeente", "2029-01-01", "NIET_VAN_TOEPASSING", "NIET_VAN_TOEPASSING"),
    ],
)
def test_a_clause_binds_on_for_as_long_as_it_says(who: str, day: str, on: str, without: str) -> None:
    assert state(dossier(), who, day) == [on]
    assert state(dossier(na=""), who, day) == [without]


@pytest.mark.parametrize(
    ("who", "day", "period", "outcome"),
    [
        ("politie", "2027-02-01", "2026", ["ONTBREEKT"]),  # bound the whole year, and nobody said anything
        ("politie", "2028-02-01", "2027", ["NIET_VAN_TOEPASSING"]),  # bound for less than half of it
        ("gemeente", "2028-02-01", "2027", ["ONTBREEKT"]),
    ],
)
def test_a_statement_is_asked_as_long_as_it_binds(who: str, day: str, period: str, outcome: list[str]) -> None:
    assert state(dossier(STATEMENT), who, day, period) == outcome


def test_who_is_bound_no_longer_is_told_until_when() -> None:
    found = next(
        one for one in judge(dossier(), date(2027, 7, 1)) if (one.bepaling, one.partner) == ("geheim", "politie")
    )
    assert found.toelichting == "Politie was gebonden tot 1 juli 2027"


def test_the_clause_says_it() -> None:
    known = dossier()
    found = find(known, "geheim")
    assert found is not None
    assert "2 jaar nadat een partij stopt" in " ".join(" ".join(lines(known, found, str)).split())
