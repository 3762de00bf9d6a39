"""A body of which the chair or a member is of a party that no longer takes part. Worked out by hand before judging.

The police chair the body and leave on 1 February 2027; the school has no member.
"""

from datetime import date

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.organen import leden_op
from convenant_cli.judging.judging import judge
from convenant_cli.sources.sources import literal
from tests.conftest import TESTS, read_folder, whole
from tests.een_bepaling import beoordeelbaar, bijeenkomst

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
#: The last day on which the police take part, and the first on which they do not.
DAYS = (date(2027, 1, 31), date(2027, 2, 1))
POLITIE = "data/partners/politie.yaml"
BODY = """\
naam: Regiegroep
taak: De regiegroep bewaakt de voortgang.
vergadert: {per: kwartaal}
leden:
  - {partner: gemeente, functie: wethouder}
  - {partner: politie, functie: teamchef}
MEER
voorzitter: {partner: politie, functie: teamchef}
"""
CLAUSE = """\
hoofdstuk: 9
titel: Toets
bepalingen:
  - id: regie
    nummer_zekerheid: ongenummerd
    titel: Regiegroep
    tekst: Regiegroep.
    gebonden: [alle]
    gezamenlijk: ja
    aard: resultaat
    familie: relatie
    toets: {soort: orgaan, orgaan: regiegroep, leden: [gemeente, school]VOORZITTER}
"""
SCHOOL = "  - {partner: noorderschool, functie: rector}"
CHAIR = "de voorzitter van de regiegroep is van Politie, en die doet niet meer mee sinds 1 februari 2027"
LIST = "in de ledenlijst staat nog Politie, en die doet niet meer mee sinds 1 februari 2027"


def told(day: str, member: str, chair: str = ", voorzitter: politie") -> tuple[str, str, str]:
    party = BASIS[POLITIE] + "lid_tot: 2027-02-01\n"
    files = {
        **BASIS,
        POLITIE: party,
        "data/organen/regiegroep.yaml": BODY.replace("MEER\n", f"{member}\n" if member else ""),
        "data/bepalingen/9-toets.yaml": CLAUSE.replace("VOORZITTER", chair),
    }
    known = beoordeelbaar(files)
    (one,) = [found for found in judge(known, date.fromisoformat(day)) if found.bepaling == "regie"]
    return one.staat, one.toelichting, one.nu


@pytest.mark.parametrize(
    ("day", "member", "chair", "state", "text"),
    [
        ("2027-01-31", SCHOOL, ", voorzitter: politie", "aantoonbaar", "de regiegroep is er, met leden van 3 partijen"),
        ("2027-02-01", SCHOOL, ", voorzitter: politie", "gedeeltelijk gevonden", f"{CHAIR}; {LIST}"),
        # The role of the one that left is right; that it left is the point.
        ("2027-02-01", SCHOOL, ", voorzitter: gemeente", "gedeeltelijk gevonden", f"{CHAIR}; {LIST}"),
        ("2027-02-01", SCHOOL, "", "aantoonbaar", f"de regiegroep is er, met leden van 2 partijen; {LIST}"),
        (
            "2027-02-01",
            "",
            ", voorzitter: politie",
            "gedeeltelijk gevonden",
            f"in de regiegroep is geen lid gevonden van Noorderschool; {CHAIR}; {LIST}",
        ),
    ],
)
def test_who_left_is_told_as_such(day: str, member: str, chair: str, state: str, text: str) -> None:
    assert told(day, member, chair)[:2] == (state, text)


def test_who_does_what_is_told_of_both() -> None:
    assert told("2027-02-01", "")[2] == (
        "Noorderschool wijst een lid aan en meldt de functie; "
        "de gemeente gaat na wie voorzitter is en werkt het dossier bij"
    )


def test_who_left_the_agreement_sits_in_no_body_any_more() -> None:
    """Its place in the list has no end of its own; a meeting after its leaving need not invite it."""
    files = {
        **BASIS,
        POLITIE: BASIS[POLITIE] + "lid_tot: 2027-02-01\n",
        "data/organen/regiegroep.yaml": BODY.replace("MEER\n", f"{SCHOOL}\n"),
    }
    known = whole(files)
    sits = {day: {one.partner for one in leden_op(known, known.organen["regiegroep"], day)} for day in DAYS}
    assert sits == {DAYS[0]: {"gemeente", "politie", "noorderschool"}, DAYS[1]: {"gemeente", "noorderschool"}}
    invited = "genodigd: [gemeente, noorderschool]"
    for day, missed in zip(
        DAYS, (["'politie' is lid van de regiegroep, maar staat niet bij de genodigden"], []), strict=True
    ):
        meeting = bijeenkomst(str(day), status="gepland").replace("genodigd: [alle]", f"{invited}\norgaan: regiegroep")
        made = literal({**files, f"data/bijeenkomsten/{day}-overleg.yaml": meeting})
        told = [one.message for one in check_source(made, date(2026, 11, 21)).findings if one.rule == "orgaan-klopt"]
        assert [text for text in told if "genodigden" in text] == missed
