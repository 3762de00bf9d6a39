"""The units of a party as a tree: each below the nearest one that it is part of and that takes part itself."""

from dataclasses import dataclass

from convenant_cli.documents.kinds.partnergids import Eenheidkaart, Partijkaart


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
