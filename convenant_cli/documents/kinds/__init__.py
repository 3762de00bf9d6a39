"""The documents, one file each: ``SENTENCE`` says what it is, ``context`` gathers what its template shows.

With ``EEN_BLADZIJDE`` it fits on one page in every format. Of what there are several, such as year plans, ``choices``
lists them; with ``WELK_MAG_WEG`` it can also be made of all. A document about what changed has ``context_of_changes``
instead. The template has the name of the document: ``templates/jaarplan.html.j2``. All formats are made from it. A new
document is a new file here and its template: the folder is the registry.
"""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import ModuleType
from typing import Any

from convenant_cli.documents.page.data import as_data
from convenant_cli.documents.page.discretion import private_values
from convenant_cli.documents.page.herkomst import places
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import OpDag, op_dag, voorbehoud
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant

#: The word in a head that names the day of which a document tells.
STAND_OP = "Stand op"


@dataclass(frozen=True, slots=True)
class Ruimte:
    """How much fits on a page, as shares of what fits on the shipped one: letters to a line, and lines."""

    breed: float = 1.0
    hoog: float = 1.0


@dataclass(frozen=True, slots=True)
class Moment:
    """When and from what a document is made; printed in its colophon."""

    peildatum: date
    revisie: str
    """The revision of git in words, or that there is none."""
    programma: str
    """Name and version of this program."""
    intern: bool = False
    """Whether names from the private address book may be shown."""
    rev: str | None = None
    """The revision that was asked for; None for the files on disk."""
    voor: str = ""
    """For whom a copy is made that is another than the one for everybody; empty for that one."""
    met: tuple[str, ...] = ()
    """What stands in it that is left out otherwise, such as an annex."""
    ruimte: Ruimte = Ruimte()
    """Of a document that is one page in every format: the room on the smallest page it is made for."""
    bekend: date | None = None
    """The day until which is known what happened; a document of a later day says so. None where nobody asks."""
    keuze: Mapping[str, Any] | None = None
    """What a document of one page tells of at a later moment: it tells of the same, so that only changes are marked."""


@dataclass(frozen=True, slots=True)
class Kop:
    """The head of a document: on the title page and in the running header. A context holds it as ``kop``."""

    titel: str
    ondertitel: str = ""
    gegevens: tuple[tuple[str, str], ...] = ()
    """What a reader wants to know first, such as the period: a word and its value."""
    versie: str = ""
    status: str = ""
    auteur: str = ""
    """The party that issues the document."""
    voorbehoud: str = ""
    """Why this is not the final text, in a sentence; every page then says CONCEPT."""
    omslag: bool = False
    """Whether it is long enough for a title page and a table of contents."""


def names() -> list[str]:
    """Return the names of the documents."""
    return sorted(info.name for info in pkgutil.iter_modules(__path__))


def sentence(name: str) -> str:
    """Return what a document is, in one sentence."""
    text: str = _module(name).SENTENCE
    return text


def choices(name: str, dossier: Dossier) -> list[str] | None:
    """Return of what this document can be made, such as the years that have a plan; None when there is only one."""
    find: Callable[[Dossier], list[str]] | None = getattr(_module(name), "choices", None)
    return find(dossier) if find else None


def of_changes(name: str) -> bool:
    """Tell whether a document is about what changed between two moments, and so needs both."""
    return hasattr(_module(name), "context_of_changes")


def is_one_page(name: str) -> bool:
    """Tell whether a document is one page in every format, so that what does not fit is left out of it."""
    return hasattr(_module(name), "EEN_BLADZIJDE")


def audiences(name: str, dossier: Dossier, moment: Moment) -> Mapping[str, str]:
    """Return for whom a copy of a document can be made that is another than the one for everybody.

    By id, as records write it: the name that tells them apart, which ``Moment.voor`` has.
    """
    find: Callable[[Dossier, Moment], Mapping[str, str]] | None = getattr(_module(name), "readers", None)
    return find(dossier, moment) if find else {one: one for one in getattr(_module(name), "VOOR", ())}


def annexes(name: str) -> tuple[str, ...]:
    """Return what a document can have besides when it is asked for."""
    found: tuple[str, ...] = getattr(_module(name), "MET", ())
    return found


def may_be_whole(name: str) -> bool:
    """Tell whether a document of which there are several can also be made of all at once."""
    return bool(getattr(_module(name), "WELK_MAG_WEG", False))


def context(name: str, dossier: Dossier, which: str, moment: Moment, ter_bespreking: bool = False) -> Mapping[str, Any]:
    """Return what the templates of a document show, as data. Raises ConvenantError when it cannot be made.

    It shows the dossier as it was known on the reference date, and says so when the records tell of later.
    ``ter_bespreking``: whether its text says which field of which record it shows.
    """
    known = _known(dossier, which, moment.peildatum)
    gathered: Mapping[str, Any] = _module(name).context(known.dossier, which, moment)
    shown = with_looking_back(with_sample(gathered, dossier.agreed), dossier, moment)
    private = {} if moment.intern else private_values(dossier)
    return as_data(shown, private, places(known) if ter_bespreking else None)


def _known(dossier: Dossier, which: str, day: date) -> OpDag:
    """Return a dossier as it was known on a day. Raises ConvenantError for a plan of which everything came later.

    Only for such a plan it is asked again with that plan in it: documents of one day share what they are made of.
    """
    known = op_dag(dossier, day)
    if which in dossier.jaarplannen and which not in known.dossier.jaarplannen:
        known = op_dag(dossier, day, which)
        if which not in known.dossier.jaarplannen:
            raise ConvenantError(
                f"volgens de records was er op {lange_datum(day)} nog geen plan {which}; kies een latere peildatum, of "
                f"lees met '--rev {day}' de records zoals ze toen waren"
            )
    return known


def with_looking_back(shown: Mapping[str, Any], dossier: Dossier, moment: Moment) -> dict[str, Any]:
    """Return what a document shows, and how far it can be trusted when it tells of another day than the records.

    It stands in the colophon, and at the day itself where the head names one.
    """
    told = voorbehoud(dossier, moment.peildatum, moment.bekend)
    kop: Kop = shown["kop"]
    facts = list(kop.gegevens)
    words = [word for word, _ in facts]
    if told and STAND_OP in words:
        facts.insert(words.index(STAND_OP) + 1, ("Let op", told))
    return {**shown, "kop": replace(kop, gegevens=tuple(facts)), "teruggeblikt": told}


def with_sample(shown: Mapping[str, Any], convenant: Convenant) -> dict[str, Any]:
    """Return what a document shows, and of a sample dossier that it is one: on its title page and in its colophon."""
    told = convenant.voorbeeld or ""
    kop: Kop = shown["kop"]
    facts = (*kop.gegevens, ("Voorbeeld", told)) if told and kop.omslag else kop.gegevens
    kop = replace(kop, gegevens=facts)
    return {**shown, "kop": kop, "voorbeeld": told, "teruggeblikt": "", "zinsnaam": convenant.zinsnaam}


def _module(name: str) -> ModuleType:
    return importlib.import_module(f"{__name__}.{name}")
