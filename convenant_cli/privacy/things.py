"""Whether what bears the name of a person is none: a school, a street, a hall, a prize, a book, an organisation."""

import re
from collections.abc import Collection
from functools import cache

from convenant_cli.privacy.context import any_of, near
from convenant_cli.privacy.entities import ENTITY_BEFORE, ENTITY_WORDS, NO_NAME, names_a_thing
from convenant_cli.privacy.language import is_word
from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.tokens import PREFIXES, Run, Token
from convenant_cli.privacy.words import is_achternaam, is_gewoon, is_voornaam, listed
from convenant_cli.text.folding import fold

_ARTICLES = ("het", "de", "in", "naar", "bij")
_YEAR = later(r"\s?\((?:19|20)\d\d\)|,? et al|\s(?:19|20)\d\d[a-z]?\)")
_ENTITY_ENDINGS = (
    "college",
    "school",
    "zaal",
    "hal",
    "straat",
    "plein",
    "park",
    "groep",
    "project",
    "actie",
    "boot",
    "wet",
    "flat",
    "kamer",
    "lokaal",
    "bot",
    "club",
    "kantoor",
    "ruimte",
    "prijs",
    "fonds",
    "methode",
    "programma",
    "toernooi",
    "beker",
    "winkel",
    "hond",
    "stichting",
    "vereniging",
    "kerk",
    "markt",
    "festival",
    "aanbieder",
    "verzekeraar",
    "leverancier",
    "bedrijf",
    "uitgever",
    "uitgeverij",
    "fabrikant",
    "keten",
    "koepel",
    "omroep",
    "provider",
    "dienst",
    "instelling",
    "organisatie",
    "corporatie",
    "bureau",
    "merk",
    "app",
    "platform",
    "software",
    "systeem",
    "centrum",
    "huis",
    "restaurant",
    "gezelschap",
    "gemeente",
    "dorp",
    "stad",
    "museum",
    "theater",
    "krant",
    "omroep",
    "station",
)
_DING = (
    r"(?:naam|lesprogramma|titel|methode|methodiek|programma|project|pilot|proef|systeem|[a-z]{0,20}systeem|app"
    r"|werkgroep|campagne|training|lespakket|boek|film|les|organisatie|stichting|prijs|robot|spel|website"
    r"|platform|account|tool|chatbot|mascotte|hond|hulphond|poes|dier|avatar|figuur|personage|pop|winkel"
    r"|supermarkt|merk|serie|typetje|sprookje|thema|[a-z]{0,20}club|cursus|opleiding|toneelstuk|voorstelling"
    r"|musical|liedje"
    r"|restaurant|band|popgroep|restaurantketen|leesboek|prentenboek|verkiezing|wedstrijd|lied|figuur)"
)
_DING_IS = OneOf(
    (
        *_DING[3:-1].split("|"),
        *listed("wet stelling theorie piramide cirkel roos ladder driehoek model schaal kubus schijf"),
    ),
    ("systeem", "club"),
)
_GENOEMD_NAAR = later(
    rf"(?<!\w)(?<!op )(?!naam van){_DING}\s(?:van|heet|heette|heten|genaamd|met de naam|naar)\s$"
    r"|(?<!\w)[a-z]{0,12}(?:hond|poes|kat|paard|robot|konijn)\s[^.\n]{0,40}luister(?:t|de)\snaar\s$"
    r"|(?<!\w)(?:wet|stelling|theorie|piramide|cirkel|roos|ladder|driehoek|model|schaal|kubus|schijf)\svan\s$"
    r"|(?<!\w)naam van (?:de|het|een) \w{2,20} is [^.\n]{0,30}$",
    re.IGNORECASE,
    tells=(
        (r"(\w{1,60})\s(?:van|heet|heette|heten|genaamd|met de naam|naar)\s$", _DING_IS),
        (r"(luister(?:t|de) naar|naam van)", bool),
    ),
)
_IS_DE_NAAM = later(
    rf"\s(?:is|was|heet|wordt)\s(?:de|een|het|ook)\s(?:[^\W\d]{{2,20}}\s)?{_DING}(?!\w)",
    re.IGNORECASE,
    opens=r"\s(?:is|was|heet|wordt)\s(?:de|een|het|ook)\s",
)
_DINGEN = (
    r"(?:scholen|schoolgebouwen|gebouwen|locaties|dependances|vestigingen|lokalen|[a-z]{0,20}zalen|[a-z]{0,20}kamers"
    r"|ruimtes?|ruimten|straten|pleinen|flats|wijken|buurten|klassen|lijnen|methodes|programma's|projecten"
    r"|scholengroepen"
    r"|kindcentra|clubs|boten|robots|honden|katten|poezen|orkanen|stormen|prijzen|boeken|films|teams)"
)
#: "Roos, Lelie en Iris zijn de drie kamers", "voor De Linde en Jasmijn geldt: drie dependances".
_ZIJN_DINGEN = later(
    rf"[^.;\n]{{0,60}}?(?:\s(?:zijn|waren|heten|worden)\s(?:de\s|onze\s"
    rf"|het\s)?(?:[\w-]{{2,16}}\s){{0,2}}{_DINGEN}(?!\w)"
    rf"|:\s(?:de\s)?(?:twee|drie|vier|vijf|zes|alle|beide)\s(?:[\w-]{{2,16}}\s)?{_DINGEN}(?!\w))",
)
#: "Kees Boekeschool en Titus Brandsma delen een pleinwacht": two schools, one with the word for it.
_DING_IN_RIJ = later(r"(?<!\w)[A-Z][\w-]{2,24}(?:school|scholen|college|lyceum|gymnasium)\s(?:en|of)\s$")
_OF_EEN_RUIMTE = later(r",?\s\(?(?:[a-z]{0,12}zaal|lokaal|[a-z]{0,12}kamer|ruimte|verdieping)(?!\w)")
#: Places that look like a surname.
_PLAATSEN = {
    *(f"den {place}" for place in ("bosch", "burg", "dolder", "ham", "helder", "hoorn", "oever")),
    *(f"de {place}" for place in ("bilt", "koog", "krim", "kwakel", "lier", "meern", "rijp")),
    *("ter aar", "ter apel"),
}
_GEBOUW_ENDS = ("huis", "hof", "burg", "horst", "zaal", "hal")
_OP_TONEEL = later(
    r"\s(?:staat|stond|hangt|hing)\s(?:op|in)\s(?:de|het|een)\s(?:poster|kaft|toneel|affiche|omslag|muur|schilderij)"
    r"(?!\w)",
    re.IGNORECASE,
    opens=r"\s(?:sta|sto|ha|hi)",
)
_VERZONNEN = any_of("""
 verzonnen fictief fictieve personage lied documentaire podcast rapper zanger zangeres hoofdpersoon hoofdrol toneelstuk
voorstelling musical speelfilm (?<!op_)film [a-z]{0,12}presentator voetballer schilder cabaretier boek schilderij
schilderijen leeslijst debatprijs roman prentenboek strip liedje literatuurlijst literatuur serie figuur figuren
voorbeeldcasus oefencasus rollenspel scenario mascotte robot filmpje_in_de_les lesbrief game app vernoemd
zijn_de_namen is_de_naam schrijver auteur dichter gaat_over gaan_over in_de_les_over opera ballet minister
minister-president staatssecretaris kamerlid president koning koningin
""")


def is_thing(run: Run, known: Collection[str], role: bool = False) -> bool:
    """Tell whether a run of words names anything but a person.

    ``known``: words in the names of organisations. ``role``: a word before it says that it is somebody.
    """
    if any(token.small in known for token in run.all) or _YEAR.match(run.text, run.end):
        return True
    if " ".join(token.small for token in run.all) in _PLAATSEN:
        return True
    article = run.before is not None and run.before.small in _ARTICLES
    if any(names_a_thing(token.text, article) and not is_achternaam(token.text) for token in run.all):
        return True
    return _called_behind(run) or _shown_behind(run) or (not role and (_called_before(run) or _told_as_thing(run)))


#: Behind a name in small letters no word for a thing: "vraag Henny om de sleutel".
_ALSO_PLAIN = ("akkoord", "week", "dag", "om", "meer", "actief", "jaar", "maand", "klas")


def _called_behind(run: Run) -> bool:
    after = run.after
    if after is None or run.gap_after not in (" ", "-"):
        return False
    if (after.small in ENTITY_WORDS and (after.capital or after.small not in _ALSO_PLAIN)) or (
        after.capital and names_a_thing(after.text)
    ):
        return True
    return after.small == "in" and run.text.startswith(" de buurt", after.end)


def _shown_behind(run: Run) -> bool:
    if _ZIJN_DINGEN.match(run.text, run.end) or _DING_IN_RIJ.search(run.text[max(0, run.start - 40) : run.start]):
        return True
    last = run.all[-1]
    if last.small.endswith(_GEBOUW_ENDS) and _OF_EEN_RUIMTE.match(run.text, run.end):
        return True
    return _IS_DE_NAAM.match(run.text, run.end) is not None or _OP_TONEEL.match(run.text, run.end) is not None


def _called_before(run: Run) -> bool:
    before = run.before
    if before is None:
        return False
    if before.capital and run.gap == " " and (before.small in PREFIXES or _inside_name(run, before)):
        return True  # Van Dale, Oud Ade: the part of a name that is no given name
    if before.text == "huize" and not is_word(run.head.text):
        return False  # whose house it is
    if before.small == "actie" and run.text[run.end : run.end + 1] == ":" and is_voornaam(run.head.text):
        return False  # who does it
    if run.gap in (" ", "-", " '", ' "'):
        named = before.small == "het" or (before.small == "de" and len(run.words) == 1 and not run.head.letters)
        return named or before.small in ENTITY_BEFORE or before.small.endswith(_ENTITY_ENDINGS)
    return run.gap == ". " and before.small in ENTITY_BEFORE


def _inside_name(run: Run, before: Token) -> bool:
    """Tell whether the word before one given name has a capital though no sentence starts with it."""
    opens = run.text[: before.start].rstrip()[-1:]
    ordinary = before.small in NO_NAME or is_gewoon(before.text)
    return run.words == [run.head] and ordinary and (opens.isalnum() or opens == ",")


#: "Wij lazen 'Oorlogswinter' van Jan Terlouw": a title, and no message that says "ik" or "jou".
_GELEZEN = later(
    r"(?<!\w)(?:lees|leest|lezen|las|lazen|gelezen|voorgelezen|voorlezen)(?!\w)[^.\n]{0,60}?[ ]"
    r"(?P<open>['\"])(?!(?:[^'\"\n]*[ ])?(?i:ik|je|jij|jou|jullie|mij|me|hem|haar|u)(?!\w))"
    r"[A-Z][^'\"\n]{2,60}(?P=open)[ ]van[ ]$",
)


def _told_as_thing(run: Run) -> bool:
    before = run.text[max(0, run.start - 160) : run.start]
    if _GENOEMD_NAAR.search(before[-60:]) or (before.endswith(("' van ", '" van ')) and _GELEZEN.search(before)):
        return True
    return near(_VERZONNEN, run.text, run.start, run.end) or _quoted(run.text, run.start)


def _quoted(text: str, at: int) -> bool:
    """Tell whether a place stands inside quotes, as a title or an example does."""
    begin = max(0, at - 200)
    before = text[begin:at]
    singles = len(re.findall(r"(?:^|(?<=[\s(:]))'(?=\w)", text[begin : at + 1])) - len(
        re.findall(r"(?<=[\w.,!?])'(?=[\s.,;:)!?]|$)", before)
    )
    return singles > 0 or before.count('"') % 2 == 1


@cache
def words_of(names: frozenset[str]) -> frozenset[str]:
    """Return the words with a capital in names of organisations, in small letters; given names are people's as well."""
    words = {word.lower() for name in names for word in re.findall(r"[^\s()/,]+", name) if word[:1].isupper()}
    return frozenset(word for word in words if len(fold(word)) > 1 and word not in PREFIXES and not is_voornaam(word))


TITLES = ("heer", "mevrouw", "meneer", "mevr", "mw", "dhr")


def surnames_behind_letters(tokens: list[Token], known: Collection[str]) -> frozenset[str]:
    """Return the words of organisations that are a surname here: the Rijn of "M. van Rijn", "de heer Van Rijn"."""
    found = set()
    for at, token in enumerate(tokens):
        if token.small in known and token.capital and is_achternaam(token.text):
            first = at - 1
            while first > 0 and tokens[first].small in PREFIXES:
                first -= 1
            if first >= 0 and (tokens[first].letters or tokens[first].small in TITLES):
                found.add(token.small)
    return frozenset(found)


def in_organisation(run: Run, names: frozenset[str]) -> bool:
    """Tell whether a run is a part of the whole name of an organisation that is called after somebody."""
    for name in _called_after_somebody(names):
        around = run.text[max(0, run.start - len(name)) : run.end + len(name)]
        if name in around and run.text[run.start : run.end] in name:
            return True
    return False


@cache
def _called_after_somebody(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(name for name in names if any(is_voornaam(word) for word in re.findall(r"[^\W\d_]+", name)))
