"""The guide to the parties: whom to call for what, how each party can be reached, and what it offers to whom."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from convenant_cli.documents.content.contacts import Adresboek, Contactgegevens, Contactkaart
from convenant_cli.documents.content.gidskaarten import (
    Aanbodkaart,
    Eenheidkaart,
    Partijkaart,
    Rolgroep,
    Taak,
    Themas,
    helpers,
    only_for,
)
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
from convenant_cli.records.begrippen import Rol
from convenant_cli.records.partner import Aanspreekpunt, Eenheid
from convenant_cli.text.sentences import in_letters, inside, opsomming
from convenant_cli.text.volgorde import volgorde

SENTENCE = "De partnergids: wie u waarvoor belt, en wie wat doet of aanbiedt."

_HOW_OFTEN = {"per-kwartaal": "elk kwartaal", "wekelijks": "elke week", "maandelijks": "elke maand"}
_HOW_OFTEN |= {"jaarlijks": "elk jaar"}


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template shows: the parties as they take part on the reference date."""
    words = Words(dossier)
    served = bedoelden(dossier, moment.peildatum)
    unit = next((one for one in served if called(one, served) == moment.voor), None)
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
    tasks = sorted((task for card in cards for task in card.taken), key=lambda task: volgorde(str(task.taak)))
    return {
        "kop": _head(dossier, moment, guide, unit),
        "moment": moment,
        "vooraf": dossier.agreed.voorwoord_partnergids,
        "groepen": groups,
        "secretariaat": Adresboek(dossier, moment.intern).bureau(),
        "kaarten": sorted(cards, key=lambda card: volgorde(card.partner.kort)),
        "taken": tasks,
        "themas": helpers(themes, tasks),
        "zonder_aanbod": guide.themes_without(themes),
        "aanbod": offered,
        "alleen_voor": only_for(offered),
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
        return [partner for partner in self._others if partner.weg_sinds(self._day)]

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
            lange_datum(confirmed) if (confirmed := self._book.bevestigd(partner, self._day)) else "",
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
            ended is not None and not offer.confirmed_on_or_after(ended),
        )

    def _unit_name(self, id: str) -> str:
        return next((unit.naam for unit in self.served if unit.id == id), None) or self._words.unit(id)

    # --- whom to call ---------------------------------------------------------------------------------------------

    def _tasks_of(self, partner: Partner) -> Iterator[Taak]:
        """Yield the tasks of a party; one line for points that are reached in the same way."""
        grouped: dict[tuple[str, str, str, str, str], list[tuple[Aanspreekpunt, Contactgegevens]]] = {}
        for point in partner.aanspreekpunten:
            if self._reader and not includes(self._dossier, point.voor, self._reader.id):
                continue
            found = self._book.aanspreekpunt(partner.id, point)
            page = point.webpagina or ""
            key = (point.taak, found.naam, found.email, found.telefoon, page)
            grouped.setdefault(key, []).append((point, found))
        for (task, *_, page), points in grouped.items():
            functions = list(dict.fromkeys(one.functie for one, _ in points))
            whom = [self._unit_name(id) for one, _ in points for id in one.voor]
            name = task.replace("-", " ")
            if len(functions) == 1:
                told = functions[0]
            elif all(one.voor for one, _ in points):
                told = f"{name} voor {opsomming(whom)}"
            else:
                told = "; ".join(functions)
            themes = dict.fromkeys(self._theme(id) for one, _ in points for id in one.themas)
            yield Taak(name, partner, told, points[0][1], page, tuple(themes))

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
