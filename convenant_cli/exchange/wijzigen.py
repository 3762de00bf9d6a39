"""What somebody changed in the rows of a sheet → the edits of the records: the lines they take, and no others."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.written import Value
from convenant_cli.exchange.kolommen import Kolom
from convenant_cli.exchange.tabellen import Rij
from convenant_cli.exchange.zending import plek, waarde
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.records import Actie
from convenant_cli.records.actie import is_voortgang
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.sentences import aangehaald


@dataclass(frozen=True, slots=True)
class Celwijziging:
    """One value that becomes another."""

    kolom: Kolom
    plaats: str
    tekst: str


@dataclass(frozen=True, slots=True)
class Rijwijziging:
    """What changes in one row."""

    bestand: str
    """The file that came back."""
    rij: Rij
    plaats: str
    cellen: tuple[Celwijziging, ...]
    kolommen: tuple[Kolom, ...]
    """All columns of the sheet."""

    @property
    def naam(self) -> str:
        """The file of the record."""
        return self.rij.record.name

    @property
    def raakt_afspraak(self) -> bool:
        """Whether it changes what was agreed in a year plan, and not only how an action goes."""
        ways = (cel.kolom.weg for cel in self.cellen)
        return isinstance(self.rij.record, Actie) and not all(map(is_voortgang, ways))


class RefusedRowError(ConvenantError):
    """A row that cannot be taken over; its text starts with the place."""


def gewijzigd(raw: bytes, change: Rijwijziging) -> bytes:
    """Return a record with the changes of a row. Raises RefusedRowError when they leave something half."""
    data = parse(raw).data
    kind = type(change.rij.record)
    try:
        return edited(raw, list(_edits(data, change)), lambda way: order_of(kind, way))
    except RefusedRowError:
        raise
    except ConvenantError as error:
        raise RefusedRowError(f"{change.plaats}: {error}") from error


def velden(data: Any, change: Rijwijziging) -> Iterator[tuple[Path, Celwijziging]]:
    """Yield the way in a record to each value that changed; to its part when that is gone."""
    for cel in change.cellen:
        part = plek(data, change.rij, cel.kolom.deel)
        if part is not None:
            yield (part if cel.kolom.is_er else (*part, cel.kolom.weg[-1])), cel
        else:
            yield change.rij.wortel, cel


def _edits(data: Any, change: Rijwijziging) -> Iterator[Edit]:
    new = {cel.kolom.weg: cel for cel in change.cellen}
    for part in dict.fromkeys(cel.kolom.deel for cel in change.cellen):
        columns = [one for one in change.kolommen if one.deel == part]
        texts = {one.weg: new[one.weg].tekst if one.weg in new else waarde(data, change.rij, one) for one in columns}
        yield from _part(data, change, part, columns, texts)


def _part(
    data: Any, change: Rijwijziging, part: tuple[str, ...], columns: Sequence[Kolom], texts: dict[tuple[str, ...], str]
) -> Iterator[Edit]:
    """Yield what makes a part of a record what the cells say: it comes, it goes, or fields of it change."""
    fields = [one for one in columns if not one.is_er]
    said = next((texts[one.weg] for one in columns if one.is_er), None)
    filled = [one for one in fields if texts[one.weg]]
    here = plek(data, change.rij, part)
    wanted = bool(filled) if said is None else said == "ja"
    if not wanted and filled:
        raise RefusedRowError(
            f"{change.plaats}: bij {aangehaald(filled[0].kop)} staat iets, maar er staat geen ja in de kolom ervoor; "
            "kies ja, of maak het leeg"
        )
    if not wanted and here is None:
        return
    if not wanted and here is not None and (part or change.rij.soms):
        yield Edit("remove", here)
        return
    for one in fields:
        if one.verplicht and not texts[one.weg]:
            raise RefusedRowError(f"{change.plaats}, kolom {aangehaald(one.kop)}: dit mag niet leeg zijn; vul het in")
    if here is None:
        known = change.rij.sleutels.get(part[-1], {}) if part else {}
        value: dict[str, Value] = {**known, **{one.weg[-1]: _value(one, texts[one.weg]) for one in filled}}
        yield Edit("append" if known else "put", (*change.rij.wortel, *part), value)
        return
    for cel in change.cellen:
        if cel.kolom in fields:
            place = (*here, cel.kolom.weg[-1])
            yield Edit("put", place, _value(cel.kolom, cel.tekst)) if cel.tekst else Edit("remove", place)


def _value(kolom: Kolom, tekst: str) -> Value:
    return tekst.split("\n") if kolom.shape.many else tekst


def by_file(changes: Iterable[Rijwijziging]) -> dict[str, list[Rijwijziging]]:
    """Return changes by the record they are of."""
    found: dict[str, list[Rijwijziging]] = {}
    for one in changes:
        found.setdefault(one.naam, []).append(one)
    return found
