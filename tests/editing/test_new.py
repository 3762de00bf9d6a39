"""``convenant new``: what comes is valid and laid out as the other records, and nothing else changes."""

import re
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from convenant_cli.dossier.reading import load
from convenant_cli.editing.creating.draft import Ontwerp, begun
from convenant_cli.editing.creating.kinds import kind_of, kinds
from convenant_cli.editing.creating.laying_out import laid_out
from convenant_cli.editing.creating.making import made
from convenant_cli.editing.creating.meeting import meeting_title
from convenant_cli.editing.creating.proposals import follows, short_slug
from convenant_cli.editing.creating.statements import questions
from convenant_cli.editing.trial import tried
from convenant_cli.findings import ConvenantError
from convenant_cli.records import KINDS, Actie
from convenant_cli.records.model.record import Persoonlijk
from convenant_cli.records.model.shapes import shapes
from convenant_cli.sources.together import write_together
from convenant_cli.sources.yamlfile import parse
from tests.conftest import BASIS, PEILDATUM, ROOT, Run, overlay, read_folder
from tests.grondig import times
from tests.terminal import Terminal
from tests.verhaal import begun as begun_in_git

DAY = ("--peildatum", "2026-11-21")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


AVOND = (
    "titel=Een avond over geld",
    "thema=samenwerking",
    "doel=regio-bereikbaar",
    "trekker=Halt",
    "partners=politie, De gemeente",
    "indicator.omschrijving=ouders: hoeveel",
    "indicator.streefwaarde=100",
    "inzet+={partner: politie, inzet: Komt langs.}",
)


def test_an_action_gets_its_number_its_days_and_its_place(copy: Path, convenant: Run) -> None:
    outcome = convenant("-C", copy, "new", "actie", *AVOND, *DAY, code=0)
    path = copy / "data/jaarplan/2027/acties/een-avond-over-geld.yaml"
    assert "een-avond-over-geld.yaml" in outcome.out
    assert "convenant set actie:2027/een-avond-over-geld status=loopt" in outcome.out
    assert path.read_text(encoding="utf-8") == (
        """\
# yaml-language-server: $schema=../../../../schemas/actie.schema.json
nummer: 4.2
titel: Een avond over geld
thema: samenwerking
doel: regio-bereikbaar
trekker: halt
partners: [politie, gemeente]
inzet:
  - partner: politie
    inzet: Komt langs.
start: 2027-01-01
gereed: 2027-12-31
status: gepland
indicator:
  omschrijving: 'ouders: hoeveel'
  streefwaarde: 100
"""
    )


#: For every kind what a script gives, and the file that is new or changes.
EVERY = {
    "hoofdstuk": (["hoofdstuk=9", "titel=Slot"], "data/bepalingen/9-slot.yaml"),
    "partner": (
        [
            "naam=Stichting Nieuw",
            "rollen=preventie-zorg",
            "lid_van=2026-11-01",
            "ondertekening=onbekend",
            "contactpersoon={functie: adviseur, email: vast@nieuw.example, bevestigd_op: 2026-11-01}",
            "vervanger={functie: teamleider, email: team@nieuw.example, bevestigd_op: 2026-11-01}",
        ],
        "data/partners/stichting-nieuw.yaml",
    ),
    "orgaan": (
        ["naam=Stuurgroep", "taak=Stuurt.", "leden={partner: de gemeente, functie: wethouder}"],
        "data/organen/stuurgroep.yaml",
    ),
    "jaarplan": (["2028", "samenvatting=Nog leeg."], "data/jaarplan/2028/jaarplan.yaml"),
    "actie": (list(AVOND), "data/jaarplan/2027/acties/een-avond-over-geld.yaml"),
    "bijeenkomst": (
        ["bijeenkomstsoort=evaluatie", "datum=2027-12-09"],
        "data/bijeenkomsten/2027-12-09-jaarlijkse-bijeenkomst.yaml",
    ),
    "verklaring": (["2026/scope"], "data/verklaringen/2026/scope.yaml"),
    "ontheffing": (
        [
            "controle=actie-is-op-tijd",
            "bestand=data/jaarplan/2026/acties/handelingsprotocol-actualiseren.yaml",
            "reden=Wacht op de scholen.",
            "verleend_door=beleidsadviseur",
            "tot=2027-02-01",
        ],
        "data/convenant.yaml",
    ),
    "evaluatie": (
        ["actie=2026/kennismaking-schoolwijkagenten", "waardering=gehaald", "conclusies=Goed.",
         "vervolg.keuze=voortzetten"],
        "data/evaluaties/2026/kennismaking-schoolwijkagenten.yaml",
    ),
    "bepaling": (
        ["--bij", "5-politie", "titel=Nieuw", "tekst=Een zin.", "gebonden=politie", "nummer_zekerheid=ongenummerd",
         "aard=inspanning", "familie=niet-toetsbaar", "toets={soort: niet-toetsbaar, reden: Kan niet.}"],
        "data/bepalingen/5-politie.yaml",
    ),
    "eenheid": (["--bij", "halt", "naam=Team west", "soort=team"], "data/partners/halt.yaml"),
    "aanbod": (["halt/nieuw", "titel=Nieuw", "doelgroep=ouders", "vorm=advies"], "data/partners/halt.yaml"),
    "document": (
        ["--bij", "scope", "soort=veiligheidsplan", "titel=Plan", "vindplaats=zaak 1"],
        "data/partners/scope.yaml",
    ),
    "vraagstuk": (
        ["--bij", "2027", "van=scope/ashram-college", "thema=samenwerking", "vraag=Hoe dan?"],
        "data/jaarplan/2027/jaarplan.yaml",
    ),
    "besluit": (["--bij", "2026-09-17", "tekst=Zo doen wij het."], "data/bijeenkomsten/2026-09-17-contact"),
    "actiepunt": (
        ["--bij", "2026-09-17", "tekst=Belt.", "eigenaar=halt", "gereed=2027-01-01"],
        "data/bijeenkomsten/2026-09-17-contact",
    ),
    "interpretatie": (["vraag=Wat geldt er?", "lezing=Dit."], "data/convenant.yaml"),
    "afwijking": (
        ["verbouwing", "bepalingen=s-veiligheidsplan", "partijen=scope", "wat=Later.", "reden=Een verhuizing.",
         "van=2026-11-01", "tot=2027-01-01", "afgesproken_op=2026-11-01", "vindplaats=zaak 1"],
        "data/convenant.yaml",
    ),
    "toetreding": (
        ["halt-erbij", "partner=halt", "datum=2026-06-01", "vorm=brief", "ingang=2026-08-01",
         "instemming={partner: politie, datum: 2026-07-01}"],
        "data/convenant.yaml",
    ),
    "afwikkeling": (
        ["kosten", "partner=halt", "wat=Betaalt haar deel.", "uiterlijk=2027-03-01", "aan=gemeente"],
        "data/convenant.yaml",
    ),
    "wijzigingsbesluit": (
        ["nieuw-artikel", "datum=2026-11-01", "soort=wijziging", "tekst=Een zin.", "ingang=2027-01-01"],
        "data/convenant.yaml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", ["wijzigingsbesluit", "correcties"])
def test_a_clause_that_comes_after_the_signing_says_how_to_record_why(copy: Path, convenant: Run, why: str) -> None:
    begun_in_git(copy)
    decided = why == "wijzigingsbesluit"
    day = ["ingangsdatum=2027-01-01"] if decided else []
    made = convenant("-C", copy, "new", "bepaling", "erbij", *EVERY["bepaling"][0], *day, *DAY, code=0)
    told = " ".join(made.out.split())
    step = "convenant new wijzigingsbesluit soort=wijziging bepalingen=erbij ingang=2027-01-01"
    assert (step in told) is decided
    assert ("correcties+=" in told) is not decided
    since = ("validate", "--sinds", "HEAD", *DAY)
    assert "geen wijzigingsbesluit noemt haar" in convenant("-C", copy, *since, code=1).out
    parties = [path.stem for path in sorted((copy / "data/partners").iterdir())]
    consent = ", ".join(f"{{partner: {one}, datum: 2026-11-01, functie: directeur}}" for one in parties)
    if decided:
        named = ("bepalingen=erbij", f"instemming=[{consent}]")
        convenant("-C", copy, "new", why, *EVERY["wijzigingsbesluit"][0], *named, *DAY, code=0)
    else:
        entry = "{datum: 2026-11-01, reden: Over het hoofd gezien., door: secretaris, bepalingen: [erbij]}"
        convenant("-C", copy, "set", "convenant", f"correcties+={entry}", *DAY, code=0)
    assert convenant("-C", copy, *since).code == 0


@pytest.mark.parametrize(("toets", "family"), [("document", "relatie"), ("contactpersoon", "automatisch")])
def test_a_clause_gets_the_family_of_its_toets(copy: Path, convenant: Run, toets: str, family: str) -> None:
    given = ["--bij", "5-politie", "titel=Nieuw", "tekst=Een zin.", "gebonden=politie", "nummer_zekerheid=ongenummerd"]
    given += ["aard=resultaat", f"toets.soort={toets}"]
    given += ["toets.documentsoort=veiligheidsplan"] if toets == "document" else []
    convenant("-C", copy, "new", "bepaling", *given, *DAY, code=0)
    new = (copy / "data/bepalingen/5-politie.yaml").read_text(encoding="utf-8").partition("titel: Nieuw\n")[2]
    assert f"    familie: {family}\n" in new


def test_in_an_empty_dossier_all_that_is_still_to_be_given_is_told_at_once(tmp_path: Path, convenant: Run) -> None:
    folder = tmp_path / "leeg"
    assert convenant("init", folder, "--profiel", "leeg", "--naam", "Sportconvenant").code == 0
    told = convenant("-C", folder, "new", "jaarplan", "2027", *DAY).err
    assert "samenvatting=…" in told
    assert "opdrachtgever=…" not in told  # left out, it is who keeps the dossier
    assert (
        "dit dossier heeft nog geen jaarplan; maak er een met 'convenant new jaarplan'"
        in convenant("-C", folder, "new", "actie", "titel=Avond", *DAY).err
    )


def test_what_is_still_to_be_given_is_told_with_what_to_choose_from(copy: Path, convenant: Run) -> None:
    root = ("-C", str(copy), "new")
    told = convenant(*root, "evaluatie", "actie=2026/ouderavond-online", *DAY, code=2).err
    assert "vervolg.keuze=… (Wat er nu gebeurt; kies uit: voortzetten, aanpassen, stoppen, overdragen)" in told
    assert "niet-te-meten)" in told, "what its explanation names already is not said again"
    told = convenant(*root, "bijeenkomst", *DAY, code=2).err
    assert "data/convenant.yaml; kies uit: contactpersonenoverleg, evaluatie)" in told
    told = convenant(*root, "actie", "--bij", "2027", *DAY, code=2).err
    assert "regio-bereikbaar" in told
    assert "2027/regio-bereikbaar" not in told
    assert "2026/" not in told
    assert re.search(r"trekker=… \([^;]*\)", told), "fourteen parties are no help"


FIGUUR = "data/jaarplan/2026/acties/advies-strafrecht.yaml"


def test_what_is_no_person_rests_with_the_fingerprint_of_its_finding(copy: Path, convenant: Run) -> None:
    text = (copy / FIGUUR).read_text(encoding="utf-8")
    (copy / FIGUUR).write_text(f"{text}# Leerling Jayden is verzonnen, tel. 06-12345678.\n", encoding="utf-8")
    finding = convenant("-C", copy, "validate", FIGUUR, *DAY).out
    command = re.search(r"geen persoon\? convenant (new ontheffing vingerafdruk=\w+)\)", finding)
    assert command, finding
    given = ("reden=Een figuur.", "verleend_door=beleidsadviseur", "tot=2027-06-30")
    made = convenant("-C", copy, *command[1].split(" "), *given, *DAY, code=0).out
    assert "een persoon met een naam en een telefoonnummer van een persoon" in " ".join(made.split())
    waiver = parse((copy / "data/convenant.yaml").read_bytes()).data["ontheffingen"][-1]
    assert waiver["controle"] == "tekst-noemt-geen-persoon"
    assert waiver["bestand"] == FIGUUR
    assert "een persoon met een naam" not in convenant("-C", copy, "validate", FIGUUR, *DAY).out
    unknown = convenant("-C", copy, "new", "ontheffing", "vingerafdruk=00000000", *given, *DAY, code=2).err
    assert "bij vingerafdruk '00000000' hoort geen melding" in unknown


def test_who_types_a_name_hears_it_at_once(copy: Path, convenant: Run) -> None:
    told = "let op: data/jaarplan/2027/acties/een-avond-over-geld.yaml: hier staat een persoon met een naam (J•••)"
    made = convenant("-C", copy, "new", "actie", *AVOND, "omschrijving=Voor leerling Jayden.", *DAY, code=0)
    assert told in made.err
    name = "actie:2027/een-avond-over-geld"
    assert "let op" not in convenant("-C", copy, "set", name, "omschrijving=Voor wie komt.", *DAY, code=0).err
    assert told in convenant("-C", copy, "set", name, "omschrijving=Voor leerling Jayden.", *DAY, code=0).err


def test_every_kind_that_the_models_have_is_tried_here() -> None:
    assert set(EVERY) == set(kinds())
    assert {kind.soort for kind in KINDS if "{}" in kind.patroon} <= set(kinds())


@pytest.mark.parametrize("kind", EVERY)
def test_a_new_thing_of_every_kind_leaves_a_valid_dossier_and_other_files_as_they_were(
    copy: Path, convenant: Run, kind: str
) -> None:
    given, place = EVERY[kind]
    before = read_folder(copy)
    convenant("-C", copy, "new", kind, *given, *DAY, code=0)
    after = read_folder(copy)
    changed = [name for name, raw in after.items() if before.get(name) != raw]
    assert len(changed) == 1
    assert changed[0].startswith(place)
    if changed[0] in before:  # only lines are added
        old, new = (files[changed[0]].decode().splitlines() for files in (before, after))
        lines = iter(new)
        assert all(line in lines for line in old)
    else:
        depth = "../" * changed[0].count("/")
        assert after[changed[0]].decode().startswith(f"# yaml-language-server: $schema={depth}schemas/{kind}.schema")
        for old_name, raw in before.items():
            assert after[old_name] == raw
    assert convenant("-C", copy, "validate", *DAY).code == 0


def test_what_is_there_stays_and_a_trial_writes_nothing(copy: Path, convenant: Run) -> None:
    before = read_folder(copy)
    trial = convenant("-C", copy, "new", "actie", *AVOND, *DAY, "--proef", code=0)
    assert "  titel: Een avond over geld\n" in trial.out
    assert read_folder(copy) == before
    again = convenant("-C", copy, "new", "actie", "2027/schoolpedagogen-borgen", *AVOND, *DAY, code=2)
    assert "schoolpedagogen-borgen.yaml bestaat al en blijft zoals het is" in again.err
    assert read_folder(copy) == before


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["acties"], "'acties' is geen soort om te maken; bedoelde u 'actie'?"),
        (["actie"], "trekker=… (De partij die de actie trekt: precies één)"),
        (["actie", "2027/Avond", *AVOND], "'Avond' is geen geldige naam; gebruik kleine letters"),
        (["actie", "2031/avond", *AVOND], "'2031' is geen jaarplan in dit dossier; kies uit: 2025, 2026, 2027"),
        (["actie", "--bij", "2026", *AVOND, "doel=partijen-vinden-elkaar"], "noem het besluit met --besluit"),
        (["actie", *AVOND, "tekker=x"], "het veld 'tekker' hoort niet bij een actie; bedoelde u 'trekker'?"),
        (["actie", *AVOND, "start=morgen"], "dit kan niet (start): 'morgen' is geen bestaande datum"),
        (["actie", *AVOND, "gereed=2028-01-31"], "dit kan niet (gereed): actie 4.2 eindigt op 31 januari 2028"),
        (["actie", *AVOND, "trekker=hallt"], "de partner 'hallt' bestaat niet; bedoelde u 'halt'?"),
        (["actie", *AVOND, "--besluit", "b2026-1"], "een besluit hoort bij een actie in een vastgesteld plan"),
        (["actie", "een", "twee"], "'twee' is te veel; schrijf VELD=WAARDE, of zet een naam tussen aanhalingstekens"),
        (["verklaring", "2026", "halt"], "'halt' is te veel; schrijf VELD=WAARDE, of schrijf 2026/halt"),
        (["partner", "HALT", "naam=Halt", "rollen=halt", "lid_van=2026-01-01", "ondertekening=onbekend"], "'halt'"),
        (["verklaring"], "noem de naam erbij, zoals: convenant new verklaring 2026/politie"),
        (["verklaring", "2026/gemeent"], "aan 'gemeent' vraagt het convenant geen verklaring over 2026"),
        (["verklaring", "26", "--alle"], "'26' is geen jaar"),
        (["verklaring", "--alle"], "noem het jaar"),
        (["partner", "--alle"], "dit kan alleen bij een verklaring"),
        (["besluit", "tekst=Ja."], "noem met --bij welke bijeenkomst dit krijgt; kies uit: 2024-11-14"),
        (["besluit", "--bij", "2026-12-10", "tekst=Ja."], "maar de status is 'gepland'"),
        (["besluit", "--bij", "2026", "tekst=Ja."], "'2026' is geen bijeenkomst in dit dossier; kies uit: 2026-03-19"),
        (["bijeenkomst", "--bij", "halt"], "een bijeenkomst staat op zichzelf; laat --bij weg"),
        (["jaarplan", "2028", "--open", "doorgaan"], "noem ook uit welk plan"),
        (["actie", "--uit", "2026"], "dit hoort bij 'convenant new jaarplan JAAR --uit JAAR'"),
        (["jaarplan", "--uit", "2026"], "noem het jaar van het nieuwe plan"),
        (["jaarplan", "2027", "--uit", "2026", "--open", "doorgaan"], "jaarplan.yaml bestaat al"),
        (["jaarplan", "2028", "--uit", "2020"], "jaarplan '2020' bestaat niet in dit dossier; kies uit: 2025"),
        (["jaarplan", "2028", "--uit", "2027", "--open", "verder"], "'verder' kan niet bij --open"),
        (["jaarplan", "2028", "--uit", "2027", "--klaar", "9.9"], "'9.9' is geen open actie van jaarplan 2027"),
        (["jaarplan", "2028", "--uit", "2027", "--klaar", "1.2", "--vervallen", "1.2"], "kies er een"),
        (["jaarplan", "2028", "--uit", "2027", "--klaar", "1.2"], "zeg wat er gebeurt met deze open acties"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence_and_writes_nothing(
    copy: Path, convenant: Run, asked: list[str], said: str
) -> None:
    before = read_folder(copy)
    outcome = convenant("-C", copy, "new", *asked, *DAY)
    assert (outcome.code, outcome.out) == (2, "")
    assert said in " ".join(outcome.err.split())
    assert read_folder(copy) == before


def test_a_name_in_other_capitals_is_taken_too(copy: Path) -> None:
    (copy / "data/partners/halt.yaml").rename(copy / "data/partners/Halt.yaml")
    source = overlay(copy)
    draft = begun(load(source)[0], kind_of("partner"), PEILDATUM, "halt", "")
    for one in EVERY["partner"][0]:
        draft.assign(one)
    with pytest.raises(ConvenantError, match=r"data/partners/Halt\.yaml bestaat al"):
        made(source, draft, PEILDATUM, "", ())


def test_an_action_of_an_adopted_plan_rests_on_a_decision(copy: Path, convenant: Run) -> None:
    given = ["--bij", "2026", *AVOND, "doel=partijen-vinden-elkaar", "start=2026-12-01"]
    refused = convenant("-C", copy, "new", "actie", *given, *DAY, code=2)
    assert "maar het plan is al vastgesteld; noem het besluit met --besluit" in refused.err
    convenant("-C", copy, "new", "actie", *given, *DAY, "--besluit", "B2026-1", code=0)
    plan = load(overlay(copy))[0].jaarplannen["2026"]
    assert plan.wijzigingen[-1].acties == ("2026/een-avond-over-geld",)
    assert plan.wijzigingen[-1].besluit == "b2026-1"
    asked = ["--bij", "2026", *EVERY["vraagstuk"][0][2:], "--besluit", "b2026-1"]
    convenant("-C", copy, "new", "vraagstuk", *asked, *DAY, code=0)
    plan = load(overlay(copy))[0].jaarplannen["2026"]
    assert plan.vraagstukken[-1].id == "hoe-dan"
    assert plan.wijzigingen[-1].omschrijving == "Het vraagstuk 'hoe-dan' is toegevoegd."


def test_every_field_that_can_be_filled_in_is_explained_once(convenant: Run) -> None:
    for name, soort in kinds().items():
        said = " ".join(convenant("new", name, "--velden").out.split())
        for field, shape in shapes(soort.model).items():
            if any(isinstance(mark, Persoonlijk) for mark in shape.marks):
                continue
            words = " ".join((soort.model.model_fields[field].description or "").split())
            assert f" {field}: {words}" in said


def test_a_meeting_brings_the_open_points_and_what_is_asked_of_it(copy: Path, convenant: Run) -> None:
    assert convenant("-C", copy, "new", "bijeenkomst", *EVERY["bijeenkomst"][0], *DAY).code == 0
    dossier = load(overlay(copy))[0]
    new = dossier.bijeenkomsten["2027-12-09-jaarlijkse-bijeenkomst"]
    titles = [point.titel for point in new.agenda]
    assert titles[0] == "Opening"
    assert titles[-1] == "Sluiting"
    assert {"naleving", "evaluatie-samenwerking"} <= {point.soort for point in new.agenda}
    still_open = {
        point.nummer for one in dossier.bijeenkomsten.values() for point in one.actiepunten if point.status == "open"
    }
    told = " ".join(point.toelichting or "" for point in new.agenda)
    assert still_open
    assert all(number in told for number in still_open)
    assert (new.vorige, new.genodigd) == ("2026-12-10-jaarlijkse-bijeenkomst", ("alle",))


@pytest.mark.parametrize(("left", "organiser"), [("", "politie"), ("lid_tot: 2027-02-01\n", "gemeente")])
def test_a_meeting_looks_back_on_its_own_kind_and_is_organised_as_last_time(
    copy: Path, convenant: Run, left: str, organiser: str
) -> None:
    (copy / "data/organen").mkdir(exist_ok=True)
    body = "naam: Beraad\nelke_partij: bestuurder\n"
    (copy / "data/organen/beraad.yaml").write_text(body, encoding="utf-8")
    agreed = copy / "data/convenant.yaml"
    text = agreed.read_text(encoding="utf-8")
    kinds_ = "bijeenkomstsoorten:\n  beraadslaging: {naam: Beraadslaging}\n"
    agreed.write_text(text.replace("bijeenkomstsoorten:\n", kinds_, 1), encoding="utf-8")
    meeting = copy / "data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml"
    own = re.sub("(?m)^organisator: .*", "organisator: politie", meeting.read_text(encoding="utf-8"))
    own = own.replace("status: gepland", "status: gehouden")
    meeting.write_text(own, encoding="utf-8")
    other = own.replace("2026-12-10", "2027-01-15")
    other = re.sub("(?m)^bijeenkomstsoort: .*", "bijeenkomstsoort: beraadslaging\norgaan: beraad", other)
    (meeting.parent / "2027-01-15-beraad.yaml").write_text(other, encoding="utf-8")
    party = copy / "data/partners/politie.yaml"
    text = party.read_text(encoding="utf-8")
    party.write_text(re.sub("(?m)^lid_van: .*\n", rf"\g<0>{left}", text), encoding="utf-8")
    made = convenant("-C", copy, "new", "bijeenkomst", *EVERY["bijeenkomst"][0], *DAY)
    assert "2027-12-09-jaarlijkse-bijeenkomst" in made.out, made.err
    new = load(overlay(copy))[0].bijeenkomsten["2027-12-09-jaarlijkse-bijeenkomst"]
    assert new.organisator == organiser
    titles = " ".join(point.titel for point in new.agenda)
    assert "van 10 december 2026" in titles
    assert "15 januari 2027" not in titles


def test_a_party_that_has_left_is_not_invited_again(copy: Path, convenant: Run) -> None:
    meeting = copy / "data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml"
    text = meeting.read_text(encoding="utf-8").replace("genodigd: [alle]", "genodigd: [halt, politie]")
    meeting.write_text(text, encoding="utf-8")
    party = copy / "data/partners/halt.yaml"
    left = party.read_text(encoding="utf-8").replace("\nlid_van", "\nlid_tot: 2027-01-01\nlid_van", 1)
    party.write_text(left, encoding="utf-8")
    convenant("-C", copy, "new", "bijeenkomst", *EVERY["bijeenkomst"][0], *DAY, code=0)
    assert load(overlay(copy))[0].bijeenkomsten["2027-12-09-jaarlijkse-bijeenkomst"].genodigd == ("politie",)


def test_the_help_names_everything_that_can_be_made(convenant: Run) -> None:
    told = " ".join(convenant("new", "--help").out.split())
    assert [kind for kind in kinds() if kind not in told] == []


def test_a_plan_without_a_theme_asks_for_one_before_an_action(copy: Path, convenant: Run) -> None:
    made = convenant("-C", copy, "new", "jaarplan", "2028", "samenvatting=Nog leeg.", *DAY)
    assert "data/jaarplan/2028/jaarplan.yaml" in made.out.split("Hierna:")[1]
    assert "een thema met een doel" in made.out
    asked = ("-C", copy, "new", "actie", "2028/brief", "titel=Brief", "trekker=halt", *DAY)
    refused = convenant(*asked, code=2)
    assert "het jaarplan 2028 heeft nog geen thema met een doel; zet in data/jaarplan/2028/jaarplan.yaml" in refused.err
    # What it tells to write is right.
    plan = copy / "data/jaarplan/2028/jaarplan.yaml"
    theme = "\n".join(line[2:] for line in refused.err.splitlines() if line.startswith("    ") or "themas:" in line)
    plan.write_text(plan.read_text(encoding="utf-8").replace("themas: []", theme), encoding="utf-8")
    assert convenant("-C", copy, "validate", *DAY).code == 0
    assert "nog geen thema" not in convenant(*asked).err


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Overleg 2026-09-08", "Overleg 2027-12-09"),
        ("Overleg van 8 september 2026", "Overleg van 9 december 2027"),
        ("Overleg 08-09-2026", "Overleg 09-12-2027"),
        ("Overleg september 2026", "Overleg december 2027"),
        ("Overleg 2026", "Overleg 2027"),
        ("Overleg", "Jaarlijkse bijeenkomst 2027"),
    ],
)
def test_the_title_of_a_meeting_is_that_of_the_last_one_with_its_own_day(copy: Path, before: str, after: str) -> None:
    name = "2026-09-08-overleg"
    last = next((copy / "data/bijeenkomsten").glob("2025-11-13-*.yaml")).read_text(encoding="utf-8")
    fields = {"titel": before, "datum": "2026-09-08", "bijeenkomstsoort": "evaluatie"}
    for field, value in fields.items():
        last = re.sub(rf"^{field}: .*$", f"{field}: {value}", last, count=1, flags=re.MULTILINE)
    (copy / f"data/bijeenkomsten/{name}.yaml").write_text(last, encoding="utf-8")
    (copy / "data/bijeenkomsten/2026-12-10-jaarlijkse-bijeenkomst.yaml").unlink()
    draft = Ontwerp(load(overlay(copy))[0], kind_of("bijeenkomst"), date(2026, 11, 21), "")
    draft.data |= {"bijeenkomstsoort": "evaluatie", "datum": "2027-12-09"}
    assert meeting_title(draft) == after


# --- statements -----------------------------------------------------------------------------------------------------


def test_every_party_gets_a_form_with_its_own_questions_that_counts_only_when_it_is_answered(
    copy: Path, convenant: Run
) -> None:
    before = read_folder(copy)
    judged = convenant("-C", copy, "check", "--format", "json", *DAY).out
    outcome = convenant("-C", copy, "new", "verklaring", "2026", "--alle", *DAY, code=0)
    assert "Halt heeft al een verklaring over 2026." in outcome.out
    dossier = load(overlay(copy))[0]
    forms = [one for one in dossier.verklaringen.values() if one.name not in before]
    assert len(forms) >= 5
    for form in forms:
        party = dossier.partners[form.partner]
        bound = {"alle", party.id, *party.rollen, *(f"{party.id}/{unit.id}" for unit in party.eenheden)}
        for answer in form.antwoorden:
            clause = dossier.bepalingen[answer.bepaling]
            assert answer.antwoord is None
            assert clause.toets.soort == "verklaring"
            assert bound & set(clause.gebonden)
            assert f"# {clause.voluit}" in " ".join(dossier.text(form.name).split())
    assert convenant("-C", copy, "validate", *DAY).code == 0
    assert convenant("-C", copy, "check", "--format", "json", *DAY).out == judged  # a form says nothing yet
    again = convenant("-C", copy, "new", "verklaring", "2026", "--alle", *DAY)
    assert (again.code, "elke partij heeft al een verklaring" in again.err) == (2, True)
    first = forms[0].antwoorden[0].bepaling
    told = ("afgelegd_op=2026-11-20", "functie=adviseur", f"antwoorden.{first}.antwoord=ja")
    convenant("-C", copy, "set", f"verklaring:{forms[0].id}", *told, *DAY, code=0)
    assert convenant("-C", copy, "check", "--format", "json", *DAY).out != judged


# --- writing --------------------------------------------------------------------------------------------------------


def test_when_one_file_cannot_be_written_all_are_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/a.yaml").write_bytes(b"oud\n")
    (tmp_path / "data/c.yaml").write_bytes(b"van een ander\n")
    files = {"data/nieuw/diep/b.yaml": b"b\n", "data/a.yaml": b"nieuw\n", "data/c.yaml": b"c\n"}
    with pytest.raises(ConvenantError, match="is intussen gewijzigd"):
        write_together(tmp_path, files, {"data/a.yaml": b"oud\n", "data/c.yaml": b"c oud\n"})
    assert read_folder(tmp_path) == {"data/a.yaml": b"oud\n", "data/c.yaml": b"van een ander\n"}
    assert not (tmp_path / "data/nieuw").exists()
    with pytest.raises(ConvenantError, match="bestaat al"):
        write_together(tmp_path, {"data/d.yaml": b"d\n", "data/a.yaml": b"x\n"}, {})
    assert read_folder(tmp_path) == {"data/a.yaml": b"oud\n", "data/c.yaml": b"van een ander\n"}


# --- any ------------------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1)
SMALL = overlay(BASIS)
SMALL_DOSSIER = load(SMALL)[0]
ABOVE = {
    "partner": "",
    "actie": "2026",
    "besluit": "2025-12-01-jaarlijks",
    "actiepunt": "2025-12-01-jaarlijks",
    "aanbod": "politie",
    "hoofdstuk": "",
    "bijeenkomst": "",
}
VALUES = {
    "doel": ["ouders-weten-meer", "anders"],
    "thema": ["online-veiligheid", "pesten"],
    "trekker": ["politie", "Noorderschool", "niemand"],
    "eigenaar": ["politie", "bij ons"],
    "rollen": ["school", "politie, school", "x"],
    "lid_van": ["2026-01-01", "2026-02-30"],
    "gereed": ["2026-12-01", "2027-12-01", "ooit"],
    "ondertekening": ["onbekend", "gisteren"],
    "hoofdstuk": ["9", "1", "een"],
    "bijeenkomstsoort": ["jaarlijks", "overleg"],
    "datum": ["2026-12-01", "1 december"],
}


def test_whatever_is_new_the_dossier_has_no_new_fault_and_other_files_are_the_same() -> None:
    accepted: list[str] = []

    @given(data=st.data())
    @settings(max_examples=times(5, 20), suppress_health_check=[HealthCheck.too_slow])
    def anything(name: str, data: st.DataObject) -> None:
        soort = kind_of(name)
        draft = begun(SMALL_DOSSIER, soort, date(2026, 3, 1), "", ABOVE[name])
        try:
            for field, shape in shapes(soort.model).items():
                wanted = soort.model.model_fields[field].is_required() and not follows(draft, field)
                if shape.persoonlijk or not (wanted or (shape.text and data.draw(st.booleans()))):
                    continue
                known = VALUES.get(field) or list(shape.words)
                value = data.draw(st.sampled_from(known) if known else TEXT)
                draft.assign(f"{field}={value}")
            new = made(SMALL, draft, date(2026, 3, 1), "", ())
        except ConvenantError:
            return  # nothing would be written
        accepted.append(name)
        (changed,) = new.bestanden
        assert not tried(SMALL, new.bestanden, date(2026, 3, 1)).fouten
        dossier, findings = load(overlay_of(new.bestanden))
        assert not [one for one in findings if one.position.file == changed]
        held = parse(new.bestanden[changed]).data
        if changed in SMALL.files:
            held = held[soort.lijst][-1]
        assert held == draft.data
        assert dossier.files.keys() - {changed} == SMALL_DOSSIER.files.keys() - {changed}

    for name in ABOVE:
        anything(name)
    assert len(set(accepted)) >= 3


def overlay_of(files: dict[str, bytes]) -> Any:
    """Return the small dossier with some files more, or with other bytes."""
    source = overlay(BASIS)
    return type(source)(source.label, dict(sorted({**source.files, **files}.items())))


NESTED = st.recursive(
    TEXT,
    lambda inner: st.lists(
        st.dictionaries(st.sampled_from("abc"), inner, min_size=1, max_size=2), min_size=1, max_size=2
    ),
    max_leaves=5,
)


@given(st.dictionaries(st.sampled_from(["titel", "omschrijving", "inzet", "voortgang"]), NESTED, min_size=1))
@settings(max_examples=times(20, 150))
def test_what_is_laid_out_reads_back_as_it_was(data: dict[str, Any]) -> None:
    parsed = parse(laid_out(Actie, "data/jaarplan/2026/acties/x.yaml", data))
    if not parsed.problems:  # a character that no record may hold is told when the record is read
        assert parsed.data == data


@pytest.mark.parametrize(
    ("title", "name"),
    [("Eén avond!", "een-avond"), ("a" * 80, "a" * 50), ("woord " * 30, "-".join(["woord"] * 8)), ("…", "")],
)
def test_a_title_becomes_a_short_name(title: str, name: str) -> None:
    assert short_slug(title) == name


# --- on a terminal --------------------------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty there")
@pytest.mark.parametrize("columns", [80, 120])
def test_on_a_terminal_everything_is_asked_explained_and_searched(copy: Path, columns: int) -> None:
    run = Terminal("new", "actie", *DAY, folder=copy, columns=columns)
    assert "Het thema van het plan waar de actie bij hoort." in run.expect("Thema:")
    run.type("samenw\r")
    run.answer("Titel", "Een avond over geld")
    run.answer("Doel", "regio")  # the words of a goal find it
    run.answer("Trekker", "Halt")
    run.answer("Nummer", "")  # what is proposed
    run.answer("Start", "")
    run.answer("Gereed", "\x15morgen")
    run.expect("'morgen' is geen bestaande datum")
    run.type("\x152027-05-01\r")
    run.answer("Status", "")
    run.answer("Welk veld", "geen_indicator_omdat")
    run.answer("Geen indicator omdat", "Er is nog niets te meten.")
    run.answer("Partners", "politie, gemeen")
    run.answer("Bepalingen", "")
    run.answer("Omschrijving", "")
    run.answer("Nog meer invullen", "inzet")
    run.answer("Inzet toevoegen", "ja")
    run.answer("Inzet 1 partner", "politie")
    run.answer("Inzet 1 inzet", "Komt langs.")
    run.answer("Nog meer bij Inzet 1", "")
    run.answer("Nog een toevoegen", "nee")
    run.answer("Naam", "")
    assert run.end() == 0
    told = run.plain[run.plain.index("Hierna:") - 200 :]
    assert "convenant set actie:2027/een-avond-over-geld status=loopt" in told
    new = load(overlay(copy))[0].acties["2027/een-avond-over-geld"]
    assert (new.nummer, new.doel, new.trekker) == ("4.2", "regio-bereikbaar", "halt")
    assert (new.partners, new.gereed) == (("politie", "gemeente"), date(2027, 5, 1))
    assert [(one.partner, one.inzet) for one in new.inzet] == [("politie", "Komt langs.")]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty there")
def test_what_is_refused_on_a_terminal_can_be_mended_and_ctrl_c_writes_nothing(copy: Path) -> None:
    before = read_folder(copy)
    given = [one for one in AVOND if not one.startswith("trekker")]
    run = Terminal("new", "actie", *given, "gereed=2028-01-31", *DAY, folder=copy)
    run.answer("Trekker", "halt")
    run.expect("eindigt op 31 januari 2028")
    run.expect("Welk veld verbetert u?")
    run.answer("Veld", "gereed")
    run.expect("Gereed:")
    run.type("\x03")
    assert run.end() == 130
    assert read_folder(copy) == before
    run = Terminal("new", "partner", *DAY, folder=copy)
    run.expect("Naam:")
    run.type("\x04")
    assert run.end() == 130
    assert "\x1b[6n" not in run.shown  # the terminal is asked nothing, as not every one can answer
    run = Terminal("new", "actie", *given, "gereed=2028-01-31", *DAY, folder=copy)
    run.answer("Trekker", "halt")
    run.answer("Veld", "gereed")
    run.answer("Gereed", "")
    assert run.end() == 0
    assert load(overlay(copy))[0].acties["2027/een-avond-over-geld"].gereed == date(2027, 12, 31)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pty there")
def test_a_statement_is_answered_question_by_question(copy: Path) -> None:
    run = Terminal("new", "verklaring", "2026/scope", *DAY, folder=copy)
    dossier = load(overlay(copy))[0]
    clauses = [id for id, _ in questions(dossier, "2026")["scope"]]
    for number in range(1, len(clauses) + 1):
        run.answer(f"Antwoorden {number} antwoord", "ja" if number == 1 else "")
    run.answer("Nog meer invullen", "")
    assert run.end() == 0
    made_one = load(overlay(copy))[0].verklaringen["2026/scope"]
    assert [one.antwoord for one in made_one.antwoorden] == ["ja", *[None] * (len(clauses) - 1)]


def test_who_makes_a_party_hears_how_its_name_reads_without_an_article(copy: Path, convenant: Run) -> None:
    """'Lichtfeest doet mee' where people say 'het Lichtfeest' is seen at once, not in the first report."""
    given = ["rollen=preventie-zorg", "lid_van=2026-12-01", "ondertekening=onbekend"]
    bare = convenant("-C", copy, "new", "partner", "lichtfeest", "naam=Lichtfeest", *given, *DAY)
    after = bare.out.split("Hierna:")[1]
    assert 'convenant set lichtfeest zinsnaam="de …"' in after
    assert "nu staat er 'Lichtfeest doet mee'" in after
    assert "convenant set lichtfeest contactpersoon.functie=…" in after
    public = convenant("-C", copy, "new", "partner", "schap", "naam=Waterschap Rijndal", *given, *DAY)
    assert "nu staat er 'het waterschap Rijndal doet mee'" in public.out.split("Hierna:")[1]
    single = convenant("-C", copy, "new", "partner", "provincie", "naam=Provincie", *given, *DAY)
    assert 'convenant set provincie zinsnaam="de provincie"' in single.out.split("Hierna:")[1]
    given += ["zinsnaam=het Zeilfeest", "contactpersoon.functie=directeur", "contactpersoon.email=post@z.example"]
    whole = convenant("-C", copy, "new", "partner", "zeilfeest", "naam=Zeilfeest", *given, *DAY)
    assert "zinsnaam" not in whole.out.split("Hierna:")[1]
    assert "contactpersoon" not in whole.out.split("Hierna:")[1]
