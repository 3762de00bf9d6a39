"""Filling in the shipped files of a new dossier. Their places have a mark of their own, because CI files use ``$``."""

from collections.abc import Mapping
from pathlib import Path
from string import Template


class _Marked(Template):
    delimiter = "§"


def fill(path: Path, values: Mapping[str, str]) -> bytes:
    """Return a shipped file with its marked places (``§{jaar}``) filled in, and line feeds at the ends of lines."""
    text = path.read_bytes().decode().replace("\r\n", "\n")
    return _Marked(text).substitute(values).encode()
