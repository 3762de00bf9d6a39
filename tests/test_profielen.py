"""Another agreement needs data only: other profiles work with the same code, and the code names none of them."""

import re
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.commands import help_pages
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Severity
from convenant_cli.judging.judging import clauses, judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.toetsen import toetsen
from convenant_cli.records.model.record import Persoonlijk, marked
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.resources import profile_names, profiles
from tests.conftest import PEILDATUM, ROOT, TESTS, Run, check_golden, overlay, whole

FOLDER = TESTS / "profielen"
#: Whose oordelen were worked out by hand, row by row (tests/judging/test_profielen_met_de_hand.py).
BY_HAND = ("regioverband", "sportseizoen", "zorggebouwen")
#: A profile with the days on which it is judged: in each term, on both sides of an end, and after the last one.
PROFILES = {
    "twee-partijen": ["2025-02-10", "2026-11-21", "2027-10-01", "2028-04-01"],
    "toezichthouders": ["2024-07-01", "2025-12-31", "2026-11-21"],
    "schoolgebouwen": ["2025-07-31", "2025-08-01", "2026-11-21", "2027-08-01"],
}
CASES = [(name, day) for name, days in PROFILES.items() for day in days]
EVERY = (*PROFILES, *BY_HAND)


def profile(name: str) -> Dossier:
    return whole(overlay(FOLDER / name))


@pytest.mark.parametrize("name", EVERY)
def test_the_profile_is_sound(name: str) -> None:
    report = check_source(overlay(FOLDER / name), PEILDATUM)
    assert [finding.message for finding in report.findings if finding.severity is Severity.FOUT] == []
    assert [mistake.message for mistake in clauses(report.dossier)[1]] == []
    known = {*report.dossier.bepalingen, "actie-is-op-tijd", "actiepunt-is-op-tijd", "thema-heeft-actie"}
    # One joined some months before it signed, one without the consent of all; and one that left still has to pay.
    known |= {"toetreding-rust-op-besluit", "afwikkeling-is-op-tijd"}
    assert {finding.rule for finding in report.findings} <= known, "a profile has open duties, and no untidy records"


@pytest.mark.parametrize(("name", "day"), CASES)
def test_the_profile_is_judged(name: str, day: str) -> None:
    dossier = profile(name)
    oordelen = judge(dossier, date.fromisoformat(day))
    assert list(dict.fromkeys(oordeel.bepaling for oordeel in oordelen)) == list(dossier.bepalingen)
    check_golden(FOLDER / name / f"verwacht-{day}.txt", "".join(f"{line}\n" for line in _lines(dossier, oordelen)))


def _lines(dossier: Dossier, oordelen: list[Oordeel]) -> list[str]:
    lines: list[str] = []
    title = ""
    for oordeel in oordelen:
        bepaling = dossier.bepalingen[oordeel.bepaling]
        if title != bepaling.titel:
            title = bepaling.titel
            lines.append(f"{bepaling.nummer} {title} ({bepaling.toets.soort})")
        who = oordeel.eenheid or oordeel.partner or "samen"
        late = " (door de tijd)" if oordeel.door_tijd else ""
        when = f", {oordeel.periode}" if oordeel.periode else ""
        lines.append(f"  {oordeel.symbool} {who}{when}: {oordeel.staat}{late}")
        lines.append(f"      {oordeel.toelichting}")
        if oordeel.bij is not None:
            lines.append(f"      bij {oordeel.bij.name} {'.'.join(str(step) for step in oordeel.bij.path)}".rstrip())
    return lines


def test_chapters_and_clauses_have_the_numbers_that_were_printed(convenant: Run) -> None:
    folder = FOLDER / "toezichthouders"
    page = convenant("-C", folder, "check", "--format", "markdown", "--peildatum", PEILDATUM.isoformat()).out
    heads = re.findall(r"^### (.*: (?:Doel|Samenwerking|Slot|Gegevens))$", page, re.MULTILINE)
    assert heads == ["Hoofdstuk I: Doel", "Hoofdstuk II: Samenwerking", "Hoofdstuk III: Slot", "Bijlage 1: Gegevens"]
    told = convenant("-C", folder, "explain", "bijlage 1 onder a").out
    assert "bijlage 1 onder a (zo gedrukt), bijlage 1 (Gegevens)" in " ".join(told.split())
    assert convenant("-C", folder, "explain", "artikel 3 lid 1").out.startswith("directieoverleg (bepaling)")


def test_the_profiles_use_most_kinds_of_tests() -> None:
    used = {clause.toets.naam() for name in EVERY for clause in clauses(profile(name))[0]}
    # The others have examples of their own, as every kind has.
    assert len(set(toetsen()) - used) <= len(toetsen()) // 5


@pytest.mark.parametrize("name", EVERY)
def test_the_profile_holds_no_persons(name: str) -> None:
    for record in profile(name).records:
        assert list(marked(record, Persoonlijk)) == []
        for _, text in texts(record):
            assert re.sub(r"@[\w.-]+\.example$", "", text).count("@") == 0, f"{record.name}: {text}"


# --- the code knows no agreement ----------------------------------------------------------------------------------

#: Names of parties that are ordinary words in code: the field and the role word 'gemeente', the preposition 'om', and
#: 'scope' and 'politie', which any text on names or on safety may need.
ORDINARY = {"gemeente", "om", "scope", "politie"}
#: Parts of party names that say what kind of body it is, not which.
KINDS = {
    "stichting",
    "college",
    "colleges",
    "team",
    "scholengroep",
    "openbaar",
    "ministerie",
    "onderwijs",
    "aan",
    "den",
}
KINDS |= {"de", "en", "mbo", "ggd", "school", "vitaal", "rijn", "midden"}


def _names() -> set[str]:
    """Return the words by which the shipped agreement and its parties can be known."""
    shipped, _ = load(overlay(ROOT))
    words: set[str] = set()
    for partner in shipped.partners.values():
        for text in (partner.id, partner.naam, partner.kort):
            words |= {text.casefold(), *re.findall(r"[\w]+", text.casefold())}
    assert shipped.convenant is not None
    place = (shipped.convenant.gemeente or "").casefold()
    words |= {place, *place.split()}
    return {word for word in words if word not in ORDINARY | KINDS}


#: Lists of names that others made, in which anybody's name may stand.
_OTHERS = {*(ROOT / "convenant_cli" / "privacy" / "woorden").iterdir()}


def _code() -> list[Path]:
    kinds = {".py", ".j2", ".js", ".css", ".typ", ".md", ".yaml", ".yml", ".txt"}
    files = [*(ROOT / "convenant_cli").rglob("*"), *(ROOT / "templates").rglob("*")]
    own = {path for path in files if path.is_file() and path.suffix in kinds} - _OTHERS
    # A profile is what lies in its folder: that one says what it is.
    own = {path for path in own if not path.is_relative_to(profiles())}
    own -= {Path(help_pages.place(width)) for width in help_pages.WIDTHS}  # say which profiles there are
    assert len(own) > 50
    return sorted(own)


def _mentions(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {match[0]}"
        for path in _code()
        if pattern.search(text := path.read_text(encoding="utf-8"))
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]


def test_no_code_mentions_the_shipped_agreement() -> None:
    names = _names()
    assert {"alphen", "halt", "scala", "kwadraad", "participe", "hecht", "yuverta", "rijnstroom"} <= names
    pattern = re.compile(rf"\b({'|'.join(re.escape(name) for name in sorted(names))})\b", re.I)
    assert _mentions(pattern) == []


def test_no_code_mentions_a_profile_to_start_from() -> None:
    shipped = [name for name in profile_names() if not (profiles() / name / "data").is_dir()]
    assert shipped
    assert _mentions(re.compile("|".join(map(re.escape, shipped)), re.I)) == []


def test_no_code_mentions_a_clause() -> None:
    shipped, _ = load(overlay(ROOT))
    ids = sorted(shipped.bepalingen)
    by_number = r"\b(artikel(en)?|bepaling|clause|lid)\s+[0-9]+(\.[0-9]+)*\b"
    assert _mentions(re.compile(rf"{by_number}|\b({'|'.join(ids)})\b", re.I)) == []
