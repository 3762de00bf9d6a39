"""The evaluations of a year: what came out, what is still to come, and what goes into the agreement's evaluation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from convenant_cli.documents.content.verwerkt import wegen
from convenant_cli.documents.kinds import STAND_OP, Kop, Moment
from convenant_cli.documents.page.filters import at_start
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.aanbod import document_of, plan_word
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.partijen import issuer
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Bepaling, Bijeenkomst, Evaluatie, Jaarplan
from convenant_cli.records.evaluatie import Waardering
from convenant_cli.text.sentences import counted, in_letters, opsomming

SENTENCE = "De evaluaties van een jaar: uitkomsten, conclusies en wat meegaat naar de evaluatie van het convenant."

_MANY = 4  # from here on, a title page and a table of contents help
_RATINGS: tuple[Waardering, ...] = get_args(Waardering)


@dataclass(frozen=True, slots=True)
class Besproken:
    """An evaluation with what it is about and where it was discussed."""

    evaluatie: Evaluatie
    actie: Actie | None
    naam: str
    """What was evaluated: ``1.2 Lessen``, ``jaarplan 2025``, ``het convenant``."""
    doel: str
    bijeenkomst: Bijeenkomst | None


@dataclass(frozen=True, slots=True)
class Themadeel:
    """A theme of a plan with the outcomes of its actions."""

    titel: str
    uitkomsten: tuple[Besproken, ...]


@dataclass(frozen=True, slots=True)
class Nog:
    """An action without an evaluation, and when that comes."""

    actie: Actie
    wanneer: str


@dataclass(frozen=True, slots=True)
class Evaluatieafspraak:
    """A clause about evaluating the agreement, and how it stands."""

    bepaling: Bepaling
    stand: str


def choices(dossier: Dossier) -> list[str]:
    """Return the years that have evaluations."""
    return sorted({_year(note) for note in dossier.evaluaties.values()})


def context(dossier: Dossier, which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template shows. ``which`` is the year; what came after the reference date is left out."""
    words = Words(dossier)
    known = sorted(
        (note for note in dossier.evaluaties.values() if note.datum <= moment.peildatum),
        key=lambda note: (note.datum, note.id),
    )
    outcomes = [_outcome(dossier, note) for note in known if _year(note) == which]
    outcomes.sort(key=lambda one: _order(dossier, one))
    plan = dossier.jaarplannen.get(which)
    word = plan.woord if plan else plan_word(dossier)
    of_actions = [one for one in outcomes if one.actie]
    open_actions = _without(dossier, plan, known, moment.peildatum) if plan else []
    # How it stood when the agreement was evaluated: what can be done in a later period, says nothing of this one.
    held = [one.evaluatie.datum for one in outcomes if one.evaluatie.convenant]
    clauses = _clauses(dossier, max(held, default=moment.peildatum))
    # What no clause asks to be carried on, is not something still to do.
    asked = any(one.bepaling.toets.gegevens.get("gebruikt") for one in clauses)
    complete = bool(plan and of_actions and not open_actions)
    told = [(one.evaluatie, one.naam) for one in outcomes if not one.evaluatie.convenant]
    ways = [way for way in wegen(dossier, known, told, complete) if way.waar or asked]
    return {
        "kop": _head(dossier, which, plan, outcomes, moment),
        "moment": moment,
        "jaar": which,
        "plan": plan,
        "uitkomsten": outcomes,
        "planwoord": word,
        # Of the agreement or a document it says when it was evaluated, and not about which time.
        "over_dat_jaar": any(one.evaluatie.actie or one.evaluatie.jaarplan for one in outcomes)
        or any(str(one.evaluatie.datum.year) != which for one in outcomes),
        "telling": _counted(outcomes, word, dossier.agreed.zinsnaam),
        "gehaald": _achieved(of_actions),
        "anders": [one for one in outcomes if _changes(one.evaluatie)],
        "elke_actie": complete,
        "van_acties": of_actions,
        "van_plannen": [one for one in outcomes if one.evaluatie.jaarplan],
        "van_documenten": [one for one in outcomes if one.evaluatie.document],
        "van_convenant": [one for one in outcomes if one.evaluatie.convenant],
        "themas": _themes(dossier, which, of_actions),
        "nog": open_actions,
        "klaar_zonder": [row.actie for row in open_actions if row.actie.status == "afgerond"],
        "vervallen": _dropped(dossier, plan, known) if plan else [],
        "plan_nog": _plan_to_come(dossier, plan, known, moment.peildatum) if plan else "",
        "afspraken": clauses,
        "wegen": ways,
        "niet_meegenomen": next((way.namen for way in ways if not way.waar), ()),
        "besproken": _discussed(outcomes),
        "niet_besproken": [_discussable(one) for one in outcomes if one.bijeenkomst is None],
        "woorden": words.tables() | {"uitkomstnaam": {id: _name(dossier, id) for id in dossier.evaluaties}},
    }


def _changes(note: Evaluatie) -> bool:
    """Tell whether an evaluation says what is done otherwise from now on."""
    return note.vervolg.keuze != "voortzetten" and bool(note.vervolg.toelichting)


def _year(note: Evaluatie) -> str:
    return note.id.split("/")[0]


def _head(dossier: Dossier, which: str, plan: Jaarplan | None, outcomes: list[Besproken], moment: Moment) -> Kop:
    facts = [(STAND_OP, lange_datum(moment.peildatum))]
    if plan:
        facts.append((plan.woord.capitalize(), f"{plan.titel} ({plan.status})"))
    return Kop(
        f"Evaluatie {which}",
        subtitle(dossier.agreed),
        tuple(facts),
        auteur=issuer(dossier),
        omslag=len(outcomes) > _MANY,
    )


# --- outcomes -----------------------------------------------------------------------------------------------------


def _outcome(dossier: Dossier, note: Evaluatie) -> Besproken:
    action = dossier.acties.get(note.actie or "")
    goal = _goal(dossier, action) if action else ""
    return Besproken(note, action, _name(dossier, note.id), goal, dossier.bijeenkomsten.get(note.besproken_in or ""))


def _name(dossier: Dossier, id: str) -> str:
    """Return what an evaluation is about."""
    note = dossier.evaluaties[id]
    if action := dossier.acties.get(note.actie or ""):
        return f"{action.nummer} {action.titel}"
    if known := document_of(dossier, note.document or ""):
        return f"{known.titel}{f', versie {note.versie}' if note.versie else ''}"
    if plan := dossier.jaarplannen.get(note.jaarplan or ""):
        return plan.naam
    return f"plan {note.jaarplan}" if note.jaarplan else dossier.agreed.zinsnaam if note.convenant else note.titel


def _goal(dossier: Dossier, action: Actie) -> str:
    plan = dossier.jaarplannen.get(action.jaarplan)
    goals = [goal for theme in plan.themas for goal in theme.doelen] if plan else []
    return next((goal.tekst for goal in goals if goal.id == action.doel), "")


def _theme_number(dossier: Dossier, action: Actie) -> int:
    plan = dossier.jaarplannen.get(action.jaarplan)
    themes = plan.themas if plan else ()
    return next((theme.nummer for theme in themes if theme.thema == action.thema), 0)


def _order(dossier: Dossier, outcome: Besproken) -> tuple[str, int, int]:
    """Order the actions by plan, theme and number; what is about more than an action comes last."""
    action = outcome.actie
    if action is None:
        return "~", 0, 0
    return action.jaarplan, _theme_number(dossier, action), dossier.acties_van(action.jaarplan).index(action)


def _themes(dossier: Dossier, which: str, outcomes: list[Besproken]) -> list[Themadeel]:
    grouped: dict[str, list[Besproken]] = {}
    known = dossier.agreed.themas
    for outcome in outcomes:
        if action := outcome.actie:
            term = known.get(action.thema)
            title = f"Thema {_theme_number(dossier, action)}: {term.naam if term else action.thema}"
            if action.jaarplan != which:
                plan = dossier.jaarplannen.get(action.jaarplan)
                title += f" ({plan.naam if plan else action.jaarplan})"
            grouped.setdefault(title, []).append(outcome)
    return [Themadeel(title, tuple(group)) for title, group in grouped.items()]


def _counted(outcomes: list[Besproken], plan: str, het: str) -> str:
    """Say how many evaluations there are and of what: ``zijn negen evaluaties vastgelegd: acht van acties en …``."""
    kinds = (
        (sum(one.actie is not None for one in outcomes), "van een actie", "van acties"),
        (sum(one.evaluatie.jaarplan is not None for one in outcomes), f"van het {plan}", f"van het {plan}"),
        (sum(one.evaluatie.document is not None for one in outcomes), "van een document", "van documenten"),
        (sum(bool(one.evaluatie.convenant) for one in outcomes), f"van {het}", f"van {het}"),
    )
    parts = [(count, one if count == 1 else more) for count, one, more in kinds if count]
    number, are = len(outcomes), "is" if len(outcomes) == 1 else "zijn"
    said = f"{are} {counted(number, 'evaluatie', 'evaluaties')} vastgelegd"
    if len(parts) == 1:
        every = {1: "", 2: "allebei "}.get(number, "allemaal ")
        return f"{said}, {every}{parts[0][1]}"
    return f"{said}: {opsomming([f'{in_letters(count)} {what}' for count, what in parts])}"


def _achieved(outcomes: list[Besproken]) -> str:
    """Say how it went with the goals: ``bij vijf acties is het doel gehaald en bij één deels gehaald``."""
    counts = {rating: sum(one.evaluatie.waardering == rating for one in outcomes) for rating in _RATINGS}
    parts: list[str] = []
    for rating, count in counts.items():
        if count:
            how = rating.replace("-", " ")
            first = f"bij {counted(count, 'actie', 'acties')} is het doel {how}"
            parts.append(f"bij {in_letters(count)} {how}" if parts else first)
    return opsomming(parts)


def _discussable(outcome: Besproken) -> str:
    """Return what a meeting discusses: an action by its name, of anything else its evaluation."""
    return outcome.naam if outcome.actie else f"de evaluatie van {outcome.naam}"


def _discussed(outcomes: list[Besproken]) -> list[tuple[Bijeenkomst, list[str]]]:
    """Return the meetings in which outcomes were discussed or will be, with what was."""
    found: dict[str, tuple[Bijeenkomst, list[str]]] = {}
    for outcome in outcomes:
        if meeting := outcome.bijeenkomst:
            found.setdefault(meeting.id, (meeting, []))[1].append(_discussable(outcome))
    return sorted(found.values(), key=lambda pair: (pair[0].datum, pair[0].aanvang))


# --- what has no evaluation yet -----------------------------------------------------------------------------------


def _without(dossier: Dossier, plan: Jaarplan, known: list[Evaluatie], day: date) -> list[Nog]:
    """Return the actions of a plan that still get an evaluation; what is done comes first."""
    done = {note.actie for note in known}
    rows = [
        Nog(action, _when(action, day))
        for action in dossier.acties_van(plan.id)
        if action.id not in done and action.status != "vervallen"
    ]
    return sorted(rows, key=lambda row: row.actie.status != "afgerond")


def _when(action: Actie, day: date) -> str:
    if action.status == "afgerond":
        return f"nu; klaar sinds {lange_datum(action.afgerond_op)}" if action.afgerond_op else "nu; de actie is klaar"
    if action.status == "uitgesteld":
        return "als de actie is gedaan"
    last = lange_datum(action.gereed)
    return f"na {last}" if action.gereed >= day else f"als de actie klaar is; de einddatum was {last}"


def _dropped(dossier: Dossier, plan: Jaarplan, known: list[Evaluatie]) -> list[Actie]:
    done = {note.actie for note in known}
    return [one for one in dossier.acties_van(plan.id) if one.status == "vervallen" and one.id not in done]


def _plan_to_come(dossier: Dossier, plan: Jaarplan, known: list[Evaluatie], day: date) -> str:
    """Say that the plan as a whole has no evaluation yet; empty when it has."""
    if any(note.jaarplan == plan.id for note in known):
        return ""
    stretch = dossier.tijdvak(plan.periode)
    text = f"Het {plan.naam} als geheel is nog niet geëvalueerd."
    if stretch is None:
        return text
    runs = "loopt nog" if day < stretch.tot else "liep"
    return f"{text} Het plan {runs} tot en met {lange_datum(stretch.laatste)}."


# --- the evaluation of the agreement ------------------------------------------------------------------------------


def _clauses(dossier: Dossier, day: date) -> list[Evaluatieafspraak]:
    """Return the clauses about evaluating the agreement, each with what is known of the last time for it."""
    asked = [one for one in dossier.getoetst("evaluatie") if one.toets.gegevens.get("van") == "convenant"]
    if not asked:
        return []
    said = {oordeel.bepaling: oordeel for oordeel in judge(dossier, day)}
    return [Evaluatieafspraak(clause, _sentence(dossier, said.get(clause.id))) for clause in asked]


def _sentence(dossier: Dossier, oordeel: Oordeel | None) -> str:
    """Return what is known of a clause as a sentence, with where a reading stands on which that rests."""
    if oordeel is None:
        return ""
    agreed = dossier.agreed
    where = "".join(
        f" Lezing {one.nummer} staat in de bijlage bij het nalevingsrapport."
        for number, one in enumerate(agreed.interpretaties)
        if agreed.at("interpretaties", number) in oordeel.rust_op
    )
    return f"{at_start(oordeel.toelichting).rstrip('.')}.{where}"
