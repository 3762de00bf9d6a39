"""Typst and its files in, a PDF out. It knows no document, so that a process of its own can do it as well."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NoReturn

from convenant_cli.documents.writers.balancing import ASKED, End, Ends, balanced
from convenant_cli.documents.writers.typst_fonts import fonts
from convenant_cli.findings import ConvenantError
from convenant_cli.text.opdracht import installing

_STANDARDS = ["ua-1", "a-2a"]
#: Tells how much text goes on the first page below the head, in letters of a line and in lines.
_ROOM = """#import "document.typ": opmaak
#show: opmaak
#place(top)[#metadata(none)<convenant-boven>]
#layout(ruimte => context {
  let hoog(it) = measure(block(width: ruimte.width, it)).height
  let boven = query(<convenant-boven>).first().location().position().y
  let over = ruimte.height - (here().position().y - boven)
  let regel = hoog[een #linebreak() twee] - hoog[een]
  [#metadata((ruimte.width / measure[de partijen van het convenant].width, over / regel))<convenant-ruimte>]
})
"""
#: In points from the top of a page, that is 842 high. A last page of which half stays empty may go along with those
#: before; one that ends as high as a few rows below its edge and a heading is no better than it was; and of one with a
#: third of a page at most all is tried.
_LITTLE, _ROWS, _LINES = 420.0, 150.0, 300.0
#: Asks the style to set lines, rows and margins a little closer; with letters that are half a point smaller; and
#: closer still, when these were nearly enough.
_CLOSER = (({"dicht": '"ja"'}, False), ({"dicht": '"meer"'}, False), ({"dicht": '"meest"'}, True))
#: What a style is asked for, and what it reads when nothing is: of how close it sets, and of its columns.
_UNASKED = {"dicht": '""', ASKED: "[]", "kolommen": "[]"}  # the last: an older copy of the style reads it
STYLE_FILE = "document.typ"
_PLACE = re.compile(r"(main|document)\.typ:(\d+):\d+")
_PICTURE = re.compile(r"decode image|parse SVG|image format|linked image")
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')
_FETCHING = re.compile(r"failed to (?:download|load) package|package not found")


@dataclass(frozen=True, slots=True)
class Job:
    """What Typst needs, and where its files came from, to name them in a sentence."""

    files: Mapping[str, bytes]
    head: str
    day: date
    fonts: str
    empty: str
    """An empty folder: all that Typst may read beside the files and the fonts."""
    style: str
    logo: str | None


def typeset(job: Job) -> bytes:
    """Return a PDF; set a little closer when that spares a last page that holds hardly anything, and columns balanced.

    Raises ConvenantError when Typst is not installed, for a mistake in the style or the logo, and for a character that
    the font lacks.
    """
    try:
        import typst
    except ImportError as error:
        message = f"voor een PDF is typst nodig; {installing('typst')}"
        raise ConvenantError(message) from error
    given = _given(job)

    def compiled(asked: Mapping[str, str]) -> tuple[bytes, list[Any]]:
        day = datetime.combine(job.day, datetime.min.time(), UTC)
        made: tuple[bytes, list[Any]] = typst.compile_with_warnings(
            _files(job, asked), format="pdf", pdf_standards=_STANDARDS, timestamp=day, **given
        )
        return made

    def ends(asked: Mapping[str, str]) -> Ends:
        told = json.loads(typst.query(_files(job, asked), "<convenant-einde>", field="value", **given))
        # All together; an older copy of the style tells each by itself, and its columns stay as Typst fills them.
        return Ends([End.of(one) for some in told for one in (some if isinstance(some, list) else [some])])

    try:
        try:
            chosen = _chosen(ends)
        except RuntimeError:
            compiled({})  # a query does not tell where a mistake is
            raise
        pdf, warnings = compiled(chosen)
    except typst.TypstError as error:
        _refuse(error, job)
    except RuntimeError as error:  # Typst cannot show where the fault is in a file that is no text
        if job.logo is None:
            raise
        message = f"{job.logo} is geen plaatje dat in een PDF kan; sla het opnieuw op als PNG (typst: {error})"
        raise ConvenantError(message) from error
    for warning in warnings:
        _refuse(warning, job)
    return pdf


def measured(job: Job) -> bytes:
    """Return how many times a few words stand on a line of the style, and how many lines below its head, as JSON.

    Nothing is told of a style that cannot be used: who makes the document tells what is wrong with it.
    """
    try:
        import typst

        files = {**_files(job, {}), "main.typ": _ROOM.encode()}
        told = typst.query(files, "<convenant-ruimte>", field="value", one=True, **_given(job))
    except (ImportError, RuntimeError):
        return b"[]"
    return str(told).encode()


def _given(job: Job) -> dict[str, Any]:
    """Return what Typst gets beside the files: the head and the fonts, and nothing of this computer."""
    return {
        "sys_inputs": {"kop": job.head},
        "root": job.empty,
        "font_paths": fonts(job.fonts),
        "package_path": job.empty,
        "package_cache_path": job.empty,
    }


def _files(job: Job, asked: Mapping[str, str]) -> dict[str, bytes]:
    """Return the files, with what is asked of the style.

    That is in files: Typst forgets all that it laid out when an input differs, and of a file only what reads it. Nor
    may there be two inputs: it takes them in any order, and when that differs it has forgotten everything as well.
    """
    return {**job.files, **{f"{name}.json": value.encode() for name, value in {**_UNASKED, **asked}.items()}}


def _chosen(ends: Callable[[Mapping[str, str]], Ends]) -> Mapping[str, str]:
    """Return what to ask so that no page or column is almost empty for want of a little room."""
    chosen: Mapping[str, str] = {}
    end = ends(chosen)
    nearly = False  # whether what was tried left a few lines of that page
    for closer, last in _CLOSER:
        if end.page <= 1 or end.down >= _LITTLE or (last and not nearly):
            break
        given: Mapping[str, str] = closer
        other = then = ends(given)
        if then.down <= _ROWS or (then.page >= end.page and then.down < _LINES):
            given = balanced(given, then, ends)
            then = ends(given)
        if then.page < end.page and then.down > _ROWS:  # a last page that is emptier still is no gain
            chosen, end = given, then
        nearly = other.page == end.page and other.down < _LINES
    return chosen if ASKED in chosen else balanced(chosen, end, ends)


def _refuse(error: Any, job: Job) -> NoReturn:
    """Raise ConvenantError for an error or warning of Typst, with its place when that is in the style."""
    said = f"(typst: {'; '.join([error.message, *error.hints])})"
    if lacking := _LACKING.search(error.message):
        raise ConvenantError(
            f"'{lacking[1]}' kan niet in een PDF: het lettertype heeft dit teken niet {said}"
        ) from error
    if job.logo is not None and _PICTURE.search(error.message):
        message = f"{job.logo} is geen plaatje dat in een PDF kan; sla het opnieuw op als PNG {said}"
        raise ConvenantError(message) from error
    if _FETCHING.search(error.message):
        message = "een opmaak mag geen pakket gebruiken; er wordt niets opgehaald. Zet alles in dit bestand"
        raise ConvenantError(f"opmaak {job.style}: {message} {said}") from error
    place = _PLACE.search(error.diagnostic)
    if place and place[1] == "document":
        raise ConvenantError(f"opmaak {job.style}:{place[2]}: Typst kan deze regel niet uitvoeren {said}") from error
    raise ConvenantError(f"van dit document is geen PDF te maken met de opmaak {job.style} {said}") from error
