"""What oordelen mean as findings, for who keeps the files."""

from collections.abc import Container, Iterable, Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Finding, Place, Position, Severity
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling
from convenant_cli.text.sentences import some

#: A party that says itself that a duty is met in part or not: a matter for the meeting, not for who keeps the files.
_HONEST = frozenset((Uitkomst.DEELS, Uitkomst.ONTKEND))


def findings(
    dossier: Dossier, oordelen: Iterable[Oordeel], peildatum: date, told: Container[Position] = frozenset()
) -> Iterator[Finding]:
    """Yield a finding for every oordeel that asks for attention, at the field where it is mended.

    ``told``: places where a check has said already what a clause forbids.

    Oordelen that say the same at the same place (one missing statement leaves many clauses open) become one finding,
    except for a clause that has a waiver there.
    """
    waivers = dossier.agreed.ontheffingen
    alone = {(waiver.controle, waiver.bestand) for waiver in waivers}
    grouped: dict[tuple[Place, str, str], list[Oordeel]] = {}
    for oordeel in oordelen:
        if oordeel.aandacht and oordeel.uitkomst not in _HONEST and oordeel.bij is not None:
            own = oordeel.bepaling if (oordeel.bepaling, oordeel.bij.name) in alone else ""
            grouped.setdefault((oordeel.bij, oordeel.toelichting, own), []).append(oordeel)
    bepalingen = dossier.bepalingen
    for (place, sentence, _), group in grouped.items():
        first, position = group[0], dossier.locate(place)
        if position in told:
            continue
        starts = [start for oordeel in group if (start := _fout_vanaf(bepalingen[oordeel.bepaling], oordeel))]
        first_day = min(starts, default=None)
        later = first_day is not None and first_day > peildatum
        others = list(dict.fromkeys(o.bepaling for o in group[1:] if o.bepaling != first.bepaling))
        also = f" (ook voor {_enumerate(others)})" if others else ""
        yield Finding(
            position=position,
            rule=first.bepaling,
            severity=Severity.FOUT if first_day and not later else Severity.WAARSCHUWING,
            message=f"{sentence}{also}",
            hint=f"vanaf {lange_datum(first_day)} is dit een fout" if first_day and later else "",
            straks_fout=later and any(oordeel.uitkomst is Uitkomst.ONTBREEKT for oordeel in group),
        )


def _fout_vanaf(bepaling: Bepaling, oordeel: Oordeel) -> date | None:
    """Return since when what was not found is a fault; None when it never is."""
    if oordeel.door_tijd:
        return None
    return date.min if bepaling.ernst == "fout" else bepaling.fout_vanaf


def _enumerate(names: list[str]) -> str:
    return some(names, 3, "bepalingen")
