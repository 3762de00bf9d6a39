"""Words that make of a name the name of a thing: a school, a street, a hall, a prize, a book."""

from convenant_cli.privacy.words import listed

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
scouting cafetaria snackbar pizzeria kapsalon boekhandel bloemist apotheek sportschool voetbalclub vv sv fc
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
hoeve boerderij clubhuis club vakbond partij fractie lijst motie-
""")
#: With a capital, and never a name of a person: how sentences start, days, places, subjects, brands.
NO_NAME = listed("""
zorg financiën sport cultuur wonen ruimte verkeer klimaat milieu werk inkomen
jong jonge veilig sterk groot klein nieuw oud goed
 aan achter af al alle alleen allen als alvast andere ander bij binnen boven buiten daar daarna daarom dan dat de
den der deze die dit door dus een één eerst eerste elk elke en er extra geen graag haar had hangt heb hebben heeft
hem hen het hier hij hoe hun iedere iedereen ik in is ja je jij kan komt kunnen laat later maar mag meer men met
mijn moet na naar naast nee niet niemand nog nu of om omdat ons onze ook op over per pas samen sinds soms straks te
tegen ten ter terug tijdens toch toe toen tot tussen twee drie vier uit van vanaf veel voor vooral vóór waar waarom
wanneer want was wat we weer wel welke wie wij wil wordt worden zal zeg zei ze zij zijn zo zodra zonder zou zullen
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus
september oktober november december nederland nederlands nederlandse frans duits engels spaans turks arabisch pools
latijn grieks wiskunde natuurkunde scheikunde biologie geschiedenis aardrijkskunde economie maatschappijleer gym
muziek tekenen techniek lichamelijke opvoeding rekenen taal burgerschap mentorles godsdienst levensbeschouwing
informatica filosofie handvaardigheid beeldende alphen leiden gouda boskoop zwammerdam benthuizen hazerswoude
koudekerk aarlanderveen rijn zoetermeer utrecht rotterdam amsterdam den haag delft woerden bodegraven nieuwkoop kaag
braassem europa holland zuid noord oost west centrum ridderveld zanen hoorn oekraïne syrië polen turkije marokko
suriname eritrea somalië duitsland belgië frankrijk engeland snapchat instagram tiktok whatsapp facebook youtube
discord telegram teams zoom google microsoft magister somtoday windows android apple excel word avg wvo wvsv bibob
opiumwet leerplichtwet jeugdwet jeugd gezin leren ontwikkelen veiligheid welzijn sociaal domein beleid openbare orde
digitaal online halt ggd ggz politie gemeente school om op boa bsn iban kvk moeder vader ouder ouders leerling
leerlingen docent mentor dader slachtoffer verdachte getuige kind jongere klas groep les lessen dag week maand jaar
kerst pasen suikerfeest ramadan sint koningsdag bijlage hoofdstuk artikel tabel figuur besproken aanwezig afwezig
afgemeld actie aanmelding verzuim gesprek overleg vergadering nazorg zorg zorgoverleg formulier melding vraag vragen
antwoord contact telefoon mail email voortgang besluit datum start gereed status naam functie adres titel tekst doel
""")
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


def names_a_thing(word: str, doubtful: bool = False) -> bool:
    """Tell whether a word is a name with the word for a thing behind it: Doustraat, Goghhuis, Doorenbosch-lezing.

    ``doubtful``: also when the ending is that of a surname as often: an article before it settles that.
    """
    small = word.lower()
    if "-" in word:
        behind = word.rsplit("-", 1)[1]
        if behind[:1].islower() and len(behind) > 2:
            return True
    if not small.endswith(_ENDINGS):
        return False
    endings = (*_STREETS, *_BUILDINGS, *(_DOUBTFUL if doubtful else ()))
    return any(small.endswith(ending) and len(small) > len(ending) + 2 for ending in endings)


_ENDINGS = (*_STREETS, *_BUILDINGS, *_DOUBTFUL)
