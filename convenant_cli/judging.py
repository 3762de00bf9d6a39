"""Judges every clause of a dossier: clauses and records in, oordelen out; and what they mean as findings."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from pydantic import ValidationError

from convenant_cli.dossier import Dossier
from convenant_cli.findings import ConvenantError, Finding, Melding, Place, Position, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.looptijd import Stand, stand
from convenant_cli.model_errors import Fault, describe
from convenant_cli.oordelen import Oordeel, Uitkomst
from convenant_cli.op_dag import OpDag, op_dag
from convenant_cli.records import Bepaling, Convenant, Hoofdstuk
from convenant_cli.toetsen import Toets, toetsen
from convenant_cli.toetsen.antwoorden import with_answers
from convenant_cli.zaak import Gebondene, Zaak


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, where it stands, and the test it names."""

    bepaling: Bepaling
    place: Place
    toets: Toets


@lru_cache(maxsize=2)
def clauses(dossier: Dossier) -> tuple[tuple[Clause, ...], tuple[Melding, ...]]:
    """Return every clause with its test, in the order of the agreement, and the mistakes in their parameters."""
    found: list[Clause] = []
    mistakes: list[Melding] = []
    places = {
        bepaling.id: (chapter, number)
        for chapter in dossier.hoofdstukken.values()
        for number, bepaling in enumerate(chapter.bepalingen)
    }
    for bepaling in dossier.bepalingen.values():
        chapter, number = places[bepaling.id]
        kind = toetsen().get(bepaling.toets.soort)
        if kind is None:
            continue  # the reader has reported the kind that does not exist
        data = {"soort": bepaling.toets.soort, **bepaling.toets.gegevens}
        try:
            toets = kind.model_validate(data)
        except ValidationError as error:
            faults = describe(kind, data, error.errors(include_url=False))
            mistakes.extend(_mistake(chapter, number, fault) for fault in faults)
        else:
            found.append(Clause(bepaling, chapter.at("bepalingen", number), toets))
    return tuple(found), tuple(mistakes)


def _mistake(chapter: Hoofdstuk, number: int, fault: Fault) -> Melding:
    path = ("bepalingen", number, "toets", *fault.path)
    place = chapter.at_key(*path) if fault.at == "key" else chapter.at(*path)
    return Melding(place, fault.message, fault.hint)


def looptijd_stand(dossier: Dossier, peildatum: date) -> Stand | None:
    """Return how the term of the agreement stands; None when its record could not be read."""
    convenant = dossier.convenant
    return stand(convenant.looptijd, convenant.wijzigingsbesluiten, peildatum) if convenant else None


def obstacle(dossier: Dossier) -> str:
    """Return why the obligations cannot be judged, as a clause of a sentence; empty when they can.

    A dossier that could not be read whole is not judged: half a record would be a false accusation.
    """
    unread = [file.name for file in dossier.files.values() if not file.whole]
    broken = list(dict.fromkeys((*(name for name, _ in dossier.source.refused), *unread)))
    if len(broken) > 1:
        others = "een ander bestand" if len(broken) == 2 else f"{len(broken) - 1} andere bestanden"
        return f"{broken[0]} en {others} zijn niet helemaal te lezen"
    if broken:
        return f"{broken[0]} is niet helemaal te lezen"
    return "" if dossier.convenant else f"{Convenant.patroon} ontbreekt"


def require_whole(dossier: Dossier) -> None:
    """Raise ConvenantError when the obligations cannot be judged, or not all of them."""
    remedy = "dus de afspraken zijn niet getoetst; 'convenant validate' zegt wat er aan de hand is"
    if why_not := obstacle(dossier):
        raise ConvenantError(f"{why_not}, {remedy}")
    for mistake in clauses(dossier)[1]:
        line = dossier.locate(mistake.place).line
        raise ConvenantError(f"{mistake.place.name}:{line}: {mistake.message}, {remedy}")


def judge(dossier: Dossier, peildatum: date) -> list[Oordeel]:
    """Return every oordeel: by clause in the order of the agreement, then by party, then by period.

    Returns nothing when there is an :func:`obstacle`.
    """
    term = looptijd_stand(dossier, peildatum)
    if term is None or obstacle(dossier):
        return []
    known = op_dag(dossier, peildatum)
    out: list[Oordeel] = []
    for clause in clauses(dossier)[0]:
        # A limit is about what stands in the files, whatever day it tells of.
        seen = dossier if clause.bepaling.familie == "grens" else known.dossier
        zaak = Zaak(seen, clause.bepaling, clause.place, peildatum, term.in_werking)
        found = list(_judge_clause(zaak, clause.toets, term))
        joined = term.fase == "in werking" and not clause.toets.vraagt_antwoord
        out.extend(with_answers(zaak, found) if joined else found)
    return [_standing(oordeel, known) for oordeel in out]


def _standing(oordeel: Oordeel, known: OpDag) -> Oordeel:
    """Let an oordeel point at the records as they are."""
    if oordeel.familie == "grens":
        return oordeel
    bij = known.plaats(oordeel.bij) if oordeel.bij else None
    return replace(oordeel, rust_op=tuple(map(known.plaats, oordeel.rust_op)), bij=bij)


def _judge_clause(zaak: Zaak, toets: Toets, term: Stand) -> Iterator[Oordeel]:
    timeless = toets.naam() in ("niet-toetsbaar", "geen-verplichting", "looptijd", "grens")
    together = toets.over_dossier or zaak.bepaling.gezamenlijk or not zaak.bound
    if term.fase != "in werking" and not timeless:
        outcome = Uitkomst.NOG_NIET if term.fase == "nog niet in werking" else Uitkomst.NIET_VAN_TOEPASSING
        # Nobody is a member yet, or any more: everybody who is bound at any time has its row.
        for who in (None,) if together else zaak.bound:
            yield zaak.oordeel(outcome, who, f"het convenant is {term.fase}")
        return
    judged: set[tuple[str | None, str | None]] = set()
    for oordeel in toets.beoordeel(zaak):
        judged.add((oordeel.partner, oordeel.eenheid))
        judged.add((oordeel.partner, None))
        yield oordeel
    if together:
        if not judged:  # every clause has a row, also when there was nothing to look at
            yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, None, "er is nu niets om dit aan te toetsen")
        return
    for who in zaak.bound:
        if (who.partner.id, who.eenheid_id) not in judged:
            yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, _why_not(zaak, who))


def _why_not(zaak: Zaak, who: Gebondene) -> str:
    if who.tijdvak.van > zaak.peildatum:
        return f"{who.naam} doet mee vanaf {lange_datum(who.tijdvak.van)}"
    if who.tijdvak.tot <= zaak.peildatum:
        return f"{who.naam} deed mee tot {lange_datum(who.tijdvak.tot)}"
    return f"bij {who.naam} is er niets waarvoor dit geldt"


#: A party that says itself that a duty is met in part or not: a matter for the meeting, not for who keeps the files.
_HONEST = frozenset((Uitkomst.DEELS, Uitkomst.ONTKEND))


def findings(
    dossier: Dossier, oordelen: Iterable[Oordeel], told: Container[Position] = frozenset()
) -> Iterator[Finding]:
    """Yield a finding for every oordeel that asks for attention, at the field where it is mended.

    ``told``: places where a check has said already that an action is late.

    Oordelen that say the same at the same place (one missing statement leaves many clauses open) become one finding,
    except for a clause that has a waiver there.
    """
    waivers = dossier.convenant.ontheffingen if dossier.convenant else ()
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
        severities = [_severity(bepalingen[oordeel.bepaling], oordeel) for oordeel in group]
        others = list(dict.fromkeys(o.bepaling for o in group[1:] if o.bepaling != first.bepaling))
        also = f" (ook voor {_enumerate(others)})" if others else ""
        yield Finding(
            position=position,
            rule=first.bepaling,
            severity=Severity.FOUT if Severity.FOUT in severities else Severity.WAARSCHUWING,
            message=f"{sentence}{also}",
        )


def _severity(bepaling: Bepaling, oordeel: Oordeel) -> Severity:
    return Severity.FOUT if bepaling.ernst == "fout" and not oordeel.door_tijd else Severity.WAARSCHUWING


def _enumerate(names: list[str]) -> str:
    return ", ".join(names) if len(names) < 4 else f"{', '.join(names[:2])} en nog {len(names) - 2} bepalingen"
