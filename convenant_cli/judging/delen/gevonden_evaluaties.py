"""Evaluations that were found, judged: by whom, with an answer to each question, and with the outcomes of others."""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from convenant_cli.dossier.aanbod import plan_word
from convenant_cli.dossier.organen import partijen_op
from convenant_cli.findings import Place
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Evaluatie as Note
from convenant_cli.records import Partner
from convenant_cli.records.evaluatie import Vraagantwoord
from convenant_cli.text.sentences import aangehaald, opsomming
from convenant_cli.text.volgorde import volgorde


class Evaluatieopgave(NamedTuple):
    """What a clause asks of an evaluation."""

    door: str | None
    """The body that evaluates; None: the bound parties do so."""
    vragen: tuple[str, ...]
    gebruikt: Literal["jaarplan", "actie"] | None
    minstens: int


def evaluations(zaak: Zaak, who: Gebondene | None, door: str | None, fits: Callable[[Note], bool]) -> list[Note]:
    """Return the evaluations that fit, by this party among others (itself or in a body), oldest first."""
    found = [
        note
        for note in zaak.dossier.evaluaties.values()
        if fits(note)
        and (door is None or door in note.opgesteld_door)
        and (who is None or who.partner.id in partijen_op(zaak.dossier, note.opgesteld_door, note.datum))
    ]
    return sorted(found, key=lambda note: (note.datum, note.id))


def judged(
    zaak: Zaak, who: Gebondene | None, text: str, period: str, found: list[Note], asked: Evaluatieopgave
) -> Oordeel:
    """Judge evaluations that are there: one is by all, with all answers, and carries on enough outcomes of others.

    ``text`` begins the sentence.
    """
    used = {note.id: _used(zaak, note, asked) for note in found}
    lacks = {note.id: [] if who or asked.door else _without(zaak, note) for note in found}
    note = max(
        found,
        key=lambda one: (
            min(len(used[one.id]), asked.minstens), len(one.antwoorden), -len(lacks[one.id]), one.datum, one.id,
        ),
    )  # fmt: skip
    text = f"{text} op {lange_datum(note.datum)}{'' if who or asked.door else _by_whom(zaak, note)}"
    without = _told(zaak, note, lacks[note.id])
    if open_questions := unanswered(zaak, asked.vragen, note.antwoorden):
        # Who did not take part has not answered these either.
        together = {one.id: one for one in (*zaak.partners_met(note.opgesteld_door, note.datum), *lacks[note.id])}
        makers = sorted(zaak.nog_mee(together.values()), key=lambda one: volgorde(one.kort))
        who_answer = opsomming([maker.in_zin for maker in makers]) or "wie de evaluatie maakte"
        return zaak.oordeel(
            Uitkomst.ONVOLLEDIG,
            who,
            f"{text}, maar geen antwoord is gevonden op {open_questions}{without and f'; {without}'}",
            periode=period,
            rust_op=(note.at(),),
            bij=note.at(),
            nu=f"{who_answer} {'geven' if len(makers) > 1 else 'geeft'} antwoord op {open_questions}",
            doet=makers,
            betreft=(*makers, *lacks[note.id]),
        )
    text += " met antwoord op alle vaste vragen" if asked.vragen else ""
    rests_on: tuple[Place, ...] = (note.at(),)
    if asked.gebruikt is not None:
        plan = plan_word(zaak.dossier)
        one, more = (f"een {plan}", f"{plan}nen") if asked.gebruikt == "jaarplan" else ("een actie", "acties")
        count = len(used[note.id])
        if count < asked.minstens:
            missing = f"maar een nieuwe evaluatie van {one} is daarin niet gevonden"
            if count:
                missing = f"maar met {count} van de {asked.minstens} nieuwe evaluaties van {more}"
            nu = f"wie de evaluatie maakte, noemt de evaluaties van {more} die zijn meegenomen"
            makers = zaak.nog_mee(p for id, p in zaak.dossier.partners.items() if id in note.opgesteld_door)
            if len(makers) == 1:
                nu = f"{makers[0].in_zin} noemt bij de evaluatie welke evaluaties van {more} zijn meegenomen"
            return zaak.oordeel(
                Uitkomst.ONVOLLEDIG,
                who,
                f"{text}, {missing}{without and f'; {without}'}",
                periode=period,
                rust_op=rests_on,
                bij=note.at("gebruikt"),
                nu=nu,
                doet=makers if len(makers) == 1 else (),
                betreft=(*makers, *lacks[note.id]),
            )
        text += ", met uitkomsten uit "
        text += f"{count} evaluaties van {more}" if count > 1 else f"een evaluatie van {one}"
        rests_on = (note.at(), *used[note.id])
    if lacks[note.id]:
        coming = zaak.nog_mee(lacks[note.id])
        names = opsomming([one.in_zin for one in coming]) if len(coming) < 4 else "de andere partijen"
        return zaak.oordeel(
            Uitkomst.ONVOLLEDIG,
            who,
            f"{text}, maar {without}",
            periode=period,
            rust_op=rests_on,
            bij=note.at("opgesteld_door"),
            nu=f"{names} {'evalueren' if len(coming) > 1 else 'evalueert'} alsnog mee" if coming else "",
            doet=coming,
            betreft=lacks[note.id],
        )
    return zaak.oordeel(Uitkomst.GOED, who, text, periode=period, rust_op=rests_on)


def _used(zaak: Zaak, note: Note, asked: Evaluatieopgave) -> list[Place]:
    """Return the evaluations that this one carries on: of before it, newer than the previous one of its kind."""
    before = evaluations(
        zaak, None, asked.door, lambda other: _subject(other) == _subject(note) and other.datum < note.datum
    )
    notes = [zaak.dossier.evaluaties[id] for id in note.gebruikt if id in zaak.dossier.evaluaties]
    return [
        other.at()
        for other in notes
        if (other.jaarplan if asked.gebruikt == "jaarplan" else other.actie) is not None
        if other.datum <= note.datum and (not before or other.datum > before[-1].datum)
    ]


def _subject(note: Note) -> tuple[str | None, str | None, str | None, bool]:
    """Return of what it is an evaluation: two of the same thing have the same subject."""
    return note.actie, note.jaarplan, note.document, bool(note.convenant)


def _by_whom(zaak: Zaak, note: Note) -> str:
    """Say who evaluated for all together."""
    known = (zaak.dossier.partners.get(id) or zaak.dossier.organen.get(id) for id in note.opgesteld_door)
    names = [one.in_zin for one in known if one]
    return f" door {opsomming(names) if len(names) < 4 else f'{len(names)} partijen'}" if names else ""


def _without(zaak: Zaak, note: Note) -> list[Partner]:
    """Return the bound parties that did not evaluate with the others: no maker, and not where it was discussed."""
    took_part = partijen_op(zaak.dossier, note.opgesteld_door, note.datum)
    meeting = zaak.dossier.bijeenkomsten.get(note.besproken_in or "")
    if meeting and meeting.status == "gehouden":
        took_part |= {one.partner for one in meeting.aanwezig}
    bound = {who.partner.id: who.partner for who in zaak.leden(note.datum)} if zaak.bepaling.gezamenlijk else {}
    return [partner for id, partner in bound.items() if id not in took_part]


def _told(zaak: Zaak, note: Note, lacking: list[Partner]) -> str:
    """Say who lacks; empty when nobody does."""
    if not lacking:
        return ""
    names = opsomming([one.in_zin for one in lacking])
    if len(lacking) > 3:
        names = f"{len(lacking)} van de {len({who.partner.id for who in zaak.leden(note.datum)})} partijen"
    return f"dat {names} {'meededen' if len(lacking) > 1 else 'meedeed'}, is niet gevonden"


def unanswered(zaak: Zaak, asked: Sequence[str], given: Iterable[Vraagantwoord]) -> str:
    """Return the questions without an answer, in quotes as a sentence lists them; empty when all have one."""
    answered = {one.vraag for one in given}
    known = zaak.convenant.evaluatievragen
    return opsomming([aangehaald(known[id].vraag if id in known else id) for id in asked if id not in answered])
