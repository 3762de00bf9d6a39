"""A command on a terminal of a given width, typed at as a person does."""

import os
import re
import select
import struct
import sys
from pathlib import Path
from subprocess import Popen
from time import monotonic

from tests.conftest import ROOT

_STYLES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[=>]|\x1b\][^\x07]*\x07|\r")
_HANGS = 120.0  # seconds; only so that a run that waits for ever ends


class Terminal:
    """A run of convenant on a pseudo terminal."""

    def __init__(self, *args: str, folder: Path, columns: int = 80) -> None:
        import fcntl
        import pty
        import termios

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        env = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "PYTHONPATH": str(ROOT)}
        env.pop("COLUMNS", None)
        self._run = Popen(
            [sys.executable, "-m", "convenant_cli", *args],
            cwd=folder,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""
        self._told = 0

    def expect(self, text: str) -> str:
        """Wait until a text is shown after what was expected before; return what came up to it."""
        until = monotonic() + _HANGS
        while (at := self.plain.find(text, self._told)) < 0:
            if not self._read(until):
                raise AssertionError(f"{text!r} did not come:\n{self.plain[self._told :]}")
        part = self.plain[self._told : at]
        self._told = at + len(text)
        return part

    def type(self, keys: str) -> None:
        """Type keys; a line ends with ``\\r``."""
        os.write(self._ours, keys.encode())

    def answer(self, label: str, keys: str) -> None:
        """Wait for a question and answer it."""
        self.expect(f"{label}:")
        self.type(f"{keys}\r")

    def end(self) -> int:
        """Read until the run is over, and return its code."""
        until = monotonic() + _HANGS
        while self._read(until):
            pass
        os.close(self._ours)
        return self._run.wait(_HANGS)

    @property
    def plain(self) -> str:
        """What was shown, without styles and movements."""
        return _STYLES.sub("", self.shown)

    def _read(self, until: float) -> bool:
        if not select.select([self._ours], [], [], max(0.0, until - monotonic()))[0]:
            self._run.kill()
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # the other side was closed
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)
