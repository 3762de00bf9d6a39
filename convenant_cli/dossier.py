"""All records of one repository at one moment, typed and linked; and what was wrong while reading them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

from pydantic import ValidationError

from convenant_cli.findings import Finding, Path, Place, Position, Related, Severity
from convenant_cli.kalender import Periode, Tijdvak
from convenant_cli.model_errors import describe, repair, suggest
from convenant_cli.records import (
    KINDS,
    Actie,
    Bepaling,
    Bijeenkomst,
    Convenant,
    Evaluatie,
    Hoofdstuk,
    Jaarplan,
    Partner,
    Personen,
    Record,
    Verklaring,
)
from convenant_cli.records.record import Definieert, Verwijst, defines, marked
from convenant_cli.records.velden import SLUG_PATTERN
from convenant_cli.sources import Source
from convenant_cli.yamlfile import Parsed, Span, lines_of, parse, text_of

_R = TypeVar("_R", bound=Record)
_REPAIR_ROUNDS = 3
_SLUG = re.compile(SLUG_PATTERN)


class Reference(NamedTuple):
    """One field that points to something: who, where, to which kinds, and the full id."""

    record: Record
    place: Place
    mark: Verwijst
    value: str
    key: str


@dataclass(slots=True)
class _File:
    name: str
    raw: bytes
    kind: type[Record]
    id: str
    record: Record | None = None
    whole: bool = True
    """False when something had to be left out to read the record, or when it could not be read at all."""
    mended: Parsed | None = None
    """The data with positions after mending, when the record was read past its faults."""


@dataclass
class Dossier:
    """The records by kind and id, what they define, and who refers to whom. Read with :func:`load`."""

    source: Source
    files: dict[str, _File] = field(default_factory=dict)
    _tracked: dict[str, Parsed] = field(default_factory=dict)

    # --- records --------------------------------------------------------------------------------------------------

    def all(self, kind: type[_R]) -> dict[str, _R]:
        """Return the records of a kind by id, in the order of their file names."""
        return self._by_kind.get(kind.soort, {})  # type: ignore[return-value]

    @cached_property
    def _by_kind(self) -> dict[str, dict[str, Record]]:
        out: dict[str, dict[str, Record]] = {}
        for file in self.files.values():
            if file.record is not None:
                out.setdefault(file.kind.soort, {})[file.id] = file.record
        return out

    @property
    def records(self) -> Iterator[Record]:
        """Every record that could be read, in the order of the file names."""
        return (file.record for file in self.files.values() if file.record is not None)

    @property
    def convenant(self) -> Convenant | None:
        """The agreement itself; None when its file is missing or could not be read."""
        return self.all(Convenant).get(Convenant.soort)

    @property
    def personen(self) -> Personen | None:
        """The private address book, when the source has one."""
        return self.all(Personen).get(Personen.soort)

    @property
    def partners(self) -> dict[str, Partner]:
        return self.all(Partner)

    @property
    def jaarplannen(self) -> dict[str, Jaarplan]:
        return self.all(Jaarplan)

    @property
    def acties(self) -> dict[str, Actie]:
        return self.all(Actie)

    @property
    def bijeenkomsten(self) -> dict[str, Bijeenkomst]:
        return self.all(Bijeenkomst)

    @property
    def verklaringen(self) -> dict[str, Verklaring]:
        return self.all(Verklaring)

    @property
    def evaluaties(self) -> dict[str, Evaluatie]:
        return self.all(Evaluatie)

    @property
    def hoofdstukken(self) -> dict[str, Hoofdstuk]:
        return self.all(Hoofdstuk)

    @cached_property
    def bepalingen(self) -> dict[str, Bepaling]:
        """Every clause by id, in the order of the agreement."""
        chapters = sorted(self.hoofdstukken.values(), key=lambda chapter: numeric(chapter.hoofdstuk))
        return {clause.id: clause for chapter in chapters for clause in chapter.bepalingen}

    def acties_van(self, jaarplan: str) -> list[Actie]:
        """Return the actions of a year plan, ordered by number."""
        return sorted(
            (actie for actie in self.acties.values() if actie.jaarplan == jaarplan),
            key=lambda actie: numeric(actie.nummer),
        )

    def tijdvak(self, periode: Periode) -> Tijdvak | None:
        """Return the days of a period; None for a convenantjaar when the agreement could not be read."""
        if periode.soort == "convenantjaar" and self.convenant is None:
            return None
        return periode.tijdvak(self.convenant.looptijd.ingang if self.convenant else None)

    @property
    def complete(self) -> bool:
        """Whether every record could be read whole. Obligations are judged only then."""
        return not self.source.refused and all(file.whole for file in self.files.values())

    # --- links ----------------------------------------------------------------------------------------------------

    @cached_property
    def defined(self) -> dict[str, dict[str, Place]]:
        """Everything that can be pointed to: kind, then full id, then where it is defined (the first place)."""
        out: dict[str, dict[str, Place]] = {}
        for file in self.files.values():
            out.setdefault(file.kind.soort, {})[file.id] = Place(file.name)
        for soort, key, place in self.definitions:
            out.setdefault(soort, {}).setdefault(key, place)
        return out

    @cached_property
    def definitions(self) -> list[tuple[str, str, Place]]:
        """Every name that a record gives to something inside it: kind, full id, place. May hold doubles."""
        return [
            (mark.soort, full_id(record, mark, value), record.at(*path))
            for record in self.records
            for path, mark, value in marked(record, Definieert)
        ]

    @cached_property
    def references(self) -> list[Reference]:
        """Every field that points to something, in the order of files and fields."""
        found = []
        for record in self.records:
            for path, mark, value in marked(record, Verwijst):
                key = f"{record.id.split('/')[0]}/{value}" if mark.binnen else value
                if value not in mark.ook:
                    found.append(Reference(record, record.at(*path), mark, value, key))
        return found

    def referrers(self, soort: str, key: str) -> list[Reference]:
        """Return the fields that point to one thing."""
        return [ref for ref in self.references if ref.key == key and soort in ref.mark.soorten]

    def may_define(self, soorten: Iterable[str], key: str) -> bool:
        """Tell whether a file that could not be read whole may define this id, so that nobody calls it missing."""
        for file in self.files.values():
            if file.whole:
                continue
            for mark in defines(file.kind):
                if mark.soort in soorten:
                    owner = file.id if mark.binnen == "record" else file.id.split("/")[0]
                    if not mark.binnen or key.rsplit("/", 1)[0] == owner:
                        return True
        return False

    # --- places ---------------------------------------------------------------------------------------------------

    def locate(self, place: Place) -> Position:
        """Return the line and column of a named field, or of the nearest parent that exists."""
        file = self.files.get(place.name)
        if file is None:
            return Position(place.name)
        parsed = file.mended or self._tracked.get(place.name)
        if parsed is None:
            parsed = self._tracked[place.name] = parse(file.raw, track=True)
        return _position(place.name, parsed.locate(place.path, key=place.at == "key"))

    def text(self, name: str) -> str:
        """Return the text of a file; empty when the dossier does not hold it."""
        return text_of(self.files[name].raw) if name in self.files else ""

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file, for an excerpt; empty when the dossier does not hold it."""
        return lines_of(self.files[name].raw) if name in self.files else []


def full_id(record: Record, mark: Definieert, value: str) -> str:
    """Return the id by which others point to a name that a record defines."""
    if not mark.binnen:
        return value
    return f"{record.id if mark.binnen == 'record' else record.id.split('/')[0]}/{value}"


def numeric(nummer: str) -> tuple[int, ...]:
    """Return a key that puts 2.2 before 2.10."""
    return tuple(int(part) for part in nummer.split("."))


# --- reading ------------------------------------------------------------------------------------------------------


def load(source: Source) -> tuple[Dossier, list[Finding]]:
    """Read every file of a source. Never stops at a fault: what is wrong comes back as findings, unsorted."""
    dossier = Dossier(source)
    findings: list[Finding] = []
    for name, message in source.refused:
        findings.append(_finding("bestand-onleesbaar", Position(name), message))
        if unread := _recognise(name, b""):
            unread.whole = False
            dossier.files[name] = unread
    for name in source.strangers:
        findings.append(_stranger(name, Severity.WAARSCHUWING))
    for name, raw in sorted(source.files.items()):
        file = _recognise(name, raw)
        if file is None:
            findings.append(_stranger(name, Severity.FOUT))
            continue
        dossier.files[name] = file
        findings.extend(_check_name(file, source))
        findings.extend(_read(file))
    return dossier, findings


def _recognise(name: str, raw: bytes) -> _File | None:
    for kind in KINDS:
        id = kind.match(name)
        if id is not None:
            return _File(name, raw, kind, id)
    return None


def _check_name(file: _File, source: Source) -> Iterator[Finding]:
    if file.kind is Personen and source.tracked:
        yield _finding("privebestand-in-git", Position(file.name), "dit bestand met namen staat in git")
    if not file.kind.patroon.count("{}"):
        return
    for part in file.id.split("/"):
        if not _SLUG.fullmatch(part):
            near = re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")
            message = f"de naam '{part}' kan niet" + (f"; bedoelde u '{near}'?" if near else "")
            yield _finding("bestandsnaam", Position(file.name), message, "gebruik kleine letters, cijfers en streepjes")


def _stranger(name: str, severity: Severity) -> Finding:
    if name.endswith(".yml"):
        message = f"een record eindigt op .yaml; bedoelde u '{name.removesuffix('.yml')}.yaml'?"
    elif severity is Severity.FOUT:
        near = suggest(name, [kind.patroon.replace("{}", "naam") for kind in KINDS])
        message = "dit bestand staat niet op de plaats van een record en wordt niet gelezen"
        message += f"; bedoelde u {near}?" if near else ""
    else:
        message = "dit bestand is geen record en hoort niet onder data/"
    return _finding("bestand-onbekend", Position(name), message, severity=severity)


def _read(file: _File) -> Iterator[Finding]:
    parsed = parse(file.raw)
    if not parsed.problems:
        try:
            file.record = file.kind.model_validate(parsed.data)
        except ValidationError:
            parsed = parse(file.raw, track=True)
        else:
            file.record.identify(file.id, file.name)
            return
    for problem in parsed.problems:
        related: tuple[Related, ...] = ()
        if problem.related:
            span, message = problem.related
            related = (Related(_position(file.name, span), message),)
        yield _finding(problem.rule, _position(file.name, problem.span), problem.message, related=related)
    file.whole = not parsed.problems
    if parsed.data is not None:
        yield from _read_past_faults(file, parsed)


def _read_past_faults(file: _File, parsed: Parsed) -> Iterator[Finding]:
    """Report what is wrong with the shape of a record, and keep as much of it as possible for the other checks."""
    mended: set[Path] = set()
    for _ in range(_REPAIR_ROUNDS):
        try:
            record = file.kind.model_validate(parsed.data)
        except ValidationError as error:
            faults = describe(file.kind, parsed.data, error.errors(include_url=False))
            for fault in faults:
                # What an earlier round mended is not told again: not as missing, and not with the value it guessed.
                if fault.rule and fault.path not in mended:
                    span = parsed.locate(fault.path, key=fault.at == "key")
                    yield _finding(fault.rule, _position(file.name, span), fault.message, fault.hint)
            file.whole = False
            mended |= repair(parsed, faults)
        else:
            record.identify(file.id, file.name)
            file.record, file.mended = record, parsed
            return


def _position(name: str, span: Span) -> Position:
    return Position(name, *span)


def _finding(
    rule: str,
    position: Position,
    message: str,
    hint: str = "",
    related: tuple[Related, ...] = (),
    severity: Severity = Severity.FOUT,
) -> Finding:
    return Finding(position, rule, severity, message, hint, related)


def literal(files: Mapping[str, str | bytes]) -> Source:
    """Return a source with files given as text, for tests and examples."""
    return Source("voorbeeld", {name: text.encode() if isinstance(text, str) else text for name, text in files.items()})
