"""What a shell offers when somebody presses Tab: names of the dossier, nothing else, and never a message."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from convenant_cli.cli import COMMANDS
from convenant_cli.commands import completion
from convenant_cli.commands.completion import answer, offered, typed
from tests.alle_documenten import shipped
from tests.conftest import Outcome, Run

DOSSIER = shipped()


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(completion, "_loaded", lambda _: DOSSIER)


def asked(*words: str) -> list[str]:
    found = offered(words[:-1], words[-1], lambda command: ["--proef"] if command else list(COMMANDS))
    return answer("fish", words[-1], found)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("sho",), ["show"]),
        (("-C", ".", "sta"), ["status"]),
        (("set", "politie", "--p"), ["--proef"]),
        (("show", "hec"), ["hecht", "hecht-en-jpt"]),
        (("show", "actie:2027/ou"), ["actie:2027/ouders-echt-en-nep"]),
        (("set", "2027/ouders-echt-en-nep", "tr"), ["trekker="]),
        (("set", "2027/ouders-echt-en-nep", "trekker=po"), ["trekker=politie"]),
        (("set", "2027/ouders-echt-en-nep", "partners+=po"), ["partners+=politie"]),
        (("set", "2027/ouders-echt-en-nep", "partners=halt,po"), ["partners=halt,politie"]),
        (("set", "2027/ouders-echt-en-nep", "status=lo"), ["status=loopt"]),
        (("new", "actiep"), ["actiepunt"]),
        (("new", "actie", "afg"), ["afgerond_op="]),
        (("render", "jaarp"), ["jaarplan"]),
        (("render", "jaarplan", "2027"), ["2027"]),
        (("check", "--partner", "hal"), ["halt"]),
        (("partij", "st"), ["stopt"]),
        (("partij", "stopt", "hal"), ["halt"]),
        (("vaststellen", "2027"), ["2027"]),
        (("vaststellen", "2027", "--in", "2026-12"), ["2026-12-10-jaarlijkse-bijeenkomst"]),
        (("set", "2027/ouders-echt-en-nep", "--besluit", "b2026-1"), ["b2026-1"]),
        (("nergens", "x"), []),
    ],
)
def test_what_can_stand_there_is_offered(words: Sequence[str], expected: list[str]) -> None:
    found = asked(*words)
    assert [one for one in expected if not one.endswith("/")] == [one for one in found if "/" not in one or ":" in one]


def test_no_field_about_a_person_is_offered() -> None:
    assert not any(one == "naam=" or "telefoon_direct" in one for one in asked("new", "eenheid", "contactpersoon."))
    assert not any(one.startswith("personen") for one in asked("show", "pers"))


@pytest.mark.parametrize("shell", completion.SHELLS)
def test_a_name_that_a_shell_would_read_is_not_offered(shell: str) -> None:
    bad = ["$(touch x)", "`id`", "a b", "a;b", "a'b", 'a"b', "*", "~x", "a\nb", "a\x1b[2J", "--$x", "-é", "(x)", "a\\b"]
    assert answer(shell, "", bad) == answer(shell, "", [])
    assert "goed" in "".join(answer(shell, "", [*bad, "goed"]))


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"COMP_WORDS": "convenant\nset\nhalt\nnaam\n=\nx", "COMP_CWORD": "5"}, (["set", "halt"], "naam=x")),
        ({"COMP_WORDS": "convenant\nshow\nactie\n:", "COMP_CWORD": "3"}, (["show"], "actie:")),
        ({"COMP_WORDS": "convenant\nshow\n", "COMP_CWORD": "2"}, (["show"], "")),
        ({"COMP_WORDS": "convenant\nset\n'halt", "COMP_CWORD": "2"}, (["set"], "'halt")),
    ],
)
def test_bash_tells_one_word_in_three(environment: dict[str, str], expected: tuple[list[str], str]) -> None:
    assert typed({completion.ASKED: "complete_bash", **environment})[1:] == expected


def test_bash_gets_what_comes_behind_its_border() -> None:
    assert answer("bash", "trekker=po", ["trekker=politie", "trekker=halt"]) == ["politie"]


def test_what_cannot_be_read_offers_nothing_and_says_nothing(
    tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: Path) -> None:
        raise RuntimeError("stuk")

    monkeypatch.setattr(completion, "_loaded", fails)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(completion.ASKED, "complete_fish")
    for line in ("convenant show h", "convenant set ' ", "convenant set x y=", "convenant -C nergens show "):
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        assert convenant() == Outcome(0, "", "")


def test_a_shell_learns_it_by_one_option(tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    convenant("--install-completion", "bash", code=0)
    script = (tmp_path / ".bash_completions" / "convenant.sh").read_text(encoding="utf-8")
    assert f"{completion.ASKED}=complete_bash" in script
    assert "kies uit: bash" in convenant("--install-completion", "csh").err


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example(command: str, convenant: Run) -> None:
    assert "Voorbeeld: convenant" in " ".join(convenant(command, "--help").out.split())
