"""The yearly statement of a party on a duty that only it can attest."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.findings import Place
from convenant_cli.kalender import Ritme, lange_datum
from convenant_cli.oordelen import Oordeel, Uitkomst
from convenant_cli.records import Verklaring as Statement
from convenant_cli.records.velden import JaNee
from convenant_cli.records.verklaring import Antwoord
from convenant_cli.records.verwijzingen import NaarBepaling
from convenant_cli.toetsen import Toets
from convenant_cli.zaak import Beoordelingsperiode, Gebondene, Zaak


class Verklaring(Toets):
    """Elke gebonden partij verklaart eens per periode hoe het met de afspraak staat.

    Waarom: sommige afspraken kan alleen de partij zelf bevestigen.
    Herstel: vraag de partij om de verklaring en leg het antwoord vast in data/verklaringen/.
    """

    nieuwste_telt: ClassVar[bool] = True

    soort: Literal["verklaring"]
    per: Ritme = Field("kalenderjaar", description="Hoe vaak de partij verklaart.")
    bewijs: JaNee = Field(False, description="Ja als bij het antwoord een verwijzing naar bewijs hoort.")
    tweezijdig_met: NaarBepaling | None = Field(
        None, description="De bepaling waarop de andere partijen dezelfde vraag beantwoorden."
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for period in zaak.periodes(self.per):
            members = zaak.deelnemers(period.tijdvak)
            if zaak.bepaling.gezamenlijk:
                yield self._together(zaak, members, period)
            else:
                for who in members:
                    yield self._single(zaak, who, period)

    def _single(self, zaak: Zaak, who: Gebondene, period: Beoordelingsperiode) -> Oordeel:
        found = answers(zaak, who, period, zaak.bepaling.id)
        if found:
            return self._judge(zaak, who, period, found)
        name, until = who.partner.kort, lange_datum(period.tijdvak.laatste)
        statements = _statements(zaak, who, period)
        places = tuple(statement.at() for statement in statements)
        if statements:  # the party did make a statement, but not on this clause
            missing = f"de verklaring van {name} over {period.in_zin} heeft hierop geen antwoord"
            to_come = f"{missing}; dat kan nog tot en met {until}"
        else:
            missing = f"{name} heeft over {period.in_zin} geen verklaring"
            to_come = f"de verklaring van {name} over {period.in_zin} kan nog tot en met {until}"
        if who.tijdvak.tot <= min(period.tijdvak.laatste, zaak.peildatum):
            partly = zaak.maar_deels(who, period.tijdvak, period.in_zin)
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam, rust_op=places)
        if not period.voorbij:
            return zaak.oordeel(Uitkomst.NOG_NIET, who, to_come, periode=period.naam, rust_op=places)
        bij = statements[0].at("antwoorden") if statements else who.partner.at()
        return zaak.oordeel(
            Uitkomst.ONTBREEKT, who, missing, periode=period.naam, rust_op=places, bij=bij, door_tijd=True
        )

    def _judge(
        self, zaak: Zaak, who: Gebondene, period: Beoordelingsperiode, found: list[tuple[Place, Antwoord]]
    ) -> Oordeel:
        places = tuple(place for place, _ in found)
        given = {str(answer.antwoord) for _, answer in found} - {"niet-van-toepassing"}
        name = who.partner.kort

        def outcome(uitkomst: Uitkomst, text: str, bij: Place | None = None) -> Oordeel:
            return zaak.oordeel(uitkomst, who, text, periode=period.naam, rust_op=places, bij=bij)

        if not given:
            return outcome(
                Uitkomst.NIET_VAN_TOEPASSING, f"volgens {name} is dit in {period.in_zin} niet van toepassing"
            )
        if other := self._other_side(zaak, period):
            difference = self._difference(name, given, other)
            if difference:
                return outcome(Uitkomst.VERSCHILT, f"over {period.in_zin} {difference}", places[0])
        for word, uitkomst in (("nee", Uitkomst.ONTKEND), ("deels", Uitkomst.DEELS)):
            if word in given:
                at = next(place for place, answer in found if answer.antwoord == word)
                return outcome(uitkomst, f"{name} antwoordt over {period.in_zin}: {word}", at)
        if self.bewijs and any(answer.bewijs is None for _, answer in found):
            at = next(place for place, answer in found if answer.bewijs is None)
            return outcome(
                Uitkomst.ONVOLLEDIG, f"{name} verklaart dit over {period.in_zin}, zonder bewijs te noemen", at
            )
        return outcome(Uitkomst.GOED, f"{name} verklaart dit over {period.in_zin}")

    def _other_side(self, zaak: Zaak, period: Beoordelingsperiode) -> list[tuple[str, str]]:
        """Return name and answer of the parties that answer the same question from the other side."""
        if self.tweezijdig_met is None:
            return []
        return [
            (partner.kort, answer.antwoord)
            for _, partner in sorted(zaak.dossier.partners.items())
            for _, answer in answers(zaak, Gebondene(partner), period, self.tweezijdig_met)
            if answer.antwoord != "niet-van-toepassing"
        ]

    @staticmethod
    def _difference(name: str, given: set[str], other: list[tuple[str, str]]) -> str:
        ours = "nee" if "nee" in given else "deels" if "deels" in given else "ja"
        different = [f"{party} {answer}" for party, answer in other if answer != ours]
        return f"antwoordt {name} {ours}, maar {', '.join(different)}" if different else ""

    def _together(self, zaak: Zaak, members: list[Gebondene], period: Beoordelingsperiode) -> Oordeel:
        """Judge a duty of all together: one statement of any bound party answers it."""
        found = [answer for who in members for answer in answers(zaak, who, period, zaak.bepaling.id)]
        places = tuple(place for place, _ in found)
        given = [answer.antwoord for _, answer in found]
        if not found:
            if period.voorbij:
                text = f"geen partij heeft dit over {period.in_zin} verklaard"
                return zaak.oordeel(Uitkomst.ONTBREEKT, None, text, periode=period.naam, bij=zaak.place, door_tijd=True)
            text = f"een verklaring over {period.in_zin} kan nog tot en met {lange_datum(period.tijdvak.laatste)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, None, text, periode=period.naam)
        counted = ", ".join(f"{given.count(word)} {word}" for word in ("ja", "deels", "nee") if word in given)
        text = f"antwoorden van de partijen over {period.in_zin}: {counted or 'niet van toepassing'}"
        if not counted:
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, None, text, periode=period.naam, rust_op=places)
        outcome = Uitkomst.GOED if "ja" in given else Uitkomst.DEELS if "deels" in given else Uitkomst.ONTKEND
        if outcome is Uitkomst.GOED and self.bewijs and not any(a.bewijs for _, a in found if a.antwoord == "ja"):
            outcome, text = Uitkomst.ONVOLLEDIG, f"{text}, zonder bewijs te noemen"
        # Where to mend it: at the first answer that made it so.
        word = {Uitkomst.DEELS: "deels", Uitkomst.ONTKEND: "nee"}.get(outcome, "ja")
        at = next((place for place, answer in found if answer.antwoord == word), places[0])
        bij = None if outcome is Uitkomst.GOED else at
        return zaak.oordeel(outcome, None, text, periode=period.naam, rust_op=places, bij=bij)


def answers(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode, bepaling: str) -> list[tuple[Place, Antwoord]]:
    """Return what a party (or its unit) stated on a clause about a period, with the place of each answer.

    The folder of a statement names its year; a statement on ``2026`` counts for the school year that ends in it.
    """
    found = []
    for statement in _statements(zaak, who, period):
        for number, answer in enumerate(statement.antwoorden):
            same_unit = who.eenheid_id is None or answer.eenheid in (None, who.eenheid_id)
            if answer.bepaling == bepaling and same_unit:
                found.append((statement.at("antwoorden", number), answer))
    return found


def _statements(zaak: Zaak, who: Gebondene, period: Beoordelingsperiode) -> list[Statement]:
    """Return the statements of a party about a period, as far as it made them by the reference date."""
    return [
        statement
        for _, statement in sorted(zaak.dossier.verklaringen.items())
        if statement.partner == who.partner.id and _about(statement.jaar, period)
        if statement.afgelegd_op <= zaak.peildatum
    ]


def _about(year: str, period: Beoordelingsperiode) -> bool:
    if "-" in year:
        return period.naam.endswith(year)
    return year == str(period.tijdvak.laatste.year)
