"""What goes out in a sheet: the rows with their values, and what they are known by when they come back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant_cli.documents.content.contacts import Adresboek
from convenant_cli.documents.page.discretion import private_values, refuse_private
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.exchange.kolommen import Kolom, Woordenlijst, kolommen
from convenant_cli.exchange.tabellen import Bladsoort, Rij
from convenant_cli.exchange.vragen import digest, dossier_key, row_mark
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sentences import aangehaald

VORM = "1"
#: The sheets of a workbook, beside the one with the rows, which has the name of its kind.
UITLEG, KEUZES, VERBORGEN = "Uitleg", "Keuzes", "_convenant"
#: What tells one thing sent from another, in the hidden sheet or in the last head of a text file.
KENMERKEN = ("soort", "vorm", "dossier", "zending", "revisie")
ID_KOP, CONTROLE_KOP = "Rij", "Controle"
EIGENSCHAP = "convenant-zending"
_MARK = 8  # characters of the fingerprint of a cell


@dataclass(frozen=True, slots=True)
class Zendingsrij:
    """One row as it goes out."""

    id: str
    vast: tuple[str, ...]
    waarden: tuple[str, ...]
    """The value for each column, as ``Kolom.tekst`` gives it."""


@dataclass(frozen=True, slots=True)
class Zending:
    """One sheet as it goes out."""

    soort: Bladsoort
    titel: str
    waar: str
    dossier: str
    """The fingerprint of the agreement."""
    revisie: str
    retour: str
    """The mailbox of who keeps the dossier; empty when not known."""
    dag: date
    kolommen: tuple[Kolom, ...]
    regels: tuple[Zendingsrij, ...]

    @property
    def kenmerk(self) -> str:
        """The name of what is sent: the same for the same rows and values."""
        rows = [(one.id, one.vast, one.waarden) for one in self.regels]
        return digest(self.dossier, self.soort.naam, json.dumps(rows))

    @property
    def kenmerken(self) -> tuple[str, ...]:
        """What it is known by, in the order of ``KENMERKEN``."""
        return (self.soort.naam, VORM, self.dossier, self.kenmerk, self.revisie)

    @property
    def blad(self) -> str:
        """The name of the sheet with the rows."""
        return self.soort.naam.capitalize()

    @property
    def koppen(self) -> tuple[str, ...]:
        """The heads of all columns that readers see."""
        return (*self.soort.vast, *(column.kop for column in self.kolommen))

    def merk(self, regel: Zendingsrij) -> str:
        """Return the fingerprint of the fixed cells of a row."""
        return row_mark(self.kenmerk, regel.id, regel.vast)

    @property
    def stappen(self) -> tuple[str, ...]:
        """What somebody must know who fills it in, in sentences."""
        send = f" naar {self.retour}" if self.retour else ""
        first, *others = self.soort.vast
        fixed = f"de eerste {1 + len(others)} kolommen" if others else aangehaald(first)
        return (
            f"{', '.join(filter(None, (self.titel, self.waar)))}: {self.soort.naam}, stand van {self.dag:%d-%m-%Y}.",
            f"Verander alleen wat niet klopt, in de gele vakken. Wat in {fixed} staat, blijft zoals het is.",
            "Aan de kop van elke kolom hangt een uitleg. Waar een lijst is, kiest u daaruit.",
            "Een datum schrijft u als 30-6-2026. Tussen twee namen of woorden in een vak komt een puntkomma.",
            "Voeg geen rijen, kolommen of bladen toe, en gebruik geen formules. Iets nieuws meldt u in uw bericht.",
            "Schrijf nooit over een persoon of een geval. Noem functies, geen namen.",
            f"Bewaar het bestand in dezelfde vorm, en stuur het terug{send}.",
        )


def zending(
    dossier: Dossier, soort: Bladsoort, welk: str | None, partners: frozenset[str], dag: date, revisie: str
) -> Zending:
    """Return what goes out. Raises ConvenantError when there is nothing, and when it would show a person."""
    key = dossier_key(dossier)
    columns = kolommen(soort, Woordenlijst(dossier))
    rows = soort.gekozen(dossier, welk, partners, dag)
    if not rows:
        raise ConvenantError(f"er zijn geen rijen voor {soort.naam}; kies iets anders, of andere partijen")
    data: dict[str, Any] = {}
    lines = []
    for row in rows:
        name = row.record.name
        if name not in data:
            data[name] = parse(dossier.files[name].raw).data
        lines.append(Zendingsrij(row.id, row.vast, tuple(waarde(data[name], row, column) for column in columns)))
    convenant = dossier.agreed
    keeper = Adresboek(dossier, intern=False).houder()
    made = Zending(
        soort, convenant.titel, convenant.waar, key, revisie, keeper.email if keeper else "", dag, columns,
        tuple(lines),
    )  # fmt: skip
    shown = (text for line in lines for text in (*line.vast, *line.waarden))
    refuse_private((*made.stappen, *shown), private_values(dossier))
    return made


def celmerk(id: str, weg: str, tekst: str) -> str:
    """Return the fingerprint of one value that was sent."""
    return digest(id, weg, tekst)[:_MARK]


# --- where in a record --------------------------------------------------------------------------------------------


def plek(data: Any, rij: Rij, weg: Sequence[str]) -> Path | None:
    """Return the way from the top of a record to a part that a row shows; None when it is not there."""
    path: Path = ()
    for step in rij.wortel:
        if not _holds(data, step):
            return None
        data, path = data[step], (*path, step)
    for step in weg:
        if not _holds(data, step):
            return None
        data, path = data[step], (*path, step)
        if step in rij.sleutels:
            number = _item(data, rij.sleutels[step])
            if number is None:
                return None
            data, path = data[number], (*path, number)
    return path if isinstance(data, dict) else None


def waarde(data: Any, rij: Rij, kolom: Kolom) -> str:
    """Return what a record holds for a cell, as one text."""
    path = plek(data, rij, kolom.deel)
    if kolom.is_er:
        return "ja" if path is not None else ""
    if path is None:
        return ""
    for step in path:
        data = data[step]
    return kolom.tekst(data.get(kolom.weg[-1]))


def _holds(data: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(data, list) and step < len(data)
    return isinstance(data, dict) and data.get(step) is not None


def _item(items: Any, known: Mapping[str, str]) -> int | None:
    found: Iterable[int] = (
        number
        for number, one in enumerate(items if isinstance(items, list) else ())
        if isinstance(one, dict) and all(one.get(key) == value for key, value in known.items())
    )
    return next(iter(found), None)
