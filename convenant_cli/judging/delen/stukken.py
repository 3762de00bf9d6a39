"""The documents that parties keep, for the toets that looks at them: what one is, and whether a message was of it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from convenant_cli.findings import Place
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
