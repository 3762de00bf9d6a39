"""Integrity checks that hold for every covenant, one file each: the folder is the registry.

A check is a module with three things: a docstring that is its manual (a sentence that must be true, ``Waarom:``,
``Herstel:``), optionally ``severity`` (fout unless stated), and a function ``check(dossier)`` or
``check(dossier, peildatum)`` that yields :class:`~convenant_cli.findings.Melding`. Its id is the file name with
dashes. What only the passing of time breaks is a waarschuwing.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from convenant_cli.findings import Melding, Severity
from convenant_cli.manual import Manual, parse_manual

if TYPE_CHECKING:
    from convenant_cli.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Controle:
    """One check: its id, manual and function."""

    id: str
    severity: Severity
    doc: str
    function: Callable[..., Iterator[Melding]]
    timed: bool

    @property
    def manual(self) -> Manual:
        """The manual, from the docstring."""
        return parse_manual(self.id, self.doc, self.severity)

    def run(self, dossier: "Dossier", peildatum: date) -> Iterator[Melding]:
        """Run the check. Only a check that asks for it gets the reference date."""
        return self.function(dossier, peildatum) if self.timed else self.function(dossier)


def discover() -> list[Controle]:
    """Return every check in this folder, by id."""
    return [_controle(info.name) for info in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name)]


def _controle(name: str) -> Controle:
    module: Any = importlib.import_module(f"{__name__}.{name}")
    return Controle(
        id=name.replace("_", "-"),
        severity=getattr(module, "severity", Severity.FOUT),
        doc=inspect.cleandoc(module.__doc__ or ""),
        function=module.check,
        timed="peildatum" in inspect.signature(module.check).parameters,
    )
