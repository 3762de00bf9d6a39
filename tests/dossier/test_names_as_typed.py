"""Names, numbers and days as people type them: they mean the same in every command that takes one."""

from datetime import date

import pytest

from convenant_cli.commands.reports.record import find, is_record
from convenant_cli.dossier.days import meant_day
from convenant_cli.dossier.meant import meant
from convenant_cli.editing.assigning import assignment
from convenant_cli.records import Actie, Evaluatie
from tests.alle_documenten import shipped
from tests.conftest import PEILDATUM

DOSSIER = shipped()


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("Halt", "halt"),
        ("POLITIE", "politie"),
        ("de gemeente", "gemeente"),
        ("Stichting Halt", "halt"),
        ("partij Halt", "halt"),
        ("Ashram College", "scope/ashram-college"),
        ("actie 3.4", "2026/handelingsprotocol-actualiseren"),
        ("actie:3.4", "2026/handelingsprotocol-actualiseren"),
        ("actie 3.1 van 2027", "2027/handelingsprotocol-actualiseren"),
        ("2027/3.1", "2027/handelingsprotocol-actualiseren"),
        ("1.2 taak 2", "c-informeren-partners"),
        ("artikel 1.2 taak 2", "c-informeren-partners"),
        ("jaarplan 2026", "2026"),
        ("verklaring 2026 halt", "2026/halt"),
        ("B2026-1", "b2026-1"),
        ("besluit b2026-1", "b2026-1"),
        ("10 december", "2026-12-10-jaarlijkse-bijeenkomst"),
        ("donderdag 10 december 2026", "2026-12-10-jaarlijkse-bijeenkomst"),
        ("bijeenkomst 17-09-2026", "2026-09-17-contactpersonenoverleg"),
        ("thema Sexting", "sexting"),
    ],
)
def test_a_thing_is_found_by_what_people_call_it(typed: str, id: str) -> None:
    found = find(DOSSIER, typed)
    records = [one for one in found if is_record(one)]
    assert [one.id for one in (records if len(records) == 1 else found)] == [id]


def test_every_id_means_itself_and_nothing_means_nothing() -> None:
    for soort, ids in DOSSIER.defined.items():
        for id in ids:
            assert (soort, id) in meant(DOSSIER, id)
    for typed in ("", "xyz", "actie", "actie 99.9", "32 december", "van de", "1.1.1.1"):
        assert meant(DOSSIER, typed) == [], typed


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-06-30", date(2026, 6, 30)),
        ("30-6-2026", date(2026, 6, 30)),
        ("30 juni 2026", date(2026, 6, 30)),
        ("1 mrt", date(2027, 3, 1)),
        ("10 december", date(2026, 12, 10)),
        ("30/6", date(2026, 6, 30)),
        ("29 februari", None),
        ("3.4", None),
        ("30 juni 1600", None),
        ("ooit", None),
    ],
)
def test_a_day_is_read_as_it_is_said(typed: str, day: date | None) -> None:
    assert meant_day(typed, PEILDATUM) == day


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("trekker=De politie", "politie"),
        ("status=Loopt", "loopt"),
        ("gereed=10 december", "2027-12-10"),
        ("partners=Halt, de gemeente", ["halt", "gemeente"]),
        ("inzet+={partner: Stichting Halt, inzet: Helpt.}", {"partner": "halt", "inzet": "Helpt."}),
        ("voortgang+={datum: 20 november, tekst: Gaat.}", {"datum": "2026-11-20", "tekst": "Gaat."}),
        ("vervolg_op=actie 3.4 van 2026", "2026/handelingsprotocol-actualiseren"),
        ("titel=Halt", "Halt"),
    ],
)
def test_a_value_is_what_somebody_means(asked: str, value: object) -> None:
    held = {"gereed": "2027-06-30"}
    assert assignment(DOSSIER, Actie, held, asked, PEILDATUM).edit.value == value


def test_a_field_of_another_kind_takes_only_its_own_kind() -> None:
    assert assignment(DOSSIER, Evaluatie, {}, "actie=Halt").edit.value == "Halt"
