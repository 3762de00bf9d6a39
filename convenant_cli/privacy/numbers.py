"""Numbers of one person: BSN, account, pupil, client, passport, and the address of a connection."""

import ipaddress
import re
from collections.abc import Iterator

from convenant_cli.privacy.context import JONGERE, PERSON_NEAR, PERSOON, any_of, near
from convenant_cli.privacy.hit import Gegeven, Hit, Search
from convenant_cli.privacy.later import later

# --- BSN ----------------------------------------------------------------------------------------------------------

_APART = r"[ .-]{0,3}"
#: Nine digits as a BSN is written; not a part of a longer number, code, address on the web or decimal.
_NEGEN = later(
    r"(?<![^\W_])(?<![./=#+-])(?<!\d[ ,_])"
    r"(?:\d{9}|\d{4}\.\d{2}\.\d{3}|\d{4} \d{2} \d{3}|\d{2} \d{2} \d{2} \d{3}|\d{3}([ -])\d{3}\1\d{3})"
    r"(?![^\W_]|[/=-]|[.,_]\d| \d)"
)
_BSN_WOORD = later(
    r"(?<!\w)(?:bsn|b\.s\.n\.?|burger ?service[ -]?(?:nummer|nr)|sofi[ -]?(?:nummer"
    r"|nr))s?(?!\w)\.?(?:[ -](?:nr\.?|nummer))?"
    rf"[^\w\n]{{0,4}}(?:(?:is|was|van|leerling|ouder|kind|moeder|vader|nummer|nr|de|het|en|kreeg|krijgt|luidt"
    rf"|wordt|zou|hij|zij|gaf|noemde|zijn|haar|deze|dit|dan)[^\w\n]{{1,3}}){{0,4}}"
    rf"(\d(?:{_APART}\d){{7,8}})(?!\d|[.,]\d)",
    re.IGNORECASE,
)
#: "123456789 als burgerservicenummer", "123456789 (BSN)".
_BSN_ERNA = re.compile(
    r"[ ]{0,2}(?:[(,]|als|is|was|staat|stond|klopt|en)?[ ]{0,2}(?:(?:het|een|zijn|haar|mijn|hun|verkeerd|verkeerde"
    r"|juist|juiste|als|niet)[ ]){0,3}(?:bsn|burgerservicenummer|burger ?service[ -]?(?:nummer|nr)|sofinummer)(?!\w)",
    re.IGNORECASE,
)
#: A word before nine digits that says they number something else than a person.
_ANDER_NUMMER = later(
    r"(?:(?:zaak|kenmerk|dossier|kvk|rsin|btw|factuur|order|referentie|subsidie|beschikking|besluit|document|isbn|issn"
    r"|vestiging|brin|eur|kosten|ticket|artikel|ean|serie|meter|inkoop|project|contract|offerte|bestel"
    r"|registratie)[\w.-]{0,30}"
    r"|€|\+\d{2})[ :#(]{0,3}(?:(?:nr\.?|nummer|is|met)[ :#(]{0,3}){0,2}(?:\(0\) ?)?$",
    re.IGNORECASE,
)
_HOEVEELHEID = later(
    r" ?(?:euro|eur(?!\w)|,-|leden|inwoners|kwh|kliks|keer|m2|m3|km|meter|bezoek|views|volgers|bytes"
    r"|verzoeken)",
    re.IGNORECASE,
)


def elfproef(digits: str) -> bool:
    """Tell whether eight or nine digits pass the test that every BSN passes."""
    number = digits.zfill(9)
    # What a sum tells needs no library, and most numbers fail it.
    if (sum((9 - at) * int(digit) for at, digit in enumerate(number[:8])) - int(number[8:])) % 11:
        return False
    from stdnum.nl import bsn  # only when there is a number to test

    return bsn.is_valid(digits)


def find_bsn(text: str, _: Search) -> Iterator[Hit]:
    """Find every number that is a BSN by its own test, and what is called one."""
    told: set[int] = set()
    for match in _BSN_WOORD.finditer(text):
        told.add(match.start(1))
        kind: Gegeven = "bsn" if elfproef(_digits(match[1])) else "bsn-ongeldig"
        yield Hit(match.start(1), match.end(1), kind, "•••••••••")
    for match in _NEGEN.finditer(text):
        if match.start() not in told and _BSN_ERNA.match(text, match.end()):
            told.add(match.start())
            kind = "bsn" if elfproef(_digits(match[0])) else "bsn-ongeldig"
            yield Hit(match.start(), match.end(), kind, "•••••••••")
        if match.start() in told or _ANDER_NUMMER.search(text[max(0, match.start() - 60) : match.start()]):
            continue
        if elfproef(_digits(match[0])) and not _HOEVEELHEID.match(text, match.end()):
            yield Hit(match.start(), match.end(), "bsn", "•••••••••")


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


# --- IBAN ---------------------------------------------------------------------------------------------------------

_IBAN = later(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ .-]?\d{2}(?:[ .-]{0,3}[A-Za-z0-9]){11,30}")
_SHORTEST_IBAN, _LONGEST_IBAN = 15, 34
NO_COUNTRY = frozenset(("in", "op", "en", "na", "je", "we", "ze"))
"""Words that are no country with such numbers."""


_ORGANISATIE = (
    r"(?:gemeente|gemeentes|stichting|school|scholen|scholengroep|vereniging|politie|ggd|bibliotheek|organisatie"
    r"|samenwerkingsverband|provincie|schoolbestuur|penningmeester|leverancier|belastingdienst|jongerenwerk"
    r"|ouderraad|ouderfonds|fonds|bv|b\.v\.|[a-z]{0,20}college|lyceum)"
)
_REKENING = r"(?:[a-z]{0,12}rekening(?:nummer)?|iban|bank|betalen|overmaken|overgemaakt|stort|storten|bijdrage)"
#: Whose account it is: "rekening van de gemeente", "NL… t.n.v. Stichting", "factuur aan de gemeente".
_VAN_ORGANISATIE = later(
    rf"(?<!\w)(?:van|t\.?n\.?v\.?|ten name van|op naam van|aan|naar|voor)[ :]{{1,2}}(?:(?:de|het|onze)[ ])?"
    rf"(?:[a-z]{{3,20}}[ ])?{_ORGANISATIE}(?!\w)"
    rf"|(?<!\w){_REKENING}[ :(]{{1,2}}(?:de[ ]|het[ ])?{_ORGANISATIE}(?!\w)"
    rf"|(?<!\w){_ORGANISATIE}[^.\n\d]{{0,40}}[ ](?:vanaf|via|op|met|,)?[ ]?(?:haar|zijn|eigen|de|het|algemene)?[ ]?"
    rf"(?:rekening|rekeningnummer|bankrekening|iban)(?!\w)",
    re.IGNORECASE,
)


def _of_organisation(text: str, start: int, end: int) -> bool:
    """Tell whether an account is said to be that of an organisation and nobody is spoken of."""
    return near(_VAN_ORGANISATIE, text, start, end) and not near(_IEMANDS, text, start, end)


_IEMANDS = later(
    rf"(?<!\w)(?:{PERSOON}|ouders|gezin|familie|hij|zij|hem|haar|priv[eé]|mevrouw|mw|meneer|dhr|heer)(?!\w)",
    re.IGNORECASE,
)


def _is_iban(typed: str) -> bool:
    number = re.sub(r"[ .-]", "", typed)
    # What a remainder tells needs no library: a date of two words looks like an account number at first sight. One in a
    # hundred has the remainder as well, "in 2027 minder acties", and the library takes longer to load than the search.
    if (
        number[:2].lower() in NO_COUNTRY
        or not number.isalnum()
        or int("".join(str(int(part, 36)) for part in number[4:] + number[:4])) % 97 != 1
    ):
        return False
    from stdnum import iban

    return iban.is_valid(number, check_country=False)


def find_iban(text: str, _: Search) -> Iterator[Hit]:
    """Find every account number that passes the tests of its country and is not said to be of an organisation."""
    for match in _IBAN.finditer(text):
        length, best = 0, 0
        for at in range(match.start(), match.end()):
            length += text[at].isalnum()
            whole = at + 1 == len(text) or not text[at + 1].isalnum()
            if whole and _SHORTEST_IBAN <= length <= _LONGEST_IBAN and _is_iban(text[match.start() : at + 1]):
                best = at + 1
        if best and not _of_organisation(text, match.start(), best):
            yield Hit(match.start(), best, "iban", f"{match[0][:2].upper()}•• •••• ••{text[best - 2 : best]}")


# --- other numbers ------------------------------------------------------------------------------------------------

_VAN_WIE = (
    r"leerling(?:en)?|cli[eë]nt(?:en)?|pati[eë]nt(?:en)?|student(?:en)?|scholieren|onderwijs|persoons|burger|kandidaat"
    r"|kandidaats|examen|deelnemers?|stam|verzekerden|verzekerde|verzekerings|zorg|zorgpas|vreemdelingen|v|a|ind|parket"
    r"|pv|mutatie|strafrechtsketen|skn|bvh|kind|pleegkind|jongeren|jeugdigen|lid|lidmaatschaps|reisproduct|abonnee"
    r"|paspoort|rijbewijs|id|id-kaart|identiteitskaart|identiteitsbewijs|verblijfsdocument|document|bibliotheekpas"
    r"|ov-chipkaart|imei|jeugdhulp|detentie|gedetineerden|aangifte|proces-verbaal|reisdocument|brp|gba|pgn"
    r"|pas|cjib|coa|duo|rmc"
)
_PAS = (
    r"paspoort|rijbewijs|(?-i:ID)|id-?kaart|id-?bewijs|identiteitskaart|identiteitsbewijs|zorgpas|zorgpolis|schoolpas"
    r"|studentenkaart|leerlingpas|bibliotheekpas|sportpas|pgn"
    r"|verblijfs(?:document|vergunning|kaart|pas)|ov-chipkaart|ov-kaart|imei|w-document|pv|proces-verbaal|collegekaart"
    r"|(?:cli[eë]nt|leerling|pati[eë]nt|zorg|jeugd|straf|kind|hulpverlenings)-?dossier"
)
#: What numbers anything; only where it is said to be of somebody.
_STUK = (
    r"(?:zaak|dossier|registratie|casus|meldings?|beschikkings?|indicatie|aanmeld|inschrijf|behandel|intake|volg|polis"
    r"|verwijs|verwijzings|referentie|kenmerk)-?(?:nummer|nr)|[a-z]{0,20}dossier|zaak|kenmerk|beschikking"
    r"|nummer|nr|(?!telefoon|huis|kamer|rug)[a-z-]{2,20}nummer"
)
_CODE = (
    r"\d{3,4}(?: \d{3,4}){1,4}|[A-Z]{1,4}-\d{4}[/-]\d{3,8}|\d{2,4}[-/][A-Z]{1,3}[-/]\d{2,8}"
    r"|(?:[A-Z]{1,4}[ -]?|[a-z])?\d[\d/.-]{2,18}\d|[A-Z]{2}[A-Z0-9]{6}\d"
    r"|PL\d{4}[-/]\d{8,12}(?:-\d)?"
)
#: How one begins where its first digit stands, in small letters.
_CODE_BEGINT = r"(?:\d[ \d/.-]{2}|[a-z]{2}[a-z\d]{6}\d)"
_NUMMER = later(
    rf"(?<![\w-])(?:(?:{_VAN_WIE})[ -]?(?:nummers?|nr|no)(?!\w)\.?|(?:{_PAS})(?!\w))"
    r"[^\d\n;=]{0,40}?(?<![^\W_])(?-i:(?P<code>" + _CODE + r"))(?![^\W_])",
    re.IGNORECASE,
    holds=r"(?:n(?:ummers?|r|o)(?!\w)|pas(?:poort)?(?!\w)|bewijs|(?<!\w)id|kaart|polis|pgn|verblijfs|imei|w-document|pv"
    rf"|proces|dossier)[^\d\n;=]{{0,60}}?{_CODE_BEGINT}",
)
_STUKNUMMER = later(
    rf"(?<![\w-])(?:{_STUK})(?!\w)\.?[^\d\n;]{{0,60}}?(?<![^\W_])(?-i:(?P<code>{_CODE}))(?![^\W_])",
    re.IGNORECASE,
    holds=rf"(?:nummer|nr|dossier|zaak|kenmerk|beschikking)(?!\w)[^\d\n;]{{0,66}}?{_CODE_BEGINT}",
)
#: "Leerling 203318", "cliënt 90817".
_IEMAND = later(
    rf"(?<![\w-])(?:{JONGERE}|(?:lln|leerl|stud|pat|cl|ll)\.?)[\s-]?(?:(?:met )?(?:nummer"
    rf"|nr\.?):?\s)?(?-i:(?P<code>[A-Z]?\d[\d/.-]{{3,12}}))(?![^\W_])",
    re.IGNORECASE,
    holds=r"\d[\d/.-]{3}",
)
#: "118842 (leerlingnummer)", "118842 is haar leerlingnummer".
_ERVOOR = later(
    rf"(?<![\w-])(?-i:(?P<code>{_CODE}))(?![^\W_])[ ,]{{1,2}}(?:\(|als |is )?(?:het |zijn |haar |hun )?"
    rf"(?:{_VAN_WIE})[ -]?(?:nummer|nr)(?!\w)",
    re.IGNORECASE,
    holds=r"\d[ ,]{1,2}(?:\(|als |is )?(?:het |zijn |haar |hun )?[\w-]{1,24}[ -]?(?:nummer|nr)(?!\w)",
)
#: A report of the police and a case at court, by their own form.
_VAN_JUSTITIE = later(r"(?<![\w-])(?P<code>PL\d{4}[-/ ]20\d{6,10}(?:-\d{1,3})?|\d\d[-/.]\d{6}[-/.]\d\d)(?![\w/-]|\.\d)")
_NUMMER_VAN = r"(?:nummer|[a-z]{2,15}nummer|nr\.?|[a-z]{0,12}dossier)\s"
_VAN_IEMAND = later(
    rf"(?<!\w)(?:(?:(?:van|voor|over|tegen|bij|betreft)\s(?:(?:de|het|deze|dit|die|zijn|haar|onze)\s)?(?:[a-z]{{2,15}}\s)?"
    rf"|\(|(?<=[,;:]\s)|{_NUMMER_VAN}|(?:de|het|deze|dit)\s(?:[a-z-]{{2,20}}\s)?){PERSOON}"
    rf"|{_NUMMER_VAN}gezin|gezin|cli[eë]nt\snr|hij|zij|als\scli[eë]nt|(?:zijn|haar)\s[a-z]{{2,20}}nummer)(?!\w)",
    re.IGNORECASE,
)
_JAAR = later(r"(?:19\d|20[0-4])\d(?:[-/](?:19|20)?\d\d)?|\d{1,2}[-/.]\d{1,2}[-/.](?:\d\d)?\d\d")


def find_nummer(text: str, _: Search) -> Iterator[Hit]:
    """Find every number that is said to be that of one person: a pupil, a client, a passport, a case."""
    told: set[int] = set()
    for pattern in (_NUMMER, _IEMAND, _ERVOOR, _VAN_JUSTITIE, _STUKNUMMER):
        for match in pattern.finditer(text):
            start, end = match.span("code")
            if start in told or _JAAR.fullmatch(match["code"]):
                continue
            if pattern is _STUKNUMMER and not near(_VAN_IEMAND, text, start, end):
                continue
            told.add(start)
            yield Hit(start, end, "nummer", f"{text[match.start()]}••• ••••••")


# --- the address of a connection ----------------------------------------------------------------------------------

_IP4 = later(r"(?<![\w.-])\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d)")
_IP6 = later(r"(?<![\w:.])(?=[0-9a-f]{0,4}:)(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])", re.IGNORECASE)
_VERBINDING = later(
    r"(?<!\w)(?:ip|ip-?adres|ip-?nummer|[a-z]{0,24}account|ingelogd|inlog|inloggen|login|verbinding|wifi"
    r"|thuisadres|dreig\w*|gehackt|hacker"
    r"|verstuurd|afkomstig|provider|router thuis|mail|bericht|aanval|ddos)(?!\w)",
    re.IGNORECASE,
)
_VERSIE = later(r"(?:versie|version|release|v|artikel|paragraaf|§)[ .:]{0,2}$", re.IGNORECASE)


def find_ip(text: str, _: Search) -> Iterator[Hit]:
    """Find every address on the internet that is told of somebody's connection."""
    for pattern in (_IP4, _IP6):
        for match in pattern.finditer(text):
            try:
                address = ipaddress.ip_address(match[0])
            except ValueError:
                continue  # a version, a time, or numbers of articles
            told = near(_VERBINDING, text, *match.span())
            told = told or (_looks_public(match) and not near(_MACHINE, text, *match.span()))
            if told and not _ours(address) and not _VERSIE.search(text[max(0, match.start() - 10) : match.start()]):
                yield Hit(match.start(), match.end(), "ip", "•••.•••")


_MACHINE = any_of("""
 server webserver website dns nameserver firewall printer switch gateway documentatie subnet reeks [a-z]{0,20}versie
release firmware update
""")
_LEAST_GROUPS = 4
"""How many groups a number of machines has where nothing says what it is; a time or a version has fewer."""


def _looks_public(match: re.Match[str]) -> bool:
    """Tell whether an address needs no word to be one: long, or near a person and no version."""
    if ":" in match[0]:
        return match[0].count(":") >= _LEAST_GROUPS or near(PERSON_NEAR, match.string, *match.span())
    long = sum(len(part) > 1 for part in match[0].split(".")) > 2
    return long and near(_VAN_HUIS, match.string, *match.span())


_VAN_HUIS = later(
    rf"(?<!\w)(?:{PERSOON}|thuis|adres|vanaf|afkomstig|inlog\w*|aanmeld\w*|sessie|bezocht|gepost|geplaatst|gebruikt"
    r"|herleid|getraceerd|traceren|bezoeker|gebruiker|telefoon|laptop|tablet|gezin|modem|router|huis)(?!\w)",
    re.IGNORECASE,
)
_HIER = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")))


def _ours(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Tell whether an address says nothing of where somebody is: of a building's own network, or of no machine."""
    inside = address.version == 4 and any(address in network for network in _HIER)
    return inside or address.is_loopback or address.is_unspecified or address.is_link_local or address.is_multicast
