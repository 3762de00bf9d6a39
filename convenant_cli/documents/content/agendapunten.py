"""The items of an agenda: a meeting's own, those that every meeting has, what the covenant asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from convenant_cli.documents.content.voorstellen import Over, Voorstel, Voorstellen
from convenant_cli.dossier.aanbod import point_name
from convenant_cli.dossier.bijeenkomsten import Actieregel
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.toetsen.bijeenkomst import BijeenkomstToets as MeetingToets
from convenant_cli.judging.toetsen.nalevingsrapport import NalevingsrapportToets
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling, Bijeenkomst
from convenant_cli.records.bijeenkomst import Voorzitter
from convenant_cli.text.sentences import capital, opsomming

#: What stands at an item to decide on, when nobody wrote down yet what is proposed.
NOG_GEEN = "Het voorgestelde besluit volgt."

#: The items of every meeting in their order, and the words by which an own item is one of them.
_HEAD = {
    "opening": r"\b(?:opening|welkom)\b(?! van)",
    "agenda": r"\bvaststell\w+( van)?( de)? agenda\b(?! (?:van|voor))|\bagenda vaststellen\b|^agenda$",
    "actielijst": r"\b(?:actiepunten|actielijst|besluitenlijst|notulen)\b"
    r"|^(?:vaststell\w+ (?:van )?(?:het )?)?verslag(?: .*(?:vorige|laatste|bijeenkomst|overleg|vergadering|\d).*)?$",
    "mededelingen": r"\bmededeling(?:en)?\b",
}
_TAIL = {
    "vervolgafspraken": r"\bvervolgafspra(?:ak|ken)\b"
    r"|\b(?:volgende|nieuwe) (?:bijeenkomst(?:en)?|overleg|vergadering|data|datum)\b",
    "rondvraag": r"\brondvraag\b|\bw\.?v\.?t\.?t\.?k\b|\bwat verder ter tafel komt\b",
    "sluiting": r"\b(?:af)?sluiting\b(?! van)|\bafsluiten\b|^sluiten$",
}
#: What the covenant can ask a meeting to talk about, and the words of an own item that already is about it;
#: ``{het}`` stands for what the covenant is called.
_ASKED: dict[str, tuple[str, str]] = {
    "evaluatie-samenwerking": (
        "Evaluatie van de samenwerking",
        r"\b(?:evalu\w+|terugblik\w*)\b.*\bsamenwerk\w+|\bsamenwerk\w+.*\b(?:evalu\w+|terugblik\w*)",
    ),
    "naleving": ("Naleving van de afspraken", r"\bnaleving(?:srapport)?\b"),
    "looptijd": ("Looptijd van {het}", r"\blooptijd\b|\bverleng\w+ van {het}\b"),
}
#: At which own item a proposal belongs: by its kind, or by its words.
_AT: dict[Over, tuple[str | None, str]] = {
    "acties": (None, r"\bvoortgang\b|\blopende acties\b"),
    "verklaringen": ("naleving", r"\bverklaring(?:en)?\b"),
    "contacten": (None, r"\bcontactpersonen\b|\bcontactgegevens\b|\bbereikbaarheid\b"),
    "documenten": (None, r"\bdocumenten\b"),
    "looptijd": ("looptijd", _ASKED["looptijd"][1]),
    "afloop": (None, r"\bfinanciering\b"),
    "verslagen": (None, r"\bverslagen van\b"),
}


@dataclass
class Agendaonderwerp:
    """An item as the agenda shows it."""

    titel: str
    doel: str
    inbrenger: str | None
    minuten: int | None = None
    stukken: tuple[str, ...] = ()
    toelichting: str = ""
    voorstel: str = ""
    """The decision that is proposed."""
    voor_voorzitter: str = ""
    """What only the chair should know; empty in the copy for everybody."""
    soort: str = "overig"
    vast: frozenset[str] = frozenset()
    """Which of the items of every meeting this is."""
    erbij: list[str] = field(default_factory=list)
    """What else is done at this item."""
    gevraagd_door: tuple[Bepaling, ...] = ()
    """The clauses for which the item is on the agenda, when the meeting's own agenda did not have it."""
    voorstellen: list[Voorstel] = field(default_factory=list)
    verder: str = ""
    """Where the other points in the dossier that ask for attention stand, where the agenda says so."""
    eigen: bool = False
    """Whether the meeting's own agenda has it."""
    nr: int = 0
    begin: time | None = None

    @property
    def gezamenlijk(self) -> bool:
        """Whether the item is there for proposals alone."""
        return "voorstellen" in self.vast

    @property
    def vervolg(self) -> bool:
        """Whether the next meetings belong here."""
        return "vervolgafspraken" in (*self.vast, *self.erbij)

    @property
    def toegelicht(self) -> bool:
        """Whether there is something to say below the table."""
        more = self.toelichting or self.verder or self.voorstel or self.gevraagd_door or self.voorstellen
        more = more or self.voor_voorzitter
        return bool(more) or self.vervolg or "actielijst" in self.vast


@dataclass(frozen=True)
class Terugblik:
    """What the meetings before this one left: decisions of the last one, and action points as they stand."""

    vorige: Bijeenkomst
    acties: tuple[Actieregel, ...]
    verslag_vaststellen: bool


def own_items(meeting: Bijeenkomst, back: Terugblik | None, *, chair: bool = False) -> list[Agendaonderwerp]:
    """Return the items of the meeting's own agenda in their order. ``chair``: with what only the chair should know.

    Only a first item opens a meeting, only a last one closes it, and only one holds the list of earlier meetings.
    """
    items = [_own(meeting, number, chair) for number in range(len(meeting.agenda))]
    lists = [item for item in items if "actielijst" in item.vast]
    chosen = next((item for item in lists if "actie" in item.titel.casefold()), lists[0]) if lists and back else None
    for item in lists:
        if item is not chosen:
            item.vast -= {"actielijst"}
    return items


def _own(meeting: Bijeenkomst, number: int, chair: bool) -> Agendaonderwerp:
    point = meeting.agenda[number]
    title = " ".join(point.titel.casefold().split())
    which = {name for name, words in (_HEAD | _TAIL).items() if point.soort == "overig" and re.search(words, title)}
    if number:
        which.discard("opening")
    if number + 1 < len(meeting.agenda):
        which.discard("sluiting")
    return Agendaonderwerp(
        point.titel,
        point.doel,
        point.inbrenger,
        point.minuten,
        point.stukken,
        point.toelichting or "",
        point.voorstel or "",
        (point.voor_voorzitter or "") if chair else "",
        point.soort,
        frozenset(which),
        eigen=True,
    )


def _is_about(item: Agendaonderwerp, kind: str | None, words: str) -> bool:
    return (kind is not None and item.soort == kind) or re.search(words, item.titel.casefold()) is not None


def add_fixed(
    items: list[Agendaonderwerp], meeting: Bijeenkomst, leads: Voorzitter | None, back: Terugblik | None
) -> None:
    """Add the items that every meeting has and this one has not; small ones at its own opening or closing item."""
    chair = leads.partner if leads else meeting.organisator or ""
    opening = next((item for item in items if "opening" in item.vast), None)
    at = 0
    for name, new in _first_items(back, chair).items():
        present = [number for number, item in enumerate(items) if name in item.vast]
        if present:
            at = max(at, present[0] + 1)
        elif opening is not None and name in ("agenda", "mededelingen"):
            opening.erbij.append(new.titel.lower())
        else:
            items.insert(at, new)
            at += 1
    if back and back.verslag_vaststellen:
        _adopt_report(items, back.vorige)
    closing = next((item for item in reversed(items) if item.vast & {"rondvraag", "sluiting"}), None)
    for name in _TAIL:
        if any(name in item.vast for item in items):
            continue
        if closing is not None:
            closing.erbij.append(name)
        else:
            aim = "bespreken" if name == "vervolgafspraken" else "informeren"
            items.append(Agendaonderwerp(name.capitalize(), aim, chair, vast=frozenset([name])))


def _first_items(back: Terugblik | None, chair: str) -> dict[str, Agendaonderwerp]:
    """Return the items with which every meeting begins; the list of earlier meetings only when there is one."""
    found = {
        "opening": Agendaonderwerp("Opening", "informeren", chair),
        "agenda": Agendaonderwerp("Vaststellen van de agenda", "besluiten", chair),
        "mededelingen": Agendaonderwerp("Mededelingen", "informeren", None),
    }
    if back and (back.vorige.besluiten or back.acties or back.verslag_vaststellen):
        day, aim = lange_datum(back.vorige.datum), "besluiten" if back.verslag_vaststellen else "bespreken"
        what = "verslag" if back.verslag_vaststellen else ""
        if back.vorige.besluiten or back.acties:
            what += f"{', ' if what else ''}besluiten en actiepunten"
        title = f"{capital(what)} van {day}"
        found["actielijst"] = Agendaonderwerp(title, aim, chair, vast=frozenset(["actielijst"]))
    order = [name for name in _HEAD if name in found]
    return {name: found[name] for name in order}


def _adopt_report(items: list[Agendaonderwerp], previous: Bijeenkomst) -> None:
    """Say at the list of earlier meetings that the report has to be adopted, unless it says so."""
    item = next((item for item in items if "actielijst" in item.vast), None)
    if item is not None and not re.search(r"\b(?:verslag|notulen)\b", item.titel.casefold()):
        item.erbij.append(f"vaststellen van het verslag van {lange_datum(previous.datum)}")


def _before_the_end(items: Sequence[Agendaonderwerp]) -> int:
    """Return where to add an item: before those with which a meeting ends."""
    at = len(items)
    while at and items[at - 1].vast & _TAIL.keys() and not items[at - 1].vast & _HEAD.keys():
        at -= 1
    return at


def add_asked(items: list[Agendaonderwerp], meeting: Bijeenkomst, dossier: Dossier) -> None:
    """Add what the covenant asks this kind of meeting to talk about, and the agenda does not have."""
    het = dossier.agreed.zinsnaam
    asked: dict[str, list[Bepaling]] = {}
    for clause in clauses(dossier)[0]:
        toets = clause.toets
        if isinstance(toets, MeetingToets) and toets.orgaan not in (None, meeting.orgaan):
            continue
        if isinstance(toets, MeetingToets | NalevingsrapportToets) and toets.bijeenkomst == meeting.bijeenkomstsoort:
            kind = toets.agendapunt if isinstance(toets, MeetingToets) else "naleving"
            if kind is not None and kind != "overig":
                asked.setdefault(kind, []).append(clause.bepaling)
    for kind, why in asked.items():
        name = capital(point_name(dossier, kind))
        title, words = _ASKED.get(kind) or (name, rf"\b{re.escape(name.casefold().removeprefix('het '))}\b")
        title, words = title.replace("{het}", het), words.replace("{het}", re.escape(het.casefold()))
        if not any(_is_about(item, kind, words) for item in items):
            new = Agendaonderwerp(title, "bespreken", meeting.organisator or "", soort=kind, gevraagd_door=tuple(why))
            items.insert(_before_the_end(items), new)


def add_decisions(items: Sequence[Agendaonderwerp], meeting: Bijeenkomst, dossier: Dossier) -> None:
    """Say at each item to decide on what is proposed: as its record says, or the adoption of the one draft plan."""
    drafts = [plan for plan in dossier.jaarplannen.values() if plan.status == "concept" and not plan.is_eigen]
    for item in items:
        if item.doel != "besluiten" or item.voorstel or item.vast:
            continue
        if item.soort == "jaarplan" and drafts and len({plan.reeks for plan in drafts}) == len(drafts):
            named = opsomming([f"{plan.titel}{plan.versie and f' (versie {plan.versie})'}" for plan in drafts])
            item.voorstel = f"De partijen stellen {named} vast."
            if len(drafts) == 1:
                item.voorstel = (
                    f"De partijen stellen {drafts[0].titel} vast{drafts[0].versie and f', versie {drafts[0].versie}'}."
                )
        elif meeting.status == "gepland":
            item.voorstel = NOG_GEEN


def add_proposals(items: list[Agendaonderwerp], proposals: Voorstellen, dossier: Dossier) -> None:
    """Add each proposal at the item that is about it; the others become an item together."""
    left: list[Voorstel] = []
    for proposal in proposals.lijst:
        kind, words = _AT[proposal.over]
        words = words.replace("{het}", re.escape(dossier.agreed.zinsnaam.casefold()))
        if proposal.naam:
            words = rf"\b{re.escape(proposal.naam.casefold())}\b|{words}"
        item = next((item for item in items if _is_about(item, kind, words)), None)
        (item.voorstellen if item else left).append(proposal)
    if left:
        keeper = dossier.agreed.beheerder or None
        new = Agendaonderwerp(
            "Voorstellen uit het dossier", "bespreken", keeper, vast=frozenset(["voorstellen"]), voorstellen=left
        )
        items.insert(_before_the_end(items), new)
    here = next((item for item in items if item.gezamenlijk or (item.soort == "naleving" and not left)), None)
    if here:
        here.verder = proposals.verder
