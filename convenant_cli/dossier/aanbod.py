"""What parties offer to whom: the links between offers, parties, units and themes, and their names in a sentence."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.records.aanbod import Aanbod
from convenant_cli.records.begrippen import AGENDAPUNTSOORTEN, EENHEIDSOORTEN, SECTOREN, Eenheidsoort
from convenant_cli.records.partner import Document, Eenheid
from convenant_cli.records.secretariaat import Secretariaat
from convenant_cli.text.sentences import aangehaald, inside

#: "Jaarplan", "seizoensplan": the kind of plan that a clause names.
_PLAN = re.compile(r"(?<![\w-])[a-zë]{3,}plan(?![\w-])")


@dataclass(frozen=True, slots=True)
class Offer:
    """An offer with the party that makes it."""

    partner: Partner
    number: int
    record: Aanbod

    @property
    def naam(self) -> str:
        """How sentences name it."""
        return f"{aangehaald(self.record.titel)} van {self.partner.in_zin}"

    def at(self, *path: str) -> Place:
        """Name the offer, or a field of it."""
        return self.partner.at("aanbod", self.number, *path)

    def confirmed_on_or_after(self, day: date) -> bool:
        """Tell whether its party said on that day or later that it is there."""
        return self.record.bevestigd_op is not None and self.record.bevestigd_op >= day

    def is_for(self, dossier: Dossier, unit: str) -> bool:
        """Tell whether a unit (a party or ``partner/eenheid``) can make use of it."""
        return includes(dossier, self.record.voor, unit)


def offers(partners: Iterable[Partner]) -> Iterator[Offer]:
    """Yield every offer of these parties, by the id of the party."""
    for partner in sorted(partners, key=lambda partner: partner.id):
        for number, record in enumerate(partner.aanbod):
            yield Offer(partner, number, record)


def top_down(partner: Partner) -> list[Eenheid]:
    """Return the units of a party, each after the unit that it is part of; otherwise in the order of the record."""
    order = {f"{partner.id}/{unit.id}": number for number, unit in enumerate(partner.eenheden)}

    def way(unit: Eenheid) -> list[int]:
        return [order.get(id, len(order)) for id in reversed(partner.onder(f"{partner.id}/{unit.id}"))]

    return sorted(partner.eenheden, key=way)


def includes(dossier: Dossier, named: tuple[str, ...], unit: str) -> bool:
    """Tell whether a list of units holds one. An empty list is every unit; a party stands for its units."""
    return not named or any(same_unit(dossier, unit, other) for other in named)


def same_unit(dossier: Dossier, one: str, other: str) -> bool:
    """Tell whether two ids are of the same unit, or one is the party of the other, or the unit that it is part of."""
    party, whose = one.split("/")[0], other.split("/")[0]
    if party != whose:
        return False
    partner = dossier.partners.get(party)
    if one == other or partner is None or party in (one, other):
        return True
    return one in partner.onder(other) or other in partner.onder(one)


# --- names --------------------------------------------------------------------------------------------------------


def holder_name(dossier: Dossier, id: str) -> str:
    """Return the name of a party, or of a unit (``partner/eenheid``)."""
    partner = dossier.partners.get(id.split("/")[0])
    if partner is None:
        return id
    found = partner.eenheid(id)
    return unit_name(partner, found) if found else partner.in_zin


def unit_name(partner: Partner, unit: Eenheid) -> str:
    """Return the name of a unit; one with the name of its party has the article of that party."""
    return partner.in_zin if partner.in_zin.endswith(unit.naam) else unit.naam


def unit_kind(dossier: Dossier, id: str) -> Eenheidsoort:
    """Return the words for a kind of unit: its own, or those that every agreement knows."""
    own = dossier.agreed.eenheidsoorten
    return own.get(id) or EENHEIDSOORTEN.get(id) or Eenheidsoort(naam=id, meervoud=id)


def sector_name(dossier: Dossier, id: str) -> str:
    """Return the name of a sector as it stands in a sentence."""
    known = dossier.agreed.sectoren.get(id)
    return inside(known.naam) if known else SECTOREN.get(id, id)


def point_name(dossier: Dossier, id: str) -> str:
    """Return the name of a kind of point on an agenda as it stands in a sentence."""
    known = dossier.agreed.agendapuntsoorten.get(id)
    if known:
        return inside(known.naam)
    if id == "jaarplan":
        return f"het {plan_word(dossier)}"
    return f"de looptijd van {dossier.agreed.zinsnaam}" if id == "looptijd" else AGENDAPUNTSOORTEN.get(id, id)


def document_of(dossier: Dossier, id: str) -> Document | None:
    """Return the document with an id (``partner/document``); None when there is none."""
    partner = dossier.partners.get(id.split("/")[0])
    return next((one for one in partner.documenten if f"{partner.id}/{one.id}" == id), None) if partner else None


def theme_name(dossier: Dossier, id: str) -> str:
    """Return the name of a theme as it stands in a sentence."""
    known = dossier.agreed.themas.get(id)
    return inside(known.naam) if known else id


def levering_name(dossier: Dossier, id: str) -> str:
    """Return the name of a kind of delivery as it stands in a sentence: its id in words when it has no name."""
    known = dossier.agreed.leveringsoorten.get(id)
    return inside(known.naam) if known else id.replace("-", " ")


def role_name(dossier: Dossier, id: str) -> str:
    """Return the name of a role as it stands in a sentence: of the party, when it is the only one with the role."""
    parties = [partner for partner in dossier.partners.values() if id in partner.rollen]
    if len(parties) == 1:
        return parties[0].in_zin
    known = dossier.agreed.rollen.get(id)
    return inside(known.naam) if known else id


def keeper(dossier: Dossier) -> Partner | Secretariaat | None:
    """Return who keeps the dossier: a party, or an office that is none; None when that is not known."""
    return dossier.partners.get(dossier.agreed.beheerder or "") or dossier.agreed.secretariaat


def office(dossier: Dossier, named: str | None) -> Partner | Secretariaat | None:
    """Return who does the office work of a meeting, body, plan or action point: who is named, or who keeps the dossier.

    None when a name is that of no party, and when nobody is named nor keeps the dossier.
    """
    return dossier.partners.get(named) if named else keeper(dossier)


def office_in_short(dossier: Dossier, named: str | None) -> str:
    """Return the short name of who does such work; the name itself when it is that of no party."""
    found = office(dossier, named)
    return found.kort if found else named or ""


def organiser(dossier: Dossier, meeting: Bijeenkomst) -> Partner | Secretariaat | None:
    """Return who organises a meeting."""
    return office(dossier, meeting.organisator)


def keeper_name(dossier: Dossier) -> str:
    """Return the name of who keeps the dossier, as it stands in a sentence."""
    found = keeper(dossier)
    return found.in_zin if found else "wie het dossier bijhoudt"


def at_keeper(dossier: Dossier, partner: Partner | None = None) -> str:
    """Return where a party reports something: ``bij de gemeente``; the keeper itself does so in the dossier."""
    own = partner and dossier.agreed.beheerder == partner.id
    return "in het dossier" if own else f"bij {keeper_name(dossier)}"


def others(dossier: Dossier, day: date, who: Partner | Secretariaat | None) -> str:
    """Return how sentences name the parties beside one: ``de andere partijen``, or the only other one by its name."""
    members = [partner for partner in dossier.partners.values() if partner.actief_op(day)]
    rest = [partner for partner in members if partner is not who]
    if len(rest) == len(members):
        return "de partijen"
    return rest[0].in_zin if len(rest) == 1 else "de andere partijen"


def everybody(dossier: Dossier, parties: Iterable[Partner], day: date) -> bool:
    """Tell whether these are all the parties that take part on a day, so that no sentence has to name them."""
    members = {partner.id for partner in dossier.partners.values() if partner.actief_op(day)}
    return len(members) > 1 and {party.id for party in parties} == members


def plan_word(dossier: Dossier) -> str:
    """Return what this agreement calls its plan: as its newest plan does, or its clauses; else just a plan."""
    plans = dossier.jaarplannen.values()
    if plans:
        return max(plans, key=lambda plan: (plan.jaar, plan.id)).woord
    said = (_PLAN.search(f"{one.titel} {one.tekst}".lower()) for one in dossier.getoetst("jaarplan"))
    return next((match[0] for match in said if match), "plan")
