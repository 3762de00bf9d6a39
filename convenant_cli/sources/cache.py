"""What earlier runs on this machine found, kept for the next run: it makes that faster and changes no answer.

It stands in the user's own cache folder and may be removed at any moment. Nobody is trusted with it: what is not whole,
not ours, or of another question is not there. What is kept is sealed with the key of this user and with the question,
so that who has the folder and not the dossier reads nothing in it. Needs little: a run that finds its answer here loads
nothing else.
"""

from __future__ import annotations

import os
import stat
import sys

from convenant_cli.sources.digests import blake2b, pad

TYPE_CHECKING = False  # what typing says as well; loading that takes longer than the answer
if TYPE_CHECKING:
    from collections.abc import Mapping

SETTING = "CONVENANT_CACHE"
"""Names the folder; what is no whole path, such as ``uit``, turns it off."""
_KEY, _KEY_SIZE = "sleutel", 32
_MARK = b"convenant 1\n"
_NONCE, _PROOF = 16, 32
_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
#: Bytes of one answer, and of all together; and how many there are at most. The oldest go first.
LARGEST, MOST, MOST_FILES = 16_000_000, 64_000_000, 400
#: Folders that came from somebody else: a dossier, and any repository.
_FOREIGN = ("data/convenant.yaml", ".git")


class Cache:
    """A folder that only this user can write."""

    def __init__(self, folder: str, key: bytes) -> None:
        self._folder, self._key = folder, key

    def keyed(self, question: bytes) -> bytes:
        """Return a key of this user for a question: without it nobody can guess from a fingerprint what it is of."""
        return _hash(self._key, b"sleutel van", question)

    def read(self, question: bytes, *, bare: bool = False) -> bytes | None:
        """Return what was kept for a question; None when nothing was, or when it is not to be trusted.

        ``bare``: as it was given, by who had sealed it already.
        """
        raw = _read(self._file(question), LARGEST + len(_MARK) + _NONCE + _PROOF)
        if raw is None or not raw.startswith(_MARK):
            return None
        at = len(_MARK)
        nonce, proof, sealed = raw[at : at + _NONCE], raw[at + _NONCE : at + _NONCE + _PROOF], raw[at + 48 :]
        if len(nonce) != _NONCE or proof != self._proof(question, nonce, sealed):
            return None
        return sealed if bare else self._sealed(question, nonce, sealed)

    def write(self, question: bytes, content: bytes, *, bare: bool = False) -> None:
        """Keep something for a question, in one step. That it cannot be kept is no fault: the next run finds it out.

        ``bare``: it is sealed already.
        """
        if len(content) > LARGEST:
            return
        nonce = os.urandom(_NONCE)
        sealed = content if bare else self._sealed(question, nonce, content)
        try:
            _put(self._file(question), _MARK + nonce + self._proof(question, nonce, sealed) + sealed)
            _sweep(self._folder)
        except OSError:
            return

    def _file(self, question: bytes) -> str:
        return os.path.join(self._folder, _hash(self._key, b"naam", question)[:16].hex())

    def _proof(self, question: bytes, nonce: bytes, sealed: bytes) -> bytes:
        return _hash(self._key, b"bewijs", nonce, question, sealed)

    def _sealed(self, question: bytes, nonce: bytes, content: bytes) -> bytes:
        return sealed(_hash(self._key, b"zegel", nonce, question), content)


def sealed(key: bytes, content: bytes) -> bytes:
    """Seal what is open with a key of 32 bytes that is used once, and open with the same key what is sealed."""
    both = int.from_bytes(content, "little") ^ int.from_bytes(pad(key, len(content)), "little")
    return both.to_bytes(len(content), "little")


def opened(environment: Mapping[str, str]) -> Cache | None:
    """Return the cache of this user; None when it is turned off, or when somebody else could have written it."""
    folder = place(environment)
    if folder is None or not _is_own(folder):
        return None
    path = os.path.join(folder, _KEY)
    key = _read(path, _KEY_SIZE)
    if key is None or len(key) != _KEY_SIZE:
        try:
            _put(path, os.urandom(_KEY_SIZE))  # two runs at once: of one all that it keeps is ignored from then on
        except OSError:
            return None
        key = _read(path, _KEY_SIZE)
    return Cache(folder, key) if key is not None and len(key) == _KEY_SIZE else None


def place(environment: Mapping[str, str], system: str = sys.platform) -> str | None:
    """Return the folder that the environment names, or that this system has for it; None when there is none."""
    named = environment.get(SETTING)
    if named is not None:
        return named if os.path.isabs(named) else None
    home = environment.get("HOME", "")
    if system == "win32":
        base, below = environment.get("LOCALAPPDATA", ""), r"convenant\cache"
    elif system == "darwin":
        base, below = home and f"{home}/Library/Caches", "convenant"
    else:
        base, below = environment.get("XDG_CACHE_HOME") or (home and f"{home}/.cache"), "convenant"
    return os.path.join(base, below) if os.path.isabs(base) else None


def _is_own(folder: str) -> bool:
    """Tell whether a folder is this user's alone and of no repository; makes it when it is not there."""
    above = os.path.realpath(folder)  # a link may lead into what came from somebody else
    while True:
        if any(os.path.lexists(os.path.join(above, name)) for name in _FOREIGN):
            return False
        above, below = os.path.dirname(above), above
        if above == below:
            break
    try:
        os.makedirs(folder, 0o700, exist_ok=True)
        status = os.lstat(folder)
    except (OSError, RecursionError):  # the latter by a name with more folders than a disk can hold
        return False
    return stat.S_ISDIR(status.st_mode) and _only_ours(status)


def _only_ours(status: os.stat_result) -> bool:
    """Tell whether nobody else can write. Windows has no such bits: there the folder of a user is the user's."""
    return os.name == "nt" or (status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE)


def _read(path: str, most: int) -> bytes | None:
    """Return what one of our own files holds; None for anything else."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return None
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or not _only_ours(status) or status.st_size > most:
            return None
        return b"".join(iter(lambda: os.read(descriptor, max(status.st_size + 1, 65_536)), b""))
    except OSError:
        return None
    finally:
        os.close(descriptor)


def _put(path: str, content: bytes) -> None:
    temporary = f"{path}.{os.urandom(8).hex()}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(temporary, flags, 0o600), "wb") as file:
            file.write(content)
        os.replace(temporary, path)
    finally:
        if os.path.lexists(temporary):  # it did not become the file itself
            os.unlink(temporary)


def _sweep(folder: str) -> None:
    """Remove the oldest when there is too much, also what a run that was killed left behind."""
    with os.scandir(folder) as entries:
        found = [(entry.stat(follow_symlinks=False), entry.path) for entry in entries if entry.name != _KEY]
    found.sort(key=lambda one: one[0].st_mtime_ns, reverse=True)
    total = 0
    for number, (status, path) in enumerate(found, 1):
        total += status.st_size
        if total > MOST or number > MOST_FILES:
            os.unlink(path)


def _hash(key: bytes, *parts: bytes) -> bytes:
    made = blake2b(key=key, digest_size=_PROOF)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()
