"""What is said of people and of little else, right behind a name that no list has."""

from convenant_cli.privacy.beside import ByFirstWord
from convenant_cli.privacy.context import FAMILIE, FUNCTIE
from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.words import either

#: What happens to people, and how they are.
_OVERKOMEN = """
 aangehouden geschorst verwijderd verhoord vermist verdacht opgepakt gearresteerd veroordeeld vrijgelaten vrijgesproken
gepest mishandeld bedreigd geslagen gestoken weggelopen ziek ziekgemeld zwanger jarig boos verdrietig opgenomen
overleden verhuisd geboren bang dronken verslaafd overstuur gevlucht betrapt weggestuurd weggebleven blijven_zitten
te_laat overgeplaatst uitgeschreven minderjarig meerderjarig niet_verschenen niet_op_school slachtoffer verdachte dader
getuige gewond aangereden gezien beroofd bestolen aangesproken opgehaald gewaarschuwd voorgeleid vastgezet thuis
afwezig onschuldig schuldig verkracht aangerand misbruikt uit_huis ondergedoken gestopt_met_school geblokkeerd gefilmd
onwel flauwgevallen geopereerd gediagnosticeerd behandeld weer_terug van_school_gestuurd de_klas_uit gestuurd gezakt
geslaagd de_aanstichter de_leider de_pester de_dealer verliefd eenzaam somber agressief van_huis naar_huis gescheiden
verhinderd met_verlof met_vakantie met_pensioen de_voorzitter de_notulist aanspreekpunt contactpersoon niet_op_tijd
er_niet uitgescholden uitgelachen geduwd geschopt gevallen geklommen
buitengesloten teruggekomen gesnapt gepakt nageroepen meegelopen_met onder_invloed in_tranen van_slag
"""
#: "Is vorige week aangehouden", from behind the verb.
OVERKOMT = later(
    rf"[ ](?:[^\W\d_A-Z][\w-]*[ ]){{0,4}}?{either(_OVERKOMEN)}(?!\w)",
    starts=((r"[ ]([\w-]+(?:[ ][\w-]+){0,7})", OneOf(word.replace("_", " ") for word in _OVERKOMEN.split())),),
)
_VAN_HEM_DOEN = """
 heeft had kreeg krijgt gaf geeft pakte pakt sloeg slaat verloor liet laat nam neemt deed doet bood biedt vergat
vergeet brak mist miste noemt noemde zoekt zocht toont gooide gooit leende verkocht mag moet moest wil wilde kon kan
haalt haalde ziet zag belt belde houdt hield verstopt verstopte
"""
_VAN_HEM = (
    rf"(?:{FAMILIE}|ouders|excuses|telefoon|mobiel|spullen|vrienden|vriendin|vriend|huiswerk|tas|jas|rugzak|klasgenoot"
    r"|klasgenote|klasgenoten|leraar|docent|mentor|diploma|straf|taakstraf|schorsing|mond|kamer|kluisje|locker|arm|hand"
    r"|neus|enkel|pols|been|medicijnen|pillen|medicatie|fiets|scooter|mes|broek|gezicht|maten|advocaat|ex|buurjongen"
    r"|buurmeisje|verhaal|verklaring|bekentenis|leven|baby|gezin)"
)
_STUKKEN = (
    r"(?:notulen|verslag|uitnodiging(?:en)?|presentatie|rooster|mail|agenda|lijst|presentielijst|planning|actielijst"
    r"|aantekeningen|voorzitterschap|sleutels?|cijfers|presentie|stukken|notitie|koffie|zaal|bestelling|tijd"
    r"|contactgegevens|declaraties?)"
)
_JUNIOR = later(r"[ ](?:jr|sr|junior|senior)\.?(?!\w)")
_EN_NOG_WIE = later(r"[ ]en[ ][^\W\d_a-z][\w'-]{1,24}(?=[ ])")
#: What only people do, and what happens to them; also to two of them.
_MENS = ByFirstWord(
    (
        "is was werd wordt zijn waren werden worden lijkt blijkt bleek blijft bleef raakte heeft had hebben hadden",
        OVERKOMT,
    ),
    (
        """
ontkent ontkende bekent bekende huilt huilde spijbelt spijbelde blowt blowde liegt loog zwijgt vertelt vertelde appt
appte belt belde mailt mailde slikt woont woonde slaapt sliep spuugt schold scheldt vecht vocht sloeg slaat steelt stal
rookt drinkt dealt dealde vapet verkoopt verkocht lacht lachte schreeuwt schreeuwde gilde rende fietst fietste
notuleert notuleerde schaamt schaamde durft durfde vermoedt leent leende verzuimt verzuimde dreigt dreigde regelt
regelde plant
""",
        None,
    ),
    ("schuift sluit", "aan"),
    ("zit", "voor"),
    ("zegt zei", "dat|niet"),
    ("weigert", "te|om"),
    ("ligt", "in"),
    ("hoort", "stemmen"),
    ("moet", "voorkomen"),
    ("neemt", "dit|het|de|contact"),
    ("pakt", "dit"),
    ("zoekt", "uit|het"),
    ("gaat", "na"),
    ("vraagt", "uitstel"),
    ("meldt meldde", "zich"),
    ("geeft gaf", "toe"),
)
_FOUTE_VRIENDEN = r"met[ ](?:oudere|foute|verkeerde)[ ](?:jongens|jongeren|vrienden)"
#: What is said of people, behind the first word that says it.
_GEZEGD = ByFirstWord(
    (
        "komt kwam zit zat ging gaat loopt liep stond staat hing hangt bleef blijft lag",
        r"(?:[\w-]+[ ]){0,4}?(?:huilend|boos|te[ ]laat|naar[ ]huis|op[ ]school|met[ ]een[ ](?:mes|advocaat)|thuis"
        r"|niet(?![ ]door)|nooit|maandag|dinsdag|woensdag|donderdag|vrijdag|morgen|nauwelijks|vast|in[ ]de[ ]klas"
        r"|van[ ]school|zitten)",
    ),
    (
        "hangt hing",
        rf"(?:[\w'-]+[ ]){{0,4}}?(?:rond|op[ ]straat|{_FOUTE_VRIENDEN})",
    ),
    (
        "wil wilde kan kon mag moet moest zou",
        r"(?:er[ ]|het[ ]|dat[ ])?(?:[a-z]+[ ]){0,3}?(?:niet[ ](?:zeggen|meewerken|vertellen|praten|naar)|van[ ]school"
        r"|naar[ ]huis|nablijven|excuses|sorry)",
    ),
    (
        "heeft had hebben hadden",
        r"(?:[\w-]+[ ]){0,4}?(?:gezegd|verteld|bekend|gestolen|geslagen|gestoken|sorry|toegegeven|spijt|ruzie"
        r"|gespijbeld|geblowd|gelogen|gevochten|gehuild|gescholden|gedreigd|gedronken|gerookt|verkering|gedeald|beloofd"
        r"|gebeld|gemaild|geappt|nagebleven)",
    ),
    (
        "wil wilde vraagt vroeg eist eiste wenst zoekt",
        r"een[ ](?:gesprek|afspraak)|excuses|weten|dat[ ]|geen[ ]contact|uitstel|om[ ]een[ ]gesprek",
    ),
    (
        "krijgt kreeg heeft",
        r"(?:een[ ]|weer[ ]|nog[ ])?(?:strafwerk|straf|schorsing|time-out|taakstraf|huisarrest|klap|klappen"
        r"|bedreigingen|griep|koorts|pijn|honger|verkering|liefdesverdriet)",
    ),
    ("is", r"(?:de|zijn|haar)[ ](?:achter|voor|roep|bij|echte[ ])naam"),
    (
        _VAN_HEM_DOEN,
        rf"(?:zelf[ ]|weer[ ]|toen[ ]|al[ ])?(?:zijn|haar)[ ](?:[a-z]+e?[ ])?{_VAN_HEM}",
    ),
    (
        "heeft had maakt maakte schrijft stuurt mailt deelt verspreidt bewaakt bewaart houdt leest bereidt levert "
        "controleert vult doet checkt actualiseert",
        rf"(?:nog[ ])?(?:de|het)[ ]{_STUKKEN}",
    ),
    ("zegt zei weet wist beweert vindt vond denkt dacht hoopt snapt", "er|het|dat|niets|niks|van|meer|alles"),
    (
        "heeft had kreeg krijgt",
        r"(?:geen|een|weer|nog|vaak)[ ](?:[a-z]+[ ])?(?:huiswerk|mes|vriend|vriendin|zin|boeken|wapen|joint|hulp[ ]van"
        r"|coach|advocaat|brutale[ ]mond|grote[ ]mond|excuus|gesprek[ ]met|waarschuwing|blauw[ ]oog)",
    ),
    (
        "voelt voelde gedraagt gedroeg misdraagt misdroeg schaamt verzet verstopte bemoeit ergert sneed snijdt "
        "verveelt",
        "zich",
    ),
    (
        "heeft had",
        r"zich[ ](?:[a-z]+[ ])?(?:gemeld|verslapen|verstopt|misdragen|ziekgemeld|afgemeld|gesneden)",
    ),
    (
        "gaat ging moet mag wil",
        r"(?:weer[ ])?naar[ ](?:een[ ]andere|de|het|zijn|haar)[ ](?:[a-z]+[ ])?(?:school|klas|huisarts|dokter"
        r"|ziekenhuis|politie|directeur|moeder|vader|oma)",
    ),
    ("mag", "terugkomen|weer|blijven|terug|niet[ ](?:meer|mee|naar)|nog"),
    ("vervangt helpt belt spreekt informeert bezoekt", rf"(?:de|het|een|alle)[ ](?:{FUNCTIE}|ouders|leerling)"),
    ("opent leidt sluit", r"de[ ](?:vergadering|bijeenkomst|avond)\w*"),
    ("sluit", "af"),
    ("staat", "bekend"),
    ("bereidt", "(?:het|de|dit|een)[ ](?:[a-z]+[ ]){1,2}voor"),
    ("komt is", "vandaag|morgen|weer"),
    ("zelf", "wil|zegt|is|heeft|ontkent|vindt"),
)
_LETTER_OF_LAAT = later(
    r"[ ][A-Z]\.(?=$|[\s,;:)(])|[ ](?:te|een|twee|drie)?[ ]?(?:keer[ ])?te[ ]laat",
)
_SAMEN_MET = later(
    r",?[ ](?:en|of|met|samen[ ]met|plus)[ ](?:zijn|haar|diens|z'n)[ ]"
    rf"(?:{FAMILIE}|ouders|vriend(?:en|in|je)?|maten|maatje|kameraden|kompaan|groepje|klasgenoten|advocaat|mentor"
    r"|voogd)(?!\w)",
    opens=r",?[ ](?:en|of|met|samen[ ]met|plus)[ ](?:zijn|haar|diens|z'n)[ ]",
)


def is_told_behind(text: str, at: int) -> bool:
    """Tell whether what stands behind a place is said of people and of little else."""
    junior = _JUNIOR.match(text, at)
    at = junior.end() if junior else at
    if _MENS.stands(text, at) or _GEZEGD.stands(text, at):
        return True
    if _LETTER_OF_LAAT.match(text, at) or _SAMEN_MET.match(text, at):
        return True
    together = _EN_NOG_WIE.match(text, at)
    return together is not None and _MENS.stands(text, together.end())


#: What proves a name by itself: "jr" without a point may be anything.
JUNIOR = later(r"[ ](?:jr|sr)\.|[ ](?:junior|senior)(?!\w)")
VAN_HEM_ERNA = later(rf"[ ]{_VAN_HEM}(?!\w)")
#: How somebody is of whom the verb stands before the name.
HOE = later(
    rf"[ ](?:(?:'s|[^\W\d_A-Z][\w-]*)[ ]){{0,4}}?(?:{_FOUTE_VRIENDEN}|liever|alsnog|huilend|van[ ]school|op[ ]school"
    rf"|naar[ ]huis|in[ ]de[ ]klas|zich[ ](?:niet|ziek|onveilig|slecht|eenzaam)|(?:zijn|haar)[ ]{_VAN_HEM}"
    rf"|dat[ ](?:hij|zij|ze)|niets?[ ]van"
    r"|niet[ ]meer|niet[ ]goed|spijt|ruzie|een[ ](?:mes|klap|briefje|gesprek))(?!\w)"
)
