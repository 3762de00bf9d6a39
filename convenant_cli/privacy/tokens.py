"""The words of a text with their places, and a run of them that may be a name."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from convenant_cli.privacy.later import later
from convenant_cli.privacy.words import listed

_TOKEN = later(
    r"(?P<letters>(?:[^\W\d_]\.[ -]?){1,5}(?![^\W\d_]{2,}\.\S))|(?P<woord>(?<!\w)'[ts](?=\s[^\W\d_a-z])"
    r"|(?i:casus|zaak|dossier|gezin"
    r"|familie)(?=-[A-Z])|[^\W\d_][\w'-]{0,40})"
)
PREFIXES = listed(
    "van de den der het 't ter ten te el al il op in von zu bin ben ibn bint ait oulad abu abou da das do dos di "
    "du la le del della d' mc mac o' st"
)

#: Between a role and a name: "leerling genaamd", "de leerling heet".
CALLED = listed("genaamd heet heette heten is was")


class Token(NamedTuple):
    """A word or a run of initials."""

    start: int
    end: int
    text: str
    letters: bool
    small: str
    """The word in small letters."""
    capital: bool
    """Whether it is written with a capital; of d'Hondt that of the second part counts."""


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in order."""
    found = ((match.start(), match[0].rstrip(_BEHIND), bool(match["letters"])) for match in _TOKEN.finditer(text))
    return [
        Token(start, start + len(word), word, letters, word.lower(), has_capital(word))
        for start, word, letters in found
    ]


def words_in(text: str) -> Iterable[str]:
    """Return the texts of these words, at less cost. Initials end with a point, and nothing else does."""
    if "'" not in text and "-" not in text and not _INITIAL.search(text):
        return _WORD.findall(text)
    return ((letters or word).rstrip(_BEHIND) for letters, word in _TOKEN.findall(text))


_BEHIND = " -'"
#: Without a quote or a dash in the text, and a letter alone before a point, a token is a word and nothing else.
_WORD = later(r"[^\W\d_][\w'-]{0,40}")
_INITIAL = later(r"\.(?<=[^\W\d_]\.)(?<![^\W\d_]..)")


def has_capital(word: str) -> bool:
    """Tell whether a word is written with a capital."""
    return word[:1].isupper() or (word[:2] in ("d'", "'t") and word[2:3].isupper())


@dataclass(frozen=True)
class Run:
    """Some words of a text that follow each other, from the first to the last."""

    text: str
    tokens: list[Token]
    first: int
    last: int

    @property
    def start(self) -> int:
        """Where it starts in the text."""
        return self.tokens[self.first].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.tokens[self.last].end

    @property
    def all(self) -> list[Token]:
        """Its words, with initials and prefixes."""
        return self.tokens[self.first : self.last + 1]

    @cached_property
    def words(self) -> list[Token]:
        """Its words without initials and prefixes."""
        return [token for token in self.all if not token.letters and token.small not in PREFIXES]

    @property
    def head(self) -> Token:
        """Its first word."""
        return self.tokens[self.first]

    @property
    def before(self) -> Token | None:
        """The word before it."""
        return self.tokens[self.first - 1] if self.first else None

    @property
    def gap(self) -> str:
        """What stands between it and the word before."""
        return self.text[self.before.end : self.start] if self.before else ""

    @property
    def after(self) -> Token | None:
        """The word behind it."""
        return self.tokens[self.last + 1] if self.last + 1 < len(self.tokens) else None

    @property
    def gap_after(self) -> str:
        """What stands between it and the word behind."""
        return self.text[self.end : self.after.start] if self.after else ""
