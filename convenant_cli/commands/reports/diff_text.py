"""What differs between two moments, for people at a terminal: a sentence a change, grouped as a reader looks for it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from convenant_cli.changes.stukken import Tekststuk, als_tekst
from convenant_cli.changes.weergave import gebundeld, grades, rows, summary, title
from convenant_cli.changes.wijziging import Oordeelwijziging, Recordwijziging, Vergelijking
from convenant_cli.commands.reports.view import Page, wrapped
from convenant_cli.text.glyphs import visible

_STYLE = {"weg": "red strike", "nieuw": "green"}


@dataclass(frozen=True)
class DiffView(Page):
    """A comparison and how to show it."""

    vergelijking: Vergelijking


def lines(view: DiffView) -> Iterator[str]:
    """Yield the heading, the count, the changes by group, and the oordelen that no single change explains."""
    every = view.vergelijking
    heading = wrapped(view.width, "", visible(title(every)))
    yield from (view.paint("bold", line) for line in heading)
    for sentence in summary(every):
        yield from wrapped(view.width, "", sentence)
    for group in every.groepen:
        yield ""
        yield view.paint("bold", visible(group.titel))
        for change in group.wijzigingen:
            yield from _change(view, change, group.titel)
    if every.losse_oordelen:
        yield ""
        yield view.paint("bold", "Oordelen die ook veranderen")
        yield from _oordelen(view, every.losse_oordelen, "  ")
    if every.meldingen:
        yield ""
        yield view.paint("bold", "Let op")
        for message in every.meldingen:
            yield from wrapped(view.width, "  ", visible(message), "    ")


def changes(view: DiffView) -> Iterator[str]:
    """Yield the changes alone, without the groups they are in."""
    for group in view.vergelijking.groepen:
        for change in group.wijzigingen:
            yield from _change(view, change, "")


def oordelen(view: DiffView) -> Iterator[str]:
    """Yield every oordeel that is another one, whatever change explains it."""
    every = view.vergelijking
    told = [one for group in every.groepen for change in group.wijzigingen for one in change.oordelen]
    yield from _oordelen(view, dict.fromkeys((*told, *every.losse_oordelen)), "  ")


def _change(view: DiffView, change: Recordwijziging, above: str) -> Iterator[str]:
    heading, below = rows(change, kort=True)
    if als_tekst(heading) != above:
        yield from flow(view, heading, "  ", "    ")
    for row in below:
        yield from flow(view, row, "    - ", "      ")
    if told := grades(change):
        yield from (view.paint("dim", line) for line in wrapped(view.width, "    ", f"[{told}]", "     "))
    yield from _oordelen(view, change.oordelen, "    oordeel ")


def _oordelen(view: DiffView, oordelen: Iterable[Oordeelwijziging], first: str) -> Iterator[str]:
    rest = " " * (len(first) - len(first.lstrip()) + 2)
    for sentence, oordeel in gebundeld(oordelen):
        style = "yellow" if oordeel.aandacht_naar else "green" if oordeel.aandacht_van and oordeel.naar else ""
        for line in wrapped(view.width, first, visible(sentence), rest):
            yield view.paint(style, line) if style else line


def flow(view: DiffView, pieces: tuple[Tekststuk, ...], first: str, rest: str) -> Iterator[str]:
    """Yield a sentence in lines. Without colours, marks show what went and came."""
    short = [Tekststuk(soort, visible(re.sub(r"\s+", " ", text))) for soort, text in pieces]
    if all(view.paint(style, "x") == "x" for style in _STYLE.values()):
        yield from wrapped(view.width, first, als_tekst(short), rest)
        return
    line, used = first, len(first)
    for soort, word in [(soort, word) for soort, text in short for word in text.split()]:
        if used + len(word) > view.width and line.strip():
            yield line.rstrip()
            line, used = rest, len(rest)
        line += (view.paint(_STYLE[soort], word) if soort in _STYLE else word) + " "
        used += len(word) + 1
    yield line.rstrip()
