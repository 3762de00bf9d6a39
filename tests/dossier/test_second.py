"""A second process that searches too: nothing that happens to it changes an answer, and it never stays behind."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks import checking
from convenant_cli.dossier import second as module
from convenant_cli.dossier import vondsten
from convenant_cli.dossier.second import Second, processors
from convenant_cli.privacy import Hit, Search, find
from convenant_cli.sources.seen import seen
from convenant_cli.sources.sources import literal
from convenant_cli.text import busy
from tests.conftest import ROOT, Run

pytestmark = [
    pytest.mark.programmas,
    pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="there is no second process but on Linux"),
]
Said = tuple[list[tuple[str, str, str]], list[str]]


@pytest.fixture(autouse=True)
def _two_processors(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "share" not in request.fixturenames:
        monkeypatch.setattr(module, "processors", lambda: 2)


def until(true: Callable[[], bool]) -> bool:
    """Wait for something that is soon so; tell whether it is."""
    end = time.monotonic() + 20
    while not true() and time.monotonic() < end:
        time.sleep(0.002)
    return true()


def gone(child: int) -> bool:
    """Tell whether there is no such process, also none that ended and that nobody asked for."""
    try:
        os.kill(child, 0)
    except ProcessLookupError:
        return True
    return False


def by_number(at: int) -> bytes | None:
    return None if at % 10 == 3 else b"%03d" % at


# --- the process itself ---------------------------------------------------------------------------------------------


def test_it_looks_from_the_end_and_hands_over_what_is_clean() -> None:
    with Second(100, by_number, 1000) as second:
        assert second._child
        assert until(lambda: len(second.handed()) == 3 * 90)
        assert {second.handed()[at : at + 3] for at in range(0, 270, 3)} == {by_number(at) for at in range(100)} - {
            None
        }
        assert [at for at in range(100) if not second.clean(at)] == list(range(3, 100, 10))
    assert gone(second._child)


def test_it_stops_where_the_first_is() -> None:
    def slow(at: int) -> bytes:
        time.sleep(0.01)
        return b"x"

    with Second(1000, slow, 1000) as second:
        assert [at for at in range(980) if second.clean(at)] == []
        assert until(lambda: os.waitid(os.P_PID, second._child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None)
        assert len(second.handed()) <= 20
    assert gone(second._child)


def test_what_is_too_much_is_not_handed_over() -> None:
    with Second(100, by_number, 31) as second:
        assert until(lambda: bool(os.waitid(os.P_PID, second._child, os.WEXITED | os.WNOHANG | os.WNOWAIT)))
        assert len(second.handed()) == 30
        assert second.clean(0)


def dies() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def raises() -> None:
    raise MemoryError


def hangs() -> None:
    time.sleep(600)


def stops() -> None:
    os.kill(os.getpid(), signal.SIGSTOP)


@pytest.mark.parametrize("what", [dies, raises, hangs, stops])
def test_what_it_did_before_it_went_wrong_stays_true(
    what: Callable[[], None], capfd: pytest.CaptureFixture[str]
) -> None:
    def look(at: int) -> bytes | None:
        if at == 50:
            what()
        return by_number(at)

    with Second(100, look, 1000) as second:
        assert until(lambda: len(second.handed()) == 3 * 44)
        time.sleep(0.01)
        assert [at for at in range(100) if second.clean(at)] == [at for at in range(51, 100) if at % 10 != 3]
    assert gone(second._child)
    assert capfd.readouterr() == ("", "")


def test_it_ends_with_who_breaks_off() -> None:
    with pytest.raises(KeyboardInterrupt), Second(9, lambda _: hangs(), 9) as second:
        raise KeyboardInterrupt
    assert gone(second._child)


def test_a_break_off_is_for_the_first_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    fork = os.fork

    def broken_off() -> int:
        if (child := fork()) == 0:
            os.kill(os.getpid(), signal.SIGINT)
        return child

    monkeypatch.setattr(os, "fork", broken_off)
    with Second(100, by_number, 1000) as second:
        assert until(lambda: len(second.handed()) == 3 * 90)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_it_ends_when_the_first_is_killed() -> None:
    script = """
        import os, signal, time
        from convenant_cli.dossier import second
        second.processors = lambda: 2
        with second.Second(100_000, lambda _: time.sleep(0.01) or b"", 9) as one:
            print(one._child, flush=True)
            os.kill(os.getpid(), signal.SIGKILL)
    """
    run = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], cwd=ROOT, stdout=subprocess.PIPE, check=False)
    assert run.returncode == -signal.SIGKILL
    assert until(lambda: gone(int(run.stdout)))


def test_it_is_not_there_beside_a_thread_or_when_it_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> bool:
        with Second(9, by_number, 9) as second:
            return (second._child, second.handed(), [second.clean(at) for at in range(9)]) == (0, b"", [False] * 9)

    assert not nobody()
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait, daemon=True)  # a test that fails ends
    thread.start()
    assert nobody()
    wait.set()
    thread.join()

    def refused() -> int:
        raise BlockingIOError

    with monkeypatch.context() as patch:
        patch.setattr(os, "fork", refused)
        assert nobody()
    with monkeypatch.context() as patch:
        patch.setattr(module, "processors", lambda: 1.5)
        assert nobody()
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        assert nobody()
    finally:
        signal.signal(signal.SIGCHLD, before)


@pytest.mark.parametrize(
    ("bound", "share", "most"),
    [
        (8, None, 8), (8, "max 100000\n", 8), (8, "100000 100000\n", 1), (8, "150000 100000\n", 1.5), (1, None, 1),
        (2, "400000 50000\n", 2), (8, "-1\n", 8), (8, "50000\n", 0.5), (8, "", 8), (8, "1 0\n", 8), (8, "\x00\n", 8),
    ],
)  # fmt: skip
def test_a_container_has_what_it_was_given(
    bound: int, share: str | None, most: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(bound)))
    monkeypatch.setattr(module, "_SHARES", (str(tmp_path / "share"),))
    if share is not None:
        (tmp_path / "share").write_text(share, encoding="ascii")
    assert processors() == most


def test_the_sign_of_life_waits_for_it_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    sign = busy._Sign()
    monkeypatch.setattr(busy, "PATIENCE", 0.05)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(module, "SIGN", sign)
    for shown in (False, True):
        sign.begin()
        try:
            assert not shown or until(lambda: sign.shown is not None and sign.shown.live.is_started)
            with Second(9, by_number, 99) as second:
                assert second._child
            assert until(lambda: sign.shown is not None and sign.shown.live.is_started)
        finally:
            sign.end()
    assert until(lambda: threading.active_count() == 1)


# --- the search -----------------------------------------------------------------------------------------------------


@pytest.fixture
def files() -> dict[str, str]:
    """Return the shipped dossier with what is about a person in five files, from the first to the last."""
    names = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "data").rglob("*.yaml"))]
    files = {name: (ROOT / name).read_text(encoding="utf-8") for name in names}
    for name in names[:: len(names) // 5]:
        files[name] += "# Dit is bekend bij leerling Fatima el Amrani.\n"
    return files


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Said]]:
    """Return a run of the checks: what it says, and which texts the first process searched in it."""
    asked: list[str] = []

    def noted(text: str, search: Search) -> list[Hit]:
        asked.append(text)
        return find(text, search)

    monkeypatch.setattr(vondsten, "find", noted)
    monkeypatch.setattr(vondsten, "_MANY", 20)
    monkeypatch.setattr(vondsten, "_FIRST", 2)

    def run(files: dict[str, str], *, by_two: bool) -> Said:
        for known in (vondsten._looking, vondsten._searched, checking._found):
            known.cache_clear()
        asked.clear()
        report = checking.check_source(literal(files), date(2026, 11, 30), by_two=by_two)
        return [(str(one.position), one.rule, one.message) for one in report.findings], [*asked]

    yield run
    vondsten._looking.cache_clear()


def test_two_find_what_one_finds(files: dict[str, str], searched: Callable[..., Said]) -> None:
    one, all_of_it = searched(files, by_two=False)
    two, own = searched(files, by_two=True)
    assert two == one
    assert sum(rule == "tekst-noemt-geen-persoon" for _, rule, _ in one) >= 5
    assert len(own) < len(all_of_it)


@pytest.mark.parametrize("what", [dies, raises, hangs, stops])
def test_one_finds_it_when_the_other_does_not(
    what: Callable[[], None], files: dict[str, str], searched: Callable[..., Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, all_of_it = searched(files, by_two=False)
    monkeypatch.setattr(Second, "_look_from_the_end", lambda *_: what())
    two, own = searched(files, by_two=True)
    assert two == one
    assert sorted(own) == sorted(all_of_it)


def test_the_next_run_knows_what_either_found_clean(
    files: dict[str, str], searched: Callable[..., Said], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {}
    for by_two in (False, True):
        monkeypatch.setenv("CONVENANT_CACHE", str(tmp_path / str(by_two)))
        first, _ = searched(files, by_two=by_two)
        again, asked = searched(files, by_two=by_two)
        # Every file has other bytes, so that each text is looked up by itself.
        moved, asked_moved = searched({name: f"{text}\n" for name, text in files.items()}, by_two=by_two)
        found[by_two] = (first, again, moved, sorted(asked), sorted(asked_moved))
    assert found[True] == found[False]
    assert found[True][4]
    assert all("Fatima" in text for text in found[True][4])


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the second processes that begin from now on."""
    found: list[int] = []

    class Noted(Second):
        def __init__(self, count: int, look: Callable[[int], bytes | None], most: int) -> None:
            super().__init__(count, look, most)
            found.append(self._child)

    monkeypatch.setattr(vondsten, "Second", Noted)
    return found


def test_who_asks_for_one_process_gets_one(convenant: Run, begun: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vondsten, "_MANY", 1)
    for _ in range(2):
        for known in (vondsten._searched, checking._found):
            known.cache_clear()
        convenant("-C", str(ROOT), "validate", code=0)
        assert len(begun) == 1
        assert begun[0]
        monkeypatch.setenv("CONVENANT_PROCESSEN", "1")


def test_where_little_is_to_be_searched_there_is_one(
    files: dict[str, str],
    searched: Callable[..., Said],
    begun: list[int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CONVENANT_CACHE", str(tmp_path))
    for _ in range(2):  # of the second time nearly all is known
        searched(files, by_two=True)
        assert len(begun) == 1
    monkeypatch.setenv("CONVENANT_CACHE", "uit")
    monkeypatch.setattr(vondsten, "_MANY", len(files))
    searched(dict([*files.items()][1:]), by_two=True)
    assert len(begun) == 1


def test_a_mark_is_handed_over_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENANT_CACHE", str(tmp_path))
    there, here = seen("iets"), seen("iets")
    for text in ("een", "twee"):
        there.add(text)
        marks = there.handed_over()
        assert len(marks) == 16
        here.take(marks)
    here.keep()
    assert all(text in seen("iets") for text in ("een", "twee"))
