"""Other programs: never one from the folder somebody works in, run with a limit, and ended with all they started."""

import os
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

_LARGEST_MADE = 500_000_000  # bytes; no document is so large
_LONGEST_SAID = 10_000  # bytes of what a program says about itself that are kept


class Finished(NamedTuple):
    """How a program ended: its exit code, what it made, and what it said about it."""

    code: int
    made: bytes
    said: str


def look_in_no_current_folder() -> None:
    """Let no program be found in the current folder, by us or by a program that we start: git, and what git starts.

    What lies there came with the files, and files do not choose what runs. An entry of PATH that depends on the current
    folder is taken out; Windows, which always looks there first, is told not to.
    """
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    os.environ["PATH"] = os.pathsep.join(entry for entry in entries if Path(entry.strip('"')).is_absolute())
    os.environ["NoDefaultCurrentDirectoryInExePath"] = "1"  # noqa: SIM112  # as Windows writes it


def run(command: Sequence[str], given: bytes, seconds: float) -> Finished:
    """Run a program, in an empty folder, and return how it ended.

    ``command`` starts with a full path; ``given`` is what the program reads. Raises OSError when it cannot start, and
    subprocess.TimeoutExpired after so many seconds; then nothing of it runs on.
    """
    import tempfile

    # Files and no pipes: a child that runs on would keep a pipe open, and whoever reads it waiting.
    with (
        tempfile.TemporaryDirectory() as empty,
        tempfile.TemporaryFile() as source,
        tempfile.TemporaryFile() as made,
        tempfile.TemporaryFile() as said,
    ):
        source.write(given)
        source.seek(0)
        group = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
        process = subprocess.Popen(  # noqa: S603  # callers give a full path and fixed words
            command,
            stdin=source,
            stdout=made,
            stderr=said,
            cwd=empty,
            start_new_session=True,
            creationflags=group,
        )
        try:
            code = process.wait(seconds)
        except BaseException:  # also when the user breaks off: the program is in a group of its own and would run on
            end(process)
            raise
        made.seek(0)
        said.seek(0)
        return Finished(code, made.read(_LARGEST_MADE), said.read(_LONGEST_SAID).decode(errors="replace"))


def end(process: "subprocess.Popen[bytes]") -> None:
    """End a program with all that it started."""
    if os.name == "nt":
        tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "taskkill.exe")
        subprocess.run([str(tool), "/F", "/T", "/PID", str(process.pid)], capture_output=True, check=False)  # noqa: S603
        process.kill()
    else:
        with suppress(ProcessLookupError):  # it ended a moment ago
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
