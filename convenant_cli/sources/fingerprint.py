"""A fingerprint that grows: facts, files with what they hold and when they were written, folders."""

from __future__ import annotations

import marshal
import os
import stat

from convenant_cli.sources.digests import blake2b
from convenant_cli.sources.reread import all_of, anything, digest, note, noted

_RECORDS = (".yaml", ".yml")
_LARGEST = 2 * 1024 * 1024
"""Bytes of a file that is read. A larger one is known by its size and by when it was written; a record may not be."""
_MOST = 16 * 1024 * 1024
"""Bytes of a record or settings beyond which there is no fingerprint: no person wrote it, and it may fill memory."""
_DEEPEST = 60
"""How many folders lie in each other at most."""
_SURROGATE = 0x20000000
#: The version of marshal that writes equal facts as equal bytes; a later one tells which of them are one object.
_SAME = 2


class NoPictureError(Exception):
    """Something is there that has no fingerprint."""


class Fingerprint:
    """A fingerprint that grows."""

    def __init__(self) -> None:
        self._content = blake2b(digest_size=32)
        self._stamps = blake2b(digest_size=32)
        self._again = anything()

    @property
    def content(self) -> bytes:
        """What is there."""
        return self._content.digest()

    @property
    def stamps(self) -> bytes:
        """When it was written. Also what was changed and changed back has another one."""
        return self._stamps.digest()

    def add(self, *parts: bytes | str | int | None) -> None:
        """Take facts in."""
        self._content.update(marshal.dumps(parts, _SAME))

    def file(self, path: str, name: str, *, whole: bool = False) -> bytes:
        """Take a file in with what it holds, and return that. ``whole``: also when it is large."""
        try:
            status = os.lstat(path) if whole and self._again else None
            raw = None if status is None else noted(status)
            if status is None or raw is None:
                status, raw = _opened(path, whole)
        except OSError as error:
            raise NoPictureError(path) from error
        read = whole or status.st_size <= _LARGEST
        self.add(name, len(raw), status.st_mode, None if read else when(status))
        self._content.update(digest(raw) if whole else raw)
        self._stamps.update(when(status))
        return raw

    def folder(
        self,
        path: str,
        name: str,
        leave_out: frozenset[str] = frozenset(),
        nowhere: frozenset[str] = frozenset(),
        *,
        read: bool = True,
    ) -> None:
        """Take a folder in with all below it; without ``read`` only the names and when the files were written.

        ``leave_out``: what stands in the folder itself and does not count; ``nowhere``: what counts in no folder.
        """
        if name.count("/") > _DEEPEST:
            raise NoPictureError(path)
        self.add(name)
        for entry in listed(path):
            if entry.name in leave_out or entry.name in nowhere:
                continue
            below = f"{name}/{entry.name}"
            if entry.name == ".git" or (os.name == "nt" and is_junction(entry.stat(follow_symlinks=False))):
                raise NoPictureError(entry.path)
            if entry.is_dir(follow_symlinks=False):
                self.folder(entry.path, below, frozenset(), nowhere, read=read)
            elif not entry.is_file(follow_symlinks=False):  # a link is none
                raise NoPictureError(entry.path)
            elif read:
                self.file(entry.path, below, whole=entry.name.endswith(_RECORDS))
            else:
                self.add(below, when(entry.stat(follow_symlinks=False)))


def listed(path: str) -> list[os.DirEntry[str]]:
    """Return what a folder holds, by name. Raises NoPictureError."""
    try:
        with os.scandir(path) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        raise NoPictureError(path) from error


def is_junction(status: os.stat_result) -> bool:
    """Tell whether something leads to another place, in one of the ways that Windows has besides links."""
    return bool(getattr(status, "st_reparse_tag", 0) & _SURROGATE)


def _opened(path: str, whole: bool) -> tuple[os.stat_result, bytes]:
    """Return what is known of a plain file, and what it holds; nothing of a large one that is not read ``whole``."""
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or (whole and status.st_size > _MOST):
            raise NoPictureError(path)
        raw = all_of(descriptor, status.st_size) if whole or status.st_size <= _LARGEST else b""
    finally:
        os.close(descriptor)
    if whole:
        note(status, raw)
    return status, raw


def when(status: os.stat_result) -> bytes:
    """Return what a file system tells of when and where something was written."""
    return marshal.dumps((status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino, status.st_mode), _SAME)
