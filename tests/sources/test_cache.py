"""What is kept between runs: only what is whole, ours, and of the same question comes back. No file says anything."""

import errno
import hashlib
import os
import random
import stat
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from convenant_cli.dossier import vondsten
from convenant_cli.dossier.reading import load
from convenant_cli.privacy import ALLE, Gegeven, Hit, Search, find
from convenant_cli.sources import cache as cache_module
from convenant_cli.sources import digests
from convenant_cli.sources import fingerprint as fingerprint_module
from convenant_cli.sources import picture as picture_module
from convenant_cli.sources import seen as seen_module
from convenant_cli.sources.cache import Cache, opened, place
from convenant_cli.sources.fingerprint import Fingerprint, NoPictureError
from convenant_cli.sources.picture import picture_of
from convenant_cli.sources.seen import Seen
from convenant_cli.sources.sources import literal, worktree
from tests.conftest import BASIS

POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
PARTIJ = (
    "naam: Rijnstroom\nrollen: [school]\nlid_van: 2024-01-01\nondertekening: {datum: 2024-01-01, functie: directeur}\n"
)
VRAAG, ANTWOORD = b"een vraag", b"een antwoord over Sanne de Vries"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def made(folder: Path) -> Cache:
    cache = opened({"CONVENANT_CACHE": str(folder)})
    assert cache is not None
    return cache


def kept(folder: Path, bare: bool = False) -> Path:
    """Keep one answer; return its file."""
    made(folder).write(VRAAG, ANTWOORD, bare=bare)
    [file] = [path for path in folder.iterdir() if path.name != "sleutel"]
    return file


def test_an_answer_comes_back_to_the_same_question_only(folder: Path) -> None:
    kept(folder)
    assert made(folder).read(VRAAG) == ANTWOORD
    assert made(folder).read(VRAAG + b" ") is None
    assert made(folder / "ander").read(VRAAG) is None


def test_no_file_shows_question_or_answer(folder: Path) -> None:
    kept(folder)
    for path in folder.iterdir():
        assert not any(word in path.read_bytes() + path.name.encode() for word in (b"vraag", b"antwoord", b"Sanne"))


def test_no_two_files_are_sealed_or_named_alike(folder: Path) -> None:
    """Else two answers to one question, or one question of two users, tell of each other."""
    file = kept(folder)
    one = file.read_bytes()
    made(folder).write(VRAAG, ANTWOORD)
    assert [a ^ b for a, b in zip(one, file.read_bytes(), strict=True)][-len(ANTWOORD) :] != [0] * len(ANTWOORD)
    assert kept(folder.with_name("van een ander")).name != file.name


BARE = pytest.mark.parametrize("bare", [False, True], ids=["sealed here", "sealed by who keeps it"])


@BARE
def test_what_is_not_whole_is_not_there(folder: Path, bare: bool) -> None:
    file = kept(folder, bare)
    whole = file.read_bytes()
    for size in range(len(whole)):
        file.write_bytes(whole[:size])
        assert made(folder).read(VRAAG, bare=bare) is None
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert made(folder).read(VRAAG, bare=bare) is None
    file.write_bytes(whole + b"x")
    assert made(folder).read(VRAAG, bare=bare) is None
    file.write_bytes(whole)
    assert made(folder).read(VRAAG, bare=bare) == ANTWOORD


@BARE
def test_answers_that_were_swapped_are_not_there(folder: Path, tmp_path: Path, bare: bool) -> None:
    file = kept(folder, bare)
    made(folder).write(b"iets anders", b"geen fouten", bare=bare)
    [other] = [path for path in folder.iterdir() if path not in (file, folder / "sleutel")]
    one, two = file.read_bytes(), other.read_bytes()
    file.write_bytes(two)
    other.write_bytes(one)
    assert made(folder).read(VRAAG, bare=bare) is None
    assert made(folder).read(b"iets anders", bare=bare) is None
    file.write_bytes(kept(tmp_path / "van een ander", bare).read_bytes())
    assert made(folder).read(VRAAG, bare=bare) is None


def test_without_its_key_nothing_is_left(folder: Path) -> None:
    kept(folder)
    for key in (b"", b"x" * 31, b"x" * 33, b"x" * 32):
        (folder / "sleutel").write_bytes(key)
        assert made(folder).read(VRAAG) is None
    (folder / "sleutel").unlink()
    assert made(folder).read(VRAAG) is None


def test_a_key_that_stays_too_short_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder)
    (folder / "sleutel").write_bytes(b"x" * 31)
    monkeypatch.setattr(cache_module, "_put", lambda *_: None)
    assert opened({"CONVENANT_CACHE": str(folder)}) is None


@POSIX
def test_what_others_could_write_is_not_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(folder)
    environment = {"CONVENANT_CACHE": str(folder)}
    for path, mode in ((file, 0o622), (file, 0o620), (file, 0o602)):
        path.chmod(mode)
        assert made(folder).read(VRAAG) is None
        path.chmod(0o600)
    (folder / "sleutel").chmod(0o606)
    assert opened(environment) is None or made(folder).read(VRAAG) is None
    folder.chmod(0o777)
    assert opened(environment) is None
    folder.chmod(0o700)
    link = tmp_path / "koppeling"
    link.symlink_to(folder)
    assert opened({"CONVENANT_CACHE": str(link)}) is None
    lstat = os.lstat
    alike = os.stat_result((stat.S_IFLNK | 0o755, *[0] * 3, os.geteuid(), *[0] * 5))
    with monkeypatch.context() as patch:  # on some systems nobody else can write a link
        patch.setattr(os, "lstat", lambda path: alike if path == str(link) else lstat(path))
        assert opened({"CONVENANT_CACHE": str(link)}) is None
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    assert opened(environment) is None


@POSIX
def test_a_file_that_is_something_else_is_not_read(folder: Path, tmp_path: Path) -> None:
    file = kept(folder)
    real = tmp_path / "echt"
    file.rename(real)
    file.symlink_to(real)
    assert made(folder).read(VRAAG) is None
    file.unlink()
    os.mkfifo(file)
    assert made(folder).read(VRAAG) is None
    file.unlink()
    file.mkdir()
    assert made(folder).read(VRAAG) is None
    made(folder).write(VRAAG, ANTWOORD)  # cannot, and says nothing


def test_nothing_that_came_with_a_repository_is_read(tmp_path: Path) -> None:
    for name in (".git", "data/convenant.yaml"):
        top = tmp_path / name.replace("/", "-")
        (top / name).parent.mkdir(parents=True)
        (top / name).write_text("")
        assert opened({"CONVENANT_CACHE": str(top / "cache")}) is None
        assert not (top / "cache").exists()


@pytest.mark.parametrize(
    ("environment", "system", "expected"),
    [
        ({"HOME": "/h"}, "linux", "/h/.cache/convenant"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "linux", "/x/convenant"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "x"}, "linux", None),
        ({"HOME": "/h"}, "darwin", "/h/Library/Caches/convenant"),
        ({}, "linux", None),
        ({"HOME": ""}, "darwin", None),
        ({"HOME": "/h"}, "win32", None),
        ({"HOME": "/h", "CONVENANT_CACHE": "/c"}, "linux", "/c"),
        ({"HOME": "/h", "CONVENANT_CACHE": "c"}, "linux", None),
        ({"HOME": "/h", "CONVENANT_CACHE": "uit"}, "linux", None),
        ({"HOME": "/h", "CONVENANT_CACHE": " UIT "}, "linux", None),
        ({"HOME": "/h", "CONVENANT_CACHE": ""}, "linux", None),
        ({"HOME": "/h", "CONVENANT_CACHE": "0"}, "linux", None),
    ],
)
def test_the_place_is_the_one_of_the_system(environment: dict[str, str], system: str, expected: str | None) -> None:
    assert place(environment, system) == expected


def test_there_is_never_too_much(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MOST", 2_000)
    monkeypatch.setattr(cache_module, "MOST_FILES", 7)
    monkeypatch.setattr(cache_module, "LARGEST", 1_000)
    cache = made(folder)
    for number in range(20):
        cache.write(b"%d" % number, b"x" * 100)
        os.utime(cache._file(b"%d" % number), ns=(number, number))
    assert len(list(folder.iterdir())) == 1 + 7
    assert cache.read(b"19") is not None
    assert cache.read(b"1") is None
    cache.write(b"veel", b"x" * 1_001)
    assert not Path(cache._file(b"veel")).exists()
    cache.write(b"veel", b"x" * 1_000)
    assert cache.read(b"veel") is not None
    with monkeypatch.context() as patch:
        patch.setattr(cache_module, "LARGEST", 900)  # as when another version kept more
        assert cache.read(b"veel") is None
    for number in range(20):
        cache.write(b"%d" % number, b"x" * 900)
    assert sum(path.stat().st_size for path in folder.iterdir()) <= 2_000 + 32


def test_two_at_once_hinder_each_other_at_most(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run writes at every moment at which this one could be interrupted."""
    kept(folder)
    replace = os.replace

    def late(old: str, new: str) -> None:
        monkeypatch.setattr(os, "replace", replace)
        made(folder).write(VRAAG, b"van de ander")
        assert made(folder).read(VRAAG) == b"van de ander"
        replace(old, new)

    monkeypatch.setattr(os, "replace", late)
    made(folder).write(VRAAG, b"van mij")
    assert made(folder).read(VRAAG) == b"van mij"


@POSIX
def test_nobody_else_reads_what_is_kept(folder: Path) -> None:
    before = os.umask(0)
    try:
        file = kept(folder / "diep")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder / "diep", file, file.with_name("sleutel"))]
    assert modes == [0o700, 0o600, 0o600]


def test_what_could_not_be_kept_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(folder)
    before = sorted(folder.iterdir())

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "vol")

    monkeypatch.setattr(os, "replace", full)
    made(folder).write(VRAAG + b"!", ANTWOORD)
    assert sorted(folder.iterdir()) == before
    assert opened({"CONVENANT_CACHE": str(folder / "nieuw")}) is None  # no key, so nobody can keep anything
    assert opened({"CONVENANT_CACHE": str(before[0] / "onder een bestand")}) is None


def test_a_pad_is_the_same_whoever_makes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with_openssl = hashlib.shake_256(b"sleutel").digest(100)
    assert digests.pad(b"sleutel", 100) == with_openssl
    monkeypatch.delitem(sys.modules, "hashlib")
    assert digests.pad(b"sleutel", 100) == with_openssl
    assert digests.blake2b(b"iets", key=b"sleutel").digest() == hashlib.blake2b(b"iets", key=b"sleutel").digest()


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="another Python has its own")
def test_who_looks_for_an_answer_loads_no_openssl() -> None:
    code = "import sys, convenant_cli.commands.again; print('_hashlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


# --- texts that were searched -------------------------------------------------------------------------------------


def test_a_text_is_known_by_who_asks_the_same(folder: Path) -> None:
    one = Seen(VRAAG, made(folder))
    for text in ("Gastles", "Ouderavond", "\ud800"):
        one.add(text)
    one.keep()
    again = Seen(VRAAG, made(folder))
    assert "Gastles" in again
    assert "\ud800" in again
    assert "gastles" not in again
    assert "Gastles" not in Seen(b"andere vraag", made(folder))
    assert "Gastles" not in Seen(VRAAG, None)


def test_another_tool_or_user_knows_no_text(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENANT_CACHE", str(folder))
    one = seen_module.seen("gegevens")
    one.add("Gastles")
    one.keep()
    assert "Gastles" in seen_module.seen("gegevens")
    other = Seen(VRAAG, made(folder.with_name("van een ander")))
    assert Seen(VRAAG, made(folder))._mark("Gastles") != other._mark("Gastles")
    monkeypatch.setattr(seen_module, "tool", lambda: b"een andere versie")
    assert "Gastles" not in seen_module.seen("gegevens")


def test_a_run_that_met_nothing_new_writes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = Seen(VRAAG, made(folder))
    one.add("Gastles")
    one.keep()
    monkeypatch.setattr(cache_module, "_put", lambda *_: pytest.fail("geschreven"))
    one.keep()
    again = Seen(VRAAG, made(folder))
    assert "Gastles" in again
    again.keep()


def test_what_followed_from_something_else_is_not_known(folder: Path) -> None:
    one = Seen(VRAAG, made(folder), b"zoals het was")
    one.add(b"een bestand")
    one.keep()
    assert b"een bestand" in Seen(VRAAG, made(folder), b"zoals het was")
    other = Seen(VRAAG, made(folder), b"zoals het werd")
    assert b"een bestand" not in other
    other.add(b"een ander bestand")
    other.keep()
    assert b"een ander bestand" in Seen(VRAAG, made(folder), b"zoals het werd")
    for file in (b"een bestand", b"een ander bestand"):
        assert file not in Seen(VRAAG, made(folder), b"zoals het was"), "of one of them it is known at a time"


def test_nothing_is_kept_when_nobody_knows_what_it_follows_from(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENANT_CACHE", str(folder))
    for under, keeps in ((None, True), (lambda: b"alles", True), (bytes, False)):
        one = seen_module.seen("een vraag", under=under)
        one.add("Gastles")
        one.keep()
        assert ("Gastles" in seen_module.seen("een vraag", under=under), one.keeps) == (keeps, keeps)


def test_what_is_too_much_is_left_out_of_what_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seen_module, "LARGEST", 16 * 3)
    one = Seen(VRAAG, made(folder))
    for text in "abc":
        one.add(text)
    one.keep()
    two = Seen(VRAAG, made(folder))
    assert "a" in two
    two.add("d")
    two.keep()
    three = Seen(VRAAG, made(folder))
    assert ["a" in three, "d" in three, sum(text in three for text in "abcd")] == [True, True, 3]


def test_personal_data_is_found_however_often_a_text_was_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    """Also after it became personal: by a name in the address book, in other hands, with a cache full of rubbish."""
    monkeypatch.setenv("CONVENANT_CACHE", str(folder))
    request.addfinalizer(vondsten._looking.cache_clear)
    text = "naam: Politie\nrollen: [politie]\nomschrijving: Bel Jet Brink over de les.\n"
    files = {"data/partners/politie.yaml": text.replace("Jet Brink", "het bureau")}
    book = "contactpersonen:\n  politie:\n    - naam: Jet Brink\n"

    def found(**more: str) -> list[str]:
        vondsten._looking.cache_clear()
        every = files | {name.replace("_", "/") + ".yaml": content for name, content in more.items()}
        return [hit.kind for hit in vondsten.vondsten(load(literal(every))[0])]

    assert found() == found() == []
    files["data/partners/politie.yaml"] = text.replace("Jet Brink", "het wijkbureau")
    assert found() == found(prive_personen=book) == []
    files["data/partners/politie.yaml"] = text
    first = found(prive_personen=book)
    assert first == found(prive_personen=book) != []
    random.seed(1)
    for path in folder.iterdir():
        path.write_bytes(random.randbytes(path.stat().st_size))
    assert found(prive_personen=book) == first


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (
            "Vraag het Roos.",
            {},
            {"prive/personen.yaml": "personen:\n  - {partner: politie, als: contactpersoon, naam: Roos}\n"},
        ),
        (
            "Bij leerling Rijnstroom is iets gebeurd.",
            {"data/partners/rijnstroom.yaml": PARTIJ},
            {},
        ),
        (
            "De zwemmer Bakker was ziek.",
            {},
            {"data/convenant.yaml": "persoonsgroepen:\n  sport: {enkelvoud: zwemmer, meervoud: zwemmers}\n"},
        ),
    ],
    ids=["the address book", "the parties", "the words for people"],
)
def test_a_text_that_was_clean_is_searched_anew_when_the_dossier_knows_something_else(
    text: str,
    before: dict[str, str],
    after: dict[str, str],
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("CONVENANT_CACHE", str(folder))
    request.addfinalizer(vondsten._looking.cache_clear)
    kept = {name: raw.decode() for name, raw in worktree(BASIS).files.items()}
    kept["data/bepalingen/1-afspraken.yaml"] += f"    toelichting: {text}\n"

    def found(more: dict[str, str]) -> list[str]:
        vondsten._looking.cache_clear()  # a run is a process
        dossier, faults = load(literal(kept | {name: kept.get(name, "") + added for name, added in more.items()}))
        assert [one.message for one in faults] == []
        return [hit.kind for hit in vondsten.vondsten(dossier)]

    assert found(before) == []
    assert found(after) == found(after) != []
    assert found(before) == []


def test_what_is_clean_of_one_kind_says_nothing_of_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("CONVENANT_CACHE", str(folder))
    request.addfinalizer(vondsten._looking.cache_clear)
    dossier = load(
        literal(
            {"data/partners/politie.yaml": "naam: Politie\nrollen: [politie]\nomschrijving: Bel leerling Jet Brink.\n"}
        )
    )[0]
    asked: list[tuple[Gegeven, int]] = [("telefoon", 0), ("leerling-met-naam", 1), ("telefoon", 0)]
    for kind, number in asked:
        vondsten._searched.cache_clear()
        vondsten._looking.cache_clear()
        assert [hit.kind for hit in vondsten.vondsten(dossier, frozenset((kind,)))] == [kind] * number


def test_a_text_without_what_some_ask_for_is_not_clean_for_who_asks_for_more(
    folder: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setenv("CONVENANT_CACHE", str(folder))
    request.addfinalizer(vondsten._looking.cache_clear)
    request.addfinalizer(vondsten._searched.cache_clear)
    name, some = "data/partners/politie.yaml", frozenset[Gegeven](("telefoon",))
    files = {name: "naam: Politie\nrollen: [politie]\nomschrijving: Bel leerling Jet Brink.\n"}
    sought: list[str] = []

    def noted(text: str, search: Search) -> list[Hit]:
        sought.append(text)
        return find(text, search)

    monkeypatch.setattr(vondsten, "find", noted)

    def found(kinds: frozenset[Gegeven], text: str = files[name]) -> list[str]:
        vondsten._searched.cache_clear()
        vondsten._looking.cache_clear()  # a run is a process
        sought.clear()
        return [hit.kind for hit in vondsten.vondsten(load(literal({name: text}))[0], kinds)]

    assert (found(some), bool(sought)) == ([], True)
    assert (found(some), sought) == ([], [])
    assert found(frozenset(ALLE)) == ["leerling-met-naam"]
    clean = files[name].replace("leerling Jet Brink", "het bureau")
    assert (found(frozenset(ALLE), clean), bool(sought)) == ([], True)
    assert (found(some, clean), sought) == ([], []), "what is clean for all is so for some"


# --- fingerprints -------------------------------------------------------------------------------------------------


def test_another_tool_has_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package, libraries = tmp_path / "pakket", tmp_path / "bibliotheken"
    (package / "woorden").mkdir(parents=True)
    (package / "__pycache__").mkdir()
    libraries.mkdir()
    monkeypatch.setattr(picture_module, "_PACKAGE", str(package))
    monkeypatch.setattr(sys, "path", [str(libraries), "/bestaat niet"])
    tool = picture_module.fingerprint_of_tool
    found = [tool()]

    def differs() -> bool:
        found.append(tool())
        return len(set(found)) == len(found)

    (package / "namen.py").write_text("a = 1")
    assert differs()
    (package / "namen.py").write_text("a = 2")
    assert differs()
    (package / "woorden" / "namen.txt").write_text("jan")
    assert differs()
    (libraries / "pydantic-2.12.dist-info").mkdir()
    assert differs()
    monkeypatch.setattr(sys, "version", "3.99")
    assert differs()
    monkeypatch.setattr(sys, "flags", SimpleNamespace(optimize=2))  # then there is no text for a help page
    assert differs()
    before = tool()
    (package / "__pycache__" / "namen.pyc").write_text("x")
    assert tool() == before
    (package / "woorden" / "__pycache__").mkdir()  # Python makes these while the first run goes on
    (package / "woorden" / "__pycache__" / "namen.pyc").write_text("x")
    assert tool() == before
    if os.name != "nt":
        (package / "gekoppeld.py").symlink_to(package / "namen.py")
        assert tool() != tool()


def test_a_picture_tells_parts_apart(tmp_path: Path) -> None:
    pictures = []
    for parts in ((b"ab", b"c"), (b"a", b"bc"), (b"abc",), ("abc",), (1,), ("1",), (None,), ()):
        made = Fingerprint()
        made.add(*parts)
        pictures.append(made.content)
    for one, two in (("ab", "c"), ("a", "bc"), ("abc", "")):
        (tmp_path / "a").write_text(one)
        (tmp_path / "b").write_text(two)
        pictures.append(picture_of(str(tmp_path), ["a", "b"]).content)
    assert len(set(pictures)) == len(pictures)


def test_an_empty_folder_is_something_and_a_repository_is_not_looked_into(tmp_path: Path) -> None:
    pictures = []
    for name in ("a", "b", "a/b"):
        (tmp_path / name).mkdir()
        made = Fingerprint()
        made.folder(str(tmp_path), "data")
        pictures.append(made.content)
    assert len(set(pictures)) == len(pictures)
    (tmp_path / "a" / ".git").write_text("gitdir: elders")
    with pytest.raises(NoPictureError):
        Fingerprint().folder(str(tmp_path), "data")


def test_what_was_changed_and_changed_back_has_other_stamps(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_text("een")
    before = picture_of(str(tmp_path), ["a"])
    os.utime(path, ns=(1, 1))
    after = picture_of(str(tmp_path), ["a"])
    assert before.content == after.content
    assert before.stamps != after.stamps


@POSIX
def test_a_file_that_may_be_run_and_a_large_one_that_was_written_are_other_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fingerprint_module, "_LARGEST", 5)
    path = tmp_path / "a"
    path.write_text("een")
    pictures = [picture_of(str(tmp_path), ["a"]).content]
    path.chmod(0o700)
    pictures.append(picture_of(str(tmp_path), ["a"]).content)
    for text in ("groter", "kleine"):  # not read, so known by when it was written
        path.write_text(text)
        os.utime(path, ns=(1, 1))
        pictures.append(picture_of(str(tmp_path), ["a"]).content)
    assert len(set(pictures)) == len(pictures)
    monkeypatch.setattr(fingerprint_module, "when", lambda _: b"")
    whole = []
    for text in ("een groot record", "dat anders is !!"):  # a record is read, however large
        path.with_name("a.yaml").write_text(text)
        made = Fingerprint()
        made.folder(str(tmp_path), "data", frozenset(("a",)))
        whole.append(made.content)
    assert len(set(whole)) == len(whole)


@POSIX
def test_what_is_no_file_has_no_picture(tmp_path: Path) -> None:
    (tmp_path / "weg").symlink_to(tmp_path / "nergens")
    (tmp_path / "echt").write_text("een")
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    os.mkfifo(tmp_path / "pijp")
    for name in ("weg", "link", "pijp"):
        with pytest.raises(NoPictureError):
            picture_of(str(tmp_path), [name])
    deep = tmp_path / "diep"
    deep.joinpath(*("d" * 500)).mkdir(parents=True)
    with pytest.raises(NoPictureError):
        Fingerprint().folder(str(deep), "diep")


@POSIX
@pytest.mark.parametrize("name", ["a", "a/b", "a/b/c"])
def test_a_folder_that_became_a_link_to_the_same_files_is_another_place(tmp_path: Path, name: str) -> None:
    names = ["a/b/c/een", "a/b/twee", "a/b/c/drie"]
    for one in names:
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one).write_text("tekst")
    before = picture_of(str(tmp_path), names).content
    (tmp_path / name).rename(tmp_path / "elders")
    (tmp_path / name).symlink_to(tmp_path / "elders")
    assert picture_of(str(tmp_path), names).content != before


@POSIX
def test_a_link_into_a_repository_is_no_place_of_our_own(tmp_path: Path) -> None:
    repository = tmp_path / "kloon"
    (repository / ".git").mkdir(parents=True)
    (repository / "cache").mkdir(mode=0o700)
    (tmp_path / "koppeling").symlink_to(repository / "cache")
    assert opened({"CONVENANT_CACHE": str(tmp_path / "koppeling/cache")}) is None
    assert not (repository / "cache/cache").exists()


def test_a_name_with_endless_folders_is_no_place(tmp_path: Path) -> None:
    assert opened({"CONVENANT_CACHE": str(tmp_path) + "/a" * 3000}) is None
