"""Typed references: one type for each kind of thing a field can point to; and a field that does."""

from typing import Annotated, NamedTuple

from convenant_cli.findings import Path, Place
from convenant_cli.kalender import RITMES
from convenant_cli.records.begrippen import AGENDAPUNTSOORTEN, EENHEIDSOORTEN, SECTOREN
from convenant_cli.records.model.record import Record, Verwijst
from convenant_cli.records.model.velden import Id, Verwijspad

#: A rhythm: one that everybody knows, or one that the agreement names itself under ``perioden``.
RitmeVeld = Annotated[Id, Verwijst(("periode",), ook=RITMES)]
NaarPartner = Annotated[Id, Verwijst(("partner",))]
NaarPartnerOfAlle = Annotated[Id, Verwijst(("partner",), ook=("alle",))]
NaarRol = Annotated[Id, Verwijst(("rol",))]
NaarOrgaan = Annotated[Id, Verwijst(("orgaan",))]
NaarPartnerOfRol = Annotated[Id, Verwijst(("partner", "rol"))]
NaarPartnerOfOrgaan = Annotated[Id, Verwijst(("partner", "orgaan"))]
NaarPartnerRolOfAlle = Annotated[Id, Verwijst(("partner", "rol"), ook=("alle",))]
NaarRolOfAlle = Annotated[Id, Verwijst(("rol",), ook=("alle",))]
NaarEenheid = Annotated[Verwijspad, Verwijst(("eenheid",))]
NaarPartnerOfEenheid = Annotated[Verwijspad, Verwijst(("partner", "eenheid"))]
#: A kind of unit stands for every unit of it.
NaarGebondene = Annotated[
    Verwijspad, Verwijst(("rol", "partner", "eenheid", "orgaan", "eenheidsoort"), ook=("alle", *EENHEIDSOORTEN))
]
NaarThema = Annotated[Id, Verwijst(("thema",))]
NaarDoel = Annotated[Id, Verwijst(("doel",), binnen=True)]
NaarVraagstuk = Annotated[Id, Verwijst(("vraagstuk",), binnen=True)]
NaarBepaling = Annotated[Id, Verwijst(("bepaling",))]
NaarInterpretatie = Annotated[Id, Verwijst(("interpretatie",))]
NaarDoelgroep = Annotated[Id, Verwijst(("doelgroep",))]
NaarDocumentsoort = Annotated[Id, Verwijst(("documentsoort",))]
NaarBijeenkomstsoort = Annotated[Id, Verwijst(("bijeenkomstsoort",))]
#: Of these kinds every agreement knows some; its own are in data/convenant.yaml.
NaarAgendapuntsoort = Annotated[Id, Verwijst(("agendapuntsoort",), ook=tuple(AGENDAPUNTSOORTEN))]
NaarEenheidsoort = Annotated[Id, Verwijst(("eenheidsoort",), ook=tuple(EENHEIDSOORTEN))]
NaarSector = Annotated[Id, Verwijst(("sector",), ook=tuple(SECTOREN))]
NaarDocument = Annotated[Verwijspad, Verwijst(("document",))]
NaarAanbod = Annotated[Verwijspad, Verwijst(("aanbod",))]
NaarJaarplan = Annotated[Id, Verwijst(("jaarplan",))]
NaarActie = Annotated[Verwijspad, Verwijst(("actie",))]
NaarBijeenkomst = Annotated[Id, Verwijst(("bijeenkomst",))]
NaarBesluit = Annotated[Id, Verwijst(("besluit",))]
NaarEvaluatievraag = Annotated[Id, Verwijst(("evaluatievraag",))]
NaarEvaluatie = Annotated[Verwijspad, Verwijst(("evaluatie",))]


class Reference(NamedTuple):
    """One field that points to something: who, where, to which kinds, and the full id."""

    record: Record
    path: Path
    mark: Verwijst
    value: str
    key: str

    @property
    def place(self) -> Place:
        """The field."""
        return self.record.at(*self.path)
