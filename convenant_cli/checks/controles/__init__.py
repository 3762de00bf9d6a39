"""Integrity checks that hold for every covenant, one file each: the folder is the registry.

A check is a module with three things: a docstring that is its manual (a sentence that must be true, ``Waarom:``,
``Herstel:``), optionally ``severity`` (fout unless stated) and ``toetsen`` (the kinds of toets that judge the same fact
at the same place, so that it is told once), and one of two functions, or both, that yield
:class:`~convenant_cli.findings.Melding`:

- ``check_one(actie: Actie)`` judges one record of the kinds that its first parameter names, by itself. A second one may
  ask for the ``file`` that holds it, or for the ``kader`` that it is held against. It knows no day and no other
  records, so that a file in which no such check found anything need not be looked at again.
- ``check(dossier)`` or ``check(dossier, peildatum)`` is for what cannot be judged so: it may look at everything, and
  does so in each run.

Its id is the file name with dashes. What only the passing of time breaks is a waarschuwing.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from convenant_cli.dossier.kader import Kader
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import KINDS, Record
from convenant_cli.text.manual import Manual, parse_manual


class PerRecord(NamedTuple):
    """The part of a check that judges one record by itself."""

    function: Callable[..., Iterator[Melding]]
    kinds: frozenset[type[Record]]
    beside: str
    """What the function wants to know beside the record: ``file``, ``kader``, or nothing."""

    def run(self, files: Iterable[RecordFile], kader: Kader) -> Iterator[tuple[RecordFile, Melding]]:
        """Run it on the records in some files."""
        kinds, judged, beside = self.kinds, self.function, self.beside
        for file in files:
            if file.kind in kinds and file.record is not None:
                rest = (kader,) if beside == "kader" else (file,) if beside else ()
                for melding in judged(file.record, *rest):
                    yield file, melding


class Controle(NamedTuple):
    """One check: its id, manual and functions."""

    id: str
    severity: Severity
    doc: str
    function: Callable[..., Iterator[Melding]] | None
    asks: frozenset[str]
    """What the function wants to know, by name: ``dossier``, ``peildatum``."""
    toetsen: frozenset[str] = frozenset()
    """The kinds of toets that judge the same fact at the same place."""
    one: PerRecord | None = None

    @property
    def manual(self) -> Manual:
        """The manual, from the docstring."""
        return parse_manual(self.id, self.doc, self.severity)

    def run(self, **known: Any) -> Iterator[Melding]:
        """Run what looks at everything, with what it asks for of what is known."""
        return self.function(**{name: known[name] for name in self.asks}) if self.function else iter(())


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
    return tuple(_controle(id, importlib.import_module(f"{package}.{name}")) for id, name in ids_in(folders).items())


def _controle(id: str, module: Any) -> Controle:
    function = getattr(module, "check", None)
    return Controle(
        id=id,
        severity=getattr(module, "severity", Severity.FOUT),
        doc=inspect.cleandoc(module.__doc__ or ""),
        function=function,
        asks=frozenset(inspect.signature(function).parameters if function else ()),
        toetsen=frozenset(getattr(module, "toetsen", ())),
        one=_per_record(module.check_one) if hasattr(module, "check_one") else None,
    )


def _per_record(function: Callable[..., Iterator[Melding]]) -> PerRecord:
    first, *beside = inspect.signature(function).parameters.values()
    kinds = frozenset(kind for kind in KINDS if issubclass(kind, first.annotation))
    return PerRecord(function, kinds, "".join(one.name for one in beside))
