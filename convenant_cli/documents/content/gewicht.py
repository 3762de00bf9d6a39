"""What weighs most of what asks for attention: one order for every page that cannot tell all of it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Punt
from convenant_cli.records import Bepaling
from convenant_cli.records.bepaling import Aard

#: What was to be ready by a day and is not; what does not go well by what the parties themselves say; what was not
#: found; what was in part; what gets old, or came late.
_OUTCOMES: tuple[Collection[Uitkomst], ...] = (
    (Uitkomst.TE_LAAT,),
    (Uitkomst.VERSCHILT,),
    (Uitkomst.ONTKEND,),
    (Uitkomst.ONTBREEKT, Uitkomst.BUITEN),
    (Uitkomst.ONVOLLEDIG, Uitkomst.DEELS),
    (Uitkomst.VERLOOPT, Uitkomst.VERLENGT, Uitkomst.VEROUDERD, Uitkomst.AFGEMELD, Uitkomst.LATER),
)
#: What was promised as a result weighs more than what was promised as an effort or stated.
_KINDS: tuple[Aard, ...] = ("resultaat", "voorwaardelijk", "inspanning", "bevoegdheid", "verklaring", "grens")

Gewicht = tuple[int, int, bool, int]


def gewicht(oordelen: Collection[Oordeel], clauses: Mapping[str, Bepaling]) -> Gewicht:
    """Return by what oordelen that are told as one are ordered: the least weighs most.

    First how far it is from what was agreed, and a form that did not come is the last of all; then what kind of promise
    it was; then whether it is of all together, and of how many parties.
    """
    return (
        min(map(_outcome, oordelen)),
        min(_KINDS.index(clauses[one.bepaling].aard) for one in oordelen),
        all(one.partner for one in oordelen),
        -len({one.partner for one in oordelen}),
    )


def _outcome(oordeel: Oordeel) -> int:
    is_a_form = oordeel.uitkomst is Uitkomst.ONTBREEKT and oordeel.uiterlijk is not None
    place = next((at for at, some in enumerate(_OUTCOMES) if oordeel.uitkomst in some), len(_OUTCOMES))
    return len(_OUTCOMES) if is_a_form else place


def grouped(points: Iterable[Punt], clauses: Mapping[str, Bepaling]) -> list[list[Punt]]:
    """Return points about the same clauses together, what weighs most first; then in the order of the agreement."""
    groups: dict[tuple[str, ...], list[Punt]] = {}
    for point in points:
        groups.setdefault(tuple(clause.id for clause in point.bepalingen), []).append(point)

    def weight(group: list[Punt]) -> Gewicht:
        return gewicht([oordeel for point in group for oordeel in point.oordelen], clauses)

    return sorted(groups.values(), key=weight)


def that_weigh_most(weighed: list[list[Punt]], room: int, chosen: Mapping[str, Any] | None) -> list[list[Punt]]:
    """Return the points that the page tells of: those that weigh most.

    ``chosen``: what the page of a later moment tells. Then those, as they were, and of what weighed most before only
    what is no point any more: that another took a place is no change of either.
    """
    if chosen is None:
        return weighed[:room]
    return [
        group
        for place, group in enumerate(weighed)
        if key(group) in chosen["punten"] or (place < room and key(group) not in chosen["alle_punten"])
    ]


def key(group: list[Punt]) -> str:
    """Return what says that points of two moments are about the same."""
    return " ".join(clause.id for clause in group[0].bepalingen)
