"""The case that a toets judges: who is bound, since when, and which periods count on a day."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.findings import Place
from convenant_cli.judging.delen.plannen_van import lopende_plannen_van
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import RITMES, Ritme, Tijdvak, add_months
from tests.conftest import PEILDATUM, TESTS, read_folder, whole
from tests.klein import CONVENANT, klein

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
INGANG = date(2022, 11, 16)

WEST = """\
naam: Stichting Westerscholen
korte_naam: Westerscholen
rollen: [school, aanbieder]
lid_van: 2025-08-01
lid_tot: 2026-08-01
ondertekening: {datum: 2025-08-01, functie: bestuurder}
contactpersoon: {functie: secretaris, email: convenant@west.example}
eenheden:
  - {id: kade, naam: De Kade, soort: school, vervanger: {functie: conciërge}}
  - {id: laat, naam: De Laatkomer, soort: school, lid_van: 2026-01-01}
  - {id: vroeg, naam: De Vroege Vogel, soort: school, lid_tot: 2025-12-31}
  - {id: ruim, naam: De Ruimte, soort: school, lid_van: 2020-01-01, lid_tot: 2030-01-01}
"""


def dossier() -> Dossier:
    convenant = BASIS["data/convenant.yaml"].decode().replace("rollen:", "rollen:\n  aanbieder: {naam: Aanbieders}")
    return whole({**BASIS, "data/convenant.yaml": convenant, "data/partners/west.yaml": WEST})


def zaak(
    gebonden: str = "alle", peildatum: date = PEILDATUM, gezamenlijk: bool = False, in_werking: Tijdvak | None = None
) -> Zaak:
    """Return a case with these comma-separated bound parties, in an agreement that runs on unless told otherwise."""
    found = dossier()
    chapter = next(iter(found.hoofdstukken.values()))
    wanted = tuple(gebonden.split(", ")) if gebonden else ()
    clause = chapter.bepalingen[0].model_copy(update={"gebonden": wanted, "gezamenlijk": gezamenlijk})
    running = in_werking or Tijdvak(INGANG, date.max)
    return Zaak(found, clause, chapter.at("bepalingen", 0), peildatum, running)


def names(found: tuple[Gebondene, ...]) -> list[str]:
    return [who.eenheid_id or who.partner.id for who in found]


# --- periods ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ritme", "day", "expected"),
    [
        ("kalenderjaar", "2026-12-31", ["2025: 01-01-2025 t/m 31-12-2025", "2026: 01-01-2026 t/m 31-12-2026"]),
        ("kalenderjaar", "2027-01-01", ["2026: 01-01-2026 t/m 31-12-2026", "2027: 01-01-2027 t/m 31-12-2027"]),
        (
            "schooljaar",
            "2026-07-31",
            [
                "schooljaar 2024-2025: 01-08-2024 t/m 31-07-2025",
                "schooljaar 2025-2026: 01-08-2025 t/m 31-07-2026",
            ],
        ),
        (
            "schooljaar",
            "2026-08-01",
            [
                "schooljaar 2025-2026: 01-08-2025 t/m 31-07-2026",
                "schooljaar 2026-2027: 01-08-2026 t/m 31-07-2027",
            ],
        ),
        (
            "convenantjaar",
            "2026-11-15",
            [
                "jaar 2024-2025: 16-11-2024 t/m 15-11-2025",
                "jaar 2025-2026: 16-11-2025 t/m 15-11-2026",
            ],
        ),
        (
            "convenantjaar",
            "2026-11-16",
            [
                "jaar 2025-2026: 16-11-2025 t/m 15-11-2026",
                "jaar 2026-2027: 16-11-2026 t/m 15-11-2027",
            ],
        ),
    ],
)
def test_the_last_period_and_the_current_one(ritme: Ritme, day: str, expected: list[str]) -> None:
    periods = zaak(peildatum=date.fromisoformat(day)).periodes(ritme)
    assert [f"{period.naam}: {period.tijdvak}" for period in periods] == expected
    assert [period.voorbij for period in periods] == [True, False]


@pytest.mark.parametrize(
    ("ritme", "day", "first", "last", "count"),
    [
        # Of what is shorter than a year: each that ended in the last twelve months, and the one that runs.
        ("halfjaar", "2026-06-30", "1e halfjaar 2025: 01-01-2025 t/m 30-06-2025", "1e halfjaar 2026", 3),
        ("halfjaar", "2026-07-01", "2e halfjaar 2025: 01-07-2025 t/m 31-12-2025", "2e halfjaar 2026", 3),
        ("kwartaal", "2026-12-31", "4e kwartaal 2025: 01-10-2025 t/m 31-12-2025", "4e kwartaal 2026", 5),
        ("kwartaal", "2027-01-01", "1e kwartaal 2026: 01-01-2026 t/m 31-03-2026", "1e kwartaal 2027", 5),
        ("maand", "2024-02-29", "02-2023: 01-02-2023 t/m 28-02-2023", "02-2024", 13),
        ("maand", "2024-03-01", "03-2023: 01-03-2023 t/m 31-03-2023", "03-2024", 13),
        ("maand", "2027-01-01", "01-2026: 01-01-2026 t/m 31-01-2026", "01-2027", 13),
    ],
)
def test_a_quarter_that_was_over_is_judged_for_a_year(
    ritme: Ritme, day: str, first: str, last: str, count: int
) -> None:
    periods = zaak(peildatum=date.fromisoformat(day)).periodes(ritme)
    assert (f"{periods[0].naam}: {periods[0].tijdvak}", periods[-1].naam, len(periods)) == (first, last, count)
    assert [period.voorbij for period in periods] == [True] * (count - 1) + [False]


@pytest.mark.parametrize(
    ("ritme", "day", "expected"),
    [
        # The agreement starts on 16-11-2022: what lies before it does not count, what holds it does.
        ("kalenderjaar", "2022-11-16", ["2022"]),
        ("kalenderjaar", "2022-12-31", ["2022"]),
        ("kalenderjaar", "2023-01-01", ["2022", "2023"]),
        ("schooljaar", "2023-07-31", ["schooljaar 2022-2023"]),
        ("schooljaar", "2023-08-01", ["schooljaar 2022-2023", "schooljaar 2023-2024"]),
        ("convenantjaar", "2023-11-15", ["jaar 2022-2023"]),
        ("convenantjaar", "2023-11-16", ["jaar 2022-2023", "jaar 2023-2024"]),
        ("halfjaar", "2022-12-31", ["2e halfjaar 2022"]),
        ("kwartaal", "2022-12-31", ["4e kwartaal 2022"]),
        ("maand", "2022-11-30", ["11-2022"]),
        ("maand", "2022-12-01", ["11-2022", "12-2022"]),
    ],
)
def test_periods_before_the_agreement_do_not_count(ritme: Ritme, day: str, expected: list[str]) -> None:
    assert [period.naam for period in zaak(peildatum=date.fromisoformat(day)).periodes(ritme)] == expected


def test_periods_after_the_agreement_do_not_count() -> None:
    ended = Tijdvak(INGANG, date(2026, 1, 1))
    assert [period.naam for period in zaak(in_werking=ended).periodes("kalenderjaar")] == ["2025"]


def test_an_agreement_that_started_on_29_february() -> None:
    leap = Tijdvak(date(2024, 2, 29), date.max)
    assert [
        str(period.tijdvak) for period in zaak(peildatum=date(2028, 2, 28), in_werking=leap).periodes("convenantjaar")
    ] == ["28-02-2026 t/m 27-02-2027", "28-02-2027 t/m 28-02-2028"]


ANY_DAY = zaak()


@given(st.sampled_from(RITMES), st.dates(date(2023, 12, 1), date(2060, 12, 31)))
def test_periods_touch_and_the_last_holds_the_day(ritme: Ritme, day: date) -> None:
    periods = replace(ANY_DAY, peildatum=day).periodes(ritme)
    assert all(one.tijdvak.tot == other.tijdvak.van for one, other in pairwise(periods))
    assert day in periods[-1].tijdvak
    assert len({period.naam for period in periods}) == len(periods) >= 2
    assert len(periods) == 2 or periods[0].tijdvak.tot > add_months(day, -12)


# --- who is bound -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("gebonden", "expected"),
    [
        ("alle", ["gemeente", "noorderschool", "politie", "west"]),
        ("school", ["noorderschool", "west"]),
        ("politie", ["politie"]),
        ("noorderschool", ["noorderschool"]),
        ("aanbieder, gemeente", ["gemeente", "west"]),
        ("school, west, alle", ["gemeente", "noorderschool", "politie", "west"]),
        ("west/kade", ["west/kade"]),
        ("west/laat, west/kade", ["west/laat", "west/kade"]),
        ("noorderschool/kade", []),
        ("west/kade, politie", ["politie", "west/kade"]),
        ("onbekend", []),
        ("", []),
    ],
)
def test_bound_by_role_party_unit_or_all(gebonden: str, expected: list[str]) -> None:
    assert names(zaak(gebonden).bound) == expected


def test_each_party_is_bound_once() -> None:
    assert names(zaak("school, aanbieder, west").bound) == ["noorderschool", "west"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-07-31", ["gemeente", "noorderschool", "politie"]),
        ("2025-08-01", ["gemeente", "noorderschool", "politie", "west"]),
        ("2026-07-31", ["gemeente", "noorderschool", "politie", "west"]),
        ("2026-08-01", ["gemeente", "noorderschool", "politie"]),
    ],
)
def test_members_on_a_day(day: str, expected: list[str]) -> None:
    at = date.fromisoformat(day)
    assert names(zaak(peildatum=at).gebonden) == expected
    assert names(zaak().leden(at)) == expected
    assert [partner.id for partner in zaak().partners_met(("alle",), at)] == expected


def test_a_party_that_left_within_a_period_was_bound_in_part_of_it() -> None:
    case = zaak("west")
    previous, current = case.periodes("kalenderjaar")
    (west,) = case.bound
    assert west.tijdvak == Tijdvak(date(2025, 8, 1), date(2026, 8, 1))
    assert (west.tijdvak.overlapt(previous.tijdvak), west.tijdvak.overlapt(current.tijdvak)) == (True, True)
    assert case.gebonden == ()
    (after,) = (period for period in case.periodes("schooljaar") if not period.voorbij)
    assert not west.tijdvak.overlapt(after.tijdvak), "it left on the first day of the school year"


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("kade", "01-08-2025 t/m 31-07-2026"),
        ("laat", "01-01-2026 t/m 31-07-2026"),
        ("vroeg", "01-08-2025 t/m 30-12-2025"),
        ("ruim", "01-08-2025 t/m 31-07-2026"),  # never longer than its party
    ],
)
def test_a_unit_has_its_own_time_within_that_of_its_party(unit: str, expected: str) -> None:
    (who,) = zaak(f"west/{unit}").bound
    assert str(who.tijdvak) == expected


def test_units_that_take_part_on_a_day() -> None:
    units = "west/kade, west/laat, west/vroeg, west/ruim"
    assert names(zaak(units).leden(date(2025, 12, 30))) == ["west/kade", "west/vroeg", "west/ruim"]
    assert names(zaak(units).leden(date(2025, 12, 31))) == ["west/kade", "west/ruim"]
    assert names(zaak(units).leden(date(2026, 1, 1))) == ["west/kade", "west/laat", "west/ruim"]


@pytest.mark.parametrize(
    ("rollen", "day", "expected"),
    [
        (("school",), "2026-07-31", ["noorderschool", "west"]),
        (("school",), "2026-08-01", ["noorderschool"]),
        (("aanbieder", "politie"), "2026-07-31", ["politie", "west"]),
        (("west",), "2026-07-31", ["west"]),
        (("alle",), "2023-12-31", []),
        ((), "2026-07-31", []),
    ],
)
def test_partners_met(rollen: tuple[str, ...], day: str, expected: list[str]) -> None:
    assert [partner.id for partner in zaak().partners_met(rollen, date.fromisoformat(day))] == expected


# --- names and places ---------------------------------------------------------------------------------------------


def test_how_sentences_and_findings_name_them() -> None:
    (west,) = zaak("west").bound
    (unit,) = zaak("west/laat").bound
    assert (west.naam, west.eenheid_id, west.place) == ("Westerscholen", None, Place("data/partners/west.yaml"))
    assert (unit.naam, unit.eenheid_id) == ("De Laatkomer", "west/laat")
    assert unit.place == Place("data/partners/west.yaml", ("eenheden", 1))


def test_contacts_of_a_party_and_of_a_unit() -> None:
    case = zaak()
    west = dossier().partners["west"]
    contact, place = case.contact(Gebondene(west), "contactpersoon")
    assert contact is not None
    assert (contact.functie, place.path) == ("secretaris", ("contactpersoon",))
    unit = Gebondene(west, west.eenheden[0])
    assert case.contact(unit, "contactpersoon") == (
        None,
        Place("data/partners/west.yaml", ("eenheden", 0, "contactpersoon")),
    )
    assert case.contact(unit, "vervanger")[0] is not None


def test_everybody_or_all_together() -> None:
    at = date(2026, 7, 31)
    assert [who and who.partner.id for who in zaak("school", at).ieder_of_samen()] == ["noorderschool", "west"]
    assert list(zaak("school", at, gezamenlijk=True).ieder_of_samen()) == [None]
    assert list(zaak("", at).ieder_of_samen()) == [None]


def test_everybody_who_took_part_in_a_period() -> None:
    case = zaak("school")
    previous, current = case.periodes("schooljaar")
    assert [who and who.partner.id for who in case.ieder_of_samen()] == ["noorderschool"]
    assert [who and who.partner.id for who in case.ieder_of_samen(previous.tijdvak)] == ["noorderschool", "west"]
    assert [who and who.partner.id for who in case.ieder_of_samen(current.tijdvak)] == ["noorderschool"]
    assert list(zaak("school", gezamenlijk=True).ieder_of_samen(current.tijdvak)) == [None]


def test_the_own_time_of_a_party_lies_within_the_agreement() -> None:
    case = zaak("west", in_werking=Tijdvak(INGANG, date(2026, 1, 1)))
    (west,) = case.bound
    assert case.eigen_tijd(west) == Tijdvak(date(2025, 8, 1), date(2026, 1, 1))
    assert case.eigen_tijd(None) == Tijdvak(INGANG, date(2026, 1, 1))


def test_how_a_period_stands_in_a_sentence() -> None:
    case = zaak()
    assert [period.in_zin for period in case.periodes("kalenderjaar")] == ["2025", "2026"]
    assert [period.in_zin for period in case.periodes("kwartaal")] == [
        "het 4e kwartaal 2025", *(f"het {number}e kwartaal 2026" for number in (1, 2, 3, 4))
    ]  # fmt: skip


# --- meetings and plans as they stand on a day --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "held", "planned"),
    [
        ("2025-11-30", [], ["2025-12-01-jaarlijks"]),
        ("2025-12-01", ["2025-12-01-jaarlijks"], []),
        ("2026-11-21", ["2025-12-01-jaarlijks"], []),
    ],
)
def test_a_meeting_is_held_from_its_day_on(day: str, held: list[str], planned: list[str]) -> None:
    case = zaak(peildatum=date.fromisoformat(day))
    assert [meeting.id for meeting in case.gehouden("jaarlijks")] == held
    assert [meeting.id for meeting in case.gepland("jaarlijks")] == planned
    assert (case.gehouden("iets-anders"), case.gepland("iets-anders")) == ([], [])


@pytest.mark.parametrize(
    ("day", "adopted", "begun", "over"),
    [
        ("2025-11-30", False, False, False),
        ("2025-12-01", True, False, False),
        ("2025-12-31", True, False, False),
        ("2026-01-01", True, True, False),
        ("2026-12-31", True, True, False),
        ("2027-01-01", True, True, True),
    ],
)
def test_a_plan_is_adopted_begun_and_over(day: str, adopted: bool, begun: bool, over: bool) -> None:
    case = zaak(peildatum=date.fromisoformat(day))
    (plan,) = case.plannen
    assert (plan.vastgesteld, plan.begonnen, plan.voorbij) == (adopted, begun, over)
    assert lopende_plannen_van(case, None) == ([] if over else [plan])
    assert (plan.kan_nog, plan.door_tijd) == (not adopted, False)


def test_an_oordeel_takes_over_what_the_clause_says() -> None:
    case = zaak("west/laat")
    (unit,) = case.bound
    oordeel = case.oordeel(Uitkomst.GOED, unit, "dit klopt", periode="2026")
    assert (oordeel.bepaling, oordeel.partner, oordeel.eenheid) == ("contactpersoon", "west", "west/laat")
    assert (oordeel.familie, oordeel.staat, oordeel.symbool) == ("automatisch", "voldaan", "●")
    together = case.oordeel(Uitkomst.ONTBREEKT, None, "dit ontbreekt")
    assert (together.partner, together.eenheid, together.staat, together.aandacht) == (
        None,
        None,
        "niet gevonden",
        True,
    )
    ambition = case.oordeel(Uitkomst.ONTBREEKT, None, "dit ontbreekt", ambitie=True)
    assert not ambition.aandacht


@pytest.mark.parametrize(
    ("began", "day", "lacking"),
    [
        ("", PEILDATUM, True),
        ("2025-12-31", PEILDATUM, True),  # the year was not over yet
        ("2026-01-01", PEILDATUM, False),
        ("2026-11-21", PEILDATUM, False),
        ("2026-11-21", date(2027, 3, 1), True),  # of 2026
    ],
)
def test_a_dossier_accuses_nobody_of_the_time_before_it_was_there(began: str, day: date, lacking: bool) -> None:
    source = klein()
    files = {name: raw for name, raw in source.files.items() if "verklaringen/" not in name}
    since = f"beheerder: gemeente\ndossier_vanaf: {began}" if began else "beheerder: gemeente"
    files[CONVENANT] = files[CONVENANT].replace(b"beheerder: gemeente", since.encode())
    found = judge(load(replace(source, files=files))[0], day)
    (last,) = [
        one
        for one in found
        if (one.bepaling, one.partner, one.periode) == ("veiligheidsplan", "noorderschool", str(day.year - 1))
    ]
    assert last.aandacht is lacking
    assert (last.uitkomst is Uitkomst.ONTBREEKT) is lacking
    if not lacking:
        assert last.uitkomst is Uitkomst.NIET_VAN_TOEPASSING
        assert "was al voorbij toen dit dossier begon" in last.toelichting
        assert last.uiterlijk is None
