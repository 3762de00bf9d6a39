"""A party that joins by a declaration, and what one that leaves still owes: checked, guarded, and told to readers."""

from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import discover
from convenant_cli.checks.since import check_since
from convenant_cli.documents.content.partijwissel import partijwissels
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.kinds.herinneringen import context as reminders
from convenant_cli.documents.kinds.overdracht import context as handover
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.judging.partijwissel import bij_of_na
from convenant_cli.sources.sources import literal
from tests.conftest import PEILDATUM, TESTS, read_folder, whole
from tests.een_bepaling import bepaling, hoofdstuk

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
AGREEMENT, PARTY = "data/convenant.yaml", "data/partners/zuiderschool.yaml"
RULE = "toetreding: verklaring\n"
ALL = "gemeente politie noorderschool"


def declared(given: str, ingang: str = "2026-08-01", day: str = "2026-07-01") -> str:
    """Return a declaration of 1 June, with the consent of parties on a day."""
    consents = ", ".join(f"{{partner: {id}, datum: {day}}}" for id in given.split())
    return (
        "toetredingen:\n  - id: zuid\n    partner: zuiderschool\n    datum: 2026-06-01\n"
        f"    vorm: brief van het bestuur\n    ingang: {ingang}\n    instemming: [{consents}]\n"
    )


def owed(done: str = "", last: str = "2026-11-20") -> str:
    more = f"    gedaan_op: {done}\n" if done else ""
    return (
        "afwikkelingen:\n  - id: kosten\n    partner: zuiderschool\n    wat: Zij betaalt haar deel.\n"
        f"    uiterlijk: {last}\n    aan: [gemeente]\n{more}"
    )


def files(agreement: str, party: str = "lid_van: 2026-08-01") -> dict[str, str]:
    record = f"naam: Zuiderschool\nrollen: [school]\n{party}\nondertekening: onbekend\n"
    return {**BASIS, AGREEMENT: BASIS[AGREEMENT] + agreement, PARTY: record}


def dossier(agreement: str, party: str = "lid_van: 2026-08-01") -> Dossier:
    return whole(files(agreement, party))


@pytest.mark.parametrize(
    ("agreement", "expected"),
    [
        (RULE + declared(ALL), ""),
        (RULE, "Zuiderschool doet mee sinds 1 augustus 2026, en een verklaring van toetreding is niet gevonden"),
        (
            RULE + declared("gemeente"),
            "met haar toetreding is de instemming van Noorderschool en Politie niet gevonden",
        ),
        (RULE + "toetreding_instemming: [gemeente]\n" + declared("gemeente"), ""),
        (RULE + "toetreding_instemming: []\n" + declared(""), ""),
        (RULE + "toetreding_instemming: [school]\n" + declared("gemeente"), "de instemming van Noorderschool niet"),
        (RULE + declared(ALL, ingang="2026-09-01"), "volgens haar verklaring is zij gebonden vanaf 1 september 2026"),
        (RULE + declared(ALL, day="2026-08-02"), "maar pas op 2 augustus 2026 stemde iedereen in"),
        (RULE + declared(ALL, day="2026-08-01"), ""),
        ("toetreding: ondertekening\n" + declared(ALL), "voor toetreding is hier een ondertekening nodig"),
        (RULE + declared(ALL).replace("partner: zuiderschool", "partner: politie"), "deed van het begin af mee"),
    ],
)
def test_a_party_joins_by_a_declaration_with_the_consent_that_is_asked(agreement: str, expected: str) -> None:
    checks = [check for check in discover() if check.id == "toetreding-rust-op-besluit"]
    found = [one.message for one in check_source(literal(files(agreement)), PEILDATUM, checks).findings]
    assert any(expected in message for message in found) if expected else found == []


@pytest.mark.parametrize("rule", ["besluit", "ondertekening", "verklaring"])
@pytest.mark.parametrize(
    ("leaves", "more", "told"),
    [
        ("lid_tot: 2026-08-01\nopvolger: zuiderschool\n", "", False),
        ("lid_tot: 2026-07-31\nopvolger: zuiderschool\n", "", True),  # a day in between: it went, and one came
        ("lid_tot: 2026-08-01\nopvolger: gemeente\n", "", True),
        ("lid_tot: 2026-08-01\n", "", True),
        # Who declared it all the same, is held to it.
        ("lid_tot: 2026-08-01\nopvolger: zuiderschool\n", declared("gemeente"), True),
    ],
)
def test_who_takes_the_place_of_a_party_on_its_last_day_does_not_join(
    rule: str, leaves: str, more: str, told: bool
) -> None:
    """After a merger the one that goes on has what the others agreed with before; nobody joins."""
    known = files(f"toetreding: {rule}\n{more}")
    known["data/partners/politie.yaml"] += leaves
    checks = [check for check in discover() if check.id == "toetreding-rust-op-besluit"]
    assert bool(check_source(literal(known), PEILDATUM, checks).findings) is told
    clause = bepaling("soort: toetreding", "toetreden", gebonden="alle", familie="automatisch")
    found, _ = load(literal(known | hoofdstuk(clause)))
    joining = [one.toelichting for one in judge(found, PEILDATUM) if one.bepaling == "toetreden"]
    assert ("er is nog geen partij toegetreden" in joining) is not told


def test_a_body_that_consents_is_the_parties_in_it_on_the_day() -> None:
    body = "naam: Raad\ntaak: Toezicht.\nleden:\n  - {partner: politie, functie: chef, tot: 2026-05-31}\n"
    body += "  - {partner: gemeente, functie: wethouder}\n"
    agreement = RULE + "toetreding_instemming: [raad]\n"
    checks = [check for check in discover() if check.id == "toetreding-rust-op-besluit"]
    for given, silent in (("gemeente", False), ("politie", True)):
        source = literal({**files(agreement + declared(given)), "data/organen/raad.yaml": body})
        assert bool(check_source(source, PEILDATUM, checks).findings) is silent


@pytest.mark.parametrize(
    ("old", "new", "stays"),
    [
        ("datum: 2026-06-01", "datum: 2026-05-01", False),
        ("ingang: 2026-08-01", "ingang: 2026-07-01", False),
        ("{partner: politie, datum: 2026-07-01}, ", "", False),
        ("instemming: [", "vindplaats: zaak 12\n    instemming: [", True),
        (
            "gemeente, datum: 2026-07-01}",
            "gemeente, datum: 2026-07-01}, {partner: zuiderschool, datum: 2026-07-02}",
            True,
        ),
    ],
)
def test_a_declaration_stays_and_consent_may_still_come(old: str, new: str, stays: bool) -> None:
    before = files(RULE + declared(ALL))
    after = {**before, AGREEMENT: before[AGREEMENT].replace(old, new)}
    assert after != before
    report = check_since(literal(after), literal(before), "toen", PEILDATUM)
    found = [one.message for one in report.findings if one.rule == "wijzigingsbesluit-blijft-staan"]
    assert found == ([] if stays else ["de toetreding 'zuid' van eerder is veranderd of weggehaald"])


def test_whose_consent_is_asked_is_guarded_like_the_term() -> None:
    before = files(RULE + "toetreding_instemming: [gemeente]\n" + declared("gemeente"))
    after = {**before, AGREEMENT: before[AGREEMENT].replace("instemming: [gemeente]", "instemming: []")}
    report = check_since(literal(after), literal(before), "toen", PEILDATUM)
    assert any("hoe een partij toetreedt, is veranderd" in one.message for one in report.findings)


def test_the_handover_tells_who_came_and_what_who_goes_still_owes() -> None:
    joined = dossier(RULE + declared("gemeente politie"))
    assert partijwissels(joined, PEILDATUM) == [
        "Zuiderschool verklaarde toe te treden (brief van het bestuur, 1 juni 2026) vanaf 1 augustus 2026. "
        "De instemming van Noorderschool is daarvoor nog niet gevonden. Daarmee stemden de gemeente en Politie in."
    ]
    whole = dossier(RULE + declared("gemeente noorderschool politie"))
    assert partijwissels(whole, PEILDATUM) == [
        "Zuiderschool trad toe (brief van het bestuur, 1 juni 2026) en is gebonden vanaf 1 augustus 2026. "
        "Daarmee stemden de gemeente, Noorderschool en Politie in."
    ]
    assert partijwissels(joined, date(2026, 5, 31)) == []
    left = "lid_van: 2024-01-01\nlid_tot: 2026-08-01"
    gone = dossier(owed("2026-11-02"), left)
    assert partijwissels(gone, PEILDATUM) == [
        "Zuiderschool is vertrokken op 1 augustus 2026. Wat daarbij hoort: Zij betaalt haar deel (voor de gemeente; "
        "gedaan op 2 november 2026)."
    ]
    moment = Moment(PEILDATUM, "dossier", "convenant")
    late = handover(dossier(owed(), left), "", moment)["te_laat"]
    assert ("20-11-2026", "Na het vertrek: Zij betaalt haar deel", "Zuiderschool") in [
        (one.wanneer, one.wat, one.wie) for one in late
    ]
    ahead = handover(dossier(owed(last="2026-12-01"), left), "", moment)["kwartalen"]
    assert any("Zij betaalt haar deel" in post.wat for quarter in ahead for post in quarter.posten)


def test_a_party_that_left_is_reminded_of_what_it_still_owes() -> None:
    left, moment = "lid_van: 2024-01-01\nlid_tot: 2026-08-01", Moment(PEILDATUM, "dossier", "convenant")
    (one,) = reminders(dossier(owed(), left), "zuiderschool", moment)["herinneringen"]
    assert one.te_laat == (
        "Bij uw vertrek hoort: Zij betaalt haar deel. Dit zou op 20 november 2026 klaar zijn. Is dat gelukt?",
    )
    # What it owed over the time in which it took part, it is still asked.
    (one,) = reminders(dossier(owed("2026-11-02"), left), "zuiderschool", moment)["herinneringen"]
    assert (one.te_laat, len(one.gevraagd)) == ((), 1)
    assert "Legt u alsnog een verklaring af over 2025?" in one.gevraagd[0]


def test_who_leaves_is_told_of_once_with_all_of_it() -> None:
    """The notice, the last day, what is still to do and what binds on stand together; each day says its own 'bij'."""
    notice = "opzeggingen:\n  - {partner: zuiderschool, datum: 2026-09-10, vorm: brief van het bestuur}\n"
    leaves = "lid_van: 2024-01-01\nlid_tot: 2026-12-20"
    told = files(owed(last="2026-12-15") + notice, leaves) | hoofdstuk(
        bepaling(
            "soort: niet-toetsbaar, reden: Dat ziet niemand.",
            "stil",
            familie="niet-toetsbaar",
            gebonden="alle",
            titel="Zwijgen",
            meer="bindt_na: 2 jaar",
        )
    )
    found, _ = load(literal(told))
    assert partijwissels(found, PEILDATUM) == [
        "Zuiderschool zegde op 10 september 2026 op (brief van het bestuur) en doet mee tot 20 december 2026. "
        "Wat daarbij hoort: Zij betaalt haar deel (voor de gemeente; uiterlijk 15 december 2026). "
        "Na het vertrek blijft gelden: ‘Zwijgen’ (tot 20 december 2028)."
    ]


@pytest.mark.parametrize(("last", "when"), [("2026-12-19", "bij"), ("2026-12-20", "na"), ("2027-01-02", "na")])
def test_what_can_be_done_until_the_last_day_is_not_told_as_after_it(last: str, when: str) -> None:
    found = dossier(owed(last=last), "lid_van: 2024-01-01\nlid_tot: 2026-12-20")
    assert bij_of_na(found, found.agreed.afwikkelingen[0]) == f"{when} het vertrek"
    ahead = handover(found, "", Moment(PEILDATUM, "dossier", "convenant"))["kwartalen"]
    said = [post.wat for quarter in ahead for post in quarter.posten if "haar deel" in post.wat]
    assert said == [f"{when.capitalize()} het vertrek: Zij betaalt haar deel"]
