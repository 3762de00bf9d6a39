"""All records of one repository at one moment, typed and linked; and what was wrong while reading them."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import TypeVar

from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Place, Position, value_at
from convenant_cli.kalender import RITMES, EigenRitme, Periode, Ritme, Tijdvak
from convenant_cli.records import (
    Actie,
    Bepaling,
    Bijeenkomst,
    Convenant,
    Evaluatie,
    Hoofdstuk,
    Jaarplan,
    Orgaan,
    Partner,
    Personen,
    Record,
    Verklaring,
)
from convenant_cli.records.convenant import NIETS_AFGESPROKEN
from convenant_cli.records.model.record import Definieert, Verwijst, defines, marked
from convenant_cli.records.model.verwijzingen import Reference
from convenant_cli.records.verklaring import is_year, period_name
from convenant_cli.sources.git.tracked import other_texts
from convenant_cli.sources.sources import Source
from convenant_cli.sources.textfile import LINE_END, lines_of, text_of
from convenant_cli.sources.yamlfile import tracked
from convenant_cli.text.volgorde import numeric

_R = TypeVar("_R", bound=Record)


@dataclass(eq=False)
class Dossier:
    """The records by kind and id, what they define, and who refers to whom. Read with :func:`load`."""

    source: Source
    files: dict[str, RecordFile] = field(default_factory=dict)
    asked: set[type[Record]] = field(default_factory=set, init=False)  # kinds, since somebody emptied it
    _starts: dict[str, list[int]] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=dict)

    # --- records --------------------------------------------------------------------------------------------------

    def all(self, kind: type[_R]) -> dict[str, _R]:
        """Return the records of a kind by id, in the order of their file names."""
        self.asked.add(kind)
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
    def agreed(self) -> Convenant:
        """The agreement; one in which nothing was agreed on yet when its file is missing or could not be read."""
        return self.convenant or NIETS_AFGESPROKEN

    @property
    def personen(self) -> Personen | None:
        """The private address book, when the source has one."""
        return self.all(Personen).get(Personen.soort)

    @property
    def partners(self) -> dict[str, Partner]:
        return self.all(Partner)

    @property
    def organen(self) -> dict[str, Orgaan]:
        return self.all(Orgaan)

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
        chapters = sorted(self.hoofdstukken.values(), key=lambda chapter: chapter.orde)
        return {clause.id: clause for chapter in chapters for clause in chapter.bepalingen}

    def getoetst(self, *soorten: str) -> list[Bepaling]:
        """Return the clauses with one of these kinds of toets, in the order of the agreement."""
        return [clause for clause in self.bepalingen.values() if clause.toets.soort in soorten]

    def acties_van(self, jaarplan: str) -> list[Actie]:
        """Return the actions of a year plan, ordered by number."""
        self.asked.add(Actie)
        return self._acties.get(jaarplan, [])

    @cached_property
    def _acties(self) -> dict[str, list[Actie]]:
        out: dict[str, list[Actie]] = {}
        for actie in sorted(self.acties.values(), key=lambda actie: numeric(actie.nummer)):
            out.setdefault(actie.jaarplan, []).append(actie)
        return out

    def tijdvak(self, periode: Periode) -> Tijdvak | None:
        """Return the days of a period; None when the agreement must tell and does not."""
        convenant = self.convenant
        if convenant is None:
            return None if periode.soort in ("convenantjaar", "eigen") else periode.tijdvak()
        try:
            return periode.tijdvak(convenant.looptijd.ingang, convenant.eigen_ritme(periode.ritme))
        except ValueError:  # a period that the agreement does not have: a check tells of it
            return None

    def ritme(self, naam: str) -> Ritme | EigenRitme | None:
        """Return the rhythm of a name; None when neither everybody nor the agreement knows it."""
        known = next((ritme for ritme in RITMES if ritme == naam), None)
        return known or self.agreed.eigen_ritme(naam)

    def jaarperiode(self, jaar: str) -> Periode | None:
        """Return the period that a folder of statements names: a year, or a period by its name (``2026-kwartaal-3``).

        With one rhythm of its own ``2026-2027`` is a period of that. None when there is no such period.
        """
        if not is_year(jaar):
            return self._named(period_name(jaar), but="kalenderjaar")
        own = self.agreed.perioden if "-" in jaar else {}
        word = next(iter(own)) if len(own) == 1 else "schooljaar" if "-" in jaar else "kalenderjaar"
        return self._named(f"{word} {jaar}")

    def _named(self, text: str, but: str = "") -> Periode | None:
        try:
            periode = Periode.parse(text)
        except ValueError:
            return None
        return periode if periode.soort != but and self.tijdvak(periode) else None

    def verklaringen_van(self, partner: str) -> list[Verklaring]:
        """Return the statements of a party, in the order of their file names."""
        return self._statements.get(partner, [])

    @cached_property
    def _statements(self) -> dict[str, list[Verklaring]]:
        out: dict[str, list[Verklaring]] = {}
        for statement in self.verklaringen.values():
            out.setdefault(statement.partner, []).append(statement)
        return out

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
            (mark.soort, mark.full(record.id, value), record.at(*path))
            for record in self.records
            for path, mark, value in marked(record, Definieert)
        ]

    @cached_property
    def references(self) -> list[Reference]:
        """Every field that points to something, in the order of files and fields."""
        return list(self.references_in(self.records))

    def references_in(
        self, records: Iterable[Record], but: Callable[[Verwijst, str], bool] = lambda _mark, _key: False
    ) -> Iterator[Reference]:
        """Yield every such field of some records. Who looks at each once does not hold hundreds of thousands.

        ``but``: tells of a mark and a full id that nobody asks for that field.
        """
        for record in records:
            own = record.id
            for path, mark, value in marked(record, Verwijst):
                key = mark.full(own, value)
                if not but(mark, key) and (
                    value not in mark.ook or any(value in self.defined.get(soort, ()) for soort in mark.soorten)
                ):
                    yield Reference(record, path, mark, value, key)

    def referrers(self, soort: str, key: str) -> list[Reference]:
        """Return the fields that point to one thing."""
        return [ref for ref in self.references if ref.key == key and soort in ref.mark.soorten]

    def may_define(self, soorten: Iterable[str], key: str) -> bool:
        """Tell whether a file that could not be read whole may define this id, so that nobody calls it missing."""
        return any((soort, owner) in self._unread for soort in soorten for owner in ("", key.rsplit("/", 1)[0]))

    @cached_property
    def _unread(self) -> frozenset[tuple[str, str]]:
        """What files that could not be read whole may define: the kind, and the owner of its id when it has one."""
        return frozenset(
            (mark.soort, mark.owner(file.id))
            for file in self.files.values()
            if not file.whole
            for mark in defines(file.kind)
        )

    # --- places ---------------------------------------------------------------------------------------------------

    def locate(self, place: Place) -> Position:
        """Return the line and column of a named field, or of the nearest parent that exists."""
        if place.stretch is not None and not place.path:
            return self._position(place.name, *place.stretch)
        file = self.files.get(place.name)
        if file is None:
            return Position(place.name)
        parsed = file.mended or tracked(file.raw)
        position = Position(place.name, *parsed.locate(place.path, key=place.at == "key"))
        if place.stretch is not None and isinstance(value := value_at(parsed.data, place.path), str):
            return self._inside(position, value, place.stretch)
        return position

    def _inside(self, position: Position, value: str, stretch: tuple[int, int]) -> Position:
        """Return where a part of a value stands; the place of the whole value when it was typed with escapes."""
        starts = self._line_starts(position.file)
        first = starts[position.line - 1] + position.column - 1
        last = starts[position.end_line - 1] + position.end_column - 1
        if self.text(position.file)[first : first + 1] in ("|", ">"):
            last = len(self.text(position.file))  # of a block text the place is its sign; the text comes below
        words = r"\s+".join(map(re.escape, value[slice(*stretch)].split()))
        before = sum(1 for _ in re.finditer(words, value[: stretch[0]])) if words else 0
        found = list(islice(re.finditer(words, self.text(position.file)[first:last]), before + 1)) if words else []
        if len(found) <= before:
            return position
        return self._position(position.file, first + found[-1].start(), first + found[-1].end())

    def _position(self, name: str, start: int, end: int) -> Position:
        starts = self._line_starts(name)
        line, end_line = bisect_right(starts, start), bisect_right(starts, max(start, end - 1))
        return Position(name, line, start - starts[line - 1] + 1, end_line, end - starts[end_line - 1] + 1)

    def _line_starts(self, name: str) -> list[int]:
        if name not in self._starts:
            self._starts[name] = [0, *(match.end() for match in LINE_END.finditer(self.text(name)))]
        return self._starts[name]

    @cached_property
    def _others(self) -> tuple[dict[str, bytes], tuple[str, ...]]:
        source = self.source
        rev = source.commit or ("" if source.label == "klaargezet" else None)
        return other_texts(source.root, rev, source.files, self.skipped)

    @property
    def skipped(self) -> tuple[str, ...]:
        """The folders and files beside the records that are not searched for personal data."""
        paths = [part.pad.strip("/") for part in self.agreed.niet_doorzocht]
        return tuple(path for path in paths if path.split("/")[0] not in ("data", ".", ""))

    @property
    def others(self) -> dict[str, bytes]:
        """The other files that git holds in the folder of the dossier, by name; of what is no text without content.

        Read when this is asked.
        """
        return self._others[0]

    @property
    def too_large(self) -> tuple[str, ...]:
        """The names of other text files that are too large to look into."""
        return self._others[1]

    def text(self, name: str) -> str:
        """Return the text of a file; empty when the dossier does not hold it."""
        return text_of(self._raw(name) or b"")

    def lines(self, name: str) -> list[str]:
        """Return the lines of a file, for an excerpt; empty when the dossier does not hold it."""
        if name not in self._lines:
            raw = self._raw(name)
            self._lines[name] = lines_of(raw) if raw is not None else []
        return self._lines[name]

    def _raw(self, name: str) -> bytes | None:
        if name in self.files:
            return self.files[name].raw
        return self.others.get(name) if "_others" in self.__dict__ else None
