"""The formats of documents, by the suffix of the file that is asked for."""

import importlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from convenant_cli.documents.document import Composed, compose, marked_page, page, since
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.page.herkomst import passages
from convenant_cli.documents.writers.fitting import lines
from convenant_cli.findings import ConvenantError

#: Each suffix and the module that writes it; a module is imported when its format is asked for.
WRITERS = {".md": "markdown", ".docx": "office.docx", ".odt": "office.odt", ".pdf": "pdf"}
SUFFIXES = (".md", ".html", ".docx", ".odt", ".pdf")
#: A template of Word or LibreOffice holds the same styles as a document.
TEMPLATES = {".docx": ".dotx", ".odt": ".ott"}
_KEPT_FREE = (0.08, 0.1, 0.12, 0.14, 0.17, 0.2, 0.25, 0.3, 0.35, 0.4)  # of one page, for what went and the word on it
_PAGE = 50  # lines of such a page
_LINE = 88  # letters to a line of it

#: What a document shows now, what it showed before, and how a sentence names that moment.
Getoond: TypeAlias = tuple[Mapping[str, Any], tuple[Mapping[str, Any], str]]


def make(
    suffix: str,
    template: str,
    context: Mapping[str, Any],
    own: Path | None = None,
    huisstijl: Path | None = None,
    private: Mapping[str, str] | None = None,
    before: tuple[Mapping[str, Any], str] | None = None,
    kenmerk: str = "",
) -> bytes:
    """Return a document in the format of a suffix; see :func:`make_each`."""
    return make_each([suffix], template, context, own, huisstijl, private, before, kenmerk)[0]


def make_each(
    suffixes: Iterable[str],
    template: str,
    context: Mapping[str, Any],
    own: Path | None = None,
    huisstijl: Path | None = None,
    private: Mapping[str, str] | None = None,
    before: tuple[Mapping[str, Any], str] | None = None,
    kenmerk: str = "",
) -> list[bytes]:
    """Return a document in the format of each suffix; it is composed once.

    ``own`` is the folder with the dossier's templates; ``huisstijl`` a Word or ODF file whose styles, header and
    footer are used for a document of its own kind; ``private`` what the document may not show; ``before`` what the
    template showed at an earlier moment, and how a sentence names that: then the changes are marked; ``kenmerk`` what a
    Word file for review is known by. Raises ConvenantError for a mistake in a template, for a private value, and when
    a program for the format is missing.
    """

    @cache
    def document() -> Composed:
        composed = compose(template, context, own, private)
        if kenmerk:
            composed = replace(composed, kenmerk=kenmerk)
            if not passages(composed.inhoud):
                raise ConvenantError(
                    f"het sjabloon {template} zegt nergens welk veld het toont, dus wat er terugkomt is niet te "
                    "plaatsen; kies een ander document, of gebruik in het sjabloon het filter 'veld'"
                )
        if before is None:
            return composed
        earlier, moment = before
        return since(composed, compose(template, earlier, own, private), moment)

    def made(suffix: str) -> bytes:
        if suffix == ".html":
            shown = page(template, context, own, private) if before is None else marked_page(document(), context, own)
            return shown.encode()
        writer = importlib.import_module(f"convenant_cli.documents.writers.{WRITERS[suffix]}")
        written: bytes = writer.write(document(), style_for(suffix, huisstijl))
        return written

    return [made(suffix) for suffix in suffixes]


def on_one_page(shown: Callable[[Moment], Getoond], moment: Moment, template: str, own: Path | None = None) -> Getoond:
    """Return what a document of one page shows now and showed before, as much as fits with its changes marked.

    ``shown`` gives both for a moment, whose room is what is left beside what went. Raises ConvenantError.
    """
    for share in _KEPT_FREE:
        room = replace(moment.ruimte, hoog=moment.ruimte.hoog - share)
        context, before = shown(replace(moment, ruimte=room))
        now = compose(template, context, own)
        both = since(now, compose(template, before[0], own), before[1])
        marked = lines(both.inhoud, _LINE)
        if marked <= _PAGE and (marked - lines(now.inhoud, _LINE)) / _PAGE <= share:
            break
    return context, before


def style_for(suffix: str, huisstijl: Path | None) -> Path | None:
    """Return the house style that was given, for a document of its own kind; None for another."""
    fitting = huisstijl is not None and huisstijl.suffix.lower() in (suffix, TEMPLATES.get(suffix))
    return huisstijl if fitting else None


def comment(
    template: str, context: Mapping[str, Any], own: Path | None = None, private: Mapping[str, str] | None = None
) -> bytes:
    """Return a document as Markdown for a comment at a code host: it calls nobody and links nothing.

    ``own`` is the folder with the dossier's templates, ``private`` what it may not show. Raises ConvenantError for a
    mistake in a template and for a private value.
    """
    from convenant_cli.documents.writers import markdown

    return markdown.write(compose(template, context, own, private), posted=True)
