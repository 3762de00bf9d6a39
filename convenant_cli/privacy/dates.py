"""The day on which a person was born."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import KLAS, PERSOON, SOMEBODY, any_of, sentence
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later

MAAND = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|febr|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_JAAR = r"(?:(?:19|20)\d\d|'?\d\d)(?!\d)"
_DAG = (
    rf"(?:\d{{1,2}} ?[-/. ] ?\d{{1,2}} ?[-/. ] ?{_JAAR}|(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}(?:e|ste|de)?[ -](?:{MAAND}|mar|may|oct)\.?[ -]'?(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|(?:{MAAND}) \d{{1,2}},? \d{{4}}(?!\d))"
)
#: "twaalf maart tweeduizend elf": right behind a word for a birth.
_TELWOORD = (
    r"(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien"
    r"|achttien|negentien|twintig|dertig|(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)[eë]n(?:twintig|dertig))"
)
_GEB = r"(?<!\w)geb(?:oren|oorted|\.|[ :]|dat)"
_IN_WOORDEN = later(
    rf"(?<!\w)(?:geboren|geboortedatum|geboortedag|geb\.?)(?:\s(?:is|op|te|was|den|de|datum))?[ :]{{1,3}}"
    rf"(?P<dag>{_TELWOORD}(?:de|ste)?\s(?:{MAAND})\s(?:\d{{4}}|(?:tweeduizend|negentienhonderd)\s?\w{{0,20}}))",
    re.IGNORECASE,
    holds=_GEB,
)
#: "geb 120311", "geb. 12032011": digits without anything between them.
_AANEEN = later(
    r"(?<!\w)(?:geboren|geboortedatum|geb\.? ?dat(?:um)?|geb)\.?(?:\sop)?[ :]{1,3}"
    r"(?P<dag>(?:0[1-9]|[12]\d|3[01])[ ]?(?:0[1-9]|1[0-2])[ ]?(?:19|20)?\d\d|(?:19|20)\d\d(?:0[1-9]"
    r"|1[0-2])[0-3]\d)(?![\d-])",
    re.IGNORECASE,
    holds=_GEB,
)
#: "(* 12.03.2011)": a star is a birth.
_STER = later(r"(?<!\w)[Ll]eeftijd:?\s\d{1,2}(?:\sjaar)?,?\s\($|(?:^|[(\s,;])[*°]\s?$")
#: "wordt 18 op 4 april", "de dag dat hij 18 wordt, 4 april".
_ACHTTIEN_OP = later(
    r"(?<!\w)(?:wordt|werd|word)\s(?:\d\d|\w{3,12}tien|meerderjarig)(?:\sjaar)?,?\s(?:op\s)?$"
    rf"|(?<!\w)(?:hij|zij|ze|{PERSOON})\s(?:\d\d|\w{{3,12}}tien|meerderjarig)(?:\sjaar)?\s(?:wordt|werd"
    rf"|is),?\s\(?(?:op\s)?$",
    re.IGNORECASE,
    holds=r"(?:wordt|werd|word)\s\S+(?:\sjaar)?,?\s(?:op\s)?$|\s(?:wordt|werd|is),?\s\(?(?:op\s)?$",
)
_ZONDER_JAAR = rf"\d{{1,2}} (?:{MAAND})(?!\w)"
_DATUM = later(
    rf"(?<![\d.])(?P<dag>{_DAG})|(?<![\d.-])(?P<kaal>{_ZONDER_JAAR})|(?<![\d.,-])(?P<jaar>(?:19"
    rf"|20)\d\d)(?![\d-])",
    re.IGNORECASE,
)
#: Right before a date. Before one without a year, or a year alone, the word must be about a birth.
_GEBOREN = later(
    r"(?<!\w)(?:(?P<woord>geboren|geb\.? ?dat(?:um)?\.?|geb\.?|gb|g\.d\.|gebdatum|dob|d\.o\.b\.|jarig|verjaart)(?!\w)"
    r"(?!\s{1,3}(?:tussen|voor|vóór|na|vanaf|sinds)(?!\w))(?:\sd\.?d\.)?[^.;:\d\n]{0,30}?[:=]?\s?"
    r"|(?P<datumwoord>geboorte-? ?(?:datum|dag|jaar)|verjaardag|gebdat|gebdatum|birth ?date"
    r"|date of birth)(?!\w)[^;\d\n]{0,20}?)$",
    re.IGNORECASE,
)
#: "Geboortedatum van de leerling klopt niet, moet zijn": only a day of long ago.
_GEBOREN_VERDER = later(
    r"(?<!\w)(?:geboortedatum|geboortedag|geb\.? ?dat(?:um)?|verjaardag)(?!\w)(?![^;\d\n]{0,60}(?<!\w)(?:sinds"
    r"|vanaf|alle)(?!\w))[^;\d\n]{0,60}$",
    re.IGNORECASE,
    holds="dat|dag",
)
_LETTER_ERVOOR = later(r"(?<!\w)[A-Z]{1,3}\.?,?\s\(?$")
#: "12/09/2010, klas 3": a day of long ago beside the class of somebody.
_MET_KLAS = later(rf"\)?[,;]?[ ](?:\(?(?:zit in|uit|in)[ ])?\(?(?:{KLAS})(?!\w)", re.IGNORECASE)
_ACHTERAF = later(
    r"\s{1,3}(?:\([^)\n]{0,30}\)\s?)?(?:(?:in|te)\s[\w'-]{2,20}\s)?geboren(?!\w)|\s(?:is "
    r"|was )?[^.\n\d]{0,25}?jarig(?!\w)|\s(?:is\s)?(?:zijn"
    r"|haar)\s(?:\w{3,14}\s)?(?:verjaardag|geboortedag|geboortedatum)(?!\w)",
    re.IGNORECASE,
)
#: "wordt op 11 februari 2026 achttien", "op 3 mei wordt zij twaalf".
_LEEFTIJD = (
    r"(?:\d{1,2}|tien|elf|twaalf|dertien|veertien|vijftien|zestien|zeventien|achttien|negentien|twintig"
    r"|eenentwintig|meerderjarig)"
)
_WORDT = later(r"(?<!\w)(?:wordt|werd|word|is|was)\s(?:op\s)?$", re.IGNORECASE)
_OUD = later(
    rf"\s(?:precies\s|net\s|aanstaande\s|a\.s\.\s|al\s)?{_LEEFTIJD}(?!\w)|\s(?:wordt"
    rf"|werd)\s[^.\n\d]{{0,30}}?{_LEEFTIJD}(?!\w)",
    re.IGNORECASE,
)
#: "wordt 3 maart 16": what looks like a year is an age.
_OUD_ALS_JAAR = later(r" \d\d$")
#: Behind a word for somebody a day of long ago is no appointment.
_LANG_GELEDEN = later(r"(?<!\d)(?:19[4-9]\d|200\d|201\d)(?!\d)")
#: The same with two digits for the year; of an appointment that is this year or the next.
_KORT_JAAR = later(r"[-/.](?:0\d|1[0-6])$")
_PERSOON_VLAK_VOOR = later(
    rf"(?<!\w)(?:{PERSOON})[,:]?\s\(?$", re.IGNORECASE, tells=((r"([\w'-]{1,60})[,:]?\s\(?$", SOMEBODY),)
)
_WORDT_DAARNA = later(
    rf"\s(?:wordt|werd)\s[^.\n\d]{{0,30}}?{_LEEFTIJD}(?!\w)|\sviert\s[^.\n]{{0,40}}?verjaardag(?!\w)",
    re.IGNORECASE,
    opens=r"\s(?:w[oe]rd|viert)",
)
#: "de verdachte is van 3 mei 2010".
_IS_VAN = later(
    rf"(?<!\w)(?:{PERSOON}|hij|zij|ze)(?:\s(?:uit|van|in)\s[^\s.,]{{1,20}})?,?\s(?:is\s|was\s)?(?:van"
    rf"|bouwjaar|jaargang)\s$",
    re.IGNORECASE,
    holds=r"(?:van|bouwjaar|jaargang)\s$",
)
_IS_VAN_JAAR = later(
    rf"(?<!\w)(?:de|het|deze|die|dit)\s(?:\w{{2,20}}\s)?(?:{PERSOON})\s(?:is|was)\s(?:van|uit|bouwjaar)\s$",
    re.IGNORECASE,
    holds=r"\s(?:is|was)\s(?:van|uit|bouwjaar)\s$",
)
#: A day right behind the name of somebody, in brackets or not.
_ACHTER_NAAM = later(r"(?P<naam>[^\W\d_a-z][\w'-]{1,30}(?:\s[\w'-]{1,20}){1,4}),?\s\(?(?:\*\s?)?$")
#: What can be 'born' on a day without being a person.
_GEEN_MENS = any_of("""
 idee plan jaarplan initiatief project samenwerking werkgroep convenant aanpak school scholen stichting vereniging
methode programma training campagne organisatie wet website
""")
_PERSOON = later(rf"(?<!\w)(?:{PERSOON}|ouder|hij|zij|ze|haar|hem|zijn|geboren|jongens?|meisjes?)(?!\w)", re.IGNORECASE)
_REACH = 80


def find_geboortedatum(text: str, search: Search) -> Iterator[Hit]:
    """Find every date that a word, or the name before it, says somebody was born on."""
    told: set[int] = set()
    for pattern in (_IN_WOORDEN, _AANEEN):
        for match in pattern.finditer(text):
            told.add(match.start("dag"))
            yield Hit(match.start("dag"), match.end("dag"), "geboortedatum", "••-••-••••")
    for match in _DATUM.finditer(text):
        if match.start() in told:
            continue
        before = text[max(0, match.start() - _REACH) : match.start()]
        if _of_birth(match, before, text) or (match["dag"] and _behind_name(match, before, search)):
            yield Hit(match.start(), match.end(), "geboortedatum", "••-••-••••")


def _of_birth(match: re.Match[str], before: str, text: str) -> bool:
    here = before.rsplit(". ", 1)[-1] if len(before) > 40 else before
    born = _GEBOREN.search(before)
    if born and born["datumwoord"]:
        return True
    after = text[match.end() : match.end() + _REACH]
    if (
        match["dag"]
        and _LANG_GELEDEN.search(match[0])
        and (_GEBOREN_VERDER.search(before) or (_LETTER_ERVOOR.search(before) and _MET_KLAS.match(after)))
    ):
        return True
    if (
        (born and born["woord"].lower() not in ("jarig", "verjaart"))
        or after.lstrip().lower().startswith("geboren")
        or _ACHTERAF.match(after)
    ):
        if _GEEN_MENS.search(here[-40:]):
            return False
        return bool(match["dag"] or _PERSOON.search(here + after))
    if match["dag"] and _STER.search(before):
        return True
    turns = _WORDT.search(before) and (_OUD.match(after) or _OUD_ALS_JAAR.search(match[0]))
    told = born or turns or _ACHTTIEN_OP.search(before) or _WORDT_DAARNA.match(after)
    long_ago = _LANG_GELEDEN.search(match[0]) or (match["dag"] and _KORT_JAAR.search(match[0]))
    told = told or (_PERSOON_VLAK_VOOR.search(before) if long_ago else None)
    if match["jaar"]:
        return _IS_VAN_JAAR.search(before) is not None and after.lstrip()[:1] in (".", ",", ";", "")
    if not (told or (match["dag"] and _IS_VAN.search(before))):
        return False
    around = sentence(text, match.start(), match.end())
    return bool(_PERSOON.search(around)) and not _GEEN_MENS.search(around)


def _behind_name(match: re.Match[str], before: str, search: Search) -> bool:
    from convenant_cli.privacy.names import is_name

    found = _ACHTER_NAAM.search(before)
    closed = match.string[match.end() : match.end() + 1] in ("", " ", ",", ".", ";", ")")
    return found is not None and closed and is_name(found["naam"], search)
