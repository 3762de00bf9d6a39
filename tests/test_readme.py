"""What the two READMEs show is what the commands print."""

import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import PEILDATUM, ROOT, Run
from tests.verhaal import begun

DAY = ("--peildatum", PEILDATUM.isoformat())
COMMANDS = (("validate", "--format", "text", *DAY), ("status", *DAY), ("check", "--bepaling", "c-contactpersoon", *DAY))
ACTION = "data/jaarplan/2026/acties/handelingsprotocol-actualiseren.yaml"
#: What begins a command to type, or a path that is written.
_NOT_SHOWN = re.compile(r"^(py |git |\.venv|convenant |jaarplan-2026\.|#)")


def samples(name: str) -> list[str]:
    """The blocks of a README that show what a command prints, each paragraph as a text."""
    blocks = re.findall(r"^```text\n(.*?)^```", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [
        "\n".join(kept)
        for block in blocks
        for paragraph in block.split("\n\n")
        if (kept := [line for line in paragraph.splitlines() if not _NOT_SHOWN.match(line)])
    ]


def packed(text: str) -> str:
    """A text without its spaces and lines, which follow the width of the screen."""
    return re.sub(r"\s+", "", text)


def difference(convenant: Run, folder: Path) -> str:
    """What ``diff`` says of the shipped records when one date is moved."""
    shutil.copytree(ROOT / "data", folder / "data")
    begun(folder, "Dossier")
    record = folder / ACTION
    record.write_text(
        record.read_text(encoding="utf-8").replace("gereed: 2026-09-30", "gereed: 2026-12-18"), encoding="utf-8"
    )
    return convenant("-C", folder, "diff", *DAY).out


@pytest.mark.parametrize("name", ["README.md", "README.nl.md"])
def test_a_readme_shows_what_the_commands_print(
    name: str, convenant: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    printed = packed("".join(convenant(*command).out for command in COMMANDS))
    printed += packed(difference(convenant, tmp_path))
    shown = samples(name)
    assert len(shown) > 2
    assert [sample for sample in shown if packed(sample) not in printed] == []


@pytest.mark.parametrize(("name", "room"), [("README.md", 7_000), ("README.nl.md", 7_000), ("CONTRIBUTING.md", 5_000)])
def test_a_first_page_stays_short(name: str, room: int) -> None:
    assert len((ROOT / name).read_bytes()) <= room
