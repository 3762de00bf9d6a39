"""Write the versions and hashes that a new dossier installs, for every system and Python that convenant runs on.

Needs uv and a package index. Run it before a release, and look at what changes; ``tests/test_supply_chain.py`` says
when the file no longer fits ``pyproject.toml``.
"""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "templates/init/omgeving/afhankelijkheden.txt"
HEAD = """\
# Wat convenant zelf nodig heeft, één versie van elk. Bij een andere versie van convenant horen andere regels: maak dan
# met 'convenant init' een proefdossier in een lege map, en neem ze over.
"""


def main() -> int:
    """Resolve anew, and write the file."""
    uv = shutil.which("uv")
    if uv is None:
        print("uv is needed: pip install uv", file=sys.stderr)
        return 1
    command = [uv, "pip", "compile", "pyproject.toml", "--extra", "documenten", "--extra", "uitwisseling"]
    command += ["--universal", "--generate-hashes", "--python-version", "3.11"]
    command += ["--no-header", "--no-annotate", "--quiet"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8")  # noqa: S603
    LOCK.write_text(HEAD + done.stdout, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
