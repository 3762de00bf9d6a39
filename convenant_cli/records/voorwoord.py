"""A preface: what somebody says to the reader before a plan or a guide begins."""

from pydantic import Field

from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.velden import Alineas, Tekst


class Voorwoord(Onderdeel):
    """Een woord vooraf aan de lezer, met de functie van wie het komt."""

    tekst: Alineas = Field(description="Het woord vooraf. Een halve bladzijde is genoeg.")
    van: Tekst | None = Field(
        None,
        description="De functie of het overleg van wie het komt, zoals 'de voorzitter van het overleg'. Nooit een "
        "naam.",
    )
