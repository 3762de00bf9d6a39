"""The people whom the agreement is for took part in making every year plan."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper
from convenant_cli.judging.delen.plannen_van import lopende_plannen_van, no_plan
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records.model.velden import JaNee, Volgnummer
from convenant_cli.records.model.verwijzingen import NaarDoelgroep
from convenant_cli.text.sentences import opsomming


class DoelgroepToets(Toets):
    """Over elk plan dat loopt of nog begint, praatte de doelgroep mee.

    Waarom: een plan past beter bij mensen als zij er zelf over meepraten.
    Herstel: organiseer een gesprek of vragenlijst, en noem onder `participatie` de groep, de vorm en de datum.
    """

    soort: Literal["doelgroep"]
    groepen: tuple[NaarDoelgroep, ...] = Field(min_length=1, description="De groepen die meetellen.")
    minstens: Volgnummer = Field(1, description="Hoe vaak er minstens is meegepraat, alle groepen bij elkaar.")
    elke_groep: JaNee = Field(False, description="Ja als elk van de groepen minstens zo vaak meepraat.")
    eigen: JaNee = Field(
        False,
        description="Ja als het gaat om het eigen plan van elke gebonden partij of eenheid, met haar als `eigenaar`.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for who in zaak.ieder_of_samen():
            plans = lopende_plannen_van(zaak, who, eigen=self.eigen)
            for plan in plans:
                yield self._plan(zaak, who, plan)
            if not plans:
                yield no_plan(zaak, who, eigen=self.eigen)

    def _is_of(self, who: Gebondene, waar: str | None) -> bool:
        """Tell whether a talk is one of a party. It answers for its own schools; its own plan is about itself."""
        return (waar or "").split("/")[0] == who.partner.id or (self.eigen and not waar)

    def _plan(self, zaak: Zaak, who: Gebondene | None, plan: Plan) -> Oordeel:
        record = plan.jaarplan
        moments = [
            (record.at("participatie", number), moment.groep, moment.datum)
            for number, moment in enumerate(record.participatie)
            if moment.groep in self.groepen and (who is None or self._is_of(who, moment.waar))
        ]
        places = tuple(place for place, *_ in moments)
        groups = [group for _, group, _ in moments]
        here = f" bij {who.naam}" if who else ""
        if self.elke_groep:
            short = [group for group in self.groepen if groups.count(group) < self.minstens]
        else:
            short = [] if len(moments) >= self.minstens else list(self.groepen)
        if not short:
            counted = opsomming(
                [f"{group.replace('-', ' ')} ({groups.count(group)} keer)" for group in self.groepen if group in groups]
            )
            text = f"over {plan.naam} is{here} meegepraat door {counted}{plan.lang_ervoor(day for *_, day in moments)}"
            return zaak.oordeel(Uitkomst.GOED, who, text, periode=record.id, rust_op=places)
        listed = opsomming([group.replace("-", " ") for group in short], "en" if self.elke_groep else "of")
        text = f"over {plan.naam} is{here} nog geen gesprek met {listed} gevonden"
        if self.minstens > 1:
            text = f"over {plan.naam} zijn{here} nog geen {self.minstens} gesprekken met {listed} gevonden"
        if plan.kan_nog:
            text += f"; dat kan tot {lange_datum(plan.tijdvak.van)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=record.id, rust_op=places)
        outcome = Uitkomst.ONVOLLEDIG if moments else Uitkomst.ONTBREEKT
        bij = record.at("participatie") if record.participatie else record.at()
        talk = f"{who.partner.in_zin} praat" if who else "de partijen praten"
        tell = f"{'meldt' if who else 'melden'} {at_keeper(zaak.dossier, who.partner if who else None)}"
        nu = f"{talk} met {listed} over het plan en {tell} hoe en wanneer dat was"
        return zaak.oordeel(
            outcome, who, text, periode=record.id, rust_op=places, bij=bij, door_tijd=plan.door_tijd, nu=nu
        )
