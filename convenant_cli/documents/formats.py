"""The formats of documents, by the suffix of the file that is asked for."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from convenant_cli.documents.document import compose, marked_page, page, since

#: Each suffix and the module that writes it; a module is imported when its format is asked for.
_WRITERS = {".md": "markdown", ".docx": "office.docx", ".odt": "office.odt", ".pdf": "pdf"}
SUFFIXES = (".md", ".html", ".docx", ".odt", ".pdf")
#: A template of Word or LibreOffice holds the same styles as a document.
TEMPLATES = {".docx": ".dotx", ".odt": ".ott"}


def make(
    suffix: str,
    template: str,
    context: Mapping[str, Any],
    own: Path | None = None,
    huisstijl: Path | None = None,
    private: Mapping[str, str] | None = None,
    before: tuple[Mapping[str, Any], str] | None = None,
) -> bytes:
    """Return a document in the format of a suffix.

    ``own`` is the folder with the dossier's templates; ``huisstijl`` a Word or ODF file whose styles, header and
    footer are used for a document of its own kind; ``private`` what the document may not show; ``before`` what the
    template showed at an earlier moment, and how a sentence names that: then the changes are marked. Raises
    ConvenantError for a mistake in a template, for a private value, and when a program for the format is missing.
    """
    if suffix == ".html" and before is None:
        return page(template, context, own, private).encode()
    document = compose(template, context, own, private)
    if before is not None:
        earlier, moment = before
        document = since(document, compose(template, earlier, own, private), moment)
        if suffix == ".html":
            return marked_page(document, context, own).encode()
    writer = importlib.import_module(f"convenant_cli.documents.writers.{_WRITERS[suffix]}")
    fitting = huisstijl is not None and huisstijl.suffix.lower() in (suffix, TEMPLATES.get(suffix))
    style = huisstijl if fitting else None
    made: bytes = writer.write(document, style)
    return made


def comment(
    template: str, context: Mapping[str, Any], own: Path | None = None, private: Mapping[str, str] | None = None
) -> bytes:
    """Return a document as Markdown for a comment at a code host: it calls nobody and links nothing.

    ``own`` is the folder with the dossier's templates, ``private`` what it may not show. Raises ConvenantError for a
    mistake in a template and for a private value.
    """
    from convenant_cli.documents.writers import markdown

    return markdown.write(compose(template, context, own, private), posted=True)
