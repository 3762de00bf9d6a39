"""The year plan: what the template shows, gathered from the plan, its actions and what is around them."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant_cli.documents.content.organen import organen
from convenant_cli.documents.content.plandelen import (
    by_unit,
    means,
    over_the_years,
    risks,
    who_does_what,
)
from convenant_cli.documents.content.planzinnen import missed, under_target
from convenant_cli.documents.content.versies import decided, version_table
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.page.charts import Balk, Grafiek, planning, progress
from convenant_cli.documents.words import Words, past_their_day, subtitle
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import called_together
from convenant_cli.dossier.jaarplannen import asked_along, consultation, evaluations_of
from convenant_cli.dossier.partijen import issuer
from convenant_cli.dossier.voortgang import rust, te_laat
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.voor_vaststellen import KOP, nog_te_doen
from convenant_cli.kalender import Tijdvak, lange_datum, tijdvakken
from convenant_cli.records import Actie, Bepaling, Evaluatie, Jaarplan
from convenant_cli.records.jaarplan import Planthema
from convenant_cli.records.model.texts import texts
from convenant_cli.text.sentences import cut_off, first_sentence
from convenant_cli.text.volgorde import volgorde

#: The statuses in the order of a sentence, for one action and for more.
_STANDEN = (
    ("loopt", "loopt nog", "lopen nog"),
    ("afgerond", "afgerond", "afgerond"),
    ("gepland", "gepland", "gepland"),
    ("uitgesteld", "uitgesteld", "uitgesteld"),
    ("vervallen", "vervallen", "vervallen"),
)
_TE_LAAT = "te laat"
_SHORT = 120  # letters of a message on progress in a table
_WHY = 240  # the same where it says why an action fell short

#: What a copy can have besides: the agreements of the covenant as an annex.
MET = ("convenant",)
SENTENCE = "Een plan: thema's, acties, planning en verantwoording van één periode."


@dataclass(frozen=True, slots=True)
class Themadeel:
    """A theme with its actions."""

    thema: Planthema
    naam: str
    acties: tuple[Actie, ...]


@dataclass(frozen=True, slots=True)
class Terugblik:
    """An action of the plan before, and what became of it."""

    actie: Actie
    evaluatie: Evaluatie | None
    vervolg: Actie | None
    laatste: str
    """The last message on its progress, short; empty when there is none."""
    onder: bool
    """Whether it has a result, and that is not what was wanted."""


@dataclass(frozen=True, slots=True)
class Herleiding:
    """A clause and the actions that carry it out."""

    bepaling: Bepaling
    nummer: str
    acties: tuple[Actie, ...]


def choices(dossier: Dossier) -> list[str]:
    """Return the plans that there are."""
    return sorted(dossier.jaarplannen, key=volgorde)


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the templates of the year plan show. ``which`` is the id of the plan."""
    plan = dossier.jaarplannen[which]
    acties = dossier.acties_van(which)
    late = {actie.id: _late(dossier, actie, moment.peildatum) for actie in acties}
    convenant = dossier.convenant
    tijdvak = _days(dossier, plan)
    vorig = _previous(dossier, plan, tijdvak)
    terugblik = _look_back(dossier, vorig, acties, moment.peildatum) if vorig else []
    words = Words(dossier)
    themas = [_theme(dossier, thema, acties) for thema in plan.themas]
    behind = frozenset(id for id, said in late.items() if said == _TE_LAAT)
    charts = {  # a chart in which all is planned would show nothing
        "voortgang": _progress(themas) if any(actie.status != "gepland" for actie in acties) else None,
        "planning": _planning(themas, tijdvak, moment.peildatum, behind) if acties else None,
    }
    return {
        "kop": _head(dossier, plan, tijdvak, words),
        "moment": moment,
        "convenant": convenant,
        "plan": plan,
        "vragers": called_together(dossier, (one.van for one in plan.vraagstukken)),
        "meepraters": list(dict.fromkeys(asked_along(dossier, plan))),
        "nog_te_doen": {"kop": KOP, "punten": [one.zin for one in nog_te_doen(dossier, plan, moment.peildatum)]},
        "acties": acties,
        "stand": _count(acties),
        "te_laat": {id: words for id, words in late.items() if words},
        "gemist": missed(acties),
        "over_de_dag": past_their_day(
            sum(map(bool, late.values())),
            sum(said not in ("", _TE_LAAT) for said in late.values()),
            begun=any(actie.start <= moment.peildatum for actie in acties),
        ),
        "versies": version_table(dossier, which, moment),
        "grondslag": [one for one in dossier.getoetst("jaarplan") if one.nummer],
        "vorig": vorig,
        "vorig_loopt": vorig is not None and _days(dossier, vorig).tot > moment.peildatum,
        "terugblik": terugblik,
        "themas": themas,
        "grafieken": [*filter(None, charts.values())],
        "grafiek_voortgang": charts["voortgang"],
        "grafiek_planning": charts["planning"],
        "wie_doet_wat": who_does_what(dossier, plan, acties, tijdvak, moment) if acties else None,
        "bij": by_unit(acties, tijdvak),
        "bij_samen": called_together(dossier, (id for actie in acties for id in actie.voor)),
        "organen": organen(dossier, max(tijdvak.van, min(moment.peildatum, tijdvak.laatste))),
        "overleg": consultation(dossier, tijdvak),
        "middelen": means(dossier, acties, [thema.thema for thema in plan.themas]),
        "risicos": list(risks(dossier, acties, tijdvak)),
        "cijfers": list(over_the_years(dossier, acties)),
        "convenanttekst": sorted(dossier.hoofdstukken.values(), key=lambda one: one.orde)
        if "convenant" in moment.met
        else [],
        "evaluaties": evaluations_of(dossier, which),
        "herleiding": _trace(dossier, acties),
        "zonder_bepaling": [actie for actie in acties if not actie.bepalingen],
        "afkortingen": _abbreviations(dossier, plan, acties, terugblik),
        "woorden": words.tables(),
        "functies": {
            "eerder": {actie.id: _earlier(dossier, actie) for actie in acties},
            "doet_ook_mee": {actie.id: also_takes_part(actie) for actie in acties},
        },
    }


def _head(dossier: Dossier, plan: Jaarplan, tijdvak: Tijdvak, words: Words) -> Kop:
    meeting = dossier.bijeenkomsten.get(plan.vastgesteld_in or "")
    facts = [("Plan van", words.unit(plan.eigenaar))] if plan.eigenaar else []
    facts += [("Onderwerp", plan.onderwerp)] if plan.onderwerp else []
    facts += [("Periode", f"{plan.periode} ({tijdvak})"), ("Status", plan.status)]
    facts += [("Versie", plan.versie)] if plan.versie else []  # unknown when a later one took its place
    if plan.vastgesteld_op:
        where = f", {meeting.titel}" if meeting else ""
        where += f" (besluit {plan.vastgesteld_met.upper()})" if plan.vastgesteld_met else ""
        facts.append(("Vastgesteld", f"op {lange_datum(plan.vastgesteld_op)}{where}"))
    if plan.wijzigingen:
        last = max(plan.wijzigingen, key=lambda change: change.datum)
        where = decided(dossier, last.besluit or "")
        facts.append(("Laatst gewijzigd", f"op {lange_datum(last.datum)}{where and f', {where}'}"))
    if not plan.eigenaar:
        facts.append(("Opdrachtgever (regie)", words.full_party(plan.opdrachtgever)))
    elif plan.regie != plan.eigenaar.partition("/")[0]:  # who makes a plan of its own asks nobody
        facts.append(("Opdrachtgever", words.full_party(plan.regie)))
    return Kop(
        titel=plan.titel,
        ondertitel=subtitle(dossier.agreed),
        gegevens=tuple(facts),
        versie=plan.versie,
        status=plan.status,
        auteur=issuer(dossier),
        voorbehoud="dit plan is nog niet vastgesteld." if plan.status == "concept" else "",
        omslag=True,
    )


def _progress(themas: list[Themadeel]) -> Grafiek:
    rows = [(deel.naam, Counter[str](actie.status for actie in deel.acties)) for deel in themas]
    return progress("grafiek-voortgang", "De acties per thema en hun stand", rows)


def _planning(themas: list[Themadeel], tijdvak: Tijdvak, today: date, late: frozenset[str]) -> Grafiek:
    bars = [
        Balk(f"{actie.nummer} {actie.titel}", deel.naam, actie.start, actie.gereed, actie.status, actie.id in late)
        for deel in themas
        for actie in deel.acties
    ]
    pieces = list(tijdvakken("kwartaal", tijdvak))
    return planning("grafiek-planning", "Wanneer de acties lopen", bars, tijdvak, today, pieces)


def also_takes_part(actie: Actie) -> tuple[str, ...]:
    """Return the partners of an action of whom the plan does not say what they do."""
    told = {one.partner for one in actie.inzet}
    return tuple(partner for partner in actie.partners if partner not in told)


def _late(dossier: Dossier, actie: Actie, peildatum: date) -> str:
    """Say that an action is past its day, and until when that may rest; empty when it is not."""
    if not te_laat(dossier, actie, peildatum):
        return ""
    waiver = rust(dossier, actie, peildatum)
    return f"einddatum was {lange_datum(actie.gereed)}; rust tot {lange_datum(waiver.tot)}" if waiver else _TE_LAAT


def _earlier(dossier: Dossier, actie: Actie) -> str:
    """Return in words which action this one follows."""
    earlier = dossier.acties.get(actie.vervolg_op or "")
    year = (actie.vervolg_op or "").split("/")[0]
    return f"actie {earlier.nummer} uit {year}, {earlier.titel}" if earlier else f"actie uit {year}"


def _count(acties: list[Actie]) -> list[str]:
    """Return how many actions have each status: ``8 lopen nog``."""
    counts = [(sum(actie.status == status for actie in acties), one, more) for status, one, more in _STANDEN]
    return [f"{count} {one if count == 1 else more}" for count, one, more in counts if count]


def _days(dossier: Dossier, plan: Jaarplan) -> Tijdvak:
    """Return the days of a plan. Raises ConvenantError when the agreement does not have its period."""
    days = dossier.tijdvak(plan.periode)
    if days is None:
        raise ConvenantError(f"{plan.name}: de periode '{plan.periode}' is niet bekend; verbeter eerst 'periode'")
    return days


def _previous(dossier: Dossier, own: Jaarplan, tijdvak: Tijdvak) -> Jaarplan | None:
    """Return the last plan of the same, about the same, that ends before this one starts."""
    same = [plan for plan in dossier.jaarplannen.values() if plan.reeks == own.reeks]
    known = [(dossier.tijdvak(plan.periode), plan) for plan in same]
    earlier = [(days, plan) for days, plan in known if days and days.tot <= tijdvak.van]
    return max(earlier, key=lambda pair: pair[0].tot, default=(None, None))[1]


def _look_back(dossier: Dossier, vorig: Jaarplan, acties: list[Actie], peildatum: date) -> list[Terugblik]:
    evaluations = {note.actie: note for note in dossier.evaluaties.values() if note.actie}
    successors = {actie.vervolg_op: actie for actie in acties if actie.vervolg_op}
    return [
        Terugblik(
            actie,
            evaluations.get(actie.id),
            successors.get(actie.id),
            _last_message(actie, peildatum),
            under_target(actie),
        )
        for actie in dossier.acties_van(vorig.id)
    ]


def _last_message(actie: Actie, peildatum: date) -> str:
    """Return the last message up to a day: its date and its first sentence, cut off when that is long.

    Of an action that fell short the whole message: why it did, seldom stands in the first sentence.
    """
    known = [message for message in actie.voortgang if message.datum <= peildatum]
    if not known:
        return ""
    last = max(known, key=lambda message: message.datum)
    text, most = " ".join(last.tekst.split()), _WHY if under_target(actie) else _SHORT
    said = text if under_target(actie) else first_sentence(text)
    return f"{lange_datum(last.datum)}: {cut_off(said, most)}"


def _theme(dossier: Dossier, thema: Planthema, acties: list[Actie]) -> Themadeel:
    term = dossier.agreed.themas.get(thema.thema)
    own = tuple(actie for actie in acties if actie.thema == thema.thema)
    return Themadeel(thema, term.naam if term else thema.thema, own)


def _abbreviations(dossier: Dossier, plan: Jaarplan, acties: list[Actie], terugblik: list[Terugblik]) -> dict[str, str]:
    """Return the abbreviations that a reader of this plan meets."""
    known = dossier.agreed.afkortingen
    read = "\n".join(_read(dossier, plan, acties, terugblik))
    return {short: long for short, long in known.items() if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", read)}


def _read(dossier: Dossier, plan: Jaarplan, acties: list[Actie], terugblik: list[Terugblik]) -> Iterator[str]:
    words = Words(dossier)
    for record in (plan, *acties):
        yield from (text for _, text in texts(record))
    for row in terugblik:
        yield from (row.actie.titel, row.laatste, row.evaluatie.vervolg.toelichting or "" if row.evaluatie else "")
    for actie in acties:
        yield from map(words.unit, actie.voor)
        yield from (dossier.bepalingen[id].titel for id in actie.bepalingen if id in dossier.bepalingen)
    for partner in dossier.partners.values():
        yield from (partner.naam, partner.kort, partner.contactpersoon.functie if partner.contactpersoon else "")


def _trace(dossier: Dossier, acties: list[Actie]) -> list[Herleiding]:
    rows = []
    for clause in dossier.bepalingen.values():
        doing = tuple(actie for actie in acties if clause.id in actie.bepalingen)
        if doing:
            rows.append(Herleiding(clause, clause.aanduiding, doing))
    return rows
