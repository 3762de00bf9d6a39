"""What came after its day is told the same by every toets that knows a day: it is there, it was late, somebody looks.

Worked out by hand: everything below came on one day, 1 June 2026. The clause asks it by that day or by the day before.
"""

from datetime import date

import pytest

from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.toetsen import toetsen
from tests.een_bepaling import basis, beoordeelbaar, bepaling, bijeenkomst, hoofdstuk, verklaring

BASIS = basis("jaarplan", "evaluaties", "bijeenkomsten", "verklaringen")
POLITIE = "data/partners/politie.yaml"
PLAN = """\
titel: Plan
periode: {period}
eigenaar: politie
opdrachtgever: politie
status: vastgesteld
versie: 1.0
vastgesteld_op: {day}
samenvatting: Zo.
themas:
  - {{thema: schoolklimaat, nummer: 1, aanleiding: Zo., doelen: [{{id: beter, tekst: B.}}]}}
"""
DOCUMENT = "documenten:\n  - {id: stuk, soort: stuk, titel: Stuk, vindplaats: Z-1, vastgesteld_op: 2026-06-01}\n"
DELIVERY = "leveringen:\n  - {soort: stuk, titel: Stuk, datum: 2026-06-01, over: kalenderjaar 2025}\n"
NOTE = """\
titel: Terugblik
jaarplan: 2026-politie
datum: 2026-06-01
opgesteld_door: [politie]
waardering: gehaald
conclusies: [Het ging goed.]
vervolg: {keuze: voortzetten}
"""
ACTION = """\
nummer: 1.1
titel: Les
thema: schoolklimaat
doel: beter
trekker: politie
start: 2026-02-01
gereed: 2026-03-01
status: afgerond
afgerond_op: 2026-03-01
geen_indicator_omdat: Zo.
"""
STATED = {"data/verklaringen/2026-kwartaal-1/politie.yaml": verklaring("2026-06-01", "ja", "stuk")}
MEETING = {
    "data/bijeenkomsten/2025-06-03-jaarlijks.yaml": bijeenkomst("2025-06-03"),  # else that of 2026 was put off
    "data/bijeenkomsten/2026-06-02-jaarlijks.yaml": bijeenkomst("2026-06-02"),
    "data/bijeenkomsten/2026-06-01-jaarlijks.yaml": bijeenkomst("2026-06-01"),
}
HELD = {"data/bijeenkomsten/2026-06-01-jaarlijks.yaml": bijeenkomst("2026-06-01")}
OFFER = (
    "aanbod:\n  - {id: les, titel: Les, vorm: training, doelgroep: Jongeren, frequentie: jaarlijks, "
    "bevestigd_op: 2026-06-01}\n"
)
DECIDED = {
    "data/bijeenkomsten/2026-06-01-jaarlijks.yaml": bijeenkomst("2026-06-01")
    + "besluiten:\n  - {nummer: b2026-9, tekst: Zo gaan wij het doen.}\n"
}
OWN = "data/jaarplan/2026-politie/jaarplan.yaml"
YEAR = "kalenderjaar 2026"

#: The toets; the parameter with the day; its value when in time and when late; what there is; the period.
CASES = [
    ("document", "uiterlijk", "2026-06-01", "2026-05-31", "documentsoort: stuk", {POLITIE: DOCUMENT}, ""),
    ("document", "uiterlijk", "1 juni", "31 mei", "documentsoort: stuk", {POLITIE: DOCUMENT}, "2026"),
    ("publicatie", "uiterlijk", "1 juni erna", "31 mei erna", "levering: stuk, per: kalenderjaar",
     {POLITIE: DELIVERY}, "2025"),
    ("publicatie", "binnen", "22 weken", "21 weken", "levering: stuk, per: kalenderjaar", {POLITIE: DELIVERY}, "2025"),
    ("jaarplan", "uiterlijk", "1 juni", "31 mei", "eigen: ja",
     {OWN: PLAN.format(period=YEAR, day="2026-06-01")}, "2026"),
    ("jaarplan", "vastgesteld_binnen", "5 maanden", "4 maanden", "eigen: ja",
     {OWN: PLAN.format(period=YEAR, day="2026-06-01")}, "2026"),
    ("mijlpaal", "streefdatum", "2026-06-01", "2026-05-31", "besluit: b2026-9", DECIDED, ""),
    ("verklaring", "uiterlijk", "jaarlijks", "jaarlijks", "", MEETING, "2026"),
    ("verklaring", "binnen", "9 weken", "8 weken", "per: kwartaal", STATED, "1e kwartaal 2026"),
    ("verklaring", "uiterlijk", "1 juni erna", "31 mei erna", "",
     {"data/verklaringen/2025/politie.yaml": verklaring("2026-06-01", "ja", "stuk")}, "2025"),
    ("bijeenkomst", "uiterlijk", "1 juni", "31 mei", "bijeenkomst: jaarlijks", HELD, "2026"),
    ("orgaan", "uiterlijk", "1 juni", "31 mei", "orgaan: stuurgroep, leden: [politie], vergadert: ja",
     {"data/organen/stuurgroep.yaml": "naam: Stuurgroep\ntaak: Sturen.\nvergadert: {per: kalenderjaar, minstens: 1}\n"
      "leden:\n  - {partner: politie, functie: teamchef}\n", **{name: f"{text}orgaan: stuurgroep\n"
      for name, text in HELD.items()}}, "2026"),
    ("evaluatie", "uiterlijk", "1 juni", "31 mei", "van: convenant",
     {"data/evaluaties/2026/convenant.yaml": NOTE.replace("jaarplan: 2026-politie", "convenant: ja")}, "2026"),
    ("aanbod", "uiterlijk", "1 juni", "31 mei", "per: kalenderjaar", {POLITIE: OFFER}, "2026"),
    ("evaluatie", "binnen", "2 maanden", "1 maand", "van: jaarplan, eigen: ja",
     {OWN: PLAN.format(period="2026-01-01 t/m 2026-04-15", day="2026-01-01"),
      "data/evaluaties/2026/plan.yaml": NOTE}, "2026-politie"),
    ("evaluatie", "binnen", "3 maanden", "2 maanden", "van: actie, eigen: ja",
     {OWN: PLAN.format(period=YEAR, day="2026-01-01"), "data/jaarplan/2026-politie/acties/les.yaml": ACTION,
      "data/evaluaties/2026/les.yaml": NOTE.replace("jaarplan: 2026-politie", "actie: 2026-politie/les")},
     "2026-politie"),
    ("ondertekening", "ondertekend_binnen", "29 maanden", "28 maanden", "", {}, ""),
]  # fmt: skip
IDS = [f"{kind}-{name}-{late}" for kind, name, _, late, *_ in CASES]


def oordeel(case: tuple[str, str, str, str, str, dict[str, str], str], late: bool, day: str = "2026-06-10") -> Oordeel:
    kind, name, in_time, too_late, more, given, period = case
    files = dict(BASIS)
    for file, text in given.items():
        files[file] = files.get(file, "") + text
    if in_time == "jaarlijks":  # before the first meeting of the year
        files["data/verklaringen/2026/politie.yaml"] = verklaring("2026-06-01", "ja", "stuk")
        if not late:
            del files["data/bijeenkomsten/2026-06-01-jaarlijks.yaml"]
    if kind == "ondertekening":
        files[POLITIE] = files[POLITIE].replace(
            "ondertekening: {datum: 2024-01-01", "ondertekening: {datum: 2026-06-01"
        )
    convenant = "data/convenant.yaml"
    files[convenant] = files[convenant].replace("documentsoorten:\n", "documentsoorten:\n  stuk: {naam: Stuk}\n")
    asked = ", ".join(filter(None, (f"soort: {kind}", more, f"{name}: {too_late if late else in_time}")))
    family = "verklaring" if kind == "verklaring" else "relatie"
    files |= hoofdstuk(bepaling(asked, "stuk", gebonden="politie", familie=family, tekst="Een stuk."))
    dossier = beoordeelbaar(files)
    found = judge(dossier, date.fromisoformat(day))
    (one,) = [one for one in found if (one.bepaling, one.periode) == ("stuk", period)]
    return one


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_what_came_on_the_day_is_in_time_and_a_day_later_it_is_late(
    case: tuple[str, str, str, str, str, dict[str, str], str],
) -> None:
    good, late = oordeel(case, late=False), oordeel(case, late=True)
    assert (good.uitkomst.name, good.symbool, good.aandacht) == ("GOED", "●", False)
    assert (late.uitkomst.name, late.symbool, late.aandacht, late.door_tijd) == ("LATER", "◊", True, True)
    assert late.staat == "later dan afgesproken"
    assert "later dan" in late.toelichting or "na de afgesproken termijn" in late.toelichting
    assert late.bij is not None


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case[-1]], ids=["document", "mijlpaal", "ondertekening"]
)
def test_what_was_asked_once_and_came_late_rests_after_a_year(
    case: tuple[str, str, str, str, str, dict[str, str], str],
) -> None:
    told = [oordeel(case, late=True, day=day) for day in ("2027-05-31", "2027-06-01")]
    assert [(one.uitkomst.name, one.aandacht) for one in told] == [("LATER", True), ("LATER", False)]


def test_every_toets_that_knows_a_day_stands_in_the_table() -> None:
    days = {"uiterlijk", "binnen", "vastgesteld_binnen", "streefdatum", "ondertekend_binnen"}
    known = {(kind, name) for kind, toets in toetsen().items() for name in days & set(toets.model_fields)}
    assert known == {(kind, name) for kind, name, *_ in CASES}


def test_of_what_must_be_renewed_the_day_of_this_version_does_not_say_that_the_first_was_late() -> None:
    kind, name, in_time, late, more, given, period = CASES[0]
    renewed = (kind, name, in_time, late, f"{more}, hoogstens_oud: 12 maanden", given, period)
    assert oordeel(renewed, late=True).uitkomst.name == "GOED"
