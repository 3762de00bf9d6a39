"""Dutch words as a search compares them: stems, the parts of a compound, and slips of the pen. Pure.

The stemmer is small on purpose. On the questions in ``tests/dossier/search/`` it finds more than Snowball's Dutch one,
which parts more pairs of words that belong together (``benchmarks/search.py``).
"""

import re
from collections.abc import Collection, Iterator

from convenant_cli.text.sentences import without_accents

_WORD = re.compile(r"[^\W_]+")
ENDINGS = ("heden", "ingen", "ende", "ing", "eren", "en", "es", "e", "s", "t")
KEPT = 4  # letters: what is left after an ending is cut
_LONG_VOWEL = re.compile(r"(aa|ee|oo|uu)(?=[^aeiou]$)")
PART = 4  # letters: a shorter word is no part of a compound (les, app, pin)
LONGEST = 60  # letters: what is longer is no word that somebody looks for
LINKS = ("", "s", "e", "en", "n")

#: Words that ask, join or point, and so say nothing about what somebody looks for.
_EMPTY_WORDS = """
aan al alle alleen als altijd andere ben bent bij bijna boven bv dan dat de deze die dit doe doen door dus een eens
eerste elk elke en er erg even ga gaan gaat geeft geen geven graag had hadden hebben hebt heeft hem hen het hier hij
hoe hun iemand iets ik in is ja je jij jou jouw jullie kan kom komen komt krijg krijgen krijgt kunnen kunt laat maak
maakt maar mag maken me meer men met mij mijn misschien moet moeten mogen na naar nee niemand niet niets nog nu of om
omdat onder ons onze ook op over paar per samen soms te tegen ter terwijl toch toen tot u uit uw van veel via vind
vinden vindt voor waar waarom wanneer want was wat we weer wel welk welke werd wie wij wil willen wilt word worden
wordt zal ze zeer zelf zich zij zijn zo zoek zoeken zoekt zonder zou zouden zullen
"""
EMPTY = frozenset(_EMPTY_WORDS.split())


def words(text: str) -> list[str]:
    """Return the words of a text in small letters, without accents; numbers count as words."""
    return _WORD.findall(without_accents(text.casefold()))


def telling(text: str) -> list[str]:
    """Return the words of a question that say something; all of them when none does."""
    every = list(dict.fromkeys(words(text)))
    return [word for word in every if word not in EMPTY] or every


def stem(word: str) -> str:
    """Return the form that the inflections of a word share: ``pesten``, ``pest`` and ``gepest`` differ in one part.

    Cuts one ending, undoubles the last letter, writes v and z at the end as f and s, and a long vowel as a short one.
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= KEPT:
            word = word[: -len(ending)]
            break
    if len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeiou":
        word = word[:-1]
    if word[-1:] in "vz":
        word = word[:-1] + ("f" if word[-1] == "v" else "s")
    return _LONG_VOWEL.sub(lambda match: match[1][0], word)


def parts(word: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the known stems that make up a compound (``verzuimbegeleiding``); nothing when it is not made of them."""
    if len(word) > LONGEST:
        return ()
    for at in range(PART, len(word) - PART + 1):
        head = _head(word[:at], known)
        if head is None:
            continue
        tail = word[at:]
        if (last := stem(tail)) in known:
            return (head, last)
        if rest := parts(tail, known):
            return (head, *rest)
    return ()


def inside(word: str, known: Collection[str]) -> str | None:
    """Return the longest known stem with which a compound begins or ends, when the rest of it is not known.

    The last part says what a thing is, the first what it is about; a reader asks for either.
    """
    if len(word) > LONGEST:
        return None
    for size in range(len(word) - 2, PART - 1, -1):
        if (head := _head(word[:size], known)) is not None and len(word) - size >= 3:
            return head
        if (tail := stem(word[-size:])) in known and len(tail) > PART:
            return tail
    return None


def around(word: str, known: Collection[str], stems: Collection[str]) -> list[str]:
    """Return the known words that begin or end with a word: ``privacyprotocol`` for ``privacy`` and for ``protocol``.

    A word of four letters begins too many others (``plan``, ``planning``): then the rest must be a known stem as well.
    """
    own = stem(word)
    found = []
    for one in known:
        if one.startswith(own):
            rest = one[len(word) if one.startswith(word) else len(own) :]
        elif stem(one).endswith(own):
            rest = stem(one)[: -len(own)]
        else:
            continue
        if len(own) >= PART and len(rest) >= PART and rest not in ENDINGS and (len(own) > PART or stem(rest) in stems):
            found.append(one)
    return found


def _head(text: str, known: Collection[str]) -> str | None:
    """Return the stem of the first part of a compound, without the letters that join it to the next."""
    for link in LINKS:
        bare = text.removesuffix(link) if link else text
        if (link == "" or bare != text) and len(bare) >= PART and (found := stem(bare)) in known:
            return found
    return None


def slips(word: str, known: Collection[str]) -> Iterator[tuple[int, str]]:
    """Yield the known words that somebody may have meant, with how many slips of the pen lie between, nearest first.

    One slip in five to seven letters, two when both have eight or more, none in a shorter word; the first letter is
    always right: of 'vapen' and 'wapen' each is a word of its own.
    """
    found: list[tuple[int, str]] = []
    if len(word) > LONGEST:
        return
    for one in known:
        shortest = min(len(one), len(word))
        most = 0 if shortest < 5 else 1 if shortest < 8 else 2
        if most and one[0] == word[0] and abs(len(one) - len(word)) <= most:
            distance = _distance(word, one, most)
            if distance <= most:
                found.append((distance, one))
    yield from sorted(found)


def _distance(one: str, other: str, most: int) -> int:
    """Return how many letters are wrong, missing, too many or swapped with the next; more than ``most`` is cut off."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return row[-1]
