"""A sample says that it is one: in its records and in every document made from them; a real dossier does not."""

from dataclasses import replace
from pathlib import Path

import pytest

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import asked, open_sides
from convenant_cli.documents import kinds
from convenant_cli.documents.content.oordelen import page
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds.wijzigingen import context_of_changes
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.starting.agreement import agreement
from convenant_cli.judging.overzicht import overzicht
from tests.alle_documenten import MOMENT, Soort, made, one_of_each, shipped
from tests.conftest import PEILDATUM, ROOT, read_folder

EACH = one_of_each()
FOLDERS = ("bijeenkomsten", "evaluaties", "jaarplan", "verklaringen")


def told() -> str:
    convenant = shipped().convenant
    assert convenant is not None
    assert convenant.voorbeeld
    return convenant.voorbeeld


def real() -> Dossier:
    """Return the shipped dossier without the one field that makes it a sample."""
    dossier = shipped()
    assert dossier.convenant is not None
    own = dossier.convenant.model_copy(update={"voorbeeld": None})
    files = {name: replace(file, record=own) if name == own.name else file for name, file in dossier.files.items()}
    return replace(dossier, files=files)


@pytest.mark.parametrize("suffix", [".md", ".html"])
@pytest.mark.parametrize("soort", EACH, ids=str)
def test_every_document_of_the_sample_says_so(soort: Soort, suffix: str) -> None:
    text = made(soort, suffix).decode()
    head = kinds.context(soort.name, shipped(), soort.which, MOMENT)["kop"]
    assert text.count(told()) == 1 + head.omslag, "once in the colophon, and once on a title page"


def test_the_page_of_the_oordelen_says_so() -> None:
    text = make(".html", "check.html.j2", page(overzicht(shipped(), PEILDATUM), MOMENT)).decode()
    assert text.count(told()) == 1


def test_a_list_of_changes_says_so() -> None:
    with open_sides(ROOT, asked(None, None, False)) as (old, new, _):
        every = compare(old, new, PEILDATUM, False)
    text = make(".md", "wijzigingen.html.j2", context_of_changes(every, MOMENT, convenant=shipped().agreed)).decode()
    assert text.count(told()) == 1


@pytest.mark.parametrize("soort", EACH, ids=str)
def test_a_document_of_a_real_dossier_says_nothing_of_it(soort: Soort) -> None:
    context = kinds.context(soort.name, real(), soort.which, MOMENT)
    assert "Voorbeeld" not in [word for word, _ in context["kop"].gegevens]
    text = make(".md", f"{soort.name}.html.j2", context).decode()
    assert "Voorbeeld: " not in text
    assert told() not in text


def test_a_new_dossier_has_nothing_of_the_sample() -> None:
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    for name, raw in agreement(files, PEILDATUM):
        assert b"erzonnen" not in raw, name
        assert b"\nvoorbeeld:" not in raw, name


def test_what_the_sources_do_not_tell_says_so_in_the_record() -> None:
    for path in sorted((ROOT / "data").rglob("*.yaml")):
        own = path.relative_to(ROOT / "data").parts[0]
        text = path.read_text("utf-8")
        if own in FOLDERS:
            assert text.splitlines()[1] == "# Verzonnen voor dit voorbeeld.", _at(path)
        if own == "partners":
            assert "Verzonnen voor dit voorbeeld: de contactpersonen" in " ".join(text.split()), _at(path)


def _at(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
