"""What a page for those who govern says of plans, in a sentence each: costs, results, what does not go on, drafts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from convenant_cli.documents.content.plandelen import means
from convenant_cli.documents.page.filters import at_start, measured
from convenant_cli.documents.words import past_their_day
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.jaarplannen import called
from convenant_cli.dossier.voortgang import rust, te_laat
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.judging.signalen import Planstand
from convenant_cli.records import Actie
from convenant_cli.records.actie import Actiestatus
from convenant_cli.text.sentences import counted, in_letters, inside, opsomming
from convenant_cli.text.volgorde import volgorde

_NAMED = 3  # actions in a sentence; of more, only how many there are
_THEMES = 5  # the same of themes
_STOPPED = 2  # actions that were put off or fell away, named in brackets
_PLAN: tuple[tuple[Actiestatus, str, str], ...] = (
    ("afgerond", "is afgerond", "zijn afgerond"),
    ("loopt", "loopt", "lopen"),
    ("gepland", "is gepland", "zijn gepland"),
    ("uitgesteld", "is uitgesteld", "zijn uitgesteld"),
    ("vervallen", "is vervallen", "zijn vervallen"),
)


def in_short(dossier: Dossier, acties: Sequence[Actie]) -> str:
    """Say in a sentence what actions cost and where it stands who pays, or that nobody filled it in."""
    found = means(dossier, acties, ())
    if found.betalers:
        without = f", {counted(found.ongeteld, 'actie', 'acties')} niet meegeteld" if found.ongeteld else ""
        return f"De partijen zetten samen {found.betalers[-1].samen} in{without}; in het plan staat wie wat inzet."
    if found.acties:
        told = counted(len(found.acties), "actie", "acties")
        return f"Wat het kost, staat bij {told} alleen in woorden."
    return "Wat het kost, is niet ingevuld." if acties else ""


def under_target(actie: Actie) -> bool:
    """Tell whether an action has a result, and that is not what was wanted.

    Where less is wanted than there was, less is what reaches it.
    """
    one = actie.indicator
    if one is None or one.resultaat is None:
        return False
    down = one.nulmeting is not None and one.streefwaarde < one.nulmeting
    return one.resultaat > one.streefwaarde if down else one.resultaat < one.streefwaarde


def missed(acties: Iterable[Actie]) -> list[str]:
    """Return the actions that are done and did not reach what was wanted: ``2.3 Peiling bespreken (3 van 4)``."""
    return [
        f"{one.nummer} {one.titel} ({measured(one.indicator.resultaat, one.indicator)} van "
        f"{measured(one.indicator.streefwaarde, one.indicator)})"
        for one in acties
        if one.status == "afgerond" and one.indicator and one.indicator.resultaat is not None and under_target(one)
    ]


def reached(acties: Sequence[Actie]) -> str:
    """Say how many of the actions that are done reached what was wanted, and which did not; empty without figures."""
    known = [
        one for one in acties if one.status == "afgerond" and one.indicator and one.indicator.resultaat is not None
    ]
    if not known:
        return ""
    short = missed(known)
    well = len(known) - len(short)
    if len(known) == 1:
        return f"De enige afgeronde actie met een resultaat haalde haar streefwaarde{' niet' if short else ''}."
    many = f"{'haalde' if well == 1 else 'haalden'} er {in_letters(well) if well else 'geen'}"
    said = f"Van {in_letters(len(known))} acties met een resultaat {many} het doel"
    said += _most(known)
    return f"{said}; niet: {opsomming(short)}." if 0 < len(short) <= _NAMED and well else f"{said}."


def _most(known: Iterable[Actie]) -> str:
    """Name the action that went furthest past what was wanted: a page that names only what failed tells half."""
    past = {
        one.indicator.resultaat / one.indicator.streefwaarde: one
        for one in reversed([*known])
        if one.indicator and one.indicator.resultaat and one.indicator.streefwaarde and not under_target(one)
    }
    if not past or (share := max(past)) <= 1 or (best := past[share].indicator) is None or best.resultaat is None:
        return ""
    figures = f"{measured(best.resultaat, best)} van {measured(best.streefwaarde, best)}"
    return f", het ruimst {past[share].nummer} {past[share].titel} ({figures})"


def drafts(dossier: Dossier, day: date) -> Iterator[str]:
    """Yield in a sentence what stands in each draft of a plan of all parties that is still to begin, and its costs."""
    known = dossier.agreed.themas
    for plan in sorted(dossier.jaarplannen.values(), key=lambda one: volgorde(one.id)):
        days = dossier.tijdvak(plan.periode)
        if plan.status == "concept" and not plan.is_eigen and days and days.van > day:
            acties = dossier.acties_van(plan.id)
            names = [inside(known[one.thema].naam) if one.thema in known else one.thema for one in plan.themas]
            themes = counted(len(names), "thema", "thema’s")
            which = f": {opsomming(names)}" if 0 < len(names) <= _THEMES else ""
            many = counted(len(acties), "actie", "acties")
            costs = in_short(dossier, acties) if acties else ""
            yield f"Het concept van het {called(plan)} heeft {many} in {themes}{which}. {costs}".rstrip()


def told_of_plans(plans: Sequence[Planstand], every: Overzicht) -> str:
    """Return in a sentence how the plans that run go; empty when none does."""
    if not plans:
        return ""
    if len(plans) > 1:
        subject, has = f"{at_start(counted(len(plans), 'plan', 'plannen'))} van nu", ("tellen samen", "hebben")
    else:
        subject, has = f"Het {called(plans[0].plan)}", ("telt", "heeft")
    stopped = _stopped(every.dossier.acties_van(plans[0].plan.id)) if len(plans) == 1 else {}
    counts = sum((Counter(plan.acties) for plan in plans), Counter[Actiestatus]())
    if not counts:
        return f"{subject} {has[1]} nog geen acties."
    total = counts.total()
    said = opsomming(
        [
            f"{counted(counts[status], one, more)}{stopped.get(status, '')}"
            for status, one, more in _PLAN
            if counts[status]
        ]
    )
    overdue = past_their_day(*_late(every), begun=True)
    return f"{subject} {has[0]} {counted(total, 'actie', 'acties')}: {said}. {overdue}".rstrip()


def _stopped(actions: Iterable[Actie]) -> dict[Actiestatus, str]:
    """Return in brackets which actions were put off or fell away, by status; of more than a few only how many."""
    found: dict[Actiestatus, list[str]] = {"uitgesteld": [], "vervallen": []}
    for one in actions:
        if one.status in found:
            found[one.status].append(f"{one.nummer} {one.titel}")
    return {status: f" ({'; '.join(names)})" for status, names in found.items() if 0 < len(names) <= _STOPPED}


def _late(every: Overzicht) -> tuple[int, int]:
    """Return how many actions are past their day, and at how many that may rest."""
    dossier, day = every.dossier, every.peildatum
    late = [one for one in dossier.acties.values() if te_laat(dossier, one, day)]
    return len(late), sum(rust(dossier, one, day) is not None for one in late)
