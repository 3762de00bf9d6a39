"""Which thing is which at two moments: the parts of a list by a name of their own, and records by id, number or text.

Lines and places in a list move when somebody adds a part; what a part is called does not.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from convenant_cli.dossier import Dossier, RecordFile
from convenant_cli.findings import Path
from convenant_cli.yamlfile import Parsed

#: What names a part of a list, the surest first. A part without any of these goes by its place.
_NAMES = (
    "id",
    "thema",
    "nummer",
    "bepaling",
    "taak",
    "partner",
    "groep",
    "aan",
    "met",
    "controle",
    "datum",
    "titel",
    "onderwerp",
    "functie",
)
#: From which part of equal lines a file that went and one that came are the same record.
_ALIKE = 0.6
_ALIKE_WITH_NUMBER = 0.5
#: Comparing every file that went with every one that came grows fast; so many at once were not renamed by hand.
_MOST_COMPARED = 40_000


def keys_of(items: Sequence[Any]) -> list[str]:
    """Return a name for every part of a list; of parts with one name the second has ``#2`` behind it."""
    seen: Counter[str] = Counter()
    keys = []
    for number, item in enumerate(items, 1):
        values = (item.get(name) for name in _NAMES) if isinstance(item, Mapping) else ()
        key = next((value for value in values if isinstance(value, str) and value), str(number))
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return keys


def stable(data: Any, path: Path) -> tuple[str, ...]:
    """Return a way to a field with the names of the parts of lists in place of their numbers."""
    out = []
    for step in path:
        if isinstance(step, int) and isinstance(data, list) and step < len(data):
            out.append(keys_of(data)[step])
        else:
            out.append(str(step))
        try:
            data = data[step]
        except (TypeError, LookupError):
            data = None
    return tuple(out)


def way_at(parsed: Parsed, line: int, column: int) -> Path:
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


def pairs(old: Dossier, new: Dossier) -> dict[str, str]:
    """Return for every file of an earlier moment the file that is the same record now, by name.

    The same name is the same record. Of what went and came, the same text is the same record; then an action with the
    same number in the same plan when its title or half of its lines are; then what is mostly the same lines. What has
    no partner is left out.
    """
    found = {name: name for name in old.files if name in new.files}
    gone = [file for name, file in old.files.items() if name not in new.files]
    came = [file for name, file in new.files.items() if name not in old.files]
    for key, least in ((_text, 0.0), (_number, _ALIKE_WITH_NUMBER)):
        known = {key(file): file for file in came}
        for file in gone:
            other = known.get(key(file))
            if key(file) is not None and other and (least == 0 or _title(file, other) or _alike(file, other) >= least):
                found[file.name] = known.pop(key(file)).name
        gone, came = _left(gone, found), _left(came, found.values())
    if len(gone) * len(came) <= _MOST_COMPARED:
        scores = [(_alike(a, b), a.name, b.name) for a in gone for b in came if a.kind is b.kind]
        for score, one, other_name in sorted(scores, key=lambda entry: (-entry[0], *entry[1:])):
            if score >= _ALIKE and one not in found and other_name not in found.values():
                found[one] = other_name
    return found


def _left(files: Iterable[RecordFile], taken: Iterable[str]) -> list[RecordFile]:
    known = set(taken)
    return [file for file in files if file.name not in known]


def _text(file: RecordFile) -> Hashable:
    return file.kind, file.raw


def _number(file: RecordFile) -> Hashable:
    number = getattr(file.record, "nummer", None)
    return None if number is None else (file.kind, file.id.split("/")[0], number)


def _title(a: RecordFile, b: RecordFile) -> bool:
    return getattr(a.record, "titel", None) == getattr(b.record, "titel", "")


def _alike(a: RecordFile, b: RecordFile) -> float:
    """Return which part of the lines of two files is in both."""
    one, other = Counter(a.raw.splitlines()), Counter(b.raw.splitlines())
    return 2 * (one & other).total() / max(1, one.total() + other.total())
