"""The command line: exit codes, formats, Dutch everywhere, and writing all or nothing."""

import errno
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from convenant_cli import __version__
from convenant_cli.checks.controles import discover
from convenant_cli.checks.verloop import discover as over_time
from convenant_cli.cli import COMMANDS, module_of
from convenant_cli.commands import help_pages
from convenant_cli.commands.reports.manual import all_manuals
from convenant_cli.commands.usage import joined
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.refusals import refusals
from convenant_cli.findings import Finding, Position, Related, Severity
from convenant_cli.judging.toetsen import toetsen
from convenant_cli.records import KINDS
from convenant_cli.sources.writing import why
from tests.conftest import BASIS, ROOT, TESTS, Outcome, Run, overlay
from tests.verhaal import begun

ACTIE = "data/jaarplan/2026/acties/ouderavond.yaml"
PARTNER = "data/partners/politie.yaml"


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An example dossier without findings, which is also the current folder."""
    shutil.copytree(BASIS, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def edit(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert text.count(old) == 1
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


def make_fault() -> None:
    edit(PARTNER, "naam: Politie", "naam:")


def make_warning() -> None:
    """An action that is late from the first of July 2026."""
    edit(ACTIE, "status: afgerond\nafgerond_op: 2026-06-20", "status: loopt")
    shutil.rmtree("data/evaluaties")


# --- exit codes ---------------------------------------------------------------------------------------------------


def test_a_clean_dossier_is_exit_code_0(dossier: Path, convenant: Run) -> None:
    run = convenant("validate", "--strict")
    assert (run.code, run.out) == (0, "")
    assert "11 bestanden gelezen: geen fouten, geen waarschuwingen" in run.err


def test_a_fault_is_exit_code_1(dossier: Path, convenant: Run) -> None:
    make_fault()
    assert convenant("validate").code == 1


def test_a_warning_is_exit_code_1_only_when_strict(dossier: Path, convenant: Run) -> None:
    make_warning()
    command = ("validate", "--peildatum", "2026-11-01")
    assert convenant(*command).code == 0
    assert "[actie-is-op-tijd]" in convenant(*command).out
    assert convenant(*command, "--strict").code == 1


def test_what_a_waiver_covers_is_shown_and_does_not_count(dossier: Path, convenant: Run) -> None:
    make_warning()
    with Path("data/convenant.yaml").open("a", encoding="utf-8") as stream:
        stream.write(
            f"ontheffingen:\n  - {{controle: actie-is-op-tijd, bestand: {ACTIE}, reden: Zaal dicht, "
            "verleend_door: overleg, tot: 2026-12-01}\n"
        )
    command = ("validate", "--strict", "--format")
    run = convenant(*command, "json", "--peildatum", "2026-11-01", code=0)
    report = json.loads(run.out)
    assert report["findings"] == []
    assert [waived["rule"] for waived in report["waived"]] == ["actie-is-op-tijd"]
    assert report["waived"][0]["reason"] == "Zaal dicht (tot 1 december 2026, overleg)"
    assert "Met ontheffing:" in convenant(*command, "text", "--peildatum", "2026-11-01").out
    assert "1 met ontheffing" in convenant(*command, "concise", "--peildatum", "2026-11-01").err
    expired = convenant(*command, "concise", "--peildatum", "2026-12-01", code=1)
    assert re.findall(r"\[(.*)\]$", expired.out, re.M) == ["ontheffing-verlopen", "actie-is-op-tijd"]


def test_a_situation_to_mend_is_exit_code_2(tmp_path: Path, convenant: Run) -> None:
    run = convenant("-C", tmp_path, "validate")
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("fout: geen dossier gevonden")


def test_a_bug_of_ours_is_exit_code_3_and_is_told_as_such(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise ZeroDivisionError("niet te delen")

    monkeypatch.setattr("convenant_cli.checks.checking.check_source", fail)
    run = convenant("validate", code=3)
    assert "ZeroDivisionError: niet te delen" in run.err
    assert f"Dit is een fout in convenant {__version__} zelf, niet in uw bestanden." in run.err


def test_an_interruption_is_exit_code_130(dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("convenant_cli.checks.checking.check_source", interrupt)
    run = convenant("validate")
    assert (run.code, run.err) == (130, "Afgebroken.\n")


def test_a_reader_that_has_seen_enough_gets_no_traceback() -> None:
    command = [sys.executable, "-m", "convenant_cli", "explain", "--format", "markdown"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141, "what was not said is no success"


FRESH = (sys.executable, "-m", "convenant_cli")


def in_a_process(*command: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line in a process of its own, in the current folder."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | options.pop("env", {})
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **options}
    run: subprocess.CompletedProcess[bytes] = subprocess.run(command, **pipes, env=environment, check=False, timeout=60)
    return run


def test_what_is_redirected_is_utf_8_whatever_the_system_uses(dossier: Path) -> None:
    edit(PARTNER, "rollen: [politie]", "rollen: [politie, {a: b}]")
    run = in_a_process(*FRESH, "validate", env={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"})
    assert "hoort één waarde" in run.stdout.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to write to")
@pytest.mark.parametrize("command", ["validate --format json", "explain", "--help", "schema actie"])
def test_output_that_cannot_be_written_is_one_sentence_and_exit_code_2(
    dossier: Path, command: str, program: Path
) -> None:
    run_it = (*(FRESH if command == "--help" else (program,)), *command.split())
    with Path("/dev/full").open("w") as full:
        run = in_a_process(*run_it, stdout=full)
        assert run.returncode == 2
        assert run.stderr.decode() == (
            "fout: de uitvoer is niet te schrijven (geen ruimte); stuur haar naar een andere plaats\n"
        )
        buffered = {"PYTHONUNBUFFERED": ""}
        assert in_a_process(*run_it, stdout=full, stderr=full, env=buffered).returncode == 2


def test_a_closed_output_is_told(dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    run = convenant("validate", code=2)
    assert run.err.startswith("fout: de uitvoer is gesloten")


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_current_folder_that_was_removed_is_told(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_fault()
    gone = dossier / "weg"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert convenant("validate").code == 2
    assert convenant("validate").err == "fout: de huidige map bestaat niet meer; ga naar een andere map\n"
    assert convenant("-C", dossier, "validate").out.startswith(f"{dossier / PARTNER}:1:1: fout:")


def test_a_pipe_that_closes_turns_no_failure_into_success(dossier: Path, program: Path) -> None:
    make_fault()
    reading, writing = os.pipe()
    os.close(reading)
    run = in_a_process(program, "validate", "--format", "json", stdout=writing)
    os.close(writing)
    assert (run.returncode, run.stderr) == (141, b"")


# --- validate -----------------------------------------------------------------------------------------------------


def _today() -> date:
    return date.today()  # noqa: DTZ011  # the officer's own calendar day


def test_the_reference_date_is_today_unless_given(dossier: Path, convenant: Run) -> None:
    before = _today()
    used = json.loads(convenant("validate", "--format", "json").out)["peildatum"]
    assert before <= date.fromisoformat(used) <= _today()
    assert (
        json.loads(convenant("validate", "--format", "json", "--peildatum", "2025-02-28").out)["peildatum"]
        == "2025-02-28"
    )


@pytest.mark.parametrize(
    ("asked", "listed"),
    [
        ([], [PARTNER, ACTIE]),
        (["."], [PARTNER, ACTIE]),
        (["data"], [PARTNER, ACTIE]),
        ([PARTNER], [PARTNER]),
        (["data/partners"], [PARTNER]),
        (["data/partners/"], [PARTNER]),
        (["./data/../data/partners/politie.yaml"], [PARTNER]),
        (["data/jaarplan", PARTNER], [PARTNER, ACTIE]),
        (["data/jaarplan/2026/jaarplan.yaml"], []),
        (["data/bijeenkomsten"], []),
        (["data/part"], []),  # a folder whose name begins another name
    ],
)
def test_only_the_findings_of_the_files_asked_for_are_shown_and_count(
    dossier: Path, convenant: Run, asked: list[str], listed: list[str]
) -> None:
    Path("data/part").mkdir()
    make_fault()
    edit(ACTIE, "status: afgerond", "status: klaar")
    run = convenant("validate", "--format", "concise", *asked)
    assert [line.split(":")[0] for line in run.out.splitlines()] == sorted(listed)
    assert run.code == (1 if listed else 0)
    elsewhere = {0: "Niet getoond: 2 meldingen", 1: "Niet getoond: 1 melding in andere bestanden"}.get(len(listed))
    assert (elsewhere in run.err) if elsewhere else ("Niet getoond" not in run.err)


def test_an_absolute_path_and_a_path_from_a_subfolder_are_understood(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_fault()
    assert convenant("validate", dossier / PARTNER).code == 1
    monkeypatch.chdir(dossier / "data/partners")
    run = convenant("validate", "politie.yaml")
    assert run.out.startswith("politie.yaml:1:1: fout:"), "paths are shown from the current folder"
    assert convenant("validate", "../bijeenkomsten").code == 0


def test_a_path_is_seen_from_the_folder_of_c(
    dossier: Path, convenant: Run, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_fault()
    monkeypatch.chdir(tmp_path_factory.mktemp("elders"))
    for path in (PARTNER, dossier / PARTNER, os.path.relpath(dossier / PARTNER)):
        assert convenant("-C", dossier, "validate", path).code == 1
    assert convenant("-C", dossier / "data/partners", "validate", "politie.yaml").code == 1
    assert convenant("-C", dossier, "validate", "data/bijeenkomsten").code == 0


def test_a_path_is_judged_by_what_was_read(dossier: Path, convenant: Run) -> None:
    make_fault()
    begun(dossier)
    Path(PARTNER).unlink()
    Path("data/partners/nieuw.yaml").touch()
    assert convenant("validate", PARTNER).code == 2
    assert convenant("validate", "--rev", "HEAD", PARTNER).code == 1
    assert convenant("validate", "--rev", "HEAD", "data/partners").code == 1
    assert convenant("validate", "--rev", "HEAD", "data/partners/nieuw.yaml").code == 2
    assert convenant("validate", "--staged", PARTNER).code == 1


@pytest.mark.skipif(sys.platform == "win32", reason="such a name cannot be there")
@pytest.mark.parametrize("form", ["text", "concise"])
def test_a_file_name_does_not_steer_the_terminal(dossier: Path, convenant: Run, form: str) -> None:
    Path("data/partners/a\x1b[31m\nb.yaml").write_text("naam: a: b\n", encoding="utf-8")
    run = convenant("validate", "--format", form)
    assert run.out.startswith("data/partners/a␛[31m␊b.yaml:1:1")
    assert "\x1b" not in run.out + run.err
    assert "\x1b" not in convenant("render", "jaarplan", "2026").err


@pytest.mark.parametrize("width", [-5, 0, 9, 40, 120])
@pytest.mark.parametrize("character", ["x", "a\u0301", "漢", "\t"])
def test_a_long_line_on_a_narrow_screen_is_a_window_of_it(width: int, character: str) -> None:
    from convenant_cli.commands.reports.findings.text import window

    line = character * 200_000
    for start in (0, 30, 1000, len(line) - 1, len(line)):
        shown, first, last = window(line, start, start + 5, width)
        assert len(shown) <= 4 * max(width, 24) + 1
        assert 0 <= first <= last


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty there")
def test_a_very_narrow_terminal_gets_readable_lines(dossier: Path) -> None:
    import pty

    make_fault()
    ours, theirs = pty.openpty()
    run = in_a_process(*FRESH, "validate", stdout=theirs, env={"COLUMNS": "9", "NO_COLOR": "1", "TERM": "xterm"})
    os.close(theirs)
    assert run.returncode == 1
    shown = os.read(ours, 100_000).decode()
    assert "het veld 'naam' is leeg" in " ".join(shown.split())
    os.close(ours)


@pytest.mark.parametrize("path", ["data/partners/weg.yaml", "weg", "data/partners/politie.yaml/x"])
def test_a_path_that_does_not_exist_is_refused_even_when_nothing_is_wrong(
    dossier: Path, convenant: Run, path: str
) -> None:
    run = convenant("validate", path, code=2)
    assert f"{path} bestaat niet; geef een bestand of map van het dossier" in run.err


def test_a_path_outside_the_dossier_is_refused(dossier: Path, convenant: Run) -> None:
    run = convenant("validate", "..", code=2)
    assert "hoort niet bij het dossier" in run.err


def test_concise_is_one_line_a_finding_that_editors_can_jump_to(dossier: Path, convenant: Run) -> None:
    make_fault()
    make_warning()
    edit(ACTIE, "[politie]", "[politi]")
    run = convenant("validate", "--format", "concise", "--peildatum", "2026-11-01")
    form = re.compile(
        r"(?P<file>[^:]+):(?P<line>\d+):(?P<column>\d+): (?P<severity>fout|waarschuwing): .+ \[(?P<rule>[a-z-]+)\]"
    )
    matches = [form.fullmatch(line) for line in run.out.splitlines()]
    assert [match.group("file", "line", "column", "severity", "rule") for match in matches if match] == [
        (ACTIE, "6", "12", "fout", "verwijzing-bestaat"),
        (ACTIE, "9", "9", "waarschuwing", "actie-is-op-tijd"),
        (PARTNER, "1", "1", "fout", "waarde-ongeldig"),
    ]
    assert len(matches) == 3
    assert convenant("validate", "--peildatum", "2026-11-01").out == run.out, "concise is what a pipe gets"


def test_text_shows_the_line_with_a_caret_below_the_place(dossier: Path, convenant: Run) -> None:
    edit(ACTIE, "[politie]", "[politi]")
    edit(ACTIE, "gereed: 2026-06-30", "gereed: 2026-02-28")
    out = convenant("validate", "--format", "text").out
    assert (
        f"{ACTIE}:6:12\n  fout: de partner 'politi' bestaat niet; bedoelde u 'politie'? [verwijzing-bestaat]\n" in out
    )
    assert "    6 | partners: [politi]\n      |            ^^^^^^\n" in out
    assert (
        f"  zie ook: {ACTIE}:8:8: hier staat het begin\n    8 | start: 2026-03-01\n      |        ^^^^^^^^^^\n" in out
    )


def test_json_has_exactly_the_promised_shape(dossier: Path, convenant: Run) -> None:
    edit(ACTIE, "gereed: 2026-06-30", "gereed: 2026-02-28")
    edit(ACTIE, "titel: Ouderavond", "titel: Ouderavond é")
    edit(PARTNER, "rollen: [politie]", "rollen: [politie, {a: b}]")
    run = convenant("validate", "--format", "json", "--peildatum", "2026-11-01")
    assert run.err == ""
    report = json.loads(run.out)
    assert report == {
        "version": 1,
        "peildatum": "2026-11-01",
        "findings": [
            {
                "file": ACTIE, "line": 9, "column": 9, "end_line": 9, "end_column": 19, "severity": "fout",
                "rule": "einde-ligt-na-begin", "also": [],
                "message": "'gereed' is 28 februari 2026 en ligt voor 'start' (1 maart 2026)",
                "hint": "verbeter 'gereed' of 'start'; vaak klopt het jaar niet",
                "related": [{"file": ACTIE, "line": 8, "column": 8, "message": "hier staat het begin"}],
            },
            {
                "file": PARTNER, "line": 2, "column": 20, "end_line": 2, "end_column": 21, "severity": "fout",
                "rule": "vorm-ongeldig", "also": [],
                "message": "bij 'rollen' hoort één waarde, geen blok met velden",
                "hint": "",
                "related": [],
            },
        ],
        "waived": [],
        "summary": {"files": 11, "fout": 2, "waarschuwing": 0, "waived": 0, "complete": False, "judged": False},
    }  # fmt: skip
    order = ["file", "line", "column", "end_line", "end_column", "severity", "rule", "also"]
    order += ["message", "hint", "related"]
    assert [list(finding) for finding in report["findings"]] == [order, order]
    assert "één" in run.out, "letters are written as letters"


def test_json_names_files_from_the_dossier_wherever_one_stands(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_fault()
    monkeypatch.chdir(dossier / "data/partners")
    assert json.loads(convenant("validate", "--format", "json").out)["findings"][0]["file"] == PARTNER


def test_github_names_files_from_the_top_of_the_repository(
    tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "preventie: school, wijk"
    shutil.copytree(BASIS, root)
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(root)
    edit(PARTNER, "rollen: [politie]", "rollen: [politi]")
    run = convenant("validate", "--format", "github", code=1)
    at = f"file=preventie%3A school%2C wijk/{PARTNER},line=2,col=10,endLine=2,endColumn=15,title=verwijzing-bestaat"
    assert [line for line in run.out.splitlines() if line.startswith(f"::error {at}::")]
    assert "bestanden gelezen" in run.err


def test_github_escapes_what_means_something_to_github() -> None:
    from convenant_cli.commands.reports.findings import github
    from convenant_cli.commands.reports.view import View

    other = Related(Position("b,c.yaml", 3, 4, 3, 5), "ook %0A hier")
    findings = (
        Finding(
            Position("a:b,50%.yaml", 1, 2, 1, 2), "r", Severity.FOUT, "100% fout:\r\nja, echt", "zo::niet", (other,)
        ),
        Finding(Position("a.yaml", 1, 2, 4, 9), "r", Severity.WAARSCHUWING, "x"),
    )
    report: Any = None
    assert list(github.lines(View(report, findings))) == [
        "::error file=a%3Ab%2C50%25.yaml,line=1,col=2,title=r::100%25 fout:%0Aja, echt%0AHerstel: zo::niet"
        "%0AZie ook b,c.yaml:3:4: ook %250A hier",
        "::warning file=a.yaml,line=1,col=2,title=r::x",
    ]


# --- help and usage -----------------------------------------------------------------------------------------------

_ENGLISH = re.compile(
    r"\b(usage|options?|arguments?|commands?|errors?|default|required|optional|this|exit|missing|invalid|try)\b",
    re.I,
)


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_help_page_is_dutch_and_has_an_example(convenant: Run, command: str, flag: str) -> None:
    run = convenant(*command.split(), flag)
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("Gebruik: convenant")
    assert "\n  Voorbeeld: convenant " in run.out
    assert "Opties:" in run.out
    assert _ENGLISH.findall(run.out) == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_a_page_made_beforehand_is_what_the_command_says(
    convenant: Run, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for columns in (30, 79, 80, 81, 99, 100, 101, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        made = help_pages.page([*command.split(), "--help"])
        assert (made is not None) == (columns == 80 or columns >= 100)
        assert made in (None, convenant(*command.split(), "--help").out)


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["validate"],
        ["--help", "validate"],
        ["nergens", "-h"],
        ["-C", ".", "--help"],
        ["validate", "x", "-h"],
        ["\f", "-h"],
    ],
)
def test_what_is_no_plain_question_for_help_has_no_page(args: list[str]) -> None:
    assert help_pages.page(args) is None


def test_the_list_of_commands_says_of_each_what_its_own_page_says(convenant: Run) -> None:
    overview = " ".join(convenant("--help").out.split())
    for command, sentence in COMMANDS.items():
        assert f"{command} {sentence}" in overview
        module = importlib.import_module(f"convenant_cli.commands.{module_of(command)}")
        assert module.run.__doc__.splitlines()[0].startswith(sentence.rstrip("."))


def test_without_a_command_the_help_page_is_shown(convenant: Run) -> None:
    run = convenant()
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith("Gebruik: convenant")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("onzin", "de opdracht 'onzin' bestaat niet; kies uit: init, validate, check"),
        ("valdate", "de opdracht 'valdate' bestaat niet; bedoelde u 'validate'?"),
        ("--onzin", "de optie --onzin bestaat niet"),
        ("-C", "achter -C hoort een waarde"),
        ("-C /bestaat/niet validate", "de map /bestaat/niet bestaat niet"),
        ("validate --strct", "de optie --strct bestaat niet; bedoelde u --strict?"),
        ("validate --format", "achter --format hoort een waarde"),
        (
            "validate --format xml",
            "'xml' kan niet bij --format; kies uit: 'azure', 'concise', 'github', 'gitlab', 'json', 'junit', "
            "'sarif', 'text'",
        ),
        ("validate --strict=ja", "achter --strict hoort geen waarde"),
        (
            "validate --peildatum morgen",
            "--peildatum: 'morgen' is geen datum; schrijf jaar-maand-dag, zoals 2026-06-30",
        ),
        ("validate --peildatum 2026-02-30", "--peildatum: '2026-02-30' is geen datum"),
        ("validate --rev HEAD --staged", "--rev en --staged kunnen niet samen; kies er een"),
        ("show", "'RECORD' ontbreekt"),
        ("show politie gemeente", "'gemeente' is te veel"),
        ("show politie --format pdf", "'pdf' kan niet bij --format; kies uit: 'text', 'json'"),
        ("explain a b", "'b' is te veel"),
        (
            "explain verwijzing-bestat",
            "een controle, toets of bepaling 'verwijzing-bestat' bestaat niet; bedoelde u 'verwijzing-bestaat'?",
        ),
        ("explain xyz", "een controle, toets of bepaling 'xyz' bestaat niet; 'convenant explain' toont de lijst"),
        ("schema acti", "de soort 'acti' bestaat niet; bedoelde u 'actie'?"),
        ("schema actie --naar x", "SOORT en --naar kunnen niet samen"),
        ("schema actie --controleer", "SOORT en --controleer kunnen niet samen"),
        ("schema xyz", "de soort 'xyz' bestaat niet; kies uit: convenant, hoofdstuk"),
        ("render jaarpln", "het document 'jaarpln' bestaat niet; bedoelde u 'jaarplan'?"),
        ("render jaarplan", "zeg waarvan u 'jaarplan' wilt; kies uit: 2026"),
        ("render jaarplan 2030", "'2030' is er niet; kies uit: 2026"),
        ("render naleving 2026", "'2026' is te veel: van naleving is er maar één"),
        ("render agenda 3", "'3' is er niet; kies uit: 20"),
        ("render jaarplan 2026 --huisstijl stijl.docx", "de huisstijl stijl.docx wordt niet gebruikt"),
        ("render jaarplan 2026 --naar plan.doc", "'.doc' kan niet; kies een bestand op .md, .html, .docx, .odt of .p"),
    ],
)
def test_a_usage_error_is_one_dutch_sentence_and_exit_code_2(
    dossier: Path, convenant: Run, args: str, said: str
) -> None:
    run = convenant(*args.split())
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"fout: {said}")
    assert _ENGLISH.findall(run.err) == []


def test_the_version(convenant: Run) -> None:
    assert convenant("--version") == Outcome(0, f"convenant {__version__}\n", "")


def test_the_folder_of_the_dossier_can_be_named(dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    make_fault()
    elsewhere = dossier.parent / "elders"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    run = convenant("-C", dossier / "data", "validate", code=1)
    assert run.out.startswith(f"../{dossier.name}/{PARTNER}:1:1: fout:")


# --- show ---------------------------------------------------------------------------------------------------------


def test_show_prints_a_record_and_who_refers_to_it(dossier: Path, convenant: Run) -> None:
    run = convenant("show", "noorderschool", code=0)
    assert run.out.splitlines()[:5] == [
        "partner noorderschool", "data/partners/noorderschool.yaml:1:1", "", "naam: Noorderschool", "rollen:",
    ]  # fmt: skip
    assert "  - school (Scholen)\n" in run.out, "what is referred to is shown with its name"
    assert run.out.splitlines()[run.out.splitlines().index("Wie verwijst hiernaar (3):") + 1 :] == [
        "  data/bijeenkomsten/2025-12-01-jaarlijks.yaml:15:15  aanwezig.3.partner",
        "  data/evaluaties/2026/ouderavond.yaml:4:18  opgesteld_door.1",
        f"  {ACTIE}:5:10  trekker",
    ]


def test_show_says_how_a_party_without_a_name_of_its_own_reads_in_a_sentence(convenant: Run) -> None:
    folder = TESTS / "profielen" / "toezichthouders"
    bare, own = convenant("-C", folder, "show", "zorgtoezicht"), convenant("show", "partner:politie")
    assert "Zo staat zij in een zin: 'Zorgtoezicht doet mee'." in bare.out
    assert "Zo staat zij" not in own.out


def test_show_as_json_is_the_same_as_data(dossier: Path, convenant: Run) -> None:
    assert json.loads(convenant("show", "thema:online-veiligheid", "--format", "json").out) == {
        "version": 1, "soort": "thema", "id": "online-veiligheid",
        "file": "data/convenant.yaml", "line": 11, "column": 22,
        "velden": {"naam": "Online veiligheid"},
        "verwezen_door": [
            {"soort": "actie", "id": "2026/ouderavond", "veld": "thema", "file": ACTIE, "line": 3, "column": 8},
            {"soort": "jaarplan", "id": "2026", "veld": "themas.1.thema",
             "file": "data/jaarplan/2026/jaarplan.yaml", "line": 11, "column": 12},
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("politie", "partner politie"),  # a record comes before the role with the same name
        ("rol:politie", "rol politie"),
        (PARTNER, "partner politie"),
        (f"./{PARTNER}", "partner politie"),
        (f"{PARTNER}:1:1", "partner politie"),
        (PARTNER.replace("/", "\\"), "partner politie"),
        ("actie:ouderavond", "actie 2026/ouderavond"),
        ("locatie-kade", "eenheid noorderschool/locatie-kade"),
        ("noorderschool/locatie-kade", "eenheid noorderschool/locatie-kade"),
        ("veiligheidsplan", None),
        ("bepaling:veiligheidsplan", "bepaling veiligheidsplan"),
        ("ouders-weten-meer", "doel 2026/ouders-weten-meer"),
        ("b2025-1", "besluit b2025-1"),
        ("convenant", "convenant convenant"),
    ],
)
def test_show_finds_a_record_or_a_part_by_its_name(
    dossier: Path, convenant: Run, name: str, heading: str | None
) -> None:
    run = convenant("show", name)
    if heading is None:
        assert run.code == 2
        assert f"'{name}' kan meer betekenen; kies uit: " in run.err
    else:
        assert run.code == 0
        assert run.out.splitlines()[0] == heading


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("politi", "'politi' bestaat niet in dit dossier; bedoelde u 'politie'?"),
        ("2026/ouderavnd", "'2026/ouderavnd' bestaat niet in dit dossier; bedoelde u '2026/ouderavond'?"),
        ("locatie-kad", "bedoelde u 'locatie-kade'?"),
        ("xyz", "'xyz' bestaat niet in dit dossier; zoek op onderwerp met: convenant find xyz\n"),
        ("ouderavond", "'ouderavond' kan meer betekenen; kies uit: evaluatie:2026/ouderavond, actie:2026/ouderavond"),
        ("data/partners/weg.yaml", "'data/partners/weg.yaml' bestaat niet in dit dossier"),
    ],
)
def test_show_of_something_else_says_what_was_meant(dossier: Path, convenant: Run, name: str, said: str) -> None:
    run = convenant("show", name)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_show_accepts_the_paths_that_validate_prints(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(dossier / "data/partners")
    for path in ("politie.yaml", "politie.yaml:2:1", "../partners/politie.yaml", str(dossier / PARTNER), PARTNER):
        assert convenant("show", path).out.startswith("partner politie\n")
    monkeypatch.chdir(dossier.parent)
    assert convenant("-C", dossier, "show", f"{dossier.name}/{PARTNER}").code == 0


def test_show_finds_a_clause_by_its_printed_number(convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run = convenant("show", "7.2", code=2)
    choices = re.findall(r"bepaling:[a-z-]+", run.err)
    assert len(choices) > 1
    for choice in choices:
        assert "\nnummer: 7.2\n" in convenant("show", choice).out


def test_show_of_a_file_that_cannot_be_read_says_so(dossier: Path, convenant: Run) -> None:
    Path(PARTNER).write_text("naam: a: b\n", encoding="utf-8")
    run = convenant("show", "partner:politie", code=0)
    assert "Dit bestand is niet te lezen; 'convenant validate' zegt waarom." in run.out
    assert "Wie verwijst hiernaar" in run.out


def test_show_leaves_out_what_is_personal(dossier: Path, convenant: Run) -> None:
    edit(PARTNER, "functie: teamleider,", "functie: teamleider, naam: J. Janssen, telefoon_direct: 06 12345678,")
    for form in ("text", "json"):
        out = convenant("show", "partner:politie", "--format", form).out
        assert "teamleider" in out
        assert "Janssen" not in out
        assert "12345678" not in out


# --- explain ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", sorted(all_manuals()))
def test_every_rule_can_be_explained(convenant: Run, rule: str) -> None:
    run = convenant("explain", rule)
    assert (run.code, run.err) == (0, "")
    assert re.fullmatch(rf"{rule} \((fout|waarschuwing)\)", run.out.splitlines()[0])
    assert "\nWaarom: " in run.out
    assert "\nHerstel: " in run.out
    assert max(map(len, run.out.splitlines())) <= 80
    assert convenant("explain", rule, "--format", "markdown").out.startswith(f"# {rule}\n\n**")


def test_the_list_of_rules_has_every_rule_of_reading_every_check_and_every_toets(convenant: Run) -> None:
    checks = [*(controle.id for controle in discover()), *(controle.id for controle in over_time())]
    every = {*refusals(), *checks, *toetsen()}
    listed = re.findall(r"^([a-z]\S*) ", convenant("explain").out, re.M)
    clauses = load(overlay(ROOT))[0].bepalingen
    assert sorted(listed) == sorted([*every, *(kind.soort for kind in KINDS), *clauses])
    headings = re.findall(r"^### (.*)$", convenant("explain", "--format", "markdown").out, re.M)
    assert sorted(headings) == sorted(every - {*toetsen()})


# --- schema -------------------------------------------------------------------------------------------------------


def test_schema_writes_every_schema_and_checks_whether_one_is_stale(dossier: Path, convenant: Run) -> None:
    assert convenant("schema", "--controleer").code == 1, "there are none yet"
    assert not Path("schemas").exists()
    written = convenant("schema").out.splitlines()
    assert {Path(name).name for name in written} == {path.name for path in Path("schemas").iterdir()}
    assert "actie.schema.json" in {path.name for path in Path("schemas").iterdir()}
    assert convenant("schema", "--controleer") == Outcome(0, "", "")
    edit("schemas/actie.schema.json", '"title": "actie"', '"title": "acties"')
    Path("schemas/partner.schema.json").unlink()
    stale = convenant("schema", "--controleer", code=1)
    assert [Path(line.split(":")[0]).name for line in stale.out.splitlines()] == [
        "partner.schema.json",
        "actie.schema.json",
    ]
    assert '"acties"' in Path("schemas/actie.schema.json").read_text(encoding="utf-8"), "checking writes nothing"


def test_a_schema_that_cannot_be_read_is_stale(dossier: Path, convenant: Run) -> None:
    convenant("schema")
    actie, partner = Path("schemas/actie.schema.json"), Path("schemas/partner.schema.json")
    actie.write_bytes(actie.read_bytes().replace(b"\n", b"\r\n"))
    assert convenant("schema", "--controleer").code == 0, "git may have changed the line ends"
    actie.write_bytes(b"\xff")
    partner.unlink()
    partner.mkdir()
    run = convenant("schema", "--controleer")
    assert (run.code, run.out.count("verouderd"), run.err) == (1, 2, "")


def test_schema_of_one_kind_is_printed_outside_a_dossier(
    tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run = convenant("schema", "actie")
    assert json.loads(run.out)["title"] == "actie"
    assert list(tmp_path.iterdir()) == []


def test_schema_can_hold_the_names_of_the_dossier(dossier: Path, convenant: Run) -> None:
    def examples(*args: str) -> Any:
        return json.loads(convenant("schema", "actie", *args).out)["properties"]["trekker"].get("examples")

    assert examples() is None
    assert examples("--met-namen") == ["gemeente", "noorderschool", "politie"]


# --- render -------------------------------------------------------------------------------------------------------


def test_render_lists_the_documents(convenant: Run) -> None:
    assert re.search(r"^jaarplan +Een plan", convenant("render").out, re.M)


def test_render_writes_the_files_and_says_which(dossier: Path, convenant: Run) -> None:
    targets = ("uit/plan één.md", "plan.html")
    run = convenant("render", "jaarplan", "2026", "--naar", targets[0], "--naar", targets[1])
    assert (run.code, run.out, run.err) == (0, "".join(f"{name}\n" for name in targets), "")
    assert "Ouderavond" in Path(targets[0]).read_text(encoding="utf-8")
    assert Path(targets[1]).read_text(encoding="utf-8").startswith('<!DOCTYPE html>\n<html lang="nl">')
    printed = convenant("render", "jaarplan", "2026")
    assert printed.out == Path(targets[0]).read_text(encoding="utf-8"), "without --naar it goes to the screen"


def break_the_syntax() -> None:
    Path(PARTNER).write_text("naam: a: b\n", encoding="utf-8")


def misspell_a_field() -> None:
    edit(PARTNER, "naam: Politie", "nam: Politie")


def make_a_link() -> None:
    Path(PARTNER).rename("politie.yaml")
    Path(PARTNER).symlink_to("../../politie.yaml")


def make_a_linked_folder() -> None:
    folder = Path(ACTIE).parent
    folder.rename("elders")
    folder.symlink_to(Path("elders").absolute())


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (break_the_syntax, PARTNER),
        (misspell_a_field, PARTNER),
        (make_a_link, PARTNER),
        (make_a_linked_folder, "data/jaarplan/2026/acties"),
    ],
)
def test_render_refuses_an_incomplete_dossier(
    dossier: Path, convenant: Run, damage: Callable[[], None], named: str
) -> None:
    damage()
    run = convenant("render", "jaarplan", "2026", "--naar", "plan.md")
    assert (run.code, run.out) == (2, "")
    assert "het dossier heeft " in run.err
    assert f"{named} is niet helemaal te lezen, dus het document zou niet kloppen" in run.err
    assert "'convenant validate'" in run.err
    assert not Path("plan.md").exists()


def test_render_refuses_a_dossier_with_faults_and_shows_the_first(dossier: Path, convenant: Run) -> None:
    edit(ACTIE, "[politie]", "[a, b, c, d]")
    run = convenant("render", "jaarplan", "2026", "--naar", "plan.md")
    assert (run.code, run.out) == (2, "")
    assert [line.split(":")[0] for line in run.err.splitlines()] == [ACTIE, ACTIE, ACTIE, "fout"]
    assert run.err.splitlines()[-1].startswith("fout: het dossier heeft 4 fouten, dus het document zou niet kloppen; ")
    assert not Path("plan.md").exists()


def test_render_is_not_stopped_by_a_warning(dossier: Path, convenant: Run) -> None:
    make_warning()
    assert convenant("render", "jaarplan", "2026", "--peildatum", "2026-11-01").code == 0


def test_every_target_can_be_written_before_the_first_is(dossier: Path, convenant: Run) -> None:
    Path("map.html").mkdir()
    run = convenant("render", "jaarplan", "2026", "--naar", "plan.md", "--naar", "map.html")
    assert (run.code, run.out) == (2, "")
    assert run.err == "fout: map.html is niet te schrijven: het is een map; noem een bestand\n"
    assert not Path("plan.md").exists()


def test_a_mistake_in_a_template_leaves_every_old_file(dossier: Path, convenant: Run) -> None:
    Path("templates").mkdir()
    Path("templates/jaarplan.html.j2").write_text("<p>\n{{ plan.onzin }}\n", encoding="utf-8")
    Path("plan.md").write_text("oud", encoding="utf-8")
    Path("plan.html").write_text("oud", encoding="utf-8")
    before = sorted(dossier.rglob("*"))
    run = convenant("render", "jaarplan", "2026", "--naar", "plan.md", "--naar", "plan.html")
    assert (run.code, run.out) == (2, "")
    assert "templates/jaarplan.html.j2:2" in run.err
    assert sorted(dossier.rglob("*")) == before
    assert Path("plan.md").read_text(encoding="utf-8") == Path("plan.html").read_text(encoding="utf-8") == "oud"


def test_an_interrupted_write_leaves_the_old_file_and_no_rubbish(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("plan.md").write_text("oud", encoding="utf-8")
    before = sorted(dossier.rglob("*"))

    def fail(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "in gebruik")

    monkeypatch.setattr(os, "replace", fail)
    run = convenant("render", "jaarplan", "2026", "--naar", "plan.md", code=2)
    assert "plan.md is niet te schrijven (geen rechten); sluit het bestand in andere programma's" in run.err
    assert Path("plan.md").read_text(encoding="utf-8") == "oud"
    assert sorted(dossier.rglob("*")) == before


@pytest.mark.parametrize("target", ["data/convenant.yaml/plan.md", "map.md"])
def test_a_place_that_cannot_be_written_is_told_with_a_remedy(dossier: Path, convenant: Run, target: str) -> None:
    Path("map.md").mkdir()
    before = sorted(dossier.rglob("*"))
    run = convenant("render", "jaarplan", "2026", "--naar", target, code=2)
    assert f"fout: {target} is niet te schrijven" in run.err
    assert sorted(dossier.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode there")
def test_a_written_file_can_be_read_by_others(dossier: Path, convenant: Run) -> None:
    convenant("render", "jaarplan", "2026", "--naar", "plan.md")
    reference = Path("gewoon")
    reference.touch()
    assert Path("plan.md").stat().st_mode == reference.stat().st_mode


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode there")
def test_writing_keeps_the_mode_and_outside_the_dossier_the_link_of_a_file(
    dossier: Path, convenant: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("buiten")
    (outside / "echt").mkdir()
    target, link = outside / "echt/plan.md", outside / "plan.md"
    target.touch(mode=0o600)
    link.symlink_to("echt/plan.md")
    assert convenant("render", "jaarplan", "2026", "--naar", link).code == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o600
    assert "Ouderavond" in target.read_text(encoding="utf-8")
    target.unlink()
    assert convenant("render", "jaarplan", "2026", "--naar", link).code == 0
    assert target.is_file(), "a link to a file that is not there yet"


def test_a_reason_of_the_system_is_told_in_dutch_or_not_at_all() -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device")) == " (geen ruimte)"
    assert why(OSError(errno.EROFS, "Read-only file system")) == " (alleen lezen)"
    assert why(OSError(errno.EIO, "Input/output error")) == ""


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        (["show", "artikel", "5"], ["show", "artikel 5"]),
        (["-C", "map", "log", "Artikel", "3", "lid", "1"], ["-C", "map", "log", "Artikel 3 lid 1"]),
        (["check", "--bepaling", "9", "lid", "4", "--details"], ["check", "--bepaling", "9 lid 4", "--details"]),
        (["explain", "bijlage", "1", "onder", "a"], ["explain", "bijlage 1 onder a"]),
        (["find", "artikel", "5"], ["find", "artikel", "5"]),
        (["show", "artikel", "politie"], ["show", "artikel", "politie"]),
        (["render", "verslag", "2026", "lid"], ["render", "verslag", "2026", "lid"]),
        (["set", "politie", "lid_van=2026-01-01"], ["set", "politie", "lid_van=2026-01-01"]),
        ([], []),
    ],
)
def test_the_number_of_a_clause_needs_no_quotes(typed: list[str], whole: list[str]) -> None:
    assert joined(typed) == whole


@pytest.mark.parametrize("command", [["show"], ["explain"], ["log"], ["check", "--bepaling"]])
def test_every_command_on_a_clause_takes_it_without_quotes(convenant: Run, command: list[str]) -> None:
    folder = TESTS / "profielen" / "toezichthouders"
    quoted = convenant("-C", folder, *command, "artikel 3 lid 1")
    bare = convenant("-C", folder, *command, "artikel", "3", "lid", "1")
    assert bare.code == quoted.code
    assert (bare.out, bare.err) == (quoted.out, quoted.err)
    assert "is te veel" not in bare.err


LONG = "a" * 300


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("fmt", LONG), "bestaat niet; geef een bestand of map van het dossier"),
        (("validate", f"{LONG}/x"), "bestaat niet; geef een bestand of map van het dossier"),
        (("show", LONG), "bestaat niet in dit dossier"),
        (("set", LONG, "titel=x"), "bestaat niet in dit dossier"),
        (("-C", LONG, "validate"), "(de naam is te lang)"),
        (("import", f"{LONG}.xlsx"), "(de naam is te lang)"),
        (("export", "acties", "2026", "--naar", f"{LONG}.ods"), "(de naam is te lang)"),
    ],
)
def test_a_name_that_no_disk_can_hold_is_told(args: tuple[str, ...], told: str, dossier: Path, convenant: Run) -> None:
    run = convenant(*args, code=2)
    assert told in run.err
    assert "Traceback" not in run.err


def test_a_folder_that_may_not_be_entered_is_told(
    dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> os.stat_result:
        if path.name == "dicht":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    real = Path.stat
    monkeypatch.setattr(Path, "stat", refuse)
    run = convenant("import", "dicht", code=2)
    assert "dicht mag u niet gebruiken (geen rechten); vraag om rechten" in run.err
