"""The year plans and the agreement, as the site shows them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from convenant_cli.documents.words import Words
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import bound_name
from convenant_cli.exchange.site import addresses
from convenant_cli.exchange.site.offering import PageLink
from convenant_cli.judging.signalen import with_status
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Bepaling, Hoofdstuk, Jaarplan
from convenant_cli.records.actie import Actiestatus, Voortgang
from convenant_cli.records.convenant import Interpretatie
from convenant_cli.records.jaarplan import Planthema

_STATUSES: tuple[Actiestatus, ...] = ("loopt", "gepland", "afgerond", "uitgesteld", "vervallen")


@dataclass(frozen=True, slots=True)
class Actieblok:
    """An action with its last message, and the pages that it leads to."""

    actie: Actie
    anker: str
    trekker: PageLink
    partners: tuple[PageLink, ...]
    aanbod: tuple[PageLink, ...]
    laatste: Voortgang | None


@dataclass(frozen=True, slots=True)
class Themablok:
    """A theme of a plan with its actions."""

    naam: str
    pad: str
    """The page of the theme; empty when the site has none."""
    thema: Planthema
    acties: tuple[Actieblok, ...]


@dataclass(frozen=True, slots=True)
class Planblad:
    """A year plan that the parties adopted."""

    plan: Jaarplan
    pad: str
    jaar: str
    dagen: str
    themas: tuple[Themablok, ...]
    stand: tuple[tuple[str, str], ...]
    """How many actions have each status: the status, and the count in words."""
    aantal: int
    loopt: bool
    """Whether it is of the day for which the site is made."""


@dataclass(frozen=True, slots=True)
class Bepalingtekst:
    """A clause as it reads on a day, for whom it is, and how the parties read it."""

    bepaling: Bepaling
    voor: str
    lezing: Interpretatie | None


@dataclass(frozen=True, slots=True)
class Hoofdstukblok:
    """A chapter with its clauses."""

    hoofdstuk: Hoofdstuk
    afspraken: tuple[Bepalingtekst, ...]


def plans(dossier: Dossier, day: date, themes: frozenset[str]) -> list[Planblad]:
    """Return the year plans, the newest first. ``themes``: those that have a page."""
    found = []
    for plan in dossier.jaarplannen.values():
        days = dossier.tijdvak(plan.periode)
        if days is None:
            continue
        own = dossier.acties_van(plan.id)
        count = Counter(action.status for action in own)
        blocks = tuple(_theme(dossier, part, own, day, themes) for part in plan.themas)
        status = tuple((one, with_status(count[one], one)) for one in _STATUSES if count[one])
        span = f"{lange_datum(days.van)} tot en met {lange_datum(days.laatste)}"
        page = Planblad(plan, addresses.plan(plan.id), plan.id, span, blocks, status, len(own), day in days)
        found.append((days.van, page))
    return [page for _, page in sorted(found, key=lambda pair: pair[0], reverse=True)]


def current(pages: list[Planblad]) -> Planblad | None:
    """Return the plan to show first: the one that runs, or else the last."""
    return next((page for page in pages if page.loopt), pages[0] if pages else None)


def _theme(dossier: Dossier, part: Planthema, own: list[Actie], day: date, themes: frozenset[str]) -> Themablok:
    known = dossier.agreed.themas.get(part.thema)
    actions = tuple(_action(dossier, action, day) for action in own if action.thema == part.thema)
    page = addresses.theme(part.thema) if part.thema in themes else ""
    return Themablok(known.naam if known else part.thema, page, part, actions)


def _action(dossier: Dossier, action: Actie, day: date) -> Actieblok:
    words = Words(dossier)
    titles = {
        f"{partner.id}/{offer.id}": f"{offer.titel} ({partner.kort})"
        for partner in dossier.partners.values()
        for offer in partner.aanbod
    }
    known = [message for message in action.voortgang if message.datum <= day]
    return Actieblok(
        action,
        f"actie-{action.id.split('/')[1]}",
        PageLink(words.party(action.trekker), addresses.party(action.trekker)),
        tuple(PageLink(words.party(id), addresses.party(id)) for id in action.partners),
        tuple(PageLink(titles[id], addresses.offer(id)) for id in action.aanbod if id in titles),
        max(known, key=lambda message: message.datum, default=None),
    )


def chapters(dossier: Dossier, day: date) -> list[Hoofdstukblok]:
    """Return the agreement as it reads on a day, chapter by chapter."""
    order = {id: number for number, id in enumerate(dossier.bepalingen)}
    found = sorted(
        (chapter for chapter in dossier.hoofdstukken.values() if chapter.bepalingen),
        key=lambda chapter: order[chapter.bepalingen[0].id],
    )
    blocks = [Hoofdstukblok(chapter, tuple(_clauses(dossier, chapter, day))) for chapter in found]
    return [block for block in blocks if block.afspraken]


def _clauses(dossier: Dossier, chapter: Hoofdstuk, day: date) -> Iterator[Bepalingtekst]:
    readings = {one.id: one for one in dossier.agreed.interpretaties}
    told: set[str] = set()
    for clause in chapter.bepalingen:
        version = next((one.bepaling for one in clause.versies if day in one.tijdvak), None)
        if version is None:
            continue
        reading = readings.get(clause.interpretatie or "") or next(
            (one for one in readings.values() if clause.id in one.bepalingen), None
        )
        fresh = reading if reading is not None and reading.id not in told else None
        told |= {reading.id} if reading else set()
        bare = version.model_copy(update={"eerdere_versies": ()})
        yield Bepalingtekst(bare, _bound(dossier, version), fresh)


def _bound(dossier: Dossier, clause: Bepaling) -> str:
    """Return for whom a clause is, in the words of the agreement."""
    words = Words(dossier)
    return ", ".join(bound_name(dossier, id, words.unit) for id in clause.gebonden)
