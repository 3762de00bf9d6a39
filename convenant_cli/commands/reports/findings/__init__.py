"""Findings as text for people, editors and machines. Pure: values in, lines out; printing is the command's work.

One module a format, each with ``lines(view)``: the folder is the list of formats. A format that another system reads
says so with ``FOR_SYSTEMS``: its paths start at the top of the repository, and stdout holds nothing else.
"""

import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable

from convenant_cli.commands.reports.view import View
from convenant_cli.findings import Finding

_NUMBER = re.compile(r"\d+")


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


def fingerprints(findings: Iterable[Finding]) -> dict[Finding, str]:
    """Return the fingerprint of every finding: 32 hexadecimal digits, unique among them.

    It rests on the file, the rule and the sentence. The numbers in the sentence do not count ("nog 12 dagen" is
    another number tomorrow); findings that then look the same are numbered in the order of the file.
    """
    import hashlib

    seen: Counter[str] = Counter()
    out: dict[Finding, str] = {}
    for finding in sorted(findings):
        same = "\0".join((finding.position.file, finding.rule, _NUMBER.sub("#", finding.message)))
        out[finding] = hashlib.sha256(f"{same}\0{seen[same]}".encode(errors="surrogateescape")).hexdigest()[:32]
        seen[same] += 1
    return out
