"""The yearly statement of a party on a duty that only it can attest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name, others
from convenant_cli.dossier.verklaringsperioden import shorter
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.antwoorden import answers, other_sides, statements, told_in, zonder_antwoord
from convenant_cli.judging.delen.antwoorden_in_woorden import (
    Antwoordkant,
    answer_of,
    asked_of,
    counted_answers,
    difference,
    for_units,
    given,
    told_why,
)
from convenant_cli.judging.delen.jaardag import jaren, niet_gevraagd, niet_in_een_jaar
from convenant_cli.judging.delen.nadere_afspraken import agreements
from convenant_cli.judging.delen.opgaven import lacking, lacking_together, opgaven
from convenant_cli.judging.delen.vanaf import before_start, not_owed, own_days
from convenant_cli.judging.delen.verklaringsvraag import Verklaringsvraag, after_term, last_day
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.records import Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.jaardag import BijeenkomstOfJaardag, elk_jaar
from convenant_cli.records.model.velden import Datum, DuurVeld, JaNee, Tekst
from convenant_cli.records.model.verwijzingen import NaarBepaling, RitmeVeld
from convenant_cli.records.verklaring import Antwoord
from convenant_cli.text.sentences import opsomming

#: Outcomes of a period in which nothing has been settled yet.
_UNSETTLED = frozenset((Uitkomst.NOG_NIET, Uitkomst.NIET_VAN_TOEPASSING))
#: Outcomes of a period over which an answer can still be given.
_MISSED = frozenset((Uitkomst.ONTBREEKT, Uitkomst.ONVOLLEDIG))


class VerklaringToets(Toets):
    """Elke gebonden partij verklaart eens per periode hoe het met de afspraak staat.

    Waarom: sommige afspraken kan alleen de partij zelf bevestigen.
    Herstel: vraag de partij om de verklaring en leg het antwoord vast in data/verklaringen/.
    """

    familie: ClassVar[Familie] = "verklaring"
    vraagt_antwoord: ClassVar[bool] = True

    soort: Literal["verklaring"]
    per: RitmeVeld = Field("kalenderjaar", description="Hoe vaak de partij verklaart.")
    vanaf: Datum | None = Field(
        None,
        description="De eerste dag waarover partijen verklaren. Over een eerdere periode hoeft het niet.",
    )
    bewijs: JaNee = Field(False, description="Ja als bij het antwoord een verwijzing naar bewijs hoort.")
    tweezijdig_met: NaarBepaling | None = Field(
        None, description="De bepaling waarop de andere partijen dezelfde vraag beantwoorden."
    )
    uiterlijk: BijeenkomstOfJaardag | None = Field(
        None,
        description="De soort bijeenkomst waarvóór de partij verklaart: de eerste in de periode. Was er geen, dan telt "
        "een verschoven bijeenkomst in de eerste helft van de volgende periode. Is er ook daar geen, dan kan het tot "
        "het einde van de periode, en is een latere niet te laat. Of de dag waarop zij elk jaar uiterlijk verklaart: "
        "'1 december' in het jaar waar het om gaat, '30 november ervoor' ervóór en '1 maart erna' erna.",
    )
    binnen: DuurVeld | None = Field(
        None, description="Hoe lang na de periode het nog op tijd is, zoals '6 weken'. Niet samen met 'uiterlijk'."
    )
    hele_perioden: JaNee = Field(
        False,
        description="Ja als een partij die tijdens een periode erbij komt, pas over de volgende verklaart. Anders "
        "verklaart zij over die periode vanaf haar komst.",
    )
    vraag: Tekst | None = Field(
        None,
        description="De eigen vraag in het formulier, zoals 'Hoeveel deelnemers waren er?'. Leeg betekent: 'Hield u "
        "zich aan deze afspraak?'.",
    )
    opgave: Literal["getal", "tekst"] | None = Field(
        None,
        description="Wat de partij invult: een getal of een regel tekst. Leeg betekent: ja, deels of nee. Bij een "
        "gezamenlijke bepaling is één opgave genoeg, tenzij er wordt opgeteld.",
    )
    maat: Tekst | None = Field(None, description="Wat het getal telt, in het meervoud, zoals 'deelnemers' of 'euro'.")
    optellen: JaNee = Field(False, description="Ja als de getallen van de partijen in een tabel worden opgeteld.")
    nadere_afspraken: JaNee = Field(
        False, description="Ja als de toets ook kijkt of de nadere afspraken in data/convenant.yaml nog gelden."
    )

    @property
    def strijdig(self) -> str:
        """A last day is that of a meeting in the period, or of a term after it; only a number is counted."""
        if self.opgave and not self.vraag:
            return "bij 'opgave' hoort een vraag; zet haar bij 'vraag'"
        if self.opgave != "getal" and (self.maat or self.optellen):
            return "'maat' en 'optellen' gaan over een getal; zet er 'opgave: getal' bij, of haal ze weg"
        both = "'binnen' en 'uiterlijk' gaan niet samen; kies er een" if self.binnen and self.uiterlijk else ""
        return both or (niet_in_een_jaar(self.per) if elk_jaar(self.uiterlijk) else "")

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        questions = self._questions(zaak)
        found = [(period, oordeel) for period in questions for oordeel in self._period(zaak, period)]
        settled = [(period, oordeel) for period, oordeel in found if oordeel.uitkomst not in _UNSETTLED]
        current = {period.naam for period in jaren(zaak, self.per, elk_jaar(self.uiterlijk))}
        for period, oordeel in found:
            later = [other for other in questions if other.tijdvak.van > period.tijdvak.van]
            anew = any(
                (one.partner, one.eenheid) == (oordeel.partner, oordeel.eenheid) and other in later
                for other, one in settled
            )
            # What is asked each quarter, is asked of each quarter: an answer over the next one is none over this one.
            stays = _UNSETTLED | _MISSED if shorter(period.tijdvak) else _UNSETTLED
            overtaken = oordeel.uitkomst not in stays and anew and self._settles(zaak, oordeel, later)
            # Of the years before the last one only a difference that still stands is told.
            if period.naam in current or (oordeel.uitkomst is Uitkomst.VERSCHILT and not overtaken):
                yield replace(oordeel, ingehaald=True) if overtaken else oordeel
        if self.nadere_afspraken:
            yield from agreements(zaak)

    def _questions(self, zaak: Zaak) -> list[Verklaringsvraag]:
        since = max(self.vanaf or zaak.ingang, zaak.ingang) if self.tweezijdig_met else None
        periods = jaren(zaak, self.per, elk_jaar(self.uiterlijk), sinds=since)
        return [
            Verklaringsvraag(
                p.naam, p.tijdvak, p.voorbij, p.lidwoord, *last_day(zaak, self.per, p, self.binnen, self.uiterlijk)
            )
            for p in periods
        ]

    def _period(self, zaak: Zaak, period: Verklaringsvraag) -> Iterator[Oordeel]:
        members = zaak.deelnemers(period.tijdvak)
        if zaak.bepaling.gezamenlijk:
            yield self._not_asked(zaak, None, period) or self._together(zaak, members, period)
        else:
            for who in members:
                yield self._not_asked(zaak, who, period) or self._single(zaak, who, period)

    def _settles(self, zaak: Zaak, oordeel: Oordeel, later: Sequence[Beoordelingsperiode]) -> bool:
        """Tell whether later periods make an earlier one a thing of the past: a difference only when all answered."""
        if oordeel.uitkomst is not Uitkomst.VERSCHILT:
            return True
        sides = [Gebondene(partner) for partner in zaak.partijen(*oordeel.doet) if partner.id != oordeel.partner]
        return all(
            any(answers(zaak, side, period, self.tweezijdig_met or "") for period in later)
            for side in sides
            if zaak.peildatum in side.tijdvak
        )

    def _not_asked(self, zaak: Zaak, who: Gebondene | None, period: Verklaringsvraag) -> Oordeel | None:
        """Say of a period about which nobody was to answer, that nothing was owed; None of any other."""
        if who and answers(zaak, who, period, zaak.bepaling.id):
            return None
        if early := before_start(zaak, who, period, self.vanaf, "verklaringen zijn er"):
            return early
        partly = not_owed(zaak, who, period, hele=self.hele_perioden)
        if elk_jaar(self.uiterlijk) and period.te_laat(zaak):
            partly = partly or niet_gevraagd(zaak, who, period.uiterlijk)
        if partly and (who or not self._answered(zaak, period)):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
        return None

    @staticmethod
    def _answered(zaak: Zaak, period: Beoordelingsperiode) -> bool:
        return any(answers(zaak, who, period, zaak.bepaling.id) for who in zaak.deelnemers(period.tijdvak))

    @staticmethod
    def _asks_nothing(zaak: Zaak) -> bool:
        """Tell whether the clause only states something: then an answer is told, and asks nothing of anybody."""
        return zaak.bepaling.aard == "verklaring"

    def _single(self, zaak: Zaak, who: Gebondene, period: Verklaringsvraag) -> Oordeel:
        if found := answers(zaak, who, period, zaak.bepaling.id):
            return self._judge(zaak, who, period, found)
        name = who.partner.in_zin
        over = own_days(zaak, who, period)
        made = statements(zaak, who, period)
        places = tuple(statement.at() for statement in made)
        if made:  # the party did make a statement, but not on this clause
            missing = f"in de verklaring van {name} over {over} is hierop nog geen antwoord gevonden"
            to_come = f"{missing}; dat kan nog {period.tot_wanneer}"
            nu = f"{name} geeft hierop alsnog een antwoord"
        else:
            missing = f"over {over} is van {name} nog geen verklaring gevonden"
            nu = f"{name} legt alsnog een verklaring af over {over}"
            to_come = f"de verklaring van {name} over {over} kan nog {period.tot_wanneer}"
        if not period.te_laat(zaak):
            waits = zaak.oordeel(Uitkomst.NOG_NIET, who, to_come, periode=period.naam, rust_op=places)
            return replace(waits, uiterlijk=period.uiterlijk)
        bij = made[-1].at("antwoorden") if made else who.partner.at()
        stated = self._asks_nothing(zaak)
        late = zaak.oordeel(
            Uitkomst.ONTBREEKT,
            who,
            missing,
            periode=period.naam,
            rust_op=places,
            bij=bij,
            door_tijd=True,
            ambitie=stated,
            nu="" if stated else nu,
        )
        # Of the time before the dossier nothing is asked, so nothing is due.
        return late if late.uitkomst is Uitkomst.NIET_VAN_TOEPASSING else replace(late, uiterlijk=period.uiterlijk)

    def _judge(
        self, zaak: Zaak, who: Gebondene, period: Verklaringsvraag, found: list[tuple[Place, Antwoord]]
    ) -> Oordeel:
        places = tuple(place for place, _ in found)
        words = given(found)
        name = who.partner.in_zin
        stated = self._asks_nothing(zaak)
        silent = opsomming([unit.naam for unit in zonder_antwoord(zaak, who, period, found)])
        without = f"; van {silent} is nog geen antwoord gevonden" if silent else ""
        late = after_term(zaak, [who], period)

        def outcome(
            uitkomst: Uitkomst, text: str, bij: Place | None = None, nu: str = "", others: Sequence[Partner] = ()
        ) -> Oordeel:
            return zaak.oordeel(
                uitkomst,
                who,
                f"{text}{without}{late}",
                periode=period.naam,
                rust_op=places,
                bij=bij,
                door_tijd=uitkomst is Uitkomst.LATER,
                ambitie=stated,
                nu="" if stated else nu,
                doet=(who.partner, *others),
            )

        if not words and not silent:
            text = f"volgens {name} is dit in {period.in_zin} niet van toepassing"
            return outcome(Uitkomst.NIET_VAN_TOEPASSING, text)
        if words <= {"ja"} and silent:  # what some say is not yet said of the others
            text = f"volgens {name} is dit in {period.in_zin} voor een deel niet van toepassing"
            text = f"{name} verklaart dit over {period.in_zin} voor een deel" if words else text
            if not period.te_laat(zaak):
                without += f"; dat kan nog {period.tot_wanneer}"
                return replace(outcome(Uitkomst.NOG_NIET, text), uiterlijk=period.uiterlijk)
            part = outcome(Uitkomst.ONVOLLEDIG, text, places[0], f"{name} geeft ook antwoord voor {silent}")
            return replace(part, grond="relatie", uiterlijk=period.uiterlijk)
        ours = Antwoordkant.van(who.partner, found)
        different = [side for side in other_sides(zaak, period, self.tweezijdig_met) if side.antwoord != ours.antwoord]
        if different:
            nu = f"{opsomming([name, *(side.naam for side in different)])} bespreken samen wat nodig is"
            text = difference(period, [ours, *different])
            return outcome(Uitkomst.VERSCHILT, text, places[0], nu, [side.partner for side in different])
        for word, uitkomst in (("nee", Uitkomst.ONTKEND), ("deels", Uitkomst.DEELS)):
            if word == ours.antwoord:
                at = next(place for place, answer in found if answer.antwoord == word)
                why = f"{ours.waar}{told_why(found, word)}"
                nu = f"{name} bespreekt met {others(zaak.dossier, zaak.peildatum, who.partner)} wat nodig is"
                told = opgaven(who.partner, found, (self.opgave, self.maat), word)
                said = f"{word} ({told})" if told else word
                return outcome(uitkomst, f"{name} antwoordt over {period.in_zin}: {said}{why}", at, nu)
        told = opgaven(who.partner, found, (self.opgave, self.maat), "ja")
        said = f"{name} geeft over {period.in_zin} op: {told}" if told else f"{name} verklaart dit over {period.in_zin}"
        text = f"{said}{told_in(zaak, who, period, found)}"
        if apart := for_units(who.partner, found, "niet-van-toepassing"):
            text += f"; niet van toepassing{apart}"
        text += told_why(found, "ja")
        if lacks := lacking(self.opgave, self.bewijs, name, found):
            at, missing, nu, ground = lacks
            return replace(outcome(Uitkomst.ONVOLLEDIG, f"{text}; {missing}", at, nu), grond=ground)
        nu = f"{name} verklaart de volgende keer op tijd" if late else ""
        made = outcome(Uitkomst.LATER if late else Uitkomst.GOED, text, places[0] if late else None, nu)
        return replace(made, uiterlijk=period.uiterlijk if late else None)

    def _together(self, zaak: Zaak, members: list[Gebondene], period: Verklaringsvraag) -> Oordeel:
        """Judge a duty of all together: what the parties that answered say, is said of all; an ambition never asks."""
        ambition = self._asks_nothing(zaak)

        def outcome(
            uitkomst: Uitkomst, text: str, bij: Place | None = None, nu: str = "", late: bool = False
        ) -> Oordeel:
            made = zaak.oordeel(
                uitkomst,
                None,
                text,
                periode=period.naam,
                rust_op=places,
                bij=bij,
                door_tijd=late,
                ambitie=ambition,
                nu="" if ambition else nu,
                doet=zaak.keeper if silent and uitkomst is not Uitkomst.DEELS else (),
                betreft=silent,
            )
            return replace(made, uiterlijk=period.uiterlijk) if late else made

        every = [(who, answers(zaak, who, period, zaak.bepaling.id)) for who in members]
        own = [
            (who.partner, some)
            for who, some in every
            if some or not not_owed(zaak, who, period, hele=self.hele_perioden)
        ]
        found = [answer for _, some in own for answer in some]
        silent = [partner for partner, some in own if not some]
        places = tuple(place for place, _ in found)
        if not found:
            if period.te_laat(zaak):
                text = f"over {period.in_zin} is nog van geen partij een antwoord hierop gevonden"
                nu = f"{keeper_name(zaak.dossier)} vraagt de partijen om een antwoord"
                return outcome(Uitkomst.ONTBREEKT, text, zaak.place, nu, late=True)
            return outcome(Uitkomst.NOG_NIET, f"een verklaring over {period.in_zin} kan nog {period.tot_wanneer}")
        words = [word for word in ("ja", "deels", "nee") if word in {answer.antwoord for _, answer in found}]
        late = after_term(zaak, members, period, whose=True)
        counted = f"{counted_answers([answer_of(some) for _, some in own])}{late}"
        text = f"over {period.in_zin}: {counted}"
        if not words and not silent:
            return outcome(Uitkomst.NIET_VAN_TOEPASSING, text)
        together = "de partijen bespreken samen wat nodig is"
        if words and words != ["ja"]:
            # Where to mend it: at the first answer that made it so.
            at = next(place for place, answer in found if answer.antwoord in ("deels", "nee"))
            if len(words) > 1:
                text = f"de antwoorden over {period.in_zin} lopen uiteen: {counted}"
                return outcome(Uitkomst.DEELS, text, at, together)
            return outcome(Uitkomst.DEELS if words == ["deels"] else Uitkomst.ONTKEND, text, at, together)
        if silent:
            # What some say is not yet said of all.
            if not period.te_laat(zaak):
                return outcome(Uitkomst.NOG_NIET, f"{text}; antwoorden kan nog {period.tot_wanneer}")
            ask = asked_of(zaak.dossier, silent)
            return replace(outcome(Uitkomst.ONVOLLEDIG, text, zaak.place, ask, late=True), grond="relatie")
        if lacks := lacking_together(self.opgave, self.bewijs, own, each=self.optellen):
            at, missing, nu, doing, ground = lacks
            return replace(outcome(Uitkomst.ONVOLLEDIG, f"{text}; {missing}", at, nu), grond=ground, doet=doing)
        nu = "de partijen verklaren de volgende keer op tijd" if late else ""
        where, how = (places[0], Uitkomst.LATER) if late else (None, Uitkomst.GOED)
        return outcome(how, text, where, nu, late=bool(late))
