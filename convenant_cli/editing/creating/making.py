"""A draft becomes files: complete, valid, and tried in the dossier before anything is written."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.jaarplannen import plan_of
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.lacking import refuse_incomplete
from convenant_cli.editing.creating.laying_out import laid_out
from convenant_cli.editing.creating.proposals import BY_YEAR, filled, full_id
from convenant_cli.editing.creating.proving import SIGNED, proven, refuse_taken
from convenant_cli.editing.creating.resting import what_rests
from convenant_cli.editing.creating.statements import open_form
from convenant_cli.editing.decided import decision
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.layout import ordered
from convenant_cli.editing.trial import Proef
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Actie, Convenant, Jaarplan, Record, Verklaring
from convenant_cli.records.model.shapes import Shape
from convenant_cli.sources.sources import Source
from convenant_cli.text.naamwoord import met_lidwoord
from convenant_cli.text.opdracht import quoted


@dataclass(frozen=True, slots=True)
class Nieuw:
    """What would be written, in this order, and what it does to the dossier."""

    bestanden: dict[str, bytes]
    proef: Proef
    id: str
    """The id of what is new, as others point to it."""


def made(source: Source, draft: Ontwerp, peildatum: date, decided: str, tags: Container[str]) -> Nieuw:
    """Return the files of a new thing; nothing is written. Raises ConvenantError when it would bring a fault.

    ``decided``: the number of the decision that a new action of an adopted plan rests on; ``tags``: of the repository.
    """
    if draft.soort.lijst:
        holder_of(draft.dossier, draft)
    if draft.soort.naam in BY_YEAR:
        full_id(draft)
    filled(draft)
    refuse_incomplete(draft)
    if draft.soort.lijst:
        files, id = _part(source, draft)
        own = next(iter(files))
    else:
        id = full_id(draft)
        own = draft.soort.record.place(id)
        refuse_taken(source, own)
        is_form = draft.soort.record is Verklaring and draft.data.keys() <= {"antwoorden"}
        files = {own: open_form(own, draft) if is_form else laid_out(draft.soort.record, own, draft.data, draft.notes)}
    if decided:
        files |= _decided(source, draft, files, id, decided, tags)
    return Nieuw(files, proven(source, files, peildatum, own, decided, draft.soort.naam == "bepaling"), id)


def _part(source: Source, draft: Ontwerp) -> tuple[dict[str, bytes], str]:
    """Return the file of the record with one more part, and the id of the part."""
    holder = holder_of(draft.dossier, draft)
    soort = draft.soort
    name = str(draft.data.get(soort.naamveld, ""))
    item = ordered(Shape(model=soort.model), draft.data)
    try:
        raw = edited(
            source.files[holder.name],
            [Edit("append", (soort.lijst,), item)],
            lambda way: order_of(soort.record, way),
        )
    except ConvenantError as error:
        raise ConvenantError(f"{holder.name}: {error}") from error
    return {holder.name: raw}, name


def holder_of(dossier: Dossier, draft: Ontwerp) -> RecordFile:
    """Return the record that gets the part. Raises ConvenantError when it is not there or cannot be read."""
    soort = draft.soort
    id = Convenant.soort if soort.record is Convenant else draft.bij
    noun = soort.record.soort
    file = next((one for one in dossier.files.values() if one.kind is soort.record and one.id == id), None)
    if file is None:
        known = list(dossier.all(soort.record))
        choice = (
            f"kies uit: {', '.join(known)}" if known else f"er is er nog geen; maak er een met 'convenant new {noun}'"
        )
        asked = f"'{id}' is geen {noun}" if id else f"noem met --bij welke {noun} dit krijgt"
        raise ConvenantError(f"{asked}; {choice}")
    if not file.whole:
        raise ConvenantError(
            f"{file.name} heeft een fout; 'convenant validate {quoted(file.name)}' zegt welke. Los die eerst op"
        )
    return file


def _decided(
    source: Source, draft: Ontwerp, files: Mapping[str, bytes], id: str, number: str, tags: Container[str]
) -> dict[str, bytes]:
    """Return the adopted plan with the decision by which it got something new."""
    is_action = draft.soort.record is Actie
    held = draft.plan if is_action or draft.soort.record is Jaarplan else None
    plan = plan_of(draft.dossier, held) if held else None
    if plan is None:
        raise ConvenantError("een besluit hoort bij een actie in een vastgesteld plan; laat --besluit weg")
    subject = f"Actie {draft.data['nummer']} ({draft.data['titel']})" if is_action else f"Het {draft.soort.naam} '{id}'"
    edits = decision(draft.dossier, plan, number, (id,) if is_action else (), f"{subject} is toegevoegd.", tags)
    raw = files.get(plan.name, source.files[plan.name])
    return {plan.name: edited(raw, edits, lambda way: order_of(Jaarplan, way))}


def _named(draft: Ontwerp, id: str) -> list[tuple[str, str]]:
    """Return how to give a party its article in sentences, and how they read now; nothing when it has one."""
    if draft.data.get("zinsnaam"):
        return []
    name = str(draft.data.get("korte_naam") or draft.data.get("naam", id))
    known, whole = met_lidwoord(name), str(draft.data.get("naam", id))
    if known == name:
        return [
            (f'convenant set {id} zinsnaam="de …"', f"als een zin 'de' of 'het' vraagt; nu staat er '{name} doet mee'")
        ]
    if " " in whole:
        return [(f'convenant set {id} zinsnaam="…"', f"als een zin haar anders noemt; nu staat er '{known} doet mee'")]
    return [(f"convenant set {id} zinsnaam={quoted(known)}", f"dan staat er '{known} doet mee'; nu '{name} doet mee'")]


def _covered(draft: Ontwerp, id: str) -> list[tuple[str, str]]:
    """Return how to record why a clause came after the agreement was signed: only what is there can be named."""
    if day := draft.data.get("ingangsdatum"):
        return [
            (
                f"convenant new wijzigingsbesluit soort=wijziging bepalingen={id} ingang={day}",
                f"legt met ieders instemming vast waarom zij erbij komt; tot dan meldt validate {SIGNED}",
            )
        ]
    return [
        (
            f'convenant set convenant correcties+="{{datum: …, reden: …, door: …, bepalingen: [{id}]}}"',
            f"als zij in het convenant staat en was vergeten; tot dan meldt validate {SIGNED}",
        ),
        ("convenant new bepaling … ingangsdatum=…", "is nodig als zij er met een besluit bij komt; haal deze dan weg"),
    ]


def next_steps(draft: Ontwerp, id: str) -> list[tuple[str, str]]:
    """Return what comes next after something was made: a command and what it does."""
    soort = draft.soort.naam
    record: type[Record] = draft.soort.record
    more = {
        "jaarplan": [
            *([] if draft.data.get("themas") else [(Jaarplan.place(id), "vraagt bij 'themas' een thema met een doel")]),
            (f"convenant new actie --bij {id}", "maakt een actie in het plan"),
        ],
        "bijeenkomst": [(f"convenant render agenda {id} --naar agenda.docx", "maakt de agenda om te versturen")],
        "verklaring": [(f"convenant set verklaring:{id} functie=… antwoorden.BEPALING.antwoord=ja", "vult haar in")],
        "partner": [
            *_named(draft, id),
            *(
                []
                if draft.data.get("contactpersoon")
                else [(f"convenant set {id} contactpersoon.functie=…", "legt vast wie u belt")]
            ),
            (f"convenant new aanbod --bij {id}", "legt vast wat de partij aanbiedt"),
        ],
        "besluit": [(f"convenant render verslag {quoted(draft.bij)} --naar verslag.docx", "maakt het verslag")],
        # While the agreement is copied, a clause asks nothing more.
        "bepaling": _covered(draft, id) if draft.dossier.agreed.overgenomen else [],
        "ontheffing": what_rests(draft),
        "aanbod": [(f"convenant find {quoted(str(draft.data.get('titel', '')))}", "laat zien of men het vindt")],
    }.get(soort, [])
    if record is Actie:
        more = [(f"convenant set actie:{id} status=loopt", "als het werk begint")]
    return more
