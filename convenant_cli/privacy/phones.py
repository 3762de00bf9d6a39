"""Telephone numbers of one person: mobile, from abroad, and a land line where people live."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import ORG_NEAR, PERSON_NEAR, near
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later

_APART = r"[ ./()-]{0,3}"
_ABROAD = r"(?:\+|[0oO]{2})[ ]?31[ .-]{0,2}(?:\(0\)|0)?[ .-]{0,2}"
#: A mobile number, with or without the country; not a date such as 06-12-2025 with a time behind it.
_MOBIEL = later(
    rf"(?<![\w+./=#-])(?!06[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d(?!\d))"
    rf"(?:{_ABROAD}6|\(?[0oO][ ]?6\)?)(?:{_APART}\d){{8}}(?!\d|[-/.]\d)"
)
#: "31612345678", and "6 12345678" behind a word for a telephone.
_ZONDER_NUL = later(
    r"(?<![\w+./=#-])(?P<nummer>31[ -]?6(?:[ .-]?\d){8})(?!\d|[-/.]\d)"
    r"|(?<!\w)(?:whats ?app|app|mobiel|mob\.?|tel\.?|telefoon|gsm|nummer|06-nummer)[ :]{1,3}(?:\w{2,8}[ :]{1,2})?"
    r"(?P<kort>6[ -]?\d(?:[ .-]?\d){7})(?!\d|[-/.]\d)",
    re.IGNORECASE,
)
_CIJFER = (
    r"(?:\d{1,4}|nul|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|[a-z]{3,6}tien|dubbel"
    r"|[a-zë]{3,9}(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
    r"|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
)
#: "Nul zes, twaalf vierendertig": a number in words, in part or whole.
_IN_WOORDEN = later(
    rf"(?<![\w+./=#-])(?:nul|0)[ -]?(?:zes|6)(?!\w)(?P<rest>(?:[ ,-]{{1,3}}{_CIJFER}(?!\w)){{3,8}})",
    re.IGNORECASE,
    holds=r"(?:nul|0)[ -]?(?:zes|6)(?!\w)",
)
_IN_NAAM = later(r"(?<=[_-])06\d{8}(?!\d)")
_BUITENLAND = later(r"(?<![\w+./=#-])(?:\+|00)(?!31|0)[ ]?[1-9]\d{0,2}(?:[ ./()-]{0,2}\d){7,11}(?!\d|[-/.]\d)")
#: A land line is ten digits; those that begin with 08, 09 or 085 and 14 are of organisations.
_VAST = later(rf"(?<![\w+./=#-])(?:{_ABROAD}|\(?0)[1-57]\d?(?:{_APART}\d){{7,8}}(?!\d|[-/.]\d)")
_THUIS = later(
    r"(?<!\w)(?:thuis|thuisnummer|thuisnr|huistelefoon|priv[eé]|priv[eé]nummer|bij (?:haar|zijn) (?:oma|opa|tante"
    r"|oom|moeder|vader|ouders))(?!\w)",
    re.IGNORECASE,
)
#: "Mevrouw de Boer: 0182 …", "vader Piet (0172 …".
_NAAM_VLAK_VOOR = later(
    r"(?<!\w)(?i:mevrouw|mw\.?|mevr\.?|meneer|dhr\.?|de heer|fam\.?|familie)\s(?:[a-z']{1,4}\s){0,3}[A-Z][\w-]{1,20}"
    r"[ ,:(]{1,3}(?:(?:is |te )?(?:bereikbaar|bereiken)?\s?(?:op|via|tel\.?|telefoon)?[ :]{1,2})?$"
)
_HOEVEELHEID = later(r" ?(?:kwh|m3|m2|km|euro|stuks)(?!\w)", re.IGNORECASE)
#: Where the line of a drawing is: "M12 15a3 3 0 1 0 6 0".
_OF_A_PATH = later(r"[a-zA-Z]-?\d{1,3}(?:[ ,.-]{1,2}\d{1,3}){1,8}[ ,-]{0,2}$")
_ANDERS = later(
    r"(?:zaak|kenmerk|dossier|kvk|order|bestel|factuur|ticket|kostenplaats|meterstand|isbn|artikel"
    r"|referentie)[\w-]{0,20}[ :#]{0,3}$",
    re.IGNORECASE,
)


def find_telefoon(text: str, _: Search) -> Iterator[Hit]:
    """Find every number of one person."""
    told: set[int] = set()
    for pattern in (_MOBIEL, _IN_NAAM, _BUITENLAND, _ZONDER_NUL, _IN_WOORDEN, _VAST):
        for match in pattern.finditer(text):
            if not told.isdisjoint(range(*match.span())):
                continue
            if _HOEVEELHEID.match(text, match.end()) or _ANDERS.search(
                text[max(0, match.start() - 40) : match.start()]
            ):
                continue
            if _OF_A_PATH.search(text[max(0, match.start() - 20) : match.start()]):
                continue
            if pattern is _IN_WOORDEN and not any(map(str.isalpha, match["rest"])):
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
    if _NAAM_VLAK_VOOR.search(text[max(0, start - 40) : start]):
        return True
    return near(PERSON_NEAR, text, start, end) and not near(ORG_NEAR, text, start, end)
