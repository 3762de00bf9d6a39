"""The sign of life of a long run: only on a terminal, never in a pipeline, gone when something is said."""

from pathlib import Path

import pytest

from convenant_cli.checks import checking
from convenant_cli.text import busy
from tests.processes import forked
from tests.terminal import Terminal

SIGN = "bezig; stoppen kan met Ctrl-C"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "convenant.yaml").write_text("titel: Convenant\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let checking wait until the sign is there, or somebody stops it."""
    real = checking.check_source

    def waits(*args: object, **more: object) -> object:
        from time import sleep

        for _ in range(200):
            if busy.SIGN.shown is not None or busy.SIGN._timer is None:
                break
            sleep(0.05)
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(busy, "PATIENCE", 0.05)
    monkeypatch.setattr(checking, "check_source", waits)
    monkeypatch.delenv("CI", raising=False)


@pytest.mark.usefixtures("slow")
def test_a_long_run_shows_that_it_is_alive_and_then_only_what_it_says(folder: Path) -> None:
    run = Terminal("validate", "--peildatum", "2026-11-21", folder=folder)
    run.expect(SIGN)
    assert run.end() == 1
    assert "bestand gelezen" in run.plain.rpartition(SIGN)[2]
    assert "\x1b[2K" in run.shown  # the line of the sign was wiped


@pytest.mark.usefixtures("slow")
def test_a_pipeline_and_a_file_get_no_sign(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert SIGN not in "".join(map(str, (forked("validate", cwd=folder).err, forked("validate", cwd=folder).out)))
    monkeypatch.setenv("CI", "true")
    run = Terminal("validate", folder=folder)
    assert run.end() == 1
    assert SIGN not in run.plain


def test_who_stops_it_gets_the_line_back_and_finds_all_as_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from time import sleep

    def works(*_: object, **__: object) -> None:
        # As checking does, it comes back to Python often: there an interrupt is noticed that another thread received.
        for _part in range(1200):
            sleep(0.05)

    monkeypatch.setattr(busy, "PATIENCE", 0.05)
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(checking, "check_source", works)
    run = Terminal("validate", folder=folder)
    run.expect(SIGN)
    run.interrupt()
    assert run.end() == 130
    assert run.plain.rstrip().endswith("Afgebroken.")
    assert [path.name for path in folder.rglob("*")] == ["data", "convenant.yaml"]
