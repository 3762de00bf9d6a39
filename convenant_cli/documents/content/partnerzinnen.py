"""One changed field in words for partners; nothing for what only says how the dossier is kept or tested."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

from convenant_cli.changes.stukken import Tekststuk
from convenant_cli.changes.wijziging import Aard, Recordwijziging, Veldwijziging, Wat
from convenant_cli.kalender import korte_datum
from convenant_cli.records.model.labels import words

#: Fields, with all in them, that say how somebody keeps the records: names of the program, and when it was looked at.
_OF_THE_KEEPER = frozenset(
    ("id", "zinsnaam", "korte_naam", "rollen", "bevestigd_op", "afgestemd_op", "zoekwoorden", "bronplaats",
     "gecontroleerd_op", "genoemd_in_aanhef", "voorbeeld", "verwijzing")
)  # fmt: skip
#: The same, by kind of record: how a clause is held and tested, and what a group of its own tells.
_OF_KIND = {
    "hoofdstuk": frozenset(
        ("toets", "familie", "aard", "ernst", "nummer_zekerheid", "nummer_anders", "onderdeel", "interpretatie",
         "verwant", "toelichting", "eerdere_versies")
    ),
    "convenant": frozenset(
        ("ontheffingen", "niet_doorzocht", "personen", "personen_reden", "afkortingen", "bijeenkomstsoorten",
         "documentsoorten", "leveringsoorten", "doelgroepen", "wetsverwijzingen", "beheerder")
    ),
    "jaarplan": frozenset(
        ("status", "versie", "wijzigingen", "vastgesteld_op", "vastgesteld_in", "vastgesteld_met", "bekendgemaakt")
    ),
    "partner": frozenset(("toelichting",)),
    "bijeenkomst": frozenset(
        ("uitnodiging_verzonden_op", "vorige", "aanwezig", "afgemeld", "nalevingsrapport", "voor_voorzitter")
    ),
}  # fmt: skip
#: What an added part of a list says to a reader; the first that it has.
_TEXTS = (
    "tekst",
    "omschrijving",
    "lezing",
    "vraag",
    "inzet",
    "titel",
    "naam",
    "onderwerp",
    "functie",
    "antwoord",
    "vorm",
)
#: An id of a task, such as ``leden-werven``, after its noun.
_SLUG = re.compile(r"(?<=^aanspreekpunt )[a-z]+(?:-[a-z]+)+|(?<=^levering )[a-z]+(?:-[a-z]+)+")
#: The number of a decision or an action point, as its minutes print it in capitals.
_NUMBERED = re.compile(r"(?<=^actiepunt )[a-z]\d+-\d+|(?<=^besluit )[a-z]\d+-\d+")
_LONG = 300  # letters of an added text
#: How people say that something has another status, and what it had before.
_NOW = {
    "afgerond": "is afgerond",
    "concept": "is weer een concept",
    "gehouden": "is gehouden",
    "gepland": "is nu gepland",
    "loopt": "loopt nu",
    "open": "staat weer open",
    "uitgesteld": "is uitgesteld",
    "vastgesteld": "is vastgesteld",
    "vervallen": "gaat niet door",
}
_BEFORE = {name: f"was {name}" for name in _NOW}
_BEFORE |= {"concept": "was een concept", "loopt": "liep nog", "open": "stond open", "vervallen": "zou niet doorgaan"}
#: What readers call what a record calls otherwise.
_CALLED = {"gereed": "einddatum", "start": "begindatum", "minuten": "duur in minuten", "gebonden": "voor wie"}
_CALLED |= {"opschaling_naar": "wie verder helpt"}


def matters(change: Recordwijziging) -> bool:
    """Tell whether a change is more than wording, layout, or how the records are kept."""
    if change.aard is not Aard.INHOUDELIJK:
        return False
    # What a group of its own tells, such as a plan that was adopted, is told there.
    told = frozenset() if change.soort == "jaarplan" else _OF_KIND.get(change.soort, frozenset())
    return change.wat is not Wat.GEWIJZIGD or any(
        field.aard is Aard.INHOUDELIJK and not (_OF_THE_KEEPER | told).intersection(field.pad)
        for field in change.velden
    )


def rows(change: Recordwijziging) -> tuple[tuple[Tekststuk, ...], ...]:
    """Return the changed fields of a record that partners read, each as a sentence in pieces."""
    done = next((field for field in change.velden if field.pad == ("afgerond_op",) and field.nieuw), None)
    ready = next((one for one in change.velden if one.pad == ("status",) and one.nieuw_waarde == "afgerond"), None)
    if done is not None and ready is not None and _has_words(ready):  # one sentence tells that, and on which day
        told = {id(ready): _another_status(ready, ready.label, f" op {done.nieuw}"), id(done): None}
    else:
        told = {}
    found = (told[id(one)] if id(one) in told else row(one, change.soort) for one in change.velden)
    # What changed alike in several parts that have one name, such as the officer of each school, is news once.
    return tuple(dict.fromkeys(line for line in found if line))


def _has_words(field: Veldwijziging) -> bool:
    """Tell whether this is a status that became another one, each with words for it."""
    known = field.pad[-1] == "status" and field.wat is Wat.GEWIJZIGD
    return known and field.nieuw_waarde in _NOW and field.oud_waarde in _BEFORE


def _another_status(field: Veldwijziging, label: str, day: str = "") -> tuple[Tekststuk, ...]:
    """Say that something has another status, as people do: ``is afgerond op 24-11-2026 (liep nog)``."""
    what = label.removesuffix("status").rstrip(", ")
    text = f"{_NOW[field.nieuw_waarde]}{day} ({_BEFORE[field.oud_waarde]})"
    return (Tekststuk("gelijk", f"{what} {text}".lstrip()),)


def row(field: Veldwijziging, soort: str) -> tuple[Tekststuk, ...] | None:
    """Return one changed field of a kind of record as a sentence in pieces; None when it is not for partners.

    A part that came is told by its own words, never by all its fields.
    """
    hidden = _OF_THE_KEEPER | _OF_KIND.get(soort, frozenset())
    if field.aard is not Aard.INHOUDELIJK or hidden.intersection(field.pad) or field.wat is Wat.VOLGORDE:
        return None
    came, went = field.wat is Wat.TOEGEVOEGD, field.wat is Wat.VERWIJDERD
    value = field.nieuw_waarde if came else field.oud_waarde if went else None
    label = _SLUG.sub(lambda found: found[0].replace("-", " "), field.label)
    label = _NUMBERED.sub(lambda found: found[0].upper(), label).removeprefix("indicator, ")
    if (called := _CALLED.get(str(field.pad[-1]))) and label.endswith(own := words(str(field.pad[-1]))):
        label = label.removesuffix(own) + called
    if _has_words(field):
        return _another_status(field, label)
    if isinstance(value, dict):
        text = _said(value)
        known = went or not text or text in label
        return (Tekststuk("gelijk", f"{'vervalt' if went else 'nieuw'}: {label}{'' if known else f': {text}'}"),)
    if came and field.nieuw and not field.stukken:  # 'afgerond op 20-06-2026': a reader knows that this is news
        return (Tekststuk("gelijk", f"{label}{'' if label.endswith(' op') else ':'} {field.nieuw}"),)
    return replace(field, label=label).delen()


def split(field: Veldwijziging) -> tuple[str, Veldwijziging]:
    """Return how a reader knows the part of a list that a field is in, and the field without that."""
    if len(field.pad) == 2:
        return field.label, field
    own = ", ".join(words(step) for step in field.pad[2:])
    return field.label.removesuffix(f", {own}"), replace(field, label=own)


def _said(part: dict[str, Any]) -> str:
    """Return what a part says to a reader: its words, cut when they are long, and the day by which it is done."""
    text = next((" ".join(str(part[name]).split()) for name in _TEXTS if part.get(name)), "")
    if len(text) > _LONG:
        text = f"{text[:_LONG].rsplit(' ', 1)[0]} …"
    if "gelukt" in part and "gemist" in part:
        return f"{part['gelukt']} keer gelukt, {part['gemist']} keer niet"
    if mail := part.get("email"):
        return f"{text}, {mail}" if text else str(mail)
    return f"{text} (klaar op {korte_datum(date.fromisoformat(part['gereed']))})" if part.get("gereed") else text
