"""A report on compliance lay on the table of the meetings of a kind."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name
from convenant_cli.judging.delen.reeks import Reeks
from convenant_cli.judging.delen.tekort import Tekort
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst as Meeting
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import Volgnummer
from convenant_cli.records.model.verwijzingen import NaarBijeenkomstsoort, RitmeVeld


class NalevingsrapportToets(Toets):
    """In elke periode lag een rapport over de naleving op tafel bij een bijeenkomst.

    Waarom: met een rapport zien de partijen samen wat er staat en wat nog ontbreekt.
    Herstel: maak het rapport voor de bijeenkomst, en noem het in haar bestand onder `nalevingsrapport`.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["nalevingsrapport"]
    bijeenkomst: NaarBijeenkomstsoort = Field(description="De soort bijeenkomst waar het rapport op tafel ligt.")
    minstens: Volgnummer = Field(1, description="Bij hoeveel bijeenkomsten in elke periode dat minstens zo is.")
    per: RitmeVeld = Field("kalenderjaar", description="De periode waarover wordt geteld.")

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        def lacks(meeting: Meeting) -> Iterator[Tekort]:
            return _report(zaak, meeting)

        # It is the report that is asked: a meeting without one shows nothing of it.
        besides = "met een nalevingsrapport"
        series = Reeks(zaak, self.bijeenkomst, self.minstens, None, lacks, besides, Uitkomst.ONTBREEKT)
        for period in zaak.periodes(self.per):
            for who in zaak.ieder_of_samen(period.tijdvak):
                yield series.oordeel(who, period)


def _report(zaak: Zaak, meeting: Meeting) -> Iterator[Tekort]:
    report, keeper = meeting.nalevingsrapport, keeper_name(zaak.dossier)
    # A meeting still to come has no report yet; that is not worth a word.
    if report is None and meeting.status == "gehouden" and meeting.datum <= zaak.peildatum:
        nu = f"{keeper} noemt het rapport bij de bijeenkomst, of maakt het voor de volgende keer"
        yield Tekort(meeting.at("nalevingsrapport"), "een nalevingsrapport is niet gevonden", nu, zaak.keeper)
    elif report and report.peildatum > meeting.datum:
        text = f"het nalevingsrapport is van later: het geeft de stand van {lange_datum(report.peildatum)}"
        nu = f"{keeper} kijkt na welk rapport op tafel lag, en verbetert de dag"
        yield Tekort(meeting.at("nalevingsrapport", "peildatum"), text, nu, zaak.keeper)
