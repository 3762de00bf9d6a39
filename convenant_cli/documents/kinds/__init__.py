"""The documents, one file each: ``SENTENCE`` says what it is, ``context`` gathers what its template shows.

The templates have the name of the document: ``templates/jaarplan.html.j2`` and ``templates/jaarplan.md.j2``. A new
document is a new file here and its templates: the folder is the registry.
"""

import importlib
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant_cli.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Moment:
    """When and from what a document is made; printed in its colophon."""

    peildatum: date
    revisie: str
    """The revision of git in words, or that there is none."""
    programma: str
    """Name and version of this program."""


def names() -> list[str]:
    """Return the names of the documents."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__))


def sentence(name: str) -> str:
    """Return what a document is, in one sentence."""
    text: str = importlib.import_module(f"{__name__}.{name}").SENTENCE
    return text


def choices(name: str, dossier: Dossier) -> list[str]:
    """Return of what this document can be made, such as the years that have a plan; nothing when there is only one."""
    found: list[str] = importlib.import_module(f"{__name__}.{name}").choices(dossier)
    return found


def context(name: str, dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the templates of a document show."""
    gathered: Mapping[str, Any] = importlib.import_module(f"{__name__}.{name}").context(dossier, which, moment)
    return gathered
