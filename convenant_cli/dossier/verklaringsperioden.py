"""What period a statement is about, as its folder names it: a year (``2026``), or ``2026-kwartaal-3`` and the like.

A year counts for every clause that asks a statement once a year or less often. What is asked more often, or over a
period that the agreement itself names, such as a season, says which of those it is about, and counts for that one only.
"""

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import EigenRitme, Ritme, Tijdvak, add_months, tijdvak_met
from convenant_cli.records import Bepaling, Verklaring
from convenant_cli.records.verklaring import is_year, map_of, period_name
from convenant_cli.text.sentences import in_letters


def days_in(dossier: Dossier, map: str) -> Tijdvak | None:
    """Return the days that a folder of statements names; None when it names no period of this agreement."""
    named = dossier.jaarperiode(map)
    return dossier.tijdvak(named) if named else None


def shorter(days: Tijdvak) -> bool:
    """Tell whether a period is shorter than a year."""
    return days.tot < add_months(days.van, 12)


def rhythms_of(dossier: Dossier, bepaling: Bepaling) -> list[Ritme | EigenRitme | None]:
    """Return how often parties answer on a clause, as it reads now first; where no statement is asked, once a year."""
    asked = [version.bepaling.toets for version in bepaling.versies]
    return [
        dossier.ritme(str(one.gegevens.get("per", "kalenderjaar"))) if one.soort == "verklaring" else "kalenderjaar"
        for one in asked
    ]


def counts(dossier: Dossier, bepaling: Bepaling, map: str) -> bool:
    """Tell whether an answer on a clause can count in a folder of statements; so too when nobody can tell."""
    days, agreed = days_in(dossier, map), dossier.convenant
    for ritme in rhythms_of(dossier, bepaling):
        if ritme is None or days is None or agreed is None:  # another check tells of it
            return True
        own = tijdvak_met(ritme, days.van, agreed.looptijd.ingang)
        calendar = is_year(map) and "-" not in map
        if own == days or (is_year(map) and not shorter(own) and not (calendar and isinstance(ritme, EigenRitme))):
            return True
    return False


def folder_for(dossier: Dossier, bepaling: Bepaling, map: str) -> str:
    """Return a folder in which an answer on a clause counts, near the one where it stands."""
    ritme, days = rhythms_of(dossier, bepaling)[0], days_in(dossier, map)
    assert ritme is not None
    assert days is not None
    return map_of(ritme, tijdvak_met(ritme, days.laatste, dossier.agreed.looptijd.ingang))


def short_folders(dossier: Dossier, within: Tijdvak) -> list[str]:
    """Return the folders of the periods shorter than a year that statements are asked over and that end in a time."""
    found: dict[str, Tijdvak] = {}
    for clause in dossier.bepalingen.values():
        ritme = rhythms_of(dossier, clause)[0]
        day = within.van
        while ritme and day < within.tot and shorter(days := tijdvak_met(ritme, day, dossier.agreed.looptijd.ingang)):
            if days.laatste in within:
                found[map_of(ritme, days)] = days
            day = days.tot
    return sorted(found, key=lambda name: (found[name], name))


def in_sentence(dossier: Dossier, naam: str) -> str:
    """Return the name of a period after ``over``: ``2026``, ``het 3e kwartaal 2026``, ``de raadsperiode 2022-2026``."""
    word, _, year = naam.partition(" ")
    if not year or word == "termijn":
        return naam
    year = year.split()[0]
    if word == "convenantjaar":
        return f"het jaar {year}-{int(year) + 1}"
    own = dossier.ritme(word)
    return f"{own.lidwoord if isinstance(own, EigenRitme) else 'het'} {naam}"


def elke(dossier: Dossier, per: str) -> str:
    """Return how a sentence says that something comes back: ``elk kwartaal``, ``elke twee jaar``; empty if unknown."""
    rhythm = dossier.ritme(per)
    if rhythm is None:
        return ""
    if isinstance(rhythm, EigenRitme):
        own = dossier.agreed.perioden[per]
        if own.hoe_vaak or own.jaren > 1:
            return own.hoe_vaak or f"elke {in_letters(own.jaren)} jaar"
    word = rhythm.lidwoord if isinstance(rhythm, EigenRitme) else "de" if per == "maand" else "het"
    return f"{'elk' if word == 'het' else 'elke'} {'jaar' if per == 'kalenderjaar' else per}"


def minstens_per(dossier: Dossier, times: int, per: str) -> str:
    """Return how often something happens at least: ``minstens 4 keer per kalenderjaar``, ``… in elke twee jaar``."""
    own = dossier.agreed.perioden.get(per)
    often = f"in {elke(dossier, per)}" if own and (own.hoe_vaak or own.jaren > 1) else f"per {per}"
    return f"minstens {times} keer {often}"


def over(dossier: Dossier, map: str) -> str:
    """Return what a folder of statements is about, after ``over``."""
    return in_sentence(dossier, period_name(map))


def no_period(dossier: Dossier, typed: str) -> str:
    """Say that a text names no period that a statement can be about, and how one is written."""
    own = [*dossier.agreed.perioden]
    forms = f"2026, of 2026-2027 voor een {own[0] if len(own) == 1 else 'schooljaar'}"
    asked = {ritme for clause in dossier.bepalingen.values() for ritme in rhythms_of(dossier, clause)}
    short = [
        f"{example} voor een {word}"
        for word, example in (("halfjaar", "2026-halfjaar-1"), ("kwartaal", "2026-kwartaal-3"), ("maand", "2026-07"))
        if word in asked
    ]
    return f"'{typed}' is geen {'periode' if short else 'jaar'}; schrijf {', of '.join((forms, *short))}"


def days_of(dossier: Dossier, year: str) -> Tijdvak:
    """Return the days of the year or period (2026, 2026-kwartaal-3) of a statement. Raises ConvenantError."""
    days = days_in(dossier, year)
    if days is None:
        raise ConvenantError(no_period(dossier, year))
    return days


def statement_of(dossier: Dossier, partner: str, jaar: str) -> Verklaring | None:
    """Return what a party stated about a year; None when there is nothing yet."""
    return next((one for one in dossier.verklaringen_van(partner) if one.jaar == jaar), None)
