"""Fingerprints: of the tool itself, and of all that an answer about a dossier can depend on. Asks no git.

What has no simple fingerprint, such as a link or a pipe, has none: then nothing is kept of an answer.
"""

from __future__ import annotations

import os
import stat
import sys

from convenant_cli.sources.fingerprint import Fingerprint, NoPictureError, is_junction, listed, when

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than the answer
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
#: What stands beside the code in a wheel and says nothing of a dossier.
_NO_CODE = frozenset(("data", "fonts", "schemas", "templates"))
#: What Python makes of the code of each folder itself, when a run first needs it.
_COMPILED = frozenset(("__pycache__",))
_POINTER = b"gitdir: "
#: How many files with settings include each other at most, as for git; and what in a name means more than it says.
_DEEPEST_SETTINGS, _ODD = 10, frozenset('"\\;#')
#: What git keeps in its folder that no answer depends on, or that is of another working tree, or is looked at apart.
_NOT_IN_GIT = frozenset(
    (
        "annex",
        "logs",
        "objects",
        "hooks",
        "modules",
        "lfs",
        "rr-cache",
        "worktrees",
        "fsmonitor--daemon",
        "fsmonitor--daemon.ipc",
    )
)
_tool: list[bytes] = []


def picture(root: str, environment: Mapping[str, str]) -> Fingerprint:
    """Return what is in the folders of a dossier, and what git keeps of it. Raises NoPictureError."""
    made = Fingerprint()
    made.add(root)
    for name in ("data", "prive"):
        path = os.path.join(root, name)
        if os.path.lexists(path):
            if os.path.islink(path) or (os.name == "nt" and is_junction(os.lstat(path))):
                raise NoPictureError(path)  # it may lead to the same files, and is not read
            made.folder(path, name)
    for own in ("templates", os.path.join("templates", "huisstijl")):  # a file that is named almost right is told
        where = os.path.join(root, own)
        if os.path.isdir(where):
            for entry in listed(where):
                made.add(entry.path, entry.is_file(follow_symlinks=False))
    for entry in listed(root):  # what a run that was killed left to be finished
        if entry.name.startswith(".convenant-"):
            raise NoPictureError(entry.path)
    top = next((one for one in _upward(root) if os.path.lexists(os.path.join(one, ".git"))), None)
    made.add(top)
    if top is not None:
        _git(made, top, environment)
    return made


def picture_of(root: str, names: Iterable[str]) -> Fingerprint:
    """Return what is in other files of a dossier, also when one is gone. Raises NoPictureError."""
    made, real = Fingerprint(), {root: os.path.realpath(root)}
    for name in names:
        path = os.path.join(root, name)
        made.add(_real(os.path.dirname(path), real))
        if os.path.lexists(path):
            made.file(path, name)
        else:
            made.add(name)
    return made


def _real(folder: str, known: dict[str, str]) -> str:
    """Return where a folder really is: what lies in a known one and is no link lies in the same place as that."""
    if folder not in known:
        above, name = os.path.split(folder)
        if os.name == "nt" or not name or os.path.islink(folder):
            known[folder] = os.path.realpath(folder)
        else:
            known[folder] = os.path.join(_real(above, known), name)
    return known[folder]


def tool() -> bytes:
    """Return the fingerprint of this tool with all that it runs on, as it was when a run first asked.

    Another version, or one of which the code was edited, has another.
    """
    if not _tool:
        _tool.append(fingerprint_of_tool())
    return _tool[0]


def fingerprint_of_tool() -> bytes:
    """Return what the tool is known by now. What cannot be read makes a fingerprint that no other run has."""
    made = Fingerprint()
    made.add(sys.version, sys.platform, sys.flags.optimize)
    try:
        made.folder(_PACKAGE, "", _NO_CODE, _COMPILED)
        for folder in sys.path:
            if os.path.isdir(folder):
                made.add(*(one.name for one in listed(folder) if one.name.endswith((".dist-info", ".egg-info"))))
    except (NoPictureError, OSError):
        return os.urandom(32)
    return made.content


# --- git ----------------------------------------------------------------------------------------------------------


def _git(made: Fingerprint, top: str, environment: Mapping[str, str]) -> None:
    """Take in what git knows: settings, index, branches and tags. Contents go by the names that git made of them."""
    own, common = _git_folders(made, top)
    if not all(os.path.lexists(os.path.join(common, name)) for name in ("HEAD", "objects", "refs")):
        raise NoPictureError(common)  # a file can point at any folder, and this one is none of git
    for folder in dict.fromkeys((own, common)):
        made.folder(folder, "git", _NOT_IN_GIT)
        for name in ("logs", "objects/pack", "objects/info"):
            if os.path.lexists(path := os.path.join(folder, name)):
                made.folder(path, name, read=False)
    if os.path.lexists(borrowed := os.path.join(common, "objects", "info", "alternates")):
        raise NoPictureError(borrowed)  # contents that are in another repository, and can go there
    for entry in listed(os.path.join(common, "objects")):
        made.add(entry.name, when(entry.stat(follow_symlinks=False)))
    program = _program(environment)
    if os.path.isfile(program):
        made.file(os.path.realpath(program), program)
    else:
        made.add(program)
    own_settings = (os.path.join(folder, name) for folder in (own, common) for name in ("config", "config.worktree"))
    for path in (*_settings(environment), *own_settings):
        _take_settings(made, path, environment)


def _take_settings(made: Fingerprint, path: str, environment: Mapping[str, str], deep: int = 0) -> None:
    """Take in a file with settings of git and what it includes, whatever its conditions are."""
    if not os.path.isfile(path):
        made.add(path)
        return
    raw = made.file(os.path.realpath(path), path, whole=True)
    includes = False
    for line in map(bytes.strip, raw.splitlines()):
        if line.startswith(b"["):
            includes = line.lower().startswith(b"[include")
            if includes and line.lower().rpartition(b'"')[2] not in (b"[include]", b"]"):
                raise NoPictureError(path)  # more on one line than its name
        key, _, value = line.partition(b"=")
        if not includes or key.strip().lower() != b"path":
            continue
        name = os.fsdecode(value.strip())
        if name.startswith("~/"):
            name = environment.get("HOME", "") + name[1:]
        if deep == _DEEPEST_SETTINGS or name.startswith(("~", "%")) or not _ODD.isdisjoint(name):
            raise NoPictureError(path)
        _take_settings(made, os.path.join(os.path.dirname(path), name), environment, deep + 1)


def _git_folders(made: Fingerprint, top: str) -> tuple[str, str]:
    """Return where git keeps what is of this working tree, and what it shares with others."""
    mark = os.path.join(top, ".git")
    status = os.lstat(mark)
    if os.name != "nt" and not os.geteuid() == status.st_uid == os.lstat(top).st_uid:
        raise NoPictureError(mark)  # whether git reads what is of somebody else depends on more than is looked at here
    if stat.S_ISDIR(status.st_mode):
        return mark, mark
    own = common = _pointed(made.file(mark, ".git").removeprefix(_POINTER), top)
    if os.path.lexists(pointer := os.path.join(own, "commondir")):
        common = _pointed(made.file(pointer, "commondir"), own)
    return own, common


def _pointed(raw: bytes, base: str) -> str:
    return os.path.join(base, os.fsdecode(raw).rstrip("\r\n"))


def _settings(environment: Mapping[str, str]) -> Iterator[str]:
    home = environment.get("HOME") or environment.get("USERPROFILE") or ""
    yield environment.get("GIT_CONFIG_GLOBAL") or os.path.join(home, ".gitconfig")
    yield os.path.join(environment.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git", "config")
    yield environment.get("GIT_CONFIG_SYSTEM") or "/etc/gitconfig"


def _program(environment: Mapping[str, str]) -> str:
    """Return where git itself is; without it some things are not told."""
    names = ("git.exe", "git.cmd") if os.name == "nt" else ("git",)
    places = (os.path.join(one, name) for one in environment.get("PATH", "").split(os.pathsep) for name in names)
    return next((path for path in places if os.path.isfile(path)), "git")


# --- disk ---------------------------------------------------------------------------------------------------------


def _upward(folder: str) -> Iterator[str]:
    """Yield a folder and those above it."""
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above
