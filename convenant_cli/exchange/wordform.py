"""A statement form as a Word file: the questions in plain words, and boxes to fill in.

Each box is a content control. Programs rewrite those, so nothing is known by them: a question is known by the key
before its first box, and a box by the word beside it.
"""

import json
from collections.abc import Iterator
from datetime import date
from html import escape

from convenant_cli.documents.page.herkomst import KEY
from convenant_cli.documents.writers.office.docx_style import CONTENT_TYPES, DOCUMENT, RELS, R, RelatedParts, dress
from convenant_cli.documents.writers.office.huisstijl import standard
from convenant_cli.documents.writers.office.zipped import pack, parse
from convenant_cli.exchange import layout
from convenant_cli.exchange.bespreking.alineas import tekst
from convenant_cli.exchange.formulierantwoord import KEUZES
from convenant_cli.exchange.vragen import NOTHING_YET, Formulier, Vraag, digest
from convenant_cli.kalender import korte_datum, lange_datum

#: What a box says until somebody fills it in.
CHOOSE, TYPE, PICK = "Kies een antwoord", "Typ hier", "Kies of typ een datum"
EMPTY = (CHOOSE, TYPE, PICK)
FUNCTION, DAY = "Functie van wie verklaart", "Datum van de verklaring"
SENT = "customXml/item1.xml"
NAMESPACE = "urn:convenant:verklaring"
VORM = "1"
_ITEM = "{C0A7E4A1-5B1D-4E0B-9C1C-7A1E5C0F2027}"  # any; one a file
_START = "convenant-verklaring-1 "
_LEFT, _RIGHT = 2600, 6800  # twips
_ROOM = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 50), ("left", 100), ("bottom", 50), ("right", 100))
)
_STEPS = (
    "Vul uw functie in (geen naam) en de datum. Zonder datum geldt de dag waarop het wordt verwerkt.",
    "Beantwoord daarna elke vraag in de vakken eronder. Kies bij ‘Antwoord’: ja, deels, nee of niet van toepassing. "
    "Deels of nee is een eerlijk antwoord: leg dan kort uit hoe het zit. Is het ‘ja, mits’, kies dan deels.",
    "Een vraag die u nog niet kunt beantwoorden, laat u leeg.",
    "Is er een stuk waaruit het blijkt, noem dan wat het is, de datum en waar het staat. Weet u de dag niet, laat de "
    "datum dan leeg. Stuur het stuk niet mee.",
    "Schrijf nooit over een persoon of een geval. Noem functies, geen namen.",
    "Typ alleen in de vakken, zonder opmerkingen. Wat daarbuiten staat, kunnen wij niet overnemen.",
)


def row_key(zending: str, row: str) -> str:
    """Return the key of a question in one form."""
    key = f"cv_{digest(zending, row)}{digest(row, zending)[:4]}"
    assert KEY.fullmatch(key)
    return key


def identifier(zending: str) -> str:
    """Return by which property a form is known."""
    return f"{_START}{zending}"


def fixed_mark(text: str) -> str:
    """Return the fingerprint of a paragraph that nobody fills in."""
    return digest(tekst(text))[:8]


def wordform(form: Formulier) -> bytes:
    """Return a form as .docx; the same bytes for the same form."""
    maker = _Maker(form)
    parts = standard(".docx")
    head, _, section = parts[DOCUMENT].decode().partition("<w:sectPr>")
    opening = head[: head.index("<w:body>")]
    parts[DOCUMENT] = f"{opening}<w:body>{''.join(maker.body())}<w:sectPr>{section}".encode()
    content, related = parse(parts[DOCUMENT]), RelatedParts(parts)
    title = f"{form.titelregel} van {form.partner.naam}"
    known = {"titel": title, "versie": "", "status": "", "datum": ""}
    dress(related, content.root, known, ())
    related.add("customXml", f"../{SENT}")
    parts[DOCUMENT] = content.data()
    related.save()
    _hold(parts, maker.sent())
    core = parts["docProps/core.xml"].decode()
    named = f"<dc:title>{escape(title)}</dc:title><dc:identifier>{identifier(form.zending)}</dc:identifier>"
    parts["docProps/core.xml"] = core.replace("<dc:title>Huisstijl</dc:title>", named).encode()
    return pack(parts)


def _hold(parts: dict[str, bytes], sent: str) -> None:
    """Put what went out beside the text, in the way that programs keep when they save the file."""
    parts[SENT] = f'<verzonden xmlns="{NAMESPACE}">{escape(sent)}</verzonden>'.encode()
    data = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    known = f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs>'
    own = f'<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{data}">{known}</ds:datastoreItem>'
    parts["customXml/itemProps1.xml"] = own.encode()
    relation = f'<Relationship Id="rId1" Type="{R}/customXmlProps" Target="itemProps1.xml"/>'
    parts["customXml/_rels/item1.xml.rels"] = f'<Relationships xmlns="{RELS}">{relation}</Relationships>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    override = f'<Override PartName="/customXml/itemProps1.xml" ContentType="{kind}"/></Types>'
    parts[CONTENT_TYPES] = parts[CONTENT_TYPES].replace(b"</Types>", override.encode())


class _Maker:
    """Writes one form, and keeps which paragraphs nobody fills in."""

    def __init__(self, form: Formulier) -> None:
        self._form = form
        self._fixed: dict[str, None] = {}
        self._marks = 0

    def sent(self) -> str:
        """Return what went out, as data for when it comes back."""
        form = self._form
        rows = [
            (row.id, row.vast[0] or row.bepaling.titel, row.vast[3], row.tekstmerk, *row.verzonden)
            for row in form.vragen
        ]
        values = (layout.KIND, VORM, form.dossier, form.partner.id, form.jaar, form.zending, form.revisie, form.functie)
        head = dict(zip(layout.HIDDEN_HEAD, values, strict=True))
        return json.dumps({"kenmerk": head, "vragen": rows, "vast": list(self._fixed)}, ensure_ascii=False)

    def body(self) -> Iterator[str]:
        form = self._form
        yield self._text(form.titelregel, "Title")
        yield self._text(form.partner.naam, "Subtitle")
        yield self._text(", ".join(filter(None, (form.titel, form.waar))), "BodyText")
        yield self._text(f"Wie vult dit in: {form.functie or 'wie hier in uw organisatie over gaat'}", "BodyText")
        yield self._text(f"Uiterlijk: {lange_datum(form.uiterlijk)}", "BodyText")
        yield self._text("Zo vult u het in", "Heading1")
        send = f"Stuur het bestand terug naar {form.retour}." if form.retour else "Stuur het bestand terug."
        own = (layout.WITH_OPGAVE,) if any(row.opgave for row in form.vragen) else ()
        for number, step in enumerate(
            (*_STEPS[:2], *own, *_STEPS[2:], f"Bewaar het bestand als Word-bestand (.docx). {send}"), 1
        ):
            yield self._text(f"{number}. {step}", "BodyText")
        yield from self._boxes("", ((FUNCTION, form.functie, TYPE), (DAY, "", PICK)))
        yield self._text("Vragen", "Heading1")
        for row in form.vragen:
            yield from self._question(row)

    def _question(self, row: Vraag) -> Iterator[str]:
        number, question, text, whom, before = row.vast
        title, asked = question.split("\n")
        yield self._text(f"{number} {title}".strip(), "Heading2")
        yield self._text(asked, "BodyText")
        for line in text.split("\n"):
            yield self._text(line, "BlockText")
        if row.eenheid:
            yield self._text(f"Voor: {whom}", "BodyText")
        # What was answered before begins with its period.
        for line in f"Uw vorige antwoord{': ' if before == NOTHING_YET else ' over '}{before}".split("\n"):
            yield self._text(line, "BodyText")
        now = row.nu
        day = korte_datum(date.fromisoformat(now.datum)) if now.datum else ""
        held = (now.vak, now.toelichting, now.titel, day, now.vindplaats)
        shown = (TYPE if row.opgave else CHOOSE, TYPE, TYPE, PICK, TYPE)
        heads = (column.head for column in layout.ANSWERS)
        yield from self._boxes(row_key(self._form.zending, row.id), tuple(zip(heads, held, shown, strict=True)))

    def _boxes(self, key: str, rows: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
        """Yield a table with a word and a box in each row; the key stands before the first word."""
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        grid = f'<w:gridCol w:w="{_LEFT}"/><w:gridCol w:w="{_RIGHT}"/>'
        yield f'<w:tbl><w:tblPr><w:tblW w:w="{_LEFT + _RIGHT}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        yield f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_ROOM}</w:tblCellMar></w:tblPr>'
        yield f"<w:tblGrid>{grid}</w:tblGrid>"
        for number, (word, held, shown) in enumerate(rows):
            mark = ""
            if key and number == 0:
                self._marks += 1
                id = f'w:id="{self._marks}"'
                mark = f'<w:bookmarkStart {id} w:name="{key}"/><w:bookmarkEnd {id}/>'
            bold = f"{mark}<w:r><w:rPr><w:b/></w:rPr>{_words(word)}</w:r>"
            self._fixed[fixed_mark(word)] = None
            yield f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(_LEFT, _paragraph(bold))}"
            yield f"{_cell(_RIGHT, _paragraph(_control(word, held, shown)), 'FFF8D6')}</w:tr>"
        yield f"</w:tbl>{_paragraph('')}"

    def _text(self, text: str, style: str) -> str:
        self._fixed[fixed_mark(text)] = None
        return _paragraph(f"<w:r>{_words(text)}</w:r>", style)


def _paragraph(inside: str, style: str = "Tabeltekst") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>'


def _cell(width: int, inside: str, fill: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>{inside}</w:tc>'


def _words(text: str) -> str:
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return "<w:br/>".join(lines)


def _control(word: str, held: str, shown: str) -> str:
    """Return a box as a content control: to choose in, to pick a day in, or to type in."""
    if shown == CHOOSE:
        items = "".join(f'<w:listItem w:displayText="{one}" w:value="{one}"/>' for one in KEUZES.values())
        kind = f"<w:dropDownList>{items}</w:dropDownList>"
    elif shown == PICK:
        kind = '<w:date><w:dateFormat w:val="d-M-yyyy"/><w:lid w:val="nl-NL"/></w:date>'
    else:
        kind = '<w:text w:multiLine="1"/>'
    waiting = "" if held else "<w:showingPlcHdr/>"
    look = "" if held else '<w:rPr><w:color w:val="595959"/></w:rPr>'
    content = f"<w:r>{look}{_words(held or shown)}</w:r>"
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{escape(word)}"/>{waiting}{kind}</w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
