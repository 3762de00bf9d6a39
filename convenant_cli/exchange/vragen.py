"""The form for the yearly statement of one party: its questions, what it answered before, who fills it in, by when."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from convenant_cli.documents.content.contacts import Adresboek
from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import counts, days_of, in_sentence, over, statement_of
from convenant_cli.exchange.formulierantwoord import Formulierantwoord, given
from convenant_cli.judging.delen.afwijkingen import afwijking_over, in_words
from convenant_cli.judging.delen.opgaven import opgave_in_woorden
from convenant_cli.judging.judging import clauses, judge, looptijd_stand, require_whole
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.judging.teksten import Clause
from convenant_cli.judging.toetsen.verklaring import VerklaringToets
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Tijdvak, korte_datum
from convenant_cli.records import Bepaling, Partner, Verklaring
from convenant_cli.records.verklaring import folder_of, is_year, period_name
from convenant_cli.text.volgorde import volgorde

#: What a party reads that answered nothing before.
NOTHING_YET = "nog geen"
_TIME = timedelta(weeks=2)  # to fill in a form about a year that is over
_STATED = "verklaring"  # how the families start whose clauses a party speaks of itself
_LONGEST = 30_000  # characters of a clause in a cell; a spreadsheet holds 32,767


@dataclass(frozen=True, slots=True)
class Vraag:
    """One row of a form: a clause, for the party as a whole or for one of its units."""

    bepaling: Bepaling
    eenheid: str | None
    """``partner/eenheid``, or None."""
    vast: tuple[str, str, str, str, str]
    """What the party reads: the number, the question, the text of the agreement, for whom, what it answered before."""
    nu: Formulierantwoord
    """What the dossier holds already on this year."""
    opgave: str = ""
    """What its box asks when it is no choice: ``getal`` or ``tekst``."""

    @property
    def verzonden(self) -> tuple[str, ...]:
        """What goes out with the form of this row, to know what was changed in it."""
        return (*self.nu, self.opgave) if self.opgave else self.nu[:-1]

    @property
    def id(self) -> str:
        """The name of the row: ``reglement@bestuur/noorderschool``."""
        return row_id(self.bepaling.id, self.eenheid)

    @property
    def tekstmerk(self) -> str:
        """The fingerprint of the clause, by which a later import sees that its text is another one by then."""
        return digest(self.bepaling.titel, self.bepaling.tekst)


@dataclass(frozen=True, slots=True)
class Formulier:
    """The form of one party about one year or another period."""

    dossier: str
    """The fingerprint of the agreement."""
    titel: str
    waar: str
    partner: Partner
    jaar: str
    """What it is about, as the folder of its statement names it: ``2026``, ``2026-kwartaal-3``."""
    over: str
    """The same in a sentence: ``het 3e kwartaal 2026``."""
    functie: str
    """Who fills it in: the function that made the last statement, or the contact person; empty when not known."""
    uiterlijk: date
    retour: str
    """The mailbox of who keeps the dossier; empty when not known."""
    revisie: str
    vragen: tuple[Vraag, ...]

    @property
    def titelregel(self) -> str:
        """What stands above it: ``Verklaring 2026``, ``Verklaring 3e kwartaal 2026``."""
        return f"Verklaring {period_name(self.jaar)}"

    @property
    def zending(self) -> str:
        """The name of what is sent: the same for the same party, year, questions and answers."""
        rows = [(one.id, *one.vast, *one.verzonden) for one in self.vragen]
        return digest(self.dossier, self.partner.id, self.jaar, self.functie, json.dumps(rows))

    def rijmerk(self, vraag: Vraag) -> str:
        """Return the fingerprint of the fixed cells of a row in this form."""
        return row_mark(self.zending, vraag.id, vraag.vast)


def row_id(bepaling: str, eenheid: str | None) -> str:
    """Return the name of a row."""
    return f"{bepaling}@{eenheid}" if eenheid else bepaling


def row_mark(zending: str, row: str, fixed: Iterable[str]) -> str:
    """Return the fingerprint of the fixed cells of a row; a program that saves them may change the spaces."""
    return digest(zending, row, *(" ".join(text.split()) for text in fixed))


def cell_marks(zending: str, row: str, fixed: Iterable[str]) -> tuple[str, ...]:
    """Return the fingerprint of each fixed cell of a row, by which is known in which of them somebody typed."""
    return tuple(row_mark(zending, f"{row} {at}", [text])[:8] for at, text in enumerate(fixed))


def digest(*parts: str) -> str:
    """Return the first sixteen characters of the fingerprint of some texts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def dossier_key(dossier: Dossier) -> str:
    """Return the fingerprint of the agreement; its title may be corrected. Raises ConvenantError without one."""
    convenant = require_whole(dossier)
    return digest(convenant.gemeente or "", convenant.ondertekend_op.isoformat(), convenant.looptijd.ingang.isoformat())


def formulieren(
    dossier: Dossier, jaar: str, partners: Iterable[str], peildatum: date, revisie: str, uiterlijk: date | None = None
) -> list[Formulier]:
    """Return the forms of some parties, without those that nothing is asked of.

    ``jaar``: the year or period, by its folder or in words (``3e kwartaal 2026``). ``uiterlijk``: by when; else the day
    on which the statement is due, or two weeks on when that is over. Raises ConvenantError when the dossier cannot be
    judged, and when a form would show a value about a person.
    """
    jaar = folder_of(jaar)
    key, days = dossier_key(dossier), days_of(dossier, jaar)
    private = private_values(dossier)
    units = _units(dossier, peildatum)
    book = Adresboek(dossier, intern=False)
    convenant = dossier.agreed
    keeper = book.houder()
    found = []
    for id in partners:
        partner = dossier.partners[id]
        rows = tuple(_rows(dossier, partner, (jaar, days), peildatum, units))
        if not rows:
            continue
        due = _due(dossier, peildatum, id, jaar) or days.laatste
        form = Formulier(
            key, convenant.titel, convenant.waar, partner, jaar, over(dossier, jaar),
            _function(dossier, partner, jaar, book),
            uiterlijk or (due if due >= peildatum else peildatum + _TIME), keeper.email if keeper else "", revisie,
            rows,
        )  # fmt: skip
        texts = (text for row in rows for text in (*row.vast, *row.nu))
        refuse_private((form.functie, form.retour, *texts), private)
        found.append(form)
    return found


def nothing_asked(dossier: Dossier, jaar: str, partners: Collection[str], peildatum: date) -> str:
    """Say that some parties are asked nothing about a year or period, and about which ones they are."""
    known = [one for one in signalen(overzicht(dossier, peildatum)).verklaringen if one.partner.id in partners]
    other = ", ".join(dict.fromkeys(f"'{one.periode}'" for one in known))
    else_ = f"wel over: {other}" if other else "kies een andere periode of een andere partij"
    return f"aan deze partijen is over {jaar} niets te vragen; {else_}"


def _function(dossier: Dossier, partner: Partner, jaar: str, book: Adresboek) -> str:
    for made in (statement_of(dossier, partner.id, jaar), _before(dossier, partner.id, jaar)):
        if made and made.functie:
            return made.functie
    contact = book.vast(partner.id, "contactpersoon")
    return contact.functie if contact else ""


def _before(dossier: Dossier, partner: str, jaar: str) -> Verklaring | None:
    """Return the last statement of a party about an earlier year."""
    earlier = [
        (one.jaar, one.afgelegd_op, one)
        for one in dossier.verklaringen_van(partner)
        if one.jaar < jaar and one.afgelegd_op is not None and _alike(one.jaar, jaar)
    ]
    return max(earlier, key=lambda one: one[:2])[2] if earlier else None


def _alike(one: str, other: str) -> bool:
    """Tell whether two folders are about the same kind of period: of a quarter, the quarters before it come first."""
    return is_year(one) == is_year(other) and (is_year(one) or _kind(one) == _kind(other))


def _kind(map: str) -> str:
    return re.sub(r"[0-9]", "", map)


@lru_cache(maxsize=2)
def _judged(dossier: Dossier, peildatum: date) -> tuple[Oordeel, ...]:
    return tuple(judge(dossier, peildatum))


def _due(dossier: Dossier, peildatum: date, partner: str, jaar: str) -> date | None:
    """Return by when a party answers what it did not answer yet about a year; None when there is nothing."""
    named = dossier.jaarperiode(jaar)
    period = named.tekst.removeprefix("kalenderjaar ") if named else jaar
    own = (one for one in _judged(dossier, peildatum) if (one.partner, one.periode) == (partner, period))
    return min((one.uiterlijk for one in own if one.uiterlijk), default=None)


@lru_cache(maxsize=2)
def _units(dossier: Dossier, peildatum: date) -> dict[tuple[str, str], list[str]]:
    """Return for which units of a party a clause is judged apart, by clause and party."""
    found: dict[tuple[str, str], list[str]] = {}
    for oordeel in _judged(dossier, peildatum):
        if oordeel.partner and oordeel.eenheid:
            known = found.setdefault((oordeel.bepaling, oordeel.partner), [])
            if oordeel.eenheid not in known:
                known.append(oordeel.eenheid)
    return found


def _rows(
    dossier: Dossier,
    partner: Partner,
    about: tuple[str, Tijdvak],
    peildatum: date,
    units: dict[tuple[str, str], list[str]],
) -> Iterator[Vraag]:
    """Yield the questions in the order of the agreement: what a party itself can say, and what it spoke of before.

    Of a party that has stopped that is what it is still bound to.
    """
    jaar, days = about
    made, before = statement_of(dossier, partner.id, jaar), _before(dossier, partner.id, jaar)
    now, then = _answers(made), _answers(before)
    term = looptijd_stand(dossier, peildatum)
    assert term is not None
    for clause in clauses(dossier)[0]:
        one = clause.bepaling
        zaak = Zaak(dossier, one, clause.place, peildatum, term.in_werking)
        bound = [who for who in zaak.bound if who.partner.id == partner.id and who.tijdvak.overlapt(days)]
        own, earlier = now.get(one.id, {}), then.get(one.id, {})
        asked = bound and (one.familie.startswith(_STATED) or earlier) and counts(dossier, one, jaar)
        if not own and not asked:
            continue
        parts: list[str | None]
        if own and None in own:
            parts = list(own)  # the party answered for all of it already
        else:
            parts = [*units.get((one.id, partner.id), ()), *(who.eenheid_id for who in bound if who.eenheid_id), *own]
        for unit in sorted(dict.fromkeys(parts or [None]), key=lambda unit: volgorde(unit or "")):
            fixed = (
                one.aanduiding,
                f"{one.titel}\n{_question(dossier, jaar, clause)}{_excused(zaak, partner, unit, days)}",
                _text(one),
                _whom(partner, unit),
                _told(earlier, unit, period_name(before.jaar) if before else "", _asked(clause)),
            )
            yield Vraag(one, unit, fixed, own.get(unit, Formulierantwoord()), _asked(clause).opgave or "")


def _answers(statement: Verklaring | None) -> dict[str, dict[str | None, Formulierantwoord]]:
    found: dict[str, dict[str | None, Formulierantwoord]] = {}
    for answer in statement.antwoorden if statement else ():
        found.setdefault(answer.bepaling, {})[answer.eenheid] = given(answer)
    return found


def _asked(clause: Clause) -> VerklaringToets:
    """Return what a clause asks a party to say; of a clause that tests records the usual question."""
    return clause.toets if isinstance(clause.toets, VerklaringToets) else VerklaringToets(soort="verklaring")


def _question(dossier: Dossier, jaar: str, clause: Clause) -> str:
    named = dossier.jaarperiode(jaar) if is_year(jaar) and "-" in jaar else None
    period = in_sentence(dossier, str(named)) if named else over(dossier, jaar)
    own = _asked(clause)
    asked = f"{own.vraag} Dit gaat over {period}." if own.vraag else f"Hield u zich in {period} aan deze afspraak?"
    if own.opgave == "getal":
        asked += f" Vul een getal in{f': hoeveel {own.maat}' if own.maat else ''}."
    return f"{asked} Noem ook een stuk waaruit dit blijkt." if "bewijs" in clause.bepaling.familie else asked


def _excused(zaak: Zaak, partner: Partner, unit: str | None, days: Tijdvak) -> str:
    """Say of a question that a deviation was agreed on what it asks: without an answer it then rests."""
    agreed = afwijking_over(zaak, partner.id, unit, days)
    return f" Let op: {in_words(agreed)}. U mag deze vraag daarom leeg laten." if agreed else ""


def _text(bepaling: Bepaling) -> str:
    """Return the text of the agreement and what a reader must know of it, a paragraph a line."""
    parts = [bepaling.tekst, *([f"Uitleg: {bepaling.toelichting}"] if bepaling.toelichting else [])]
    paragraphs = [" ".join(one.split()) for part in parts for one in re.split(r"\n\s*\n|\n(?=\s*- )", part)]
    text = "\n".join(filter(None, paragraphs))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} …"


def _whom(partner: Partner, unit: str | None) -> str:
    own = partner.eenheid(unit)
    return own.naam if own else unit or "de hele organisatie"


def _told(earlier: dict[str | None, Formulierantwoord], unit: str | None, jaar: str, asked: VerklaringToets) -> str:
    """Return what a party answered before: for this unit, or else for the whole, or else for its units together."""
    own = [earlier[key] for key in (unit, None) if key in earlier][:1] or list(earlier.values())
    lines = []
    for answer in own:
        said = answer.vak
        if answer.opgave and said.endswith(answer.opgave) and asked.opgave == "getal":
            said = f"{said.removesuffix(answer.opgave)}{opgave_in_woorden(answer.opgave, 'getal', asked.maat)}"
        told = f"{jaar}: {said}"
        if answer.toelichting:
            told += f". {' '.join(answer.toelichting.split())}"
        if answer.titel:
            day = f", {korte_datum(date.fromisoformat(answer.datum))}" if answer.datum else ""
            told += f"\nBewijs: {answer.titel}{day}{f' ({answer.vindplaats})' if answer.vindplaats else ''}"
        lines.append(told)
    return "\n".join(dict.fromkeys(lines)) or NOTHING_YET
