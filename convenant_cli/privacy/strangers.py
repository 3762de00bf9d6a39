"""Names that no list has: a word with a capital that is none of the language, of which something is told of a person.

Such a word can be a product or a village as well. So what counts is what stands around it: what only people do or
undergo, whose mother or telephone it is, who takes the minutes.
"""

import re
from functools import lru_cache

from convenant_cli.privacy.behind import HOE, JUNIOR, OVERKOMT, VAN_HEM_ERNA, is_told_behind
from convenant_cli.privacy.company import (
    DOET_ERVOOR,
    DOOR,
    EN,
    GEZIEN,
    HEEFT,
    MET_WIE,
    SLUIT,
    STAF,
    TOGETHER,
    VERWIJST,
    VOOR_WERK,
    is_told_before,
)
from convenant_cli.privacy.context import FUNCTIE, bounds
from convenant_cli.privacy.entities import ENTITY_WORDS, NO_NAME
from convenant_cli.privacy.language import is_compound, is_word
from convenant_cli.privacy.later import later
from convenant_cli.privacy.tokens import PREFIXES, Run, Token
from convenant_cli.privacy.words import is_achternaam, is_voornaam, listed, resembles_achternaam

#: No abbreviation, no KiKa, no 3B.
_NAME_LIKE = later(r"(?:(?:Mc|Mac|[DO]')?[^\W\d_a-zà-ÿ][^\W\d_A-Z]{1,30}(?:'s|'[a-z]{2,20})?(?:-|$)){1,3}")
_SHORTEST = 3
_LONGEST_PARTS = 4
_INSTELLING_ENDS = ("college", "school", "gymnasium", "lyceum", "noord", "oost", "west", "zuid")
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
    r"[^{}=<>_;()|]{0,200}(?<!\w)(?:de|het|een|van|met|voor|naar|heeft|wil|moet|zijn|haar|niet|weer|wordt|nog"
    r"|over|om|uit)(?!\w)"
    r"|(?<!\w)(?:wil|weet|zegt|vraagt)(?!\w)[^{}=<>_;()|]{0,60}(?<!\w)(?:wanneer|waar|hoe|dat|of)(?!\w)"
)
_CODE = later(r"[{}=<>_;|\[\]]")
_ENGLISH = listed("""
 else elif said side meta mark just will valid none lone grant page case given long even mail among greet tiny sole till
django
""")


#: Words of which one is enough where all others are of the language as well: "kluisje van yusuf leeggehaald".
_DUTCH_WORD = listed(
    "van met bij voor over uit naar door aan op om tot dat zie wil niet weer nog ouders moeder vader de het een is en"
)
#: A capital where no sentence starts: then names have theirs as well.
_INSIDE = later(r"[^.!?:;#>*(\s\"'-][ ]+[A-Z][a-z]")
_SHORT_NOTE = 12
_OF_THREE = listed(
    "eli tim tom ali amy evi fem gea gio ian jay jef jim jip joy kai kay lea leo lia luc noa pam pia pim roy sam ted "
    "ivo yvo zoe cor ray teo xin"
)
#: Names of which the list of words is full, and that are nothing else.
_NO_OTHER = listed("""
 aart abraham adriaan anita anneke bram chris christiaan casper derk dirk driss ellen esmee esteban esther evert geert
gerrit gijsbert hendrik ilias jaap jack jasper jeroen joep jonas jonathan joop joost karel kasper kees klaas koen
laurens leendert liane lodewijk loes lotje louis lukas maarten marjolein matthijs mehari michiel miep najat nasser nick
oleksandra pascal paulus pieter philip rachel rahim reinier rico rik robbert roel roeland rogier rosalina rozemarijn
rudy sander sjaak stefan steven suzanne teunis thijs thomas tommy willem wouter xavi xavier zwaantje
""")
#: Given names that are words as well: only where somebody is spoken of.
_ALSO_WORD = listed("""
 adam alex arie bart bas bastiaan ben daan els eva fleur floor frank gijs hannes hans harm iris jacob jan jos
jozef karen
kelly kim kristen lies lieke lot lucas marc marcus margriet mees merel mia mila mo niek noor peter piet rob robert robin
roos rowan ruben ruby sara sem serge simon tess teun tygo victor wim wout yasin
""")


HASTY_NAMES = _NO_OTHER | _ALSO_WORD
"""The words of :func:`is_hasty_name`, beside given names."""


def is_hasty(text: str) -> bool:
    """Tell whether a text is a note in which names have no capital either."""
    if not text.islower() and _INSIDE.search(text):
        return False
    if _CODE.search(text):
        return False
    return _DUTCH.search(text) is not None or _is_short_note(text)


def _is_short_note(text: str) -> bool:
    words = [word.lower() for word in _WORDS.findall(text)]
    if not 2 < len(words) < _SHORT_NOTE:
        return False
    strange = sum(not (len(word) <= _SHORTEST or word == "todo" or _is_known(word)) for word in words)
    return strange == 0 or (strange < len(words) // _SHORTEST and not _DUTCH_WORD.isdisjoint(words))


def _is_known(word: str) -> bool:
    return is_word(word) or is_voornaam(word) or is_compound(word)


_WORDS = later(r"[^\W\d_]+")


def is_plain_voornaam(word: str) -> bool:
    """Tell whether a word in small letters is a given name, and nothing else that the language has."""
    if word in _NO_OTHER:
        return True
    if word in _ENGLISH or (len(word) <= _SHORTEST and word not in _OF_THREE):
        return False
    return is_voornaam(word) and word not in NO_NAME and word not in ENTITY_WORDS and not is_word(word)


@lru_cache(maxsize=50_000)
def is_hasty_name(word: str) -> bool:
    """Tell whether a word in small letters can be somebody in a note in small letters."""
    return word in _ALSO_WORD or is_plain_voornaam(word)


_LOWER_WORD = later(r"(?<![\w@./'-])[^\W\d_]{2,20}(?![\w@/'-]|\.\w)")
#: Right before somebody, where the name is a word as well; and what goes on behind one.
_BEFORE_NAME = later(
    r"(?<!\w)(?:met|bij|van|door|over|tegen|volgens|namens|vraag|bel|belt|mail|mailt|aan|vader|moeder|voor"
    rf"|collega|ouders|gezin|familie|{FUNCTIE})[ ]$|(?P<opens>(?:^|[:,;][ ])$)"
)
_DOES = (
    r"[ ](?:is|heeft|had|was|werd|wil|om|op|belt|zegt|zei|mailt|komt|moet|ging|gaat|stuurt|regelt|pakt|kan|vraagt"
    r"|vindt|maakt|zit|doet|neemt|mag|blijft|krijgt)(?!\w)"
)
_DOES_BEHIND = later(_DOES)
_BEHIND_NAME = later(
    rf"$|[.,;:)?!]|{_DOES}|[ ](?:en|uit|over|bellen|de|van|el|twee|een|niet|terug|vandaag|morgen"
    r"|[a-z]{0,5}ge[a-z]{3,12})(?!\w)"
)


_NEXT_WORD = later(r"[ ](?P<next>[^\W\d_]{4,20})(?!\w)")


def _surname_behind(text: str, end: int) -> bool:
    found = _NEXT_WORD.match(text, end)
    return found is not None and is_achternaam(found["next"])


def _is_spoken_of(match: re.Match[str]) -> bool:
    """Tell whether what stands around a word makes somebody of it."""
    text, (start, end) = match.string, match.span()
    before = text[max(0, start - 70) : start]
    opens = _BEFORE_NAME.search(before)
    if not (opens or is_told_before(before) or VOOR_WERK.search(before)):
        return False
    behind = _DOES_BEHIND if opens and opens["opens"] is not None else _BEHIND_NAME
    return behind.match(text, end) is not None or _surname_behind(text, end)


def _with_capital(match: re.Match[str]) -> str:
    """Give a given name in small letters its capital."""
    word = match[0]
    if not (is_plain_voornaam(word) or (word in _ALSO_WORD and _is_spoken_of(match))):
        return word
    capital = f"{word[0].upper()}{word[1:]}"
    return capital if len(capital) == len(word) else word


def with_capitals(text: str) -> str:
    """Return a note in small letters with a capital for each given name in it; any other text as it is."""
    if any(map(is_hasty_name, _LOWER_WORD.findall(text))) and is_hasty(text):
        return _LOWER_WORD.sub(_with_capital, text)
    return text


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
        return compound and is_told_before(text[max(0, start - 70) : start])
    return told_firmly(run) or (told_softly(text, start, end) or _in_list(run))


def _surname_inside(run: Run) -> bool:
    """Tell whether this is a surname where no sentence starts, so that its capital says something."""
    return _is_inside(run) and resembles_achternaam(run.head.text)


def _is_surname(run: Run) -> bool:
    """Tell whether "Van den Assem" or "Ter Braake" is somebody."""
    last = run.words[-1].text
    if run.head.small not in _EIGEN:  # De Waard, and also De Kring
        named = (is_stranger(last) or is_achternaam(last)) and run.all[1].text not in ("Van", "De")
        return named and (is_told_behind(run.text, run.end) or JUNIOR.match(run.text, run.end) is not None)
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
    return (
        bool(between)
        and between not in (["van"], ["in"], ["op"], ["te"])
        and any(is_stranger(word.text, compound=True) for word in run.words[1:])
    )


def told_firmly(run: Run) -> bool:
    """Tell whether what stands around leaves no doubt, whatever the word looks like."""
    text, start, end = run.text, run.start, run.end
    before = text[max(0, start - 70) : start]
    if is_told_behind(text, end) or STAF.match(text, end) or JUNIOR.match(text, end) or is_told_before(before):
        return True
    if any(opens.search(before) and goes_on.match(text, end) for opens, goes_on in TOGETHER):
        return True
    if run.head.text.endswith("'s") and VAN_HEM_ERNA.match(text, end):
        return True
    if (before.endswith("door ") and DOOR.match(text, end)) or (before.endswith("tussen ") and EN.match(text, end)):
        return True
    if HEEFT.search(before) and GEZIEN.match(text, end):
        return True
    return DOET_ERVOOR.search(before) is not None and (OVERKOMT.match(text, end) or HOE.match(text, end)) is not None


def told_softly(text: str, start: int, end: int) -> bool:
    """Tell whether what stands around is told of people, of whom the name is a word of no list."""
    before = text[max(0, start - 70) : start]
    if VOOR_WERK.search(before) and SLUIT.match(text, end):
        return True
    opens = not before.strip(" -*#>\"'(") or before.rstrip()[-1:] in ".!?"
    _, last = bounds(text, start, end)
    return (opens or MET_WIE.search(before) is not None) and VERWIJST.match(text, end, last) is not None


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
