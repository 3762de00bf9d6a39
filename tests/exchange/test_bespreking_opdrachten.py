"""``render --ter-bespreking`` and ``import`` of what comes back, as an officer types them in a repository."""

import gc
import re
import shutil
import sys
from pathlib import Path

import pytest

from convenant_cli.cli import main
from convenant_cli.commands import clock
from convenant_cli.documents.writers.office.zipped import pack, unpack
from convenant_cli.editing.creating import prompting
from tests.besprekingen import returned, sent
from tests.conftest import TESTS, Run, read_folder
from tests.verhaal import git

PLAN, ACTION = "2026-2027", "data/jaarplan/2026-2027/acties/sleutelplan.yaml"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small dossier in git."""
    folder = tmp_path_factory.mktemp("dossier")
    shutil.copytree(TESTS / "profielen" / "schoolgebouwen" / "data", folder / "data")
    git(folder, "init", "-q")
    git(folder, "add", "-A", "data")
    git(folder, "commit", "-q", "-m", "Begin")
    args = ["-C", str(folder), "render", "jaarplan", PLAN, "--ter-bespreking", "--peildatum", "2026-11-28"]
    with pytest.raises(SystemExit):
        main([*args, "--naar", str(folder / "plan.docx")])
    gc.enable()  # the command line turns it off for its short life
    return folder


@pytest.fixture
def root(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it that a test may change."""
    monkeypatch.setattr(clock, "day", lambda: "2026-11-28")
    shutil.copytree(base, tmp_path / "dossier")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "dossier"


def edited(path: Path, to: Path, *pairs: tuple[str, str]) -> Path:
    """Write a document with other words in it, as who edits without tracking."""
    parts = unpack(path.read_bytes())
    text = parts["word/document.xml"].decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    parts["word/document.xml"] = text.encode()
    to.write_bytes(pack(parts))
    return to


def shown_title(root: Path) -> str:
    found = re.search(r"^titel: (.*)$", (root / ACTION).read_text(encoding="utf-8"), re.MULTILINE)
    assert found
    return found[1]


def test_a_document_goes_out_comes_back_and_reaches_the_record(convenant: Run, root: Path) -> None:
    plan, title = root / "plan.docx", shown_title(root)
    made = convenant("-C", root, "render", "jaarplan", PLAN, "--ter-bespreking", "--naar", "weer.docx")
    assert (made.code, Path("weer.docx").read_bytes()) == (0, plan.read_bytes())
    back = edited(plan, Path("terug.docx"), (title, "Een week oefenen"), ("Trekker: ", "Wie trekt: "))
    before = read_folder(root / "data")
    looked = convenant("-C", root, "import", back, "--van", "gemeente", "--proef")
    assert (looked.code, read_folder(root / "data")) == (1, before)
    assert "Een week" in " ".join(looked.out.split())
    without = convenant("-C", root, "import", back, "--van", "gemeente", "--ja")
    assert "noem het besluit" in " ".join(without.out.split())
    assert read_folder(root / "data") == before
    options = ("--van", "gemeente", "--ja", "--besluit", "b2026-1", "--rest", "rest.md")
    taken = convenant("-C", root, "import", back, *options)
    assert shown_title(root) == "Een week oefenen"
    changed = {name for name, raw in read_folder(root / "data").items() if raw != before[name]}
    assert {f"data/{name}" for name in changed} == {ACTION, f"data/jaarplan/{PLAN}/jaarplan.yaml"}
    assert taken.code == 1  # something is left
    assert "Neem voorstellen over van" in taken.out
    assert "voor jaarplan 2026-2027" in taken.out
    assert "Wie trekt" in Path("rest.md").read_text(encoding="utf-8")
    same = convenant("-C", root, "import", back, "--ja")
    assert "staan al zo in het dossier" in same.out


def test_somebody_at_a_terminal_takes_adjusts_and_leaves(
    convenant: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, title = root / "plan.docx", shown_title(root)
    back = edited(plan, Path("terug-gemeente.docx"), (title, "Een week oefenen"))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    for answers, want in ((["laten"], title), (["aanpassen"], "Nog weer anders")):
        said = iter(answers)
        monkeypatch.setattr(prompting, "pick", lambda *_, said=said: next(said))
        monkeypatch.setattr(prompting, "ask_text", lambda *_, **__: "Nog weer anders")
        convenant("-C", root, "import", back, "--besluit", "b2026-1")
        assert shown_title(root) == want


def test_a_document_of_an_older_revision_is_laid_beside_what_it_was(convenant: Run, root: Path) -> None:
    plan, title = root / "plan.docx", shown_title(root)
    back = edited(plan, Path("terug.docx"), (title, "Een week oefenen"))
    path = root / ACTION
    path.write_text(path.read_text(encoding="utf-8").replace(f"titel: {title}", "titel: Oefenen"), encoding="utf-8")
    git(root, "commit", "-q", "-am", "Anders")
    done = convenant("-C", root, "import", back, "--ja", code=1)
    assert "intussen gewijzigd" in " ".join(done.out.split())
    assert shown_title(root) == "Oefenen"
    assert convenant("-C", root, "render", "jaarplan", PLAN, "--ter-bespreking", "--naar", "nieuw.docx").code == 0
    newer = edited(Path("nieuw.docx"), Path("nieuw-gemeente.docx"), ("Oefenen", "Samen oefenen"))
    both = convenant("-C", root, "import", back, newer, "--ja", "--besluit", "b2026-1")
    assert "intussen gewijzigd" in " ".join(both.out.split())
    assert shown_title(root) == "Oefenen"  # the two want it differently
    alone = convenant("-C", root, "import", newer, "--ja", "--besluit", "b2026-1")
    assert (alone.code, shown_title(root)) == (0, "Samen oefenen")


def test_what_cannot_be_read_is_told_and_changes_nothing(convenant: Run, root: Path) -> None:
    plan = root / "plan.docx"
    parts = unpack(plan.read_bytes())
    core = parts["docProps/core.xml"].decode()
    Path("elders.docx").write_bytes(returned())
    Path("gewoon.docx").write_bytes(
        pack({**parts, "docProps/core.xml": re.sub("<dc:identifier>.*</dc:identifier>", "", core).encode()})
    )
    rev = re.search("rev=([0-9a-f]{40})", core)
    assert rev
    Path("onbekend.docx").write_bytes(pack({**parts, "docProps/core.xml": core.replace(rev[1], "1" * 40).encode()}))
    Path("kapot.docx").write_bytes(sent()[0][:2000])
    before = read_folder(root / "data")
    for name, why in (
        ("elders.docx", "van een ander dossier"),
        ("gewoon.docx", "geen document dat met"),
        ("onbekend.docx", "1111111111"),
        ("kapot.docx", "beschadigd"),
    ):
        done = convenant("-C", root, "import", name, "--ja")
        assert done.code == 1, name
        assert why in " ".join(done.out.split()), name
    untouched = convenant("-C", root, "import", plan, "--ja")
    assert (untouched.code, read_folder(root / "data")) == (0, before)
    assert "Er is niets gewijzigd." in untouched.out


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("jaarplan", PLAN, "--naar", "x.pdf"), "maakt een Word-bestand"),
        (("jaarplan", PLAN), "maakt een Word-bestand"),
        (("jaarplan", PLAN, "--naar", "x.docx", "--sinds", "HEAD"), "zonder --intern of --sinds"),
        (("naleving", "--naar", "x.docx"), "zegt nergens welk veld het toont"),
    ],
)
def test_a_document_that_cannot_go_round_is_refused(
    args: tuple[str, ...], why: str, convenant: Run, root: Path
) -> None:
    done = convenant("-C", root, "render", *args, "--ter-bespreking", code=2)
    assert why in done.err
    assert not Path("x.docx").exists()


def test_records_that_are_not_committed_do_not_go_round(convenant: Run, root: Path) -> None:
    path = root / ACTION
    path.write_text(path.read_text(encoding="utf-8") + "# anders\n", encoding="utf-8")
    done = convenant("-C", root, "render", "jaarplan", PLAN, "--ter-bespreking", "--naar", "plan.docx", code=2)
    assert "nog niet zijn vastgelegd" in done.err


@pytest.mark.parametrize(
    ("args", "why"),
    [
        (("terug.docx", "--van", "burgerij", "--ja"), "de partij 'burgerij' bestaat niet"),
        (("terug.docx", "ook.docx", "--van", "gemeente"), "hoort --van BESTAND=PARTIJ"),
        (("terug.docx", "--van", "x.docx=gemeente"), "dat bestand is er niet bij"),
        (("tabel.csv", "--rest", "rest.md"), "horen bij Word-bestanden"),
        (("terug.docx", "--formulier-wint", "--ja"), "hoort bij formulieren en tabellen"),
        (("terug.docx",), "er is niemand om het aan te vragen"),
    ],
)
def test_an_option_that_does_not_fit_is_refused(args: tuple[str, ...], why: str, convenant: Run, root: Path) -> None:
    title = shown_title(root)
    edited(root / "plan.docx", Path("terug.docx"), (title, "Een week oefenen"))
    shutil.copy("terug.docx", "ook.docx")
    Path("tabel.csv").write_text("x", encoding="utf-8")
    done = convenant("-C", root, "import", *args, code=2)
    assert why in done.err
