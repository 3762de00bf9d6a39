"""Reminders: a text for each party with what it still has to do, ready to be pasted in a mail."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from convenant_cli.documents.content.contacts import Adresboek
from convenant_cli.documents.content.vooruitblik import unstated
from convenant_cli.documents.kinds import STAND_OP, Kop, Moment
from convenant_cli.documents.page.filters import at_start
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.aanbod import at_keeper, office
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import still_bound
from convenant_cli.dossier.partijen import issuer
from convenant_cli.dossier.voortgang import rust, te_laat, verwacht
from convenant_cli.findings import ConvenantError, Place
from convenant_cli.judging.judging import require_whole
from convenant_cli.judging.oordelen import EIGEN_ANTWOORD, ELK, Oordeel, Uitkomst, looked_up_with
from convenant_cli.judging.overzicht import Overzicht, Punt, overzicht
from convenant_cli.judging.signalen import Signalen, signalen
from convenant_cli.judging.terugkerend import FEW
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Partner
from convenant_cli.records.bijeenkomst import Actiepunt
from convenant_cli.text.sentences import (
    aside,
    capital,
    counted,
    in_letters,
    opsomming,
    until_semicolon,
    van_elk,
    without_point,
)
from convenant_cli.text.volgorde import volgorde

SENTENCE = "Een tekst per partij met wat nog open staat, om in een mail te plakken. Van alle partijen of van één."
WELK_MAG_WEG = True

_SOON = timedelta(weeks=6)
#: Of how many others that do the same not all are named.
_NAMED = 4
#: A second thing that the same party does; each verb has its own 'u' in a question.
_SECOND = re.compile(r"\b(?:en|of) (?:noemt|meldt|legt|vult|werkt|spreekt|stemt|zet|bespreekt|maakt|deelt|geeft)\b")
#: The verbs of which 'u' has another form than a party.
_YOU = {"is": "bent", "kan": "kunt", "wil": "wilt", "zal": "zult"}
#: A name behind these words is not what the verb after it goes with.
_BEFORE = ("aan", "bij", "door", "en", "met", "naar", "of", "over", "van", "voor")
_SUBJECT = "".join(rf"(?<!\b{word} )" for word in _BEFORE)
_PRONOUN = re.compile(r"\b(?:zij|haar|hun)\b")
_QUOTED = r"‘[^’]*’"


@dataclass(frozen=True, slots=True)
class Herinnering:
    """What is asked of one party, as sentences; and how it is addressed."""

    partner: Partner
    aanhef: str
    postbus: str
    te_laat: tuple[str, ...]
    gevraagd: tuple[str, ...]
    """Questions, and nothing else."""
    samen: tuple[str, ...]
    """What it does with others."""
    straks: tuple[str, ...]
    haast: bool
    """Whether the last day for something of the party comes soon."""

    @property
    def leeg(self) -> bool:
        """Whether nothing is asked of the party: then it gets no mail, also when something comes."""
        return not (self.te_laat or self.gevraagd or self.samen or self.haast)


def choices(dossier: Dossier) -> list[str]:
    """Return the parties."""
    return sorted(dossier.partners, key=volgorde)


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template shows: the reminders of one party, or of all. Raises ConvenantError."""
    convenant = require_whole(dossier)
    every = overzicht(dossier, moment.peildatum)
    told = signalen(every)
    book = Adresboek(dossier, moment.intern)
    # Who sends them does not write to itself: its own list comes last.
    owing = {one.partner for one in dossier.agreed.afwikkelingen if not one.gedaan_op}
    owing |= {
        one.id for one in every.partners if every.open_voor(one.id) or still_bound(dossier, one, moment.peildatum)
    }
    members = [one for one in every.partners if one.id in owing or not one.weg_sinds(moment.peildatum)]
    others_first = sorted(members, key=lambda partner: partner.id == convenant.beheerder)
    parties = [dossier.partners[which]] if which else others_first
    if which and which not in owing and (gone := parties[0].weg_sinds(moment.peildatum)):
        name, day = at_start(parties[0].in_zin), lange_datum(gone)
        raise ConvenantError(f"{name} doet niet meer mee sinds {day}; een herinnering is er dan niet meer")
    found = [_reminder(partner, every, told, book) for partner in parties]
    keeper = book.houder()
    return {
        "kop": Kop(
            "Herinneringen" if not which else f"Herinnering voor {parties[0].naam}",
            subtitle(convenant),
            ((STAND_OP, lange_datum(moment.peildatum)),),
            auteur=issuer(dossier),
        ),
        "moment": moment,
        "convenant": convenant,
        "herinneringen": [one for one in found if not one.leeg],
        "niets": [one.partner.naam for one in found if one.leeg and not every.open_voor(one.partner.id)],
        "elders": _elsewhere(every, [one.partner for one in found if one.leeg]),
        "afzender": keeper,
        "namens": issuer(dossier),
        "woorden": Words(dossier).tables(),
    }


def _elsewhere(every: Overzicht, silent: Iterable[Partner]) -> list[tuple[tuple[str, ...], list[str]]]:
    """Return the clauses on which something is open for parties of which nothing is asked, with those parties."""
    found: dict[tuple[str, ...], list[str]] = {}
    for partner in silent:
        if points := every.open_voor(partner.id):
            found.setdefault(tuple(dict.fromkeys(point.in_zin for point in points)), []).append(partner.naam)
    return [*found.items()]


def _reminder(partner: Partner, every: Overzicht, told: Signalen, book: Adresboek) -> Herinnering:
    contact = book.vast(partner.id, "contactpersoon")
    greeting, to = f"collega van {partner.kort}", ""
    if contact:
        greeting, to = contact.naam or contact.functie, contact.email
    elif units := book.eenheden(partner, every.peildatum):
        noun = "contactpersoon" if len(units) == 1 else "contactpersonen"
        greeting = f"{noun} van {opsomming([unit.naam for unit, _ in units])}"
        to = ", ".join(dict.fromkeys(shown.email for _, shown in units if shown.email))
    late = tuple(_late(partner, every))
    found = dict.fromkeys(_asked(partner, every))
    asked = tuple(dict.fromkeys((*(text for alone, text in found if alone), *_owed(partner, every))))
    together = tuple(text for alone, text in found if not alone)
    statements = tuple(_unstated(partner, told))
    owed = tuple(_coming(partner, told))
    # What it leads or has is for who takes over after its last day; what it owes itself, it owes then too.
    its = {*_due(partner, every), *_ending(partner, told)}
    stays = {(day, text) for day, text in its if partner.lid_tot is None or day <= partner.lid_tot}
    soon = tuple(f"{lange_datum(day)}: {text}" for day, text in sorted({*stays, *statements, *owed}))
    return Herinnering(partner, f"Beste {greeting},", to, late, asked, together, soon, bool(statements or owed))


def _action_points(partner: Partner, dossier: Dossier) -> Iterator[tuple[Bijeenkomst, Actiepunt]]:
    """Yield the action points of a party with their meeting; one without an owner is of who keeps the dossier."""
    for meeting in dossier.bijeenkomsten.values():
        for point in meeting.actiepunten:
            if office(dossier, point.eigenaar) is partner:
                yield meeting, point


def _late(partner: Partner, every: Overzicht) -> Iterator[str]:
    """Yield the actions and action points of a party that are past their day and do not rest."""
    dossier, day = every.dossier, every.peildatum
    for plan in dossier.jaarplannen.values():
        for action in dossier.acties_van(plan.id):
            late = te_laat(dossier, action, day) and not rust(dossier, action, day)
            if action.trekker == partner.id and late and not partner.weg_sinds(day):
                yield (
                    f"Actie {action.nummer} uit het {plan.naam}, {action.titel}, zou op "
                    f"{lange_datum(action.gereed)} klaar zijn. Is dat gelukt? Zo niet, wat is een nieuwe einddatum?"
                )
    for meeting, point in _action_points(partner, dossier):
        if point.te_laat(day):
            text = without_point(point.tekst)
            yield (
                f"Actiepunt uit de bijeenkomst van {lange_datum(meeting.datum)}: {text}. Dit zou op "
                f"{lange_datum(point.gereed)} klaar zijn. Hoe staat het ermee?"
            )
    for one in dossier.agreed.afwikkelingen:
        if one.partner == partner.id and one.gedaan_op is None and one.uiterlijk < day:
            last = lange_datum(one.uiterlijk)
            yield f"Bij uw vertrek hoort: {one.in_zin}. Dit zou op {last} klaar zijn. Is dat gelukt?"


def _owed(partner: Partner, every: Overzicht) -> Iterator[str]:
    """Yield what a party that leaves still has to do, from the day it is known until it is done or late."""
    for one in every.dossier.agreed.afwikkelingen:
        if one.partner == partner.id and one.gedaan_op is None and one.uiterlijk >= every.peildatum:
            last = lange_datum(one.uiterlijk)
            yield f"Bij uw vertrek hoort: {one.in_zin}. Dat kan tot en met {last}. Is dit al gedaan?"


def _asked(partner: Partner, every: Overzicht) -> Iterator[tuple[bool, str]]:
    """Yield what the party can do about what asks for attention, addressed to it, and whether it does so alone.

    An honest answer ('deels', 'nee') is for the meeting, not what the records ask beside it; what others do is no ask.
    """
    found: dict[tuple[bool, str, str, str], list[str]] = {}  # what differs only in whose it is, with those names
    shared = [
        one for point in every.punten for one in point.gezegd if one.partner is None and one.doet == (partner.id,)
    ]
    for point in every.punten:
        for said_of in point.gezegd:
            oordeel = said_of.daarnaast if said_of.uitkomst in EIGEN_ANTWOORD else said_of
            if oordeel is None or partner.id not in oordeel.doet:
                continue
            if oordeel.uitkomst is Uitkomst.TE_LAAT and _leads(partner, every.dossier, oordeel.bij):
                continue  # a late action, told with its day
            if oordeel.bij is not None and oordeel.bij.path[:1] == ("afwikkelingen",):
                continue  # what belongs to leaving, told with its day
            if any(looked_up_with(oordeel, one) for one in shared):
                continue
            if oordeel.partner is None and partner.weg_sinds(every.peildatum):
                continue  # what the others do together goes on without it
            told, does = _addressed(oordeel, partner, every.dossier)
            # Who acts alone is asked; with others the sentence names all of them.
            alone = oordeel.nu.startswith(ELK) or oordeel.doet == (partner.id,)
            # What is said of a statement does not say about what it is: that it is not there, or came late.
            about = _about(point) if point.bepalingen[0].toets.soort == "verklaring" else ""
            said = f"{_question(does, partner) if alone else f'{at_start(does)}.'}{about}"
            other = every.dossier.partners.get(oordeel.partner or "", partner)
            whose = "u" if other is partner else other.in_zin
            lacks = oordeel.alleen_gemis(other.in_zin)
            found.setdefault((alone, lacks, "" if lacks else told, said), []).append(whose)
    for (alone, lacks, told, said), names in found.items():
        yield alone, f"{capital(van_elk(names, lacks) if lacks else told)}. {said}"


def _leads(partner: Partner, dossier: Dossier, place: Place | None) -> bool:
    """Tell whether a place is in an action that a party leads."""
    record = dossier.files[place.name].record if place and place.name in dossier.files else None
    return isinstance(record, Actie) and record.trekker == partner.id


def _addressed(oordeel: Oordeel, partner: Partner, dossier: Dossier) -> tuple[str, str]:
    """Return what is told and what is to do, as one of those who do it reads them."""
    told, does = oordeel.toelichting, oordeel.nu
    names = [dossier.partners[id].in_zin for id in oordeel.doet]
    if does.startswith(ELK):  # each does so for itself, and need not read who else does
        told = told.replace(opsomming(names), f"u en {counted(len(names) - 1, 'andere partij', 'andere partijen')}")
        does = does.removeprefix(ELK).replace(f" {at_keeper(dossier)} ", f" {at_keeper(dossier, partner)} ")
        return told, partner.in_zin + does
    if len(names) == 1:
        return _to_reader(told, partner.in_zin, _longer_names(dossier, partner.in_zin)), does
    subject = next((one for one in (opsomming(names), "de partijen") if does.startswith(f"{one} ")), None)
    if subject:  # who reads it, is 'u' in it
        does = _with_others(partner, names) + does.removeprefix(subject)
    # What comes after it is about others.
    return (until_semicolon(told) if oordeel.partner is None else told), does


def _longer_names(dossier: Dossier, name: str) -> list[str]:
    """Return the names of parties and their units in which the name of a party stands as a part, longest first."""
    parties = dossier.partners.values()
    every = {text for one in parties for text in (one.naam, one.in_zin, *(unit.naam for unit in one.eenheden))}
    return sorted((one for one in every if name in one and one != name), key=len, reverse=True)


def _to_reader(text: str, name: str, longer: Iterable[str] = ()) -> str:
    """Return a sentence about a party as that party reads it: ``u verklaart dit``, ``uw contactpersoon``, ``van u``.

    A title in quotes stays, and so do ``longer`` names that hold this one. What goes on about the party with a pronoun
    stays as it is: another 'zij' may be meant.
    """
    if _PRONOUN.search(text):
        return text
    own = rf"{re.escape(name)}\b(?! [A-Z])"
    stays = "|".join((_QUOTED, *(rf"\b{re.escape(one)}(?!\w)" for one in longer)))
    parts = re.split(f"({stays})", text)
    for at in range(0, len(parts), 2):  # what stays has the odd places
        one = re.sub(rf"\b(?:de|het) (\w+) van {own}", r"uw \1", parts[at])
        one = re.sub(rf"{_SUBJECT}\b{own} ({_verbs(_YOU)})\b", lambda found: f"u {_YOU[found[1]]}", one)
        one = re.sub(rf"\b({_verbs(_YOU)}) {own}", lambda found: f"{_YOU[found[1]]} u", one)
        parts[at] = re.sub(rf"\b{own}", "u", one)
    return "".join(parts)


def _verbs(forms: Mapping[str, str]) -> str:
    return "|".join(forms)


def _with_others(partner: Partner, names: list[str]) -> str:
    """Return the party that reads with those who do the same: by name when they are few."""
    others = [name for name in names if name != partner.in_zin]
    return opsomming(["u", *others] if len(others) < _NAMED else ["u", f"{in_letters(len(others))} andere partijen"])


def _about(point: Punt) -> str:
    """Say about which clauses a statement is: of many only how many."""
    many = len(point.bepalingen)
    return f" Het gaat om {point.in_zin if many <= FEW else counted(many, 'afspraak', 'afspraken')}."


def _question(does: str, partner: Partner) -> str:
    """Ask a party what a sentence says that it does: ``Deelt u versie 3 en noemt u de datum?``."""
    verb, _, rest = does.removeprefix(f"{partner.in_zin} ").partition(" ")
    others = _SECOND.sub(r"\g<0> u", rest)
    return f"{at_start(verb)} u {others}?"


def _closed(text: str) -> str:
    """Return a text on one line, with a full stop when it has no end of its own."""
    line = " ".join(text.split())
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _due(partner: Partner, every: Overzicht) -> Iterator[tuple[date, str]]:
    """Yield the days on which actions and action points of a party must be ready soon."""
    dossier, day = every.dossier, every.peildatum
    for action in dossier.acties.values():
        if action.trekker == partner.id and verwacht(dossier, action, day) and soon_enough(action.gereed, day):
            yield action.gereed, f"de einddatum van actie {action.nummer}, {action.titel}."
    for _, point in _action_points(partner, dossier):
        if point.status == "open" and soon_enough(point.gereed, day):
            yield point.gereed, f"de einddatum van dit actiepunt: {_closed(point.tekst)}"


def _unstated(partner: Partner, told: Signalen) -> Iterator[tuple[date, str]]:
    """Yield the last days for the statements that a party has not completed yet."""
    for last, period, group in unstated(told):
        if soon_enough(last, told.overzicht.peildatum) and any(one.partner is partner for one in group):
            yield last, f"de laatste dag voor uw verklaring over {period}{aside(group[0].waarover)}."


def _coming(partner: Partner, told: Signalen) -> Iterator[tuple[date, str]]:
    """Yield the last days for what clauses ask of the party itself by then."""
    for one in told.terugkomend:
        if soon_enough(one.dag, told.overzicht.peildatum) and any(who is partner for who in one.partners):
            yield one.dag, f"de laatste dag voor {one.gevraagd}."


def soon_enough(day: date, today: date) -> bool:
    """Tell whether a reminder tells of a last day that comes."""
    return today <= day <= today + _SOON


def _ending(partner: Partner, told: Signalen) -> Iterator[tuple[date, str]]:
    """Yield what ends in the record of a party."""
    for signal in told.verloopt:
        if signal.place.name == partner.name:
            yield signal.dag, f"{signal.eigen}."
