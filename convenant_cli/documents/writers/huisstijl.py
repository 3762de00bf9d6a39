"""The house style of Word and ODF documents: which file supplies it, and what its header and footer say."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from convenant_cli.documents.document import Document
from convenant_cli.documents.writers.zipped import folder, read_house_style
from convenant_cli.kalender import lange_datum
from convenant_cli.resources import shipped

SUFFIXES = (".docx", ".odt")
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_REQUIRED = {
    ".docx": {"word/document.xml": f"{{{_WORD}}}document", "word/styles.xml": f"{{{_WORD}}}styles"},
    ".odt": {"content.xml": f"{{{_OFFICE}}}document-content", "styles.xml": f"{{{_OFFICE}}}document-styles"},
}
_PLACEHOLDER = re.compile(r"\{\{ *(titel|versie|status|datum) *\}\}")
_SEGMENT = re.compile(r"[^·\t]+")


def standard(suffix: str) -> dict[str, bytes]:
    """Return the parts of the shipped house style for ``.docx`` or ``.odt``."""
    return folder(shipped("templates") / "huisstijl" / suffix[1:])


def house_style(suffix: str, given: Path | None, own: Path | None) -> dict[str, bytes]:
    """Return the parts of the house style: the file that was given, the dossier's own, or the shipped one.

    Raises ConvenantError when a file is damaged or of another kind than its name says.
    """
    if given is None and own is not None and (own / f"huisstijl{suffix}").exists():
        given = own / f"huisstijl{suffix}"
    if given is None:
        return standard(suffix)
    return read_house_style(given, _REQUIRED[suffix])


def values(document: Document) -> dict[str, str]:
    """Return what the placeholders of headers and footers stand for."""
    kop = document.kop
    return {
        "titel": kop.titel,
        "versie": kop.versie,
        "status": kop.status,
        "datum": lange_datum(document.moment.peildatum),
    }


def filled(runs: Sequence[str], known: Mapping[str, str]) -> list[str]:
    """Return the texts of a paragraph with its placeholders filled in; Word may cut one over several runs.

    A part of the line between dots (``·``) or tabs disappears when nothing is known for all placeholders in it.
    """
    line = "".join(runs)
    gone: set[int] = set()
    put: dict[int, str] = {}
    for part in _SEGMENT.finditer(line):
        found = list(_PLACEHOLDER.finditer(line, part.start(), part.end()))
        if found and not any(known[match[1]] for match in found):
            gone.update(range(part.start(), part.end()))
            beside = (at for at in (part.start() - 1, part.end()) if line[at : at + 1] == "·" and at not in gone)
            gone.update([*beside][:1])
            continue
        for match in found:
            gone.update(range(match.start(), match.end()))
            put[match.start()] = known[match[1]]
    out, at = [], 0
    for run in runs:
        places = range(at, at + len(run))
        out.append("".join(put.get(place, "") if place in gone else line[place] for place in places))
        at += len(run)
    return out
