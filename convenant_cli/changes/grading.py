"""What a change touches beside the record itself: a year plan that was adopted, and duties of the agreement."""

from collections.abc import Iterable

from convenant_cli.changes.sides import Side
from convenant_cli.changes.wijziging import Aard, Veldwijziging
from convenant_cli.records import Actie, Jaarplan, Record
from convenant_cli.records.actie import VOORTGANG
from convenant_cli.records.jaarplan import BEHEER

#: Another version of a plan is not free here: it may change, and its reader wants to know that it did.
_PROGRESS = {Actie: VOORTGANG, Jaarplan: BEHEER - {("versie",)}}
_AS_PLANNED = ("gepland", "loopt", "afgerond")


def adopted(old: Side, *plans: str) -> bool:
    """Tell whether one of these year plans was adopted, or adopted and closed, on the old side."""
    found = (old.get(Jaarplan, id) for id in dict.fromkeys(plans))
    return any(isinstance(plan, Jaarplan) and plan.status != "concept" for plan in found)


def plans_of(*records: Record | None) -> tuple[str, ...]:
    """Return the ids of the year plans that records are, or belong to."""
    return tuple(
        record.jaarplan if isinstance(record, Actie) else record.id
        for record in records
        if isinstance(record, Actie | Jaarplan)
    )


def is_agreed(record: Record, veld: Veldwijziging) -> bool:
    """Tell whether a field is a part of what a plan agrees; progress is not, unless the action is off its course."""
    if isinstance(record, Actie) and veld.pad[:1] in (("status",), ("status_reden",)):
        return not (veld.pad == ("status",) and veld.nieuw_waarde in _AS_PLANNED)
    return not any(veld.pad[: len(way)] == way for way in _PROGRESS.get(type(record), ()))


def heaviest(fields: Iterable[Veldwijziging]) -> Aard:
    """Return the nature of a record's change: that of its weightiest field."""
    kinds = {veld.aard for veld in fields}
    return next((aard for aard in (Aard.INHOUDELIJK, Aard.REDACTIONEEL) if aard in kinds), Aard.OPMAAK)
