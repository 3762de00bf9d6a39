"""A document that the agreement asks for: it is there, complete, not too old, and those who must know it do."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, holder_name, includes
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.jaardag import jaren, komt_in, niet_gevraagd, niet_in_een_jaar
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.delen.per_eenheid import BinnenGemeente, EenhedenVan, EigenEenheden, asked_units
from convenant_cli.judging.delen.samen import samen
from convenant_cli.judging.delen.stukken import (
    Bericht,
    Stuk,
    by_age,
    forgotten,
    holders,
    judged,
    kept_by,
    known_since,
    nearest,
    reached,
)
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.model.jaardag import DagVeld, elk_jaar, op_een_dag
from convenant_cli.records.model.velden import DuurVeld, Id
from convenant_cli.records.model.verwijzingen import (
    NaarDocumentsoort,
    NaarDoelgroep,
    NaarEenheidsoort,
    NaarGebondene,
    RitmeVeld,
)
from convenant_cli.text.sentences import inside, is_plural, none_found, opsomming


class DocumentToets(Toets):
    """Elke gebonden partij heeft het gevraagde document, compleet en bij de tijd, en wie het moet kennen, kent het.

    Waarom: een afspraak in een oud of onbekend document werkt niet als het nodig is.
    Herstel: vraag de partij om de geldende versie, en vul onder `documenten` aan wat ontbreekt.
    """

    soort: Literal["document"]
    documentsoort: NaarDocumentsoort = Field(description="De soort document, uit de lijst in data/convenant.yaml.")
    hoogstens_oud: DuurVeld | None = Field(
        None,
        description="Hoe oud de geldende versie hoogstens is, zoals '48 maanden'. Noemt het document zelf een dag "
        "waarvoor het wordt herzien, dan telt die.",
    )
    elementen: tuple[Id, ...] = Field((), description="De onderdelen die er minstens in staan.")
    bekend_bij: tuple[NaarDoelgroep, ...] = Field(
        (), description="De groepen aan wie de geldende versie bekend is gemaakt."
    )
    bekend_binnen: DuurVeld | None = Field(
        None, description="Hoe lang geleden dat hoogstens is, zoals '24 maanden'. Daarna zijn er nieuwe mensen."
    )
    gedeeld_met: tuple[NaarGebondene, ...] = Field(
        (), description="De partijen of rollen met wie de geldende versie is gedeeld."
    )
    per_eenheid: NaarEenheidsoort | None = Field(
        None,
        description="De soort eenheid waarvoor dit apart geldt: voor elke eenheid daarvan is er een geldend document. "
        "Bij een document staat onder `voor` voor welke.",
    )
    eenheden_van: EenhedenVan = ()
    eigen_eenheden: EigenEenheden = False
    binnen_gemeente: BinnenGemeente = False
    uiterlijk: DagVeld | None = Field(
        None,
        description="De laatste dag waarop het document er moet zijn. Tot en met die dag ontbreekt er niets. Hoort er "
        "elk jaar een document te zijn, schrijf dan geen jaartal: '1 oktober' ligt in het jaar waar het om gaat, "
        "'30 november ervoor' ervóór en '1 maart erna' erna.",
    )
    per: RitmeVeld = Field(
        "kalenderjaar", description="Bij een dag die elk jaar terugkomt: voor of over welke jaren het document is."
    )
    waarschuw_voor: DuurVeld = Field(
        Duur(60, "dag"), description="Hoe lang voor het document verloopt of wordt herzien de waarschuwing komt."
    )

    @property
    def strijdig(self) -> str:
        """A document that is new each year is about that year, and not too old by its age."""
        if not elk_jaar(self.uiterlijk):
            return "'per' hoort bij een dag die elk jaar terugkomt" if "per" in self.model_fields_set else ""
        if self.hoogstens_oud:
            return "'hoogstens_oud' en een dag die elk jaar terugkomt, gaan niet samen; kies er een"
        return niet_in_een_jaar(self.per)

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        if day := elk_jaar(self.uiterlijk):
            for period in jaren(zaak, self.per, day):
                yield from self._all(zaak, period, zaak.ieder_of_samen(period.tijdvak))
        else:
            yield from self._all(zaak, None, zaak.ieder_of_samen())

    def _all(
        self, zaak: Zaak, period: Beoordelingsperiode | None, asked: Iterable[Gebondene | None]
    ) -> Iterator[Oordeel]:
        """Judge everybody who is asked, once or for a year."""
        for who in asked:
            if who is None:
                parties: Iterable[Partner] = zaak.partners_met((ALLE,), zaak.peildatum)
                if zaak.bepaling.gebonden:
                    parties = {member.partner.id: member.partner for member in zaak.gebonden}.values()
                kept = [stuk for partner in parties for stuk in kept_by(partner, self.documentsoort)]
                yield self._of(zaak, None, kept, period)
                continue
            kept = kept_by(who.partner, self.documentsoort)
            for holder in holders(zaak, who, kept):
                yield self._of(zaak, holder, nearest(holder, kept), period)

    def _of(self, zaak: Zaak, who: Gebondene | None, kept: list[Stuk], period: Beoordelingsperiode | None) -> Oordeel:
        day = elk_jaar(self.uiterlijk)
        if period is None or day is None:
            return self._judge(zaak, who, kept, op_een_dag(self.uiterlijk))
        last = day.bij(period.tijdvak)
        if partly := zaak.maar_deels(who, period.tijdvak, period.in_zin):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
        comes = komt_in(zaak, self.per, period.tijdvak, day)
        own = [stuk for stuk in kept if stuk.gaat_over(zaak.dossier, period.tijdvak, comes)]
        early = niet_gevraagd(zaak, who, last) if zaak.peildatum > last else ""
        if early and not own:
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, early, periode=period.naam)
        made = self._judge(zaak, who, own, None if early else last, period)
        return replace(made, periode=period.naam, uiterlijk=None if early else last)

    def _judge(
        self,
        zaak: Zaak,
        who: Gebondene | None,
        kept: list[Stuk],
        last: date | None,
        period: Beoordelingsperiode | None = None,
    ) -> Oordeel:
        """Judge what there is; ``last``: the day for it. A document of a year (``period``) was for that year only."""
        if not kept:
            return self._missing(zaak, who, last, period)
        # What lapsed was perhaps only for a time: the newest that still holds counts.
        on = min(zaak.peildatum, period.tijdvak.van) if period else zaak.peildatum
        valid = [stuk for stuk in kept if stuk.record.geldig_tot is None or stuk.record.geldig_tot > on]
        stuk = max(valid or kept, key=by_age)
        wrong = self._wrong(zaak, who, kept, valid, stuk)
        old = None if period else self._old(zaak, who, stuk, "dit document" if wrong else stuk.naam)
        if wrong and old and old.door_tijd:  # who mends the one, needs to know of the other
            wrong = replace(wrong, toelichting=f"{wrong.toelichting}; {old.toelichting}", verder=wrong.verder or old)
        found = wrong or old or self._there(zaak, who, kept, stuk, last, period)
        return (None if period else self._expired(zaak, who, stuk)) or replace(found, oud_op=self._too_old(stuk))

    def _wrong(
        self, zaak: Zaak, who: Gebondene | None, kept: list[Stuk], valid: list[Stuk], stuk: Stuk
    ) -> Oordeel | None:
        """Return all that is wrong with the document; None when nothing is. What is there in part, is not absent."""
        told = self._unknown(zaak, who, stuk) or self._forgotten(zaak, who, stuk)
        every = (self._per_unit(zaak, who, kept, valid), self._incomplete(zaak, who, stuk), told)
        faults = [fault for fault in (*every, self._unshared(zaak, who, stuk)) if fault]
        if not faults:
            return None
        whom, when = (self.bekend_bij, self.gedeeld_met), (self.hoogstens_oud, self.uiterlijk)
        asked = (self.per_eenheid, self.elementen, *whom, *when)
        absent = {fault.uitkomst for fault in faults} == {Uitkomst.ONTBREEKT} and len(faults) == sum(map(bool, asked))
        if not absent:
            faults = [replace(fault, uitkomst=_in_part(fault.uitkomst)) for fault in faults]
        rest, text = (faults[1] if len(faults) > 1 else None), "; ".join(fault.toelichting for fault in faults)
        return replace(faults[0], toelichting=text, verder=rest)

    def _missing(
        self, zaak: Zaak, who: Gebondene | None, last: date | None, period: Beoordelingsperiode | None
    ) -> Oordeel:
        known = zaak.dossier.agreed.documentsoorten.get(self.documentsoort)
        kind = inside(known.naam) if known else self.documentsoort
        name, year = "", ""
        if period and (day := elk_jaar(self.uiterlijk)):
            name, year = period.naam, f" {day.over} {period.in_zin}"
        if last and zaak.peildatum <= last:
            what, can = (kind, "kunnen") if is_plural(kind) else (f"een {kind}", "kan")
            whose = f" van {who.naam}" if who else ""
            text = f"{what}{whose}{year} {can} er nog komen tot en met {lange_datum(last)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=name)
        if who is None:
            joint = samen(zaak)
            text, nu = f"van {joint.naam} {none_found(f'{kind}{year}')}", joint.doen("spreekt", "spreken")
            nu += " af wie dit document maakt"
            return zaak.oordeel(
                Uitkomst.ONTBREEKT, None, text, periode=name, bij=zaak.place, door_tijd=bool(last), nu=nu
            )
        text = f"van {who.naam} {none_found(f'{kind}{year}')}"
        if last and (joined := zaak.eigen_tijd(who).van) > last:
            text += f"; de afgesproken dag, {lange_datum(last)}, was voor haar komst op {lange_datum(joined)}"
        nu = f"{who.partner.in_zin} meldt {at_keeper(zaak.dossier, who.partner)} waar dit document te vinden is"
        at = who.partner.at("documenten")
        return zaak.oordeel(Uitkomst.ONTBREEKT, who, text, periode=name, bij=at, door_tijd=bool(last), nu=nu)

    # --- what can be wrong with it --------------------------------------------------------------------------------

    def _expired(self, zaak: Zaak, who: Gebondene | None, stuk: Stuk) -> Oordeel | None:
        end = stuk.record.geldig_tot
        if end is None or end > zaak.peildatum:
            return None
        text = f"{stuk.naam} gold tot {lange_datum(end)}"
        nu = f"{stuk.partner.in_zin} meldt {_at(zaak, stuk)} welke versie nu geldt"
        return judged(zaak, who, stuk, Uitkomst.VEROUDERD, text, nu, "geldig_tot", door_tijd=True)

    def _per_unit(self, zaak: Zaak, who: Gebondene | None, kept: list[Stuk], valid: list[Stuk]) -> Oordeel | None:
        """Judge whether there is a document for each unit."""
        if not self.per_eenheid:
            return None
        asked = asked_units(zaak, self, zaak.peildatum, who.partner if who else None)
        gone = [id for id in asked if not any(includes(zaak.dossier, stuk.record.voor, id) for stuk in valid)]
        if not gone:
            return None
        names = opsomming([holder_name(zaak.dossier, id) for id in gone])
        outcome = Uitkomst.ONVOLLEDIG if len(gone) < len(asked) else Uitkomst.ONTBREEKT
        stuk = max(valid or kept, key=by_age)
        text = f"{stuk.naam} is er, maar niet gevonden is zo'n document voor {names}"
        nu = f"{stuk.partner.in_zin} meldt {_at(zaak, stuk)} welk document daar geldt"
        return judged(zaak, who, stuk, outcome, text, nu)

    def _incomplete(self, zaak: Zaak, who: Gebondene | None, stuk: Stuk) -> Oordeel | None:
        known = zaak.dossier.agreed.documentsoorten.get(self.documentsoort)
        parts = known.elementen if known else {}
        gone = [
            inside(parts.get(element, _words(element)).rstrip("."))
            for element in self.elementen
            if element not in stuk.record.elementen
        ]
        if not gone:
            return None
        outcome = Uitkomst.ONVOLLEDIG if len(gone) < len(self.elementen) else Uitkomst.ONTBREEKT
        about = gone[0] if len(gone) == 1 else f"deze onderdelen: {'; '.join(gone)}"
        text = f"in {stuk.naam} is niets gevonden over {about}"
        nu = f"{stuk.partner.in_zin} meldt {_at(zaak, stuk)} waar dit in het document staat, of vult het document aan"
        return judged(zaak, who, stuk, outcome, text, nu, "elementen")

    def _unknown(self, zaak: Zaak, who: Gebondene | None, stuk: Stuk) -> Oordeel | None:
        told = {
            _words(id): [Bericht(m.datum, None) for m in stuk.record.bekendgemaakt if m.aan == id]
            for id in self.bekend_bij
        }
        return reached(zaak, who, stuk, "bekendgemaakt", told)

    def _forgotten(self, zaak: Zaak, who: Gebondene | None, stuk: Stuk) -> Oordeel | None:
        known_to = {id: _words(id) for id in self.bekend_bij}
        return forgotten(zaak, who, stuk, known_to, self.bekend_binnen) if self.bekend_binnen else None

    def _unshared(self, zaak: Zaak, who: Gebondene | None, stuk: Stuk) -> Oordeel | None:
        told = {
            partner.in_zin: [Bericht(d.datum, d.versie) for d in stuk.record.gedeeld if d.met == partner.id]
            for partner in self._receivers(zaak, stuk)
        }
        return reached(zaak, who, stuk, "gedeeld", told)

    def _old(self, zaak: Zaak, who: Gebondene | None, stuk: Stuk, naam: str) -> Oordeel | None:
        """Judge the day on which the version is no longer current, or soon will not be; ``naam``: how to call it."""
        record, day = stuk.record, zaak.peildatum
        ends: list[tuple[date, str, str, str]] = []
        if record.herzien_voor:
            ends.append((record.herzien_voor, "herzien_voor", "zou worden herzien voor {}", "wordt herzien voor {}"))
        elif self.hoogstens_oud and record.vastgesteld_op is None:
            when = "wanneer deze versie is vastgesteld"
            text, nu = f"bij {naam} staat niet {when}", f"{stuk.partner.in_zin} meldt {_at(zaak, stuk)} {when}"
            return judged(zaak, who, stuk, Uitkomst.ONVOLLEDIG, text, nu)
        elif self.hoogstens_oud and record.vastgesteld_op:
            end, age = self._too_old(stuk) or date.max, f"ouder dan {self.hoogstens_oud}"
            ends.append((end, "vastgesteld_op", f"is sinds {{}} {age}", f"is vanaf {{}} {age}"))
        if record.geldig_tot:
            ends.append((record.geldig_tot, "geldig_tot", "gold tot {}", "geldt nog tot {}"))
        leaves = who.tijdvak.tot if who else date.max  # what ends later, asks nothing of who has left by then
        for end, field, was, will in sorted(ends):
            if end <= day or (self.waarschuw_voor.voor(end) <= day and end < leaves):
                outcome, words = (Uitkomst.VEROUDERD, was) if end <= day else (Uitkomst.VERLOOPT, will)
                text = f"{naam} {words.format(lange_datum(end))}"
                nu = f"{stuk.partner.in_zin} bekijkt het document opnieuw en meldt {_at(zaak, stuk)} welke versie geldt"
                return judged(zaak, who, stuk, outcome, text, nu, field, door_tijd=True)
        return None

    def _too_old(self, stuk: Stuk) -> date | None:
        """Return the first day on which a document is older than may be; None when another day of it counts."""
        if self.hoogstens_oud is None or stuk.record.herzien_voor or stuk.record.vastgesteld_op is None:
            return None
        # On the last of those months it is not older yet.
        return self.hoogstens_oud.na(stuk.record.vastgesteld_op) + timedelta(days=1)

    # --- words ----------------------------------------------------------------------------------------------------

    def _receivers(self, zaak: Zaak, stuk: Stuk) -> list[Partner]:
        found = zaak.partners_met(tuple(id.split("/")[0] for id in self.gedeeld_met), zaak.peildatum)
        return sorted((partner for partner in found if partner.id != stuk.partner.id), key=lambda partner: partner.id)

    def _there(
        self,
        zaak: Zaak,
        who: Gebondene | None,
        kept: Iterable[Stuk],
        stuk: Stuk,
        last: date | None,
        period: Beoordelingsperiode | None,
    ) -> Oordeel:
        """Judge what is whole by when it came; of what must be renewed, this version tells nothing of the first."""
        places, since = (stuk.at(),), known_since(kept)
        if last is None or since <= last or self.hoogstens_oud or zaak.eigen_tijd(who).van > last:
            return zaak.oordeel(Uitkomst.GOED, who, self._found(zaak, stuk), rust_op=places)
        text = f"{stuk.naam} is vastgesteld op {lange_datum(stuk.record.vastgesteld_op or since)}"
        name, at, doers = period.naam if period else "", stuk.at("vastgesteld_op"), (stuk.partner,)
        nu = f"{stuk.partner.in_zin} maakt het volgende document op tijd" if period else ""
        return later(zaak, who, text, since, last, periode=name, rust_op=places, bij=at, nu=nu, doet=doers)

    def _found(self, zaak: Zaak, stuk: Stuk) -> str:
        record = stuk.record
        text = f"{stuk.naam} is er"
        if record.vastgesteld_op:
            text = f"{stuk.naam} is vastgesteld op {lange_datum(record.vastgesteld_op)}"
        parts = ["met alle gevraagde onderdelen"] if self.elementen else []
        if self.bekend_bij:
            parts.append(f"bekendgemaakt aan {opsomming([_words(id) for id in self.bekend_bij])}")
        if receivers := self._receivers(zaak, stuk):
            parts.append(f"gedeeld met {opsomming([partner.in_zin for partner in receivers])}")
        return f"{text}, {opsomming(parts)}" if parts else text


def _in_part(uitkomst: Uitkomst) -> Uitkomst:
    return Uitkomst.ONVOLLEDIG if uitkomst is Uitkomst.ONTBREEKT else uitkomst


def _at(zaak: Zaak, stuk: Stuk) -> str:
    return at_keeper(zaak.dossier, stuk.partner)


def _words(id: str) -> str:
    return id.replace("-", " ")
