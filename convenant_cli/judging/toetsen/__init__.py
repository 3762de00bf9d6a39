"""Kinds of tests, one file each: the folder is the registry. A clause names one, with its parameters.

A toets is a small frozen model: its fields are the YAML parameters, its method judges. The docstring is its manual, in
the form of the checks (a sentence, ``Waarom:``, ``Herstel:``). Another covenant needs other data, never other code.
"""

import importlib
import inspect
import pkgutil
from abc import abstractmethod
from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar, get_args

from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.zaak import Zaak
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.record import Onderdeel
from convenant_cli.text.manual import Manual, parse_manual


class Toets(Onderdeel):
    """A kind of test. A subclass has a field ``soort`` with one possible value, its parameters, and ``beoordeel``."""

    familie: ClassVar[Familie] = "relatie"
    """The family that a clause with this kind of test has by itself; a kind that says nothing claims least."""

    over_dossier: ClassVar[bool] = False
    """Whether it judges the dossier as a whole: one outcome, whoever the clause binds."""

    buiten_looptijd: ClassVar[bool] = False
    """Whether it judges also before the agreement is in force and after its end."""

    leest_bestanden: ClassVar[bool] = False
    """Whether it looks into the text files beside the records; without such a toets nobody reads them to judge."""

    vraagt_antwoord: ClassVar[bool] = False
    """Whether it judges the answers of parties itself. What any other toets finds is joined with them afterwards."""

    @abstractmethod
    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        """Judge one clause. Reads the dossier of the case and its reference date, nothing else."""

    @property
    def mist(self) -> str:
        """What the parameters lack to have anything to test, as the end of a sentence; empty when they have it."""
        return ""

    @property
    def strijdig(self) -> str:
        """Which parameters do not go together, as a sentence with what to do; empty when they do."""
        return ""

    @classmethod
    def families(cls) -> tuple[Familie, ...]:
        """The families that go with this kind of test, the usual one first.

        What records show may be asked of the parties as well; what only a party can say, no record shows.
        """
        match cls.familie:
            case "automatisch":
                return ("automatisch", "relatie", "verklaring-met-bewijs", "verklaring")
            case "relatie":
                return ("relatie", "verklaring-met-bewijs", "verklaring")
            case "verklaring":
                return ("verklaring", "verklaring-met-bewijs")
            case alone:
                return (alone,)

    @classmethod
    def naam(cls) -> str:
        """The name by which a clause asks for this kind of test."""
        name: str = get_args(cls.model_fields["soort"].annotation)[0]
        return name

    @classmethod
    def manual(cls) -> Manual:
        """The manual, from the docstring."""
        return parse_manual(cls.naam(), inspect.cleandoc(cls.__doc__ or ""), "toets")


@cache
def toetsen() -> dict[str, type[Toets]]:
    """Return every kind of test in this folder by name."""
    found = (toetssoort(name.replace("_", "-")) for name in sorted(_modules()))
    return {kind.naam(): kind for kind in found if kind is not None}


@cache
def toetssoort(soort: str) -> type[Toets] | None:
    """Return the kind of test with a name, which is that of its module; None when there is none."""
    name = soort.replace("-", "_")
    if name not in _modules():
        return None
    module: Any = importlib.import_module(f"{__name__}.{name}")
    kinds = (value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Toets))
    return next((kind for kind in kinds if kind.__module__ == module.__name__ and kind.naam() == soort), None)


@cache
def _modules() -> frozenset[str]:
    return frozenset(info.name for info in pkgutil.iter_modules(__path__))
