"""The shipped fonts as Typst has them: read once for all that a process lays out or draws."""

from functools import cache
from typing import Any


@cache
def fonts(folder: str) -> Any:
    """Return the fonts in a folder, without those of the system. Raises ImportError when Typst is missing."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[folder])
