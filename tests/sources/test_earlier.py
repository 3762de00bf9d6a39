"""What reading a file gave is kept for the next run: the same data, for the same bytes, in the same hands."""

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from convenant_cli.dossier import reading
from convenant_cli.sources import earlier as earlier_module
from convenant_cli.sources.cache import opened
from convenant_cli.sources.earlier import Earlier
from convenant_cli.sources.sources import Source, worktree
from convenant_cli.sources.yamlfile import parse
from tests.conftest import BASIS, ROOT
from tests.grondig import times

NAAM, RAW = "data/partners/politie.yaml", b"naam: Politie\nrollen: [politie, {start: 14:30}, ~]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def made(folder: Path, about: str = "/dossier", what: str = "data") -> Earlier:
    return Earlier(opened({"CONVENANT_CACHE": str(folder)}), what, about)


def test_the_same_bytes_give_the_same_data(folder: Path) -> None:
    one = made(folder)
    assert one.get(NAAM, RAW) is None
    one.add(NAAM, RAW, lambda: parse(RAW).data)
    one.keep()
    assert (
        made(folder).get(NAAM, RAW)
        == parse(RAW).data
        == {
            "naam": "Politie",
            "rollen": ["politie", {"start": "14:30"}, None],
        }
    )
    assert made(folder).get(NAAM, RAW + b" ") is None
    assert made(folder).get("data/acties/politie.yaml", RAW) is None
    assert made(folder, "/ander").get(NAAM, RAW) is None
    assert made(folder, what="records").get(NAAM, RAW) is None
    assert Earlier(None, "data", "/dossier").get(NAAM, RAW) is None


@hypothesis_settings(max_examples=times(40, 400))
@given(data=st.recursive(st.none() | st.text(), lambda one: st.lists(one) | st.dictionaries(st.text(), one)))
def test_whatever_a_file_holds_comes_back_as_it_was(data: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.getbasetemp() / "alles"
    raw = repr(data).encode("utf-8", "surrogatepass")
    one = made(folder)
    one.add(NAAM, raw, lambda: data)
    one.keep()
    assert made(folder).get(NAAM, raw) == data


def test_who_has_the_folder_and_not_the_file_reads_nothing(folder: Path) -> None:
    one = made(folder)
    one.add(NAAM, RAW, lambda: parse(RAW).data)
    one.keep()
    again = made(folder)
    again.get(NAAM, b"")
    assert len(again._before) == 1
    for mark, kept in again._before.items():
        assert b"olitie" not in mark + kept


def test_another_tool_or_user_knows_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = made(folder)
    one.add(NAAM, RAW, lambda: parse(RAW).data)
    one.keep()
    assert made(folder).get(NAAM, RAW) is not None
    other = made(folder.with_name("van een ander"))
    # Else who has both folders sees which files they have in common.
    assert not set(one._mark(RAW)) & set(other._mark(RAW))
    monkeypatch.setattr(earlier_module, "tool", lambda: b"een andere versie")
    assert made(folder).get(NAAM, RAW) is None


def test_what_two_files_say_alike_is_sealed_with_their_own_bytes(folder: Path) -> None:
    one = made(folder)
    one.add(NAAM, RAW, lambda: "Politie")
    one.add(NAAM, RAW + b"# anders\n", lambda: "Politie")
    assert len(set(one._now.values())) == 2


def test_a_large_folder_stays_known_after_one_edit(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(earlier_module, "_SPARE", 1)
    names = [f"data/partners/{number}.yaml" for number in range(9)]
    for edited in (b"", b"# een\n", b"# twee\n"):
        one = made(folder)
        raws = [b"naam: %d\n" % number + edited * (not number) for number in range(9)]
        known = [one.get(name, raw) is not None for name, raw in zip(names, raws, strict=True)]
        for name, raw in zip(names, raws, strict=True):
            one.add(name, raw, lambda: "x") if not edited or name == names[0] else None
        one.keep()
        assert known == [False] * 9 if not edited else known == [False, *[True] * 8]


def test_two_moments_share_what_is_the_same_in_both(parsed: list[bytes]) -> None:
    reading._once.cache_clear()
    one, other = (reading.load(worktree(BASIS), "/dossier")[0].files for _ in range(2))
    assert parsed
    assert all(one[name] is other[name] for name in one)


def test_nothing_is_kept_of_the_address_book(folder: Path) -> None:
    one = made(folder)
    one.add("prive/personen.yaml", RAW, lambda: parse(RAW).data)
    one.keep()
    assert made(folder).get("prive/personen.yaml", RAW) is None
    assert [path.name for path in folder.iterdir()] == ["sleutel"]


def test_what_is_changed_back_is_known_and_what_is_long_gone_is_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(earlier_module, "_SPARE", 2)
    for number in range(6):
        one = made(folder)
        raw = b"naam: %d\n" % number
        assert one.get(NAAM, raw) is None
        one.add(NAAM, raw, partial(lambda raw: parse(raw).data, raw))
        one.keep()
    assert [made(folder).get(NAAM, b"naam: %d\n" % number) is not None for number in range(6)] == [
        *[False] * 3,
        *[True] * 3,
    ]


# --- a whole dossier ----------------------------------------------------------------------------------------------


@pytest.fixture
def parsed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bytes]]:
    """Yield the files that are parsed."""
    seen: list[bytes] = []

    def counted(raw: bytes, track: bool = False) -> object:
        seen.append(raw)
        return parse(raw, track)

    monkeypatch.setenv("CONVENANT_CACHE", str(folder))
    monkeypatch.setattr(reading, "parse", counted)
    yield seen
    reading._once.cache_clear()


def _load(source: Source) -> object:
    reading._once.cache_clear()  # a run is a process
    dossier, findings = reading.load(source)
    return {name: (file.record, file.whole, file.as_read) for name, file in dossier.files.items()}, findings


@pytest.mark.parametrize("root", [ROOT, BASIS], ids=["shipped", "basis"])
def test_only_what_changed_is_parsed_again(root: Path, folder: Path, parsed: list[bytes]) -> None:
    source = worktree(root)
    first = _load(source)
    assert len(parsed) == len(source.files)
    parsed.clear()
    assert _load(source) == first
    assert parsed == []
    name = next(name for name in source.files if "/partners/" in name)
    raw = source.files[name] + b"# gewijzigd\n"
    edited = replace(source, files={**source.files, name: raw})
    _load(edited)
    assert parsed == [raw]
    parsed.clear()
    assert _load(source) == first
    assert _load(edited) != ()
    assert parsed == []


def test_faults_are_told_each_time(parsed: list[bytes]) -> None:
    source = worktree(BASIS)
    for broken in (
        b"naam: [",
        b"",
        b"naam: x\nnaam: y\n",
        source.files[NAAM] + b"naam: Politie\n",  # nothing is wrong but how it is written
        source.files[NAAM].replace(b"naam: ", b"naam:\t"),
        b"nam: Politie\nrollen: [politie]\n",
        b"naam:\tx\n",
        b"\xff",
    ):
        faulty = replace(source, files={**source.files, NAAM: broken})
        first = _load(replace(faulty, root=None))
        assert _load(faulty) == first
        parsed.clear()
        assert _load(faulty) == first
        assert set(parsed) == {broken}


def test_what_is_cut_off_changed_or_swapped_gives_what_reading_gives(folder: Path, parsed: list[bytes]) -> None:
    source = worktree(BASIS)
    first = _load(source)
    random.seed(1)
    for harm in (
        lambda raw: raw[:-1],
        lambda raw: raw[: len(raw) // 2],
        lambda raw: raw[:70] + bytes([raw[70] ^ 1]) + raw[71:],
        lambda raw: random.randbytes(len(raw)),
        lambda raw: b"",
    ):
        for path in folder.iterdir():
            if path.name != "sleutel":
                path.write_bytes(harm(path.read_bytes()))
        parsed.clear()
        assert _load(source) == first
        assert len(parsed) == len(source.files)
    one, two, *_ = (path for path in sorted(folder.iterdir()) if path.name != "sleutel")
    raw = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(raw)
    assert _load(source) == first
