"""Words that make of a name the name of a thing: a school, a street, a hall, a prize, a book."""

from convenant_cli.privacy.words import listed, words_of

#: Behind a name, or in it.
ENTITY_WORDS = listed("""
 academie afdeling basisschool bestuur bureau campus centrum college colleges dienst economie gemeente groep
gymnasium handel havo hogeschool horeca instituut lyceum mavo mbo onderwijs opleiding opleidingen politie
praktijkonderwijs praktijkschool raad school scholen scholengroep scholengemeenschap sport stichting systeem
techniek team universiteit vereniging vmbo vwo vso isk pro welzijn zorg project projecten programma prijs award
bokaal cup toernooi fonds foundation lezing methode model training trainingen wet norm huis hal zaal flat gebouw
park plein plantsoen laan straat weg kade pad brug station kerk moskee synagoge museum theater bibliotheek
ziekenhuis kliniek stichtingen actie effect dag dagen week weken maand jaar lijn tour show festival concert
toernooien beker medaille penning pleinfeest boot schip fregat rechtbank commissie kabinet motie amendement arrest
rapport verdrag plan akkoord project doctrine index schaal test vragenlijst syndroom ziekte bv nv vof supermarkt
bakkerij slagerij winkel cafe café restaurant garage fanfare harmonie koor orkest band klas klassen leerlijn lijst
groepen raadslid ggd ggz coa ind om vng ministerie inspectie centraal actief volgsysteem tevredenheid begeleiding
zaken nederland nederlandse dienstverlening kinderopvang sporthal zwembad wijk buurt polder haven meer bos duin
eiland molen toren poort tunnel viaduct rotonde gymzaal lokaal kamer aula modaal alleman
""")
#: Before a name.
ENTITY_BEFORE = listed("""
scouting cafetaria snackbar bso speeltuin broodje rapport module kazerne begraafplaats kinderdagverblijf
pizzeria kapsalon boekhandel bloemist apotheek sportschool voetbalclub vv sv fc
fysiotherapie drukkerij muziekschool dansschool rijschool manege gemaal hotel bioscoop kringloop
 zaal sporthal hal pilot proef school basisschool college lyceum gymnasium sint st csg obs rkbs cbs pcb ikc kc sg
station boot schip werkgroep groep robot mascotte boek film serie methode project programma actie stichting
vereniging straat weg laan plein park wijk buurt flat gebouw locatie kerk moskee orkaan storm bakker bakkerij café
cafe restaurant winkel firma fanfare toneelgroep theatergroep band wet commissie motie kabinet prijs team hond poes
kat paard lokaal kamer aula dr dr. prof prof. koning koningin prins prinses paus sinterklaas heilige zwembad
bibliotheek museum theater molen brug sluis polder eiland tunnel haven jongerencentrum wijkcentrum buurthuis
kinderopvang peuterspeelzaal camping hotel garage supermarkt slagerij kapper drogisterij aannemer advocatenkantoor
bureau instituut academie fonds foundation kinderboerderij scholengroep scholengemeenschap scholengemeenschappen
praktijkschool vmbo mavo havo vwo mbo vso isk campus praktijkonderwijs mbo-college roc mgr mgr. pastoor huize villa
hoeve boerderij kindcentrum schoolgebouw dependance vestiging schoolnaam clubhuis club vakbond partij fractie
lijst motie-
""")
#: With a capital, and never a name of a person: how sentences start, days, places, subjects, brands.
NO_NAME = words_of("geen-naam.txt")
_STREETS = (
    "straat",
    "laan",
    "weg",
    "plein",
    "pad",
    "kade",
    "gracht",
    "singel",
    "plantsoen",
    "steeg",
    "dreef",
    "baan",
    "markt",
)
_BUILDINGS = (
    "college", "school", "lyceum", "flat", "zaal", "hal", "stadion", "centrum", "toren", "prijs", "fonds",
    "lezing", "tunnel", "zwembad", "theater", "scholen", "bokaal", "effect", "actie", "project", "methode",
    "week", "kazerne", "museum", "kerk",
)  # fmt: skip
#: The end of the name of a building or a place, and of many a surname.
_DOUBTFUL = (
    "huis",
    "park",
    "hof",
    "brug",
    "dijk",
    "burg",
    "bad",
    "haven",
    "polder",
    "huizen",
    "bos",
    "ring",
    "poort",
    "dag",
)


def names_with_a_word(word: str) -> bool:
    """Tell whether a word ends with a dash and an ordinary word: Goghhuis-lezing, Bureau-straf."""
    first, _, last = word.rpartition("-")
    return bool(first) and last[:1].islower() and len(last) > 2


def names_a_thing(word: str, doubtful: bool = False) -> bool:
    """Tell whether a word is a name with the word for a thing behind it: Doustraat, Goghhuis, Doorenbosch-lezing.

    ``doubtful``: also when the ending is that of a surname as often: an article before it settles that.
    """
    small = word.lower()
    if names_with_a_word(word):
        return True
    if not small.endswith(_ENDINGS):
        return False
    endings = (*_STREETS, *_BUILDINGS, *(_DOUBTFUL if doubtful else ()))
    return any(small.endswith(ending) and len(small) > len(ending) + 2 for ending in endings)


_ENDINGS = (*_STREETS, *_BUILDINGS, *_DOUBTFUL)
