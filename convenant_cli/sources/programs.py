"""Other programs: never one from the folder somebody works in, and ended with all they started."""

import os
import signal
import subprocess
from contextlib import suppress
from pathlib import Path


def look_in_no_current_folder() -> None:
    """Let no program be found in the current folder, by us or by a program that we start: git, and what git starts.

    What lies there came with the files, and files do not choose what runs. An entry of PATH that depends on the current
    folder is taken out; Windows, which always looks there first, is told not to.
    """
    entries = os.environ.get("PATH", os.defpath).split(os.pathsep)
    os.environ["PATH"] = os.pathsep.join(entry for entry in entries if Path(entry.strip('"')).is_absolute())
    os.environ["NoDefaultCurrentDirectoryInExePath"] = "1"  # noqa: SIM112  # as Windows writes it


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
