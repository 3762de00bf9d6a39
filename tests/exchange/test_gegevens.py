"""Records as data, the agreement for portals, and what is published: the same bytes, and nobody's name."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from convenant_cli.documents.kinds import Moment
from convenant_cli.dossier.reading import load
from convenant_cli.exchange import gegevens
from convenant_cli.exchange.publicatie import SUMS, one_file, publicatie
from convenant_cli.findings import ConvenantError
from convenant_cli.records import KINDS
from tests.alle_documenten import shipped
from tests.conftest import PEILDATUM, Run
from tests.klein import POLITIE, klein

DOSSIER = shipped()
MOMENT = Moment(PEILDATUM, "0123456789", "convenant 0.0")


def test_every_record_is_a_line_with_all_that_is_filled_in_and_a_row() -> None:
    files = gegevens.records(DOSSIER)
    kinds = {kind.soort for kind in KINDS if DOSSIER.all(kind)}
    assert set(files) == {f"{kind}.{form}" for kind in kinds for form in ("csv", "jsonl")}
    for kind in kinds:
        lines = [json.loads(line) for line in files[f"{kind}.jsonl"].decode().splitlines()]
        rows = list(csv.DictReader(io.StringIO(files[f"{kind}.csv"].decode("utf-8-sig"), newline=""), delimiter=";"))
        assert [line["id"] for line in lines] == [row["id"].removeprefix("'") for row in rows]
        assert {(line["soort"], line["bestand"]) for line in lines} == {
            (kind, file.name) for file in DOSSIER.files.values() if file.kind.soort == kind
        }
        for line, row in zip(lines, rows, strict=True):
            assert set(line) - {name.split(".")[0] for name in row} == set()
    actie = next(json.loads(one) for one in files["actie.jsonl"].decode().splitlines() if "ouders-echt-en-nep" in one)
    assert (actie["trekker"], actie["start"][:4], actie["nummer"]) == ("halt", "2027", "1.1")
    assert files == gegevens.records(shipped())


def test_what_only_the_chair_should_know_is_in_no_file() -> None:
    notes = [point.voor_voorzitter for one in DOSSIER.bijeenkomsten.values() for point in one.agenda]
    assert any(notes), "the example has a note for the chair"
    made = gegevens.records(DOSSIER)
    assert not [name for name, raw in made.items() if b"voor_voorzitter" in raw]
    assert not [note for note in filter(None, notes) if note.strip() in made["bijeenkomst.jsonl"].decode()]


def test_what_is_about_a_person_is_in_no_file_and_nothing_runs() -> None:
    source = klein()
    contact = b"contactpersoon: {functie: '=1+1', email: convenant@politie.example, telefoon_direct: 0172465465}"
    police = source.files[POLITIE]
    start = police.index(b"contactpersoon:")
    police = police.replace(police[start : police.index(b"\n", start)], contact)
    files = {**source.files, POLITIE: police}
    made = gegevens.records(load(replace(source, files=files))[0])
    assert not any(word in raw for raw in made.values() for word in (b"Voorbeeld,", b"V. Voorbeeld", b"0172465465"))
    assert "personen.jsonl" not in made
    assert b";'=1+1;" in made["partner.csv"]
    named = police.replace(b"titel: Gastles", b"titel: Gastles van V. Voorbeeld")
    with pytest.raises(ConvenantError, match=r"prive/personen\.yaml"):
        gegevens.records(load(replace(source, files={**files, POLITIE: named}))[0])


def test_the_agreement_is_an_item_of_openconvenanten() -> None:
    item = json.loads(gegevens.openconvenanten(DOSSIER, PEILDATUM))
    assert set(item) == {
        "ID", "Beschrijving", "Samenvatting", "Onderwerp", "Beleidsterrein", "Partijen", "Inhoud", "Duur",
        "Datum_ondertekening", "Bijlagen",
    }  # fmt: skip
    assert item["Datum_ondertekening"] == "2022-11-16"
    assert item["Duur"] == "vanaf 16 november 2022: 3 jaar, daarna stilzwijgend verlengd"
    assert {"Naam": "Stichting Halt"} in item["Partijen"]
    assert len(item["Partijen"]) == 13
    assert item["Bijlagen"][0]["URL_Bijlage"].startswith("https://")
    assert json.loads(gegevens.openconvenanten(DOSSIER, date(2027, 1, 1)))["ID"] == item["ID"]


def test_what_is_published_has_no_draft_and_its_checksums_are_right() -> None:
    files = publicatie(DOSSIER, MOMENT, (".md",), None)
    assert "documenten/jaarplan-2026.md" in files
    assert not any("2027" in name for name in files)
    sums = dict(line.split("  ")[::-1] for line in files[SUMS].decode().splitlines())
    assert sums == {name: sha256(raw).hexdigest() for name, raw in files.items() if name != SUMS}
    assert "Revisie 0123456789" in files["LEESMIJ.md"].decode()
    packed = one_file(files)
    assert packed == one_file(publicatie(DOSSIER, MOMENT, (".md",), None))
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name: package.read(name) for name in package.namelist()} == files


def test_what_is_published_on_a_day_in_the_past_has_no_plan_that_was_adopted_later() -> None:
    then = publicatie(DOSSIER, replace(MOMENT, peildatum=date(2025, 11, 1)), (".md",), None)
    assert "documenten/jaarplan-2025.md" in then
    assert "documenten/jaarplan-2026.md" not in then


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("records", "2026", "--naar", "x"), "laat het jaar"),
        (("records", "--naar", "x.csv"), "noem met --naar een map"),
        (("publicatie", "--naar", "x.tar"), "eindigt op .zip"),
        (("publicatie", "--vorm", "doc", "--naar", "x"), "kies uit: md, html"),
        (("records", "--vorm", "pdf", "--naar", "x"), "--vorm hoort bij een verklaring of een publicatie"),
    ],
)
def test_what_cannot_be_made_is_said(asked: tuple[str, ...], said: str, tmp_path: Path, convenant: Run) -> None:
    for name, raw in klein().files.items():
        if not name.startswith("prive/"):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(raw)
    *rest, last = asked
    outcome = convenant("-C", tmp_path, "export", *rest, tmp_path / "uit" / last, "--peildatum", str(PEILDATUM), code=2)
    assert said in outcome.err
    assert not (tmp_path / "uit").exists()
