"""The page for those who govern: what it says, in which order, and that it stays short."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.content.gewicht import gewicht
from convenant_cli.documents.content.openstaand import openstaand, points_left
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds.bestuurssamenvatting import term
from convenant_cli.dossier.looptijd import stand
from convenant_cli.dossier.reading import load
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.overzicht import overzicht
from convenant_cli.records.looptijd import Looptijd
from convenant_cli.sources.sources import Source, literal
from convenant_cli.text.naamwoord import Naamwoord
from tests.alle_documenten import MOMENT, Soort, made, shipped
from tests.conftest import BASIS, ROOT, TESTS, Run, check_golden, overlay, read_folder
from tests.pdf_checks import page_texts, require
from tests.verhaal import begun

FOLDER = TESTS / "documents" / "documenten" / "bestuurssamenvatting"


SHIPPED = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
SPORT = read_folder(TESTS / "profielen" / "sportseizoen")
EXAMPLE = overlay(BASIS)


def summary(source: Source, day: date = MOMENT.peildatum) -> str:
    dossier, _ = load(source)
    context = kinds.context("bestuurssamenvatting", dossier, "", kinds.Moment(day, "", ""))
    return make(".md", "bestuurssamenvatting.html.j2", context).decode()


def test_the_summary_of_the_shipped_dossier() -> None:
    check_golden(FOLDER / "verwacht.md", made(Soort("bestuurssamenvatting", ""), ".md").decode())


def test_three_points_and_where_the_others_stand() -> None:
    text = made(Soort("bestuurssamenvatting", ""), ".md").decode()
    points = text.split("## Om te bespreken")[1].split("##")[0]
    assert [line[:2] for line in points.split("\n") if line[:1].isdigit()] == ["1.", "2.", "3."]
    assert "\nWat nog meer aandacht vraagt, staat in het nalevingsrapport. Wat uw organisatie doet," in points


def test_what_is_late_comes_first_and_a_form_that_did_not_come_last() -> None:
    """By how far it is from what was agreed, whatever the order of the agreement and the number of parties."""
    dossier = shipped()
    every = overzicht(dossier, date(2026, 11, 29))
    told = sorted(every.punten, key=lambda point: gewicht(point.oordelen, dossier.bepalingen))
    outcomes = [point.eerste.uitkomst for point in told]
    assert outcomes[:2] == [Uitkomst.TE_LAAT, Uitkomst.VERSCHILT]
    assert told[-1].eerste.staat == "geen verklaring"
    points = made(Soort("bestuurssamenvatting", ""), ".md").decode().split("## Om te bespreken")[1]
    assert "actie 3.4 van Scala/Coenecoop" in points.split("\n2. ")[0]
    assert "Nu: Scala/Coenecoop werkt de status bij" in points.split("\n2. ")[0]


def test_the_page_says_what_it_costs_or_that_nobody_filled_it_in() -> None:
    files = SHIPPED
    day = date(2026, 11, 29)
    said = "Wat het kost, staat bij zeven acties alleen in woorden."
    assert said in summary(literal(files), day)
    lessons = "data/jaarplan/2026/acties/lessen-sexting.yaml"
    paid = files[lessons].replace(b"  - partner: halt\n", b"  - partner: halt\n    euro: 1200\n")
    assert paid != files[lessons]
    text = summary(literal({**files, lessons: paid}), day)
    assert "De partijen zetten samen 1.200 euro in, 21 acties niet meegeteld; in het plan staat wie wat inzet." in text
    silent = {name: re.sub(rb"(?m)^middelen: .*\n", b"", raw) for name, raw in files.items()}
    assert "Wat het kost, is niet ingevuld." in summary(literal(silent), day)


def test_the_page_tells_what_was_reached_is_decided_and_is_still_to_be_answered() -> None:
    text = made(Soort("bestuurssamenvatting", ""), ".md").decode()
    assert (
        "Van negen acties met een resultaat haalden er zeven het doel, het ruimst 1.1 Ouderavonden over online "
        "veiligheid (143 van 120); niet: 2.3 Uitkomsten van de jongerenpeiling per school bespreken (3 van 4) en 6.1 "
        "Contactgegevens van alle partijen op orde (11 van 13)."
    ) in text.replace("\\", "")
    assert "één is uitgesteld (3.3 Fietsverlichting en veilige schoolroutes) en één is vervallen (4.4 De" in text
    assert "op 10 december 2026, 14.00 tot 16.30 uur, Gemeentehuis Alphen aan den Rijn: Jaarlijkse" in text
    assert "Daar te besluiten: Vaststellen van het jaarplan 2027; Looptijd en evaluatie van het convenant." in text
    assert (
        "Het concept van het jaarplan 2027 heeft zeven acties in vier thema’s: online veiligheid, pedagogisch klimaat, "
        "wapens en geweld en samenwerking. Wat het kost, is niet ingevuld."
    ) in text
    assert "Yuverta stuurt de verklaring over 2025 alsnog naar de gemeente (te laat, dat was 31 december 2025)." in text
    assert "laat weten wanneer het college over het verkeersplan besluit (uiterlijk 10 december 2026)." in text
    assert "Nog te verklaren: over 2025 van Yuverta;" in text
    # A number of a clause says nothing to who governs.
    assert "over het schooljaar 2025-2026 (‘Contact met leerplicht volgens de verzuimkaart’) van Yuverta" in text
    others = SHIPPED["data/jaarplan/2026/acties/contactgegevens-op-orde.yaml"]
    fewer = others.replace(b"nulmeting: 9", b"nulmeting: 14")
    assert fewer != others
    less = summary(literal({**SHIPPED, "data/jaarplan/2026/acties/contactgegevens-op-orde.yaml": fewer}))
    assert "haalden er acht het doel" in less, "where there was more than is wanted, less is what reaches it"


def test_an_abbreviation_cuts_no_action_point_off() -> None:
    name = "data/bijeenkomsten/2026-09-17-contactpersonenoverleg.yaml"
    said = SHIPPED[name].replace(b"tekst: De gemeente laat weten", b"tekst: De gemeente laat o.a. Halt weten")
    assert said != SHIPPED[name]
    assert "laat o.a. Halt weten wanneer het college over het verkeersplan besluit (uiterlijk" in summary(
        literal({**SHIPPED, name: said})
    )


def test_where_action_points_do_not_fit_they_are_counted_with_the_one_that_is_late() -> None:
    dossier = shipped()
    ready = openstaand(overzicht(dossier, date(2026, 11, 29)))
    assert points_left(ready, dossier) == (
        "Van eerder staan nog vier actiepunten open: twee van Yuverta en twee van de gemeente; één is te laat: dat van "
        "Yuverta moest klaar zijn op 31 december 2025."
    )


def test_the_subject_that_weighs_most_comes_first_and_the_rest_is_pointed_at() -> None:
    """In the order of the agreement the one with what is late would have no room on the page."""
    text = made(Soort("bestuurssamenvatting", ""), ".md").decode()
    assert (
        "Van 78 te toetsen afspraken zijn 37 gevonden of verklaard en vragen 36 aandacht; de andere vijf vragen nu "
        "niets." in text
    )
    first = "Het meest weegt wat er speelt bij: Uitwerking en evaluatie (4 van 8 afspraken); De rol van de politie (3 "
    assert first in text
    assert text.count("nalevingsrapport") == 1, "where the rest stands is said once"


def test_what_is_still_to_be_stated_and_done_are_two_paragraphs_and_the_mailbox_stays_on_its_line() -> None:
    text = made(Soort("bestuurssamenvatting", ""), ".md").decode().splitlines()
    assert [line.split(":")[0] for line in text if line.startswith("Nog ")] == [
        "Nog te verklaren",
        "Nog open van eerder",
    ]
    (ask,) = (line for line in text if line.startswith("Vragen?"))
    assert len(ask) <= 88, "a mailbox that does not fit behind a name goes on in a second line"


def test_what_another_thing_pushed_off_the_page_is_not_marked_as_a_change() -> None:
    """Of two moments the page tells of the same: a point that moved up was a point before."""
    name, day = "data/jaarplan/2026/acties/handelingsprotocol-actualiseren.yaml", date(2026, 11, 29)
    done = SHIPPED[name].replace(b"status: loopt", b"status: afgerond\nafgerond_op: 2026-11-24")
    now = kinds.context(
        "bestuurssamenvatting", load(literal({**SHIPPED, name: done}))[0], "", kinds.Moment(day, "", "")
    )
    then, alone = (
        kinds.context("bestuurssamenvatting", shipped(), "", kinds.Moment(day, "", "", keuze=chosen))
        for chosen in (now["keuze"], None)
    )
    moved_up = now["punten"][2]
    assert moved_up.startswith("Actief contact met schoolwijkagenten: ")
    assert moved_up in then["punten"]
    assert moved_up not in alone["punten"]
    assert now["punten"][:2] == then["punten"][1:3], "and what went is told of the moment at which it was there"
    assert then["punten"][0].startswith("Jaarplan vertalen naar concrete acties: de einddatum van actie 3.4")
    assert then["keuze"]["zinnen"] == now["keuze"]["zinnen"]
    assert [one.naam for one in then["onderwerpen"]] == now["keuze"]["onderwerpen"]


def test_where_all_subjects_fit_each_says_what_weighs_most_there() -> None:
    text = summary(literal(SPORT), date(2026, 7, 1))
    said = text.split("Wat het meest weegt, eerst:")[1].split("##")[0]
    assert re.findall(r"(?m)^- \*\*.*?\*\*: .*‘", said)
    assert "nalevingsrapport" not in said


def test_a_dossier_without_anything_to_discuss_says_so() -> None:
    text = summary(overlay(BASIS))
    assert "Niets vraagt nu aandacht." in text
    assert "aandacht." not in text.replace("Niets vraagt nu aandacht.", "")


@pytest.mark.parametrize("profile", ["twee-partijen", "schoolgebouwen"])
def test_every_covenant_has_a_summary(profile: str) -> None:
    assert summary(literal(read_folder(TESTS / "profielen" / profile))).startswith("# Bestuurssamenvatting\n")


@pytest.mark.parametrize(
    ("plans", "said"),
    [
        (
            {"2026": "actie"},
            "Het jaarplan 2026 telt één actie: één is afgerond. Geen actie is te laat. "
            "De enige afgeronde actie met een resultaat haalde haar streefwaarde.",
        ),
        ({"2026": ""}, "Het jaarplan 2026 heeft nog geen acties."),
        ({"2026-politie": "eigenaar"}, "Het plan ‘Jaarplan van 2026-politie’ heeft nog geen acties."),
        ({"2026": "", "2026-politie": "eigenaar"}, "Twee plannen van nu hebben nog geen acties."),
        (
            {"2026": "actie", "2026-politie": "eigenaar"},
            "Twee plannen van nu tellen samen één actie: één is afgerond. Geen actie is te laat. "
            "De enige afgeronde actie met een resultaat haalde haar streefwaarde.",
        ),
        ({}, ""),
    ],
)
def test_all_plans_that_run_are_counted(plans: dict[str, str], said: str) -> None:
    source = {name: raw for name, raw in EXAMPLE.files.items() if not name.startswith("data/jaarplan/")}
    draft = re.sub(r"vastgesteld_(op|in|met):.*\n", "", EXAMPLE.files["data/jaarplan/2026/jaarplan.yaml"].decode())
    draft = draft.replace("status: vastgesteld", "status: concept")
    for id, more in plans.items():
        text = re.sub("titel: .*", f"titel: Jaarplan van {id}", draft, count=1)
        text += "eigenaar: politie\n" if more == "eigenaar" else ""
        source[f"data/jaarplan/{id}/jaarplan.yaml"] = text.encode()
        if more == "actie":
            name = "data/jaarplan/2026/acties/ouderavond.yaml"
            source[name] = EXAMPLE.files[name]
    page = summary(Source("voorbeeld", dict(sorted(source.items()))))
    (told,) = re.findall(r"(?:Het (?:jaar)?plan|Twee plannen) [^\n]*", page) or [""]
    assert told.removesuffix(" Wat het kost, is niet ingevuld.") == said


def test_it_is_one_page_with_long_names_and_much_to_discuss() -> None:
    require("typst", "pikepdf")
    longer = r"naam: \1 voor samenwerkende scholen en organisaties in het Groene Hart en omstreken"
    files = {
        f"data/{name}": re.sub(r"(?m)^naam: ([^\"'\n]*)$", longer, raw.decode(), count=1).encode()
        if name.startswith("partners/")
        else raw
        for name, raw in read_folder(ROOT / "data").items()
    }
    dossier, _ = load(literal(files))
    context = kinds.context("bestuurssamenvatting", dossier, "", kinds.Moment(date(2028, 6, 1), "", ""))
    assert "Groene Hart" in str(context)
    assert len(page_texts(make(".pdf", "bestuurssamenvatting.html.j2", context))) == 1


CONSENT = b"      - {partner: duinvogels, datum: 2026-07-13, functie: voorzitter}\n"


def test_a_party_that_leaves_and_one_that_joined_without_consent_come_first() -> None:
    day = date(2026, 4, 1)
    leaves = "Spurt zegde op 16 maart 2026 op en doet mee tot 1 juli 2026."
    points = summary(literal(SPORT), day).split("## Om te bespreken")[1]
    assert points.split("\n")[2] == f"1. {leaves}"
    assert leaves not in summary(literal(SPORT), date(2026, 3, 1)), "on that day nobody knew"
    gone = "Spurt zegde op 16 maart 2026 op en is vertrokken op 1 juli 2026."
    owed = (
        "Nog te doen: de borden met huisregels teruggeven (uiterlijk 1 september 2026) en de bijdrage aan de "
        "trainingen van het seizoen 2025-2026 betalen (uiterlijk 1 oktober 2026)."
    )
    left = summary(literal(SPORT), date(2026, 7, 1))
    lacks = "Nog open: A3 ‘Elke trainer heeft een verklaring omtrent het gedrag’."
    assert left.split("## Om te bespreken")[1].split("\n")[2] == f"1. {gone} {owed} {lacks}"
    assert CONSENT in SPORT["data/convenant.yaml"]
    silent = {**SPORT, "data/convenant.yaml": SPORT["data/convenant.yaml"].replace(CONSENT, b"")}
    joined = "Kompas doet mee sinds 1 augustus 2026, maar de instemming van Duinvogels"
    text = summary(literal(silent), MOMENT.peildatum)
    assert text.split("## Om te bespreken")[1].split("\n")[3].startswith(f"2. {joined}"), "after who left"
    assert text.count("instemming") == 1, "the clause on joining does not say it again"
    dossier, _ = load(literal(silent))
    context = kinds.context("naleving", dossier, "", kinds.Moment(MOMENT.peildatum, "", ""))
    report = make(".md", "naleving.html.j2", context).decode()
    assert joined in report.split("## Wie erbij komt en wie vertrekt")[1].split("##")[0]


LOOPTIJD = {"ingang": "2022-11-16", "eerste_termijn": "3 jaar"}


@pytest.mark.parametrize(
    ("fields", "day", "said"),
    [
        ({"verlenging": "geen"}, date(2022, 1, 1), ["Het convenant gaat in op 16 november 2022."]),
        ({"verlenging": "geen"}, date(2025, 11, 16), ["Het convenant is geëindigd."]),
        ({"verlenging": "geen"}, date(2025, 11, 15), [
            "Het convenant loopt tot en met 15 november 2025.", "Dat is het einde.",
        ]),
        ({"verlenging": "besluit"}, date(2025, 1, 1), [
            "Het convenant loopt tot en met 15 november 2025.",
            "Dat is het einde, tenzij de partijen besluiten om te verlengen.",
        ]),
        ({"verlenging": "stilzwijgend", "verlenging_duur": "3 jaar", "opzegtermijn": "6 maanden"}, date(2026, 1, 1), [
            "Het convenant loopt tot en met 15 november 2028.", "Daarna volgt vanzelf een nieuwe termijn.",
            "Een partij die wil opzeggen, doet dat uiterlijk op 15 mei 2028.",
        ]),
        ({"verlenging": "stilzwijgend", "verlenging_duur": "3 jaar", "opzegtermijn": "6 maanden"}, date(2028, 5, 16), [
            "Het convenant loopt tot en met 15 november 2028.", "Daarna volgt vanzelf een nieuwe termijn.",
            "Opzeggen tegen die dag kon tot en met 15 mei 2028.",
        ]),
        ({"verlenging": "geen", "eerste_termijn": "onbepaald"}, date(2026, 1, 1), [
            "Het convenant loopt door zonder einddatum.",
        ]),
    ],
)  # fmt: skip
def test_the_term_is_told_with_what_is_to_be_decided(fields: dict[str, str], day: date, said: list[str]) -> None:
    assert term(stand(Looptijd.model_validate({**LOOPTIJD, **fields}), (), day), Naamwoord("het convenant")) == said


def test_it_is_one_page_with_marks_too(tmp_path: Path, convenant: Run) -> None:
    """When all three points are done, the page holds six: those that move up were there before, and are not marked."""
    require("typst", "pikepdf")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    begun(tmp_path, "Eerder")
    action = tmp_path / "data/jaarplan/2026/acties/handelingsprotocol-actualiseren.yaml"
    changed = action.read_text(encoding="utf-8").replace("status: loopt", "status: afgerond\nafgerond_op: 2026-11-20")
    action.write_text(changed, encoding="utf-8")
    for name in ("om", "scope"):
        path = tmp_path / f"data/verklaringen/2025/{name}.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("antwoord: nee", "antwoord: ja"), encoding="utf-8")
    made = [tmp_path / "na.pdf", tmp_path / "na.md", tmp_path / "na.html"]
    options = [option for path in made for option in ("--naar", path)]
    since = ("--sinds", "HEAD", "--peildatum", "2026-11-29")
    convenant("-C", tmp_path, "render", "bestuurssamenvatting", *since, *options, code=0)
    points = made[1].read_text(encoding="utf-8").split("## Om te bespreken")[1].split("##")[0]
    marks = [line[3:5] for line in points.split("\n") if line[:1].isdigit()]
    assert marks[:3] == ["~~"] * 3
    assert len(marks) == 6
    assert not {"~~", "**"}.intersection(marks[3:])
    assert len(page_texts(made[0].read_bytes())) == 1
    assert "Colofon" not in made[2].read_text(encoding="utf-8"), "it has none without marks either"
