"""The texts of a clause: which of them holds, and by which a period is judged."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.dossier.besluiten import besluit_over, ontbrekend
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.looptijd import Stand
from convenant_cli.findings import Place
from convenant_cli.judging.delen.afwijkingen import days_of
from convenant_cli.judging.een_tekst import judge_text
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import ALTIJD, Zaak
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Bepaling
from convenant_cli.text.sentences import opsomming


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, where it stands, and the test it names."""

    bepaling: Bepaling
    place: Place
    toets: Toets
    tijdvak: Tijdvak = ALTIJD
    """The days on which it reads like this."""
    eerder: "tuple[Clause, ...]" = ()
    """The clause as it read before, the newest first."""

    @property
    def leest_bestanden(self) -> bool:
        """Whether one of its tests looks into the text files beside the records."""
        return any(one.toets.leest_bestanden for one in (self, *self.eerder))


def consented(dossier: Dossier, clause: Clause, day: date) -> tuple[Clause, str]:
    """Return a clause without the texts to which not everybody has consented, and whose consent it waits for, if any.

    Until then the text before it holds, or what was to lapse goes on; a new clause is not there yet.
    """
    if not clause.eerder and clause.tijdvak == ALTIJD:  # as most clauses: nothing was decided on it
        return clause, ""
    waits, tot = _waits(dossier, clause, clause.tijdvak.tot, day), clause.tijdvak.tot
    tot = date.max if waits else tot
    held: list[Clause] = []
    for text in (clause, *clause.eerder):
        if why := _waits(dossier, clause, text.tijdvak.van, day):
            waits = waits or why
        else:
            held.append(replace(text, tijdvak=Tijdvak(text.tijdvak.van, tot), eerder=()))
            tot = text.tijdvak.van
    if not held:
        return replace(clause, tijdvak=Tijdvak(date.max, date.max), eerder=()), waits
    return replace(held[0], eerder=tuple(held[1:])), waits


def _waits(dossier: Dossier, clause: Clause, since: date, day: date) -> str:
    """Say whose consent lacks for what a clause becomes on a day that has come, as the end of a sentence."""
    decision = besluit_over(dossier.agreed, clause.bepaling.id, since) if since <= day else None
    if decision is None:  # a check tells of a day without a decision
        return ""
    silent = ontbrekend(decision, dossier.partners.values(), dossier.bepalingen.values(), day)
    names = opsomming([partner.in_zin for partner in silent])
    return f"{decision.naam} werkt hier nog niet, want de instemming van {names} is niet gevonden" if silent else ""


def judge_versions(zaak: Zaak, clause: Clause, term: Stand) -> Iterator[Oordeel]:
    """Judge each period by the text of that period, and what has no period by the text of the reference date."""
    texts = (clause, *clause.eerder)
    now = next((text for text in texts if zaak.peildatum in text.tijdvak), None)
    found: list[Oordeel] = []
    if now is None:
        found += _not_in_force(zaak, clause)
    for text in sorted(texts, key=lambda text: text is not now):
        own = replace(zaak, bepaling=text.bepaling, place=text.place, geldig=text.tijdvak)
        every = judge_text(own, text.toets, term)
        if text is now:
            found += (_since(zaak, oordeel, text) for oordeel in every)
            continue
        told = {oordeel.periode for oordeel in found}
        found += (
            replace(oordeel, toelichting=f"{oordeel.toelichting}; {_by_text(text)}")
            for oordeel in every
            if oordeel.periode and oordeel.periode not in told
        )
    # Who has an oordeel on a period needs no row that there is nothing to judge.
    judged = {(oordeel.partner, oordeel.eenheid) for oordeel in found if oordeel.periode}
    for oordeel in found:
        idle = oordeel.uitkomst is Uitkomst.NIET_VAN_TOEPASSING and not oordeel.periode
        if not idle or (oordeel.partner, oordeel.eenheid) not in judged:
            yield oordeel


def _not_in_force(zaak: Zaak, clause: Clause) -> Iterator[Oordeel]:
    """Yield for everybody that a clause has come to an end, or that it is still to come."""
    gone = zaak.peildatum >= clause.tijdvak.tot
    began = "geldt nog niet" if clause.tijdvak.van == date.max else f"geldt vanaf {lange_datum(clause.tijdvak.van)}"
    when = f"gold tot {lange_datum(clause.tijdvak.tot)}" if gone else began
    outcome = Uitkomst.NIET_VAN_TOEPASSING if gone else Uitkomst.NOG_NIET
    for who in (None,) if zaak.bepaling.gezamenlijk else zaak.bound or (None,):
        yield zaak.oordeel(outcome, who, f"deze bepaling {when}")


def _since(zaak: Zaak, oordeel: Oordeel, text: Clause) -> Oordeel:
    """Let an oordeel on a period that began under another text say by which one all of it is judged."""
    days = days_of(zaak, oordeel.periode) if oordeel.periode else None
    if days is None or days.van >= text.tijdvak.van or oordeel.uitkomst is Uitkomst.NIET_VAN_TOEPASSING:
        return oordeel
    return replace(
        oordeel, toelichting=f"{oordeel.toelichting}; volgens de tekst vanaf {lange_datum(text.tijdvak.van)}"
    )


def _by_text(clause: Clause) -> str:
    """Say by which text an oordeel is, when that is not the text of the reference date."""
    if clause.tijdvak.tot == date.max:
        return f"volgens de tekst vanaf {lange_datum(clause.tijdvak.van)}"
    return f"volgens de tekst die gold tot {lange_datum(clause.tijdvak.tot)}"
