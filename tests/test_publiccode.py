"""publiccode.yml keeps the rules of the standard that can be checked without its own tools."""

import re

from ruamel.yaml import YAML

from convenant_cli import __version__
from tests.conftest import ROOT

CODE = YAML(typ="safe").load((ROOT / "publiccode.yml").read_text(encoding="utf-8"))


def test_the_required_keys_are_there_with_values_the_standard_knows() -> None:
    assert CODE["publiccodeYmlVersion"] == "0.7"
    assert {"name", "url", "platforms", "description", "legal", "maintenance", "localisation"} <= set(CODE)
    assert CODE["developmentStatus"] in {"concept", "development", "beta", "stable", "obsolete"}
    assert CODE["softwareType"] == "standalone/desktop"
    assert CODE["legal"]["license"] == "EUPL-1.2"
    assert CODE["maintenance"]["type"] == "internal"
    assert all(contact["name"] for contact in CODE["maintenance"]["contacts"])
    assert CODE["localisation"]["availableLanguages"]


def test_each_description_has_the_length_that_the_standard_asks() -> None:
    assert set(CODE["description"]) == {"nl", "en"}
    for text in CODE["description"].values():
        assert len(text["shortDescription"]) <= 150
        assert 150 <= len(text["longDescription"]) <= 10_000
        assert text["features"]


def test_the_version_is_that_of_the_program() -> None:
    assert CODE["softwareVersion"] == __version__
    heading = rf"^## \[{re.escape(__version__)}\] - {CODE['releaseDate']}$"
    assert re.search(heading, (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.M)
