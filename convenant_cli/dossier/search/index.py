"""An index of texts with a weight each, and how well a question fits them (BM25). Pure; knows no records.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with weighted fields.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from convenant_cli.dossier.search.words import around, inside, parts, slips, stem, telling, words

K, B = 1.2, 0.3
#: How much a match counts that is not the word itself.
PART, INSIDE, SLIP = 0.8, 0.6, 0.7
#: Of how often a stem stands in a text: so many digits can be written down, and give the same sums everywhere.
DIGITS = 6


@dataclass(frozen=True, slots=True)
class Woord:
    """What a word of a question stands for in an index."""

    gevraagd: str
    stammen: Mapping[str, float]
    """The stems that it means, each with how much a match counts."""
    zeker: bool = False
    """Whether the word stands in the index, as it was typed or as a compound of what does."""
    verbeterd: str = ""
    """The word that was probably meant, when one slip of the pen or two make another word of it."""


@dataclass(frozen=True, slots=True)
class Treffer:
    """A text that fits: its number, how well, and which words of the question it answers, the most telling first."""

    nummer: int
    punten: float
    woorden: tuple[str, ...]


class Index:
    """Texts, each as parts with a weight: ``[[(3, "title"), (1, "the rest")], …]``."""

    def __init__(self, texts: Sequence[Iterable[tuple[float, str]]]) -> None:
        split = [[(weight, word) for weight, text in parts_ for word in words(text)] for parts_ in texts]
        self._stems = {word: stem(word) for one in split for _, word in one}
        whole = frozenset(self._stems.values())
        stems = {word: (own, *parts(word, whole)) for word, own in self._stems.items()}
        self._counts = [_weighed(one, stems) for one in split]
        self._sizes = [round(sum(count.values()), DIGITS) for count in self._counts]
        self._mean = sum(self._sizes) / len(self._sizes) if self._sizes else 1
        self._found = Counter(word for count in self._counts for word in count)

    @property
    def stems(self) -> dict[str, str]:
        """Every word of the texts with its stem: what a slip of the pen can have been meant for."""
        return dict(self._stems)

    @property
    def places(self) -> dict[str, list[tuple[int, float]]]:
        """Every stem with the texts that it stands in, and how often by the weight of the place."""
        found: dict[str, list[tuple[int, float]]] = {}
        for number, count in enumerate(self._counts):
            for word, times in count.items():
                found.setdefault(word, []).append((number, times))
        return found

    @property
    def sizes(self) -> list[float]:
        """How long each text is, by the weight of its parts."""
        return list(self._sizes)

    def understand(self, question: str) -> list[Woord]:
        """Return what each telling word of a question stands for here; one without stems is not found."""
        return [self._meaning(word) for word in telling(question)]

    def _meaning(self, word: str) -> Woord:
        own = stem(word)
        if own in self._found:
            return Woord(word, {own: 1.0}, zeker=True)
        if made := parts(word, self._found):
            return Woord(word, dict.fromkeys(made, PART), zeker=True)
        if own.startswith("ge") and own[2:] in self._found:  # gepest, gevochten: what was done to or by somebody
            return Woord(word, {own[2:]: PART}, zeker=True)
        if wider := around(word, self._stems, self._found):
            return Woord(word, {self._stems[one]: INSIDE for one in wider}, zeker=True)
        if nearest := list(slips(word, self._stems)):
            best = [one for distance, one in nearest if distance == nearest[0][0]]
            return Woord(word, {self._stems[one]: SLIP for one in best}, verbeterd=best[0])
        part = inside(word, self._found)
        return Woord(word, {part: INSIDE} if part else {})

    def search(self, asked: Sequence[Woord]) -> list[Treffer]:
        """Return the texts that answer at least one word, the best first; equal ones in the order of the texts."""
        found = []
        for number, (count, size) in enumerate(zip(self._counts, self._sizes, strict=True)):
            points = {
                word.gevraagd: max(self._points(one, weight, count, size) for one, weight in word.stammen.items())
                for word in asked
                if word.stammen
            }
            answered = sorted((word for word in points if points[word]), key=lambda word: -points[word])
            if answered:
                found.append(Treffer(number, sum(points.values()), tuple(answered)))
        return sorted(found, key=lambda one: (-round(one.punten, 9), one.nummer))

    def _points(self, word: str, weight: float, count: Mapping[str, float], size: float) -> float:
        times = count.get(word, 0)
        if not times:
            return 0
        rare = math.log(1 + (len(self._counts) - self._found[word] + 0.5) / (self._found[word] + 0.5))
        return weight * rare * times * (K + 1) / (times + K * (1 - B + B * size / self._mean))


def _weighed(text: Iterable[tuple[float, str]], stems: Mapping[str, tuple[str, ...]]) -> dict[str, float]:
    """Return how often each stem stands in a text, by the weight of the place; a part of a compound counts for less."""
    count: dict[str, float] = defaultdict(float)
    for weight, word in text:
        own, *more = stems[word]
        count[own] += weight
        for part in more:
            count[part] += weight * PART
    return {word: round(times, DIGITS) for word, times in count.items()}
