"""Initials of one person: with a class, an age or a role, or simply where a name could stand."""

import re
from collections.abc import Iterator

from convenant_cli.privacy.context import KLAS, KLAS_BEGINT, PERSOON, SOMEBODY
from convenant_cli.privacy.hit import Hit, Search
from convenant_cli.privacy.later import later
from convenant_cli.privacy.telling import OneOf
from convenant_cli.privacy.words import listed, words_of

_VOORVOEGSEL = r"(?:(?:van|vd|v/d|v|de|den|der|d|el|al)\.?[ ]?){0,2}"
#: "A.B.", "J. d. W.", "T.v.D."; and "KM", where what stands behind it says that it is somebody.
_MET_PUNT = rf"(?:[A-Z]\.[ ]?{_VOORVOEGSEL}){{1,4}}[A-Z](?:\.|(?![\w.]))"
_LETTERS = rf"(?:{_MET_PUNT}|[A-Z]\.|[A-Z]{{2,3}}|[A-Z](?:vd|v|d|de|el|te[nr])[A-Z])"
_JAAR = r"(?:1\d|[4-9])(?:[ ]?-?jaar|[ ]?-?jarige?|[ ]?jr\.?)"
_WIE = later(
    rf"(?<![\w.@/-])(?P<een>{_LETTERS})(?:,?[ ]{{0,2}}(?:uit|van|in|zit in)[ ](?:de[ ])?(?i:{KLAS})(?!\w)"
    rf"|,?[ ]?\((?:uit[ ])?(?:klas[ ])?(?i:{KLAS})[,)]|,[ ](?:klas[ ])?(?i:{KLAS})(?=[,:;.)]|[ ](?:is|heeft|was)[ ])"
    rf"|,?[ ]?\((?:{_JAAR}|(?<=\.[ ]\()(?:1\d|[4-9])|(?<=\.\()(?:1\d|[4-9]))\)|[ ]\(1\d\)(?=[ ](?:is|was"
    rf"|heeft|had|werd|wordt|wil|ontkent|bekent)(?!\w))|,?[ ]{_JAAR}(?!\w))",
    holds=r"[A-Z]\.?(?:"
    r"(?:,?[ ]{0,2}(?:uit|van|in|zit in)[ ](?:de[ ])?|,?[ ]?\((?:uit[ ])?(?:klas[ ])?|,[ ](?:klas[ ])?)"
    rf"(?i:{KLAS_BEGINT})|,?[ ]?\(?(?:1\d|[4-9]))",
)
_IN_KLAS = later(
    rf"(?<!\w)(?:in|uit|van)[ ](?:de[ ])?(?i:{KLAS})(?!\w)[^.\n]{{0,30}}?(?<![\w.])(?P<een>{_MET_PUNT})(?=[ ,;)]|$)",
    words=".",
    tells=((rf"(?:in|uit|van)[ ](?:de[ ])?((?i:{KLAS_BEGINT}))", bool),),
)
_LOS = later(rf"(?<![\w.@/-])(?P<een>{_MET_PUNT}|[A-Z]\.)(?![\w@])", words=".")
#: A surname behind letters: then it is a whole name.
_NAAM_ERNA = later(r"[ -]?[^\W\d_a-z][a-zà-ÿ']|[ ](?:(?:van|de|den|der|el|al|ten|ter|'t|in|op|bin|ben)[ ]){1,3}[A-Z]")
_ROL_IS = SOMEBODY | OneOf(
    listed("""
 van ouders familie gezin casus zaak dossier jongens meisjes leerlingen initialen heer dhr meneer mevrouw mevr mw juf
fam
""")
)
_ROL = later(
    rf"(?<!\w)(?:{PERSOON}|(?:{PERSOON}|ouders|familie|gezin|casus|zaak|dossier)[ ]van|ouders|jongens|meisjes"
    rf"|leerlingen|casus|initialen|de[ ]heer|dhr\.?|meneer|mevrouw|mevr\.?|mw\.?|juf|familie|fam\.?"
    rf"|gezin)[ :,(]{{1,3}}(?:[A-Z]\.[ ]?(?:en[ ])?)?$",
    re.IGNORECASE,
    tells=((r"([\w'-]{1,60})\.?[ :,(]{1,3}(?:\w\.[ ]?(?:en[ ])?)?$", _ROL_IS),),
)
#: Before one letter with a point; "van A. naar B." and "bijlage B." are no persons.
_TAAK = later(
    r"(?<!\w)(?:actie(?:punt)?(?: voor)?|actiehouder|door|t\.a\.v\.|cc|wie|eigenaar|notulen|opsteller|paraaf|namens)"
    r"[ :(]{1,3}(?P<een>[A-Z](?:vd|v|d|de|el|te[nr])[A-Z]|[A-Z]{2,3})(?=[ ]?[:,;.)]|$)",
    re.IGNORECASE,
    words="actie door t.a.v. cc wie eigenaar notulen opsteller paraaf namens",
)
#: "hwb heeft deze regel toegevoegd": letters that make no word, of whoever wrote something.
_KLEIN = later(
    r"(?:^|(?<=[#>*-][ ])|(?<=[.:][ ]))(?P<een>[bcdfghjklmnpqrstvwxz]{2,4})[ ](?:heeft|had|vraagt|vroeg|wil|wilde|mailt"
    r"|mailde|belt|belde|kijkt|regelt|checkt|past|paste|zei|zegt|maakt)(?!\w)",
    words="_heeft _had _vraagt _vroeg _wil _mail _belt _belde _kijkt _regelt _check _past _zei _zegt _maakt",
)
_VOORZETSEL = later(r"(?<!\w)(?:met|over|voor|bij|tegen|namens|volgens|aan|dat|door|van)[ ]$", re.IGNORECASE)
_BEGIN = later(r"(?:^|[.:;#*>-][ ]{1,2})$")
_DOET = later(
    r"[ ](?:is|was|heeft|had|werd|wordt|wil|wilde|zit|zat|kan|kon|mag|moet|komt|kwam|gaat|ging|krijgt|kreeg|belt"
    r"|belde|zegt|zei|vertelt|vertelde|woont|staat|blijft|bleef|gaf|geeft|sloeg|stal|spijbelt|mist|volgt|ontkent"
    r"|bekent|bekende|bevestigt|durft|doet|deed|loopt|slaapt|drinkt|blowt|start|meldt|meldde|(?:en|over|met"
    r"|bij|van) (?:zijn|haar|diens))(?!\w)"
)
#: What is numbered with letters, or has them in its name.
_GENUMMERD = later(
    r"(?<!\w)(?:bijlage|lokaal|gebouw|groep|klas|optie|deel|artikel|punt|categorie|variant|plan|lid|onderdeel|blok"
    r"|team|zaal|route|lijn|type|tabel|figuur|hal|poort|ingang|vak|vitamine|hepatitis|versie|stap|fase|kolom|model|"
    r"bron|auteurs?|uitgeverij|scenario|perron|vraag|rij|kamer|niveau|bv|merk|zone|cluster)[ :(]{1,2}$",
    re.IGNORECASE,
)


#: "De R.K. school", "de P.C.-scholen".
_VAN_DING = later(r"(?<!\w)(?:de|het|een|onze|alle)[ ]$", re.IGNORECASE)
_DING_ERNA = later(
    r"-[a-z]{3}|[ ](?:[a-z]{0,20}(?:scho(?:ol|len)|regels?|kerk|vereniging|stichting|toets|training|plan|club))(?!\w)"
)


def find_initialen(text: str, _: Search) -> Iterator[Hit]:
    """Find initials of somebody."""
    told: set[int] = set()
    for pattern in (_WIE, _IN_KLAS, _TAAK, _KLEIN, _LOS):
        for match in pattern.finditer(text):
            start, letters = match.start("een"), match["een"].strip()
            if start in told or _GENUMMERD.search(text[max(0, start - 20) : start]):
                continue
            if not (_somebody(match) if pattern is _LOS else "." in letters or not _abbreviates(letters)):
                continue
            told.add(start)
            yield Hit(start, start + len(letters), "initialen", f"{letters[0]}.•.")


#: What is written with points and is nobody.
_MET_PUNTEN = listed("""
 ad apv avg bsn bv dvd ehbo eu fc ggd ggz hbo ict kvk mbo nb nv om po ps sbo us
 as vn vo vof vs vso vv wo rk pc ob gg vg mr gmr cao bhv pgo kv bs sg
""")


def _abbreviates(letters: str) -> bool:
    plain = "".join(filter(str.isalpha, letters)).lower()
    if "." in letters and len(plain) > 2 and plain in words_of("afkortingen.txt"):  # C.A.O., B.H.V.
        return True
    return plain in (_MET_PUNTEN if "." in letters else words_of("afkortingen.txt"))


def _somebody(match: re.Match[str]) -> bool:
    """Tell whether letters with nothing behind them are somebody: two with points are, one needs a reason."""
    text, start, end = match.string, match.start(), match.end()
    if _VAN_DING.search(text[max(0, start - 8) : start]) and _DING_ERNA.match(text, end):
        return False
    if _NAAM_ERNA.match(text, end) or text[end : end + 1] == "(":
        return False
    before = text[max(0, start - 60) : start]
    if _ROL.search(before):
        return True
    if len(match["een"]) > len("A."):
        return not _abbreviates(match["een"]) and (match["een"].endswith(".") or bool(_DOET.match(text, end)))
    opens = _BEGIN.search(before) or _VOORZETSEL.search(before)
    return opens is not None and (before.endswith(" dat ") or _DOET.match(text, end) is not None)
