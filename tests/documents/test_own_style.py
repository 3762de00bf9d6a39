"""A dossier's own ``document.typ`` and logo: what Typst may not do for them, and that it ends."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from convenant_cli.documents.formats import make
from convenant_cli.findings import ConvenantError
from tests.alle_documenten import gathered, made, one_of_each
from tests.confining import processes
from tests.conftest import ROOT
from tests.grondig import spread

__all__ = ["processes"]

pytest.importorskip("typst")

SOORT = next(soort for soort in one_of_each() if soort.name == "agenda")
STYLE = (ROOT / "templates" / "document.typ").read_text(encoding="utf-8")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="hier begrenst een 'job' van Windows het geheugen")


def styled(folder: Path, added: str = "") -> bytes:
    (folder / "document.typ").write_text(f"{added}\n{STYLE}", encoding="utf-8", newline="")
    return make(".pdf", f"{SOORT.name}.html.j2", gathered(SOORT), folder)


def test_an_own_style_works_in_a_process_of_its_own(tmp_path: Path) -> None:
    assert styled(tmp_path, "// eigen opmaak") == made(SOORT, ".pdf")


def test_an_older_copy_of_the_style_is_set_with_columns_as_typst_fills_them(tmp_path: Path) -> None:
    """It does not tell where each text in them ends, so nobody knows whether shorter ones hold it."""
    soort = next(soort for soort in one_of_each() if soort.name == "jaarplan")
    each = '#let einde(wat: "") = context [#metadata((..here().position(), wat: wat))<convenant-einde>]'
    older = re.sub(
        r"(?m)^#let einde\(.*$", lambda _: each, re.sub("(?m)^#let einden = .*$", "#let einden = none", STYLE)
    )
    older = older.replace("[#hier<convenant-hier>] + it", "it").replace("hoogten.json", "kolommen.json")
    assert [older.count(one) for one in ("<convenant-hier>", each, "kolommen.json")] == [0, 1, 1]
    (tmp_path / "document.typ").write_text(older, encoding="utf-8", newline="")
    made_with = make(".pdf", f"{soort.name}.html.j2", gathered(soort), tmp_path)
    unasked = STYLE.replace('json("hoogten.json")', "()")
    (tmp_path / "document.typ").write_text(unasked, encoding="utf-8", newline="")
    assert made_with == make(".pdf", f"{soort.name}.html.j2", gathered(soort), tmp_path)
    assert made_with != made(soort, ".pdf")


@pytest.mark.parametrize(
    "added",
    [
        '#let p = "@" + "preview/example:0.1.0"\n// \u2028#import p: add',
        '#let p = "@" + "preview/example:0.1.0"\n// \u2029#import p: add',
        '#let p = "@" + "preview/example:0.1.0"\n// \x0c#import p: add',
        '#let p = "@" + "preview/example:0.1.0"\n// \x0b#import p: add',
        '#let p = "@" + "preview/example:0.1.0"\n// \x85#import p: add',
        '#let p = "@" + "preview/example:0.1.0"\n// \r#import p: add',
        '/* */ #import "@preview/example:0.1.0": add',
        '#include "@preview/example:0.1.0"',
        '#std.eval("1")',
    ],
)
def test_the_words_that_fetch_are_refused_wherever_they_stand(tmp_path: Path, added: str) -> None:
    with pytest.raises(ConvenantError, match=r"document\.typ:\d+: een opmaak mag geen pakket of ander bestand"):
        styled(tmp_path, added)


@pytest.mark.parametrize("space", ["preview", "local"])
def test_words_that_are_put_together_reach_nobody(tmp_path: Path, space: str) -> None:
    added = (
        '#let e = dictionary(std).at("ev" + "al")\n'
        f'#e("im" + "port \\"" + "\\u{{40}}" + "{space}/example:0.1.0\\": add", mode: "code")'
    )
    with pytest.raises(ConvenantError, match=r"document\.typ: een opmaak mag geen pakket gebruiken; er wordt niets"):
        styled(tmp_path, added)


@pytest.mark.parametrize("read", ["read", "image", "json", "yaml", "csv", "toml", "xml", "plugin", "bibliography"])
@pytest.mark.parametrize("path", ["/etc/hostname", "../../../../etc/hostname", "main.typ/../../etc/hostname"])
def test_no_other_file_is_read(tmp_path: Path, read: str, path: str) -> None:
    with pytest.raises(ConvenantError, match=r"document\.typ:1: Typst kan deze regel niet uitvoeren"):
        styled(tmp_path, f'#{read}("{path}")')


@pytest.mark.programmas
@POSIX
@pytest.mark.parametrize(
    "added",
    spread(
        [
            "#let x = range(1000000000)",
            '#let x = "a" * 4000000000',
            '#let x = "aaaaaaaaaa"\n#for i in range(40) { x = x + x }',
            "#let x = (1,)\n#for i in range(40) { x = x + x }",
            "#for a in range(100000) { for b in range(100000) { } }",
        ],
        2,  # one that asks for memory, and one for time
    ),
)
def test_what_takes_too_much_ends_in_one_sentence(
    tmp_path: Path, added: str, processes: list[subprocess.Popen[bytes]]
) -> None:
    with pytest.raises(ConvenantError, match=r"^de opmaak .*document\.typ vraagt te veel tijd of geheugen;"):
        styled(tmp_path, added)
    assert [process.poll() is not None for process in processes] == [True]


@pytest.mark.parametrize("added", ["#while true { }", "#let f(n) = f(n + 1)\n#let y = f(0)"])
def test_what_typst_itself_stops_is_told_with_its_line(tmp_path: Path, added: str) -> None:
    with pytest.raises(ConvenantError, match=r"document\.typ:1: Typst kan deze regel niet uitvoeren"):
        styled(tmp_path, added)


@pytest.mark.skipif(sys.platform == "win32", reason="koppelingen en pijpen van dit systeem")
@pytest.mark.parametrize("name", ["document.typ", "logo.svg", "logo.png"])
def test_only_a_plain_file_is_read(tmp_path: Path, name: str) -> None:
    for make_it, what in (
        (lambda path: path.symlink_to("/dev/zero"), "is een koppeling"),
        (lambda path: path.symlink_to(tmp_path / "nergens"), "is een koppeling"),
        (os.mkfifo, "is geen gewoon bestand"),
        (Path.mkdir, "is geen gewoon bestand|niet te lezen"),
    ):
        make_it(tmp_path / name)
        with pytest.raises(ConvenantError, match=what):
            make(".pdf", f"{SOORT.name}.html.j2", gathered(SOORT), tmp_path)
        (tmp_path / name).rmdir() if (tmp_path / name).is_dir() else (tmp_path / name).unlink()


def test_a_style_of_any_size_is_not_read(tmp_path: Path) -> None:
    with pytest.raises(ConvenantError, match=r"document\.typ is niet te lezen: het bestand is groter"):
        styled(tmp_path, "// " + "x" * 600_000)
