"""Integrity checks that hold for every covenant, one file each: the folder is the registry.

A check is a module with three things: a docstring that is its manual (a sentence that must be true, ``Waarom:``,
``Herstel:``), optionally ``severity`` (fout unless stated) and ``toetsen`` (the kinds of toets that judge the same fact
at the same place, so that it is told once), and a function ``check(dossier)`` or ``check(dossier, peildatum)`` that
yields :class:`~convenant_cli.findings.Melding`. Its id is the file name with dashes. What only the passing of time
breaks is a waarschuwing.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from convenant_cli.findings import Melding, Severity
from convenant_cli.text.manual import Manual, parse_manual


class Controle(NamedTuple):
    """One check: its id, manual and function."""

    id: str
    severity: Severity
    doc: str
    function: Callable[..., Iterator[Melding]]
    asks: frozenset[str]
    """What the function wants to know, by name: ``dossier``, ``peildatum``."""
    toetsen: frozenset[str] = frozenset()
    """The kinds of toets that judge the same fact at the same place."""

    @property
    def manual(self) -> Manual:
        """The manual, from the docstring."""
        return parse_manual(self.id, self.doc, self.severity)

    def run(self, **known: Any) -> Iterator[Melding]:
        """Run the check with what it asks for of what is known."""
        return self.function(**{name: known[name] for name in self.asks})


def discover() -> tuple[Controle, ...]:
    """Return every check in this folder, by id."""
    return controles_in(__name__, tuple(__path__))


@cache
def ids_in(folders: tuple[str, ...]) -> dict[str, str]:
    """Return the names of the modules with a check by the id of that check, in order, without loading one."""
    names = sorted(info.name for info in pkgutil.iter_modules(folders))
    return {name.replace("_", "-"): name for name in names}


@cache
def controles_in(package: str, folders: tuple[str, ...]) -> tuple[Controle, ...]:
    """Return the check in every module of a package, by id."""
    ids = ids_in(folders)
    modules: list[Any] = [importlib.import_module(f"{package}.{name}") for name in ids.values()]
    return tuple(
        Controle(
            id=id,
            severity=getattr(module, "severity", Severity.FOUT),
            doc=inspect.cleandoc(module.__doc__ or ""),
            function=module.check,
            asks=frozenset(inspect.signature(module.check).parameters),
            toetsen=frozenset(getattr(module, "toetsen", ())),
        )
        for id, module in zip(ids, modules, strict=True)
    )
