"""The year plan as pages: short, and nothing of its records lost; and the parts that its records hold together."""

import re
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.content.plandelen import by_day, by_unit
from convenant_cli.documents.formats import make
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records.model.texts import texts
from tests.alle_documenten import MOMENT, Soort, made, shipped
from tests.conftest import ROOT, read_folder, whole
from tests.een_bepaling import basis
from tests.pages import pages
from tests.pdf_checks import tags

PLAN = Soort("jaarplan", "2026")
_MOST = 12  # pages of a plan of twenty actions
_MOST_EACH = 0.35  # of a page for each action more
_NOT_SHOWN = frozenset(("versie", "afgestemd_met"))


def _bare(text: str) -> str:
    """Return the letters and figures of a text, without what the end of a line does to them."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text)).casefold()


def _plan(*changes: tuple[str, str, str], actions: int = 0) -> Dossier:
    """Return the shipped dossier with replacements in files, and with copies of its actions up to a number."""
    files = {f"data/{name}": raw for name, raw in read_folder(ROOT / "data").items()}
    for name, old, new in changes:
        text = files[name].decode()
        assert old in text, (name, old)
        files[name] = text.replace(old, new, 1).encode()
    own = [name for name in files if name.startswith("data/jaarplan/2026/acties/")]
    for number in range(actions - len(own)):
        name, copy = own[number % len(own)], 10 * (number // len(own) + 1)
        text = re.sub(r"(?m)^vervolg_op:.*\n", "", files[name].decode())
        theme, place = re.findall(r"(?m)^nummer: (\d+)\.(\d+)", text)[0]
        text = re.sub(r"(?m)^nummer: .*", f"nummer: {theme}.{int(place) + copy}", text)
        files[name.replace(".yaml", f"-{copy}.yaml")] = text.encode()
    return whole(files)


def _text(dossier: Dossier, which: str = "2026", moment: kinds.Moment = MOMENT) -> str:
    made = make(".md", "jaarplan.html.j2", kinds.context("jaarplan", dossier, which, moment)).decode()
    return re.sub(r"\\(.)", r"\1", made)


@pytest.mark.programmas
def test_a_plan_of_twenty_actions_is_short_and_shows_every_text_of_its_records(tmp_path: Path) -> None:
    shown = pages({"plan.pdf": made(PLAN, ".pdf"), "word.docx": made(PLAN, ".docx")}, tmp_path)
    assert len(shown["plan.pdf"]) <= _MOST
    assert [len(page.split()) > 40 for page in shown["plan.pdf"]] == [True] * len(shown["plan.pdf"])
    acties = shipped().acties_van("2026")
    assert len(acties) == 22
    # Texts run on from column to column, and a word may be in two parts: compared are the words of each.
    words = {name: set(map(_bare, " ".join(found).split())) for name, found in shown.items()}
    for record in (shipped().jaarplannen["2026"], *acties):
        for path, text in texts(record):
            if path[0] in _NOT_SHOWN or re.fullmatch(r"[a-z0-9/-]+", text):  # a name of a thing, shown by its title
                continue
            long = {word for word in map(_bare, text.split()) if 3 < len(word) < 8}
            for name, every in words.items():
                lost = {word for word in long - every if not any({word[:at], word[at:]} <= every for at in range(2, 7))}
                assert lost == set(), (name, record.name, path)


def test_many_actions_take_little_more_than_their_texts(tmp_path: Path) -> None:
    many = 60
    context = kinds.context("jaarplan", _plan(actions=many), "2026", MOMENT)
    shown = pages({"veel.pdf": make(".pdf", "jaarplan.html.j2", context)}, tmp_path)
    assert len(shown["veel.pdf"]) <= _MOST + (many - 20) * _MOST_EACH


def test_the_picture_comes_before_the_actions() -> None:
    text = _text(shipped())
    order = ["Samenvatting", "Wie doet wat wanneer", "Planning", "Middelen", "Waarom dit plan", "Terugblik", "Thema 1"]
    places = [text.index(f"\n## {title}") for title in order]
    assert places == sorted(places)


def test_actions_stand_in_the_order_of_people_and_the_chart_shows_which_are_late(tmp_path: Path) -> None:
    dossier = _plan(("data/jaarplan/2026/acties/lessen-sexting.yaml", "nummer: 1.2", "nummer: 1.10"))
    made = make(".pdf", "jaarplan.html.j2", kinds.context("jaarplan", dossier, "2026", MOMENT))
    shown = pages({"plan.pdf": made}, tmp_path)["plan.pdf"]
    planning = next(page for page in shown if "kwartaal 4" in page)
    bars = re.findall(r"(?m)^ *(\d\.\d+) ", planning[planning.index("kwartaal 4") :])
    assert bars[:5] == ["1.1", "1.3", "1.4", "1.10", "2.1"]
    assert "te laat" in planning[: planning.index("kwartaal 4")]
    assert "Te laat: 3.4" in next(
        one.attrs["/Alt"] for one in tags(made).all("Figure") if "Te laat" in one.attrs["/Alt"]
    )


def test_hours_and_euros_are_added_up_by_party_and_theme() -> None:
    acties = "data/jaarplan/2026/acties"
    dossier = _plan(
        (f"{acties}/lessen-sexting.yaml", "  - partner: halt\n", "  - partner: halt\n    uren: 30\n    euro: 1200\n"),
        (f"{acties}/ouderavond-online.yaml", "  - partner: halt\n", "  - partner: halt\n    uren: 12.5\n"),
        (f"{acties}/voorlichting-wapens.yaml", "  - partner: halt\n", "  - partner: halt\n    uren: 8\n"),
        (f"{acties}/lessen-sexting.yaml", "  - partner: yuverta\n", "  - partner: yuverta\n    euro: 300\n"),
    )
    text = _text(dossier)
    assert "| Halt | 42,5 uur, 1.200 euro | – | 8 uur | – | – | – | 50,5 uur, 1.200 euro |" in text
    assert "| Yuverta | 300 euro | – | – | – | – | – | 300 euro |" in text
    assert "| Samen | 42,5 uur, 1.500 euro | – | 8 uur | – | – | – | 50,5 uur, 1.500 euro |" in text
    assert "Het totaal telt 19 acties niet mee: daarbij zijn geen uren of euro’s ingevuld." in text


def test_a_plan_whose_means_stand_in_words_says_that_there_is_no_total() -> None:
    assert "Een totaal per partij is er niet: wat een actie kost, staat hier alleen in woorden." in _text(shipped())


def test_the_actions_of_which_nobody_filled_in_what_they_cost_are_named() -> None:
    """By number, so that the keeper sees what to fill in; a lapsed action costs nothing, and one with a sum is told."""
    acties = shipped().acties_van("2026")
    silent = [one.nummer for one in acties if one.middelen is None and one.status != "vervallen"]
    assert "4.4" in {one.nummer for one in acties} - set(silent)
    assert f"Nog niet ingevuld is wat deze acties kosten: {', '.join(silent)}." in _text(shipped())
    told = ("data/jaarplan/2026/acties/lessen-sexting.yaml", "  - partner: halt\n", "  - partner: halt\n    uren: 30\n")
    assert f"kosten: {', '.join(one for one in silent if one != '1.2')}." in _text(_plan(told))
    assert "Nog niet ingevuld is wat de acties kosten." in _text(shipped(), "2027")


def test_a_party_reads_in_its_row_what_it_still_does_and_by_when() -> None:
    """Each action that it leads or takes part in and that goes on, with the day on which it ends."""
    told = kinds.context("jaarplan", shipped(), "2026", MOMENT)["wie_doet_wat"]
    row = next(line for line in _text(shipped()).split("\n") if line.startswith("| Scala College en Coenecoop"))
    assert row.split("|")[2].strip() == (
        "3.4* (30\xa0sep, **te laat**), 2.4 (1\xa0okt, rust), 1.3, 5.2 (11\xa0dec), 3.1 (17\xa0dec), 1.2, 2.1, "
        "4.2 (18\xa0dec)"
    )
    for task in told.rijen:
        acties = [one for one in shipped().acties_van("2026") if one.status in ("loopt", "gepland")]
        own = {(one.nummer, one.gereed) for one in acties if task.partner.id in (one.trekker, *one.partners)}
        assert {(one.nummer, one.gereed) for _, cell in task.klaar for one in cell} == own
        days = [(day, lange_datum(one.gereed).split()) for day, cell in task.klaar for one in cell]
        assert [day for day, (number, month, _) in days if day != f"{number}\xa0{month[:3]}"] == []


def test_a_day_on_which_the_first_action_may_rest_is_late_for_the_others() -> None:
    resting = "bestand: data/jaarplan/2026/acties/{}.yaml"
    rests = ("data/convenant.yaml", resting.format("schoolpedagogen-borgen"), resting.format("lessen-sexting"))
    later = kinds.Moment(date(2026, 12, 20), "", "")
    text = make(".md", "jaarplan.html.j2", kinds.context("jaarplan", _plan(rests), "2026", later)).decode()
    row = next(line for line in text.split("\n") if line.startswith("| Scala College en Coenecoop"))
    assert "1.2, 2.1, 4.2 (18\xa0dec, **te laat**)" in row


def test_of_a_plan_that_is_done_the_rows_tell_who_did_what() -> None:
    told = kinds.context("jaarplan", shipped(), "2025", MOMENT)["wie_doet_wat"]
    assert told.alles
    done = {one.nummer for one in shipped().acties_van("2025") if one.status != "vervallen"}
    assert {one.nummer for task in told.rijen for _, cell in task.klaar for one in cell} == done


def test_who_has_nothing_to_do_is_named_once_below_the_table() -> None:
    text = make(".md", "jaarplan.html.j2", kinds.context("jaarplan", shipped(), "2027", MOMENT)).decode()
    assert "\nGeen actie in dit plan: Openbaar Ministerie, Participe en Stichting Alphen Vitaal.\n" in text
    assert "| Openbaar Ministerie |" not in text


def test_where_all_is_planned_the_table_tells_what_each_action_is_to_reach() -> None:
    text = make(".md", "jaarplan.html.j2", kinds.context("jaarplan", shipped(), "2027", MOMENT)).decode()
    head, row = (next(line for line in text.split("\n") if line.startswith(one)) for one in ("| Nr | Actie", "| 1.1 |"))
    assert head == "| Nr | Actie | Trekker | Begin | Einde | Streefwaarde |"
    assert row.endswith("| 25-06-2027 | ouders die een avond bezochten: 150 |")


def test_what_did_not_reach_its_target_is_named_and_the_look_back_says_why() -> None:
    text = _text(shipped())
    assert (
        "Afgerond onder de streefwaarde: 2.3 Uitkomsten van de jongerenpeiling per school bespreken (3 van 4); 6.1 "
        "Contactgegevens van alle partijen op orde (11 van 13)."
    ) in text
    coming = make(".md", "jaarplan.html.j2", kinds.context("jaarplan", shipped(), "2027", MOMENT)).decode()
    row = next(line for line in coming.split("\n") if line.startswith("| 6.1 |"))
    assert "Resultaat: 11; 9 april 2026: De ronde is klaar. Eén partij heeft nog geen vervanger en één moet" in row
    row = next(line for line in coming.split("\n") if line.startswith("| 6.2 |"))
    assert "Resultaat: 5 |" in row, "what was reached needs no reason"


def test_a_school_reads_what_still_comes_for_it_and_by_which_day() -> None:
    """One line answers what it is asked; what is ready and what does not go on now stand apart."""
    text = _text(shipped())
    line = next(line for line in text.split("\n") if line.startswith("- **Scala College**"))
    assert line == (
        "- **Scala College**: 3.4 (30\xa0sep, **te laat**), 2.4 (1\xa0okt, rust), 1.3 (11\xa0dec), 3.1 (17\xa0dec), "
        "1.2, 2.1, 4.2 (18\xa0dec); uitgesteld: 3.3; al klaar: 1.1, 2.3, 4.1, 6.2"
    )
    assert "\nVervallen: 4.4 De overstap van voortgezet onderwijs naar mbo.\n" in text
    assert "3.4 Eén nieuw handelingsprotocol voor alle scholen (einddatum was 30 september 2026; te laat)." in text
    acties = shipped().acties_van("2026")
    (long,) = [one for one in by_unit(acties, Tijdvak(date(2026, 1, 1), date(2030, 1, 1))) if "ashram" in one.eenheid]
    assert [day for day, _ in long.open][:2] == ["30\xa0sep\xa02026", "1\xa0okt\xa02026"], (
        "a plan of years says which year"
    )
    done = [one for one in acties if one.status == "afgerond"]
    assert {one.open for one in by_unit(done, Tijdvak(date(2026, 1, 1), date(2027, 1, 1)))} == {()}


def test_a_day_in_a_plan_of_years_has_its_year() -> None:
    acties = [one for one in shipped().acties_van("2026") if one.nummer in ("1.1", "1.2")]
    year, years = Tijdvak(date(2026, 1, 1), date(2027, 1, 1)), Tijdvak(date(2026, 1, 1), date(2030, 1, 1))
    assert [day for day, _ in by_day(acties, year)] == ["30\xa0jun", "18\xa0dec"]
    assert [day for day, _ in by_day(acties, years)] == ["30\xa0jun\xa02026", "18\xa0dec\xa02026"]
    spring = acties[0].model_copy(update={"gereed": date(2026, 3, 1)})
    assert [day for day, _ in by_day([spring], year)] == ["1\xa0mrt"]


def test_what_the_records_hold_of_risks_is_told_and_nothing_else() -> None:
    assert "Actie 2.4 gebruikt ‘Schoolpedagogen’. Het geld daarvoor (NPO) stopte op 31 juli 2025." in _text(shipped())
    assert "Het geld daarvoor" not in _text(shipped()).replace("gebruikt ‘Schoolpedagogen’. Het geld daarvoor", ""), (
        "what its party confirmed since, goes on without that money"
    )
    assert "in de weg kan staan" not in _text(shipped(), "2025")
    leaving = _plan(("data/partners/halt.yaml", "lid_van: ", "lid_tot: 2026-12-01\nlid_van: "))
    assert "Halt doet mee tot 1 december 2026, en actie 1.2 loopt tot en met 18 december 2026." in _text(leaving)


def test_figures_of_the_years_before_stand_beside_those_of_now() -> None:
    assert "klassen die de les volgden (actie 1.2): 2025: 14 bereikt; 2026: 24 gewenst" in _text(shipped())
    coming = _text(shipped(), "2027")
    assert (
        "ouders die een avond bezochten (actie 1.1): 2025: 92 bereikt; 2026: 143 bereikt; 2027: 150 gewenst" in coming
    )
    assert "scholen die met een gekozen aanpak werken (actie 2.2)" not in coming, "2.3 counted other things of schools"


def test_of_a_group_that_was_to_take_part_and_of_which_nothing_is_told_the_plan_says_so_once() -> None:
    assert _text(shipped(), "2027").count("Hoe ouders en verzorgers meededen, is nog niet vastgelegd.") == 1
    assert "meededen, is nog niet vastgelegd" not in _text(shipped()), "of 2026 all groups are told"


def test_a_draft_has_no_chart_in_which_all_is_planned() -> None:
    assert kinds.context("jaarplan", shipped(), "2027", MOMENT)["grafiek_voortgang"] is None
    assert "De acties per thema en hun stand" not in _text(shipped(), "2027")
    assert "De acties per thema en hun stand" in _text(shipped())


def test_the_agreements_are_an_annex_when_asked_for() -> None:
    clauses = [clause.voluit for clause in shipped().bepalingen.values()]
    whole = _text(shipped(), moment=kinds.Moment(MOMENT.peildatum, "", "", met=("convenant",)))
    assert "## Bijlage: de tekst van het convenant" in whole
    annex = whole[whole.index("## Bijlage: de tekst") :]
    assert [clause for clause in clauses if clause not in annex] == []
    assert "Bijlage" not in _text(shipped())


def test_an_abbreviation_is_explained_only_where_it_is_read() -> None:
    for which in ("2025", "2026", "2027"):
        text = _text(shipped(), which)
        if "## Afkortingen" not in text:
            continue
        start = text.index("## Afkortingen")
        section = text[start : text.index("\n## ", start + 4)]
        read = text.replace(section, "")
        explained = re.findall(r"\*\*([^*]+)\*\*:", section)
        assert explained
        assert [short for short in explained if not re.search(rf"(?<!\w){re.escape(short)}(?!\w)", read)] == []


def test_a_school_finds_what_is_for_it_beside_who_does_what() -> None:
    """Also what it neither leads nor takes part in; a lapsed action is for nobody."""
    dossier = shipped()
    section = _text(dossier).split("## Wie doet wat wanneer")[1].split("\n## ")[0]
    acties = dossier.acties_van("2026")
    where = "wat zij zelf doen, staat bij de actie, onder de naam van hun partij"
    assert f"Wat er voor deze scholen nog niet klaar is, met de einddatum ({where}):" in section
    for partner in dossier.partners.values():
        for unit in partner.eenheden:
            own = {one.nummer for one in acties if f"{partner.id}/{unit.id}" in one.voor and one.status != "vervallen"}
            line = re.findall(rf"(?m)^- \*\*{re.escape(unit.naam)}\*\*: (.*)", section)
            assert [set(re.findall(r"\b\d\.\d+", one)) for one in line] == ([own] if own else []), unit.naam


@pytest.mark.parametrize(
    ("leaves", "day", "named"),
    [
        ("2026-05-01", date(2026, 4, 1), True),
        ("2026-05-01", date(2026, 11, 21), False),  # it has left, and does nothing in this plan
        ("2026-12-01", date(2026, 11, 21), True),
        ("2026-05-01", date(2027, 2, 1), True),  # of a plan that is over, who took part in its days
    ],
)
def test_who_left_while_the_plan_runs_and_does_nothing_in_it_has_no_row(leaves: str, day: date, named: bool) -> None:
    party = (
        "naam: Zuiderschool\nrollen: [school]\nlid_van: 2024-01-01\n"
        f"lid_tot: {leaves}\nondertekening: {{datum: 2024-01-01, functie: directeur}}\n"
    )
    given = {**basis(), "data/partners/zuiderschool.yaml": party}
    dossier = whole(given)
    told = kinds.context("jaarplan", dossier, "2026", kinds.Moment(day, "dossier", "convenant"))
    told = told["wie_doet_wat"]
    assert ("zuiderschool" in {one.id for one in (*told.zonder, *(task.partner for task in told.rijen))}) is named
