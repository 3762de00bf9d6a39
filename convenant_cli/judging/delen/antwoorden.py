"""What parties say themselves in their statements, and how that joins what is found in the records.

A record and an answer are two grounds. Whether a clause is met is judged here with both, whatever toets looked at the
records: no toets does this by itself, so that the same answer counts the same everywhere.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.peildag import Peildag
from convenant_cli.dossier.verklaringsperioden import days_in, shorter
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.antwoorden_in_woorden import (
    Antwoordkant,
    Antwoordtekst,
    Gevonden,
    for_units,
    given,
    weakest,
)
from convenant_cli.judging.delen.vanaf import not_owed
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import ALTIJD, Gebondene, Zaak
from convenant_cli.kalender import Periode, Tijdvak
from convenant_cli.records import Partner, Verklaring
from convenant_cli.records.verklaring import is_year
from convenant_cli.text.sentences import opsomming

#: What the records prove by themselves, or what nobody has to prove: an answer 'ja' adds nothing to the state.
_PROVEN_BY_RECORDS = frozenset(("automatisch", "grens", "niet-toetsbaar", "geen-verplichting"))
#: What the records show to be there, also when that is not for long any more.
_THERE = frozenset((Uitkomst.GOED, Uitkomst.VERLOOPT))
_OWN_WORDS = (("nee", Uitkomst.ONTKEND), ("deels", Uitkomst.DEELS))


# --- finding answers ----------------------------------------------------------------------------------------------


def answers(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode, bepaling: str) -> Gevonden:
    """Return what a party (or its unit) stated on a clause about a period, with the place of each answer.

    The folder of a statement names its period, such as a quarter, and it counts for that one only. A statement on
    ``2026`` counts for the school year that ends in it, and for the one that was running when it was made; not for a
    period shorter than a year, nor for one that the agreement itself names, such as a season. Of answers in several
    statements the newest counts, for each unit. What a party says as a whole is about the units that it had then.
    """
    about = (None, *who.onder) if who.tijdvak.overlapt(period.tijdvak) else (who.eenheid_id,)
    found: Gevonden = []
    newer: set[str | None] = set()
    for statement in reversed(statements(zaak, who, period)):
        own = [
            (statement.at("antwoorden", number), answer)
            for number, answer in enumerate(statement.antwoorden)
            if answer.bepaling == bepaling and answer.antwoord is not None
            if who.eenheid_id is None or answer.eenheid in about
        ]
        found += [(place, answer) for place, answer in own if not newer & {None, answer.eenheid}]
        newer |= {answer.eenheid for _, answer in own}
    return found


def statements(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode) -> tuple[Verklaring, ...]:
    """Return the statements that a party made about a period, oldest first; not a form that waits for its answers."""
    return _statements(zaak.dossier, who.partner.id, period.naam, period.tijdvak)


@lru_cache(maxsize=1024)
def _statements(dossier: Dossier, partner: str, naam: str, days: Tijdvak) -> tuple[Verklaring, ...]:
    """Find them once: every clause asks for the same ones, of some ten parties about a few periods."""
    every = dossier.verklaringen
    found = [
        (made, statement.id, statement)
        for map, on in _maps_about(dossier, naam, days)
        if (statement := every.get(f"{map}/{partner}")) and (made := statement.afgelegd_op) and made in on
    ]
    return tuple(statement for *_, statement in sorted(found, key=lambda one: one[:2]))


@lru_cache(maxsize=64)
def _maps_about(dossier: Dossier, naam: str, days: Tijdvak) -> tuple[tuple[str, Tijdvak], ...]:
    """Return the folders with statements about a period, each with the days on which those were made."""
    return tuple((map, made) for map in _maps(dossier) if (made := _about(dossier, map, naam, days)))


@lru_cache(maxsize=2)
def _maps(dossier: Dossier) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.jaar for one in dossier.verklaringen.values()))


def zonder_antwoord(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode, found: Gevonden) -> list[Gebondene]:
    """Return the units of a party that did not answer, when it answered for each of them and not as a whole.

    Those are the units of the same kind as the ones that did, which took part for most of the period since they joined.
    """
    said = {answer.eenheid for _, answer in found}
    if not found or who.eenheid is not None or None in said:
        return []
    units = [Gebondene(who.partner, unit) for unit in who.partner.eenheden]
    kinds = {unit.eenheid.soort for unit in units if unit.eenheid and unit.eenheid_id in said}
    return [
        unit
        for unit in units
        if unit.eenheid and unit.eenheid.soort in kinds and said.isdisjoint(unit.onder)
        if not not_owed(zaak, unit, period)
    ]


def _about(dossier: Dossier, map: str, naam: str, days: Tijdvak) -> Tijdvak | None:
    """Return when a statement in a folder must have been made to be about a period; None when it never is."""
    if not is_year(map):
        return ALTIJD if days_in(dossier, map) == days else None
    if shorter(days):  # of which part of the year it speaks, it does not say
        return None
    if "-" in map:
        first, _, last = map.partition("-")
        # A statement on a school year is one on the calendar year it ends in, or in which it was made.
        return ALTIJD if naam.endswith(map) or naam == last else days if naam == first else None
    if naam.partition(" ")[0] in dossier.agreed.perioden:  # a season has folders of its own
        return ALTIJD if days_in(dossier, map) == days else None
    # A school year lies in two calendar years: a statement made while it ran is about it too.
    return ALTIJD if map == str(days.laatste.year) else days if map == str(days.van.year) else None


def told_in(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode, found: Gevonden) -> str:
    """Say in which statements answers stand that are not over exactly this period: a school year lies in two years."""
    files = {place.name for place, _ in found}
    named = [made.jaar for made in statements(zaak, who, period) if made.at().name in files]
    years = [year for year in named if is_year(year)]
    others = [year for year in dict.fromkeys(years) if year != period.naam.split()[-1]]
    return f" (in de verklaring over {opsomming(others)})" if others else ""


def other_sides(zaak: Zaak, period: Beoordelingsperiode, bepaling: str | None) -> list[Antwoordkant]:
    """Return the parties that answer the same question from the other side, on a clause of theirs."""
    sides: list[Antwoordkant] = []
    for partner in zaak.dossier.partners.values() if bepaling else ():
        found = answers(zaak, Gebondene(partner), period, bepaling or "")
        if given(found):
            sides.append(Antwoordkant.van(partner, found))
    return sides


# --- records and answers together ---------------------------------------------------------------------------------


def with_answers(zaak: Zaak, judged: Callable[[date], list[Oordeel]]) -> Iterator[Oordeel]:
    """Judge oordelen on records anew with the answers of the parties that they are about, in the same order.

    ``judged``: the oordelen on the records as they are, by the day on which they are looked at. An answer on a year of
    which there is no oordeel is told with the newest one. Answers on years before the last one that is over do not
    count any more, just as for a yearly statement.
    """
    every = [_on_records(oordeel) for oordeel in judged(zaak.peildatum)]
    told: dict[int, list[Antwoordtekst]] = {}
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for number, oordeel in enumerate(every):
        groups.setdefault((oordeel.partner, oordeel.eenheid), []).append(number)
    for (partner, unit), numbers in groups.items():
        left = _by_year(zaak, partner, unit) if _answered_ever(zaak, partner) else {}
        for number in numbers:
            own = _of_period(zaak, every[number].periode)
            if own is not None and own.naam in left and not told.get(number):
                told[number] = [left.pop(own.naam)]
        if left:
            main = [n for n in numbers if every[n].uitkomst is not Uitkomst.NOG_NIET] or numbers
            told.setdefault(main[-1], []).extend(reversed(left.values()))
    before: dict[str | None, bool] = {}
    there = cache(lambda day: _since(judged, day, zaak.peildatum))
    for number, oordeel in enumerate(every):
        if number in told:
            joined = _joined(oordeel, told[number], there)
            gone = oordeel.partner and zaak.peildatum not in _gebondene(zaak, oordeel.partner, oordeel.eenheid).tijdvak
            # Who takes part no longer is asked nothing any more: what it answered is told.
            yield replace(joined, uitkomst=oordeel.uitkomst, bij=None, nu="", doet=()) if gone else joined
        else:
            # Where an answer has lapsed, the passing of time brought the missing record back to light.
            if oordeel.partner not in before:
                before[oordeel.partner] = _answered_ever(zaak, oordeel.partner)
            yield replace(oordeel, door_tijd=True) if before[oordeel.partner] else oordeel


def _on_records(oordeel: Oordeel) -> Oordeel:
    """Let an oordeel of which only records are known so far speak the words of records, not those of a statement."""
    told = replace(oordeel, grond="relatie") if oordeel.familie.startswith("verklaring") else oordeel
    return replace(told, verder=_on_records(told.verder)) if told.verder else told


def _answered_ever(zaak: Zaak, partner: str | None) -> bool:
    return (partner, zaak.bepaling.id) in _answered(zaak.dossier)


@lru_cache(maxsize=2)
def _answered(dossier: Dossier) -> frozenset[tuple[str | None, str]]:
    """Return on which clauses each party has an answer in any statement, and (for None) any of them has."""
    said = {(one.partner, answer.bepaling) for one in dossier.verklaringen.values() for answer in one.antwoorden}
    return frozenset((party, clause) for partner, clause in said for party in (partner, None))


def _by_year(zaak: Zaak, partner: str | None, unit: str | None) -> dict[str, Antwoordtekst]:
    """Return what was answered by name of the year, oldest first; for no party by all that took part in it."""
    found: dict[str, Antwoordtekst] = {}
    for period, judged in zaak.jaren:
        asked = zaak.deelnemers(period.tijdvak) if partner is None else [_gebondene(zaak, partner, unit)]
        own = [(who, _by_this_text(zaak, who, period, whole=judged)) for who in asked]
        if every := [answer for _, some in own for answer in some]:
            words = [(who.partner, weakest(given(some)) if given(some) else "") for who, some in own if some]
            counts = weakest(given(every)) if given(every) else ""
            names = dict.fromkeys(one.in_zin for one, word in words if word == counts)
            silent = [unit.naam for who, some in own for unit in zonder_antwoord(zaak, who, period, some)]
            where = for_units(words[0][0], every, counts) if partner else ""
            apart = "" if partner or len({word for _, word in words} - {""}) < 2 else _each(words)
            found[period.naam] = Antwoordtekst(
                tuple(names), period.in_zin, period.tijdvak.tot, every, tuple(silent), where, apart
            )
    return found


def _by_this_text(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode, *, whole: bool) -> Gevonden:
    """Return answers about a year that this text is judged for (``whole``), or else those made while it read so."""
    found = answers(zaak, who, period, zaak.bepaling.id)
    made = {one.at().name: one.afgelegd_op for one in statements(zaak, who, period)}
    return [pair for pair in found if whole or (made[pair[0].name] or date.min) in zaak.geldig]


def _each(words: Sequence[tuple[Partner, str]]) -> str:
    """Say which parties gave which answer."""
    parts = []
    for word in ("ja", "deels", "nee"):
        if names := [one.in_zin for one, said in words if said == word]:
            parts.append(f"{opsomming(names)} antwoord{'t' if len(names) == 1 else 'en'} {word}")
    return opsomming(parts)


def _gebondene(zaak: Zaak, partner: str, unit: str | None) -> Gebondene:
    record = zaak.dossier.partners[partner]
    return Gebondene(record, record.eenheid(unit), na=zaak.bepaling.bindt_na)


def _of_period(zaak: Zaak, name: str) -> Beoordelingsperiode | None:
    """Return the calendar year that a period is, or in which it ends; None for a period that names no year."""
    soort = "kalenderjaar " if name.isdigit() else ""
    try:
        days = zaak.dossier.tijdvak(Periode.parse(f"{soort}{name}"))
    except ValueError:
        return None
    year = str(days.laatste.year) if days else ""
    return next((period for period, judged in zaak.jaren if judged and period.naam == year), None)


def _joined(oordeel: Oordeel, told: Sequence[Antwoordtekst], there: Callable[[date], Collection[object]]) -> Oordeel:
    """Judge what was found together with what was answered: the newest answer counts, an earlier one is told.

    ``there``: what the oordelen are about of which the records show that it was there on a day, or since.
    """
    newest, *earlier = told
    places = tuple(dict.fromkeys((*oordeel.rust_op, *(place for one in told for place in one.places))))
    answered = "; ".join([newest.tekst, *(one.tekst for one in earlier if one.woord != newest.woord)])
    found = replace(oordeel, rust_op=places, toelichting=f"{oordeel.toelichting}; {answered}")
    own = dict(_OWN_WORDS).get(newest.woord)
    if own is not None:
        return replace(
            found,
            uitkomst=own,
            toelichting=f"{answered}; in het dossier: {oordeel.toelichting}",
            bij=newest.place,
            door_tijd=False,
            nu="; ".join(filter(None, (newest.nu_gesprek, oordeel.nu))),
            doet=(oordeel.partner,) if oordeel.partner else (),
            daarnaast=oordeel if oordeel.aandacht and oordeel.nu else None,
        )
    words = oordeel.grond or oordeel.familie
    if newest.woord != "ja" or newest.zonder or words in _PROVEN_BY_RECORDS or oordeel.partner is None:
        return found
    if oordeel.uitkomst is Uitkomst.GOED:
        return replace(found, grond="verklaring-met-bewijs")
    if oordeel.uitkomst not in (Uitkomst.ONTBREEKT, Uitkomst.VEROUDERD):
        return found
    if oordeel.eigen_woord and oordeel.verder:  # the word is given anew, and the rest is still so
        rest = replace(oordeel.verder, toelichting=oordeel.toelichting, periode=oordeel.periode, oud_op=oordeel.oud_op)
        return _joined(rest, told, there)
    if not oordeel.eigen_woord and oordeel.onderwerp in there(newest.tot - timedelta(days=1)):
        return found  # what ended after a year, nobody attested with an answer on that year
    if newest.kaal is None:
        return replace(
            found, uitkomst=Uitkomst.GOED, grond="verklaring-met-bewijs", bij=None, door_tijd=False, nu="", doet=()
        )
    return replace(
        found,
        uitkomst=Uitkomst.ONVOLLEDIG,
        grond="verklaring-met-bewijs",
        toelichting=f"{found.toelichting}; een stuk waaruit het blijkt is nog niet gevonden",
        bij=newest.kaal,
        door_tijd=False,
        nu=newest.nu_bewijs,
        doet=(oordeel.partner,),
    )


def _since(judged: Callable[[date], list[Oordeel]], day: date, until: date) -> frozenset[object]:
    """Return of what the records show that it was there on a day from this one on, before another one."""
    found: set[object] = set()
    while day < until:
        asked = Peildag.van(day)
        found.update(one.onderwerp for one in judged(asked) if _there(one))
        day = asked.houdt.tot  # up to then it is the same
    return frozenset(found)


def _there(oordeel: Oordeel) -> bool:
    """Tell whether something is there, also when its party has not said for long that it still is."""
    if oordeel.eigen_woord:
        return oordeel.verder is None or _there(oordeel.verder)
    return oordeel.uitkomst in _THERE
