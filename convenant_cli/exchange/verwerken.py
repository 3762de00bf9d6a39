"""All sheets that came back at once: laid beside what was sent and what the dossier holds now, and tried together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.meant import only
from convenant_cli.dossier.reading import load
from convenant_cli.editing.creating.draft import begun, put
from convenant_cli.editing.creating.kinds import kind_of
from convenant_cli.editing.creating.making import made
from convenant_cli.editing.fields import Edit
from convenant_cli.editing.trial import Proef, tried
from convenant_cli.exchange.beproeven import Vraag, beproefd
from convenant_cli.exchange.kolommen import Kolom
from convenant_cli.exchange.packages import Bestand, PackageError, give_back
from convenant_cli.exchange.persoonlijk import Gezocht
from convenant_cli.exchange.tabellen import Bladsoort, Rij
from convenant_cli.exchange.terug import Nieuwerij, Tabel, Terugcel, Terugrij, tabel
from convenant_cli.exchange.vragen import dossier_key
from convenant_cli.exchange.wijzigen import Celwijziging, Rijwijziging
from convenant_cli.exchange.zending import celmerk, waarde
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import RefusedError
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sentences import aangehaald, opsomming

#: How a draft tells of a field that it needs.
_MISSING = re.compile(r"^ +([\w.]+)=…", re.MULTILINE)


class Toegevoegd:
    """The files with one new thing after the other."""

    def __init__(self, source: Source, bestanden: dict[str, bytes], vraag: Vraag) -> None:
        self._source = source
        self._vraag = vraag
        self.bestanden = dict(bestanden)
        self.proef: Proef | None = None
        """What the dossier would be with all of it; None when nothing was added."""

    def row(self, kind: Bladsoort, row: Nieuwerij) -> None:
        """Add what a row says. Raises ConvenantError when something is missing, or would be wrong."""
        if kind.nieuw is None:
            raise ConvenantError("in deze tabel komt geen rij erbij; haal haar weg")
        source = replace(self._source, files={**self._source.files, **self.bestanden})
        dossier = load(source)[0]
        what, heads = kind.nieuw
        soort = kind_of(what)
        belongs = row.vast[heads.index("")]
        above = "jaarplan" if what == "actie" else soort.record.soort
        if not belongs:
            raise ConvenantError(f"vul in de kolom {aangehaald(kind.vast[heads.index('')])} in waar deze rij bij hoort")
        draft = begun(dossier, soort, self._vraag.peildatum, "", only(dossier, belongs, (above,)))
        for head, text in zip(heads, row.vast, strict=True):
            if head and text:
                draft.data[head] = text
        for column, cell in row.cellen:
            value = cell.tekst.split("\n") if column.shape.many else cell.tekst
            put(draft.data, Edit("put", column.weg, value))
        adopted = self._vraag.besluit if what == "actie" else ""
        new = made(source, draft, self._vraag.peildatum, adopted, frozenset(self._vraag.tags))
        self.bestanden |= new.bestanden
        self.proef = tried(self._source, self.bestanden, self._vraag.peildatum)


def why_not(told: str, kind: Bladsoort) -> str:
    """Return in one sentence why a row was not added: of what is missing only the names."""
    missing = _MISSING.findall(told)
    if not missing or kind.nieuw is None:
        return " ".join(told.split())
    return f"er ontbreekt nog {opsomming(missing)}; vul het in, of maak dit met 'convenant new {kind.nieuw[0]}'"


@dataclass(slots=True)
class Gelezen:
    """What came of one file."""

    bestand: str
    revisie: str = ""
    """The revision of the dossier it was made from, in words."""
    overgenomen: int = 0
    """How many rows are taken over."""
    gelijk: int = 0
    """How many rows are as they were sent, or as the dossier holds them already."""
    gebreken: list[str] = field(default_factory=list)
    """What is not taken over and why, each a sentence with sheet, row and column."""


@dataclass(frozen=True, slots=True)
class Verwerking:
    """What some sheets bring together."""

    gelezen: tuple[Gelezen, ...]
    bestanden: dict[str, bytes]
    """The files that change, with what they will hold."""
    proef: Proef | None
    """What the dossier would be; None when nothing changes."""

    @property
    def heel(self) -> bool:
        """Whether everything that the sheets say is taken over."""
        return not any(one.gebreken for one in self.gelezen)


def verwerking(source: Source, dossier: Dossier, paths: Sequence[Bestand], vraag: Vraag) -> Verwerking:
    """Read sheets, and return what they would change; nothing is written. Of a row with a fault nothing is taken."""
    work = _Work(dossier, vraag)
    names = [path.name for path in paths]
    read = [Gelezen(path.name if names.count(path.name) == 1 else str(path)) for path in paths]
    for path, one in zip(paths, read, strict=True):
        try:
            work.add(tabel(path, dossier), one)
        except PackageError as error:
            one.gebreken.append(str(error))
        except RefusedError as error:
            one.gebreken.append(error.reason)
    give_back()
    files, proof, taken = beproefd(source, dossier, work.agreed(), vraag, work.refuse)
    for change in taken:
        work.of[change.bestand].overgenomen += 1
    if work.nieuw:
        added = Toegevoegd(source, files, vraag)
        for one, kind, row in work.nieuw:
            try:
                added.row(kind, row)
                one.overgenomen += 1
            except ConvenantError as error:
                one.gebreken.append(f"{row.plaats}: {why_not(str(error), kind)}")
        files, proof = added.bestanden, added.proef or proof
    return Verwerking(tuple(read), files, proof)


class _Work:
    """The rows that change, as far as is known, and where to tell what is wrong."""

    def __init__(self, dossier: Dossier, vraag: Vraag) -> None:
        self._dossier, self._vraag = dossier, vraag
        self._key = dossier_key(dossier)
        self._looked = Gezocht(dossier, vraag.peildatum)
        self._rows: dict[str, dict[str, Rij]] = {}
        self._data: dict[str, Any] = {}
        self._changes: list[Rijwijziging] = []
        self.of: dict[str, Gelezen] = {}
        self.nieuw: list[tuple[Gelezen, Bladsoort, Nieuwerij]] = []

    def refuse(self, change: Rijwijziging, sentence: str) -> None:
        self.of[change.bestand].gebreken.append(sentence)

    def add(self, found: Tabel, one: Gelezen) -> None:
        if found.dossier != self._key:
            raise PackageError("het is van een ander dossier; kies bestanden van dit dossier")
        self.of[one.bestand] = one
        one.revisie = found.revisie
        one.gebreken += found.gebreken
        kind = found.soort
        if kind.naam not in self._rows:
            self._rows[kind.naam] = {row.id: row for row in kind.rijen(self._dossier)}
        for new in found.nieuw:
            told = [f"{cell.plaats}: {said}" for cell in new.teksten if (said := self._looked("", cell.tekst))]
            one.gebreken += told
            if not told:
                self.nieuw.append((one, kind, new))
        for back in found.rijen.values():
            row = self._rows[kind.naam].get(back.id)
            if row is None:
                if any(cell.anders for cell in back.cellen):
                    one.gebreken.append(
                        f"{back.plaats}: {aangehaald(back.id)} is er niet meer in dit dossier; haal de rij weg"
                    )
                continue
            cells, faults = self._changed(row, back, found.kolommen)
            one.gebreken += faults
            if cells and not faults:
                self._changes.append(Rijwijziging(one.bestand, row, back.plaats, cells, found.kolommen))
            elif not cells:
                one.gelijk += 1

    def _changed(
        self, row: Rij, back: Terugrij, columns: tuple[Kolom, ...]
    ) -> tuple[tuple[Celwijziging, ...], list[str]]:
        name = row.record.name
        if name not in self._data:
            self._data[name] = parse(self._dossier.files[name].raw).data
        changed, faults = [], []
        for column, cell, mark in zip(columns, back.cellen, back.merken, strict=True):
            now = waarde(self._data[name], row, column)
            if not cell.anders or cell.tekst == now:
                continue
            changed.append(Celwijziging(column, cell.plaats, cell.tekst))
            moved = celmerk(row.id, ".".join(column.weg), now) != mark
            if not column.namen and (told := self._looked(name, cell.tekst)):
                faults.append(f"{cell.plaats}: {told}")
            elif moved and not self._vraag.bestand_wint:
                faults.append(_clash(column, cell, now))
        return tuple(changed), faults

    def agreed(self) -> list[Rijwijziging]:
        """Return the changes on which all files agree; what two say otherwise of one cell is refused in both."""
        said: dict[tuple[str, tuple[str, ...]], list[tuple[Rijwijziging, Celwijziging]]] = {}
        for change in self._changes:
            for cell in change.cellen:
                said.setdefault((f"{change.naam}:{change.rij.id}", cell.kolom.weg), []).append((change, cell))
        refused: set[int] = set()
        done: set[tuple[str, tuple[str, ...], str]] = set()
        for ways in said.values():
            if len({cell.tekst for _, cell in ways}) > 1:
                files = " en ".join(dict.fromkeys(change.bestand for change, _ in ways))
                for change, cell in ways:
                    refused.add(id(change))
                    self.refuse(change, f"{cell.plaats}: {files} zeggen hier iets anders; kies wat geldt")
        kept = []
        for change in self._changes:
            if id(change) in refused:
                continue
            own = [(change.naam, (change.rij.id, *cell.kolom.weg), cell.tekst) for cell in change.cellen]
            if not set(own) <= done:  # another file may say the same
                kept.append(change)
            done.update(own)
        return kept


def _clash(column: Kolom, cell: Terugcel, now: str) -> str:
    held = aangehaald(column.getoond(now)) if now else "niets"
    said = aangehaald(column.getoond(cell.tekst)) if cell.tekst else "niets"
    return (
        f"{cell.plaats}: dit is in het dossier gewijzigd sinds het versturen; daar staat nu {held}, hier {said}. De "
        "hele rij blijft liggen; met --formulier-wint geldt het bestand"
    )


def verteld(one: Gelezen) -> Iterator[str]:
    """Yield in sentences what came of a file: the first is its heading."""
    yield one.bestand
    rows = "rij" if one.overgenomen == 1 else "rijen"
    same = f"; {one.gelijk} zonder iets nieuws" if one.gelijk else ""
    yield f"{one.overgenomen} {rows} met iets nieuws{same}." if one.revisie else "Niets overgenomen."
    for fault in one.gebreken:
        yield f"Niet overgenomen: {fault}."
    if one.gebreken and one.revisie:
        yield f"Het bestand is gemaakt van het dossier zoals het toen was (revisie: {one.revisie})."
