"""A Word file for review: each paragraph that shows a field has its key, and what somebody types is marked."""

from collections.abc import Iterator
from itertools import count, pairwise
from xml.etree import ElementTree as ET

from convenant_cli.documents.page.herkomst import KEY
from convenant_cli.documents.writers.office.docx_style import w
from convenant_cli.documents.writers.office.zipped import parse

_SETTINGS = "word/settings.xml"
#: What stands before the word that changes are tracked, by the schema of Word.
_BEFORE = (
    "writeProtection", "view", "zoom", "removePersonalInformation", "removeDateAndTime", "doNotDisplayPageBoundaries",
    "displayBackgroundShape", "printPostScriptOverText", "printFractionalCharacterWidth", "printFormsData",
    "embedTrueTypeFonts", "embedSystemFonts", "saveSubsetFonts", "saveFormsData", "mirrorMargins",
    "alignBordersAndEdges", "bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop",
    "hideSpellingErrors", "hideGrammaticalErrors", "activeWritingStyle", "proofState", "formsDesign",
    "attachedTemplate", "linkStyles", "stylePaneFormatFilter", "stylePaneSortMethod", "documentType", "mailMerge",
    "revisionView",
)  # fmt: skip


def keyed(key: str) -> str:
    """Return the empty bookmark that holds the key of a paragraph, as XML."""
    return f'<w:bookmarkStart w:id="0" w:name="{key}"/><w:bookmarkEnd w:id="0"/>'


def prepare(parts: dict[str, bytes], root: ET.Element) -> None:
    """Put every key before the first word of its paragraph, and have Word track changes."""
    used = (int(mark.get(w("id"), "0")) for mark in root.iter(w("bookmarkStart")))
    free = count(max(used, default=0) + 1)
    for paragraph in list(root.iter(w("p"))):
        for holder in list(paragraph.iter()):
            _lift(paragraph, holder, free)
    settings = parse(parts[_SETTINGS])
    at = sum(child.tag in map(w, _BEFORE) for child in settings.root)
    if settings.root.find(w("trackRevisions")) is None:
        settings.root.insert(at, ET.Element(w("trackRevisions")))
    parts[_SETTINGS] = settings.data()


def _lift(paragraph: ET.Element, holder: ET.Element, free: Iterator[int]) -> None:
    """Put the keys that stand in a holder at the start of the paragraph, each with an id of its own."""
    for child, behind in pairwise(list(holder)):
        if child.tag == w("bookmarkStart") and KEY.fullmatch(child.get(w("name"), "")):
            for mark in (behind, child):
                holder.remove(mark)
                paragraph.insert(0 if paragraph.find(w("pPr")) is None else 1, mark)
            child.set(w("id"), str(next(free)))
            behind.set(w("id"), child.get(w("id"), ""))
