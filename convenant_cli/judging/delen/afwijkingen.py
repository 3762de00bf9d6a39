"""What the parties agreed for special circumstances, told with the oordelen on the clauses that it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Periode, Tijdvak, lange_datum
from convenant_cli.records.afwijking import Afwijking
from convenant_cli.text.sentences import without_point

_NOTHING = frozenset((Uitkomst.NIET_VAN_TOEPASSING, Uitkomst.GEEN_VERPLICHTING, Uitkomst.NIET_TOETSBAAR))


def with_deviations(zaak: Zaak, found: Iterable[Oordeel]) -> Iterator[Oordeel]:
    """Yield oordelen with the deviation that was agreed for them; what asks for attention then rests.

    So does what can still come: nobody needs to be asked for what will rest when it does not come. What rests, asks
    nothing of anybody.

    One on a period has a deviation when that held on a day of the period, another when it holds on the reference date.
    What began after the last day for it gives more time as long as it holds, and does not undo that the day was missed.
    A deviation that does not say on what it rests changes nothing.
    """
    convenant = zaak.convenant
    agreed = _agreed(zaak)
    if not agreed:  # as for most clauses
        yield from found
        return
    for oordeel in found:
        days, last = days_of(zaak, oordeel.periode), oordeel.uiterlijk or date.max
        fitting = [
            (number, one)
            for number, one in agreed
            if (one.van <= last or zaak.peildatum in one.tijdvak)
            and _fits(zaak, one, oordeel.partner, oordeel.eenheid, days)
        ]
        if not fitting or oordeel.uitkomst in _NOTHING:
            yield oordeel
            continue
        number, one = fitting[-1]
        text = f"{oordeel.toelichting}; {in_words(one)}"
        places = (*oordeel.rust_op, convenant.at("afwijkingen", number))
        if oordeel.aandacht or oordeel.uitkomst is Uitkomst.NOG_NIET:
            about = tuple(dict.fromkeys((*oordeel.betreft, *oordeel.doet)))
            rest = f"zo afgesproken: {without_point(one.reden)}"
            oordeel = replace(oordeel, rust=rest, nu="", doet=(), betreft=about, beheer=False)
        yield replace(oordeel, toelichting=text, rust_op=places)


def afwijking_over(zaak: Zaak, partner: str, eenheid: str | None, days: Tijdvak) -> Afwijking | None:
    """Return the deviation that excuses the answer of a party, for one of its units or as a whole, on some days."""
    whose = None if zaak.bepaling.gezamenlijk else partner
    fitting = [one for _, one in _agreed(zaak) if _fits(zaak, one, whose, eenheid, days)]
    return fitting[-1] if fitting else None


def in_words(one: Afwijking) -> str:
    """Say what was agreed, as the end of a sentence."""
    days = f"van {lange_datum(one.van)} tot {lange_datum(one.tot)}"
    rests = f"besluit {one.besluit.upper()}" if one.besluit else one.vindplaats
    return f"{days} is een afwijking afgesproken ({rests}): {without_point(one.wat)}"


def _agreed(zaak: Zaak) -> list[tuple[int, Afwijking]]:
    every = enumerate(zaak.convenant.afwijkingen)
    return [(number, one) for number, one in every if one.werkt and zaak.bepaling.id in one.bepalingen]


def _fits(zaak: Zaak, one: Afwijking, partner: str | None, eenheid: str | None, days: Tijdvak | None) -> bool:
    then = days.overlapt(one.tijdvak) if days else zaak.peildatum in one.tijdvak
    return then and _is_for(zaak, one, partner, eenheid)


def _is_for(zaak: Zaak, one: Afwijking, partner: str | None, eenheid: str | None) -> bool:
    if not one.partijen or ALLE in one.partijen:
        return True
    if partner is None:
        return False  # what all owe together is not changed by what some agreed for themselves
    party = zaak.dossier.partners[partner]
    return bool({party.id, *party.rollen, *party.onder(eenheid)} & set(one.partijen))


def days_of(zaak: Zaak, period: str) -> Tijdvak | None:
    """Return the days of a period of an oordeel; None for one that is no stretch of days, such as a term."""
    plan = zaak.dossier.jaarplannen.get(period)
    try:
        named = plan.periode if plan else Periode.parse(f"kalenderjaar {period}" if period.isdigit() else period)
    except ValueError:
        return None
    return zaak.dossier.tijdvak(named)
