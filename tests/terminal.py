"""A command on a terminal of a given width, typed at as a person does."""

import os
import re
import select
import signal
import struct
from pathlib import Path
from time import monotonic

from tests.processes import become, fork

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
        env = {**os.environ, "TERM": "xterm"}
        env.pop("COLUMNS", None)
        self._run = fork()
        if self._run == 0:
            try:
                os.setsid()
                os.close(self._ours)
                become(args, folder, dict.fromkeys(range(3), theirs), env)
            finally:
                os._exit(96)
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

    def interrupt(self) -> None:
        """Press Ctrl-C where no question is asked."""
        os.kill(self._run, signal.SIGINT)

    def end(self) -> int:
        """Read until the run is over, and return its code."""
        until = monotonic() + _HANGS
        while self._read(until):
            pass
        os.close(self._ours)
        return os.waitstatus_to_exitcode(os.waitpid(self._run, 0)[1])

    @property
    def plain(self) -> str:
        """What was shown, without styles and movements."""
        return _STYLES.sub("", self.shown)

    def _read(self, until: float) -> bool:
        if not select.select([self._ours], [], [], max(0.0, until - monotonic()))[0]:
            os.kill(self._run, signal.SIGKILL)
            return False
        try:
            data = os.read(self._ours, 65536)
        except OSError:  # the other side was closed
            return False
        self.shown += data.decode("utf-8", "replace")
        return bool(data)
