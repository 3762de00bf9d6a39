"""``convenant rename``: another name everywhere, on only the lines that hold the old one, and never a broken name."""

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.editing.links import Ding, links
from convenant_cli.editing.renaming import Hernoeming, renamed
from convenant_cli.editing.spelling import respelled
from convenant_cli.editing.trial import tried, with_files
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.judging import named_in_tests
from convenant_cli.sources.sources import Source
from tests.conftest import Run, laid, read_folder, whole
from tests.klein import ACTIE, AFSPRAKEN, CONVENANT, DAG, PLAN, POLITIE, SCHOOL, klein
from tests.terminal import Terminal
from tests.verhaal import begun, git

SOURCE = klein()
DOSSIER = whole(SOURCE)


def thing(name: str, dossier: Dossier = DOSSIER) -> Ding:
    soort, _, id = name.partition(":")
    return Ding(soort, id, dossier.defined[soort][id])


def asked(name: str, new: str, dossier: Dossier = DOSSIER) -> Hernoeming:
    return renamed(dossier, thing(name, dossier), new, named_in_tests(dossier))


def after(change: Hernoeming, source: Source = SOURCE) -> Source:
    return replace(source, files=with_files(source, change.bestanden))


def named(dossier: Dossier) -> list[tuple[str, str]]:
    return sorted(one.naam for one in links(dossier, named_in_tests(dossier)))


def changed_lines(change: Hernoeming, source: Source = SOURCE) -> dict[str, list[tuple[str, str]]]:
    """Return the lines that differ, old and new, by the name that a file gets. No line comes or goes."""
    was = {new: old for old, new in change.verplaatst.items()}
    out = {}
    for name, raw in change.bestanden.items():
        if raw is None:
            continue
        old = source.files[was.get(name, name)].decode().splitlines()
        new = raw.decode().splitlines()
        assert len(old) == len(new), name
        if pairs := [(a, b) for a, b in zip(old, new, strict=True) if a != b]:
            out[name] = pairs
    return out


NAMES = [
    ("partner:politie", "politie-rijn"),
    ("actie:2027/gastlessen", "lessen"),
    ("actie:2026/ouderavond", "ouderavond-online"),
    ("evaluatie:2026/ouderavond", "avond"),
    ("bijeenkomst:2025-12-01-jaarlijks", "2025-12-01-jaarlijkse-bijeenkomst"),
    ("hoofdstuk:1-afspraken", "1-wat-wij-afspreken"),
    ("thema:schoolklimaat", "sfeer"),
    ("thema:online-veiligheid", "online"),
    ("doelgroep:ouders", "verzorgers"),
    ("documentsoort:veiligheidsplan", "plan"),
    ("bijeenkomstsoort:jaarlijks", "evaluatie"),
    ("interpretatie:hoe-vaak", "ritme"),
    ("doel:2027/meer-rust", "rust"),
    ("vraagstuk:2027/wachten", "wachttijd"),
    ("eenheid:politie/jeugd", "jeugdteam"),
    ("eenheid:noorderschool/locatie-kade", "noorderschool/kade"),
    ("document:noorderschool/plan", "veiligheid"),
    ("aanbod:politie/gastles", "les"),
]


def test_everything_that_has_a_name_is_tried_here() -> None:
    soorten = {name.partition(":")[0] for name, _ in NAMES}
    fixed = {"convenant", "personen", "bepaling", "rol", "besluit", "actiepunt", "verklaring", "jaarplan"}
    assert soorten | fixed == {soort for soort, ids in DOSSIER.defined.items() if ids}


@pytest.mark.parametrize(("name", "new"), NAMES)
def test_a_new_name_stands_everywhere_and_no_other_line_changes(name: str, new: str) -> None:
    change = asked(name, new)
    soort, _, old = name.partition(":")
    source = after(change)
    dossier = whole(source)
    assert tried(SOURCE, change.bestanden, DAG).fouten == ()
    # Every place still names the same thing, and nothing but names of it changed.
    assert len(named(dossier)) == len(named(DOSSIER))
    assert (soort, old) not in named(dossier)
    assert named(DOSSIER).count((soort, old)) == named(dossier).count((soort, change.id))
    last = old.rpartition("/")[2]
    for pairs in changed_lines(change).values():
        for before, now in pairs:
            assert re.sub(rf"(?<![\w-]){re.escape(last)}(?![\w-])", change.id.rpartition("/")[2], before) == now
    assert not [file for file in change.bestanden if file not in (*SOURCE.files, *change.verplaatst.values())]
    # And back again.
    back = asked(f"{soort}:{change.id}", old, dossier)
    assert after(back, source).files == SOURCE.files


def test_a_clause_has_another_name_while_the_agreement_is_being_copied() -> None:
    begun = SOURCE.files[CONVENANT].replace(b"ondertekend_op:", b"overgenomen: nee\nondertekend_op:", 1)
    source = replace(SOURCE, files={**SOURCE.files, CONVENANT: begun})
    change = asked("bepaling:lessen", "lessen-op-school", load(source)[0])
    now = whole(after(change, source))
    assert "lessen-op-school" in now.bepalingen
    assert ("bepaling", "lessen") not in named(now)
    assert tried(source, change.bestanden, DAG).fouten == ()
    with pytest.raises(ConvenantError, match="houdt haar naam"):
        asked("bepaling:lessen", "lessen-op-school")


def test_a_party_takes_its_statements_and_all_that_is_under_its_name_along() -> None:
    change = asked("partner:politie", "politie-rijn")
    assert change.verplaatst == {
        POLITIE: "data/partners/politie-rijn.yaml",
        "data/verklaringen/2026/politie.yaml": "data/verklaringen/2026/politie-rijn.yaml",
    }
    lines = changed_lines(change)
    assert lines[ACTIE] == [
        ('trekker: "politie"', 'trekker: "politie-rijn"'),
        ("aanbod: [politie/gastles]", "aanbod: [politie-rijn/gastles]"),
    ]
    assert lines[PLAN] == [("opgesteld_met: [gemeente, politie]", "opgesteld_met: [gemeente, politie-rijn]")]
    assert lines[CONVENANT] == [
        ("    bestand: data/partners/politie.yaml", "    bestand: data/partners/politie-rijn.yaml")
    ]
    toets = "    toets: {soort: aanbod, themas: [online-veiligheid], elk_van: [politie%s/gastles]}"
    assert lines[AFSPRAKEN] == [(toets % "", toets % "-rijn")]  # the role 'politie' keeps its name
    assert lines["prive/personen.yaml"] == [
        (
            "  - {partner: politie, eenheid: politie/jeugd, als: contactpersoon, naam: V. Voorbeeld}",
            "  - {partner: politie-rijn, eenheid: politie-rijn/jeugd, als: contactpersoon, naam: V. Voorbeeld}",
        )
    ]
    ((before, now),) = lines[SCHOOL]
    assert now == before.replace("met: politie,", "met: politie-rijn,") != before


def test_a_concept_plan_takes_its_actions_along() -> None:
    files = dict(SOURCE.files)
    files[PLAN] = files[PLAN].replace(b"kalenderjaar 2027", b"schooljaar 2027-2028")
    source = replace(SOURCE, files=files)
    change = renamed(load(source)[0], thing("jaarplan:2027"), "2027-2028", [])
    assert change.verplaatst == {
        PLAN: "data/jaarplan/2027-2028/jaarplan.yaml",
        ACTIE: "data/jaarplan/2027-2028/acties/gastlessen.yaml",
    }
    assert changed_lines(change, source) == {}  # within a plan nobody names it
    assert named(load(after(change, source))[0]).count(("doel", "2027-2028/meer-rust")) == 1


@pytest.mark.parametrize(
    ("name", "new", "why"),
    [
        ("partner:politie", "gemeente", "data/partners/gemeente.yaml bestaat al"),
        ("partner:politie", "Politie Rijn", "bedoelde u 'politie-rijn'"),
        ("partner:politie", "../x", "kan niet"),
        ("partner:politie", "a/b", "past daar niet op"),
        ("partner:politie", "", "kan niet"),
        ("partner:politie", "politie", "heet al zo"),
        ("thema:schoolklimaat", "online-veiligheid", "bestaat al"),
        ("aanbod:politie/gastles", "spreekuur", "bestaat al"),
        ("aanbod:politie/gastles", "noorderschool/gastles", "hoort bij 'politie' en blijft daar"),
        ("actie:2027/gastlessen", "2026/gastlessen", "hoort bij '2027' en blijft daar"),
        ("verklaring:2026/politie", "gemeente", "convenant rename partner:politie gemeente"),
        ("bepaling:lessen", "gastlessen", "convenant set bepaling:lessen titel=…"),
        ("convenant:convenant", "x", "vaste naam"),
        ("personen:personen", "x", "vaste naam"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(name: str, new: str, why: str) -> None:
    with pytest.raises(ConvenantError, match=re.escape(why)):
        asked(name, new)


@pytest.mark.parametrize(
    ("name", "new", "rule"),
    [
        ("partner:politie", "con", "bestandsnaam"),
        ("partner:politie", "p" * 101, "bestandsnaam"),
        ("bijeenkomst:2025-12-01-jaarlijks", "2025-12-02-jaarlijks", "bestandsnaam-klopt"),
        ("rol:school", "scholen", "ondertekende-tekst-wijzigt-met-besluit"),
        ("besluit:b2025-1", "b2025-9", "besluit-blijft-staan"),
        ("jaarplan:2027", "2028", "planmap-past-bij-periode"),
    ],
)
def test_what_the_checks_refuse_is_not_made(name: str, new: str, rule: str) -> None:
    faults = tried(SOURCE, asked(name, new).bestanden, DAG).fouten
    assert rule in {fault.rule for fault in faults}


def test_a_file_with_a_fault_stands_in_the_way() -> None:
    files = {**SOURCE.files, PLAN: SOURCE.files[PLAN].replace(b"status: concept", b"status: koncept")}
    dossier, _ = load(replace(SOURCE, files=files))
    with pytest.raises(ConvenantError, match=f"{PLAN} heeft een fout, en kan de naam noemen"):
        asked("partner:politie", "x", dossier)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"\xef\xbb\xbfa: oud\r\nb: 'oud'\r\n", b"\xef\xbb\xbfa: nieuw\r\nb: 'oud'\r\n"),
        (b'a:   "oud"   # oud\n', b'a:   "nieuw"   # oud\n'),
        (b"a: 'oud'", b"a: 'nieuw'"),
        ("é: ë\na: oud\n".encode(), "é: ë\na: nieuw\n".encode()),
        (b"{b: oud, a: oud}\n", b"{b: oud, a: nieuw}\n"),
        (b"? a\n: oud\n", b"? a\n: nieuw\n"),
    ],
)
def test_a_value_is_spelled_otherwise_in_its_place(before: bytes, after: bytes) -> None:
    assert respelled(before, {("a",): "nieuw"}) == after


def test_what_stands_over_several_lines_is_left_to_a_person() -> None:
    with pytest.raises(ConvenantError, match="doe het met de hand"):
        respelled(b"a: >-\n  oud\n", {("a",): "nieuw"})


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    laid(tmp_path, SOURCE.files)
    (tmp_path / "CODEOWNERS").write_text("data/partners/politie.yaml @politie\n")
    (tmp_path / ".gitignore").write_text("/prive/\n")
    begun(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_rename_is_told_asked_written_and_its_history_goes_on(root: Path, convenant: Run) -> None:
    before = read_folder(root)
    trial = convenant("rename", "partner:politie", "politie-rijn", "--dry-run", code=0)
    assert trial.out.startswith("Partner 'politie' heet voortaan 'politie-rijn'.\n")
    assert "data/partners/politie.yaml wordt data/partners/politie-rijn.yaml." in trial.out
    assert "CODEOWNERS noemt een bestand dat zo niet meer heet; pas dat zelf aan." in trial.out
    assert trial.out.endswith("Er is niets geschreven (--proef).\n")
    nobody = convenant("rename", "partner:politie", "politie-rijn")
    assert (nobody.code, "geef --ja" in nobody.err) == (2, True)
    assert read_folder(root) == before
    done = convenant("rename", "partner:politie", "politie-rijn", "--ja", code=0)
    assert "Terugdraaien: convenant rename partner:politie-rijn politie\n" in done.out
    assert convenant("validate", "--peildatum", "2026-11-21").code == 0
    git(root, "add", "-A", "data")
    git(root, "commit", "-qm", "De politie heet anders")
    assert "Begin" in git(root, "log", "--follow", "--format=%s", "data/partners/politie-rijn.yaml")
    assert convenant("rename", "partner:politie-rijn", "politie", "--ja").code == 0
    assert read_folder(root) == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
def test_on_a_terminal_it_is_asked_and_nothing_is_wider_than_it(root: Path) -> None:
    run = Terminal("rename", "partner:politie", "politie-rijn", folder=root, columns=80)
    shown = run.expect("Hernoemen? [j/N]")
    assert max(map(len, shown.splitlines())) <= 80
    run.type("n\r")
    run.expect("Er is niets geschreven.")
    assert run.end() == 0
    assert (root / POLITIE).exists()
