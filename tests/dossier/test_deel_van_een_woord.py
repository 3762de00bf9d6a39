"""A word that is the first or last part of a longer one: somebody who asks for either finds it, and little else."""

import pytest

from convenant_cli.dossier.search.index import Index

TITLES = (
    "Privacyprotocol taalhuizen", "Rond de sporthal", "Weekend", "Veiligheidsbeleid",
    "De hal", "Sporters",
)  # fmt: skip


def found(question: str) -> list[str]:
    index = Index([[(1.0, title)] for title in TITLES])
    return [TITLES[hit.nummer] for hit in index.search(index.understand(question))]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("privacy", "Privacyprotocol taalhuizen"),  # at the beginning
        ("protocol", "Privacyprotocol taalhuizen"),  # at the end
        ("protocollen", "Privacyprotocol taalhuizen"),
        ("beleid", "Veiligheidsbeleid"),
        ("veiligheid", "Veiligheidsbeleid"),
    ],
)
def test_a_part_of_a_compound_finds_it(question: str, title: str) -> None:
    assert found(question) == [title]


@pytest.mark.parametrize("question", ["week", "spor", "ning", "bel", "huizen"])
def test_letters_that_are_no_part_find_nothing(question: str) -> None:
    assert found(question) == []


def test_the_word_itself_goes_before_its_compounds() -> None:
    assert found("hal") == ["De hal"]
