"""The fields in a header or footer of a Word house style from elsewhere: what each does, and which may go on."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from convenant_cli.documents.writers.office.docx_style import w
from convenant_cli.documents.writers.office.vetting import StyleError, names, safe_address

#: Fields that show something of the document itself. All others may fetch, ask or run, or no header needs them.
_FIELDS = names(
    "PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE STYLEREF TITLE SUBJECT AUTHOR "
    "KEYWORDS COMMENTS DOCPROPERTY FILENAME SYMBOL SEQ REF PAGEREF NUMWORDS REVNUM LASTSAVEDBY IF ="
)
_FIRST_WORD = re.compile(r"\s*(=|[^\s\\\"{}]+)")
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+"?([^"\s]+)"?(\s+\\[otn]( "[^"]*")?)*\s*', re.IGNORECASE)


def refuse_fields(root: ET.Element, where: str) -> None:
    """Raise StyleError for a field that does more than show something of the document."""
    for code in _codes(root):
        first = _FIRST_WORD.match(code)
        if first is None or first[1].upper() not in _FIELDS:
            link = _LINK_FIELD.fullmatch(code)
            if link is None or not safe_address(link[1]):
                name = first[1][:30] if first else "leeg"
                raise StyleError(
                    f"{where} heeft een veld dat niet mee kan ({name}); haal het weg, of typ de tekst zelf"
                )


def _codes(root: ET.Element) -> Iterator[str]:
    """Yield the code of every field, outer and inner; a field inside the code of another one is left out of that."""
    stack: list[list[str]] = []
    for element in root.iter():
        if element.tag == w("fldSimple"):
            yield element.get(w("instr"), "")
        elif element.tag == w("fldChar"):
            kind = element.get(w("fldCharType"), "")
            if kind == "begin":
                stack.append([])
            elif kind in ("separate", "end") and stack:
                if stack[-1] or kind == "separate":
                    yield "".join(stack[-1])
                stack[-1].clear()
                if kind == "end":
                    stack.pop()
        elif element.tag in (w("instrText"), w("delInstrText")):
            if stack:
                stack[-1].append("".join(element.itertext()))
            else:  # code without a field around it: read as one all the same
                yield "".join(element.itertext())
    yield from ("".join(code) for code in stack if code)
