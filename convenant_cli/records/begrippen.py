"""The vocabularies of an agreement: roles, themes, kinds, questions. What every agreement knows is there already."""

from collections.abc import Mapping
from typing import Literal

from pydantic import Field

from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.velden import Alineas, Id, Tekst


class Rol(Onderdeel):
    """Een rol die partijen in het convenant hebben."""

    naam: Tekst = Field(
        description="De naam van de rol in het meervoud of als soort, zoals 'Verenigingen' of 'Opdrachtgever'."
    )
    verantwoordelijkheid: Alineas | None = Field(
        None, description="Waarvoor partijen met deze rol verantwoordelijk zijn, in de woorden van het convenant."
    )


class Begrip(Onderdeel):
    """Een woord uit een vaste lijst van dit convenant."""

    naam: Tekst = Field(description="Hoe het in documenten heet.")
    omschrijving: Alineas | None = Field(None, description="Wat ermee bedoeld is.")


class Thema(Begrip):
    """Een thema waarover partijen iets aanbieden of samen iets doen."""

    zoekwoorden: tuple[Tekst, ...] = Field(
        (), description="De woorden waarmee mensen zelf naar dit thema zoeken, zoals 'naaktfoto' bij sexting."
    )


class Documentsoort(Onderdeel):
    """Een soort document dat het convenant van partijen vraagt."""

    naam: Tekst = Field(description="Hoe het document heet, zoals 'Jaarverslag'.")
    omschrijving: Alineas | None = Field(None, description="Waar het document voor dient.")
    elementen: dict[Id, Tekst] = Field(
        default_factory=dict,
        description="De onderdelen die er minimaal in staan: per onderdeel een naam en een omschrijving.",
    )


class Eenheidsoort(Begrip):
    """Een soort onderdeel van een partij."""

    meervoud: Tekst = Field(description="Het meervoud, zoals 'gebouwen'.")
    lidwoord: Literal["de", "het"] = Field("de", description="Het lidwoord: de of het.")


class Persoonsgroep(Onderdeel):
    """Een groep mensen over wie het convenant gaat, zoals sporters of bewoners."""

    enkelvoud: Tekst = Field(description="Het woord voor één van hen, zoals 'schaatser'.")
    meervoud: Tekst = Field(description="Het woord voor meer van hen, zoals 'schaatsers'.")


class Evaluatievraag(Onderdeel):
    """Een vaste vraag die bij elke evaluatie of bijeenkomst terugkomt."""

    vraag: Tekst = Field(description="De vraag, zoals 'Is de werkwijze uitvoerbaar?'.")


#: The kinds of unit that every agreement knows.
EENHEIDSOORTEN: Mapping[str, Eenheidsoort] = {
    "school": Eenheidsoort(naam="School", meervoud="scholen"),
    "locatie": Eenheidsoort(naam="Locatie", meervoud="locaties"),
    "afdeling": Eenheidsoort(naam="Afdeling", meervoud="afdelingen"),
    "team": Eenheidsoort(naam="Team", meervoud="teams", lidwoord="het"),
    "dienst": Eenheidsoort(naam="Dienst", meervoud="diensten"),
}
#: The sectors that every agreement knows, as sentences name them.
SECTOREN: Mapping[str, str] = {
    "po": "primair onderwijs",
    "so": "speciaal onderwijs",
    "vo": "voortgezet onderwijs",
    "vso": "voortgezet speciaal onderwijs",
    "mbo": "middelbaar beroepsonderwijs",
}
#: The kinds of points on an agenda that every agreement knows, as sentences name them.
AGENDAPUNTSOORTEN: Mapping[str, str] = {
    "evaluatie-samenwerking": "de evaluatie van de samenwerking",
    "naleving": "de naleving van de afspraken",
    "jaarplan": "het jaarplan",
    "looptijd": "de looptijd",
    "overig": "een ander onderwerp",
}
