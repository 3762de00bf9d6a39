"""The signals of a dossier on one screen."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.commands.reports.view import Page, wrapped
from convenant_cli.dossier.aanbod import plan_word
from convenant_cli.dossier.looptijd import Stand, daarna
from convenant_cli.judging.aflopend import Signaal
from convenant_cli.judging.signalen import VOORUIT, Planstand, Signalen, with_status
from convenant_cli.judging.voor_vaststellen import KOP, NogTeDoen
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling, Jaarplan
from convenant_cli.records.bepaling import artikelen, in_zin
from convenant_cli.sources.git.pending import Openstaand
from convenant_cli.text.naamwoord import Naamwoord
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import aside, in_digits, some

_LABEL = 14
_NARROW = 40  # columns below which a label has a line of its own
_BESIDE = 34  # columns for what stands beside a bar
_MEETINGS = ("bijeenkomst", "deelname", "nalevingsrapport")  # kinds of tests about meetings
_MOST = 4  # lines of a list; the rest is counted


@dataclass(frozen=True)
class StatusView(Page):
    """The signals and how to show them."""

    signalen: Signalen
    git: Openstaand | None = None


def lines(view: StatusView) -> Iterator[str]:
    """Yield the screen: a label and a text for each subject."""
    told = view.signalen
    convenant = told.overzicht.dossier.convenant
    if convenant:
        for line in wrapped(view.width, "", convenant.titel):
            yield view.paint("bold", line)
        day = lange_datum(told.overzicht.peildatum)
        yield from wrapped(view.width, "", f"{convenant.waar}, stand op {day}" if convenant.waar else f"Stand op {day}")
    yield ""
    known = told.overzicht.dossier
    yield from _block(view, "Looptijd", _term(told.stand, known.agreed.zinsnaam) if told.stand else [])
    if told.bijeenkomst or known.bijeenkomsten or known.getoetst(*_MEETINGS):
        yield from _block(view, "Bijeenkomst", _meeting(told))
    yield from _block(view, "Aandacht", [_attention(told)])
    yield from _block(view, "Te laat", _listed(_dated(told.te_laat)) or ["niets"], "yellow" if told.te_laat else "")
    yield from _block(view, "Verloopt", _expiring(told))
    yield from _due(view, told)
    if told.verklaringen or known.verklaringen or known.getoetst("verklaring"):
        yield from _block(view, "Verklaringen", _statements(told))
    if known.jaarplannen or known.getoetst("jaarplan"):
        word = plan_word(known)
        label = word.capitalize() if len(word) < _LABEL else "Plan"
        yield from _block(view, label, _plans(told.plannen, view.width, word))
    if pending := _pending(view.git):
        yield from _block(view, "Git", pending, "yellow")
    if told.voor_vaststellen:
        yield ""
        yield view.paint("bold", KOP)
    for plan, asked in told.voor_vaststellen:
        yield from wrapped(view.width, "", _draft(plan, asked))


def _due(view: StatusView, told: Signalen) -> Iterator[str]:
    """Yield what is due by a day: what clauses ask by then, and what a party that leaves still does."""
    back = dict.fromkeys(f"uiterlijk {lange_datum(one.dag)}: {one.wat}" for one in told.terugkomend)
    if back:
        yield from _block(view, "Komt eraan", _listed([*back]))
    # Who leaves within the look ahead stands with what ends.
    soon = told.overzicht.peildatum + timedelta(days=VOORUIT)
    going = [one.zin.rstrip(".") for one in told.partijvertrek if one.weg or one.dag >= soon]
    going += [f"uiterlijk {one}" for one in _dated(told.vertrek)]
    if going:
        yield from _block(view, "Vertrek", _listed(going))
    if told.afwijkingen:
        yield from _block(view, "Afwijking", _listed([one.kort for one in told.afwijkingen]))


def _pending(git: Openstaand | None) -> list[str]:
    """Return what is only on this machine, in sentences; nothing when all is safe."""
    said = []
    if git and git.bestanden:
        files = in_digits(len(git.bestanden), "bestand is", "bestanden zijn")
        shown = _few([name.removeprefix("data/") for name in git.bestanden], "bestanden")
        said.append(f"{files} nog niet vastgelegd (git commit): {shown}")
    if git and git.commits:
        said.append(f"{in_digits(git.commits, 'commit is', 'commits zijn')} nog niet verstuurd (git push)")
    return said


def _draft(plan: Jaarplan, asked: tuple[NogTeDoen, ...]) -> str:
    clauses = artikelen([clause for one in asked for clause in one.bepalingen])
    count = in_digits(len(asked), "punt", "punten")
    shows = f"convenant render {plan.woord} {quoted(plan.id)}"
    return f"{plan.woord.capitalize()} {plan.id}: {count} ({', '.join(clauses)}): '{shows}'"


def _block(view: StatusView, label: str, texts: Iterable[str], style: str = "") -> Iterator[str]:
    narrow = view.width < _NARROW
    if narrow:
        yield view.paint(f"bold {style}".strip(), label)
    first = rest = "  " if narrow else " " * _LABEL
    if not narrow:
        first = f"{label:<{_LABEL}}"
    for text in texts:
        shown, *more = wrapped(view.width, first, text, f"{rest}  ")
        if first is not rest:
            shown = view.paint(f"bold {style}".strip(), label) + shown[len(label) :]
        yield shown
        yield from more
        first = rest


def _term(term: Stand, het: Naamwoord) -> list[str]:
    running = term.termijn
    if term.fase == "nog niet in werking":
        days = (term.in_werking.van - term.peildatum).days
        return [f"gaat in op {lange_datum(term.in_werking.van)} (over {in_digits(days, 'dag', 'dagen')})"]
    if running is None or running.tot is None:
        notice = [f"opzeggen kan {term.opzegbaar}"] if term.opzegbaar else []
        return [f"termijn {running.nummer if running else 1}, zonder einddatum; {daarna(term.volgende, het)}", *notice]
    last = lange_datum(running.tot - timedelta(days=1))
    if term.fase == "geëindigd":
        return [f"{het.met('is', 'zijn')} geëindigd; de laatste dag was {last}", *_notice(term)]
    left = in_digits(term.dagen_te_gaan or 0, "dag", "dagen")
    found = [f"termijn {running.nummer} loopt tot en met {last} (nog {left}); {daarna(term.volgende, het)}"]
    if term.opzegbaar:
        found.append(f"opzeggen kan {term.opzegbaar}")
    if term.opzeggen_voor:
        days = (term.opzeggen_voor - term.peildatum).days
        when = "kan vandaag nog" if days == 0 else f"kan nog {in_digits(days, 'dag', 'dagen')}" if days > 0 else "kon"
        found.append(f"opzeggen {when}, tot en met {lange_datum(term.opzeggen_voor)}")
    return found + _notice(term)


def _notice(term: Stand) -> list[str]:
    given = term.opzegging
    return [f"opgezegd op {lange_datum(given.datum)} ({given.partner}, {given.vorm})"] if given else []


def _meeting(told: Signalen) -> Iterator[str]:
    if past := told.onbeschreven:
        held = f"{lange_datum(past.datum)}: {past.titel}"
        yield f"{held}; leg vast hoe die verliep: convenant set {quoted(past.id)} status=gehouden"
    meeting = told.bijeenkomst
    if meeting is None:
        yield f"er is geen {'volgende ' if past else ''}bijeenkomst gepland{_excused(told)}"
        return
    days = (meeting.datum - told.overzicht.peildatum).days
    away = "vandaag" if days == 0 else f"over {in_digits(days, 'dag', 'dagen')}"
    yield f"{lange_datum(meeting.datum)} ({away}), {meeting.aanvang:%H:%M} uur: {meeting.titel}"


def _excused(told: Signalen) -> str:
    """Say, as the end of a sentence, until when the parties agreed to meet otherwise; empty when they did not."""
    day = told.overzicht.peildatum
    ends = [
        one.afwijking.tot
        for one in told.afwijkingen
        if day in one.afwijking.tijdvak and any(clause.toets.soort in _MEETINGS for clause in one.bepalingen)
    ]
    return f"; tot {lange_datum(max(ends))} is dat anders afgesproken" if ends else ""


def _attention(told: Signalen) -> str:
    points = told.overzicht.punten
    if not points:
        return "niets vraagt aandacht"
    parties = len({point.partner for point in points} - {None})
    together = sum(point.partner is None for point in points)
    own = len(points) - together
    at = f"bij {in_digits(parties, 'partij', 'partijen')}"
    count = in_digits(len(points), "punt", "punten")
    clauses = {oordeel.bepaling for oordeel in told.overzicht.vraagt_aandacht}
    if len(clauses) < len(points):  # so many are told by the report and the page for those who govern
        count += f" over {in_digits(len(clauses), 'afspraak', 'afspraken')}"
    if together and own:
        spread = f"{count}: {together} van de partijen samen, {own} {at}"
    else:
        spread = f"{count} {at}" if own else f"{count} van de partijen samen"
    return f"{spread}; 'convenant check' toont ze"


def _dated(signals: Iterable[Signaal]) -> list[str]:
    return [f"{lange_datum(signal.dag)}: {signal.tekst}" for signal in signals]


def _listed(texts: list[str], where: str = "") -> list[str]:
    more = len(texts) - _MOST
    return [*texts[: _MOST - 1], f"en nog {more + 1}{where}"] if more > 0 else texts


def _expiring(told: Signalen) -> list[str]:
    dated = _listed(_dated(sorted((*told.verloopt, *told.te_oud), key=lambda one: one.dag)))
    aging = list(_aging(told))
    end = told.overzicht.peildatum + timedelta(days=VOORUIT)
    if not dated and not aging:
        return [f"niets vóór {lange_datum(end)}"]
    rest = f"; 'convenant check --peildatum {end}' toont ze"
    return [f"vóór {lange_datum(end)}, als er niets verandert", *dated, *_listed(aging, rest)]


def _aging(told: Signalen) -> Iterator[str]:
    """Yield what will be too old, from what day and at whom; clauses of which that is the same, in one line."""
    same: dict[tuple[date, tuple[str, ...], tuple[str, ...]], list[Bepaling]] = {}
    for clause, partners in told.straks_verouderd:
        day, first = told.straks_vanaf[clause.id]
        names, every = (tuple(one.kort for one in whose) for whose in (first, partners))
        same.setdefault((day, names, every), []).append(clause)
    for (day, names, every), clauses in sorted(same.items(), key=lambda one: one[0][0]):
        others = f", later bij nog {len(every) - len(names)}" if len(every) > len(names) else ""
        yield f"{lange_datum(day)}: {in_zin(clauses)}: dan te oud bij {_few(names)}{others}"


def _few(names: Sequence[str], what: str = "partijen") -> str:
    return some(names, 4, what)


def _statements(told: Signalen) -> list[str]:
    periods: dict[str, list[str]] = {}
    for one in told.verklaringen:
        part = "" if one.open == one.gevraagd else f" ({one.open} van {one.gevraagd} vragen)"
        periods.setdefault(f"{one.periode}{aside(one.waarover)}", []).append(f"{one.partner.kort}{part}")
    return [f"{period}: nog niet van {', '.join(names)}" for period, names in periods.items()] or [
        "alles is binnen" if told.gevraagd else "er is nog niets gevraagd"
    ]


def _plans(plans: Sequence[Planstand], width: int, word: str) -> list[str]:
    if not plans:
        return [f"voor vandaag is er geen {word}"]
    if len(plans) > 1 or not plans[0].acties:  # quarters of each would be longer than a screen
        return [_counts(plan) for plan in plans]
    return [_counts(plans[0]), *_quarters(plans[0], width)]


def _counts(plan: Planstand) -> str:
    total = in_digits(sum(plan.acties.values()), "actie", "acties")
    counts = ", ".join(with_status(count, status) for status, count in plan.acties.items())
    return f"{plan.plan.titel} ({plan.plan.status}), {total}" + (f": {counts}" if counts else "")


def _quarters(plan: Planstand, width: int) -> Iterator[str]:
    widest = max((quarter.gepland for quarter in plan.kwartalen), default=0)
    most = max(
        min(widest, width - _LABEL - _BESIDE), 1
    )  # cells of a bar: each stands for more actions when there are many
    for quarter in plan.kwartalen:
        whole, done = (math.ceil(count * most / max(widest, 1)) for count in (quarter.gepland, quarter.afgerond))
        bar = "█" * done + "░" * (whole - done)
        words = f"{quarter.afgerond} van {quarter.gepland} afgerond" if quarter.gepland else "niets gepland"
        # A no-break space keeps the columns when the text is put in lines.
        row = f"{quarter.naam} {bar:<{most}} {words}"
        yield row.replace(" ", "\xa0") if width >= _LABEL + most + _BESIDE else row
