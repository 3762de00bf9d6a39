"""The clauses of the agreement, one file a chapter: who owes what, and how it can be tested."""

from datetime import date
from typing import Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import ConfigDict, Field, JsonValue

from convenant_cli.findings import Path
from convenant_cli.kalender import Tijdvak
from convenant_cli.records.model.record import Definieert, Onderdeel, Record
from convenant_cli.records.model.velden import Alineas, Datum, Id, JaNee, Nummer, Plaatsaanduiding, Tekst
from convenant_cli.records.model.verwijzingen import NaarBepaling, NaarGebondene, NaarInterpretatie

Aard = Literal["resultaat", "inspanning", "voorwaardelijk", "bevoegdheid", "verklaring", "grens"]

Familie = Literal[
    "automatisch", "relatie", "verklaring-met-bewijs", "verklaring", "niet-toetsbaar", "grens", "geen-verplichting"
]

Toetssoort = Literal[
    "aanbod",
    "acties",
    "actie-met",
    "bereikbaar",
    "bijeenkomst",
    "contactpersoon",
    "deelname",
    "document",
    "doelgroep",
    "evaluatie",
    "geen-verplichting",
    "gezamenlijk",
    "grens",
    "instemming",
    "jaarplan",
    "looptijd",
    "mijlpaal",
    "nalevingsrapport",
    "niet-toetsbaar",
    "ondertekening",
    "publicatie",
    "reikwijdte",
    "samenhangend-aanbod",
    "verklaring",
    "vervanger",
]


class Toetsopgave(Onderdeel):
    """Hoe een bepaling wordt getoetst: een soort toets met zijn gegevens."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, JsonValue]

    soort: Toetssoort = Field(
        description="De soort toets. Kan niets worden getoetst, kies dan niet-toetsbaar en geef de reden."
    )

    @property
    def gegevens(self) -> dict[str, Any]:
        """The parameters of the test, as they were read: text, lists and mappings."""
        return self.__pydantic_extra__


class EerdereVersie(Onderdeel):
    """Een bepaling zoals zij eerder gold. Wat leeg is, was gelijk aan de versie die erop volgde."""

    ingangsdatum: Datum | None = Field(
        None, description="De eerste dag van deze versie. Leeg betekent: vanaf het begin van het convenant."
    )
    nummer: Nummer | None = Field(None, description="Het nummer van toen.")
    onderdeel: Tekst | None = Field(None, description="Het deel van het artikel van toen.")
    titel: Tekst | None = Field(None, description="De bepaling van toen in een paar woorden.")
    tekst: Alineas = Field(description="De tekst van toen.")
    gebonden: tuple[NaarGebondene, ...] | None = Field(None, description="Wie er toen aan gebonden was.")
    gezamenlijk: JaNee | None = Field(None, description="Of de partijen toen samen één plicht hadden.")
    aard: Aard | None = Field(None, description="Wat voor bepaling het toen was.")
    familie: Familie | None = Field(None, description="Hoe de uitkomst toen tot stand kwam.")
    toets: Toetsopgave | None = Field(None, description="Hoe de bepaling toen werd getoetst.")


class Versie(NamedTuple):
    """A clause as it reads on some days."""

    bepaling: "Bepaling"
    tijdvak: Tijdvak
    path: Path
    """The way from the clause to this version of it."""


class Bepaling(Onderdeel):
    """Eén plicht, recht of vaststelling uit het convenant."""

    id: Annotated[Id, Definieert("bepaling")] = Field(
        description="De vaste naam van de bepaling. Verandert nooit meer."
    )
    nummer: Nummer | None = Field(None, description="Het nummer zoals het is gedrukt, zoals 2.10.")
    onderdeel: Tekst | None = Field(
        None, description="Het deel van het artikel, als het er meer heeft, zoals 'a' of 'taak 3'."
    )
    nummer_zekerheid: Literal["gelezen", "volgorde", "herleid", "onzeker", "ongenummerd"] = Field(
        description="Hoe zeker het nummer is: gelezen in de tekst, op volgorde gekoppeld, herleid, onzeker of "
        "ongenummerd."
    )
    nummer_anders: Tekst | None = Field(
        None, description="Het nummer volgens een andere lezing, als het gedrukte nummer onzeker is."
    )
    titel: Tekst = Field(description="De bepaling in een paar woorden, voor tabellen.")
    tekst: Alineas = Field(description="De tekst van het convenant.")
    gebonden: tuple[NaarGebondene, ...] = Field(
        description="Wie eraan gebonden is: rollen, partners, eenheden (partner/eenheid) of 'alle'. "
        "Leeg als niemand iets moet."
    )
    gezamenlijk: JaNee = Field(
        False, description="Ja als de gebonden partijen samen één plicht hebben, nee als ieder hem heeft."
    )
    aard: Aard = Field(
        description="Wat voor bepaling het is: resultaat, inspanning, voorwaardelijk, bevoegdheid, verklaring of grens."
    )
    familie: Familie = Field(
        description="Hoe de uitkomst tot stand komt: automatisch uit gegevens, uit een relatie tussen gegevens, "
        "uit een verklaring, of niet."
    )
    hoe_vaak: Tekst | None = Field(None, description="Hoe vaak of wanneer de plicht speelt.")
    toets: Toetsopgave = Field(description="Hoe de bepaling wordt getoetst.")
    ernst: Literal["fout", "waarschuwing"] = Field(
        "waarschuwing",
        description="Hoe zwaar het telt in 'convenant validate' als de afspraak niet is gevonden. Wat alleen door "
        "het verstrijken van de tijd zo is, blijft altijd een waarschuwing.",
    )
    fout_vanaf: Datum | None = Field(
        None,
        description="De dag vanaf wanneer het een fout is, voor een dossier dat nog wordt gevuld. Tot die dag is wat "
        "nog ontbreekt een waarschuwing, en wat een wijziging weghaalt meteen een fout ('convenant validate --sinds').",
    )
    interpretatie: NaarInterpretatie | None = Field(None, description="De vastgelegde lezing die de toets gebruikt.")
    verwant: tuple[NaarBepaling, ...] = Field((), description="Bepalingen die hierbij horen.")
    bronplaats: Plaatsaanduiding | None = Field(
        None, description="Waar de bepaling staat in de tekstversie van het convenant: nummers van regels."
    )
    toelichting: Alineas | None = Field(None, description="Wat een lezer verder moet weten.")
    ingangsdatum: Datum | None = Field(
        None,
        description="De eerste dag waarop de bepaling zo luidt, als een wijzigingsbesluit haar bracht of veranderde.",
    )
    vervalt_op: Datum | None = Field(
        None, description="De eerste dag waarop de bepaling niet meer geldt, door een wijzigingsbesluit."
    )
    eerdere_versies: tuple[EerdereVersie, ...] = Field(
        (), description="Hoe de bepaling luidde voordat een wijzigingsbesluit haar veranderde."
    )

    @property
    def versies(self) -> tuple[Versie, ...]:
        """The clause as it reads on different days, newest first; the first one is the record itself."""
        found = [Versie(self, Tijdvak(self.ingangsdatum or date.min, self.vervalt_op or date.max), ())]
        earlier = sorted(enumerate(self.eerdere_versies), key=lambda pair: pair[1].ingangsdatum or date.min)
        for number, older in reversed(earlier):
            after = found[-1]
            then = {name: value for name in _WORDING if (value := getattr(older, name)) is not None}
            days = Tijdvak(older.ingangsdatum or date.min, after.tijdvak.van)
            found.append(Versie(after.bepaling.model_copy(update=then), days, ("eerdere_versies", number)))
        return tuple(found)

    @property
    def aanduiding(self) -> str:
        """The number as readers know it, with its part and the other reading: ``5.4 (of 5.3)``; empty without one."""
        if self.nummer is None:
            return ""
        doubt = f" (of {self.nummer_anders})" if self.nummer_anders else ""
        part = self.onderdeel or ""
        return f"{self.nummer}{part if len(part) == 1 else f' {part}' if part else ''}{doubt}"

    @property
    def voluit(self) -> str:
        """The number and the title."""
        return f"{self.aanduiding} {self.titel}".lstrip()


#: What an earlier version can have otherwise.
_WORDING = tuple(name for name in EerdereVersie.model_fields if name != "ingangsdatum")


class Hoofdstuk(Record):
    """Een hoofdstuk van het convenant met zijn bepalingen."""

    soort: ClassVar[str] = "hoofdstuk"
    patroon: ClassVar[str] = "data/bepalingen/{}.yaml"

    hoofdstuk: Nummer = Field(description="Het nummer van het hoofdstuk; 0 voor de tekst vooraf.")
    titel: Tekst = Field(description="De titel van het hoofdstuk.")
    bepalingen: tuple[Bepaling, ...] = Field(description="De bepalingen, in de volgorde van het convenant.")
