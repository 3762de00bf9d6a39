"""Judges a clause as it reads in one text: what its test finds, with what the parties answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from convenant_cli.dossier.looptijd import Stand
from convenant_cli.judging.delen.antwoorden import with_answers
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum


def judge_text(zaak: Zaak, toets: Toets, term: Stand) -> Iterator[Oordeel]:
    """Judge a clause by one text, with the answers of the parties."""
    if zaak.peildatum not in zaak.bindend or toets.vraagt_antwoord:
        return _judge_clause(zaak, toets, term)

    def judged(day: date) -> list[Oordeel]:
        return list(_judge_clause(zaak if day is zaak.peildatum else replace(zaak, peildatum=day), toets, term))

    return with_answers(zaak, judged)


def _judge_clause(zaak: Zaak, toets: Toets, term: Stand) -> Iterator[Oordeel]:
    together = toets.over_dossier or zaak.bepaling.gezamenlijk or not zaak.bound
    if term.fase != "in werking" and not toets.buiten_looptijd and zaak.peildatum not in zaak.bindend:
        het = zaak.convenant.zinsnaam
        outcome = Uitkomst.NOG_NIET if term.fase == "nog niet in werking" else Uitkomst.NIET_VAN_TOEPASSING
        # Nobody is a member yet, or any more: everybody who is bound at any time has its row.
        for who in (None,) if together else zaak.bound:
            yield zaak.oordeel(outcome, who, f"{het.met('is', 'zijn')} {term.fase}")
        return
    judged: set[tuple[str | None, str | None]] = set()
    for oordeel in toets.beoordeel(zaak):
        judged.add((oordeel.partner, oordeel.eenheid))
        judged.add((oordeel.partner, None))
        yield oordeel
    if together:
        if not judged:  # every clause has a row, also when there was nothing to look at
            yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, None, "er is nu niets om dit aan te toetsen")
        return
    for who in zaak.bound:
        if (who.partner.id, who.eenheid_id) not in judged:
            yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, _why_not(zaak, who))


def _why_not(zaak: Zaak, who: Gebondene) -> str:
    if who.tijdvak.van > zaak.peildatum:
        begins = "is lid" if who.lid.van > zaak.peildatum else "doet mee"
        return f"{who.naam} {begins} vanaf {lange_datum(who.tijdvak.van)}"
    if who.tijdvak.tot <= zaak.peildatum:
        ended = "was gebonden" if who.na else "was lid" if who.lid.tot == who.tijdvak.tot else "deed mee"
        return f"{who.naam} {ended} tot {lange_datum(who.tijdvak.tot)}"
    return f"bij {who.naam} speelt dit nu niet"
