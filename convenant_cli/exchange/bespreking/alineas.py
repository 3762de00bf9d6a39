"""A Word file that came back, as paragraphs: what each said, what it says now, who changed it and what was remarked.

Nothing of it runs or is fetched: only its text is read, and a file with macros or a password is refused.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from convenant_cli.documents.page.herkomst import KEY
from convenant_cli.documents.writers.office.docx_style import DOCUMENT, w
from convenant_cli.documents.writers.office.vetting import DamagedError, Reader, StyleError, unpack_bounded
from convenant_cli.exchange.packages import PackageError

_OLD_OR_LOCKED, _ZIP = b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_TYPES, _CORE, _COMMENTS, _STYLES = "[Content_Types].xml", "docProps/core.xml", "word/comments.xml", "word/styles.xml"
_ASIDE = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
_IDENTIFIER = "{http://purl.org/dc/elements/1.1/}identifier"
_COPY = re.compile(r"_Copy_\d+$")
_IN, _OUT = (w("ins"), w("moveTo")), (w("del"), w("moveFrom"))
#: What holds no words of the text itself: how it looks, codes of fields, what stands there for older programs.
_SKIPPED = frozenset(
    (*map(w, ("pPr", "rPr", "tblPr", "tcPr", "sectPr", "instrText")),
     "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")
)  # fmt: skip
_HANGING = frozenset(map(w, ("commentReference", "drawing", "pict", "object")))
_MOST = 20_000  # paragraphs; the largest plan that was seen has some thousands
_SIGNS = {w("tab"): " ", w("br"): " ", w("cr"): " ", w("noBreakHyphen"): "-", w("ptab"): " "}
_NOT_A_DOCUMENT = "het is geen Word-bestand (.docx), alleen de naam eindigt zo; sla het op als .docx"
_DAMAGED = (
    "het is beschadigd: wat erin staat is niet als tekst te lezen (LibreOffice maakt zulke bestanden soms); vraag het "
    "opnieuw, opgeslagen met Word"
)


@dataclass(frozen=True, slots=True)
class Opmerking:
    """What somebody remarked beside a text."""

    wie: str
    dag: str
    tekst: str


@dataclass(slots=True)
class Alinea:
    """A paragraph of a Word file."""

    sleutels: list[str] = field(default_factory=list)
    """The keys of what it shows."""
    kopie: bool = False
    """Whether its keys are those of a copy that a program made when it was pasted."""
    oud: str = ""
    """What it said before the tracked changes, on one line."""
    nieuw: str = ""
    wie: dict[str, str] = field(default_factory=dict)
    """Who changed it, as their program calls them, and on which day."""
    opmerkingen: list[Opmerking] = field(default_factory=list)
    einde: str = ""
    """``in`` or ``uit`` when the end of the paragraph itself came or went."""
    rij: int = 0
    """The row of a table in which it stands, counted through the document; 0 outside tables."""
    cel: int = 0
    """The cell in that row, from 1."""
    rij_wijziging: str = ""
    """``in`` or ``uit`` when that row came or went."""
    kop: bool = False
    """Whether it is a heading."""


@dataclass(slots=True)
class Terug:
    """What came back."""

    kenmerk: str
    alineas: list[Alinea]
    los: list[tuple[str, str]]
    """What stands outside the text: a changed header, a note, a remark that belongs to no place; and its words."""


def gelezen(raw: bytes) -> Terug:
    """Read a Word file. Raises PackageError when it is none, or holds more than a text."""
    if raw.startswith(_OLD_OR_LOCKED):
        raise PackageError(
            "het heeft een wachtwoord, of is in het oude Word-formaat (.doc) opgeslagen; sla het zonder wachtwoord op "
            "als .docx"
        )
    if not raw.startswith(_ZIP):
        raise PackageError(_NOT_A_DOCUMENT)
    try:
        parts = unpack_bounded(raw)
        if _TYPES not in parts or DOCUMENT not in parts:
            raise PackageError(_NOT_A_DOCUMENT)
        reader = Reader(parts)
        _refuse_active(parts, reader)
        return _read(parts, reader)
    except DamagedError as error:
        raise PackageError(_DAMAGED) from error
    except StyleError as error:
        raise PackageError("het is veel groter dan het document dat is verstuurd; stuur dat bestand terug") from error


def tekst(text: str) -> str:
    """Return a text on one line, without the signs that programs add by themselves."""
    return " ".join(re.sub("[\u00ad\u200b-\u200d\ufeff]", "", text).split())


def _refuse_active(parts: Mapping[str, bytes], reader: Reader) -> None:
    kinds = {element.get("ContentType", "") for element in reader.part(_TYPES).root}
    if any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
        raise PackageError("het heeft macro's; sla het op als gewoon Word-bestand (.docx)")
    if any("altChunk" in name or "/afchunk" in name for name in parts) or b"<w:altChunk" in parts[DOCUMENT]:
        raise PackageError("er is een ander bestand in gevoegd, en dat is niet te lezen; plak daarvan de tekst erin")


def _read(parts: Mapping[str, bytes], reader: Reader) -> Terug:
    core = reader.part(_CORE).root.find(_IDENTIFIER) if _CORE in parts else None
    said = {
        one.get(w("id"), ""): Opmerking(
            one.get(w("author"), ""), one.get(w("date"), "")[:10], tekst(" ".join(_words(one)))
        )
        for one in (reader.part(_COMMENTS).root if _COMMENTS in parts else ())
    }
    names = {}
    if _STYLES in parts:
        for style in reader.part(_STYLES).root.iter(w("style")):
            called = style.find(w("name"))
            names[style.get(w("styleId"), "")] = "" if called is None else called.get(w("val"), "").lower()
    walk = _Walk(said, names)
    walk.over(reader.part(DOCUMENT).root)
    loose = [("opmerking", one.tekst) for id, one in said.items() if id not in walk.placed and one.tekst]
    loose += [("inhoudsopgave", one.nieuw or one.oud) for one in walk.inhoud]
    loose += [("tekstvak", one) for one in walk.vakken]
    for name in sorted(parts):
        if _ASIDE.fullmatch(name):
            aside = _Walk({}, {})
            aside.over(reader.part(name).root)
            note = "notes" in name  # what goes out has none
            where = "voetnoot" if note else "kop- of voettekst"
            said_there = (one.nieuw or one.oud for one in aside.alineas if note or one.oud != one.nieuw)
            loose += [(where, one) for one in said_there if one]
    return Terug((core.text or "").strip() if core is not None else "", walk.alineas, loose)


def _words(element: ET.Element) -> Iterator[str]:
    for paragraph in element.iter(w("p")):
        yield "".join(text.text or "" for text in paragraph.iter(w("t")))


class _Walk:
    """Goes through a text, and keeps what each paragraph said and says."""

    def __init__(self, said: Mapping[str, Opmerking], names: Mapping[str, str]) -> None:
        self._said, self._names = said, names
        self._rows = 0
        self._row, self._cell = (0, ""), 0
        self.alineas: list[Alinea] = []
        self.inhoud: list[Alinea] = []  # what somebody changed in the table of contents
        self.vakken: list[str] = []  # what text boxes say
        self.placed: set[str] = set()

    def over(self, holder: ET.Element) -> None:
        """Read the blocks in a holder."""
        for child in holder:
            if child.tag == w("p"):
                self._paragraph(child)
            elif child.tag == w("tr"):
                self._table_row(child)
            elif child.tag == w("sdt") and child.find(f"{w('sdtPr')}/{w('docPartObj')}") is not None:
                self.inhoud += [made for one in child.iter(w("p")) if (made := self._read(one)).oud != made.nieuw]
            elif child.tag not in _SKIPPED:
                self._cell += child.tag == w("tc")
                self.over(child)

    def _table_row(self, row: ET.Element) -> None:
        self._rows += 1
        properties = row.find(w("trPr"))
        outer, cell = self._row, self._cell
        self._row, self._cell = (self._rows, "" if properties is None else _mark(properties)), 0
        self.over(row)
        self._row, self._cell = outer, cell

    def _paragraph(self, paragraph: ET.Element) -> None:
        made = self._read(paragraph)
        if len(self.alineas) > _MOST:
            raise StyleError("paragraphs")
        # LibreOffice leaves only the fields of the table of contents, and fills them in.
        in_contents = any("PAGEREF" in (code.text or "") for code in paragraph.iter(w("instrText")))
        if not in_contents:
            self.alineas.append(made)
        elif made.oud != made.nieuw:
            self.inhoud.append(made)

    def _read(self, paragraph: ET.Element) -> Alinea:
        made = Alinea(rij=self._row[0], rij_wijziging=self._row[1], cel=self._cell)
        properties = paragraph.find(w("pPr"))
        if properties is not None:
            style, run = properties.find(w("pStyle")), properties.find(w("rPr"))
            made.kop = style is not None and self._names.get(style.get(w("val"), ""), "").startswith("heading ")
            if run is not None:
                made.einde = _mark(run)
                made.wie |= _who(one for one in run if one.tag in (*_IN, *_OUT))
        old: list[str] = []
        new: list[str] = []
        self._pieces(paragraph, made, old, new)
        made.oud, made.nieuw = tekst("".join(old)), tekst("".join(new))
        return made

    def _pieces(self, holder: ET.Element, made: Alinea, old: list[str] | None, new: list[str] | None) -> None:
        """Add what a holder says: to the old text, the new one, or both."""
        for child in holder:
            if child.tag in (w("t"), w("delText")) or child.tag in _SIGNS:
                for into in filter(lambda one: one is not None, (old, new)):
                    into.append(_SIGNS.get(child.tag) or child.text or "")  # type: ignore[union-attr]
            elif child.tag in (*_IN, *_OUT):
                if any((text.text or "").strip() for text in child.iter() if text.tag in (w("t"), w("delText"))):
                    made.wie |= _who([child])
                self._pieces(child, made, None if child.tag in _IN else old, None if child.tag in _OUT else new)
            elif child.tag == w("bookmarkStart"):
                name = child.get(w("name"), "")
                if KEY.fullmatch(key := _COPY.sub("", name)):
                    made.sleutels.append(key)
                    made.kopie = made.kopie or key != name
            elif child.tag in _HANGING:
                self._hanging(child, made)
            elif child.tag not in _SKIPPED:
                self._pieces(child, made, old, new)

    def _hanging(self, child: ET.Element, made: Alinea) -> None:
        """Add a remark, or what a text box says."""
        if child.tag != w("commentReference"):
            self.vakken += filter(None, map(tekst, _words(child)))
            return
        id = child.get(w("id"), "")
        self.placed.add(id)
        if id in self._said and self._said[id].tekst:
            made.opmerkingen.append(self._said[id])


def _who(changes: Iterable[ET.Element]) -> dict[str, str]:
    return {one.get(w("author"), ""): one.get(w("date"), "")[:10] for one in changes}


def _mark(properties: ET.Element) -> str:
    """Tell whether what has these properties came or went."""
    tags = {child.tag for child in properties}
    return "in" if tags & {*_IN} else "uit" if tags & {*_OUT} else ""
