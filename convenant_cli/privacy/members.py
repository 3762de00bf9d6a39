"""Who a small group can be made of, by what words it is told, and by what words it is none."""

import re

from convenant_cli.privacy.context import (
    AT_WORK,
    LEDEN,
    PERSOON,
    SEVERAL,
    SOMEBODY,
    VOORWAARDE,
    is_function_compound,
    is_person,
)
from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.words import either, listed

#: Compounds of these name somebody by how somebody lives: an "asielzoeker", but no "bezoeker" or "budgethouder".
_DIE_LEEFT = (
    r"(?:[a-z]{2,20}(?:moeder|patiënt|patient)|(?:asiel|werk|woning)zoek(?:er|ster)"
    r"|(?:(?:soft|hard)?drugs|wiet|cannabis|alcohol|cocaïne|medicijn|medicatie|rolstoel|tolk)gebruik(?:er|ster)"
    r"|(?:hoofddoek|bril|beugel|keppel|prothese|virus)drager|(?:status|uitkerings)houder|(?:kerk|moskee)ganger)"
)
_ANDER_LID = (
    r"(?:gezin|familie|docente?|tweeling|mentor|leraar|lerares|bewoner|jongens|meisjes|paar|stel"
    rf"|echtpaar|directeur|collega|man|vrouw|(?:trans|non-binaire )?persoon|transleerling|moslim|moslima|jood"
    rf"|christen|homo|lesbienne|transgender"
    rf"|marokkaan|turk|syriër|eritreeër|somaliër|pool|oekraïner|chinees|antilliaan|surinamer|hindoe|thuiszitter"
    rf"|kandidaat|jongetje|roma|{_DIE_LEEFT}|meiden|[a-z]{{3,15}}-(?:familie|gezin|jongen|meisje|leerling))"
)
LID = rf"(?:{PERSOON}|{_ANDER_LID})"
#: What tells ``LID``, with ``LEDEN`` or without.
LID_IS = SOMEBODY | OneOf(
    listed("""
 gezin familie docent docente tweeling mentor leraar lerares bewoner jongens meisjes paar stel echtpaar directeur
collega man vrouw persoon transpersoon transleerling moslim moslima jood christen homo lesbienne transgender
marokkaan turk syriër eritreeër somaliër pool oekraïner chinees antilliaan surinamer hindoe thuiszitter kandidaat
jongetje roma meiden
"""),
    (
        "moeder",
        "gebruiker",
        "gebruikster",
        "patiënt",
        "patient",
        "zoeker",
        "zoekster",
        "drager",
        "houder",
        "ganger",
    ),
)
IEMAND_IS = LID_IS | SEVERAL
_ANDEREN = later(rf"{_ANDER_LID}|{LEDEN}")
_MENSEN_IS = IEMAND_IS | AT_WORK | OneOf(listed("stelletje drietal tweetal groepje koppel tweeën drieën vieren vijven"))


def is_of_people(word: str) -> bool:
    """Tell whether a word in small letters is one that a small group can be made of."""
    if word in _MENSEN_IS.words:
        return True
    if not _MENSEN_IS(word):
        return False
    return is_function_compound(word) or is_person(word) or _ANDEREN.fullmatch(word) is not None


#: How many, and who of a row.
FEW = OneOf(listed("twee drie vier vijf zes 2 3 4 5 6 beide tweetal drietal viertal"))
KIN_TOGETHER = OneOf(
    listed("""
 broers broertjes zussen zusjes zusters neven nichten neefjes nichtjes gebroeders tweelingen drieling
""")
)
FEW_OR_MORE = FEW | OneOf(("zeven", "acht"))
ONE_TO_THREE = OneOf(listed("één eén een 1 2 3 twee drie"))
ONE_TO_FIVE = OneOf(listed("één eén 1 2 3 4 5"))
BEFORE_ONE = OneOf(listed("maar slechts alleen precies enkel zit is was blijft staat woont"))
ONLY, RANKED = OneOf(("enige", "allerenige", "ene")), OneOf((), ("ste",))
CHILD = OneOf(
    listed("""
 zoon dochter zoontje dochtertje zoons zonen dochters kind kinderen broer zus neef nicht kleinzoon kleindochter
""")
)
OFFICE = OneOf(listed("voorzitter penningmeester secretaris aanvoerder aanvoerster keeper spits gangmaker leider"))
#: What is agreed or counted, not what happened to somebody.
_BEDOELD = either("""
 per alle(?!_(?:twee|drie|vier|vijf|zes)) maximaal minimaal minstens hoogstens ten_minste groepjes
leerlingenraad klankbordgroep jongerenraad rollen niet_de_enige is_niet [a-z]{0,12}ambassadeurs? bestuursleden prijs
prijzen spel (?<!meerdere_)keren trainers mediators? project presenteren presenteerden presentatie opleiden
oefenen helpen hielpen
organiseren winnaars? wonnen opdracht tweetallen deelnemen meedoen lespakket training
cursus workshop gastles bedacht gemaakt gepresenteerd (?<!ouders_zijn_)(?<!niet_)uitgenodigd gewonnen meegedaan
deelgenomen gevolgd geholpen
gekozen opgeleid getraind ingevuld bereikt geïnterviewd geoefend gevraagd_om schreven_zich lopen_mee denken_mee
dachten_mee meegedacht begeleiden surveilleren
""")
AGREED = later(rf"(?<!\w)(?:{VOORWAARDE}|{_BEDOELD})(?!\w)", re.IGNORECASE)
