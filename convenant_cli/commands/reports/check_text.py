"""The oordelen for people at a terminal: what asks for attention, the matrix, and what the symbols mean."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from convenant_cli.commands.reports.manual import is_rule
from convenant_cli.commands.reports.view import Page, in_column, padded, wrapped
from convenant_cli.commands.reports.view import cells as cells_of
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Bepalingrij, Deel, Overzicht, Punt, gezegd, sprekendste
from convenant_cli.judging.toetsen import toetssoort
from convenant_cli.kalender import lange_datum
from convenant_cli.records import KINDS, Bepaling, Partner
from convenant_cli.text.sentences import in_digits

_GOOD = "green"
_ATTENTION = "yellow"
_CODE = 3  # letters of the code of a party
_WIDE, _UPRIGHT = 4, 2  # columns of a party: with its code beside those of others, and with the code upright
_ROOM_FOR_TITLE = 30  # with less, the codes of the parties stand upright
_LEAST_TITLE = 14  # with less, the table is parted


@dataclass(frozen=True)
class CheckView(Page):
    """The oordelen and how to show them."""

    overzicht: Overzicht
    where: Callable[[Punt], str]
    """Returns the place where a point is mended, as ``path:line``; empty when there is none."""


def lines(view: CheckView) -> Iterator[str]:
    """Yield the whole page. Nothing but the heading when there are no oordelen."""
    every = view.overzicht
    yield view.paint("bold", f"Stand van de afspraken op {lange_datum(every.peildatum)}")
    yield ""
    if not every.oordelen:
        yield "Bij deze keuze zijn er geen oordelen."
        return
    yield from _attention(view)
    codes = party_codes(every.partners)
    for part in every.delen:
        yield from _matrix(view, part, codes)
        yield ""
    yield from _legend(view, codes)
    yield from _untestable(view)
    example = every.punten[0].eerste if every.punten else every.oordelen[0]
    name = example.bepaling
    taken = is_rule(name) or toetssoort(name) is not None or any(kind.soort == name for kind in KINDS)
    yield f"Meer weten: convenant explain BEPALING (zoals {'bepaling:' if taken else ''}{name})"


# --- what asks for attention --------------------------------------------------------------------------------------


def _attention(view: CheckView) -> Iterator[str]:
    every = view.overzicht
    if not every.punten:
        yield "Niets vraagt nu aandacht."
        yield ""
    else:
        count = in_digits(len(every.punten), "punt", "punten")
        yield view.paint("bold", f"Vraagt aandacht ({count})")
    for name, points in every.per_partij:
        yield ""
        yield view.paint("bold", name)
        before = ""
        for point in points:
            yield from _point(view, point, before)
            before = point.afspraak
    if every.punten:
        yield ""
    if every.rustend:
        yield view.paint("bold", f"Wat nu rust ({len(every.rustend)})")
        for point in every.rustend:
            yield from _point(view, point)
            yield from wrapped(view.width, "    rust: ", point.ontheffing, "      ")
        yield ""


def _point(view: CheckView, point: Punt, before: str = "") -> Iterator[str]:
    first = point.eerste
    if point.afspraak != before:
        yield from wrapped(view.width, "  ", point.afspraak, "  ")
    said = wrapped(view.width, "    ", f"{first.symbool} {gezegd(first)}", "      ")
    yield said[0].replace(first.symbool, _symbol(view, first), 1)
    yield from said[1:]
    if point.nu:
        yield from wrapped(view.width, "    nu: ", point.nu, "      ")
    if place := view.where(point):
        yield view.paint("dim", f"    {place}")


# --- the matrix ---------------------------------------------------------------------------------------------------


#: An article at the start of a name tells no party from another.
_ARTICLE = re.compile(r"^(?:de|het|een|den|['’`]t)\s+(?=\S)", re.IGNORECASE)


def party_codes(partners: tuple[Partner, ...]) -> dict[str, str]:
    """Return a code of at most three letters for each party, all different: the start of its name where that can."""
    codes: dict[str, str] = {}
    for partner in partners:
        taken = set(codes.values())
        codes[partner.id] = next(code for code in _candidates(partner.kort) if code not in taken)
    return codes


def _candidates(name: str) -> Iterator[str]:
    name = _ARTICLE.sub("", unicodedata.normalize("NFC", name))
    letters = "".join(character for character in name if character.isalnum() and cells_of(character) == 1) or "?"
    yield letters[:_CODE]
    initials = "".join(word[0] for word in name.split() if word[0] in letters)
    if len(initials) > 1:
        yield initials[:_CODE]
    for last in letters[2:]:
        yield f"{letters[:2]}{last}"
    for sequence in range(1000):
        yield f"{letters[:1]}{sequence}"[:_CODE] if sequence < 100 else f"{sequence}"


def _matrix(view: CheckView, part: Deel, codes: dict[str, str]) -> Iterator[str]:
    """Yield the table of a chapter; more tables under each other when the parties do not fit beside each other."""
    split = [rij for rij in part.rijen if not _wide(rij)]  # the rows with a symbol for each party
    columns = [partner.id for partner in view.overzicht.partners if any(partner.id in rij.cellen for rij in split)]
    numbers = max((cells_of(_number(rij.bepaling)) for rij in part.rijen), default=0)
    label = numbers + 1 if numbers else 0
    room = view.width - label - 2  # for the title and the signs
    longest = max(cells_of(rij.bepaling.titel) for rij in part.rijen)
    wide = max((cells_of(text) for rij in part.rijen for text in [_wide(rij)] if text), default=0)
    step = _WIDE if room - _WIDE * len(columns) >= min(_ROOM_FOR_TITLE, longest) else _UPRIGHT
    if room - step * len(columns) >= min(_LEAST_TITLE, longest):
        title, most = min(room - max(step * len(columns), wide), longest), len(columns)
        title = max(title, min(_LEAST_TITLE, longest))
    else:
        step, title = _WIDE, max(min(longest, _ROOM_FOR_TITLE, room // 2), 1)
        most = max((room - title) // step, 1)
    yield from (view.paint("bold", line) for line in wrapped(view.width, "", part.titel))
    for start in range(0, max(len(columns), 1), max(most, 1)):
        shown = columns[start : start + most]
        if start:
            yield ""
        yield from _heads([codes[id] for id in shown], step, " " * (label + title + 1))
        for rij in part.rijen:
            if not start or (any(id in rij.cellen for id in shown) and not _wide(rij)):
                yield from _row(view, rij, shown, step, numbers, title, whole=not start)


def _heads(codes: list[str], step: int, indent: str) -> Iterator[str]:
    """Yield the codes of the parties above their columns; upright when the columns are narrow."""
    if step > _CODE:
        rows = [[f"{code:<{step}}" for code in codes]] if codes else []
    else:
        rows = [[f"{letter:<{step}}" for letter in row] for row in zip_longest(*codes, fillvalue="")]
    for row in rows:
        yield (indent + "".join(row)).rstrip()


def _row(
    view: CheckView, rij: Bepalingrij, columns: list[str], step: int, numbers: int, title: int, whole: bool
) -> Iterator[str]:
    """Yield a row in lines. ``whole``: with what is said of the parties together."""
    label = padded(_number(rij.bepaling), numbers) + " " if numbers else ""
    indent = " " * cells_of(label)
    first, *rest = in_column(rij.bepaling.titel, title)
    wide, room = _wide(rij), view.width - len(indent) - title - 1
    if wide and max(map(cells_of, wide.split())) > room - 2:
        yield f"{label}{first}".rstrip()
        yield from (f"{indent}{line}".rstrip() for line in rest)
        below, *more = wrapped(view.width, "  ", wide, "    ")
        yield below.replace(wide[0], _symbol(view, _stands_for(rij)), 1)
        yield from more
        return
    if wide:
        cells, *more = wrapped(room, "", wide, "  ")
        cells = cells.replace(wide[0], _symbol(view, _stands_for(rij)), 1)
    else:
        before = " " if step > _CODE else ""  # below the middle letter of the code
        cells = "".join(before + _cell(view, rij, id) + " " * (step - 1 - len(before)) for id in columns)
        more = []
    yield f"{label}{first} {cells}".rstrip()
    for line, cell in zip_longest(rest, more, fillvalue=""):
        yield f"{indent}{padded(line, title)} {cell}".rstrip()
    if whole and rij.samen and rij.cellen and not rij.niets_te_toetsen:
        together = sprekendste(rij.samen)
        said = f"{padded('samen:', title)} {together.symbool} {together.staat}"
        line, *more = wrapped(view.width, indent, said, f"{indent}  ")
        yield line.replace(together.symbool, _symbol(view, together), 1)
        yield from more


def _wide(rij: Bepalingrij) -> str:
    """Return what stands in a row instead of a symbol for each party; empty when there are such symbols."""
    if rij.cellen and not rij.niets_te_toetsen:
        return ""
    one = _stands_for(rij)
    return f"{one.symbool} {one.staat}" if rij.niets_te_toetsen else f"{one.symbool} samen: {one.staat}"


def _stands_for(rij: Bepalingrij) -> Oordeel:
    return rij.niets_te_toetsen or sprekendste(rij.samen)


def _cell(view: CheckView, rij: Bepalingrij, partner: str) -> str:
    return _symbol(view, sprekendste(rij.cellen[partner])) if partner in rij.cellen else " "


def _symbol(view: CheckView, oordeel: Oordeel) -> str:
    style = _GOOD if oordeel.uitkomst is Uitkomst.GOED else _ATTENTION if oordeel.aandacht else ""
    return view.paint(style, oordeel.symbool) if style else oordeel.symbool


def _number(bepaling: Bepaling) -> str:
    """Return the number with its part; a question mark where another number is possible."""
    doubt = "?" if bepaling.nummer_anders else ""
    return f"{bepaling.als_gedrukt}{doubt}"


# --- what it means ------------------------------------------------------------------------------------------------


def _legend(view: CheckView, codes: dict[str, str]) -> Iterator[str]:
    every = view.overzicht
    yield view.paint("bold", f"Tekens en aantallen ({in_digits(len(every.oordelen), 'oordeel', 'oordelen')})")
    for symbol, states in every.telling:
        words = ", ".join(f"{count} {state}" for state, count in states)
        yield from wrapped(view.width, f"  {symbol}  ", words, "     ")
    rows = [rij for part in every.delen for rij in part.rijen]
    notes = []
    if any(rij.samen and not rij.niets_te_toetsen for rij in rows):
        notes.append("Achter 'samen' staat hoe het met de partijen samen is.")
    if any(len(cell) > 1 for rij in rows for cell in rij.cellen.values()):
        notes.append("Zijn er bij een partij meer oordelen, dan staat er het teken dat het meest om aandacht vraagt.")
    if any(rij.bepaling.nummer_anders for rij in rows):
        notes.append("Een vraagteken achter een nummer: het nummer is onzeker.")
    if notes:
        yield from wrapped(view.width, "  ", " ".join(notes), "  ")
    yield ""
    if codes:
        names = ", ".join(f"{codes[partner.id]} = {partner.kort}" for partner in every.partners)
        yield from wrapped(view.width, "Partijen: ", names, "  ")
        yield ""


def _untestable(view: CheckView) -> Iterator[str]:
    rows = view.overzicht.niet_toetsbaar
    if not rows:
        return
    yield view.paint("bold", f"Niet te toetsen ({in_digits(len(rows), 'bepaling', 'bepalingen')})")
    for clause, reason in rows:
        yield from wrapped(view.width, "  ", f"{clause.voluit}: {reason}", "    ")
    yield ""
