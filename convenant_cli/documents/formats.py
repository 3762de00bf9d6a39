"""The formats of documents, by the suffix of the file that is asked for."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from convenant_cli.documents.document import compose, page

#: Each suffix and the module that writes it; a module is imported when its format is asked for.
_WRITERS = {".md": "markdown", ".docx": "docx", ".odt": "odt", ".pdf": "pdf"}
SUFFIXES = (".md", ".html", ".docx", ".odt", ".pdf")


def make(
    suffix: str, template: str, context: Mapping[str, Any], own: Path | None = None, huisstijl: Path | None = None
) -> bytes:
    """Return a document in the format of a suffix.

    ``own`` is the folder with the dossier's templates, ``huisstijl`` a Word or ODF file whose styles, header and
    footer are used. Raises ConvenantError for a mistake in a template, and when a program for the format is missing.
    """
    if suffix == ".html":
        return page(template, context, own).encode()
    writer = importlib.import_module(f"convenant_cli.documents.{_WRITERS[suffix]}")
    made: bytes = writer.write(compose(template, context, own), huisstijl)
    return made
