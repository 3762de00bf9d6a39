"""What a whole process takes: processor time with that of its children, and memory. Commands in turn, never one by one.

On a busy machine the seconds say little; what one command takes beside another in the same turn says more.
"""

import os
import statistics
import subprocess
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Figures:
    """What one command took, turn by turn."""

    seconds: list[float] = field(default_factory=list)
    mib: float = 0
    """The most that one process of it held at a time."""

    @property
    def median(self) -> float:
        """The median of the processor time."""
        return statistics.median(self.seconds)

    def beside(self, other: "Figures") -> float:
        """Return the median of what this command took for each second of another, turn by turn."""
        return statistics.median(own / its for own, its in zip(self.seconds, other.seconds, strict=True))


def compare(cases: dict[str, list[str]], folder: Path, rounds: int) -> dict[str, Figures]:
    """Run every command in turn, as often as there are rounds, after one turn that warms up. Not for Windows.

    A command may find faults (exit code 1). Raises ValueError when one cannot do its work.
    """
    found = {case: Figures() for case in cases}
    settings = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED"}  # with these each start compiles all modules anew
    env = {name: value for name, value in os.environ.items() if name not in settings}
    for turn in range(rounds + 1):
        for case, line in cases.items():
            process = subprocess.Popen(  # noqa: S603
                line, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                raise ValueError(f"{case}: exit code {process.returncode}")
            if turn:
                found[case].seconds.append(used.ru_utime + used.ru_stime)
                found[case].mib = max(found[case].mib, used.ru_maxrss / 1024)
    return found
