"""The words of an agreement for its people, such as skaters, read as the words that the patterns know for pupils.

So every pattern holds for them, and none of them needs to know the words of one agreement.
"""

import re
from functools import lru_cache

from convenant_cli.privacy.plain import Plain

_ONE, _MORE = "leerling", "leerlingen"


def familiar(text: str, people: tuple[tuple[str, str], ...]) -> Plain | None:
    """Return a text with familiar words for these people; None when it names none of them.

    ``people``: of each group the word for one and for more of them. Places lead back to the text that was given.
    """
    if not people or not (pattern := _pattern(people)).search(text):
        return None
    more = {plural.casefold() for _, plural in people}
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for match in pattern.finditer(text):
        letters.append(text[at : match.start()])
        places += range(at, match.start())
        word = _MORE if match[0].casefold() in more else _ONE
        letters.append(word)
        places += [match.start()] * len(word)
        at = match.end()
    return Plain("".join((*letters, text[at:])), [*places, *range(at, len(text) + 1)])


@lru_cache(maxsize=4)
def _pattern(people: tuple[tuple[str, str], ...]) -> re.Pattern[str]:
    words = sorted({word for both in people for word in both}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE)
