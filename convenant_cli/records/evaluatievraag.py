"""The fixed questions that an evaluation or a meeting answers each time, and an answer to one of them."""

from pydantic import Field

from convenant_cli.records.model.record import Onderdeel
from convenant_cli.records.model.velden import Alineas, Tekst
from convenant_cli.records.model.verwijzingen import NaarEvaluatievraag


class Evaluatievraag(Onderdeel):
    """Een vaste vraag die bij elke evaluatie of bijeenkomst terugkomt."""

    vraag: Tekst = Field(description="De vraag, zoals 'Is de werkwijze uitvoerbaar?'.")


class Vraagantwoord(Onderdeel):
    """Een antwoord op een vaste vraag."""

    vraag: NaarEvaluatievraag = Field(description="De vraag, uit de lijst in data/convenant.yaml.")
    antwoord: Alineas = Field(description="Wat de partijen antwoordden. Geen uitspraken van personen.")
