"""What git holds: the files of a revision and of the index, what differs on disk, and their contents."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.diskfile import LARGEST_PICTURE, read, read_all
from convenant_cli.sources.git.repo import Repo, commit_of, elsewhere
from convenant_cli.sources.textfile import is_lfs_pointer

SYMLINK, SUBMODULE, FOLDER = "120000", "160000", "40000"
_DATA = "data"
_LARGEST_LISTING = 64_000_000  # bytes: half a million files


class Entry(NamedTuple):
    """A file as git lists it: mode, id of its content, name from the top of the repository."""

    mode: str
    sha: str
    name: str
    stage: str = "0"
    """Not ``0`` in the index while a merge has left a conflict."""


def refuse_elsewhere(entries: Iterable[Entry], prefix: str, where: str) -> None:
    """Raise ConvenantError when git keeps the whole folder of records in another place: a submodule or a link."""
    for entry in entries:
        if entry.name == f"{prefix}{_DATA}" and entry.mode in (SUBMODULE, SYMLINK):
            kind = "eigen repository (submodule)" if entry.mode == SUBMODULE else "koppeling (symlink)"
            raise elsewhere(f"in {where} is {_DATA}/ een {kind}")


def list_tree(repo: Repo, commit: str, *folders: str) -> list[Entry]:
    """Return the files of a commit under some folders, all of them without any; their content is not read."""
    entries = []
    command = ("ls-tree", "-r", "-z", "--full-tree", commit, "--", *filter(None, folders))
    for line in repo.raw(*command, most=_LARGEST_LISTING).split(b"\0")[:-1]:
        meta, name = line.split(b"\t", 1)
        mode, _kind, sha = meta.decode().split()
        entries.append(Entry(mode, sha, os.fsdecode(name)))
    return entries


def list_index(repo: Repo, *folders: str) -> list[Entry]:
    """Return the files of the index under some folders, with a conflict as more than one entry.

    What was only announced (``git add -N``) is no part of what is staged, and left out.
    """
    found = [entry for entry, _ in _index(repo, folders)]
    empty = repo.id_of(b"")
    if not any(entry.sha == empty for entry in found):
        return found
    head = commit_of(repo, "HEAD") or repo.raw("hash-object", "-t", "tree", "--stdin").decode().strip()
    staged = _names(repo.raw("diff-index", "--cached", "--raw", "-z", "--no-renames", "--ita-invisible-in-index", head))
    old = {entry.name for entry in list_tree(repo, head, *folders)}
    return [entry for entry in found if entry.sha != empty or entry.name in staged or entry.name in old]


def _index(repo: Repo, folders: Iterable[str]) -> Iterator[tuple[Entry, bool]]:
    """Yield the entries of the index, each with whether a sparse working tree leaves it out."""
    for line in repo.raw(
        "ls-files", "-s", "-t", "-z", "--full-name", "--", *filter(None, folders), most=_LARGEST_LISTING
    ).split(b"\0")[:-1]:
        meta, name = line.split(b"\t", 1)
        tag, mode, sha, stage = meta.decode().split()
        yield Entry(mode, sha, os.fsdecode(name), stage), tag == "S"


def _names(raw: bytes) -> set[str]:
    """Return the names in what ``diff-index`` writes with ``--raw -z --no-renames``."""
    return {os.fsdecode(name) for name in raw.split(b"\0")[1::2]}


def differs_on_disk(repo: Repo, *folders: str) -> set[str]:
    """Return the tracked files that are not on disk as they were staged, apart from line ends. Writes nothing.

    git is not asked: wherever it looks at a file on disk it may run a filter, and a repository says which program that
    is. What a sparse working tree leaves out does not differ.
    """
    entries = {entry.name: (entry, left_out) for entry, left_out in _index(repo, folders)}
    differing = set()
    for name, content in read_all(repo.top, sorted(entries), LARGEST_PICTURE):
        entry, left_out = entries[name]
        if entry.mode in (SYMLINK, SUBMODULE):
            same = os.path.lexists(repo.top / name)  # what it leads to is no part of the dossier
        elif content is None:
            same = left_out
        else:
            same = isinstance(content, bytes) and entry.sha in map(
                repo.id_of, (content, content.replace(b"\r\n", b"\n"))
            )
        if not same:
            differing.add(name)
    return differing


# --- contents -----------------------------------------------------------------------------------------------------


def read_blobs(repo: Repo, shas: list[str]) -> list[bytes]:
    """Read many blobs through one git process. Raises ConvenantError when one is not there."""
    return [content for _, content in read_objects(repo, shas)]


_LFS = re.compile(rb"oid sha256:(([0-9a-f]{2})([0-9a-f]{2})[0-9a-f]{60})\nsize (\d+)\n")


def kept_by_lfs(repo: Repo, content: bytes) -> bytes | None:
    """Return what a pointer of Git LFS stands for when this clone has it; None when not, or for another file."""
    match = _LFS.search(content) if is_lfs_pointer(content) else None
    if match is None:
        return None
    folder = repo.top / repo.text("rev-parse", "--git-common-dir")
    id, first, second = (part.decode() for part in match.group(1, 2, 3))
    found = read(folder, f"lfs/objects/{first}/{second}/{id}", int(match[4]))
    return found if found is not None and hashlib.sha256(found).hexdigest() == id else None


_OBJECT = re.compile(rb"[0-9a-f]+ (\w+) (\d+)")


def read_objects(repo: Repo, shas: list[str]) -> list[tuple[bytes, bytes]]:
    """Read many objects by their ids through one git process, each with its kind.

    Raises ConvenantError when one is not in this clone, or damaged.
    """
    if not shas:
        return []
    answer = repo.ask("cat-file", "--batch", "--buffer", given=b"".join(sha.encode() + b"\n" for sha in shas))
    out: list[tuple[bytes, bytes]] = []
    at = 0
    for sha in shas:
        end = answer.out.find(b"\n", at)
        header = _OBJECT.fullmatch(answer.out, at, end) if end >= 0 else None
        if header is None:  # "… missing", or git stopped at what is damaged
            raise _incomplete(sha)
        at = end + 1 + int(header[2])
        if at > len(answer.out):
            raise _incomplete(sha)
        out.append((header[1], answer.out[end + 1 : at]))
        at += 1
    return out


def _incomplete(sha: str) -> ConvenantError:
    return ConvenantError(
        f"git kan {sha[:10]} niet lezen: deze kloon heeft niet alles, of is beschadigd; haal op wat ontbreekt met "
        "'git fetch --refetch --no-filter' (met verbinding), of kloon opnieuw"
    )


def read_paths(repo: Repo, wanted: list[tuple[str, str]]) -> list[bytes | None]:
    """Read files at commits, each named by commit and path; None for what is no file there.

    The folders are read one by one, so that what a commit does not hold is told from what this clone does not.
    """
    size = hashlib.new(repo.hashing, usedforsecurity=False).digest_size
    ids: dict[tuple[str, str], str | None] = dict(
        zip(wanted, _trees_of(repo, [commit for commit, _ in wanted]), strict=True)
    )
    folders: dict[str, dict[bytes, tuple[str, str]]] = {}
    depth = max((path.count("/") for _, path in wanted), default=0) + 1
    for level in range(depth):
        asked = {id for key, id in ids.items() if id is not None and level <= key[1].count("/")} - set(folders)
        new = sorted(asked)
        folders |= {id: _tree(raw, size) for id, (_, raw) in zip(new, read_objects(repo, new), strict=True)}
        for key, id in ids.items():
            steps = key[1].split("/")
            if id is None or level >= len(steps):
                continue
            mode, found = folders[id].get(os.fsencode(steps[level]), ("", ""))
            last = level == len(steps) - 1
            ids[key] = found if found and mode != SUBMODULE and (mode == FOLDER) != last else None
    there = [id for id in ids.values() if id is not None]
    content = dict(zip(there, read_blobs(repo, there), strict=True))
    return [content[id] if (id := ids[key]) is not None else None for key in wanted]


def _trees_of(repo: Repo, commits: list[str]) -> list[str]:
    unique = list(dict.fromkeys(commits))
    trees = {}
    for commit, (_, raw) in zip(unique, read_objects(repo, unique), strict=True):
        trees[commit] = raw.split(b"\n", 1)[0].removeprefix(b"tree ").decode()
    return [trees[commit] for commit in commits]


def _tree(raw: bytes, size: int) -> dict[bytes, tuple[str, str]]:
    """Return what a folder of git holds: the mode and the id of every name. ``size``: the bytes of an id."""
    out = {}
    at = 0
    while at < len(raw):
        space, end = raw.index(b" ", at), raw.index(b"\0", at)
        out[raw[space + 1 : end]] = (raw[at:space].decode(), raw[end + 1 : end + 1 + size].hex())
        at = end + 1 + size
    return out
