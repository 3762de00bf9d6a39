"""The report of a meeting: what was decided, who does what, who was there, and what was said of each item."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from convenant_cli.documents.content.bijeenkomsten import facts, function_of
from convenant_cli.documents.content.contacts import Adresboek
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.bijeenkomsten import actions_on, choices, following, invited, meeting_of, report_is_adopted
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import by_name, issuer
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Partner
from convenant_cli.records.bijeenkomst import Aanwezige
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import capital, counted, in_letters, opsomming

__all__ = ["SENTENCE", "choices", "context"]

SENTENCE = "Het verslag van een bijeenkomst: besluiten, actiepunten, wie er was en wat er is besproken."


@dataclass(frozen=True, slots=True)
class Komst:
    """Whether a party was there: through whom, or why not."""

    partner: Partner
    staat: Literal["aanwezig", "afgemeld", "geen bericht"]
    toelichting: str


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of the report shows. ``which`` is the id of the meeting.

    Raises ConvenantError when the meeting is not in the dossier, or was not held.
    """
    meeting, words = meeting_of(dossier, which), Words(dossier)
    _require_held(meeting, moment)
    # Whoever reads of one body does not go to the meetings of another.
    later = [one for one in following(dossier, meeting) if one.orgaan in (None, meeting.orgaan)]
    same = next((one for one in later if one.bijeenkomstsoort == meeting.bijeenkomstsoort), None)
    there = _attendance(dossier, meeting, Adresboek(dossier, moment.intern))
    return {
        "kop": _head(dossier, meeting, words, moment),
        "moment": moment,
        "bijeenkomst": meeting,
        "acties": actions_on(meeting.actiepunten, meeting.datum),
        "komst": there,
        "groepen": _alike(there),
        "telling": _counted(there),
        "volgende": [*later[:1], *([same] if same and same not in later[:1] else [])],
        "rapport_bij": next((at for at, point in enumerate(meeting.agenda) if point.soort == "naleving"), None),
        "woorden": words.tables(),
    }


def _require_held(meeting: Bijeenkomst, moment: Moment) -> None:
    if meeting.status == "vervallen":
        raise ConvenantError("deze bijeenkomst ging niet door; daarvan is er geen verslag")
    if meeting.status == "gepland" and meeting.datum >= moment.peildatum:
        remedy = f"'convenant render agenda {quoted(meeting.id)}' maakt de agenda"
        raise ConvenantError(f"deze bijeenkomst is nog niet gehouden; {remedy}")
    if meeting.status == "gepland":
        remedy = f"is zij geweest, leg dan in {meeting.name} de status 'gehouden' vast en wie er was"
        raise ConvenantError(f"deze bijeenkomst is nog niet gehouden, volgens het dossier; {remedy}")


def _head(dossier: Dossier, meeting: Bijeenkomst, words: Words, moment: Moment) -> Kop:
    report, adopted = meeting.verslag, report_is_adopted(meeting, moment.peildatum)
    day = report.vastgesteld_op if report and adopted else None
    status = "vastgesteld" if adopted else "concept"
    about = [*facts(dossier, meeting, words), ("Status", f"{status} op {lange_datum(day)}" if day else status)]
    if report and report.vindplaats:
        about.append(("Vindplaats", report.vindplaats))
    return Kop(
        titel=f"Verslag: {meeting.titel}",
        ondertitel=subtitle(dossier.agreed),
        gegevens=tuple(about),
        status=status,
        auteur=issuer(dossier),
        voorbehoud="" if adopted else "dit verslag is nog niet vastgesteld.",
    )


# --- who was there ------------------------------------------------------------------------------------------------


def _attendance(dossier: Dossier, meeting: Bijeenkomst, contacts: Adresboek) -> list[Komst]:
    """Return every party that was invited, was there or sent word: those that were there first."""
    present = {one.partner: one for one in meeting.aanwezig}
    excused = {one.partner: one for one in meeting.afgemeld}
    known = {partner.id: partner for partner in invited(dossier, meeting)}
    known |= {id: dossier.partners[id] for id in (*present, *excused) if id in dossier.partners}
    found = []
    for partner in by_name(known.values()):
        if partner.id in present:
            found.append(Komst(partner, "aanwezig", _through(present[partner.id], partner, meeting, contacts)))
        elif partner.id in excused:
            found.append(Komst(partner, "afgemeld", excused[partner.id].reden or ""))
        else:
            found.append(Komst(partner, "geen bericht", ""))
    order = ("aanwezig", "afgemeld", "geen bericht")
    return sorted(found, key=lambda one: order.index(one.staat))


def _through(one: Aanwezige, partner: Partner, meeting: Bijeenkomst, contacts: Adresboek) -> str:
    """Return through whom a party was there; the function of its contact when that is known of that day."""
    if one.via == "ander":
        return one.functie or "iemand anders"
    known = one.functie or function_of(contacts, partner, one.via, meeting)
    return f"{one.via} ({known})" if known else one.via


def _alike(there: list[Komst]) -> list[tuple[Komst, list[str]]]:
    """Return the parties of which the same is told together, in the order in which the first of each comes."""
    found: dict[tuple[str, str], tuple[Komst, list[str]]] = {}
    for one in there:
        found.setdefault((one.staat, one.toelichting), (one, []))[1].append(one.partner.id)
    return list(found.values())


def _counted(there: list[Komst]) -> str:
    """Return how many parties were there, sent word, or did not, in a sentence."""
    counts = {state: sum(one.staat == state for one in there) for state in ("aanwezig", "afgemeld", "geen bericht")}
    here, excused, silent = counts.values()
    parts = [f"{counted(here, 'partij was', 'partijen waren')} er"]
    if excused:
        parts.append(f"{in_letters(excused)} meldde{'' if excused == 1 else 'n'} zich af")
    if silent:
        parts.append(f"van {in_letters(silent)} is geen bericht gevonden")
    return f"{capital(opsomming(parts))}."
