"""A meeting without an organiser is one of who keeps the dossier: also when that is an office and no party."""

import re

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.dossier.reading import load
from convenant_cli.exchange.afspraken import Afspraak, Geschiedenis
from convenant_cli.exchange.ics import kalenders
from convenant_cli.judging.judging import judge
from convenant_cli.records import Bijeenkomst
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT
from tests.conftest import PEILDATUM, whole
from tests.een_bepaling import basis, bepaling, bijeenkomst, hoofdstuk

CONVENANT, MEETING = "data/convenant.yaml", "2027-03-01-jaarlijks"
OFFICE = """\
secretariaat:
  naam: Programmabureau
  zinsnaam: het programmabureau
  contactpersoon: {functie: secretaris, email: bureau@regio.example}
"""


def files(keeper: str) -> dict[str, str]:
    known = basis() | hoofdstuk(
        bepaling("soort: bijeenkomst, bijeenkomst: jaarlijks, per: kalenderjaar", gebonden="alle")
    )
    known[CONVENANT] = known[CONVENANT].replace("beheerder: gemeente\n", keeper)
    told = bijeenkomst("2027-03-01", status="gepland").replace("organisator: gemeente\n", "")
    return known | {f"data/bijeenkomsten/{MEETING}.yaml": told}


@pytest.mark.parametrize(
    ("keeper", "name"), [(OFFICE, "het programmabureau"), ("beheerder: gemeente\n", "de gemeente")]
)
def test_who_keeps_the_dossier_organises_what_names_nobody(keeper: str, name: str) -> None:
    source = literal(files(keeper))
    assert [one.message for one in check_source(source, PEILDATUM).findings if "organis" in one.message] == []
    dossier = whole(source)
    invitation = make(".md", "uitnodiging.html.j2", kinds.context("uitnodiging", dossier, MEETING, MOMENT)).decode()
    agenda = make(".md", "agenda.html.j2", kinds.context("agenda", dossier, MEETING, MOMENT)).decode()
    begun = name[0].upper() + name[1:]
    assert f"{begun} nodigt " in invitation
    assert ("de gemeente" in invitation.partition(" nodigt ")[2].partition(" uit ")[0]) == (name != "de gemeente")
    assert f"Laat het weten bij {name}" in invitation
    assert f"Laat het weten bij {name}" in agenda
    shown = "Programmabureau" if "bureau" in name else "Gemeente"
    assert re.search(rf"Organisatie: .*{shown}", agenda)
    assert re.search(rf"\| Opening .*\| .*{shown}", agenda)
    assert [one for one in judge(dossier, PEILDATUM) if one.bepaling == "plan"]


def test_an_office_sends_the_invitation_from_its_own_mailbox() -> None:
    dossier, _ = load(literal(files(OFFICE)))
    one = Afspraak(dossier.all(Bijeenkomst)[MEETING], MEETING, 0, PEILDATUM, vervallen=False)
    made = kalenders(dossier, Geschiedenis((one,), 0, PEILDATUM, in_git=False), PEILDATUM)
    told = made[f"bijeenkomst-{MEETING}.ics"].replace(b"\r\n ", b"")
    assert b'ORGANIZER;CN="Programmabureau, secretaris":mailto:bureau@regio.example' in told


def test_a_body_is_led_at_its_meeting_by_who_chairs_it() -> None:
    body = (
        "naam: Stuurgroep\ntaak: Stuurt.\nelke_partij: bestuurder\nvoorzitter: {partner: politie, functie: teamchef}\n"
    )
    known = files("beheerder: gemeente\n") | {"data/organen/stuurgroep.yaml": body}
    name = f"data/bijeenkomsten/{MEETING}.yaml"
    known[name] = known[name].replace("status: gepland\n", "status: gepland\norgaan: stuurgroep\n")
    dossier = whole(known)
    agenda = make(".md", "agenda.html.j2", kinds.context("agenda", dossier, MEETING, MOMENT)).decode()
    assert "Voorzitter: teamchef, Politie" in agenda
    assert re.search(r"\| Opening .*\| Politie", agenda)
