"""What weighs most of what asks for attention: one order for every page that cannot tell all of it."""

from collections.abc import Collection, Mapping

from convenant_cli.judging.oordelen import Oordeel, Uitkomst
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
