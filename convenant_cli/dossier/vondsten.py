"""Where in a dossier personal data stands: one search over all that is in git, for the check, the toets, the excerpts.

All texts of the records, the comments between them, the names of files and folders, and the other text files. The
private address book itself stays out. What is found is shown in a form that does not repeat it.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from convenant_cli.dossier.content import WithTexts
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.dossier.second import Second
from convenant_cli.findings import Path, Place
from convenant_cli.privacy import ALLE, Gegeven, Hit, Search, find
from convenant_cli.records import Bijeenkomst, Partner, Personen, Record
from convenant_cli.records.model.record import Persoonlijk, marked
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.cache import LARGEST
from convenant_cli.sources.seen import Seen, seen
from convenant_cli.sources.textfile import LINE_END, text_of
from convenant_cli.text.folding import spaced

PRIVATE = Personen.patroon
#: Starts with its sign, so that a file is soon looked through.
_COMMENT = re.compile(r"#(?:(?<=^#)|(?<=\s#))[^\n]*", re.MULTILINE)
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*•>#|]|\d{1,3}[.)]\s))")
_PROSE = (".md", ".txt", ".rst", ".markdown")
_LETTERS = 8
_EVERY = frozenset(ALLE)
_MANY, _FIRST = 500, 50
"""From how many files on a second process pays, and how many are searched before it starts."""


class Vondst(NamedTuple):
    """One hit: where, what, and how it can be shown."""

    place: Place
    kind: Gegeven
    shown: str
    text_id: str
    """The fingerprint of the text that holds it."""
    elsewhere: bool = False
    """Whether another check tells it."""


def vondsten(dossier: Dossier, kinds: frozenset[Gegeven] = _EVERY) -> tuple[Vondst, ...]:
    """Return every hit of some kinds, each place and kind once, by file and then in the order of its fields."""
    return _searched(WithTexts(dossier)).of(kinds)


@contextmanager
def searched_by_two(dossier: Dossier) -> Iterator[None]:
    """Have a second process search for every kind too as long as this lasts, when there is much and no mark of it."""
    look, files = looking(dossier), [*_searchable(dossier.files)]
    if look.clean.knows or len(files) < _MANY:
        yield
        return
    for file in files[:_FIRST]:  # what a search makes ready when it is needed is then ready in both
        next(_in_file(file, look), None)
    with Second(len(files), lambda at: _clean_marks(files[at], look), LARGEST) as second:
        searched = _searched(WithTexts(dossier))
        searched.second = second, {file.name: at for at, file in enumerate(files)}
        try:
            yield
        finally:
            searched.second = None


def clean_in(dossier: Dossier, files: Mapping[str, RecordFile]) -> bool:
    """Tell whether some files of records, or parts of them, hold nothing personal, whatever the others hold."""
    look = looking(dossier)
    if any((record := dossier.files[name].record) is not None and marked(record, Persoonlijk) for name in files):
        return False
    clean = next(_in_files(files, look, set()), None) is None
    look.clean.keep()
    return clean


@lru_cache(maxsize=4)
def _searched(content: WithTexts) -> "_Searched":
    return _Searched(content.dossier)


class _Searched:
    """What was found in a dossier, that is searched twice at most: for the kinds asked first, and for all kinds."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._found: dict[frozenset[Gegeven], tuple[Vondst, ...]] = {}
        self.second: tuple[Second, dict[str, int]] | None = None

    def of(self, kinds: frozenset[Gegeven]) -> tuple[Vondst, ...]:
        for asked, found in self._found.items():
            if kinds <= asked:
                return tuple(hit for hit in found if hit.kind in kinds)
        sought = _EVERY if self._found else kinds
        self._found[sought] = self._search(sought)
        return self.of(kinds)

    def _search(self, kinds: frozenset[Gegeven]) -> tuple[Vondst, ...]:
        found: dict[tuple[object, ...], Vondst] = {}
        look = looking(self._dossier, kinds)
        second, places = self.second or (None, {})
        clean = (lambda name: second.clean(places[name])) if second else _unknown
        for hit in _everywhere(self._dossier, look, clean):
            position = self._dossier.locate(hit.place)
            found.setdefault((position.file, position.line, position.column, hit.kind), hit)
        if second:
            look.clean.take(second.handed())
        look.clean.keep()
        return tuple(found.values())


class Looking:
    """A search with what is known beforehand, that looks at equal texts once.

    ``clean``: the texts in which such a search found nothing, also in an earlier run; ``wider``: those of one for more.
    """

    def __init__(self, search: Search, clean: Seen, wider: Seen | None = None) -> None:
        self._search = search
        self.clean, self._wider = clean, wider
        self._found: dict[str, tuple[Hit, ...]] = {}
        self._empty: set[str] = set()  # of nearly all texts; half as large as a dict

    def is_clean(self, text: str | bytes) -> bool:
        """Tell whether an earlier run found nothing in a text, or in a file by its mark."""
        return text in self.clean or (self._wider is not None and text in self._wider)

    def __call__(self, text: str) -> tuple[Hit, ...]:
        """Return the hits in a text."""
        if text in self._empty:
            return ()
        known = self._found.get(text)
        if known is None:
            known = () if (clean := self.is_clean(text)) else tuple(find(text, self._search))
            if known:
                self._found[text] = known
            else:
                self._empty.add(text)
            if not known and not clean:
                self.clean.add(text)
        return known


def looking(dossier: Dossier, kinds: frozenset[Gegeven] = _EVERY) -> Looking:
    """Return a search for some kinds with what a dossier knows beforehand: one for all dossiers that know the same.

    Of two moments that are compared nearly all texts are equal.
    """
    asked = search(dossier)
    return _looking(asked.names, frozenset(asked.organisations), asked.people, kinds)


@lru_cache(maxsize=4)
def search(dossier: Dossier) -> Search:
    """Return what a dossier knows beforehand: its address book, its parties, and its own words for people.

    Every sentence of every finding asks for it, and the address book is held against all that parties make public.
    """
    groups = dossier.agreed.persoonsgroepen.values()
    people = tuple(sorted((one.enkelvoud, one.meervoud) for one in groups))
    return Search(names=persons(dossier), organisations=organisations(dossier), people=people)


@lru_cache(maxsize=2)
def _looking(
    names: tuple[str, ...], known: frozenset[str], people: tuple[tuple[str, str], ...], kinds: frozenset[Gegeven]
) -> Looking:
    asked = Search(kinds=kinds, names=names, organisations=known, people=people)
    question = ("personal data", names, sorted(known), people)
    every = seen(*question)
    return Looking(asked, every) if kinds == _EVERY else Looking(asked, seen(*question, sorted(kinds)), every)


def text_id(text: str) -> str:
    """Return the fingerprint of a text: eight characters, the same for every spacing and capitals of its words."""
    return hashlib.sha256(spaced(text).encode()).hexdigest()[:_LETTERS]


def persons(dossier: Dossier) -> tuple[str, ...]:
    """Return the values of the private address book.

    A number or address that a public field holds is no secret, unless it is plainly that of one person.
    """
    book = dossier.personen
    if book is None:
        return ()
    public = set()
    for record in dossier.records:
        if isinstance(record, Partner):
            personal = {path for path, _, _ in marked(record, Persoonlijk)}
            fields = ((path, text) for path, text in texts(record) if path not in personal)
            shared = {text for path, text in fields if path[-1] in ("email", "telefoon")}
            public |= {text for text in shared if not any(find(text, Search()))}
    values = {(path[-1], value) for path, _, value in marked(book, Persoonlijk)}
    return tuple(sorted({value for field, value in values if field == "naam" or value not in public}))


def organisations(dossier: Dossier) -> frozenset[str]:
    """Return every name behind which 'leerling' says where somebody is at school, not who it is."""
    own = {dossier.agreed.gemeente or "", *dossier.agreed.plaatsen} - {""}
    for partner in dossier.partners.values():
        own |= {partner.naam, partner.kort, *(unit.naam for unit in partner.eenheden)}
    return frozenset(own)


# --- where to look ------------------------------------------------------------------------------------------------


def _everywhere(dossier: Dossier, look: Looking, clean: Callable[[str], bool]) -> Iterator[Vondst]:
    folders: set[str] = set()
    yield from _in_files(dossier.files, look, folders, clean)
    for name, raw in sorted(dossier.others.items()):
        yield from _in_name(name, look, folders)
        yield from _in_parts(name, parts_of(name, text_of(raw)), look)


def _unknown(_: str) -> bool:
    return False


def _in_files(
    files: Mapping[str, RecordFile], look: Looking, folders: set[str], clean: Callable[[str], bool] = _unknown
) -> Iterator[Vondst]:
    """Search files and their names. ``clean``: tells of which files somebody else found that nothing is in them."""
    for file in _searchable(files):
        yield from _in_name(file.name, look, folders)
        # Of a file as it was read all texts follow from its bytes: one mark for the whole says that it is clean.
        whole = file.mark if look.clean.keeps else b""
        if whole and look.is_clean(whole):
            continue
        found = [] if clean(file.name) else [*_in_file(file, look)]
        yield from found
        if whole and not found:
            look.clean.add(whole)


def _searchable(files: Mapping[str, RecordFile]) -> Iterator[RecordFile]:
    return (file for name, file in sorted(files.items()) if name != PRIVATE)


def _clean_marks(file: RecordFile, look: Looking) -> bytes | None:
    """Search a file; return the marks of the texts in which nothing was found, and None when anything was."""
    return look.clean.handed_over() if next(_in_file(file, look), None) is None else None


def _in_file(file: RecordFile, look: Looking) -> Iterator[Vondst]:
    if file.record is not None:
        yield from _in_record(file.record, look)
    if not file.whole:
        yield from _in_parts(file.name, _lines(text_of(file.raw)), look)
    elif b"#" in file.raw:
        comments = _COMMENT.finditer(text_of(file.raw))
        yield from _in_parts(file.name, ((match.start(), match[0]) for match in comments), look)


def _in_record(record: Record, look: Looking) -> Iterator[Vondst]:
    personal = {path for path, _, _ in marked(record, Persoonlijk)}
    for path, text in texts(record):
        if path in personal:
            continue
        for hit in look(text):
            if not _public(record, path, hit):
                told = isinstance(record, Partner) and path[-1] == "email" and hit.kind in ("privemail", "werkadres")
                yield _vondst(record.at(*path), text, hit, told)


def _public(record: Record, path: Path, hit: Hit) -> bool:
    """Tell whether a field is there for what was found: the place of a meeting, the name of a party."""
    if hit.kind == "adres":
        return isinstance(record, Bijeenkomst) and path[-1] == "plaats"
    if hit.kind in ("leerling-met-naam", "medewerker"):
        return isinstance(record, Partner) and path[-1] in ("naam", "korte_naam", "zinsnaam")
    return False


def _in_name(name: str, look: Looking, folders: set[str]) -> Iterator[Vondst]:
    """Search the name of a file, and of each folder above it once."""
    folder, _, last = name.rpartition("/")
    parts = [last]
    while folder and folder not in folders:
        folders.add(folder)
        folder, _, last = folder.rpartition("/")
        parts.append(last)
    for part in reversed(parts):
        yield from (Vondst(Place(name), hit.kind, hit.shown, text_id(part)) for hit in look(part))


def _in_parts(name: str, parts: Iterable[tuple[int, str]], look: Looking) -> Iterator[Vondst]:
    """Search stretches of a file, each with the place where it starts."""
    for start, text in parts:
        for hit in look(text):
            place = Place(name, stretch=(start + hit.start, start + hit.end))
            yield Vondst(place, hit.kind, hit.shown, text_id(text))


def parts_of(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield what belongs together in a text file, with where it starts: paragraphs of prose, else lines."""
    if not name.lower().endswith(_PROSE):
        yield from _lines(text)
        return
    start = 0
    for match in _PARAGRAPH.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for match in LINE_END.finditer(text):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]


def _vondst(place: Place, text: str, hit: Hit, told: bool) -> Vondst:
    part = Place(place.name, place.path, stretch=(hit.start, hit.end))
    return Vondst(part, hit.kind, hit.shown, text_id(text), told)
