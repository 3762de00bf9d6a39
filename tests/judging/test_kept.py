"""What an earlier run judged is taken only where all that it follows from is as it was; whatever the cache holds."""

import marshal
import os
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from convenant_cli.changes.comparing import compare
from convenant_cli.changes.sides import from_source
from convenant_cli.changes.wijziging import Kant
from convenant_cli.commands.reports import diff_json
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging import judging, kept
from convenant_cli.judging.judging import Verloop, clauses
from convenant_cli.judging.kept import judge_or_recall
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.overzicht import Keuze, overzicht
from convenant_cli.judging.teksten import Clause
from convenant_cli.sources.cache import Cache
from convenant_cli.sources.sources import literal, worktree
from tests.conftest import PEILDATUM, ROOT
from tests.grondig import spread
from tests.judging.test_once import ACTIE, BASIS
from tests.judging.test_oordelen_eigenschappen import SEEDS, made
from tests.test_profielen import EVERY, profile

EVALUATION = "data/evaluaties/2025/buurtsport-na-school.yaml"
ACTION = "data/jaarplan/2025/acties/buurtsport-na-school.yaml"
PARTY = "data/partners/politie.yaml"


class Desk:
    """A dossier on disk with a cache beside it; each question is asked as a run of its own would."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.root, self.cache = folder / "dossier", folder / "cache"
        shutil.copytree(ROOT / "data", self.root / "data")
        self._patch = patch
        self.judged: list[str] = []
        real = Verloop._seen

        def noted(course: Verloop, clause: Clause, day: date) -> object:
            self.judged.append(clause.bepaling.id)
            return real(course, clause, day)  # type: ignore[arg-type]

        patch.setattr(Verloop, "_seen", noted)

    def begin(self, cache: str = "") -> Dossier:
        """Return the dossier, of which nothing was worked out yet, as in a run of its own."""
        judging._verloop.cache_clear()
        self.judged.clear()
        self._patch.setenv("CONVENANT_CACHE", cache or str(self.cache))
        read = load(worktree(self.root))[0]
        return Dossier(read.source, dict(read.files))

    def ask(self, day: date = PEILDATUM, cache: str = "", ahead: date | None = None) -> list[Oordeel]:
        """Return the oordelen of a day; or of another day (``ahead``) that the same run asks for after it."""
        dossier = self.begin(cache)
        found = judge_or_recall(dossier, day)
        return judging.judge(dossier, ahead) if ahead else found

    def same(self, day: date = PEILDATUM) -> list[str]:
        """Ask with what was kept and without it; return which clauses were judged with it."""
        found, judged = self.ask(day), [*self.judged]
        assert found == self.ask(day, "uit")
        return judged

    def edit(self, name: str, change: Callable[[str], str]) -> None:
        path = self.root / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def limits(dossier: Dossier) -> set[str]:
    return {clause.bepaling.id for clause in clauses(dossier)[0] if clause.bepaling.familie == "grens"}


@pytest.mark.parametrize("name", ["", *EVERY, *(str(seed) for seed in SEEDS)])
def test_an_oordeel_that_was_kept_is_the_same_one(name: str) -> None:
    dossier = (
        load(literal(made(int(name))))[0] if name.isdigit() else profile(name) if name else load(worktree(ROOT))[0]
    )
    for day in (PEILDATUM, PEILDATUM + timedelta(days=200)):
        for oordeel in judging.judge(dossier, day):
            again = kept._made(marshal.loads(marshal.dumps(kept._plain(oordeel))))
            assert again == oordeel
            for field in fields(oordeel):
                assert type(getattr(again, field.name)) is type(getattr(oordeel, field.name)), field.name


def test_only_who_looked_at_what_changed_is_judged_again(desk: Desk) -> None:
    every = {clause.bepaling.id for clause in clauses(load(worktree(desk.root))[0])[0]}
    always = limits(load(worktree(desk.root))[0])
    assert always
    assert set(desk.same()) == every
    before = {path: path.read_bytes() for path in desk.cache.iterdir()}
    assert set(desk.same()) == always
    assert before == {path: path.read_bytes() for path in desk.cache.iterdir()}
    judged = {}
    for name in (EVALUATION, ACTION):
        desk.edit(name, lambda text: f"{text}# Een opmerking.\n")
        judged[name] = set(desk.same()) - always
        assert 0 < len(judged[name]) < len(every) / 4
        assert set(desk.same()) == always
    assert judged[EVALUATION] != judged[ACTION]
    desk.edit(PARTY, lambda text: f"{text}# Een opmerking.\n")
    assert set(desk.same()) == every
    assert set(desk.same()) == always
    tomorrow = PEILDATUM + timedelta(days=1)
    assert set(desk.same(tomorrow)) == every
    assert [set(desk.same(day)) for day in (PEILDATUM, tomorrow)] == [always, always]


def _earlier(text: str) -> str:
    """Move the first day of a record a year back."""
    return re.sub(r"\b20(\d\d)(?=-\d\d-\d\d)", lambda match: f"20{int(match[1]) - 1:02}", text, count=1)


def _no_list(text: str) -> str:
    """Leave out the last field that holds a list or more fields."""
    head, sign, tail = text.rpartition(":\n  ")
    rest = re.sub(r"\A.*?(?=^\S|\Z)", "", tail, count=1, flags=re.DOTALL | re.MULTILINE)
    return head.rpartition("\n")[0] + "\n" + rest if sign else text


def test_after_every_edit_it_is_what_a_run_says_that_keeps_nothing(desk: Desk) -> None:
    names = [path.relative_to(desk.root).as_posix() for path in sorted((desk.root / "data").rglob("*.yaml"))]
    pick = random.Random(5)
    fewer = 0
    every = len(clauses(load(worktree(desk.root))[0])[0])
    desk.same()
    for name in spread(names, 12):
        path = desk.root / name
        before = path.read_text(encoding="utf-8")
        for change in pick.sample((_earlier, _no_list, None), 2):
            path.write_text(before, encoding="utf-8")
            if change is None:
                path.unlink()
            else:
                desk.edit(name, change)
            fewer += 0 < len(desk.same()) < every
        path.write_text(before, encoding="utf-8")
        desk.same()
    assert fewer >= 3


@pytest.mark.parametrize("how", ["rubbish", "cut", "nothing", "another day", "another dossier", "another user"])
def test_a_cache_that_is_no_good_says_nothing(how: str, desk: Desk, tmp_path: Path) -> None:
    every = set(desk.same())
    files = [path for path in desk.cache.iterdir() if path.name != "sleutel"]
    assert files
    before = {path: path.read_bytes() for path in files}
    if how == "another day":  # what is kept of one question in the place of that of another
        desk.ask(PEILDATUM - timedelta(days=400))
    elif how == "another dossier":
        shutil.move(desk.root, tmp_path / "verhuisd")
        desk.root = tmp_path / "verhuisd"
        desk.edit(EVALUATION, _earlier)
        desk.ask()
    others = [path for path in desk.cache.iterdir() if path.name != "sleutel" and path not in before]
    for path in files:
        raw = before[path]
        if how == "rubbish":
            path.write_bytes(random.Random(1).randbytes(len(raw)))
        elif how == "cut":
            path.write_bytes(raw[: len(raw) // 2])
        elif how == "nothing":
            path.write_bytes(b"")
        elif how == "another user":
            (desk.cache / "sleutel").write_bytes(os.urandom(32))
        else:
            assert others
            for other in others:
                shutil.copy(path, other)
    day = PEILDATUM - timedelta(days=400) if how == "another day" else PEILDATUM
    assert set(desk.same(day)) == every


def test_nothing_is_kept_of_what_does_not_follow_from_bytes(desk: Desk) -> None:
    dossier = load(worktree(desk.root))[0]
    assert kept._marks(dossier)
    file = dossier.files[PARTY]
    dossier.files[PARTY] = replace(file, record=file.record)  # a copy is not what was read
    assert kept._marks(dossier) is None
    desk.edit(PARTY, lambda text: text.replace("naam:", "naaam:", 1))
    assert desk.same() == []


def test_who_looks_ahead_gets_what_holds_on_that_day(desk: Desk) -> None:
    desk.ask()
    for days in (-700, -90, 1, 90, 365):
        ahead = PEILDATUM + timedelta(days=days)
        assert desk.ask(ahead=ahead) == desk.ask(ahead, "uit")


def test_what_could_not_be_judged_puts_nothing_out_that_was(desk: Desk) -> None:
    every = set(desk.same())
    desk.edit(EVALUATION, lambda text: f"{text}# Een opmerking.\n")
    link = desk.root / "data/partners/koppeling.yaml"
    link.symlink_to(desk.root / PARTY)
    assert desk.same() == []
    link.unlink()
    assert 0 < len(desk.same()) < len(every) / 4
    always = limits(load(worktree(desk.root))[0])
    assert set(desk.same()) == always
    agreement = desk.root / "data/convenant.yaml"
    agreement.rename(desk.root / "convenant.yaml")
    assert desk.same() == []
    (desk.root / "convenant.yaml").rename(agreement)
    assert set(desk.same()) == always


def test_each_dossier_and_each_tool_has_its_own(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every, always = set(desk.same()), limits(load(worktree(desk.root))[0])
    here, there = desk.root, tmp_path / "kloon"
    shutil.copytree(here, there)
    desk.root = there
    desk.edit(EVALUATION, _earlier)
    desk.ask()
    for desk.root in (here, there, here):
        assert set(desk.same()) == always
    monkeypatch.setattr(kept, "tool", lambda: b"another one")
    assert set(desk.same()) == every


def test_who_has_the_cache_and_not_the_dossier_opens_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bytes] = []
    write = Cache.write

    def noted(cache: Cache, question: bytes, content: bytes, **how: bool) -> None:
        if b"'oordelen'" in question:
            asked.append(question)
        write(cache, question, content, **how)

    monkeypatch.setattr(Cache, "write", noted)
    desk.ask()
    desk.edit(PARTY, lambda text: f"{text}# Een opmerking.\n")
    desk.ask()
    assert len({*asked}) == 2, "what seals it follows from more than the folder and the day"


def test_an_action_by_which_a_plan_was_known_is_a_change_for_who_looks_at_plans(desk: Desk) -> None:
    clause = (
        "{id: k, nummer_zekerheid: ongenummerd, titel: K, tekst: K., gebonden: [alle], gezamenlijk: ja, "
        "aard: resultaat, familie: automatisch, toets: {soort: jaarplan}}"
    )
    files = {**BASIS, "data/bepalingen/9-toets.yaml": f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n  - {clause}\n"}
    shutil.rmtree(desk.root)
    for name, text in files.items():
        (desk.root / name).parent.mkdir(parents=True, exist_ok=True)
        (desk.root / name).write_text(text, encoding="utf-8")
    day = date(2025, 11, 15)
    assert "k" in desk.same(day)
    before = desk.ask(day)
    assert "k" not in desk.judged
    desk.edit(ACTIE, lambda text: f"{text}voortgang:\n  - {{datum: 2025-11-01, tekst: Begonnen.}}\n")
    assert "k" in desk.same(day)
    assert desk.ask(day) != before


def test_who_asks_for_one_clause_keeps_it_and_hides_no_other(desk: Desk) -> None:
    dossier = desk.begin()
    always = limits(dossier)
    every = [clause.bepaling.id for clause in clauses(dossier)[0]]
    one = next(id for id in every if id not in always)
    asked = Keuze(bepalingen=(one,))
    found = overzicht(dossier, PEILDATUM, asked).oordelen
    assert found
    assert desk.judged == [one]
    assert overzicht(desk.begin(), PEILDATUM, asked).oordelen == found
    assert desk.judged == []
    assert set(desk.same()) == {*every} - {one}
    assert set(desk.same()) == always


def test_the_new_side_of_a_comparison_is_taken_from_an_earlier_run(desk: Desk) -> None:
    old = worktree(desk.root)
    desk.edit(ACTION, lambda text: re.sub(r"(?m)^status: .*$", "status: vervallen", text))
    new = worktree(desk.root)

    def told(cache: str = "") -> list[str]:
        desk.begin(cache)
        then, now = (
            replace(from_source(source, Kant(name)), root=desk.root) for name, source in (("a", old), ("b", new))
        )
        return list(diff_json.lines(compare(then, now, PEILDATUM, alone=True)))

    whole = told("uit")
    cold = sorted(desk.judged)
    desk.ask()
    assert told() == whole
    assert 0 < len(desk.judged) < len(cold) / 4
    assert len({*desk.judged}) == len(desk.judged), "only the old side is judged, where the action counts"
