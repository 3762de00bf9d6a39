"""What stands around a number, name or event: the sentence, and the words that say who or what it is about."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.words import any_institution, either, listed

#: The word for one young person, a relative, or somebody in a case.
_JONGERE = listed("""
 leerling leerlinge scholier scholiere student studente brugklasser brugklassertje brugpieper jongere jongen
jongetje meisje meid puber tiener kind peuter kleuter baby deelneemster deelnemer pupil cliënt client cliënte
patiënt patient patiënte klasgenoot klasgenote vriendje vriendin vriendinnetje minderjarige asielzoeker
asielzoekster vluchteling statushouder nieuwkomer spijbelaar stagiair stagiaire examenkandidaat eindexamenkandidaat
thuiszitter hangjongere tienermoeder jongvolwassene gymnasiast havist mbo'er vmbo'er vwo'er
""")
_FAMILIE = listed("""
 moeder vader ouder mama papa mam pap stiefmoeder stiefvader pleegmoeder pleegvader pleegouder voogd verzorger broer
broertje zus zusje zuster halfbroer halfzus stiefbroer stiefzus zoon zoontje dochter dochtertje oma opa oom tante
neef neefje nicht nichtje kleinzoon kleindochter pleegkind pleegzoon pleegdochter
""")
_ZAAK = listed("""
 verdachte slachtoffer dader medeverdachte mededader getuige aangever aangeefster melder meldster dealer pester
geldezel drugsrunner veelpleger benadeelde gedupeerde vermiste veroordeelde betrokkene aangehoudene arrestant
bedreiger pleger wapenbezitter vechtersbaas
""")
#: Somebody in a function. The plural is not here: "docenten Frans" names a subject.
_FUNCTIE = listed("""
 mentor mentrix co-mentor docent docente leraar lerares leerkracht juf meester onderwijsassistent conciërge
concierge rectrix rector conrector directeur directrice schoolleider bestuurder bestuursvoorzitter teamleider
afdelingsleider locatieleider locatiedirecteur adjunct adjunct-directeur decaan ib'er leerlingbegeleider
vertrouwenspersoon wethouder burgemeester raadslid griffier secretaris voorzitter penningmeester notulist wijkagent
wijkagente agent agente jeugdagent schoolagent brigadier hoofdagent inspecteur hoofdinspecteur commissaris
rechercheur teamchef politieagent officier rechter advocaat straatcoach coach trainer trainster instructeur
begeleider begeleidster hulpverlener hulpverleenster gezinsvoogd psycholoog psychologe orthopedagoog pedagoog
therapeut therapeute psychiater huisarts arts dokter verpleegkundige verloskundige stagebegeleider projectleider
programmamanager manager relatiemanager procesregisseur regisseur contactpersoon vervanger aanspreekpunt trekker
collega beveiliger portier toezichthouder boa handhaver secretaresse administrateur controller jurist onderzoeker
vrijwilliger vrijwilligster buschauffeur chauffeur gymdocent imam dominee pastoor journalist journaliste fotograaf
spreker gastspreker ervaringsdeskundige expert specialist directielid opsteller verslaglegger initiatiefnemer
kwartiermaker
""")
#: What these are also made of: schoolmaatschappelijk werker, oud-leerling, leerplichtambtenaar.
_ENDS = {
    "JONGERE": ("leerling", "leerlinge"),
    "ZAAK": ("verdachte",),
    "FUNCTIE": (
        "coördinator", "coordinator", "medewerker", "medewerkster", "adviseur", "consulent", "ambtenaar",
        "werker", "werkster", "coach", "trainer", "arts", "verpleegkundige", "manager", "regisseur",
        "specialist", "directeur", "leider", "agent", "begeleider", "boa", "bestuurder", "functionaris", "secretaris",
        "hoofd",
    ),
}  # fmt: skip
_SPACED = ("officier van justitie", "intern begeleider", "functionaris gegevensbescherming")


def _pattern(words: frozenset[str], kind: str = "") -> str:
    ends = _ENDS.get(kind, ())
    compound = [f"[a-zë-]{{0,24}}(?:{'|'.join(ends)})"] if ends else []
    spaced = _SPACED if kind == "FUNCTIE" else ()
    others = sorted((word for word in words if not word.endswith(ends)), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join((*compound, *spaced, *others))})"


JONGERE = _pattern(_JONGERE, "JONGERE")
FAMILIE = _pattern(_FAMILIE)
ZAAK = _pattern(_ZAAK, "ZAAK")
FUNCTIE = _pattern(_FUNCTIE, "FUNCTIE")
PERSOON = rf"(?:{JONGERE}|{FAMILIE}|{ZAAK})"
#: Several people of one sort.
LEDEN = either("""
 [a-z-]{0,20}leerlingen jongens meisjes jongeren kinderen broers zussen broertjes zusjes neven nichten nichtjes neefjes
[a-z]{1,8}klassers scholieren studenten tieners pubers vriendinnen vrienden verdachten daders slachtoffers getuigen
gezinnen [a-z]{0,14}moeders vaders ouders docenten tweelingen meiden gasten knapen zusters gebroeders vluchtelingen
statushouders
asielzoekers medewerkers deelnemers thuiszitters nieuwkomers spijbelaars stagiairs stagiaires zoons zonen dochters
klasgenoten
dealers pesters collega's leraren mentoren leerkrachten bewoners peuters kleuters pleegkinderen cli[eë]nten
minderjarigen examenkandidaten [a-z]{2,12}-(?:kinderen|leerlingen|jongeren|jongens|meisjes|gezinnen)
""")
#: What tells the patterns above.
SOMEBODY = OneOf(_JONGERE | _FAMILIE | _ZAAK, (*_ENDS["JONGERE"], *_ENDS["ZAAK"]))
KIN = OneOf(_FAMILIE)
AT_WORK = OneOf({*_FUNCTIE, *_SPACED}, _ENDS["FUNCTIE"])
SEVERAL = OneOf(
    listed("""
 jongens meisjes jongeren kinderen broers zussen broertjes zusjes neven nichten nichtjes neefjes scholieren studenten
tieners pubers vriendinnen vrienden verdachten daders slachtoffers getuigen gezinnen vaders ouders docenten
tweelingen meiden gasten knapen zusters gebroeders vluchtelingen statushouders asielzoekers medewerkers deelnemers
thuiszitters nieuwkomers spijbelaars stagiairs stagiaires zoons zonen dochters klasgenoten dealers pesters collega's
leraren mentoren leerkrachten bewoners peuters kleuters pleegkinderen clienten cliënten minderjarigen
examenkandidaten leerlingen moeders
"""),
    ("leerlingen", "klassers", "moeders"),
)
#: What makes a sentence one about whoever it may be: 'als een leerling', 'elke school', not 'als kleuter', 'elke week'.
VOORWAARDE = either("""
 als_(?:de|het|een|er|je|u|iemand|dat|dit|we|wij|ouders|leerlingen|jongeren|scholen|school|nodig|iets|die|in|op|bij)
indien wanneer
(?:elke|iedere|ieder|elk)(?!_(?:week|maand|moment|kwartaal|[a-z]*dag|avond|ochtend|middag|keer|les|nacht|pauze|toets|zondag))
""")
#: A class, as schools call them: 2B, 3 vmbo-tl, H4, klas 2, groep 7, de vierde klas.
KLAS = (
    r"(?:[1-8](?:e|de|ste)?[ -]?(?:[a-z]{1,2}\d?|vmbo|mavo|havo|vwo|tl|bb|kb|gl|gt|bk|kader|basis"
    r"|vmbo-?(?:tl|kader|basis|bb|kb|t|b|k|gl)|gymnasium|atheneum)"
    r"|(?:[hvmabtkgl]|gt|tl|bb|kb|bk|vm|mh|hv|ha|isk|havo|vwo|mavo|vmbo|atheneum|gymnasium"
    r"|vmbo-?[tkbgl]{1,2})[ -]?[1-6][a-z]?\d?|(?:klas|groep"
    r"|brugklas|mentorklas|mentorgroep|leerjaar)[ ]\d{0,1}[a-z]?\d?(?![\w]))"
)
#: How a class begins, for what tells a pattern that ends with one.
KLAS_BEGINT = (
    r"(?:[1-8][^\d.,]|(?:[^\W\d]{1,3}|[hm]avo|vmbo[\w-]{0,3}|\w{6,7}um)[ -]?[1-6]|\w{0,6}(?:klas|groep|jaar)[ ])"
)
_PERSONEN = _JONGERE | _FAMILIE | _ZAAK
FAMILIELEDEN = _FAMILIE
ROLES = _PERSONEN | _FUNCTIE
"""The words of :func:`is_person_word` and :func:`is_function`; others have one of ``ROLE_ENDS``."""
ROLE_ENDS = tuple(ending for endings in _ENDS.values() for ending in endings)


def is_person_word(word: str) -> bool:
    """Tell whether a word in small letters is that for one pupil, relative, or somebody in a case."""
    return word in _PERSONEN or word.endswith((*_ENDS["JONGERE"], *_ENDS["ZAAK"]))


def is_function(word: str) -> bool:
    """Tell whether a word in small letters is that for somebody in a function."""
    return word in _FUNCTIE or word.endswith(_ENDS["FUNCTIE"])


_COMPOUND = later(r"[a-zë-]{0,24}")


def is_function_compound(word: str) -> bool:
    """Tell whether ``FUNCTIE`` takes a whole word in small letters because of how it ends."""
    return _is_compound(word, _ENDS["FUNCTIE"])


def is_person(word: str) -> bool:
    """Tell whether ``PERSOON`` takes a whole word in small letters."""
    return word in _PERSONEN or _is_compound(word, (*_ENDS["JONGERE"], *_ENDS["ZAAK"]))


def _is_compound(word: str, ends: tuple[str, ...]) -> bool:
    return any(_COMPOUND.fullmatch(word[: -len(end)]) for end in ends if word.endswith(end))


_END = later(r"[.!?](?=\s+[A-Z\"'(#])|\n")
_REACH = 240


@lru_cache(maxsize=8)
def _ends(text: str) -> tuple[list[int], list[int]]:
    """Return where the sentences of a text end, and where the next ones start."""
    found = list(_END.finditer(text))
    return [match.start() for match in found], [match.end() for match in found]


def bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place starts and ends, cut off where it gets very long."""
    closes, opens = _ends(text)
    before, after = bisect_right(opens, start), bisect_left(closes, end)
    first = opens[before - 1] if before else 0
    last = closes[after] if after < len(closes) else len(text)
    return max(first, start - _REACH), min(last, end + _REACH)


def sentence(text: str, start: int, end: int) -> str:
    """Return the sentence around a place."""
    return text[slice(*bounds(text, start, end))]


@lru_cache(maxsize=64)
def _places(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def near(pattern: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Tell whether something stands in the sentence around a place, outside the place itself.

    However often that is asked of one text, the text is searched once.
    """
    first, last = bounds(text, start, end)
    places = _places(pattern, text)
    low, high = bisect_left(places, first), bisect_left(places, last)
    inside = bisect_left(places, end) - bisect_left(places, start)
    return high - low - inside > 0


#: What is written in a word of a list and is no part of that word: what may not stand before it, and a point.
_NO_LETTERS = re.compile(r"\(\?<!\w+\)|\\\.")


def any_of(words: str) -> re.Pattern[str]:
    """Return the pattern that finds any of the words of a text whole; an underscore is a space.

    Letters may be allowed before a word, or a word before it refused.
    """
    each = words.split()
    ends = tuple(word.partition("}")[2] for word in each if word[0] == "[")
    whole = (_NO_LETTERS.sub("", word).replace("_", " ") for word in each if word[0] != "[")
    return later(rf"(?<!\w){either(words)}(?!\w)", re.IGNORECASE, tells=(("", OneOf(whole, ends)),))


_PERSON_IS = SOMEBODY | OneOf(
    listed("""
 ouders gezin familie hij zij hem thuis prive privé nummer buurvrouw buurman buren bewoner bewoonster omwonende
inwoner inwoonster huurder mevrouw meneer
""")
)
PERSON_NEAR = later(
    rf"(?<!\w)(?:{PERSOON}|ouders|gezin|familie|hij|zij|hem|thuis|priv[eé]|eigen nummer|buurvrouw|buurman|buren"
    r"|bewoner|bewoonster|omwonende|inwoner|inwoonster|huurder|mevrouw|meneer)(?!\w)",
    re.IGNORECASE,
    tells=(("", _PERSON_IS),),
)
#: An organisation, a building or a desk: what a number or address of everybody belongs to.
ORG_NEAR = later(
    r"(?<!\w)(?:school|schoollocatie|scholen|[a-z]{0,24}college|lyceum|gemeente|gemeentehuis|stadhuis"
    r"|raadhuis|receptie|balie|loket"
    r"|[a-z]{0,24}loket|secretariaat|helpdesk|kantoor|[a-z]{0,24}bureau|politie|centrale|algemene?"
    r"|spreekuur|[a-z]{0,24}lijn|meldpunt"
    r"|telefonist[e]?|klantenservice|stichting|vereniging|organisatie|[a-z]{1,24}huis|buurthuis|ziekenhuis|wijkcentrum"
    r"|[a-z]{0,24}centrum|bibliotheek|sporthal|gymzaal|gymzalen|[a-z]{0,24}theater|zaal|[a-z]{0,24}locatie|vestiging|gebouw"
    r"|[a-z]{0,24}stalling|[a-z]{0,12}halte|laadpaal|camera|lantaarnpaal"
    r"|garage|museum|kinderboerderij|sportveld|sportpark|zwembad|restaurant|hal|te huur|atelier|studio|hotel"
    r"|kinderopvang"
    r"|rotonde|zebrapad|ingang|uitgang|leveranciers|vergaderruimte|verzamelen|verzamelpunt|verzamelplaats"
    r"|campus|bijeenkomst|bijeenkomsten|overleg|vergadering|vergaderen|vergadert"
    rf"|bezoekadres|vergaderadres|vestigingsadres|{any_institution()}|kerk|moskee"
    r"|station|winkel|supermarkt|snackbar|caf[eé]"
    r"|speeltuin|park|plein|hangplek|kruising|bushalte|wegwerkzaamheden|inloop|inloopspreekuur|ouderavond"
    r"|training)(?!\w)",
    re.IGNORECASE,
)
