"""Findings as text for people, editors and machines. Pure: values in, lines out; printing is the command's work.

One module a format, each with ``lines(view)``: the folder is the list of formats. A format that another system reads
says so with ``FOR_SYSTEMS``: its paths start at the top of the repository, and stdout holds nothing else.
"""

import importlib
import pkgutil
from collections.abc import Iterable

from convenant_cli.commands.reports.view import View


def formats() -> list[str]:
    """Return the names of the formats, sorted."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__))


def for_systems(format: str) -> bool:
    """Return whether another system reads a format."""
    return bool(getattr(importlib.import_module(f"{__name__}.{format}"), "FOR_SYSTEMS", False))


def report_lines(format: str, view: View) -> Iterable[str]:
    """Return a report in one of the formats, line by line."""
    lines: Iterable[str] = importlib.import_module(f"{__name__}.{format}").lines(view)
    return lines
