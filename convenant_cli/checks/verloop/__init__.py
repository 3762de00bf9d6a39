"""Checks over time, one file each: the folder is the registry, as with the checks of one moment.

A check is a module with a docstring that is its manual, optionally ``severity``, and a function that yields
:class:`~convenant_cli.findings.Melding` with places in the dossier as it is now. ``check(overgang)`` compares an
earlier moment with now; ``check(dossier, tags)`` compares the dossier with the tags of its repository.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from convenant_cli.checks.controles import Controle, controles_in, ids_in
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding

if TYPE_CHECKING:  # it is loaded by who compares only
    from convenant_cli.dossier.overgang import Overgang


class Tags(NamedTuple):
    """The tags of the repository: their names, and a way to read the dossier at one of them."""

    namen: frozenset[str]
    lees: Callable[[str, str], Dossier | None]
    """Returns the dossier at a tag, or with a folder only what is in it; None without git.

    Raises ConvenantError when git cannot read what the tag holds, or it holds no dossier.
    """


def run_overgang(overgang: "Overgang") -> Iterator[tuple[Controle, Melding]]:
    """Run the checks that compare an earlier moment with now."""
    return _run("overgang", overgang=overgang)


def run_tags(dossier: Dossier, tags: Tags) -> Iterator[tuple[Controle, Melding]]:
    """Run the checks that compare a dossier with the tags of its repository."""
    return _run("tags", dossier=dossier, tags=tags)


def _run(asked: str, **known: Any) -> Iterator[tuple[Controle, Melding]]:
    for controle in discover():
        if asked in controle.asks:
            yield from ((controle, melding) for melding in controle.run(**known))


def discover() -> tuple[Controle, ...]:
    """Return every check over time, by id."""
    return controles_in(__name__, tuple(__path__))


def ids() -> frozenset[str]:
    """Return the ids of the checks over time, without loading one."""
    return frozenset(ids_in(tuple(__path__)))
