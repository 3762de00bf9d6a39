"""The process in which the templates of a dossier are filled, made by fork: what it imports need not be imported again.

One process is started as the product starts each of them, with the same Python, folders, surroundings and place, and
imports what it imports. Every work is then done in a child of that process, which reads, limits itself, works and
answers as always. ``test_confined`` starts whole new ones.
"""

import os
import signal
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from convenant_cli.documents.page import confined

#: What takes the place of the line with which the product begins, after the same folders.
_SERVE = """\
import os, select, socket, sys
listening, ends = socket.socket(fileno=int(sys.argv[1])), int(sys.argv[2])
sys.path[:] = sys.argv[3:]
import convenant_cli.documents.page.filling
from convenant_cli.documents.page.confinement import main
while ends not in select.select([listening, ends], [], [])[0]:
    asking, _ = listening.accept()
    _, streams, _, _ = socket.recv_fds(asking, 1, 2)
    child = os.fork()
    if child:
        for number in streams:
            os.close(number)
        asking.sendall(child.to_bytes(4))
        asking.close()
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            pass
        continue
    code = 1
    try:
        for number, stream in enumerate(streams):
            os.dup2(stream, number)
            os.close(stream)
        os.close(ends)
        listening.close()
        # The other end of this one tells that the child is no more.
        os.dup2(asking.fileno(), 3)
        os.closerange(4, 64)
        main()
        code = 0
    finally:
        os._exit(code)
"""


class _Forked:
    """What ``confined.run`` uses of a ``Popen``: the streams, the end, and waiting for it."""

    def __init__(self, address: Path) -> None:
        given, write = os.pipe()
        read, out = os.pipe()
        self.stdin, self.stdout = os.fdopen(write, "wb"), os.fdopen(read, "rb")
        self._told = socket.socket(socket.AF_UNIX)
        self._told.connect(str(address))
        socket.send_fds(self._told, [b" "], [given, out])
        os.close(given)
        os.close(out)
        self._child = int.from_bytes(self._told.recv(4))

    def kill(self) -> None:
        if self._child:
            try:
                os.kill(self._child, signal.SIGKILL)
            except ProcessLookupError:
                self._child = 0

    def wait(self) -> None:
        self._told.recv(1)
        self._told.close()
        self._child = 0


@contextmanager
def forking() -> Iterator[None]:
    """Have ``confined.run`` ask one process, which starts when it is asked for the first time."""
    if not hasattr(socket, "send_fds") or not hasattr(os, "fork"):
        yield
        return
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        serving: dict[Path, list[Callable[[], object]]] = {}

        def start(command: list[str], **settings: Any) -> _Forked:
            if not serving:  # what is forked from the tests before that has one of its own
                address = Path(folder) / str(os.getpid())
                serving[address] = _started(address, command, settings)
            return _Forked(next(iter(serving)))

        patch.setattr(confined, "subprocess", SimpleNamespace(**{**vars(subprocess), "Popen": start}))
        yield
        for end in [end for ends in serving.values() for end in ends]:
            end()


def _started(address: Path, command: list[str], settings: dict[str, Any]) -> list[Callable[[], object]]:
    """Start the process as the product would start one for a single work; return what ends it."""
    ends, ours = os.pipe()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(address))
        listening.listen()
        given = (listening.fileno(), ends)
        own = [*command[:3], _SERVE, *map(str, given), *command[4:]]
        silent = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        serving = subprocess.Popen(own, pass_fds=given, **{**settings, **silent})
    os.close(ends)
    return [lambda: os.close(ours), lambda: serving.wait(60)]


@contextmanager
def anew() -> Iterator[None]:
    """Start whole new processes again, where the start itself is what is proved."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confined, "subprocess", subprocess)
        yield


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Every process that is started apart, which here gets one second."""
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def start(*args: Any, **kwargs: Any) -> subprocess.Popen[bytes]:
        started.append(real(*args, **kwargs))
        return started[-1]

    monkeypatch.setattr("convenant_cli.documents.page.confined.subprocess.Popen", start)
    monkeypatch.setattr(confined, "SECONDS", 1)
    return started
