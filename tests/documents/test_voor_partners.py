"""What partners read of changes: what, for whom, from when, decided where and why; no id, git or program."""

import re
from collections.abc import Mapping

import pytest

from convenant_cli.documents.content.voor_partners import told
from convenant_cli.documents.formats import make
from convenant_cli.documents.kinds.wijzigingen import context_of_changes
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal
from tests.alle_documenten import MOMENT
from tests.changes.test_diff_fields import ACTIE, BASIS, CLAUSES, MEETING, PLAN, SCHOOL, diff, text

CONVENANT = "data/convenant.yaml"
NOTE = """wijzigingen:
  - datum: 2026-03-19
    omschrijving: De zaal was eerder niet vrij.
    besluit: b2026-1
    acties: [2026/ouderavond]
"""
OVERLEG = """titel: Overleg in maart
bijeenkomstsoort: jaarlijks
status: gehouden
datum: 2026-03-19
aanvang: 14:00
plaats: Gemeentehuis
organisator: gemeente
genodigd: [alle]
agenda: [{titel: Plan, doel: besluiten}]
besluiten: [{nummer: b2026-1, tekst: De ouderavond schuift op.}]
"""


def shown(new: Mapping[str, str | None], old: dict[str, str | None] | None = None) -> str:
    """Return the document for partners, as Markdown without marks and without its head."""
    files = {**BASIS, **{name: text.encode() for name, text in new.items() if text is not None}}
    dossier = load(literal({name: raw for name, raw in files.items() if new.get(name, "") is not None}))[0]
    context = context_of_changes(diff(dict(new), old), MOMENT, dossier)
    made = make(".md", "wijzigingen.html.j2", context).decode()
    return re.sub(r"\\(.)", r"\1", made[made.index("## In het kort") :])


def test_a_change_of_an_agreed_action_tells_for_whom_from_when_decided_where_and_why() -> None:
    moved = text(ACTIE, "2026-06-30", "2026-09-15")
    meeting = {"data/bijeenkomsten/2026-03-19-overleg.yaml": OVERLEG}
    out = shown({**meeting, ACTIE: moved, PLAN: text(PLAN) + NOTE})
    part = out[out.index("### Actie 1.1 Ouderavond") :].split("###")[1]
    assert "- einddatum van 30-06-2026 naar 15-09-2026" in part
    assert "* Voor wie: Noorderschool en Politie" in part
    assert "* Vanaf: 19 maart 2026" in part
    assert "* Besloten: Overleg in maart, besluit B2026-1" in part
    assert "* Waarom: De zaal was eerder niet vrij." in part
    assert "wat al is vastgesteld: jaarplan 2026" in out
    assert "## Bijeenkomst gehouden: Overleg in maart" in out
    assert "besluit B2026-1: De ouderavond schuift op." in out


def test_another_status_is_told_as_people_do_with_the_day_on_which_it_was_done() -> None:
    done = text(ACTIE)
    was = done.replace("status: afgerond\nafgerond_op: 2026-06-20\n", "status: loopt\n")
    assert was != done
    out = shown({ACTIE: done}, {ACTIE: was})
    assert "- is afgerond op 20-06-2026 (liep nog)\n" in out
    assert "status van" not in out
    assert "- afgerond op" not in out, "one sentence tells that"
    assert "- gaat niet door (liep nog)" in shown({ACTIE: was.replace("loopt", "vervallen")}, {ACTIE: was})


@pytest.mark.parametrize(("status", "said"), [("gepland", "Nieuwe bijeenkomst"), ("vervallen", "Gaat niet door")])
def test_a_meeting_that_was_recorded_is_told_by_its_state(status: str, said: str) -> None:
    meeting = OVERLEG.replace("gehouden", status).partition("besluiten:")[0].replace("2026-03-19", "2027-03-19")
    assert f"## {said}: Overleg in maart" in shown({"data/bijeenkomsten/2027-03-19-overleg.yaml": meeting})


def test_a_note_for_the_chair_is_no_news_for_partners() -> None:
    noted = text(MEETING, "minuten: 60}", "minuten: 60, voor_voorzitter: Laat eerst de school vertellen}")
    out = shown({MEETING: noted})
    assert "Er is niets gewijzigd." in out
    assert "school vertellen" not in out


def test_of_an_agreed_action_without_a_decision_that_is_told() -> None:
    out = shown({ACTIE: text(ACTIE, "2026-06-30", "2026-09-15")})
    assert "Besloten: hierover staat geen besluit in het dossier" in out
    progress = shown({ACTIE: text(ACTIE) + "voortgang: [{datum: 2026-06-21, tekst: Er kwamen 110 ouders.}]\n"})
    assert "geen besluit" not in progress
    assert "voortgang van 21-06-2026: Er kwamen 110 ouders." in progress


_LEZING = """interpretaties:
  - {id: hoe-lang, nummer: 7, vraag: Hoe lang?, lezing: Een jaar., reden: Dat past., bepalingen: [veiligheidsplan]}
"""
_CORRECTIE = """correcties:
  - {datum: 2026-02-01, reden: Er ontbrak een zin., door: beleidsadviseur, bepalingen: [overleg]}
"""
_BESLUIT = """wijzigingsbesluiten:
  - {id: langer, datum: 2026-02-01, soort: wijziging, tekst: Er komt overleg bij., ingang: 2026-03-01,
     bepalingen: [overleg]}
"""
_CLAUSE = """  - id: overleg
    nummer: 1.3
    nummer_zekerheid: gelezen
    titel: Overleg met de politie
    tekst: De school overlegt met de politie.
    gebonden: [school]
    aard: inspanning
    familie: verklaring
    bronplaats: 12-14
    verwant: [veiligheidsplan]
    toets: {soort: verklaring, per: kalenderjaar}
"""
_OFFER = "aanbod: [{id: les, titel: Gastles, doelgroep: leerlingen, vorm: voorlichting, zoekwoorden: [drugs]}]\n"
_TASK = "aanspreekpunten: [{taak: leren-van-elkaar, functie: coach, email: coach@politie.example}]\n"
_RAW = (
    "nummer zekerheid",
    "familie",
    "aard ",
    "toets",
    "soort ",
    "verwant",
    "bronplaats",
    "zoekwoorden",
    "id ",
    "status ",
)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({CLAUSES: text(CLAUSES) + _CLAUSE}, ["### Artikel 1.3 Overleg met de politie", "‘De school overlegt"]),
        ({CONVENANT: text(CONVENANT) + _LEZING}, ["artikel 1.2 lezen", "lezing: Een jaar.", "voorstel", "past"]),
        (
            {CONVENANT: text(CONVENANT) + _CORRECTIE, CLAUSES: text(CLAUSES) + _CLAUSE},
            ["1.3 Overleg met de politie: nieuw in het dossier", "verbeterd op 1 februari 2026", "Er ontbrak een zin."],
        ),
        (
            {CONVENANT: text(CONVENANT) + _BESLUIT, CLAUSES: text(CLAUSES) + _CLAUSE},
            ["### Besluit van 1 februari 2026: wijziging", "Er komt overleg bij.", "* Vanaf: 1 maart 2026"],
        ),
        ({"data/partners/politie.yaml": text("data/partners/politie.yaml") + _OFFER}, ["nieuw: aanbod ‘Gastles’"]),
        (
            {"data/partners/politie.yaml": text("data/partners/politie.yaml") + _TASK},
            ["nieuw: aanspreekpunt leren van elkaar: coach, coach@politie.example"],
        ),
        ({MEETING: text(MEETING, "Jaarplan versturen", "Jaarplan mailen")}, ["Jaarplan ~~versturen~~ **mailen**"]),
        ({ACTIE: None}, ["### Niet meer in het plan: actie 1.1 Ouderavond", "Voor wie: Noorderschool en Politie"]),
        (
            {SCHOOL: text(SCHOOL).replace("email: ", "email: nieuw-", 1)},
            # A contact is for everybody, and what has one point is told under one heading.
            ["## Noorderschool\n\n- contactpersoon, e-mail van", "* Voor wie: alle partijen"],
        ),
    ],
)  # fmt: skip
def test_what_was_added_is_told_by_its_own_words_and_never_by_all_its_fields(
    files: dict[str, str | None], said: list[str]
) -> None:
    out = shown(files)
    assert [one for one in said if one not in out] == [], out
    assert [word for word in _RAW if word in out] == [], out


def test_what_says_only_how_the_dossier_is_kept_is_no_change() -> None:
    clause = text(CLAUSES).replace("aard: resultaat", "aard: inspanning", 1)
    for files in ({CLAUSES: clause}, {SCHOOL: text(SCHOOL) + "zinsnaam: de Noorderschool\n"}, {}):
        assert "Er is niets gewijzigd." in shown(files)


def test_what_was_agreed_for_some_is_told_with_who_and_until_when() -> None:
    own = "data/convenant.yaml"
    more = (
        "afwijkingen:\n  - {id: bouw, bepalingen: [veiligheidsplan], partijen: [noorderschool],"
        " wat: De school belt de ouders., reden: De school verhuist.,"
        " van: 2026-04-01, tot: 2026-09-01, afgesproken_op: 2026-03-19, vindplaats: Z-1}\n"
        "afwikkelingen:\n  - {id: sleutels, partner: politie, wat: De sleutels teruggeven., uiterlijk: 2027-05-30}\n"
    )
    out = shown({own: text(own) + more})
    bare = [line for line in out.splitlines() if line]
    at = bare.index("- De school belt de ouders.")
    assert bare[at - 1] == "### Voor een tijd anders: artikel 1.2 ‘Veiligheidsplan’"
    assert bare[at + 1 : at + 5] == [
        "* Voor wie: Noorderschool",
        "* Vanaf: 1 april 2026, tot 1 september 2026",
        "* Besloten: op 19 maart 2026",
        "* Waarom: De school verhuist.",
    ]
    at = bare.index("### Bij het vertrek van Politie")
    assert bare[at + 1 : at + 3] == ["- De sleutels teruggeven, uiterlijk 30 mei 2027", "* Voor wie: Politie"]


def test_a_new_plan_is_told_with_its_actions_in_a_line_each() -> None:
    folder = "data/jaarplan/2027"
    plan = text(PLAN).replace("2026", "2027").replace("status: vastgesteld", "status: concept")
    plan = re.sub(r"(?m)^vastgesteld_.*\n", "", plan)
    actie = (
        re.sub(r"(?m)^(afgerond_op|indicator).*\n", "", text(ACTIE))
        .replace("2026", "2027")
        .replace("afgerond", "gepland")
    )
    out = shown({f"{folder}/jaarplan.yaml": plan, f"{folder}/acties/ouderavond.yaml": actie})
    assert "### Nieuw: Jaarplan 2027 (concept)" in out
    assert "* Besloten: nog niet vastgesteld" in out
    assert "- 1.1 Ouderavond, 1 maart 2027 tot en met 30 juni 2027, trekker Noorderschool" in out
    assert "Nieuw: actie" not in out


def test_clauses_with_the_same_change_are_told_together() -> None:
    both = text(CLAUSES).replace("familie:", "hoe_vaak: elk jaar\n    familie:").replace("[school]", "[alle]")
    old = text(CLAUSES).replace("[school]", "[alle]")
    dossier = load(literal({**BASIS, CLAUSES: both.encode()}))[0]
    (deel,) = told(diff({CLAUSES: both}, {CLAUSES: old}), dossier)
    (punt,) = deel.punten
    assert punt.kop == "Bij 2 afspraken hetzelfde: 1.1 Contactpersoon en 1.2 Veiligheidsplan"


def test_a_statement_tells_what_was_answered_otherwise_than_yes() -> None:
    made = (
        "afgelegd_op: 2026-03-02\nfunctie: directeur\nantwoorden:\n  - {bepaling: wijkagent, antwoord: ja}\n"
        "  - {bepaling: veiligheidsplan, antwoord: deels, toelichting: Nog niet overal.}\n"
    )
    out = shown({"data/verklaringen/2024/noorderschool.yaml": made})
    part = out[out.index("Noorderschool beantwoordde de vragen over 2024 op 2 maart 2026") :]
    assert ": deels; Nog niet overal." in part
    assert "wijkagent" not in part


def test_what_changed_alike_in_parts_of_one_name_is_news_once_and_in_the_words_of_readers() -> None:
    points = "".join(
        f"  - {{taak: wijkagent, functie: agent {who}, email: {who}@noorderschool.example, THEMAS}}\n"
        for who in ("noord", "zuid")
    )
    offer = (
        "aanbod:\n  - {id: les, titel: Les, omschrijving: Een les., vorm: voorlichting, doelgroep: leerlingen, "
        "themas: [online-veiligheid], frequentie: jaarlijks, opschaling_naar: WIE}\n"
    )
    before = f"{text(SCHOOL)}aanspreekpunten:\n{points}{offer}"
    new = before.replace("THEMAS", "themas: [online-veiligheid]").replace("WIE", "de wijkagent")
    out = shown({SCHOOL: new}, {SCHOOL: before.replace(", THEMAS", "").replace("WIE", "de mentor")})
    assert out.count("aanspreekpunt wijkagent, thema's: ") == 1
    assert "- aanbod ‘Les’, wie verder helpt van ‘de mentor’ naar ‘de wijkagent’" in out
    assert "opschaling" not in out


def test_whom_a_clause_binds_is_for_whom_it_is() -> None:
    was = text(CLAUSES)
    assert "gebonden: [school]" in was
    out = shown({CLAUSES: was.replace("gebonden: [school]", "gebonden: [school, politie]", 1)})
    assert "voor wie: Politie erbij" in out
    assert "gebonden" not in out
