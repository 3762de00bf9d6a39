"""Several files of a dossier are written as one: all or none, also when the run is killed between two of them."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.together import NOTES, finish, unfinished, write_together
from tests.conftest import BASIS, Run, laid, read_folder

posix = pytest.mark.skipif(sys.platform == "win32", reason="kills a copy of this process")

OLD = {"data/a.yaml": b"a oud\n", "data/b/b.yaml": b"b oud\n", "prive/personen.yaml": b"namen\n"}
CHANGE: dict[str, bytes | None] = {
    "data/nieuw/diep/c.yaml": b"c\n",
    "data/a.yaml": b"a nieuw\n",
    "prive/personen.yaml": b"andere namen\n",
    "data/b/b.yaml": None,
}
NEW = {"data/a.yaml": b"a nieuw\n", "data/nieuw/diep/c.yaml": b"c\n", "prive/personen.yaml": b"andere namen\n"}


def killed(root: Path, change: dict[str, bytes | None], at: int) -> bool:
    """Write in a copy of this process that dies at a call that changes the disk; tell whether it died."""
    child = os.fork()
    if not child:
        left = at

        def counted(name: str) -> None:
            whole = getattr(os, name)

            def call(*args: object, **options: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    os._exit(9)
                return whole(*args, **options)

            setattr(os, name, call)

        for name in ("replace", "link", "unlink", "fsync", "mkdir", "chmod", "rmdir"):
            counted(name)
        write_together(root, change, OLD)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


@pytest.mark.programmas
@posix
def test_who_is_killed_at_any_write_leaves_the_old_or_the_new_state(tmp_path: Path) -> None:
    states = []
    for at in range(200):
        root = laid(tmp_path / str(at), OLD)
        died = killed(root, CHANGE, at)
        assert finish(root) == []
        assert unfinished(root) == []
        states.append(read_folder(root))
        assert states[-1] in (OLD, NEW), at
        if not died:
            break
    assert not died
    assert states[0] == OLD
    assert states[-2] == NEW  # killed when the files were there and the note as well
    assert states == sorted(states, key=lambda one: one == NEW)
    assert len(states) > 15


@pytest.mark.programmas
@posix
def test_what_was_mended_by_hand_in_the_meantime_stays(tmp_path: Path) -> None:
    root = laid(tmp_path, OLD)
    at = next(at for at in range(100) if killed(laid(tmp_path / "x", OLD), CHANGE, at) and unfinished(tmp_path / "x"))
    assert killed(root, CHANGE, at)
    (root / "data/a.yaml").write_bytes(b"met de hand\n")
    assert finish(root) == ["data/a.yaml"]
    left = {name: raw for name, raw in read_folder(root).items() if not name.startswith("x/")}
    assert left == {**NEW, "data/a.yaml": b"met de hand\n"}


def test_when_one_cannot_be_written_all_are_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convenant_cli.sources import together

    root = laid(tmp_path, OLD)
    whole = together._unlink

    def refused(root: Path, name: str) -> None:
        if name == "data/b/b.yaml":
            raise ConvenantError("niet weg te halen")
        whole(root, name)

    monkeypatch.setattr(together, "_unlink", refused)
    with pytest.raises(ConvenantError, match="niet weg te halen"):
        write_together(root, CHANGE, OLD)
    assert read_folder(root) == OLD
    assert unfinished(root) == []


def test_who_presses_ctrl_c_right_after_a_file_was_written_has_the_old_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from convenant_cli.sources import together

    root = laid(tmp_path, OLD)
    whole = together._put
    left = 3

    def pressed(root: Path, name: str, old: bytes | None, new: bytes | None) -> None:
        nonlocal left
        whole(root, name, old, new)
        left -= 1
        if not left:
            raise KeyboardInterrupt

    monkeypatch.setattr(together, "_put", pressed)
    with pytest.raises(KeyboardInterrupt):
        write_together(root, CHANGE, OLD)
    assert read_folder(root) == OLD
    assert unfinished(root) == []


@pytest.mark.parametrize(
    "change", [{"data/a.yaml": None, "data/b/b.yaml": b"x\n"}, {"data/a.yaml": None}, {"data/d.yaml": b"d\n"}]
)
def test_what_changed_in_the_meantime_is_not_written_over(tmp_path: Path, change: dict[str, bytes | None]) -> None:
    root = laid(tmp_path, {**OLD, "data/d.yaml": b"van een ander\n"})
    (root / "data/a.yaml").write_bytes(b"ander\n")
    before = read_folder(root)
    with pytest.raises(ConvenantError, match=r"is intussen gewijzigd|bestaat al"):
        write_together(root, change, OLD)
    assert read_folder(root) == before


def test_names_of_persons_are_never_noted_outside_their_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from convenant_cli.sources import together, writing

    written: list[Path] = []

    def seen(path: Path, *args: Any, **more: Any) -> None:
        written.append(path)
        writing.replace_file(path, *args, **more)

    monkeypatch.setattr(together, "replace_file", seen)
    root = laid(tmp_path, OLD)
    write_together(root, CHANGE, OLD)
    assert written[0] == root / NOTES[1]
    assert root / NOTES[0] not in written


@pytest.mark.parametrize(
    "name",
    [
        "../buiten.yaml", "/etc/x.yaml", "data/../../x.yaml", "README.md", ".git/config", "data/x.sh", "prive/x.yaml",
        "data/.verborgen.yaml", "data\\..\\x.yaml", "c:/x.yaml", 3, None,
    ],
)  # fmt: skip
def test_a_note_that_came_from_elsewhere_names_nothing_but_records(tmp_path: Path, name: object) -> None:
    root = laid(tmp_path / "dossier", OLD)
    note = root / NOTES[0]
    note.write_text(json.dumps([{"name": name, "old": None, "new": "eA=="}]))
    with pytest.raises(ConvenantError, match="geen aantekening van convenant"):
        finish(root)
    assert read_folder(root) == OLD
    assert [path.name for path in tmp_path.iterdir()] == ["dossier"]


@pytest.mark.parametrize(
    "text",
    ["", "[1]", "[[]]", '[{"name": "data/a.yaml"}]', "\0", '[{"name":"data/a.yaml","old":null,"new":"%"}]'],
)
def test_a_note_that_is_none_is_told_and_changes_nothing(tmp_path: Path, text: str) -> None:
    root = laid(tmp_path, OLD)
    (root / NOTES[0]).write_text(text)
    with pytest.raises(ConvenantError, match="geen aantekening van convenant"):
        finish(root)
    assert read_folder(root) == OLD


def test_the_next_command_finishes_it_and_says_so(tmp_path: Path, convenant: Run) -> None:
    root = laid(tmp_path, read_folder(BASIS))
    gemeente = (root / "data/partners/gemeente.yaml").read_bytes()
    new = gemeente.replace(b"naam: ", b"# nieuw\nnaam: ")
    from convenant_cli.sources import together

    steps = [together._Step("data/partners/gemeente.yaml", together._fingerprint(gemeente), new)]
    (root / NOTES[0]).write_bytes(together._noted(steps))
    run = convenant("-C", root, "validate", "--peildatum", "2026-01-10")
    assert run.err.startswith("Een eerdere opdracht stopte halverwege het schrijven. Wat zij deed, is nu afgemaakt.\n")
    assert (root / "data/partners/gemeente.yaml").read_bytes() == new
    assert "halverwege" not in convenant("-C", root, "diff").err
    assert not (root / NOTES[0]).exists()


def test_a_note_that_git_holds_is_refused(tmp_path: Path, convenant: Run) -> None:
    from tests.verhaal import git

    root = laid(tmp_path, read_folder(BASIS))
    (root / NOTES[0]).write_text('[{"name": "data/x.yaml", "old": null, "new": "eA=="}]')
    git(root, "init", "-q")
    git(root, "add", "-Af")
    run = convenant("-C", root, "validate", code=2)
    assert "staat in git en hoort daar niet" in run.err
    assert not (root / "data/x.yaml").exists()
