"""A mail that somebody saved: the files that came with it, in memory and bounded. What it says itself is for people."""

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from pathlib import Path, PurePosixPath
from typing import Any

from convenant_cli.exchange.packages import Bijlage, PackageError, sent_back

_LARGEST = 30_000_000
_MOST_LINES, _MOST_PARTS, _MOST_NESTED, _MOST_FILES = 1_200_000, 2_000, 100, 50
_LONGEST_NAME = 80
#: A head whose parts the library looks for one by one, each time in a copy of the rest.
_LONG_HEAD = re.compile(rb"(?i)(?:\A|[\r\n])content-(?:type|disposition):(?:[^\r\n]|\r\n[ \t]|[\r\n][ \t]){4000}")
#: What a file is whose name does not say it.
_KINDS = {
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
}
#: What the library raises for a mail that is no mail; a UnicodeError is a ValueError.
_FAULTS = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
_SAVE = "sla de bijlage zelf op, en neem die over"


def bijlagen(path: Path) -> list[Bijlage]:
    """Return the files that came with a mail, also with one that was passed on in it; not a picture in its text.

    Raises PackageError for more than a mail with forms can be, RefusedError when the file cannot be read.
    """
    raw = sent_back(path, _LARGEST)
    low = raw.lower()
    lines, deep = raw.count(b"\n") + raw.count(b"\r"), low.count(b"boundary") + low.count(b"message/")
    if (
        max(lines, lines * deep // _MOST_NESTED * 5) > _MOST_LINES  # each line is held against every part around it
        or raw.count(b"\n--") + raw.count(b"\r--") > _MOST_PARTS
        or deep > _MOST_NESTED
        or _LONG_HEAD.search(raw)
    ):
        raise PackageError(f"deze mail is groter of dieper dan een mail met een formulier; {_SAVE}")
    try:
        found = list(_files(message_from_bytes(raw), path.name))
    except _FAULTS as error:
        raise PackageError(f"deze mail is niet te lezen; {_SAVE}") from error
    if len(found) > _MOST_FILES:
        raise PackageError(f"bij deze mail zitten {len(found)} bestanden; {_SAVE}")
    return found


def _files(mail: "Message[Any, Any]", of: str) -> Iterator[Bijlage]:
    for part in mail.walk():
        if part.is_multipart() or (part.get_content_maintype() == "image" and _shown_inside(part)):
            continue
        name, kind = _name(part), _KINDS.get(part.get_content_type(), "")
        suffix = PurePosixPath(name).suffix.lower() or kind
        if suffix and (name or kind):
            content = part.get_payload(decode=True)
            shown = f"{name or f'bijlage{kind}'} (uit {of})"
            yield Bijlage(shown, suffix, content if isinstance(content, bytes) else b"")


def _shown_inside(part: "Message[Any, Any]") -> bool:
    return part.get_content_disposition() != "attachment"


def _name(part: "Message[Any, Any]") -> str:
    """Return the name that a file was given, as a word to show and never as a way on disk."""
    given = part.get_filename() or ""
    with suppress(*_FAULTS):  # else as it stands
        given = str(make_header(decode_header(given)))
    last = " ".join(re.split(r"[/\\]", given)[-1].split())
    return last[-_LONGEST_NAME:]
