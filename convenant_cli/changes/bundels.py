"""Changed oordelen as a reader takes them in: what is the same for several parties is said once."""

from collections.abc import Iterable
from dataclasses import replace

from convenant_cli.changes.wijziging import Oordeelwijziging
from convenant_cli.text.sentences import opsomming

_NAMES = 4  # of parties that a sentence lists; of more it tells the number


def gebundeld(oordelen: Iterable[Oordeelwijziging]) -> tuple[tuple[str, Oordeelwijziging], ...]:
    """Return a sentence with one of its oordelen, for each change of a clause from one state to another.

    ``1.1 voor Gemeente, Politie en Noorderschool: van niet gevonden naar voldaan``; the order is that of the oordelen.
    """
    groups: dict[tuple[object, ...], list[Oordeelwijziging]] = {}
    for oordeel in oordelen:
        key = (oordeel.bepaling, oordeel.periode, oordeel.van, oordeel.naar, not oordeel.wie)
        groups.setdefault((*key, oordeel.aandacht_van, oordeel.aandacht_naar), []).append(oordeel)
    return tuple((_sentence(group), group[0]) for group in groups.values())


def _sentence(group: list[Oordeelwijziging]) -> str:
    names = list(dict.fromkeys(oordeel.wie for oordeel in group))
    if len(names) == 1:
        return group[0].zin
    return replace(group[0], wie=opsomming(names) if len(names) <= _NAMES else f"{len(names)} partijen").zin
