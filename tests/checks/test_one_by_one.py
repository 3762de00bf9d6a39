"""A record in which no check of one record found anything is not looked at again, and no finding is missed by that."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from convenant_cli.checks import checking
from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import PerRecord, discover
from convenant_cli.dossier.kader import OUTSIDE, Kader
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.findings import Finding, Melding
from convenant_cli.sources.sources import Source
from tests.conftest import PEILDATUM, TESTS, overlay
from tests.grondig import spread

FOLDER = TESTS / "checks" / "controles"
BASIS = overlay(FOLDER / "_basis").files
CONVENANT, ACTIE = "data/convenant.yaml", "data/jaarplan/2026/acties/ouderavond.yaml"
MEETING = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"

Files = dict[str, bytes]
Check = Callable[[Files], tuple[Finding, ...]]


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files in which a run looks at a record by itself."""
    found: list[str] = []
    run = PerRecord.run

    def noted(self: PerRecord, files: tuple[RecordFile, ...], kader: Kader) -> Iterator[tuple[RecordFile, Melding]]:
        found.extend(file.name for file in files if file.name not in found)
        return run(self, files, kader)

    monkeypatch.setattr(PerRecord, "run", noted)
    return found


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, looked_at: list[str]) -> Check:
    """Return a run of all checks over some files, with what earlier runs kept; it is as one that keeps nothing."""

    def run(files: Files) -> tuple[Finding, ...]:
        found = []
        for kept in ("uit", str(tmp_path / "kept")):
            monkeypatch.setenv("CONVENANT_CACHE", kept)
            checking._found.cache_clear()  # a run is a process
            looked_at.clear()
            source = Source("schijf", dict(sorted(files.items())), root=tmp_path)
            found.append(check_source(source, PEILDATUM, discover()).findings)
        assert found[0] == found[1]
        return found[1]

    return run


def test_only_what_changed_is_looked_at_until_its_frame_changes(check: Check, looked_at: list[str]) -> None:
    def names(files: Files) -> list[str]:
        check(files)
        return list(looked_at)

    changed = BASIS | {ACTIE: BASIS[ACTIE].replace(b"Ouderavond", b"Avond voor ouders")}
    assert names(BASIS) == sorted(BASIS)
    assert names(BASIS) == []
    assert names(changed) == [ACTIE]
    assert names(BASIS) == []
    more = BASIS | {ACTIE.replace("ouderavond", "spreekuur"): BASIS[ACTIE].replace(b"1.1", b"1.2")}
    other = {name: raw + b"# Anders.\n" for name, raw in BASIS.items() if name == CONVENANT}
    for files in (more, BASIS | other, BASIS):
        assert names(files) == sorted(files)


def test_what_is_wrong_is_told_each_time(check: Check, looked_at: list[str]) -> None:
    wrong = BASIS | {ACTIE: BASIS[ACTIE].replace(b"gereed: 2026-06-30", b"gereed: 2026-02-01")}
    for _ in range(2):
        assert "einde-ligt-na-begin" in {finding.rule for finding in check(wrong)}
    assert looked_at == [ACTIE]
    nowhere = BASIS | {ACTIE: BASIS[ACTIE].replace(b"[politie]", b"[halt]")}
    for _ in range(2):
        assert "verwijzing-bestaat" in {finding.rule for finding in check(nowhere)}
    assert looked_at == [ACTIE]


def test_nothing_is_known_while_the_frame_cannot_be_read(check: Check, looked_at: list[str]) -> None:
    broken = BASIS | {CONVENANT: BASIS[CONVENANT] + b"onbekend: ja\n"}
    for _ in range(2):
        check(broken)
        assert len(looked_at) == len(BASIS)
    check(BASIS)
    check(BASIS | {ACTIE: b"titel: [\n"})
    assert looked_at == [], "of a file that cannot be read the name is known"
    unread = BASIS | {MEETING: b"titel: [\n"}
    check(unread)
    assert set(looked_at) == set(BASIS) - {MEETING}, "which decisions it holds, is not"
    check(unread)
    assert looked_at == ["data/jaarplan/2026/jaarplan.yaml"], "it names one of these"


def test_a_name_inside_another_record_counts(check: Check) -> None:
    check(BASIS)
    other = BASIS | {MEETING: BASIS[MEETING].replace(b"b2025-1", b"b2025-9")}
    assert "verwijzing-bestaat" in {finding.rule for finding in check(other)}
    check(BASIS)


def _other_years(by: int) -> Callable[[bytes], bytes]:
    return lambda raw: re.sub(rb"\b20(\d\d)\b", lambda year: b"20%02d" % ((int(year[1]) + by) % 100), raw)


EDITS: tuple[Callable[[bytes], bytes], ...] = (_other_years(-3), _other_years(3), lambda _: b"")


def _walk() -> Iterator[tuple[Files, Files]]:
    """Yield the example of each check that is wrong, with one file as it was before: in other years, or not there."""
    for controle in discover():
        wrong = dict(overlay(FOLDER / "_basis", FOLDER / controle.id / "fout").files)
        for name, raw in wrong.items():
            for before in {*(edit(raw) for edit in EDITS), BASIS.get(name, raw)} - {raw}:
                yield {name: text for name, text in (wrong | {name: before}).items() if text}, wrong


def test_whatever_was_there_before_the_same_is_found(check: Check) -> None:
    """Also where a record is clean beside what another one says, and is not once that changes."""
    for before, wrong in spread(_walk(), 400):
        check(before)
        check(wrong)


def test_a_check_of_one_record_asks_for_what_it_can_get() -> None:
    for controle in discover():
        assert controle.one or controle.function
        if controle.one:
            assert controle.one.beside in ("", "file", "kader")
            assert controle.one.kinds


@pytest.mark.parametrize("kind", sorted(OUTSIDE, key=str))
def test_the_frame_tells_of_no_record_outside_it(kind: type) -> None:
    kader = Kader(load(overlay(FOLDER / "_basis"))[0])
    with pytest.raises(LookupError):
        kader.all(kind)
    assert not [file.name for file in kader.files.values() if file.kind is kind]
    assert not [record for record in kader.records if isinstance(record, kind)]
    assert kader.defined["actie"].keys() == {"2026/ouderavond"}
