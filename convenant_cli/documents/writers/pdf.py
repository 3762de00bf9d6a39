"""A document as PDF: made by Typst inside this process, with the shipped font, and nothing fetched.

The PDF keeps PDF/UA-1 and PDF/A-2a; Typst refuses to make one that does not.
"""

import json
import re
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

from convenant_cli.documents.document import Document
from convenant_cli.documents.writers.typst_source import FUNCTIONS, require_showable, typst_source
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.resources import shipped
from convenant_cli.writing import why

_STYLE = "document.typ"
_STANDARDS = ["ua-1", "a-2a"]
_LOGOS = ("logo.svg", "logo.png")
_INTERN = "hierin staan namen van personen. Deel dit niet buiten de partijen."
#: Words with which a style could read another file or fetch a package, if only by putting the words together.
_IMPORT = re.compile(r"""\b(?:import|include|eval)\b|"@[a-z]""")
#: A line that is a comment however the lines before it are read: nothing in it ends a text, comment or raw block.
_COMMENT = re.compile(r"""(?m)^[ \t]*//[^"`*\n]*$""")
_PLACE = re.compile(r"(main|document)\.typ:(\d+):\d+")
_PICTURE = re.compile(r"decode image|parse SVG|image format|linked image")
_LACKING = re.compile(r'the text `"(.+?)"` could not be displayed')


def write(document: Document, _huisstijl: Path | None = None) -> bytes:
    """Return a document as PDF. A house style in Word or ODF does not apply: ``document.typ`` in ``eigen`` does.

    Raises ConvenantError when Typst is not installed, for a mistake in the dossier's own ``document.typ`` or logo,
    for a character that the font lacks, and for a heading that skips a level.
    """
    try:
        import typst
    except ImportError as error:
        message = 'voor een PDF is typst nodig: installeer het met pip install "convenant[documenten]"'
        raise ConvenantError(message) from error

    style, place = _style(document.eigen)
    logo = _logo(document.eigen)
    files = {
        "main.typ": typst_source(document.inhoud, document.grafieken).encode(),
        _STYLE: style,
        **({logo.name: _read(logo)} if logo else {}),
    }
    with tempfile.TemporaryDirectory() as empty:
        try:
            pdf, warnings = typst.compile_with_warnings(
                files,
                format="pdf",
                root=empty,
                font_paths=[shipped("fonts")],
                ignore_system_fonts=True,
                sys_inputs={"kop": _head(document, logo)},
                pdf_standards=_STANDARDS,
                timestamp=datetime.combine(document.moment.peildatum, datetime.min.time(), UTC),
                package_path=empty,
                package_cache_path=empty,
            )
        except typst.TypstError as error:
            _refuse(error, place, logo)
        except RuntimeError as error:  # Typst cannot show where the fault is in a file that is no text
            if logo is None:
                raise
            message = f"{logo} is geen plaatje dat in een PDF kan; sla het opnieuw op als PNG (typst: {error})"
            raise ConvenantError(message) from error
    for warning in warnings:
        _refuse(warning, place, logo)
    made: bytes = pdf
    return made


def _head(document: Document, logo: Path | None) -> str:
    """Return the head as data for ``document.typ``. Raises ConvenantError for a character that the font lacks."""
    kop, day = document.kop, document.moment.peildatum
    sentences = {"CONCEPT": kop.voorbehoud, "INTERN": _INTERN}
    texts = [kop.titel, kop.ondertitel, kop.versie, kop.status, kop.auteur, *sentences.values()]
    for text in (*texts, *(part for pair in kop.gegevens for part in pair)):
        require_showable(text)
    return json.dumps(
        {
            "titel": kop.titel,
            "ondertitel": kop.ondertitel,
            "gegevens": kop.gegevens,
            "versie": kop.versie,
            "status": kop.status,
            "auteur": kop.auteur,
            "omslag": kop.omslag,
            "merken": [(mark, sentences.get(mark, "")) for mark in document.merken],
            "datum": lange_datum(day),
            "dag": {"year": day.year, "month": day.month, "day": day.day},
            "logo": logo and logo.name,
            "logo_alt": f"Logo van {kop.auteur}" if kop.auteur else "Logo",
        }
    )


def _style(own: Path | None) -> tuple[bytes, Path]:
    """Return the style and where it is: the dossier's own, or else the shipped one."""
    shipped_style = shipped("templates") / _STYLE
    if own is None or not (own / _STYLE).is_file():
        return shipped_style.read_bytes(), shipped_style
    place = own / _STYLE
    content = _read(place)
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
    return content, place


def _logo(own: Path | None) -> Path | None:
    return next((own / name for name in _LOGOS if (own / name).is_file()), None) if own else None


def _read(path: Path) -> bytes:
    if path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve()):
        raise ConvenantError(f"{path} is een koppeling naar buiten de map; zet het bestand zelf in {path.parent}")
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConvenantError(f"{path} is niet te lezen{why(error)}") from error


def _refuse(error: Any, style: Path, logo: Path | None) -> NoReturn:
    """Raise ConvenantError for an error or warning of Typst, with its place when that is in the style."""
    said = f"(typst: {'; '.join([error.message, *error.hints])})"
    if lacking := _LACKING.search(error.message):
        raise ConvenantError(
            f"'{lacking[1]}' kan niet in een PDF: het lettertype heeft dit teken niet {said}"
        ) from error
    if logo is not None and _PICTURE.search(error.message):
        raise ConvenantError(f"{logo} is geen plaatje dat in een PDF kan; sla het opnieuw op als PNG {said}") from error
    place = _PLACE.search(error.diagnostic)
    if place and place[1] == "document":
        raise ConvenantError(f"opmaak {style}:{place[2]}: Typst kan deze regel niet uitvoeren {said}") from error
    raise ConvenantError(f"van dit document is geen PDF te maken met de opmaak {style} {said}") from error
