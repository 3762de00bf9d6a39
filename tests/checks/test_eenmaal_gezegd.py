"""What a check and the toets of a clause both see is told once: by the graver of the two, or the one with a remedy."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import discover
from convenant_cli.checks.since import check_since
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Finding, Severity
from convenant_cli.judging.findings import findings
from convenant_cli.judging.oordelen import EIGEN_ANTWOORD, looked_up_with
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.sources.sources import literal
from tests.conftest import ROOT, TESTS, read_folder

DAYS = (date(2026, 2, 1), date(2026, 11, 21), date(2027, 4, 1), date(2028, 6, 1))
PROFIELEN = TESTS / "profielen"
CONVENANT = "data/convenant.yaml"
SPORT = read_folder(PROFIELEN / "sportseizoen")
GONE = b"""      - {partner: golfslag, datum: 2026-07-15, functie: voorzitter}
"""


ABOUT = {"afwikkeling-is-op-tijd", "afronden", "toetreding-rust-op-besluit", "toetreden", "thema-heeft-actie", "acties"}


def told(files: Mapping[str, bytes], day: date) -> list[tuple[str, Severity]]:
    """Return which rules speak of a leaving or joining party, a plan and a meeting, with how grave each is."""
    return sorted({(one.rule, one.severity) for one in check_source(literal(files), day).findings if one.rule in ABOUT})


def changed(name: str, old: bytes, new: bytes) -> dict[str, bytes]:
    assert old in SPORT[name]
    return {**SPORT, name: SPORT[name].replace(old, new)}


WARNING, FAULT = Severity.WAARSCHUWING, Severity.FOUT
LATE, NO_ACTION, JOINED = "afwikkeling-is-op-tijd", "thema-heeft-actie", "toetreding-rust-op-besluit"


def test_what_a_check_said_a_clause_does_not_say_again() -> None:
    usual = [(LATE, WARNING), (NO_ACTION, WARNING), (JOINED, WARNING)]
    assert told(SPORT, date(2026, 11, 21)) == usual
    assert told(changed(CONVENANT, GONE, b""), date(2026, 11, 21)) == usual
    found = check_source(literal(SPORT), date(2027, 4, 1)).findings
    meeting = "data/bijeenkomsten/2027-02-08-cluboverleg.yaml"
    assert [one.rule for one in found if one.position.file == meeting] == ["bijeenkomst-is-bijgewerkt"]


def test_the_graver_of_the_two_stays() -> None:
    files = {
        name: raw.replace(b"  - id: toetreden\n", b"  - id: toetreden\n    ernst: fout\n")
        for name, raw in SPORT.items()
    }
    start = files[CONVENANT].index(b"toetredingen:\n")
    end = files[CONVENANT].index(b"opzeggingen:\n")
    files[CONVENANT] = files[CONVENANT][:start] + files[CONVENANT][end:]
    found = told(files, date(2026, 11, 21))
    assert ("toetreden", FAULT) in found
    assert JOINED not in [rule for rule, _ in found]


def test_a_clause_that_rests_there_keeps_its_own_finding() -> None:
    waiver = b"""
ontheffingen:
  - {controle: afronden, bestand: data/convenant.yaml, reden: Later., verleend_door: bestuur, tot: 2027-01-01}
"""
    report = check_source(literal({**SPORT, CONVENANT: SPORT[CONVENANT] + waiver}), date(2026, 11, 21))
    found = {one.rule: bool(one.waived) for one in report.findings}
    assert found["afronden"] is True
    assert LATE not in found
    assert "ontheffing-ongebruikt" not in found


@pytest.mark.parametrize("folder", [ROOT, *sorted(PROFIELEN.iterdir())], ids=lambda folder: folder.name)
def test_no_fact_is_told_twice(folder: Path) -> None:
    kinds = {controle.id: controle.toetsen for controle in discover()}
    files = {f"data/{name}": raw for name, raw in read_folder(folder / "data").items()}
    for day in DAYS:
        report = check_source(literal(files), day)
        every = defaultdict(list)
        for one in report.findings:
            for kind in kinds.get(one.rule, ()):
                every[one.position, kind].append(one.rule)
            if one.rule in report.dossier.bepalingen:
                every[one.position, report.dossier.bepalingen[one.rule].toets.soort].append("toets")
        assert [rules for rules in every.values() if "toets" in rules and len(set(rules)) > 1] == []


PARTY = "data/partners/yuverta.yaml"
INTERN, PARENTS = "s-bekend-intern", "s-plan-bekend-ouders"
MEETING, TAKES_PART = "u-jaarbijeenkomst", "c-deelname-evaluatie"
TOLD = b"      - aan: %s\n        datum: %s\n"
RESTS = """
  - controle: {rule}
    bestand: data/partners/yuverta.yaml
    reden: Het nieuwe plan komt eerst.
    verleend_door: secretaris van het convenant
    tot: {until}
"""
TODAY = date(2026, 11, 30)


def shipped(*waivers: tuple[str, str], **told: str) -> dict[str, bytes]:
    """Return the shipped dossier, with waivers, and with other days on which a group was told of the plan."""
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    for rule, until in waivers:
        files[CONVENANT] = files[CONVENANT].replace(
            b"\nontheffingen:\n", b"\nontheffingen:" + RESTS.format(rule=rule, until=until).encode()
        )
    before = {"personeel": "2023-10-10", "leerlingen": "2023-10-31", "ouders": "2023-11-02"}
    for who, day in told.items():
        old = TOLD % (who.encode(), before[who].encode())
        assert old in files[PARTY]
        files[PARTY] = files[PARTY].replace(old, TOLD % (who.encode(), day.encode()))
    return files


def made_known(findings: Iterable[Finding]) -> list[Finding]:
    """Return what is said of whom the plan of the school was made known to, and of the waivers on that."""
    about = [one for one in findings if one.position.file == PARTY and "bekendgemaakt" in one.message]
    return about + [one for one in findings if one.rule.startswith("ontheffing-")]


def said(*waivers: tuple[str, str]) -> list[tuple[str, bool, bool]]:
    found = made_known(check_source(literal(shipped(*waivers)), TODAY).findings)
    return [(one.rule, bool(one.waived), "ook voor" in one.message) for one in found]


def test_what_two_clauses_ask_of_one_document_is_one_finding_that_names_both() -> None:
    (found,) = made_known(check_source(literal(shipped()), TODAY).findings)
    assert found.rule == INTERN
    assert found.message.endswith(f"langer dan 24 maanden geleden (ook voor {PARENTS})")
    (also,) = found.also
    assert also == (PARENTS, found.position)


def test_a_waiver_on_one_of_the_two_keeps_that_one_apart() -> None:
    assert said((INTERN, "2027-06-01")) == [(INTERN, True, False), (PARENTS, False, False)]
    assert said((PARENTS, "2027-06-01")) == [(INTERN, False, False), (PARENTS, True, False)]
    both = said((INTERN, "2027-06-01"), (PARENTS, "2027-06-01"))
    assert both == [(INTERN, True, False), (PARENTS, True, False)]
    # One that is over keeps nothing apart.
    assert said((PARENTS, "2026-06-01")) == [(INTERN, False, True), ("ontheffing-verlopen", False, False)]


@pytest.mark.parametrize(
    ("more", "named", "severity"),
    [
        ({}, MEETING, WARNING),
        ({TAKES_PART: "ernst: fout"}, TAKES_PART, FAULT),
        ({TAKES_PART: "fout_vanaf: 2027-01-01"}, TAKES_PART, WARNING),
        ({TAKES_PART: "fout_vanaf: 2027-01-01", MEETING: "fout_vanaf: 2026-06-01"}, MEETING, FAULT),
        ({TAKES_PART: "fout_vanaf: 2027-01-01", MEETING: "fout_vanaf: 2027-06-01"}, TAKES_PART, WARNING),
    ],
    ids=["none", "fault", "later", "other", "first"],
)
def test_the_clause_by_which_it_is_a_fault_is_named_first(more: dict[str, str], named: str, severity: Severity) -> None:
    files = shipped()
    for rule, line in more.items():
        was = f"  - id: {rule}\n".encode()
        assert sum(was in raw for raw in files.values()) == 1
        files = {name: raw.replace(was, was + f"    {line}\n".encode()) for name, raw in files.items()}
    found = check_source(literal(files), TODAY).findings
    (both,) = [one for one in found if {one.rule, *(rule for rule, _ in one.also)} == {MEETING, TAKES_PART}]
    assert (both.rule, both.severity) == (named, severity)
    assert both.message.endswith(f"(ook voor {MEETING if named == TAKES_PART else TAKES_PART})")


def test_each_place_that_a_joined_finding_speaks_of_is_shown() -> None:
    """The sentence names three offers and counts the others: who mends them is to see where they stand."""
    report = check_source(literal(shipped()), date(2028, 2, 29))
    (found,) = [
        one for one in report.findings if one.rule == "ver-preventie" and one.position.file.endswith("hecht.yaml")
    ]
    assert " en nog 2 van HECHT" in found.message
    places = dict(one[::-1] for one in found.also)
    assert {one.position for one in found.related} == {*places} - {found.position}
    raw = report.dossier.files[found.position.file].raw.decode().splitlines()
    assert any("invoeren van preventieve programma" in "".join(raw[at.line - 11 : at.line]) for at in places)
    for one in found.related:
        assert one.message.startswith("ook hier, voor ")
        assert places[one.position] in one.message


def test_what_a_party_owes_to_others_is_not_what_lacks_of_itself() -> None:
    folder = TESTS / "judging" / "toetsen" / "gezamenlijk" / "niet-van-toepassing"
    report = check_source(literal(read_folder(folder)), date(2026, 11, 30))
    about = {one.rule: one.message for one in report.findings if "opdracht" in one.message}
    assert about["opdracht-nu"].endswith("geen opdracht van Gemeente gevonden voor Westerschool en Zuiderschool")
    # What two schools lack themselves is what lacks of all.
    assert about["opdracht-samen"].endswith("Gemeente, Westerschool en Zuiderschool (ook voor opdracht-voor-school)")


@pytest.mark.parametrize(
    ("then", "now", "new"),
    [
        (shipped(), shipped(), [(INTERN, False)]),
        # Told once for both, and each apart: both were said before, whichever was named first.
        (shipped(), shipped((INTERN, "2027-06-01")), [(INTERN, False), (PARENTS, False)]),
        (shipped((INTERN, "2027-06-01")), shipped(), [(INTERN, False)]),
        (shipped(), shipped(personeel="2026-10-10"), [(PARENTS, False)]),
        # What is added for the other clause is news, though the one that is named first was there.
        (shipped(leerlingen="2026-10-31", ouders="2026-11-02"), shipped(), [(INTERN, True)]),
    ],
    ids=["same", "apart-now", "apart-then", "one-told", "one-added"],
)
def test_what_was_said_for_either_clause_is_not_new(
    then: dict[str, bytes], now: dict[str, bytes], new: list[tuple[str, bool]]
) -> None:
    report = check_since(literal(now), literal(then), "toen", TODAY)
    assert [(one.rule, one.new) for one in made_known(report.findings)] == new


@pytest.mark.parametrize("folder", [ROOT, *sorted(PROFIELEN.iterdir())], ids=lambda folder: folder.name)
def test_what_is_asked_once_elsewhere_is_one_warning(folder: Path) -> None:
    """One point of a party, and what is looked up in one place, for as far as it stands in one file."""
    files = {f"data/{name}": raw for name, raw in read_folder(folder / "data").items()}
    dossier = load(literal(files))[0]
    for day in DAYS:
        every = overzicht(dossier, day)
        mended = [one for one in every.vraagt_aandacht if one.bij and one.uitkomst not in EIGEN_ANTWOORD]
        one_look = [
            {one, shared}
            for shared in mended
            for one in mended
            if shared.partner is None and one.partner and one.bij == shared.bij and looked_up_with(one, shared)
        ]
        of_one_point = [{*point.oordelen} & {*mended} for point in every.punten if point.eerste.opnieuw]
        found = list(findings(dossier, every.oordelen, day))
        for same in (*one_look, *of_one_point):
            whom = {(one.bepaling, dossier.locate(one.bij)) for one in same if one.bij}
            assert len([one for one in found if whom & {(one.rule, one.position), *one.also}]) == bool(whom)
