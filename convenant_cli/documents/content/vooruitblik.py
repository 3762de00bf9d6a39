"""What is due on which day: everything in the dossier that has a date in a stretch of time, as lines for a reader."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.documents.content.ontheffingen import what_rests_where
from convenant_cli.documents.page.filters import at_start
from convenant_cli.documents.words import Words
from convenant_cli.dossier.aanbod import everybody
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import named_as_bound
from convenant_cli.dossier.looptijd import Stand, daarna
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.dossier.voortgang import overgenomen, rust
from convenant_cli.judging.aflopend import Signaal, ending
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.judging.partijwissel import bij_of_na
from convenant_cli.judging.signalen import Signalen, Verklaringsstand
from convenant_cli.judging.terugkerend import Terugkerend, gemist, terugkomend
from convenant_cli.judging.toetsen.evaluatie import EvaluatieToets
from convenant_cli.judging.veroudering import aging, known_age, te_oud
from convenant_cli.kalender import Tijdvak, add_months, korte_datum, lange_datum, tijdvak_met, tijdvakken
from convenant_cli.records import Actie, Bijeenkomst, Convenant, Jaarplan, Partner
from convenant_cli.records.bijeenkomst import Actiepunt
from convenant_cli.records.partijwissel import Afwikkeling
from convenant_cli.text.naamwoord import Naamwoord
from convenant_cli.text.sentences import aangehaald, aside, capital
from convenant_cli.text.volgorde import volgorde

#: How the keys of meetings start.
MEETING = "bijeenkomst-"
_EVERY = "alle partijen"
_FEW = 12  # that make one table


@dataclass(frozen=True, slots=True)
class Post:
    """Something that is due: when (a day, or in the course of a month), what, and whose it is."""

    dag: date
    wanneer: str
    wat: str
    wie: str = ""
    sleutel: str = ""
    """What it is, whatever its day and words; empty for what is due in the course of a month."""


@dataclass(frozen=True, slots=True)
class Kwartaal:
    """A quarter, as far as it lies ahead, with what is due in it."""

    naam: str
    """Empty for all of the coming time."""
    tijdvak: Tijdvak
    posten: tuple[Post, ...]


def quarters(told: Signalen, coming: Tijdvak) -> list[Kwartaal]:
    """Return what is due in the coming time, quarter by quarter; a quarter without anything is left out.

    What is so little that its quarters would be mostly headings, is returned as one.
    """
    posts = [*on_a_day(told, coming), *_aging(told.overzicht, coming)]
    if 0 < len(posts) <= _FEW:
        return [Kwartaal("", coming, tuple(sorted(posts, key=_order)))]
    found = []
    for quarter in tijdvakken("kwartaal", coming):
        own = sorted((post for post in posts if post.dag in quarter), key=_order)
        if own:
            name = f"{(quarter.van.month + 2) // 3}e kwartaal {quarter.van.year}"
            ahead = Tijdvak(max(quarter.van, coming.van), min(quarter.tot, coming.tot))
            found.append(Kwartaal(name, ahead, tuple(own)))
    return found


def on_a_day(told: Signalen, coming: Tijdvak) -> list[Post]:
    """Return what is due on a day in the coming time, in order."""
    dossier = told.overzicht.dossier
    words = Words(dossier)
    posts = [
        *_planned(dossier, coming, words),
        *_ends(dossier, coming, words),
        *_terms(told.stand, dossier.agreed.zinsnaam, coming),
    ]
    posts += [
        _owed(dossier, one, words)
        for one in dossier.agreed.afwikkelingen
        if not one.gedaan_op and one.uiterlijk in coming
    ]
    posts += [*_plans(dossier, coming, words), *_evaluation(dossier, told.stand, coming), *_statements(told, coming)]
    posts += [*_coming_back(told, coming), *_too_old(told.overzicht, coming)]
    return sorted(posts, key=_order)


def overdue(told: Signalen) -> list[Post]:
    """Return what should have been done before, oldest first."""
    dossier, day = told.overzicht.dossier, told.overzicht.peildatum
    words = Words(dossier)
    posts = [_late(dossier, late, day, words) for late in told.te_laat]
    posts += [
        _on(last, f"De verklaring over {period}{about} is nog niet gevonden", names)
        for last, period, about, names in _by_period(told)
        if last < day
    ]
    past = Tijdvak(add_months(day, -12), day)  # a year back
    return sorted([*posts, *_asked_by(told, gemist(dossier, told.overzicht.vraagt_aandacht, past))], key=_order)


def _late(dossier: Dossier, signal: Signaal, day: date, words: Words) -> Post:
    """Return a signal of something late with the party whose it is in a column of its own."""
    record = dossier.files[signal.place.name].record
    if isinstance(record, Actie):
        waiver = rust(dossier, record, day)
        rest = f" (rust tot {lange_datum(waiver.tot)})" if waiver else ""
        return _on(signal.dag, f"Actie {record.nummer} {record.titel}{rest}", words.party(record.trekker))
    if isinstance(record, Bijeenkomst) and signal.place.path[0] == "actiepunten":
        point = record.actiepunten[int(signal.place.path[1])]
        return _on(signal.dag, _point(point), words.party(point.eigenaar))
    if isinstance(record, Convenant) and signal.place.path[0] == "afwikkelingen":
        return _owed(dossier, record.afwikkelingen[int(signal.place.path[1])], words)
    if isinstance(record, Bijeenkomst):
        return _on(signal.dag, at_start(signal.tekst), words.party(record.organisator))
    if isinstance(record, Jaarplan):
        return _on(signal.dag, at_start(signal.tekst), words.party(record.regie) if record.eigenaar else _EVERY)
    return _on(signal.dag, at_start(signal.tekst))


# --- what the records plan ----------------------------------------------------------------------------------------


def _planned(dossier: Dossier, coming: Tijdvak, words: Words) -> Iterator[Post]:
    for action in dossier.acties.values():
        if action.open and action.gereed in coming and not overgenomen(dossier, action, coming.van):
            text = f"Actie {action.nummer} {action.titel} moet klaar zijn"
            if action.status == "uitgesteld":
                text = f"Actie {action.nummer} {action.titel} is uitgesteld; spreek een nieuwe datum af"
            yield _on(action.gereed, text, words.party(action.trekker), f"actie-{action.id}")
    for meeting in dossier.bijeenkomsten.values():
        if meeting.status == "gepland" and meeting.datum in coming:
            invited = "" if meeting.uitnodiging_verzonden_op else "; de uitnodiging is nog niet verstuurd"
            text = f"{meeting.titel}, {meeting.aanvang:%H.%M} uur, {meeting.plaats}{invited}"
            yield _on(meeting.datum, text, words.party(meeting.organisator), f"{MEETING}{meeting.id}")
        for point in meeting.actiepunten:
            if point.status == "open" and point.gereed in coming:
                yield _on(point.gereed, _point(point), words.party(point.eigenaar), f"actiepunt-{point.nummer}")


def _owed(dossier: Dossier, one: Afwikkeling, words: Words) -> Post:
    """Return what a party that leaves still has to do."""
    what = f"{capital(bij_of_na(dossier, one))}: {one.in_zin}"
    return _on(one.uiterlijk, what, words.party(one.partner), f"afwikkeling-{one.id}")


def _plans(dossier: Dossier, coming: Tijdvak, words: Words) -> Iterator[Post]:
    for plan in dossier.jaarplannen.values():
        stretch = dossier.tijdvak(plan.periode)
        if stretch is None:
            continue
        who = words.party(plan.regie)
        if stretch.van in coming and plan.status == "concept":
            yield _on(
                stretch.van,
                f"{plan.titel} begint, maar is nog een concept; laat het vaststellen",
                who,
                f"begin-{plan.id}",
            )
        if stretch.laatste in coming and plan.status != "afgesloten":
            yield _on(
                stretch.laatste, f"{plan.titel} loopt af; evalueer het daarna en sluit het af", who, f"eind-{plan.id}"
            )


def _ends(dossier: Dossier, coming: Tijdvak, words: Words) -> Iterator[Post]:
    """Yield what has an end date: membership, contacts, money, documents, agreements and waivers."""
    documents: dict[tuple[date, str, str], list[str]] = {}
    for signal in ending(dossier, coming):
        record, path = dossier.files[signal.place.name].record, signal.place.path
        who = record.kort if isinstance(record, Partner) else ""
        if isinstance(record, Partner) and path[0] == "documenten":
            title = aangehaald(record.documenten[int(path[1])].titel)
            documents.setdefault((signal.dag, str(path[-1]), who), []).append(title)
        elif path[0] != "ontheffingen":
            if isinstance(record, Convenant) and path[0] == "nadere_afspraken":
                who = ", ".join(map(words.party, record.nadere_afspraken[int(path[1])].partijen))
            yield _on(signal.dag, at_start(signal.tekst), who, f"afloop-{signal.place.name}-{signal.tekst}")
    for (day, field, who), titles in documents.items():
        what = "Opnieuw te bekijken voor deze dag" if field == "herzien_voor" else "Geldt dan niet meer"
        yield _on(day, f"{what}: {'; '.join(titles)}", who, f"{field}-{who}-{day}")
    for waiver in dossier.agreed.ontheffingen:
        if waiver.tot in coming:
            text = f"De ontheffing voor {what_rests_where(dossier, waiver)} stopt"
            yield _on(waiver.tot, text, waiver.verleend_door, f"ontheffing-{waiver.controle}-{waiver.bestand}")


# --- term and evaluation of the agreement -------------------------------------------------------------------------


def _terms(stand: Stand | None, het: Naamwoord, coming: Tijdvak) -> Iterator[Post]:
    if stand is None or stand.fase == "geëindigd":
        return
    if stand.fase == "nog niet in werking":
        if stand.in_werking.van in coming:
            yield _on(stand.in_werking.van, f"{capital(het.met('gaat', 'gaan'))} in", "", "ingang")
        return
    number = stand.termijn.nummer if stand.termijn else 0
    if stand.einde and (last := stand.einde - timedelta(days=1)) in coming:
        text = f"De termijn van {het} eindigt; {daarna(stand.volgende, het)}"
        yield _on(last, text, _EVERY, f"termijn-{number}")
    if stand.opzeggen_voor and stand.opzeggen_voor in coming:
        yield _on(stand.opzeggen_voor, "De laatste dag waarop een partij kan opzeggen", _EVERY, f"opzeggen-{number}")


def _evaluation(dossier: Dossier, stand: Stand | None, coming: Tijdvak) -> Iterator[Post]:
    """Yield when the time for evaluating the agreement starts, where it is tied to the end of a term."""
    running = stand.termijn if stand and stand.fase == "in werking" else None
    if running is None or running.tot is None:
        return
    for clause in clauses(dossier)[0]:
        toets = clause.toets
        if isinstance(toets, EvaluatieToets) and toets.van == "convenant" and toets.binnen_voor_verlenging:
            start = max(running.van, toets.binnen_voor_verlenging.voor(running.tot))
            if start in coming:
                last = lange_datum(running.tot - timedelta(days=1))
                het = dossier.agreed.zinsnaam
                text = f"De tijd voor de evaluatie van {het} begint ({clause.bepaling.in_zin}); tot en met {last}"
                yield _on(start, text, _EVERY, f"evaluatie-{clause.bepaling.id}-{running.nummer}")


# --- what parties state and confirm -------------------------------------------------------------------------------


def _statements(told: Signalen, coming: Tijdvak) -> Iterator[Post]:
    for last, period, about, names in _by_period(told):
        if last in coming:
            yield _on(last, f"De laatste dag voor de verklaring over {period}{about}", names, f"verklaring-{period}")


def _coming_back(told: Signalen, coming: Tijdvak) -> Iterator[Post]:
    yield from _asked_by(told, terugkomend(told.overzicht.dossier, told.overzicht.peildatum, coming))


def _asked_by(told: Signalen, asked: Iterable[Terugkerend]) -> Iterator[Post]:
    """Yield last days for what clauses ask: of statements one line a period, of other clauses one each."""
    dossier = told.overzicht.dossier
    whose: dict[tuple[date, str, str], dict[str, None]] = {}
    for one in asked:
        stated = one.bepaling.toets.soort == "verklaring"
        key = f"verklaring-{in_sentence(dossier, one.periode)}" if stated else f"terug-{one.bepaling.id}-{one.periode}"
        names = [partner.kort for partner in one.partners] or named_as_bound(dossier, one.bepaling)
        if everybody(dossier, one.partners, told.overzicht.peildatum):
            names = [_EVERY]
        whose.setdefault((one.dag, one.gevraagd, key), {}).update(dict.fromkeys(names))
    for (day, what, key), found in whose.items():
        yield _on(day, f"De laatste dag voor {what}", ", ".join(found) or _EVERY, key)


def _too_old(every: Overzicht, coming: Tijdvak) -> Iterator[Post]:
    for signal in te_oud(every, coming):
        record = every.dossier.files[signal.place.name].record
        who = record.kort if isinstance(record, Partner) else ""
        yield _on(signal.dag, at_start(signal.tekst), who, f"oud-{signal.place.name}-{signal.tekst}")


def unstated(told: Signalen) -> Iterator[tuple[date, str, list[Verklaringsstand]]]:
    """Yield, for each period with open questions, their last day, its name after ``over``, and whose they are."""
    grouped: dict[tuple[str, date], list[Verklaringsstand]] = {}
    for one in told.verklaringen:
        grouped.setdefault((one.periode, one.uiterlijk), []).append(one)
    for (period, last), group in grouped.items():
        yield last, in_sentence(told.overzicht.dossier, period), group


def _by_period(told: Signalen) -> Iterator[tuple[date, str, str, str]]:
    for last, period, group in unstated(told):
        whole = all(one.open == one.gevraagd for one in group)
        every = everybody(told.overzicht.dossier, [one.partner for one in group], told.overzicht.peildatum)
        yield last, period, aside(group[0].waarover), _EVERY if whole and every else ", ".join(map(_owes, group))


def _owes(one: Verklaringsstand) -> str:
    return (
        one.partner.kort if one.open == one.gevraagd else f"{one.partner.kort} ({one.open} van {one.gevraagd} vragen)"
    )


def _aging(every: Overzicht, coming: Tijdvak) -> Iterator[Post]:
    """Yield, month by month, what gets too old when nobody confirms or renews it."""
    ends: tuple[Signaal, ...] = tuple(ending(every.dossier, coming))
    said: set[tuple[str, str | None]] = set(known_age(every))
    for month in tijdvakken("maand", coming):
        # What the same parties confirm stands in one line.
        lines: dict[str, list[str]] = {}
        last = min(month.tot, coming.tot) - timedelta(days=1)  # what is too old on the first day, is so in that month
        for clause, partners in aging(every, last, ends, frozenset(said)):
            said |= {(clause.id, partner.id) for partner in partners} | {(clause.id, None)}
            lines.setdefault(", ".join(partner.kort for partner in partners), []).append(clause.in_zin)
        day = max(month.van, coming.van)
        for names, titles in lines.items():
            yield Post(day, _in_month(day), f"Laat bevestigen of bijwerken: {'; '.join(titles)}", names)


def _in_month(day: date) -> str:
    return lange_datum(tijdvak_met("maand", day).van).split(" ", 1)[1]


def _order(post: Post) -> tuple[date, bool, str]:
    """Order by day; what is due in the course of a month comes before its days."""
    return post.dag, post.wanneer[0].isdigit(), volgorde(post.wat)


def _point(point: Actiepunt) -> str:
    return f"Actiepunt {point.nummer.upper()}: {' '.join(point.tekst.split())}"


def _on(day: date, what: str, who: str = "", key: str = "") -> Post:
    return Post(day, korte_datum(day), what, who, key)
