"""A text with dashes in a table or a line: its items follow each other, and no dash stands inside a sentence."""

import shutil
from pathlib import Path

import pytest

from convenant_cli.documents.page.filters import sentence
from tests.conftest import TESTS, Run


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("De groep:\n- maakt een kaart;\n- zoekt het uit.", "De groep: maakt een kaart; zoekt het uit."),
        ("Zij:\n- maakt een kaart.\n- zoekt\n\nDaarna stopt zij.", "Zij: maakt een kaart; zoekt. Daarna stopt zij."),
        ("- een streepje", "- een streepje"),
        ("Van 9 - 12 uur\nis er iemand.", "Van 9 - 12 uur is er iemand."),
        ("Stappen:\n1. vraag\n2. hoor", "Stappen: 1. vraag 2. hoor"),
    ],
)  # fmt: skip
def test_items_follow_each_other(typed: str, said: str) -> None:
    assert str(sentence(typed)) == said


def test_a_body_and_a_reading_with_a_list_are_told_without_dashes(tmp_path: Path, convenant: Run) -> None:
    shutil.copytree(TESTS / "profielen" / "regioverband" / "data", tmp_path / "data")
    body = tmp_path / "data/organen/stuurgroep.yaml"
    text = body.read_text("utf-8").split("\n")
    text[1] = "taak: |\n  De stuurgroep:\n  - bereidt besluiten voor;\n  - bewaakt het geld."
    body.write_text("\n".join(text), "utf-8")
    agreed = tmp_path / "data/convenant.yaml"
    reading = (
        "interpretaties:\n  - id: proef\n    nummer: 1\n    status: voorstel\n    vraag: Wat is nabij?\n"
        "    lezing: |\n      Nabij is:\n      - binnen 15 km;\n      - in de regio.\n    bepalingen: [vergroening]\n"
    )
    assert "interpretaties:" not in agreed.read_text("utf-8")
    agreed.write_text(agreed.read_text("utf-8") + reading, "utf-8")
    day = ("--peildatum", "2026-11-21")
    for what in ("overdracht", "nalevingsbijlage"):
        convenant("-C", tmp_path, "render", what, "--naar", tmp_path / f"{what}.md", *day, code=0)
    handed = " ".join((tmp_path / "overdracht.md").read_text("utf-8").split())
    assert "De stuurgroep: bereidt besluiten voor; bewaakt het geld." in handed
    assert "Nabij is: binnen 15 km; in de regio." in handed
    annex = (tmp_path / "nalevingsbijlage.md").read_text("utf-8")
    assert "- binnen 15 km;\n- in de regio." in annex
