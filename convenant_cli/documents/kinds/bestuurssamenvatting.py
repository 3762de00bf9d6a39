"""One page for those who govern: how each subject stands, when the term ends, and three things to talk about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any, Literal

from convenant_cli.documents.content.afspraken import counted_in_a_sentence, is_found, judged
from convenant_cli.documents.content.besprekingen import elders
from convenant_cli.documents.content.gewicht import Gewicht, gewicht, grouped, key, that_weigh_most
from convenant_cli.documents.content.openstaand import openstaand, points_left, points_told, unanswered
from convenant_cli.documents.content.partijwissel import niet_rond
from convenant_cli.documents.content.planzinnen import drafts, in_short, reached, told_of_plans
from convenant_cli.documents.content.termijn import given_notice
from convenant_cli.documents.kinds import Kop, Moment
from convenant_cli.documents.page.filters import at_start, hours
from convenant_cli.documents.words import Words, subtitle
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.looptijd import Stand
from convenant_cli.dossier.op_dag import recorded, voorbehoud, vooruitgeblikt
from convenant_cli.dossier.partijen import issuer
from convenant_cli.dossier.search.finding import keeper
from convenant_cli.judging.afgeweken import afgeweken
from convenant_cli.judging.judging import require_whole
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.overzicht import Deel, Overzicht, Punt, overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst
from convenant_cli.text.naamwoord import Naamwoord
from convenant_cli.text.sentences import aangehaald, capital, counted, in_letters, opsomming, some, until_semicolon

SENTENCE = "Eén bladzijde voor het bestuur: de stand per onderwerp, de looptijd en drie punten van aandacht."

#: It fits on one page in every format; of less room it makes less.
EEN_BLADZIJDE = True

Look = Literal["goed", "aandacht", "rustig"]

_POINTS = 3
_LONG = 290  # letters of a point; what to do next is left out when there is no room for it on the page
_ROOM = 41  # lines of the subjects, the points and what is said besides that fit on the page in every format
_PAGE = 50  # lines of the whole page
_AROUND = 16  # lines around those on a narrow page: each short text there begins a line more
_LINE = 88  # letters to a line
_NAMED = 3  # parties in a sentence; of more, only how many there are
_LIST = 2  # lines of room around a list, beside a sentence
_ELSEWHERE = "De andere staan in het nalevingsrapport."
_OWN = "Wat uw organisatie doet, staat daar onder haar naam."
_NEXT = {
    "verlengt stilzwijgend": "Daarna volgt vanzelf een nieuwe termijn.",
    "eindigt zonder besluit": "Dat is het einde, tenzij de partijen besluiten om te verlengen.",
    "eindigt": "Dat is het einde.",
    "loopt door": "Daarna gaat de volgende termijn in.",
}


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """A chapter in one line: its name and a sentence on its state."""

    naam: str
    look: Look
    zin: str
    deel: str = ""
    """How many of its clauses ask for attention: ``3 van 9``."""
    gewicht: Gewicht | None = None
    """By what it is ordered among those that ask for attention: the least weighs most."""


def context(dossier: Dossier, _which: str, moment: Moment) -> Mapping[str, Any]:
    """Return what the template of the summary shows. Raises ConvenantError when not all clauses can be judged."""
    require_whole(dossier)
    every = overzicht(dossier, moment.peildatum)
    told = signalen(every)
    # Who leaves, and who comes without consent, weighs more than any clause; what is said so is not said again. That a
    # party left of which nothing is open, is only told.
    gone = [one for one in told.partijvertrek if one.weg and not one.open]
    leaving = [f"{one.zin} {one.nog}".rstrip() for one in told.partijvertrek if one not in gone]
    unsettled = niet_rond(dossier, moment.peildatum)
    news = [*leaving, *unsettled]
    asking_points = [one for one in every.punten if one.bepalingen[0].toets.soort != "toetreding" or not unsettled]
    weighed = grouped(asking_points, dossier.bepalingen)
    room = max(0, _POINTS - len(news))
    chosen = moment.keuze
    shown_points = that_weigh_most(weighed, room, chosen)
    points = [*news[:_POINTS], *(_said(group, every) for group in shown_points)]
    rest = {one for group in weighed if group not in shown_points for point in group for one in point.oordelen}
    told_here = every.vraagt_aandacht - rest
    subjects = [_subject(part, every) for part in every.delen]
    asking = sorted((one for one in subjects if one.gewicht is not None), key=lambda one: one.gewicht or ())
    quiet = [f"{subject.naam}: {subject.zin}" for subject in subjects if subject.look == "rustig"]
    wide, high = moment.ruimte.breed, moment.ruimte.hoog
    lines = _ROOM - round(_PAGE * (1 - high) + _AROUND * (1 / wide - 1))
    back = voorbehoud(recorded(dossier), moment.peildatum, moment.bekend)
    seen = "vooruitblik op" if vooruitgeblikt(moment.bekend, moment.peildatum) else "stand op"
    ask = _whom_to_ask(dossier, moment.peildatum)
    actions = [action for one in told.plannen for action in dossier.acties_van(one.plan.id)]
    plan = told_of_plans(told.plannen, every)
    more = elders(every, told_here, len(news[_POINTS:]))
    ready = openstaand(every, genummerd=False)
    to_decide = f"Daar te besluiten: {'; '.join(ready.besluiten)}." if ready.besluiten else ""
    gone_said, otherwise = " ".join(one.zin for one in gone), _otherwise(every)
    meeting = _next(told.bijeenkomst) if told.bijeenkomst else ""
    ends = " ".join(term(told.stand, dossier.agreed.zinsnaam)) if told.stand else ""
    sample = dossier.agreed.voorbeeld or ""
    besides_these = filter(None, (back, ask, meeting, ends, sample, more and _OWN, gone_said, otherwise))
    always = (*points, *quiet, plan, to_decide, more or _ELSEWHERE, *besides_these)
    stated = unanswered(ready)
    # What is still open is a paragraph of its own, with room above it.
    left = lines - sum(_lines_of(text, wide) for text in always) - bool(stated or ready.acties)
    # What weighs most first; what there is no room for stands in the report and in the plan.
    coming = {f"concept {place}": text for place, text in enumerate(drafts(dossier, moment.peildatum))}
    besides = {
        "verklaringen": stated,
        "resultaat": reached(actions),
        "actiepunten": points_left(ready, dossier),
        **coming,
        "kosten": in_short(dossier, actions),
    }
    kept = chosen["zinnen"] if chosen else _first_that_fit(besides, left, wide)
    said = {name: text if name in kept else "" for name, text in besides.items()}
    left -= sum(_lines_of(text, wide) for text in said.values())
    more_lines = _lines_of(in_full := points_told(ready), wide) - _lines_of(said["actiepunten"], wide)
    more_lines += bool(said["verklaringen"])  # told in full they are a paragraph of their own
    if "voluit" in kept if chosen else more_lines <= left:
        said["actiepunten"], left = in_full, left - more_lines  # what is to be done is worth more than how much
        kept = [*dict.fromkeys((*kept, "voluit"))]
    still_open = [said["verklaringen"], said["actiepunten"]]
    if "voluit" not in kept:
        still_open = [" ".join(filter(None, still_open))]
    in_a_list = sum(_lines_of(f"{one.naam}: {one.zin}", wide) for one in asking) + _LIST <= left
    shown = asking if in_a_list else _that_fit(asking, left, wide)
    if chosen:
        in_a_list, by_name = chosen["opgesomd"], {one.naam: one for one in asking}
        shown = [by_name[name] for name in chosen["onderwerpen"] if name in by_name]
    return {
        "kop": Kop(
            "Bestuurssamenvatting",
            f"{subtitle(dossier.agreed)}: {seen} {lange_datum(moment.peildatum)}",
            auteur=issuer(dossier),
        ),
        "moment": moment,
        "onderwerpen": shown,
        "opgesomd": in_a_list,
        "afspraken": counted_in_a_sentence(every),
        "aandacht": bool(asking),
        "niet_getoond": [subject.naam for subject in asking[len(shown) :]],
        "zonder_vraag": [subject.naam for subject in subjects if subject.look == "goed"],
        "rustig": quiet,
        "looptijd": ends,
        "punten": points,
        "meer": f"{more} {_OWN}" if more else "",
        "open": [text for text in still_open if text],
        "plan": " ".join(filter(None, (plan, said["resultaat"], said["kosten"]))),
        "straks": " ".join(filter(None, (meeting, to_decide, *map(said.get, coming)))),
        "vertrokken": gone_said,
        "afwijkingen": otherwise,
        "inspanning": [one for one in dossier.bepalingen.values() if one.naar_vermogen],
        "vragen": ask,
        "woorden": Words(dossier).tables(),
        "keuze": {
            "punten": [key(group) for group in shown_points],
            "alle_punten": [key(group) for group in weighed],
            "zinnen": kept,
            "opgesomd": in_a_list,
            "onderwerpen": [one.naam for one in shown],
        },
    }


def _next(meeting: Bijeenkomst) -> str:
    """Return in a sentence when and where the next meeting is."""
    when = f"{lange_datum(meeting.datum)}, {hours(meeting)}"
    return f"De volgende bijeenkomst is op {when}, {meeting.plaats}: {meeting.titel}."


def _whom_to_ask(dossier: Dossier, day: date) -> str:
    """Return how the reader asks what a summary leaves out; empty when nobody is known."""
    found = keeper(dossier, day)
    if found is None or not (found.email or found.telefoon):
        return ""
    if found.email:
        return f"Vragen? Mail {found.email} ({issuer(dossier)})."
    return f"Vragen? Bel {found.telefoon} ({found.functie}, {issuer(dossier)})."


def _first_that_fit(sentences: Mapping[str, str], room: int, wide: float) -> list[str]:
    """Return the names of the sentences for which there is room, those that come first before others."""
    kept = []
    for name, text in sentences.items():
        if text and (lines := _lines_of(text, wide)) <= room:
            kept.append(name)
            room -= lines
    return kept


def _otherwise(every: Overzicht) -> str:
    """Return in a sentence from which clauses the parties agreed to deviate, and when; empty when from none."""
    said = [
        f"{opsomming([aangehaald(clause.titel) for clause in one.bepalingen])} "
        f"(van {lange_datum(one.afwijking.van)} tot {lange_datum(one.afwijking.tot)})"
        for one in afgeweken(every)
    ]
    return f"Anders afgesproken: {some(said, _NAMED, 'afwijkingen')}." if said else ""


def _that_fit(subjects: list[Onderwerp], room: int, wide: float) -> list[Onderwerp]:
    """Return the first subjects for which the page has room in one sentence, each with how much of it.

    ``wide``: the letters to a line, as a share of those on the shipped page.
    """
    for shown in range(len(subjects), 0, -1):
        if _lines_of("; ".join(f"{one.naam} ({one.deel})" for one in subjects[:shown]), wide) <= room:
            return subjects[:shown]
    return []


def _lines_of(text: str, wide: float) -> int:
    return ceil(len(text) / (_LINE * wide))


def _subject(part: Deel, every: Overzicht) -> Onderwerp:
    """Say how a chapter stands: what asks for attention there and at whom, or that nothing does.

    The page says no more than the oordelen: a clause is found or attested when all that could be judged of it is, and
    how many clauses nobody can judge is told.
    """
    name, total = part.hoofdstuk.titel, len(part.rijen)
    by_clause = {rij.bepaling.id: judged(rij) for rij in part.rijen}
    open_ones = [o for own in by_clause.values() for o in own if o in every.vraagt_aandacht]
    silent = [rij.niets_te_toetsen for rij in part.rijen if rij.niets_te_toetsen is not None]
    # What binds nobody, or only in some case, is not something that nobody can judge.
    untested = sum(oordeel.uitkomst is Uitkomst.NIET_TOETSBAAR for oordeel in silent)
    found = sum(map(is_found, by_clause.values()))
    if untested == total:
        return Onderwerp(name, "rustig", "hier kan het dossier niets over zeggen.")
    if len(silent) == total and not untested:
        return Onderwerp(name, "rustig", "hier hoeft nu niemand iets te doen.")
    if not open_ones:
        return _quiet(name, total, found, untested)
    clauses = [rij.bepaling for rij in part.rijen if any(o.bepaling == rij.bepaling.id for o in open_ones)]
    by_id = every.dossier.bepalingen
    heaviest = min(clauses, key=lambda one: gewicht([o for o in open_ones if o.bepaling == one.id], by_id))
    who = _who([oordeel.partner for oordeel in open_ones if oordeel.bepaling == heaviest.id], every)
    such = f"{'' if len(clauses) == 1 else 'vooral '}{aangehaald(heaviest.titel)}"
    rest = f"; {_untested(untested)}" if untested else ""
    owners = {oordeel.partner for oordeel in open_ones}
    if total == 1:
        text = f"{such} {who}{rest}."
    elif len(owners) == 1 and None not in owners and len(clauses) > 1:
        # A party that joined yesterday has nothing yet; that says nothing of how the others do.
        text = f"alleen {who}: {_of_all(len(clauses), total)}, {such}{rest}."
    else:
        text = f"{_of_all(len(clauses), total)}{': ' if len(clauses) == 1 else ', '}{such} {who}{rest}."
    return Onderwerp(name, "aandacht", text, f"{len(clauses)} van {total}", gewicht(open_ones, by_id))


def _of_all(count: int, total: int) -> str:
    """Return how many of the clauses: ``twee van de drie afspraken``, ``beide afspraken``, ``alle vier de …``."""
    if count == total:
        return {1: "de enige afspraak", 2: "beide afspraken"}.get(total, f"alle {in_letters(total)} de afspraken")
    return f"{in_letters(count)} van de {in_letters(total)} afspraken"


def _untested(count: int) -> str:
    return f"{in_letters(count)} {'is' if count == 1 else 'zijn'} niet te toetsen"


def _quiet(name: str, total: int, found: int, untested: int) -> Onderwerp:
    """Say of a chapter in which nothing asks for attention, how much of it was found or attested."""
    if found == total:
        return Onderwerp(name, "goed", "Wat dit hoofdstuk vraagt, is gevonden of verklaard.")
    said = [f"{_of_all(found, total)} {'is' if found == 1 else 'zijn'} gevonden of verklaard"]
    if not found:
        said = ["er is nog niets gevonden of verklaard"]
    if untested:
        said.append(_untested(untested))
    if rest := total - found - untested:
        still = "is nog niet aan de orde of vraagt" if rest == 1 else "zijn nog niet aan de orde of vragen"
        said.append(f"{in_letters(rest)} {still} nu niets")
    return Onderwerp(name, "rustig", f"{opsomming(said)}.")


def _who(ids: Iterable[str | None], every: Overzicht) -> str:
    """Return at whom, in words: names of a few, a count of many, and the parties together."""
    found = set(ids)
    names = [partner.in_zin for partner in every.partners if partner.id in found]
    parts = [] if not names else names if len(names) <= _NAMED else [f"{in_letters(len(names))} partijen"]
    if None in found:
        parts = [*parts, "de partijen samen"]
    return f"bij {opsomming(parts)}"


def term(stand: Stand, het: Naamwoord) -> list[str]:
    """Return when the term ends and what is to be decided by when, in sentences."""
    if stand.fase == "geëindigd":
        return [f"{capital(het.met('is', 'zijn'))} geëindigd.", *given_notice(stand)]
    if stand.fase == "nog niet in werking":
        return [f"{capital(het.met('gaat', 'gaan'))} in op {lange_datum(stand.in_werking.van)}."]
    if stand.einde is None:
        return [f"{capital(het.met('loopt', 'lopen'))} door zonder einddatum.", *given_notice(stand)]
    last_day = lange_datum(stand.einde - timedelta(days=1))
    said = [f"{capital(het.met('loopt', 'lopen'))} tot en met {last_day}.", _NEXT[stand.volgende]]
    if stand.opzeggen_voor is not None:
        last = lange_datum(stand.opzeggen_voor)
        can = stand.peildatum <= stand.opzeggen_voor
        said.append(
            f"Een partij die wil opzeggen, doet dat uiterlijk op {last}."
            if can
            else f"Opzeggen tegen die dag kon tot en met {last}."
        )
    return said + given_notice(stand)


def _said(group: list[Punt], every: Overzicht) -> str:
    """Return points about the same clauses in a sentence or two."""
    clauses = group[0].bepalingen
    many = counted(len(clauses), "afspraak", "afspraken")
    others = f" en {counted(len(clauses) - 1, 'andere afspraak', 'andere afspraken')}" if len(clauses) > 1 else ""
    subject = f"{clauses[0].titel}{others}"
    if len(group) == 1:
        point = group[0]
        doing = f" Nu: {point.eerste.nu or point.nu}." if point.nu else ""
        said = until_semicolon(point.eerste.toelichting)
        told = f"{at_start(said)}. Dit speelt bij {many}." if len(clauses) > 1 else f"{subject}: {said}."
        return told + doing if len(told + doing) <= _LONG else told
    who = _who([point.partner for point in group], every)
    what = {point.eerste.toelichting for point in group}
    if len(what) == 1 and len(clauses) == 1:  # what is said of all in the same words
        return f"{subject}: {what.pop()}. Dat vraagt aandacht {who}."
    return f"{subject}: dit vraagt aandacht {who}."
