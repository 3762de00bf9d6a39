"""Where somebody lives: a street with a number, or a postcode with one. Where an organisation is, is no secret."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import ORG_NEAR, PERSON_NEAR, near
from convenant_cli.privacy.dates import MAAND
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later
from convenant_cli.privacy.words import either, listed

_SUFFIX = (
    "straat|laan|weg|plein|kade|dijk|gracht|singel|plantsoen|steeg|dreef|hof|pad|baan|wal|markt|park|kamp"
    "|veld|akker|oord|ring|burg"
    "|poort|zoom|erf|weide|heuvel|brink|boulevard|allee|passage|haven|vaart|rade|oever|sloot|berg|brug"
    "|donk|horst|stede|meent|tuin|hoek|horn|gaarde|werf|hage|hoven|akkers|kring|vliet|hoeve|wetering|hofje"
    "|bogaard|buurt|(?<![rnie])dam|drift|laantje|straatje|bocht|zijde|spoor|diep|gang|kroon"
)
_ENDS = (
    *(suffix.rpartition(")")[2] for suffix in _SUFFIX.split("|")),
    *("huisje", "chalet", "caravan", "appartement", "wooneenheid", "boot", "wagen", "standplaats"),
)
_SHORTEST = min(map(len, _ENDS))
_LAST = frozenset(end[-_SHORTEST:] for end in _ENDS)
_HOUSE = later(r"\s[1-9]\d{0,3}(?!\d)")
_PREFIXES = frozenset(("van", "de", "den", "der", "het", "'t"))
_CALLED_NUMBER = ("nr", "nr.", "nummer", "huisnummer")
_BEFORE = 120


def _words_before(text: str, at: int) -> list[str]:
    """Return what stands before a place, with its last word apart."""
    return text[max(0, at - _BEFORE) : at].rstrip(",").rsplit(None, 1)


def _is_street(word: str) -> bool:
    return word[-_SHORTEST:] in _LAST and word.endswith(_ENDS)


def is_numbered(small: str) -> bool:
    """Tell whether a word in small letters ends as what stands before the number of a house."""
    return _is_street(small) or small.endswith(_CALLED_NUMBER)


#: "Laan van de Vrede".
_CALLED_AFTER = later(r"(?:Laan|Plein|Weg|Pad|Hof|Kade|Park|Dreef)\s(?:van|de[rn]?|het)\s")
_NUMBER = later(r"\s[1-9]")


def _ends_as_street(text: str) -> bool:
    """Tell whether a number stands behind a word that ends as a street does."""
    for match in _NUMBER.finditer(text):
        *before, word = _words_before(text, match.start()) or ("",)
        if before and word in _CALLED_NUMBER:
            word = _words_before(before[0], len(before[0]))[-1]
        if _is_street(word):
            return True
    return False


def _may_be_street(text: str) -> bool:
    return _ends_as_street(text) or _CALLED_AFTER.search(text) is not None


_TOEVOEGING = r"(?:[ -]?(?:hs|bis|I{1,3}|IV|rd|zw|boven|beneden|huis|[a-zA-Z]|[1-9]\d{0,2})(?![\w]))?"
_NUMMER = (
    rf"(?:,?\s(?:nr\.?|nummer|huisnummer)\s|\s)(?P<nr>(?!(?:19"
    rf"|20)\d\d(?!\d))[1-9]\d{{0,3}}){_TOEVOEGING}(?![\w%]|[:.,-]\d"
    rf"|\s(?:{MAAND}|uur|euro|jaar|leerlingen|keer)(?!\w))"
)
_HOOFD = r"[^\W\d_a-z][\w'.-]{0,30}"
_STRAAT = later(
    rf"(?<![\w'.-])(?:(?:{_HOOFD})\s(?:(?:van|de|den|der|het|'t|ten|ter)\s){{0,3}}){{0,3}}?"
    rf"(?:{_HOOFD}?(?:{_SUFFIX})|(?:Laan|Plein|Weg|Pad|Hof|Kade|Park|Dreef)(?:\s(?:van|de|der|den"
    rf"|het)){{1,2}}\s{_HOOFD}){_NUMMER}",
    tells=(("", _may_be_street),),
)
_WONEN = either("""
 woont wonen woonde woonachtig woning woonplek adres_(?:van_)?(?:de_|het_)?(?:leerling|ouders?|moeder|vader|kind|gezin)
huisadres thuisadres woonadres woonplaats gba-adres brp-adres opvangadres pleegadres slaapt sliep verblijft verbleef
logeert overnacht overnachtte
logeerde inwonend ingetrokken
verhuisd verhuist verhuisde ingeschreven uitgeschreven huisbezoek huiszoeking doorzoeking binnengetreden viel_binnen
vielen_binnen inval thuisgebracht
opgehaald ophalen afgezet bezorgd onbestelbaar aangebeld haalt_(?:hem|haar) per_post taxi achterdeur aanbellen
retour_gekomen brief_(?:is_)?(?:verstuurd|verzonden|gestuurd) bovenburen onderburen buren voordeur portiek thuis
""")
#: "Aan de Sperwerhoek 17": what stands so with a number is a street, whatever its name.
_AAN = later(
    rf"aan(?<!\waan)\s(?:de|het|'t|den)\s(?P<straat>{_HOOFD}(?:\s(?:van|de|den|der|{_HOOFD})){{0,3}}{_NUMMER})",
    holds=r"aan\s(?:de|het|'t|den)\s[^\W\d_a-z][\w\s'.,-]{0,150}\s[1-9]",
)
#: A street without such an ending: only behind words that say somebody lives there, or that it is an address.
_WOONT = later(
    rf"(?<!\w)(?i:{_WONEN}|(?P<adres>(?:post)?adres|bezoek gebracht aan|langs geweest op))(?!\w)"
    rf"[^.\n\d]{{0,50}}?(?<![\w'.-])(?!Postbus|Antwoordnummer)"
    rf"(?P<straat>{_HOOFD}(?:\s(?:van|de|den|der|het|'t|{_HOOFD})){{0,4}}{_NUMMER})",
    words="woon wone woning adres slaapt sliep verblijft verbleef logeer overnacht ingetrokken verhui ingeschreven "
    "uitgeschreven huisbezoek huiszoeking doorzoeking binnen inval thuis opgehaald ophalen afgezet bezorgd "
    "onbestelbaar aangebeld haalt per_post taxi achterdeur aanbellen retour brief buren voordeur portiek bezoek langs",
)
#: "opgehaald aan de kerkweg 12": in small letters only where somebody lives or is looked for.
_GEWONE = "straat|laan|weg|plein|kade|singel|gracht|plantsoen|dreef|steeg|pad|hof"
_KLEIN = later(
    rf"(?<![\w'.-])(?P<straat>(?!(?:fiets|voet|school|snel|zand|wandel)(?:pad|plein|weg))[a-z]{{3,24}}"
    rf"(?:{_GEWONE}){_NUMMER})",
    holds=rf"(?:{_GEWONE}),?\s(?:nr|nummer|huisnummer|\d)",
)
#: A house that has no street of its own.
_HUISJE = later(
    r"(?<!\w)(?P<straat>(?:huisje|chalet|stacaravan|caravan|appartement|wooneenheid|woonboot|woonwagen|standplaats)"
    r"[ ](?:nr\.?[ ]|nummer[ ])?[1-9]\d{0,3})(?!\w|[.,]\d)",
    re.IGNORECASE,
    words="huisje chalet caravan appartement wooneenheid woonboot woonwagen standplaats",
)
#: "Op nummer 45 in de Lijsterlaan".
_NUMMER_IN = later(
    rf"(?<!\w)(?:nummer|nr\.?|huisnummer)\s(?P<straat>[1-9]\d{{0,3}}{_TOEVOEGING}\s(?:in|aan|op|van)\s(?:de|het|'t)\s"
    rf"{_HOOFD}(?:{_SUFFIX}))(?!\w)",
    holds=r"(?:nummer|nr\.?)\s[1-9][\w -]{0,11}\s(?:in|aan|op|van)\s(?:de|het|'t)\s",
)
_POSTCODE = later(
    rf"(?<![\w.-])[1-9]\d{{3}} ?(?!SA|SD|SS)[A-Z]{{2}}(?![\w-])(?P<rest>[ ,]{{1,3}}(?:(?:te|nr\.?|nummer"
    rf"|huisnummer|huisnr\.?|{_HOOFD})[ ,]{{1,3}}){{0,4}}?[1-9]\d{{0,3}}{_TOEVOEGING}(?!\w|:\d))?",
    holds=r"\d{3} ?[A-Z]{2}(?![\w-])",
)
_POSTBUS = later(r"(?:postbus|antwoordnummer)\s\d{1,6},?\s{0,2}$", re.IGNORECASE)
_WOON_NEAR = later(rf"(?<!\w){_WONEN}(?!\w)", re.IGNORECASE)
#: How far an organisation can stand from an address that is its own, where the sentence speaks of somebody too.
_BESIDE = 30


_IS_ADRES = later(r"(?<!\w)adres(?: (?:is|vader|moeder|ouders|leerling))?[ :]{1,2}[a-z ]{0,24}$", re.IGNORECASE)


#: Of :data:`_WOONT` a text has one of these words, whatever else stands in it.
LIVES = listed("""
 woont wonen woonde woonachtig woning woonplek adres huisadres thuisadres woonadres postadres woonplaats opvangadres
pleegadres slaapt sliep verblijft verbleef logeert overnacht overnachtte logeerde inwonend ingetrokken verhuisd verhuist
verhuisde ingeschreven uitgeschreven huisbezoek huiszoeking doorzoeking binnengetreden viel vielen inval thuisgebracht
opgehaald ophalen afgezet bezorgd onbestelbaar aangebeld haalt post taxi achterdeur aanbellen retour brief bovenburen
onderburen buren voordeur portiek thuis bezoek langs
""")
#: And one of these of a street with a name of its own.
ON_STREET = listed("aan laan plein weg pad hof kade park dreef")
_AAN_DE = later(r"aan(?<!\waan)\s(?:de|het|'t|den)\s[^\W\d_a-z]")


def _may_be_named(text: str, on_street: bool) -> bool:
    """Tell whether a text can hold a street with a name of its own."""
    if on_street and (_AAN_DE.search(text) or _CALLED_AFTER.search(text)):
        return True
    return _ends_as_street(text.lower())


def may_be_house(text: str, lives: bool, on_street: bool) -> bool:
    """Tell whether the word before any number can be that of a street: by its ending, or a capital.

    ``lives``, ``on_street``: whether one of ``LIVES`` and one of ``ON_STREET`` is in the text. One of them is in every
    text with a house, or a word that :func:`is_numbered`.
    """
    named = False
    for match in _HOUSE.finditer(text):
        *before, word = _words_before(text, match.start()) or ("",)
        if _is_street(word) or word.lower().endswith(_CALLED_NUMBER):
            return True
        while before and word in _PREFIXES:
            *before, word = before[0].rsplit(None, 1) or ("",)
        if not (word.islower() and word.isascii()):
            named = True
    return named and (lives or _may_be_named(text, on_street))


def find_adres(text: str, _: Search) -> Iterator[Hit]:
    """Find every address that is not said to be of an organisation or a meeting."""
    told: set[int] = set()
    for pattern, group in (
        (_STRAAT, 0),
        (_AAN, "straat"),
        (_WOONT, "straat"),
        (_NUMMER_IN, "straat"),
        (_HUISJE, "straat"),
        (_KLEIN, "straat"),
        (_POSTCODE, 0),
    ):
        for match in pattern.finditer(text):
            start, end = match.span(group)
            if not told.isdisjoint(range(start, end)):
                continue
            home = (pattern is _WOONT and not match["adres"]) or near(_WOON_NEAR, text, start, end)
            if pattern is _KLEIN and not (home or _IS_ADRES.search(text[max(0, start - 30) : start])):
                continue
            if pattern is _HUISJE and not (home or near(PERSON_NEAR, text, start, end)):
                continue
            if pattern is _POSTCODE:
                if _POSTBUS.search(text[max(0, start - 30) : start]):
                    continue
                if not (match["rest"] or home):
                    continue
            street = text[start:end]
            if not home and _of_organisation(text, start, end):
                continue
            told.update(range(start, end))
            yield Hit(start, end, "adres", f"{street[0]}••• ••")


def _of_organisation(text: str, start: int, end: int) -> bool:
    """Tell whether an address is that of an organisation: near one, or right beside it where somebody is named too."""
    if not near(ORG_NEAR, text, start, end):
        return False
    beside = ORG_NEAR.search(text, max(0, start - _BESIDE), min(len(text), end + _BESIDE))
    return beside is not None or not near(PERSON_NEAR, text, start, end)
