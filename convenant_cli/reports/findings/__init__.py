"""Findings as text for people, editors and machines. Pure: values in, lines out; printing is the command's work.

One module a format, each with ``lines(view)``: the folder is the list of formats.
"""

import importlib
from collections.abc import Iterable

from convenant_cli.reports.view import View


def report_lines(format: str, view: View) -> Iterable[str]:
    """Return a report in one of the formats, line by line."""
    module = importlib.import_module(f"{__name__}.{format}")
    lines: Iterable[str] = module.lines(view)
    return lines
