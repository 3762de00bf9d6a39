"""``convenant partij``: what hangs on a party goes to who takes over, all at once, and the dossier stays valid."""

import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.dossier.reading import load
from convenant_cli.editing.creating.hanging import draden
from convenant_cli.editing.creating.leaving import Partijwijziging, grond, left, threads_of
from convenant_cli.editing.creating.taking_over import answers, named, who
from convenant_cli.findings import ConvenantError, Severity
from convenant_cli.sources import together, writing
from convenant_cli.sources.sources import Source, literal
from convenant_cli.sources.yamlfile import parse
from tests.conftest import BASIS, PEILDATUM, ROOT, TESTS, Run, laid, overlay

DAY = ("--peildatum", str(PEILDATUM))
WEG = date(2027, 3, 1)

LES = "data/jaarplan/2027/acties/les.yaml"
AVOND = "data/jaarplan/2027/acties/avond.yaml"
KORT = "data/jaarplan/2027/acties/kort.yaml"
PLAN = "data/jaarplan/2027/jaarplan.yaml"
OVERLEG = "data/bijeenkomsten/2027-05-20-jaarlijks.yaml"
GEHOUDEN = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"
HALT = "data/partners/halt.yaml"
GEMEENTE = "data/partners/gemeente.yaml"


def _action(number: str, trekker: str, more: str, gereed: str = "2027-06-30") -> bytes:
    return f"""\
# de actie
nummer: {number}
titel: Actie {number}
thema: schoolklimaat
doel: rust
trekker: {trekker}   # wie trekt
{more}start: 2027-01-10
gereed: {gereed}
status: gepland
geen_indicator_omdat: Dit is een voorbeeld.
""".encode()


def _files() -> dict[str, bytes]:
    files = dict(overlay(BASIS).files)
    files["data/convenant.yaml"] = files["data/convenant.yaml"].replace(
        b"  politie: {naam: Politie}\n", b"  politie: {naam: Politie}\n  halt: {naam: Halt}\n"
    )
    files[HALT] = b"""\
naam: Stichting Halt
korte_naam: Halt
rollen: [halt]
lid_van: 2024-01-01
ondertekening: {datum: 2024-01-01, functie: relatiemanager}
contactpersoon: {functie: adviseur, email: convenant@halt.example}
vervanger: {functie: teamleider, email: team@halt.example}
eenheden:
  - {id: team-west, naam: Team west, soort: team}
aanbod:
  - {id: les, titel: De les, doelgroep: leerlingen, vorm: voorlichting, eenheid: halt/team-west}
"""
    files[GEMEENTE] += b"""\
opdrachten:
  - {partner: halt, titel: Lessen geven, periode: kalenderjaar 2027, vindplaats: zaak 12}
"""
    files[PLAN] = b"""\
titel: Jaarplan 2027
periode: kalenderjaar 2027
status: concept
versie: 0.1
opdrachtgever: gemeente
samenvatting: Samen verder.
themas:
  - thema: schoolklimaat
    nummer: 1
    aanleiding: Rust is nodig.
    doelen:
      - {id: rust, tekst: Er is rust op school.}
"""
    inzet = (
        "partners: [noorderschool, politie]\ninzet:\n  - {partner: halt, inzet: Geeft de les.}\naanbod: [halt/les]\n"
    )
    files[LES] = _action("1.1", "halt", inzet)
    files[AVOND] = _action("1.2", "noorderschool", "partners:\n  - politie\n  - halt  # komt langs\n")
    files[KORT] = _action("1.3", "halt", "", "2027-02-28")
    files[GEHOUDEN] += b""
    files[GEHOUDEN] = files[GEHOUDEN].replace(
        b"verslag:",
        b"  - {nummer: a2025-2, tekst: Lijst maken, eigenaar: halt, gereed: 2027-04-01, status: open}\nverslag:",
    )
    files[OVERLEG] = b"""\
titel: Jaarlijkse bijeenkomst 2027
bijeenkomstsoort: jaarlijks
status: gepland
datum: 2027-05-20
aanvang: 14:00
plaats: Gemeentehuis
organisator: gemeente
voorzitter: {partner: halt, functie: manager}
genodigd: [gemeente, halt, noorderschool]
agenda:
  - {titel: Evaluatie, soort: evaluatie-samenwerking, doel: bespreken, inbrenger: halt}
"""
    return dict(sorted(files.items()))


SOURCE = Source("voorbeeld", _files())
DOSSIER, _ = load(SOURCE)
TAKES = {"1.1": "politie", "a2025-2": "vervalt"}


def leaves(
    name: str = "halt",
    day: date | None = WEG,
    over: dict[str, str] | None = None,
    rest: str = "",
    source: Source = SOURCE,
    notice: tuple[date | None, str] = (None, ""),
    besluit: str = "",
) -> Partijwijziging:
    dossier = DOSSIER if source is SOURCE else load(source)[0]
    wie = who(dossier, name)
    why = grond(dossier, wie, day, *notice)
    threads = threads_of(dossier, wie, why.dag, PEILDATUM)
    found = answers(dossier, threads, why.dag, wie, over or {}, rest)
    chosen = [(one, found[at]) for at, one in enumerate(threads)]
    return left(source, dossier, wie, why, chosen, besluit, (), PEILDATUM)


def faults(source: Source, files: dict[str, bytes], day: date = PEILDATUM) -> list[str]:
    report = check_source(replace(source, files={**source.files, **files}), day)
    return [one.message for one in report.findings if one.severity is Severity.FOUT]


def test_the_example_is_valid() -> None:
    assert not faults(SOURCE, {})


def test_all_that_hangs_on_a_party_is_listed_and_what_ends_before_is_not() -> None:
    found = draden(DOSSIER, who(DOSSIER, "Stichting Halt"), WEG, PEILDATUM)
    assert [(one.naam, one.rol) for one in found] == [
        ("1.1", "trekker"),
        ("1.2", "deelnemer"),
        ("a2025-2", "actiepunt"),
        ("2027-05-20-jaarlijks", "genodigde"),
        ("opdracht-gemeente-1", "opdracht"),
    ]


def test_who_leaves_hands_over_and_only_those_lines_change() -> None:
    change = leaves(over=TAKES)
    assert not faults(SOURCE, change.bestanden)
    assert not faults(SOURCE, change.bestanden, WEG)
    assert set(change.bestanden) == {LES, AVOND, GEHOUDEN, OVERLEG, HALT}
    assert list(change.bestanden)[-1] == HALT  # a run that is killed leaves a party that is still there
    lines = {name: (SOURCE.files[name].splitlines(), raw.splitlines()) for name, raw in change.bestanden.items()}
    gone = {name: [one for one in old if one not in new] for name, (old, new) in lines.items()}
    come = {name: [one for one in new if one not in old] for name, (old, new) in lines.items()}
    assert come[HALT] == [b"lid_tot: 2027-03-01"]
    assert gone[HALT] == []
    assert gone[AVOND] == [b"  - halt  # komt langs"]
    assert come[AVOND] == []
    assert come[LES] == [
        b"trekker: politie # wie trekt",
        b"partners: [noorderschool]",
        b"  - {partner: politie, inzet: Geeft de les.}",
    ]
    assert gone[LES][-1] == b"aanbod: [halt/les]"
    assert gone[GEHOUDEN] == [next(one for one in lines[GEHOUDEN][0] if b"a2025-2" in one)]
    overleg = parse(change.bestanden[OVERLEG]).data
    assert overleg["genodigd"] == ["gemeente", "noorderschool"]
    assert "voorzitter" not in overleg
    assert "inbrenger" not in overleg["agenda"][0]


def test_what_was_asked_is_told_with_what_else_hangs_on_it() -> None:
    told = "\n".join(leaves(over=TAKES).gezegd)
    for part in (
        "geen opzegging door één partij",
        "Trekt actie 1.1 van 2027, Actie 1.1: Politie neemt het over.",
        "Heeft actiepunt a2025-2: Lijst maken: dat vervalt.",
        "Heeft de opdracht 'Lessen geven' (kalenderjaar 2027): dat blijft zo",
        "Bereikbaar: contactpersoon en vervanger.",
        "1 aanbod houdt op: De les.",
        "Eenheden: Team west.",
        "De rol 'Halt' heeft dan geen partij meer.",
    ):
        assert part in told


def test_who_leads_or_supports_a_body_is_told_to_be_followed_up() -> None:
    body = "naam: Stuurgroep\ntaak: Stuurt.\nleden: [{partner: politie, functie: chef}]\n"
    body += "voorzitter: {partner: halt, functie: manager}\nsecretaris: {partner: halt, functie: adviseur}\n"

    def said(more: str) -> str:
        files = {**SOURCE.files, "data/organen/stuurgroep.yaml": (body + more).encode()}
        return "\n".join(leaves(rest="politie", source=literal(files)).gezegd)

    assert "Zit de stuurgroep voor. Wijs een ander aan." in said("")
    assert "Ondersteunt de stuurgroep. Wijs een ander aan." in said("")
    assert "stuurgroep" not in said(f"opgeheven_op: {WEG}\n")


@pytest.mark.parametrize(
    ("over", "rest", "said"),
    [
        ({"1.1": "halt"}, "", "Halt stopt zelf"),
        ({"1.1": "polite"}, "", "bedoelde u 'politie'"),
        ({"9.9": "politie"}, "", "'9.9' hangt niet aan Halt; kies uit: 1.1, 1.2"),
        ({"1.2": "vervalt"}, "", "of eruit of blijft"),
        ({"a2025-2": "blijft"}, "", "of vervalt"),
        ({}, "weg", "'weg' is geen partij in dit dossier"),
    ],
)
def test_a_wrong_answer_is_refused(over: dict[str, str], rest: str, said: str) -> None:
    with pytest.raises(ConvenantError, match=said):
        leaves(over=over, rest=rest)


def test_one_option_is_enough_for_all_that_must_be_taken_over() -> None:
    change = leaves(rest="noorderschool")
    assert parse(change.bestanden[LES]).data["trekker"] == "noorderschool"
    assert parse(change.bestanden[LES]).data["partners"] == ["politie"]  # who leads stands there once
    assert b"eigenaar: noorderschool" in change.bestanden[GEHOUDEN]
    assert not faults(SOURCE, change.bestanden)


def test_what_stays_as_it_is_is_left_alone() -> None:
    change = leaves(over={"1.1": "blijft", "1.2": "blijft", "a2025-2": "politie"})
    assert set(change.bestanden) == {GEHOUDEN, OVERLEG, HALT}


def test_who_only_looks_sees_what_hangs_also_without_a_decision(tmp_path: Path, convenant: Run) -> None:
    """The shipped year plan of 2026 is adopted: who goes asks a decision, and that may still have to be taken."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    asked = ("-C", tmp_path, "partij", "stopt", "halt", "--op", "2026-12-01", "--trekker", "politie")
    look = convenant(*asked, "--proef", *DAY, code=2)
    assert "Wat er aan Halt hangt vanaf 1 december 2026:" in look.out
    assert "trekt actie 3.1 van 2026, Lessen over wapens en vuurwerk" in look.out
    assert "noem het besluit" in look.err
    assert "Wat er aan" not in convenant(*asked, *DAY).out


def test_an_action_that_ends_says_why() -> None:
    data = parse(leaves(over={**TAKES, "1.1": "vervalt"}).bestanden[LES]).data
    assert (data["status"], data["trekker"]) == ("vervallen", "halt")
    assert data["status_reden"] == "Halt doet niet meer mee vanaf 1 maart 2027."


def test_an_adopted_plan_asks_a_decision_and_names_it() -> None:
    adopted = SOURCE.files[PLAN].replace(b"status: concept", b"status: vastgesteld")
    adopted = adopted.replace(
        b"samenvatting:", b"vastgesteld_op: 2026-11-01\nvastgesteld_in: 2026-11-01-jaarlijks\nsamenvatting:"
    )
    held = SOURCE.files[GEHOUDEN].split(b"actiepunten:")[0].replace(b"2025", b"2026").replace(b"-12-01", b"-11-01")
    files = {**SOURCE.files, PLAN: adopted, "data/bijeenkomsten/2026-11-01-jaarlijks.yaml": held}
    source = replace(SOURCE, files=dict(sorted(files.items())))
    assert not faults(source, {})
    with pytest.raises(ConvenantError, match="noem het besluit met --besluit"):
        leaves(over=TAKES, source=source)
    change = leaves(over=TAKES, source=source, besluit="b2026-1")
    entry = parse(change.bestanden[PLAN]).data["wijzigingen"][-1]
    assert entry["besluit"] == "b2026-1"
    assert entry["acties"] == ["2027/les", "2027/avond"]
    assert next(iter(change.bestanden)) == PLAN  # the decision is there before what rests on it
    with pytest.raises(ConvenantError, match="laat --besluit weg"):
        leaves(over={"1.1": "blijft", "1.2": "blijft", "a2025-2": "vervalt"}, source=source, besluit="b2026-1")


# --- what the agreement says ---------------------------------------------------------------------------------------


def _with_term(more: str) -> Source:
    raw = SOURCE.files["data/convenant.yaml"].replace(b"3 jaar}", f"3 jaar, {more}}}".encode())
    return replace(SOURCE, files={**SOURCE.files, "data/convenant.yaml": raw})


UIT = "opzegtermijn: 3 maanden, na_opzegging: uittreding"
ALTIJD = f"{UIT}, tussentijds: ja"


@pytest.mark.parametrize(
    ("term", "day", "notice", "said"),
    [
        (UIT, None, (date(2026, 9, 1), "brief"), "Door de opzegging van 1 september 2026 doet Halt mee tot 1 januari"),
        (UIT, date(2027, 2, 1), (date(2026, 9, 1), "brief"), "geef --op 2027-01-01 of laat --op weg"),
        (UIT, date(2030, 1, 1), (date(2026, 9, 1), "brief"), "stoppen vanaf 1 januari 2027; zij kiest 1 januari 2030"),
        (ALTIJD, date(2027, 3, 1), (date(2026, 9, 1), "brief"), "vanaf 1 december 2026; zij kiest 1 maart 2027"),
        (ALTIJD, date(2026, 11, 30), (date(2026, 9, 1), "brief"), "geef --op 2026-12-01 of laat --op weg"),
        (f"{UIT}, tegen: kalenderjaar", None, (date(2026, 10, 1), "brief"), "doet Halt mee tot 1 januari 2028"),
        (f"{UIT}, tegen: kalenderjaar", date(2028, 3, 1), (date(2026, 9, 1), "brief"), "geef --op 2027-01-01 of laat"),
        (UIT, None, (date(2026, 11, 1), "brief"), "is te laat: voor termijn 1 kon het tot en met 30 september 2026"),
        (UIT, None, (date(2026, 9, 1), ""), "zeg ook hoe is opgezegd"),
        (UIT, None, (date(2020, 9, 1), "brief"), "nog niet mee"),
        (UIT, None, (None, ""), "noem de eerste dag"),
        (UIT, WEG, (None, ""), "vraagt een opzegging, 3 maanden van tevoren"),
        ("opzegtermijn: 3 maanden", None, (date(2026, 9, 1), "brief"), "het convenant op 1 januari 2027, voor alle"),
        ("verlenging_keer: 9", WEG, (date(2026, 9, 1), "brief"), "noemt geen opzegtermijn"),
    ],
)
def test_leaving_rests_on_what_the_agreement_says(
    term: str, day: date | None, notice: tuple[date | None, str], said: str
) -> None:
    assert said in told_of(_with_term(term), day, notice)


def told_of(source: Source, day: date | None, notice: tuple[date | None, str]) -> str:
    """Return what is said of the ground of leaving, or why it is refused."""
    dossier, _ = load(source)
    with suppress(ConvenantError):
        return " ".join(grond(dossier, who(dossier, "halt"), day, *notice).gezegd)
    with pytest.raises(ConvenantError) as refused:
        grond(dossier, who(dossier, "halt"), day, *notice)
    return str(refused.value)


def test_a_notice_is_recorded_with_the_day_that_it_brings() -> None:
    source = _with_term(UIT)
    change = leaves(day=None, rest="politie", source=source, notice=(date(2026, 9, 1), "brief van het bestuur"))
    given = parse(change.bestanden["data/convenant.yaml"]).data["opzeggingen"]
    assert given == [{"partner": "halt", "datum": "2026-09-01", "vorm": "brief van het bestuur"}]
    assert b"lid_tot: 2027-01-01" in change.bestanden[HALT]
    assert not faults(source, change.bestanden)


def test_a_party_may_name_a_later_day_in_its_notice() -> None:
    source = _with_term(ALTIJD)
    change = leaves(day=date(2027, 3, 1), rest="politie", source=source, notice=(date(2026, 9, 1), "brief"))
    assert b"lid_tot: 2027-03-01" in change.bestanden[HALT]
    assert not faults(source, change.bestanden)


# --- on the command line -------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return laid(tmp_path, SOURCE.files)


def on_disk(folder: Path) -> dict[str, bytes]:
    return {
        name.relative_to(folder).as_posix(): name.read_bytes() for name in sorted((folder / "data").rglob("*.yaml"))
    }


def test_a_notice_that_is_still_to_come_is_refused(folder: Path, convenant: Run) -> None:
    asked = ("partij", "stopt", "Halt", "--op", "2027-03-01", "--vorm", "brief", "--opgezegd")
    early = convenant("-C", folder, *asked, "2026-12-31", *DAY)
    assert (early.code, on_disk(folder)) == (2, dict(SOURCE.files))
    assert "31 december 2026 moet nog komen; noem de dag waarop de brief binnenkwam" in early.err


def test_a_script_must_say_who_takes_over(folder: Path, convenant: Run) -> None:
    outcome = convenant("-C", folder, "partij", "stopt", "Halt", "--op", "1 maart 2027", *DAY, code=2)
    assert "--over 1.1=PARTIJ" in outcome.err
    assert "a2025-2: heeft actiepunt a2025-2: Lijst maken (PARTIJ of vervalt)" in outcome.err
    assert on_disk(folder) == dict(SOURCE.files)


def test_one_command_is_enough_for_a_party_that_leaves(folder: Path, convenant: Run) -> None:
    asked = ("partij", "stopt", "Halt", "--op", "1 maart 2027", "--trekker", "De Politie", "--over", "1.2=eruit")
    outcome = convenant("-C", folder, *asked, *DAY, code=0)
    assert "trekker van Halt naar Politie" in outcome.out
    after = on_disk(folder)
    assert {name for name in after if after[name] != SOURCE.files[name]} == {LES, AVOND, GEHOUDEN, OVERLEG, HALT}
    assert "al mee tot 1 maart 2027" in convenant("-C", folder, "partij", "stopt", "halt", "--op", "2027-05-01").err


def test_a_unit_stops_by_itself(folder: Path, convenant: Run) -> None:
    convenant("-C", folder, "partij", "stopt", "noorderschool/locatie-kade", "--op", "2027-03-01", *DAY, code=0)
    changed = {name for name, raw in on_disk(folder).items() if raw != SOURCE.files[name]}
    assert changed == {"data/partners/noorderschool.yaml"}
    wrong = convenant("-C", folder, "partij", "stopt", "noorderschool/kade", "--op", "2027-03-01", *DAY)
    assert "kies uit: locatie-kade" in wrong.err


def test_who_follows_sits_where_they_sat_and_hears_what_must_be_chosen(folder: Path, convenant: Run) -> None:
    body = folder / "data/organen/stuurgroep.yaml"
    body.parent.mkdir()
    body.write_text(
        "naam: Stuurgroep\ntaak: De stuurgroep stuurt.\nvoorzitter: {partner: halt, functie: directeur}\n"
        "leden:\n  - {partner: halt, functie: directeur}\n  - {partner: noorderschool, functie: rector}\n"
        "  - {partner: politie, functie: teamchef, tot: 2026-12-31}\n",
        encoding="utf-8",
    )
    asked = ("fuseert", "halt", "politie", "--tot", "Samen Verder", "--op", "2027-02-01")
    outcome = convenant("-C", folder, "partij", *asked, *DAY, code=0)
    told = " ".join(outcome.out.split())
    assert "In de stuurgroep neemt zij de plaats in van Halt, als directeur; kijk na of dat klopt." in told
    assert "Halt zit de stuurgroep voor; wijs een ander aan." in told
    assert "van Politie, als" not in told  # that seat ended before
    (new,) = [one for one in parse(body.read_bytes()).data["leden"] if one["partner"] == "samen-verder"]
    assert new == {"partner": "samen-verder", "functie": "directeur", "van": "2027-02-01"}
    assert parse(body.read_bytes()).data["leden"][0] == {"partner": "halt", "functie": "directeur"}


def test_who_goes_hears_in_which_bodies_it_sits(folder: Path, convenant: Run) -> None:
    body = folder / "data/organen/stuurgroep.yaml"
    body.parent.mkdir()
    body.write_text(
        "naam: Stuurgroep\ntaak: De stuurgroep stuurt.\nleden: [{partner: halt, functie: directeur}]\n",
        encoding="utf-8",
    )
    outcome = convenant(
        "-C", folder, "partij", "stopt", "halt", "--op", "2027-03-01", "--trekker", "politie", "--proef", *DAY
    )
    assert "Lid van de stuurgroep (directeur): dat houdt dan op." in " ".join(outcome.out.split())


def test_parties_become_one(folder: Path, convenant: Run) -> None:
    asked = ("fuseert", "halt", "Noorderschool", "--tot", "Samen Verder", "--op", "2027-02-01")
    outcome = convenant("-C", folder, "partij", *asked, *DAY, code=0)
    assert "Dit gaat mee: eenheden (2) en aanbod (1)." in outcome.out
    after = on_disk(folder)
    new = parse(after["data/partners/samen-verder.yaml"]).data
    assert (new["naam"], new["rollen"], new["lid_van"]) == ("Samen Verder", ["halt", "school"], "2027-02-01")
    assert new["aanbod"][0]["eenheid"] == "samen-verder/team-west"
    assert parse(after[LES]).data["aanbod"] == ["samen-verder/les"]
    assert parse(after[AVOND]).data["trekker"] == "samen-verder"
    assert parse(after[AVOND]).data["partners"] == ["politie"]
    assert parse(after[OVERLEG]).data["genodigd"] == ["gemeente", "samen-verder"]
    assert b"opvolger: samen-verder" in after[HALT]
    assert parse(after[GEMEENTE]).data["opdrachten"][0]["partner"] == "samen-verder"
    source = replace(SOURCE, files=after)
    assert not faults(source, {})
    assert not faults(source, {}, date(2027, 3, 1))


def test_a_party_goes_up_in_one_that_is_there(folder: Path, convenant: Run) -> None:
    outcome = convenant(
        "-C",
        folder,
        "partij",
        "fuseert",
        "halt",
        "politie",
        "--tot",
        "politie",
        "--op",
        "2027-02-01",
        *DAY,
        code=0,
    )
    assert "Politie heeft niet de rol halt" in outcome.out
    after = on_disk(folder)
    police = parse(after["data/partners/politie.yaml"]).data
    assert police["rollen"] == ["politie"]
    assert police["eenheden"][0] == {"id": "team-west", "naam": "Team west", "soort": "team", "lid_van": "2027-02-01"}
    assert not faults(replace(SOURCE, files=after), {})


def test_a_new_name_keeps_the_old_one_and_every_reference(folder: Path, convenant: Run) -> None:
    outcome = convenant("-C", folder, "partij", "heet", "halt", "Halt Nederland", "--op", "2026-11-01", *DAY, code=0)
    assert "De korte naam blijft 'Halt'; anders: --kort." in outcome.out
    after = on_disk(folder)
    assert {name for name in after if after[name] != SOURCE.files[name]} == {HALT}
    assert parse(after[HALT]).data["eerdere_namen"] == [{"naam": "Stichting Halt", "tot": "2026-11-01"}]
    dossier, _ = load(replace(SOURCE, files=after))
    assert named(dossier, "Stichting Halt").id == "halt"
    assert "heet al" in convenant("-C", folder, "partij", "heet", "halt", "Halt Nederland", *DAY).err


def test_who_comes_is_invited(folder: Path, convenant: Run) -> None:
    fields = ("rollen=halt", "ondertekening=onbekend")
    outcome = convenant("-C", folder, "partij", "komt", "JIP Alphen", *fields, "--op", "1-2-2027", *DAY, code=0)
    assert "Genodigd voor Jaarlijkse bijeenkomst 2027 van 20 mei 2027." in outcome.out
    assert "wijzigingsbesluit" in outcome.out
    after = on_disk(folder)
    assert parse(after[OVERLEG]).data["genodigd"][-1] == "jip-alphen"
    assert parse(after["data/partners/jip-alphen.yaml"]).data["naam"] == "JIP Alphen"


@pytest.mark.parametrize(("sits", "invited"), [("", False), ("\nelke_partij: teamleider", True)])
def test_who_comes_is_not_invited_where_a_body_meets_in_which_it_does_not_sit(
    folder: Path, convenant: Run, sits: str, invited: bool
) -> None:
    body = f"naam: Werkgroep\ntaak: Zij bereidt voor.\nleden: [{{partner: halt, functie: directeur}}]{sits}\n"
    (folder / "data/organen").mkdir()
    (folder / "data/organen/werkgroep.yaml").write_text(body, encoding="utf-8")
    meeting = folder / OVERLEG
    meeting.write_text(meeting.read_text(encoding="utf-8") + "orgaan: werkgroep\n", encoding="utf-8")
    fields = ("rollen=halt", "ondertekening=onbekend")
    outcome = convenant("-C", folder, "partij", "komt", "JIP Alphen", *fields, "--op", "1-2-2027", *DAY, code=0)
    assert ("Genodigd voor" in outcome.out) == invited
    assert ("jip-alphen" in parse(on_disk(folder)[OVERLEG]).data["genodigd"]) == invited


@pytest.mark.parametrize("stop_at", range(5))
def test_a_disk_that_refuses_leaves_all_as_it_was(
    folder: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch, stop_at: int
) -> None:
    real = writing.replace_file
    done: list[Path] = []

    def fails(path: Path, *args: object, **more: object) -> None:
        if len(done) == stop_at:
            done.append(path)
            raise KeyboardInterrupt
        done.append(path)
        real(path, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(together, "replace_file", fails)
    outcome = convenant("-C", folder, "partij", "stopt", "halt", "--op", "2027-03-01", "--trekker", "politie", *DAY)
    assert outcome.code == 130
    assert on_disk(folder) == dict(SOURCE.files)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("gaat", "halt"), "kies uit: komt, stopt, fuseert, heet"),
        (("stopd", "halt"), "bedoelde u 'stopt'"),
        (("heet", "halt"), "noem de partij en haar nieuwe naam"),
        (("heet", "halt", "Nieuw", "--trekker", "politie"), "dit hoort bij 'convenant partij stopt'"),
        (("stopt", "halt", "politie", "--op", "2027-03-01"), "'politie' is te veel"),
        (("stopt", "halt"), "noem de eerste dag"),
        (("stopt", "halt", "--op", "straks"), "geen datum"),
        (("stopt", "halt", "--op", "2027-03-01", "--over", "1.1"), "schrijf zoals 2.1=vereniging"),
        (("stopt", "halt", "--op", "2023-03-01"), "kies een latere dag"),
        (("fuseert", "halt", "--tot", "nieuw", "--op", "2027-03-01"), "noem twee partijen"),
        (("fuseert", "halt", "politie", "--op", "2027-03-01"), "--tot"),
        (("fuseert", "halt", "politie", "--tot", "nieuw"), "noem de dag van de fusie"),
        (("komt", "jip", "rollen=halt"), "er ontbreekt nog"),
    ],
)
def test_what_is_wrong_is_one_sentence(asked: Sequence[str], said: str, folder: Path, convenant: Run) -> None:
    outcome = convenant("-C", folder, "partij", *asked, *DAY, code=2)
    assert said in outcome.err
    assert on_disk(folder) == dict(SOURCE.files)


# --- what the agreement asks of who comes and who goes ------------------------------------------------------------

SEIZOEN = TESTS / "profielen" / "sportseizoen"
CLUB = ("komt", "Boogschutters", "rollen=club", "ondertekening=onbekend", "--op", "2026-12-01")


@pytest.fixture
def seizoen(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEIZOEN, tmp_path / "seizoen"))


def _agreed(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = parse((folder / "data/convenant.yaml").read_bytes()).data
    return data


def test_who_joins_hears_what_the_agreement_asks(seizoen: Path, convenant: Run) -> None:
    told = convenant("-C", seizoen, "partij", *CLUB, *DAY, code=0)
    said = " ".join(told.out.split())
    assert "het convenant vraagt een verklaring van haar, waarmee Duinvogels, Golfslag, Helmhoek en Kompas" in said
    assert "instemmen (C4)" in said
    assert "--verklaard DATUM" in said
    assert "wijzigingsbesluit" not in said
    assert [one["id"] for one in _agreed(seizoen)["toetredingen"]] == ["kompas"]


def test_who_joins_hears_in_which_bodies_it_is_not(seizoen: Path, convenant: Run) -> None:
    body = "naam: {}\ntaak: Stuurt.\nleden: [{{partner: golfslag, functie: voorzitter}}]\n{}"
    (seizoen / "data/organen").mkdir()
    for name, more in (("Stuurgroep", ""), ("Werkgroep", ""), ("Proefgroep", "opgeheven_op: 2026-11-01\n")):
        (seizoen / f"data/organen/{name.lower()}.yaml").write_text(body.format(name, more), encoding="utf-8")
    told = convenant("-C", seizoen, "partij", *CLUB, *DAY, code=0)
    said = " ".join(told.out.split())
    assert "Zij zit nog niet in de stuurgroep en de werkgroep. Hoort zij daarbij, zet haar dan bij de leden" in said


def test_who_joins_by_declaring_so_signs_nothing(seizoen: Path, convenant: Run) -> None:
    fields = [one for one in CLUB if not one.startswith("ondertekening")]
    assert len(fields) < len(CLUB)
    convenant("-C", seizoen, "partij", *fields, *DAY, code=0)
    record = parse((seizoen / "data/partners/boogschutters.yaml").read_bytes()).data
    assert record["ondertekening"] == "onbekend"


def test_a_declaration_is_recorded_with_who_joins(seizoen: Path, convenant: Run) -> None:
    how = ("--verklaard", "2026-11-16", "--vorm", "brief van het bestuur")
    told = convenant("-C", seizoen, "partij", *CLUB, *how, *DAY, code=0)
    assert "Met haar verklaring moeten nog instemmen (C4): Duinvogels" in " ".join(told.out.split())
    assert _agreed(seizoen)["toetredingen"][-1] == {
        "id": "boogschutters",
        "partner": "boogschutters",
        "datum": "2026-11-16",
        "vorm": "brief van het bestuur",
        "ingang": "2026-12-01",
    }


def test_what_who_leaves_still_does_is_recorded_or_asked_for(seizoen: Path, convenant: Run) -> None:
    leaves = ("partij", "stopt", "helmhoek", "--op", "2027-07-01", "--trekker", "golfslag", *DAY)
    told = convenant("-C", seizoen, *leaves, "--proef")
    assert "wat zij bij een vertrek nog doet (C5)" in " ".join(told.out.split())
    told = convenant("-C", seizoen, *leaves, "--nog", "De sleutel van het clubhuis teruggeven=1 augustus 2027", code=0)
    assert "uiterlijk 1 augustus 2027" in " ".join(told.out.split())
    assert _agreed(seizoen)["afwikkelingen"][-1] == {
        "id": "helmhoek-de-sleutel-van-het",
        "partner": "helmhoek",
        "wat": "De sleutel van het clubhuis teruggeven",
        "uiterlijk": "2027-08-01",
        "bepalingen": ["afronden"],
    }


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((*CLUB, "--verklaard", "2026-11-16"), "zeg ook hoe is verklaard"),
        ((*CLUB[:-1], "2026-11-01", "--verklaard", "2026-11-16", "--vorm", "brief"), "ingang"),
        (("stopt", "helmhoek", "--op", "2027-07-01", "--nog", "sleutel"), "is niet WAT=DATUM"),
        (("stopt", "helmhoek", "--op", "2027-07-01", "--nog", "sleutel=ooit"), "geen datum"),
        (("stopt", "helmhoek", "--op", "2027-07-01", "--verklaard", "2026-11-16"), "'convenant partij komt'"),
        ((*CLUB, "--nog", "sleutel=2027-01-01"), "'convenant partij stopt'"),
    ],
)
def test_what_is_wrong_about_it_is_one_sentence(asked: Sequence[str], said: str, seizoen: Path, convenant: Run) -> None:
    outcome = convenant("-C", seizoen, "partij", *asked, *DAY)
    assert (outcome.code, said in outcome.err) == (2, True), outcome.err
    assert on_disk(seizoen) == dict(overlay(SEIZOEN).files)


def test_a_declaration_is_refused_where_a_decision_is_asked(folder: Path, convenant: Run) -> None:
    fields = (
        "rollen=halt",
        "ondertekening=onbekend",
        "--op",
        "1-2-2027",
        "--verklaard",
        "2026-11-01",
        "--vorm",
        "brief",
    )
    told = convenant("-C", folder, "partij", "komt", "JIP", *fields, *DAY)
    assert (told.code, "is hier een wijzigingsbesluit nodig" in told.err) == (2, True)


def test_where_signing_is_enough_that_is_said(tmp_path: Path, convenant: Run) -> None:
    folder = Path(shutil.copytree(TESTS / "profielen" / "regioverband", tmp_path / "regio"))
    joins = ("partij", "komt", "Gemeente Zilverplas", "rollen=gemeente", "--op", "2026-12-01", "--proef", *DAY)
    told = convenant("-C", folder, *joins, "ondertekening=onbekend")
    assert "doet zij mee door te tekenen" in " ".join(told.out.split()), told.err
    assert "wijzigingsbesluit" not in told.out


def test_help_of_one_thing_that_happens_tells_only_of_that(convenant: Run) -> None:
    pages = {one: convenant("partij", one, "--help").out for one in ("komt", "stopt", "fuseert", "heet")}
    whole = convenant("partij", "--help").out
    assert set(re.findall(r"^  (--\w+)", "".join(pages.values()), re.M)) == set(re.findall(r"^  (--\w+)", whole, re.M))
    assert [one for one, page in pages.items() if "--nog" in page] == ["stopt"]
    for one, page in pages.items():
        assert page.startswith(f"Gebruik: convenant partij {one} ")
        assert f"Voorbeeld: convenant partij {one} " in page
        assert not re.search(r"Bij (komt|stopt|fuseert|heet)", page)


def test_an_option_of_another_thing_is_refused(convenant: Run, folder: Path) -> None:
    outcome = convenant("-C", folder, "partij", "heet", "halt", "Nieuw", "--besluit", "b2026-1", *DAY, code=2)
    assert "dit hoort bij 'convenant partij stopt' of 'convenant partij fuseert'" in outcome.err


def test_quarters_that_are_still_asked_are_one_sentence(tmp_path: Path, convenant: Run) -> None:
    root = Path(shutil.copytree(TESTS / "profielen" / "toezichthouders", tmp_path / "toezicht"))
    told = convenant("-C", root, "partij", "stopt", "zorgtoezicht", "--op", "2027-04-01", "--proef", *DAY)
    said = [line for line in " ".join(told.out.split()).split(". ") if "kwartaal" in line]
    quarters = "het 2e kwartaal 2026, het 4e kwartaal 2026 en het 1e kwartaal 2027"
    assert said == [f"- Zorgtoezicht geeft nog een verklaring over 2025, 2026, {quarters} (1 vraag per keer)"]


def test_statements_are_asked_as_long_as_a_clause_binds_who_stopped(tmp_path: Path, convenant: Run) -> None:
    root = Path(shutil.copytree(TESTS / "profielen" / "toezichthouders", tmp_path / "toezicht"))
    chapter = root / "data" / "bepalingen" / "2-samenwerking.yaml"
    text = chapter.read_text(encoding="utf-8")
    yearly = "    toets: {soort: verklaring, per: kalenderjaar}\n"
    assert text.count(yearly) == 1
    chapter.write_text(text.replace(yearly, f"    bindt_na: 3 jaar\n{yearly}"), encoding="utf-8")
    told = convenant("-C", root, "partij", "stopt", "zorgtoezicht", "--op", "2027-04-01", "--proef", *DAY)
    said = " ".join(told.out.split())
    assert "Gebonden blijft zij tot 1 april 2030" in said
    assert "geeft nog een verklaring over 2025, 2026, 2027, 2028, 2029, het 2e kwartaal 2026" in said
