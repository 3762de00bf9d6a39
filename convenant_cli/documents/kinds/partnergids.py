"""The guide to the parties: whom to call for what, how each party can be reached, and what it offers to whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from convenant_cli.documents.content.contacts import Adresboek, Contactgegevens, Contactkaart
from convenant_cli.documents.content.organen import organen
from convenant_cli.documents.kinds import STAND_OP, Kop, Moment
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.aanbod import (
    Offer,
    holder_name,
    includes,
    keeper,
    offers,
    plan_word,
    sector_name,
    top_down,
    unit_kind,
)
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import Bedoeld, bedoelden, called, kinds_together, takes_part
from convenant_cli.dossier.jaarplannen import of_unit
from convenant_cli.dossier.partijen import by_name, former_names, issuer
from convenant_cli.judging.delen.contacten import Vast, asked_of_units, knows_deputies
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.begrippen import Eenheidsoort, Rol
from convenant_cli.records.partner import Eenheid
from convenant_cli.text.sentences import in_letters, inside, opsomming
from convenant_cli.text.volgorde import volgorde

SENTENCE = "De partnergids: wie u waarvoor belt, en wie wat doet of aanbiedt."

_HOW_OFTEN = {"per-kwartaal": "elk kwartaal", "wekelijks": "elke week", "maandelijks": "elke maand"}
_HOW_OFTEN |= {"jaarlijks": "elk jaar"}


@dataclass(frozen=True, slots=True)
class Taak:
    """A task for which a party can be reached."""

    taak: str
    partner: Partner
    functie: str
    bereik: Contactgegevens
    webpagina: str


@dataclass(frozen=True, slots=True)
class Eenheidkaart:
    """A department, team or place of a party."""

    eenheid: Eenheid
    uitleg: str
    contact: Contactkaart | None
    vervanger: Contactkaart | None


@dataclass(frozen=True, slots=True)
class Aanbodkaart:
    """An offer: for whom, how often and where to ask for it."""

    offer: Offer
    hoe_vaak: str
    voor: tuple[str, ...]
    via: Eenheidkaart | None
    """The unit that carries it out, when that can be reached itself."""
    vraag: Contactgegevens | None
    """Whom to ask for it; the web site shows an offer by itself, without the contact of its party."""
    onzeker: bool
    """Whether its money has ended and the party has not said since that the offer is still there."""


@dataclass(frozen=True, slots=True)
class Partijkaart:
    """Everything of one party."""

    partner: Partner
    ook: tuple[str, ...]
    """The names of its other roles."""
    voorheen: tuple[str, ...]
    """The names it had before, each with its last day."""
    tot: str
    """Until when it takes part; empty when no end is known."""
    contact: Contactkaart
    vervanger: Contactkaart
    taken: tuple[Taak, ...]
    eenheden: tuple[Eenheidkaart, ...]
    aanbod: tuple[Aanbodkaart, ...]
    delen: Eenheidsoort
    """What its units are called together."""

    @property
    def bellen(self) -> Contactkaart:
        """Whom to call now: the contact, or else the deputy."""
        return self.vervanger if self.vervanger.in_functie and not self.contact.in_functie else self.contact


@dataclass(frozen=True, slots=True)
class Rolgroep:
    """The parties whose first role this is."""

    rol: Rol
    kaarten: tuple[Partijkaart, ...]


Themas: TypeAlias = list[tuple[str, list[Aanbodkaart]]]
"""The names of themes in order, each with its offers."""


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template shows: the parties as they take part on the reference date."""
    words = Words(dossier)
    served = bedoelden(dossier, moment.peildatum)
    # Who asked for a copy finds its own name on it, also where its party has no other unit.
    asked = (replace(unit, naam=words.unit(unit.id)) for unit in served if called(unit, served) == moment.voor)
    unit = next(asked, None)
    guide = _Gids(dossier, moment, words, unit)
    groups = tuple(guide.groups())
    cards = [card for group in groups for card in group.kaarten]
    every, plan = len(cards), list(of_unit(dossier, unit.id)) if unit else []
    if unit:  # only who does something for it, and itself
        near = {unit.id.split("/")[0], *(one.actie.trekker for one in plan)}
        cards = [one for one in cards if one.partner.id in near or one.taken or _offered(dossier, one, unit)]
        groups = tuple(guide.shown(groups, unit))
    offered = [offer for card in cards for offer in _offered(dossier, card, unit)]
    themes = guide.by_theme(offered)
    return {
        "kop": _head(dossier, moment, guide, unit),
        "moment": moment,
        "vooraf": dossier.agreed.voorwoord_partnergids,
        "groepen": groups,
        "secretariaat": Adresboek(dossier, moment.intern).bureau(),
        "kaarten": sorted(cards, key=lambda card: volgorde(card.partner.kort)),
        "taken": sorted((task for card in cards for task in card.taken), key=lambda task: volgorde(str(task.taak))),
        "themas": _helpers(themes),
        "zonder_aanbod": guide.themes_without(themes),
        "aanbod": offered,
        "biedt": bool(offered or dossier.getoetst("aanbod", "samenhangend-aanbod")),
        "eenheid": unit,
        "plan_van_eenheid": plan,
        "meer_partijen": len(cards) < every,
        "planwoord": plan_word(dossier),
        "bedoeld": kinds_together(dossier, [one.soort for one in guide.served]) if guide.served else None,
        "bedoelden": guide.served,
        "per_thema": themes,
        "organen": organen(dossier, moment.peildatum),
        "vertrokken": guide.gone(),
        "komend": guide.coming(),
        "vervangers": knows_deputies(dossier),
        "woorden": words.tables(),
    }


def _offered(dossier: Dossier, card: Partijkaart, unit: Bedoeld | None) -> list[Aanbodkaart]:
    """Return what a party offers: to a unit, or to anybody."""
    return [offer for offer in card.aanbod if unit is None or offer.offer.is_for(dossier, unit.id)]


def readers(dossier: Dossier, moment: Moment) -> Mapping[str, str]:
    """Return for which units a copy can be made with only what is there for them: their ids, and their names."""
    known = bedoelden(dossier, moment.peildatum)
    return {unit.id: called(unit, known) for unit in known}


def _head(dossier: Dossier, moment: Moment, guide: "_Gids", unit: Bedoeld | None) -> Kop:
    facts = [(STAND_OP, lange_datum(moment.peildatum))]
    facts += [("Partijen", in_letters(len(guide.active)))] if unit is None else []
    found = keeper(dossier)
    contact = guide.contact(found, "contactpersoon").bereik if isinstance(found, Partner) else guide.houder()
    if contact and contact.email:
        facts.append(("Wijziging doorgeven", f"aan {contact.email}"))
    title = f"Partnergids voor {unit.naam}" if unit else "Partnergids"
    return Kop(title, subtitle(dossier.agreed), tuple(facts), auteur=issuer(dossier), omslag=unit is None)


class _Gids:
    """Looks up the parts of the guide on one day, for everybody or for a unit."""

    def __init__(self, dossier: Dossier, moment: Moment, words: Words, unit: Bedoeld | None = None) -> None:
        self._dossier = dossier
        self._reader = unit
        self._words = words
        self._day = moment.peildatum
        self._book = Adresboek(dossier, moment.intern)
        self._asked = asked_of_units(dossier)
        everybody = by_name(dossier.partners.values())
        self.active = [partner for partner in everybody if partner.actief_op(self._day)]
        self.served = bedoelden(dossier, self._day)
        self._others = [partner for partner in everybody if not partner.actief_op(self._day)]

    def gone(self) -> list[Partner]:
        """Return the parties that take part no more."""
        return [partner for partner in self._others if partner.lid_tot and partner.lid_tot <= self._day]

    def coming(self) -> list[Partner]:
        """Return the parties that have not started yet."""
        return [partner for partner in self._others if partner.lid_van > self._day]

    # --- parties --------------------------------------------------------------------------------------------------

    def groups(self) -> Iterator[Rolgroep]:
        """Yield the parties by the first of their roles, in the order of the roles."""
        roles = self._dossier.agreed.rollen
        for id, role in roles.items():
            cards = tuple(self._card(partner, roles) for partner in self.active if partner.rollen[0] == id)
            if cards:
                yield Rolgroep(role, cards)

    def shown(self, groups: Sequence[Rolgroep], unit: Bedoeld) -> Iterator[Rolgroep]:
        """Yield what a copy tells of parties one by one: what each offers to the unit, and how the unit is known."""
        for group in groups:
            own = unit.id.split("/")[0]
            cards = [one for one in group.kaarten if one.partner.id == own or _offered(self._dossier, one, unit)]
            if cards:
                yield Rolgroep(group.rol, tuple(cards))

    def _card(self, partner: Partner, roles: Mapping[str, Rol]) -> Partijkaart:
        units = tuple(self._unit(partner, unit) for unit in top_down(partner) if takes_part(unit, self._day))
        return Partijkaart(
            partner,
            tuple(roles[id].naam for id in partner.rollen[1:] if id in roles),
            tuple(former_names(partner, self._day)),
            lange_datum(partner.lid_tot) if partner.lid_tot else "",
            self.contact(partner, "contactpersoon"),
            self.contact(partner, "vervanger"),
            tuple(self._tasks_of(partner)),
            units,
            tuple(self._offer(offer, units) for offer in offers([partner])),
            kinds_together(self._dossier, [card.eenheid.soort for card in units]),
        )

    def houder(self) -> Contactgegevens | None:
        """Return how to reach who keeps the dossier, when that is no party."""
        return self._book.houder()

    def contact(self, partner: Partner, als: Vast, unit: Eenheid | None = None) -> Contactkaart:
        """Return a contact of a party or of its unit, as it stands on the reference date."""
        return self._book.kaart(partner, als, self._day, unit)

    def _unit(self, partner: Partner, unit: Eenheid) -> Eenheidkaart:
        kind = inside(unit_kind(self._dossier, unit.soort).naam)
        facts = [sector_name(self._dossier, unit.sector) if unit.sector else kind, unit.plaats or ""]
        if unit.hoort_bij:
            facts.append(f"hoort bij {holder_name(self._dossier, unit.hoort_bij)}")
        if unit.lid_van and unit.lid_van != partner.lid_van:
            facts.append(f"sinds {lange_datum(unit.lid_van)}")
        if unit.lid_tot:
            facts.append(f"tot {lange_datum(unit.lid_tot)}")
        return Eenheidkaart(
            unit,
            ", ".join(filter(None, facts)),
            self._of_unit(partner, "contactpersoon", unit),
            self._of_unit(partner, "vervanger", unit),
        )

    def _of_unit(self, partner: Partner, als: Vast, unit: Eenheid) -> Contactkaart | None:
        """Return a contact of a unit; None when it has none and no clause asks for one."""
        told = getattr(unit, als) or (als, unit.soort) in self._asked
        return self.contact(partner, als, unit) if told else None

    def _offer(self, offer: Offer, units: tuple[Eenheidkaart, ...]) -> Aanbodkaart:
        record, money = offer.record, offer.record.financiering
        own = next((card for card in units if f"{offer.partner.id}/{card.eenheid.id}" == record.eenheid), None)
        via = own if own and own.contact and own.contact.in_functie else None
        asked = [via.contact] if via else [self.contact(offer.partner, als) for als in ("contactpersoon", "vervanger")]
        ended = money.tot if money and money.tot and money.tot <= self._day else None
        return Aanbodkaart(
            offer,
            _HOW_OFTEN.get(record.frequentie, record.frequentie.replace("-", " ")),
            tuple(map(self._unit_name, record.voor)),
            via,
            next((card.bereik for card in asked if card and card.in_functie), None),
            ended is not None and (record.bevestigd_op is None or record.bevestigd_op < ended),
        )

    def _unit_name(self, id: str) -> str:
        return next((unit.naam for unit in self.served if unit.id == id), None) or self._words.unit(id)

    # --- whom to call ---------------------------------------------------------------------------------------------

    def _tasks_of(self, partner: Partner) -> Iterator[Taak]:
        """Yield the tasks of a party; one line for points that are reached in the same way."""
        grouped: dict[tuple[str, str, str, str, str], list[tuple[str, tuple[str, ...], Contactgegevens]]] = {}
        for point in partner.aanspreekpunten:
            if self._reader and not includes(self._dossier, point.voor, self._reader.id):
                continue
            found = self._book.aanspreekpunt(partner.id, point)
            page = point.webpagina or ""
            key = (point.taak, found.naam, found.email, found.telefoon, page)
            grouped.setdefault(key, []).append((point.functie, point.voor, found))
        for (task, *_, page), points in grouped.items():
            functions = list(dict.fromkeys(function for function, _, _ in points))
            whom = [self._unit_name(id) for _, ids, _ in points for id in ids]
            name = task.replace("-", " ")
            if len(functions) == 1:
                told = functions[0]
            elif all(ids for _, ids, _ in points):
                told = f"{name} voor {opsomming(whom)}"
            else:
                told = "; ".join(functions)
            yield Taak(name, partner, told, points[0][2], page)

    # --- offers ---------------------------------------------------------------------------------------------------

    def _theme(self, id: str) -> str:
        known = self._dossier.agreed.themas.get(id)
        return known.naam if known else id

    def by_theme(self, offered: list[Aanbodkaart]) -> Themas:
        """Return offers by the name of their themes."""
        found: dict[str, list[Aanbodkaart]] = {}
        for card in offered:
            for id in card.offer.record.themas:
                found.setdefault(self._theme(id), []).append(card)
        return sorted(found.items(), key=lambda pair: volgorde(pair[0]))

    def themes_without(self, themes: Themas) -> list[str]:
        """Return the names of the themes for which nobody offers anything."""
        known = self._dossier.agreed.themas
        there = {name for name, _ in themes}
        return [theme.naam for theme in known.values() if theme.naam not in there]


def _helpers(themes: Themas) -> list[tuple[list[str], list[str]]]:
    """Return who helps with which themes: the names of themes for which the same parties have offers, together."""
    found: dict[tuple[str, ...], list[str]] = {}
    for theme, group in themes:
        parties = tuple(dict.fromkeys(card.offer.partner.kort for card in group))
        found.setdefault(parties, []).append(theme)
    return [(names, list(parties)) for parties, names in found.items()]
