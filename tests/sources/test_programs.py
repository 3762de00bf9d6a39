"""Other programs: which one runs, for how long, and that nothing of it runs on."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from convenant_cli.documents.writers.office import docx, pandoc
from convenant_cli.findings import ConvenantError
from convenant_cli.sources.programs import run
from tests.documents.test_office import document
from tests.grondig import spread

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs are scripts of a shell")


def program(folder: Path, script: str, name: str = "pandoc") -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def running(group: int) -> list[str]:
    """Return what still runs of a group of processes; one that has ended may wait to be noticed."""
    listed = subprocess.run(["ps", "-e", "-o", "pgid=,stat=,args="], capture_output=True, text=True, check=True).stdout
    rows = (line.split(None, 2) for line in listed.splitlines())
    return [" ".join(row) for row in rows if row[0] == str(group) and not row[1].startswith("Z")]


def ended(group: int) -> bool:
    """Tell whether nothing of a group runs, after a moment at most."""
    for _ in range(100):
        if not running(group):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(
    "script",
    [
        "exec sleep 300",
        "sleep 300",
        "sleep 300 & sleep 300",
        "trap '' TERM INT HUP; sleep 300; sleep 300",
        "while :; do echo x; done",
        "cat > /dev/null; sleep 300",
        "exec < /dev/null; sleep 300",
    ],
    ids=["answers never", "child", "children", "ignores signals", "talks for ever", "reads", "reads nothing"],
)
def test_a_pandoc_that_never_answers_is_told_and_ended_with_all_it_started(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = tmp_path / "groep"
    path = program(tmp_path, f"echo $$ > {noted}; {script}")
    monkeypatch.setenv("CONVENANT_PANDOC", str(path))
    monkeypatch.setattr(pandoc, "_START_SECONDS", 1.0)
    with pytest.raises(ConvenantError) as told:
        docx.write(document("<p>x</p>"))
    assert "in 1 seconden geen antwoord; kies anders .pdf, .html of .md" in str(told.value)
    assert ended(int(noted.read_text(encoding="utf-8")))


def test_whoever_breaks_off_leaves_no_program_behind(tmp_path: Path) -> None:
    noted = tmp_path / "groep"
    path = program(tmp_path, f"echo $$ > {noted}; sleep 300")
    code = f"from convenant_cli.sources.programs import run; run([{str(path)!r}], b'', 300)"
    ours = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.DEVNULL)
    while not noted.exists() or not noted.read_text(encoding="utf-8"):
        assert ours.poll() is None
        time.sleep(0.02)
    time.sleep(0.5)  # until the program is more than started
    ours.send_signal(signal.SIGINT)
    ours.wait(60)
    assert ended(int(noted.read_text(encoding="utf-8")))


def test_a_child_that_keeps_a_stream_open_does_not_keep_us_waiting(tmp_path: Path) -> None:
    noted = tmp_path / "kind"
    path = program(tmp_path, f"sleep 300 & echo $! > {noted}; echo klaar; echo fout >&2; exit 4")
    done = run([str(path)], b"", 60)
    assert (done.code, done.made, done.said) == (4, b"klaar\n", "fout\n")
    os.kill(int(noted.read_text(encoding="utf-8")), signal.SIGKILL)


def test_much_in_and_much_out_arrives_whole(tmp_path: Path) -> None:
    given = bytes(range(256)) * 20_000
    done = run([str(program(tmp_path, "cat; head -c 2000000 /dev/zero >&2"))], given, 60)
    assert done.made == given
    assert len(done.said) <= 10_000


def test_a_program_runs_in_an_empty_folder_and_not_in_the_dossier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run([str(program(tmp_path, "pwd; ls -A"))], b"", 60)
    (where,) = done.made.decode().split()
    assert not Path(where).is_relative_to(tmp_path)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("pandoc", "schrijf het hele pad"),
        ("./pandoc", "schrijf het hele pad"),
        ("bin/../pandoc", "schrijf het hele pad"),
        ("~/pandoc", "schrijf het hele pad"),
        ("{}/weg", "maar dat bestand is er niet"),
        ("{}/map", "maar dat is geen bestand"),
        ("{}/los", "maar dat is geen bestand"),
        ("{}/tekst", "mag of kan hier niet starten"),
        ("{}/geen-rechten", "mag of kan hier niet starten"),
        ("{}/faalt", "kon het document niet maken (exitcode 3)"),
        ("{}/stil", "geen docx-bestand; is dat wel pandoc?"),
        ("{}/sterft", "kon het document niet maken (exitcode -9)"),
    ],
)
def test_a_pandoc_that_is_named_wrong_is_told_with_the_formats_that_need_none(
    named: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    program(tmp_path, "exit 0")
    program(tmp_path, "exit 3", "faalt")
    program(tmp_path, "exit 0", "stil")
    program(tmp_path, "kill -9 $$", "sterft")
    program(tmp_path, "exit 0", "geen-rechten").chmod(0o600)
    (tmp_path / "tekst").write_bytes(b"geen programma")
    (tmp_path / "tekst").chmod(0o755)
    (tmp_path / "map").mkdir()
    (tmp_path / "los").symlink_to(tmp_path / "nergens")
    monkeypatch.setenv("CONVENANT_PANDOC", named.format(tmp_path))
    with pytest.raises(ConvenantError) as refused:
        docx.write(document("<p>x</p>"))
    assert told in str(refused.value)
    assert ".pdf, .html of .md" in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("path", spread(["{}", ".:{}", ":{}", "bin:{}:", ":.:bin:./bin:../dossier:{}:"], 2))
def test_a_folder_from_elsewhere_does_not_choose_what_runs(path: str, tmp_path: Path) -> None:
    """With ``python -m`` the current folder is the first place where Python looks for modules."""
    dossier = tmp_path / "dossier"
    for name in ("git", "typst", "pypandoc", "typer", "jinja2", "ruamel", "pydantic", "rich", "click", "json"):
        (dossier / name).mkdir(parents=True)
        (dossier / name / "__init__.py").write_text(f"open({str(tmp_path / 'gedraaid')!r}, 'a').write({name!r})")
    (dossier / "pypandoc/files").mkdir()
    program(dossier / "pypandoc/files", f"echo pandoc >> {tmp_path / 'gedraaid'}")
    for name in ("git", "pandoc", "typst"):
        if not (dossier / name).exists():
            program(dossier, f"echo {name} >> {tmp_path / 'gedraaid'}", name)
        (dossier / "bin").mkdir(exist_ok=True)
        program(dossier / "bin", f"echo {name} >> {tmp_path / 'gedraaid'}", name)
    command = [sys.executable, "-m", "convenant_cli"]
    day = ("--peildatum", "2026-06-15")
    around = {**os.environ, "PATH": path.format(os.environ["PATH"])}
    begun = subprocess.run(
        [*command, "init", "--gemeente", "Voorbeeldstad", "--ci", "geen", *day],
        cwd=dossier,
        env=around,
        capture_output=True,
        check=False,
    )
    assert begun.returncode == 0, begun.stderr
    asked = ["render", "jaarplan", "2026", *day, "--naar", "../a.docx", "--naar", "../a.pdf"]
    made = subprocess.run([*command, *asked], cwd=dossier, env=around, capture_output=True, check=False)
    assert made.returncode == 0, made.stderr
    assert not (tmp_path / "gedraaid").exists()
    assert (tmp_path / "a.docx").is_file()
