"""The clauses of the agreement, one file a chapter: who owes what, and how it can be tested."""

import pathlib
import re
from collections.abc import Sequence
from datetime import date
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import ConfigDict, Field, JsonValue

from convenant_cli.findings import Path
from convenant_cli.kalender import Tijdvak
from convenant_cli.records.model.benaming import Namen, Thuis, bij_convenant
from convenant_cli.records.model.record import Definieert, Onderdeel, Record
from convenant_cli.records.model.velden import (
    Alineas,
    Datum,
    Gedrukt,
    Id,
    JaNee,
    NawerkingVeld,
    Plaatsaanduiding,
    Tekst,
)
from convenant_cli.records.model.verwijzingen import NaarBepaling, NaarGebondene, NaarInterpretatie
from convenant_cli.text.sentences import aangehaald, capital, inside, opsomming
from convenant_cli.text.volgorde import roman, volgorde

Aard = Literal["resultaat", "inspanning", "voorwaardelijk", "bevoegdheid", "verklaring", "grens"]

Familie = Literal[
    "automatisch", "relatie", "verklaring-met-bewijs", "verklaring", "niet-toetsbaar", "grens", "geen-verplichting"
]

if TYPE_CHECKING:
    Toetssoort = str
else:
    #: The folder of the kinds of tests is their list. Only names are read: what they do, a record does not know.
    _FOLDER = pathlib.Path(__file__).parent.parent / "judging" / "toetsen"
    Toetssoort = Literal[tuple(sorted(info.name.replace("_", "-") for info in iter_modules([str(_FOLDER)])))]


def artikel(number: str) -> str:
    """Return a printed number in a sentence, with the word 'artikel' unless it says itself what it is; may be empty."""
    return f"artikel {number}" if number[:1].isdigit() else inside(number)


def artikelen(bepalingen: Sequence["Bepaling"]) -> list[str]:
    """Return clauses as a sentence lists them: by number, each once and the first with its word; else by title."""
    numbers = dict.fromkeys(one.aanduiding for one in bepalingen if one.aanduiding)
    named = [number if at and number[:1].isdigit() else artikel(number) for at, number in enumerate(numbers)]
    return [*named, *dict.fromkeys(aangehaald(one.titel) for one in bepalingen if not one.aanduiding)]


def in_zin(bepalingen: Sequence["Bepaling"]) -> str:
    """Return clauses inside a sentence: number and title of one, or the numbers of several."""
    return bepalingen[0].in_zin if len(bepalingen) == 1 else opsomming(artikelen(bepalingen))


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
    nummer: Gedrukt | None = Field(None, description="Het nummer van toen.")
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
    nummer: Gedrukt | None = Field(
        None, description="Het nummer zoals het is gedrukt, zoals 2.10, IV of 'bijlage 2 onder a'."
    )
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
        description="Wie eraan gebonden is: rollen, partners, eenheden (partner/eenheid), een soort eenheid (dan elke "
        "eenheid van die soort), een orgaan (dan zijn leden) of 'alle'. Leeg als niemand iets moet."
    )
    bindt_na: NawerkingVeld | None = Field(
        None,
        description="Hoe lang de afspraak nog bindt nadat een partij is gestopt of het convenant is geëindigd, zoals "
        "'5 jaar' of 'onbepaald' bij geheimhouding. Leeg betekent: niet.",
    )
    gezamenlijk: JaNee = Field(
        False, description="Ja als de gebonden partijen samen één plicht hebben, nee als ieder hem heeft."
    )
    aard: Aard = Field(
        description="Wat voor bepaling het is: resultaat, inspanning, voorwaardelijk, bevoegdheid, verklaring of grens."
    )
    familie: Familie = Field(
        description="Hoe de uitkomst tot stand komt: automatisch uit gegevens, uit een relatie tussen gegevens, "
        "uit een verklaring, of niet. De uitleg van een toets zegt welke familie bij haar past."
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
            # What it once was is a clause of its own, with its own days and no versions before or after it.
            then |= {"ingangsdatum": older.ingangsdatum, "vervalt_op": days.tot, "eerdere_versies": ()}
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
    def als_gedrukt(self) -> str:
        """The number with its part, as printed and without the other reading; empty without one."""
        return self.aanduiding.partition(" (")[0]

    @property
    def nummer_of_titel(self) -> str:
        """How a short list names it: ``7.2``, or its title when it has no number."""
        return self.als_gedrukt or self.titel

    @property
    def naar_vermogen(self) -> bool:
        """Whether parties promise in so many words to do what they can, and no result."""
        return "naar vermogen" in " ".join(self.tekst.lower().split())

    @property
    def artikel(self) -> str:
        """The number in a sentence; empty without one."""
        return artikel(self.aanduiding)

    @property
    def voluit(self) -> str:
        """The number and the title, as a heading has them; a part that has the name of the title is said once."""
        return f"{self._voor_titel} {self.titel}".lstrip()

    @property
    def in_zin(self) -> str:
        """The number with its word and the title, inside a sentence: its article and ‘Bespaard water opgeven’."""
        return f"{artikel(self._voor_titel)} {aangehaald(self.titel)}".lstrip()

    @property
    def _voor_titel(self) -> str:
        number = self.aanduiding
        if self.nummer and self.onderdeel and self.onderdeel.casefold() == self.titel.casefold():
            number = number.replace(f" {self.onderdeel}", "", 1)
        return number


#: What an earlier version can have otherwise.
_WORDING = tuple(name for name in EerdereVersie.model_fields if name != "ingangsdatum")


class Hoofdstuk(Record):
    """Een hoofdstuk van het convenant met zijn bepalingen."""

    soort: ClassVar[str] = "hoofdstuk"
    patroon: ClassVar[str] = "data/bepalingen/{}.yaml"

    hoofdstuk: Gedrukt = Field(
        description="Het nummer van het hoofdstuk als gedrukt, zoals 2, IV of 'bijlage 1'; 0 voor de tekst vooraf."
    )
    titel: Tekst = Field(description="De titel van het hoofdstuk.")
    bepalingen: tuple[Bepaling, ...] = Field(description="De bepalingen, in de volgorde van het convenant.")

    @property
    def kop(self) -> str:
        """How a sentence names it: ``hoofdstuk 2``, ``bijlage 1``, or its title when it has no number."""
        if self.hoofdstuk == "0":
            return self.titel
        return self.hoofdstuk if " " in self.hoofdstuk else f"hoofdstuk {self.hoofdstuk}"

    def zinsbegin(self, _namen: Namen, /) -> str:
        """Return how a sentence about it begins: ``Hoofdstuk 2``."""
        return capital(self.kop)

    def thuis(self, namen: Namen, /) -> Thuis:
        """Return the agreement, after what is of the agreement as a whole."""
        return bij_convenant(namen, (self.orde,))

    @property
    def orde(self) -> tuple[int, str]:
        """A key for the order of the agreement: by number, Roman or of its file too; then what is numbered in words."""
        if self.hoofdstuk[:1].isdigit():
            return 0, volgorde(self.hoofdstuk)
        number = re.match(r"[0-9]+", self.id)
        value = number[0] if number else roman(self.hoofdstuk)
        return (0, volgorde(str(value))) if value else (1, volgorde(self.hoofdstuk))
