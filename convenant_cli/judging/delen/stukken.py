"""The documents that parties keep, for the toets that looks at them: what one is, and whom it reached."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from convenant_cli.dossier.aanbod import at_keeper, unit_name
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, Tijdvak, lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.partner import Document as Documentrecord
from convenant_cli.text.sentences import aangehaald, opsomming


class Stuk(NamedTuple):
    """A document, the party that keeps it, and how sentences name it."""

    partner: Partner
    number: int
    record: Documentrecord
    naam: str

    @property
    def id(self) -> str:
        """The id by which others point to it."""
        return f"{self.partner.id}/{self.record.id}"

    def at(self, *path: str) -> Place:
        """Name the document, or a field of it."""
        return self.partner.at("documenten", self.number, *path)

    def gaat_over(self, dossier: Dossier, tijdvak: Tijdvak, komt_in: Tijdvak) -> bool:
        """Tell whether it is for or about a period: as it says itself, else by the time in which it was adopted."""
        if self.record.over is not None:
            return dossier.tijdvak(self.record.over) == tijdvak
        return self.record.vastgesteld_op is not None and self.record.vastgesteld_op in komt_in


class Bericht(NamedTuple):
    """That a version reached somebody: when, and which version if the record says so."""

    datum: date
    versie: str | None


def kept_by(partner: Partner, soort: str) -> list[Stuk]:
    """Return the documents of a kind that a party keeps, for itself or for a unit, as its file has them."""
    units = {f"{partner.id}/{unit.id}": unit for unit in partner.eenheden}
    found = []
    for number, record in enumerate(partner.documenten):
        if record.soort == soort:
            unit, title = units.get(record.eenheid or ""), aangehaald(record.titel)
            known = unit.naam if unit else partner.kort
            keeper = unit_name(partner, unit) if unit else partner.in_zin
            name = title if known.casefold() in title.casefold() else f"{title} van {keeper}"
            found.append(Stuk(partner, number, record, name))
    return found


def holders(zaak: Zaak, who: Gebondene, kept: Iterable[Stuk]) -> list[Gebondene]:
    """Return who must have the document: each unit of the kind that the documents name, or else the party."""
    units = {f"{who.partner.id}/{unit.id}": unit for unit in who.partner.eenheden}
    kinds = {units[stuk.record.eenheid].soort for stuk in kept if stuk.record.eenheid in units}
    if who.eenheid is not None or not kinds:
        return [who]
    members = [Gebondene(who.partner, unit) for unit in who.partner.eenheden if unit.soort in kinds]
    return [member for member in members if zaak.peildatum in member.tijdvak] or [who]


def by_age(stuk: Stuk) -> tuple[date, str, str]:
    """Return a key by which the newest comes last."""
    return stuk.record.vastgesteld_op or date.min, stuk.partner.id, stuk.record.id


def has_current(record: Documentrecord, messages: Iterable[Bericht]) -> bool:
    """Tell whether one of these messages was about the current version."""
    since = record.vastgesteld_op or date.min
    return any(
        message.versie == record.versie if message.versie and record.versie else message.datum >= since
        for message in messages
    )


def known_since(kept: Iterable[Stuk]) -> date:
    """Return since when one of these documents is known: who got an earlier version, got it on a day as well."""
    days: list[date] = []
    for stuk in kept:
        days.append(stuk.record.vastgesteld_op or date.min)
        days += [message.datum for message in stuk.record.bekendgemaakt]
        days += [message.datum for message in stuk.record.gedeeld]
    return min(days)


def nearest(holder: Gebondene, kept: Sequence[Stuk]) -> list[Stuk]:
    """Return what a holder keeps itself; else of the nearest unit that it is part of, or of its party as a whole."""
    if holder.eenheid is None:
        return [stuk for stuk in kept if stuk.record.eenheid is None] or [*kept]
    levels: tuple[str | None, ...] = (*holder.onder, None)
    return next((own for id in levels if (own := [stuk for stuk in kept if stuk.record.eenheid == id])), [])


def judged(
    zaak: Zaak,
    who: Gebondene | None,
    stuk: Stuk,
    uitkomst: Uitkomst,
    text: str,
    nu: str,
    *field: str,
    door_tijd: bool = False,
) -> Oordeel:
    """Judge a document by what is wrong with it, or with one field of it; its party can mend that."""
    rests_on, at, doers = (stuk.at(),), stuk.at(*field), (stuk.partner,)
    return zaak.oordeel(uitkomst, who, text, rust_op=rests_on, bij=at, door_tijd=door_tijd, nu=nu, doet=doers)


def _told_on(last: dict[str, date]) -> str:
    """Return on which day who was told for the last time; one day for all is said once."""
    if len(days := {*last.values()}) == 1:
        return f"{lange_datum(days.pop())} aan {opsomming([*last])}"
    return opsomming([f"{lange_datum(day)} aan {who}" for who, day in last.items()])


def reached(
    zaak: Zaak,
    who: Gebondene | None,
    stuk: Stuk,
    field: Literal["bekendgemaakt", "gedeeld"],
    told: dict[str, list[Bericht]],
) -> Oordeel | None:
    """Judge whether the current version reached everybody who must know it."""
    gone = [name for name, messages in told.items() if not has_current(stuk.record, messages)]
    if not gone:
        return None
    version = f"versie {stuk.record.versie} van {stuk.naam}" if stuk.record.versie else stuk.naam
    text = f"voor zover bekend is {version} nog niet bekendgemaakt aan {opsomming(gone)}"
    if field == "gedeeld":
        text = f"voor zover bekend {'kregen' if len(gone) > 1 else 'kreeg'} {opsomming(gone)} {version} nog niet"
    # Not the time made it so but the new version, which nobody passed on yet: an earlier one is a part.
    outcome = Uitkomst.ONTBREEKT if len(gone) == len(told) else Uitkomst.ONVOLLEDIG
    if earlier := {name: max(m.datum for m in told[name]) for name in gone if told[name]}:
        outcome = Uitkomst.ONVOLLEDIG
        who_had = f"{opsomming(list(earlier))} " if len(earlier) < len(gone) else ""
        text += f"; {who_had}wel een eerdere versie, op {lange_datum(max(earlier.values()))}"
    passes_on = f"maakt {_version(stuk)} bekend aan" if field == "bekendgemaakt" else f"deelt {_version(stuk)} met"
    nu = f"{stuk.partner.in_zin} {passes_on} {opsomming(gone)} en noemt de datum"
    return judged(zaak, who, stuk, outcome, text, nu, field)


def forgotten(
    zaak: Zaak, who: Gebondene | None, stuk: Stuk, known_to: Mapping[str, str], binnen: Duur
) -> Oordeel | None:
    """Judge whether those who must know the document were told so long ago that others have come since.

    ``known_to``: who must know it, with how sentences call them; each was told once.
    """
    last = {id: max(m.datum for m in stuk.record.bekendgemaakt if m.aan == id) for id in known_to}
    if not (old := [id for id in last if binnen.verstreken(last[id], zaak.peildatum)]):
        return None
    groups, told = opsomming([known_to[id] for id in old]), _told_on({known_to[id]: last[id] for id in old})
    text = f"{stuk.naam} is voor het laatst bekendgemaakt op {told}, langer dan {binnen} geleden"
    at = at_keeper(zaak.dossier, stuk.partner)
    nu = f"{stuk.partner.in_zin} maakt het document opnieuw bekend aan {groups} en meldt {at} wanneer"
    found = judged(zaak, who, stuk, Uitkomst.VEROUDERD, text, nu, "bekendgemaakt", door_tijd=True)
    # Whether they know of it, is what the party itself says.
    return replace(found, opnieuw=frozenset(f"{stuk.id}/{id}" for id in old), eigen_woord=True)


def _version(stuk: Stuk) -> str:
    return f"versie {stuk.record.versie}" if stuk.record.versie else "deze versie"
