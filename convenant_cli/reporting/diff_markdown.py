"""What differs between two moments, as Markdown: for a comment or summary at a proposed change."""

from collections.abc import Iterable, Iterator

from convenant_cli.changes.bundels import gebundeld
from convenant_cli.changes.stukken import Stuk, als_tekst
from convenant_cli.changes.wijziging import Oordeelwijziging, Vergelijking, Wijziging
from convenant_cli.documents.markdown import escape
from convenant_cli.reporting.diff_text import grades, rows, summary, title

_MARKS = {"gelijk": "", "weg": "~~", "nieuw": "**"}


def lines(every: Vergelijking) -> Iterator[str]:
    """Yield one page. What went is struck through, what came is bold."""
    yield "# Wijzigingen in het dossier"
    yield ""
    yield f"{escape(title(every))}."
    yield ""
    for sentence in summary(every):
        yield escape(sentence)
        yield ""
    for group in every.groepen:
        yield f"## {escape(group.titel)}"
        yield ""
        for change in group.wijzigingen:
            yield from _change(change)
        yield ""
    yield from _section("Oordelen die ook veranderen", map(escape, _oordelen(every.losse_oordelen)))
    yield from _section("Let op", (escape(message) for message in every.meldingen))


def _section(heading: str, items: Iterable[str]) -> Iterator[str]:
    told = list(items)
    if told:
        yield f"## {heading}"
        yield ""
        yield from (f"- {item}" for item in told)
        yield ""


def _change(change: Wijziging) -> Iterator[str]:
    heading, below = rows(change, kort=True)
    told = f" _({escape(grades(change))})_" if grades(change) else ""
    plain = not below and any(piece.soort != "gelijk" for piece in heading)
    # A sentence with bold words in it is not made bold as a whole.
    yield f"- {_marked(heading) if plain else f'**{escape(als_tekst(heading))}**'}{told}"
    for row in below:
        yield f"  - {_marked(row)}"
    for sentence in _oordelen(change.oordelen):
        yield f"  - Oordeel {escape(sentence)}"


def _oordelen(oordelen: Iterable[Oordeelwijziging]) -> Iterator[str]:
    return (sentence for sentence, _ in gebundeld(oordelen))


def _marked(pieces: Iterable[Stuk]) -> str:
    out: list[str] = []
    for soort, tekst in pieces:
        bare = escape(tekst)
        # Marks stand against a word and never against each other, or a reader of Markdown does not see them.
        space = " " if out and (tekst[:1].isspace() or (soort != "gelijk" and not out[-1].endswith(" "))) else ""
        end = " " if soort == "gelijk" and tekst.endswith(" ") else ""
        out.append(f"{space}{_MARKS[soort]}{bare}{_MARKS[soort]}{end}")
    return "".join(out).rstrip()
