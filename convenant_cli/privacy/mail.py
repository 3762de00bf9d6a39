"""Mail addresses and accounts that belong to one person."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import PERSON_NEAR, near
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later
from convenant_cli.privacy.words import any_institution, is_achternaam, is_voornaam, listed

#: Mail services for consumers that exist under many top-level domains, and those under one.
_MERKEN = "aol|gmail|gmx|googlemail|hotmail|icloud|live|msn|outlook|proton|protonmail|rocketmail|yahoo|yandex|ymail"
_MERK = later(rf"({_MERKEN})\.([a-z]{{2,3}}|example|co\.[a-z]{{2}}|com\.[a-z]{{2}})")
_DIENSTEN = listed("""
 me.com mac.com mail.com pm.me tutanota.com tutamail.com tuta.io tuta.com fastmail.com hey.com mail.ru web.de wp.pl
onet.pl o2.pl interia.pl abv.bg ukr.net libero.it orange.fr laposte.net t-online.de freenet.de email.com
hushmail.com startmail.com 12move.nl caiway.nl casema.nl chello.nl delta.nl deltanl.nl filternet.nl freeler.nl
glasnet.nl hccnet.nl hetnet.nl home.nl kabelfoon.nl kliksafe.nl kpnmail.nl kpnplanet.nl multiweb.nl onsbrabantnet.nl
online.nl orange.nl planet.nl quicknet.nl solcon.nl telfort.nl telfortglasvezel.nl tele2.nl t-mobilethuis.nl
tiscali.nl upcmail.nl versatel.nl vodafone.nl wanadoo.nl wxs.nl xs4all.nl zeelandnet.nl ziggo.nl ziggomail.com
zonnet.nl zeggis.nl skynet.be telenet.be scarlet.be proximus.be
""")
_BACKWARDS = later(r"[\w.%+'-]{1,64}")
_DOMAIN = later(r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,6}[A-Za-z]{2,24}(?![\w-])")
#: The sign, and how people write it to hide an address from machines.
_AT = later(
    r"@| ?[(\[{] ?(?:at|apenstaartje|@) ?[)\]}] ?| (?:at|apenstaartje) (?=[\w-]{2,30} ?(?:\.|punt|dot"
    r"|[(\[]))"
)
_DOT = later(r" ?[(\[{] ?(?:punt|dot|\.) ?[)\]}] ?| (?:punt|dot) ", re.IGNORECASE)
_LONGEST_LOCAL, _LONGEST_DOMAIN = 64, 120


def is_private_domain(domain: str) -> bool:
    """Tell whether an e-mail domain is a service for consumers."""
    return domain.lower() in _DIENSTEN or bool(_MERK.fullmatch(domain.lower()))


#: What functional mailboxes are called: never a name, whatever the lists say.
_FUNCTIE = later(
    r"(?:info|team|zorg|school|contact|post|admin|secretariaat|receptie|balie|leerplicht|jeugd|veilig"
    r"|convenant|loket|bureau|groep"
    r"|directie|bestuur|privacy|fg|ict|helpdesk|support|vragen|aanmeld|afmeld|melding|meldpunt|noreply"
    r"|no-reply|nieuws|pers|media"
    rf"|onderbouw|bovenbouw|locatie|wijk|preventie|{any_institution()}|gemeente|aanpak|project|training|coordinat"
    r"|ouders|klacht|factuur)"
)
_PREFIX = (
    "vd",
    "van",
    "vande",
    "vander",
    "vanden",
    "de",
    "den",
    "der",
    "het",
    "te",
    "ten",
    "ter",
    "el",
    "al",
    "von",
    "op",
    "opden",
    "opde",
    "in",
    "int",
)


def looks_personal(local: str) -> bool:
    """Tell whether the part of an address before the ``@`` looks like the name of a person."""
    local = local.lower().partition("+")[0]
    if _FUNCTIE.match(local):
        return False
    parts = [re.sub(r"\d+$", "", part) for part in re.split(r"[._-]", local)]
    parts = [part for part in parts if part]
    if not parts:
        return False
    if len(parts) == 1:
        return _one_word_personal(parts[0])
    if any(_FUNCTIE.match(part) and not is_achternaam(part) for part in parts):
        return False
    letters = [part for part in parts if len(part) == 1]
    words = [part for part in parts if len(part) > 1]
    if letters and words and len(words[-1]) > 1:
        return True  # j.jansen, jansen.j, p.de.vries
    return any(is_voornaam(part) for part in words) or (len(words) > 1 and words[0] in ("fam", "familie"))


def _one_word_personal(word: str) -> bool:
    if len(word) < 3:
        return False
    if is_voornaam(word):
        return True
    if len(word) > 5 and _surname(word[1:]):
        return True  # mgirigorie, wvonhagen
    cuts = range(3, len(word) - 3)
    return any(is_voornaam(word[:cut]) and _surname(word[cut:]) for cut in cuts)


def _surname(word: str) -> bool:
    if is_achternaam(word):
        return len(word) > 3
    return any(word.startswith(one) and len(word) - len(one) > 2 and is_achternaam(word[len(one) :]) for one in _PREFIX)


def _addresses(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield where each address starts and ends, with its two parts."""
    for at in _AT.finditer(text):
        before = _BACKWARDS.match(text[max(0, at.start() - _LONGEST_LOCAL) : at.start()][::-1])
        local = before[0][::-1].lstrip(".%+'-") if before else ""
        if not local:
            continue
        tail = text[at.end() : at.end() + _LONGEST_DOMAIN]
        whole = _DOMAIN.match(tail)
        end = at.end() + whole.end() if whole else 0
        if whole is None:
            spelled = _DOT.sub(".", tail)
            whole = _DOMAIN.match(spelled)
            if whole is None:
                continue
            written = re.match(
                r"\S+(?: ?[(\[{]? ?(?:punt|dot|\.) ?[)\]}]? ?\S+){1,4}?(?=[\s.,;]|$)", tail, re.IGNORECASE
            )
            end = at.end() + (written.end() if written else 0)
        yield at.start() - len(local), end, local, whole[0]


def find_privemail(text: str, _: Search) -> Iterator[Hit]:
    """Find every address at a service for consumers."""
    for start, end, local, domain in _addresses(text):
        if is_private_domain(domain):
            yield Hit(start, end, "privemail", f"{local[0]}•••@{domain.lower()}")


def find_werkadres(text: str, _: Search) -> Iterator[Hit]:
    """Find every address at work that bears the name of a person."""
    for start, end, local, domain in _addresses(text):
        if not is_private_domain(domain) and looks_personal(local):
            yield Hit(start, end, "werkadres", f"{local[0]}•••@{domain.lower()}")


# --- accounts -----------------------------------------------------------------------------------------------------

_PLATFORM = (
    r"snapchat|snap|snaps|tik ?tok|instagram|insta|discord|telegram|twitter|facebook|bereal|be real"
    r"|youtube|twitch|signal|whatsapp"
    r"|roblox|steam|fortnite|linkedin|x|threads|reddit|kik|pinterest|gamertag|psn|xbox|onlyfans|strava|mastodon|bluesky"
)
_BIJ_PLATFORM = later(
    rf"(?<!\w)(?:{_PLATFORM}|[a-z]{{0,20}}account|gebruikersnaam|accountnaam|profiel|profielnaam|username"
    rf"|nickname|handle|gebruiker|kanaal)(?!\w)",
    re.IGNORECASE,
)
_HANDLE = later(r"(?<![\w.@/+-])@(?P<naam>[A-Za-z0-9_][\w.]{1,29})(?![\w@]|\.[a-z]{2,4}(?!\w))", words="@")
_PAGINA = later(
    r"(?<![\w.@-])(?:https?://)?(?:[a-z]{2,3}\.)?(?P<dienst>snapchat\.com/add|snapchat\.com/@?|t\.me"
    r"|tiktok\.com|instagram\.com|facebook\.com|fb\.com|twitter\.com"
    r"|x\.com|linkedin\.com/in|twitch\.tv|youtube\.com/@?|bere\.al|discord\.gg|discordapp\.com/users"
    r"|wa\.me|threads\.net|strava\.com/athletes|onlyfans\.com|reddit\.com/u(?:ser)?)"
    r"/?@?(?P<naam>[A-Za-z0-9_][\w.-]{1,39})",
    re.IGNORECASE,
    words=".com t.me .tv bere.al .gg wa.me .net",
)
_GENOEMD = later(
    rf"(?<!\w)(?:{_PLATFORM}|[a-z]{{0,12}}account|gebruiker|gebruikersnaam|profiel)[ -]?(?:naam|account|profiel"
    rf"|id|gebruikersnaam|handle|tag"
    rf"|user)?[ :(]{{1,3}}(?:(?:is|heet|van|onder|de|naam|als|op|hij|zij|haar|zijn|profiel|account) ){{0,4}}"
    r"['\"]?(?P<naam>(?=[a-z0-9_.]{0,28}[0-9_]|[a-z]{2,14}\.[a-z]{2})[A-Za-z][\w.]{3,28}(?:#\d{4})?)(?![\w@])",
    re.IGNORECASE,
)
#: "Op insta postte hij als king_sha030": behind a word for what somebody calls himself, near that of a service.
_NOEMT_ZICH = later(
    r"(?<!\w)(?:als|naam|zich|heet)[ ]['\"]?(?P<naam>[a-z][a-z.]{2,18}(?:_|\d\d)[\w.]{1,12})(?![\w@])",
    re.IGNORECASE,
    holds=r"_|\d\d",
)
_HEKJE = later(r"(?<![\w#])(?P<naam>[A-Za-z][\w.]{1,30}#\d{4})(?!\w)", words="#")
_VAN_ORGANISATIE = later(
    rf"gemeente|jaarplan|beheer|admin|{any_institution()}|wijkagent|school|college|lyceum|jongerenwerk|stichting|team|jeugd"
    r"|nederland|nieuws|_nl$|^nl_|zorg|loket|convenant|bibliotheek"
    r"|museum|sport|rijk|ministerie|official_nl|redactie|omroep|fm|vereniging|campus|mbo|vmbo|havo|hulp"
    r"|meldpunt"
)
_ORGANISATIE_NEAR = later(
    r"(?<!\w)(?:(?:account|kanaal|pagina) van (?:de|het|onze) (?:stichting|gemeente|school|politie|ggd"
    r"|vereniging|werkgroep|campagne|organisatie)"
    r"|volg (?:de|het|ons|onze)|volg ons|campagne(?:account)?|[a-z]{0,15}organisatie)(?!\w)",
    re.IGNORECASE,
)


def find_sociaal(text: str, _: Search) -> Iterator[Hit]:
    """Find every account of one person on social media."""
    told: set[int] = set()
    for pattern in (_PAGINA, _HEKJE, _GENOEMD, _NOEMT_ZICH, _HANDLE):
        for match in pattern.finditer(text):
            start = match.start("naam")
            name = match["naam"].rstrip(".")
            own = pattern is _PAGINA and match["dienst"].lower().endswith("/in")
            if start in told or (_VAN_ORGANISATIE.search(name.lower()) and not own):
                continue
            if near(_ORGANISATIE_NEAR, text, *match.span()):
                continue
            told_of = near(_BIJ_PLATFORM, text, *match.span()) or near(PERSON_NEAR, text, *match.span())
            if pattern in (_HANDLE, _NOEMT_ZICH) and not told_of:
                continue
            told.add(start)
            yield Hit(start, start + len(name), "sociaal", f"{name[0]}•••")
