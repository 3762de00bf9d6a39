"""The compliance report for the yearly meeting: what needs talk and who acts; the annex has every clause."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from convenant_cli.documents.content.afspraken import counted_in_a_sentence
from convenant_cli.documents.content.besprekingen import BEHEER, Bespreking, Elders, besprekingen, heaviest
from convenant_cli.documents.content.ontheffingen import in_a_sentence, resting
from convenant_cli.documents.content.oordelen import shown
from convenant_cli.documents.content.openstaand import of_party, openstaand
from convenant_cli.documents.content.partijwissel import niet_rond
from convenant_cli.documents.content.termijn import term
from convenant_cli.documents.kinds import STAND_OP, Kop, Moment
from convenant_cli.documents.page.filters import hours, with_weekday
from convenant_cli.documents.words import subtitle
from convenant_cli.dossier.aanbod import keeper
from convenant_cli.dossier.bijeenkomsten import next_meeting
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import issuer
from convenant_cli.dossier.search.finding import keeper as contact
from convenant_cli.judging.afgeweken import afgeweken
from convenant_cli.judging.judging import looptijd_stand, require_whole
from convenant_cli.judging.overzicht import Overzicht, overzicht
from convenant_cli.judging.vertrek import vertrek
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Convenant
from convenant_cli.records.bepaling import artikelen
from convenant_cli.records.convenant import Interpretatie

SENTENCE = "Het nalevingsrapport voor de jaarlijkse bijeenkomst: wat de partijen bespreken, en wie wat doet."

_LEFT = "wat nog open staat"  # how the list of it is named where it is pointed at
_HEAVIEST = 3


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the templates of the report show. Raises ConvenantError when not all clauses can be judged."""
    meeting = next_meeting(dossier, moment.peildatum)
    told_first = [("Volgende bijeenkomst", _when(meeting) if meeting else "nog niet gepland")]
    if terms := looptijd_stand(dossier, moment.peildatum):
        told_first.append(("Looptijd", " ".join(term(terms, dossier.agreed.zinsnaam))))
    every, base = opened(dossier, moment, "Nalevingsrapport", coming=told_first)
    heads, ready = {one.id: one for one in besprekingen(every)}, openstaand(every)
    for partner in every.partners:  # who looks under its own name, finds there that something stands above
        if left := [*of_party(every, ready, partner.id)]:
            own = heads.get(id := f"partij-{partner.id}") or Bespreking(id, partner.naam, (), (), ())
            heads[id] = replace(own, ook=(Elders("; ".join(left), "openstaand", _LEFT), *own.ook))
    busy = {dossier.agreed.beheerder} if BEHEER in heads else set()
    proposed = [reading for reading in readings(dossier.agreed) if reading.status == "voorstel"]
    along: dict[tuple[Elders, ...], list[str]] = {}
    for partner in every.partners:
        if (one := heads.get(f"partij-{partner.id}")) and not one.eigen:
            along.setdefault(one.ook, []).append(partner.kort)
    return {
        **base,
        "komst_en_vertrek": [*_leaving(every), *niet_rond(dossier, moment.peildatum)],
        "afspraken": counted_in_a_sentence(every),
        "openstaand": ready,
        "rustend": [in_a_sentence(dossier, waiver) for waiver in base["ontheffingen"]],
        "weegt_het_meest": heaviest(heads.values(), every, _HEAVIEST),
        "besprekingen": [one for one in heads.values() if one.eigen],
        "alleen_elders": [*along.items()],
        "rustig": [one.kort for one in every.partners if f"partij-{one.id}" not in heads and one.id not in busy],
        "niet_na_te_gaan": artikelen([one for one, _ in every.niet_toetsbaar if one.aanduiding]),
        "voorstellen": [one for one in proposed if _concerns(one, every)],
        "voorstellen_elders": [str(one.nummer) for one in proposed if not _concerns(one, every)],
    }


def _concerns(reading: Interpretatie, every: Overzicht) -> bool:
    """Tell whether a point of the report rests on how a clause is read; any other reading the annex has."""
    asking = {clause.id for point in every.punten for clause in point.bepalingen}
    rests = {id for id in asking if every.dossier.bepalingen[id].interpretatie == reading.id}
    return bool(rests or asking.intersection(reading.bepalingen))


def _leaving(every: Overzicht) -> list[str]:
    """Return who leaves or left, with what that party still has to do."""
    return [f"{one.zin} {one.nog}".rstrip() for one in vertrek(every)]


def _when(meeting: Bijeenkomst) -> str:
    """Return which meeting it is, when and where, as the head of the report says it."""
    return f"{meeting.titel}, {with_weekday(meeting.datum)}, {hours(meeting)}, {meeting.plaats}"


def opened(
    dossier: Dossier, moment: Moment, title: str, *, coming: Sequence[tuple[str, str]] = (), omslag: bool = False
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
        "inspanning": [one for one in dossier.bepalingen.values() if one.naar_vermogen],
        "beheerder": kept_by.in_zin if (kept_by := keeper(dossier)) else "",
        "meldadres": told.email or told.telefoon or "" if (told := contact(dossier, moment.peildatum)) else "",
        "letters": any(len(clause.onderdeel or "") == 1 for clause in dossier.bepalingen.values()),
        "ontheffingen": [waiver for waiver in waivers if moment.peildatum < waiver.tot],
        "afwijkingen": [one.zin for one in afgeweken(every)],
        "verlopen": [waiver for waiver in waivers if waiver.tot <= moment.peildatum],
    }


def readings(convenant: Convenant) -> list[Interpretatie]:
    """Return how the parties read unclear clauses, by number."""
    return sorted(convenant.interpretaties, key=lambda reading: reading.nummer)
