"""The annex of the compliance report: how it stands with every clause, how the text was read, what parties gave."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from convenant_cli.documents.content.oordelen import party_pages
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.kinds.naleving import opened, readings
from convenant_cli.documents.words import Words
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds
from convenant_cli.dossier.verklaringsperioden import days_in
from convenant_cli.judging.delen.opgaven import opgave_in_woorden
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.judging.toetsen.verklaring import VerklaringToets
from convenant_cli.records import Bepaling
from convenant_cli.records.verklaring import Antwoord, period_name
from convenant_cli.text.sentences import number, read_number
from convenant_cli.text.volgorde import volgorde

SENTENCE = "De bijlage bij het nalevingsrapport: de stand van elke afspraak, per hoofdstuk en per partij."
_PERIODS = 5  # columns beside the names of the parties


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of the annex shows. Raises ConvenantError when not all clauses can be judged."""
    every, base = opened(dossier, moment, "Bijlage bij het nalevingsrapport", omslag=True)
    return {
        **base,
        "opgaven": opgaventabellen(every),
        "bladen": party_pages(every),
        "lezingen": readings(dossier.agreed),
        "bepalingen": dossier.bepalingen,
    }


@dataclass(frozen=True, slots=True)
class Opgaventabel:
    """What parties gave with their answers on one clause."""

    bepaling: Bepaling
    vraag: str
    maat: str
    perioden: tuple[str, ...]
    rijen: tuple[tuple[str, tuple[str, ...]], ...]
    """A party or a unit, and what it gave for each period; empty where nothing is found."""
    totaal: tuple[str, ...]
    """The sum of each period, with of how many it is when not of all; empty when the clause does not ask for it."""


def opgaventabellen(every: Overzicht) -> list[Opgaventabel]:
    """Return a table for each clause that asks a number or a text and got one, in the order of the agreement."""
    found = []
    for clause in clauses(every.dossier)[0]:
        if isinstance(clause.toets, VerklaringToets) and clause.toets.opgave:
            given = {(map, who): answer for map, who, answer in _given(every, clause.bepaling.id)}
            if any(answer.opgave for answer in given.values()):
                found.append(_table(every, clause.bepaling, clause.toets, given))
    return found


def _given(every: Overzicht, bepaling: str) -> Iterator[tuple[str, str, Antwoord]]:
    """Yield what stands in each statement: the folder, the party or unit, and its answer."""
    for made in every.dossier.verklaringen.values():
        if made.afgelegd_op is None or made.afgelegd_op > every.peildatum:
            continue
        for answer in made.antwoorden:
            if answer.bepaling == bepaling and answer.antwoord is not None:
                yield made.jaar, answer.eenheid or made.partner, answer


def _table(
    every: Overzicht, bepaling: Bepaling, toets: VerklaringToets, given: dict[tuple[str, str], Antwoord]
) -> Opgaventabel:
    words = Words(every.dossier)

    def since(map: str) -> date:
        days = days_in(every.dossier, map)
        return days.van if days else date.min

    folders = sorted({map for map, _ in given}, key=lambda one: (since(one), one))[-_PERIODS:]
    bound = {one.partner for one in every.oordelen if one.bepaling == bepaling.id and one.partner}
    if bepaling.gezamenlijk and toets.optellen:  # of all together one is judged, but each has a number to give
        bound = {one.id for one in every.dossier.partners.values() if binds(every.dossier, bepaling, one)}
    told = {who for _, who in given}
    # A party that gave it for each of its units has no row of its own.
    whole = {who for who in bound if not any(one.startswith(f"{who}/") for one in told)}
    names = sorted(told | whole, key=lambda who: volgorde(words.unit(who)))
    rows = [(words.unit(who), tuple(_cell(given.get((map, who)), toets) for map in folders)) for who in names]
    return Opgaventabel(
        bepaling,
        toets.vraag or "",
        toets.maat or "",
        tuple(period_name(map) for map in folders),
        tuple(rows),
        tuple(_total(every.dossier, given, map, names) for map in folders) if toets.optellen else (),
    )


def _cell(answer: Antwoord | None, toets: VerklaringToets) -> str:
    if answer is None or answer.antwoord is None:
        return ""
    # Who gave no number said how it is.
    return opgave_in_woorden(answer.opgave, toets.opgave or "") if answer.opgave else answer.antwoord.replace("-", " ")


def _total(dossier: Dossier, given: dict[tuple[str, str], Antwoord], map: str, names: Sequence[str]) -> str:
    """Return the sum of a period; when not everybody gave a number who could have, also how many of how many did."""
    answers = [(who, given.get((map, who))) for who in names]
    values = [value for _, one in answers if one and (value := read_number(one.opgave or "")) is not None]
    days = days_in(dossier, map)
    # Who did not take part then had nothing to give, and neither has who said so.
    lacking = [
        who
        for who, one in answers
        if (one is None and (days is None or dossier.partners[who.split("/")[0]].actief_in(days)))
        or (one is not None and one.antwoord in ("ja", "deels") and read_number(one.opgave or "") is None)
    ]
    told = number(sum(values, Decimal()))
    if not lacking:
        return told
    return (
        f"{told} ({len(values)} van de {len(values) + len(lacking)} {'gaf' if len(values) == 1 else 'gaven'} een getal)"
    )
