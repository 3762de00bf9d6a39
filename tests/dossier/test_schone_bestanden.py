"""A file in which nothing personal was found is known by its bytes: it is not read again, and hides nothing."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from convenant_cli.dossier import vondsten as module
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.vondsten import Looking, vondsten
from convenant_cli.privacy import Hit, Search, find
from convenant_cli.sources.cache import opened
from convenant_cli.sources.seen import Seen
from convenant_cli.sources.sources import literal
from tests.conftest import ROOT

FIRST, SECOND = (
    "data/jaarplan/2026/acties/advies-strafrecht.yaml",
    "data/jaarplan/2026/acties/buurtsport-na-school.yaml",
)
Search_ = Callable[[Dossier], list[tuple[str, str]]]


@pytest.fixture
def files() -> dict[str, str]:
    return {name: (ROOT / name).read_text(encoding="utf-8") for name in (FIRST, SECOND)}


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def search(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> Search_:
    """Return a run of the search, which knows of earlier runs what the cache kept and nothing else."""

    def noted(text: str, search: Search) -> list[Hit]:
        asked.append(text)
        return find(text, search)

    monkeypatch.setattr(module, "find", noted)

    def run(dossier: Dossier) -> list[tuple[str, str]]:
        look = Looking(Search(), Seen(b"een vraag", opened({"CONVENANT_CACHE": str(tmp_path / "cache")})))
        monkeypatch.setattr(module, "looking", lambda dossier, kinds: look)
        asked.clear()
        module._searched.cache_clear()
        return [(hit.place.name, hit.kind) for hit in vondsten(dossier)]

    return run


def read(files: dict[str, str]) -> Dossier:
    return load(literal(files))[0]


def test_only_what_changed_is_searched(files: dict[str, str], search: Search_, asked: list[str]) -> None:
    assert search(read(files)) == []
    assert len(asked) > 20
    assert search(read(files)) == []
    assert asked == []
    changed = files | {SECOND: files[SECOND] + "# Dit is bekend bij leerling Fatima el Amrani.\n"}
    assert {name for name, _ in search(read(changed))} == {SECOND}
    assert asked == ["# Dit is bekend bij leerling Fatima el Amrani."]
    assert {name for name, _ in search(read(changed))} == {SECOND}, "what was found is never kept"
    assert search(read(files)) == []


def test_a_moved_file_and_a_broken_one_are_searched(files: dict[str, str], search: Search_) -> None:
    broken = files[FIRST].replace("\ntitel:", "\ntietel:").replace("nummer: 5.3", "nummer: Fatima el Amrani")
    assert search(read(files)) == []
    assert {name for name, _ in search(read(files | {FIRST: broken}))} == {FIRST}
    moved = FIRST.replace("advies-strafrecht", "gesprek-fatima-el-amrani")
    assert {name for name, _ in search(read({moved: files[FIRST]}))} == {moved}


def test_a_copy_with_another_record_is_searched(files: dict[str, str], search: Search_) -> None:
    dossier = read(files)
    assert search(dossier) == []
    file = dossier.files[FIRST]
    assert file.as_read
    assert file.record is not None
    other = file.record.model_copy(update={"titel": "Gesprek met leerling Fatima el Amrani"})
    copy = replace(file, record=other)
    assert not copy.as_read
    assert {name for name, _ in search(Dossier(dossier.source, dossier.files | {FIRST: copy}))} == {FIRST}


def test_the_first_file_of_a_folder_with_a_name_tells_of_it(files: dict[str, str], search: Search_) -> None:
    first, second = (name.replace("/2026/", "/leerling-fatima-el-amrani/") for name in (FIRST, SECOND))
    assert search(read({first: files[FIRST], second: files[SECOND]})) == [(first, "leerling-met-naam")]
    assert search(read({second: files[SECOND]})) == [(second, "leerling-met-naam")]
