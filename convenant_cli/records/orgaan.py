"""A body of the parties: a steering group, a work group, a sounding board; with its members, task and rhythm."""

from datetime import date
from typing import Annotated, ClassVar

from pydantic import Field

from convenant_cli.findings import Path
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records.bijeenkomst import Voorzitter
from convenant_cli.records.model.benaming import Namen, Thuis
from convenant_cli.records.model.deelname import Deelname, DoetMee, Omgeving
from convenant_cli.records.model.record import Na, Onderdeel, Record
from convenant_cli.records.model.velden import Alineas, Datum, Tekst, Volgnummer
from convenant_cli.records.model.verwijzingen import NaarOrgaan, NaarPartner, RitmeVeld
from convenant_cli.text.sentences import inside


class Lid(Onderdeel):
    """Een lid van een orgaan: een functie bij een partij."""

    partner: Annotated[NaarPartner, DoetMee("lidmaatschap")] = Field(description="De partij.")
    functie: Tekst = Field(description="De functie. Geen naam.")
    van: Datum | None = Field(
        None, description="De eerste dag van het lidmaatschap. Leeg betekent: zolang het orgaan er is."
    )
    tot: Annotated[Datum, Na("van")] | None = Field(
        None, description="De dag waarop het lidmaatschap stopt, als die bekend is."
    )

    def is_lid_op(self, dag: date) -> bool:
        """Tell whether it is a member on a day."""
        return (self.van or date.min) <= dag < (self.tot or date.max)


class Secretaris(Onderdeel):
    """Wie het orgaan ondersteunt: een functie bij een partij, of bij wie het dossier bijhoudt."""

    partner: NaarPartner | None = Field(None, description="De partij. Leeg betekent: wie het dossier bijhoudt.")
    functie: Tekst = Field(description="De functie. Geen naam.")


class Vergaderritme(Onderdeel):
    """Hoe vaak het orgaan bijeenkomt."""

    per: RitmeVeld = Field(description="De periode waarover wordt geteld.")
    minstens: Volgnummer = Field(1, description="Hoe vaak het orgaan in elke periode minstens bijeenkomt.")


class Orgaan(Record):
    """Een groep van partijen met een taak, zoals een stuurgroep of een werkgroep. Het tekent niet en is geen partij."""

    soort: ClassVar[str] = "orgaan"
    onzijdig: ClassVar[bool] = True
    patroon: ClassVar[str] = "data/organen/{}.yaml"

    naam: Tekst = Field(description="Hoe het orgaan heet, zoals 'Stuurgroep'.")
    zinsnaam: Tekst | None = Field(
        None, description="Hoe de naam in een zin staat, als dat anders is dan met 'de': 'het regieteam'."
    )
    taak: Alineas = Field(description="Wat het orgaan doet, in de woorden van het convenant.")
    vergadert: Vergaderritme | None = Field(None, description="Hoe vaak het orgaan bijeenkomt.")
    leden: tuple[Lid, ...] = Field((), description="De leden: functies bij partijen.")
    elke_partij: Tekst | None = Field(
        None,
        description="De functie waarmee elke partij lid is, zoals 'bestuurder'. Wie erbij komt of vertrekt, volgt dan "
        "vanzelf; onder `leden` staat alleen wie er met een andere functie in zit.",
    )
    voorzitter: Voorzitter | None = Field(None, description="Wie voorzit.")
    secretaris: Secretaris | None = Field(None, description="Wie het orgaan ondersteunt.")
    rapporteert_aan: NaarOrgaan | None = Field(None, description="Het orgaan waaraan dit orgaan verslag uitbrengt.")
    ingesteld_op: Datum | None = Field(
        None, description="De eerste dag waarop het orgaan er is. Leeg betekent: vanaf het begin van het convenant."
    )
    opgeheven_op: Annotated[Datum, Na("ingesteld_op")] | None = Field(
        None, description="De dag waarop het orgaan er niet meer is."
    )
    toelichting: Alineas | None = Field(None, description="Wat een lezer verder moet weten.")

    @property
    def in_zin(self) -> str:
        """The name inside a sentence: ``de stuurgroep``."""
        return self.zinsnaam or f"de {inside(self.naam)}"

    def thuis(self, _namen: Namen, /) -> Thuis:
        """Return the body itself, by its name."""
        return Thuis(self.soort, self.id, self.naam, (self.naam, self.id))

    def bestaat_op(self, dag: date) -> bool:
        """Tell whether the body is there on a day."""
        return dag in self.tijdvak

    @property
    def tijdvak(self) -> Tijdvak:
        """The days on which the body is there."""
        return Tijdvak(self.ingesteld_op or date.min, self.opgeheven_op or date.max)

    def lidmaatschap(self, path: Path, _omgeving: Omgeving) -> Deelname | None:
        """Return when a member must take part: on a day of its membership, while the body is there.

        Who has left is a member until that day, and needs a ``tot`` only when it is another one.
        """
        lid = self.leden[int(path[1])]
        days = Tijdvak(max(lid.van or date.min, self.tijdvak.van), min(lid.tot or date.max, self.tijdvak.tot))
        moment = f"'{lid.partner}' is lid van {self.in_zin}"
        moment += f" vanaf {lange_datum(days.van)}" if days.van > date.min else ""
        moment += f" tot {lange_datum(days.tot)}" if days.tot < date.max else ""
        return Deelname((days,), moment) if days.van < days.tot else None
