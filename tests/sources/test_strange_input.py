"""What comes from a strange machine or keyboard is refused with a sentence that says what it is."""

from pathlib import Path

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.editing.assigning import assignment
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Actie
from convenant_cli.sources.git.call import refusal
from convenant_cli.sources.sources import literal
from convenant_cli.sources.yamlfile import parse
from tests.conftest import TESTS, read_folder

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
ACTION = parse(BASIS["data/jaarplan/2026/acties/ouderavond.yaml"]).data


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        (b"\xff".decode("utf-8", "surrogateescape"), "U+DCFF"),
        ("\u202e", "U+202E (right-to-left override)"),
        ("\x1b", "U+001B"),
        ("\t", "U+0009"),
        ("\ufeff", "U+FEFF"),
        ("\x00", "U+0000"),
    ],
)
@pytest.mark.parametrize("asked", ["titel=Avond {}voor ouders", "partners+=poli{}tie", "omschrijving=Een\nTwee{} drie"])
def test_a_value_with_a_sign_that_no_record_holds_names_the_sign(asked: str, sign: str, named: str) -> None:
    dossier, _ = load(literal(BASIS))
    with pytest.raises(ConvenantError) as caught:
        assignment(dossier, Actie, ACTION, asked.format(sign))
    assert f"het teken {named}" in str(caught.value)
    assert sign not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("fatal: unknown repository extension found:\n\trefstorage\n", "installeer een nieuwere git (refstorage)"),
        ("fatal: Expected git repo version <= 1, found 99\n", "deze repository is voor een nieuwere git"),
        ("error: unable to normalize alternate object path: /weg\n", "leent inhoud van een andere repository"),
        ("fatal: unable to parse command-line config\n", "de omgeving (GIT_CONFIG_COUNT en verder)"),
    ],
)
def test_what_git_cannot_open_is_told_with_what_helps(said: str, expected: str) -> None:
    message = str(refusal(Path("map"), said))
    assert message.startswith("git weigert map te lezen: ")
    assert expected in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("fatal: unable to write file: No space left on device\n", "de schijf is vol"),
        (
            "error: object file .git/objects/ab/cd is empty\nfatal: loose object abcd is corrupt\n",
            "ontbreekt of is bes",
        ),
        ("fatal: Unable to create '/x/.git/index.lock': File exists.\n", "een andere opdracht van git is bezig"),
        ("fatal: something that\x1b[31m nobody knows\n", "git zegt alleen 'something that"),
        ("", "git zegt niet waarom"),
    ],
)
def test_english_of_git_is_said_in_dutch_or_quoted_as_such(said: str, expected: str) -> None:
    message = str(refusal(Path("map"), said))
    assert expected in message
    assert "fatal" not in message
    assert "\x1b" not in message
