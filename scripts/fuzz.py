"""The long run of the fuzzer: ``python scripts/fuzz.py --iterations 5000 --seed 1 --target loader,merging``.

Each iteration makes its own input from the seed and its number, so every fault can be had again with ``--from``. Input
and traceback of a fault are written below ``build/fuzz/``. Exit code 1 when there is any.
"""

import argparse
import resource
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.fuzz.running import run  # noqa: E402
from tests.fuzz.targets import TARGETS  # noqa: E402

_MEMORY = 1024**3  # bytes on top of what the program itself needs
_EACH = 500


def main() -> int:
    """Run every target that is asked for in turn, some iterations at a time, and tell what was found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--iterations", type=int, default=1000, help="how many for each target")
    parser.add_argument("--from", dest="start", type=int, default=0, help="the number of the first iteration")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--target", default=",".join(TARGETS), help="one or more, with commas between")
    parser.add_argument("--faults", type=Path, default=ROOT / "build" / "fuzz", help="where to write what goes wrong")
    asked = parser.parse_args()
    targets = asked.target.split(",")
    if unknown := set(targets) - set(TARGETS):
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}")
    resource.setrlimit(resource.RLIMIT_AS, (2 * _MEMORY, 2 * _MEMORY))
    done: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    end = asked.start + asked.iterations
    for begin in range(asked.start, end, _EACH):
        for target in targets:
            numbers = range(begin, min(begin + _EACH, end))
            began = time.monotonic()
            for fault in run(target, asked.seed, numbers):
                faults[target] += 1
                last = fault.told.strip().splitlines()[-1][:200]
                kinds[last] += 1
                if kinds[last] <= 3:
                    print(f"FAULT {target} {fault.number}: {last}\n  {fault.save(asked.faults)}", flush=True)
            done[target] += len(numbers)
            each = (time.monotonic() - began) / len(numbers)
            print(f"{target}: {done[target]} done, {faults[target]} faults, {each * 1000:.1f} ms each", flush=True)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{sum(done.values())} iterations, {sum(faults.values())} faults, {most} MB at most")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
