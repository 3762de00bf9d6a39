"""The handover sheet for the next officer: what is due when, who is who, how the text is read, and where things are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from convenant_cli.documents.content.contacts import Adresboek, Contactkaart
from convenant_cli.documents.content.grondslag import replaced, signatures
from convenant_cli.documents.content.klussen import jobs
from convenant_cli.documents.content.ontheffingen import resting
from convenant_cli.documents.content.organen import organen
from convenant_cli.documents.content.partijwissel import partijwissels
from convenant_cli.documents.content.termijn import term
from convenant_cli.documents.content.vooruitblik import overdue, quarters
from convenant_cli.documents.kinds import STAND_OP, Kop, Moment
from convenant_cli.documents.kinds.naleving import readings
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.aanbod import keeper
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import by_name, issuer, old_names
from convenant_cli.dossier.verklaringsperioden import elke, minstens_per
from convenant_cli.judging.afgeweken import afgeweken
from convenant_cli.judging.delen.contacten import knows_deputies, passed_over
from convenant_cli.judging.judging import clauses, require_whole
from convenant_cli.judging.oordelen import Oordeel, Uitkomst, samen_gezegd
from convenant_cli.judging.overzicht import Overzicht, overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.judging.teksten import Clause
from convenant_cli.judging.terugkerend import ritme_van, verversing
from convenant_cli.judging.toetsen.bijeenkomst import BijeenkomstToets
from convenant_cli.judging.toetsen.orgaan import OrgaanToets
from convenant_cli.judging.vertrek import vertrek
from convenant_cli.kalender import Duur, Tijdvak, add_months, lange_datum
from convenant_cli.records import Bepaling, Convenant, Partner
from convenant_cli.text.sentences import aside, in_letters
from convenant_cli.text.volgorde import volgorde

SENTENCE = "Het overdrachtsblad voor wie het beheer overneemt: wat er wanneer moet, wie wie is en waar alles staat."

_AHEAD = 12  # months
#: The kinds of tests that say what comes back every so often.
_RHYTHM = ("jaarplan", "bijeenkomst", "nalevingsrapport", "evaluatie", "orgaan")
#: The kinds that do so only where the clause says how often.
_WHEN_SAID = ("aanbod", "document", "publicatie")
_THERE = frozenset((Uitkomst.GOED, Uitkomst.LATER, Uitkomst.VERLOOPT))  # found, also late or soon at its end


@dataclass(frozen=True, slots=True)
class Partijcontact:
    """A party, or one of its units, with its contact and deputy."""

    partner: Partner
    eenheid: str
    """The name of the unit; empty for the party itself."""
    contact: Contactkaart
    vervanger: Contactkaart
    bevestigd_op: date | None
    gevraagd: bool
    """Whether the agreement asks a contact of this party."""


@dataclass(frozen=True, slots=True)
class Ritme:
    """Clauses that come back, how often, and how they stand."""

    bepalingen: tuple[Bepaling, ...]
    hoe_vaak: str
    stand: str


@dataclass(frozen=True, slots=True)
class Vindplaats:
    """Where something is: what, of whom, and its place."""

    wat: str
    wie: str
    waar: str


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template shows. Raises ConvenantError when not all clauses can be judged."""
    convenant = require_whole(dossier)
    day = moment.peildatum
    every = overzicht(dossier, day)
    told = signalen(every)
    read = readings(convenant)
    words = Words(dossier)
    waivers = [one for one in convenant.ontheffingen if day < one.tot]
    return {
        "kop": _head(dossier, moment),
        "moment": moment,
        "convenant": convenant,
        "te_laat": overdue(told),
        "aandacht": len(every.punten),
        "aandacht_afspraken": len({oordeel.bepaling for oordeel in every.vraagt_aandacht}),
        "kwartalen": quarters(told, Tijdvak(day, add_months(day, _AHEAD))),
        "looptijd": term(told.stand, dossier.agreed.zinsnaam) if told.stand else [],
        "vervangt": replaced(convenant),
        "handtekeningen": signatures(dossier.partners.values(), day),
        "niet_getekend": _unsigned(every),
        "secretariaat": Adresboek(dossier, moment.intern).bureau(),
        "ritmes": list(_rhythms(every)),
        "verklaringen": len(dossier.getoetst("verklaring")),
        "wie": list(_who(dossier, moment)),
        "organen": organen(dossier, day),
        "partijwissels": partijwissels(dossier, day, [one.partner.id for one in vertrek(every) if one.weg]),
        "beheerder": keeper(dossier),
        "oude_namen": old_names(dossier, day),
        "open": [one for one in read if one.status == "voorstel"],
        "vastgesteld": [one for one in read if one.status == "vastgesteld"],
        "bepalingen": dossier.bepalingen,
        "afwijkingen": [one.zin for one in afgeweken(every)],
        "ontheffingen": waivers,
        "functies": resting(dossier, waivers),
        "niet_toetsbaar": len(every.niet_toetsbaar),
        "ook_in_gids": list(_in_the_guide(dossier)),
        "klussen": jobs(told),
        "vervangers": knows_deputies(dossier),
        "vindplaatsen": _places(dossier, day, words),
        "woorden": words.tables(),
    }


def _head(dossier: Dossier, moment: Moment) -> Kop:
    until = lange_datum(add_months(moment.peildatum, _AHEAD) - timedelta(days=1))
    facts = ((STAND_OP, lange_datum(moment.peildatum)), ("Kijkt vooruit", f"tot en met {until}"))
    return Kop("Overdracht van het beheer", subtitle(dossier.agreed), facts, auteur=issuer(dossier))


def _who(dossier: Dossier, moment: Moment) -> Iterator[Partijcontact]:
    """Yield the parties that take part; the one that keeps the records first."""
    book = Adresboek(dossier, moment.intern)
    own = keeper(dossier)
    members = [partner for partner in dossier.partners.values() if partner.actief_op(moment.peildatum)]
    for partner in sorted(members, key=lambda one: (one is not own, volgorde(one.kort))):
        card = book.kaart(partner, "contactpersoon", moment.peildatum)
        yield Partijcontact(
            partner,
            "",
            card,
            book.kaart(partner, "vervanger", moment.peildatum),
            book.bevestigd(partner, moment.peildatum),
            not passed_over(dossier, partner, "contactpersoon"),
        )
        # What the cell of the party says of its units already is not said again.
        for unit, _ in book.eenheden(partner, moment.peildatum)[len(card.via) :]:
            yield Partijcontact(
                partner,
                unit.naam,
                book.kaart(partner, "contactpersoon", moment.peildatum, unit),
                book.kaart(partner, "vervanger", moment.peildatum, unit) if unit.vervanger else Contactkaart(None, "–"),
                unit.contactpersoon.bevestigd_op if unit.contactpersoon else None,
                True,
            )


def _unsigned(every: Overzicht) -> list[str]:
    """Return in sentences what lacks of the signatures that a clause asks."""
    asking = {one.id for one in every.dossier.getoetst("ondertekening")}
    names = {one.id: one.in_zin for one in every.partners}
    lacking = samen_gezegd(
        (names.get(one.partner or "", ""), one)
        for one in every.oordelen
        if one.bepaling in asking and one.uitkomst in (Uitkomst.ONTBREEKT, Uitkomst.ONVOLLEDIG)
        # A clause on the list of parties is not on who signed.
        if one.bij and one.bij.path[:1] == ("ondertekening",)
    )
    return [one.toelichting for one in lacking]


def _in_the_guide(dossier: Dossier) -> Iterator[str]:
    """Yield what the guide tells beside the contacts: only what the parties have."""
    if any(partner.aanspreekpunten for partner in dossier.partners.values()):
        yield "de andere aanspreekpunten"
    if any(partner.aanbod for partner in dossier.partners.values()):
        yield "het aanbod"


def _rhythms(every: Overzicht) -> Iterator[Ritme]:
    """Yield what comes back: the clauses of which the same is said stand together, but each has its own count."""
    once = {
        one.bepaling.id
        for one in clauses(every.dossier)[0]
        # A body of which no meetings are asked is there or it is not.
        if getattr(one.toets, "eenmalig", False) or not getattr(one.toets, "vergadert", True)
    }
    often = {one.bepaling.id: _often(every.dossier, one) for one in clauses(every.dossier)[0]}
    # Of several periods the last one counts: the one that runs or comes.
    last = {oordeel.bepaling: oordeel for oordeel in every.oordelen}
    grouped: dict[tuple[str, str, str], list[Bepaling]] = {}
    for id, oordeel in last.items():
        clause = every.dossier.bepalingen[id]
        soort = clause.toets.soort
        if (soort in _RHYTHM or (soort in _WHEN_SAID and often.get(id))) and id not in once:
            count = _counted(oordeel, every)
            key = clause.hoe_vaak or often.get(id, ""), count or oordeel.toelichting, id if count else ""
            grouped.setdefault(key, []).append(clause)
    for (how_often, said, _), group in grouped.items():
        yield Ritme(tuple(group), how_often, said)


def _counted(last: Oordeel, every: Overzicht) -> str:
    """Return at how many parties a clause of more of them has what it asks; empty for a clause of one, or of all.

    That is in the last period of which something is known: where nothing is owed yet, nothing is lacking.
    """
    alike = [one for one in every.oordelen if one.bepaling == last.bepaling and one.partner]
    own = [one for one in alike if one.uitkomst is not Uitkomst.NIET_VAN_TOEPASSING]
    if len({one.partner for one in own if one.periode == last.periode}) < 2:
        return ""
    known = next((one.periode for one in reversed(own) if one.uitkomst is not Uitkomst.NOG_NIET), last.periode)
    asked = [one for one in own if one.periode == known]
    if all(one.uitkomst is Uitkomst.NOG_NIET for one in asked):
        return "dit is nog niet aan de orde"
    parties = {one.partner for one in asked}
    lacking = {one.partner for one in asked if one.uitkomst not in _THERE}
    when = aside(known if known != last.periode else "")
    return f"bij {len(parties - lacking)} van de {len(parties)} partijen is dit gevonden of verklaard{when}"


def _often(dossier: Dossier, clause: Clause) -> str:
    """Return how often a clause comes back as its toets says it; empty when that does not."""
    age, toets = verversing(clause), clause.toets
    body = dossier.organen.get(toets.orgaan) if isinstance(toets, OrgaanToets) else None
    if body and body.vergadert:
        times = body.vergadert.minstens
    else:
        times = toets.minstens if isinstance(toets, BijeenkomstToets) else 1
    per = ritme_van(dossier, clause)
    if per and times > 1:
        return minstens_per(dossier, times, per).replace("per kalenderjaar", "per jaar")
    return (elke(dossier, per) if per else "") or (_every(age) if age else "")


def _every(age: Duur) -> str:
    """Return how often something comes back that may get so old, in years where it can: ``elke zes jaar``."""
    months = age.aantal * {"jaar": 12, "maand": 1}.get(age.eenheid, 0)
    if months % 12 or not months:
        return f"elke {age}"
    return "elk jaar" if months == 12 else f"elke {in_letters(months // 12)} jaar"


# --- where things are ---------------------------------------------------------------------------------------------


def _places(dossier: Dossier, day: date, words: Words) -> list[tuple[str, list[Vindplaats]]]:
    """Return what there is to find and where, by kind; a kind without anything is left out."""
    partners = by_name(dossier.partners.values())
    found = (
        (
            "De ondertekende tekst en afspraken ernaast",
            list(_agreements(dossier.agreed, words)),
        ),
        ("Verslagen en rapporten", list(_minutes(dossier, day, words))),
        (
            "Opdrachten en subsidies die nu lopen",
            [one for partner in partners for one in _grants(dossier, partner, day, words)],
        ),
        ("Wat partijen leverden", list(_delivered(partners, day))),
        (
            "Documenten van de partijen",
            [
                Vindplaats(
                    f"{document.titel}{f' ({document.versie})' if document.versie else ''}",
                    partner.kort,
                    document.vindplaats,
                )
                for partner in partners
                for document in partner.documenten
            ],
        ),
    )
    return [(name, places) for name, places in found if places]


def _agreements(convenant: Convenant, words: Words) -> Iterator[Vindplaats]:
    if convenant.vindplaats:
        yield Vindplaats(f"De tekst van {convenant.zinsnaam}", "alle partijen", convenant.vindplaats)
    for agreed in convenant.nadere_afspraken:
        until = f" (tot {lange_datum(agreed.geldig_tot)})" if agreed.geldig_tot else ""
        who = ", ".join(words.party(id) for id in agreed.partijen)
        yield Vindplaats(f"{agreed.onderwerp}{until}", who, agreed.vindplaats)
    for one in convenant.toetredingen:
        if one.vindplaats:
            yield Vindplaats(f"Toetreding, {lange_datum(one.datum)}", words.party(one.partner), one.vindplaats)
    for owed in convenant.afwikkelingen:
        if owed.vindplaats:
            yield Vindplaats(f"Afwikkeling: {owed.in_zin}", words.party(owed.partner), owed.vindplaats)
    for notice in convenant.opzeggingen:
        if notice.vindplaats:
            day = lange_datum(notice.datum)
            yield Vindplaats(f"Opzegging, {day}", words.party(notice.partner), notice.vindplaats)


def _minutes(dossier: Dossier, day: date, words: Words) -> Iterator[Vindplaats]:
    """Yield the minutes of meetings and the reports that lay on the table, newest first."""
    held = [meeting for meeting in dossier.bijeenkomsten.values() if meeting.datum <= day]
    for meeting in sorted(held, key=lambda meeting: (meeting.datum, meeting.id), reverse=True):
        who = words.party(meeting.organisator)
        name = f"{meeting.titel}, {lange_datum(meeting.datum)}"
        if meeting.verslag and meeting.verslag.vindplaats:
            yield Vindplaats(f"Verslag: {name}", who, meeting.verslag.vindplaats)
        if meeting.nalevingsrapport and meeting.nalevingsrapport.vindplaats:
            yield Vindplaats(f"Nalevingsrapport: {name}", who, meeting.nalevingsrapport.vindplaats)


def _delivered(partners: Sequence[Partner], day: date) -> Iterator[Vindplaats]:
    """Yield what parties delivered by a day, such as the figures of a year, newest first; also without a place."""
    found = [(one, partner) for partner in partners for one in partner.leveringen if one.datum <= day]
    for one, partner in sorted(found, key=lambda pair: pair[0].datum, reverse=True):
        period = aside(f"over {str(one.over).removeprefix('kalenderjaar ')}") if one.over else ""
        what = f"{one.titel}{period}, {lange_datum(one.datum)}"
        yield Vindplaats(what, partner.kort, one.vindplaats or partner.webpagina or "niet vastgelegd")


def _grants(dossier: Dossier, partner: Partner, day: date, words: Words) -> Iterator[Vindplaats]:
    for grant in partner.opdrachten:
        stretch = dossier.tijdvak(grant.periode)
        if stretch and stretch.van <= day < stretch.tot:
            whom = words.party(grant.partner)
            yield Vindplaats(f"{grant.titel} ({grant.periode})", f"{partner.kort} aan {whom}", grant.vindplaats)
