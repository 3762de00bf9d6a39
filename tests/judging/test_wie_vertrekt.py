"""What is asked of a party that leaves within weeks: no contact for the time after it, and nothing that ends then."""

from datetime import date

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.sources.sources import literal
from tests.een_bepaling import basis, bepaling, hoofdstuk

DAY = date(2026, 11, 21)
PARTY = "data/partners/politie.yaml"


def dossier(more: str, toets: str) -> Dossier:
    files = basis() | hoofdstuk(bepaling(toets, gebonden="politie"))
    lines = [line for line in files[PARTY].splitlines() if not line.startswith(("contactpersoon", "vervanger", "  "))]
    files[PARTY] = "\n".join(lines) + f"\n{more}\n"
    found, faults = load(literal(files))
    assert [fault.message for fault in faults] == []
    return found


def judged(more: str, toets: str) -> Oordeel:
    (one,) = (one for one in judge(dossier(more, toets), DAY) if one.bepaling == "plan")
    return one


CONTACT = "contactpersoon: {functie: adviseur, email: contact@politie.example, bevestigd_op: 2024-01-15"


@pytest.mark.parametrize(
    ("toets", "record"),
    [
        ("soort: vervanger", ""),
        ("soort: contactpersoon", ""),
        ("soort: contactpersoon, bevestigd_binnen: 12 maanden", f"{CONTACT}}}"),
        ("soort: bereikbaar, taak: loket", ""),
    ],
)
@pytest.mark.parametrize(
    ("leaves", "asked"),
    [("", True), ("lid_tot: 2027-01-03", True), ("lid_tot: 2027-01-02", False), ("lid_tot: 2026-11-22", False)],
)
def test_no_contact_is_asked_of_who_leaves_within_six_weeks(toets: str, record: str, leaves: str, asked: bool) -> None:
    """Six weeks after 21 November 2026 is 2 January 2027. What is missing, is told as ever."""
    one = judged(f"{record}\n{leaves}", toets)
    assert one.uitkomst in (Uitkomst.ONTBREEKT, Uitkomst.VEROUDERD)
    assert (bool(one.nu), "politie" in one.doet) == (asked, asked)


@pytest.mark.parametrize(
    ("leaves", "outcome"),
    [("", Uitkomst.VERLOOPT), ("lid_tot: 2026-12-11", Uitkomst.VERLOOPT), ("lid_tot: 2026-12-10", Uitkomst.GOED)],
)
@pytest.mark.parametrize(
    ("toets", "record"),
    [
        ("soort: contactpersoon", f"{CONTACT}, tot: 2026-12-10}}"),
        (
            "soort: document, documentsoort: veiligheidsplan",
            "documenten:\n  - {id: plan, soort: veiligheidsplan, titel: Plan, vastgesteld_op: 2026-01-10, "
            "vindplaats: X-1, geldig_tot: 2026-12-10}",
        ),
    ],
)
def test_what_ends_when_a_party_leaves_does_not_expire(toets: str, record: str, leaves: str, outcome: Uitkomst) -> None:
    assert judged(f"{record}\n{leaves}", toets).uitkomst is outcome
    signals = signalen(overzicht(dossier(f"{record}\n{leaves}", toets), DAY)).verloopt
    ends = [one for one in signals if one.place.name == PARTY and "lid_tot" not in one.place.path]
    assert len(ends) == (outcome is Uitkomst.VERLOOPT)
