"""How a sentence is put together: lists, counts, what was probably meant."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from difflib import get_close_matches

_LETTERS = ["geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_LONGEST_WORD = 100
#: What stands before what was probably meant.
MEANT = "; bedoelde u "
#: Quotes inside a quote, and an apostrophe that looks like the end of one.
_INNER = str.maketrans("‘’", "''")
_END = r"(?<=[.!?])\s+(?![a-z])"
#: Words before a point that ends no sentence, though a name or a number is behind it; others have a point inside.
_ABBREVIATED = frozenset(
    ("art", "bijv", "ca", "dhr", "dr", "drs", "ds", "enz", "evt", "ing", "ir", "max", "mevr", "min", "mr", "mw", "nr",
     "nrs", "p", "pag", "prof", "st", "tel", "vgl")
)  # fmt: skip


def capital(text: str) -> str:
    """Return a text with a capital at its start: ``één actie`` becomes ``Eén actie``."""
    return f"E{text[1:]}" if text.startswith("één") else text[:1].upper() + text[1:]


def inside(name: str) -> str:
    """Return a name as it stands inside a sentence: without its capital, unless its first word is an abbreviation."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


#: What begins what belongs to a noun: behind it nothing has more to say about the number of it. A year, a version, what
#: stands in brackets or behind a comma or colon too.
_BEHIND = re.compile(
    r"[,:;(]|\s[-–—]?\d"
    r"|\s(?:aan|bij|binnen|buiten|door|in|met|naar|om|onder|op|over|per|rond|rondom|sinds|tegen|ten|ter|tot|tussen|uit"
    r"|van|vanaf|volgens|voor|zonder)\s"
)
#: Ends of a plural: 'regels', 'afspraken', 'codes', 'deals', 'regio's'; and words that end so and are none.
_PLURAL = re.compile(r"(?:[a-z]{2}en|[a-z]{2}[bcdfgklmnprtvwz]s|[a-z]{2}(?:e|ie)s|[a-zé]'s)$")
_SINGULAR = re.compile(
    r"(?:examen|teken|wapen|leven|wezen|vermogen|schrijven|verleden|haven|keten|wagen|regen|hoeven|bestaan"
    r"|advies|precies|koers|beurs|cursus|balans|wens|grens|kans|dans|congres|proces|succes|reces|adres|plaats|toets"
    r"|schets|fiets|spits|gids|fonds|reeks|forens|(?<![a-z])(?:toren|molen|pers|vers|mens|les|trots))$"
)


def words_of(noun: str) -> list[str]:
    """Return the words of a name of things in small letters, without what only belongs to it, as behind 'van'."""
    return _BEHIND.split(noun.casefold(), maxsplit=1)[0].split()


def is_plural(noun: str) -> bool:
    """Tell by its end whether a name of things is a plural: ``jaarcijfers``, ``richtlijnen voor trainers``."""
    words = words_of(noun)
    return bool(words and _PLURAL.search(words[-1]) and not _SINGULAR.search(words[-1]))


def none_found(noun: str) -> str:
    """Return that a thing was not found: ``is geen clubplan gevonden``, ``zijn geen jaarcijfers gevonden``."""
    return f"{'zijn' if is_plural(noun) else 'is'} geen {noun} gevonden"


def aangehaald(text: str) -> str:
    """Return what a record says, or a title, as a sentence quotes it: ``‘Bespaard water’``.

    What one types (a command, a name of a file or a field, a value in YAML) stands between straight quotes instead.
    """
    return f"‘{text.translate(_INNER)}’"


def opsomming(namen: Sequence[str], woord: str = "en") -> str:
    """Return names as a sentence lists them: ``a, b en c``."""
    return f" {woord} ".join(filter(None, (", ".join(namen[:-1]), *namen[-1:])))


def in_letters(count: int) -> str:
    """Return a count as a sentence writes it: ``één``, ``twaalf``, ``13``; ``geen`` for nothing."""
    return _LETTERS[count] if count < len(_LETTERS) else f"{count:,}".replace(",", ".")


def counted(count: int, one: str, more: str) -> str:
    """Return a count with its noun: ``één actie``, ``acht acties``, ``geen acties``."""
    return f"{in_letters(count)} {one if count == 1 else more}"


def in_digits(count: int, single: str, plural: str) -> str:
    """Return a count with its noun: ``geen fouten``, ``1 fout``, ``2 fouten``."""
    return f"{count or 'geen'} {single if count == 1 else plural}"


def number(value: Decimal | int) -> str:
    """Return a number as Dutch writes it: ``7,5``, ``1.200``."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


def read_number(text: str) -> Decimal | None:
    """Return the number that a person typed as Dutch writes it (``1.250``, ``12,5``), or with a point; None without."""
    typed = text.strip()
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3}){1,4}(,[0-9]{1,6})?", typed):
        typed = typed.replace(".", "")
    typed = typed.replace(",", ".")
    return Decimal(typed) if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,6})?", typed) else None


def some(names: Sequence[str], most: int, more: str = "") -> str:
    """Return so many names at most, and how many of what are left: ``a, b en nog 4 bepalingen``."""
    if len(names) <= most:
        return ", ".join(names)
    shown = most - 1 if more else most
    return f"{', '.join(names[:shown])} en nog {len(names) - shown} {more}".rstrip()


def suggest(word: str, choices: Iterable[str]) -> str:
    """Return the choice that looks most like a word, or an empty text when none does. Nobody mistypes a long text."""
    if len(word) > _LONGEST_WORD:
        return ""
    near = get_close_matches(word.lower(), list(choices), n=1, cutoff=0.75)
    return near[0] if near else ""


def or_meant(near: str) -> str:
    """Return the end of a sentence on a name that is not there: what was probably meant; empty when nobody knows."""
    return f"{MEANT}'{near}'?" if near else ""


def remedy(word: str, choices: Collection[str]) -> str:
    """Return the remedy for a name that is not there: what was probably meant, or else all that can be chosen."""
    if near := suggest(word, choices):
        return f"bedoelde u '{near}'?"
    return f"kies uit: {', '.join(choices)}" if choices else "er is er nog geen"


def without_accents(text: str) -> str:
    """Return a text with its letters bare, and with marks that stand for letters as those."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def slug(text: str) -> str:
    """Return a text as a name: without accents, in small letters, with dashes between the words."""
    plain = without_accents(text)
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def aside(*told: str) -> str:
    """Return what is told in brackets behind a word, with the space before them; empty when nothing is."""
    return f" ({'; '.join(filter(None, told))})" if any(told) else ""


def cut_off(text: str, most: int) -> str:
    """Return a text of so many characters at most, cut off between two words."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def without_point(text: str) -> str:
    """Return a text on one line without the point at its end, so that a sentence can go on behind it."""
    return " ".join(text.split()).rstrip(".")


def van_elk(names: Iterable[str], lacks: str) -> str:
    """Return what lacks of each of these, each named once: ``van de gemeente en de politie is niets gevonden``."""
    return f"van {opsomming([*dict.fromkeys(names)])} {lacks}"


def until_semicolon(said: str) -> str:
    """Return a sentence up to its first semicolon that stands outside quotation marks."""
    return re.sub(r"(‘[^’]*’)|; .*", lambda found: found[1] or "", said, flags=re.DOTALL)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, on one line; an abbreviation such as ``i.s.m.`` or ``dr.`` ends none."""
    line = " ".join(text.split())
    for end in re.finditer(_END, line):
        last = line[: end.start()].rsplit(" ", 1)[-1].lstrip("(‘'\"").lower()
        if not last.endswith(".") or ("." not in last[:-1] and last[:-1] not in _ABBREVIATED):
            return line[: end.start()]
    return line
