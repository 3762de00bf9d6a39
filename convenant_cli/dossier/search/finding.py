"""A question in a reader's own words → what a dossier holds about it, by kind."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.dossier import aanbod
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.search.index import Index, Woord
from convenant_cli.dossier.search.things import SOORTEN, Bereik, Soort, Vindbaar, reach, things

#: What scores less than this part of the best answers something else.
WORTH = 0.4


@dataclass(frozen=True, slots=True)
class Vondst:
    """A thing that was found, and which words of the question it answers, the most telling first."""

    ding: Vindbaar
    punten: float
    woorden: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Zoekresultaat:
    """What was found of one kind, the best first."""

    soort: Soort
    vondsten: tuple[Vondst, ...]
    woorden: tuple[Woord, ...]
    """The telling words of the question, as this kind of thing understands them."""

    @property
    def gemist(self) -> tuple[str, ...]:
        """The words that nothing here answers."""
        return tuple(word.gevraagd for word in self.woorden if not word.stammen)

    @property
    def verbeterd(self) -> tuple[tuple[str, str], ...]:
        """The words that were taken for another, with that other."""
        return tuple((word.gevraagd, word.verbeterd) for word in self.woorden if word.verbeterd)


def find(
    dossier: Dossier, question: str, day: date, kinds: Sequence[Soort] = SOORTEN, unit: str | None = None
) -> list[Zoekresultaat]:
    """Search each kind of thing for a question; what answers most of it comes first.

    A word that stands as it was typed in one kind of thing is not taken for another word in the others.
    """
    found = [things(dossier, day, kind, unit) for kind in kinds]
    indexes = [Index([thing.woorden for thing in every]) for every in found]
    asked = [index.understand(question) for index in indexes]
    certain = {word.gevraagd for words in asked for word in words if word.zeker}
    answers = [
        _answer(kind, every, index, [_as_typed(word) if word.gevraagd in certain else word for word in words])
        for kind, every, index, words in zip(kinds, found, indexes, asked, strict=True)
    ]
    return [answers[0], *(_to_the_point(answer, answers[0]) for answer in answers[1:])]


def _to_the_point(answer: Zoekresultaat, first: Zoekresultaat) -> Zoekresultaat:
    """Keep what answers the most telling word of the best answer of the first kind: 'mes' in 'mes op school'."""
    if not first.vondsten:
        return answer
    point = first.vondsten[0].woorden[0]
    return replace(answer, vondsten=tuple(hit for hit in answer.vondsten if point in hit.woorden))


def _as_typed(word: Woord) -> Woord:
    return word if word.zeker else Woord(word.gevraagd, {})


def keeper(dossier: Dossier, day: date) -> Bereik | None:
    """Return whom to ask when nothing was found: the contact of who keeps the dossier."""
    found = aanbod.keeper(dossier)
    return reach(found, day) if found else None


def _answer(kind: Soort, every: list[Vindbaar], index: Index, asked: list[Woord]) -> Zoekresultaat:
    hits = [
        Vondst(every[hit.nummer], hit.punten * every[hit.nummer].gewicht, hit.woorden) for hit in index.search(asked)
    ]
    hits.sort(key=lambda hit: -hit.punten)
    best = hits[0].punten if hits else 0
    return Zoekresultaat(kind, tuple(hit for hit in hits if hit.punten >= best * WORTH), tuple(asked))
