"""What a reporter needs to know beside the findings: how to show paths, how wide the page is, which colours."""

import re
import textwrap
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from convenant_cli.checks.absent import RULE as GONE
from convenant_cli.findings import Finding, Position, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.text.glyphs import visible
from convenant_cli.text.sentences import in_digits

if TYPE_CHECKING:
    from convenant_cli.checks.checking import Report

_ALWAYS = "privebestand-in-git"
#: How many findings of a rule in a file are listed for people; all are counted.
MOST = 25


def thousands(count: int) -> str:
    """Return a number as Dutch writes it: ``11.990``."""
    return f"{count:,}".replace(",", ".")


def plain(_style: str, text: str) -> str:
    """Return a text without its style: what a page gets that knows no colours."""
    return text


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page for a reader of text: how wide it is, and what it does with a style. What is shown on it adds its own."""

    width: int = 100
    paint: Callable[[str, str], str] = field(default=plain)
    """Turns a style ('bold red') and a text into what the terminal gets."""


def _as_is(name: str) -> str:
    return name


@dataclass(frozen=True)
class View(Page):
    """A report and how to show it. ``shown`` are the findings to list: all, or those of the files asked for."""

    report: "Report"
    shown: tuple[Finding, ...]
    path: Callable[[str], str] = _as_is
    """Turns the name of a record file into a path that the reader can open."""
    strict: bool = False
    """Whether a waarschuwing makes the run fail as well."""
    only_new: bool = False
    """Whether what existed already leaves the run alone."""

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that no waiver covers."""
        return tuple(finding for finding in self.shown if not finding.waived)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """The findings that rest, with their reason."""
        return tuple(finding for finding in self.shown if finding.waived)

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding makes the run fail."""
        serious = self.strict or finding.severity is Severity.FOUT
        return serious and not finding.waived and self.counts(finding)

    def counts(self, finding: Finding) -> bool:
        """Tell whether a finding counts: always, unless only new ones do and it existed already.

        An address book in git counts as long as it is there.
        """
        return finding.new is True or not self.only_new or finding.rule == _ALWAYS

    def count(self, severity: Severity) -> int:
        """Count the open findings of a severity."""
        return sum(finding.severity is severity for finding in self.open)

    def listed(self, found: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
        """Yield what people read: the first findings of a rule in a file, and after the last how many are left out."""
        found = list(found)
        total = Counter((one.position.file, one.rule) for one in found)
        shown: Counter[tuple[str, str]] = Counter()
        for one in found:
            key = (one.position.file, one.rule)
            shown[key] += 1
            if shown[key] <= MOST:
                left = total[key] - MOST if shown[key] == MOST else 0
                yield one, f"en nog {thousands(left)} in dit bestand [{one.rule}]" if left > 0 else ""

    def mark(self, finding: Finding) -> str:
        """Return whether a finding is new, as the end of a sentence; empty when nothing was compared."""
        return "" if finding.new is None else " (nieuw)" if finding.new else " (bestond al)"

    def told(self, finding: Finding) -> str:
        """Return all there is to say of a finding: whether it is new, the remedy and other places, a line each."""
        hint = f"\nHerstel: {finding.hint}" if finding.hint else ""
        related = "".join(f"\nZie ook {self.where(other.position)}: {other.message}" for other in finding.related)
        return f"{finding.message}{self.mark(finding)}{hint}{related}"

    def where(self, position: Position) -> str:
        """Return a place as editors understand it: path, line and column."""
        return f"{visible(self.path(position.file))}:{position.line}:{position.column}"


def summary(view: View) -> list[str]:
    """Return the closing lines: how much was read, what was found, and what was not looked at."""
    report = view.report
    gone = sum(finding.rule == GONE for finding in report.findings)
    files = in_digits(len(report.dossier.files) - gone, "bestand", "bestanden")
    faults = in_digits(view.count(Severity.FOUT), "fout", "fouten")
    warnings = in_digits(view.count(Severity.WAARSCHUWING), "waarschuwing", "waarschuwingen")
    resting = f", {len(view.waived)} met ontheffing" if view.waived else ""
    lines = [f"{files} gelezen: {faults}, {warnings}{resting} (peildatum {lange_datum(report.peildatum)})"]
    if report.since:
        new = [finding for finding in view.open if finding.new]
        faults, warnings = (
            in_digits(sum(finding.severity is severity for finding in new), *words)
            for severity, words in (
                (Severity.FOUT, ("fout", "fouten")),
                (Severity.WAARSCHUWING, ("waarschuwing", "waarschuwingen")),
            )
        )
        lines.append(f"Nieuw sinds {visible(report.since)}: {faults}, {warnings}")
    elsewhere = len(report.findings) - len(view.shown)
    if elsewhere:
        lines.append(f"Niet getoond: {in_digits(elsewhere, 'melding', 'meldingen')} in andere bestanden")
    broken = sum(not file.whole for file in report.dossier.files.values()) - gone
    if broken:
        subject = "Eén bestand is" if broken == 1 else f"{broken} bestanden zijn"
        lines.append(f"Let op: {subject} niet helemaal gelezen. Wat daarin nog fout is, ziet u pas na herstel.")
    if report.obstacle:
        lines.append(f"De afspraken zijn niet getoetst: {visible(report.obstacle)}.")
    return lines


def cells(text: str) -> int:
    """Return how many cells of a screen a text takes: a letter can take two, and an accent none."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def wrapped(width: int, first: str, text: str, rest: str = "") -> list[str]:
    """Return a text in lines of at most a width: ``first`` before the first line, ``rest`` before the others.

    A word that is wider than the page stays whole. A width is in the cells of a screen: some letters take two.
    """
    if cells(text) != len(text):
        return _wide_wrapped(width, first, text, rest)
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    ) or [first.rstrip()]


def folded(width: int, line: str) -> list[str]:
    """Return a line that is made without looking at the screen in lines of at most a width.

    What comes stands below where the text of the line began: behind a name in a first column, or a little inwards.
    A command that a reader copies stays in one piece.
    """
    indent = line[: len(line) - len(line.lstrip())]
    if cells(line) <= width or line.startswith(("git ", "convenant "), len(indent)):
        return [line]
    column = re.match(r"\s*\S+(?: \S+)* {2,}(?=\S)", line)
    if column and column.end() <= width * 0.6:
        return wrapped(width, column[0], line[column.end() :], " " * column.end())
    return wrapped(width, indent, line[len(indent) :], f"{indent}  ")


def _wide_wrapped(width: int, first: str, text: str, rest: str) -> list[str]:
    lines, line, used = [], first, cells(first)
    filled = False
    for word in re.split("[ \t\r\n]+", text.strip(" \t\r\n")):
        if filled and used + 1 + cells(word) > width:
            lines.append(line)
            line, used, filled = rest, cells(rest), False
        line += f" {word}" if filled else word
        used += cells(word) + filled
        filled = True
    return [*lines, line.rstrip()]


def in_column(text: str, width: int) -> list[str]:
    """Return a text in lines of at most a width, also when a word is wider; each is filled up to the width."""
    lines: list[str] = []
    for line in wrapped(width, "", text):
        if cells(line) > width:
            from rich.cells import chop_cells

            lines += chop_cells(line, width)
        else:
            lines.append(line)
    return [padded(line, width) for line in lines] or [" " * width]


def padded(text: str, width: int) -> str:
    """Return a text with spaces behind it, up to a width in cells."""
    return text + " " * (width - cells(text))
