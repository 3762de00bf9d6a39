"""The pages of the site: which there are for a dossier, each with its template and what it shows. No page is empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from convenant_cli.documents.content.contacts import Adresboek, Contactgegevens
from convenant_cli.documents.content.gidskaarten import Eenheidkaart, Partijkaart
from convenant_cli.documents.kinds import Moment, partnergids
from convenant_cli.documents.words import Words
from convenant_cli.dossier.aanbod import keeper, keeper_name, plan_word
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.eenheden import Bedoeld, served
from convenant_cli.dossier.search.words import words
from convenant_cli.exchange.site import addresses, content
from convenant_cli.exchange.site.content import Planblad
from convenant_cli.exchange.site.offering import Aanbieding, Keuzegroep, Keuzepagina, Offering, PageLink
from convenant_cli.judging.delen.contacten import knows_deputies
from convenant_cli.records import Partner
from convenant_cli.records.partner import Eenheid
from convenant_cli.text.sentences import capital, inside
from convenant_cli.text.volgorde import volgorde


@dataclass(frozen=True, slots=True)
class Download:
    """A file to download: in which formats, and what it is."""

    titel: str
    uitleg: str
    bestanden: tuple[tuple[str, PageLink], ...]
    """The kind of file in words, with its place."""


@dataclass(frozen=True, slots=True)
class Blad:
    """A page: where it stands, its title, its template, and what it shows beside what every page shows."""

    pad: str
    titel: str
    sjabloon: str
    inhoud: Mapping[str, Any]
    boven: tuple[PageLink, ...] = ()
    """The pages above it, below the start page."""


@dataclass(frozen=True, slots=True)
class Extra:
    """What the site holds beside its pages, which the pages name."""

    stukken: tuple[Download, ...] = ()
    kalender: bool = False
    termijn: tuple[str, ...] = ()
    """How the term of the agreement stands, in sentences."""
    basis: str = "/"
    """Where the site stands at its address, for the page that says that another is not there."""
    teruggeblikt: str = ""
    """How far a site of a day in the past can be trusted, in sentences; empty for one of the records as they stand."""


def every(dossier: Dossier, moment: Moment, extra: Extra) -> tuple[dict[str, Any], list[Blad]]:
    """Return what every page shows, and the pages. ``dossier`` holds only what everybody may know."""
    return _Site(dossier, moment, extra).made()


class _Site:
    def __init__(self, dossier: Dossier, moment: Moment, extra: Extra) -> None:
        self._dossier, self._moment, self._extra = dossier, moment, extra
        self._guide = partnergids.context(dossier, "", moment)
        meant = _named_in_full(dossier, self._guide["bedoelden"])
        self._offering = Offering(dossier, self._guide["aanbod"], meant, self._guide["taken"])
        self._choices = self._offering.choices()
        with_page = {choice.id for group in self._choices if group.soort == "thema" for choice in group.keuzes}
        self._plans = content.plans(dossier, moment.peildatum, frozenset(with_page))
        self._chapters = content.chapters(dossier, moment.peildatum)
        self._cards: Sequence[Partijkaart] = self._guide["kaarten"]

    def made(self) -> tuple[dict[str, Any], list[Blad]]:
        """Return what every page shows, and the pages."""
        pages = [*self._pages()]
        there = {page.pad for page in pages}
        plan = content.current(self._plans)
        menu = [
            PageLink("Aanbod", addresses.OFFERS),
            PageLink("Wie belt u", addresses.DESKS),
            PageLink("Partijen", addresses.PARTIES),
            *([PageLink(plan.plan.woord.capitalize(), plan.pad)] if plan else []),
            PageLink(capital(self._dossier.agreed.zinsnaam.kaal), addresses.AGREEMENT),
            PageLink("Documenten", addresses.DOWNLOADS),
        ]
        convenant = self._dossier.agreed
        shared = {
            "convenant": convenant,
            "zinsnaam": convenant.zinsnaam,
            "menu": [link for link in menu if link.pad in there],
            "vast": {
                name: getattr(addresses, name) for name in ("START", "OFFERS", "ABOUT", "ACCESS", "STYLE", "ICON")
            },
            "scripts": [addresses.INDEX, addresses.FIND, addresses.OFFERS_SCRIPT],
            "beheerder": keeper_name(self._dossier),
            "vraagbaak": self._keeper(),
            "moment": self._moment,
            "voorbeeld": convenant.voorbeeld or "",
            "teruggeblikt": self._extra.teruggeblikt,
            "basis": self._extra.basis,
            "keuzegroepen": self._choices,
            "aantal": len(self._offering.every),
            "planwoord": plan.plan.woord if plan else plan_word(self._dossier),
            "bedoeld": self._guide["bedoeld"],
            "voorbeeldvraag": _example(self._dossier),
            "woorden": Words(self._dossier).tables(),
        }
        return shared, pages

    def _keeper(self) -> Contactgegevens | None:
        found, book = keeper(self._dossier), Adresboek(self._dossier, intern=False)
        return book.postbus(found) if isinstance(found, Partner) else book.houder()

    def _pages(self) -> Iterator[Blad]:
        convenant = self._dossier.agreed
        plan, tasks = content.current(self._plans), self._guide["taken"]
        start = {"plan": plan, "kaarten": self._cards, "termijn": self._extra.termijn, "taken": tasks}
        yield Blad(addresses.START, convenant.titel, "start", start)
        yield from self._of_offers()
        if tasks:
            yield Blad(addresses.DESKS, "Wie belt u waarvoor", "bellen", {"taken": tasks})
        if self._cards:
            shown = {
                "groepen": self._guide["groepen"],
                "komend": self._guide["komend"],
                "organen": self._guide["organen"],
            }
            yield Blad(addresses.PARTIES, "De partijen", "partijen", shown)
        yield from map(self._party, self._cards)
        for page in self._plans:
            shown = {"blad": page, "andere": [other for other in self._plans if other is not page]}
            yield Blad(page.pad, page.plan.titel, "jaarplan", shown)
        if self._chapters or convenant.doel:
            shown = {"hoofdstukken": self._chapters, "termijn": self._extra.termijn}
            yield Blad(addresses.AGREEMENT, capital(convenant.zinsnaam), "convenant", shown)
        if self._extra.stukken or self._extra.kalender:
            shown = {"stukken": self._extra.stukken, "kalender": addresses.CALENDAR if self._extra.kalender else ""}
            shown |= {"plan": plan}
            yield Blad(addresses.DOWNLOADS, "Documenten en kalender", "documenten", shown)
        yield Blad(addresses.ABOUT, "Over deze website", "over", {})
        yield Blad(addresses.ACCESS, "Toegankelijkheid", "toegankelijkheid", {})
        yield Blad(addresses.LOST, "Deze pagina is er niet", "niet-gevonden", {})

    def _of_offers(self) -> Iterator[Blad]:
        """Yield the page with all offers, that of each, and one for each choice but a party, which has its own."""
        if self._offering.every:
            yield Blad(addresses.OFFERS, "Het aanbod", "aanbod", {"aanbod": self._offering.every})
        yield from map(self._offer, self._offering.every)
        for group in self._choices:
            if group.soort != "partij":
                yield from (self._choice(group, choice) for choice in group.keuzes)

    def _offer(self, offer: Aanbieding) -> Blad:
        record, partner = offer.kaart.offer.record, offer.kaart.offer.partner
        first = set(record.themas[:1])
        near = [one for one in self._offering.every if one is not offer and first & {*one.kaart.offer.record.themas}]
        shown = {"een": offer, "verwant": near[:4], "partij": PageLink(partner.naam, addresses.party(partner.id))}
        return Blad(offer.pad, record.titel, "een", shown, (PageLink("Aanbod", addresses.OFFERS),))

    def _choice(self, group: Keuzegroep, choice: Keuzepagina) -> Blad:
        actions = [
            (page, action)
            for page in self._plans
            if page.loopt and group.soort == "thema"
            for block in page.themas
            if block.thema.thema == choice.id
            for action in block.acties
        ]
        shown = {"groep": group, "keuze": choice, "acties": actions}
        return Blad(choice.pad, choice.naam, "keuze", shown, (PageLink("Aanbod", addresses.OFFERS),))

    def _party(self, card: Partijkaart) -> Blad:
        offered = [one for one in self._offering.every if one.kaart.offer.partner is card.partner]
        plan = content.current(self._plans)
        shown = {
            "kaart": card,
            "boom": tree(card),
            "aanbod": offered,
            "rollen": self._roles(card),
            "trekt": _led(plan, card.partner.id),
            "plan": plan,
            "vervangers": knows_deputies(self._dossier),
        }
        above = (PageLink("Partijen", addresses.PARTIES),)
        return Blad(addresses.party(card.partner.id), card.partner.naam, "partij", shown, above)

    def _roles(self, card: Partijkaart) -> list[Any]:
        known = self._dossier.agreed.rollen
        return [known[id] for id in card.partner.rollen if id in known]


def _led(plan: Planblad | None, partner: str) -> list[content.Actieblok]:
    blocks = plan.themas if plan else ()
    return [action for block in blocks for action in block.acties if action.actie.trekker == partner]


def _example(dossier: Dossier) -> str:
    """Return what somebody could type: a word with which people look for a theme, or the name of one; else nothing."""
    themes = dossier.agreed.themas.values()
    words = (word for theme in themes for word in theme.zoekwoorden)
    return next(words, None) or next((inside(theme.naam) for theme in themes), "")


def _named_in_full(dossier: Dossier, found: Sequence[Bedoeld]) -> list[Bedoeld]:
    """Return the units by the names on their doors, with that of a board that does not sound like it.

    In the guide a unit may have the short name of its board.
    """
    names = {f"{partner.id}/{unit.id}": _on_the_door(partner, unit) for partner, unit in served(dossier)}
    return sorted((replace(one, naam=names[one.id]) for one in found), key=lambda unit: volgorde(unit.naam))


def _on_the_door(partner: Partner, unit: Eenheid) -> str:
    alike = set(words(partner.kort)) & set(words(unit.naam))
    return unit.naam if alike else f"{unit.naam} ({partner.kort})"


@dataclass(frozen=True, slots=True)
class Tak:
    """A unit with the units that are part of it."""

    kaart: Eenheidkaart
    delen: "tuple[Tak, ...]"


def tree(party: Partijkaart) -> tuple[Tak, ...]:
    """Return the units of a party that are part of no other one, each with what is below it."""
    cards = {f"{party.partner.id}/{card.eenheid.id}": card for card in party.eenheden}
    below: dict[str, list[str]] = {}
    for id in cards:
        above = next((one for one in party.partner.onder(id)[1:] if one in cards), "")
        below.setdefault(above, []).append(id)

    def under(above: str) -> tuple[Tak, ...]:
        return tuple(Tak(cards[id], under(id)) for id in below.get(above, ()))

    return under("")
