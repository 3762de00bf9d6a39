"""Runs the targets of the fuzzer, and keeps what went wrong."""

import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fuzz.targets import TARGETS, Maker
from tests.guard import TooLongError, guard


@dataclass(frozen=True)
class Fault:
    """Something that went wrong: in which iteration of which target, what, and with which files."""

    target: str
    number: int
    told: str
    files: dict[str, bytes]

    def save(self, folder: Path) -> Path:
        """Write the input to a folder of its own, and return that."""
        place = folder / f"{self.target}-{self.number}"
        for name, raw in self.files.items():
            path = place / name.replace("\0", "")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)
        (place / "fault.txt").write_text(self.told, encoding="utf-8", errors="replace")
        return place


def run(target: str, seed: int, numbers: range, longest: int = 10) -> Iterator[Fault]:
    """Run iterations of a target and yield the faults. The same seed and number give the same input.

    ``longest``: how many seconds of the processor an iteration may take, and ten times as many on the clock: a busy
    machine is no fault. Where the system has no alarm it is judged afterwards.
    """
    for number in numbers:
        maker = Maker(Random(f"{seed}/{target}/{number}"))
        began = time.process_time()
        try:
            with guard(longest):
                TARGETS[target](maker)
        except (Exception, TooLongError):  # noqa: BLE001  # whatever it is, it is what we are looking for
            yield Fault(target, number, traceback.format_exc(), maker.made)
        else:
            if time.process_time() - began > longest:
                yield Fault(target, number, f"took longer than {longest} seconds", maker.made)
