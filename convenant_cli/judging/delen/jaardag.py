"""A day that comes back each year, for each toets that asks something by it: which years count, and of whom."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Annotated, TypeAlias

from pydantic import Field

from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import RITMES, Duur, Tijdvak, lange_datum, tijdvak_met
from convenant_cli.records import Partner
from convenant_cli.records.model.jaardag import Jaardag, JaardagVeld

#: The rhythms of which each period holds every day of the year once; of one of the agreement's own nobody knows here.
_JAREN = ("kalenderjaar", "schooljaar", "convenantjaar")
#: What is lacking on the day may still come after it.
_TEKORT = frozenset((Uitkomst.ONTBREEKT, Uitkomst.ONVOLLEDIG))
#: The parameter of each toets on what comes once a year.
ElkJaarUiterlijk: TypeAlias = Annotated[
    JaardagVeld | None,
    Field(
        description="De dag waarop dit elk jaar uiterlijk is gedaan: '30 september' in het jaar waar het om gaat, "
        "'30 november ervoor' ervóór en '1 maart erna' erna. Wat later komt, heet 'later dan afgesproken'."
    ),
]


def jaren(
    zaak: Zaak, ritme: str, uiterlijk: Duur | Jaardag | None, sinds: date | None = None
) -> list[Beoordelingsperiode]:
    """Return the periods that count; with a day before each also the coming one, oldest first."""
    ahead = isinstance(uiterlijk, Jaardag) and uiterlijk.waar == "ervoor"
    return zaak.periodes(ritme, volgende=ahead, sinds=sinds)


def laatste_dag(tijdvak: Tijdvak, uiterlijk: Duur | Jaardag | None) -> date:
    """Return the last day for what is about a period: a term after its end, a day of the year, or its own last day."""
    if isinstance(uiterlijk, Jaardag):
        return uiterlijk.bij(tijdvak)
    return uiterlijk.na(tijdvak.tot) - timedelta(days=1) if uiterlijk else tijdvak.laatste


def komt_in(zaak: Zaak, ritme: str, tijdvak: Tijdvak, uiterlijk: Duur | Jaardag | None) -> Tijdvak:
    """Return the period in which comes what is about one, when it does not say so: that one, or the next, or before."""
    if not uiterlijk:
        return tijdvak
    known = zaak.dossier.ritme(ritme)
    assert known is not None  # a period of it is being judged
    return tijdvak_met(
        known, uiterlijk.komt_op(tijdvak) if isinstance(uiterlijk, Jaardag) else tijdvak.tot, zaak.ingang
    )


def niet_in_een_jaar(ritme: str | None) -> str:
    """Say that a rhythm has no days of the year in each of its periods, as a sentence; empty when it has."""
    if ritme in RITMES and ritme not in _JAREN:
        return f"een dag die elk jaar terugkomt past niet bij 'per: {ritme}'; kies kalenderjaar of schooljaar"
    return ""


def binnen(zaak: Zaak, period: Beoordelingsperiode, days: Tijdvak) -> Beoordelingsperiode:
    """Return a period of which is judged what came on other days than its own."""
    return replace(period, tijdvak=days, voorbij=zaak.peildatum >= days.tot, geheel=period.tijdvak)


def op_tijd(
    zaak: Zaak,
    who: Gebondene | None,
    period: Beoordelingsperiode,
    ritme: str,
    dag: Jaardag,
    judge: Callable[[Beoordelingsperiode], Oordeel],
    nu: str,
    *,
    doet: Sequence[Partner] | None = None,
    ook_oud: bool = False,
) -> Oordeel:
    """Judge what comes each year by a day: in time, later, or not; and whether it was owed on that day.

    ``judge`` says what there is of a period on its days. ``nu``: who does what in time, next time. ``ook_oud``: what is
    too old on the day may be there anew after it.
    """
    last, comes = dag.bij(period.tijdvak), komt_in(zaak, ritme, period.tijdvak, dag)
    made = judge(binnen(zaak, period, Tijdvak.tot_en_met(comes.van, last)))
    lacks = made.uitkomst in _TEKORT or (ook_oud and made.uitkomst is Uitkomst.VEROUDERD)
    if zaak.peildatum <= last or not lacks:
        return made
    found = judge(binnen(zaak, period, comes))
    early = niet_gevraagd(zaak, who, last)
    if found.uitkomst is Uitkomst.GOED and early:
        return found
    if found.uitkomst is Uitkomst.GOED:
        places = found.rust_op
        text, name = found.toelichting, period.naam
        return later(zaak, who, text, None, last, periode=name, rust_op=places, bij=places[-1], nu=nu, doet=doet)
    if early:
        return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, early, periode=period.naam, rust_op=found.rust_op)
    return replace(found if found.uitkomst is Uitkomst.ONVOLLEDIG and not found.door_tijd else made, uiterlijk=last)


def niet_gevraagd(zaak: Zaak, who: Gebondene | None, last: date) -> str:
    """Say why nothing was owed on a day that has come: before a party (None: all) was there, or before the dossier."""
    day, since, began = lange_datum(last), zaak.eigen_tijd(who).van, zaak.convenant.dossier_vanaf
    if since > last and who and who.tijdvak.van > last:
        return f"de afgesproken dag, {day}, was voor de komst van {who.naam}, op {lange_datum(since)}"
    if since > last:
        return f"de afgesproken dag, {day}, was voor het begin van het convenant, op {lange_datum(since)}"
    if began and began > last:
        return f"de afgesproken dag, {day}, was al voorbij toen dit dossier begon, op {lange_datum(began)}"
    return ""
