"""``convenant remove``: it shows who names it, and nothing that names it is left behind."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.editing.links import Ding, links
from convenant_cli.editing.removing import Weghaling, removed
from convenant_cli.editing.trial import tried, with_files
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.judging import named_in_tests
from convenant_cli.sources.sources import Source
from tests.conftest import Run, laid, read_folder
from tests.klein import ACTIE, AFSPRAKEN, DAG, PLAN, POLITIE, klein
from tests.verhaal import git

SOURCE = klein()
DOSSIER, _ = load(SOURCE)


def asked(name: str, *instead: str, dossier: Dossier = DOSSIER) -> Weghaling:
    soort, _, id = name.partition(":")
    thing = Ding(soort, id, dossier.defined[soort][id])
    return removed(dossier, thing, instead, list(named_in_tests(dossier)))


def after(change: Weghaling, source: Source = SOURCE) -> Dossier:
    return load(replace(source, files=with_files(source, change.bestanden)))[0]


def text(change: Weghaling, name: str) -> list[str]:
    raw = change.bestanden[name]
    assert raw is not None
    return raw.decode().splitlines()


def test_as_long_as_somebody_names_it_nothing_is_written() -> None:
    change = asked("aanbod:politie/gastles")
    assert change.bestanden == {}
    assert [(one.place.name, one.place.path) for one in change.open] == [
        (ACTIE, ("aanbod", 0)),
        (AFSPRAKEN, ("bepalingen", 2, "toets", "elk_van", 0)),
    ]


def test_a_clause_goes_while_the_agreement_is_being_copied() -> None:
    begun = SOURCE.files["data/convenant.yaml"].replace(b"ondertekend_op:", b"overgenomen: nee\nondertekend_op:", 1)
    source = replace(SOURCE, files={**SOURCE.files, "data/convenant.yaml": begun})
    change = asked("bepaling:lessen", dossier=load(source)[0])
    assert "lessen" not in after(change, source).bepalingen
    with pytest.raises(ConvenantError, match="is ondertekend en blijft"):
        asked("bepaling:lessen")


def test_what_comes_instead_stands_everywhere_and_the_item_goes_with_its_comment() -> None:
    change = asked("aanbod:politie/gastles", "politie/spreekuur")
    assert set(change.bestanden) == {ACTIE, AFSPRAKEN, POLITIE}
    assert "aanbod: [politie/spreekuur]" in text(change, ACTIE)
    assert text(change, POLITIE) == [
        line
        for number, line in enumerate(SOURCE.files[POLITIE].decode().splitlines())
        if not 8 <= number <= 14
    ]  # fmt: skip
    dossier = after(change)
    assert dossier.complete
    assert ("aanbod", "politie/gastles") not in [one.naam for one in links(dossier, named_in_tests(dossier))]


def test_what_stands_there_already_is_not_named_twice() -> None:
    change = asked("thema:schoolklimaat", "online-veiligheid")
    assert "    themas: [online-veiligheid]" in text(change, POLITIE)
    assert [one.place.path for one in change.gevolgen if one.weg] == [("aanbod", 0, "themas", 1)]
    assert not any("schoolklimaat" in line for name in change.bestanden for line in text(change, name))


def test_a_plan_takes_its_actions_along_and_a_party_nothing_of_others() -> None:
    change = asked("jaarplan:2027")
    assert change.bestanden == {PLAN: None, ACTIE: None}
    assert change.mee == (ACTIE,)
    assert tried(SOURCE, change.bestanden, DAG).fouten == ()
    party = asked("partner:politie", "gemeente")
    assert party.in_de_weg == ("data/verklaringen/2026/politie.yaml",)
    assert party.bestanden == {}
    assert {one.naam[1] for one in party.open} == {"politie/gastles", "politie/jeugd"}


def test_a_waiver_on_a_file_goes_with_it() -> None:
    files = dict(SOURCE.files)
    files["data/convenant.yaml"] = files["data/convenant.yaml"].replace(POLITIE.encode(), ACTIE.encode())
    source = replace(SOURCE, files=files)
    change = asked("actie:2027/gastlessen", dossier=load(source)[0])
    assert set(change.bestanden) == {ACTIE, "data/convenant.yaml"}
    convenant = after(change, source).convenant
    assert convenant is not None
    assert convenant.ontheffingen == ()


@pytest.mark.parametrize(
    ("name", "instead", "why"),
    [
        ("bepaling:lessen", [], "convenant set bepaling:lessen vervalt_op=DATUM"),
        ("convenant:convenant", [], "zonder dit bestand is er geen dossier"),
        ("aanbod:politie/gastles", ["politie/sprekuur"], "bedoelde u 'politie/spreekuur'?"),
        ("aanbod:politie/gastles", ["politie/gastles"], "aanbod 'politie/gastles' bestaat niet"),
        ("aanbod:politie/gastles", ["gemeente"], "aanbod 'gemeente' bestaat niet"),
        ("aanbod:politie/gastles", ["x=politie/spreekuur"], "'x' gaat niet weg"),
    ],
)
def test_what_cannot_be_is_refused_with_the_way_out(name: str, instead: Sequence[str], why: str) -> None:
    with pytest.raises(ConvenantError, match=re.escape(why)):
        asked(name, *instead)


@pytest.mark.parametrize(
    "name", ["besluit:b2025-1", "eenheid:noorderschool/locatie-kade", "verklaring:2026/noorderschool", "rol:school"]
)
def test_what_was_agreed_or_published_does_not_go(name: str) -> None:
    change = asked(name)
    assert change.open or tried(SOURCE, change.bestanden, DAG).fouten


# --- the command ----------------------------------------------------------------------------------------------------


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    laid(tmp_path, SOURCE.files)
    (tmp_path / ".gitignore").write_text("/prive/\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "core.autocrlf", "false")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "Begin")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_shows_who_names_it_and_the_way_back_brings_every_byte(root: Path, convenant: Run) -> None:
    before = read_folder(root)
    stays = convenant("remove", "aanbod:politie/gastles", "--ja", code=2)
    assert f"{ACTIE}:11:10 aanbod: noemt 'politie/gastles'" in " ".join(stays.out.split())
    assert "2 plaatsen noemen het nog" in stays.err
    trial = convenant("remove", "actie:2027/gastlessen", "--proef")
    assert (trial.code, "Niemand verwijst ernaar.\n" in trial.out) == (0, True)
    assert read_folder(root) == before
    done = convenant("remove", "aanbod:politie/gastles", "--door", "politie/spreekuur", "--ja", code=0)
    assert f"{ACTIE}:11:10 aanbod: 'politie/gastles' wordt 'politie/spreekuur'" in " ".join(done.out.split())
    back = done.out.strip().splitlines()[-1].removeprefix("Weggehaald. Terugdraaien: git ")
    git(root, *back.split())
    assert read_folder(root) == before


def test_a_party_is_not_removed_and_the_answer_says_what_to_do(root: Path, convenant: Run) -> None:
    before = read_folder(root)
    run = convenant("remove", "partner:politie", "--ja", code=2)
    assert "convenant partij stopt politie --op DATUM" in run.err
    assert read_folder(root) == before


def test_who_has_no_way_back_is_told_before_it_is_asked(root: Path, convenant: Run) -> None:
    (root / ACTIE).write_bytes((root / ACTIE).read_bytes() + b"# nog niet vastgelegd\n")
    run = convenant("remove", "actie:2027/gastlessen", "--ja", code=0)
    assert "Na het weghalen is er geen weg terug.\n" in run.out
    assert run.out.endswith("Weggehaald.\n")
