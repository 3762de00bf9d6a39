"""What oordelen mean as findings, for who keeps the files."""

from collections.abc import Container, Iterable, Iterator
from datetime import date
from typing import TypeAlias

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Finding, Place, Position, Related, Severity
from convenant_cli.judging.oordelen import Oordeel, Uitkomst, join_repeats, looked_up_with
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling
from convenant_cli.text.sentences import some

#: A party that says itself that a duty is met in part or not: a matter for the meeting, not for who keeps the files.
_HONEST = frozenset((Uitkomst.DEELS, Uitkomst.ONTKEND))
_NOOIT = date.max
#: What makes one finding: where it is mended, the sentence, and the clause when that has a waiver of its own there.
_Gezegd: TypeAlias = tuple[Place, str, str]


def findings(
    dossier: Dossier, oordelen: Iterable[Oordeel], peildatum: date, told: Container[Position] = frozenset()
) -> Iterator[Finding]:
    """Yield a finding for every oordeel that asks for attention, at the field where it is mended.

    ``told``: places where a check has said already what a clause forbids.

    Oordelen that say the same at the same place (one missing statement leaves many clauses open) or ask the same of
    who keeps the files become one finding, except for a clause that has a waiver there.
    """
    alone = dossier.agreed.ontheffingen_op(peildatum)
    grouped: dict[_Gezegd, list[Oordeel]] = {}
    for oordeel in oordelen:
        if oordeel.aandacht and oordeel.uitkomst not in _HONEST and oordeel.bij is not None:
            own = oordeel.bepaling if (oordeel.bepaling, oordeel.bij.name) in alone else ""
            grouped.setdefault((oordeel.bij, oordeel.toelichting, own), []).append(oordeel)
    join_repeats(grouped, lambda key: (grouped[key][0].partner, key[0].name, key[2]))
    _join_lookups(grouped)
    bepalingen = dossier.bepalingen
    for (_, sentence, _), group in grouped.items():
        starts = [_fout_vanaf(bepalingen[oordeel.bepaling], oordeel) for oordeel in group]
        first_day = min(starts)
        first = group[starts.index(first_day)]  # of more clauses the one by which it is, or will be, a fault
        position = dossier.locate(first.bij) if first.bij else None
        if position is None or position in told:
            continue
        later = peildatum < first_day < _NOOIT
        others = list(dict.fromkeys(o.bepaling for o in group if o.bepaling != first.bepaling))
        every = dict.fromkeys((o.bepaling, dossier.locate(o.bij)) for o in group if o.bij)
        elsewhere: dict[Position, list[str]] = {}  # the sentence may have cut short what stands there
        for rule, at in every:
            if at != position:
                elsewhere.setdefault(at, []).append(rule)
        yield Finding(
            position=position,
            rule=first.bepaling,
            severity=Severity.FOUT if first_day <= peildatum else Severity.WAARSCHUWING,
            message=f"{sentence} (ook voor {_enumerate(others)})" if others else sentence,
            hint=f"vanaf {lange_datum(first_day)} is dit een fout" if later else "",
            related=tuple(Related(at, f"ook hier, voor {_enumerate(rules)}") for at, rules in elsewhere.items()),
            straks_fout=later and any(oordeel.uitkomst is Uitkomst.ONTBREEKT for oordeel in group),
            also=tuple(one for one in every if one != (first.bepaling, position)),
        )


def _join_lookups(grouped: dict[_Gezegd, list[Oordeel]]) -> None:
    """Put what lacks of a party with what lacks of all at the same place, when one look there mends both.

    What lacks in the file of another party keeps its own finding: who opens that file is to see it there.
    """
    shared = {key: group[0] for key, group in grouped.items() if group[0].partner is None and not key[2]}
    for key, group in list(grouped.items()):
        same = [wide for wide in shared if wide[0] == key[0]] if group[0].partner and not key[2] else ()
        if wide := next((wide for wide in same if all(looked_up_with(one, shared[wide]) for one in group)), None):
            grouped[wide] += grouped.pop(key)


def _fout_vanaf(bepaling: Bepaling, oordeel: Oordeel) -> date:
    """Return since when what was not found is a fault."""
    if oordeel.door_tijd:
        return _NOOIT
    return date.min if bepaling.ernst == "fout" else bepaling.fout_vanaf or _NOOIT


def _enumerate(names: list[str]) -> str:
    return some(names, 3, "bepalingen")
