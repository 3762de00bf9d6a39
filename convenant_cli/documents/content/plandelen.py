"""Parts of a year plan that its records hold together: money, risks, figures over the years, work by unit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from convenant_cli.documents.content.contacts import Adresboek, Contactgegevens
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.page.filters import measured
from convenant_cli.documents.words import Words
from convenant_cli.dossier.aanbod import offers
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import by_name
from convenant_cli.kalender import MAANDEN, Tijdvak, lange_datum, tijdvakken
from convenant_cli.records import Actie, Jaarplan, Partner
from convenant_cli.text.sentences import aangehaald, number
from convenant_cli.text.volgorde import volgorde

_QUARTERS = 5  # of a plan with more, a day without its year says too little
#: By which day, short, with the actions that are to be ready then; the soonest first.
Perdag = tuple[tuple[str, tuple[Actie, ...]], ...]


@dataclass(frozen=True, slots=True)
class Betaler:
    """What one party puts in: for each theme, and in all; as text, empty when it is nothing."""

    naam: str
    per_thema: tuple[str, ...]
    samen: str


@dataclass(frozen=True, slots=True)
class Middelen:
    """The means of a plan: in words for each action, and added up where hours or euros were given."""

    acties: tuple[Actie, ...]
    """The actions that say in words which means they take."""
    betalers: tuple[Betaler, ...]
    """The parties with what they put in; the last row adds all up."""
    zonder: tuple[Actie, ...]
    """The actions of which nobody filled in what they cost; a lapsed one costs nothing."""
    ongeteld: int
    """Actions of which no hours or euros were given, so that the sum is without them."""


@dataclass(frozen=True, slots=True)
class Cijferreeks:
    """An indicator that came back in several plans: what was reached or wanted in each."""

    actie: Actie
    omschrijving: str
    jaren: tuple[str, ...]
    """For each plan its name, the figure, and what kind of figure it is."""


@dataclass(frozen=True, slots=True)
class Eenheidtaken:
    """The actions that are for one unit of a party, or for one party: what is still to be ready, and what is."""

    eenheid: str
    open: Perdag
    uitgesteld: tuple[Actie, ...]
    afgerond: tuple[Actie, ...]


def means(dossier: Dossier, acties: Sequence[Actie], themas: Sequence[str]) -> Middelen:
    """Return the means of a plan, added up by who pays and by theme. ``themas``: the ids, in the order of the plan."""
    words = Words(dossier)
    given: dict[str, dict[str, list[tuple[Decimal, Decimal]]]] = {}
    for actie in acties:
        for one in actie.inzet:
            if one.uren is not None or one.euro is not None:
                put = given.setdefault(one.partner, {}).setdefault(actie.thema, [])
                put.append((one.uren or Decimal(), one.euro or Decimal()))
    payers = sorted(given, key=lambda one: volgorde(words.party(one)))
    rows = [
        Betaler(
            words.party(payer),
            tuple(_sum(given[payer].get(thema, ())) for thema in themas),
            _sum(pair for pairs in given[payer].values() for pair in pairs),
        )
        for payer in payers
    ]
    if rows:
        of = {thema: [pair for one in given.values() for pair in one.get(thema, ())] for thema in themas}
        total = _sum(pair for one in given.values() for pairs in one.values() for pair in pairs)
        rows.append(Betaler("Samen", tuple(_sum(of[thema]) for thema in themas), total))
    told = tuple(actie for actie in acties if actie.middelen)
    silent = [
        actie
        for actie in acties
        if actie.status != "vervallen"
        and not actie.middelen
        and all(one.uren is None and one.euro is None for one in actie.inzet)
    ]
    uncounted = sum(all(one.uren is None and one.euro is None for one in actie.inzet) for actie in acties)
    return Middelen(told, tuple(rows), tuple(silent), uncounted)


def _sum(pairs: Iterable[tuple[Decimal, Decimal]]) -> str:
    pairs = list(pairs)
    hours, euros = sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)
    told = [f"{number(hours)} uur" if hours else "", f"{number(euros)} euro" if euros else ""]
    return ", ".join(filter(None, told))


def risks(dossier: Dossier, acties: Sequence[Actie], tijdvak: Tijdvak) -> Iterator[str]:
    """Yield, in sentences, what the records say that can stand in the way of an action that is not done."""
    words = Words(dossier)
    every = {f"{one.partner.id}/{one.record.id}": one for one in offers(dossier.partners.values())}
    for actie in (one for one in acties if one.open):
        for id in actie.aanbod:
            offer = every.get(id)
            money = offer.record.financiering if offer else None
            # Who said after that day that it is there, found a way without that money.
            if (
                offer
                and money
                and money.tot
                and money.tot <= actie.gereed
                and not offer.confirmed_on_or_after(money.tot)
            ):
                stops = "stopt" if money.tot >= tijdvak.van else "stopte"
                end = f"{stops} op {lange_datum(money.tot)}"
                uses = f"Actie {actie.nummer} gebruikt {aangehaald(offer.record.titel)}"
                yield f"{uses}. Het geld daarvoor ({money.bron}) {end}."
        for id in actie.betrokken:
            partner = dossier.partners.get(id)
            if partner and (left := partner.weg_sinds(actie.gereed)):
                yield (
                    f"{words.party(id)} doet mee tot {lange_datum(left)}, en actie {actie.nummer} loopt "
                    f"tot en met {lange_datum(actie.gereed)}."
                )
    leads = sorted({one.trekker for one in acties if one.open}, key=lambda one: volgorde(words.party(one)))
    for id in leads:
        partner = dossier.partners.get(id)
        if partner and partner.contactpersoon is None:
            yield f"{words.party(id)} trekt acties en heeft nog geen contactpersoon doorgegeven."


def over_the_years(dossier: Dossier, acties: Sequence[Actie]) -> Iterator[Cijferreeks]:
    """Yield the indicators of actions that go on from an earlier plan which measured the same, oldest year first."""
    for actie in acties:
        chain = [actie]
        while (earlier := dossier.acties.get(chain[-1].vervolg_op or "")) and earlier not in chain:
            chain.append(earlier)
        # The unit alone does not make it the same: schools that adopted a protocol are not schools that practised it.
        same = [one for one in reversed(chain) if _measured(one) and _measured(one) == _measured(actie)]
        if len(same) > 1 and actie.indicator:
            yield Cijferreeks(actie, actie.indicator.omschrijving, tuple(map(_figure, same)))


def _measured(actie: Actie) -> tuple[str, str] | None:
    """Return what an action measures, and in what; None when it measures nothing."""
    one = actie.indicator
    return None if one is None else (" ".join(one.omschrijving.split()).casefold(), one.eenheid or "")


def _figure(actie: Actie) -> str:
    indicator = actie.indicator
    if indicator is None:
        return ""
    if indicator.resultaat is not None:
        said = f"{measured(indicator.resultaat, indicator)} bereikt"
    else:
        said = f"{measured(indicator.streefwaarde, indicator)} gewenst"
    return f"{actie.jaarplan}: {said}"


def by_day(acties: Iterable[Actie], tijdvak: Tijdvak) -> Perdag:
    """Return actions of a plan by the day on which they are ready; a plan of years says which year."""
    long = len(list(tijdvakken("kwartaal", tijdvak))) > _QUARTERS
    own = sorted(acties, key=lambda one: (one.gereed, volgorde(one.nummer)))
    days = groupby(own, key=lambda one: one.gereed)
    return tuple((_day(day, long), tuple(one)) for day, one in days)


def by_unit(acties: Sequence[Actie], tijdvak: Tijdvak) -> list[Eenheidtaken]:
    """Return the units and parties that actions of a plan name as for whom they are, each with its actions."""
    found = []
    for id in sorted({id for actie in acties if actie.status != "vervallen" for id in actie.voor}):
        own = [one for one in acties if id in one.voor]
        found.append(
            Eenheidtaken(
                id,
                by_day((one for one in own if one.status in ("loopt", "gepland")), tijdvak),
                _with_status(own, "uitgesteld"),
                tuple(sorted(_with_status(own, "afgerond"), key=lambda one: volgorde(one.nummer))),
            )
        )
    return found


def _with_status(acties: Iterable[Actie], status: str) -> tuple[Actie, ...]:
    own = [one for one in acties if one.status == status]
    return tuple(sorted(own, key=lambda one: (one.gereed, volgorde(one.nummer))))


def _day(day: date, long: bool) -> str:
    """Return a day in a list of a plan, with its month as a word: Word and LibreOffice end a line behind a hyphen."""
    month = MAANDEN[day.month - 1]
    short = "mrt" if month == "maart" else month[:3]
    return "\u00a0".join([str(day.day), short, *([str(day.year)] if long else [])])


@dataclass(frozen=True, slots=True)
class Taken:
    """What one party still has to do in a plan."""

    partner: Partner
    klaar: Perdag
    """What it leads or takes part in, by when it is to be ready."""
    contact: Contactgegevens | None
    """Whom to call or write; None when it is not known."""


@dataclass(frozen=True, slots=True)
class Taakverdeling:
    """Who does what by when, in a plan."""

    rijen: tuple[Taken, ...]
    alles: bool
    """Whether it tells of all actions: none is open any more. Else of what is still to be ready."""
    zonder: tuple[Partner, ...]
    """The parties that take part and have nothing to do in this plan, or nothing more."""


def who_does_what(
    dossier: Dossier, plan: Jaarplan, acties: Sequence[Actie], tijdvak: Tijdvak, moment: Moment
) -> Taakverdeling:
    """Return what every party still does and by when; of a plan in which all is done, what it did.

    A party that does nothing in the plan of another one is not named, nor one that has left while it runs.
    """
    left = Tijdvak(moment.peildatum, tijdvak.tot) if moment.peildatum in tijdvak else tijdvak
    still = [one for one in acties if one.status in ("loopt", "gepland")]
    book = Adresboek(dossier, moment.intern)
    found, without = [], []
    for partner in by_name(dossier.partners.values()):
        told = (one for one in still or acties if one.status != "vervallen")
        own = by_day((one for one in told if partner.id in (one.trekker, *one.partners)), tijdvak)
        if own:
            found.append(Taken(partner, own, book.vast(partner.id, "contactpersoon")))
        elif partner.actief_in(left) and not plan.is_eigen:
            without.append(partner)
    return Taakverdeling(tuple(found), not still, tuple(without))
