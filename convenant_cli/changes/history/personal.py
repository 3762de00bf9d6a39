"""Personal data in the whole history of a repository: every version of every text file once, and what commits say.

The names of branches and tags and what tags say are read too: a branch called after somebody is in every clone.
What was taken out of a file is still in git. Told is the first commit that brought it, and where it stood then.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.vondsten import Looking, looking, parts_of, text_id
from convenant_cli.findings import ConvenantError, Finding, Position, Severity
from convenant_cli.kalender import GEEN_DAG, getoonde_dag, korte_datum
from convenant_cli.privacy import NAMEN, ZEKER, Gegeven, Hit
from convenant_cli.sources.git.contents import read_blobs
from convenant_cli.sources.git.repo import UNSHALLOW, Repo, is_shallow, open_repository
from convenant_cli.sources.git.tracked import MAX_BYTES, NO_TEXT, is_skipped, is_text
from convenant_cli.sources.textfile import LINE_END, text_of
from convenant_cli.sources.yamlfile import MAX_BYTES as MAX_RECORD
from convenant_cli.sources.yamlfile import parse, tracked
from convenant_cli.text.folding import fold
from convenant_cli.text.opdracht import quoted

RULE = "geschiedenis-noemt-geen-persoon"
_PRIVATE = "prive/"
_AT_ONCE = 200
_HINT = (
    "haal het met 'git filter-repo' uit de geschiedenis en laat alle klonen opnieuw maken; "
    "laat vervangen wat gelekt is, zoals een nummer of wachtwoord"
)
_RENAME = "geef {} een andere naam en haal de oude ook van de server"
#: Where what is named stands among the references of git, and what a sentence calls it.
_NAMED = (("refs/heads/", "tak", "de tak"), ("refs/remotes/", "tak", "de tak"), ("refs/tags/", "tag", "de tag"))
_Key = tuple[str, Gegeven, str]


@dataclass(frozen=True, slots=True)
class _Version:
    """One content of one file, and the first commit that holds it."""

    sha: str
    name: str
    commit: str
    day: str

    @property
    def where(self) -> str:
        day = getoonde_dag(self.day)
        return f"commit {self.commit[:10]} van {korte_datum(day) if day else GEEN_DAG}"


def search_history(dossier: Dossier, root: Path) -> list[Finding]:
    """Return what every commit brought of personal data, each file, kind and value once: the first time.

    Raises ConvenantError without git, without a repository, or when the clone lacks a part of the history.
    """
    repo, prefix = open_repository(root)
    if is_shallow(repo):
        raise ConvenantError(f"de geschiedenis is hier niet heel te doorzoeken: {UNSHALLOW}")
    look = looking(dossier)
    found: dict[_Key, Finding] = {}
    versions = [one for one in _versions(repo, prefix) if not is_skipped(one.name, dossier.skipped)]
    for at in range(0, len(versions), _AT_ONCE):
        some = versions[at : at + _AT_ONCE]
        for version, raw in zip(some, _contents(repo, some), strict=True):
            for key, finding in _in_version(version, raw, look):
                found.setdefault(key, finding)
    for key, finding in (*_in_messages(repo, look), *_in_references(repo, look)):
        found.setdefault(key, finding)
    return sorted(found.values())


def _versions(repo: Repo, prefix: str) -> Iterator[_Version]:
    """Yield every content that a file under a folder ever had, with the first commit that holds it: oldest first."""
    said = repo.raw(
        "log", "--all", "HEAD", "--reverse", "--topo-order", "--root", "-m", "--raw", "--no-abbrev", "--no-renames",
        "-z", "--format=tformat:%H %as",
    )  # fmt: skip
    parts = iter(os.fsdecode(said).split("\0"))
    commit = day = ""
    seen: set[tuple[str, str]] = set()
    for part in parts:
        if not part.startswith((":", "\n:")):
            if part.strip():
                commit, _, day = part.strip().partition(" ")
            continue
        _, mode, _, sha, _ = part.strip().split(" ")
        name = next(parts)
        if not name.startswith(prefix) or not mode.startswith("100") or (sha, name) in seen:
            continue
        seen.add((sha, name))
        yield _Version(sha, name.removeprefix(prefix), commit, day)


def _contents(repo: Repo, versions: list[_Version]) -> Iterator[bytes]:
    """Yield what each version holds; nothing of what is not searched, such as all scans that there ever were."""
    wanted = [one for one in versions if Path(one.name).suffix.lower() not in NO_TEXT]
    held = dict(zip(wanted, read_blobs(repo, [one.sha for one in wanted]), strict=True))
    return (held.get(one, b"") for one in versions)


def _in_version(version: _Version, raw: bytes, look: Looking) -> Iterator[tuple[_Key, Finding]]:
    name = version.name
    if name.lower().startswith(_PRIVATE):
        message = f"dit bestand uit de map prive/ staat in {version.where}"
        yield (name, "adresboek", ""), Finding(Position(name), RULE, Severity.FOUT, message, _HINT)
        return
    for part in name.split("/"):
        for hit in look(part):
            yield _told(version.where, Position(name), part, hit)
    if len(raw) > MAX_BYTES or not is_text(raw):
        return
    text = text_of(raw)
    whole: list[tuple[_Key, Finding]] = []
    values: list[tuple[tuple[str | int, ...], str]] = []
    if name.endswith((".yaml", ".yml")) and len(raw) <= MAX_RECORD:
        values = [(path, value) for path, value in _strings(parse(raw).data, ()) if value not in text]
        whole = list(_in_values(version, raw, values, look))
        yield from whole
    line, at = 1, 0
    for start, part in parts_of(name, text):
        hits = look(part)
        if not hits or any(part.strip() in value for _, value in values):
            continue  # half a sentence says something else than the whole, which was searched
        line += sum(1 for _ in LINE_END.finditer(text, at, start))
        at = start
        for hit in hits:
            key, finding = _told(version.where, _position(name, line, text, start, hit), part, hit)
            if not any(other[1] == key[1] and key[2] in other[2] for other, _ in whole):
                yield key, finding  # else it is a part of what was found in the whole value


def _position(name: str, line: int, text: str, start: int, hit: Hit) -> Position:
    """Return where a hit stands in a part of a text that starts on a line."""
    ends = [match.end() for match in LINE_END.finditer(text, start, start + hit.start)]
    line += len(ends)
    first = ends[-1] if ends else text.rfind("\n", 0, start) + 1
    column = start + hit.start - first + 1
    return Position(name, line, column, line, column + hit.end - hit.start)


def _in_values(
    version: _Version, raw: bytes, values: list[tuple[tuple[str | int, ...], str]], look: Looking
) -> Iterator[tuple[_Key, Finding]]:
    """Search the values of a record that are spread over several lines, so that no line holds them whole."""
    if not any(look(value) for _, value in values):
        return
    parsed = tracked(raw)
    for path, value in values:
        for hit in look(value):
            yield _told(version.where, Position(version.name, *parsed.locate(path)), value, hit)


def _strings(data: Any, path: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _strings(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _strings(value, (*path, number))


def _in_messages(repo: Repo, look: Looking) -> Iterator[tuple[_Key, Finding]]:
    said = repo.raw("log", "--all", "HEAD", "--reverse", "-z", "--format=tformat:%H%x00%as%x00%B")
    parts = said.decode("utf-8", "replace").split("\0")
    for at in range(0, len(parts) - 2, 3):
        sha, day, message = parts[at : at + 3]
        version = _Version("", f"commit {sha[:10]}", sha, day)
        for number, line in enumerate(message.split("\n"), 1):
            for hit in look(line):
                position = Position(version.name, number, hit.start + 1, number, hit.end + 1)
                yield _told(f"het bericht van {version.where}", position, line, hit)


def _in_references(repo: Repo, look: Looking) -> Iterator[tuple[_Key, Finding]]:
    """Search the names of branches and tags, and what is written with a tag."""
    written = "%(if:equals=tag)%(objecttype)%(then)%(contents)%(end)"
    said = repo.raw("for-each-ref", f"--format=%(refname)%00{written}%00", *(start for start, _, _ in _NAMED))
    parts = said.decode("utf-8", "replace").split("\0")
    for name, message in zip(parts[::2], parts[1::2], strict=False):
        start, noun, called = next(one for one in _NAMED if name.strip().startswith(one[0]))
        words = name.strip().removeprefix(start).split("/")
        shown = f"{noun} {'/'.join(_shown(word, look) for word in words)}"
        for word in words:
            for hit in look(word):
                yield _told(f"de naam van {called}", Position(shown), word, hit, _RENAME.format(called))
        for number, line in enumerate(message.split("\n"), 1):
            for hit in look(line):
                position = Position(shown, number, hit.start + 1, number, hit.end + 1)
                yield _told(f"het bericht van {called}", position, line, hit, f"maak {called} opnieuw, zonder dit")


def _shown(word: str, look: Looking) -> str:
    """Return a word of a name without what was found in it."""
    for hit in reversed(look(word)):
        word = f"{word[: hit.start]}•••{word[hit.end :]}"
    return word


def _told(where: str, position: Position, text: str, hit: Hit, mend: str = _HINT) -> tuple[_Key, Finding]:
    message = f"in {where} staat {NAMEN[hit.kind][0]} ({hit.shown})"
    mark, severity = text_id(text), Severity.FOUT if hit.kind in ZEKER else Severity.WAARSCHUWING
    hint = f"{mend}; geen persoon? convenant new ontheffing vingerafdruk={mark} bestand={quoted(position.file)}"
    finding = Finding(position, RULE, severity, message, hint, text_id=mark)
    return (position.file, hit.kind, fold(text[hit.start : hit.end])), finding
