"""A period of the agreement's own: a season, the term of a council."""

from typing import Literal

from pydantic import Field

from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.velden import Alineas, Datum, Tekst, Volgnummer


class Eigenperiode(Onderdeel):
    """Een eigen periode van het convenant, zoals een seizoen of een raadsperiode.

    De naam van het blok staat in zinnen voor de jaren: 'seizoen 2026-2027'. Heeft uw periode geen eigen naam, noem het
    blok dan 'periode'.
    """

    eerste_dag: Datum = Field(description="De eerste dag van één van deze periodes, zoals 2026-08-01.")
    jaren: Volgnummer = Field(1, description="Hoeveel jaar elke periode duurt.")
    lidwoord: Literal["de", "het"] = Field("het", description="Het lidwoord: 'het' seizoen, 'de' raadsperiode.")
    hoe_vaak: Tekst | None = Field(
        None,
        description="Hoe een zin zegt dat iets elke periode terugkomt, zoals 'elke raadsperiode'. Leeg betekent: 'elk "
        "seizoen', en bij meer jaren 'elke twee jaar'.",
    )
    omschrijving: Alineas | None = Field(None, description="Wat ermee bedoeld is.")
