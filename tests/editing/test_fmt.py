"""``convenant fmt``: one layout for every record, nothing else of it changes, and a second time nothing at all."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from convenant_cli.editing.layout import formatted
from convenant_cli.findings import ConvenantError
from convenant_cli.records import KINDS, Actie, Convenant, Hoofdstuk, Jaarplan, Partner, Record
from convenant_cli.sources.yamlfile import parse
from tests.conftest import ROOT, TESTS, Run, laid, read_folder
from tests.rommelig import messy
from tests.verhaal import git

RECORDS = sorted((ROOT / "data").rglob("*.yaml"))


def kind_of(path: Path) -> type[Record]:
    return next(kind for kind in KINDS if kind.match(path.relative_to(ROOT).as_posix()))


def lines(raw: bytes) -> list[str]:
    return [line for line in raw.decode().splitlines() if line.strip()]


def comments(text: str) -> Counter[str]:
    return Counter(line.strip() for line in text.removeprefix("\ufeff").splitlines() if line.strip().startswith("#"))


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_every_shipped_record_has_the_layout(path: Path) -> None:
    assert formatted(kind_of(path), path.read_bytes()) == path.read_bytes()


@pytest.mark.parametrize("path", [*RECORDS[::4], ROOT / "data/convenant.yaml"], ids=lambda path: path.stem)
def test_however_it_was_left_it_gets_the_layout_and_says_the_same(path: Path) -> None:
    raw = path.read_bytes()
    for seed in (1, 2):
        left = messy(raw.decode(), Random(seed))
        if parse(left.encode()).data != parse(raw).data:
            continue  # the mess itself says something else
        laid = formatted(kind_of(path), left.encode())
        assert parse(laid).data == parse(raw).data
        assert lines(laid) == lines(raw)
        assert comments(laid.decode()) == comments(left)
        assert formatted(kind_of(path), laid) == laid
        break
    else:
        pytest.skip("no mess that says the same")


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Partner, "rollen: [school]\nnaam: A\n", "naam: A\nrollen: [school]\n"),
        (Partner, "naam: 'A'\nkorte_naam: \"B\"\n", "naam: A\nkorte_naam: B\n"),
        (Partner, 'naam: "ja: nee"\n', "naam: 'ja: nee'\n"),
        (Partner, "naam: '~'\nkorte_naam: 'null'\n", "naam: '~'\nkorte_naam: 'null'\n"),
        (Partner, "naam: (A)\n", "naam: '(A)'\n"),
        (
            Partner,
            "naam: A   # waarom\nrollen:   [ school,halt ]  # twee\n",
            "naam: A   # waarom\nrollen: [school, halt]  # twee\n",
        ),
        (Partner, "naam: A\nrollen: [school]  # zie [1]\n", "naam: A\nrollen: [school]  # zie [1]\n"),
        (Partner, "naam : A\n", "naam: A\n"),
        (Partner, "naam: A\r\nrollen: [school]\r\n", "naam: A\nrollen: [school]\n"),
        (Partner, "naam: A\rrollen: [school]\r", "naam: A\nrollen: [school]\n"),  # as a Mac wrote long ago
        (Partner, "# een\r\r\nrollen: [school]\r# twee\nnaam: A\n", "# een\n\n# twee\nnaam: A\nrollen: [school]\n"),
        (Partner, "\ufeffnaam: A", "naam: A\n"),
        (
            Partner,
            "naam: A\n\n\n\n# over de rol\nrollen: [school]\n\n\n",
            "naam: A\n\n# over de rol\nrollen: [school]\n",
        ),
        (
            Partner,
            "# over de rol\nrollen: [school]\n# over de naam\nnaam: A\n",
            "# over de naam\nnaam: A\n# over de rol\nrollen: [school]\n",
        ),
        (
            Partner,
            "# kop\n\n# over de rol\nrollen: [school]\nnaam: A\n",
            "# kop\n\nnaam: A\n# over de rol\nrollen: [school]\n",
        ),
        (Partner, "naam: A\nrollen:\n- school\n-  halt\n", "naam: A\nrollen:\n  - school\n  - halt\n"),
        (
            Partner,
            "naam: A\ncontactpersoon:\n    email: x@y.example\n    # wie\n    functie: f\n",
            "naam: A\ncontactpersoon:\n  # wie\n  functie: f\n  email: x@y.example\n",
        ),
        (
            Partner,
            "naam: A\ncontactpersoon: {email: x@y.example, functie: f}\n",
            "naam: A\ncontactpersoon: {functie: f, email: x@y.example}\n",
        ),
        (Partner, "naam: A\ncontactpersoon:   # later\n", "naam: A\ncontactpersoon: # later\n"),
        (Partner, "naam: A\nlid_tot: ~\n", "naam: A\nlid_tot:\n"),
        (
            Partner,
            "naam: A\naanbod:\n-   titel: T\n    id: t\n\n-   id: u\n    titel: U\n",
            "naam: A\naanbod:\n  - id: t\n    titel: T\n\n  - id: u\n    titel: U\n",
        ),
        (
            Partner,
            "naam: A\ntoelichting: |\n      een\n        twee\n\n      drie\n",
            "naam: A\ntoelichting: |\n  een\n    twee\n\n  drie\n",
        ),
        (
            Partner,
            "naam: A\ntoelichting: >-\n        een\n        twee\n# los\nrollen: [halt]\n",
            "naam: A\n# los\nrollen: [halt]\ntoelichting: >-\n  een\n  twee\n",
        ),
        (
            Partner,
            "naam: A\ntoelichting: |2\n    ingesprongen\n   minder\n",
            "naam: A\ntoelichting: |2\n    ingesprongen\n   minder\n",
        ),
        (
            Partner,
            "naam: A\ntoelichting: |-\n  # geen opmerking\n  tekst  \n",
            "naam: A\ntoelichting: |-\n  # geen opmerking\n  tekst  \n",
        ),
        (Partner, "naam: 'A\n  B'\n", "naam: 'A\n  B'\n"),
        (
            Partner,
            "rollen: [school,\n  halt]  # twee\nnaam: A\n",
            "naam: A\nrollen: [school,\n  halt]  # twee\n",
        ),
        (Partner, "naam: A\nonbekend: x\nrollen: [halt]\n", "naam: A\nrollen: [halt]\nonbekend: x\n"),
        (
            Convenant,
            "rollen:\n    politie: {naam: P}\n    halt:\n        naam: H\ntitel: T\n",
            "titel: T\nrollen:\n  politie: {naam: P}\n  halt:\n    naam: H\n",
        ),
        (
            Hoofdstuk,
            'bepalingen:\n  - toets: {bewijs: nee, soort: verklaring}\n    nummer: "2.10"\n    id: a\n',
            "bepalingen:\n  - id: a\n    nummer: 2.10\n    toets: {soort: verklaring, bewijs: nee}\n",
        ),
        (
            Jaarplan,
            "themas:\n  - doelen: [{tekst: T, id: d}]\n    thema: t\n",
            "themas:\n  - thema: t\n    doelen: [{id: d, tekst: T}]\n",
        ),
        (
            Actie,
            "voortgang:\n  - {tekst: 'Eén, twee', datum: '2026-01-01'}\n",
            "voortgang:\n  - {datum: 2026-01-01, tekst: 'Eén, twee'}\n",
        ),
        # What is written in a way that no line can be moved by stays as it is, but for the ends of its lines.
        (Partner, "---\r\nrollen: [halt]\r\nnaam: A\r\n", "---\nrollen: [halt]\nnaam: A\n"),
        (Partner, "{rollen: [halt], naam: A}\n", "{rollen: [halt], naam: A}\n"),
        (Partner, "? naam\n: A\n", "? naam\n: A\n"),
        (Partner, "toelichting: |+\n  een\n\n\nnaam: A\n", "toelichting: |+\n  een\n\n\nnaam: A\n"),
    ],
)
def test_lines_move_with_their_comments_and_quotes_go(kind: type[Record], before: str, after: str) -> None:
    assert formatted(kind, before.encode()).decode() == after
    assert formatted(kind, after.encode()).decode() == after


def test_what_is_new_has_the_layout() -> None:
    from convenant_cli.editing.creating.laying_out import laid_out

    data = {
        "naam": "A: b", "rollen": ["school"], "lid_tot": None, "toelichting": "een\ntwee",
        "aanbod": [{"id": "t", "titel": "T " * 60, "themas": ["a"]}, {"id": "u", "titel": "'t"}],
    }  # fmt: skip
    raw = laid_out(
        Partner, "data/partners/a.yaml", data, {("aanbod", 1): "Over dit aanbod."}, "Een opmerking bovenaan."
    )
    assert formatted(Partner, raw) == raw


@pytest.mark.parametrize(
    "raw", [b"naam: [\n", b"naam: A\nnaam: B\n", b"\tnaam: A\n", b"naam: \xff\n", b"", b"a: &x b\n"]
)
def test_what_cannot_be_read_is_not_touched(raw: bytes) -> None:
    with pytest.raises(ConvenantError, match="niet te lezen"):
        formatted(Partner, raw)


# --- the command ----------------------------------------------------------------------------------------------------

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
NAME = "data/partners/gemeente.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return laid(tmp_path, BASIS)


def test_check_names_what_differs_and_writes_nothing(
    root: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert convenant("fmt").code == 0
    clean = convenant("fmt", "--check")
    assert (clean.code, clean.out) == (0, "")
    assert clean.err == f"Alle {len(BASIS)} bestanden hebben de vaste opmaak.\n"
    (root / NAME).write_bytes(b"# over de naam\n" + (root / NAME).read_bytes().replace(b"\n", b"\r\n"))
    left = read_folder(root)
    found = convenant("fmt", "--check")
    assert (found.code, found.out) == (1, f"{NAME}\n")
    assert found.err == "1 bestand heeft een andere opmaak; 'convenant fmt' zet dat goed.\n"
    assert read_folder(root) == left
    assert convenant("fmt", "--check", "data/jaarplan").code == 0
    done = convenant("fmt", "data/partners")
    assert (done.code, done.out) == (0, f"{NAME}\n")
    assert convenant("fmt", "--check").code == 0
    assert {name for name, raw in read_folder(root).items() if raw != left[name]} == {NAME}


def test_a_file_that_cannot_be_read_is_named_and_the_others_get_their_layout(
    root: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    convenant("fmt")
    (root / NAME).write_bytes(b"naam: [\n")
    other = root / "data/partners/politie.yaml"
    laid = other.read_bytes()
    other.write_bytes(laid.replace(b"\n", b"\r\n"))
    run = convenant("fmt", code=2)
    assert f"niet te lezen, en dus niet opgemaakt: {NAME}" in run.err
    assert (root / NAME).read_bytes() == b"naam: [\n"
    assert other.read_bytes() == laid


def test_the_hook_looks_at_what_is_staged(root: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    convenant("fmt")
    git(root, "init", "-q")
    git(root, "config", "core.autocrlf", "false")
    git(root, "add", "-A")
    assert convenant("fmt", "--check", "--staged").code == 0
    (root / NAME).write_bytes((root / NAME).read_bytes() + b"\n\n")
    assert convenant("fmt", "--check", "--staged").code == 0
    git(root, "add", "-A")
    assert convenant("fmt", "--check", "--staged").out == f"{NAME}\n"
    assert convenant("fmt", "--staged").code == 2
