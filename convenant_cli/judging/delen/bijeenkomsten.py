"""Meetings, for the toetsen that look at them: their kind in words, through whom a party is there, and who was not."""

from collections.abc import Collection

from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.judging.zaak import Zaak
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.records.bijeenkomst import Via
from convenant_cli.text.sentences import opsomming

WIE: dict[Via, str] = {"contactpersoon": "de contactpersoon", "vervanger": "de vervanger", "ander": "iemand anders"}


def agreed(via: tuple[Via, ...]) -> str:
    """Name those by whom a party may be there: ``de contactpersoon of vervanger``."""
    return opsomming([WIE[one] for one in via], "of").replace(" of de ", " of ")


def absent(
    zaak: Zaak, meeting: Bijeenkomst, groups: tuple[str, ...], via: Collection[Via]
) -> list[tuple[Partner, ...]]:
    """Return the sides of a meeting of which nobody came: all parties of a role, or for ``alle`` each party."""
    came = {present.partner for present in meeting.aanwezig if present.via in via}
    sides = [tuple(zaak.partners_met((role,), meeting.datum)) for role in groups if role != ALLE]
    if ALLE in groups:
        sides += [(partner,) for partner in zaak.partners_met((ALLE,), meeting.datum)]
    return [side for side in sides if side and not came & {partner.id for partner in side}]


def kind_of_meeting(zaak: Zaak, soort: str) -> str:
    """Return the name of a kind of meeting, for a sentence."""
    kind = zaak.dossier.agreed.bijeenkomstsoorten.get(soort)
    if kind is None:
        return soort
    # 'Jaarlijkse bijeenkomst' loses its capital inside a sentence, 'OM-overleg' keeps it.
    return kind.naam[0].lower() + kind.naam[1:] if kind.naam[1:2].islower() else kind.naam
