"""Typst and its files in, a PDF out. It knows no document, so that a process of its own can do it as well."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, NoReturn

from convenant_cli.documents.writers.balancing import ASKED, End, Ends, balanced
from convenant_cli.findings import ConvenantError

_STANDARDS = ["ua-1", "a-2a"]
_LITTLE = 420.0  # points from the top of a page: what ends above it may go along with the pages before
_ROWS = 150.0  # above it stand a few rows or lines only
#: Asks the style to set lines, rows and margins a little closer; and with letters that are half a point smaller.
_CLOSER = ({"dicht": "ja"}, {"dicht": "meer"})
_SPARE_FILE = f"{ASKED}.json"
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
        message = "voor een PDF is typst nodig: installeer het erbij met 'pip install typst'"
        raise ConvenantError(message) from error
    given: dict[str, Any] = {
        "root": job.empty,
        "font_paths": [job.fonts],
        "ignore_system_fonts": True,
        "package_path": job.empty,
        "package_cache_path": job.empty,
    }

    def compiled(inputs: Mapping[str, str]) -> tuple[bytes, list[Any]]:
        day = datetime.combine(job.day, datetime.min.time(), UTC)
        files, inputs = _told(job, inputs)
        made: tuple[bytes, list[Any]] = typst.compile_with_warnings(
            files, format="pdf", sys_inputs=inputs, pdf_standards=_STANDARDS, timestamp=day, **given
        )
        return made

    def ends(inputs: Mapping[str, str]) -> Ends:
        files, inputs = _told(job, inputs)
        told = json.loads(typst.query(files, "<convenant-einde>", field="value", sys_inputs=inputs, **given))
        # All together; an older copy of the style tells each by itself, and its columns stay as Typst fills them.
        return Ends([End.of(one) for some in told for one in (some if isinstance(some, list) else [some])])

    usual = {"kop": job.head}
    try:
        try:
            chosen = _chosen(usual, ends)
        except RuntimeError:
            compiled(usual)  # a query does not tell where a mistake is
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


def _told(job: Job, inputs: Mapping[str, str]) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the files and the inputs with which a style is told what is asked of it.

    What columns have to spare is a file: Typst forgets all that it laid out when an input differs, and of a file only
    what reads it.
    """
    others = dict(inputs)
    return {**job.files, _SPARE_FILE: others.pop(ASKED, "[]").encode()}, others


def _chosen(usual: Mapping[str, str], ends: Callable[[Mapping[str, str]], Ends]) -> Mapping[str, str]:
    """Return the inputs with which no page or column is almost empty for want of a little room."""
    chosen, end = usual, ends(usual)
    for closer in _CLOSER:
        if end.page > 1 and end.down < _LITTLE:
            other = ends({**usual, **closer})
            if other.page < end.page and other.down > _ROWS:  # a last page that is emptier still is no gain
                chosen, end = {**usual, **closer}, other
    return balanced(chosen, end, ends)


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
