"""Charts as SVG with a text that says the same: for people who would rather look than read.

A state is told by its number and place in the legend and by the look of its bar, never by colour alone. Sizes are CSS
pixels; the fonts are those of the documents, so that a picture looks the same on a page, in Word and in a PDF.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from convenant_cli.judging.signalen import with_status
from convenant_cli.kalender import Tijdvak, lange_datum

_WIDTH = 720
_LABEL = 236
_INK, _SOFT, _LINE, _BLUE, _LATE = "#1b1f24", "#4d5661", "#c9d1da", "#154273", "#991b1b"
_ROW, _BAR, _GAP = 26, 14, 10
_STEP = 17  # from one bar of the planning to the next
_LETTER = 5.9  # the mean width of a letter of 12 px Liberation Sans, on the safe side
_MANY = 40  # more actions than these are drawn as one bar for each theme


@dataclass(frozen=True, slots=True)
class Grafiek:
    """A chart: the picture, its caption, and what a reader who does not see it should know."""

    id: str
    titel: str
    tekst: str
    """The text alternative: everything that the picture tells."""
    svg: str
    """One ``<svg>`` element with a viewBox, width and height in CSS pixels, and text in the font of the documents."""
    breedte: int
    hoogte: int


@dataclass(frozen=True, slots=True)
class Staat:
    """How a state is drawn: its name, symbol, fill, text colour and border."""

    naam: str
    symbool: str
    vlak: str
    tekst: str
    rand: str


STATEN = {
    "afgerond": Staat("afgerond", "●", "#14532d", "#ffffff", "#14532d"),
    "loopt": Staat("loopt", "►", _BLUE, "#ffffff", _BLUE),
    "gepland": Staat("gepland", "○", "#dbe7f3", _INK, "#44403c"),
    "uitgesteld": Staat("uitgesteld", "→", "url(#streep)", _INK, "#9a3412"),
    "vervallen": Staat("vervallen", "×", "#e7e5e4", _INK, "#57534e"),
}
_STRIPES = (
    '<defs><pattern id="streep-{}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff7ed"/><rect width="1.6" height="6" fill="#c2410c"/></pattern></defs>'
)


@dataclass(frozen=True, slots=True)
class Balk:
    """A bar in the planning: what it stands for, when, and in which state."""

    naam: str
    groep: str
    van: date
    tot_en_met: date
    status: str
    te_laat: bool = False
    """Whether its last day is past while it is not done: then a line runs on until today."""


def progress(id: str, titel: str, rows: Sequence[tuple[str, dict[str, int]]]) -> Grafiek:
    """Draw for each row (a name, and how often each state occurs) a bar of its counts."""
    states = [state for state in STATEN if any(counts.get(state) for _, counts in rows)]
    most = max((sum(counts.values()) for _, counts in rows), default=0) or 1
    unit = (_WIDTH - _LABEL - 40) / most
    parts = [_legend(states)]
    sentences = []
    top = _ROW + _GAP
    for name, counts in rows:
        parts.append(_text(0, top + 11, _short(name)))
        left = float(_LABEL)
        for state in states:
            if count := counts.get(state, 0):
                parts += [_bar(left, top, count * unit, state), _number(left + count * unit / 2, top, count, state)]
                left += count * unit
        total = sum(counts.values())
        if total:
            parts.append(_text(left + 8, top + 11, str(total), colour=_SOFT))
        else:
            parts.append(_text(left, top + 11, "nog geen acties", colour=_SOFT))
        said = ", ".join(with_status(counts[state], state) for state in states if counts.get(state))
        sentences.append(f"{name}: {said or 'nog geen acties'}.")
        top += _ROW
    return _chart(id, titel, " ".join(sentences), parts, top)


def planning(
    id: str, titel: str, bars: Sequence[Balk], span: Tijdvak, today: date, pieces: Sequence[Tijdvak]
) -> Grafiek:
    """Draw when each action runs within a span, in groups; of very many actions only the groups.

    ``pieces`` are the quarters that the span is divided in; ``today`` gets a line when it is within the span.
    """
    shown = bars if len(bars) <= _MANY else _merged(bars)
    days = (span.tot - span.van).days
    scale = (_WIDTH - _LABEL - 12) / days

    def at(day: date) -> float:
        return _LABEL + min(max((day - span.van).days, 0), days) * scale

    top = _ROW + _GAP + 16
    body: list[str] = []
    group = ""
    for bar in shown:
        if bar.groep != group:
            group = bar.groep
            body.append(_text(0, top + 11, _short(group, _WIDTH), weight="bold", colour=_BLUE))
            top += _STEP
        left, right = at(bar.van), at(bar.tot_en_met + timedelta(days=1))
        body.append(_text(0, top + 11, _short(bar.naam)))
        body.append(_bar(left, top, max(right - left, 4), bar.status))
        body.append(_symbol(left, right, top, bar.status))
        if bar.te_laat and at(today) > right:
            body.append(_overdue(right, at(today), top))
        top += _STEP
    late = [bar.naam for bar in bars if bar.te_laat]
    parts = [_legend([state for state in STATEN if any(bar.status == state for bar in shown)], bool(late))]
    for piece in pieces:
        x = at(piece.van)
        quarter = f"kwartaal {(piece.van.month + 2) // 3}"
        parts += [_rule(x, _ROW + _GAP + 14, top, _LINE), _text(x + 4, _ROW + _GAP + 8, quarter, colour=_SOFT)]
    parts += [_rule(at(span.laatste), _ROW + _GAP + 14, top, _LINE), *body]
    if today in span:
        parts.append(_rule(at(today), _ROW + _GAP + 14, top + 4, _LATE, dash=True))
        parts.append(_text(at(today), top + 16, lange_datum(today), anchor="middle", colour=_LATE))
        top += 20
    behind = [f"Te laat: {', '.join(late)}."] if late else []
    return _chart(id, titel, " ".join([*_per_piece(bars, pieces), *behind]), parts, top)


def _per_piece(bars: Sequence[Balk], pieces: Sequence[Tijdvak]) -> Iterable[str]:
    for piece in pieces:
        starting = sum(bar.van in piece for bar in bars)
        ending = sum(bar.tot_en_met in piece for bar in bars)
        running = sum(Tijdvak.tot_en_met(bar.van, bar.tot_en_met).overlapt(piece) for bar in bars)
        told = [
            *([f"{starting} {'begint' if starting == 1 else 'beginnen'}"] if starting else []),
            *([f"{ending} {'moet' if ending == 1 else 'moeten'} klaar zijn"] if ending else []),
        ]
        said = f"{_actions(running)} in uitvoering" if running else "geen actie"
        yield f"Kwartaal {(piece.van.month + 2) // 3}: {said}{'; ' if told else ''}{' en '.join(told)}."


def _actions(count: int) -> str:
    return f"{count} actie{'' if count == 1 else 's'}"


def _merged(bars: Sequence[Balk]) -> list[Balk]:
    """Return one bar for each group: from its first day to its last, running unless all have one state."""
    groups: dict[str, list[Balk]] = {}
    for bar in bars:
        groups.setdefault(bar.groep, []).append(bar)
    merged = []
    for name, own in groups.items():
        states = {bar.status for bar in own}
        state = states.pop() if len(states) == 1 else "loopt"
        first, last = min(bar.van for bar in own), max(bar.tot_en_met for bar in own)
        merged.append(Balk(_actions(len(own)), name, first, last, state, any(bar.te_laat for bar in own)))
    return merged


# --- drawing ------------------------------------------------------------------------------------------------------


def _chart(id: str, titel: str, tekst: str, parts: Iterable[str], height: float) -> Grafiek:
    tall = round(height + 6)
    drawing = "\n".join(parts)
    if "url(#streep)" in drawing:  # a page may hold several charts, and an id only once
        drawing = _STRIPES.format(id) + drawing.replace("url(#streep)", f"url(#streep-{id})")
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {tall}" width="{_WIDTH}" height="{tall}" '
        f'font-family="Liberation Sans, Arial, sans-serif" font-size="12">\n{drawing}\n</svg>'
    )
    return Grafiek(id, titel, tekst, svg, _WIDTH, tall)


def _legend(states: Iterable[str], late: bool = False) -> str:
    parts = []
    left = 0.0
    for state in states:
        look = STATEN[state]
        parts += [_bar(left, 2, 22, state), _text(left + 28, 14, f"{look.symbool} {look.naam}")]
        left += 28 + (len(look.naam) + 2) * _LETTER + 22
    if late:
        parts += [_overdue(left, left + 22, 2), _text(left + 28, 14, "te laat", colour=_LATE)]
    return "\n".join(parts)


def _overdue(left: float, right: float, top: float) -> str:
    """Return a line with an end, for the days after the last one of an action that is not done."""
    middle = top + _BAR / 2
    return (
        f'<line x1="{left:.1f}" y1="{middle:.1f}" x2="{right:.1f}" y2="{middle:.1f}" stroke="{_LATE}" '
        f'stroke-width="3"/>{_rule(right, top + 2, top + _BAR - 2, _LATE)}'
    )


def _bar(left: float, top: float, width: float, state: str) -> str:
    look = STATEN[state]
    return (
        f'<rect x="{left + 0.5:.1f}" y="{top + 0.5:.1f}" width="{max(width - 1, 1):.1f}" height="{_BAR - 1}" '
        f'fill="{look.vlak}" stroke="{look.rand}"/>'
    )


def _number(middle: float, top: float, count: int, state: str) -> str:
    look = STATEN[state]
    return _plate(middle - 9, top, 18, look) + _text(
        middle, top + 11, str(count), anchor="middle", colour=look.tekst, weight="bold"
    )


def _symbol(left: float, right: float, top: float, state: str) -> str:
    """Return the symbol of a state inside its bar, or before a bar that has no room for it."""
    look = STATEN[state]
    if right - left < 16:
        return _text(left - 4, top + 11, look.symbool, anchor="end")
    return _plate(left + 3, top, 15, look) + _text(left + 5, top + 11, look.symbool, colour=look.tekst)


def _plate(left: float, top: float, width: int, look: Staat) -> str:
    """Return a plain ground for a number or symbol on stripes; empty for a plain bar."""
    if not look.vlak.startswith("url"):
        return ""
    return f'<rect x="{left:.1f}" y="{top + 2:.1f}" width="{width}" height="{_BAR - 4}" fill="#fff7ed"/>'


def _rule(x: float, top: float, bottom: float, colour: str, dash: bool = False) -> str:
    dashes = ' stroke-dasharray="4 3"' if dash else ""
    return f'<line x1="{x:.1f}" y1="{top:.1f}" x2="{x:.1f}" y2="{bottom:.1f}" stroke="{colour}"{dashes}/>'


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = _INK, weight: str = "") -> str:
    bold = f' font-weight="{weight}"' if weight else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{side} fill="{colour}"{bold}>{escape(text, quote=False)}</text>'


def _short(text: str, room: float = _LABEL - 10) -> str:
    """Return a text that fits in a room of so many pixels, cut off at a word."""
    most = int(room / _LETTER)
    return text if len(text) <= most else f"{text[: most - 1].rsplit(' ', 1)[0]}…"
