"""Personal data in a text: what looks like a BSN, a private address or number, a birth date, or the name of a pupil.

Pure functions over text; they know no records. Every hit can be shown without repeating what was found. A pattern
alone is not enough: numbers must pass their own test (eleven for a BSN, 97 for an IBAN), dates and names need a word
that says they are about a person. Case numbers, versions, amounts and dates of documents stay out.
"""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, get_args

Gegeven = Literal["bsn", "privemail", "telefoon", "iban", "geboortedatum", "leerling-met-naam", "adresboek", "adres"]

ALLE: tuple[Gegeven, ...] = get_args(Gegeven)


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A stretch of a text that looks like personal data. ``shown`` is safe to print."""

    start: int
    end: int
    kind: Gegeven
    shown: str


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for. Calling it with a text gives the hits in the order of the text."""

    kinds: tuple[Gegeven, ...] = ALLE
    names: tuple[str, ...] = ()
    """Names of persons, for ``adresboek``."""
    organisations: Collection[str] = field(default=frozenset(), compare=False)
    """Names of parties and schools: a word of these behind 'leerling' is no name of a person."""

    def __call__(self, text: str) -> list[Hit]:
        """Return every hit in a text."""
        small = text.lower()
        digits = _DIGIT.search(text) is not None
        if not digits and not self.names and not any(map(small.__contains__, _ALL_TELLING)):
            return []  # most texts hold no digit and no telling word
        hits: list[Hit] = []
        for kind in self.kinds:
            if digits if kind in _WITH_DIGITS else any(map(small.__contains__, _TELLING.get(kind, ("",)))):
                hits.extend(_FINDERS[kind](text, self))
        return sorted(hits)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# --- e-mail -------------------------------------------------------------------------------------------------------

#: Mail services for consumers that exist under many top-level domains, and those under one.
_MERKEN = "aol|gmail|gmx|googlemail|hotmail|icloud|live|msn|outlook|proton|protonmail|rocketmail|yahoo|yandex|ymail"
_MERK = re.compile(rf"({_MERKEN})\.([a-z]{{2,3}}|co\.[a-z]{{2}})")
_DIENSTEN = _words("""
me.com mac.com mail.com pm.me tutanota.com tutamail.com tuta.io fastmail.com
12move.nl caiway.nl casema.nl chello.nl freeler.nl hccnet.nl hetnet.nl home.nl kabelfoon.nl kliksafe.nl kpnmail.nl
kpnplanet.nl multiweb.nl onsbrabantnet.nl planet.nl quicknet.nl solcon.nl telfort.nl telfortglasvezel.nl
t-mobilethuis.nl tiscali.nl upcmail.nl versatel.nl wanadoo.nl wxs.nl xs4all.nl zeelandnet.nl ziggo.nl ziggomail.com
zonnet.nl skynet.be telenet.be scarlet.be
""")

#: One to four initials, perhaps a prefix such as 'van der', and a surname: j.jansen, p.de.vries.
_INITIALEN = re.compile(r"([a-z][._]){1,4}((van|de|den|der|het|te|ten|ter)[._])*[a-z-]{2,}[0-9]*")

_VOORNAMEN = _words("""
adriaan ahmed ali anja anke anna anne annemarie anouk arie arjan astrid bart bas bert bianca bram carla carolien
chantal charlotte cor corine cynthia daan daniel danielle dennis diana dirk edwin ellen emma erik esmee esther eva
fatima femke frank frans fred gerard gerrit guus hanneke hans harry hassan heleen henk hilde ibrahim ilse inge
ingrid irene iris jaap jacqueline jan janneke jasper jeroen joke jolanda joost joris judith julia karel karin kees
kevin khadija kim klaas koen lars laura leo lianne linda lisa lotte luuk maaike maarten mandy manon marc marcel
margriet maria marieke marijke marion mariska marjan mark marleen marloes martijn martin maurice melissa merel
michel michiel mieke miriam mirjam mohamed mohammed monique mustafa naima nathalie nicole niels nienke noor olaf
patricia patrick paul peter petra piet pieter remco renate rene richard rick rob robert robin roel ronald ruben ruud
samira sander sandra sanne saskia simone sophie stefan suzanne sven sylvia tamara tessa theo thijs thomas tim tom
vera vincent wendy wessel willem wilma wim wouter yasmina youssef yvonne
""")

_EMAIL = re.compile(
    r"(?<![\w.+-])([A-Za-z0-9][\w.%+'-]*)(?:@|\s?[(\[]at[)\]]\s?)((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24})(?![\w-])"
)


def is_private_domain(domain: str) -> bool:
    """Tell whether an e-mail domain is a service for consumers."""
    return domain.lower() in _DIENSTEN or bool(_MERK.fullmatch(domain.lower()))


def looks_personal(local: str) -> bool:
    """Tell whether the part of an address before the ``@`` looks like the name of a person."""
    first, _, last = local.lower().replace("_", ".").partition(".")
    return bool(_INITIALEN.fullmatch(local.lower())) or (first in _VOORNAMEN and len(last) > 1)


def _privemail(text: str, _: Search) -> Iterator[Hit]:
    for match in _EMAIL.finditer(text):
        local, domain = match.groups()
        if is_private_domain(domain):
            yield Hit(match.start(), match.end(), "privemail", f"{local[0]}•••@{domain.lower()}")


# --- numbers ------------------------------------------------------------------------------------------------------

#: Nine digits as a BSN is written; not a part of a longer number, code, address on the web or decimal.
_NEGEN = re.compile(
    r"(?<![\w./=#_+-])(?<!\d[ ,])"
    r"(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{4} \d{2} \d{3}|\d{3}([ -])\d{3}\1\d{3})"
    r"(?![\w/=_-]|[.,]\d| \d)"
)
_BSN_WOORD = re.compile(
    r"\b(?:bsn|burgerservicenummer|burger service nummer|sofi-?nummer)\b(?:[-\s]?(?:nr\.?|nummer))?\W{0,3}(?:is\s)?"
    r"(\d[\d .-]{6,10}\d)(?!\d)",
    re.I,
)
#: A word before nine digits that says they number something else than a person.
_ANDER_NUMMER = re.compile(
    r"(?:(?:zaak|kenmerk|dossier|kvk|rsin|btw|factuur|order|referentie|subsidie|beschikking|besluit|document|isbn|issn"
    r"|vestiging|brin|eur)[\w.-]*|€|\+\d{2})[\s:#(]*(?:(?:nr\.?|nummer|is)[\s:#(]*)?(?:\(0\)\s?)?$",
    re.I,
)
_BEDRAG = re.compile(r"\s?(?:euro|eur\b|,-|leden|inwoners)", re.I)


def elfproef(digits: str) -> bool:
    """Tell whether nine digits pass the test that every BSN passes."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
    return total % 11 == 0 and int(digits) > 0


def _bsn(text: str, _: Search) -> Iterator[Hit]:
    found = {}
    for match in _BSN_WOORD.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        if len(digits) in (8, 9) and elfproef(digits.zfill(9)):
            found[match.start(1)] = match.end(1)
    for match in _NEGEN.finditer(text):
        other = _ANDER_NUMMER.search(text[max(0, match.start() - 30) : match.start()])
        if elfproef(re.sub(r"\D", "", match[0])) and not other and not _BEDRAG.match(text, match.end()):
            found[match.start()] = match.end()
    for start, end in found.items():
        yield Hit(start, end, "bsn", "•••••••••")


#: A mobile number, with or without the country; not a date such as 06-12-2025 with a time behind it.
_MOBIEL = re.compile(
    r"(?<![\w+./=#-])(?!06[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:19|20)\d\d\b)"
    r"(?:(?:\+|00)31[ .-]?(?:\(0\)[ .-]?)?6|\(?06\)?)(?:[ .-]?\d){8}(?!\d|[-/]\d)"
)


def _telefoon(text: str, _: Search) -> Iterator[Hit]:
    for match in _MOBIEL.finditer(text):
        yield Hit(match.start(), match.end(), "telefoon", f"06-••••••{match[0][-2:]}")


#: How long an IBAN is, by country.
_IBAN_LENGTE = {
    "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18,
    "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20,
    "LV": 21, "MC": 27, "MT": 31, "NL": 18, "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TR": 26,
}  # fmt: skip
_IBAN = re.compile(r"(?<![A-Za-z0-9])([A-Za-z]{2})\d{2}(?=[ .-]?[A-Za-z0-9])")


def mod97(iban: str) -> bool:
    """Tell whether the check digits of an IBAN, written without spaces, are right."""
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _iban(text: str, _: Search) -> Iterator[Hit]:
    for match in _IBAN.finditer(text):
        country = match[1].upper()
        length = _IBAN_LENGTE.get(country)
        if length is None:
            continue
        pattern = re.compile(rf"(?:[A-Za-z0-9][ .-]?){{{length - 1}}}[A-Za-z0-9](?![A-Za-z0-9])")
        whole = pattern.match(text, match.start())
        if whole and mod97(re.sub(r"[ .-]", "", whole[0]).upper()):
            yield Hit(whole.start(), whole.end(), "iban", f"{country}•• •••• ••{whole[0][-2:]}")


# --- birth dates --------------------------------------------------------------------------------------------------

_MAAND = (
    "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
    "|jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec"
)
_DAG = (
    r"(?:\d{1,2}[-/. ]\d{1,2}[-/. ](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}} (?:{_MAAND})\.? \d{{4}})"
)
_GEBOREN = re.compile(
    r"\b(?:(?P<woord>geboren|geb\.?)(?!\w)(?!\s+(?:tussen|voor|vóór|na|vanaf|sinds)\b)[^.;:\d\n]{0,30}?:?\s?"
    rf"|geboorte-?\s?(?:datum|dag)\b[^;\d\n]{{0,15}}?)(?P<datum>{_DAG})(?!\d)"
    rf"|(?<!\d)(?P<vooraf>{_DAG})\s+(?:\([^)\n]*\)\s*)?(?P<achteraf>geboren)\b",
    re.I,
)
#: What can be 'born' on a day without being a person.
_GEEN_MENS = re.compile(r"\b(?:idee|plan|jaarplan|initiatief|project|samenwerking|werkgroep|convenant|aanpak)\b", re.I)


def _geboortedatum(text: str, _: Search) -> Iterator[Hit]:
    for match in _GEBOREN.finditer(text):
        name = "datum" if match["datum"] else "vooraf"
        sentence = text[max(0, match.start() - 40) : match.end()].rsplit(". ", 1)[-1]
        if (match["woord"] or match["achteraf"]) and _GEEN_MENS.search(sentence):
            continue
        yield Hit(match.start(name), match.end(name), "geboortedatum", "••-••-••••")


# --- names --------------------------------------------------------------------------------------------------------

_HOOFD = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+(?:-[A-ZÀ-ÖØ-Þ]?[a-zà-öø-ÿ]+)*"
_LEERLING = re.compile(
    r"\b(?P<wie>(?i:\w*leerlinge?|student|studente|scholiere?|verdachte|slachtoffer|dader))"
    r"(?P<ertussen>\s+(?:(?:genaamd|met de naam|heet|heette)\s+)?|\s*[:,(]\s*)"
    rf"(?P<naam>(?P<voorletters>(?:[A-Z]\.\s?){{1,4}})(?:(?:van|de|den|der|ten|ter|el|al)\s+){{0,3}}{_HOOFD}"
    rf"|{_HOOFD}(?:\s+{_HOOFD})*)"
)
#: Words with a capital that can follow 'leerling' and are no name: the start of a sentence or title.
_GEEN_NAAM = _words("""
aan als alle bij dan dat de den der deze die dit door een elk elke en er geen graag had heeft het hier hij hoe ik in
is ja je jij kan maar mag meer met moet na naar nee niet nog nu of om onder ook op over per samen ten ter tijdens tot
uit van vanaf veel voor vooral waar waarom wanneer want wat welke wie wij wordt zij zijn zo zodra zonder
centraal centrum actief volg volgsysteem tevredenheid begeleiding zaken nederland nederlandse
""")
#: Words that make what they stand in the name of a school, course or organisation.
_INSTELLING = _words("""
academie afdeling basisschool bestuur bureau campus centrum college colleges dienst economie gemeente groep gymnasium
handel havo hogeschool horeca instituut lyceum mavo mbo mentor onderwijs opleiding opleidingen politie
praktijkonderwijs praktijkschool raad school scholen scholengroep scholengemeenschap sport stichting systeem techniek
team universiteit vereniging vmbo vwo vso welzijn zorg
""")


def _leerling(text: str, search: Search) -> Iterator[Hit]:
    for match in _LEERLING.finditer(text):
        words = [word.lower() for word in re.findall(r"[^\s.]+", match["naam"]) if len(word) > 1]
        named = [word for word in words if word not in _GEEN_NAAM]
        known = _INSTELLING | _words_of(frozenset(search.organisations))
        if not named or any(word in known for word in words):
            continue
        # Behind a colon, comma or bracket a capital often starts a sentence: then it must look more like a name.
        sure = match["voorletters"] or named[0] in _VOORNAMEN or len(named) > 1
        if match["ertussen"].strip() in (":", ",", "(") and not sure:
            continue
        if words[0] in _GEEN_NAAM and words[0] not in ("van", "de", "den", "der", "ten", "ter"):
            continue
        initial = match["naam"][0]
        yield Hit(match.start(), match.end(), "leerling-met-naam", f"{match['wie'].lower()} {initial}•••")


@cache
def _words_of(names: frozenset[str]) -> frozenset[str]:
    """Return the words with a capital in names of organisations, in small letters."""
    return frozenset(word.lower() for name in names for word in re.findall(r"[^\s()/,]+", name) if word[:1].isupper())


def _adresboek(text: str, search: Search) -> Iterator[Hit]:
    for match in _names_pattern(search.names).finditer(text) if search.names else ():
        initials = " ".join(f"{word[0]}•" for word in match[0].split())
        yield Hit(match.start(), match.end(), "adresboek", initials)


@cache
def _names_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Match any of these names as whole words; a name of one word only with its capital, for it may be a word too."""
    several = [r"\s+".join(map(re.escape, name.split())) for name in names if len(name.split()) > 1]
    single = [re.escape(name.strip()) for name in names if len(name.split()) == 1]
    options = [f"(?i:{option})" for option in sorted(several, key=len, reverse=True)] + sorted(single)
    return re.compile(rf"(?<!\w)(?:{'|'.join(options)})(?!\w)" if options else r"(?!)")


_ADRES = re.compile(
    r"(?<!\w)(?:[A-ZÀ-ÖØ-Þ][\w'’-]*\s+(?:(?:van|de|den|der|het|'t)\s+)*){0,3}?"
    r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’-]*(?:straat|laan|weg|plein|kade|dijk|gracht|singel|plantsoen|steeg|dreef|hof|pad)"
    rf"\s+[1-9]\d{{0,2}}(?:\s?-?[a-zA-Z])?(?![\w:]|[.,-]\d|\s+(?:{_MAAND})\b)"
)


def _adres(text: str, _: Search) -> Iterator[Hit]:
    for match in _ADRES.finditer(text):
        yield Hit(match.start(), match.end(), "adres", f"{match[0][0]}••• ••")


_DIGIT = re.compile(r"\d")
#: What a text must hold for a kind to be possible at all.
_WITH_DIGITS = frozenset(("bsn", "telefoon", "iban", "geboortedatum", "adres"))
_TELLING: dict[Gegeven, tuple[str, ...]] = {
    "privemail": ("@", "(at)", "[at]"),
    "leerling-met-naam": ("leerling", "student", "scholier", "verdachte", "slachtoffer", "dader"),
}
_ALL_TELLING = tuple(word for words in _TELLING.values() for word in words)
_FINDERS: dict[Gegeven, Callable[[str, Search], Iterator[Hit]]] = {
    "bsn": _bsn,
    "privemail": _privemail,
    "telefoon": _telefoon,
    "iban": _iban,
    "geboortedatum": _geboortedatum,
    "leerling-met-naam": _leerling,
    "adresboek": _adresboek,
    "adres": _adres,
}
