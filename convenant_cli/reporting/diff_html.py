"""What differs between two moments, as a web page of its own: ``<del>`` for what went, ``<ins>`` for what came."""

from collections.abc import Iterable, Iterator
from html import escape

from convenant_cli.changes.bundels import gebundeld
from convenant_cli.changes.stukken import Stuk, als_tekst
from convenant_cli.changes.wijziging import Oordeelwijziging, Vergelijking, Wijziging
from convenant_cli.reporting.diff_text import grades, rows, summary, title

_TAGS = {"weg": "del", "nieuw": "ins"}
_STYLE = """
body { font-family: "Liberation Sans", Arial, sans-serif; line-height: 1.5; max-width: 52rem; margin: 2rem auto;
  padding: 0 1rem; color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
h2 { margin-top: 2rem; border-bottom: 1px solid #767676; }
h3 { font-size: 1rem; margin: 1rem 0 0.25rem; }
ul { margin: 0.25rem 0; }
p.graad { margin: 0.25rem 0; color: #595959; }
del { color: #8b0000; background: #fdecea; }
ins { color: #0b5d1e; background: #e6f4ea; }
"""


def lines(every: Vergelijking) -> Iterator[str]:
    """Yield the page. All text from records is escaped; the long texts are whole."""
    yield "<!DOCTYPE html>"
    yield '<html lang="nl">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title(every))}</title>"
    yield f"<style>{_STYLE}</style>"
    yield "</head>"
    yield "<body>"
    yield "<main>"
    yield "<h1>Wijzigingen in het dossier</h1>"
    yield f"<p>{escape(title(every))}.</p>"
    for sentence in summary(every):
        yield f"<p>{escape(sentence)}</p>"
    for group in every.groepen:
        yield "<section>"
        yield f"<h2>{escape(group.titel)}</h2>"
        for change in group.wijzigingen:
            yield from _change(change, group.titel)
        yield "</section>"
    yield from _section("Oordelen die ook veranderen", map(escape, _oordelen(every.losse_oordelen)))
    yield from _section("Let op", (escape(message) for message in every.meldingen))
    yield "</main>"
    yield "</body>"
    yield "</html>"


def _section(heading: str, items: Iterable[str]) -> Iterator[str]:
    told = list(items)
    if told:
        yield "<section>"
        yield f"<h2>{heading}</h2>"
        yield from _list(told)
        yield "</section>"


def _list(items: Iterable[str]) -> Iterator[str]:
    yield "<ul>"
    yield from (f"<li>{item}</li>" for item in items)
    yield "</ul>"


def _change(change: Wijziging, above: str) -> Iterator[str]:
    heading, below = rows(change)
    if als_tekst(heading) != above:
        yield f"<h3>{_marked(heading)}</h3>"
    if graded := grades(change):
        yield f'<p class="graad">{escape(graded)}</p>'
    if below or change.oordelen:
        yield from _list(
            [*map(_marked, below), *(f"Oordeel {escape(sentence)}" for sentence in _oordelen(change.oordelen))]
        )


def _oordelen(oordelen: Iterable[Oordeelwijziging]) -> Iterator[str]:
    return (sentence for sentence, _ in gebundeld(oordelen))


def _marked(pieces: Iterable[Stuk]) -> str:
    return "".join(_piece(soort, tekst) for soort, tekst in pieces)


def _piece(soort: str, tekst: str) -> str:
    bare = tekst.lstrip()
    space = tekst[: len(tekst) - len(bare)].replace("\n", "<br>")
    shown = "<br>".join(escape(line) for line in bare.split("\n"))
    return f"{space}<{_TAGS[soort]}>{shown}</{_TAGS[soort]}>" if soort in _TAGS else f"{space}{shown}"
