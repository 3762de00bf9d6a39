"""The house style of Word and ODF documents: which file supplies it, and what its header and footer say."""

import importlib
import os
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from convenant_cli.documents.document import Composed
from convenant_cli.documents.writers.office.vetting import DamagedError, StyleError, unpack_bounded
from convenant_cli.documents.writers.office.zipped import folder
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.sources.diskfile import LARGEST_PICTURE, read, read_placed, why
from convenant_cli.sources.nearly import ODF, WORD, refuse_misnamed
from convenant_cli.sources.resources import shipped
from convenant_cli.sources.sources import dossier_around
from convenant_cli.sources.textfile import POINTER_MESSAGE, is_lfs_pointer

SUFFIXES = (".docx", ".odt")
_MEANT = {".docx": WORD, ".odt": ODF}
_PLACEHOLDER = re.compile(r"\{\{ *(titel|versie|status|datum) *\}\}")
#: What stands between the parts of a header: a tab, which stays, or a dot, dash or bar.
_BETWEEN = re.compile(r"\t|\s*·\s*|\s+[-–—|/]\s+|(?<=\}\})/(?=\{\{)")
_BRACKETED = re.compile(r"\s*\(\s*\{\{ *(titel|versie|status|datum) *\}\}\s*\)")
#: Styles by the names that a Dutch Word or LibreOffice shows, for a file that holds those as they are.
DUTCH = {
    **{f"kop {level}": f"heading {level}" for level in range(1, 5)},
    **{f"inhopg {level}": f"toc {level}" for level in range(1, 4)},
    "titel": "title",
    "ondertitel": "subtitle",
    "platte tekst": "body text",
    "standaard": "normal",
    "bijschrift": "caption",
    "koptekst": "header",
    "voettekst": "footer",
}


def standard(suffix: str) -> dict[str, bytes]:
    """Return the parts of the shipped house style for ``.docx`` or ``.odt``."""
    return folder(shipped("templates") / "huisstijl" / suffix[1:])


def house_style(suffix: str, given: Path | None, own: Path | None) -> dict[str, bytes]:
    """Return the parts of the house style: the file that was given, the dossier's own, or the shipped one.

    Of a file only what may go on into a document. Raises ConvenantError when it is missing, damaged, of another kind
    than its name says, or when it holds what may not go on.
    """
    path = given or (_own_file(suffix, own) if own is not None else None)
    if path is None:
        return dict(_ours(suffix))
    if given is not None:
        raw = read_placed(path, dossier_around(path), LARGEST_PICTURE)
    else:
        raw = read(path.parent.parent, f"{path.parent.name}/{path.name}", LARGEST_PICTURE)
    if raw is None:
        raise ConvenantError(f"de huisstijl {path} is niet te lezen: het bestand is er niet")
    if is_lfs_pointer(raw):
        raise ConvenantError(f"de huisstijl {path} is niet te lezen: {POINTER_MESSAGE}")
    try:
        made = _vetted(suffix, unpack_bounded(raw))
    except StyleError as error:
        raise ConvenantError(f"de huisstijl {path} kan zo niet worden gebruikt: {error}") from error
    except DamagedError as error:
        raise ConvenantError(
            f"de huisstijl {path} is geen gaaf {suffix}-bestand; open het in Word of LibreOffice en sla het "
            f"opnieuw op als {suffix}, zonder wachtwoord"
        ) from error
    return made


@cache  # one document asks for it to write with, and to know whether that is what it writes with
def _ours(suffix: str) -> Mapping[str, bytes]:
    return _vetted(suffix, standard(suffix))


def _vetted(suffix: str, parts: Mapping[str, bytes]) -> dict[str, bytes]:
    vetting = importlib.import_module(f"convenant_cli.documents.writers.office.{suffix[1:]}_vetting")
    made: dict[str, bytes] = vetting.vetted(parts)
    return made


def _own_file(suffix: str, own: Path) -> Path | None:
    """Return the house style among the templates of a dossier, however its name is capitalised; None without one."""
    try:
        names = sorted(os.listdir(own), reverse=True)  # noqa: PTH208  # small letters first
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise ConvenantError(f"{own} is niet te lezen{why(error)}; vraag om leesrecht op de map") from error
    meant = _MEANT[suffix]
    found = next((own / name for one in meant.names for name in names if name.lower() == one), None)
    if found is None:
        refuse_misnamed(own, meant)
    return found


def values(document: Composed) -> dict[str, str]:
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

    A part of the line between tabs, dots, dashes or bars disappears, with one of those that are no tab, when nothing
    is known for all placeholders in it; and so do brackets around what is not known.
    """
    line = "".join(runs)
    gone: set[int] = {
        at for match in _BRACKETED.finditer(line) if not known[match[1]] for at in range(match.start(), match.end())
    }
    put: dict[int, str] = {}
    between = list(_BETWEEN.finditer(line))
    starts, ends = [0, *(one.end() for one in between)], [*(one.start() for one in between), len(line)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        found = list(_PLACEHOLDER.finditer(line, start, end))
        if found and not any(known[match[1]] for match in found):
            gone.update(range(start, end))
            beside = (one for one in between[max(number - 1, 0) : number + 1] if one[0] != "\t")
            free = next((one for one in beside if one.start() not in gone), None)
            gone.update(range(free.start(), free.end()) if free else ())
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
