"""Bad days: killed between any two steps, a full disk, two at once, a screen that cannot be written, odd machines."""

import errno
import json
import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.cli import main
from convenant_cli.findings import ConvenantError
from convenant_cli.sources import diskfile, writing
from convenant_cli.sources.writing import replace_file, write_atomic, write_new
from tests.conftest import BASIS, Outcome, Run
from tests.grondig import pairs, times
from tests.processes import fork, forked
from tests.verhaal import git

pytestmark = [pytest.mark.programmas, pytest.mark.skipif(sys.platform == "win32", reason="a child is made by fork")]
PLAN = "data/jaarplan/2026/jaarplan.yaml"
MEETING = "2025-12-01-jaarlijks"
DAY = ("--peildatum", "2026-06-15")
RUBBISH = ".convenant-"
#: The steps in which a file system changes; between any two of them somebody may pull the plug.
STEPS = ("open", "fsync", "replace", "rename", "link", "unlink", "mkdir", "chmod")


@pytest.fixture
def dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "dossier"
    shutil.copytree(BASIS, root)
    text = (root / PLAN).read_text(encoding="utf-8")
    text = text.replace("status: vastgesteld", "status: concept").replace("versie: 1.0", "versie: 0.9")
    (root / PLAN).write_text(re.sub(r"vastgesteld_(op|in|met): .*\n", "", text), encoding="utf-8")
    git(root, "init", "--quiet")
    monkeypatch.chdir(root)
    return root


def files(folder: Path) -> dict[str, bytes]:
    """Return every file outside git's own folder, without what a killed run left behind."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(folder).parts and not path.name.startswith(RUBBISH)
    }


class Plug:
    """Counts the steps of this process, and at one of them does something else."""

    def __init__(self, at: int, then: Callable[[str, tuple[Any, ...]], None]) -> None:
        self.left, self.then = at, then
        self.real = {step: getattr(os, step) for step in STEPS}
        for step in STEPS:
            setattr(os, step, self._counted(step))

    def _counted(self, step: str) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            if step != "open" or args[1] & os.O_CREAT:
                self.left -= 1
                if self.left == 0:
                    self.then(step, args)
            return self.real[step](*args, **kwargs)

        return act

    def restore(self) -> None:
        for step in STEPS:
            setattr(os, step, self.real[step])


def die(step: str, args: tuple[Any, ...]) -> None:
    """End at once, as when the machine stops; what was being written is there for a half."""
    if step == "fsync":
        status = os.fstat(args[0])
        if stat.S_ISREG(status.st_mode):
            os.ftruncate(args[0], status.st_size // 2)
    os._exit(99)


def killed(at: int, *command: str | Path) -> bool:
    """Run a command in a child that dies at a step; tell whether it came that far."""
    child = fork()
    if child == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for stream in (1, 2):
            os.dup2(null, stream)
        Plug(at, die)
        try:
            main([str(part) for part in command])
        except SystemExit as ended:
            os._exit(int(ended.code or 0))
        finally:
            os._exit(98)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 1, 99)
    return code == 99


def each_step(*command: str | Path, before: Callable[[], None], after: Callable[[], None], stride: int = 1) -> int:
    """Kill a command at each of its steps, and look after each; return how many there were."""
    at = 1
    while True:
        before()
        if not killed(at, *command):
            return at - 1
        after()
        at += stride


WRITING: dict[str, tuple[str, ...]] = {
    "vaststellen": ("vaststellen", "2026", "--in", MEETING, *DAY),
    "schema": ("schema",),
    "driver": ("merge-driver", "--installeer"),
    "render": ("render", "jaarplan", "2026", *DAY, "--naar", "uit/a.md", "--naar", "uit/b.html"),
    "huisstijl": ("huisstijl", "uit/stijl.docx"),
}


@pytest.mark.parametrize("command", WRITING.values(), ids=WRITING)
def test_a_command_that_is_killed_leaves_every_file_old_or_new_and_can_be_done_again(
    command: tuple[str, ...], dossier: Path, tmp_path: Path, convenant: Run
) -> None:
    kept = tmp_path / "kopie"
    shutil.copytree(dossier, kept)
    old = files(dossier)
    assert convenant(*command).code == 0
    new = files(dossier)
    assert new != old

    def back() -> None:
        shutil.rmtree(dossier)
        shutil.copytree(kept, dossier)
        os.chdir(dossier)

    def look() -> None:
        for name, content in files(dossier).items():
            assert content in (old.get(name), new.get(name)), name
        assert old.keys() <= files(dossier).keys()
        convenant("validate", *DAY, code=0)
        again = convenant(*command)
        done = again.code == 0 or "bestaat al" in again.err or "is al vastgesteld" in again.err
        assert done, again.err
        assert files(dossier) == new

    # Of a command that writes several files some steps: a prime meets each step of the writing in another file.
    several = len(new.keys() - old.keys()) > 1
    assert each_step(*command, before=back, after=look, stride=times(7 if several else 1, 1)) >= 3


INIT = ("init", "--ci", "github", "--peildatum", "2026-06-15")


@pytest.mark.parametrize(
    ("start", "stride"),
    [(("--gemeente", "Oudstad"), times(29, 7)), (("--profiel", "alphen-2022"), times(71, 23))],
    ids=["same", "other"],
)
def test_a_start_that_is_killed_is_recognised_and_finished(
    start: tuple[str, ...], stride: int, tmp_path: Path, convenant: Run
) -> None:
    """Also when it is begun again with other answers, and beside files of the user."""
    whole, work = tmp_path / "heel", tmp_path / "werk"

    def empty(folder: Path = work) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / "README.md").write_text("van ons", encoding="utf-8")

    empty(whole)
    assert convenant(*INIT, whole, "--gemeente", "Nieuwstad").code == 0
    wanted = files(whole)
    empty()
    assert convenant(*INIT, work, *start).code == 0
    first = files(work)

    def look() -> None:
        for name, content in files(work).items():
            assert content in (first.get(name), b"van ons"), name
        complete = (work / "data/convenant.yaml").exists()
        again = convenant(*INIT, work, "--gemeente", "Nieuwstad", code=0)
        if complete:
            assert "Een eerder begin was hier afgebroken" in again.out
            assert files(work) == first
        else:
            assert files(work) == wanted
        assert "README.md" in again.out or complete, "the user's own file is named as that"
        assert (work / ".git").is_dir()
        assert not (work / ".convenant-init").exists()
        assert convenant("init", work).code == 2, "there is a dossier now"

    assert each_step(*INIT, work, *start, before=empty, after=look, stride=stride) > 50


def test_a_note_of_a_start_that_somebody_else_made_up_takes_nothing_away(tmp_path: Path, convenant: Run) -> None:
    work, mine = tmp_path / "werk", tmp_path / "buiten.txt"
    work.mkdir()
    mine.write_bytes(b"van mij")
    (work / "koppeling").symlink_to(mine)
    print_of_it = sha256(b"van mij").hexdigest()
    note = {name: [print_of_it] for name in ("koppeling", "a\0b", "koppeling/x")}
    (work / ".convenant-init").write_text(json.dumps(note), encoding="utf-8")
    assert convenant(*INIT, work, "--gemeente", "Stad").code == 0
    assert mine.read_bytes() == b"van mij"
    assert (work / "koppeling").is_symlink()
    escapes = [json.dumps({name: [print_of_it]}) for name in ("../buiten.txt", str(mine), "a/../../buiten.txt", "")]
    for at, wrong in enumerate(("geen json", "[1]", '{"a": 1}', *escapes)):
        other = tmp_path / f"werk{at}"
        other.mkdir()
        (other / ".convenant-init").write_text(wrong, encoding="utf-8")
        run = convenant(*INIT, other)
        assert (run.code, "geen aantekening van 'convenant init'" in run.err) == (2, True)
        assert mine.read_bytes() == b"van mij"


# --- a full disk ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("held", [True, False])
def test_a_disk_that_refuses_at_any_step_leaves_the_old_file_and_a_sentence(
    number: int, held: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diskfile, "_HELD", held)
    path = tmp_path / "map/bestand"

    def refuse(_step: str, _args: object) -> None:
        raise OSError(number, os.strerror(number))

    told: list[str] = []
    for expected in (None, b"oud"):
        at = 0
        while True:
            at += 1
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"oud")
            plug = Plug(at, refuse)
            try:
                replace_file(path, b"nieuw", tmp_path, expected=expected)
            except ConvenantError as error:
                told.append(str(error))
            else:
                if plug.left > 0:
                    break
            finally:
                plug.restore()
            assert path.read_bytes() in (b"oud", b"nieuw")
            left = [name for name in os.listdir(path.parent) if name != "bestand"]
            assert len(left) <= 1, "only what the disk did not let us remove"
            for name in left:
                (path.parent / name).unlink()
        assert at > 3
        assert path.read_bytes() == b"nieuw"
    assert told
    # On Windows a lock that may not be made is one that somebody else has.
    assert all("is niet te schrijven" in one or "op dit moment" in one for one in told)


def test_a_new_file_is_made_also_where_no_links_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    write_new(tmp_path / "a", b"1", tmp_path)
    with pytest.raises(ConvenantError, match="bestaat al en blijft zoals het is"):
        write_new(tmp_path / "a", b"2", tmp_path)
    assert files(tmp_path) == {"a": b"1"}
    assert os.listdir(tmp_path) == ["a"]


# --- what a killed run leaves behind ----------------------------------------------------------------------------------


@pytest.mark.parametrize("held", [True, False])
def test_what_was_left_behind_goes_when_something_is_written_there(
    tmp_path: Path, held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diskfile, "_HELD", held)
    old = tmp_path / ".convenant-0123456789abcdef"
    older = tmp_path / ".convenant-ab_de12f"
    fresh = tmp_path / ".convenant-fedcba9876543210"
    for path in (old, older, fresh, tmp_path / ".convenant-init", tmp_path / ".convenant-0123456789abcdef.md"):
        path.write_bytes(b"half")
        if path != fresh:
            os.utime(path, (1, 1))
    (tmp_path / ".convenant-0123456789abcde0").mkdir()
    os.utime(tmp_path / ".convenant-0123456789abcde0", (1, 1))
    (tmp_path / ".convenant-0123456789abcde1").symlink_to(tmp_path / "a")
    write_atomic(tmp_path / "a", b"x", tmp_path)
    assert set(os.listdir(tmp_path)) == {
        "a", fresh.name, ".convenant-init", ".convenant-0123456789abcdef.md", ".convenant-0123456789abcde0",
        ".convenant-0123456789abcde1",
    }  # fmt: skip


def test_git_takes_nothing_along_of_what_is_left_behind(tmp_path: Path, convenant: Run) -> None:
    assert convenant(*INIT, tmp_path / "d", "--gemeente", "Stad").code == 0
    for folder in ("", "data/partners", "schemas"):
        (tmp_path / "d" / folder / ".convenant-0123456789abcdef").write_bytes(b"half")
    git(tmp_path / "d", "add", "-A")
    assert RUBBISH not in git(tmp_path / "d", "ls-files")
    assert convenant("-C", tmp_path / "d", "validate", *DAY).code == 0


# --- two at once ------------------------------------------------------------------------------------------------------


def convenants(program: Path, *commands: tuple[str, ...], cwd: Path) -> list[Outcome]:
    """Run several commands at the same time."""
    started = [
        subprocess.Popen([program, *command], cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for command in commands
    ]
    return [Outcome(one.returncode, *told) for one in started if (told := one.communicate(timeout=120)) is not None]


def test_of_those_who_adopt_at_once_one_succeeds_and_the_others_are_told(dossier: Path, program: Path) -> None:
    asked = [("vaststellen", "2026", "--in", MEETING, "--versie", f"1.{n}", *DAY) for n in range(times(4, 8))]
    ended = convenants(program, *asked, cwd=dossier)
    (winner,) = [n for n, one in enumerate(ended) if one.code == 0]
    assert f"versie: 1.{winner}\n" in (dossier / PLAN).read_text(encoding="utf-8")
    for n, one in enumerate(ended):
        if n != winner:
            assert one.code == 2
            assert re.search(r"intussen gewijzigd|op dit moment|vastgesteld", one.err), one.err
            assert one.out == ""


@pytest.mark.parametrize("held", [True, False])
def test_a_file_that_changed_meanwhile_is_left_alone(
    tmp_path: Path, held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diskfile, "_HELD", held)
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"van een ander")
    with pytest.raises(ConvenantError, match="intussen gewijzigd"):
        replace_file(path, b"nieuw", tmp_path, expected=b"oud")
    path.unlink()
    with pytest.raises(ConvenantError, match="intussen gewijzigd"):
        replace_file(path, b"nieuw", tmp_path, expected=b"oud")
    path.write_bytes(b"oud")
    with (
        diskfile.opened_folder(tmp_path, ()) as folder,
        writing._alone(folder),
        pytest.raises(ConvenantError, match="op dit moment"),
    ):
        replace_file(path, b"nieuw", tmp_path, expected=b"oud")
    assert path.read_bytes() == b"oud"
    replace_file(path, b"nieuw", tmp_path, expected=b"oud")
    assert files(tmp_path) == {"plan.yaml": b"nieuw"}
    assert os.listdir(tmp_path) == ["plan.yaml"]


def test_of_those_who_begin_at_once_one_succeeds_and_leaves_one_whole_dossier(
    tmp_path: Path, convenant: Run, program: Path
) -> None:
    asked = [("init", "d", "--gemeente", f"Stad {n}", "--ci", "geen", *DAY) for n in range(times(3, 6))]
    ended = convenants(program, *asked, cwd=tmp_path)
    (winner,) = [n for n, one in enumerate(ended) if one.code == 0]
    for n, one in enumerate(ended):
        if n != winner:
            assert one.code == 2
            assert re.search(r"op dit moment|staat al een dossier", one.err), one.err
    assert convenant("init", tmp_path / "ander", "--gemeente", f"Stad {winner}", "--ci", "geen", *DAY).code == 0
    assert files(tmp_path / "d") == files(tmp_path / "ander")
    assert not (tmp_path / "d/.convenant-init").exists()


# --- a screen that cannot be written, and odd machines --------------------------------------------------------------


#: A whole new Python, for what its start makes of the machine.
FRESH = f"{sys.executable} -P -m convenant_cli"


def shell(text: str, cwd: Path, program: Path | str) -> Outcome:
    """Run a line of shell in which ``c`` is the command."""
    done = subprocess.run(
        ["/bin/sh", "-c", f'c() {{ {program} "$@"; }}; {text}'], cwd=cwd, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip
    return Outcome(done.returncode, done.stdout, done.stderr)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has it")
@pytest.mark.parametrize(
    ("command", "done", "told"),
    [
        (WRITING["vaststellen"], PLAN, "jaarplan 2026 is vastgesteld en staat in"),
        (WRITING["schema"], "schemas/verklaring.schema.json", "de schema's in"),
        (WRITING["driver"], ".gitattributes", "git voegt in deze kloon samen"),
        (WRITING["render"], "uit/b.html", "geschreven is uit/a.md en uit/b.html"),
        (WRITING["huisstijl"], "uit/stijl.docx", "uit/stijl.docx is geschreven"),
        (("init", "nieuw", *DAY), "nieuw/data/convenant.yaml", "is begonnen"),
    ],
)
def test_what_was_done_is_said_also_when_the_output_is_full(
    command: tuple[str, ...], done: str, told: str, dossier: Path, convenant: Run, program: Path
) -> None:
    if command[0] == "init":
        dossier = dossier.parent
    before = (dossier / done).read_bytes() if (dossier / done).exists() else None
    run = shell(f"c {' '.join(command)} > /dev/full", dossier, program)
    assert run.code == 2
    assert re.fullmatch(
        f"fout: .*{re.escape(told)}.*, maar de uitvoer is niet te schrijven \\(geen ruimte\\)\n", run.err
    )
    assert (dossier / done).read_bytes() != before
    if command[0] == "init":
        assert (dossier / "nieuw/.git").is_dir()
        assert convenant("-C", dossier / "nieuw", "validate", *DAY).code == 0


#: All that writes, and two that only tell.
ALL = [*WRITING.values(), ("validate", *DAY), ("status", *DAY)]
CLOSED = ["<&-", ">&-", "2>&-", "<&- 2>&-", ">&- 2>&-", "<&- >&- 2>&-", "| true", "2>/dev/full"]


@pytest.mark.parametrize(("command", "closed"), pairs(ALL, CLOSED), ids=lambda one: one if one in CLOSED else one[0])
def test_a_closed_stream_costs_no_file(closed: str, command: tuple[str, ...], dossier: Path, program: Path) -> None:
    before = files(dossier)
    run = shell(f"c {' '.join(command)} {closed}", dossier, FRESH if command[0] == "status" else program)
    assert run.code in (0, 1, 2, 141)
    assert "Traceback" not in run.err
    after = files(dossier)
    assert before.keys() <= after.keys()
    for name, content in after.items():
        assert content, name


AROUND = [
    "unset HOME USERPROFILE; ",
    "umask 077; ",
    "COLUMNS=20; export COLUMNS; ",
    "TERM=dumb; export TERM; ",
    "LC_ALL=C PYTHONUTF8=0; export LC_ALL PYTHONUTF8; ",
    "TMPDIR=/nergens; export TMPDIR; ",
    "PATH=/nergens; export PATH; ",
    "HOME=/dev/null; export HOME; ",
    "ulimit -n 30; ",
]


@pytest.mark.parametrize(
    ("command", "around"), pairs([WRITING["vaststellen"], WRITING["render"], ("validate", *DAY)], AROUND)
)
def test_an_odd_machine_changes_nothing_that_is_written(
    around: str, command: tuple[str, ...], dossier: Path, program: Path
) -> None:
    of_the_start = "LC_ALL" in around or "ulimit" in around
    run = shell(f"{around}c {' '.join(command)}", dossier, FRESH if of_the_start else program)
    assert run.code == 0, run.err
    if "077" in around and command[0] == "render":
        assert (dossier / "uit/a.md").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("command", [*WRITING.values(), ("validate",), ("init",), ("init", "nieuw")])
def test_a_current_folder_that_is_gone_is_told(command: tuple[str, ...], tmp_path: Path) -> None:
    gone = tmp_path / "weg"
    gone.mkdir()
    run = forked(*command, cwd=gone, before=gone.rmdir)
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "bestaat niet" in run.err


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (("-C", "{}", "schema"), 0),
        (("-C", "{}", "render", "jaarplan", "2026", *DAY, "--naar", "{}/a.html"), 0),
        (("-C", "{}", "render", "jaarplan", "2026", *DAY, "--naar", "a.html"), 2),
        (("-C", "{}", "huisstijl", "{}/a.docx"), 0),
        (("-C", "{}", "vaststellen", "2026", "--in", MEETING, *DAY), 0),
        (("-C", "{}", "merge-driver", "--installeer"), 0),
        (("-C", "{}/..", "init", "nieuw", *DAY), 0),
    ],
)
def test_from_a_folder_that_is_gone_another_one_can_be_worked_in(
    command: tuple[str, ...], code: int, dossier: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "weg"
    gone.mkdir()
    asked = [part.format(dossier) for part in command]
    run = forked(*asked, cwd=gone, before=gone.rmdir)
    assert run.code == code, run.err
    assert code == 0 or run.err == "fout: de huidige map bestaat niet meer; ga naar een andere map\n"


def test_a_new_process_starts_in_a_folder_that_is_gone(dossier: Path, tmp_path: Path) -> None:
    gone = tmp_path / "weg"
    gone.mkdir()
    run = shell(f"rmdir '{gone}'; c -C '{dossier}' schema; c schema", gone, FRESH)
    assert (run.code, run.err) == (2, "fout: de huidige map bestaat niet meer; ga naar een andere map\n")
    assert (dossier / "schemas/verklaring.schema.json").exists()


def test_a_file_that_disappears_while_it_is_read_is_not_there(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convenant_cli.sources.sources import worktree

    name, look = "data/partners/om.yaml", diskfile.Folder.status

    def vanish(folder: diskfile.Folder, last: str) -> os.stat_result:
        if last == Path(name).name:
            (dossier / name).unlink(missing_ok=True)
        return look(folder, last)

    monkeypatch.setattr(diskfile.Folder, "status", vanish)
    source = worktree(dossier)
    assert name not in source.files
    assert source.refused == ()


@pytest.mark.parametrize("suffix", ["docx", "odt", "pdf"])
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device", "/tmp/x"),
            "/tmp/x is niet te schrijven of te lezen",
        ),
        (OSError(errno.EROFS, "Read-only file system", "/tmp/x"), "(alleen lezen)"),
        (FileNotFoundError(errno.ENOENT, "No usable temporary directory found"), "geen map voor tijdelijke bestanden"),
        (OSError(errno.EMFILE, "Too many open files"), "te weinig ruimte"),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "te weinig ruimte"),
    ],
)
def test_a_machine_without_room_for_our_own_work_is_told(
    fault: OSError, told: str, suffix: str, dossier: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise fault

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    run = convenant("render", "jaarplan", "2026", *DAY, "--naar", f"uit/a.{suffix}")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert told in run.err
    assert not Path("uit").exists()


def test_a_folder_that_may_not_be_written_is_told(dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path, flags, *args, **kwargs)

    real = os.open
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(ConvenantError, match=r"is niet te schrijven \(geen rechten\); .*schrijfrecht"):
        replace_file(dossier / PLAN, b"x", dossier)
    with pytest.raises(ConvenantError, match=r"is niet te schrijven \(geen rechten\)"):
        write_atomic(dossier / "nieuw.md", b"x", dossier)
