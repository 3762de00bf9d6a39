"""The help pages that were made beforehand, for screens of the usual widths: to say one nothing has to be loaded.

``scripts/generate.py`` makes them, with typer, which makes the page for any other width when it is asked.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than the answer
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: How wide a terminal is that says nothing, as a pipe does, and from where on a page grows no wider.
WIDTHS = (80, 100)
ASKED = ("--help", "-h")
_BETWEEN = "\f\n"


def place(width: int) -> str:
    """Return the file with the pages for a width."""
    return os.path.join(os.path.dirname(__file__), f"help-{width}.txt")


def as_text(pages: Mapping[str, str]) -> str:
    """Return pages by the name of their command as one text; the name of what has all commands is empty."""
    return _BETWEEN.join(f"{name}\n{page}" for name, page in pages.items())


def page(args: Sequence[str]) -> str | None:
    """Return the help page that is asked for, when it was made beforehand for a screen as wide as this one."""
    width = min(_columns(), WIDTHS[-1])
    if not args or args[-1] not in ASKED or len(args) > 2 or width not in WIDTHS:
        return None
    try:
        with open(place(width), encoding="utf-8") as file:
            pages = dict(one.split("\n", 1) for one in file.read().split(_BETWEEN))
    except (OSError, ValueError):
        return None
    return pages.get("".join(args[:-1]))


def _columns() -> int:
    """Return how wide the screen is, as ``shutil.get_terminal_size`` does, which takes longer to load than all this."""
    try:
        told = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        told = 0
    if told > 0:
        return told
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or WIDTHS[0]  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # closed, or no terminal
        return WIDTHS[0]
