"""What differs between two moments, for people at a terminal: a sentence a change, grouped as a reader looks for it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from convenant_cli.changes.bundels import gebundeld
from convenant_cli.changes.stukken import Stuk, als_tekst
from convenant_cli.changes.wijziging import Aard, Oordeelwijziging, Veldwijziging, Vergelijking, Wat, Wijziging
from convenant_cli.glyphs import visible
from convenant_cli.kalender import lange_datum
from convenant_cli.oordelen import opsomming
from convenant_cli.reporting.view import number, wrapped

_STYLE = {"weg": "red strike", "nieuw": "green"}
#: Told in the heading of a record that is new already.
_IN_HEADING = frozenset(("nummer", "titel", "naam", "trekker"))


def _plain(_style: str, text: str) -> str:
    return text


@dataclass(frozen=True)
class DiffView:
    """A comparison and how to show it."""

    vergelijking: Vergelijking
    width: int = 100
    paint: Callable[[str, str], str] = field(default=_plain)


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


def title(every: Vergelijking) -> str:
    """Return between which moments the changes are."""
    return f"Wijzigingen van {every.oud} naar {every.nieuw}"


def summary(every: Vergelijking) -> Iterator[str]:
    """Yield how much differs, and what is not known of the oordelen."""
    changes = every.wijzigingen
    if not changes:
        yield "Er is niets gewijzigd." if not every.meldingen else "In de records is niets gewijzigd."
        return
    counts = Counter(change.wat for change in changes)
    told = [(counts[wat], _COUNTED[wat]) for wat in _COUNTED if counts[wat]]
    many = number(len(changes), "record", "records")
    kinds = f" {told[0][1]}" if len(told) == 1 else f": {', '.join(f'{count} {word}' for count, word in told)}"
    yield f"{many}{kinds}."
    grades = [
        (
            sum(change.aard is Aard.REDACTIONEEL for change in changes),
            "{} alleen redactioneel",
            "{} alleen redactioneel",
        ),
        (sum(change.aard is Aard.OPMAAK for change in changes), "{} alleen opmaak", "{} alleen opmaak"),
        (
            sum(change.raakt_plan for change in changes),
            "{} raakt een vastgesteld plan",
            "{} raken een vastgesteld plan",
        ),
        (
            sum(change.raakt_verplichting for change in changes),
            "{} raakt een verplichting",
            "{} raken een verplichting",
        ),
    ]
    if shown := [(one if count == 1 else more).format(count) for count, one, more in grades if count]:
        yield f"Daarvan {opsomming(shown)}."
    if every.waarom_niet:
        yield f"{every.waarom_niet[0].upper()}{every.waarom_niet[1:]}."
    elif every.oordelen:
        verb = "verandert" if len(every.oordelen) == 1 else "veranderen"
        yield f"{number(len(every.oordelen), 'oordeel', 'oordelen')} {verb} (peildatum {lange_datum(every.peildatum)})."
    elif every.oordelen is not None:
        yield f"Geen oordeel verandert (peildatum {lange_datum(every.peildatum)})."


_COUNTED = {
    Wat.TOEGEVOEGD: "toegevoegd",
    Wat.VERWIJDERD: "verwijderd",
    Wat.HERNOEMD: "hernoemd",
    Wat.VERPLAATST: "verplaatst",
    Wat.GEWIJZIGD: "gewijzigd",
    Wat.ONLEESBAAR: "niet te lezen",
}


def rows(change: Wijziging, kort: bool = False) -> tuple[tuple[Stuk, ...], list[tuple[Stuk, ...]]]:
    """Return the heading of a change and the rows below it, in pieces. One lone change is a sentence without rows."""
    fields = shown_fields(change)
    sentences = change.zinsdelen(kort)
    if change.wat is Wat.TOEGEVOEGD:
        return sentences[0], [*sentences[1:], *((Stuk("gelijk", f"{veld.label}: {veld.nieuw}"),) for veld in fields)]
    if len(sentences) == 1:
        return sentences[0], []
    leads = f" (trekker {change.trekker})" if change.trekker else ""
    above = [(Stuk("gelijk", text),) for text in (change.kop, change.melding) if text]
    return (Stuk("gelijk", f"{change.naam} {change.titel}".rstrip() + leads),), [
        *above,
        *(veld.delen(kort) for veld in fields),
    ]


def shown_fields(change: Wijziging) -> tuple[Veldwijziging, ...]:
    """Return the fields that a reader sees: of a new record not what its heading says, of one that is gone none."""
    if change.wat is Wat.VERWIJDERD:
        return ()
    if change.wat is Wat.TOEGEVOEGD:
        return tuple(veld for veld in change.velden if veld.pad[0] not in _IN_HEADING)
    return change.velden


def grades(change: Wijziging) -> str:
    """Return the grades of a change in one line; empty when its sentence says it already."""
    return "" if change.aard is Aard.OPMAAK else "; ".join(change.graden)


def _change(view: DiffView, change: Wijziging, above: str) -> Iterator[str]:
    heading, below = rows(change, kort=True)
    if als_tekst(heading) != above:
        yield from _flow(view, heading, "  ", "    ")
    for row in below:
        yield from _flow(view, row, "    - ", "      ")
    if told := grades(change):
        yield from (view.paint("dim", line) for line in wrapped(view.width, "    ", f"[{told}]", "     "))
    yield from _oordelen(view, change.oordelen, "    oordeel ")


def _oordelen(view: DiffView, oordelen: Iterable[Oordeelwijziging], first: str) -> Iterator[str]:
    rest = " " * (len(first) - len(first.lstrip()) + 2)
    for sentence, oordeel in gebundeld(oordelen):
        style = "yellow" if oordeel.aandacht_naar else "green" if oordeel.aandacht_van and oordeel.naar else ""
        for line in wrapped(view.width, first, visible(sentence), rest):
            yield view.paint(style, line) if style else line


def _flow(view: DiffView, pieces: tuple[Stuk, ...], first: str, rest: str) -> Iterator[str]:
    """Yield a sentence in lines. Without colours, marks show what went and came."""
    short = [Stuk(soort, visible(re.sub(r"\s+", " ", text))) for soort, text in pieces]
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
