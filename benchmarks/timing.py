"""What a whole process takes: processor time with that of its children, and memory. Commands in turn, never one by one.

On a busy machine the seconds say little; what one command takes beside another in the same turn says more.
"""

import os
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer


@dataclass
class Figures:
    """What one command took, turn by turn."""

    seconds: list[float] = field(default_factory=list)
    mib: float = 0
    """The most that one process of it held at a time."""
    clock: list[float] = field(default_factory=list)
    """The same by the clock: less than of the processor, where two of these work at once."""
    stopped: bool = False
    """Whether it took too long and was stopped: then it takes more than these seconds."""

    @property
    def median(self) -> float:
        """The median of the processor time."""
        return statistics.median(self.seconds)

    def beside(self, other: "Figures") -> float:
        """Return the median of what this command took for each second of another, turn by turn."""
        return statistics.median(own / its for own, its in zip(self.seconds, other.seconds, strict=True))

    @property
    def by_the_clock(self) -> "Figures":
        """What somebody waits for it."""
        return Figures(self.clock, self.mib)


@dataclass(frozen=True)
class Case:
    """A command, and what it has around it."""

    line: list[str]
    kept: Path | None = None
    """Where it keeps what it finds for the next turn; without it nothing is kept and every turn is the first."""
    before: Callable[[], object] | None = None
    """What is done before each turn."""
    around: dict[str, str] = field(default_factory=dict)
    """What it finds in the environment."""


def compare(
    cases: Mapping[str, list[str] | Case], folder: Path, rounds: int, *, warm: int = 1, longest: float | None = None
) -> dict[str, Figures]:
    """Run every command in turn, as often as there are rounds, after one turn that warms up. Not for Windows.

    A command may find faults (exit code 1). ``longest``: after so many seconds of the clock one is stopped. Raises
    ValueError when one cannot do its work.
    """
    found = {case: Figures() for case in cases}
    settings = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}  # with these each start compiles all modules anew
    env = {name: value for name, value in os.environ.items() if name not in settings}
    for turn in range(rounds + warm):
        for case, asked in cases.items():
            one = asked if isinstance(asked, Case) else Case(asked)
            if one.before:
                one.before()
            began = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603
                one.line,
                cwd=folder,
                env=env | {"CONVENANT_CACHE": str(one.kept or "uit")} | one.around,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stop = Timer(longest, process.kill) if longest else None
            if stop:
                stop.start()
            _, status, used = os.wait4(process.pid, 0)
            ended = time.perf_counter()
            process.returncode = os.waitstatus_to_exitcode(status)
            if stop:
                stop.cancel()
            found[case].stopped = stop is not None and process.returncode == -signal.SIGKILL
            if process.returncode not in (0, 1) and not found[case].stopped:
                raise ValueError(f"{case}: exit code {process.returncode}")
            if turn >= warm:
                found[case].clock.append(ended - began)
                found[case].seconds.append(used.ru_utime + used.ru_stime)
                found[case].mib = max(found[case].mib, used.ru_maxrss / 1024)
    return found
