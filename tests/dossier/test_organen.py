"""A body of which every party is a member: who that is on a day, where it counts, and how it reads."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import orgaan_klopt
from convenant_cli.documents.content.organen import organen
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.kader import Kader
from convenant_cli.dossier.organen import leden_op, partijen_op
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.site.public import public
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.conftest import PEILDATUM, TESTS, read_folder, whole

BASIS = read_folder(TESTS / "checks" / "controles" / "_basis")
BODY = "data/organen/deelnemersoverleg.yaml"
EVERY = "naam: Deelnemersoverleg\nzinsnaam: het deelnemersoverleg\ntaak: Kijkt hoe het gaat.\nelke_partij: bestuurder\n"
CLAUSE = b"""\
hoofdstuk: 9
titel: Overleg
bepalingen:
  - id: overleg
    nummer_zekerheid: ongenummerd
    titel: Overleg
    tekst: Elke partij zit in het overleg.
    gebonden: [deelnemersoverleg]
    aard: resultaat
    familie: automatisch
    toets: {soort: orgaan, orgaan: deelnemersoverleg}
"""
POLITIE = "data/partners/politie.yaml"


def dossier(more: str = "", files: Mapping[str, bytes] = MappingProxyType({})) -> Dossier:
    every = {**BASIS, BODY: (EVERY + more).encode(), "data/bepalingen/9-overleg.yaml": CLAUSE}
    return whole({**every, **files})


def test_every_party_is_a_member_while_it_takes_part() -> None:
    known = dossier()
    assert partijen_op(known, ("deelnemersoverleg",), PEILDATUM) == set(known.partners)
    left = BASIS[POLITIE] + b"lid_tot: 2026-03-01\n"
    known = dossier(files={POLITIE: left})
    assert "politie" in partijen_op(known, ("deelnemersoverleg",), date(2026, 2, 28))
    assert partijen_op(known, ("deelnemersoverleg",), PEILDATUM) == set(known.partners) - {"politie"}


def test_who_is_named_sits_there_in_that_function_and_once() -> None:
    known = dossier("leden: [{partner: politie, functie: teamchef, tot: 2026-06-01}]\n")
    body = known.organen["deelnemersoverleg"]

    def functions(day: date) -> list[str]:
        return [lid.functie for lid in leden_op(known, body, day) if lid.partner == "politie"]

    assert functions(date(2026, 5, 31)) == ["teamchef"]
    assert functions(date(2026, 6, 1)) == ["bestuurder"]
    assert organen(known, date(2026, 5, 31))[0].leden == ("elke partij (bestuurder)", "Politie (teamchef)")


def test_a_clause_binds_each_of_them_and_finds_each() -> None:
    known = dossier()
    told = {o.partner: o.staat for o in judge(known, PEILDATUM) if o.bepaling == "overleg"}
    assert told == dict.fromkeys(known.partners, "voldaan")


def test_a_chair_is_a_member_then_and_a_body_of_nobody_is_a_fault() -> None:
    chaired = "voorzitter: {partner: politie, functie: teamchef}\n"
    kader = Kader(dossier(chaired))
    assert list(orgaan_klopt.check_one(kader.organen["deelnemersoverleg"], kader)) == []
    nobody = EVERY.replace("elke_partij: bestuurder\n", "")
    found = check_source(literal({**BASIS, BODY: nobody.encode()}), PEILDATUM).findings
    assert [one.message for one in found if one.rule == "orgaan-klopt"] == ["het deelnemersoverleg heeft geen leden"]


def test_everybody_may_know_that_all_are_members() -> None:
    assert organen(public(dossier()), PEILDATUM)[0].leden == ("elke partij (bestuurder)",)


def test_a_body_of_all_can_be_reported_to() -> None:
    other = b"naam: Regiegroep\ntaak: Regie.\nleden: [{partner: politie, functie: chef}]\n"
    other += b"rapporteert_aan: deelnemersoverleg\n"
    known = dossier(files={"data/organen/regiegroep.yaml": other})
    assert [one.aan for one in organen(known, PEILDATUM)] == ["", "het deelnemersoverleg"]


def test_a_named_member_sits_there_no_longer_than_its_party_takes_part() -> None:
    left = {POLITIE: BASIS[POLITIE] + b"lid_tot: 2026-03-01\n"}
    body = EVERY.replace("elke_partij: bestuurder\n", "leden: [{partner: politie, functie: teamchef}]\n").encode()
    known, _ = load(literal({**BASIS, **left, BODY: body}))
    assert partijen_op(known, ("deelnemersoverleg",), date(2026, 2, 28)) == {"politie"}
    assert partijen_op(known, ("deelnemersoverleg",), date(2026, 3, 1)) == set()
