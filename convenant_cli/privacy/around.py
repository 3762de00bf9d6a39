"""What stands around a name: that it is somebody's, and whether of somebody at work or in a case."""

import re

from convenant_cli.privacy.context import FAMILIE, FUNCTIE, KLAS, KLAS_BEGINT, PERSOON, is_person_word, near
from convenant_cli.privacy.entities import NO_NAME
from convenant_cli.privacy.hit import Gegeven
from convenant_cli.privacy.later import later
from convenant_cli.privacy.tokens import Run, Token
from convenant_cli.privacy.words import any_institution, either, is_achternaam, is_voornaam, resembles_achternaam

_STAF_ERVOOR = later(
    r"(?<!\w)(?:dank aan|opgesteld door|geschreven door|opsteller|actie voor|actiehouder|afgemeld|aanwezig"
    r"|afwezig|namens|notulen|gegeven door|geleid door|begeleid door|contactpersoon"
    r"|voorgezeten door|verslag|presentatie|trekker|functie|in overleg met|vraag|vragen aan|bij vragen"
    r"|verhinderd|gecontroleerd door|opvolger van|afscheid van|beheer van|overdracht aan|contact op met"
    r"|ligt bij|zoco|team \w{3,20}|uitvoering|vervanging|vervangt|voorzitter"
    r"|terecht bij|afwezigheid van|actie|bel|mail|navragen bij"
    r"|doorgeven aan|aanmelden bij|reageren|melden bij|(?:loopt|gaat|alles) via"
    r"|(?:gemaakt|overgenomen|verzorgd|geregeld|georganiseerd|voorbereid|ingevuld|afgestemd) door)(?!\w)[^.\n]{0,60}$"
    r"|(?:^|(?<=[.;,*-]\s)|(?<=\n))(?:wie|eigenaar|door|notulen|gemeente|om|politie|cc|t\.a\.v\."
    rf"|leerplicht|jeugdarts|ggd|{any_institution()}"
    r"|uitvoerder|bron|auteur|redactie|verslaglegging|opdrachtgever|ambtelijk|namens \w{2,20})\s?:\s[^.:\n]{0,40}$"
    r"|(?<!\w)(?:t\.a\.v\.|ter attentie van|groet(?:en|jes)?,|verslaglegging door|cc:)[^.\n]{0,30}$"
    rf"|(?<!\w)(?:{FUNCTIE})(?:s|en)?(?:(?:\s[\w-]{{2,20}}){{0,3}},?|[^.:\n]{{0,25}}[:=]|[^.:\n]{{0,30}}\sis"
    rf"(?:\s(?:nu|voortaan|(?:per|sinds|vanaf)\s\d{{1,2}}\s[a-z]{{3,9}}))?)\s"
    r"\(?(?:mevrouw|mw\.|mevr\.|meneer|dhr\.|de heer|mr\.|drs\.|dr\.|ir\.)?\s?$",
    re.IGNORECASE,
)
STAF_ERNA = later(
    rf",?\s\(?(?:(?:van|bij|de|het|onze|als|een|namens|nieuwe)\s){{0,3}}(?:{FUNCTIE}|{any_institution()}"
    rf"|gemeente|om|school|beveiliging|leerplicht|jeugdzorg|smw|ib|zoco|cjg|jgz|directie|bestuur|afdeling"
    rf"|politie|ict"
    r"|receptie|administratie|jongerenwerk|wijkteam|sociaal team|jeugdteam|balie|secretariaat|kantine|roosters?"
    r"|roosterzaken|gym|facilitair|veiligheid|communicatie|personeelszaken|het om)(?!\w)"
    r"|\s(?:en\s[^\W\d_a-z][\w-]{1,20}\s)?(?:(?:zijn|is|was)\s(?:het\s)?(?:aanspreekpunt|contactpersoon|voorzitter)"
    r"|(?:stuurt|maakt|regelt|plant|mailt|organiseert|verzorgt|coördineert|beheert|presenteert|vertegenwoordigt"
    r"|licht|sluit|pakt|trekt|bewaakt|checkt|deelt|schrijft|bereidt)\s"
    r"|notuleer(?:t|de)(?!\w)|doet\sopen|bereiden\s|wordt\sde\s(?:nieuwe\s)?[\w-]{3,20}(?:leider|manager"
    r"|voorzitter|coördinator|rector|mentor)|al\smailde|schui(?:ft|ven)\saan|zorgt\svoor|neemt\s[\w ]{2,30}over)",
    re.IGNORECASE,
)
_PERSOON = later(rf"(?<!\w)(?:{PERSOON})(?!\w)", re.IGNORECASE)
#: What people at work speak of.
_WERK_WOORD = either("""
 actiepunt actie agenda verslag notulen overleg overleggen vergadering voorlichting beleid concept reacties presentatie
samenwerkingsverband bureau om ggd stuurt sturen opstellen planning kosten begroting uitnodiging uitnodigingen poster
jaarplan zaal convenant afgemeld aanwezig afwezig beleidsstuk monitor subsidie folder werkgroep toelichting
presentielijst notitie offerte mediatheek administratie secretariaat directie bestuur
""")
_WERK = later(rf"(?<!\w){_WERK_WOORD.replace('|om|', '|(?-i:OM)|')}(?!\w)", re.IGNORECASE)
#: "Ans, de conciërge, heeft de sleutel": whoever that is, it is somebody.
_STELT_VOOR = later(
    rf",\s(?:de|het|onze|haar|zijn)\s(?:nieuwe\s|vaste\s)?(?:{FUNCTIE})(?!\w)",
    re.IGNORECASE,
    opens=r",\s(?:de|het|onze|haar|zijn)\s",
)
#: "Jermaine, 15 jaar", "Jermaine (14)", "Jermaine (2B)", "Jermaine uit 2B".
_LEEFTIJD_OF_KLAS = later(
    rf",?\s\(?(?:1\d|[4-9])(?:\)|\s?(?:jaar|jr)(?!\w))|\s\((?:klas\s)?(?i:{KLAS})\)"
    rf"|\suit\s(?:klas\s)?(?i:{KLAS})(?!\w)",
    opens=rf",?\s\(?(?:1\d|[4-9])|\s(?:\(|uit\s)(?:klas\s)?(?i:{KLAS_BEGINT})",
)
#: "Rietveld (conciërge)", "Rietveld, conciërge op de locatie".
FUNCTIE_ERNA = later(
    rf"(?:\s\(|,\s)(?:(?:de|onze|het)\s)?(?:nieuwe\s|vaste\s)?(?:{FUNCTIE})(?!\w)"
    rf"|\s\((?:{any_institution()}|om|gemeente|leerplicht|school|jeugdzorg|smw|cjg|jgz|ib)(?!\w)",
    re.IGNORECASE,
    opens=r"\s\(|,\s",
)
#: "Gerda (zorgcoördinator)": whoever else the sentence speaks of.
_FUNCTIE_TUSSEN_HAKEN = later(rf"\s\((?:{FUNCTIE})\)", re.IGNORECASE, opens=r"\s\(")
#: "Anouks moeder".
_VAN_HEM = later(
    rf"\s(?:{FAMILIE}|ouders|gezin|vriend|vriendin|mentor|telefoon|mobiel|fiets|scooter|tas|jas|kluisje"
    rf"|schorsing)(?!\w)",
    opens=r"\s[mvopbzndtkfsjgh]",
)


def said_of_somebody(run: Run) -> bool:
    """Tell whether what stands behind a capital word makes of it a name, known or not."""
    text, end, word = run.text, run.end, run.head.text
    if is_person_word(run.head.small):
        return False  # "Jongen (15)"
    if _STELT_VOOR.match(text, end) or _LEEFTIJD_OF_KLAS.match(text, end):
        return True
    if resembles_achternaam(word) and FUNCTIE_ERNA.match(text, end):
        return True
    return word.endswith("s") and is_voornaam(word[:-1]) and _VAN_HEM.match(text, end) is not None


def is_before_surname(text: str, tokens: list[Token], at: int) -> bool:
    """Tell whether a given name that is a subject or a day as well has a surname behind it: Frans Lubbers."""
    if at + 1 == len(tokens):
        return False
    token, after = tokens[at], tokens[at + 1]
    also_given = token.capital and token.small in NO_NAME and is_voornaam(token.text)
    surname = after.capital and after.small not in NO_NAME and is_achternaam(after.text)
    return also_given and surname and text[token.end : after.start] == " "


def kind_of(run: Run) -> Gegeven:
    """Return the kind that the name of a person is by what stands around it."""
    text, start, end = run.text, run.start, run.end
    if not text[:start].strip(" -*#\"'") and not text[end:].strip(" .\"'"):
        return "medewerker"  # a field that holds a name and nothing else
    if _FUNCTIE_TUSSEN_HAKEN.match(text, end):
        return "medewerker"
    if _LEEFTIJD_OF_KLAS.match(text, end):
        return "leerling-met-naam"
    staff = _STAF_ERVOOR.search(text[max(0, start - 80) : start]) or STAF_ERNA.match(text, end)
    at_work = staff is not None or near(_WERK, text, start, end)
    return "medewerker" if at_work and not near(_PERSOON, text, start, end) else "leerling-met-naam"
