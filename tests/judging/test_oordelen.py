"""What the shipped dossier says about itself: every duty of the agreement, in gentle words, each time the same."""

import re
from collections import Counter
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Finding, Place, Severity
from convenant_cli.judging.findings import findings
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.sources.sources import Source, literal
from tests.conftest import PEILDATUM, ROOT, TESTS, read_folder
from tests.grondig import times

AUTO, REL, ATT_PLUS, ATT = "automatisch", "relatie", "verklaring-met-bewijs", "verklaring"
NIET, GRENS, NIETS = "niet-toetsbaar", "grens", "geen-verplichting"

#: Every duty of the agreement with how it can be tested, as read clause by clause (bepalingen.md, sections 2 to 4).
FAMILIES = {
    # the text before chapter 1
    "inl-inzet-en-samenwerking": NIETS, "inl-aanbod-ontsluiten": REL, "inl-passend-aanbod": NIETS,
    "inl-bijdrage": NIETS, "amb-voorkomen": NIETS, "amb-gelijke-kansen": NIETS, "sam-hoofdlijnen": NIETS,
    "amb-gezamenlijk": NIETS, "amb-reikwijdte": AUTO, "amb-jaarplan-2023": AUTO, "amb-po-2023": AUTO,
    "amb-regio": ATT, "sam-doel": NIETS, "sam-zorgstructuur": ATT, "sam-jaarplan": AUTO, "sam-maatwerk": NIETS,
    "sam-inspanning": AUTO, "ver-partijen": REL, "ver-scholen": NIET, "ver-gemeente": ATT_PLUS,
    "ver-preventie": ATT_PLUS, "ver-halt": REL, "ver-politie": NIET, "ver-om": NIET, "ver-samenhangend-aanbod": REL,
    # chapter 1, and the paragraph on personal data
    "c-contactpersoon": AUTO, "c-vervanger": AUTO, "c-aanspreekpunt-partners": REL, "c-informeren-partners": ATT,
    "c-aanspreekpunt-intern": ATT, "c-doorverwijzing": ATT, "c-informeren-intern": ATT, "c-jaarplan-bekend": REL,
    "c-deelname-evaluatie": AUTO,
    "avg-geen-verwerking": GRENS, "avg-geen-uitwisseling": GRENS, "avg-nadere-afspraken": ATT_PLUS,
    "avg-toestemming": NIET,
    # chapter 2
    "s-primair": NIET, "s-actueel-beleid": REL, "s-bekend-intern": ATT_PLUS, "s-klimaat": NIET,
    "s-ondersteuning-vragen": AUTO, "s-schoolreglement": ATT_PLUS, "s-naleving-regels": NIET,
    "s-veiligheidsplan": ATT_PLUS, "s-plan-bekend-ouders": ATT_PLUS, "s-plan-bekend-politie": REL,
    "s-incidentregistratie": ATT, "s-informeren-gemeente": NIET, "s-bestuur-bereikbaar": AUTO,
    "s-contact-wijkagent": ATT,
    "s-aangifte-slachtoffers": NIET, "s-aangifte-school": ATT, "s-sancties": NIET, "s-beroep-wijkagent": AUTO,
    "s-leerplicht": ATT_PLUS, "s-leerplicht-bereikbaar": AUTO, "s-social-media": ATT_PLUS,
    "s-eigen-verantwoordelijkheid": NIET,
    # chapter 3
    "g-afstemming": ATT, "g-heldere-opdrachten": REL, "g-afstemmen-partijen": REL, "g-aanspreekpunt": AUTO,
    "g-ondersteunt": ATT, "g-zicht-op-naleving": AUTO, "g-facilitair": ATT, "g-organiseert": AUTO,
    "g-leerplicht": NIET, "g-advies-verzuim": ATT, "g-afstemming-leerplicht": REL, "g-openbare-ruimte": ATT,
    # chapter 4
    "z-voorliggend": NIETS, "z-helder-aanbod": REL, "z-klimaat": ATT_PLUS, "z-hecht": NIETS, "z-jgz": ATT_PLUS,
    "z-gbo-monitor": REL, "z-gbo-implementatie": ATT_PLUS, "z-jpt": ATT_PLUS, "z-alphen-vitaal": REL,
    "z-kwadraad": ATT_PLUS, "z-participe": ATT_PLUS, "z-participe-wekelijks": REL, "z-halt": REL,
    # chapter 5
    "p-contact": ATT, "p-op-de-hoogte": ATT, "p-handelingsprotocol": REL, "p-prioriteit-meldingen": NIET,
    "p-voorlichting": REL, "p-wpg": NIET, "p-strafvorderlijk": NIET, "p-geen-vermenging": GRENS,
    "p-geheimhouding": ATT_PLUS,
    # chapter 6
    "o-snel": NIET, "o-advies-school": NIET, "o-slachtoffer": NIET, "o-informatie-school": NIET, "o-bereikbaar": AUTO,
    # chapter 7
    "u-jaarplan": AUTO, "u-gezamenlijk": REL, "u-doelgroep": REL, "u-acties": REL, "u-jaarbijeenkomst": AUTO,
    "u-andere-partners": NIETS, "u-doel-evaluatie": REL, "u-uitkomsten": REL,
    # chapter 8
    "d-inwerking": AUTO, "d-wijziging": REL, "d-verlenging": AUTO,
}  # fmt: skip

#: What may be said within each family (bepalingen.md, section 0). A contact that nobody confirmed for long is there,
#: so an automatic judgement says 'verouderd' and not 'niet gevonden'.
STATES = {
    AUTO: {"voldaan", "niet gevonden", "gedeeltelijk gevonden", "verloopt binnenkort", "verouderd"},
    REL: {"aantoonbaar", "niet gevonden", "gedeeltelijk gevonden", "verouderd"},
    ATT_PLUS: {"verklaard met bewijs", "verklaard zonder bewijs", "geen verklaring"},
    ATT: {"verklaard", "geen verklaring"},
    NIET: {"niet toetsbaar"},
    GRENS: {"schoon", "aangetroffen"},
    NIETS: {"geen verplichting", "alleen als het speelt"},
}
ANY_FAMILY = {
    "afgemeld",
    "buiten de reikwijdte",
    "verklaard: deels",
    "verklaard: nee",
    "antwoorden verschillen",
    "nog niet aan de orde",
    "niet van toepassing",
    "verloopt binnenkort",
    "wordt vanzelf verlengd",
    "einddatum voorbij",
}
#: Before the agreement, on its first day, at the end of the first term, at each turn of a year, today, and years later.
DAYS = [
    date(2022, 11, 15),
    date(2022, 11, 16),
    date(2023, 1, 1),
    date(2024, 2, 29),
    date(2025, 11, 15),
    date(2025, 11, 16),
    date(2025, 12, 31),
    date(2026, 7, 31),
    date(2026, 8, 1),
    PEILDATUM,
    date(2027, 1, 1),
    date(2031, 11, 16),
]


@cache
def shipped() -> Dossier:
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    dossier, reading = load(Source("meegeleverd", files))
    assert [finding.message for finding in reading] == []
    return dossier


@cache
def on(day: date) -> list[Oordeel]:
    return judge(shipped(), day)


# --- every duty, with its family ----------------------------------------------------------------------------------


def test_the_table_counts_as_the_reading_does() -> None:
    # 15 AUTO, one duplicate of the year plan, and four times that who may be asked can be reached. Six sentences from
    # before chapter 1 ask nothing; the one on opening up what the partners offer does.
    assert Counter(FAMILIES.values()) == {AUTO: 20, REL: 24, ATT_PLUS: 16, ATT: 16, NIET: 19, GRENS: 3, NIETS: 12}
    assert len(FAMILIES) == 110


def test_every_duty_is_in_the_shipped_agreement_with_its_family() -> None:
    assert {bepaling.id: bepaling.familie for bepaling in shipped().bepalingen.values()} == FAMILIES


def test_every_duty_can_be_tested() -> None:
    found, mistakes = clauses(shipped())
    assert [mistake.message for mistake in mistakes] == []
    assert [clause.bepaling.id for clause in found] == list(shipped().bepalingen)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_duty_comes_back_with_its_family(day: date) -> None:
    found: dict[str, str] = {}
    for oordeel in on(day):
        assert found.setdefault(oordeel.bepaling, oordeel.familie) == oordeel.familie
    assert found == FAMILIES


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_bound_party_comes_back(day: date) -> None:
    judged = {(oordeel.bepaling, oordeel.partner) for oordeel in on(day)}
    for clause in clauses(shipped())[0]:
        bepaling, together = clause.bepaling, clause.bepaling.gezamenlijk or clause.toets.over_dossier
        for partner in () if together else shipped().partners.values():
            if {"alle", partner.id, *partner.rollen} & {who.split("/")[0] for who in bepaling.gebonden}:
                assert (bepaling.id, partner.id) in judged, f"{bepaling.id} says nothing about {partner.id} on {day}"


# --- the words ----------------------------------------------------------------------------------------------------

#: Words that a gentle and exact sentence about equals does not have.
HARSH = re.compile(r"overtred|schend|nalatig|verwijt|in gebreke|gefaald|faalt|wanprestatie|wangedrag", re.I)


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_states_fit_the_family(day: date) -> None:
    wrong = {
        (oordeel.bepaling, oordeel.familie, oordeel.staat)
        for oordeel in on(day)
        if oordeel.staat not in STATES[oordeel.rust_op_soort] | ANY_FAMILY
    }
    assert wrong == set()
    # Only records and answers change the words, and never those of what a program alone decides.
    assert {o.familie for o in on(day) if o.grond} <= {REL, ATT, ATT_PLUS}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_explanations_are_one_gentle_sentence(day: date) -> None:
    wrong = [(oordeel.bepaling, why) for oordeel in on(day) if (why := _objection(oordeel.toelichting))]
    assert wrong == []


def _objection(text: str) -> str:
    """Return why a text is not one gentle Dutch sentence without a full stop; empty when it is."""
    if not text or text != text.strip() or "\n" in text or "  " in text:
        return f"white space: {text!r}"
    if text[-1] in ".,;:!?":
        return f"ends with a mark: {text!r}"
    text = re.sub("‘[^’]*’", "‘…’", text)  # a party explains its answer in its own words
    if re.search(r"[.!?] +[A-Z]", text):
        return f"more than one sentence: {text!r}"
    if "%" in text or "procent" in text.lower():
        return f"a percentage: {text!r}"
    # What stands between brackets is the title of an action, in the words of whoever wrote it.
    if match := HARSH.search(re.sub(r"\([^)]*\)", "", text)):
        return f"'{match[0]}': {text!r}"
    if re.search(r"\d{4}-\d{2}-\d{2}", text):
        return f"a date as a machine writes it: {text!r}"
    if re.search(r"\bNone\b|\[|\{|\(\)|''", text):
        return f"left-overs of code: {text!r}"
    return ""


@pytest.mark.parametrize(
    "text",
    ["Halt heeft geen vervanger.", "Een zin. Nog een zin", "dit is 80% klaar", "een overtreding", "op 2026-01-01", ""],
)
def test_the_objections_object(text: str) -> None:
    assert _objection(text)


# --- the places ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_what_it_rests_on_exists(day: date) -> None:
    dossier = shipped()
    missing = {(o.bepaling, place) for o in on(day) for place in o.rust_op if not _exists(dossier, place)}
    assert missing == set()


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_where_to_mend_exists(day: date) -> None:
    dossier = shipped()
    for oordeel in on(day):
        if oordeel.aandacht:
            assert oordeel.bij is not None, f"{oordeel.bepaling} does not say where to mend it"
        if oordeel.bij is not None:
            # What is missing has a parent that exists.
            parent = Place(oordeel.bij.name, oordeel.bij.path[:-1])
            assert _exists(dossier, parent), f"{oordeel.bepaling}: {oordeel.bij}"


def _exists(dossier: Dossier, place: Place) -> bool:
    file = dossier.files.get(place.name)
    value: Any = file.record if file else None
    for step in place.path:
        if isinstance(step, int):
            value = value[step] if isinstance(value, tuple) and step < len(value) else None
        elif isinstance(value, dict):
            value = value.get(step)
        else:
            value = getattr(value, step, None)
    return value is not None and value != ()


def test_an_oordeel_comes_once() -> None:
    for day in DAYS:
        doubles = [oordeel for oordeel, count in Counter(on(day)).items() if count > 1]
        assert doubles == []


# --- time ---------------------------------------------------------------------------------------------------------


def test_before_the_agreement_nothing_is_owed() -> None:
    assert {oordeel.staat for oordeel in on(date(2022, 11, 15))} <= {
        "nog niet aan de orde",
        "niet toetsbaar",
        "geen verplichting",
        "niet van toepassing",
        "schoon",  # what the records may not hold, they may never hold
    }


def test_time_alone_is_never_a_fout() -> None:
    """What is a fout on a day was so on the day before, or its records changed: CI does not turn red overnight."""
    strict = {}
    for name, raw in read_folder(ROOT / "data").items():
        if name.startswith("bepalingen/"):
            raw = re.sub(rb"\n    familie:", rb"\n    ernst: fout\n    familie:", raw)
        strict[f"data/{name}"] = raw
    source = Source("streng", strict)
    assert {b.ernst for b in load(source)[0].bepalingen.values()} == {"fout"}
    # From the last day on which a record says that something happened.
    today, later = (
        {
            (finding.rule, finding.position)
            for finding in check_source(source, day).findings
            if finding.severity is Severity.FOUT
        }
        for day in (date(2026, 12, 31), date(2029, 6, 1))
    )
    assert later - today == set()


# --- the same each time -------------------------------------------------------------------------------------------


def small() -> dict[str, bytes]:
    """Return the shipped clauses and roles with a few of its parties: small enough to judge a hundred times."""
    everything = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    kept = ("data/convenant.yaml", "data/bepalingen/", "data/jaarplan/2026/", "data/bijeenkomsten/2025", "data/ver")
    partners = ("gemeente", "politie", "scope", "participe")
    return {
        name: raw
        for name, raw in everything.items()
        if name.startswith(kept) or name in {f"data/partners/{partner}.yaml" for partner in partners}
        if not name.startswith("data/verklaringen/") or name.rsplit("/", 1)[1].removesuffix(".yaml") in partners
    }


SMALL = small()


@cache
def small_oordelen() -> list[Oordeel]:
    return judge(load(Source("klein", SMALL))[0], PEILDATUM)


# A shorter permutation explains nothing, so a failure is not made smaller.
@settings(max_examples=times(5, 10), deadline=None, phases=[Phase.generate])
@given(st.permutations(sorted(SMALL)))
def test_the_order_of_files_does_not_matter(order: list[str]) -> None:
    dossier, _ = load(Source("klein", {name: SMALL[name] for name in order}))
    assert judge(dossier, PEILDATUM) == small_oordelen()


def test_the_shipped_dossier_is_judged_the_same_in_any_order() -> None:
    assert judge(shipped(), PEILDATUM) == on(PEILDATUM)
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    backwards, _ = load(Source("achterstevoren", dict(sorted(files.items(), reverse=True))))
    assert judge(backwards, PEILDATUM) == on(PEILDATUM)


def test_clauses_come_in_the_order_of_the_agreement() -> None:
    order = list(dict.fromkeys(oordeel.bepaling for oordeel in on(PEILDATUM)))
    assert order == list(shipped().bepalingen)


# --- findings and waivers -----------------------------------------------------------------------------------------

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
# In the basis nobody has stated anything about the year before.
BASIS["data/verklaringen/2025/noorderschool.yaml"] = BASIS["data/verklaringen/2026/noorderschool.yaml"].replace(
    b"2026", b"2025"
)
WAIVER = """
ontheffingen:
  - controle: {controle}
    bestand: data/partners/noorderschool.yaml
    reden: De school zoekt nog iemand.
    verleend_door: secretaris van het convenant
    tot: {tot}
"""
CONTACT = "contactpersoon: {functie: beleidsadviseur, email: convenant@noorderschool.example}"


def without_contact(waiver: str = "") -> Source:
    """Return a dossier in which one school has no contact person, with or without a waiver."""
    files: dict[str, str | bytes] = {**BASIS}
    school = BASIS["data/partners/noorderschool.yaml"].decode()
    assert CONTACT in school
    convenant = BASIS["data/convenant.yaml"].decode() + waiver
    files["data/partners/noorderschool.yaml"] = school.replace(CONTACT + "\n", "")
    files["data/convenant.yaml"] = convenant
    return literal(files)


def told(source: Source) -> list[tuple[str, str, str]]:
    return [
        (finding.rule, finding.position.file, finding.waived) for finding in check_source(source, PEILDATUM).findings
    ]


def test_what_asks_for_attention_is_a_finding_where_it_is_mended() -> None:
    dossier, _ = load(without_contact())
    (found,) = findings(dossier, judge(dossier, PEILDATUM), PEILDATUM)
    assert (found.rule, found.severity) == ("contactpersoon", Severity.WAARSCHUWING)
    assert (found.position.file, found.position.line) == ("data/partners/noorderschool.yaml", 1)
    assert found.message == "van Noorderschool is geen contactpersoon gevonden"


def test_a_clause_can_weigh_as_a_fout() -> None:
    source = without_contact()
    name = "data/bepalingen/1-afspraken.yaml"
    files = {
        **source.files,
        name: source.files[name].replace(b"familie: automatisch", b"familie: automatisch\n    ernst: fout"),
    }
    dossier, _ = load(literal(files))
    (found,) = findings(dossier, judge(dossier, PEILDATUM), PEILDATUM)
    assert found.severity is Severity.FOUT


def test_a_waiver_silences_the_finding_of_a_clause_visibly() -> None:
    assert told(without_contact()) == [("contactpersoon", "data/partners/noorderschool.yaml", "")]
    waiver = WAIVER.format(controle="contactpersoon", tot="2027-01-01")
    assert told(without_contact(waiver)) == [
        (
            "contactpersoon",
            "data/partners/noorderschool.yaml",
            "De school zoekt nog iemand (tot 1 januari 2027, secretaris van het convenant)",
        )
    ]
    assert all(finding.waived for finding in check_source(without_contact(waiver), PEILDATUM).findings)


@pytest.mark.parametrize(
    ("controle", "tot", "expected"),
    [
        ("contactpersoon", "2026-11-22", {"contactpersoon": True}),
        ("contactpersoon", "2026-11-21", {"contactpersoon": False, "ontheffing-verlopen": False}),
        ("veiligheidsplan", "2027-01-01", {"contactpersoon": False, "ontheffing-ongebruikt": False}),
    ],
)
def test_a_waiver_that_has_expired_or_covers_nothing(controle: str, tot: str, expected: dict[str, bool]) -> None:
    found = told(without_contact(WAIVER.format(controle=controle, tot=tot)))
    assert {rule: bool(waived) for rule, _, waived in found} == expected


def test_a_waiver_on_one_clause_leaves_another_with_the_same_sentence() -> None:
    clause = BASIS["data/bepalingen/1-afspraken.yaml"].decode()
    first = clause[clause.index("  - id: contactpersoon") : clause.index("  - id: veiligheidsplan")]
    twin = first.replace("id: contactpersoon", "id: tweeling").replace("nummer: 1.1", "nummer: 1.3")
    name = "data/bepalingen/1-afspraken.yaml"
    both: dict[str, str | bytes] = {**without_contact().files, name: clause.rstrip() + "\n" + twin}
    assert [(rule, waived) for rule, _, waived in told(literal(both))] == [("contactpersoon", "")]
    (found,) = check_source(literal(both), PEILDATUM).findings
    assert found.message == "van Noorderschool is geen contactpersoon gevonden (ook voor tweeling)"
    waiver = without_contact(WAIVER.format(controle="tweeling", tot="2027-01-01")).files["data/convenant.yaml"]
    waived = {rule: bool(text) for rule, _, text in told(literal({**both, "data/convenant.yaml": waiver}))}
    assert waived == {"contactpersoon": False, "tweeling": True}


def test_honest_answers_and_ambitions_are_no_findings() -> None:
    silent = {"verklaard: deels", "verklaard: nee"}
    told_of: list[Finding] = list(
        findings(shipped(), [o for o in on(PEILDATUM) if o.staat in silent or o.ambitie], PEILDATUM)
    )
    assert told_of == []
