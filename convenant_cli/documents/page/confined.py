"""Work on what somebody else wrote, in a process of its own: it has little time and memory, and opens nothing.

What goes in is data of ours; what comes back is bytes, and nothing of it is ever run or unpickled.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event, Timer
from typing import Any

from convenant_cli.findings import ConvenantError

#: Seconds that the work may take; and that a slow machine may need before it begins. A process that does not end itself
#: is ended.
SECONDS = 10
_START_UP = 15.0
_MOST = 64 * 1024 * 1024  # bytes that may come back
#: All that a Python needs of the environment: where Windows is, and where its own libraries are.
_NEEDED = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
#: An address where nobody listens: what would fetch something finds nobody.
_NOWHERE = "http://127.0.0.1:9"
_START = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from convenant_cli.documents.page.confinement import main; main()"
)  # fmt: skip


def run(
    work: Callable[..., bytes], *arguments: Any, subject: str, memory: int = 512, patience: int = 1, opens: bool = False
) -> bytes:
    """Return what a function returns in a process of its own.

    ``work`` is a function at the top of a module, ``arguments`` what can be pickled. ``subject`` names in a sentence
    what would take too much. It may have ``memory`` MB and ``patience`` times the usual time; with ``opens`` it may
    read files, and still has nobody to fetch from. Raises ConvenantError when the function does, and when it takes too
    much time or memory.
    """
    given = pickle.dumps((SECONDS * patience, memory * 1024 * 1024, opens, work, arguments))
    late = Event()
    try:
        # Nobody else's programs or settings: only this Python, and the folders that it has its modules from.
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", _START, *filter(os.path.isabs, sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=Path(sys.executable).parent,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise ConvenantError(f"Python kan hier niet nog eens starten, en dat is nodig voor {subject}") from error

    def end() -> None:
        late.set()
        process.kill()

    assert process.stdin is not None
    assert process.stdout is not None
    timer = Timer(_START_UP + 3 * SECONDS * patience, end)
    try:
        timer.start()
        try:
            process.stdin.write(given)
            process.stdin.close()
        except OSError:
            pass  # it ended before it had read everything; what came back says why
        answer = process.stdout.read(_MOST + 1)
    finally:
        timer.cancel()
        process.kill()
        process.stdout.close()
        process.wait()
    if answer[:1] == b"-":
        raise ConvenantError(answer[1:].decode(errors="replace"))
    if answer[:1] != b"+" or late.is_set() or len(answer) > _MOST:
        raise ConvenantError(f"{subject} vraagt te veel tijd of geheugen; maak het eenvoudiger")
    return answer[1:]


def _environment() -> dict[str, str]:
    names = ("http_proxy", "https_proxy", "all_proxy")
    nobody = dict.fromkeys((*names, *map(str.upper, names)), _NOWHERE)
    return {name: os.environ[name] for name in _NEEDED if name in os.environ} | nobody
