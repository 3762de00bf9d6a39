"""Telephone numbers of one person: mobile, from abroad, and a land line where people live."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import ORG_NEAR, PERSON_NEAR, near
from convenant_cli.privacy.hit import Hit, Search

_APART = r"[ ./()-]{0,3}"
_ABROAD = r"(?:\+|00)[ ]?31[ .-]{0,2}(?:\(0\)|0)?[ .-]{0,2}"
#: A mobile number, with or without the country; not a date such as 06-12-2025 with a time behind it.
_MOBIEL = re.compile(
    rf"(?<![\w+./=#-])(?!06[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d(?!\d))"
    rf"(?:{_ABROAD}6|\(?0[ ]?6\)?)(?:{_APART}\d){{8}}(?!\d|[-/.]\d)"
)
_IN_NAAM = re.compile(r"(?<=[_-])06\d{8}(?!\d)")
_BUITENLAND = re.compile(r"(?<![\w+./=#-])(?:\+|00)(?!31|0)[ ]?[1-9]\d{0,2}(?:[ ./()-]{0,2}\d){7,11}(?!\d|[-/.]\d)")
#: A land line is ten digits; those that begin with 08, 09 or 085 and 14 are of organisations.
_VAST = re.compile(rf"(?<![\w+./=#-])(?:{_ABROAD}|\(?0)[1-57]\d?(?:{_APART}\d){{7,8}}(?!\d|[-/.]\d)")
_THUIS = re.compile(
    r"(?<!\w)(?:thuis|thuisnummer|huistelefoon|priv[eé]|priv[eé]nummer|bij (?:haar|zijn) (?:oma|opa|tante"
    r"|oom|moeder|vader|ouders))(?!\w)",
    re.IGNORECASE,
)
_HOEVEELHEID = re.compile(r" ?(?:kwh|m3|m2|km|euro|stuks)(?!\w)", re.IGNORECASE)
_ANDERS = re.compile(
    r"(?:zaak|kenmerk|dossier|kvk|order|factuur|ticket|kostenplaats|meterstand|isbn|artikel"
    r"|referentie)[\w-]{0,20}[ :#]{0,3}$",
    re.IGNORECASE,
)


def find_telefoon(text: str, _: Search) -> Iterator[Hit]:
    """Find every number of one person."""
    told: set[int] = set()
    for pattern in (_MOBIEL, _IN_NAAM, _BUITENLAND, _VAST):
        for match in pattern.finditer(text):
            if not told.isdisjoint(range(*match.span())):
                continue
            if _HOEVEELHEID.match(text, match.end()) or _ANDERS.search(
                text[max(0, match.start() - 40) : match.start()]
            ):
                continue
            if pattern is _VAST and not _of_somebody(match):
                continue
            told.update(range(*match.span()))
            yield Hit(match.start(), match.end(), "telefoon", f"••••••••{match[0][-2:]}")


def _of_somebody(match: re.Match[str]) -> bool:
    digits = "".join(filter(str.isdigit, match[0]))
    if len(digits.removeprefix("0031").removeprefix("31").lstrip("0")) != 9:
        return False
    text, (start, end) = match.string, match.span()
    if near(_THUIS, text, start, end):
        return True
    return near(PERSON_NEAR, text, start, end) and not near(ORG_NEAR, text, start, end)
