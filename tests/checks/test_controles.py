"""Every check has an example that is right and one that is wrong, and each runs alone on them."""

import re
from dataclasses import replace

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import Controle, discover
from convenant_cli.commands.reports.findings.text import lines
from convenant_cli.commands.reports.view import View
from convenant_cli.dossier.reading import load
from tests.conftest import PEILDATUM, TESTS, check_golden, overlay

FOLDER = TESTS / "checks" / "controles"
BASIS = FOLDER / "_basis"
CONTROLES = discover()


def _ids(controle: Controle) -> str:
    return controle.id


def test_the_basis_is_silent_for_every_check() -> None:
    report = check_source(overlay(BASIS), PEILDATUM, CONTROLES)
    assert [finding.message for finding in report.findings] == []


@pytest.mark.parametrize("controle", CONTROLES, ids=_ids)
def test_examples(controle: Controle) -> None:
    folder = FOLDER / controle.id
    for case in ("goed", "fout"):
        assert (folder / case).is_dir(), f"voorbeeld ontbreekt: tests/checks/controles/{controle.id}/{case}/"
        _, reading = load(overlay(BASIS, folder / case))
        assert [
            finding.message for finding in reading if finding.rule.startswith(("yaml", "veld", "waarde", "vorm"))
        ] == []
    good = check_source(overlay(BASIS, folder / "goed"), PEILDATUM, [controle])
    assert [finding.message for finding in good.findings if finding.rule == controle.id] == []
    wrong = check_source(overlay(BASIS, folder / "fout"), PEILDATUM, [controle])
    findings = tuple(finding for finding in wrong.findings if finding.rule == controle.id)
    assert findings, f"tests/checks/controles/{controle.id}/fout/ gives no finding"
    check_golden(folder / "fout" / "verwacht.txt", "\n".join(lines(View(wrong, findings))) + "\n")


@pytest.mark.parametrize("controle", CONTROLES, ids=_ids)
def test_form(controle: Controle) -> None:
    manual = controle.manual  # raises when the docstring has another form
    assert manual.titel.endswith("."), "the first line is a sentence"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", controle.id), "the file name is a sentence of several words"


def test_every_example_folder_belongs_to_a_check() -> None:
    folders = {path.name for path in FOLDER.iterdir() if path.is_dir()}
    assert folders == {controle.id for controle in CONTROLES} | {"_basis"}


@pytest.mark.parametrize("id", ["tekst-is-niet-afgekapt", "tekst-is-toonbaar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le"])
def test_what_is_wrong_with_a_text_is_found_however_it_was_saved(id: str, encoding: str) -> None:
    """A file that has no such sign in its bytes is left out: in some encodings they lie further apart."""
    (controle,) = (one for one in CONTROLES if one.id == id)
    source = overlay(BASIS, FOLDER / id / "fout")
    saved = replace(source, files={name: raw.decode().encode(encoding) for name, raw in source.files.items()})
    found = {case: check_source(one, PEILDATUM, [controle]).findings for case, one in (("", source), ("saved", saved))}
    messages = {case: [finding.message for finding in every if finding.rule == id] for case, every in found.items()}
    assert messages["saved"] == messages[""] != []
