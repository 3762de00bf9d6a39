"""Whatever a record, a file name, a commit or an argument holds: a screen and a log show it and never obey it."""

import ast
import io
import json
import re
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convenant_cli.changes.stukken import Tekststuk, als_tekst
from convenant_cli.changes.wijziging import Kant, Vergelijking
from convenant_cli.commands.reports.diff_text import DiffView, flow
from convenant_cli.text import screen
from convenant_cli.text.glyphs import visible
from convenant_cli.text.screen import Command, as_json, harmless, harmless_html, print_on_terminal
from tests.conftest import BASIS, PEILDATUM, ROOT, Outcome, Run
from tests.grondig import pairs, times

#: What a terminal obeys or hides.
SIGNS = {
    "escape": "\x1b[31m", "title": "\x1b]0;PWN\x07", "bell": "\x07", "return": "rood\rgroen", "backspace": "a\x08b",
    "csi-c1": "\x9b31m", "osc-c1": "\x9d0;x\x9c", "next-line": "\x85", "delete": "\x7f", "nul": "\x00",
    "override": "\u202eabc", "embedding": "\u202a\u202c", "isolate": "\u2066\u2069", "mark": "\u200e\u061c",
    "zero-width": "\u200b\u200c\u200d\u2060\ufeff", "soft-hyphen": "\xad", "tag": "\U000e0041\U000e007f",
    "line-separator": "\u2028", "paragraph-separator": "\u2029", "filler": "\u3164\u115f\uffa0\u2800",
    "selector": "\ufe00\U000e0100", "joiner": "\u034f", "private": "\ue000\U000f0000", "surrogate": "\udcff",
    "hyperlink": "\x1b]8;;https://kwaad.example\x1b\\klik\x1b]8;;\x1b\\", "noncharacter": "\ufffe\U0001ffff",
}  # fmt: skip
#: What the log of a pipeline obeys.
ORDERS = [
    "##vso[task.setvariable variable=PATH]kwaad", "##[error]kwaad", "##[add-mask]a", "##[group]x",
    "##teamcity[buildStatus status='SUCCESS']", "###vso[task.complete result=Succeeded;]", "#####[set-env name=A]b",
    "::set-output name=a::b", "::warning file=a::b", "::add-mask::a", "::stop-commands::einde", "  ::error::x",
    "\u00a0::set-env name=A::b", "::debug::::set-env name=A::b", "##VSO[task.setvariable variable=a]b",
    "\x1b[0Ksection_start:1:a\r\x1b[0K", "section_end:1:a\r\x1b[0K",
]  # fmt: skip


def hidden(text: str) -> list[str]:
    """Return the characters of an output that have no ink: by category, and none that stands alone for a sign."""
    return [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")]


def obeyed(text: str) -> list[str]:
    """Return what a pipeline would obey in an output."""
    return re.findall(r"##[A-Za-z]*\[|^\s*::[^:\n].*::", text, re.MULTILINE)


@pytest.mark.parametrize("sign", SIGNS.values(), ids=SIGNS)
def test_every_sign_is_seen(sign: str) -> None:
    for text in (sign, f"voor{sign}na"):
        shown = harmless(text)
        assert hidden(shown) == []
        assert not set(shown) & set("\u034f\u115f\u1160\u2800\u3164\uffa0\ufe00\U000e0100")
        assert shown != text
        assert json.loads(as_json({text: [text]})) == {text: [text]}
        assert hidden(as_json(text)) == []


@pytest.mark.parametrize("order", ORDERS)
def test_no_order_is_obeyed(order: str) -> None:
    assert obeyed(harmless(order)) == hidden(harmless(order)) == []
    assert obeyed(harmless(f"eerst\n{order}\r\n{order}")) == []
    written = as_json({"tekst": order})
    assert obeyed(written) == []
    assert json.loads(written) == {"tekst": order}
    page = harmless_html(f"<p>\n{order}\n</p>")
    assert obeyed(page) == []
    words = re.sub(r"\W", "", order)
    assert re.sub(r"\W", "", harmless(order)).endswith(words[-8:]), "the words stay readable"


@given(st.lists(st.sampled_from([*SIGNS.values(), *ORDERS, "#", "[", ":", "\n", "\r\n", " ", "a", "é"]), max_size=8))
@settings(max_examples=times(30, 300))
def test_no_row_of_signs_is_obeyed(parts: list[str]) -> None:
    text = "".join(parts)
    assert obeyed(harmless(text)) == hidden(harmless(text)) == obeyed(as_json(text)) == []
    assert json.loads(as_json(text)) == text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert harmless(harmless(text)) == harmless(text), "what was made harmless stays as it is"


@pytest.mark.parametrize(
    "text",
    ["Zorg & Veiligheid: 10:30 – 12:00", "naïef, ’s ochtends, € 5", "a\u00a0b\u202fc", "❤️ ► ●", "C## en ##", "a::b",
     "Ω 漢字 😀", "[rood] C:\\map\\nieuw", "## kop"],
)  # fmt: skip
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == visible(text) == text


def test_many_empty_lines_before_an_order_cost_no_time() -> None:
    assert harmless("\n" * 100_000 + " " * 100_000 + "::a").endswith("::a")


def test_what_a_pipeline_must_obey_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    screen.say(Command("::error file=a::b"))
    screen.say("::error file=a::b")
    assert capsys.readouterr().out == "::error file=a::b\n: :error file=a::b\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_only_our_own_styles_reach_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    texts = ["\x1b[31mrood", "[red]rood[/red]", "[link=https://kwaad.example]klik[/link]", ":smile:", "\x1b]0;x\x07"]
    screen.print_on_terminal(lambda _, paint: [f"{text} {paint('bold red', text)}" for text in texts])
    out = terminal.getvalue()
    assert set(re.findall("\x1b[^m]*m", out)) == {"\x1b[1;31m", "\x1b[0m"}
    assert "\x07" not in out
    plain = re.sub("\x1b[^m]*m", "", out)
    assert plain.splitlines() == [f"{visible(text)} {visible(text)}" for text in texts]


def test_nothing_else_prints() -> None:
    for path in (ROOT / "convenant_cli").rglob("*.py"):
        text = path.read_text("utf-8")
        if not re.search(r"print|echo|write", text):  # most files: only reading the others as code takes long
            continue
        calls = [
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(text))
            # A sentence of our own holds nothing of anybody else.
            if isinstance(node, ast.Call) and not all(isinstance(arg, ast.Constant) for arg in node.args or [node])
        ]
        found = [
            call for call in calls if re.fullmatch(r"print|typer\.(secho|echo)|.*print_exc|sys\.std\w+\.write", call)
        ]
        assert not found or path.name == "screen.py", f"{path.name} prints past screen.py: {found}"


# --- the commands -------------------------------------------------------------------------------------------------

FORMATS = {
    "validate": ("text", "concise", "json", "github", "gitlab", "azure", "sarif", "junit"),
    "check": ("text", "json", "markdown", "html", "csv"),
    "diff": ("text", "json", "markdown", "html"),
    "status": ("text", "json"),
    "show": ("text", "json"),
    "log": ("text", "json"),
}


def git(*args: str) -> None:
    identity = ("-c", "user.name=T\u202e##vso[x]", "-c", "user.email=t@molendam.example")
    subprocess.run(["git", *identity, *args], check=True, capture_output=True)


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A dossier in git with orders in texts, names and the history; signs that steer stand in names and subjects."""
    import shutil

    shutil.copytree(BASIS, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    git("init", "--quiet", "-b", "main")
    git("add", ".")
    git("commit", "--quiet", "-m", "begin")
    partner = tmp_path / "data/partners/politie.yaml"
    text = partner.read_text("utf-8")
    title = "'##vso[task.setvariable variable=a]b ##teamcity[x] [red]rood[/red] ::add-mask::c'"
    partner.write_text(re.sub("(?m)^naam: .*", f"naam: {title}", text), "utf-8")
    git("commit", "--quiet", "-am", "onder\u202ewerp ##vso[task.complete]\x1b[31m ::stop-commands::x")
    return tmp_path


def everything(run: Outcome) -> str:
    assert run.code in (0, 1, 2), run.err
    return run.out.removeprefix("\ufeff").replace("\r\n", "\n") + run.err


def split(told: str) -> tuple[list[str], str]:
    """Return the commands of our own in an output, without their first sign, and the rest."""
    ours = ("##vso[task.logissue ", "::error ", "::warning ")
    lines = told.splitlines()
    own = [line[2:] for line in lines if line.startswith(ours)]
    return own, "\n".join(line for line in lines if not line.startswith(ours))


@pytest.mark.parametrize(("command", "form"), [(name, form) for name, forms in FORMATS.items() for form in forms])
def test_a_command_shows_and_never_obeys(hostile: Path, convenant: Run, command: str, form: str) -> None:
    args = {"diff": ["HEAD~1"], "show": ["politie"], "log": ["politie"]}.get(command, [])
    day = [] if command in ("show", "log") else ["--peildatum", "2026-11-21"]
    told = everything(convenant(command, *args, "--format", form, *day))
    own, rest = split(told)
    assert [line for line in [*own, rest] if obeyed(line)] == hidden(told) == []
    if command in ("check", "diff", "show"):
        assert "rood" in told, "the text itself is there"


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be there")
@pytest.mark.parametrize(
    "name",
    ["a\x1b[31m", "b\x07\x1b]0;PWN\x07", "c\r", "d\x9b31m", "e\u202e", "f\u2028", "g\U000e0041", "##vso[task.x]b",
     "h\n::set-env name=a::b"],
)  # fmt: skip
def test_a_file_name_is_seen_in_every_format(hostile: Path, convenant: Run, name: str) -> None:
    (hostile / f"data/partners/{name}.yaml").write_text("naam: a: b\n", "utf-8")
    for form in FORMATS["validate"]:
        run = convenant("validate", "--format", form)
        own, rest = split(everything(run))
        assert [line for line in [*own, rest] if obeyed(line)] == hidden(run.out + run.err) == [], form
        if form in ("json", "sarif", "gitlab"):
            assert name.replace("\n", "\\n")[:1] in json.dumps(json.loads(run.out))
        if form == "junit":
            suites = [suite.get("name") for suite in ElementTree.fromstring(run.out)]  # our own
            assert harmless(visible(f"data/partners/{name}.yaml")) in suites
    for form in FORMATS["diff"]:
        told = everything(convenant("diff", "--format", form))
        assert obeyed(told) == hidden(told) == [], form
    for args in (["render", "naleving"], ["check"], ["status"], ["vaststellen", "2026"]):
        told = everything(convenant(*args))
        assert obeyed(told) == hidden(told) == [], args


REPEATED = [
    ["validate", "{}"], ["show", "{}"], ["log", "{}"], ["explain", "{}"], ["{}"], ["--{}"], ["render", "{}"],
    ["validate", "--format", "{}"], ["validate", "--rev", "{}"], ["check", "--partner", "{}"], ["check", "{}"],
    ["status", "--peildatum", "{}"], ["diff", "{}"], ["schema", "{}"], ["log", "politie", "--veld", "{}"],
    ["vaststellen", "{}", "--in", "x"], ["validate", "--sinds", "{}"], ["render", "naleving", "--naar", "{}"],
    ["init", "{}/x", "--profiel", "{}"], ["-C", "{}", "validate"], ["huisstijl", "{}"],
]  # fmt: skip
TYPED = ["\x1b[31mx", "\u202ex\x9b", "##vso[task.complete]", "x\n::add-mask::a\n", "\U000e0041"]


@pytest.mark.parametrize(("args", "text"), pairs(REPEATED, TYPED))
def test_an_argument_that_is_repeated_is_seen(hostile: Path, convenant: Run, args: list[str], text: str) -> None:
    told = everything(convenant(*(arg.format(text) for arg in args)))
    assert obeyed(told) == hidden(told) == []


def test_a_bug_of_ours_shows_its_traceback_harmlessly(
    hostile: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("\x1b[31m\n::add-mask::a\n##vso[task.complete]")

    monkeypatch.setattr("convenant_cli.checks.checking.check_source", broken)
    run = convenant("validate", code=3)
    assert "RuntimeError" in run.err
    assert obeyed(run.err) == hidden(run.err) == []


@pytest.mark.parametrize("without", [True, False])
def test_who_wants_no_colours_gets_marks_and_no_styles(
    without: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    monkeypatch.setenv("TERM", "xterm")
    if without:
        monkeypatch.setenv("NO_COLOR", "1")
    pieces = (Tekststuk("gelijk", "Zij willen"), Tekststuk("weg", " veel eerder"), Tekststuk("nieuw", " zeer vroeg"))
    view = DiffView(Vergelijking(Kant("oud"), Kant("nieuw"), (), PEILDATUM, None, "", ()))
    print_on_terminal(lambda width, paint: flow(replace(view, width=width, paint=paint), pieces, "", ""))
    shown = capsys.readouterr().out
    assert ("\x1b[" in shown) is not without
    assert (als_tekst(pieces) in shown) is without
