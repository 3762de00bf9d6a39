"""A command in a sentence, for somebody to copy into a shell: no name or value in it may be read as anything else."""

import os
import re

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
