"""A document as PDF: made by Typst with the shipped font, and nothing fetched.

Typst runs inside this process; with the dossier's own style or logo in one of its own, with limits.
The PDF keeps PDF/UA-1 and PDF/A-2a; Typst refuses to make one that does not.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from convenant_cli.documents.document import Composed, texts_of
from convenant_cli.documents.kinds import Kop, Moment, Ruimte
from convenant_cli.documents.page import confined
from convenant_cli.documents.page.filling import brings_templates
from convenant_cli.documents.page.head import Text, bound, head
from convenant_cli.documents.page.own import read_plain
from convenant_cli.documents.page.tree import HEADINGS, Element
from convenant_cli.documents.writers.ending import KAARTEN, ended
from convenant_cli.documents.writers.typesetting import STYLE_FILE, Job, measured, typeset
from convenant_cli.documents.writers.typst_source import FUNCTIONS, typst_source
from convenant_cli.documents.writers.typst_text import require_showable
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.sources.nearly import LOGO, STYLE, refuse_misnamed
from convenant_cli.sources.resources import shipped

_LARGEST_STYLE, _LARGEST_LOGO = 512 * 1024, 10 * 1024 * 1024
_MEMORY = 2048  # MB for a dossier's own style or logo
_WIDE = re.compile(rb"(?m)^ *(?:paper|margin|set text\(font)[^\r\n]*")  # how many letters stand on a line
#: What stands below the facts of the head when they do not say it.
_ALSO = (("Versie", "versie"), ("Status", "status"))
_INTERN = "hierin staan namen van personen. Deel dit niet buiten de partijen."
#: Words with which a style could read another file or fetch a package, if only by putting the words together.
_IMPORT = re.compile(r"""\b(?:import|include|eval)\b|"@[a-z]""")
#: A line that is a comment however the lines before it are read: nothing in it ends a text, comment, raw block or line.
_COMMENT = re.compile(r"""(?m)^[ \t]*//[^"`*\n\r\v\f\x85\u2028\u2029]*$""")


def write(document: Composed, _huisstijl: Path | None = None) -> bytes:
    """Return a document as PDF. A house style in Word or ODF does not apply: ``document.typ`` in ``eigen`` does.

    Raises ConvenantError when Typst is not installed, for a mistake in the dossier's own ``document.typ`` or logo,
    for a character that the font lacks, and for a heading that skips a level.
    """
    style, place, is_own = _style(document.eigen)
    logo = _logo(document.eigen)
    # An own style with the font and the margins of the shipped one holds as many letters on a line.
    other = _WIDE.findall(style) != _WIDE.findall((shipped("templates") / STYLE_FILE).read_bytes())
    files = {
        "main.typ": typst_source(ended(document.inhoud, (KAARTEN,)), document.grafieken, eigen=other).encode(),
        STYLE_FILE: style,
        **({logo.name: read_plain(logo, _LARGEST_LOGO)} if logo else {}),
    }
    return _run(typeset, files, document, place, logo, place if is_own else None)


def room(own: Path | None) -> Ruimte:
    """Return the room for text in the dossier's own style and below its logo, as shares of that in the shipped one.

    Raises ConvenantError for a style or a logo that may not be read.
    """
    style, place, is_own = _style(own)
    logo = _logo(own)
    if not is_own and logo is None:
        return Ruimte()

    def measure(style: bytes, place: Path, logo: Path | None, mine: Path | None) -> list[float]:
        empty = Composed(Kop("Titel"), Moment(date.min, "", ""), Element("document", {}, []))
        files = {STYLE_FILE: style, **({logo.name: read_plain(logo, _LARGEST_LOGO)} if logo else {})}
        told: list[float] = json.loads(_run(measured, files, empty, place, logo, mine))
        return told

    shipped_style, shipped_place, _ = _style(None)
    ours = measure(shipped_style, shipped_place, None, None)
    theirs = measure(style, place, logo, place if is_own else None)
    return Ruimte(*(min(1.0, there / here) for there, here in zip(theirs, ours, strict=True))) if theirs else Ruimte()


def _run(
    work: Callable[[Job], bytes],
    files: Mapping[str, bytes],
    document: Composed,
    place: Path,
    logo: Path | None,
    own: Path | None,
) -> bytes:
    """Return what a function makes of the files of a PDF; in a process of its own when the dossier brings some.

    Raises ConvenantError when it does, and for a character that the font lacks.
    """
    with tempfile.TemporaryDirectory() as empty:
        head, day, fonts = _head(document, logo), document.moment.peildatum, str(shipped("fonts"))
        job = Job(files, head, day, fonts, empty, str(place), str(logo) if logo else None)
        if own is not None or logo is not None or brings_templates(document.eigen):
            subject = f"een PDF met wat er in {document.eigen} staat" if own is None else f"de opmaak {own}"
            return confined.run(work, job, subject=subject, memory=_MEMORY, patience=3, opens=True)
        return work(job)


def _head(document: Composed, logo: Path | None) -> str:
    """Return the head as data for ``document.typ``. Raises ConvenantError for a character that the font lacks."""
    kop, day = document.kop, document.moment.peildatum
    if document.eerder is not None:
        for text in texts_of(document.eerder):
            require_showable(text)
    tags = _headings(document.inhoud)
    sentences = {"CONCEPT": kop.voorbehoud, "INTERN": _INTERN}
    for text in (*texts_of(kop), *sentences.values()):
        require_showable(text)
    return json.dumps(
        {
            "titel": kop.titel,
            "titelregel": "".join(map(str, bound([kop.titel]))),
            "ondertitel": kop.ondertitel,
            "gegevens": kop.gegevens,
            "gemarkeerd": _marked(document),
            "versie": kop.versie,
            "status": kop.status,
            "auteur": kop.auteur,
            "omslag": kop.omslag,
            "koppen": [tags.count(tag) for tag in HEADINGS[:2]],
            "merken": [(mark, sentences.get(mark, "")) for mark in document.merken],
            "datum": lange_datum(day),
            "dag": {"year": day.year, "month": day.month, "day": day.day},
            "logo": logo and logo.name,
            "logo_alt": f"Logo van {kop.auteur}" if kop.auteur else "Logo",
        }
    )


def _headings(element: Element) -> list[str]:
    """Return the headings that are written, by their tags: all but those in the web page's own table of contents."""
    held = [tag for child in element.elements if child.tag != "nav" for tag in _headings(child)]
    return [element.tag, *held] if element.tag in HEADINGS else held


def _marked(document: Composed) -> dict[str, Any] | None:
    """Return the head with its changes as runs: ``ins``, ``del`` or nothing, and a text; None without marks."""
    if document.eerder is None:
        return None

    def runs(text: Text) -> list[tuple[str, str]]:
        return [("", piece) if isinstance(piece, str) else (piece.tag, piece.text) for piece in text]

    found = head(document.kop, document.eerder, _ALSO)
    return {
        "titel": runs(bound(found.titel)),
        "ondertitel": runs(found.ondertitel),
        "voorbehoud": runs(found.voorbehoud),
        "gegevens": [(runs(word), runs(value)) for word, value in found.gegevens],
    }


def _style(own: Path | None) -> tuple[bytes, Path, bool]:
    """Return the style, where it is, and whether it is the dossier's own; else it is the shipped one."""
    shipped_style = shipped("templates") / STYLE_FILE
    standard = shipped_style.read_bytes()
    place = own / STYLE_FILE if own is not None else shipped_style
    if own is None or not os.path.lexists(place):
        if own is not None:
            refuse_misnamed(own, STYLE)
        return standard, shipped_style, False
    content = read_plain(place, _LARGEST_STYLE)
    if content.replace(b"\r\n", b"\n") == standard:
        return standard, place, False
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise ConvenantError(f"{place} is geen UTF-8; sla het op als UTF-8") from error
    code = _COMMENT.sub("", text)
    if found := _IMPORT.search(code):
        line = code.count("\n", 0, found.start()) + 1
        message = (
            "een opmaak mag geen pakket of ander bestand gebruiken; er wordt niets opgehaald. Zet alles in dit bestand "
            f"en laat {found[0]} weg"
        )
        raise ConvenantError(f"{place}:{line}: {message}")
    if missing := [name for name in FUNCTIONS if not re.search(rf"#let {name}\b", code)]:
        message = f"hier ontbreekt '#let {missing[0]}'; begin met een kopie van {shipped_style}"
        raise ConvenantError(f"{place}: {message}")
    return content, place, True


def _logo(own: Path | None) -> Path | None:
    if own is None:
        return None
    found = next((own / name for name in LOGO.names if os.path.lexists(own / name)), None)
    if found is None:
        refuse_misnamed(own, LOGO)
    return found
