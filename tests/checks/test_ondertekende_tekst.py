"""What was signed is guarded: clauses, term and roles change by decision and consent, or as a correction."""

from datetime import date
from pathlib import Path

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.since import check_since
from convenant_cli.findings import Finding
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.sources.sources import literal
from tests.conftest import PEILDATUM, TESTS, Run, laid, read_folder, whole
from tests.verhaal import git

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
CLAUSES, AGREEMENT = "data/bepalingen/1-afspraken.yaml", "data/convenant.yaml"
PARTIES = ("gemeente", "noorderschool", "politie")
OLD, NEW = "Elke school heeft een veiligheidsplan.", "Elke school heeft een veiligheidsplan dat ouders kennen."
GUARD, STAYS = "ondertekende-tekst-wijzigt-met-besluit", "wijzigingsbesluit-blijft-staan"


def decision(
    raakt: str = "bepalingen: [veiligheidsplan]", who: tuple[str, ...] = PARTIES, soort: str = "wijziging"
) -> str:
    """Return a list with one decision of 13 November 2025 that works from 2026 on."""
    text = (
        f"wijzigingsbesluiten:\n  - id: w-1\n    datum: 2025-11-13\n    soort: {soort}\n    tekst: Ouders kennen het."
    )
    text += f"\n    ingang: 2026-01-01\n    {raakt}\n"
    given = ", ".join(f"{{partner: {id}, datum: 2025-11-13}}" for id in who)
    return text + (f"    instemming: [{given}]\n" if who else "")


def correction(raakt: str = "bepalingen: [veiligheidsplan]") -> str:
    return (
        f"correcties:\n  - datum: 2026-11-01\n    {raakt}\n    reden: In het getekende stuk staat dit woord wel.\n"
        "    door: secretaris\n"
    )


def edited(files: dict[str, str], *edits: tuple[str, str, str]) -> dict[str, str]:
    after = dict(files)
    for name, old, new in edits:
        assert after[name].count(old) == 1, (name, old)
        after[name] = after[name].replace(old, new)
    return after


def added(files: dict[str, str], text: str) -> dict[str, str]:
    return {**files, AGREEMENT: files[AGREEMENT] + text}


def compare(before: dict[str, str], after: dict[str, str]) -> list[Finding]:
    report = check_since(literal(after), literal(before), "toen", PEILDATUM)
    return [finding for finding in report.findings if finding.rule in (GUARD, STAYS)]


def said(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [finding.message for finding in compare(before, after)]


#: The clause as a decision changes it: a new text with its first day, and the old one below it.
_LIVES_ON = "    toets: {soort: verklaring, per: kalenderjaar}\n    ingangsdatum: 2026-01-01\n    eerdere_versies:\n"
VERSIONED = edited(
    BASIS,
    (CLAUSES, OLD, NEW),
    (CLAUSES, "    toets: {soort: verklaring, per: kalenderjaar}\n", f"{_LIVES_ON}      - tekst: {OLD}\n"),
)


# --- while the agreement is being copied --------------------------------------------------------------------------

COPYING = edited(BASIS, (AGREEMENT, "ondertekend_op:", "overgenomen: nee\nondertekend_op:"))
_BEGUN = edited(
    COPYING,
    (CLAUSES, OLD, NEW),
    (AGREEMENT, "ondertekend_op: 2024-01-01", "ondertekend_op: 2024-02-01"),
    (AGREEMENT, "ingang: 2024-01-01", "ingang: 2024-02-01"),
    (AGREEMENT, "  gemeente: {naam: Gemeente}", "  gemeente: {naam: Gemeente}\n  halt: {naam: Halt}"),
)


def over_time(before: dict[str, str], after: dict[str, str]) -> set[str]:
    found = check_since(literal(after), literal(before), "toen", PEILDATUM).findings
    rules = ("ondertek", "gepubliceerd")
    return {finding.rule for finding in found if not finding.waived and finding.rule.startswith(rules)}


def test_what_is_still_being_copied_may_change_until_its_keeper_says_that_it_is_whole() -> None:
    whole_now = edited(_BEGUN, (AGREEMENT, "overgenomen: nee\n", ""))
    assert over_time(COPYING, _BEGUN) == set()
    assert over_time(COPYING, whole_now) == set()  # the last change may be made together with it
    assert over_time(BASIS, whole_now) == {GUARD, "ondertekening-blijft-staan"}


def test_a_party_that_was_copied_by_mistake_may_go_while_the_agreement_is_being_copied() -> None:
    extra = {
        "data/partners/dubbel.yaml": "naam: Dubbel\nrollen: [school]\nlid_van: 2024-01-01\nondertekening: onbekend\n"
    }
    assert over_time({**COPYING, **extra}, COPYING) == set()
    assert over_time({**BASIS, **extra}, BASIS) == {"gepubliceerd-verdwijnt-niet"}


def test_what_was_copied_whole_cannot_be_opened_again() -> None:
    assert over_time(BASIS, COPYING) == {GUARD}
    waiver = f"ontheffingen:\n  - {{controle: {GUARD}, bestand: {AGREEMENT}, reden: Mag, verleend_door: beheerder, "
    assert over_time(BASIS, added(COPYING, f"{waiver}tot: 2027-01-01}}\n")) == {GUARD}


# --- in a repository ----------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    commit(tmp_path, BASIS)
    git(tmp_path, "switch", "--quiet", "--create", "voorstel")
    return tmp_path


def commit(root: Path, files: dict[str, str]) -> None:
    laid(root, files)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "Stand")


def test_since_main_refuses_another_word_in_a_signed_clause(repository: Path, convenant: Run) -> None:
    ask = ("-C", repository, "validate", "--sinds", "main", "--format", "concise", "--peildatum", PEILDATUM.isoformat())
    commit(repository, edited(BASIS, (CLAUSES, OLD, NEW)))
    refused = convenant(*ask, code=1)
    assert f"{CLAUSES}:17:12: fout: van bepaling 'veiligheidsplan' is de tekst veranderd" in refused.out
    assert GUARD in refused.out

    commit(repository, added(VERSIONED, decision()))
    decided = convenant(*ask)
    assert (decided.code, GUARD in decided.out) == (0, False), decided.out

    commit(repository, added(VERSIONED, decision(who=("gemeente", "politie"))))
    unagreed = convenant(*ask, code=1)
    assert "met het besluit van 13 november 2025 (wijziging) is de instemming van Noorderschool niet" in unagreed.out

    commit(repository, added(edited(BASIS, (CLAUSES, OLD, NEW)), correction()))
    corrected = convenant(*ask)
    assert (corrected.code, GUARD in corrected.out) == (0, False), corrected.out


# --- clauses ------------------------------------------------------------------------------------------------------

_SPOTS = [
    (("titel: Veiligheidsplan\n    tekst: Elke", "titel: Veiligheidsplan\n    tekst: Iedere"), "de tekst"),
    (("nummer: 1.2", "nummer: 1.9"), "het nummer"),
    (("nummer: 1.2\n", "nummer: 1.2\n    onderdeel: b\n"), "het deel van het artikel"),
    (("gebonden: [school]", "gebonden: [school, politie]"), "wie eraan gebonden is"),
    (("gebonden: [school]", "gebonden: [school]\n    gezamenlijk: ja"), "of de partijen haar samen hebben"),
    (("titel: Veiligheidsplan\n", "titel: Plan\n    ingangsdatum: 2024-01-01\n"), "de ingangsdatum"),
    (("titel: Veiligheidsplan\n", "titel: Plan\n    vervalt_op: 2026-01-01\n"), "de dag waarop zij vervalt"),
]


@pytest.mark.parametrize(("pair", "what"), _SPOTS, ids=[what for _, what in _SPOTS])
def test_each_signed_part_of_a_clause_is_guarded(pair: tuple[str, str], what: str) -> None:
    after = edited(BASIS, (CLAUSES, *pair))
    assert said(BASIS, after) == [
        f"van bepaling 'veiligheidsplan' is {what} veranderd, en geen wijzigingsbesluit noemt haar"
    ]
    assert said(BASIS, added(after, correction())) == []
    assert len(said(BASIS, added(after, correction("bepalingen: [contactpersoon]")))) == 1, "it names another clause"


def test_the_nature_is_guarded_and_a_guess_may_not_hide_a_number() -> None:
    first, last = BASIS[CLAUSES].rsplit("aard: resultaat", 1)
    assert "is de aard veranderd" in said(BASIS, {**BASIS, CLAUSES: f"{first}aard: inspanning{last}"})[0]
    first, last = BASIS[CLAUSES].rsplit("nummer_zekerheid: gelezen", 1)
    guessed = {**BASIS, CLAUSES: f"{first}nummer_zekerheid: herleid{last}"}
    assert "is hoe zeker het nummer is veranderd" in said(BASIS, guessed)[0]
    assert said(guessed, edited(guessed, (CLAUSES, "nummer: 1.2\n", "nummer: 1.9\n"))) == [], "never read"


def test_what_is_no_part_of_the_signed_text_is_free() -> None:
    after = edited(
        BASIS,
        (CLAUSES, "titel: Veiligheidsplan", "titel: Het plan"),
        (CLAUSES, OLD, "Elke school\n      heeft een veiligheidsplan."),
        (CLAUSES, "per: kalenderjaar", "per: schooljaar"),
    )
    assert said(BASIS, after) == []
    elsewhere = {**BASIS, "data/bepalingen/2-elders.yaml": BASIS[CLAUSES].replace("hoofdstuk: 1", "hoofdstuk: 2")}
    del elsewhere[CLAUSES]
    assert said(BASIS, elsewhere) == [], "another file, the same clauses"


def test_a_clause_may_not_come_or_go_without_a_word() -> None:
    head, _, last = BASIS[CLAUSES].partition("  - id: veiligheidsplan")
    without = {**BASIS, CLAUSES: head}
    assert said(BASIS, without) == ["bepaling 'veiligheidsplan' is verdwenen"]
    assert said(BASIS, added(without, correction("weggehaald: [veiligheidsplan]"))) == []
    new = {**BASIS, CLAUSES: f"{BASIS[CLAUSES]}  - id: overleg{last.replace('1.2', '1.3')}"}
    assert said(BASIS, new) == [
        "bepaling 'overleg' staat niet in wat is ondertekend, en geen wijzigingsbesluit noemt haar"
    ]
    assert said(BASIS, added(new, correction("bepalingen: [overleg]"))) == []
    dated = {**new, CLAUSES: f"{new[CLAUSES]}    ingangsdatum: 2026-01-01\n"}
    assert said(BASIS, added(dated, decision("bepalingen: [overleg]"))) == []
    assert said(BASIS, added(new, decision("bepalingen: [overleg]"))) == [
        "bepaling 'overleg' staat niet in wat is ondertekend, en 'ingangsdatum' is niet een nieuwe dag waarop het "
        "besluit van 13 november 2025 (wijziging) ingaat"
    ]
    empty = {name: text for name, text in BASIS.items() if name != CLAUSES}
    assert said(empty, BASIS) == [], "who is still copying the agreement has nothing to guard yet"


def test_a_decision_must_name_the_clause_keep_the_old_text_and_come_first() -> None:
    assert said(BASIS, added(VERSIONED, decision())) == []
    assert "geen wijzigingsbesluit noemt haar" in said(BASIS, added(VERSIONED, decision("rollen: [school]")))[0]
    assert "geen wijzigingsbesluit" in said(BASIS, added(VERSIONED, decision(soort="verlenging")))[0]
    lost = edited(VERSIONED, (CLAUSES, f"- tekst: {OLD}", "- tekst: Elke school heeft iets."))
    assert "staat niet bij de eerdere versies" in said(BASIS, added(lost, decision()))[0]
    again = edited(VERSIONED, (CLAUSES, NEW, "Elke school doet iets."))
    decided = added(VERSIONED, decision())
    assert "is niet een nieuwe dag" in said(decided, added(again, decision()))[0], "an old decision, a second change"
    rewritten = edited(decided, (CLAUSES, f"- tekst: {OLD}", "- tekst: Elke school heeft iets."))
    assert "is een eerdere versie veranderd" in said(decided, rewritten)[0]
    agreed_first = added(BASIS, decision())
    assert said(agreed_first, decided) == [], "the decision was recorded before the text changed"


def test_nobody_can_change_who_must_consent_along_with_the_text() -> None:
    partial = added(VERSIONED, decision(who=("gemeente", "politie")))
    left = edited(partial, ("data/partners/noorderschool.yaml", "lid_van: 2024-01-01",
                            "lid_van: 2024-01-01\nlid_tot: 2025-11-01"))  # fmt: skip
    assert "is de instemming van Noorderschool niet gevonden" in said(BASIS, left)[0]
    narrow = (
        "  - id: wijzigen\n    nummer: 8.1\n    nummer_zekerheid: gelezen\n    titel: Wijzigen\n    tekst: Met allen.\n"
        "    gebonden: [alle]\n    aard: bevoegdheid\n    familie: relatie\n    toets: {soort: instemming, van: ROL}\n"
    )
    wide = {**BASIS, CLAUSES: BASIS[CLAUSES] + narrow.replace("ROL", "alle")}
    after = {**partial, CLAUSES: partial[CLAUSES] + narrow.replace("ROL", "gemeente")}
    assert "is de instemming van Noorderschool niet gevonden" in said(wide, after)[0]
    role = {**BASIS, CLAUSES: BASIS[CLAUSES] + narrow.replace("ROL", "gemeente")}
    assert said(role, after) == [], "this agreement asks the gemeente only"


def test_a_correction_counts_once() -> None:
    corrected = added(edited(BASIS, (CLAUSES, OLD, NEW)), correction())
    assert len(said(corrected, edited(corrected, (CLAUSES, NEW, "Elke school doet iets.")))) == 1


def test_no_waiver_covers_the_signed_text() -> None:
    waiver = (
        f"ontheffingen:\n  - {{controle: {GUARD}, bestand: {CLAUSES}, reden: Mag, verleend_door: beheerder, "
        "tot: 2027-01-01}\n"
    )
    found = check_since(literal(added(edited(BASIS, (CLAUSES, OLD, NEW)), waiver)), literal(BASIS), "x", PEILDATUM)
    assert {finding.rule for finding in found.findings if not finding.waived} >= {GUARD, "ontheffing-ongeldig"}


def test_a_party_with_another_name_is_no_other_binding() -> None:
    before = edited(BASIS, (CLAUSES, "gebonden: [school]", "gebonden: [noorderschool]"))
    after = {
        name.replace("noorderschool", "noordercollege"): text.replace("noorderschool", "noordercollege")
        for name, text in before.items()
    }
    assert said(before, after) == []


# --- the term and the roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pair",
    [
        ("ingang: 2024-01-01", "ingang: 2024-01-02"),
        ("eerste_termijn: 3 jaar", "eerste_termijn: 4 jaar"),
        ("verlenging: stilzwijgend", "verlenging: besluit"),
        ("verlenging_duur: 3 jaar", "verlenging_duur: 9 jaar"),
        ("verlenging_duur: 3 jaar", "verlenging_duur: 3 jaar, opzegtermijn: 1 dag"),
        ("verlenging_duur: 3 jaar", "verlenging_duur: 3 jaar, verlenging_keer: 1"),
    ],
)
def test_the_term_changes_by_a_decision_that_names_it(pair: tuple[str, str]) -> None:
    after = edited(BASIS, (AGREEMENT, *pair))
    assert [message[:26] for message in said(BASIS, after)] == ["de looptijd is veranderd ("]
    assert said(BASIS, added(after, decision("looptijd: ja"))) == []
    assert said(BASIS, added(after, correction("looptijd: ja"))) == []
    assert len(said(BASIS, added(after, decision("looptijd: ja", who=("gemeente",))))) == 1
    assert len(said(BASIS, added(after, decision()))) == 1, "it names a clause only"
    old = added(BASIS, decision("looptijd: ja"))
    assert len(said(old, edited(old, (AGREEMENT, *pair)))) == 1, "a decision of before covers nothing later"


def test_how_a_party_joins_is_guarded_like_the_term() -> None:
    easy = added(BASIS, "toetreding: ondertekening\n")
    assert [message[:29] for message in said(BASIS, easy)] == ["hoe een partij toetreedt, is v"[:29]]
    assert said(BASIS, added(easy, correction("looptijd: ja"))) == []


def test_the_roles_change_by_a_decision_that_names_them() -> None:
    duty = edited(BASIS, (AGREEMENT, "{naam: Scholen}", "{naam: Scholen, verantwoordelijkheid: Alles.}"))
    assert said(BASIS, duty) == ["rol 'school' is veranderd, en geen nieuw besluit of nieuwe correctie noemt die rol"]
    assert said(BASIS, added(duty, decision("rollen: [school]"))) == []
    fresh = edited(BASIS, (AGREEMENT, "{naam: Scholen}", "{naam: Scholen}\n  zorg: {naam: Zorg}"))
    assert said(BASIS, fresh)[0].startswith("rol 'zorg' is nieuw")
    assert said(fresh, BASIS)[0].startswith("rol 'zorg' is verdwenen")
    assert said(fresh, added(BASIS, correction("weggehaald: [zorg]"))) == []
    both = edited(BASIS, ("data/partners/noorderschool.yaml", "rollen: [school]", "rollen: [politie]"))
    assert said(BASIS, both) == [
        "Noorderschool heeft een andere rol dan eerst ('politie' en 'school'), en geen nieuw besluit of nieuwe "
        "correctie noemt die rol"
    ]
    assert said(BASIS, added(both, decision("rollen: [school]")))[0].count("'politie'") == 1
    assert said(BASIS, added(both, decision("rollen: [school, politie]"))) == []


# --- what was decided, given notice of or corrected stays ---------------------------------------------------------

_NOTICE = "opzeggingen:\n  - {partner: politie, datum: 2026-06-01, vorm: brief}\n"


@pytest.mark.parametrize(
    ("text", "pair", "expected"),
    [
        (decision(), ("tekst: Ouders kennen het.", "tekst: Ouders hoeven niets."),
         "wijzigingsbesluit 'w-1' is veranderd (tekst) nadat partijen instemden"),
        (decision(), ("bepalingen: [veiligheidsplan]", "bepalingen: [veiligheidsplan, contactpersoon]"),
         "wijzigingsbesluit 'w-1' is veranderd (bepalingen) nadat partijen instemden"),
        (decision(), ("ingang: 2026-01-01", "ingang: 2026-02-01"),
         "wijzigingsbesluit 'w-1' is veranderd (ingang) nadat partijen instemden"),
        (decision(), ("{partner: politie, datum: 2025-11-13}", "{partner: gemeente, datum: 2025-11-13}"),
         "de instemming van 'politie' met 'w-1' is weggehaald"),
        (decision("toetreding: [politie]"), ("[politie]", "[politie, noorderschool]"),
         "wijzigingsbesluit 'w-1' is veranderd (toetreding) nadat partijen instemden"),
        (_NOTICE, ("datum: 2026-06-01", "datum: 2026-09-01"), "een opzegging van eerder is veranderd of weggehaald"),
        (_NOTICE, (_NOTICE, ""), "een opzegging van eerder is veranderd of weggehaald"),
        (correction(), ("door: secretaris", "door: beheerder"), "een correctie van eerder is veranderd of weggehaald"),
    ],
)  # fmt: skip
def test_what_was_decided_stays(text: str, pair: tuple[str, str], expected: str) -> None:
    before = added(BASIS, text)
    found = compare(before, edited(before, (AGREEMENT, *pair)))
    assert [(finding.rule, finding.message) for finding in found] == [(STAYS, expected)]


def test_a_proposal_may_still_change() -> None:
    before = added(BASIS, decision(who=()))
    assert said(before, edited(before, (AGREEMENT, "tekst: Ouders kennen het.", "tekst: Iets anders."))) == []


# --- a period is judged by its own text ---------------------------------------------------------------------------


def judged(files: dict[str, str], day: str, clause: str = "veiligheidsplan") -> list[Oordeel]:
    dossier = whole(files)
    return [one for one in judge(dossier, date.fromisoformat(day)) if one.bepaling == clause]


def rebound() -> dict[str, str]:
    """Return a dossier in which the clause binds another party from 2026 on."""
    earlier = f"      - tekst: {OLD}\n"
    return edited(
        VERSIONED,
        (CLAUSES, "gebonden: [school]", "gebonden: [gemeente]"),
        (CLAUSES, earlier, f"{earlier}        gebonden: [school]\n"),
    )


def test_each_period_is_judged_by_the_text_of_that_period() -> None:
    files = added(rebound(), decision())
    found = judged(files, "2026-11-21")
    assert [(one.periode, one.partner) for one in found] == [("2026", "gemeente"), ("2025", "noorderschool")]
    assert found[1].toelichting.endswith("; volgens de tekst die gold tot 1 januari 2026")
    assert [(one.periode, one.partner) for one in judged(files, "2025-12-01")] == [
        ("2024", "noorderschool"), ("2025", "noorderschool"),
    ]  # fmt: skip


def test_a_period_in_which_the_text_changed_is_judged_once_by_the_text_of_most_of_it() -> None:
    for day, expected in (("2026-07-02", "gemeente"), ("2026-07-03", "noorderschool")):
        files = edited(rebound(), (CLAUSES, "ingangsdatum: 2026-01-01", f"ingangsdatum: {day}"))
        assert [one.partner for one in judged(files, "2026-11-21") if one.periode == "2026"] == [expected], day


def test_the_test_of_that_time_judges_with_the_text_of_that_time() -> None:
    earlier = f"      - tekst: {OLD}\n"
    untested = (
        "        familie: niet-toetsbaar\n        toets: {soort: niet-toetsbaar, reden: toen was er geen plicht}\n"
    )
    files = edited(VERSIONED, (CLAUSES, earlier, earlier + untested))
    assert {one.staat for one in judged(files, "2025-06-01")} == {"niet toetsbaar"}
    assert {one.periode for one in judged(files, "2026-11-21")} == {"2026"}
    wrong = edited(files, (CLAUSES, "reden: toen", "redn: toen"))
    found = check_source(literal(wrong), PEILDATUM).findings
    assert [f.rule for f in found if f.rule == "toets-opgave"], "the parameters of an earlier version are read as well"


def test_before_and_after_its_days_a_clause_asks_nothing() -> None:
    new = edited(BASIS, (CLAUSES, "gebonden: [school]", "gebonden: [school]\n    ingangsdatum: 2026-01-01"))
    assert [(one.staat, one.toelichting) for one in judged(new, "2025-06-01")] == [
        ("nog niet aan de orde", "deze bepaling geldt vanaf 1 januari 2026")
    ]
    gone = edited(BASIS, (CLAUSES, "gebonden: [school]", "gebonden: [school]\n    vervalt_op: 2026-01-01"))
    found = judged(gone, "2026-11-21")
    assert [(one.periode, one.partner) for one in found] == [("2025", "noorderschool")]
    assert [one.toelichting for one in judged(gone, "2027-06-01")] == ["deze bepaling gold tot 1 januari 2026"]
