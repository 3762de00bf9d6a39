"""A day that comes back each year, for each toets that asks something by it: which years count, and of whom."""

from datetime import date, timedelta

from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import RITMES, Duur, Tijdvak, lange_datum, tijdvak_met
from convenant_cli.records.model.jaardag import Jaardag

#: The rhythms of which each period holds every day of the year once; of one of the agreement's own nobody knows here.
_JAREN = ("kalenderjaar", "schooljaar", "convenantjaar")


def jaren(zaak: Zaak, ritme: str, uiterlijk: Duur | Jaardag | None) -> list[Beoordelingsperiode]:
    """Return the periods that count; with a day before each also the coming one, oldest first."""
    return zaak.periodes(ritme, volgende=isinstance(uiterlijk, Jaardag) and uiterlijk.waar == "ervoor")


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
