"""A command in a sentence, for somebody to copy into a shell: no name or value in it may be read as anything else."""

import os
import re
import sys
from pathlib import Path

#: Signs that no shell gives a meaning, wherever they stand.
_PLAIN = re.compile(r"[\w.,:/@+=-]+", re.ASCII)
#: How an apostrophe stands between apostrophes: in PowerShell otherwise than in the shells of Linux and macOS.
_APOSTROPHE = "''" if os.name == "nt" else "'\\''"


def quoted(argument: str) -> str:
    """Return an argument as one types it in a shell: between quotes when it holds more than plain signs."""
    if _PLAIN.fullmatch(argument):
        return argument
    if re.search(r'["$`\\!]', argument):
        return "'" + argument.replace("'", _APOSTROPHE) + "'"
    return f'"{argument}"'


def installing(packages: str) -> str:
    """Return how packages are put where this program runs: which ``pip`` a shell knows, is that of another Python."""
    python = Path(sys.executable)
    if python.is_relative_to(Path.cwd()):
        python = python.relative_to(Path.cwd())
    known = str(python)
    if not re.fullmatch(r"[\w.,:/\\+-]+", known, re.ASCII):
        known = f"& {quoted(known)}" if os.name == "nt" else quoted(known)
    return f"installeer dat met: {known} -m pip install {packages}"
