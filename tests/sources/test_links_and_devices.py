"""Links, pipes and devices in a dossier: nothing outside it is read or written, and nothing waits for ever."""

import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from convenant_cli.documents.writers.office.huisstijl import standard
from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.sources import diskfile
from convenant_cli.sources.diskfile import RefusedError, read, read_named
from tests.conftest import BASIS, Run
from tests.verhaal import git

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links need rights there, and pipes are no files")
SECRET = "geheim-van-de-lezer"
PERSONEN = "personen:\n  - partner: politie\n    naam: Naam\n    functie: Agent\n"
DAY = ("--peildatum", "2026-11-21")
GUARD = 60  # seconds: only against a test that waits for ever


@pytest.fixture(autouse=True)
def _guard() -> Iterator[None]:
    def waited(*_: object) -> None:
        raise AssertionError("waits for ever")

    signal.signal(signal.SIGALRM, waited)
    signal.alarm(GUARD)
    yield
    signal.alarm(0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What belongs to the reader and lies outside the dossier."""
    folder = tmp_path / "thuis"
    for inside in ("", "map", "map/acties"):
        (folder / inside).mkdir(exist_ok=True)
        for name in ("bestand", "actie.schema.json", "huisstijl.docx", "personen.yaml", "jaarplan.yaml", "stijl.odt"):
            (folder / inside / name).write_text(SECRET, encoding="utf-8")
    return folder


@pytest.fixture
def dossier(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "dossier"
    shutil.copytree(BASIS, root)
    git(root, "init", "--quiet")
    monkeypatch.chdir(root)
    return root


def contents(folder: Path) -> dict[str, bytes | None]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def link(path: Path, home: Path) -> None:
    path.symlink_to(home / "bestand")


def dangling(path: Path, home: Path) -> None:
    path.symlink_to(home / "nog-niet")


def circle(path: Path, home: Path) -> None:
    path.symlink_to(path.name)


def link_to_zeros(path: Path, home: Path) -> None:
    path.symlink_to("/dev/zero")


def pipe(path: Path, home: Path) -> None:
    os.mkfifo(path)


def link_to_pipe(path: Path, home: Path) -> None:
    os.mkfifo(home / "pijp")
    path.symlink_to(home / "pijp")


def folder(path: Path, home: Path) -> None:
    path.mkdir()


def listening(path: Path, home: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one, _inside(path.parent):
        one.bind(path.name)


def huge(path: Path, home: Path) -> None:
    with path.open("wb") as file:
        file.truncate(20_000_000_000)


@contextmanager
def _inside(place: Path) -> Iterator[None]:
    """Work in a folder for a moment: the name of a socket may not be long."""
    before = Path.cwd()
    os.chdir(place)
    try:
        yield
    finally:
        os.chdir(before)


THINGS = [link, dangling, circle, link_to_zeros, pipe, link_to_pipe, folder, listening, huge]
#: What is read, and a command that reads it.
READ = {
    "templates/huisstijl.docx": ("render", "jaarplan", "2026", "--naar", "../uit.docx"),
    "templates/huisstijl.odt": ("render", "jaarplan", "2026", "--naar", "../uit.odt"),
    ".gitattributes": ("merge-driver", "--installeer"),
    "prive/personen.yaml": ("render", "jaarplan", "2026", "--intern"),
    "data/partners/om.yaml": ("validate",),
    "data/convenant.yaml": ("validate",),
}


@pytest.mark.parametrize(
    ("name", "thing"),
    # A folder named as a record holds none, and git keeps no empty folder.
    [(name, thing) for name in READ for thing in THINGS if (name, thing) != ("data/partners/om.yaml", folder)],
)
def test_what_is_no_file_of_the_dossier_is_told_and_not_read(
    name: str, thing: Callable[[Path, Path], None], dossier: Path, home: Path, convenant: Run
) -> None:
    before = contents(home)
    path = dossier / name
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    thing(path, home)
    run = convenant(*READ[name])
    if name == "data/convenant.yaml" and thing not in (link, huge):
        assert (run.code, "geen dossier gevonden" in run.err) == (2, True), "the file is what makes it a dossier"
        return
    assert run.code in (1, 2)
    told = run.out + run.err
    assert SECRET not in told
    plain = thing in (pipe, folder, listening)
    reason = "is groter dan" if thing is huge else "gewoon bestand" if plain else "koppeling"
    assert reason in told
    assert Path(name).name in told
    if thing is link_to_pipe:
        (home / "pijp").unlink()
    assert contents(home) == before


#: A folder of the dossier, and a command that would look into it.
FOLDERS = {
    "templates": ("render", "jaarplan", "2026", "--naar", "../uit.docx"),
    "prive": ("render", "jaarplan", "2026", "--intern"),
    "data/partners": ("validate",),
    "data/jaarplan/2026": ("validate",),
    "data": ("validate",),
}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_leads_elsewhere_is_not_looked_into(name: str, dossier: Path, home: Path, convenant: Run) -> None:
    path, elsewhere = dossier / name, home / "elders"
    if path.exists():
        path.rename(elsewhere)
    else:
        elsewhere.mkdir()
        (elsewhere / "personen.yaml").write_text(PERSONEN, encoding="utf-8")
        (elsewhere / "huisstijl.docx").write_bytes(pack(standard(".docx")))
    path.symlink_to(elsewhere)
    run = convenant(*FOLDERS[name])
    assert run.code in (1, 2)
    told = run.out + run.err
    assert "koppeling" in told
    assert name.split("/")[-1] in told
    assert "Naam" not in told


@pytest.mark.parametrize("held", [True, False])
def test_reading_says_why_or_that_nothing_is_there(
    tmp_path: Path, home: Path, held: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diskfile, "_HELD", held)
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b").write_bytes(b"x")
    (tmp_path / "thuis2").symlink_to(home)
    assert read(tmp_path, "a/b") == b"x"
    assert read(tmp_path, "a/b", 1) == b"x"
    for absent in ("a/c", "c/b", "a/b/c", "a/b\0"):
        assert read(tmp_path, absent) is None
    for name in ("thuis2/bestand", "thuis2/map/bestand", "a/../thuis2/bestand", "../x", "a/./b", "/etc/passwd"):
        with pytest.raises(RefusedError):
            read(tmp_path, name)
    with pytest.raises(RefusedError, match="groter dan"):
        read(tmp_path, "a/b", 0)
    assert read_named(tmp_path / "thuis2/bestand") == SECRET.encode()
    assert read_named(tmp_path / "weg") is None
    with pytest.raises(RefusedError, match="gewoon bestand"):
        read_named(Path("/dev/zero"))


def test_a_link_that_takes_the_place_of_a_file_between_looking_and_opening_is_not_followed(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    path, opened = tmp_path / "a/b", os.open
    path.write_bytes(b"x")

    def swap(name: str, *args: int, **kwargs: int | None) -> int:
        if name == "b":
            path.unlink()
            path.symlink_to(home / "bestand")
        return opened(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swap)
    with pytest.raises(RefusedError, match="koppeling"):
        read(tmp_path, "a/b")


def test_a_folder_that_becomes_a_link_while_it_is_walked_is_not_followed(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    opened = os.open

    def swap(name: str, *args: int, **kwargs: int | None) -> int:
        if name == "a":
            (tmp_path / "a").rmdir()
            (tmp_path / "a").symlink_to(home)
        return opened(name, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(os, "open", swap)
    assert read(tmp_path, "a/bestand") is None


# --- writing ----------------------------------------------------------------------------------------------------------


def _file(name: str) -> Callable[[Path, Path], None]:
    def make(root: Path, home: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(home / "bestand")

    return make


def _folder(name: str) -> Callable[[Path, Path], None]:
    def make(root: Path, home: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            shutil.rmtree(path)
        path.symlink_to(home / "map")

    return make


RENDER = ("render", "jaarplan", "2026", *DAY, "--naar")
WRITES: dict[str, tuple[Callable[[Path, Path], None], tuple[str, ...]]] = {
    "a schema": (_file("schemas/actie.schema.json"), ("schema",)),
    "the folder of schemas": (_folder("schemas"), ("schema",)),
    "a folder named for schemas": (_folder("uit"), ("schema", "--naar", "uit/diep")),
    "the attributes": (_file(".gitattributes"), ("merge-driver", "--installeer")),
    "a document": (_file("plan.md"), (*RENDER, "plan.md")),
    "a document in a folder": (_folder("uit"), (*RENDER, "uit/plan.md")),
    "a document further down": (_folder("uit"), (*RENDER, "uit/nieuw/plan.md")),
    "a document by another way": (_folder("uit"), (*RENDER, "data/../uit/plan.md")),
    "a house style": (_file("templates/stijl.docx"), ("huisstijl", "templates/stijl.docx")),
    "a house style in a folder": (_folder("templates"), ("huisstijl", "templates/stijl.odt")),
    "a plan": (_file("data/jaarplan/2026/jaarplan.yaml"), ("vaststellen", "2026", "--in", "2025", *DAY)),
    "the folder of a plan": (_folder("data/jaarplan/2026"), ("vaststellen", "2026", "--in", "2025", *DAY)),
}


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize(("prepare", "command"), WRITES.values(), ids=WRITES)
def test_nothing_is_written_through_a_link_of_the_dossier(
    prepare: Callable[[Path, Path], None],
    command: tuple[str, ...],
    held: bool,
    dossier: Path,
    home: Path,
    convenant: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(diskfile, "_HELD", held)
    prepare(dossier, home)
    outside, inside = contents(home), contents(dossier / "data")
    run = convenant(*command, code=2)
    assert run.err.startswith("fout: ") or "koppeling" in run.err
    assert len(run.err.splitlines()) <= 3
    assert contents(home) == outside
    assert contents(dossier / "data") == inside


@pytest.mark.parametrize(
    "name", ["data", "data/partners", "data/jaarplan", ".github", ".vscode", "schemas", ".gitlab", ".azuredevops"]
)
def test_init_writes_through_no_folder_that_leads_elsewhere(
    name: str, tmp_path: Path, home: Path, convenant: Run
) -> None:
    root = tmp_path / "nieuw"
    _folder(name)(root, home)
    before = contents(home)
    run = convenant("init", root, "--gemeente", "Voorbeeldstad", *DAY, code=2)
    assert "koppeling" in run.err
    assert contents(home) == before
    assert not any(path.is_file() for path in root.rglob("*"))


@pytest.mark.parametrize(
    "name", [".gitignore", ".gitattributes", "README.md", "schemas/actie.schema.json", "CODEOWNERS"]
)
@pytest.mark.parametrize("thing", [link, dangling, link_to_zeros, pipe])
def test_init_leaves_what_stands_in_the_place_of_a_file(
    name: str, thing: Callable[[Path, Path], None], tmp_path: Path, home: Path, convenant: Run
) -> None:
    root = tmp_path / "nieuw"
    (root / name).parent.mkdir(parents=True)
    thing(root / name, home)
    before = contents(home)
    run = convenant("init", root, *DAY)
    assert run.code in (0, 2)
    assert Path(name).name in run.out + run.err
    assert contents(home) == before
    assert SECRET not in run.out + run.err


def test_a_house_style_that_the_user_names_is_read_through_a_link_outside_the_dossier_only(
    dossier: Path, home: Path, convenant: Run
) -> None:
    (home / "stijl.docx").write_bytes(pack(standard(".docx")))
    (home / "snel.docx").symlink_to(home / "stijl.docx")
    (dossier / "stijl.docx").symlink_to(home / "stijl.docx")
    asked = (*RENDER, home / "uit.docx", "--huisstijl")
    assert convenant(*asked, home / "snel.docx").code == 0
    run = convenant(*asked, "stijl.docx")
    assert (run.code, "dit is een koppeling (symlink)" in run.err) == (2, True)


def test_a_link_outside_the_dossier_is_followed_because_the_user_named_it(
    dossier: Path, home: Path, convenant: Run
) -> None:
    (home / "snel").symlink_to(home / "map")
    (home / "plan.md").symlink_to(home / "bestand")
    assert convenant(*RENDER, home / "snel/plan.md", "--naar", home / "plan.md").code == 0
    assert (home / "map/plan.md").is_file()
    assert (home / "plan.md").is_symlink()
    assert "Ouderavond" in (home / "bestand").read_text(encoding="utf-8")


def test_a_dossier_that_is_itself_reached_through_a_link_works(
    dossier: Path, tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "snel").symlink_to(dossier)
    monkeypatch.chdir(tmp_path / "snel")
    assert convenant("schema").code == 0
    assert convenant("schema", "--naar", tmp_path / "snel/schemas").code == 0
    assert convenant(*RENDER, tmp_path / "snel/uit/plan.md").code == 0
    assert (dossier / "uit/plan.md").is_file()
    (dossier / "weg").symlink_to(tmp_path / "thuis")
    (tmp_path / "diep").symlink_to(dossier / "uit")
    (dossier / "uit/weg").symlink_to(tmp_path / "thuis")
    for target in ("snel/weg/plan.md", "snel/uit/weg/plan.md", "diep/weg/plan.md", "snel/uit/../weg/nieuw/plan.md"):
        assert convenant(*RENDER, tmp_path / target).code == 2
    assert convenant(*RENDER, tmp_path / "diep/ander.md").code == 0
    assert (dossier / "uit/ander.md").is_file()


# --- without rights ---------------------------------------------------------------------------------------------------


@contextmanager
def nobody() -> Iterator[None]:
    """Be somebody without rights for a moment, also where the tests run as root."""
    if os.geteuid():
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


UNREADABLE = (
    ("templates", ("render", "jaarplan", "2026", *DAY)),
    ("templates/huisstijl.docx", ("render", "jaarplan", "2026", *DAY, "--naar", "uit.docx")),
    ("templates/jaarplan.html.j2", ("render", "jaarplan", "2026", *DAY)),
    ("prive", ("render", "jaarplan", "2026", *DAY, "--intern")),
    ("prive/personen.yaml", ("render", "jaarplan", "2026", *DAY, "--intern")),
    ("data/partners", ("validate", *DAY)),
    ("data/partners/om.yaml", ("validate", *DAY)),
    (".gitattributes", ("merge-driver", "--installeer")),
    ("schemas", ("schema",)),
)


@pytest.mark.parametrize(
    ("name", "command", "mode"),
    [
        (name, command, mode)
        for name, command in UNREADABLE
        for mode in (0, 0o100, 0o400)
        if mode != 0o400 or "." not in Path(name).name  # a file that may be read
    ],
)
def test_what_may_not_be_read_is_told_in_a_sentence(
    name: str, command: tuple[str, ...], mode: int, dossier: Path, convenant: Run
) -> None:
    path = dossier / name
    if "." in path.name:
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", encoding="utf-8")
    else:
        path.mkdir(exist_ok=True)
        (path / "personen.yaml").write_text(PERSONEN, encoding="utf-8")
    convenant(*command)  # loads every module while that is allowed
    for part in (dossier, *dossier.parents):
        if part != Path(part.anchor) and part.stat().st_uid == os.geteuid():
            part.chmod(part.stat().st_mode | 0o055)
    path.chmod(mode)
    with nobody():
        run = convenant(*command)
    path.chmod(0o755)
    assert run.code in (1, 2)
    assert "Traceback" not in run.err
    assert len(run.err.splitlines()) <= 4
