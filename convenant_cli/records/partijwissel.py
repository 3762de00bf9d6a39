"""Parties that come and go: the declaration of one that joins, the notice of one that leaves, what it still owes."""

from typing import Annotated

from pydantic import Field

from convenant_cli.kalender import lange_datum
from convenant_cli.records.model.record import Definieert, Na, Onderdeel
from convenant_cli.records.model.velden import Alineas, Datum, GebeurdOp, Id, Tekst
from convenant_cli.records.model.verwijzingen import NaarBepaling, NaarPartner
from convenant_cli.text.sentences import without_point


class Instemming(Onderdeel):
    """De instemming van een partij met een wijzigingsbesluit of een toetreding."""

    partner: NaarPartner = Field(description="De partij die instemt.")
    datum: GebeurdOp = Field(description="Wanneer de partij instemde.")
    functie: Tekst | None = Field(None, description="De functie die namens de partij instemde.")


class Toetreding(Onderdeel):
    """De verklaring waarmee een partij later gaat meedoen. Alleen als het convenant zegt: 'toetreding: verklaring'."""

    id: Annotated[Id, Definieert("toetreding")] = Field(description="De vaste naam van deze toetreding.")
    partner: NaarPartner = Field(description="De partij die toetreedt.")
    datum: GebeurdOp = Field(description="De dag waarop de verklaring is ontvangen.")
    vorm: Tekst = Field(description="Hoe is verklaard, zoals 'brief van het bestuur'.")
    ingang: Annotated[Datum, Na("datum", gelijk=True)] = Field(
        description="De eerste dag waarop de partij gebonden is. Die staat ook bij de partij, onder 'lid_van'."
    )
    instemming: tuple[Instemming, ...] = Field(
        (), description="De partijen die instemden. Wie dat moeten, staat onder 'toetreding_instemming'."
    )
    vindplaats: Tekst | None = Field(None, description="Waar de verklaring te vinden is: een zaaknummer of webadres.")


class Opzegging(Onderdeel):
    """De opzegging van het convenant door één partij. Daarvoor is geen instemming nodig."""

    partner: NaarPartner = Field(description="De partij die opzegt.")
    datum: GebeurdOp = Field(description="De dag waarop de opzegging is ontvangen.")
    vorm: Tekst = Field(description="Hoe is opgezegd, zoals 'brief van het bestuur'.")
    vindplaats: Tekst | None = Field(None, description="Waar de opzegging te vinden is: een zaaknummer of webadres.")


class Afwikkeling(Onderdeel):
    """Wat een partij die vertrekt nog moet doen, zoals een deel van de kosten betalen of gegevens overdragen."""

    id: Annotated[Id, Definieert("afwikkeling")] = Field(description="De vaste naam van deze afwikkeling.")
    partner: NaarPartner = Field(description="De partij die vertrekt.")
    wat: Alineas = Field(description="Wat zij nog moet doen.")
    uiterlijk: Datum = Field(description="De laatste dag waarop dat kan. Die mag na haar vertrek liggen.")
    aan: tuple[NaarPartner, ...] = Field((), description="De partijen voor wie zij dat doet. Leeg betekent: voor alle.")
    bepalingen: tuple[NaarBepaling, ...] = Field((), description="De bepalingen waaruit dit volgt.")
    gedaan_op: GebeurdOp | None = Field(None, description="Wanneer zij het deed.")
    vindplaats: Tekst | None = Field(None, description="Waar dat uit blijkt: een zaaknummer of webadres.")

    @property
    def in_zin(self) -> str:
        """What the party still has to do, inside a sentence: on one line, without a full stop."""
        return without_point(self.wat)

    @property
    def stand(self) -> str:
        """How it stands, as the end of a sentence: ``gedaan op 3 maart 2027``, or until when it can be done."""
        if self.gedaan_op:
            return f"gedaan op {lange_datum(self.gedaan_op)}"
        return f"uiterlijk {lange_datum(self.uiterlijk)}"
