"""A dossier and an earlier moment of it: the checks over time, and which findings are new.

A finding is not new when the same rule spoke at the same field of the same record then, wherever that stands now. Both
moments are judged on one reference date, so that the passing of time makes nothing new.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from convenant_cli.checks.checking import Report, check_source
from convenant_cli.checks.verloop import Tags, discover
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Finding, Position, Severity
from convenant_cli.findings import Path as Way
from convenant_cli.sources.git.call import NoGitError
from convenant_cli.sources.git.log import parting, tag_names
from convenant_cli.sources.git.moments import commit_in_words, resolve_moment
from convenant_cli.sources.git.repo import open_repository
from convenant_cli.sources.sources import Source, revision
from convenant_cli.sources.yamlfile import Parsed, tracked

#: Several of these can stand at one place, and only the sentence tells them apart.
_BY_SENTENCE = frozenset(("veld-ontbreekt",))
#: What git may not hold at all. That it did so before is no reason to let it rest.
_ALWAYS_NEW = frozenset(("privebestand-in-git",))

_Key = tuple[str, str, tuple[str, ...]]


def base_of(root: Path, base: str, rev: str | None = None) -> tuple[Source, str]:
    """Return the earlier moment to compare with, and how a sentence names it. Raises ConvenantError.

    That is where the line of work (``rev``, or what is checked out) left ``base``: what others did on that branch in
    the meantime is not a change of this one.
    """
    repo, _ = open_repository(root)
    commit = parting(repo, base, resolve_moment(repo, rev or "HEAD"))
    return revision(root, commit), f"{base} ({commit_in_words(repo, commit)})"


def check_since(source: Source, base: Source, since: str, peildatum: date, tags: Tags | None = None) -> Report:
    """Check a source as always, with the checks over time, and mark every finding as new or not."""
    earlier = check_source(base, peildatum, tags=tags)
    report = check_source(source, peildatum, vroeger=earlier.dossier, tags=tags)
    return replace(report, findings=tuple(marked(report, earlier)), since=since)


def over_time() -> frozenset[str]:
    """Return the ids of the checks that compare two moments."""
    return frozenset(controle.id for controle in discover() if "overgang" in controle.asks)


def marked(report: Report, earlier: Report) -> Iterator[Finding]:
    """Yield the findings of a report, each marked as new or not."""
    from convenant_cli.dossier.overgang import Overgang

    same = Overgang(earlier.dossier, report.dossier).zelfde
    then: defaultdict[_Key, Counter[str]] = defaultdict(Counter)
    for finding in earlier.findings:
        for rule, name, way in _keys(earlier.dossier, finding):
            then[rule, same.get(name, name), way][finding.message] += 1
    changes, kept = over_time(), frozenset(same.values())
    every = [_keys(report.dossier, finding) for finding in report.findings]
    known = set()
    for number, (finding, keys) in enumerate(zip(report.findings, every, strict=True)):
        if all(then[key][finding.message] for key in keys):
            known.add(number)
            for key in keys:
                then[key][finding.message] -= 1
    for number, (finding, keys) in enumerate(zip(report.findings, every, strict=True)):
        # The same rule at the same field with another sentence: the value changed, and is still wrong.
        rest = [+then[key] for key in keys]
        if number not in known and all(rest) and finding.rule not in _BY_SENTENCE:
            known.add(number)
            for key, sentences in zip(keys, rest, strict=True):
                then[key][next(iter(sentences))] -= 1
        new = finding.rule in changes | _ALWAYS_NEW or number not in known
        # What a dossier still has to fill in may wait; what was there and is gone may not. A new record has a start.
        lost = new and finding.straks_fout and finding.position.file in kept
        yield replace(finding, new=new, severity=Severity.FOUT, hint="") if lost else replace(finding, new=new)


def _keys(dossier: Dossier, finding: Finding) -> list[_Key]:
    """Return what tells that a finding was there before: of what is said for more clauses, what each would say."""
    # Of personal data only the same text is no news: another name in the same field is.
    return [
        (rule, at.file, (finding.text_id,) if finding.text_id else _way(dossier, at))
        for rule, at in ((finding.rule, finding.position), *finding.also)
    ]


def _way(dossier: Dossier, position: Position) -> tuple[str, ...]:
    file = dossier.files.get(position.file)
    if file is None:
        return ()
    from convenant_cli.records.model.identity import stable

    parsed = tracked(file.raw)
    return stable(parsed.data, way_at(parsed, position.line, position.column))


def way_at(parsed: Parsed, line: int, column: int) -> Way:
    """Return the way to the field at a place: the last one that starts there or before. The reverse of ``locate``.

    Needs a parse with positions.
    """
    way: list[str | int] = []
    here = parsed.data
    while True:
        entries = list(_entries(parsed, here))
        before = [entry for entry in entries if entry[1] <= (line, column)]
        if not before:
            return tuple(way)
        step, _, value = before[-1]
        way.append(step)
        here = here[step]
        if (line, column) < value:  # on the key
            return tuple(way)


def _entries(parsed: Parsed, here: Any) -> Iterator[tuple[str | int, tuple[int, int], tuple[int, int]]]:
    """Yield each part of a mapping or list with where it and its value start."""
    marks = (parsed.marks or {}).get(id(here), ())
    if isinstance(marks, dict):
        for key, (key_span, value_span) in marks.items():
            yield key, key_span[:2], value_span[:2]
    else:
        for number, span in enumerate(marks):
            first = min(next((entry[1] for entry in _entries(parsed, here[number])), span[:2]), span[:2])
            yield number, first, first


def tags_of(root: Path) -> Tags | None:
    """Return the tags of the repository that holds a dossier; None when nobody can tell, or there is none.

    The names come from the files of the repository. Only what a check wants to read at a tag asks git. Raises
    ConvenantError when the files are there and cannot be read: that is no reason to say that a tag is not there.
    """
    names = tag_names(root)
    if names is None:
        return None

    @cache
    def read(tag: str, folder: str) -> Dossier | None:
        try:
            return load(revision(root, f"refs/tags/{tag}", folder))[0]  # a branch can have the name of a tag
        except NoGitError:
            return None

    return Tags(names, read)
