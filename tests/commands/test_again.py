"""What was asked before is answered from what was kept, and always with the bytes of a run that reads everything."""

import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from convenant_cli import __main__, __version__, cli
from convenant_cli.commands import again, common, completion
from convenant_cli.dossier import reading, vondsten
from convenant_cli.sources.programs import look_in_no_current_folder
from convenant_cli.sources.sources import find_root
from tests.conftest import BASIS
from tests.grondig import times
from tests.verhaal import begun, git

ACTIE = "data/jaarplan/2026/acties/ouderavond.yaml"
PARTNER = "data/partners/politie.yaml"


class Desk:
    """Somebody who asks something in a folder, each time in two ways: with what was kept, and without."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.cache = root, root.parent / "cache"
        self._capsys, self._patch = capsys, monkeypatch
        self.worked_out = 0

    def _run(self, args: tuple[str, ...], cache: str) -> tuple[Any, str, str]:
        vondsten._looking.cache_clear()  # a run is a process
        reading._once.cache_clear()
        self._patch.setenv("CONVENANT_CACHE", cache)
        self._patch.setattr(sys, "argv", ["convenant", *args])
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            __main__.main()
        return ended.value.code, *self._capsys.readouterr()

    def ask(self, *args: str) -> bool:
        """Ask in both ways, which give the same; tell whether the answer was kept."""
        before = self.worked_out
        kept = self._run(args, str(self.cache))
        known = self.worked_out == before
        assert kept == self._run(args, "uit")
        return known

    def told(self, *args: str) -> str:
        """Return what is said beside the answer."""
        said: str = self._run(args, str(self.cache))[2]
        return said

    def path(self, name: str) -> Path:
        return self.root / name


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    root = tmp_path / "dossier"
    shutil.copytree(BASIS, root)
    made = Desk(root, capsys, monkeypatch)
    guarded = cli.guarded

    def counted(args: list[str] | None) -> int:
        made.worked_out += 1
        return guarded(sys.argv[1:] if args is None else args)

    monkeypatch.setattr(cli, "guarded", counted)
    monkeypatch.setattr("gc.disable", lambda: None)
    now = time.time_ns  # as if all that stands on disk is of an hour ago, so that a run reads it once
    monkeypatch.setattr(time, "time_ns", lambda: now() + 3_600_000_000_000)
    # As the first run does, and the next ones then have as well.
    look_in_no_current_folder()
    monkeypatch.setenv("PYDANTIC_DISABLE_PLUGINS", "__all__")
    monkeypatch.chdir(root)
    return made


def test_the_second_time_nothing_is_read(desk: Desk) -> None:
    for args in (
        ("validate",),
        ("validate", "--format", "json", "--strict"),
        ("check",),
        ("find", "ouders"),
        ("--version",),
    ):
        assert [desk.ask(*args), desk.ask(*args)] == [False, True]


@pytest.mark.parametrize(
    "args",
    [
        ("validate", "--sinds", "HEAD"),
        ("validate", "--rev", "HEAD"),
        ("validate", "data"),
        ("validate", "--bestaat-niet"),
        ("validate", "--format", "onzin"),
        ("show", "politie"),
        ("new", "actie", "--help"),
        ("-C", "nergens", "validate"),
        ("nergens",),
        (),
    ],
)
def test_what_is_not_in_the_list_is_worked_out_each_time(desk: Desk, args: tuple[str, ...]) -> None:
    assert [desk.ask(*args), desk.ask(*args)] == [False, False]


# --- every kind of edit -------------------------------------------------------------------------------------------


def _replace(name: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        path = root / name
        if path.is_file():
            path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    return edit


def _rename(root: Path) -> None:
    one, two = root / ACTIE, (root / ACTIE).with_name("andere-naam.yaml")
    first, second = (one, two) if one.exists() else (two, one)
    if first.exists():
        first.rename(second)


def _revert(root: Path) -> None:
    """Put everything back, with the times that it had."""
    for folder in ("data", "prive"):
        if (root / folder).is_symlink():
            (root / folder).unlink()
        shutil.rmtree(root / folder, ignore_errors=True)
    shutil.copytree(BASIS, root, dirs_exist_ok=True)


def _same_time(root: Path) -> None:
    """Change a value to one of the same length, and let the file look as old as it was."""
    path = root / PARTNER
    if path.is_file():
        raw, status = path.read_bytes(), path.stat()
        path.write_bytes(raw[:-2] + bytes([raw[-2] ^ 1]) + raw[-1:])
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def _write(name: str, text: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")

    return edit


def _poison(root: Path) -> None:
    files = sorted((root.parent / "cache").glob("*"))
    for number, path in enumerate(files):
        raw = path.read_bytes()
        path.write_bytes((raw[:-1], raw[:20], raw[:60] + raw[61:62] + raw[61:], files[0].read_bytes())[number % 4])


def _other_cache(root: Path) -> None:
    shutil.rmtree(root.parent / "cache", ignore_errors=True)


EDITS: dict[str, Callable[[Path], None]] = {
    "another value": _replace(ACTIE, "titel: ", "titel: Nieuwe "),
    "a field that is not known": _replace(ACTIE, "titel: ", "tiitel: "),
    "a plan of another year": _replace("data/jaarplan/2026/jaarplan.yaml", "kalenderjaar 2026", "kalenderjaar 2027"),
    "a party that has left": _replace(PARTNER, "naam: ", "lid_tot: 2026-02-01\nnaam: "),
    "a decision with another number": _replace("data/bijeenkomsten/2025-12-01-jaarlijks.yaml", "b2025-1", "b2025-9"),
    "broken yaml": _replace(PARTNER, ": ", ":\t"),
    "a person": _replace(PARTNER, "naam: ", "omschrijving: Bel mevrouw Jansen-de Wit op 06 12345678\nnaam: "),
    "another name": _rename,
    "a new record": _write("data/partners/halt.yaml", "naam: Halt\nrollen: [halt]\n"),
    "a stranger": _write("data/lees.txt", "hallo"),
    "a hidden record": _write("data/.partner.yaml", "naam: x\n"),
    "an address book": _write("prive/personen.yaml", "contactpersonen: {}\n"),
    "an empty file": _write("data/partners/leeg.yaml", ""),
    "the same size and time": _same_time,
    "nothing": lambda root: None,
    "touched": lambda root: os.utime(root / "data" / "convenant.yaml"),
    "all as it was": _revert,
    "a cache that is no good": _poison,
    "no cache": _other_cache,
}


def _becomes(make: Callable[[Path], object], name: str = PARTNER) -> Callable[[Path], None]:
    """Put something else in the place of a file or folder."""

    def edit(root: Path) -> None:
        path, aside = root / name, root.parent / "opzij"
        if (root / "data").is_symlink() or path.is_symlink() or not path.exists():
            return
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        path.rename(aside / path.name)
        make(path)

    return edit


#: After these what is there has no fingerprint, or it takes a file for a folder.
ODD: dict[str, Callable[[Path], None]] = {
    "a folder in the place of a record": _becomes(Path.mkdir),
    "two records swapped": lambda root: _swap(root / PARTNER, root / ACTIE),
}
if os.name != "nt":
    ODD |= {
        "a link in the place of a record": _becomes(
            lambda path: path.symlink_to(path.parents[3] / "opzij" / path.name)
        ),
        "the records elsewhere": _becomes(lambda path: path.symlink_to(path.parents[1] / "opzij" / "data"), "data"),
        "a pipe": _becomes(os.mkfifo),
    }
QUESTIONS = (
    ("validate",),
    ("validate", "--strict", "--format", "json"),
    ("check", "--peildatum", "2026-03-01"),
    ("status",),
    ("find", "politie"),
)


def _swap(one: Path, other: Path) -> None:
    if one.is_file() and other.is_file():
        first, second = one.read_bytes(), other.read_bytes()
        one.write_bytes(second)
        other.write_bytes(first)


def test_each_of_them_is_worked_out_anew(desk: Desk) -> None:
    for edit in ODD.values():
        _revert(desk.root)
        desk.ask("validate")
        assert desk.ask("validate")
        edit(desk.root)
        assert not desk.ask("validate")


@hypothesis_settings(max_examples=times(4, 60), phases=(Phase.explicit, Phase.generate))
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(sorted(EDITS | ODD)), st.sampled_from(QUESTIONS), st.integers(0, 1), st.booleans()),
        min_size=4,
        max_size=7,
    )
)
def _walk(desk: Desk, patch: pytest.MonkeyPatch, steps: list[tuple[str, tuple[str, ...], int, bool]]) -> None:
    _revert(desk.root)
    for edit, args, day, wide in steps:
        (EDITS | ODD)[edit](desk.root)
        patch.setattr(again, "day", f"2026-11-{28 + day}".format)
        patch.setattr(common, "today", partial(date, 2026, 11, 28 + day))
        patch.setenv("COLUMNS", "120" if wide else "60")
        desk.ask(*args)


def test_whatever_was_edited_the_answer_is_that_of_a_run_that_reads_everything(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    _walk(desk, monkeypatch)


@pytest.mark.parametrize("edit", sorted(set(EDITS) - {"nothing", "touched", "all as it was", "no cache"}))
def test_after_an_edit_everything_is_read_and_after_a_revert_nothing(desk: Desk, edit: str) -> None:
    desk.ask("validate")
    assert desk.ask("validate")
    EDITS[edit](desk.root)
    assert [desk.ask("validate"), desk.ask("validate")] == [False, True]
    if edit != "a cache that is no good":
        _revert(desk.root)
        assert desk.ask("validate")


def test_a_style_that_is_named_almost_right_is_told_until_it_is_renamed(desk: Desk) -> None:
    own = desk.path("templates")
    assert desk.ask("validate") is False
    (own / "huisstijl").mkdir(parents=True)
    for name in ("huisstyl.docx", "huisstijl/document.typ"):
        (own / name).write_bytes(b"x")
    for told in (("huisstyl.docx", "document.typ"), ("document.typ",), ()):
        assert [desk.ask("validate"), desk.ask("validate")] == [False, True]
        said = re.findall("let op: (.*): dit bestand wordt zo", desk.told("validate"))
        assert [Path(path).name for path in said] == sorted(told)
        if len(told) == 2:
            (own / "huisstyl.docx").rename(own / "huisstijl.docx")
        else:
            (own / "huisstijl" / "document.typ").unlink(missing_ok=True)


def test_another_day_tool_environment_or_screen_is_another_question(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.ask("validate")
    assert desk.ask("validate")
    for module, name, value in (
        (again, "day", lambda: "2031-01-01"),
        (again, "tool", lambda: b"een andere versie"),
        (again, "_screen", lambda stream: (80, 24) if stream == 1 else None),
        (again, "_screen", lambda stream: (80, 24) if stream == 2 else None),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, value)
            patch.setattr(common, "today", lambda: date.fromisoformat(vars(again)["day"]()))
            assert not desk.ask("validate")
    for variable, said in (("COLUMNS", "40"), ("NO_COLOR", "1"), ("GIT_CONFIG_GLOBAL", "/leeg"), ("PATH", "/leeg")):
        with monkeypatch.context() as patch:
            patch.setenv(variable, said)
            assert not desk.ask("validate")
    monkeypatch.setenv("OLDPWD", "/elders")
    assert desk.ask("validate")
    monkeypatch.chdir(desk.root / "data")  # paths are told from here
    assert not desk.ask("validate")
    monkeypatch.setenv("GIT_INDEX_FILE", "index")  # what a hook looks at is not what is looked at here
    assert [desk.ask("validate"), desk.ask("validate")] == [False, False]


def test_what_tab_offers_is_remembered_until_something_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_CONVENANT_COMPLETE", "complete_fish")
    asked: list[str] = []
    offered = completion.offered

    def worked_out(words: Sequence[str], last: str, names: Callable[[str], list[str]]) -> list[str]:
        asked.append(last)
        return offered(words, last, names)

    monkeypatch.setattr(completion, "offered", worked_out)

    def tab(line: str) -> tuple[str, int]:
        monkeypatch.setenv("_TYPER_COMPLETE_ARGS", line)
        asked.clear()
        code, out, err = desk._run((), str(desk.cache))
        known = len(asked)
        assert (code, out, err) == desk._run((), "uit")
        return out, known

    assert [tab("convenant show po"), tab("convenant show pol")] == [("politie\n", 1), ("politie\n", 0)]
    assert tab("convenant show partner:")[1] == tab("convenant show --")[1] == tab("convenant log po")[1] == 1
    assert [tab("convenant set politie naam=")[1], tab("convenant set politie naam=")[1]] == [1, 1]
    _rename(desk.root)
    assert tab("convenant show 2026/an") == ("2026/andere-naam\n", 1)


@pytest.mark.parametrize("name", [PARTNER, "lees.md"])
def test_what_changes_while_it_is_worked_out_is_not_kept(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Also when it is as before at the end: nobody knows what was read."""
    desk.path("lees.md").write_text("naam: Bel mevrouw Jansen-de Wit\n", encoding="utf-8")
    begun(desk.root)
    raw, guarded = desk.path(name).read_bytes(), cli.guarded
    desk._run(("validate",), "uit")  # git writes down what it saw of the files, once

    def meanwhile(args: list[str] | None) -> int:
        desk.path(name).write_bytes(raw.replace(b"naam: ", b"naaam: ").replace(b"Jansen-de Wit", b""))
        code = guarded(args)
        desk.path(name).write_bytes(raw)
        return code

    with monkeypatch.context() as patch:
        patch.setattr(cli, "guarded", meanwhile)
        desk._run(("validate",), str(desk.cache))
    assert not desk.ask("validate")


def test_what_a_killed_run_left_is_finished(desk: Desk) -> None:
    desk.ask("validate")
    desk.path(".convenant-bezig").write_text("[]\n", encoding="utf-8")
    code, _, said = desk._run(("validate",), str(desk.cache))
    assert (code, said.splitlines()[0][:20]) == (0, "Een eerdere opdracht")
    assert desk.ask("validate")


def test_a_run_that_could_not_do_its_work_is_not_kept(desk: Desk) -> None:
    desk.path(PARTNER).write_text("naam: [\n", encoding="utf-8")
    assert [desk.ask("check"), desk.ask("check")] == [False, False]


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links")
def test_a_link_among_the_records_is_looked_at_each_time(desk: Desk) -> None:
    desk.path("data/partners/halt.yaml").symlink_to(desk.root / PARTNER)
    assert [desk.ask("validate"), desk.ask("validate")] == [False, False]


def test_the_dossier_that_is_named_is_looked_at_not_the_one_around(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    other = desk.root.parent / "ander"
    shutil.copytree(desk.root, other)
    line = ("-C", "../ander", "validate")
    assert [desk.ask(*line), desk.ask(*line)] == [False, True]
    _rename(desk.root)
    assert desk.ask(*line)
    EDITS["a field that is not known"](other)
    assert [desk.ask(*line), desk.ask(*line)] == [False, True]
    monkeypatch.setenv("_CONVENANT_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "convenant -C ../ander show 2026/")
    for name in ("ouderavond", "andere-naam"):
        assert f"2026/{name}\n" in desk._run((), str(desk.cache))[1]
        _rename(other)


def test_a_dossier_or_repository_that_moved_is_another_one(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    begun(desk.root)
    below = desk.path("map")
    below.mkdir()
    monkeypatch.chdir(below)
    desk.ask("validate")
    assert desk.ask("validate")
    shutil.copytree(desk.path("data"), below / "data")
    assert [desk.ask("validate"), desk.ask("validate")] == [False, True]
    desk.path(".git").rename(desk.path("../.git"))
    desk.cache = desk.root.parent.parent / f"{desk.root.parent.name}-cache"  # none is used inside a repository
    assert [desk.ask("validate"), desk.ask("validate")] == [False, True]
    desk.path("../.git").rename(below / ".git")
    assert not desk.ask("validate")


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links")
def test_a_dossier_is_found_where_every_command_finds_it(desk: Desk) -> None:
    for name in ("map", "koppeling", "pijp"):
        desk.path(f"{name}/data").mkdir(parents=True)
    desk.path("map/data/convenant.yaml").mkdir()
    desk.path("koppeling/data/convenant.yaml").symlink_to(desk.path("data/convenant.yaml"))
    os.mkfifo(desk.path("pijp/data/convenant.yaml"))
    desk.path("../elders").symlink_to(desk.path("data/partners"))
    for start in (".", "data/partners", "map", "map/data", "koppeling/data", "pijp", "../elders"):
        assert again.root_of(start) == str(find_root(Path(start))), start
    assert again.root_of("..") is None
    assert again.root_of(ACTIE) is None


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no links")
@pytest.mark.parametrize("name", ["data", "prive", "data/partners", PARTNER])
def test_what_becomes_a_link_to_the_same_is_looked_at_each_time(desk: Desk, name: str) -> None:
    """What it leads to is not read, so the answer that was kept of the same files is another one."""
    _write("prive/personen.yaml", "personen: []\n")(desk.root)
    desk.ask("validate")
    assert desk.ask("validate")
    desk.path(name).rename(desk.root.parent / "elders")
    desk.path(name).symlink_to(desk.root.parent / "elders")
    assert [desk.ask("validate"), desk.ask("validate")] == [False, False]
    desk.path(name).unlink()
    (desk.root.parent / "elders").rename(desk.path(name))
    assert desk.ask("validate")


def test_what_is_named_like_a_style_and_is_no_file_is_none(desk: Desk) -> None:
    style = desk.path("templates/huisstyl.docx")
    _write("templates/huisstyl.docx", "x")(desk.root)
    desk.ask("validate")
    style.unlink()
    style.mkdir()
    assert not desk.ask("validate")


def test_a_reader_that_went_away_is_told_as_always(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ask("validate")

    class Closed:
        def write(self, text: str) -> int:
            raise BrokenPipeError

    monkeypatch.setattr(sys, "stdout", Closed())
    assert again.say_again(again.as_kept(0, [(False, "tekst")])) is None


# --- git ----------------------------------------------------------------------------------------------------------


def test_what_git_knows_belongs_to_the_question(desk: Desk) -> None:
    """The index, the tags, the other files that git holds: everything that validate looks at beside the records."""
    desk.ask("validate")
    desk.path("lees.md").write_text("Welkom.\n", encoding="utf-8")
    begun(desk.root)
    changes: list[Callable[[], object]] = [
        lambda: desk.path("lees.md").write_text("Bel mevrouw Jansen-de Wit.\n", encoding="utf-8"),
        lambda: desk.path("lees.md").write_text("Welkom!\n", encoding="utf-8"),
        lambda: desk.path("lees.md").unlink(),
        lambda: git(desk.root, "tag", "jaarplan-2026-vastgesteld"),
        lambda: git(desk.root, "rm", "--quiet", "--cached", "lees.md"),
        lambda: git(desk.root, "pack-refs", "--all"),
        lambda: git(desk.root, "config", "core.bare", "false"),
        lambda: git(desk.root, "commit", "--quiet", "--message", "Verder"),
    ]
    for change in (lambda: None, *changes[:2]):
        change()
        assert [desk.ask("validate"), desk.ask("validate")] == [False, True]
    for change in changes[2:]:
        change()
        desk.ask("validate")
        assert desk.ask("validate"), change
    before = desk.worked_out
    desk.path("buiten.md").write_text("Git houdt dit niet bij.\n", encoding="utf-8")
    assert desk.ask("validate")
    assert desk.worked_out == before + 1  # the one without a cache


def test_a_clone_that_borrows_is_looked_at_each_time(desk: Desk) -> None:
    """What it borrows can go, and then git refuses."""
    begun(desk.root)
    git(desk.root, "tag", "jaarplan-2026-v1.0")
    source = desk.root.parent / "bron"
    git(desk.root.parent, "clone", "--quiet", "--bare", str(desk.root), str(source))
    (desk.root / ".git/objects/info/alternates").write_text(f"{source}/objects\n", encoding="utf-8")
    shutil.rmtree(desk.root / ".git/objects/pack", ignore_errors=True)
    for path in desk.root.glob(".git/objects/??"):
        shutil.rmtree(path)
    assert [desk.ask("validate"), desk.ask("validate"), desk.ask("validate")] == [False] * 3
    source.rename(source.with_name("weg"))
    assert not desk.ask("validate")


def test_what_settings_of_git_include_belongs_to_the_question(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that git cannot read make it refuse, also when they stand in another file."""
    begun(desk.root)
    git(desk.root, "tag", "jaarplan-2026-v1.0")
    home = desk.root.parent / "home"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL")
    for name, text in {
        ".gitconfig": '[user]\n\tname = X\n[includeIf "gitdir:~/werk/"]\n\tpath = deel/een\n[include]\n\tPath=~/twee\n',
        "deel/een": "[alias]\n\tpath = nergens\n",
        "twee": f"[include]\npath = {home}/drie\n",
        "drie": "",
    }.items():
        _write(name, text)(home)
    git(desk.root, "config", "include.path", "vier")
    desk.ask("validate")  # git writes down what it saw of the files, once
    for name in ("drie", "deel/een", "../dossier/.git/vier"):
        desk.ask("validate")
        assert desk.ask("validate")
        for text in ("[core\n", "[alias]\n"):
            _write(name, text)(home)
            assert not desk.ask("validate"), name
    for odd in (
        'path = "~/twee"',
        "path = ~ander/twee",
        "path = %(prefix)/twee",
        "path = een\\\ntwee",
        "path = .gitconfig",
    ):
        _write(".gitconfig", f"[include]\n{odd}\n")(home)
        assert [desk.ask("validate"), desk.ask("validate")] == [False, False], odd
    _write(".gitconfig", "[include] path = drie\n")(home)
    assert [desk.ask("validate"), desk.ask("validate")] == [False, False]


def test_a_cache_full_of_rubbish_from_anybody_is_no_answer(desk: Desk) -> None:
    desk.ask("validate")
    random.seed(7)
    for _ in range(times(12, 200)):
        for path in sorted(desk.cache.glob("*")):
            raw = bytearray(path.read_bytes() or b"x")
            raw[random.randrange(len(raw))] ^= random.randrange(1, 256)
            path.write_bytes(raw[: random.choice((len(raw), random.randrange(len(raw))))])
        desk.ask("validate")


def test_breaking_off_while_the_libraries_are_loaded_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken_off(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(again, "question", broken_off)
    with pytest.raises(SystemExit) as ended:
        __main__.main()
    assert ended.value.code == 130
    assert capsys.readouterr().err == "Afgebroken.\n"


def test_a_program_ends_at_once_and_only_a_program(tmp_path: Path) -> None:
    program = """
import atexit, sys
import convenant_cli.__main__ as own
from convenant_cli.__main__ import main
class Kept:
    def __del__(self): print("teruggegeven")
kept = Kept()
begin = own._main
own._main = lambda: (atexit.register(print, "opgeruimd"), begin())
{rename}
sys.argv = ["convenant", *sys.argv[1:]]
{main}()
"""

    def run(rename: str, main: str, *args: str) -> tuple[int, str, str]:
        file = tmp_path / "program.py"
        file.write_text(program.format(rename=rename, main=main), encoding="utf-8")
        line = [sys.executable, str(file), *args]
        done = subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    whole, part = run("", "main", "--version"), run("start = main; del main", "start", "--version")
    assert whole[0] == part[0] == 0
    assert whole[1] == f"convenant {__version__}\nopgeruimd\n"
    assert part[1] == f"{whole[1]}teruggegeven\n"
    assert run("", "main", "nope")[0] == run("start = main; del main", "start", "nope")[0] == 2
    failed = run("own._main = lambda: 1 / 0", "main")
    assert failed[0] == 1
    assert "ZeroDivisionError" in failed[2]
    assert "teruggegeven" in failed[1]
