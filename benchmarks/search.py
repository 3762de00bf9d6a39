"""How well ``convenant find`` answers questions in people's own words, beside simpler ways to search.

Run with ``python benchmarks/search.py``. The questions with their answers, chosen by hand, are in
``tests/dossier/search/vragen.yaml``. recall@3: the right answers among the first three, as a part of what three places
can hold. MRR: one divided by the place of the first right answer. silent: of the questions without an answer, how many
got none. With ``snowballstemmer`` installed, its Dutch stemmer is measured as well.
"""

import argparse
import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.search import index, words
from convenant_cli.dossier.search.finding import find
from convenant_cli.dossier.search.things import things
from convenant_cli.sources.sources import worktree
from convenant_cli.sources.yamlfile import parse

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = ROOT / "tests" / "dossier" / "search" / "vragen.yaml"
#: The offers do not depend on the day, as long as all parties take part.
DAY = date(2026, 11, 21)

Search = Callable[[str], list[str]]


@dataclass(frozen=True)
class Score:
    """How well a way to search did."""

    recall: float
    mrr: float
    silent: int
    unanswerable: int
    misses: tuple[str, ...]


def questions(part: str) -> list[tuple[str, list[str]]]:
    """Return the questions of a part of the file, each with its answers, the best first."""
    data: Any = parse(QUESTIONS.read_bytes()).data
    return [(one["vraag"], one["antwoorden"]) for one in data[part]]


def score(search: Search, asked: list[tuple[str, list[str]]]) -> Score:
    """Ask every question, and compare the answers with those that were chosen by hand."""
    recalls, ranks, silent, misses = [], [], 0, []
    for question, right in asked:
        found = search(question)
        if not right:
            silent += not found
            continue
        recall = len(set(found[:3]) & set(right)) / min(3, len(right))
        recalls.append(recall)
        ranks.append(next((1 / place for place, one in enumerate(found, 1) if one in right), 0.0))
        if recall < 1:
            misses.append(f"{question}: {', '.join(found[:3]) or 'niets'}")
    unanswerable = len(asked) - len(recalls)
    return Score(sum(recalls) / len(recalls), sum(ranks) / len(ranks), silent, unanswerable, tuple(misses))


def own(dossier: Dossier) -> Search:
    """Return the search of ``convenant find``, in the offers."""
    return lambda question: [hit.ding.id for hit in find(dossier, question, DAY, ["aanbod"])[0].vondsten]


def substring(dossier: Dossier) -> Search:
    """Return a search that counts how many words of the question stand in the text of an offer as they are."""
    offers = [
        (thing.id, " ".join(text for _, text in thing.woorden).casefold()) for thing in things(dossier, DAY, "aanbod")
    ]

    def search(question: str) -> list[str]:
        asked = words.telling(question)
        counts = [(sum(word in text for word in asked), id) for id, text in offers]
        return [id for count, id in sorted(counts, key=lambda one: -one[0]) if count]

    return search


@contextmanager
def _without(*names: str) -> Iterator[None]:
    """Take away a part of the method: compounds, slips of the pen, or stems."""
    nothing: dict[str, Any] = {
        "parts": lambda *_: (),
        "inside": lambda *_: None,
        "slips": lambda *_: iter(()),
        "stem": lambda word: word,
    }
    if not names:
        yield
        return
    with patch.object(index, names[0], nothing[names[0]]), _without(*names[1:]):
        yield


def main() -> None:
    """Print a row for each way to search."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="print the questions that were not answered whole")
    shown = parser.parse_args().misses
    dossier, _ = load(worktree(ROOT))
    ways: list[tuple[str, Search, tuple[str, ...]]] = [
        ("words as they are", substring(dossier), ()),
        ("no compounds, no slips", own(dossier), ("parts", "inside", "slips")),
        ("no compounds", own(dossier), ("parts", "inside")),
        ("no slips of the pen", own(dossier), ("slips",)),
        ("no stems", own(dossier), ("stem",)),
        ("convenant find", own(dossier), ()),
    ]
    print("| way | recall@3 | MRR | silent | recall@3, checked | MRR, checked |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, search, left_out in ways:
        with _without(*left_out):
            _row(name, search, shown)
    if importlib.util.find_spec("snowballstemmer"):
        import snowballstemmer

        stemmer = snowballstemmer.stemmer("dutch")
        with patch.object(index, "stem", stemmer.stemWord), patch.object(words, "stem", stemmer.stemWord):
            _row("with the stemmer of Snowball", own(dossier), shown)


def _row(name: str, search: Search, shown: bool) -> None:
    first, second = score(search, questions("vragen")), score(search, questions("nagekeken"))
    silent = f"{first.silent + second.silent} of {first.unanswerable + second.unanswerable}"
    print(f"| {name} | {first.recall:.2f} | {first.mrr:.2f} | {silent} | {second.recall:.2f} | {second.mrr:.2f} |")
    if shown:
        for miss in (*first.misses, *second.misses):
            print(f"  {miss}")


if __name__ == "__main__":
    main()
