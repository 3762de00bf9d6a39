"""How much personal data the search finds, and how often it is wrong: ``python benchmarks/privacy.py [--missers]``.

Two sets of labelled sentences in ``benchmarks/privacy/``: ``ontwikkeling.jsonl``, on which the search was made, and
``apart.jsonl``, when it is there, on which it was not. Every line is ``{"tekst": …, "soorten": [...]}``; an empty list
is a sentence without personal data. All sentences are invented.

A sentence counts as found when the search finds any of its kinds, and a kind when the search finds that kind. Precision
is the part of all sentences with a hit that do hold personal data.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from convenant_cli.dossier.reading import load
from convenant_cli.dossier.vondsten import organisations
from convenant_cli.privacy import NAMEN, Search, find
from convenant_cli.sources.sources import worktree

FOLDER = Path(__file__).parent / "privacy"
#: The sets call every name of somebody in a case 'naam'.
_LABEL = {"leerling-met-naam": "naam"}


def main(arguments: list[str]) -> int:
    """Print recall and precision of every set that is there."""
    dossier, _ = load(worktree(Path(__file__).parents[1]))
    search = Search(organisations=organisations(dossier))
    for name in ("ontwikkeling", "apart"):
        path = FOLDER / f"{name}.jsonl"
        if path.is_file():
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
            _report(name, [(row["tekst"], frozenset(row["soorten"])) for row in rows], search, "--missers" in arguments)
    return 0


def _report(name: str, rows: list[tuple[str, frozenset[str]]], search: Search, missed: bool) -> None:
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    flagged = right = 0
    misses: list[str] = []
    for text, labels in rows:
        kinds = frozenset(_LABEL.get(hit.kind, hit.kind) for hit in find(text, search))
        wanted.update(labels)
        found.update(labels & kinds)
        flagged += bool(kinds)
        right += bool(kinds and labels)
        if not labels:
            wrong.update(kinds)
        if labels and not kinds:
            misses.append(f"gemist      {'+'.join(sorted(labels))}: {text}")
        if kinds and not labels:
            misses.append(f"vals alarm  {'+'.join(sorted(kinds))}: {text}")
        if labels and kinds and not labels <= kinds:
            misses.append(f"soort mist  {'+'.join(sorted(labels - kinds))} (wel {'+'.join(sorted(kinds))}): {text}")
    positive = sum(bool(labels) for _, labels in rows)
    print(f"{name}: {len(rows)} zinnen, {positive} met persoonsgegevens")
    print(f"  geheel              gevonden {right}/{positive} = {right / positive:.3f}")
    print(f"                      terecht  {right}/{flagged} = {right / flagged:.3f}")
    for kind in sorted({*wanted, *wrong, *(_LABEL.get(kind, kind) for kind in NAMEN)} - {"adresboek"}):
        recall = f"{found[kind]}/{wanted[kind]}" if wanted[kind] else "-"
        print(f"  {kind:<18}  gevonden {recall:<8} vals alarm {wrong[kind]}")
    for line in misses if missed else ():
        print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
