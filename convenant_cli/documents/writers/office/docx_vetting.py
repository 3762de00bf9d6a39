"""A Word house style from elsewhere, put together anew from what may go on: styles, settings, headers and footers.

Nothing of the file arrives by its own name or relation. The parts that show something get the names that Word gives
them, with relations to pictures of their own and links to click on; the rest (the text, attached templates, custom XML,
printers) stays behind.
"""

import re
from collections.abc import Callable, Mapping
from html import escape
from posixpath import dirname, normpath
from typing import NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_fields import refuse_fields
from convenant_cli.documents.writers.office.docx_measures import count, measure
from convenant_cli.documents.writers.office.docx_style import (
    CONTENT_TYPES,
    DOCUMENT,
    DOCUMENT_RELS,
    IMAGES,
    RELS,
    TYPES,
    R,
    w,
)
from convenant_cli.documents.writers.office.vetting import (
    DamagedError,
    Reader,
    StyleError,
    names,
    other_kind,
    picture,
    safe_address,
)
from convenant_cli.documents.writers.office.zipped import Part

_STRICT = "http://purl.oclc.org/ooxml/"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
#: Relations of the document that are taken over, and the name that each part gets.
_SHEETS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "fontTable": "fontTable"}
_THEME = "word/theme/theme1.xml"
#: The parts of the page that are taken over from a section.
_SECTION = names(
    "type pgSz pgMar pgBorders lnNumType pgNumType cols vAlign titlePg textDirection bidi rtlGutter docGrid "
    "headerReference footerReference"
)
#: The settings that change how a page looks; all others are of the file itself, such as a database to merge with.
_SETTINGS = names(
    "zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop "
    "defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders "
    "bookFoldPrinting characterSpacingControl compat themeFontLang clrSchemeMapping decimalSymbol listSeparator"
)
_PLACES = {"hdr": "de koptekst", "ftr": "de voettekst"}
_OBJECTS = frozenset(
    (w("object"), w("control"), w("binData"), w("altChunk"), "{urn:schemas-microsoft-com:office:office}OLEObject")
)
_NUMBERS = (w("abstractNumId"), w("ilvl"))


class _Relation(NamedTuple):
    kind: str
    target: str
    external: bool


def vetted(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a house style of which all may go on. Raises StyleError and DamagedError."""
    reader = Reader({_folded(name): data for name, data in parts.items()})
    return _Package(reader).made()


class _Package:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.parts: dict[str, bytes] = {}
        self.types: dict[str, str] = {}

    def made(self) -> dict[str, bytes]:
        main = self._main()
        document, relations = self.reader.part(main), self._relations(main)
        if document.root.tag != w("document"):
            raise other_kind(".docx")
        self._refuse_macros(relations)
        related: dict[str, str] = {}
        for relation in relations.values():
            if relation.kind in _SHEETS and not relation.external and relation.target in self.reader.parts:
                self._sheet(relation)
                related[relation.kind] = f"{relation.kind}.xml"
            elif relation.kind == "theme" and not relation.external and relation.target in self.reader.parts:
                theme = self.reader.part(relation.target)
                _cut(theme.root, _of_relations)
                self.parts[_THEME] = theme.data()
                self.types[_THEME] = "application/vnd.openxmlformats-officedocument.theme+xml"
                related["theme"] = _THEME.removeprefix("word/")
        if "styles" not in related:
            raise other_kind(".docx")
        self._section(document, relations, related)
        self.parts[CONTENT_TYPES] = self._content_types()
        self.parts["_rels/.rels"] = _written({"rId1": ("officeDocument", DOCUMENT, False)})
        return self.parts

    def _read(self, name: str, kind: str) -> Part:
        """Return a part whose root is as its kind says, and in which nothing is that fetches by itself."""
        part = self.reader.part(name)
        if part.root.tag != w(kind):
            raise other_kind(".docx")
        where = _PLACES.get(kind, "het bestand")
        for element in part.root.iter():
            if element.tag in _OBJECTS:
                raise StyleError(f"{where} heeft een ingesloten object; haal het weg, of maak er een plaatje van")
            for key, value in element.attrib.items():
                last = key.rpartition("}")[2]
                if _STRICT in key:
                    raise _strict()
                if last in ("src", "althref") and value:
                    raise _fetches(where, value)
                if last == "href" and not _of_relations(key) and not safe_address(value) and value[:1] not in ("", "#"):
                    raise _leads(where, value)
            if _STRICT in element.tag:
                raise _strict()
        return part

    def _main(self) -> str:
        """Return the name of the part with the document."""
        relations = self._relations("")
        main = next((one.target for one in relations.values() if one.kind == "officeDocument"), _folded(DOCUMENT))
        if main not in self.reader.parts:
            raise other_kind(".docx")
        return main

    def _relations(self, name: str) -> dict[str, _Relation]:
        """Return the relations of a part by id."""
        folder, _, last = name.rpartition("/")
        file = f"{folder}/_rels/{last}.rels".lstrip("/")
        if file not in self.reader.parts:
            return {}
        found = {}
        for one in self.reader.part(file).root.iter(f"{{{RELS}}}Relationship"):
            kind, target = one.get("Type", ""), one.get("Target", "")
            if kind.startswith(_STRICT):
                raise StyleError(
                    "het is opgeslagen als 'Strict Open XML'; sla het in Word op als Word-document (.docx)"
                )
            external = one.get("TargetMode", "").lower() == "external"
            if not external:
                target = _folded(target if target.startswith("/") else f"{dirname(name)}/{target}")
            found[one.get("Id", "")] = _Relation(kind.rpartition("/")[2], target, external)
        return found

    def _refuse_macros(self, relations: Mapping[str, _Relation]) -> None:
        if any(one.kind == "vbaProject" for one in relations.values()) or any(
            name.endswith("vbaproject.bin") for name in self.reader.parts
        ):
            raise StyleError("het bevat macro's; sla het in Word op als Word-document zonder macro's (.docx)")

    def _sheet(self, relation: _Relation) -> None:
        """Take over styles, numbering, fonts or settings: none of those needs another part."""
        sheet = self._read(relation.target, {"fontTable": "fonts"}.get(relation.kind, relation.kind))
        if relation.kind == "settings":
            sheet.root[:] = [child for child in sheet.root if child.tag in map(w, _SETTINGS)]
        _drop(sheet.root, lambda child: child.tag == w("style") and not child.get(w("styleId")))
        _drop(sheet.root, lambda child: child.tag in (w("numPicBullet"), w("lvlPicBulletId")))
        _drop(sheet.root, lambda child: child.tag.startswith(w("embed")))
        _cut(sheet.root, _of_relations)
        for element in sheet.root.iter():
            for key, value in element.attrib.items():
                if key in _NUMBERS and not re.fullmatch(r"\d{1,9}", value):
                    raise DamagedError("number")
        count(sheet.root)
        name = f"word/{relation.kind}.xml"
        self.parts[name] = sheet.data()
        self.types[name] = _KIND.format(relation.kind)

    def _section(self, document: Part, relations: Mapping[str, _Relation], related: Mapping[str, str]) -> None:
        """Take over the page of the last section, with its headers and footers; the text stays behind."""
        body = document.root.find(w("body"))
        section = body.find(w("sectPr")) if body is not None else None
        if body is None:
            raise DamagedError("no body")
        body[:] = [] if section is None else [section]
        document.root[:] = [body]
        document.root.attrib.clear()
        out: dict[str, tuple[str, str, bool]] = {}
        if section is not None:
            section[:] = [child for child in section if child.tag in map(w, _SECTION)]
            for child in section:
                if child.tag in (w("headerReference"), w("footerReference")):
                    kind = "header" if child.tag == w("headerReference") else "footer"
                    relation = relations.get(child.get(f"{{{R}}}id", ""))
                    if relation is None or relation.kind != kind or relation.target not in self.reader.parts:
                        what = "koptekst" if kind == "header" else "voettekst"
                        raise StyleError(f"een {what} ontbreekt in het bestand; open het in Word en sla het opnieuw op")
                    id = f"rId{len(out) + 101}"
                    child.attrib[f"{{{R}}}id"] = id
                    out[id] = (kind, f"{kind}{len(out) + 1}.xml", False)
                    self._head(relation, f"word/{out[id][1]}")
                else:
                    _cut(child, _of_relations)
            measure(section)
        sheets = {f"rId{at}": (kind, name, False) for at, (kind, name) in enumerate(related.items(), 1)}
        self.parts[DOCUMENT] = document.data()
        self.types[DOCUMENT] = _KIND.format("document.main")
        self.parts[DOCUMENT_RELS] = _written(sheets | out)

    def _head(self, relation: _Relation, name: str) -> None:
        """Take over a header or footer with its pictures and links."""
        kind = "hdr" if relation.kind == "header" else "ftr"
        where, relations = _PLACES[kind], self._relations(relation.target)
        head = self._read(relation.target, kind)
        # Extensions are there for who knows them: one that needs something else is left out.
        _drop(head.root, lambda child: child.tag.endswith("}ext") and _needs_more(child, relations))
        refuse_fields(head.root, where)
        out: dict[str, tuple[str, str, bool]] = {}
        for element in head.root.iter():
            element.attrib.pop("action", None)
            for key, value in element.attrib.items():
                if key.startswith(f"{{{R}}}") and value:
                    if value not in relations:
                        raise StyleError(f"{where} noemt iets dat er niet is ({value}); sla het opnieuw op in Word")
                    if value not in out:
                        out[value] = self._related(relations[value], where, name, len(out))
        self.parts[name] = head.data()
        self.types[name] = _KIND.format(relation.kind)
        if out:
            self.parts[f"word/_rels/{name.removeprefix('word/')}.rels"] = _written(out)

    def _related(self, relation: _Relation, where: str, name: str, at: int) -> tuple[str, str, bool]:
        if relation.kind == "hyperlink":
            if not relation.external or not safe_address(relation.target):
                raise _leads(where, relation.target)
            return "hyperlink", relation.target, True
        if relation.kind != "image":
            raise StyleError(f"{where} heeft een onderdeel dat niet mee kan ({relation.kind}); haal het weg")
        if relation.external:
            raise _fetches(where, relation.target)
        suffix = picture(self.reader, relation.target, where)
        target = f"media/{name.removeprefix('word/').removesuffix('.xml')}-{at + 1}.{suffix}"
        self.parts[f"word/{target}"] = self.reader.parts[relation.target]
        return "image", target, False

    def _content_types(self) -> bytes:
        suffixes = sorted({name.rpartition(".")[2] for name in self.parts} - {"xml", "rels"})
        kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
        kinds |= {suffix: IMAGES.get(suffix, f"image/{suffix}") for suffix in suffixes}
        lines = [f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in kinds.items()]
        lines += [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types.items()]
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="{TYPES}">{"".join(lines)}</Types>'.encode()


def _strict() -> StyleError:
    return StyleError("het is opgeslagen als 'Strict Open XML'; sla het in Word op als Word-document (.docx)")


def _fetches(where: str, target: str) -> StyleError:
    return StyleError(f"{where} haalt een plaatje op van buiten het bestand ({target[:80]}); voeg het zelf in")


def _leads(where: str, target: str) -> StyleError:
    return StyleError(f"{where} heeft een link die geen webadres of mailadres is ({target[:80]}); haal hem weg")


def _folded(name: str) -> str:
    """Return the name of a part as all spellings of it have it: ``/word/Header%201.xml`` is ``word/header 1.xml``."""
    return normpath("/" + unquote(name).replace("\\", "/")).lstrip("/").lower()


def _written(relations: Mapping[str, tuple[str, str, bool]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{escape(id)}" Type="{R}/{kind}" Target="{escape(target)}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if external else ''}/>"
        for id, (kind, target, external) in relations.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{RELS}">{lines}</Relationships>'.encode()


def _of_relations(key: str) -> bool:
    return key.startswith(f"{{{R}}}")


def _cut(root: ET.Element, wrong: Callable[[str], bool]) -> None:
    """Take attributes away."""
    for element in root.iter():
        for key in [key for key in element.attrib if wrong(key)]:
            del element.attrib[key]


def _drop(root: ET.Element, wrong: Callable[[ET.Element], bool]) -> None:
    """Take elements away, with all in them."""
    for parent in list(root.iter()):
        for child in [child for child in parent if wrong(child)]:
            parent.remove(child)


def _needs_more(extension: ET.Element, relations: Mapping[str, _Relation]) -> bool:
    used = (value for element in extension.iter() for key, value in element.attrib.items() if _of_relations(key))
    return any(value and (value not in relations or relations[value].kind != "image") for value in used)
