"""How a comparison is told, whatever the output: its title, how much changed, and each change as heading and rows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from convenant_cli.changes.stukken import Tekststuk
from convenant_cli.changes.wijziging import Aard, Oordeelwijziging, Recordwijziging, Veldwijziging, Vergelijking, Wat
from convenant_cli.kalender import lange_datum
from convenant_cli.text.sentences import capital, in_digits, opsomming

_NAMES = 4  # of parties that a sentence lists; of more it tells the number
#: Told in the heading of a record that is new already.
_IN_HEADING = frozenset(("nummer", "titel", "naam", "trekker"))
_COUNTED = {
    Wat.TOEGEVOEGD: "toegevoegd",
    Wat.VERWIJDERD: "verwijderd",
    Wat.HERNOEMD: "hernoemd",
    Wat.VERPLAATST: "verplaatst",
    Wat.GEWIJZIGD: "gewijzigd",
    Wat.ONLEESBAAR: "niet te lezen",
}


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
    many = in_digits(len(changes), "record", "records")
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
        yield f"{capital(every.waarom_niet)}."
    elif every.oordelen:
        verb = "verandert" if len(every.oordelen) == 1 else "veranderen"
        count = in_digits(len(every.oordelen), "oordeel", "oordelen")
        yield f"{count} {verb} (peildatum {lange_datum(every.peildatum)})."
    elif every.oordelen is not None:
        yield f"Geen oordeel verandert (peildatum {lange_datum(every.peildatum)})."


def rows(change: Recordwijziging, kort: bool = False) -> tuple[tuple[Tekststuk, ...], list[tuple[Tekststuk, ...]]]:
    """Return the heading of a change and the rows below it, in pieces. One lone change is a sentence without rows."""
    fields = shown_fields(change)
    sentences = change.zinsdelen(kort)
    if change.wat is Wat.TOEGEVOEGD:
        return sentences[0], [
            *sentences[1:],
            *((Tekststuk("gelijk", f"{veld.label}: {veld.nieuw}"),) for veld in fields),
        ]
    if len(sentences) == 1:
        return sentences[0], []
    leads = f" (trekker {change.trekker})" if change.trekker else ""
    above = [(Tekststuk("gelijk", text),) for text in (change.kop, change.melding) if text]
    return (Tekststuk("gelijk", f"{change.naam} {change.titel}".rstrip() + leads),), [
        *above,
        *(veld.delen(kort) for veld in fields),
    ]


def shown_fields(change: Recordwijziging) -> tuple[Veldwijziging, ...]:
    """Return the fields that a reader sees: of a new record not what its heading says, of one that is gone none."""
    if change.wat is Wat.VERWIJDERD:
        return ()
    if change.wat is Wat.TOEGEVOEGD:
        return tuple(veld for veld in change.velden if veld.pad[0] not in _IN_HEADING)
    return change.velden


def grades(change: Recordwijziging) -> str:
    """Return the grades of a change in one line; empty when its sentence says it already."""
    return "" if change.aard is Aard.OPMAAK else "; ".join(change.graden)


def gebundeld(oordelen: Iterable[Oordeelwijziging]) -> tuple[tuple[str, Oordeelwijziging], ...]:
    """Return a sentence with one of its oordelen, for each change of a clause from one state to another.

    ``1.1 voor Gemeente, Politie en Noorderschool: van niet gevonden naar voldaan``; the order is that of the oordelen.
    """
    groups: dict[tuple[object, ...], list[Oordeelwijziging]] = {}
    for oordeel in oordelen:
        key = (oordeel.bepaling, oordeel.periode, oordeel.van, oordeel.naar, not oordeel.wie)
        groups.setdefault((*key, oordeel.aandacht_van, oordeel.aandacht_naar), []).append(oordeel)
    return tuple((_told(group), group[0]) for group in groups.values())


def _told(group: list[Oordeelwijziging]) -> str:
    names = list(dict.fromkeys(oordeel.wie for oordeel in group))
    if len(names) == 1:
        return group[0].zin
    return replace(group[0], wie=opsomming(names) if len(names) <= _NAMES else f"{len(names)} partijen").zin
