"""``convenant check``: the page at two widths, the data, the filters, the exit codes, and the codes of the parties."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.cli import guarded
from convenant_cli.commands.reports import check_csv
from convenant_cli.commands.reports.check_text import CheckView, lines, party_codes
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.oordelen import STATEN, UITLEG, Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Keuze, Overzicht, Punt, concerns, gezegd, overzicht, sprekendste
from convenant_cli.records import Partner
from tests.alle_documenten import shipped
from tests.conftest import BASIS, PEILDATUM, TESTS, check_golden, laid, overlay, whole

FOLDER = TESTS / "judging" / "oordelen"
DAY = ["--peildatum", PEILDATUM.isoformat()]


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return whole(overlay(BASIS, FOLDER / "voorbeeld"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example as files."""
    return laid(tmp_path, overlay(BASIS, FOLDER / "voorbeeld").files)


def page(every: Overzicht, width: int) -> str:
    def where(point: Punt) -> str:
        position = every.dossier.locate(point.bij) if point.bij else None
        return f"{position.file}:{position.line}" if position else ""

    return "\n".join(lines(CheckView(every, where, width=width))) + "\n"


@pytest.mark.parametrize("width", [80, 120])
def test_the_page(dossier: Dossier, width: int) -> None:
    shown = page(overzicht(dossier, PEILDATUM), width)
    assert max(len(line) for line in shown.splitlines()) <= width
    check_golden(FOLDER / f"check-{width}.txt", shown)


def test_the_shipped_dossier_fits_a_terminal_of_80_columns() -> None:
    every = overzicht(shipped(), PEILDATUM)
    too_long = [line for line in page(every, 80).splitlines() if len(line) > 80 and "data/" not in line]
    assert too_long == []


def test_with_colours_the_text_is_the_same(dossier: Dossier) -> None:
    every = overzicht(dossier, PEILDATUM)
    marked = "\n".join(lines(CheckView(every, lambda _: "", width=80, paint=lambda style, text: f"\0{text}\0")))
    assert marked.replace("\0", "") == "\n".join(lines(CheckView(every, lambda _: "", width=80)))


@pytest.fixture
def command(folder: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    """Return a function that runs a command in the example and gives exit code, stdout and stderr."""

    def call(*args: str) -> tuple[int, str, str]:
        code = guarded(["-C", str(folder), *args])
        return code, *capfd.readouterr()

    return call


def test_json_has_exactly_the_promised_keys(command: Any) -> None:
    code, out, err = command("check", "--format", "json", *DAY)
    assert (code, err) == (0, "")
    data = json.loads(out)
    assert list(data) == ["version", "peildatum", "oordelen"]
    assert (data["version"], data["peildatum"]) == (1, "2026-11-21")
    keys = {
        "bepaling",
        "nummer",
        "partner",
        "periode",
        "familie",
        "staat",
        "toelichting",
        "nu",
        "rust_op",
        "interpretatie",
    }
    for oordeel in data["oordelen"]:
        assert set(oordeel) == keys | {"eenheid", "aandacht", "bij", "ontheffing"}
        for place in [*oordeel["rust_op"], *([oordeel["bij"]] if oordeel["bij"] else [])]:
            assert set(place) == {"file", "line", "column"}
        assert oordeel["staat"] in UITLEG
    first = data["oordelen"][0]
    assert (first["bepaling"], first["nummer"], first["partner"]) == ("contactpersoon", "1.1", "gemeente")
    assert first["interpretatie"] == "wie-is-partij"


def test_a_waiver_lets_a_point_rest(command: Any) -> None:
    _, out, _ = command("check", "--format", "json", "--bepaling", "contactpersoon", *DAY)
    oordelen = json.loads(out)["oordelen"]
    asks = {oordeel["partner"]: oordeel["aandacht"] for oordeel in oordelen}
    assert (asks["politie"], asks["noorderschool"], asks["gemeente"]) == (False, True, False)
    reasons = {oordeel["partner"]: oordeel["ontheffing"] for oordeel in oordelen}
    assert reasons["noorderschool"] is None
    assert reasons["politie"], "a point that rests says why"


def kept(every: Overzicht) -> tuple[set[str | None], set[str]]:
    return {oordeel.partner for oordeel in every.oordelen}, {oordeel.bepaling for oordeel in every.oordelen}


def test_filters(dossier: Dossier) -> None:
    everything = kept(overzicht(dossier, PEILDATUM))
    assert everything[1] == set(dossier.bepalingen), "every clause has an oordeel"
    assert kept(overzicht(dossier, PEILDATUM, Keuze(partners=["politie"])))[0] == {"politie", None}
    assert kept(overzicht(dossier, PEILDATUM, Keuze(rollen=["school"])))[0] == {"noorderschool", "zuiderschool"}
    assert kept(overzicht(dossier, PEILDATUM, Keuze(bepalingen=["regio"]))) == ({None}, {"regio"})
    assert kept(overzicht(dossier, PEILDATUM, Keuze(hoofdstukken=["2"])))[1] == {
        "veiligheidsplan",
        "klimaat",
        "maatwerk",
    }
    assert kept(overzicht(dossier, PEILDATUM, Keuze(partners=["politie"], hoofdstukken=["2"]))) == (set(), set())


def test_a_party_also_sees_what_is_surely_about_it() -> None:
    dossier = shipped()

    def together(partner: str) -> list[Oordeel]:
        every = overzicht(dossier, PEILDATUM, Keuze(partners=[partner]))
        return [oordeel for oordeel in every.oordelen if oordeel.partner is None]

    (late,) = [oordeel for oordeel in together("scala-coenecoop") if oordeel.uitkomst is Uitkomst.TE_LAAT]
    assert late.bij is not None
    assert {action.trekker for action in dossier.acties.values() if action.name == late.bij.name} == {"scala-coenecoop"}
    (resting,) = overzicht(dossier, PEILDATUM, Keuze(partners=["kwadraad"])).rustend
    assert (resting.eerste.partner, resting.eerste.uitkomst) == (None, Uitkomst.TE_LAAT)
    named = replace(late, bij=None, rust_op=(), betreft=("kwadraad",), doet=())
    assert concerns(named, ["kwadraad"])
    assert not concerns(replace(named, betreft=(), toelichting="ook van Kwadraad"), ["kwadraad"]), (
        "a name proves nothing"
    )
    assert concerns(replace(named, betreft=(), doet=("kwadraad",)), ["kwadraad"]), "it can do something"
    assert not concerns(replace(named, uitkomst=Uitkomst.GOED), ["kwadraad"])
    open_questions = {o.bepaling for o in together("politie")}
    assert {dossier.bepalingen[id].toets.soort for id in open_questions} <= {"verklaring"}
    assert {"amb-regio", "avg-nadere-afspraken"} <= {o.bepaling for o in together("yuverta")}, "it never answered"
    for partner in dossier.partners:
        for oordeel in together(partner):
            asked = oordeel.familie.startswith("verklaring") and partner in oordeel.betreft
            assert oordeel.aandacht or oordeel.rust or asked


def test_the_words_of_a_point(dossier: Dossier) -> None:
    every = overzicht(dossier, PEILDATUM)
    answer = next(o for o in every.oordelen if o.uitkomst is Uitkomst.DEELS)
    assert gezegd(answer) == answer.toelichting
    other = next(o for o in every.oordelen if o.uitkomst is Uitkomst.VEROUDERD)
    assert gezegd(other) == f"verouderd – {other.toelichting}"
    twice = Punt((replace(other, nu="a"), replace(other, nu="b"), replace(other, nu="a")), (), "")
    assert twice.nu == "a; b"


def test_every_outcome_has_its_turn_in_a_cell(dossier: Dossier) -> None:
    one = overzicht(dossier, PEILDATUM).oordelen[0]
    for outcome in Uitkomst:
        assert sprekendste([one, replace(one, uitkomst=outcome)]).uitkomst in {one.uitkomst, outcome}


def test_nothing_left_is_said(command: Any) -> None:
    code, out, _ = command("check", "--partner", "politie", "--hoofdstuk", "2", *DAY)
    assert (code, out.splitlines()[-1]) == (0, "Bij deze keuze zijn er geen oordelen.")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--partner", "politei", "de partij 'politei' bestaat niet in dit dossier; bedoelde u 'politie'?"),
        ("--bepaling", "contactpersonen", "bestaat niet in dit dossier; bedoelde u 'contactpersoon'?"),
        ("--rol", "schoool", "de rol 'schoool' bestaat niet in dit dossier; bedoelde u 'school'?"),
        ("--hoofdstuk", "9", "het hoofdstuk '9' bestaat niet in dit dossier; kies uit: 1, 2"),
    ],
)
def test_an_unknown_name_is_refused(command: Any, option: str, value: str, message: str) -> None:
    code, out, err = command("check", option, value, *DAY)
    assert (code, out) == (2, "")
    assert message in err


def test_a_dossier_that_is_not_whole_is_not_judged(command: Any, folder: Path) -> None:
    (folder / "data/partners/politie.yaml").write_text("naam: Politie\n", encoding="utf-8")
    for name in ("check", "status", "render"):
        code, out, err = command(name, *(["naleving"] if name == "render" else []), *DAY)
        assert (code, out) == (2, "")
        assert "data/partners/politie.yaml" in err
        assert name == "render" or "is niet helemaal te lezen" in err


def test_a_wrong_parameter_stops_the_check_too(command: Any, folder: Path) -> None:
    path = folder / "data/bepalingen/1-afspraken.yaml"
    path.write_text(path.read_text("utf-8").replace("bevestigd_binnen", "bevestigd_bine"), encoding="utf-8")
    code, _, err = command("check", *DAY)
    assert code == 2
    assert "1-afspraken.yaml:14: het veld 'bevestigd_bine' bestaat hier niet; bedoelde u 'bevestigd_binnen'?" in err


def test_csv_for_the_dutch_excel(dossier: Dossier) -> None:
    raw = check_csv.content(overzicht(dossier, PEILDATUM))
    assert raw.startswith(b"\xef\xbb\xbfhoofdstuk;artikel;")
    assert raw.count(b"\r\n") == raw.count(b"\n")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(overzicht(dossier, PEILDATUM).oordelen)
    assert rows[0]["artikel"] == "artikel 1.1a"
    assert [row["wat nu"] for row in rows] == [oordeel.nu for oordeel in overzicht(dossier, PEILDATUM).oordelen]
    assert {row["partij"] for row in rows} >= {"samen", "Zuiderschool"}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\n", "＝", "＋", "－", "＠"])
def test_csv_never_holds_a_formula(start: str) -> None:
    assert check_csv.safe(f"{start}1+1") == f"'{start}1+1"
    assert check_csv.safe("1+1") == "1+1"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\t=1+1", "␉=1+1"),
        ("\r=1+1", "␍=1+1"),
        ("\x00=1+1", "␀=1+1"),
        ("\x1b[31mrood", "␛[31mrood"),
        ("kies,=1+1", "kies, =1+1"),  # opened with commas between the cells
        ("kies|@SUM(1)", "kies| @SUM(1)"),
        ("eerst\n##vso[task.setvariable variable=x]1", "eerst\n# #vso[task.setvariable variable=x]1"),
    ],
)
def test_csv_holds_nothing_that_a_spreadsheet_or_a_log_obeys(text: str, shown: str) -> None:
    assert check_csv.safe(text) == shown


def test_csv_of_a_hostile_dossier() -> None:
    source = overlay(BASIS, FOLDER / "voorbeeld")
    name = "data/partners/politie.yaml"
    files = {**source.files, name: source.files[name].replace(b"naam: Politie", b'naam: "=HYPERLINK(1)"')}
    every = overzicht(load(type(source)("voorbeeld", files))[0], PEILDATUM)
    rows = list(csv.reader(io.StringIO(check_csv.content(every).decode("utf-8-sig")), delimiter=";"))
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_csv_to_a_file(command: Any, tmp_path: Path) -> None:
    path = tmp_path / "stand.csv"
    code, out, _ = command("check", "--format", "csv", "--naar", str(path), *DAY)
    assert (code, out.strip()) == (0, str(path))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("suffix", "start"),
    [(".txt", b"Stand"), (".json", b"{"), (".md", b"#"), (".HTML", b"<!"), (".csv", b"\xef\xbb\xbf")],
)
def test_the_name_of_the_file_says_the_format(command: Any, tmp_path: Path, suffix: str, start: bytes) -> None:
    path = tmp_path / f"stand{suffix}"
    assert command("check", "--naar", str(path), *DAY)[0] == 0
    assert path.read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--naar", "stand.xlsx"], "'.xlsx' kan niet; kies een bestand op .txt, .json, .md, .html of .csv"),
        (["--naar", "stand"], "aan 'stand' is de vorm niet te zien"),
        (["--format", "json", "--naar", "stand.csv"], "--format json en een bestand op .csv spreken elkaar tegen"),
    ],
)
def test_a_format_that_cannot_be(command: Any, options: list[str], message: str) -> None:
    code, _, err = command("check", *options, *DAY)
    assert code == 2
    assert message in err


@pytest.mark.parametrize("words", [["check"], ["check", "--format", "json"], ["render", "naleving"]])
@pytest.mark.parametrize("name", ["data/partners/politie.yaml", "data/partners/nieuw.md", "prive/x.html", "link.md"])
def test_the_dossier_itself_is_never_a_target(command: Any, folder: Path, words: list[str], name: str) -> None:
    (folder / "link.md").symlink_to(folder / "data/partners/politie.yaml")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    code, out, err = command(*words, "--naar", str(folder / name), *DAY)
    assert (code, out) == (2, "")
    assert err.startswith("fout: ")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("1.1", {"contactpersoon"}),
        ("1.1a", {"contactpersoon"}),
        ("artikel 1.1 A", {"contactpersoon"}),
        ("2.2", {"klimaat"}),
    ],
)
def test_a_clause_by_its_number(command: Any, asked: str, found: set[str]) -> None:
    _, out, _ = command("check", "--bepaling", asked, "--format", "json", *DAY)
    assert {oordeel["bepaling"] for oordeel in json.loads(out)["oordelen"]} == found
    assert command("check", "--bepaling", "1.1z", *DAY)[0] == 2


def _partner(id: str, name: str) -> Partner:
    partner = Partner.model_validate(
        {"naam": name, "rollen": ["school"], "lid_van": "2024-01-01", "ondertekening": "onbekend"}
    )
    partner.identify(id, f"data/partners/{id}.yaml")
    return partner


def test_codes_of_parties_are_short_and_all_different() -> None:
    names = ["School"] * 3 + ["School Noord", "School Oost", "OM", "o", "'t Kofschip", "...", "École"]
    partners = tuple(_partner(f"p{number}", name) for number, name in enumerate(names))
    codes = party_codes(partners)
    assert len(set(codes.values())) == len(partners)
    assert all(1 <= len(code) <= 3 for code in codes.values())
    assert [codes["p0"], codes["p3"], codes["p5"], codes["p9"]] == ["Sch", "SN", "OM", "Éco"]


def test_an_article_is_no_part_of_a_code() -> None:
    names = ["De Bron", "De Brug", "De Linde", "Het Anker", "'t Veer", "De"]
    partners = tuple(_partner(f"p{number}", name) for number, name in enumerate(names))
    assert list(party_codes(partners).values()) == ["Bro", "Bru", "Lin", "Ank", "Vee", "De"]


def test_codes_of_many_equal_names() -> None:
    partners = tuple(_partner(f"p{number}", "Aa") for number in range(150))
    assert len(set(party_codes(partners).values())) == 150


def test_every_state_is_explained() -> None:
    assert {state for states in STATEN.values() for state in states.values()} == set(UITLEG)
    assert not [text for text in UITLEG.values() if "overtre" in text or "%" in text or not text.endswith(".")]
