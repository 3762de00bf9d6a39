"""Checks over time, one file each: the folder is the registry, as with the checks of one moment.

A check is a module with a docstring that is its manual, optionally ``severity``, and a function that yields
:class:`~convenant_cli.findings.Melding` with places in the dossier as it is now. ``check(overgang)`` compares an
earlier moment with now; ``check(dossier, tags)`` compares the dossier with the tags of its repository.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from convenant_cli.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.manual import Manual, parse_manual
from convenant_cli.overgang import Overgang
from convenant_cli.records import Convenant


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of the repository: their names, and a way to read the dossier at one of them."""

    namen: frozenset[str]
    lees: Callable[[str, str], Dossier | None]
    """Returns the dossier at a tag, or with a folder only what is in it; None when git cannot be asked."""


@dataclass(frozen=True, slots=True)
class Verloopcontrole:
    """One check over time: its id, manual and function."""

    id: str
    severity: Severity
    doc: str
    function: Callable[..., Iterator[Melding]]
    tagged: bool
    """Whether it asks for tags, and not for an earlier moment."""

    @property
    def manual(self) -> Manual:
        """The manual, from the docstring."""
        return parse_manual(self.id, self.doc, self.severity)


def convenant_gewijzigd(overgang: Overgang) -> bool:
    """Tell whether the parties decided since then to change the text of the agreement, or nobody can tell."""
    both = list(overgang.samen(Convenant))
    fresh = [change for then, now in both for change in now.wijzigingsbesluiten[len(then.wijzigingsbesluiten) :]]
    return not both or any(change.soort == "wijziging" for change in fresh)


def run_overgang(overgang: Overgang) -> Iterator[tuple[Verloopcontrole, Melding]]:
    """Run the checks that compare an earlier moment with now."""
    for controle in discover():
        if not controle.tagged:
            yield from ((controle, melding) for melding in controle.function(overgang))


def run_tags(dossier: Dossier, tags: Tags) -> Iterator[tuple[Verloopcontrole, Melding]]:
    """Run the checks that compare a dossier with the tags of its repository."""
    for controle in discover():
        if controle.tagged:
            yield from ((controle, melding) for melding in controle.function(dossier, tags))


@cache
def discover() -> tuple[Verloopcontrole, ...]:
    """Return every check over time, by id."""
    return tuple(_controle(info.name) for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name))


def _controle(name: str) -> Verloopcontrole:
    module: Any = importlib.import_module(f"{__name__}.{name}")
    return Verloopcontrole(
        id=name.replace("_", "-"),
        severity=getattr(module, "severity", Severity.FOUT),
        doc=inspect.cleandoc(module.__doc__ or ""),
        function=module.check,
        tagged="tags" in inspect.signature(module.check).parameters,
    )
