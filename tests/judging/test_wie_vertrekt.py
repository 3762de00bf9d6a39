"""What is asked of a party that leaves within weeks: no contact for the time after it, and nothing that ends then."""

from datetime import date

import pytest

from convenant_cli.documents.content.partijwissel import partijwissels
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from tests.conftest import whole
from tests.een_bepaling import basis, bepaling, hoofdstuk

DAY = date(2026, 11, 21)
PARTY = "data/partners/politie.yaml"


def dossier(more: str, toets: str, agreed: str = "") -> Dossier:
    files = basis() | hoofdstuk(bepaling(toets, gebonden="politie"))
    lines = [line for line in files[PARTY].splitlines() if not line.startswith(("contactpersoon", "vervanger", "  "))]
    files[PARTY] = "\n".join(lines) + f"\n{more}\n"
    files["data/convenant.yaml"] += agreed
    return whole(files)


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
    """Six weeks after 21 November 2026 is 2 January 2027. What is missing, is told as ever, but is no point."""
    before, one = judged(record, toets), judged(f"{record}\n{leaves}", toets)
    assert before.uitkomst in (Uitkomst.ONTBREEKT, Uitkomst.VEROUDERD)
    assert one.uitkomst is (before.uitkomst if asked else Uitkomst.NIET_VAN_TOEPASSING)
    assert one.toelichting.startswith(before.toelichting)
    assert (one.aandacht, bool(one.nu), "politie" in one.doet) == (asked, asked, asked)
    assert one.toelichting.endswith("dus dat hoeft niet meer") != asked


@pytest.mark.parametrize(
    ("more", "asked"),
    [
        ("{id: sleutels, partner: politie, wat: Sleutels teruggeven., uiterlijk: 2027-02-01}", True),
        (
            "{id: sleutels, partner: politie, wat: Sleutels teruggeven., uiterlijk: 2027-02-01, gedaan_op: 2026-11-01}",
            False,
        ),
        ("{id: sleutels, partner: gemeente, wat: Sleutels teruggeven., uiterlijk: 2027-02-01}", False),
    ],
)
def test_who_still_has_something_to_do_after_it_left_must_be_reached(more: str, asked: bool) -> None:
    known = dossier("lid_tot: 2026-12-11", "soort: vervanger", f"afwikkelingen:\n  - {more}\n")
    (one,) = (one for one in judge(known, DAY) if one.bepaling == "plan")
    assert (one.aandacht, bool(one.nu)) == (asked, asked)


@pytest.mark.parametrize(
    ("leaves", "outcome", "ends"),
    [
        ("", Uitkomst.VERLOOPT, 1),
        ("lid_tot: 2026-12-11", Uitkomst.VERLOOPT, 1),
        ("lid_tot: 2026-12-10", Uitkomst.GOED, 0),
    ],
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
def test_what_ends_when_a_party_leaves_does_not_expire(
    toets: str, record: str, leaves: str, outcome: Uitkomst, ends: int
) -> None:
    one = judged(f"{record}\n{leaves}", toets)
    if leaves and ends and record.startswith("contactpersoon"):
        outcome = Uitkomst.NIET_VAN_TOEPASSING  # no other one is asked, but that this one ends before it is told
    assert one.uitkomst is outcome
    signals = signalen(overzicht(dossier(f"{record}\n{leaves}", toets), DAY)).verloopt
    assert sum(one.place.name == PARTY and "lid_tot" not in one.place.path for one in signals) == ends


@pytest.mark.parametrize(
    ("toets", "does"),
    [
        ("soort: acties, op_tijd: ja", "werkt de status bij of spreekt een nieuwe einddatum af"),
        ("soort: mijlpaal, actie: 2026/ouderavond, streefdatum: 2026-07-01", "laat weten wanneer de actie klaar is"),
    ],
)
@pytest.mark.parametrize(
    ("leaves", "doer", "party"),
    [
        ("", "Noorderschool", "noorderschool"),
        ("lid_tot: 2026-11-22\n", "Noorderschool", "noorderschool"),  # the last day on which it takes part
        ("lid_tot: 2026-11-21\n", "", "gemeente"),
    ],
)
def test_what_a_party_led_that_left_is_asked_of_who_keeps_the_dossier(
    toets: str, does: str, leaves: str, doer: str, party: str
) -> None:
    files = basis() | hoofdstuk(bepaling(toets, gebonden="alle", gezamenlijk=True, familie="automatisch"))
    action, school = "data/jaarplan/2026/acties/ouderavond.yaml", "data/partners/noorderschool.yaml"
    files[action] = files[action].replace("status: afgerond\nafgerond_op: 2026-06-20", "status: loopt")
    files[action] = files[action].replace(", resultaat: 110", "")
    files[school] += leaves
    known = whole(files)
    (one,) = (one for one in overzicht(known, DAY).vraagt_aandacht if one.bepaling == "plan")
    said = f"{doer} {does}" if doer else "de gemeente gaat na wie deze actie overneemt"
    assert (one.nu, one.doet) == (said, (party,))


SEATS = (
    "naam: Stuurgroep\ntaak: Sturen.\nvoorzitter: {partner: gemeente, functie: wethouder}\n"
    "leden:\n  - {partner: gemeente, functie: wethouder}\n  - {partner: politie, functie: teamchef"
)


@pytest.mark.parametrize(
    ("more", "seat", "told"),
    [
        ("", "}", ", en is dan geen lid meer van de stuurgroep (teamchef)."),
        ("", ", tot: 2027-01-01}", "."),  # it leaves the body before, as was written there
        ("", ", tot: 2027-06-01}", ", en is dan geen lid meer van de stuurgroep (teamchef)."),
        ("opvolger: noorderschool\n", "}", ", en is dan geen lid meer van de stuurgroep (teamchef)."),
        ("opvolger: noorderschool\n", "}\n  - {partner: noorderschool, functie: directeur, van: 2027-02-01}", "."),
        ("", "}\nopgeheven_op: 2027-01-01", "."),
    ],
)
def test_who_leaves_by_hand_is_told_to_leave_its_seat(more: str, seat: str, told: str) -> None:
    """Also when nobody asked `partij stopt`; after the day it is a matter of the body."""
    files = basis() | {"data/organen/stuurgroep.yaml": f"{SEATS}{seat}\n"}
    files[PARTY] += f"lid_tot: 2027-02-01\n{more}"
    known = whole(files)
    (leaves,) = signalen(overzicht(known, DAY)).partijvertrek
    assert leaves.zin == f"Politie doet mee tot 1 februari 2027{told}"
    assert partijwissels(known, DAY) == ([leaves.zin] if "lid meer" in told else [])
    (gone,) = signalen(overzicht(known, date(2027, 2, 1))).partijvertrek
    assert "lid meer" not in gone.zin
