"""What differs between two dossiers: records paired, parts of lists by identity, grades, and names for ids."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.items import pair_parts, pair_texts
from convenant_cli.changes.sides import Side, from_source
from convenant_cli.changes.weergave import gebundeld
from convenant_cli.changes.wijziging import Aard, Kant, Recordwijziging, Vergelijking, Wat
from convenant_cli.dossier.reading import load
from convenant_cli.editing.links import Ding
from convenant_cli.editing.renaming import renamed
from convenant_cli.findings import Place
from convenant_cli.records.actie import Inzet, Voortgang
from convenant_cli.sources.sources import Source
from tests.conftest import PEILDATUM, TESTS, overlay
from tests.klein import klein

BASIS = overlay(TESTS / "checks" / "controles" / "_basis").files
ACTIE = "data/jaarplan/2026/acties/ouderavond.yaml"
PLAN = "data/jaarplan/2026/jaarplan.yaml"
MEETING = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"
SCHOOL = "data/partners/noorderschool.yaml"
CLAUSES = "data/bepalingen/1-afspraken.yaml"

OUD, NIEUW = Kant("oud"), Kant("nieuw")


def diff(new: dict[str, str | None], old: dict[str, str | None] | None = None, oordelen: bool = False) -> Vergelijking:
    """Compare the example dossier, with some files replaced on each side; None takes a file away."""

    def side(files: dict[str, str | None], kant: Kant) -> Side:
        merged = {**BASIS, **{name: text.encode() for name, text in files.items() if text is not None}}
        return from_source(Source("x", {n: merged[n] for n in sorted(merged) if files.get(n, "") is not None}), kant)

    return compare(side(old or {}, OUD), side({**(old or {}), **new}, NIEUW), PEILDATUM, oordelen)


def text(name: str, *replacements: str) -> str:
    """Return a file of the example with stretches replaced: old, new, old, new."""
    out = BASIS[name].decode()
    for before, after in zip(replacements[::2], replacements[1::2], strict=True):
        assert out.count(before) == 1, before
        out = out.replace(before, after)
    return out


def edited(name: str, *replacements: str) -> Recordwijziging:
    """Return the one change that an edit makes."""
    (change,) = diff({name: text(name, *replacements)}).wijzigingen
    return change


# --- sentences ----------------------------------------------------------------------------------------------------


def test_a_changed_field_is_one_sentence() -> None:
    change = edited(ACTIE, "2026-06-30", "2026-09-15")
    assert change.zinnen == ("Actie 1.1: gereed van 30-06-2026 naar 15-09-2026 (trekker Noorderschool)",)
    (veld,) = change.velden
    assert (veld.pad, veld.oud_waarde, veld.nieuw_waarde) == (("gereed",), "2026-06-30", "2026-09-15")
    assert (veld.oud_plek, veld.nieuw_plek) == (Place(ACTIE, ("gereed",)), Place(ACTIE, ("gereed",)))


@pytest.mark.parametrize(
    ("name", "replacements", "sentence"),
    [
        (ACTIE, ("partners: [politie]", "partners: [gemeente]"),
         "Actie 1.1, partners: Gemeente erbij, Politie eraf (trekker Noorderschool)"),
        (ACTIE, ("trekker: noorderschool", "trekker: politie"), "Actie 1.1: trekker van Noorderschool naar Politie"),
        (ACTIE, ("thema: online-veiligheid", "thema: schoolklimaat"),
         "Actie 1.1: thema van Online veiligheid naar Schoolklimaat (trekker Noorderschool)"),
        (ACTIE, ("status: afgerond\n", "status: uitgesteld\n"),
         "Actie 1.1: status van afgerond naar uitgesteld (trekker Noorderschool)"),
        (ACTIE, ("streefwaarde: 100", "streefwaarde: 1200.5"),
         "Actie 1.1: indicator, streefwaarde van 100 naar 1.200,5 (trekker Noorderschool)"),
        (ACTIE, ("titel: Ouderavond", "titel: Avond voor ouders"),
         "Actie 1.1: titel van ‘Ouderavond’ naar ‘Avond voor ouders’ (trekker Noorderschool)"),
        (ACTIE, ("afgerond_op: 2026-06-20\n", ""),
         "Actie 1.1, afgerond op: 20-06-2026 (verwijderd) (trekker Noorderschool)"),
        (SCHOOL, ("email: team@noorderschool.example", "email: team@noorderschool.example, bevestigd_op: 2026-01-15"),
         "Noorderschool, vervanger, bevestigd op: 15-01-2026 (toegevoegd)"),
        (SCHOOL, ("vervanger: {functie: teamleider, email: team@noorderschool.example}\n", ""),
         "Noorderschool: vervanger verwijderd: functie ‘teamleider’, e-mail team@noorderschool.example"),
        (SCHOOL, ("ondertekening: {datum: 2024-01-01, functie: directeur}", "ondertekening: onbekend"),
         "Noorderschool: ondertekening van datum 01-01-2024, functie ‘directeur’ naar onbekend"),
        (SCHOOL, ("naam: Locatie Kade", "naam: Locatie Haven"),
         "Noorderschool: eenheid Locatie Haven, naam van ‘Locatie Kade’ naar ‘Locatie Haven’"),
        # A name that asks for its value has it behind it, and no verb.
        (SCHOOL, ("lid_van: 2024-01-01", "lid_van: 2024-01-01\nlid_tot: 2027-03-01"),
         "Noorderschool, doet mee tot: 01-03-2027 (toegevoegd)"),
        (SCHOOL, ("lid_van: 2024-01-01", "lid_van: 2024-02-01"),
         "Noorderschool, doet mee vanaf: van 01-01-2024 naar 01-02-2024"),
        (SCHOOL, ("rollen: [school]", "rollen: [school]\ngenoemd_in_aanhef: ja"),
         "Noorderschool: genoemd in aanhef toegevoegd: ja"),
        (MEETING, ("aanvang: 14:00", "aanvang: 13:30"),
         "Jaarlijkse bijeenkomst 2025 van 01-12-2025: aanvang van 14:00 naar 13:30"),
        (MEETING, ("eigenaar: gemeente", "eigenaar: politie"),
         "Jaarlijkse bijeenkomst 2025 van 01-12-2025: actiepunt a2025-1, eigenaar van Gemeente naar Politie"),
        (MEETING, ("  - {partner: politie, via: contactpersoon}\n", ""),
         "Jaarlijkse bijeenkomst 2025 van 01-12-2025: aanwezige van Politie verwijderd: via contactpersoon"),
        ("data/verklaringen/2026/noorderschool.yaml", ("antwoord: ja", "antwoord: niet-van-toepassing"),
         "Verklaring 2026 van Noorderschool, antwoord 1.2 Veiligheidsplan: van ja naar niet van toepassing"),
        (CLAUSES, ("per: kalenderjaar", "per: schooljaar"),
         "Hoofdstuk 1: bepaling 1.2 Veiligheidsplan, toets, per van kalenderjaar naar schooljaar"),
        (PLAN, ("tekst: Ouders herkennen signalen.", "tekst: Ouders weten meer."),
         "Jaarplan 2026: planthema Online veiligheid, doel ouders-weten-meer, tekst van "
         "‘Ouders herkennen signalen.’ naar ‘Ouders weten meer.’"),
        ("data/convenant.yaml", ("eerste_termijn: 3 jaar", "eerste_termijn: onbepaald"),
         "Convenant: looptijd, eerste termijn van 3 jaar naar onbepaald"),
        ("data/convenant.yaml", ("schoolklimaat: {naam: Schoolklimaat}", "schoolklimaat: {naam: Klimaat}"),
         "Convenant: thema's schoolklimaat, naam van ‘Schoolklimaat’ naar ‘Klimaat’"),
    ],
)  # fmt: skip
def test_every_kind_of_change_has_a_sentence(name: str, replacements: tuple[str, ...], sentence: str) -> None:
    assert edited(name, *replacements).zinnen == (sentence,)


def test_a_kind_of_unit_among_the_bound_is_every_unit_of_it() -> None:
    (change,) = diff({CLAUSES: text(CLAUSES, "gebonden: [school]", "gebonden: [school, afdeling]")}).wijzigingen
    assert "gebonden: alle afdelingen erbij" in " ".join(change.zinnen)
    own = "data/convenant.yaml"
    kinds: dict[str, str | None] = {
        own: BASIS[own].decode() + "eenheidsoorten:\n  gebouw: {naam: Gebouw, meervoud: gebouwen}\n"
    }
    (change,) = diff({CLAUSES: text(CLAUSES, "gebonden: [school]", "gebonden: [school, gebouw]")}, kinds).wijzigingen
    assert "gebonden: alle gebouwen erbij" in " ".join(change.zinnen)


def test_a_long_text_is_shown_word_by_word() -> None:
    old = text(ACTIE, "start:", "omschrijving: Ouders praten in kleine groepen.\nstart:")
    new = text(ACTIE, "start:", "omschrijving: Ouders praten in grote groepen.\nstart:")
    (change,) = diff({ACTIE: new}, {ACTIE: old}).wijzigingen
    assert change.zinnen == (
        "Actie 1.1, omschrijving: Ouders praten in [-kleine-] {+grote+} groepen. (trekker Noorderschool)",
    )


def test_a_value_about_a_person_is_never_repeated() -> None:
    old = text(SCHOOL, "{functie: beleidsadviseur,", "{functie: beleidsadviseur, naam: Jan Voorbeeld,")
    new = text(SCHOOL, "{functie: beleidsadviseur,", "{functie: beleidsadviseur, naam: Piet Monster,")
    (change,) = diff({SCHOOL: new}, {SCHOOL: old}).wijzigingen
    assert change.zinnen == ("Noorderschool: contactpersoon, naam gewijzigd (niet getoond: het gaat over een persoon)",)
    assert "Monster" not in repr(change)
    assert "Voorbeeld" not in repr(change)
    (added,) = diff({SCHOOL: new}).wijzigingen
    assert "Monster" not in repr(added)
    (whole,) = diff({SCHOOL: new}, {SCHOOL: None}).wijzigingen
    assert "Monster" not in repr(whole)


def test_the_private_address_book_stays_out() -> None:
    person = "personen:\n  - {partner: politie, als: vervanger, naam: Jan Voorbeeld}\n"
    assert diff({"prive/personen.yaml": person}).wijzigingen == ()


# --- no change ----------------------------------------------------------------------------------------------------


def test_order_of_keys_defaults_quotes_and_comments_are_layout_only() -> None:
    new = text(
        MEETING, "soort: evaluatie-samenwerking, doel: bespreken", "doel: 'bespreken', soort: evaluatie-samenwerking"
    )
    new = new.replace("plaats: Gemeentehuis\n", '# een opmerking\nplaats: "Gemeentehuis"\nafgemeld: []\n')
    (change,) = diff({MEETING: new}).wijzigingen
    assert change.aard is Aard.OPMAAK
    assert change.zinnen == ("Jaarlijkse bijeenkomst 2025 van 01-12-2025: alleen opmaak van het bestand",)
    assert not change.raakt_plan


def test_equal_files_are_no_change() -> None:
    compared = diff({})
    assert (compared.wijzigingen, compared.groepen, compared.meldingen) == ((), (), ())


# --- records ------------------------------------------------------------------------------------------------------


def test_a_new_and_a_removed_record() -> None:
    actie = text(ACTIE, "nummer: 1.1", "nummer: 1.2", "titel: Ouderavond", "titel: Les")
    added = diff({"data/jaarplan/2026/acties/les.yaml": actie}).wijzigingen[0]
    assert added.wat is Wat.TOEGEVOEGD
    assert added.zinnen == ("Actie 1.2 toegevoegd: Les (trekker Noorderschool)",)
    assert {veld.label: veld.nieuw for veld in added.velden}["gereed"] == "30-06-2026"
    removed = diff({ACTIE: None}).wijzigingen[0]
    assert removed.zinnen == ("Actie 1.1 verwijderd: Ouderavond (trekker Noorderschool)",)
    assert (removed.bestand, removed.oud_bestand) == (None, ACTIE)
    assert removed.bepalingen == ("veiligheidsplan",)


def test_a_renamed_record_keeps_its_changes() -> None:
    new = {ACTIE: None, "data/jaarplan/2026/acties/avond.yaml": text(ACTIE, "2026-06-30", "2026-07-01")}
    (change,) = diff(new).wijzigingen
    assert change.wat is Wat.HERNOEMD
    assert change.zinnen == (
        "Actie 1.1: hernoemd van ouderavond naar avond (trekker Noorderschool)",
        "Actie 1.1: gereed van 30-06-2026 naar 01-07-2026 (trekker Noorderschool)",
    )


def test_the_same_number_makes_it_the_same_action_unless_nothing_else_is() -> None:
    base = (
        "thema: schoolklimaat\ndoel: iets\ntrekker: politie\nstart: 2027-01-02\ngereed: 2027-03-04\nstatus: gepland\n"
    )
    name = "data/jaarplan/2026/acties/avond.yaml"
    same = diff({ACTIE: None, name: f"nummer: 1.1\ntitel: Ouderavond\n{base}"}).wijzigingen
    assert [change.wat for change in same] == [Wat.HERNOEMD]
    reused = diff({ACTIE: None, name: f"nummer: 1.1\ntitel: Zwerfvuil rapen in de wijk\n{base}"}).wijzigingen
    assert {change.wat for change in reused} == {Wat.TOEGEVOEGD, Wat.VERWIJDERD}


def test_an_action_that_goes_to_another_plan_or_theme_is_moved() -> None:
    plan = text(PLAN, "kalenderjaar 2026", "kalenderjaar 2027")
    old: dict[str, str | None] = {"data/jaarplan/2027/jaarplan.yaml": plan}
    (change,) = diff({ACTIE: None, "data/jaarplan/2027/acties/ouderavond.yaml": text(ACTIE)}, old).wijzigingen
    assert change.wat is Wat.VERPLAATST
    assert change.zinnen == ("Actie 1.1: verplaatst van 2026 naar 2027 (trekker Noorderschool)",)
    assert change.raakt_plan
    assert edited(ACTIE, "thema: online-veiligheid", "thema: schoolklimaat").wat is Wat.VERPLAATST


# --- grades -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "touches"),
    [
        ("gereed: 2026-06-30", "gereed: 2026-07-30", True),
        ("status: afgerond\n", "status: loopt\n", False),
        ("status: afgerond\n", "status: vervallen\n", True),
        ("resultaat: 110", "resultaat: 120", False),
        ("streefwaarde: 100", "streefwaarde: 120", True),
        ("afgerond_op: 2026-06-20", "afgerond_op: 2026-06-21", False),
        ("start:", "voortgang: [{datum: 2026-04-02, tekst: Begonnen.}]\nstart:", False),
    ],
)
def test_a_change_of_what_was_agreed_touches_an_adopted_plan_and_progress_does_not(
    old: str, new: str, touches: bool
) -> None:
    assert edited(ACTIE, old, new).raakt_plan is touches
    concept: dict[str, str | None] = {PLAN: text(PLAN, "status: vastgesteld\n", "status: concept\n")}
    (change,) = diff({ACTIE: text(ACTIE, old, new)}, concept).wijzigingen
    assert not change.raakt_plan


def test_whether_a_plan_was_adopted_is_asked_of_the_old_side() -> None:
    concept: dict[str, str | None] = {PLAN: text(PLAN, "status: vastgesteld\n", "status: concept\n")}
    changes = diff({PLAN: text(PLAN), ACTIE: text(ACTIE, "2026-06-30", "2026-07-30")}, concept).wijzigingen
    assert [change.raakt_plan for change in changes] == [False, False]


def test_a_typing_error_is_wording_and_a_date_beside_it_makes_it_content() -> None:
    wording = edited(PLAN, "Leerlingen zijn veel online.", "Leerlingen zijn veel online!")
    assert (wording.aard, wording.raakt_plan) == (Aard.REDACTIONEEL, True)
    both = edited(PLAN, "Leerlingen zijn veel online.", "Leerlingen zijn veel online!", "versie: 1.0", "versie: 1.1")
    assert both.aard is Aard.INHOUDELIJK
    assert [veld.aard for veld in both.velden] == [Aard.INHOUDELIJK, Aard.REDACTIONEEL]


def test_another_order_of_names_is_wording_and_of_an_agenda_content() -> None:
    old: dict[str, str | None] = {ACTIE: text(ACTIE, "partners: [politie]", "partners: [politie, gemeente]")}
    (change,) = diff({ACTIE: text(ACTIE, "partners: [politie]", "partners: [gemeente, politie]")}, old).wijzigingen
    assert (change.aard, change.zinnen) == (
        Aard.REDACTIONEEL,
        ("Actie 1.1, partners: andere volgorde (trekker Noorderschool)",),
    )
    point = "  - {titel: Sluiting, doel: informeren}\n"
    first = "agenda:\n"
    last = "minuten: 60}\n"
    (agenda,) = diff(
        {MEETING: text(MEETING, first, first + point)}, {MEETING: text(MEETING, last, last + point)}
    ).wijzigingen
    assert (agenda.aard, [veld.label for veld in agenda.velden]) == (Aard.INHOUDELIJK, ["agenda"])


# --- duties -------------------------------------------------------------------------------------------------------


def test_an_oordeel_that_changes_stands_with_the_change_that_explains_it() -> None:
    new = text(SCHOOL, "contactpersoon: {functie: beleidsadviseur, email: convenant@noorderschool.example}\n", "")
    compared = diff({SCHOOL: new}, oordelen=True)
    (change,) = compared.wijzigingen
    assert [oordeel.zin for oordeel in change.oordelen] == ["1.1 voor Noorderschool: van voldaan naar niet gevonden"]
    assert (change.bepalingen, change.aanduidingen, change.raakt_verplichting) == (("contactpersoon",), ("1.1",), True)
    assert "raakt verplichting 1.1" in change.graden
    assert compared.oordelen == change.oordelen
    assert compared.losse_oordelen == ()


def test_a_field_under_an_oordeel_that_stays_the_same_still_touches_the_duty() -> None:
    compared = diff({SCHOOL: text(SCHOOL, "functie: beleidsadviseur", "functie: zorgcoördinator")}, oordelen=True)
    assert compared.oordelen == ()
    assert compared.wijzigingen[0].aanduidingen == ("1.1",)
    assert diff({SCHOOL: text(SCHOOL, "functie: beleidsadviseur", "functie: x")}).wijzigingen[0].bepalingen == ()


def test_a_changed_clause_is_a_touched_duty_also_without_judging() -> None:
    change = edited(CLAUSES, "Elke school heeft een veiligheidsplan.", "Elke school heeft elk jaar een plan.")
    assert change.bepalingen == ("veiligheidsplan",)
    answer = edited("data/verklaringen/2026/noorderschool.yaml", "antwoord: ja", "antwoord: nee")
    assert answer.aanduidingen == ("1.2",)


def test_a_change_elsewhere_in_a_record_explains_no_oordeel_on_it() -> None:
    new = text(SCHOOL, "contactpersoon: {functie: beleidsadviseur, email: convenant@noorderschool.example}\n", "")
    politie = text("data/partners/politie.yaml", "naam: Politie", "naam: De politie")
    late = text("data/convenant.yaml", "ingang: 2024-01-01", "ingang: 2030-01-01")
    compared = diff({SCHOOL: new, "data/partners/politie.yaml": politie, "data/convenant.yaml": late}, oordelen=True)
    assert [bool(c.oordelen) for c in compared.wijzigingen if c.soort == "partner"] == [False, True]


def test_what_is_the_same_for_several_parties_is_said_once() -> None:
    new: dict[str, str | None] = {"data/convenant.yaml": text("data/convenant.yaml", "ingang: 2024", "ingang: 2030")}
    said = [sentence for sentence, _ in gebundeld(diff(new, oordelen=True).losse_oordelen)]
    assert "1.1 voor Gemeente, Noorderschool en Politie: van voldaan naar nog niet aan de orde" in said


def test_oordelen_that_no_record_explains_stand_apart() -> None:
    new = text("data/convenant.yaml", "ingang: 2024-01-01", "ingang: 2030-01-01")
    compared = diff({"data/convenant.yaml": new}, oordelen=True)
    assert "1.1 voor Politie: van voldaan naar nog niet aan de orde" in [o.zin for o in compared.losse_oordelen]


def test_layout_only_changes_no_oordeel_and_needs_no_judging() -> None:
    compared = diff({SCHOOL: "# x\n" + text(SCHOOL)}, oordelen=True)
    assert (compared.oordelen, compared.waarom_niet) == ((), "")


def test_a_side_that_cannot_be_judged_is_said() -> None:
    compared = diff({SCHOOL: text(SCHOOL, "lid_van: 2024-01-01", "lid_van: ooit")}, oordelen=True)
    assert compared.oordelen is None
    assert compared.waarom_niet == (
        "de oordelen zijn niet vergeleken, want nieuw is niet te toetsen: "
        "data/partners/noorderschool.yaml is niet helemaal te lezen"
    )
    wrong = diff({CLAUSES: text(CLAUSES, "per: kalenderjaar", "per: eeuw")}, oordelen=True)
    assert wrong.waarom_niet.startswith(
        "de oordelen zijn niet vergeleken, want nieuw is niet te toetsen: data/bepaling"
    )


# --- files that cannot be read ------------------------------------------------------------------------------------


def test_a_field_that_cannot_be_read_is_named_and_not_called_removed() -> None:
    change = edited(ACTIE, "afgerond_op: 2026-06-20", "afgerond_op: eind juni", "nummer: 1.1", "nummer: 1.4")
    assert change.zinnen == (
        "Actie 1.4: in nieuw is data/jaarplan/2026/acties/ouderavond.yaml niet helemaal te lezen "
        "(regel 11: 'eind juni' is geen bestaande datum); niet vergeleken: afgerond_op",
        "Actie 1.4: nummer van 1.1 naar 1.4 (trekker Noorderschool)",
    )
    alone = edited(ACTIE, "afgerond_op:", "afgerond:")
    assert (alone.aard, alone.velden) == (Aard.INHOUDELIJK, ())


@pytest.mark.parametrize("broken", ["nummer: [\n", "", "- a\n", "\x00", "<<<<<<< HEAD\nnummer: 1\n=======\n"])
def test_a_file_that_cannot_be_read_is_a_change_that_says_so(broken: str) -> None:
    for compared in (diff({ACTIE: broken}), diff({ACTIE: text(ACTIE)}, {ACTIE: broken})):
        (change,) = compared.wijzigingen
        assert change.wat is Wat.ONLEESBAAR
        assert "te lezen" in change.zinnen[0]
        assert change.velden == ()
    (new,) = diff({"data/partners/x.yaml": broken}).wijzigingen
    assert new.zinnen[0].startswith("data/partners/x.yaml: in nieuw is data/partners/x.yaml niet te lezen (regel ")


def test_what_is_no_record_is_named() -> None:
    assert diff({"data/los.yaml": "a: 1\n"}).meldingen == (
        "data/los.yaml is nieuw; het is geen record en wordt niet vergeleken",
    )
    assert diff({"data/los.yaml": None}, {"data/los.yaml": "a: 1\n"}).meldingen == (
        "data/los.yaml is weg; het was geen record",
    )


# --- parts of lists -----------------------------------------------------------------------------------------------

_INZET = st.builds(
    lambda partner, inzet: Inzet(partner=partner, inzet=inzet),
    st.sampled_from("abc"),
    st.sampled_from(["x", "y", "z z"]),
)
_VOORTGANG = st.builds(
    lambda day, tekst: Voortgang(datum=f"2026-01-0{day}", tekst=tekst),
    st.integers(1, 4),
    st.sampled_from(["een", "twee drie"]),
)


def _lists(kind: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[list[Any], list[Any]]]:
    return st.tuples(st.lists(kind, max_size=5), st.lists(kind, max_size=5))


@given(st.one_of(_lists(_INZET), _lists(_VOORTGANG)))
def test_a_part_is_in_one_pair_at_most_and_equal_parts_always_are(lists: tuple[list[Any], list[Any]]) -> None:
    old, new = lists
    pairs = pair_parts(old, new)
    assert len({a for a, _ in pairs}) == len({b for _, b in pairs}) == len(pairs)
    rest_old = [part for index, part in enumerate(old) if index not in {a for a, _ in pairs}]
    rest_new = [part for index, part in enumerate(new) if index not in {b for _, b in pairs}]
    assert not [part for part in rest_old if part in rest_new]
    assert not {part.partner for part in rest_old if isinstance(part, Inzet)} & {
        part.partner for part in rest_new if isinstance(part, Inzet)
    }
    assert all(old[a].partner == new[b].partner for a, b in pairs if isinstance(old[a], Inzet))


def test_parts_go_by_their_day_their_text_or_nearly_their_text() -> None:
    def progress(day: int, tekst: str) -> Voortgang:
        return Voortgang.model_validate({"datum": date(2026, 1, day).isoformat(), "tekst": tekst})

    old = [progress(1, "Begonnen."), progress(2, "Tweede avond met 41 ouders.")]
    assert pair_parts(old, [progress(1, "Gestart."), progress(5, "Tweede avond met 41 ouders.")]) == [(0, 0), (1, 1)]
    assert pair_parts(old, [progress(9, "Tweede avond met 55 ouders.")]) == [(1, 0)]
    assert pair_texts(["de eerste conclusie is lang", "b"], ["b", "de eerste conclusie is kort", "c"]) == [
        (1, 0),
        (0, 1),
    ]


# --- a new name -----------------------------------------------------------------------------------------------------


def test_what_only_follows_a_new_name_is_wording_and_changes_no_oordeel() -> None:
    def moved(name: str) -> str:
        return text(name).replace("noorderschool", "noorderlyceum").replace("Noorderschool", "Noorderlyceum")

    party = text(SCHOOL, "naam: Noorderschool", "naam: Noorderlyceum")
    new: dict[str, str | None] = {SCHOOL: None, "data/partners/noorderlyceum.yaml": party}
    for name in (ACTIE, MEETING, "data/evaluaties/2026/ouderavond.yaml"):
        new[name] = moved(name)
    for year in ("2025", "2026"):
        new[f"data/verklaringen/{year}/noorderschool.yaml"] = None
        new[f"data/verklaringen/{year}/noorderlyceum.yaml"] = text(f"data/verklaringen/{year}/noorderschool.yaml")
    compared = diff(new, oordelen=True)
    assert (compared.oordelen, compared.waarom_niet) == ((), "")
    change = next(change for change in compared.wijzigingen if change.bestand == ACTIE)
    assert (change.aard, change.raakt_plan, change.raakt_verplichting) == (Aard.REDACTIONEEL, False, False)
    assert change.zinnen == (
        "Actie 1.1: verwijzing naar hernoemde partner van Noorderschool naar Noorderlyceum (trekker Noorderlyceum)",
    )
    assert [change.wat for change in compared.wijzigingen if change.soort == "partner"] == [Wat.HERNOEMD]
    # And what changes besides goes by names, not by ids.
    actie = moved(ACTIE).replace("trekker: noorderlyceum", "trekker: politie").replace("[politie]", "[noorderlyceum]")
    change = next(change for change in diff({**new, ACTIE: actie}).wijzigingen if change.bestand == ACTIE)
    assert change.zinnen[:2] == (
        "Actie 1.1: trekker van Noorderlyceum naar Politie",
        "Actie 1.1, partners: Noorderlyceum erbij, Politie eraf (trekker Politie)",
    )


def test_a_unit_that_goes_to_another_party_with_its_name_is_told_with_the_parties() -> None:
    unit = "eenheden:\n  - {id: locatie-kade, naam: Locatie Kade, soort: locatie}\n"
    before = {"data/partners/politie.yaml": text("data/partners/politie.yaml") + unit}
    action = text(ACTIE, "partners: [politie]\n", "partners: [politie]\nvoor: [noorderschool/locatie-kade]\n")
    moved = action.replace("noorderschool/locatie-kade", "politie/locatie-kade")
    (change,) = diff({ACTIE: moved}, {**before, ACTIE: action}).wijzigingen
    assert change.zinnen == (
        "Actie 1.1, voor: Locatie Kade (Politie) erbij, Locatie Kade (Noorderschool) eraf (trekker Noorderschool)",
    )


# --- another name -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "id", "new", "told"),
    [
        ("aanbod", "politie/gastles", "les", "Politie: aanbod ‘Gastles’ hernoemd van gastles naar les"),
        ("eenheid", "politie/jeugd", "jong", "Politie: eenheid Team jongeren hernoemd van jeugd naar jong"),
        ("doel", "2027/meer-rust", "rust-erbij", "hernoemd van meer-rust naar rust-erbij"),
        ("vraagstuk", "2027/wachten", "wachttijd", "hernoemd van wachten naar wachttijd"),
        ("thema", "schoolklimaat", "sfeer", "Convenant: thema's hernoemd van schoolklimaat naar sfeer"),
    ],
)
def test_a_part_with_another_name_is_renamed_and_not_gone_and_come(kind: str, id: str, new: str, told: str) -> None:
    before = klein()
    after = named_otherwise(before, kind, id, new)
    found = compare(from_source(before, OUD), from_source(after, NIEUW), PEILDATUM, oordelen=False).wijzigingen
    said = [zin for one in found for zin in one.zinnen]
    assert any(told in zin for zin in said), said
    assert {one.aard for one in found} == {Aard.REDACTIONEEL}
    assert not any(one.raakt_plan or veld.erbij or veld.eraf for one in found for veld in one.velden)
    wats = {veld.wat for one in found for veld in one.velden}
    assert wats <= {Wat.HERNOEMD, Wat.GEWIJZIGD}
    if len(found) > 1:
        assert any("verwijzing naar hernoemd" in zin for zin in said)


def named_otherwise(source: Source, kind: str, id: str, new: str) -> Source:
    """Return a dossier in which one thing has another name, and all that refers to it follows."""
    dossier, _ = load(source)
    change = renamed(dossier, Ding(kind, id, dossier.defined[kind][id]), new, {})
    merged = {**source.files, **change.bestanden}
    return Source("x", {name: raw for name in sorted(merged) if (raw := merged[name]) is not None})


def test_a_part_and_its_record_with_other_names_are_both_followed() -> None:
    before = klein()
    after = named_otherwise(named_otherwise(before, "eenheid", "politie/jeugd", "jong"), "partner", "politie", "wijk")
    found = compare(from_source(before, OUD), from_source(after, NIEUW), PEILDATUM, oordelen=False).wijzigingen
    assert [one.zinnen for one in found if one.oud_bestand == "data/partners/politie.yaml"] == [
        (
            "Politie: hernoemd van politie naar wijk",
            "Politie: eenheid Team jongeren hernoemd van jeugd naar jong",
            "Politie: verwijzing naar hernoemde eenheid van politie/jeugd naar wijk/jong",
            "Politie: verwijzing naar hernoemde partner van politie naar wijk",
        )
    ]


def test_a_change_of_a_body_is_told_with_the_body() -> None:
    name = "data/organen/stuurgroep.yaml"
    old = (
        "naam: Stuurgroep\ntaak: Stuurt.\nvergadert: {per: kwartaal}\nleden:\n"
        "  - {partner: gemeente, functie: wethouder}\n  - {partner: politie, functie: teamchef}\n"
    )
    new = old.replace("teamchef", "wijkagent").replace("kwartaal", "maand")
    every = diff({name: new}, {name: old})
    assert [(group.soort, group.titel) for group in every.groepen] == [("orgaan", "Stuurgroep")]
    assert [zin for change in every.wijzigingen for zin in change.zinnen] == [
        "Stuurgroep: vergadert, per van kwartaal naar maand",
        "Stuurgroep: lid van Politie, functie van ‘teamchef’ naar ‘wijkagent’",
    ]


def test_what_who_leaves_still_does_is_named_by_what_it_is() -> None:
    what = "{id: halt-de-sleutel-van, partner: politie, wat: De sleutel teruggeven, uiterlijk: 2027-01-01}"
    owed = f"afwikkelingen:\n  - {what}\n"
    (change,) = diff({"data/convenant.yaml": BASIS["data/convenant.yaml"].decode() + owed}).wijzigingen
    (field,) = change.velden
    assert field.label == "afwikkeling ‘De sleutel teruggeven’"
