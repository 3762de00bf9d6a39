"""A sign of life on a terminal while a run takes long: nothing before two seconds, gone when something is said."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from time import monotonic
from typing import Any

PATIENCE = 2.0  # seconds after which somebody wonders


class _Sign:
    """The sign of one run. It is shown by a timer, so that a run that is soon over pays for no more than that."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._until = 0.0
        self._timer: Timer | None = None
        self.shown: Any = None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let something be done while no thread shows the sign, or waits to show it."""
        if (timer := self._timer) is None:
            yield
            return
        timer.cancel()
        timer.join()
        if self.shown is not None:
            self.shown.stop()
        try:
            yield
        finally:
            if self.shown is not None:
                self.shown.start()
            else:
                self._wait()

    def begin(self) -> None:
        """Show the sign when nothing was said in time; never where nobody looks at the messages."""
        looked_at = sys.stderr is not None and sys.stderr.isatty()
        if looked_at and not os.environ.get("CI") and os.environ.get("TERM") != "dumb":
            self._until = monotonic() + PATIENCE
            self._wait()

    def _wait(self) -> None:
        self._timer = Timer(max(0, self._until - monotonic()), self._show)
        self._timer.daemon = True
        self._timer.start()

    def end(self) -> None:
        """Take the sign away, or let it not come."""
        if self._timer is None:
            return
        with self._lock:
            self._timer.cancel()
            self._timer = None
            if self.shown is not None:
                self.shown.stop()
                self.shown = None

    def _show(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        with self._lock:
            if self._timer is None:
                return
            said = TextColumn("bezig; stoppen kan met Ctrl-C")
            console = Console(stderr=True)
            self.shown = Progress(SpinnerColumn("line"), said, TimeElapsedColumn(), transient=True, console=console)
            self.shown.add_task("")
            self.shown.start()


SIGN = _Sign()
"""The sign of this run: begun by the command line, ended by what is said or asked first."""
