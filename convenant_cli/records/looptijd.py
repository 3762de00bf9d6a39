"""The term of an agreement: how long it holds, how it goes on, and how a party gives notice."""

from typing import Annotated, Literal

from pydantic import Field

from convenant_cli.records.model.record import Na, Onderdeel
from convenant_cli.records.model.velden import Datum, DuurVeld, JaNee, Termijn, Volgnummer


class Looptijd(Onderdeel):
    """Hoe lang het convenant geldt en hoe het doorloopt."""

    ingang: Datum = Field(description="De eerste dag waarop het convenant geldt.")
    eerste_termijn: Annotated[Termijn, Na("ingang", gelijk=True)] = Field(
        description="De eerste termijn: een duur ('3 jaar'), de laatste dag, of 'onbepaald'."
    )
    verlenging: Literal["stilzwijgend", "besluit", "geen"] = Field(
        description="Wat er na een termijn gebeurt: stilzwijgend verlengen, alleen na een besluit, of niets."
    )
    verlenging_duur: DuurVeld | None = Field(None, description="Hoe lang een verlenging duurt, zoals '3 jaar'.")
    verlenging_keer: Volgnummer | None = Field(
        None, description="Hoe vaak het convenant hoogstens stilzwijgend verlengt. Leeg betekent: telkens weer."
    )
    opzegtermijn: DuurVeld | None = Field(
        None, description="Hoe lang voor het einde een partij moet opzeggen, zoals '6 maanden'."
    )
    tussentijds: JaNee = Field(
        False,
        description="Ja als een partij op elk moment kan opzeggen, ook als de termijn nog loopt. De opzegtermijn "
        "begint dan op de dag van de opzegging.",
    )
    tegen: Literal["maand", "kwartaal", "kalenderjaar"] | None = Field(
        None,
        description="Tegen het einde waarvan een partij dan kan opzeggen: van een maand, een kwartaal of een "
        "kalenderjaar. Leeg betekent: tegen elke dag.",
    )
    na_opzegging: Literal["einde", "uittreding"] = Field(
        "einde",
        description="Wat er volgens het convenant gebeurt na een tijdige opzegging: het convenant eindigt, of alleen "
        "de partij die opzegt treedt uit.",
    )

    @property
    def altijd_opzegbaar(self) -> bool:
        """Whether a party need not wait for the end of a term: its notice starts the period, or works at ``tegen``."""
        return self.opzegtermijn is not None and (
            self.tussentijds or self.tegen is not None or self.eerste_termijn == "onbepaald"
        )
