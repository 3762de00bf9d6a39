"""Every document that the shipped dossier can give, for tests that hold for all of them."""

import importlib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from convenant_cli.documents import kinds
from convenant_cli.documents.document import Composed, compose
from convenant_cli.documents.formats import WRITERS, make
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import worktree
from tests.conftest import PEILDATUM, ROOT

MOMENT = kinds.Moment(PEILDATUM, "0123456789", "convenant 0.0")


class Soort(NamedTuple):
    """A document: its name and of what it is made."""

    name: str
    which: str

    def __str__(self) -> str:
        return f"{self.name}-{self.which}".rstrip("-")


@cache
def shipped() -> Dossier:
    return load(worktree(ROOT))[0]


@cache
def gathered(soort: Soort) -> Mapping[str, Any]:
    return kinds.context(soort.name, shipped(), soort.which, MOMENT)


@cache
def composed(soort: Soort) -> Composed:
    """Return a document before it is written in a format; it is read only."""
    return compose(f"{soort.name}.html.j2", gathered(soort))


@cache
def made(soort: Soort, suffix: str) -> bytes:
    """Return a document as ``make`` makes it, but composed once for all formats and all tests."""
    if suffix == ".html":
        return make(suffix, f"{soort.name}.html.j2", gathered(soort))
    written: bytes = importlib.import_module(f"convenant_cli.documents.writers.{WRITERS[suffix]}").write(
        composed(soort)
    )
    return written


def every() -> Iterator[Soort]:
    """Yield every document of the shipped dossier; minutes before the meeting, which are refused, are left out."""
    for name in kinds.names():
        if kinds.of_changes(name):
            continue
        choices = kinds.choices(name, shipped())
        for which in [*(choices or ()), *([""] if choices is None or kinds.may_be_whole(name) else [])]:
            # Every run of the tests asks this while it collects them; gathering the others here would take seconds.
            if name == "verslag" and shipped().bijeenkomsten[which].status == "gepland":
                continue
            yield Soort(name, which)


@cache
def one_of_each() -> list[Soort]:
    """Return one document of each kind: the last, which has the most to show."""
    return list({soort.name: soort for soort in every()}.values())
