"""The command line in a process of its own, made by fork: what is imported and read already need not be again.

Starting Python anew costs most of a second of the processor. Where the start itself is what is tested, a test starts
a whole new one.
"""

import io
import json
import os
import select
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from convenant_cli.cli import main
from tests.conftest import ROOT, Outcome

_Streams = Mapping[int, int]
"""Which file each of the three streams of a process is; one that is not there is closed."""


def become(
    args: tuple[str | Path, ...], cwd: Path | int, streams: _Streams, env: dict[str, str],
    ended: Callable[[int], object] = lambda _: None,
) -> NoReturn:  # fmt: skip
    """Make of this process, which is a child, a run of the command line, and end it with its code, which is told."""
    code = 97
    try:
        os.chdir(cwd)
        for number in range(3):
            if number in streams:
                os.dup2(streams[number], number)
            else:
                os.close(number)
        sys.stdin = io.TextIOWrapper(io.FileIO(0, closefd=False), encoding="utf-8") if 0 in streams else None
        for name, number in (("stdout", 1), ("stderr", 2)):
            setattr(sys, name, _written(number) if number in streams else None)
        os.environ.clear()
        os.environ.update(env)
        main([str(arg) for arg in args])
    except SystemExit as left:
        code = int(left.code or 0)
    except BaseException:  # noqa: BLE001  # this process ends here, whatever happened
        traceback.print_exc()
    finally:
        ended(code := _flushed(code))
        os._exit(code)


def fork() -> int:
    """Fork this process, and return the number of the child; in the child 0.

    Typst has threads, which a child does not have: it would wait for them for ever. So a child can do without only.
    What is to make a PDF or a chart asks the program of ``server``.
    """
    child = os.fork()
    if child == 0:
        sys.modules["typst"] = None  # type: ignore[assignment]  # so Python is told that there is none
    return child


def _flushed(code: int) -> int:
    """Write what is left to be written; return the code, or that with which Python ends when its output is refused."""
    for stream, refused in ((sys.stderr, code), (sys.stdout, 120)):
        try:
            if stream:
                stream.flush()
        except OSError:
            code = refused
    return code


def _written(number: int) -> io.TextIOWrapper:
    raw = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return io.TextIOWrapper(raw, encoding="utf-8", line_buffering=number > 1)


def forked(*args: str | Path, cwd: Path, before: Callable[[], None] | None = None, stdin: int | None = None) -> Outcome:
    """Run the command line in a child, from a folder; ``before`` is done there first. ``stdin``: what it reads from."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open("rb") as nothing:
        child = fork()
        if child == 0:
            try:
                os.chdir(cwd)
                if before:
                    before()
                given = nothing.fileno() if stdin is None else stdin
                become(args, Path(), {0: given, 1: out.fileno(), 2: err.fileno()}, dict(os.environ))
            finally:
                os._exit(96)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode())
    return Outcome(code, *texts)


# --- a program that others start ----------------------------------------------------------------------------------

#: It gives its streams and all else of it to the server, and ends as the server says.
_PROGRAM = """\
#!{python} -IS
import os
own = []
for number in (0, 1, 2):
    try:
        os.fstat(number)
        own.append(number)
    except OSError:
        pass
import json, socket, sys
around = [[part.decode("utf-8", "surrogateescape") for part in pair] for pair in os.environb.items()]
asked = json.dumps([sys.argv[1:], around, os.umask(0), own]).encode()
here = os.open(".", os.O_RDONLY)
server = socket.socket(socket.AF_UNIX)
server.connect({address!r})
socket.send_fds(server, [len(asked).to_bytes(4)], [here, *own])
server.sendall(asked)
os._exit(int.from_bytes(server.recv(4) or bytes([0, 0, 0, 98])))
"""


@contextmanager
def server() -> Iterator[Path]:
    """Start a process that runs the command line for others; give the program ``convenant`` that asks it.

    Every run is a child of that process, with the folder, streams, mask and surroundings of the program that asked. It
    is no child of the tests: what they did before, such as making a PDF, is not in it.
    """
    with tempfile.TemporaryDirectory() as folder:  # a short path: the address of a socket has a limit
        address, program = Path(folder) / "vraag", Path(folder) / "convenant"
        text = _PROGRAM.format(python=sys.executable, address=str(address))
        program.write_text(text, encoding="utf-8", newline="\n")
        program.chmod(0o755)
        ends, ours = os.pipe()
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(str(address))
            listening.listen()
            given = (listening.fileno(), ends)
            command = [sys.executable, "-m", "tests.processes", *map(str, given)]
            serving = subprocess.Popen(command, cwd=ROOT, pass_fds=given, stdin=subprocess.DEVNULL)
        os.close(ends)
        try:
            yield program
        finally:
            os.close(ours)
            serving.wait(60)


def _serve(listening: socket.socket, ends: int) -> None:
    """Run what is asked until nobody holds the other end of a pipe."""
    running: set[int] = set()
    while True:
        ready, _, _ = select.select([listening.fileno(), ends], [], [])
        running -= {one for one in running if os.waitpid(one, os.WNOHANG)[0]}
        if ends in ready:
            return
        asking, _ = listening.accept()
        if (one := os.fork()) == 0:
            try:
                _answer(asking)
            finally:
                os._exit(96)
        asking.close()
        running.add(one)


def _answer(asking: socket.socket) -> NoReturn:
    head, (here, *streams), _, _ = socket.recv_fds(asking, 4, 4)
    args, around, umask, numbers = json.loads(asking.makefile("rb").read(int.from_bytes(head)))
    os.umask(umask)
    # This process has three streams of its own, so that none of those given has the number of one.
    given = dict(zip(numbers, streams, strict=True))
    become(tuple(args), here, given, dict(around), lambda code: asking.sendall(code.to_bytes(4)))


if __name__ == "__main__":
    from convenant_cli.dossier.vondsten import vondsten
    from tests.alle_documenten import shipped

    vondsten(shipped())
    _serve(socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2]))
