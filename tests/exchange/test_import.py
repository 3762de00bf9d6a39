"""``convenant export verklaring`` and ``convenant import`` as their user meets them."""

import gc
import os
import shutil
from pathlib import Path

import pytest

from convenant_cli.cli import main
from convenant_cli.exchange import packages
from convenant_cli.sources.yamlfile import parse
from tests.besprekingen import sent as plan
from tests.conftest import TESTS, Run
from tests.formulieren import cells, dossier_in, filled, row_of
from tests.processes import forked
from tests.tabellen import edited_text
from tests.verhaal import begun, git

DAY = ("--peildatum", "2026-11-21")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return dossier_in(tmp_path / "dossier")


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The forms of all parties, as they are sent; made once."""
    folder = tmp_path_factory.mktemp("verstuurd")
    asked = ("export", "verklaring", "2026", "--alle", "--naar", str(folder / "f"), *DAY)
    with pytest.raises(SystemExit) as ended:
        main(["-C", str(dossier_in(folder / "dossier")), *asked])
    gc.enable()
    assert ended.value.code == 0
    return folder / "f"


@pytest.fixture
def forms(sent: Path, tmp_path: Path) -> Path:
    return shutil.copytree(sent, tmp_path / "f")


def statements(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((root / "data/verklaringen/2026").iterdir())}


def test_all_forms_come_in_with_two_conflicts_and_one_empty(root: Path, forms: Path, convenant: Run) -> None:
    paths = {path.stem.removeprefix("verklaring-2026-"): path for path in sorted(forms.iterdir())}
    assert len(paths) == 13
    for party, path in paths.items():
        if party in ("halt", "participe"):  # these answered, and their answers changed here meanwhile
            filled(path, cells(**{f"F{row_of(path, 'c-doorverwijzing')}": "deels", "G3": "Nieuwe uitleg"}))
            record = root / f"data/verklaringen/2026/{party}.yaml"
            lines = record.read_text(encoding="utf-8").split("\n")
            at = next(number for number, line in enumerate(lines) if "c-doorverwijzing" in line)
            lines[at + 1] = "    antwoord: nee"
            record.write_text("\n".join(lines), encoding="utf-8")
        elif party != "om":
            filled(path, cells(F2="Ja", F3="ja ", F4="Deels", G4="Nog niet overal."))
    paths["yuverta"] = filled(paths["yuverta"], cells(F5="weet ik niet"))
    before = statements(root)
    looked = convenant("-C", root, "import", forms, "--proef", *DAY, code=1)
    assert "Er is niets geschreven (--proef)." in looked.out
    assert statements(root) == before
    done = convenant("-C", root, "import", forms, "--ja", *DAY, code=1)
    assert packages._opened.cache_info().currsize == 0, "what was read holds no memory any more"
    said = " ".join(done.out.split())
    assert said.count("Botst: ") == 2
    assert "Openbaar Ministerie, 2026 (verklaring-2026-om.xlsx) - Er is niets ingevuld (7 vragen)." in said
    assert "Yuverta, 2026 (verklaring-2026-yuverta.xlsx) - Nieuw: 3 antwoorden" in said
    assert "Niet overgenomen: blad Vragen, rij 5, kolom F (Antwoord): ‘weet ik niet’ is geen keuze" in said
    assert "Dit verandert in de oordelen:" in said
    after = statements(root)
    new = {"hecht.yaml", "kwadraad.yaml", "mbo-rijnland.yaml", "rijnstroom-college.yaml", "scope.yaml",
           "yuverta.yaml"}  # fmt: skip
    assert set(after) - set(before) == new
    for party in ("halt", "participe"):
        answers = {one["bepaling"]: one for one in parse(after[f"{party}.yaml"]).data["antwoorden"]}
        assert answers["c-doorverwijzing"]["antwoord"] == "nee"
        assert any(one.get("toelichting") == "Nieuwe uitleg" for one in answers.values())
    assert convenant("-C", root, "validate", *DAY).code == 0
    again = convenant("-C", root, "import", forms / "verklaring-2026-scope.xlsx", "--ja", *DAY)
    assert (again.code, statements(root)) == (0, after)


@pytest.mark.parametrize("how", ["committed", "on disk"])
def test_a_form_from_before_a_party_and_a_school_got_another_name_comes_in(
    root: Path, tmp_path: Path, convenant: Run, how: str
) -> None:
    begun(root)
    asked = ("export", "verklaring", "2026", "--partner", "yuverta", "--naar", tmp_path / "f.xlsx", *DAY)
    convenant("-C", root, *asked, code=0)
    school = "s-bekend-intern@yuverta/yuverta-alphen"
    answers = {f"F{row_of(tmp_path / 'f.xlsx', school)}": "nee", "F2": "ja", "F3": "misschien"}
    path = filled(tmp_path / "f.xlsx", cells(**answers))
    before = statements(root)
    for old, new in (("eenheid:yuverta/yuverta-alphen", "locatie-alphen"), ("partner:yuverta", "yuverta-rijn")):
        convenant("-C", root, "rename", old, new, "--ja", *DAY, code=0)
        if how == "committed":
            git(root, "add", "-A")
            git(root, "commit", "-q", "-m", f"Hernoem {old}")
    done = convenant("-C", root, "import", path, "--ja", *DAY, code=1)
    told = " ".join(done.out.split())
    assert "Het formulier is verstuurd toen de partij in het dossier 'yuverta' heette." in told
    assert "‘misschien’ is geen keuze" in told
    after = statements(root)
    assert set(after) - set(before) == {"yuverta-rijn.yaml"}
    came = {one["bepaling"]: one for one in parse(after["yuverta-rijn.yaml"]).data["antwoorden"]}
    assert came["s-bekend-intern"]["eenheid"] == "yuverta-rijn/locatie-alphen"
    assert came["s-bekend-intern"]["antwoord"] == "nee"
    assert len(came) == 2
    assert convenant("-C", root, "validate", *DAY).code == 0


def test_a_party_that_is_gone_is_no_other_one_that_came(root: Path, tmp_path: Path, convenant: Run) -> None:
    begun(root)
    asked = ("export", "verklaring", "2026", "--partner", "om", "--naar", tmp_path / "f.xlsx", *DAY)
    convenant("-C", root, *asked, code=0)
    path = filled(tmp_path / "f.xlsx", cells(F2="ja"))
    git(root, "rm", "-q", "data/partners/om.yaml")
    done = convenant("-C", root, "import", path, "--proef", *DAY)
    assert done.code != 0
    assert "Openbaar Ministerie, 2026" not in done.out


def test_a_form_that_was_filled_in_is_not_overwritten(root: Path, forms: Path, convenant: Run) -> None:
    path = filled(forms / "verklaring-2026-om.xlsx", cells(F2="ja"))
    held = path.read_bytes()
    done = convenant("-C", root, "export", "verklaring", "2026", "--alle", "--naar", forms, *DAY, code=2)
    assert "misschien is het een ingevuld formulier" in done.err
    assert path.read_bytes() == held


def test_without_a_terminal_nobody_is_asked(root: Path, forms: Path, convenant: Run) -> None:
    filled(forms / "verklaring-2026-om.xlsx", cells(F2="ja"))
    before = statements(root)
    done = convenant("-C", root, "import", forms / "verklaring-2026-om.xlsx", *DAY, code=2)
    assert "--ja" in done.err
    assert statements(root) == before


@pytest.mark.parametrize(("answer", "written"), [("j", True), ("ja", True), ("n", False), ("", False), ("yes", False)])
def test_on_a_terminal_it_asks(root: Path, forms: Path, answer: str, written: bool) -> None:
    filled(forms / "verklaring-2026-om.xlsx", cells(F2="ja"))
    pty = pytest.importorskip("pty")
    mine, theirs = pty.openpty()
    os.write(mine, f"{answer}\n".encode())
    run = forked("import", forms / "verklaring-2026-om.xlsx", *DAY, cwd=root, stdin=theirs)
    os.close(mine)
    os.close(theirs)
    assert "Overnemen? [j/N] " in run.out
    assert (root / "data/verklaringen/2026/om.yaml").exists() is written


def test_all_statements_are_written_or_none(root: Path) -> None:
    """The second of two cannot be written: what came in meanwhile is not written over, and the first goes back."""
    from convenant_cli.findings import ConvenantError
    from convenant_cli.sources.together import write_together

    folder = root / "data/verklaringen/2026"
    before = statements(root)
    halt = before["halt.yaml"]
    files = {"data/verklaringen/2026/aaa.yaml": b"a: b\n", "data/verklaringen/2026/halt.yaml": b"c: d\n"}
    with pytest.raises(ConvenantError):
        write_together(root, files, {"data/verklaringen/2026/halt.yaml": b"what it held earlier\n"})
    assert statements(root) == before
    files = {"data/verklaringen/2026/halt.yaml": b"c: d\n", "data/verklaringen/2026/om.yaml": b"a: b\n"}
    (folder / "om.yaml").write_bytes(b"somebody else was first\n")
    with pytest.raises(ConvenantError, match="bestaat al"):
        write_together(root, files, {"data/verklaringen/2026/halt.yaml": halt})
    assert (folder / "halt.yaml").read_bytes() == halt
    assert (folder / "om.yaml").read_bytes() == b"somebody else was first\n"


ASKED = [
    (("export", "verklaring", "--alle", "--naar", "f"), "over welk jaar"),
    (("export", "verklaring", "26", "--alle", "--naar", "f"), "is geen jaar"),
    (("export", "verklaring", "2026", "--naar", "f"), "zeg voor wie"),
    (("export", "verklaring", "2026", "--alle", "--partner", "halt", "--naar", "f"), "zeg voor wie"),
    (("export", "verklaring", "2026", "--partner", "hlat", "--naar", "f"), "bedoelde u 'halt'"),
    (("export", "verklaring", "2026", "--alle"), "--naar"),
    (("export", "verklaring", "1999", "--alle", "--naar", "f"), "niets te vragen"),
    (("export", "verklaringen", "2026"), "kies uit: verklaring"),
    (("export", "agenda", "2026", "--naar", "f"), "maar één"),
    (("export", "agenda", "--alle", "--naar", "f"), "maar één"),
    (("export", "verklaring", "2026", "--alle", "--naar", "data/x"), "in de map data/"),
    (("import", "weg.xlsx"), "bestaat niet"),
    (("import", "data"), "geen formulier"),
    (("import", "data/convenant.yaml"), ".xlsx"),
    (("import", "*.xlsx"), "past bij"),
    (("import",), "BESTAND"),
]


@pytest.mark.parametrize(("asked", "told"), ASKED)
def test_what_cannot_be_meant_is_told(
    root: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(root)
    done = convenant(*asked, code=2)
    assert told in done.err
    assert not (root / "f").exists()


def test_a_pattern_and_a_folder_name_the_forms_and_skip_what_is_open(
    root: Path, forms: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (forms / "~$verklaring-2026-om.xlsx").write_bytes(b"open in Excel")
    monkeypatch.chdir(root)
    for asked in (forms, forms / "*.xlsx"):
        done = convenant("import", asked, "--proef", *DAY, code=0)
        assert done.out.count("(verklaring-2026-") == 13


def test_what_a_party_sent_in_another_form_is_named_with_what_to_do(root: Path, forms: Path, convenant: Run) -> None:
    for name in ("halt.pdf", "om.odt", "scope.XLS", "politie.eml", "notulen.txt", ".DS_Store"):
        (forms / name).write_bytes(b"antwoorden")
    done = convenant("-C", root, "import", forms, "--proef", *DAY, code=1)
    assert done.out.startswith("Niet gelezen:\n")
    told = done.out.partition("\n\n")[0]
    for name, advice in (("halt.pdf", "terug"), ("om.odt", ".docx"), ("scope.XLS", ".xlsx"), ("politie.eml", "lees")):
        assert any(name in line and advice in line for line in told.splitlines()), name
    assert "notulen" not in done.out
    for alone in ("om.odt", "scope.XLS"):
        (forms.parent / "los").mkdir(exist_ok=True)
        (forms / alone).rename(forms.parent / "los" / alone)
        for asked in (forms.parent / "los", forms.parent / "los" / alone):
            assert "sla het op als ." in convenant("-C", root, "import", asked, "--proef", *DAY, code=2).err
        (forms.parent / "los" / alone).unlink()


def test_a_letter_beside_the_forms_holds_nothing_up(root: Path, forms: Path, convenant: Run) -> None:
    (forms / "brief.docx").write_bytes(plan()[0])
    done = convenant("-C", root, "import", forms, "--proef", *DAY, code=1)
    assert "brief.docx: dit is geen formulier" in done.out
    assert done.out.count("(verklaring-2026-") == 13


def test_a_damaged_file_is_named_and_the_others_are_read(root: Path, forms: Path, convenant: Run) -> None:
    broken, whole = forms / "verklaring-2026-halt.xlsx", forms / "verklaring-2026-om.xlsx"
    broken.write_bytes(whole.read_bytes()[:-500])
    done = convenant("-C", root, "import", broken, whole, "--proef", *DAY, code=1)
    assert "verklaring-2026-halt.xlsx: niet overgenomen" in done.out
    assert "(verklaring-2026-om.xlsx)" in done.out
    assert not done.err
    broken.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n", encoding="ascii")
    assert "git lfs pull" in convenant("-C", root, "import", broken, "--proef", *DAY).out


def test_the_list_of_what_can_be_made(convenant: Run) -> None:
    done = convenant("export", code=0)
    assert "verklaring" in done.out
    assert "agenda" in done.out


def test_a_sheet_goes_out_and_what_somebody_corrected_comes_in(convenant: Run, tmp_path: Path) -> None:
    root, sheet = tmp_path / "dossier", tmp_path / "aanwezigheid.csv"
    shutil.copytree(TESTS / "profielen" / "schoolgebouwen" / "data", root / "data")
    day = ("--peildatum", "2026-11-28")
    made = convenant("-C", root, "export", "aanwezigheid", "2026-10", "--naar", sheet, *day)
    assert (made.code, made.out.strip()) == (0, str(sheet))
    again = convenant("-C", root, "export", "aanwezigheid", "--naar", tmp_path / "x.odt", *day)
    assert (again.code, ".xlsx, .ods, .csv" in again.err) == (2, True)

    def absent(rows: list[list[str]]) -> None:
        row = next(row for row in rows if row[-2].endswith("/openhof"))
        row[2], row[4], row[5] = "", "ja", "studiedag"
        rows.append([*rows[1][:-2], "", ""])

    edited_text(sheet, absent)
    done = convenant("-C", root, "import", sheet, "--ja", *day)
    told = " ".join(done.out.split())
    assert done.code == 1
    assert "1 rij met iets nieuws; 3 zonder iets nieuws" in told
    assert "Niet overgenomen: rij 6: deze rij is nieuw" in told
    record = (root / "data/bijeenkomsten/2026-10-01-jaarberaad.yaml").read_text(encoding="utf-8")
    assert "afgemeld:\n  - {partner: openhof, reden: studiedag}\n" in record
    kept = convenant("-C", root, "export", "aanwezigheid", "2026-10", "--naar", sheet, *day)
    assert (kept.code, "bestaat al en is anders" in kept.err) == (2, True)
