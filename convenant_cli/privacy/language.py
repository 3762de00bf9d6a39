"""Whether a word is one of the Dutch language or the name of a place: what is neither, with a capital, is a name.

The words are those of OpenTaal, 380,000 of them, as a set of marks: each word sets eight of four million bits, so a
word of the list is always known, and one of two hundred others is taken for a word. ``scripts/wordlist.py`` makes it.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files

from convenant_cli.text.folding import fold

FILE = "taal.bin"
BITS = 1 << 22
_MARKS = 8
_SHORTEST_PART = 4
#: What Dutch puts between the parts of a compound.
_JOINTS = ("", "s")


def marks_of(word: str) -> Iterator[int]:
    """Yield the bits that a word in folded form sets."""
    digest = blake2b(word.encode(), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little") | 1
    return ((first + number * step) % BITS for number in range(_MARKS))


@cache
def _bits() -> bytes:
    return files(__package__).joinpath("woorden", FILE).read_bytes()


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """Tell whether a word, with a capital or not, is one of the language or the name of a place."""
    return _is_known(word.lower() if word.isascii() and word.isalpha() else fold(word))


def _is_known(folded: str) -> bool:
    bits = _bits()
    return all(bits[mark >> 3] >> (mark & 7) & 1 for mark in marks_of(folded))


@lru_cache(maxsize=50_000)
def is_compound(word: str) -> bool:
    """Tell whether a word is made of two words of the language: 'klooster' and 'boer'."""
    small = fold(word)
    for at in range(_SHORTEST_PART, len(small) - _SHORTEST_PART + 1):
        if _is_known(small[:at]):
            rests = (small[at + len(joint) :] for joint in _JOINTS if small.startswith(joint, at))
            if any(len(rest) >= _SHORTEST_PART and _is_known(rest) for rest in rests):
                return True
    return False
