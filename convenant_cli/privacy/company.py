"""What is said of people and of little else, before and behind a name that no list has."""

import re

from convenant_cli.privacy.beside import ByLastWord
from convenant_cli.privacy.context import AT_WORK, FAMILIE, FUNCTIE, JONGERE
from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.words import any_institution, lines_of, listed

#: Of whom or with whom; the thing of a person.
_BIJ_IEMAND = (
    rf"(?:{FAMILIE}|ouders|vader[ ]en[ ]moeder|moeder[ ]en[ ]vader|mentor|telefoon|mobiel|mobieltje|locker|kluis"
    rf"|kluisje"
    r"|tas|jas|rugzak|fiets|scooter|brommer|slaapkamer|gedrag|verzuim|schorsing|absentie|verjaardag|begrafenis"
    r"|uitvaart|thuissituatie|dossier|zaak|casus|verklaring|verhoor|aanhouding|vriend|vriendin|vrienden|ex|exvriend"
    r"|advocaat|broekzak|jaszak|account|schuld|diagnose|medicatie|opname|afwezigheid|naam|toestand|gezin"
    r"|familie|woning|huis|voogd|huiswerk|verwijzing|overplaatsing|begeleiding|broers|zussen|klasgenoten?|neven)"
)
#: What is said right before a name and little else.
_VOOR = ByLastWord(
    (
        "met",
        r"(?:gesprek(?:ken)?|ruzie|vechtpartij|conflict|afspraak|afspraken|relatie|verkering|contact)"
        r"(?:[ ](?:gehad|gevoerd|gemaakt))?|(?:hebben|heb|hadden|had)[ ](?:we|wij|ik)|doen[ ]we"
        r"|(?:gaat|is)[ ]het(?:[ ]nu|[ ]niet[ ]goed)?",
    ),
    (
        "over om rond rondom tegen van met",
        r"(?:zorgen|gerucht(?:en)?|melding(?:en)?|klacht(?:en)?|signaal|signalen|aangifte|vermoedens?|zorgmelding"
        r"|verdenking|incident)(?:[ ](?:gedaan|ingediend|gemeld|ontvangen))?",
    ),
    ("van", rf"{_BIJ_IEMAND}|filmpje|filmpjes|foto|foto's|video|beelden"),
    ("tussen", "ruzie|gesprek"),
    ("om over", "maken[ ]ons[ ]zorgen"),
    ("voor", "hulp|schorsing|straf|time-out|plek|taakstraf|huisarrest|thuisonderwijs"),
    ("huize huisbezoek zorgmelding oudergesprek echtpaar weduwe gebroeders vriendje genaamd ene", None),
    ("heet", "hij|zij|ze"),
    ("heet is", JONGERE),
    ("is", "slachtoffer|dader"),
    ("is was blijft zit", "waar"),
    ("zekere", "een"),
    ("buurvrouw", r"volgens(?:[ ]de)?"),
    (
        "naam namen",
        r"(?:noem(?:t|de|den|en)|viel|valt|vielen)(?:[ ](?:hij|zij|ze|men|er))?(?:[ ]ook)?(?:[ ]de)?",
    ),
    (
        "spraken sprak zagen zag ontmoetten troffen kennen ken vertrouwen",
        "we|wij|ik|ze|zij|school|politie",
    ),
    ("we wij ze", "spraken|zagen|spreken|zien|ontmoetten|troffen|kennen|kregen|hielden"),
    ("ik", "spreek|sprak"),
)
_VOOR_ANDERS = later(
    r"(?<!\w)(?:[a-z]{4,8}situatie|naam[ ](?:leerling|kind|ouder|cliënt)[ ]?:)[ ]$"
    r"|^[ ]?(?:inzake|betreft|re|onderwerp)[ ]?:[ ]$",
    re.IGNORECASE,
    holds="(?:situatie|:)[ ]$",
)


def is_told_before(before: str) -> bool:
    """Tell whether what stands right before a name is said of people and of little else."""
    return _VOOR.ends(before) or _VOOR_ANDERS.search(before) is not None


#: Before the name of somebody at work.
_WERK = (
    r"(?:notulist|notulen|verslag|verslaglegging|genotuleerd|actiehouder|trekker|voorzitter|opsteller|eigenaar|wie"
    r"|contactpersoon|aanspreekpunt|vervang(?:er|ing)|gastheer|gastvrouw|presentatie|aanwezig|afwezig|afgemeld"
    r"|verhinderd"
    r"|afmelding(?:en)?|uitvoerder|paraaf|sleutel(?:s|houder)?|gespreksleider|tijdbewaker|deelnemers)"
)
#: Every last word of the pattern below.
_VOOR_WERK_EINDIGT = OneOf(
    listed("""
 actie voor taak actiepunt door cc namens v reactie opmerking vraag inbreng bijdrage voorstel aanvulling antwoord aan
van met bij bel mail app informeer herinner sms volg benader het dit dat hiervoor eerst even groet groeten groetjes
gr mvg g is wordt was blijft
""")
)
VOOR_WERK = later(
    rf"(?<!\w)(?:{_WERK}[ ]?(?:[a-z-]{{2,12}}[ ]?){{0,2}}:|(?:actie|actie[ ]voor|taak|actiepunt|door|cc|namens"
    rf"|t\.a\.v\.)[ ]?:?"
    r"|(?:^|(?<=[.;*#-][ ]))(?:reactie|opmerking|vraag|inbreng|bijdrage|voorstel|aanvulling|antwoord)"
    r"|(?:dank|dankzij|complimenten|overdracht|overgedragen|doorgegeven|voorgelegd|gevraagd)[ ](?:[\w-]+[ ]){0,2}?aan"
    r"|(?:(?:afscheid|opvolger|vervanging|vervanger|afwezigheid|verlof|vertrek|pensioen|zwangerschap|plaats|mail|appje"
    r"|bericht|verslag|notitie|tip|idee|advies|commentaar|opmerking|vraag|vragen|reactie|reacties|suggestie"
    r"|verzoek|voorstel|inbreng"
    r"|terugkoppeling|aantekeningen|verjaardag)[ ]van)"
    r"|(?:besproken|afgestemd|overlegd|overleg|afgesproken|doorgenomen)[ ]met|(?:ligt|liggen|bekend|uitgezet)[ ]bij"
    r"|(?:vraag|bel|mail|app|informeer|herinner|sms|volg|benader)[ ](?:(?:het|dit|dat|hiervoor|eerst"
    r"|even)[ ])?(?:aan[ ])?"
    r"|(?:groet|groeten|groetjes|gr\.|mvg|m\.v\.g\.|groet\.)[ ,]{1,2}"
    rf"|(?:{FUNCTIE})[ ](?:is|wordt|was|blijft)|(?:gemaakt|opgesteld|geschreven|bijgehouden|genotuleerd|ingevuld"
    r"|doorgestuurd|rondgestuurd)[ ]door)[ ]{0,2}\(?$",
    re.IGNORECASE,
    tells=((r"(\w{1,60})[ .,]{0,5}\(?$", _VOOR_WERK_EINDIGT), (r"(:)[ ]{0,3}\(?$", bool)),
)
#: Behind one: closes what was said of whom, or goes on as people do.
SLUIT = later(
    r"$|[.,;:)!?]|[ ]\(|[ ](?:en|of|om|even|nog|maar|op|voor|per|wie|dat|als|vandaag|morgen|tot|over|naar|of"
    r"|terug|van[ ](?:de|het)"
    r"|bij[ ](?:de|het))(?!\w)|\n"
)
_TUSSEN_HAKEN = AT_WORK | OneOf(
    (
        *lines_of("instellingen.txt"),
        *listed("politie gemeente om leerplicht school jeugdzorg smw cjg jgz ib ggd vz notulen verslag"),
    )
)
STAF = later(
    rf",?[ ]\(?(?:(?:van|bij|namens)[ ](?:(?:de|het|onze)[ ])?)(?:{FUNCTIE}|{any_institution()}|school|politie|gemeente"
    rf"|om|het[ ]om|jeugdzorg"
    r"|leerplicht|receptie|administratie|balie|secretariaat|kantine|wijkteam|jongerenwerk|ggd|ict|beveiliging|directie"
    r"|bestuur|roosterzaken|gym|facilitair)(?!\w)"
    rf"|[ ]\((?:{FUNCTIE}|{any_institution()}|politie|gemeente|om|leerplicht|school|jeugdzorg|smw|cjg|jgz|ib|ggd|vz"
    rf"|notulen|verslag)[,) ]"
    rf"|,[ ](?:de|onze|het|haar|zijn)?[ ]?(?:nieuwe[ ]|vaste[ ])?(?:{FUNCTIE})[,. ]",
    re.IGNORECASE,
    starts=(
        (r"(,?[ ]\(?(?:van|bij|namens)[ ])", bool),
        (r"[ ]\((\S+(?:[ ]\S+)?)", _TUSSEN_HAKEN),
        (r",[ ]+(\S+(?:[ ]+\S+){0,3})", AT_WORK),
        (r",[ ](?:de|onze|het|haar|zijn)(?:nieuwe[ ]|vaste[ ])?(\S+)", AT_WORK),
    ),
)
#: "Door wie": what was done by somebody.
DOOR = later(
    r"[ ](?:(?:rond|door)gestuurd|geslagen|gestolen|gepleegd|bedreigd|verspreid|gefilmd|gemaakt|gestoken|gepest"
    r"|meegenomen|ingegooid|uitgescholden|aangewezen|betaald|verkocht|mishandeld|geduwd|geschopt|vernield)(?!\w)"
)
GEZIEN = later(
    r"(?:[ ][\w-]+){0,4}[ ](?:gezien|gesproken|gebeld|gewaarschuwd|aangehouden|geholpen|opgehaald|aangesproken|herkend"
    r"|gepest|geslagen|bedreigd|betrapt|geschorst|verhoord)(?!\w)"
)
EN = later(r"[ ]en[ ][^\W\d_a-z]")
#: What stands before and behind somebody together: "met X gaat het beter", "tegen X loopt een aangifte".
TOGETHER = (
    (
        later(r"(?<!\w)met[ ]$", re.IGNORECASE),
        later(r"[ ](?:gaat|ging|gebeurt|loopt)[ ](?:het|dit|niets|nu|een[ ]traject)(?!\w)"),
    ),
    (
        later(r"(?<!\w)volgens[ ]$", re.IGNORECASE),
        later(
            r"[ ](?:begon|was[ ]het|sloeg|kwam|deed|wist|had|heeft[ ]hij|heeft[ ]zij|is[ ]hij|is[ ]zij|klopt"
            r"|ging)(?!\w)"
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
DOET_ERVOOR = later(
    r"(?<!\w)(?:is|was|werd|wordt|blijft|bleef|zit|zat|komt|kwam|gaat|ging|moet|moest|mag|wil|wilde|kan|kon"
    r"|krijgt|kreeg"
    r"|noemt|noemde|vertelt|vertelde|zegt|zei|ontkent|ontkende|liep|loopt|stond|staat|hing|hangt|deed|doet"
    r"|slaapt|sliep|heeft|had|bekent|bekende|bleek|belt|belde|voelt|voelde)[ ]$",
    re.IGNORECASE,
)
HEEFT = later(r"(?<!\w)(?:heeft|hebben|heb|had|hadden|werd|wordt|is|was)[ ]$")
#: Who was named before, in the same sentence.
VERWIJST = later(
    r"[^.\n]{0,80}?(?:(?:,|;|:|[ ]en|[ ]maar|[ ]dat|[ ]omdat|[ ]want|[ ]die|[ ]waar|[ ]wie|[ ]wat|[ ]toen|[ ]of)"
    r"[ ](?:hij|zij|ze)[ ](?!zijn|hebben|worden|kunnen|moeten|mogen|willen)[a-z]|(?<!\w)(?:in|met|door|van|aan"
    r"|bij|naar|over|voor|op|uit"
    rf"|tegen)[ ](?:zijn|haar)[ ](?:[a-z]+[ ])?(?:{FAMILIE}|ouders|telefoon|fiets|scooter|tas|jas|kamer|kluisje"
    rf"|locker|klas"
    r"|mentor|vriend|vriendin|vrienden|huis|arm|been|gezicht|hoofd|hand)(?!\w)|(?<!\w)(?:hem|haar)(?:[.,]|$))"
)
MET_WIE = later(
    r"(?<!\w)(?:over|met|voor|tegen|van|bij|aan|door|om|zoals|volgens|zag|zagen|kent|vindt|vond|en|of|dat|hoort|mist"
    r"|geeft|gaf|gaven|vroeg|sloeg|schopte|bedreigde|pestte|duwde|stak|beroofde|belde|zoekt)[ ]$",
    re.IGNORECASE,
)
