"""The regular work of who keeps a dossier, each job with its command."""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.aanbod import plan_word
from convenant_cli.judging.signalen import Signalen
from convenant_cli.text.opdracht import quoted


def jobs(told: Signalen) -> list[tuple[str, str, str]]:
    """Return the regular jobs: when, what it does, and the command."""
    dossier = told.overzicht.dossier
    meeting = told.bijeenkomst.id if told.bijeenkomst else "BIJEENKOMST"
    talk = "Voor een evaluatie" if dossier.getoetst("evaluatie") else "Voor een gesprek over de afspraken"
    return [
        ("Na elke wijziging", "controleert alle bestanden", "convenant validate"),
        ("Elke maand", "zegt wat aandacht vraagt, en bij wie", "convenant check"),
        ("Voor een bijeenkomst", "maakt de agenda", f"convenant render agenda {quoted(meeting)} --naar agenda.docx"),
        *_plan_job(told),
        *_statement_jobs(told),
        (talk, "maakt het nalevingsrapport", "convenant render naleving --naar naleving.pdf"),
    ]


def _plan_job(told: Signalen) -> Iterator[tuple[str, str, str]]:
    dossier, day = told.overzicht.dossier, told.overzicht.peildatum
    plans = list(dossier.jaarplannen.values())
    if not plans and not dossier.getoetst("jaarplan"):
        return
    ends = {plan.id: days.tot or date.max for plan in plans if (days := dossier.tijdvak(plan.periode))}
    # A concept of a year that is over was never adopted, and nobody will.
    ahead = [plan.id for plan in plans if plan.status == "concept" and ends.get(plan.id, date.max) > day]
    plan = ahead[0] if ahead else told.plannen[0].plan.id if told.plannen else "JAAR"
    word = next((one.woord for one in plans if one.id == plan), plan_word(dossier))
    if plan.isdecimal() and not ahead:
        new = f"convenant new jaarplan {int(plan) + 1} --uit {plan}"
        yield "Bij een nieuw plan", "maakt het concept, met wat nog open staat", new
    else:
        yield "Bij een nieuw plan", f"maakt het {word}", f"convenant render {word} {quoted(plan)} --naar {word}.docx"


def _statement_jobs(told: Signalen) -> Iterator[tuple[str, str, str]]:
    """Yield how statements are asked and taken over: over the first period that can still be answered in time."""
    day = told.overzicht.peildatum
    if not told.overzicht.dossier.getoetst("verklaring"):
        return
    ahead = [one for one in told.verklaringen if one.uiterlijk >= day]
    period = min(ahead, key=lambda one: one.uiterlijk).periode if ahead else str(day.year)
    asking = f"convenant export mail vragen {quoted(period)} --alle --naar concepten/"
    yield "Als partijen verklaren", "maakt per partij een mail met haar formulier", asking
    yield "Als formulieren terugkomen", "neemt de antwoorden over", "convenant import terug/"
