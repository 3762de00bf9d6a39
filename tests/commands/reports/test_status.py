"""``convenant status``: the screen at two widths, the same as data, and the signals one by one."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from convenant_cli.cli import guarded
from convenant_cli.commands.reports.status import StatusView, lines
from convenant_cli.commands.reports.status_json import lines as json_lines
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.judging.overzicht import Overzicht, overzicht
from convenant_cli.judging.signalen import VOORUIT, Signalen, signalen, with_status
from convenant_cli.judging.voor_vaststellen import nog_te_doen
from convenant_cli.sources.sources import literal
from tests.alle_documenten import shipped
from tests.conftest import BASIS, PEILDATUM, TESTS, check_golden, laid, overlay, read_folder
from tests.een_bepaling import basis, bepaling, hoofdstuk
from tests.waterbureau import DAG, RIJN, waterbureau

CONTACT = "januari 2027: artikel 8 lid 3 ‘Contact per gemaal’: dan te oud bij"
FOLDER = TESTS / "judging" / "oordelen"
FILES = overlay(BASIS, FOLDER / "voorbeeld").files


def told(day: date = PEILDATUM, **changed: str) -> Signalen:
    """Return the signals of the example; ``changed`` gives other texts for files, by their last name."""
    files = {name: changed.get(Path(name).stem.replace("-", "_"), raw.decode()) for name, raw in FILES.items()}
    dossier: Dossier = load(literal(files))[0]
    return signalen(overzicht(dossier, day))


def screen(signals: Signalen, width: int = 80) -> str:
    return "\n".join(lines(StatusView(signals, width=width))) + "\n"


@pytest.mark.parametrize("width", [80, 120])
def test_the_screen(width: int) -> None:
    shown = screen(told(), width)
    assert max(len(line) for line in shown.splitlines()) <= width
    check_golden(FOLDER / f"status-{width}.txt", shown)


def test_the_shipped_dossier_fits_one_screen() -> None:
    shown = screen(signalen(overzicht(shipped(), PEILDATUM))).splitlines()
    assert len(shown) <= 45
    assert max(map(len, shown)) <= 80


def test_what_a_leaving_party_still_owes_is_told_until_it_is_done() -> None:
    files = read_folder(TESTS / "profielen" / "sportseizoen")
    dossier = load(literal(files))[0]

    def said(day: date) -> str:
        return " ".join(screen(signalen(overzicht(dossier, day)), 200).split())

    owed = "Spurt doet na het vertrek nog: De bijdrage aan de trainingen van het seizoen 2025-2026 betalen"
    goes = "Vertrek Spurt zegde op 16 maart 2026 op en doet mee tot 1 juli 2026"
    assert f"{goes} uiterlijk 1 oktober 2026: {owed}" in said(date(2026, 4, 1))
    late = said(date(2026, 10, 2))
    assert f"1 oktober 2026: {owed}" in late.partition("Te laat")[2]
    assert "Vertrek Spurt zegde op 16 maart 2026 op en is vertrokken op 1 juli 2026 Verklaringen" in late
    done = files["data/convenant.yaml"].replace(
        b"uiterlijk: 2026-10-01\n", b"uiterlijk: 2026-10-01\n    gedaan_op: 2026-03-30\n"
    )
    dossier = load(literal({**files, "data/convenant.yaml": done}))[0]
    assert owed not in said(date(2026, 4, 1))


def test_statements_are_told_in_the_order_of_their_periods() -> None:
    files = read_folder(BASIS)
    more = "    nummer_zekerheid: ongenummerd\n    titel: V\n    tekst: V.\n    gebonden: [politie]\n"
    more += "    aard: inspanning\n    familie: verklaring\n"
    files["data/bepalingen/9.yaml"] = (
        "hoofdstuk: 9\ntitel: V\nbepalingen:\n"
        f"  - id: per-jaar\n{more}    toets: {{soort: verklaring, per: kalenderjaar}}\n"
        f"  - id: per-kwartaal\n{more}    toets: {{soort: verklaring, per: kwartaal}}\n"
    ).encode()
    told = signalen(overzicht(load(literal(files))[0], date(2027, 2, 1))).verklaringen
    periods = list(dict.fromkeys(one.periode for one in told if one.partner.id == "politie"))
    quarters = [f"{number}e kwartaal 2026" for number in (1, 2, 3)]  # each ended in the last twelve months
    assert periods == [*quarters, "2026", "4e kwartaal 2026", "1e kwartaal 2027", "2027"]


def test_points_of_all_together_are_counted_apart() -> None:
    every = overzicht(shipped(), PEILDATUM)

    def told_of(points: Overzicht) -> str:
        return " ".join(screen(signalen(points), 200).partition("Aandacht")[2].splitlines()[0].split())

    together = sum(point.eerste.partner is None for point in every.punten)
    total = len(every.punten)
    clauses = len({oordeel.bepaling for point in every.punten for oordeel in point.oordelen})
    assert clauses == 36, "as many as the report and the summary count"
    assert re.fullmatch(
        rf"{total} punten over {clauses} afspraken: {together} van de partijen samen, {total - together} bij \d+ "
        r"partijen; .*",
        told_of(every),
    )
    only = tuple(oordeel for oordeel in every.oordelen if oordeel.partner is None)
    assert told_of(replace(every, oordelen=only)).startswith(f"{together} punten van de partijen samen;")
    assert told_of(replace(every, oordelen=())).startswith("niets vraagt aandacht")


def test_the_same_as_data() -> None:
    data = json.loads("".join(json_lines(told())))
    assert list(data) == [
        "version", "peildatum", "looptijd", "bijeenkomst", "aandacht", "te_laat", "verloopt", "te_oud", "komt_eraan",
        "vertrek", "vertrokken", "afwijkingen", "straks_verouderd", "verklaringen", "jaarplannen", "voor_vaststellen",
        "git",
    ]  # fmt: skip
    assert data["looptijd"] == {
        "fase": "in werking",
        "termijn": 1,
        "tot_en_met": "2026-12-31",
        "dagen_te_gaan": 41,
        "daarna": "verlengt stilzwijgend",
        "opzeggen_uiterlijk": "2026-11-30",
        "opgezegd": None,
    }
    assert data["bijeenkomst"]["id"] == "2026-12-10-jaarlijks"
    assert [signal["datum"] for signal in data["te_laat"]] == ["2026-02-15", "2026-09-30", "2026-10-31"]
    assert data["te_laat"][0]["file"] == "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"
    assert {"periode": "2026", "partner": "noorderschool", "open": 1, "gevraagd": 2} in data["verklaringen"]
    assert data["jaarplannen"][0]["acties"] == {"afgerond": 1, "loopt": 2, "gepland": 1}
    assert data["jaarplannen"][0]["kwartalen"][1] == {"naam": "2e kwartaal", "gepland": 1, "afgerond": 1}


def test_what_expires_lies_in_the_coming_time() -> None:
    for day in (PEILDATUM, date(2026, 12, 31), date(2027, 1, 1), date(2027, 2, 1)):
        assert all(day <= signal.dag < day + timedelta(days=VOORUIT) for signal in told(day).verloopt)
    assert [signal.tekst for signal in told(date(2027, 1, 31)).verloopt] == [
        "‘Veiligheidsplan’ van Noorderschool geldt niet meer",
        "nadere afspraak ‘Delen van meldingen’ geldt niet meer",
        "ontheffing voor actie-is-op-tijd bij data/jaarplan/2026/acties/lespakket.yaml stopt",
    ]


def test_what_will_be_too_old_is_good_now() -> None:
    later = told(date(2026, 11, 21)).straks_verouderd
    assert [(clause.id, [partner.id for partner in partners]) for clause, partners in later] == [
        ("contactpersoon", ["gemeente"])
    ]


@pytest.mark.parametrize(
    ("rijn", "expected"),
    [
        (
            "2026-01-05",
            f"6 {CONTACT} Waterschap Rijn, later bij nog 1",
        ),
        (
            "2026-01-10",
            f"11 {CONTACT} Waterschap Maas, Waterschap Rijn",
        ),
        ("2026-06-01", f"11 {CONTACT} Waterschap Maas"),
    ],
)
def test_the_first_day_on_which_it_is_too_old_is_named(rijn: str, expected: str) -> None:
    """Twelve months after the confirmation is still in time; the station of the other was confirmed on 10 January."""
    dossier = waterbureau((RIJN, "bevestigd_op: 2026-06-01}}", f"bevestigd_op: {rijn}}}}}"))
    shown = [line.strip() for line in screen(signalen(overzicht(dossier, DAG)), 200).splitlines()]
    assert expected in shown


def test_clauses_of_which_the_same_parties_have_the_same_day_stand_in_one_line() -> None:
    shown = screen(signalen(overzicht(shipped(), PEILDATUM)), 200)
    (line,) = (line for line in shown.splitlines() if "1.1a" in line and "dan te oud" in line)
    assert "16 januari 2027: artikel 1.1a, 1.1b en 1.2 taak 1: dan te oud bij Halt, later bij nog 10" in line


def test_what_is_too_old_already_does_not_make_the_rest_so() -> None:
    old = (
        "bevestigd_op: 2026-01-05}}\n  - {id: zuid, naam: Gemaal Zuid, soort: gemaal, contactpersoon: "
        "{functie: machinist, email: zuid@rijn.example, bevestigd_op: 2025-01-10}}"
    )
    dossier = waterbureau((RIJN, "bevestigd_op: 2026-06-01}}", old))
    shown = [line.strip() for line in screen(signalen(overzicht(dossier, DAG)), 200).splitlines()]
    assert f"6 {CONTACT} Waterschap Rijn, later bij nog 1" in shown


def test_what_a_deviation_lets_rest_is_too_old_only_when_that_ends() -> None:
    agreed = (
        "\nafwijkingen:\n  - {id: rust, bepalingen: [gemaal], wat: Niets bevestigen., reden: Er wordt verbouwd., "
        "van: 2026-01-01, tot: 2027-01-08, afgesproken_op: 2026-01-01, vindplaats: zaak 1}\n"
    )
    dossier = waterbureau(
        (RIJN, "bevestigd_op: 2026-06-01}}", "bevestigd_op: 2026-01-05}}"),
        ("data/convenant.yaml", "\nlooptijd:\n", f"{agreed}looptijd:\n"),
    )
    shown = [line.strip() for line in screen(signalen(overzicht(dossier, DAG)), 200).splitlines()]
    assert f"8 {CONTACT} Waterschap Rijn, later bij nog 1" in shown


@pytest.mark.parametrize(
    ("looptijd", "day", "expected"),
    [
        ("{ingang: 2027-01-01, eerste_termijn: 3 jaar, verlenging: geen}", PEILDATUM,
         "gaat in op 1 januari 2027 (over 41 dagen)"),
        ("{ingang: 2024-01-01, eerste_termijn: onbepaald, verlenging: geen}", PEILDATUM,
         "termijn 1, zonder einddatum; het convenant loopt door"),
        ("{ingang: 2024-01-01, eerste_termijn: 1 jaar, verlenging: geen}", PEILDATUM,
         "het convenant is geëindigd; de laatste dag was 31 december 2024"),
        ("{ingang: 2024-01-01, eerste_termijn: 3 jaar, verlenging: besluit}", date(2026, 12, 31),
         "termijn 1 loopt tot en met 31 december 2026 (nog 1 dag);"),
    ],
)  # fmt: skip
def test_the_term(looptijd: str, day: date, expected: str) -> None:
    text = FILES["data/convenant.yaml"].decode()
    head, _, rest = text.partition("looptijd:\n")
    changed = f"{head}looptijd: {looptijd}\nrollen:{rest.partition('rollen:')[2]}"
    assert f"Looptijd      {expected}" in screen(told(day, convenant=changed))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 29), "opzeggen kan nog 1 dag, tot en met 30 november 2026"),
        (date(2026, 11, 30), "opzeggen kan vandaag nog, tot en met 30 november 2026"),
        (date(2026, 12, 1), "opzeggen kon, tot en met 30 november 2026"),
    ],
)
def test_the_last_day_to_give_notice(day: date, expected: str) -> None:
    assert expected in screen(told(day))


def test_a_quiet_day() -> None:
    shown = screen(told(date(2024, 6, 1)))
    assert "Te laat       niets\n" in shown
    assert "Jaarplan      voor vandaag is er geen jaarplan\n" in shown


def test_the_meeting_of_today_is_the_next_one() -> None:
    assert "10 december 2026 (vandaag), 14:30 uur" in screen(told(date(2026, 12, 10)))
    after = " ".join(screen(told(date(2026, 12, 11))).split())
    assert "Bijeenkomst 10 december 2026: " in after
    assert "status=gehouden er is geen volgende bijeenkomst gepland" in after
    assert [signal.tekst for signal in told(date(2026, 12, 11)).te_laat][-1] == (
        "Jaarlijkse bijeenkomst 2026 heet nog ‘gepland’"
    )


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    laid(tmp_path, FILES)
    assert guarded(["-C", str(tmp_path), "status", "--peildatum", "2026-11-21"]) == 0
    assert capfd.readouterr().out == (FOLDER / "status-80.txt").read_text("utf-8")
    assert guarded(["-C", str(tmp_path), "status", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["version"] == 1


def test_a_reference_date_in_the_past_has_its_own_next_meeting() -> None:
    """On that day a meeting that has been held since was still to come; before the start nobody owes a statement."""
    dossier = shipped()
    then = signalen(overzicht(dossier, date(2024, 10, 1)))
    assert then.bijeenkomst is not None
    assert then.bijeenkomst.datum == date(2024, 11, 14)
    assert signalen(overzicht(dossier, date(2022, 11, 15))).verklaringen == ()


def test_what_the_adoption_of_a_draft_will_ask_is_told_under_its_own_heading() -> None:
    told_ = signalen(overzicht(shipped(), PEILDATUM))
    ((plan, asked),) = told_.voor_vaststellen
    assert plan.id == "2027"
    shown = screen(told_)
    assert "\nNog te doen voor het vaststellen\nJaarplan 2027: " in shown
    assert "'convenant render jaarplan 2027'" in " ".join(shown.split())
    (data,) = json.loads("".join(json_lines(told_)))["voor_vaststellen"]
    assert data["jaarplan"] == "2027"
    assert [one["wat"] for one in data["nog_te_doen"]] == [one.wat for one in asked]
    assert any("opstellen van jaarplan 2027 is niet gevonden" in one.wat for one in asked)


def test_every_plan_that_runs_has_a_line() -> None:
    plan = FILES["data/jaarplan/2026/jaarplan.yaml"].decode()
    own = re.sub(r"titel: .*", "titel: Plan van de politie", plan, count=1) + "eigenaar: politie\n"
    more = {"data/jaarplan/2026-politie/jaarplan.yaml": own.encode()}
    told_ = signalen(overzicht(load(literal({**FILES, **more}))[0], PEILDATUM))
    (first, second) = re.findall(r"(?:Jaarplan|  ) +(.* \(vastgesteld\), .*)", screen(told_, 120))
    assert first.endswith("4 acties: 1 afgerond, 2 lopen, 1 gepland")
    assert second == "Plan van de politie (vastgesteld), geen acties"
    assert [one["id"] for one in json.loads("".join(json_lines(told_)))["jaarplannen"]] == ["2026", "2026-politie"]


def test_an_adopted_plan_has_nothing_to_do_before_its_adoption() -> None:
    dossier = shipped()
    assert nog_te_doen(dossier, dossier.jaarplannen["2026"], PEILDATUM) == ()


@pytest.mark.parametrize(
    ("count", "status", "said"), [(1, "loopt", "1 loopt"), (8, "loopt", "8 lopen"), (3, "gepland", "3 gepland")]
)
def test_a_count_and_its_verb_agree(count: int, status: str, said: str) -> None:
    assert with_status(count, status) == said


def test_that_a_draft_is_late_is_nothing_to_do_before_its_adoption() -> None:
    """A draft was never adopted: that it would come after the day is told where its lateness is judged."""
    given = basis() | hoofdstuk(
        bepaling(
            "soort: jaarplan, vastgesteld_binnen: 30 dagen", gebonden="alle", gezamenlijk=True, familie="automatisch"
        )
    )
    plan = next(name for name in given if name.startswith("data/jaarplan/2026/jaarplan"))
    given[plan] = re.sub(r"(?m)^status: .*", "status: concept", re.sub(r"(?m)^vastgesteld_\w+: .*\n", "", given[plan]))
    dossier = load(literal({name: text.encode() for name, text in given.items()}))[0]
    (oordeel,) = [one for one in judge(dossier, PEILDATUM) if one.bepaling == "plan" and one.periode == "2026"]
    assert "nog niet vastgesteld; dat zou uiterlijk 31 januari 2026 zijn" in oordeel.toelichting
    asked = nog_te_doen(dossier, dossier.jaarplannen["2026"], PEILDATUM)
    assert not [one for one in asked if "is vastgesteld op" in one.wat]
