"""A run reads a file once: unless it may hold something else by now, or was written a moment ago."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from convenant_cli.sources import reread
from convenant_cli.sources.digests import blake2b
from convenant_cli.sources.diskfile import RefusedError, read
from convenant_cli.sources.fingerprint import Fingerprint

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows makes no links")
NAAM = "data/een.yaml"
HOUR = 3_600_000_000_000


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    reread.forget()
    (tmp_path / "data").mkdir()
    path = tmp_path / NAAM
    path.write_bytes(b"naam: een\n")
    yield path
    reread.forget()


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all that stands on disk be of an hour ago."""
    now = time.time_ns
    monkeypatch.setattr(time, "time_ns", lambda: now() + HOUR)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files that are opened from now on."""
    found: list[str] = []
    real = os.open

    def noting(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if str(path).endswith(".yaml"):
            found.append(str(path))
        return real(path, flags, mode, dir_fd=dir_fd)

    monkeypatch.setattr(os, "open", noting)
    return found


def looked(file: Path) -> tuple[bytes, bytes]:
    made = Fingerprint()
    made.folder(str(file.parent), "data")
    return made.content, made.stamps


def known(file: Path) -> bytes | None:
    return read(file.parent.parent, NAAM)


@pytest.mark.usefixtures("later")
def test_a_file_is_read_once(file: Path, opened: list[str]) -> None:
    first = looked(file)
    assert opened == [str(file)]
    assert known(file) == b"naam: een\n"
    assert looked(file) == first
    assert opened == [str(file)]
    reread.forget()
    assert looked(file) == first
    assert opened == [str(file)] * 2


def _written(path: Path) -> None:
    path.write_bytes(b"naam: wee\n")


def _written_with_its_time(path: Path) -> None:
    _written(path)
    os.utime(path, ns=(1, 1))


def _made_anew(path: Path) -> None:
    path.unlink()
    _written_with_its_time(path)


def _put_in_its_place(path: Path) -> None:
    other = path.with_name("ander")
    _written_with_its_time(other)
    other.replace(path)


def _longer(path: Path) -> None:
    path.write_bytes(b"naam: twee\n")


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("edit", [_longer, _written, _written_with_its_time, _made_anew, _put_in_its_place])
def test_what_was_written_since_is_read_again(file: Path, edit: Callable[[Path], None]) -> None:
    os.utime(file, ns=(1, 1))
    first = looked(file)
    time.sleep(0.02)  # longer than a tick of the clock of a disk here
    edit(file)
    assert known(file) == file.read_bytes() != b"naam: een\n"
    assert looked(file)[0] != first[0]


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("what", ["st_dev", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns"])
def test_it_is_another_file_when_one_thing_differs(what: str) -> None:
    here = {"st_dev": 1, "st_ino": 2, "st_size": 3, "st_mtime_ns": HOUR, "st_ctime_ns": HOUR}
    reread.note(cast("os.stat_result", SimpleNamespace(**here)), b"een")
    assert reread.noted(cast("os.stat_result", SimpleNamespace(**here))) == b"een"
    assert reread.noted(cast("os.stat_result", SimpleNamespace(**{**here, what: 4}))) is None


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize("what", [{"st_ino": 0}, {"st_mtime_ns": 4 * 10**18}, {"st_ctime_ns": 4 * 10**18}])
def test_what_cannot_be_told_apart_is_not_held(what: dict[str, int]) -> None:
    told = {"st_dev": 1, "st_ino": 2, "st_size": 3, "st_mtime_ns": HOUR, "st_ctime_ns": HOUR, **what}
    reread.note(cast("os.stat_result", SimpleNamespace(**told)), b"een")
    assert not reread.anything()


def test_what_was_written_a_moment_ago_is_read_again(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, before = looked(file), file.stat()
    # Written again in the same tick: nothing of its status tells.
    file.write_bytes(b"naam: wee\n")
    for name in ("fstat", "lstat"):
        monkeypatch.setattr(os, name, lambda *_: before)
    assert reread.noted(before) is None
    assert looked(file)[0] != first[0]


@pytest.mark.usefixtures("later")
def test_what_is_larger_than_who_reads_it_wants_is_refused(file: Path) -> None:
    looked(file)
    with pytest.raises(RefusedError, match="groter dan"):
        read(file.parent.parent, NAAM, largest=5)


@pytest.mark.usefixtures("later")
def test_a_file_is_digested_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(file)
    raw = known(file)
    assert raw is not None
    digested: list[bytes] = []

    def noting(one: bytes) -> object:
        digested.append(one)
        return blake2b(one)

    monkeypatch.setattr(reread, "blake2b", noting)
    first = reread.digest(raw)
    looked(file)
    assert digested == []
    assert reread.digest(bytes(bytearray(raw))) == first != reread.digest(b"naam: wee\n")
    reread.forget()
    assert reread.digest(raw) == first
    assert len(digested) == 3


@pytest.mark.parametrize("most", [1, 4, 10, 100])
@pytest.mark.parametrize("told", [0, 4, 10, 11, 2**20])
def test_all_is_read_also_when_the_system_gives_it_in_pieces_or_tells_another_size(
    file: Path, monkeypatch: pytest.MonkeyPatch, most: int, told: int
) -> None:
    real = os.read
    monkeypatch.setattr(os, "read", lambda descriptor, size: real(descriptor, min(size, most)))
    with file.open("rb") as held:
        assert reread.all_of(held.fileno(), told) == (b"naam" if most == told == 4 else b"naam: een\n")


@POSIX
@pytest.mark.usefixtures("later")
def test_a_link_to_what_was_read_is_still_a_link(file: Path) -> None:
    looked(file)
    file.rename(file.with_name("ander"))
    file.symlink_to("ander")
    with pytest.raises(RefusedError, match="koppeling"):
        known(file)


@pytest.mark.usefixtures("later")
def test_a_large_file_is_not_held(file: Path) -> None:
    file.write_bytes(b"#" * (2 * 1024 * 1024 + 1))
    looked(file)
    assert not reread.anything()
