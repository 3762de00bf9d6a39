"""What points at one person without a name: initials with a class, health or justice, a very small group."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import FAMILIE, FUNCTIE, JONGERE, PERSOON, ZAAK, bounds, near
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.words import any_institution, listed

# --- initials -----------------------------------------------------------------------------------------------------

KLAS = (
    r"(?:[1-8](?:e|de|ste)?[ -]?(?:[a-z]{1,2}\d?|vmbo|mavo|havo|vwo|tl|bb|kb|gl|gt|bk|kader|basis"
    r"|vmbo-?(?:tl|kader|basis|bb|kb|t|b|k|gl)|gymnasium|atheneum)"
    r"|(?:[hvmabtkgl]|gt|tl|bb|kb|bk|vm|mh|hv|ha|isk|havo|vwo|mavo|vmbo)[ -]?[1-6][a-z]?\d?|(?:klas|groep"
    r"|brugklas|mentorklas|mentorgroep|leerjaar)[ ]\d{0,1}[a-z]?\d?(?![\w]))"
)
_LETTERS = (
    r"(?:[A-Z]\.(?:(?:v|d|vd|v/d|van|de)\.?[ ]?){1,2}[A-Z]\.|(?:[A-Z]\.[ ]?){2,5}"
    r"|(?:[A-Z]\.){1,4}[A-Z](?![\w.])|[A-Z]{2,3})"
)
_INITIALEN = re.compile(
    rf"(?<![\w.-])(?P<een>{_LETTERS})(?:,?[ ]{{0,2}}(?:uit|van|in|zit in)[ ](?:de[ ])?(?i:{KLAS})(?!\w)"
    rf"|,?[ ]\((?:uit[ ])?(?i:{KLAS})\)|,?[ ]?\((?:1\d|[4-9])(?:[ ]?jaar|[ ]?jr\.?)?\)|,?[ ](?:1\d"
    rf"|[4-9])[ ]?(?:jaar|jr)(?!\w))"
)
_IN_KLAS = re.compile(
    rf"(?<!\w)(?:in|uit"
    rf"|van)[ ](?:de[ ])?(?i:{KLAS})(?!\w)[^.\n]{{0,30}}?(?<![\w.])(?P<een>(?:[A-Z]\.[ ]?){{2,5}})(?=[ ,;)]"
    rf"|$)",
    re.IGNORECASE,
)
_ROL = re.compile(
    rf"(?<!\w)(?:{PERSOON}|{PERSOON}[ ]van|ouders van|jongens|meisjes|leerlingen)[ :,(]{{1,3}}$", re.IGNORECASE
)
_MET_PUNT = re.compile(
    r"(?<![\w.])(?P<een>(?:[A-Z]\.[ ]?){2,5}|[A-Z]\.(?=[ ](?:uit|van|is|heeft|en|werd|wordt|zit"
    r"|was)))(?![ ]?[A-Z][a-z]|[ ]?(?:van|de|den|der|el|al)[ ])"
)
_GEEN_INITIALEN = listed(
    "OM HR ID IT TV EU VN NL PO VO SO SG MT OR MR BB KB TL GL GT BK AB DB AI IB LOB ICT GGD GGZ MBO HBO "
    "AVG BSN OTS UHP PTA SE CE RT PR AED EHBO BHV BOA ROC VSO SBO VWO"
)


def find_initialen(text: str, _: Search) -> Iterator[Hit]:
    """Find initials of somebody whose class, age or role is told."""
    told: set[int] = set()
    for pattern in (_INITIALEN, _IN_KLAS, _MET_PUNT):
        for match in pattern.finditer(text):
            if pattern is _MET_PUNT and not _ROL.search(text[max(0, match.start() - 60) : match.start()]):
                continue
            letters = match["een"].strip()
            if match.start("een") in told or letters in _GEEN_INITIALEN:
                continue
            told.add(match.start("een"))
            yield Hit(match.start("een"), match.start("een") + len(letters), "initialen", f"{letters[0]}.•.")


# --- health and justice -------------------------------------------------------------------------------------------

_ZIEKTE = (
    r"verslaafd|verslaving|psychose|psychotisch|psychisch[e]?|psychiatri\w{1,8}|depressie[f]?|depressieve"
    r"|suicidal\w{0,3}|su[iï]cid\w{1,14}|zelfmoord\w{0,8}|zelfbeschadig\w{0,6}|automutil\w{1,8}"
    r"|snijdt zichzelf"
    r"|anorexia|boulimia|eetstoornis|autisme|autistisch[e]?|adhd|add|pdd-nos|ptss|epilepsie|diabetes"
    r"|suikerziekte|kanker|leukemie|hiv|soa|zwanger\w{0,6}|abortus|miskraam|overdosis|ritalin|concerta"
    r"|medicijnen|medicatie|antidepressiva|pillen|methadon|ontwenning\w{0,6}|afkick\w{0,6}|kliniek"
    r"|opgenomen|opname|crisisdienst|crisisopvang|ggz\b|ggz-\w{1,14}|ibs|psycholoog|psychiater|therapie"
    r"|emdr|in behandeling"
    r"|burn-?out|overspannen|ziek thuis|zit ziek|ziekenhuis|hersenschudding|gebroken|operatie|geopereerd"
    r"|beperking|verstandelijk[e]?|rolstoel|doof|blind|lvb|borderline|trauma|getraumatiseerd"
    r"|paniekaanvallen|angststoornis"
    r"|seksueel misbruikt?|misbruikt|mishandeld|mishandeling|verkracht|aangerand|huiselijk geweld"
    r"|geslagen door|had geslagen|wordt geslagen|in elkaar geslagen|blauwe plekken|incest"
    r"|genitale verminking|besneden|uitgehuwelijkt|eerwraak"
    r"|vruchtgebruik|alcoholist\w{0,3}|slaat|slaan|geslagen|zichzelf snijdt|zichzelf verwondt"
    r"|zichzelf beschadigt|blauw oog|loverboys?|ondergedoken|syndroom|downsyndroom"
    r"|neergestoken|neergeschoten|aangereden|overleden|stervend|rouwt|alcoholprobleem|drinkt te veel"
    r"|drugsprobleem|drugsgebruik|blowt|gebruikt (?:coca[iï]ne|drugs|wiet|lachgas)|anticonceptie|transitie"
    r"|transgender|hartafwijking|astma|allergie|chronisch\w{0,2}|ernstig ziek|terminaal"
)
_JUSTITIE = (
    r"enkelband|strafblad|veroordeeld\w{0,2}|aangehouden|gearresteerd|opgepakt|vastzit|zit vast|vast zit"
    r"|voorarrest|voorlopige hechtenis|gevangenis|detentie|gedetineerd|jeugdgevangenis|jji|taakstraf"
    r"|celstraf|werkstraf|reclassering"
    r"|voorwaardelijk|proeftijd|gebiedsverbod|huisverbod|contactverbod|uithuisgeplaatst|uit huis geplaatst"
    r"|uithuisplaatsing|onder toezicht|ondertoezichtstelling|\bots\b|voogdij|gezinsvoogd|onder curatele"
    r"|curatele|bewind|schuldsanering|schulden"
    r"|veilig thuis|gemeld bij|jeugdbescherming|raad voor de kinderbescherming|kinderrechter|rechter"
    r"|dagvaarding|proces|verdacht van|bekende|bekend heeft|aangifte tegen|vervolgd|wapenbezit|dealt"
    r"|dealen|bedreigd met|weggelopen van huis|uitgezet|illegaal|geen verblijfsvergunning"
    rf"|(?:{any_institution()})-?straf|geschorst|verwijderd van school|dakloos|uithuiszetting|op straat gezet"
    r"|vechtscheiding|pleeggezin|pleegzorg|gesloten jeugdzorg|leefgroep|vrouwenopvang"
    r"|blijf-van-mijn-lijf\w{0,4}|asielaanvraag"
)
GEVOELIG = re.compile(rf"(?<!\w)(?:{_ZIEKTE}|{_JUSTITIE})(?!\w)", re.IGNORECASE)
_LEDEN = (
    r"(?:leerlingen|jongens|meisjes|jongeren|kinderen|broers|zussen|broertjes|zusjes|neven|nichten"
    r"|nichtjes|neefjes|brugklassers|scholieren|studenten|tieners|pubers|vriendinnen|vrienden"
    r"|verdachten|daders|slachtoffers|getuigen|gezinnen|moeders|vaders|ouders|docenten|tweelingen|meiden"
    r"|gasten|knapen|zusters|gebroeders|vluchtelingen|statushouders|asielzoekers|medewerkers|deelnemers)"
)
_SHORTEST, _LONGEST = 3, 6


def _beginnings(pattern: str) -> frozenset[str]:
    """Return how each alternative at the top of a pattern begins: as many letters as are sure."""
    depth, parts = 0, [""]
    for letter in pattern:
        depth += (letter == "(") - (letter == ")")
        if letter == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += letter
    sure = [re.match(r"[^\W\d_]*", part.replace("\\b", "").replace("[iï]", "i"))[0][:_LONGEST] for part in parts]  # type: ignore[index]
    return frozenset(variant for part in sure for variant in (part, part.replace("i", "ï", 1)))


#: How the words above begin: only where one does is it tried.
_BEGIN = _beginnings(f"{_ZIEKTE}|{_JUSTITIE}")
_WOORD = re.compile(r"(?<!\w)[^\W\d_]{3,6}")


def may_be_sensitive(word: str) -> bool:
    """Tell whether a word in small letters begins as one about health or justice does."""
    return any(word[:length] in _BEGIN for length in range(_SHORTEST - 1, _LONGEST + 1))


_EEN_MENS = rf"(?:{JONGERE}|{FAMILIE}|{ZAAK})"
_BIJV = r"(?:[a-zë-]{2,20}[ ]){0,2}?"
#: One actual person: "de leerling", "deze jongen", "zijn moeder", "moeder van een leerling".
_BEPAALD = re.compile(
    rf"(?<!\w)(?:(?:de|het|deze|die|dat|dit|onze|zijn|haar|hun|mijn|diens|bovengenoemde|betreffende|bewuste"
    rf"|alleen het|alleen de)[ ]{_BIJV}{_EEN_MENS}"
    rf"|(?:zijn|haar|hun)[ ]{_BIJV}(?:{FAMILIE}|ouders|gezin|vriend|vriendin)|{FAMILIE}[ ](?:van|is|heeft"
    rf"|zit|kreeg|werd)|(?:de|deze|die)[ ]{_BIJV}(?:{FUNCTIE}))(?!\w)",
    re.IGNORECASE,
)
_ONBEPAALD = re.compile(
    rf"(?<!\w)(?:(?:een|[eé]én)[ ]van[ ](?:de|onze|zijn|haar|hun)[ ]{_BIJV}(?:{_LEDEN})|(?:een|[eé]én"
    rf"|1)[ ]{_BIJV}(?P<wie>{_EEN_MENS}|{FUNCTIE}))(?![\w-])",
    re.IGNORECASE,
)
_VOORNAAMWOORD = re.compile(
    r"(?:^|[.#:\"'>-][ ]{0,2}|(?<!\w)(?:dat|omdat|want|sinds|toen|nadat|terwijl|doordat|en|maar"
    r"|volgens school)[ ])(?:hij|zij|ze)[ ](?P<v>[a-z]{2,20})(?!\w)",
    re.IGNORECASE,
)
#: What makes a sentence say something in general, of nobody in particular.
_ALGEMEEN = re.compile(
    r"(?<!\w)(?:als|indien|wanneer|stel|stel dat|wie|iedere|iedereen|elke|ieder|elk|mogelijk|mogelijke"
    r"|eventuele?|zou|zouden|heeft recht|hebben recht|recht op|bijvoorbeeld|voorbeeld|in de les"
    r"|de les gaat|lessen over|les over|gastles|workshop|voorlichting"
    r"|training|protocol|handreiking|folder|artikel|wet|beleid|meldcode|aanpak|rollenspel|boek|film"
    r"|toneel\w{0,8}|casus|campagne|filmpje over|onderzoek|cijfers|procent|gemiddeld|wat te doen|wat doe"
    r"|hoe|mag de|zodra|tenzij|ongeacht"
    r"|verzonnen|fictie\w{0,2}|acteur|actrice|omslag|poster|afbeelding|foto op de|geen enkele|niemand)(?!\w)",
    re.IGNORECASE,
)
#: Words that make a sentence general, unless it points at somebody.
_GEWOONTE = re.compile(
    r"(?<!\w)(?:kan|kunnen|moet|moeten|mogen|dient|hoort|rechten|vaak|altijd|meestal|soms)(?!\w)", re.IGNORECASE
)
_FEIT = re.compile(
    r"(?<!\w)(?:is|was|werd|zit|zat|staat|stond|kreeg|ligt|lag|heeft|had|vertelde|volgt|slikt|gebruikte"
    r"|kwam|ging|nam|bekende|verblijft|woont|krijgt sinds|krijgt|blijkt|bleek|wordt|zei|meldde|deed"
    r"|is gezien|mag)(?!\w)",
    re.IGNORECASE,
)
_AANWIJZER = re.compile(
    rf"(?<!\w)(?:uit[ ](?:klas[ ]|de[ ])?{KLAS}|uit[ ](?:de[ ])?(?:onderbouw|bovenbouw|brugklas)"
    rf"|van[ ](?:de[ ]locatie|het|de)[ ](?-i:[A-Z])\w+|van[ ](?-i:[A-Z])\w{{2,}}|sinds|vorig jaar"
    rf"|vorige week|gisteren|vandaag|deze week|in (?:januari|februari|maart|april|mei|juni|juli"
    r"|augustus|september|oktober|november|december)|nog|nadat|na de|tijdens de|van (?:veertien|vijftien"
    r"|zestien|zeventien|dertien|twaalf|achttien|\d\d)|dagen|in behandeling is|op zijn|op haar)(?!\w)",
    re.IGNORECASE,
)


def find_gezondheid(text: str, _: Search) -> Iterator[Hit]:
    """Find a matter of health, care or justice that is told of one actual person."""
    searched = 0
    for beginning in _WOORD.finditer(text):
        match = GEVOELIG.match(text, beginning.start()) if may_be_sensitive(beginning[0].lower()) else None
        if match is None or match.start() < searched:
            continue  # a sentence is read once
        start, searched = bounds(text, *match.span())
        who = _one_person(text[start:searched])
        if who is not None:
            first = start + who.start()
            yield Hit(min(first, match.start()), max(start + who.end(), match.end()), "gezondheid", "•••")


def _one_person(around: str) -> re.Match[str] | None:
    """Return where a sentence names one actual person; None when it speaks in general."""
    if _ALGEMEEN.search(around) and not _WIJST_AAN.search(around):
        return None
    habit = _GEWOONTE.search(around)
    definite = _BEPAALD.search(around)
    points = _AANWIJZER.search(around)
    if definite and not _GENERIEK.search(around) and (not habit or points or _WIJST_AAN.search(around)):
        return definite
    indefinite = _ONBEPAALD.search(around)
    if indefinite and _FEIT.search(around) and not habit and points:
        return indefinite
    if initials := _INITIALEN.search(around):
        return initials
    pronoun = _VOORNAAMWOORD.search(around)
    if pronoun and not _ONBEPAALD.search(around[: pronoun.start()]):
        return pronoun
    return None


#: A pupil that was spoken of before, or of a named class: never somebody in general.
_WIJST_AAN = re.compile(
    rf"(?<!\w)(?:(?:deze|dit|die|dat|bovengenoemde|betreffende|bewuste)[ ](?:{_EEN_MENS})|(?:de"
    rf"|het)[ ]{_BIJV}(?:{_EEN_MENS})[ ](?:[^.\n]{{0,40}}[ ])?uit[ ](?:klas[ ]|de[ ])?{KLAS})(?!\w)",
    re.IGNORECASE,
)
_GENERIEK = re.compile(
    r"(?<!\w)(?:de leerling of|het kind of|de ouder of|de leerling en|het slachtoffer en|de dader en"
    r"|van de leerling en|belang van het kind|de rol van|rol van de|zoals)(?!\w)",
    re.IGNORECASE,
)

# --- very small groups --------------------------------------------------------------------------------------------

_WEINIG = r"(?:twee|drie|vier|vijf|2|3|4|5|beide|tweetal|drietal)"
_LID = (
    rf"(?:{PERSOON}|gezin|familie|docente?|tweeling|mentor|leraar|lerares|bewoner|jongens|meisjes|paar|stel"
    rf"|echtpaar|directeur|collega|man|vrouw|transleerling|moslim|moslima|jood|christen|homo|lesbienne|transgender"
    r"|marokkaan|turk|syriër|eritreeër|somaliër|pool|oekraïner|chinees|antilliaan|surinamer|hindoe)"
)
_BIJ = r"(?:(?!die |uit |van |en |met )[^\W\d_][\w-]{1,24}[ ]){0,3}?"
_ENIGE = re.compile(
    rf"(?<!\w)(?:de|het|die|onze|van de|haar|zijn)[ ](?:(?:(?:aller)?enige"
    rf"|eerste en enige)[ ](?:(?:{_WEINIG})[ ])?{_BIJ}(?:{_LID}|{_LEDEN})|(?:allerjongste|oudste|jongste"
    rf"|laatste)[ ](?:{_LID}))(?!\w)",
    re.IGNORECASE,
)
_ALLEEN = re.compile(
    rf"(?<!\w)alleen[ ](?:de|het|die|dat)[ ]{_BIJ}(?:{_LID})[ ](?:met|uit|van|in|die|zonder)(?!\w)", re.IGNORECASE
)
_PAAR = re.compile(
    rf"(?<!\w)(?:de[ ])?{_WEINIG}[ ]{_BIJ}{_LEDEN}[ ](?:uit|van|in|zitten in|zit in)[ ](?:(?:klas|groep|de"
    rf"|mentorklas|het|leerjaar)[ ])?(?P<klas>{KLAS}|schakelklas|brugklas|examenklas|moedergroep"
    rf"|[A-Z][\w-]{{2,}})(?!\w)",
    re.IGNORECASE,
)
_PAAR_DIE = re.compile(
    rf"(?<!\w)(?:(?:de|die|deze|onze)[ ]{_WEINIG}|{_WEINIG})[ ]{_BIJ}{_LEDEN}[ ](?:die|met|van|zijn|waren"
    rf"|werden)[ ][^.\n]{{3,120}}",
    re.IGNORECASE,
)
_GEBEURD = re.compile(
    rf"(?<!\w)(?:geschorst|betrapt|verhoord|aangehouden|opgepakt|gearresteerd|vluchten|gevlucht|gevochten"
    rf"|bedreigd|gepest|gezien|gestolen|gesloopt|kwamen|verwijderd|bekend|gefilmd|mishandeld|verdacht"
    rf"|vernield"
    rf"|uit (?:klas )?{KLAS}|dezelfde klas|uit[ ](?-i:[A-Z])\w+|in mentorklas|van school|gokken|verslaafd"
    rf"|zwanger|gedeeld|messen|mes|lachgas|drugs|vuurwerk|naaktfoto|steekpartij)(?!\w)",
    re.IGNORECASE,
)
_TWEELING = re.compile(
    rf"(?<!\w)(?:de|die|deze)[ ]{_BIJ}(?:tweeling|drieling)[ ](?:uit|van|in|is|zit|die|heeft)(?!\w)", re.IGNORECASE
)
_KLEINSTE = re.compile(
    rf"(?<!\w)(?:de|het)[ ](?:{FUNCTIE}|{_LID})[ ]van[ ](?:de|het)[ ](?:kleinste|enige|laatste"
    rf"|oudste)[ ][^.\n]{{3,60}}",
    re.IGNORECASE,
)
_WAAR = re.compile(
    r"(?<!\w)(?:boven|naast|tegenover|aan|in|uit|van|op|bij|met)[ ](?:de|het|een|[A-Z1-8])", re.IGNORECASE
)
_ALGEMENE_GROEP = re.compile(
    r"(?<!\w)(?:per|elke|iedere|maximaal|minimaal|minstens|hoogstens|ten minste|groepjes|leerlingenraad"
    r"|rollen|niet de enige|is niet|ambassadeurs?|bestuursleden|prijs|prijzen|spel|keren|trainers)(?!\w)",
    re.IGNORECASE,
)


def find_groep(text: str, _: Search) -> Iterator[Hit]:
    """Find a group so small that people know who is meant."""
    told: set[int] = set()
    for pattern in (_ENIGE, _ALLEEN, _TWEELING, _PAAR, _PAAR_DIE, _KLEINSTE):
        for match in pattern.finditer(text):
            if match.start() in told or near(_ALGEMENE_GROEP, text, *match.span()) or _ALGEMENE_GROEP.search(match[0]):
                continue
            happened = near(_GEBEURD, text, *match.span()) or _GEBEURD.search(match[0])
            if (
                pattern is _PAAR
                and not re.match(
                    rf"(?:{KLAS}|schakelklas|brugklas|examenklas|moedergroep)$", match["klas"], re.IGNORECASE
                )
                and not happened
            ):
                continue
            if pattern is _PAAR_DIE and not happened:
                continue
            if (
                pattern is _ENIGE
                and re.search(r"oudste|jongste|laatste", match[0], re.IGNORECASE)
                and not _WAAR.match(text[match.end() :].lstrip())
            ):
                continue
            told.add(match.start())
            yield Hit(match.start(), match.end(), "groep", "•••")
