"""Health, care and justice, told of one person without a name."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import (
    AT_WORK,
    FAMILIE,
    FUNCTIE,
    JONGERE,
    KIN,
    KLAS,
    LEDEN,
    SEVERAL,
    SOMEBODY,
    VOORWAARDE,
    ZAAK,
    bounds,
)
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.initials import find_initialen
from convenant_cli.privacy.later import later
from convenant_cli.privacy.lexicon import lexicon
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.words import either

_CONDITION = lexicon("gezondheid.txt")
SENSITIVE = lexicon("gezondheid.txt", "zorg-en-straf.txt")
"""How somebody is, and who has to do with somebody."""

#: Who else can be spoken of as somebody.
_ANDER = """
 man vrouw dame jongeman jongedame knul knaap partner echtgenoot echtgenote inwoner inwoonster bewoner bewoonster
buurman buurvrouw buurjongen buurmeisje huurder automobilist fietser scooterrijder bezoeker bezoekster mevrouw meneer
ex-man ex-vrouw ex-vriend ex-partner schoonmoeder schoonvader zwager collega
"""
_MENS = either(_ANDER)
_MENS_IS = SOMEBODY | OneOf(_ANDER.split())
_EEN_MENS = rf"(?:{JONGERE}|{FAMILIE}|{ZAAK}|{_MENS})"
_BIJV = r"(?:[a-zë\d-]{2,20}[ ]){0,2}?"
#: What tells a fact of the one who is named before it.
_WERKWOORD = either("""
 is was werd wordt zit zat staat stond kreeg krijgt ligt lag heeft had vertelde vertelt volgt slikt gebruikt gebruikte
kwam komt ging gaat nam bekende verblijft woont blijkt bleek zei zegt meldde meldt deed doet mag loopt liep lijdt kampt
worstelt moest moet wil wilde durft ontkent drinkt rookt dealt slaat mist raakte belandde herstelt kan kon verloor
overleed wacht leeft eet trekt verkoopt blowt vapet spijbelt huilt snijdt verwondt slaapt sliep plast weigert
weigerde vraagt vroeg ondergaat schaamt voelt voelde vertoont zoekt mijdt
overweegt schreef schrijft schreeuwt draagt ziet hoort heet stopt
blijft bleef spreekt gaf geeft viel valt
""")
#: One actual person: "de leerling", "deze jongen", "zijn moeder", "moeder van een leerling".
_BEPAALD = later(
    rf"(?<!\w)(?:(?:de|het|deze|die|dat|dit|onze|ons|zijn|haar|hun|mijn|diens|bovengenoemde|betreffende|bewuste"
    rf"|betrokken|genoemde"
    rf"|alleen het|alleen de)[ ]{_BIJV}{_EEN_MENS}"
    rf"|(?:zijn|haar|hun)[ ]{_BIJV}(?:ouders|gezin|vriend)|(?:het|dit|dat)[ ]{_BIJV}gezin"
    rf"|{FAMILIE}[ ]van|(?:met|van|bij|dat|over|tegen|voor)[ ]{JONGERE}(?![ ](?:en|of)))(?![\w-])",
    re.IGNORECASE,
    tells=(("", _MENS_IS | OneOf(("ouders", "gezin", "vriend", "vriendin"))),),
)
_TOESTAND = either("""
 psychotisch depressief verslaafd ernstig ongeneeslijk su[iï]cidaal zwanger ziek failliet gedetineerd
alcoholist werkloos
opgenomen overleden chronisch terminaal dakloos manisch overspannen alcoholiste invalide
""")
#: "Leerling heeft", "Moeder kampt": a fact, whatever else the sentence says.
_DOET = later(
    rf"(?<!\w){FAMILIE}[ ]{_WERKWOORD}(?!\w)"
    rf"|(?:^|(?<=[.:;#*>-][ ]))(?:{FAMILIE}[ ]{_TOESTAND}|(?:de[ ])?ouders[ ](?:zijn|liggen|zitten)[ ](?:in"
    rf"|verwikkeld|gescheiden|uit[ ]elkaar|failliet|{_TOESTAND})"
    r"|(?:de[ ])?ouders[ ]hebben[ ](?:een|geen|schulden))(?!\w)"
    rf"|(?<!\w)(?:{_EEN_MENS}),[ ][^.,\n]{{2,40}},[ ]{_WERKWOORD}(?!\w)|(?:^|(?<=[.:;#*>-][ ]))(?:{_EEN_MENS})[ ]"
    rf"(?:\([^)\n]{{1,12}}\)[ ]|(?:uit[ ])?{KLAS}[ ,:]{{1,2}})?(?:{_WERKWOORD}(?!\w)"
    rf"|(?:uit|in|van|die|met|zonder|is|thuis|al|sinds|nog|weer|kan|niet|wegens|vanwege|opgenomen|na|sinds|door"
    r"|volgens|vandaag)[ ])",
    re.IGNORECASE,
    tells=(
        ("", KIN),
        (r"(?:^|(?<=[.:;#*>-][ ]))((?:de[ ])?ouders[ ])", bool),
        (r"(\S{1,60}),[ ][^.,\n]{2,40},[ ](?:[bdeghklmnprstvwz]|is|on[td]|over)", _MENS_IS),
        (r"^(\S+)[ ]", _MENS_IS),
        (r"(?<=[.:;#*>-][ ])(\S+)[ ]", _MENS_IS),
    ),
)
#: Somebody at work, of whom an illness is told; a place before it makes it the address of something.
_WERKENDE = later(
    rf"(?<!\w)(?<!naar )(?<!bij )(?<!met )(?<!door )(?<!aan )(?<!voor )(?<!via )(?<!en )"
    rf"(?:de|deze|die|onze|mijn)[ ]{_BIJV}(?:{FUNCTIE})(?![\w-])"
    rf"|^(?:{FUNCTIE})[ ](?:[\w-]{{2,20}}[ ])?{_WERKWOORD}(?!\w)",
    re.IGNORECASE,
)
_ONBEPAALD = later(
    rf"(?<!\w)(?:(?:een|[eé]én)[ ]van[ ](?:de|onze|zijn|haar|hun|deze)[ ]{_BIJV}(?:{LEDEN})|(?:een|[eé]én"
    rf"|1)[ ]{_BIJV}(?P<wie>{_EEN_MENS}|{FUNCTIE}))(?![\w-])",
    re.IGNORECASE,
    tells=(
        (r"(?:een|[eé]én)[ ]van[ ](?:de|onze|zijn|haar|hun|deze)[ ](\S+(?:[ ]\S+){0,2})", SEVERAL),
        (r"(?:een|[eé]én|1)[ ](\S+(?:[ ]\S+){0,3})", _MENS_IS | AT_WORK),
    ),
)
_VOORNAAMWOORD = later(
    r"(?:^|[.#:\"'>;,-][ ]{0,2}|(?<!\w)(?:dat|omdat|want|sinds|toen|nadat|terwijl|doordat|en|maar|volgens school"
    r"|daarom|hierdoor|waardoor|of)[ ])(?:hij|zij|ze)[ ]"
    r"(?!kunnen|krijgen|hebben|zijn|worden|moeten|mogen)[a-z]{2,20}(?!\w)"
    rf"|(?<!\w){_WERKWOORD}[ ](?:hij|zij|ze)(?!\w)"
    r"|(?:^|(?<=[\s(:]))['\"]ik[ ](?:heb|had|was|ben|werd|word|ga|ging|slik|gebruik|doe|deed|kan|wil|wilde)(?!\w)"
    r"|(?:(?<!\w)(?:bij|met|van|voor|om|over)[ ](?:haar|hem))[ ](?:is|was|werd|wordt|speelt|loopt|gaat|zijn)(?!\w)",
    re.IGNORECASE,
    holds=r"(?<!\w)(?:hij|zij|ze|haar|hem|ik)(?!\w)",
)
#: "Zijn dyslexie", "na haar operatie": right before what is told.
_BEZIT = later(
    r"(?:^|[.:;#-][ ]|(?<!\w)(?:na|door|vanwege|wegens|over|met|van|voor|tijdens|in|sinds|om|bij|en|dat|is)[ ])"
    r"(?:zijn|haar|diens)[ ](?:[a-zë-]{2,20}[ ]){0,2}$",
    re.IGNORECASE,
)
#: What makes a sentence say something in general, of nobody in particular.
_NIEMAND = either("""
 stel ^wie ,_wie krijgt_bij iedereen mogelijke eventuele? (?:gast)?spreker ervaringsdeskundige [a-z]{2,12}t_u
^bij_een_[a-z-]{3,30}_belt bel_112 bij_(?:jongeren|pubers|tieners|scholieren)
(?<!hij_)(?<!zij_)(?<!ze_)(?<!ling_)zou zouden heeft_recht hebben_recht recht_op bijvoorbeeld voorbeeld
staat_centraal in_de_les de_les_gaat
tijdens_de_les lessen_over les_over gastles workshop voorlichting spreekuur (?<!aan_)de_training
training_(?:over|voor|van) protocol handreiking
folder artikel
wet beleid meldcode aanpak rollenspel boek film toneel[a-z]* casus campagne filmpje_over
onderzoek_(?!naar|in_het|door|wijst|bij) de_cijfers cijfers_(?:over|van|uit) procent
gemiddeld wat_te_doen wat_doe hoe_(?!lang|vaak|oud|veel) mag_de zodra tenzij ongeacht verzonnen fictie(?:f|ve)? acteur
actrice omslag poster
afbeelding foto_op_de geen_enkele niemand uitleg_over in_algemene_zin
""")
_ALGEMEEN = later(rf"(?<!\w)(?:{VOORWAARDE}|{_NIEMAND})(?!\w)", re.IGNORECASE)
#: Words that make a sentence general, unless it points at somebody.
_GEWOONTE = later(
    r"(?<!\w)(?:kan(?!\s(?:niet|geen|nog))|kunnen|moet(?! voor de| voorkomen| naar de eerste| naar het zieken"
    r"| de cel| onder het mes| dialys)|moeten|mogen|dient|hoort(?!\s(?:stemmen|niets|slecht|niet|bijna|amper))"
    r"|rechten|vaak|altijd|meestal"
    r"|soms|zelden)(?!\w)",
    re.IGNORECASE,
)
_FEIT = later(rf"(?<!\w)(?:{_WERKWOORD}|krijgt sinds|is gezien|zijn gezien)(?!\w)", re.IGNORECASE)
_AANWIJZER = later(
    rf"(?<!\w)(?:(?:uit|in|van)[ ](?:klas[ ]|de[ ])?{KLAS}|uit[ ](?:de|het)[ ][^\s.,]{{0,20}}(?:bouw|klas"
    rf"|leerjaar|jaar)"
    rf"|uit[ ]\w{{2,10}}(?:klas)|(?:van|op|bij|uit)[ ](?:het|de)[ ](?:vmbo|havo|vwo|mavo|mbo|onderbouw|bovenbouw"
    rf"|administratie)"
    rf"|(?:van|op|bij)[ ](?:de[ ]locatie|het|de)[ ](?-i:[A-Z])\w+|van[ ](?-i:[A-Z])\w{{2,}}|sinds|vorig jaar"
    rf"|vorige (?:week|maand)"
    rf"|(?:een|[eé]én)[ ]van[ ](?:de|deze|die)[ ](?:betrokken|genoemde|aangehouden|geschorste|verwijderde|twee|drie"
    rf"|vier|verdachten|daders|slachtoffers|getuigen|dealers|pesters)"
    rf"|gisteren|vandaag|vanmorgen|vanochtend|onlangs|deze (?:week|maand)"
    rf"|afgelopen \w{{2,10}}|in (?:januari|februari|maart|april|mei|juni|juli"
    r"|augustus|september|oktober|november|december)|nog|niet meer"
    r"|nu|weer|al|nadat|na de|tijdens de|van (?:veertien|vijftien"
    r"|zestien|zeventien|dertien|twaalf|achttien|\d\d)|dagen|weken|maanden|in behandeling is|op zijn|op haar"
    r"|vertelde|bleek|kreeg|werd|raakte|belandde|verloor|overleed|per \d{1,2}|voor de (?:tweede|derde|vierde"
    r"|zoveelste) keer"
    r"|(?<!die )(?<!dat )(?<!wie )(?:is|heeft|had|was) [^.,\n]{0,60}?(?:be[a-z]{3,12}t"
    r"|(?:ver|(?:op|aan|uit)?ge|ge[a-z]{2})[a-z]{3,12}[dtn]))(?!\w)",
    re.IGNORECASE,
)


#: "Een bekende medewerker" confesses nothing.
_EEN_BEKENDE = later(r"(?<!\w)(?:een|de|het|geen|meest|goede|oude)\s$", re.IGNORECASE)


def find_gezondheid(text: str, search: Search) -> Iterator[Hit]:
    """Find a matter of health, care or justice that is told of one actual person."""
    searched = 0
    for start, end in SENSITIVE.find(text):
        if start < searched:
            continue  # a sentence is read once
        if _EEN_BEKENDE.search(text[max(0, start - 12) : start]) and text[start:end].lower() == "bekende":
            continue
        first, searched = bounds(text, start, end)
        who = _one_person(text[first:searched], start - first, search)
        if who is not None:
            yield Hit(min(first + who[0], start), max(first + who[1], end), "gezondheid", "•••")


def _one_person(around: str, at: int, search: Search) -> tuple[int, int] | None:
    """Return where a sentence that is sensitive at a place names one actual person; None when it speaks in general."""
    who = _named(around, at, search)  # asked first: of most sentences there is nobody
    return None if who and _ALGEMEEN.search(around) and not _WIJST_AAN.search(around) else who


def _named(around: str, at: int, search: Search) -> tuple[int, int] | None:
    if owner := _BEZIT.search(around, 0, at):
        return None if _ONBEPAALD.search(around, 0, at) and not _AANWIJZER.search(around) else owner.span()
    does = _DOET.search(around)
    if does and not _ONBEPAALD.search(around, 0, does.end()):
        return does.span()
    definite = _BEPAALD.search(around) or _ill_at_work(around)
    if (
        definite
        and not _GENERIEK.search(around)
        and (not _GEWOONTE.search(around) or _AANWIJZER.search(around) or _WIJST_AAN.search(around))
    ):
        return definite.span()
    indefinite = _ONBEPAALD.search(around)
    if indefinite and _FEIT.search(around) and not _GEWOONTE.search(around) and _AANWIJZER.search(around):
        return indefinite.span()
    if initials := next(find_initialen(around, search), None):
        return initials.start, initials.end
    pronoun = _VOORNAAMWOORD.search(around)
    if pronoun and not _ONBEPAALD.search(around[: pronoun.start()]):
        return pronoun.span()
    return None


def _ill_at_work(around: str) -> re.Match[str] | None:
    return _WERKENDE.search(around) if AT_WORK(around) and around in _CONDITION else None


#: A pupil that was spoken of before, or of a named class: never somebody in general.
_WIJST_AAN = later(
    rf"(?<!\w)(?:(?:deze|dit|die|dat|bovengenoemde|betreffende|bewuste|betrokken)[ ](?:{_EEN_MENS})|(?:de"
    rf"|het)[ ]{_BIJV}(?:{_EEN_MENS})[ ](?:[^.\n]{{0,40}}[ ])?uit[ ](?:klas[ ]|de[ ])?{KLAS})(?!\w)",
    re.IGNORECASE,
    tells=(
        (r"(?:deze|dit|die|dat|bovengenoemde|betreffende|bewuste|betrokken)[ ](\S+)", _MENS_IS),
        (r"(?:de|het)[ ](\S+(?:[ ]\S+){0,2})[ ](?:[^.\n]{0,40}[ ])?uit[ ]", _MENS_IS),
    ),
)
_GENERIEK = later(
    r"(?<!\w)(?:de leerling of|het kind of|de ouder of|de leerling en|het slachtoffer en|de dader en"
    r"|van de leerling en|belang van het kind|de rol van|rol van de|zoals)(?!\w)",
    re.IGNORECASE,
)
