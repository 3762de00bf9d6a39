"""The command line in a process of its own, made by fork: what is imported and read already need not be again.

Starting Python anew costs most of a second of the processor. Where the start itself is what is tested, a test starts
a whole new one.
"""

import io
import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from convenant_cli.cli import main
from tests.conftest import Outcome


def become(args: tuple[str | Path, ...], cwd: Path, streams: tuple[int, int, int], env: dict[str, str]) -> NoReturn:
    """Make of this process, which is a child, a run of the command line, and end it with its code."""
    code = 97
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8")
        for name, number in (("stdout", 1), ("stderr", 2)):
            raw = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
            setattr(sys, name, io.TextIOWrapper(raw, encoding="utf-8", line_buffering=number > 1))
        os.environ.clear()
        os.environ.update(env)
        os.chdir(cwd)
        main([str(arg) for arg in args])
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException:  # noqa: BLE001  # this process ends here, whatever happened
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def forked(*args: str | Path, cwd: Path, before: Callable[[], None] | None = None, stdin: int | None = None) -> Outcome:
    """Run the command line in a child, from a folder; ``before`` is done there first. ``stdin``: what it reads from."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        child = os.fork()
        if child == 0:
            try:
                os.chdir(cwd)
                if before:
                    before()
                given = nothing.fileno() if stdin is None else stdin
                become(args, Path(), (given, out.fileno(), err.fileno()), dict(os.environ))
            finally:
                os._exit(96)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode())
    return Outcome(code, *texts)
