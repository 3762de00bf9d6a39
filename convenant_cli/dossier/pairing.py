"""Which record of an earlier moment is which record now, also when its file was renamed or moved."""

from collections import Counter
from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.records import Actie
from convenant_cli.text.wording import alike

_SAME = 0.5  # of the content: what git calls a rename
_SAME_NUMBER = 0.3  # an action that kept its number needs less to be the same
_COMMON = 20  # files: a line that stands in more says nothing
_CANDIDATES = 5


def pairs(old: Dossier, new: Dossier) -> dict[str, str]:
    """Return for every file of an earlier moment the file that is the same record now, by name: old → new.

    The same name is the same record. What has no partner is left out.
    """
    gone = [file for name, file in old.files.items() if name not in new.files]
    come = [file for name, file in new.files.items() if name not in old.files]
    renamed = {old: new for new, old in pair_files(gone, come).items()}
    return {name: name for name in old.files if name in new.files} | renamed


def pair_files(gone: list[RecordFile], come: list[RecordFile]) -> dict[str, str]:
    """Return which new file is which old one, by name: new → old. Costs a straight line in the number of files.

    The same content goes first, then the number of an action in its plan, then the most alike of the same kind.
    """
    left = {file.name: file for file in gone}
    found: dict[str, str] = {}
    same: dict[tuple[str, bytes], list[str]] = {}
    for file in gone:
        same.setdefault((file.kind.soort, file.raw), []).append(file.name)
    numbers = {key: file.name for file in gone if (key := _number(file))}
    for file in come:
        waiting = same.get((file.kind.soort, file.raw))
        if waiting:
            found[file.name] = waiting.pop(0)
            del left[found[file.name]]
    for file in come:
        other = left.get(numbers.get(_number(file), "")) if file.name not in found else None
        if other and (_titles_alike(file, other) or likeness(file.raw, other.raw) >= _SAME_NUMBER):
            found[file.name] = other.name
            del left[other.name]
    scored = sorted(_scores([file for file in come if file.name not in found], list(left.values())))
    for score, new, old in scored:
        if -score >= _SAME and new not in found and old in left:
            found[new] = old
            del left[old]
    return found


def likeness(one: bytes, other: bytes) -> float:
    """Return how much two files have in common, from 0 to 1: the share of bytes in lines that both have."""
    a, b = _lines(one), _lines(other)
    most = max(_weight(a), _weight(b))
    return _weight(a & b) / most if most else float(one == other)


def _lines(raw: bytes) -> Counter[bytes]:
    lines = (line.strip() for line in raw.splitlines())
    return Counter(line for line in lines if line and not line.startswith(b"#"))


def _weight(lines: Counter[bytes]) -> int:
    return sum(len(line) * count for line, count in lines.items())


def _number(file: RecordFile) -> str:
    """Return the plan and number of an action; empty for anything else."""
    return f"{file.record.jaarplan} {file.record.nummer}" if isinstance(file.record, Actie) else ""


def _titles_alike(one: RecordFile, other: RecordFile) -> bool:
    a, b = getattr(one.record, "titel", ""), getattr(other.record, "titel", "")
    return alike(a, b) >= _SAME


def _scores(come: list[RecordFile], gone: list[RecordFile]) -> Iterator[tuple[float, str, str]]:
    """Yield how alike the likeliest pairs are (negative, so that the best sorts first), with the new and old name."""
    holders: dict[tuple[str, bytes], list[RecordFile]] = {}
    for file in gone:
        for line in _lines(file.raw):
            holders.setdefault((file.kind.soort, line), []).append(file)
    for file in come:
        shared: Counter[str] = Counter()
        by_name = {}
        for line in _lines(file.raw):
            those = holders.get((file.kind.soort, line), [])
            for other in those if len(those) <= _COMMON else []:
                shared[other.name] += len(line)
                by_name[other.name] = other
        for name, _ in shared.most_common(_CANDIDATES):
            yield -likeness(file.raw, by_name[name].raw), file.name, name
