"""The compliance report for the yearly meeting: what needs talk and who acts; the annex has every clause."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from convenant_cli.checks.controles import discover
from convenant_cli.documents.gathering.besprekingen import BEHEER, Elders, besprekingen
from convenant_cli.documents.gathering.oordelen import shown
from convenant_cli.documents.gathering.openstaand import openstaand
from convenant_cli.documents.gathering.partijwissel import niet_rond, vertrek
from convenant_cli.documents.kinds import STAND_OP, Kop, Moment
from convenant_cli.documents.page.filters import hours, with_weekday
from convenant_cli.documents.words import issuer, subtitle
from convenant_cli.dossier.aanbod import keeper, role_name, school_name
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.dossier.search.finding import keeper as contact
from convenant_cli.judging.delen.afwijkingen import in_words
from convenant_cli.judging.delen.inspanning import best_effort
from convenant_cli.judging.judging import require_whole
from convenant_cli.judging.overzicht import Overzicht, overzicht
from convenant_cli.judging.signalen import next_meeting
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Convenant
from convenant_cli.records.afwijking import Afwijking
from convenant_cli.records.bepaling import artikelen
from convenant_cli.records.convenant import Interpretatie, Ontheffing
from convenant_cli.text.sentences import capital, opsomming

SENTENCE = "Het nalevingsrapport voor de jaarlijkse bijeenkomst: wat de partijen bespreken, en wie wat doet."


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the templates of the report show. Raises ConvenantError when not all clauses can be judged."""
    meeting = next_meeting(dossier, moment.peildatum)
    told_first = (("Volgende bijeenkomst", _when(meeting) if meeting else "nog niet gepland"),)
    every, base = opened(dossier, moment, "Nalevingsrapport", coming=told_first)
    heads = {one.id: one for one in besprekingen(every)}
    busy = {dossier.agreed.beheerder} if BEHEER in heads else set()
    along: dict[tuple[Elders, ...], list[str]] = {}
    for partner in every.partners:
        if (one := heads.get(f"partij-{partner.id}")) and not one.eigen:
            along.setdefault(one.ook, []).append(partner.kort)
    return {
        **base,
        "komst_en_vertrek": [*vertrek(dossier, moment.peildatum), *niet_rond(dossier, moment.peildatum)],
        "openstaand": openstaand(every),
        "besprekingen": [one for one in heads.values() if one.eigen],
        "alleen_elders": [*along.items()],
        "rustig": [one.kort for one in every.partners if f"partij-{one.id}" not in heads and one.id not in busy],
        "niet_na_te_gaan": artikelen([one for one, _ in every.niet_toetsbaar if one.aanduiding]),
        "voorstellen": [reading for reading in readings(dossier.agreed) if reading.status == "voorstel"],
    }


def _when(meeting: Bijeenkomst) -> str:
    """Return which meeting it is, when and where, as the head of the report says it."""
    return f"{meeting.titel}, {with_weekday(meeting.datum)}, {hours(meeting)}, {meeting.plaats}"


def opened(
    dossier: Dossier, moment: Moment, title: str, *, coming: tuple[tuple[str, str], ...] = (), omslag: bool = False
) -> tuple[Overzicht, dict[str, Any]]:
    """Return the oordelen, and what both the report and its annex show of them.

    ``coming``: what the head says of what is to come. Raises ConvenantError when not all clauses can be judged.
    """
    convenant = require_whole(dossier)
    every = overzicht(dossier, moment.peildatum)
    waivers = convenant.ontheffingen
    facts = ((STAND_OP, lange_datum(moment.peildatum)), *coming, ("Bijgehouden door", issuer(dossier)))
    base = shown(every, moment)
    return every, {
        **base,
        "functies": base["functies"] | resting(dossier, waivers),
        "kop": Kop(title, subtitle(convenant), facts, auteur=issuer(dossier), omslag=omslag),
        "inspanning": best_effort(dossier),
        "beheerder": kept_by.in_zin if (kept_by := keeper(dossier)) else "",
        "meldadres": told.email or told.telefoon or "" if (told := contact(dossier, moment.peildatum)) else "",
        "letters": any(len(clause.onderdeel or "") == 1 for clause in dossier.bepalingen.values()),
        "ontheffingen": [waiver for waiver in waivers if moment.peildatum < waiver.tot],
        "afwijkingen": deviations(dossier, moment.peildatum),
        "verlopen": [waiver for waiver in waivers if waiver.tot <= moment.peildatum],
    }


def deviations(dossier: Dossier, day: date) -> list[str]:
    """Return, in sentences, the deviations that hold on a day and were agreed by then."""
    every = dossier.agreed.afwijkingen
    holding = [one for one in every if one.gegrond and one.afgesproken_op <= day and day in one.tijdvak]
    named = {clause.id: clause.in_zin for clause in dossier.bepalingen.values()}
    return [
        f"{capital(opsomming([named.get(id, id) for id in one.bepalingen]))}{_for_whom(dossier, one)}: {in_words(one)}"
        for one in holding
    ]


def _for_whom(dossier: Dossier, one: Afwijking) -> str:
    """Say in brackets for whom a deviation was agreed; nothing when for everybody."""
    if not one.partijen or ALLE in one.partijen:
        return ""
    bodies = {id: body.in_zin for id, body in dossier.organen.items()}
    roles = {id: role_name(dossier, id) for id in dossier.agreed.rollen}
    names = bodies | roles
    return f" (voor {opsomming([names.get(id) or school_name(dossier, id) for id in one.partijen])})"


def resting(dossier: Dossier, waivers: Iterable[Ontheffing]) -> dict[str, dict[str, str]]:
    """Return what templates say of waivers: which check or clause rests, and at which record."""
    return {
        "wat_rust": {waiver.controle: what_rests(dossier, waiver) for waiver in waivers},
        "waar_rust": {waiver.bestand: where_it_rests(dossier, waiver) for waiver in waivers},
    }


def what_rests(dossier: Dossier, waiver: Ontheffing) -> str:
    """Return in words which check or clause rests."""
    if clause := dossier.bepalingen.get(waiver.controle):
        return clause.voluit
    titles = {controle.id: controle.manual.titel.rstrip(".") for controle in discover()}
    return titles.get(waiver.controle, waiver.controle)


def where_it_rests(dossier: Dossier, waiver: Ontheffing) -> str:
    """Return the title or name of the record at which it rests; the file when it has none."""
    file = dossier.files.get(waiver.bestand)
    record = file.record if file else None
    return getattr(record, "titel", None) or getattr(record, "naam", None) or waiver.bestand


def readings(convenant: Convenant) -> list[Interpretatie]:
    """Return how the parties read unclear clauses, by number."""
    return sorted(convenant.interpretaties, key=lambda reading: reading.nummer)
