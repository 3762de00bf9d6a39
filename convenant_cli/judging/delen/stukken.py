"""The documents that parties keep, for the toets that looks at them: what one is, and whether a message was of it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from convenant_cli.findings import Place
from convenant_cli.judging.zaak import Gebondene
from convenant_cli.records import Partner
from convenant_cli.records.partner import Document as Documentrecord


class Stuk(NamedTuple):
    """A document, the party that keeps it, and how sentences name it."""

    partner: Partner
    number: int
    record: Documentrecord
    naam: str

    def at(self, *path: str) -> Place:
        """Name the document, or a field of it."""
        return self.partner.at("documenten", self.number, *path)


class Bericht(NamedTuple):
    """That a version reached somebody: when, and which version if the record says so."""

    datum: date
    versie: str | None


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
