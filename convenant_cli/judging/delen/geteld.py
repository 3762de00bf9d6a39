"""How often something really took place, for the toets on offers: the counts in the progress of actions.

That an offer says 'wekelijks' is a plan. Whether it was there each week is shown by who counted the weeks.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from convenant_cli.dossier.aanbod import Offer, others
from convenant_cli.dossier.content import once
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import deel_van
from convenant_cli.judging.delen.per_aanbod import reports
from convenant_cli.judging.delen.tekort import Tekort
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Actie
from convenant_cli.text.sentences import aangehaald

Frequentie = Literal["op-aanvraag", "wekelijks", "maandelijks", "per-kwartaal", "jaarlijks", "doorlopend"]

#: From seldom to often. 'op-aanvraag' and 'doorlopend' do not say how often, so they count only as themselves.
_VAAK: tuple[str, ...] = ("jaarlijks", "per-kwartaal", "maandelijks", "wekelijks")
#: What comes back so often that one look does not show it.
_COUNTED = ("per-kwartaal", "maandelijks", "wekelijks")


def often_enough(asked: Frequentie | None, offered: str | None) -> bool:
    """Tell whether an offer is there at least as often as was asked."""
    if asked in (None, offered):
        return True
    both = asked in _VAAK and offered in _VAAK
    return both and _VAAK.index(str(offered)) >= _VAAK.index(str(asked))


def known_in(zaak: Zaak, offer: Offer, days: Tijdvak) -> bool:
    """Tell whether an offer was confirmed in these days, or counted."""
    confirmed = (*offer.record.eerder_bevestigd_op, offer.record.bevestigd_op)
    return any(day is not None and day in days for day in confirmed) or _counted(zaak, offer, days) is not None


class _Stand(NamedTuple):
    """What was counted of an offer within a period."""

    gelukt: int
    gemist: int
    dagen: Tijdvak
    """From the first day that was counted until after the last."""
    acties: tuple[Actie, ...]


def missed(zaak: Zaak, asked: Frequentie | None, found: Iterable[Offer], days: Tijdvak) -> Iterator[Tekort]:
    """Yield the offers that did not take place each time, by what was counted in these days."""
    for offer in found if asked in _COUNTED else ():
        counted = _counted(zaak, offer, days)
        if counted and counted.gemist:
            text = _times(offer, counted, f" ({asked})")
            them = others(zaak.dossier, zaak.peildatum, offer.partner)
            nu = f"{offer.partner.in_zin} bespreekt met {them} hoe dit vaker lukt"
            yield Tekort(counted.acties[-1].at("voortgang"), text, nu, (offer.partner,))


def uncounted(
    zaak: Zaak, asked: Frequentie | None, found: Iterable[Offer], days: Tijdvak, *, voorbij: bool
) -> Iterator[Tekort]:
    """Yield the offers of which nobody counted how often they took place: not at all, or for less than half the days.

    ``voorbij``: the days are over; while they run, one count is enough.
    """
    for offer in found if asked in _COUNTED else ():
        counted = _counted(zaak, offer, days)
        if counted and (not voorbij or 2 * _length(counted.dagen) >= _length(days)):
            continue
        how = f"alleen geteld {deel_van(counted.dagen, days)}" if counted else "niet gevonden"
        text = f"hoe vaak {aangehaald(offer.record.titel)} ({asked}) er echt was, is {how}"
        nu = f"{reports(zaak, offer.partner)} hoe vaak dit lukte en hoe vaak niet"
        yield Tekort(offer.at(), text, nu, (offer.partner,))


def counts(
    zaak: Zaak, asked: Frequentie | None, found: Iterable[Offer], days: Tijdvak
) -> tuple[str, tuple[Place, ...]]:
    """Say how often offers took place that were there each time, and name the actions that counted any of them."""
    every = [(offer, _counted(zaak, offer, days)) for offer in found] if asked in _COUNTED else []
    known = [(offer, counted) for offer, counted in every if counted]
    text = "; ".join(_times(offer, counted) for offer, counted in known if not counted.gemist)
    return text, tuple(dict.fromkeys(action.at("voortgang") for _, counted in known for action in counted.acties))


def _times(offer: Offer, counted: _Stand, asked: str = "") -> str:
    times = f"{counted.gelukt} van de {counted.gelukt + counted.gemist} keer"
    return (
        f"{aangehaald(offer.record.titel)}{asked} lukte {times}, geteld tot en met {lange_datum(counted.dagen.laatste)}"
    )


def _length(days: Tijdvak) -> int:
    return (days.tot - days.van).days


def _counted(zaak: Zaak, offer: Offer, days: Tijdvak) -> _Stand | None:
    """Add up what the actions that use an offer counted in these days: the last count, less the one before them."""
    id = f"{offer.partner.id}/{offer.record.id}"
    gelukt = gemist = 0
    actions: list[Actie] = []
    first, last = date.max, date.min
    for action in _using(zaak.dossier).get(id, ()):
        known = [(note.datum, note.telling) for note in action.voortgang if note.telling]
        within = [pair for pair in known if pair[0] in days]
        if not within:
            continue
        before = max((pair for pair in known if pair[0] < days.van), key=lambda pair: pair[0], default=None)
        until, total = max(within, key=lambda pair: pair[0])
        gelukt += total.gelukt - (before[1].gelukt if before else 0)
        gemist += total.gemist - (before[1].gemist if before else 0)
        since = before[0] + timedelta(days=1) if before else action.start
        first, last = min(first, max(since, days.van)), max(last, until)
        actions.append(action)
    return _Stand(gelukt, gemist, Tijdvak.tot_en_met(first, last), tuple(actions)) if actions else None


@once
def _using(dossier: Dossier) -> dict[str, list[Actie]]:
    """Return the actions that use each offer, in the order in which they start: sorted once for all offers and days."""
    out: dict[str, list[Actie]] = {}
    for action in sorted(dossier.acties.values(), key=lambda action: (action.start, action.id)):
        for id in dict.fromkeys(action.aanbod):
            out.setdefault(id, []).append(action)
    return out
