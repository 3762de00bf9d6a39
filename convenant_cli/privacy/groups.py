"""A group so small that people know who is meant."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import (
    AT_WORK,
    FUNCTIE,
    JONGERE,
    KLAS,
    KLAS_BEGINT,
    LEDEN,
    SEVERAL,
    SOMEBODY,
    near,
    sentence,
)
from convenant_cli.privacy.health import SENSITIVE
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later
from convenant_cli.privacy.lexicon import lexicon
from convenant_cli.privacy.members import (
    AGREED,
    BEFORE_ONE,
    CHILD,
    FEW,
    FEW_OR_MORE,
    IEMAND_IS,
    KIN_TOGETHER,
    LID,
    LID_IS,
    OFFICE,
    ONE_TO_FIVE,
    ONE_TO_THREE,
    ONLY,
    RANKED,
)
from convenant_cli.privacy.telling import Behind, Needs, OneOf, Then
from convenant_cli.privacy.words import either, listed

_VOORVAL = lexicon("voorval.txt")
_WEINIG = r"(?:twee|drie|vier|vijf|zes|2|3|4|5|6|beide|tweetal|drietal|viertal)"
#: The next five words, in which it stands.
_NEXT = r"(\S+(?:[ ]\S+){0,4})"
_BIJ = r"(?:(?!die |uit |van |en |met )[^\W\d_][\w-]{1,24}[ ]){0,3}?"
#: A place that a few people share: a class by its number or name, a village, a school.
_KLAS = (
    rf"(?:{KLAS}|[a-z-]{{0,14}}(?:klas|klasje|mentorgroep|taalgroep|moedergroep|leerjaar)"
    r"|(?:eerste|tweede|derde|vierde|vijfde|zesde) (?:klas|jaar|leerjaar))"
)
_ENIGE = later(
    rf"(?<!\w)(?:(?:de|het|die|onze|van de|haar|zijn|als)[ ](?:(?:aller)?enige"
    rf"|eerste en enige)[ ](?:(?:{_WEINIG})[ ])?{_BIJ}(?:{LID}|{LEDEN})"
    rf"|(?:de|het|die|onze|haar|zijn)[ ](?:allerjongste|oudste|jongste|laatste)[ ](?:{_WEINIG}[ ])?"
    rf"(?:[\w-]{{3,24}}e[ ])?(?:{LID}|{LEDEN})"
    rf"|(?:dat|die)[ ]ene[ ]{_BIJ}(?:{LID})[ ](?:uit|in|van|op|met)"
    rf"|(?:de|onze)[ ]enige[ ][a-z]{{4,20}}[ ](?:{FUNCTIE})"
    rf"|(?:de|het)[ ](?:aller)?[a-zë]{{3,12}}ste[ ](?:{LID})[ ](?:van|uit|in|op)[ ](?:(?:de|klas|onze"
    rf"|het)[ ])?(?:{_KLAS}"
    rf"|locatie|school|vestiging)|(?:de|het)[ ](?:aller)?[a-zë]{{3,12}}ste[ ](?:van|uit)[ ](?:klas[ ])?{KLAS})(?!\w)",
    re.IGNORECASE,
    tells=(
        (rf"(?:enige|[ ]ene)[ ]{_NEXT}", IEMAND_IS | AT_WORK),
        (r"(?:oudste|jongste|laatste)[ ](\S+(?:[ ]\S+){0,2})", IEMAND_IS),
        (r"ste[ ](\S+(?:[ ]\S+)?)[ ](?:van|uit|in|op)[ ]", LID_IS),
        (rf"ste[ ](?:van|uit)[ ]((?:klas[ ])?{KLAS_BEGINT})", bool),
    ),
)
_ALLEEN = later(
    rf"(?<!\w)alleen[ ](?:de|het|die|dat)[ ]{_BIJ}(?:{LID})[ ](?:met|uit|van|in|die|zonder)(?!\w)",
    re.IGNORECASE,
    tells=((rf"alleen[ ](?:de|het|die|dat)[ ]{_NEXT}", LID_IS),),
)
#: "Er zit maar één meisje in de klas": how many there are is who they are.
_MAAR = later(
    rf"(?<!\w)(?:maar|slechts|alleen|precies|enkel)[ ](?:een|[eé]én|1|twee|2|drie|3)[ ]{_BIJ}"
    rf"(?:[a-z]{{0,20}}-)?(?:{LID}|{LEDEN})(?![\w-])"
    rf"|(?<!\w)(?:zit|is|was|blijft|staat|woont)[ ](?:er[ ])?(?:(?:op|in)[ ][^.,\n]{{2,30}}[ ])?"
    rf"(?:[eé]én|1)[ ]{_BIJ}{LID}(?![\w-])"
    rf"|(?<!\w)alleen[ ](?:in|op|bij)[ ](?:de[ ]|het[ ])?(?-i:[A-Z])[^.\n]{{2,40}}[ ](?:een|[eé]én|twee|drie)[ ]{_BIJ}"
    rf"(?:{LID}|{LEDEN})(?![\w-])",
    re.IGNORECASE,
    holds=r"(?:maar|slechts|alleen|precies|enkel)[ ](?:een|[eé]én|[1-3]|twee|drie)[ ]"
    r"|alleen[ ](?:in|op|bij)[ ][^.\n]{3,46}[ ](?:een|[eé]én|twee|drie)[ ]"
    r"|(?:zit|is|was|blijft|staat|woont)[ ](?:er[ ])?(?:(?:op|in)[ ][^.,\n]{2,30}[ ])?(?:[eé]én|1)[ ]",
    tells=((rf"(?<!\w)(?:een|[eé]én|[1-3]|twee|drie)[ ]{_NEXT}", IEMAND_IS),),
)
_PAAR = later(
    rf"(?<!\w)(?:de[ ]|deze[ ]|die[ ])?(?P<groepje>(?:groepje|clubje"
    rf"|stel)[ ]van[ ])?{_WEINIG}[ ](?:de[ ])?{_BIJ}{LEDEN}[ ]"
    rf"(?:uit|van|in|op|zitten in|zit in)[ ]"
    rf"(?:(?:klas|groep|de|mentorklas|het|leerjaar|onze|een|dezelfde|hetzelfde)[ ])?"
    rf"(?P<klas>{_KLAS}|(?-i:[A-Z])[\w-]{{2,}}|sectie|onderbouw|bovenbouw|kantine|groepsapp"
    r"|(?:deze |onze )?(?:locatie|school)|[a-z-]{0,20}(?:gezin|straat|dorp|familie|team|flat|buurt|wijk))"
    rf"(?!\w)",
    re.IGNORECASE,
    tells=(("", Behind(FEW, SEVERAL, (1, 5), ("uit ", "van ", "in ", "op ", "zit ", "zitten "))),),
)
#: Relatives, or pupils from one country: few enough to be known by that alone.
_VERWANT = later(
    rf"(?<!\w)(?:(?:{_WEINIG}|de|deze|die)[ ]{_BIJ}"
    rf"{either('broers broertjes zussen zusjes zusters neefjes nichtjes gebroeders tweelingen drieling')}"
    rf"|{_WEINIG}[ ](?-i:[A-Z])[a-zë]{{2,20}}[ ]{LEDEN}"
    rf"|{_WEINIG}[ ]{LEDEN},[ ](?:een[ ])?(?:broers?|zus(?:sen|je|jes)?|tweeling|neef"
    rf"|nicht)(?:[ ]en[ ]\w{{3,10}})?)(?!\w)",
    re.IGNORECASE,
    tells=(
        ("", KIN_TOGETHER),
        ("", Behind(FEW, SEVERAL, (2, 2))),
        ("", Behind(FEW, SEVERAL, (1, 1), ("een", "broer", "zus", "tweeling", "neef", "nicht"))),
    ),
)
#: "Vier van de zes meisjes", "van de vijf geschorste jongens".
_VAN_DE = later(
    rf"(?<!\w)(?:(?P<deel>[eé]én|een|{_WEINIG})[ ])?van[ ](?:de|deze|die|onze|haar|zijn)[ ](?:{_WEINIG}|zeven|acht)[ ]"
    rf"{_BIJ}{LEDEN}(?!\w)",
    re.IGNORECASE,
    tells=((rf"van[ ](?:de|deze|die|onze|haar|zijn)[ ](?:{_WEINIG}|zeven|acht)[ ]{_NEXT}", SEVERAL),),
)
_DIE = "die met van uit bij in op zijn waren werden hebben hadden zitten zaten kregen krijgen gingen komen"
_PAAR_DIE = later(
    rf"(?<!\w){_WEINIG}[ ](?:de[ ])?{_BIJ}{LEDEN}[ ]{either(_DIE)}[ ]",
    re.IGNORECASE,
    tells=(("", Behind(FEW, SEVERAL, (1, 5), tuple(f"{word} " for word in _DIE.split()))),),
)
_TWEELING = later(
    rf"(?<!\w)(?:(?:de|die|deze)[ ]{_BIJ}(?:tweeling|drieling)[ ](?:uit|van|in|op|is|zit|die|heeft|met)"
    rf"|(?:het|dat|dit|een)[ ]{_BIJ}(?:duo|trio|stel|stelletje|drietal|tweetal|groepje|koppel)[ ](?:uit|van|in"
    rf"|dat))(?!\w)",
    re.IGNORECASE,
)
#: "Vijf kinderen, van wie er één in de opvang woont".
_VAN_WIE = later(
    rf"(?<!\w)(?:{_WEINIG}|zeven|acht|negen|tien|elf|twaalf|1?\d)[ ]{_BIJ}(?:{LEDEN}),?[ ](?:van wie|waarvan|onder wie)"
    rf"[ ](?:er[ ])?(?:een|[eé]én|eentje|{_WEINIG})(?!\w)",
    re.IGNORECASE,
    tells=((r"(\S{1,60})[ ](?:van wie|waarvan|onder wie)[ ]", SEVERAL),),
)
#: "n=2", "beide meldingen komen uit dezelfde examenklas".
_AANTAL = later(
    rf"(?<![\w.])n[ ]?=[ ]?[1-5](?![\w.,]\d)"
    rf"|(?<!\w)(?:beide|{_WEINIG})[ ][a-zë]{{3,20}}[ ][^.\n]{{0,40}}?(?:uit|in|op)[ ]"
    rf"(?:dezelfde|[eé]én|1)[ ]{_KLAS}(?!\w)",
    re.IGNORECASE,
    tells=(
        (r"(n[ ]?=[ ]?[1-5])", bool),
        (r"(?:uit|in|op)[ ](?:dezelfde|[eé]én|1)[ ]([^\n]{0,16}?(?:\d|klas|groep|jaar))", bool),
    ),
)
#: How many in figures, as a table or a report has it: "het aantal leerlingen met een strafblad op locatie Zuid is 2",
#: "wapenbezit: 1 leerling (3 kader, meisje)", "1 meisje in 4 vmbo".
_GETELD = later(
    rf"(?<!\w)(?P<aantal>aantal)[ ]{_BIJ}{LEDEN}(?!\w)[^.\n]{{0,60}}?(?:[ ](?:is|was|bedraagt|bedroeg)|:)[ ]"
    rf"[1-5](?![\w%]|[.,]\d|[ ]procent)"
    rf"|(?<![\w.,])(?:[1-5][ ]{_BIJ}(?:{JONGERE}|{LEDEN})[ ]\([^)\n]{{0,30}}?{KLAS}(?!\w)[^)\n]{{0,30}}\)"
    rf"|(?:[eé]én|1)[ ]{_BIJ}{JONGERE}[ ](?:uit|in|van)[ ](?:(?:de|klas)[ ])?{_KLAS}(?!\w))",
    re.IGNORECASE,
    tells=((r"(aantal[ ])", bool), (rf"(?:[eé]én|[1-5])[ ]{_NEXT}", IEMAND_IS)),
)
_SAMEN = later(
    r"(?<!\w)met (?:zijn|z'n|hun) (?:tweeën|drieën|vieren|vijven)(?!\w)",
    re.IGNORECASE,
)
_KLEINSTE = later(
    rf"(?<!\w)(?:de|het)[ ](?:{FUNCTIE}|{LID})[ ]van[ ](?:de|het)[ ](?:kleinste|enige|laatste"
    rf"|oudste)[ ][^.\n]{{3,60}}",
    re.IGNORECASE,
    tells=(
        (
            r"(\S{1,60}(?:[ ]\S{1,60}){0,2})[ ]van[ ](?:de|het)[ ](?:kleinste|enige|laatste|oudste)[ ]",
            LID_IS | AT_WORK,
        ),
    ),
)
#: "De twee dochters van de burgemeester", "alleen de zoon van de dominee".
_KIND_VAN = later(
    rf"(?<!\w)(?:de|het)[ ](?:{_WEINIG}[ ])?{_BIJ}(?:zoon|dochter|zoontje|dochtertje|zoons|zonen|dochters"
    rf"|kind|kinderen|broer"
    rf"|zus|neef|nicht|kleinzoon|kleindochter)[ ]van[ ](?:de|onze)[ ](?:{FUNCTIE}|bakker|slager|dominee|imam|tandarts"
    r"|kapper|kroegbaas|boer|dierenarts|apotheker|notaris|koster)(?![\w-])",
    re.IGNORECASE,
    holds=r"(?:zoon|zoons|zonen|dochters?|tje|kind|kinderen|broer|zus|neef|nicht)[ ]van[ ](?:de|onze)[ ]",
)
#: "De broers uit de Dorpsstraat", "het groepje van vier uit 2D".
_SAMEN_UIT = later(
    rf"(?<!\w)(?:de|die|deze|beide)[ ]{_BIJ}(?:broers|zussen|zusjes|broertjes|neven|nichten|nichtjes|neefjes"
    rf"|gebroeders)[ ]"
    rf"(?:uit|van|in)[ ](?:(?:de|het)[ ])?(?-i:[A-Z])[\w-]{{2,}}"
    rf"|(?<!\w)(?:het|dat|dit|een)[ ](?:groepje|clubje|stel)[ ]van[ ]{_WEINIG}[ ](?:uit|in|van)[ ](?:de[ ]"
    rf"|klas[ ])?{_KLAS}(?!\w)",
    re.IGNORECASE,
    words="broers_ broertjes_ gebroeders_ zussen_ zusjes_ neven_ nichten_ nichtjes_ neefjes_ groepje_van_ clubje_van_ "
    "stel_van_",
)
#: "De jongen uit 3B die", "het meisje met de hoofddoek uit mavo 4": one, of a class that everybody knows.
_EEN_UIT = later(
    rf"(?<!\w)(?:de|het|die|dat|deze|dit)[ ](?:[a-zë-]{{3,20}}[ ]){{0,2}}?(?:{JONGERE}|dader|pester|dealer"
    rf"|verdachte|slachtoffer)"
    rf"(?P<wie>[ ](?:met|zonder)[ ](?:[\w-]{{2,20}}[ ]){{1,3}}?|[ ])(?:uit|van|in)[ ](?:klas[ ]|de[ ])?"
    rf"(?:(?P<letter>[1-6][ ]?(?:vmbo|mavo|havo|vwo|tl|gt|kb|bb|[hvmabtkg])?[ ]?[a-h]\d?)"
    rf"|{KLAS})(?!\w)(?P<die>,?[ ](?:die|dat|met[ ](?:de|het|een|zijn|haar))[ ])?",
    re.IGNORECASE,
    holds=rf"(?:uit|van|in)[ ](?:klas[ ]|de[ ])?{KLAS_BEGINT}",
    tells=((r"([\w'-]{1,60})[ ](?:(?:met|zonder)[ ](?:[\w-]{2,20}[ ]){1,3})?(?:uit|van|in)[ ]", SOMEBODY),),
)
#: "De leerling uit klas 2 die zijn telefoon vergeet": anybody of that year.
_JAARLAAG = later(r"(?<!\w)(?:klas|groep|leerjaar)[ ]\d(?!\w)", re.IGNORECASE)
#: Whoever holds an office among pupils, or of whom everybody has heard, when something is told of that one.
_BEKENDE = later(
    rf"(?<!\w)(?:de[ ](?:voorzitter|penningmeester|secretaris|aanvoerder|aanvoerster|keeper|spits|gangmaker|leider)[ ]"
    rf"van[ ](?:de|het|onze)[ ][\w-]{{4,30}}|(?:de|het)[ ](?:{JONGERE})[ ](?:die|dat)[ ](?:[\w-]+[ ]){{0,4}}?"
    rf"(?:krant|nieuws|filmpje|journaal|media)|de[ ]{_WEINIG}[ ]die)(?!\w)",
    re.IGNORECASE,
    tells=(
        (
            r"(de[ ](?:voorzitter|penningmeester|secretaris|aanvoerder|aanvoerster|keeper|spits|gangmaker"
            r"|leider)[ ]van[ ])",
            bool,
        ),
        (rf"(de[ ]{_WEINIG}[ ]die)", bool),
        (r"(\S{1,60})[ ](?:die|dat)[ ](?:[\w-]+[ ]){0,4}?(?:krant|nieuws|filmpje|journaal|media)", SOMEBODY),
    ),
)
_HERKOMST = (
    r"(?:syrische|marokkaanse|turkse|poolse|oekraïense|eritrese|somalische|afghaanse|iraakse|iraanse|antilliaanse"
    r"|surinaamse|bulgaarse|roemeense|chinese|ethiopische|nigeriaanse|joodse|jemenitische|ghanese)"
)
#: "Het Syrische gezin", "één Eritrese jongen".
_VAN_ELDERS = later(
    rf"(?<!\w)(?:het|dat|dit|de|die|deze|[eé]én|1)[ ]{_HERKOMST}[ ](?:gezin|familie|jongen|meisje|leerling|moeder"
    r"|vader|jongere|student)(?![\w-])",
    re.IGNORECASE,
)
_UIT_PLAATS = later(rf"(?<!\w)(?:uit|in)[ ](?:(?:de|klas)[ ])?(?:[A-Z][a-z]{{2}}|(?i:{_KLAS})(?!\w))")
_ZIJN_ER = later(
    rf"[^.\n]{{0,40}}?[ ](?:is|zijn|heeft|hebben|zit|zitten|komt|komen)[ ]er[ ](?:maar[ ])?(?:[eé]én|{_WEINIG})(?!\w)"
)
_WAAR = later(r"(?<!\w)(?:boven|naast|tegenover|aan|in|uit|van|op|bij|met)[ ](?:de|het|een|[A-Z1-8])", re.IGNORECASE)
_IN_KLAS = later(
    rf"(?<!\w)(?:uit|in|van|op)[ ](?:de[ ]|het[ ]|klas[ ])?(?:{_KLAS})(?!\w)|dezelfde klas"
    r"|(?:op|in)[ ](?:deze|onze|die)[ ](?:locatie|school|vestiging|afdeling)",
    re.IGNORECASE,
)
_OP_LOCATIE = later(
    r"(?<!\w)(?:op|in|van|bij)[ ](?:de[ ])?(?:locatie|vestiging|dependance|school)[ ](?-i:[A-Z1-9])", re.IGNORECASE
)
#: Something that happened: not what people do every week.
_GEDAAN = later(r"[ ](?:zijn|waren|werden|hebben|hadden)(?!\w)")
_BEPAALDE = later(r"(?<!\w)(?:de|deze|die)[ ]$", re.IGNORECASE)
_JONGEN = later(
    r"(?<!\w)(?:[a-z]{0,20}leerlingen|jongens|meisjes|meiden|broers|zussen|jongeren|kinderen)[ ]", re.IGNORECASE
)
_UIT_LAND = later(r"^(?i:de|die|deze)[ ].{1,80}[ ]uit[ ][A-Z][\w-]{2,}$")
_RANG = later(r"oudste|jongste|laatste", re.IGNORECASE)
_EEN_KLAS = later(rf"{_KLAS}", re.IGNORECASE)

_VAN, _VAN_UIT = OneOf(("van",)), OneOf(("van", "uit"))
#: Between how many and who there can be an article, three more words and half of "non-binaire persoon".
_FEW_OF_THEM = Then(FEW, SEVERAL, 6)
#: In which order the patterns are looked for, and the words that each cannot do without.
NEEDS: Needs[re.Pattern[str]] = Needs(
    {
        _ENIGE: ((Then(ONLY, IEMAND_IS | AT_WORK, 7),), (Then(RANKED, IEMAND_IS, 4),), (Then(RANKED, _VAN_UIT, 1),)),
        _ALLEEN: ((OneOf(("alleen",)), LID_IS),),
        _MAAR: ((BEFORE_ONE, Then(ONE_TO_THREE, IEMAND_IS, 6)),),
        _TWEELING: ((OneOf(listed("tweeling drieling duo trio stel stelletje drietal tweetal groepje koppel")),),),
        _VERWANT: ((KIN_TOGETHER,), (_FEW_OF_THEM,)),
        _VAN_DE: ((_VAN, Then(FEW_OR_MORE, SEVERAL, 6)),),
        _PAAR: ((_FEW_OF_THEM,),),
        _PAAR_DIE: ((_FEW_OF_THEM,),),
        _SAMEN: ((OneOf(listed("tweeën drieën vieren vijven")),),),
        _KLEINSTE: ((OneOf(listed("kleinste enige laatste oudste")), LID_IS | AT_WORK),),
        _KIND_VAN: ((Then(CHILD, _VAN, 1),),),
        _SAMEN_UIT: ((KIN_TOGETHER,), (OneOf(("groepje", "clubje", "stel")), FEW)),
        _VAN_WIE: ((OneOf(("wie", "waarvan")), SEVERAL),),
        _AANTAL: ((OneOf(("n",)),), (FEW, OneOf(listed("dezelfde één eén 1")))),
        _GETELD: ((Then(OneOf(("aantal",)), SEVERAL, 4),), (Then(ONE_TO_FIVE, IEMAND_IS, 4),)),
        _EEN_UIT: ((Then(SOMEBODY, OneOf(("uit", "van", "in")), 5),),),
        _BEKENDE: (
            (Then(OFFICE, _VAN, 1),),
            (Then(SOMEBODY, OneOf(listed("krant nieuws filmpje journaal media")), 6),),
            (Then(FEW, OneOf(("die",)), 1),),
        ),
        _VAN_ELDERS: ((OneOf(_HERKOMST[3:-1].split("|")),),),
    }
)


def find_groep(text: str, _: Search) -> Iterator[Hit]:
    """Find a group so small that people know who is meant."""
    told: set[int] = set()
    for pattern in NEEDS.in_text(text):
        for match in pattern.finditer(text):
            start, end = match.span()
            if start in told or near(AGREED, text, start, end) or (pattern is not _BEKENDE and AGREED.search(match[0])):
                continue
            if _points(pattern, match):
                told.add(start)
                yield Hit(start, end, "groep", "•••")


def _who_exactly(match: re.Match[str]) -> bool:
    return match["die"] is not None or len(match["wie"]) > 1


def _of_one_place(match: re.Match[str], around: str) -> bool:
    """Tell whether a number is of one class or school, and not of all together."""
    return not match["aantal"] or bool(_IN_KLAS.search(around) or _OP_LOCATIE.search(around))


def _points(pattern: re.Pattern[str], match: re.Match[str]) -> bool:
    """Tell whether what stands around a few people makes known who they are."""
    text, start, end = match.string, match.start(), match.end()
    if pattern is _ENIGE:
        return not _RANG.search(match[0]) or _WAAR.match(text[end : end + 40].lstrip()) is not None
    if pattern is _EEN_UIT and (match["letter"] or (not _JAARLAAG.search(match[0]) and _who_exactly(match))):
        return True
    if pattern is _MAAR and _UIT_PLAATS.search(text, end, min(len(text), end + 40)):
        return True
    these = match[0].endswith(" die ") and _BEPAALDE.search(text[max(0, start - 6) : start])
    if pattern is _PAAR_DIE and these and _JONGEN.search(match[0]):
        return True
    if pattern in (_ALLEEN, _KLEINSTE, _VERWANT, _KIND_VAN, _SAMEN_UIT, _VAN_ELDERS) or (
        pattern is _VAN_DE and match["deel"]
    ):
        return True
    if pattern is _PAAR and (match["groepje"] or _EEN_KLAS.fullmatch(match["klas"]) or _GEDAAN.match(text, end)):
        return True
    if pattern is _PAAR and _UIT_LAND.search(match[0]):
        return True
    if pattern is _TWEELING and _UIT_PLAATS.search(text, end - 5, min(len(text), end + 40)):
        return True
    if pattern is _VAN_DE and _ZIJN_ER.match(text, end):
        return True
    around = sentence(text, start, end)
    here = pattern in (_PAAR_DIE, _MAAR, _SAMEN) and _IN_KLAS.search(around) is not None
    counts = pattern is not _GETELD or _of_one_place(match, around)
    return here or (counts and (around in _VOORVAL or around in SENSITIVE))
