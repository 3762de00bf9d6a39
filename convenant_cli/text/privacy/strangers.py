"""Names that no list has: a word with a capital that is none of the language, of which something is told of a person.

Such a word can be a product or a village as well. So what counts is what stands around it: what only people do or
undergo, whose mother or telephone it is, who takes the minutes.
"""

import re
from functools import lru_cache

from convenant_cli.text.privacy.context import FAMILIE, FUNCTIE, JONGERE, bounds
from convenant_cli.text.privacy.entities import ENTITY_WORDS, NO_NAME
from convenant_cli.text.privacy.language import is_compound, is_word
from convenant_cli.text.privacy.later import later
from convenant_cli.text.privacy.tokens import PREFIXES, Run, Token
from convenant_cli.text.privacy.words import either, is_achternaam, is_voornaam, listed, resembles_achternaam

#: No abbreviation, no KiKa, no 3B.
_NAME_LIKE = later(r"(?:(?:Mc|Mac|[DO]')?[^\W\d_a-zà-ÿ][^\W\d_A-Z]{1,30}(?:'s|'[a-z]{2,20})?-?){1,3}")
_SHORTEST = 3
_LONGEST_PARTS = 4
_INSTELLING_ENDS = ("college", "school", "gymnasium", "lyceum", "noord", "oost", "west", "zuid")
#: What happens to people, and how they are.
_OVERKOMEN = either("""
 aangehouden geschorst verwijderd verhoord vermist verdacht opgepakt gearresteerd veroordeeld vrijgelaten vrijgesproken
gepest mishandeld bedreigd geslagen gestoken weggelopen ziek ziekgemeld zwanger jarig boos verdrietig opgenomen
overleden verhuisd geboren bang dronken verslaafd overstuur gevlucht betrapt weggestuurd weggebleven blijven_zitten
te_laat overgeplaatst uitgeschreven minderjarig meerderjarig niet_verschenen niet_op_school slachtoffer verdachte dader
getuige gewond aangereden gezien beroofd bestolen aangesproken opgehaald gewaarschuwd voorgeleid vastgezet thuis
afwezig onschuldig schuldig verkracht aangerand misbruikt uit_huis ondergedoken gestopt_met_school geblokkeerd gefilmd
onwel flauwgevallen geopereerd gediagnosticeerd behandeld weer_terug van_school_gestuurd de_klas_uit gestuurd gezakt
geslaagd de_aanstichter de_leider de_pester de_dealer verliefd eenzaam somber agressief van_huis naar_huis gescheiden
verhinderd met_verlof met_vakantie met_pensioen de_voorzitter de_notulist aanspreekpunt contactpersoon niet_op_tijd er_niet uitgescholden uitgelachen geduwd geschopt gevallen geklommen
buitengesloten teruggekomen gesnapt gepakt nageroepen meegelopen_met onder_invloed in_tranen van_slag
""")
#: What only people do.
_DOEN = either("""
 ontkent ontkende bekent bekende huilt huilde spijbelt spijbelde blowt blowde liegt loog zwijgt vertelt vertelde appt
appte belt belde mailt mailde slikt woont woonde slaapt sliep spuugt schold scheldt vecht vocht sloeg slaat steelt stal
rookt drinkt dealt dealde vapet verkoopt verkocht lacht lachte schreeuwt schreeuwde gilde rende fietst fietste
notuleert notuleerde schuift_aan sluit_aan zit_voor schaamt schaamde durft durfde vermoedt leent leende
zegt_dat zei_dat zegt_niet zei_niet weigert_te weigert_om verzuimt verzuimde ligt_in dreigt dreigde
hoort_stemmen moet_voorkomen regelt regelde plant neemt_dit neemt_het neemt_de neemt_contact pakt_dit zoekt_uit
zoekt_het gaat_na vraagt_uitstel meldt_zich meldde_zich geeft_toe gaf_toe
""")
_VAN_HEM_DOEN = (
    r"(?:heeft|had|kreeg|krijgt|gaf|geeft|pakte|pakt|sloeg|slaat|verloor|liet|laat|nam|neemt|deed|doet|bood|biedt"
    r"|vergat|vergeet|brak|mist|miste|noemt|noemde|zoekt|zocht|toont|gooide|gooit|leende|verkocht|mag|moet|moest|wil|wilde"
    r"|kon|kan|haalt|haalde|ziet|zag|belt|belde|houdt|hield|verstopt|verstopte)"
)
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
_ACHTER = later(
    rf"(?:[ ](?:jr|sr|junior|senior)\.?(?!\w))?(?:[ ](?:en[ ][^\W\d_a-z][\w'-]{{1,24}}[ ])?"
    rf"(?:(?:is|was|werd|wordt|zijn|waren|werden|worden|lijkt|blijkt|bleek|blijft|bleef|raakte|heeft|had|hebben|hadden)"
    rf"[ ](?:[^\W\d_A-Z][\w-]*[ ]){{0,4}}?{_OVERKOMEN}|{_DOEN})(?!\w)"
    r"|[ ][A-Z]\.(?=$|[\s,;:)(])"
    rf"|(?:[ ]|,[ ])(?:en|of|met|samen[ ]met|plus)[ ](?:zijn|haar|diens|z'n)[ ](?:{FAMILIE}|ouders|vriend(?:en|in|je)?|maten|maatje|kameraden|kompaan|groepje|klasgenoten"
    r"|advocaat|mentor|voogd)(?!\w)"
    r"|[ ](?:komt|kwam|zit|zat|ging|gaat|loopt|liep|stond|staat|hing|hangt|bleef|blijft|lag)[ ](?:[\w-]+[ ]){0,4}?"
    r"(?:huilend|boos|te[ ]laat|naar[ ]huis|op[ ]school|met[ ]een[ ](?:mes|advocaat)|thuis|niet(?![ ]door)|nooit|maandag|dinsdag"
    r"|woensdag|donderdag|vrijdag|morgen|nauwelijks|vast|in[ ]de[ ]klas|van[ ]school|zitten)(?!\w)"
    r"|[ ](?:wil|wilde|kan|kon|mag|moet|moest|zou)[ ](?:er[ ]|het[ ]|dat[ ])?(?:[a-z]+[ ]){0,3}?(?:niet[ ](?:zeggen|meewerken|vertellen"
    r"|praten|naar)|van[ ]school|naar[ ]huis|nablijven|excuses|sorry)(?!\w)"
    r"|[ ](?:heeft|had|hebben|hadden)[ ](?:[\w-]+[ ]){0,4}?(?:gezegd|verteld|bekend|gestolen|geslagen|gestoken|sorry"
    r"|toegegeven|spijt|ruzie|gespijbeld|geblowd|gelogen|gevochten|gehuild|gescholden|gedreigd|gedronken|gerookt"
    r"|verkering|gedeald|beloofd|gebeld|gemaild|geappt|nagebleven)(?!\w)|[ ](?:te|een|twee|drie)?[ ]?(?:keer[ ])?te[ ]laat"
    r"|[ ](?:wil|wilde|vraagt|vroeg|eist|eiste|wenst|zoekt)[ ](?:een[ ](?:gesprek|afspraak)|excuses|weten|dat[ ]|geen[ ]contact"
    r"|uitstel|om[ ]een[ ]gesprek)(?!\w)|[ ](?:krijgt|kreeg|heeft)[ ](?:een[ ]|weer[ ]|nog[ ])?(?:strafwerk|straf|schorsing|time-out"
    r"|taakstraf|huisarrest|klap|klappen|bedreigingen|griep|koorts|pijn|honger|verkering|liefdesverdriet)(?!\w)"
    r"|[ ]is[ ](?:de|zijn|haar)[ ](?:achter|voor|roep|bij|echte[ ])naam(?!\w)"
    rf"|[ ]{_VAN_HEM_DOEN}[ ](?:zelf[ ]|weer[ ]|toen[ ]|al[ ])?(?:zijn|haar)[ ](?:[a-z]+e?[ ])?{_VAN_HEM}(?!\w)"
    rf"|[ ](?:heeft|had|maakt|maakte|schrijft|stuurt|mailt|deelt|verspreidt|bewaakt|bewaart|houdt|leest|bereidt|levert"
    rf"|controleert|vult|doet|checkt|actualiseert)[ ](?:nog[ ])?(?:de|het)[ ]{_STUKKEN}(?!\w)"
    r"|[ ](?:zegt|zei|weet|wist|beweert|vindt|vond|denkt|dacht|hoopt|snapt)[ ](?:er|het|dat|niets|niks|van|meer|alles)(?!\w)"
    r"|[ ](?:heeft|had|kreeg|krijgt)[ ](?:geen|een|weer|nog|vaak)[ ](?:[a-z]+[ ])?(?:huiswerk|mes|vriend|vriendin|zin|boeken|wapen|joint"
    r"|hulp[ ]van|coach|advocaat|brutale[ ]mond|grote[ ]mond|excuus|gesprek[ ]met|waarschuwing|blauw[ ]oog)(?!\w)"
    r"|[ ](?:voelt|voelde|gedraagt|gedroeg|misdraagt|misdroeg|schaamt|verzet|verstopte|bemoeit|ergert|sneed|snijdt|verveelt)[ ]zich(?!\w)"
    r"|[ ](?:heeft|had)[ ]zich[ ](?:[a-z]+[ ])?(?:gemeld|verslapen|verstopt|misdragen|ziekgemeld|afgemeld|gesneden)(?!\w)"
    r"|[ ](?:gaat|ging|moet|mag|wil)[ ](?:weer[ ])?naar[ ](?:een[ ]andere|de|het|zijn|haar)[ ](?:[a-z]+[ ])?(?:school|klas|huisarts|dokter|ziekenhuis"
    r"|politie|directeur|moeder|vader|oma)(?!\w)"
    r"|[ ]mag[ ](?:terugkomen|weer|blijven|terug|niet[ ](?:meer|mee|naar)|nog)(?!\w)"
    rf"|[ ](?:vervangt|helpt|belt|spreekt|informeert|bezoekt)[ ](?:de|het|een|alle)[ ](?:{FUNCTIE}|ouders|leerling)(?!\w)"
    r"|[ ](?:opent|leidt|sluit)[ ]de[ ](?:vergadering|bijeenkomst|avond)|[ ]sluit[ ]af(?!\w)|[ ]staat[ ]bekend(?!\w)"
    r"|[ ]bereidt[ ](?:het|de|dit|een)[ ](?:[a-z]+[ ]){1,2}voor(?!\w)|[ ](?:komt|is)[ ](?:vandaag|morgen|weer)(?!\w)"
    r"|[ ]zelf[ ](?:wil|zegt|is|heeft|ontkent|vindt)(?!\w))"
)
#: Of whom or with whom; the thing of a person.
_BIJ_IEMAND = (
    rf"(?:{FAMILIE}|ouders|vader[ ]en[ ]moeder|moeder[ ]en[ ]vader|mentor|telefoon|mobiel|mobieltje|locker|kluis|kluisje"
    r"|tas|jas|rugzak|fiets|scooter|brommer|slaapkamer|gedrag|verzuim|schorsing|absentie|verjaardag|begrafenis"
    r"|uitvaart|thuissituatie|dossier|zaak|casus|verklaring|verhoor|aanhouding|vriend|vriendin|vrienden|ex|exvriend"
    r"|advocaat|broekzak|jaszak|account|schuld|diagnose|medicatie|opname|afwezigheid|naam|toestand|gezin"
    r"|familie|woning|huis|voogd|huiswerk|verwijzing|overplaatsing|begeleiding|broers|zussen|klasgenoten?|neven)"
)
_VOOR = later(
    rf"(?<!\w)(?:(?:gesprek(?:ken)?|ruzie|vechtpartij|conflict|afspraak|afspraken|relatie|verkering|contact)"
    r"[ ](?:(?:gehad|gevoerd|gemaakt)[ ])?met|ruzie[ ]tussen|gesprek[ ]tussen"
    r"|(?:zorgen|gerucht(?:en)?|melding(?:en)?|klacht(?:en)?|signaal|signalen|aangifte|vermoedens?|zorgmelding|verdenking|incident)"
    rf"[ ](?:(?:gedaan|ingediend|gemeld|ontvangen)[ ])?(?:over|om|rond|rondom|tegen|van|met)|{_BIJ_IEMAND}[ ]van"
    r"|(?:huize|echtpaar|weduwe|gebroeders|vriendje|genaamd|ene|een[ ]zekere|slachtoffer[ ]is|dader[ ]is"
    r"|naam[ ](?:leerling|kind|ouder|cliënt)[ ]?:|(?:noem(?:t|de|den|en)|viel|valt|vielen)[ ](?:(?:hij|zij|ze|men|er)[ ])?(?:ook[ ])?(?:de[ ])?na(?:am|men))"
    r"|(?:we|wij|ik|ze|zij|school|politie)[ ](?:spraken|sprak|zagen|zag|ontmoetten|troffen|kennen|ken|vertrouwen)"
    r"|(?:spraken|zagen|spreken|zien|ontmoetten|troffen|kennen|kregen|hielden)[ ](?:we|wij|ze)|spreek[ ]ik|sprak[ ]ik"
    r"|(?:hebben|heb|hadden|had)[ ](?:we|wij|ik)[ ]met|doen[ ]we[ ]met|(?:gaat|is)[ ]het[ ](?:nu[ ]|niet[ ]goed[ ])?met|waar[ ](?:is|was|blijft|zit)|(?:filmpje|filmpjes|foto|foto's|video|beelden)[ ]van"
    r"|maken[ ]ons[ ]zorgen[ ](?:om|over)|volgens[ ](?:de[ ])?buurvrouw|aangifte[ ]tegen|hulp[ ]voor"
    rf"|(?:schorsing|straf|time-out|plek|taakstraf|huisarrest|thuisonderwijs)[ ]voor|{JONGERE}[ ](?:genaamd|heet|is)"
    r")[ ]$|^[ ]?(?:inzake|betreft|re|onderwerp)[ ]?:[ ]$",
    re.IGNORECASE,
)
#: Before the name of somebody at work.
_WERK = (
    r"(?:notulist|notulen|verslag|verslaglegging|genotuleerd|actiehouder|trekker|voorzitter|opsteller|eigenaar|wie"
    r"|contactpersoon|aanspreekpunt|vervang(?:er|ing)|gastheer|gastvrouw|presentatie|aanwezig|afwezig|afgemeld|verhinderd"
    r"|afmelding(?:en)?|uitvoerder|paraaf|sleutel(?:s|houder)?|gespreksleider|tijdbewaker|deelnemers)"
)
_VOOR_WERK = later(
    rf"(?<!\w)(?:{_WERK}[ ]?(?:[a-z-]{{2,12}}[ ]?){{0,2}}:|(?:actie|actie[ ]voor|taak|actiepunt|door|cc|namens|t\.a\.v\.)[ ]?:?"
    r"|(?:^|(?<=[.;*#-][ ]))(?:reactie|opmerking|vraag|inbreng|bijdrage|voorstel|aanvulling|antwoord)"
    r"|(?:dank|dankzij|complimenten|overdracht|overgedragen|doorgegeven|voorgelegd|gevraagd)[ ](?:[\w-]+[ ]){0,2}?aan"
    r"|(?:(?:afscheid|opvolger|vervanging|vervanger|afwezigheid|verlof|vertrek|pensioen|zwangerschap|plaats|mail|appje"
    r"|bericht|verslag|notitie|tip|idee|advies|commentaar|opmerking|vraag|vragen|reactie|reacties|suggestie|verzoek|voorstel|inbreng"
    r"|terugkoppeling|aantekeningen|verjaardag)[ ]van)"
    r"|(?:besproken|afgestemd|overlegd|overleg|afgesproken|doorgenomen)[ ]met|(?:ligt|liggen|bekend|uitgezet)[ ]bij"
    r"|(?:vraag|bel|mail|app|informeer|herinner|sms|volg|benader)[ ](?:(?:het|dit|dat|hiervoor|eerst|even)[ ])?(?:aan[ ])?"
    r"|(?:groet|groeten|groetjes|gr\.|mvg|m\.v\.g\.|groet\.)[ ,]{1,2}"
    rf"|(?:{FUNCTIE})[ ](?:is|wordt|was|blijft)|(?:gemaakt|opgesteld|geschreven|bijgehouden|genotuleerd|ingevuld"
    r"|doorgestuurd|rondgestuurd)[ ]door)[ ]{0,2}$",
    re.IGNORECASE,
)
#: Behind one: closes what was said of whom, or goes on as people do.
_SLUIT = later(
    r"$|[.,;:)!?]|[ ]\(|[ ](?:en|of|om|even|nog|maar|op|voor|per|wie|dat|als|vandaag|morgen|tot|over|naar|of|terug|van[ ](?:de|het)"
    r"|bij[ ](?:de|het))(?!\w)|\n"
)
_STAF = later(
    rf",?[ ]\(?(?:(?:van|bij|namens)[ ](?:(?:de|het|onze)[ ])?)(?:{FUNCTIE}|halt|school|politie|gemeente|om|het[ ]om|jeugdzorg"
    r"|leerplicht|receptie|administratie|balie|secretariaat|kantine|wijkteam|jongerenwerk|ggd|ict|beveiliging|directie"
    r"|bestuur|roosterzaken|gym|facilitair)(?!\w)"
    rf"|[ ]\((?:{FUNCTIE}|halt|politie|gemeente|om|leerplicht|school|jeugdzorg|smw|cjg|jgz|ib|ggd|vz|notulen|verslag)[,) ]"
    rf"|,[ ](?:de|onze|het|haar|zijn)?[ ]?(?:nieuwe[ ]|vaste[ ])?(?:{FUNCTIE})[,. ]",
    re.IGNORECASE,
)
#: "Door wie": what was done by somebody.
_DOOR = later(
    r"[ ](?:(?:rond|door)gestuurd|geslagen|gestolen|gepleegd|bedreigd|verspreid|gefilmd|gemaakt|gestoken|gepest"
    r"|meegenomen|ingegooid|uitgescholden|aangewezen|betaald|verkocht|mishandeld|geduwd|geschopt|vernield)(?!\w)"
)
_GEZIEN = later(
    r"(?:[ ][\w-]+){0,4}[ ](?:gezien|gesproken|gebeld|gewaarschuwd|aangehouden|geholpen|opgehaald|aangesproken|herkend"
    r"|gepest|geslagen|bedreigd|betrapt|geschorst|verhoord)(?!\w)"
)
_EN = later(r"[ ]en[ ][^\W\d_a-z]")
_VAN_HEM_ERNA = later(rf"[ ]{_VAN_HEM}(?!\w)")
#: What stands before and behind somebody together: "met X gaat het beter", "tegen X loopt een aangifte".
_TOGETHER = (
    (
        later(r"(?<!\w)met[ ]$", re.IGNORECASE),
        later(r"[ ](?:gaat|ging|gebeurt|loopt)[ ](?:het|dit|niets|nu|een[ ]traject)(?!\w)"),
    ),
    (
        later(r"(?<!\w)volgens[ ]$", re.IGNORECASE),
        later(
            r"[ ](?:begon|was[ ]het|sloeg|kwam|deed|wist|had|heeft[ ]hij|heeft[ ]zij|is[ ]hij|is[ ]zij|klopt|ging)(?!\w)"
        ),
    ),
    (
        later(r"(?<!\w)(?:naast|tegenover|achter|bij|langs|samen[ ]met)[ ]$", re.IGNORECASE),
        later(r"[ ](?:zat|stond|liep|zit|thuis|is[ ]de|werd[ ]een|ging)(?!\w)"),
    ),
    (
        later(r"(?<!\w)tegen[ ]$", re.IGNORECASE),
        later(r"[ ](?:loopt|is|ligt|komt|was)[ ](?:een|nog|ook|aangifte|geen)(?!\w)"),
    ),
    (
        later(r"(?<!\w)van[ ]$", re.IGNORECASE),
        later(r"[ ](?:kregen|kreeg|hoorden|hoorde|begrepen|begreep|weten)[ ](?:we|wij|ik|school)(?!\w)"),
    ),
    (
        later(r"(?<!\w)(?:kent|kennen|kende|mist|zoekt|helpt)[ ]$", re.IGNORECASE),
        later(r"[ ](?:al|nog|goed|van|niet|sinds)(?!\w)"),
    ),
    (
        later(r"(?<!\w)(?:is|komt|was)[ ]$", re.IGNORECASE),
        later(r"[ ](?:er[ ](?:vandaag|weer|nu)|al[ ]terug|vandaag|morgen)(?!\w)"),
    ),
)
#: "Sindsdien blijft Marlijn thuis": the verb before, and how somebody is behind it.
_DOET_ERVOOR = later(
    r"(?<!\w)(?:is|was|werd|wordt|blijft|bleef|zit|zat|komt|kwam|gaat|ging|moet|moest|mag|wil|wilde|kan|kon|krijgt|kreeg"
    r"|noemt|noemde|vertelt|vertelde|zegt|zei|ontkent|ontkende|liep|loopt|stond|staat|deed|doet|slaapt|sliep|heeft|had"
    r"|bekent|bekende|bleek|belt|belde|voelt|voelde)[ ]$",
    re.IGNORECASE,
)
_HOE = later(
    rf"[ ](?:[^\W\d_A-Z][\w-]*[ ]){{0,4}}?(?:{_OVERKOMEN}|liever|alsnog|huilend|van[ ]school|op[ ]school|naar[ ]huis"
    rf"|in[ ]de[ ]klas|zich[ ](?:niet|ziek|onveilig|slecht|eenzaam)|(?:zijn|haar)[ ]{_VAN_HEM}|dat[ ](?:hij|zij|ze)|niets?[ ]van"
    r"|niet[ ]meer|niet[ ]goed|spijt|ruzie|een[ ](?:mes|klap|briefje|gesprek))(?!\w)"
)
_HEEFT = later(r"(?<!\w)(?:heeft|hebben|heb|had|hadden|werd|wordt|is|was)[ ]$")
#: Who was named before, in the same sentence.
_VERWIJST = later(
    r"[^.\n]{0,80}?(?:(?:,|;|:|[ ]en|[ ]maar|[ ]dat|[ ]omdat|[ ]want|[ ]die|[ ]waar|[ ]wie|[ ]wat|[ ]toen|[ ]of)"
    r"[ ](?:hij|zij|ze)[ ](?!zijn|hebben|worden|kunnen|moeten|mogen|willen)[a-z]|(?<!\w)(?:in|met|door|van|aan|bij|naar|over|voor|op|uit"
    rf"|tegen)[ ](?:zijn|haar)[ ](?:[a-z]+[ ])?(?:{FAMILIE}|ouders|telefoon|fiets|scooter|tas|jas|kamer|kluisje|locker|klas"
    r"|mentor|vriend|vriendin|vrienden|huis|arm|been|gezicht|hoofd|hand)(?!\w)|(?<!\w)(?:hem|haar)(?:[.,]|$))"
)
_MET_WIE = later(
    r"(?<!\w)(?:over|met|voor|tegen|van|bij|aan|door|om|zoals|volgens|zag|zagen|kent|vindt|vond|en|of|dat|hoort|mist"
    r"|geeft|gaf|gaven|vroeg|sloeg|schopte|bedreigde|pestte|duwde|stak|beroofde|belde|zoekt)[ ]$",
    re.IGNORECASE,
)
_JUNIOR = later(r"[ ](?:jr|sr)\.|[ ](?:junior|senior)(?!\w)")
_LIJST = (", ", " en ", "/", ",")
_EIGEN = listed("van ter ten den el al von 't ait ben oulad te")


def is_stranger(word: str, compound: bool = False) -> bool:
    """Tell whether a word is none of the language; ``compound``: also when it could be made of two of its words."""
    if len(word) < _SHORTEST or not _NAME_LIKE.fullmatch(word):
        return False
    small = word.lower()
    if small in NO_NAME or small in ENTITY_WORDS or small.endswith(_INSTELLING_ENDS):
        return False
    parts = [part for part in word.removesuffix("'s").split("-") if part]
    if len(parts) > 1 and not all(part[0].isupper() for part in parts):
        return False
    if any(is_word(part) for part in parts):
        return False
    return compound or not any(is_compound(part) for part in parts)


#: A sentence in Dutch, and no line of a program.
_DUTCH = later(
    r"(?<!\w)(?:de|het|een|van|met|voor|naar|heeft|wil|moet|zijn|haar|niet|weer|wordt|ook|over|bij)(?!\w)"
    r"[^{}=<>_;()|]{0,200}(?<!\w)(?:de|het|een|van|met|voor|naar|heeft|wil|moet|zijn|haar|niet|weer|wordt|nog|over|om|uit)(?!\w)"
    r"|(?<!\w)(?:wil|weet|zegt|vraagt)(?!\w)[^{}=<>_;()|]{0,60}(?<!\w)(?:wanneer|waar|hoe|dat|of)(?!\w)"
)
_CODE = later(r"[{}=<>_;|\[\]]")
_ENGLISH = listed("else elif said side meta mark just will valid none lone grant page case given long even else mail")


def is_hasty(text: str) -> bool:
    """Tell whether a text is a note in small letters only, in which a name has none either."""
    return text.islower() and not _CODE.search(text) and _DUTCH.search(text) is not None


@lru_cache(maxsize=50_000)
def is_plain_voornaam(word: str) -> bool:
    """Tell whether a word in small letters is a given name, and nothing else that the language has."""
    if word in _ENGLISH:
        return False
    return is_voornaam(word) and word not in NO_NAME and word not in ENTITY_WORDS and not is_word(word)


def is_of_a_stranger(run: Run) -> bool:
    """Tell whether words with a capital that are on no list of names are the name of somebody."""
    words = run.words
    if not words or len(words) > _LONGEST_PARTS or not all(word.capital for word in words):
        return False
    if words[0] is not run.head:
        return _is_surname(run)
    if len(words) > 1:
        return is_stranger(run.head.text) and _has_surname(run)
    text, start, end = run.text, run.start, run.end
    if not (is_stranger(run.head.text) or _surname_inside(run)):
        compound = is_stranger(run.head.text, compound=True)
        return compound and _VOOR.search(text[max(0, start - 70) : start]) is not None
    return told_firmly(run) or (told_softly(text, start, end) or _in_list(run))


def _surname_inside(run: Run) -> bool:
    """Tell whether this is a surname where no sentence starts, so that its capital says something."""
    return _is_inside(run) and resembles_achternaam(run.head.text)


def _is_surname(run: Run) -> bool:
    """Tell whether "Van den Assem" or "Ter Braake" is somebody."""
    last = run.words[-1].text
    if run.head.small not in _EIGEN:  # De Waard, and also De Kring
        named = (is_stranger(last) or is_achternaam(last)) and run.all[1].text not in ("Van", "De")
        return named and (_ACHTER.match(run.text, run.end) or _JUNIOR.match(run.text, run.end)) is not None
    if told_firmly(run):
        return True
    if not (is_stranger(last, compound=True) or resembles_achternaam(last)):
        return False
    if told_softly(run.text, run.start, run.end):
        return True
    return _in_list(run) or (_is_inside(run) and (run.before is None or not run.before.capital))


def _is_inside(run: Run) -> bool:
    """Tell whether no sentence starts here, so that a capital says something."""
    before = run.text[: run.start].rstrip(" ")
    return bool(before) and before[-1] not in ".!?:;#*->\n\"'("


def _has_surname(run: Run) -> bool:
    """Tell whether a surname stands behind a word that no list has: "Gerbrich de Vries"."""
    if any(is_achternaam(word.text) for word in run.words[1:]):
        return True
    between = [token.small for token in run.all if token.small in PREFIXES]
    return bool(between) and between != ["van"] and any(is_stranger(word.text, compound=True) for word in run.words[1:])


def told_firmly(run: Run) -> bool:
    """Tell whether what stands around leaves no doubt, whatever the word looks like."""
    text, start, end = run.text, run.start, run.end
    before = text[max(0, start - 70) : start]
    if _ACHTER.match(text, end) or _STAF.match(text, end) or _JUNIOR.match(text, end) or _VOOR.search(before):
        return True
    if any(opens.search(before) and goes_on.match(text, end) for opens, goes_on in _TOGETHER):
        return True
    if run.head.text.endswith("'s") and _VAN_HEM_ERNA.match(text, end):
        return True
    if (before.endswith("door ") and _DOOR.match(text, end)) or (before.endswith("tussen ") and _EN.match(text, end)):
        return True
    if _HEEFT.search(before) and _GEZIEN.match(text, end):
        return True
    return _DOET_ERVOOR.search(before) is not None and _HOE.match(text, end) is not None


def told_softly(text: str, start: int, end: int) -> bool:
    """Tell whether what stands around is told of people, of whom the name is a word of no list."""
    before = text[max(0, start - 70) : start]
    if _VOOR_WERK.search(before) and _SLUIT.match(text, end):
        return True
    opens = not before.strip(" -*#>\"'(") or before.rstrip()[-1:] in ".!?"
    _, last = bounds(text, start, end)
    return (opens or _MET_WIE.search(before) is not None) and _VERWIJST.match(text, end, last) is not None


def _in_list(run: Run) -> bool:
    """Tell whether a given name stands beside it in a row: "Ravi, Lotje en Xenna"."""
    tokens, text = run.tokens, run.text
    return _beside(tokens, text, run.first, -1) or _beside(tokens, text, run.last, 1)


def _beside(tokens: list[Token], text: str, at: int, step: int) -> bool:
    for _ in range(_LONGEST_PARTS):
        other = at + step
        if not 0 <= other < len(tokens):
            return False
        first, last = min(at, other), max(at, other)
        gap = text[tokens[first].end : tokens[last].start]
        if tokens[other].small == "en" and gap == " ":
            other += step
            if not 0 <= other < len(tokens):
                return False
        elif gap not in _LIJST:
            return False
        token = tokens[other]
        if not token.capital:
            return False
        if is_voornaam(token.text) or (token.small not in NO_NAME and is_achternaam(token.text)):
            return True
        if not is_stranger(token.text):
            return False
        at = other
    return False
