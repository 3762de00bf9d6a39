"""An agreement names its own groups of people; the search treats their words as those for pupils."""

import pytest

from convenant_cli.dossier.reading import load
from convenant_cli.dossier.vondsten import vondsten
from convenant_cli.privacy import Search, find
from convenant_cli.privacy.own_groups import familiar
from convenant_cli.sources.sources import literal
from tests.conftest import TESTS, read_folder

OWN = (("schaatser", "schaatsers"), ("lid van de roeiclub", "leden van de roeiclub"))
BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("De enige schaatser met een beperking is gestopt.", "groep"),
        ("Twee schaatsers uit Zuidwijk zijn geschorst.", "groep"),
        ("Over een schaatser met epilepsie is gesproken.", "gezondheid"),
        ("De enige LID VAN DE ROEICLUB met epilepsie.", "groep"),
    ],
)
def test_own_words_are_looked_for_like_those_for_pupils(text: str, kind: str) -> None:
    assert kind not in {hit.kind for hit in find(text, Search())}
    found = [hit for hit in find(text, Search(people=OWN)) if hit.kind == kind]
    assert found
    assert all(0 <= hit.start < hit.end <= len(text) for hit in found)


@pytest.mark.parametrize(
    "text",
    [
        "Elke schaatser traint twee keer.",
        "De schaatsersbond vergadert.",
        "Alle schaatsers kregen een brief.",
        "Er is ijs.",
    ],
)
def test_what_is_about_nobody_stays_silent(text: str) -> None:
    assert find(text, Search(people=OWN)) == []


def test_a_hit_lies_where_it_was_typed() -> None:
    text = "Geen schaatsers. De schaatser Fleur kreeg een waarschuwing, schaatsers niet."
    (hit,) = find(text, Search(people=OWN))
    assert "Fleur" in text[hit.start : hit.end]
    read = familiar(text, OWN)
    assert read is not None
    assert text[read.place(read.text.index("Fleur")) :].startswith("Fleur")
    assert familiar("Er is ijs.", OWN) is None


def test_the_words_come_from_the_agreement() -> None:
    clause = (
        BASIS["data/bepalingen/1-afspraken.yaml"]
        + "    toelichting: De enige schaatser met een beperking is gestopt.\n"
    )
    text = BASIS["data/convenant.yaml"] + "persoonsgroepen:\n  sporters: {enkelvoud: schaatser, meervoud: schaatsers}\n"
    for agreement, kinds in ((BASIS["data/convenant.yaml"], []), (text, ["groep", "gezondheid"])):
        files = {**BASIS, "data/bepalingen/1-afspraken.yaml": clause, "data/convenant.yaml": agreement}
        dossier, _ = load(literal(files))
        assert [one.kind for one in vondsten(dossier)] == kinds
