"""What can be found in a dossier on a day: each thing with its words, for whom it is, and whom to call about it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from convenant_cli.dossier.aanbod import Offer, holder_name, offers, same_unit
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.organen import leden_op
from convenant_cli.dossier.voortgang import overgenomen
from convenant_cli.findings import Place
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.partner import Aanspreekpunt
from convenant_cli.records.secretariaat import Secretariaat
from convenant_cli.text.sentences import cut_off

Soort = Literal["aanbod", "aanspreekpunt", "actie", "partij", "orgaan", "bepaling", "besluit", "document"]

#: The kinds in the order in which a reader wants them.
SOORTEN: tuple[Soort, ...] = get_args(Soort)

_TITLE, _TOPIC, _TEXT = 3, 2, 1
#: Advice to professionals and figures come after help: who asks about a pupil wants somebody who does something.
_BEHIND = {"monitor": 0.6, "advies": 0.6}


@dataclass(frozen=True, slots=True)
class Bereik:
    """Whom to call: a function with its shared mailbox and general number."""

    functie: str
    email: str | None
    telefoon: str | None


@dataclass(frozen=True, slots=True)
class Vindbaar:
    """One thing that can be found."""

    soort: Soort
    id: str
    titel: str
    partij: str
    """The party that it is of, as sentences name it; empty for what is of all."""
    voor: tuple[str, ...]
    """For which units or parties; empty: for all."""
    doelgroep: str
    uitleg: str
    bel: Bereik | None
    place: Place
    woorden: tuple[tuple[float, str], ...]
    """The texts that a question is held against, each with its weight."""
    gewicht: float = 1.0


def things(dossier: Dossier, peildatum: date, soort: Soort, unit: str | None = None) -> list[Vindbaar]:
    """Return what can be found of a kind, of the parties that take part on a day.

    ``unit``: only what this unit (a party, or ``partner/eenheid``) can make use of.
    """
    active = [one for one in dossier.partners.values() if one.actief_op(peildatum)]
    return list(_OF[soort](dossier, active, peildatum, unit))


def _offers(dossier: Dossier, active: list[Partner], day: date, unit: str | None) -> Iterator[Vindbaar]:
    for offer in offers(active):
        if unit is None or offer.is_for(dossier, unit):
            yield _offer(dossier, offer, day)


def _offer(dossier: Dossier, offer: Offer, day: date) -> Vindbaar:
    record, partner = offer.record, offer.partner
    often = record.frequentie.replace("-", " ")
    until = record.financiering.tot if record.financiering else None
    ends = f"; financiering {'stopt' if until > day else 'stopte'} op {lange_datum(until)}" if until else ""
    return Vindbaar(
        "aanbod",
        f"{partner.id}/{record.id}",
        record.titel,
        partner.in_zin,
        tuple(holder_name(dossier, id) for id in record.voor),
        record.doelgroep,
        f"{record.vorm}, {often}{ends}",
        reach(partner, day, record.eenheid),
        offer.at(),
        (
            (_TITLE, record.titel),
            *_about(dossier, record.themas),
            *((_TOPIC, text) for text in record.zoekwoorden),
            (_TEXT, record.omschrijving or ""),
            (_TEXT, record.doelgroep),
            (_TEXT, record.vorm),
            (_TEXT, partner.naam),
        ),
        _BEHIND.get(record.vorm, 1.0),
    )


def _desks(dossier: Dossier, active: list[Partner], _day: date, unit: str | None) -> Iterator[Vindbaar]:
    for partner in active:
        for number, desk in enumerate(partner.aanspreekpunten):
            if unit is None or not desk.voor or any(same_unit(dossier, unit, one) for one in desk.voor):
                yield _desk(dossier, partner, number, desk)


def _desk(dossier: Dossier, partner: Partner, number: int, desk: Aanspreekpunt) -> Vindbaar:
    return Vindbaar(
        "aanspreekpunt",
        f"{partner.id}/{desk.taak}",
        desk.functie,
        partner.in_zin,
        tuple(holder_name(dossier, id) for id in desk.voor),
        "",
        desk.webpagina or "",
        Bereik(desk.functie, desk.email, desk.telefoon),
        partner.at("aanspreekpunten", number),
        (
            (_TITLE, f"{desk.functie} {desk.taak}"),
            *_about(dossier, desk.themas),
            (_TEXT, partner.naam),
        ),
    )


def _actions(dossier: Dossier, _active: list[Partner], day: date, unit: str | None) -> Iterator[Vindbaar]:
    running = [
        action
        for action in dossier.acties.values()
        if action.gereed >= day or (action.open and not overgenomen(dossier, action, day))
    ]
    for action in sorted(running, key=lambda action: (action.start > day, action.id)):
        if unit is not None and action.voor and not any(same_unit(dossier, unit, one) for one in action.voor):
            continue
        lead = dossier.partners.get(action.trekker)
        yield Vindbaar(
            "actie",
            action.id,
            f"Actie {action.nummer} van {action.jaarplan}: {action.titel}",
            lead.in_zin if lead else action.trekker,
            tuple(holder_name(dossier, id) for id in action.voor),
            action.doelgroep or "",
            f"{action.status}, tot en met {lange_datum(action.gereed)}",
            None,
            action.at(),
            (
                (_TITLE, action.titel),
                *_about(dossier, (action.thema,)),
                (_TEXT, action.omschrijving or ""),
            ),
        )


def _parties(dossier: Dossier, active: list[Partner], day: date, _school: str | None) -> Iterator[Vindbaar]:
    roles = dossier.agreed.rollen
    for partner in active:
        named = [roles[role].naam for role in partner.rollen if role in roles]
        units = " ".join(unit.naam for unit in partner.eenheden)
        yield Vindbaar(
            "partij",
            partner.id,
            partner.naam,
            "",
            (),
            "",
            ", ".join(named),
            reach(partner, day),
            partner.at(),
            ((_TITLE, f"{partner.naam} {partner.kort} {partner.id}"), (_TOPIC, units), (_TEXT, " ".join(named))),
        )


def _bodies(dossier: Dossier, _active: list[Partner], day: date, _school: str | None) -> Iterator[Vindbaar]:
    for body in dossier.organen.values():
        if body.bestaat_op(day):
            names = [
                dossier.partners[lid.partner].kort
                for lid in leden_op(dossier, body, day)
                if lid.partner in dossier.partners
            ]
            texts = ((_TITLE, f"{body.naam} {body.id}"), (_TOPIC, body.taak), (_TEXT, " ".join(names)))
            told = f"leden: {', '.join(dict.fromkeys(names))}" if names else ""
            yield _record("orgaan", body.id, body.naam, body.at(), texts, uitleg=told)


def _clauses(dossier: Dossier, _active: list[Partner], _day: date, _school: str | None) -> Iterator[Vindbaar]:
    for clause in dossier.bepalingen.values():
        texts = ((_TITLE, clause.titel), (_TOPIC, clause.id), (_TEXT, clause.tekst))
        yield _record("bepaling", clause.id, clause.voluit, dossier.defined["bepaling"][clause.id], texts)


def _decisions(dossier: Dossier, _active: list[Partner], _day: date, _school: str | None) -> Iterator[Vindbaar]:
    for meeting in sorted(dossier.bijeenkomsten.values(), key=lambda one: one.datum, reverse=True):
        for number, decision in enumerate(meeting.besluiten):
            title = f"Besluit {decision.nummer.upper()} van {lange_datum(meeting.datum)}: {_short(decision.tekst)}"
            texts = ((_TITLE, decision.tekst),)
            yield _record("besluit", decision.nummer, title, meeting.at("besluiten", number), texts)


def _documents(dossier: Dossier, active: list[Partner], _day: date, _school: str | None) -> Iterator[Vindbaar]:
    kinds = dossier.agreed.documentsoorten
    for partner in active:
        for number, document in enumerate(partner.documenten):
            kind = kinds[document.soort].naam if document.soort in kinds else document.soort
            texts = ((_TITLE, document.titel), (_TOPIC, kind), (_TEXT, partner.naam))
            version = f"versie {document.versie}; " if document.versie else ""
            yield _record(
                "document", f"{partner.id}/{document.id}", document.titel, partner.at("documenten", number), texts,
                partner.in_zin, f"{version}{document.vindplaats}",
            )  # fmt: skip


_OF: dict[Soort, Callable[[Dossier, list[Partner], date, str | None], Iterator[Vindbaar]]] = {
    "aanbod": _offers,
    "aanspreekpunt": _desks,
    "actie": _actions,
    "partij": _parties,
    "orgaan": _bodies,
    "bepaling": _clauses,
    "besluit": _decisions,
    "document": _documents,
}


def _record(
    soort: Soort,
    id: str,
    titel: str,
    place: Place,
    texts: tuple[tuple[float, str], ...],
    partij: str = "",
    uitleg: str = "",
) -> Vindbaar:
    return Vindbaar(soort, id, titel, partij, (), "", uitleg, None, place, texts)


def _about(dossier: Dossier, themes: Iterable[str]) -> Iterator[tuple[float, str]]:
    """Yield the names of themes and the words by which people ask for them; the first theme counts most."""
    known = dossier.agreed.themas
    for place, id in enumerate(themes):
        if theme := known.get(id):
            for text in (theme.naam, *theme.zoekwoorden):
                yield _TOPIC / (1 + place / 2), text


def reach(partner: Partner | Secretariaat, day: date, unit: str | None = None) -> Bereik | None:
    """Return whom to call on a day: the contact of a unit or else of its party, or the deputy when there is none."""
    wanted = [partner.contactpersoon]
    if isinstance(partner, Partner):
        own = partner.eenheid(unit)
        wanted = [*((own.contactpersoon, own.vervanger) if own else ()), partner.contactpersoon, partner.vervanger]
    for contact in wanted:
        if contact and contact.geldt_op(day):
            return Bereik(contact.functie, contact.email, contact.telefoon)
    return None


def _short(text: str, most: int = 90) -> str:
    return cut_off(" ".join(text.split()), most)
