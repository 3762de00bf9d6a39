"""The lists of a Word file: real ones, that start anew where they should and stand where their style says."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import RelatedParts, el, style_ids, w
from convenant_cli.documents.writers.office.pieces import Block, Items
from convenant_cli.documents.writers.office.zipped import parse, to_read

#: Lists that stand where their style says.
_INDENTED = ("kader opsomming", "kaart opsomming", "gegeven opsomming")
_INDENT = 283  # twips: half a centimetre, for each level of a list
_LEVELS = 9
_NUMBERING = "word/numbering.xml"
#: What stands before an item; nothing before a paragraph that is not the first of its item.
_FORMS = {"none": ("bullet", " "), "bullets": ("bullet", "•"), "numbers": ("decimal", "%{}."),
          "letters": ("lowerLetter", "%{}.")}  # fmt: skip


class Lists:
    """The lists of one document, and those that are being written, outermost first."""

    def __init__(self, related: RelatedParts) -> None:
        self.parts = related.parts
        if _NUMBERING not in self.parts:
            related.add("numbering", "numbering.xml", el("numbering"))
        self.part = parse(self.parts[_NUMBERING])
        self.free = max(
            (int(value) for one in self.part.root for key, value in one.attrib.items() if key.endswith("Id")), default=0
        )  # fmt: skip
        ids = {style_ids(self.parts)[name] for name in _INDENTED}
        styles = to_read(self.parts["word/styles.xml"]).iter(w("style"))
        #: How far from the margin the text of lists in a style stands.
        self.indents = {
            style.get(w("styleId"), ""): int(indent.get(w("left"), "0"))
            for style in styles
            if style.get(w("styleId")) in ids and (indent := style.find(f"{w('pPr')}/{w('ind')}")) is not None
        }
        self.abstract: dict[str, str] = {}
        self.numbers: list[ET.Element] = []
        self.known: dict[str, str] = {}
        self.open: list[str] = []
        self.first = False

    def each(self, block: Items) -> Iterator[Sequence[Block]]:
        """Yield the items of a list, while the next paragraph is the first of one."""
        form = "bullets" if block.start is None else "letters" if block.letters else "numbers"
        self.open.append(self._number(form, block.start))
        for item in block.items:
            self.first = True
            yield item
        self.open.pop()
        self.first = False

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Write what stands in a list but is none of its paragraphs."""
        held, self.open = self.open, []
        yield
        self.open = held

    def join(self, paragraph: ET.Element, style: str) -> None:
        """Make a paragraph one of the list that is being written."""
        if not self.open:
            return
        number, level = (self.open[-1] if self.first else self._number("none", None)), len(self.open) - 1
        self.first = False
        properties = paragraph[0]
        at = sum(child.tag in map(w, ("pStyle", "keepNext", "keepLines", "pageBreakBefore")) for child in properties)
        properties.insert(at, el("numPr", el("ilvl", val=level), el("numId", val=number)))
        if style in self.indents:  # behind the border of its frame, or below its term: Word lets the list go first
            properties.insert(at + 1, el("ind", left=self.indents[style] + _INDENT * level, hanging=_INDENT))

    def save(self) -> None:
        """Put the lists in their part of the file: first what they look like, then the lists."""
        at = sum(child.tag in (w("abstractNum"), w("num")) for child in self.part.root)
        self.part.root[at:at] = self.numbers
        self.parts[_NUMBERING] = self.part.data()

    def _number(self, form: str, start: int | None) -> str:
        """Return the id of a list; each that counts is one of its own."""
        if start is None and form in self.known:
            return self.known[form]
        if form not in self.abstract:
            self.free += 1
            self.abstract[form] = str(self.free)
            levels = (self._level(form, level) for level in range(_LEVELS))
            made = el("abstractNum", el("multiLevelType", val="multilevel"), *levels, abstractNumId=self.free)
            self.part.root.insert(sum(child.tag == w("abstractNum") for child in self.part.root), made)
        self.free += 1
        number = el("num", el("abstractNumId", val=self.abstract[form]), numId=self.free)
        if start is not None:
            number.append(el("lvlOverride", el("startOverride", val=start), ilvl=len(self.open)))
        self.numbers.append(number)
        self.known[form] = str(self.free)
        return str(self.free)

    def _level(self, form: str, level: int) -> ET.Element:
        kind, sign = _FORMS[form]
        place = el("pPr", el("ind", left=_INDENT * (level + 1), hanging=_INDENT))
        look = (el("start", val=1), el("numFmt", val=kind), el("lvlText", val=sign.format(level + 1)))
        return el("lvl", *look, el("lvlJc", val="left"), place, ilvl=level)
