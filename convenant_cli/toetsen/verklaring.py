"""The yearly statement of a party on a duty that only it can attest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from convenant_cli.findings import Place
from convenant_cli.kalender import Ritme, lange_datum
from convenant_cli.oordelen import Oordeel, Uitkomst, opsomming
from convenant_cli.records import Partner
from convenant_cli.records.velden import Datum, JaNee
from convenant_cli.records.verklaring import Antwoord
from convenant_cli.records.verwijzingen import NaarBepaling
from convenant_cli.toetsen import Toets
from convenant_cli.toetsen.antwoorden import Gevonden, answers, explanations, given, statements, weakest
from convenant_cli.toetsen.ondertekening import beheerder
from convenant_cli.zaak import Beoordelingsperiode, Gebondene, Zaak


class Verklaring(Toets):
    """Elke gebonden partij verklaart eens per periode hoe het met de afspraak staat.

    Waarom: sommige afspraken kan alleen de partij zelf bevestigen.
    Herstel: vraag de partij om de verklaring en leg het antwoord vast in data/verklaringen/.
    """

    vraagt_antwoord: ClassVar[bool] = True

    soort: Literal["verklaring"]
    per: Ritme = Field("kalenderjaar", description="Hoe vaak de partij verklaart.")
    vanaf: Datum | None = Field(
        None,
        description="De eerste dag waarover partijen verklaren. Over een eerdere periode hoeft het niet.",
    )
    bewijs: JaNee = Field(False, description="Ja als bij het antwoord een verwijzing naar bewijs hoort.")
    tweezijdig_met: NaarBepaling | None = Field(
        None, description="De bepaling waarop de andere partijen dezelfde vraag beantwoorden."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for period in zaak.periodes(self.per):
            members = zaak.deelnemers(period.tijdvak)
            if zaak.bepaling.gezamenlijk:
                yield self._not_asked(zaak, None, period) or self._together(zaak, members, period)
            else:
                for who in members:
                    yield self._not_asked(zaak, who, period) or self._single(zaak, who, period)

    def _not_asked(self, zaak: Zaak, who: Gebondene | None, period: Beoordelingsperiode) -> Oordeel | None:
        """Say of a period that was over before statements were asked for, that nothing was owed; None of any other."""
        asked = self.vanaf is None or period.tijdvak.tot > self.vanaf
        if asked or (who and answers(zaak, who, period, zaak.bepaling.id)):
            return None
        text = f"verklaringen zijn er vanaf {lange_datum(self.vanaf or zaak.ingang)}, dus niet over {period.in_zin}"
        return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, periode=period.naam)

    def _single(self, zaak: Zaak, who: Gebondene, period: Beoordelingsperiode) -> Oordeel:
        found = answers(zaak, who, period, zaak.bepaling.id)
        if found:
            return self._judge(zaak, who, period, found)
        name, until = who.partner.in_zin, lange_datum(period.tijdvak.laatste)
        made = statements(zaak, who, period)
        places = tuple(statement.at() for statement in made)
        if made:  # the party did make a statement, but not on this clause
            missing = f"in de verklaring van {name} over {period.in_zin} is hierop nog geen antwoord gevonden"
            to_come = f"{missing}; dat kan nog tot en met {until}"
            nu = f"{name} geeft hierop alsnog een antwoord"
        else:
            missing = f"over {period.in_zin} is van {name} nog geen verklaring gevonden"
            nu = f"{name} legt alsnog een verklaring af over {period.in_zin}"
            to_come = f"de verklaring van {name} over {period.in_zin} kan nog tot en met {until}"
        if who.tijdvak.tot <= min(period.tijdvak.laatste, zaak.peildatum):
            partly = zaak.maar_deels(who, period.tijdvak, period.in_zin)
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam, rust_op=places)
        if not period.voorbij:
            return zaak.oordeel(Uitkomst.NOG_NIET, who, to_come, periode=period.naam, rust_op=places)
        bij = made[-1].at("antwoorden") if made else who.partner.at()
        return zaak.oordeel(
            Uitkomst.ONTBREEKT, who, missing, periode=period.naam, rust_op=places, bij=bij, door_tijd=True, nu=nu
        )

    def _judge(
        self, zaak: Zaak, who: Gebondene, period: Beoordelingsperiode, found: list[tuple[Place, Antwoord]]
    ) -> Oordeel:
        places = tuple(place for place, _ in found)
        words = given(found)
        name = who.partner.in_zin

        def outcome(
            uitkomst: Uitkomst, text: str, bij: Place | None = None, nu: str = "", others: Sequence[Partner] = ()
        ) -> Oordeel:
            both = (who.partner, *others)
            return zaak.oordeel(uitkomst, who, text, periode=period.naam, rust_op=places, bij=bij, nu=nu, doet=both)

        if not words:
            return outcome(
                Uitkomst.NIET_VAN_TOEPASSING, f"volgens {name} is dit in {period.in_zin} niet van toepassing"
            )
        ours = _Kant(who.partner, weakest(words), explanations(found, weakest(words)))
        different = [side for side in self._other_sides(zaak, period) if side.antwoord != ours.antwoord]
        if different:
            nu = f"{opsomming([name, *(side.naam for side in different)])} bespreken samen wat nodig is"
            text = _difference(period, [ours, *different])
            return outcome(Uitkomst.VERSCHILT, text, places[0], nu, [side.partner for side in different])
        for word, uitkomst in (("nee", Uitkomst.ONTKEND), ("deels", Uitkomst.DEELS)):
            if word == ours.antwoord:
                at = next(place for place, answer in found if answer.antwoord == word)
                why = f"; toelichting: {ours.toelichting}" if ours.toelichting else ""
                nu = f"{name} bespreekt met de andere partijen wat nodig is"
                return outcome(uitkomst, f"{name} antwoordt over {period.in_zin}: {word}{why}", at, nu)
        bare = [place for place, answer in found if answer.antwoord == "ja" and answer.bewijs is None]
        if self.bewijs and bare:
            text = f"{name} verklaart dit over {period.in_zin}; een stuk waaruit het blijkt is nog niet gevonden"
            return outcome(
                Uitkomst.ONVOLLEDIG, text, bare[0], f"{name} noemt bij het antwoord een stuk waaruit dit blijkt"
            )
        return outcome(Uitkomst.GOED, f"{name} verklaart dit over {period.in_zin}")

    def _other_sides(self, zaak: Zaak, period: Beoordelingsperiode) -> list["_Kant"]:
        """Return the parties that answer the same question from the other side."""
        sides: list[_Kant] = []
        for partner in zaak.dossier.partners.values() if self.tweezijdig_met else ():
            found = answers(zaak, Gebondene(partner), period, self.tweezijdig_met or "")
            if words := given(found):
                word = weakest(words)
                sides.append(_Kant(partner, word, explanations(found, word)))
        return sides

    def _together(self, zaak: Zaak, members: list[Gebondene], period: Beoordelingsperiode) -> Oordeel:
        """Judge a duty of all together: what the parties that answered say, is said of all; an ambition never asks."""
        ambition = zaak.bepaling.aard == "verklaring"

        def outcome(
            uitkomst: Uitkomst, text: str, bij: Place | None = None, nu: str = "", late: bool = False
        ) -> Oordeel:
            nu = "" if ambition else nu
            return zaak.oordeel(
                uitkomst,
                None,
                text,
                periode=period.naam,
                rust_op=places,
                bij=bij,
                door_tijd=late,
                ambitie=ambition,
                nu=nu,
                doet=zaak.keeper if silent and uitkomst is not Uitkomst.DEELS else (),
                betreft=silent,
            )

        own = [(who.partner, answers(zaak, who, period, zaak.bepaling.id)) for who in members]
        found = [answer for _, some in own for answer in some]
        silent = [partner for partner, some in own if not some]
        places = tuple(place for place, _ in found)
        said = [answer.antwoord for _, answer in found]
        if not found:
            if period.voorbij:
                text = f"over {period.in_zin} is nog van geen partij een antwoord hierop gevonden"
                nu = f"{beheerder(zaak)} vraagt de partijen om een antwoord"
                return outcome(Uitkomst.ONTBREEKT, text, zaak.place, nu, late=True)
            text = f"een verklaring over {period.in_zin} kan nog tot en met {lange_datum(period.tijdvak.laatste)}"
            return outcome(Uitkomst.NOG_NIET, text)
        words = [word for word in ("ja", "deels", "nee") if word in said]
        counted = _counted([_weakest_of(some) for _, some in own])
        text = f"antwoorden van de partijen over {period.in_zin}: {counted}"
        if not words and not silent:
            return outcome(Uitkomst.NIET_VAN_TOEPASSING, text)
        together = "de partijen bespreken samen wat nodig is"
        if words and words != ["ja"]:
            # Where to mend it: at the first answer that made it so.
            at = next(place for place, answer in found if answer.antwoord in ("deels", "nee"))
            if len(words) > 1:
                return outcome(
                    Uitkomst.DEELS, f"de antwoorden over {period.in_zin} lopen uiteen: {counted}", at, together
                )
            return outcome(Uitkomst.DEELS if words == ["deels"] else Uitkomst.ONTKEND, text, at, together)
        if silent:
            # What some say is not yet said of all.
            if not period.voorbij:
                until = lange_datum(period.tijdvak.laatste)
                return outcome(Uitkomst.NOG_NIET, f"{text}; antwoorden kan nog tot en met {until}")
            ask = f"{beheerder(zaak)} vraagt de andere partijen om een antwoord"
            return replace(outcome(Uitkomst.ONVOLLEDIG, text, zaak.place, ask, late=True), grond="relatie")
        if self.bewijs and not any(answer.bewijs for _, answer in found):
            at = next(place for place, answer in found if answer.antwoord == "ja")
            text += "; een stuk waaruit het blijkt is nog niet gevonden"
            return outcome(Uitkomst.ONVOLLEDIG, text, at, "een van de partijen noemt een stuk waaruit dit blijkt")
        return outcome(Uitkomst.GOED, text)


class _Kant(NamedTuple):
    """One side of a question that two sides answer: the party, its answer, and its explanation in quotes."""

    partner: Partner
    antwoord: str
    toelichting: str

    @property
    def naam(self) -> str:
        return self.partner.in_zin


def _weakest_of(found: Gevonden) -> str | None:
    """Return the answer of one party that counts; empty when it does not apply, None without one."""
    return (weakest(given(found)) if given(found) else "") if found else None


def _counted(said: list[str | None]) -> str:
    """Say how many parties gave each answer, and how many gave none: ``2 ja, 7 nog zonder antwoord``."""
    parts = [f"{said.count(word)} {word}" for word in ("ja", "deels", "nee") if word in said]
    if "" in said:
        parts.append(f"bij {said.count('')} niet van toepassing")
    if None in said:
        parts.append(f"{said.count(None)} nog zonder antwoord")
    return ", ".join(parts)


def _difference(period: Beoordelingsperiode, sides: list[_Kant]) -> str:
    """Say how sides answer differently, in the same words for each."""
    text = f"over {period.in_zin} antwoordt {opsomming([f'{side.naam} {side.antwoord}' for side in sides])}"
    why = [f"toelichting van {side.naam}: {side.toelichting}" for side in sides if side.toelichting]
    return "; ".join([text, *why])
