"""Compare what a new dossier installs with the known weaknesses, by pip-audit; exit code 1 when one is found.

Where no database of weaknesses can be reached, that is said, and it is no failure: a machine without internet must be
able to check everything else. Needs pip-audit.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "templates/init/omgeving/afhankelijkheden.txt"
#: Two databases, each at an address of its own.
_SERVICES = ("pypi", "osv")
_SECONDS = 180


def _ask(program: str, service: str) -> tuple[list[dict[str, Any]], str]:
    """Return what one database knows of each package, or nothing and the reason why."""
    command = [program, "--requirement", str(LOCK), "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    try:
        done = subprocess.run(  # noqa: S603
            [*command, "--vulnerability-service", service],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except subprocess.TimeoutExpired:
        return [], f"no answer in {_SECONDS} seconds"
    except ValueError:
        return [], (done.stderr.strip().splitlines() or ["no answer"])[-1]
    known = [package for package in packages if "skip_reason" not in package]
    return known, "" if known else packages[0]["skip_reason"] if packages else "it looked at nothing"


def main() -> int:
    """Ask the first database that answers."""
    program = shutil.which("pip-audit")
    if program is None:
        print("pip-audit is not on PATH: pip install pip-audit", file=sys.stderr)
        return 2
    for service in _SERVICES:
        packages, reason = _ask(program, service)
        if not packages:
            print(f"skipped: {service} could not be asked ({reason[:200]})")
            continue
        found = [(package, weakness) for package in packages for weakness in package["vulns"]]
        for package, weakness in found:
            mended = ", ".join(weakness["fix_versions"]) or "no version yet"
            print(f"{package['name']} {package['version']}: {weakness['id']}, mended in {mended}")
        print(f"{len(packages)} packages looked up at {service}, {len(found)} known weaknesses")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
