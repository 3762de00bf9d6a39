"""A command in a sentence, for somebody to copy into a shell: no name or value in it may be read as anything else."""

import re

#: Signs that no shell gives a meaning, wherever they stand.
_PLAIN = re.compile(r"[\w.,:/@+=-]+", re.ASCII)


def quoted(argument: str) -> str:
    """Return an argument as one types it in a shell: between quotes when it holds more than plain signs."""
    if _PLAIN.fullmatch(argument):
        return argument
    if re.search(r'["$`\\!]', argument):
        return "'" + argument.replace("'", "'\\''") + "'"
    return f'"{argument}"'
