"""A Word file for review: what somebody types in it is marked."""

from xml.etree import ElementTree as ET

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


def prepare(parts: dict[str, bytes]) -> None:
    """Have Word track changes."""
    settings = parse(parts[_SETTINGS])
    at = sum(child.tag in map(w, _BEFORE) for child in settings.root)
    if settings.root.find(w("trackRevisions")) is None:
        settings.root.insert(at, ET.Element(w("trackRevisions")))
    parts[_SETTINGS] = settings.data()
