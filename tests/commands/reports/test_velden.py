"""``convenant explain`` for records and fields, and the page of all fields: complete, Dutch, and without persons."""

import json
import re

import pytest

from convenant_cli.commands.reports.velden import fields, page
from convenant_cli.dossier.reading import load
from convenant_cli.records import KINDS
from convenant_cli.records.model.record import Onderdeel, Record
from convenant_cli.records.model.shapes import shapes
from tests.conftest import ROOT, TESTS, Run, overlay

DOSSIER, _ = load(overlay(ROOT))


def blocks(model: type[Onderdeel]) -> set[type[Onderdeel]]:
    """A model and all blocks in it, counted from the types."""
    found = {model}
    for shape in shapes(model).values():
        inner = (shape.item or shape).model
        if inner is not None:
            found |= {inner} | (blocks(inner) if inner is not model else set())
    return found


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.soort)
def test_every_field_of_every_block_says_what_it_is_and_how_it_is_written(kind: type[Record]) -> None:
    told = fields(kind, DOSSIER)
    assert {name for one in blocks(kind) for name in one.model_fields} == {one.naam.split(".")[-1] for one in told}
    for one in told:
        assert one.uitleg.endswith("."), one.naam
        assert one.vorm, one.naam
        assert not one.vorm.startswith(("geen", "schrijf")), one.naam


def test_an_example_is_a_value_of_the_dossier_and_never_of_a_person() -> None:
    told = {one.naam: one for kind in KINDS for one in fields(kind, DOSSIER)}
    assert told["actie.gereed"].voorbeeld in {str(action.gereed) for action in DOSSIER.acties.values()}
    assert told["partner.contactpersoon.functie"].voorbeeld
    private = [one for one in told.values() if one.persoonlijk]
    assert private
    assert [one.voorbeeld for one in private] == [""] * len(private)


def test_what_stands_under_names_is_not_called_a_list() -> None:
    told = {one.naam: one.vorm for kind in KINDS for one in fields(kind, DOSSIER)}
    assert told["convenant.rollen"] == "blokken, elk onder een eigen naam"
    assert told["convenant.afkortingen"] == "onder elke naam: één regel tekst"
    assert told["partner.eenheden"] == "lijst van blokken"
    assert told["convenant.looptijd"] == "blok met velden"


def test_the_page_has_a_table_for_every_block() -> None:
    text = "\n".join(page(DOSSIER))
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert len(heads) == text.count("| veld | betekenis | vorm | voorbeeld | gebruikt door |") + 1
    assert all(line.count(" | ") == 4 for line in text.splitlines() if line.startswith("| "))


def test_the_page_shows_examples_of_more_than_one_kind_of_agreement() -> None:
    """A newcomer with another covenant does not read the shipped one in every field."""
    folders = [one for one in sorted((TESTS / "profielen").iterdir()) if (one / "data").is_dir()]
    text = "\n".join(page(DOSSIER, others=[load(overlay(folder))[0] for folder in folders]))
    assert text == (ROOT / "docs" / "velden.md").read_text(encoding="utf-8").rstrip("\n")
    rows = [line.split(" | ")[3] for line in text.splitlines() if line.startswith(("| `", "| **`"))]
    shown = [row for row in rows if row]
    assert sum("` of `" in row for row in shown) > len(shown) / 4
    assert "| `Alphen aan den Rijn` of `Merenland` |" in text


def test_what_holds_without_a_field_is_told_in_words() -> None:
    told = {one.standaard for kind in KINDS for one in fields(kind, DOSSIER)}
    assert "besluit" in told, "toetreding"
    assert not any("Pydantic" in one or "None" in one or "{" in one for one in told)


def test_explaining_a_field(convenant: Run) -> None:
    run = convenant("-C", ROOT, "explain", "actie.gereed", code=0)
    first = sorted(DOSSIER.acties.values(), key=lambda action: action.name)[0].gereed
    said = run.out.replace("Gebruikt door:", "Gebruikt door:\n").splitlines()
    assert f"Voorbeeld: {first}" in " ".join(run.out.split())
    assert said[:4] == [
        "actie.gereed (verplicht veld)",
        "",
        "De laatste dag: dan is de actie klaar.",
        "Vorm: jaar-maand-dag, zoals 2026-06-30. Gebruikt door:",
    ]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("record:bijeenkomst", "bijeenkomst (record)"),
        ("bijeenkomst", "Dit is de toets.\nOver het record: convenant explain record:bijeenkomst\n"),
        ("veld:partner.contactpersoon", "partner.contactpersoon"),
        ("jaarplan.themas.doelen", "Velden:"),
    ],
)
def test_names_that_mean_more_than_one_thing(convenant: Run, name: str, told: str) -> None:
    run = convenant("-C", ROOT, "explain", name, code=0)
    assert told in run.out


def test_a_field_that_does_not_exist(convenant: Run) -> None:
    run = convenant("-C", ROOT, "explain", "actie.gred", code=2)
    assert "bedoelde u 'actie.gereed'?" in run.err


def test_without_a_dossier_only_the_examples_are_missing(convenant: Run, tmp_path: object) -> None:
    run = convenant("-C", str(tmp_path), "explain", "actie.gereed", code=0)
    assert "Vorm: jaar-maand-dag" in run.out
    assert "Voorbeeld" not in run.out


def test_a_field_says_which_toets_document_and_check_use_it() -> None:
    told = {one.naam: one.gebruik for kind in KINDS for one in fields(kind)}
    assert "het stuk partnergids" in told["partner.webpagina"]
    assert "de controle actie-heeft-indicator" in told["actie.indicator"]
    assert "bijeenkomst" in told["bijeenkomst.agenda.soort"]
    assert "document" in told["partner.documenten.gedeeld"]
    # What nobody reads would be a field for nothing; some are only for who keeps the dossier.
    assert sum(not one for one in told.values()) < len(told) / 3


def test_who_asks_what_another_worked_out_uses_the_field_as_well() -> None:
    used = json.loads((ROOT / "convenant_cli" / "commands" / "reports" / "gebruik.json").read_text(encoding="utf-8"))
    assert {"bereikbaar", "document", "looptijd", "reikwijdte"} <= {*used["Partner.lid_tot"]["toets"]}
    assert "reikwijdte" in used["Partner.rollen"]["toets"]
    assert "bijeenkomst" in used["Bijeenkomst.afgemeld"]["toets"]


def test_an_article_in_parts_and_a_clause_with_the_name_of_a_toets_are_found(
    convenant: Run,
) -> None:
    folder = TESTS / "profielen" / "regioverband"
    said = convenant("-C", folder, "explain", "artikel 8", code=2)
    assert "'artikel 8' kan meer betekenen; kies uit: bepaling:evaluatie (8 lid 1), bepaling:" in said.err
    assert "kan meer betekenen" in convenant("-C", folder, "show", "artikel 8").err
    assert convenant("-C", folder, "explain", "8 lid 2").code == 0
    assert "convenant explain bepaling:evaluatie" in convenant("-C", folder, "explain", "evaluatie").out
    checked = convenant("-C", folder, "check", "--bepaling", "bepaling:evaluatie", code=0)
    assert "convenant explain BEPALING (zoals bepaling:evaluatie)" in checked.out
    assert re.search(r"^evaluatie +8 lid 1 ", convenant("-C", folder, "explain").out, re.M)
