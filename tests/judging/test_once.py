"""What is read, searched or judged once for several askers is the same for each, and nothing of another."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from convenant_cli.checks.checking import check_source
from convenant_cli.checks.controles import Controle
from convenant_cli.commands.reports.status import StatusView, lines
from convenant_cli.documents import kinds
from convenant_cli.documents.content.vooruitblik import quarters
from convenant_cli.dossier import vondsten as vondsten_room
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import op_dag
from convenant_cli.dossier.peildag import Gehouden, Peildag
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.vondsten import persons, vondsten
from convenant_cli.editing.trial import tried
from convenant_cli.findings import Melding, Severity
from convenant_cli.judging import judging, signalen, veroudering
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Keuze, overzicht
from convenant_cli.judging.teksten import Clause
from convenant_cli.judging.toetsen import grens
from convenant_cli.kalender import Tijdvak, add_months
from convenant_cli.privacy import ALLE, Gegeven, Hit, Search, find
from convenant_cli.records import Actie, Jaarplan
from convenant_cli.records.model.holding import facts
from convenant_cli.sources import yamlfile
from convenant_cli.sources.sources import literal, worktree
from convenant_cli.sources.yamlfile import Parsed, parse
from tests.alle_documenten import MOMENT, Soort, every
from tests.conftest import PEILDATUM, ROOT, TESTS, overlay, read_folder
from tests.grondig import spread
from tests.judging.test_oordelen_eigenschappen import SEEDS, made
from tests.test_profielen import EVERY, profile

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles/_basis").items()}
ACTIE = "data/jaarplan/2026/acties/ouderavond.yaml"
PLAN = "data/jaarplan/2026/jaarplan.yaml"
BOOK = "personen:\n  - {partner: politie, als: contactpersoon, naam: Quibberta Xanadu}\n"


def test_two_moments_share_the_records_that_are_the_same_bytes() -> None:
    then, now = (load(literal({**BASIS, ACTIE: BASIS[ACTIE] + more}))[0] for more in ("", "omschrijving: Anders.\n"))
    assert then.files[PLAN].record is now.files[PLAN].record
    assert then.acties["2026/ouderavond"].omschrijving != now.acties["2026/ouderavond"].omschrijving == "Anders."


def test_the_same_bytes_under_another_name_are_another_record() -> None:
    other = ACTIE.replace("ouderavond", "tweede-avond")
    dossier = load(literal({**BASIS, other: BASIS[ACTIE]}))[0]
    assert dossier.acties["2026/tweede-avond"].id == "2026/tweede-avond"
    assert dossier.acties["2026/ouderavond"].name == ACTIE


def test_what_is_wrong_is_told_to_each_who_reads_it() -> None:
    for text in ("titel: [\n", f"{BASIS[ACTIE]}tittel: x\n", f"{BASIS[ACTIE]}gereed: ooit\n"):
        (one, first), (other, second) = (load(literal({**BASIS, ACTIE: text})) for _ in range(2))
        assert first == second != []
        assert one.files[ACTIE].whole is other.files[ACTIE].whole is False


def test_another_address_book_finds_other_things_in_the_same_texts() -> None:
    texts = {**BASIS, ACTIE: f"{BASIS[ACTIE]}omschrijving: Vraag het aan Quibberta Xanadu.\n"}
    with_book, without = load(literal({**texts, "prive/personen.yaml": BOOK}))[0], load(literal(texts))[0]
    for _ in range(2):
        assert "adresboek" in {one.kind for one in vondsten(with_book)}
        assert "adresboek" not in {one.kind for one in vondsten(without)}


def test_who_changes_its_list_of_oordelen_changes_that_of_nobody_else() -> None:
    dossier = load(literal(BASIS))[0]
    whole = judge(dossier, PEILDATUM)
    judge(dossier, PEILDATUM).clear()
    assert judge(dossier, PEILDATUM) == whole != []
    assert judge(dossier, date(1990, 1, 1)) != whole


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the clauses that are judged from now on, one by one; nothing is known yet."""
    found: list[str] = []
    real = judging.Verloop._judged

    def counted(course: judging.Verloop, clause: Clause, day: Peildag) -> Iterator[Oordeel]:
        found.append(clause.bepaling.id)
        return real(course, clause, day)

    monkeypatch.setattr(judging.Verloop, "_judged", counted)
    judging._verloop.cache_clear()
    return found


def test_what_is_read_twice_is_judged_once_and_what_differs_again(judged: list[str]) -> None:
    day = date(2026, 11, 20)
    dossier, again = (load(literal(BASIS))[0] for _ in range(2))
    assert judge(dossier, day) == judge(again, day)
    assert judged == list(dossier.bepalingen)
    judge(load(literal({**BASIS, ACTIE: BASIS[ACTIE] + "omschrijving: Anders.\n"}))[0], day)
    judge(load(literal({name: text for name, text in BASIS.items() if name != ACTIE}))[0], day)
    assert judged == 3 * list(dossier.bepalingen)


def test_a_change_that_is_tried_has_both_sides_judged_once(judged: list[str]) -> None:
    changed = {ACTIE: f"{BASIS[ACTIE]}voortgang:\n  - {{datum: 2026-11-01, tekst: Klaar.}}\n".encode()}
    assert not tried(literal(BASIS), changed, date(2026, 11, 19)).fouten
    assert judged == 2 * list(load(literal(BASIS))[0].bepalingen)


#: Documents of the shipped dossier, with how often one of its 110 clauses is judged.
TIMES = {
    "agenda-2025-11-13-jaarlijkse-bijeenkomst": 0,
    "agenda-2026-12-10-jaarlijkse-bijeenkomst": 163,  # also on the day of the meeting, and ninety days ahead
    "bestuurssamenvatting": 110,
    "evaluatie-2026": 110,
    "herinneringen": 114,
    "jaarplan-2025": 0,
    "jaarplan-2027": 107,  # as if the draft were adopted; not the limits
    "naleving": 110,
    "nalevingsbijlage": 110,
    "overdracht": 213,  # a year ahead
    "partnergids": 0,
}


@pytest.mark.parametrize("soort", [soort for soort in every() if str(soort) in TIMES], ids=str)
def test_a_clause_is_judged_again_only_after_a_day_on_which_something_changes(soort: Soort, judged: list[str]) -> None:
    kinds.context(soort.name, load(overlay(ROOT))[0], soort.which, MOMENT)
    assert len(judged) == TIMES[str(soort)]


def test_status_judges_a_clause_again_only_after_a_day_on_which_something_changes(judged: list[str]) -> None:
    dossier = load(overlay(ROOT))[0]
    assert [*lines(StatusView(signalen.signalen(overzicht(dossier, PEILDATUM)), width=80))]
    assert len(judged) == 166 + 26  # ninety days ahead, and what looks at plans as if the draft were adopted
    assert set(judged) == set(dossier.bepalingen)


def _of(name: str) -> Dossier:
    if name.isdigit():
        return load(literal(made(int(name))))[0]
    return profile(name) if name in EVERY else load(overlay(ROOT))[0]


class _Gewoon(date):
    """A date that notes nothing, for what asks a day that does for the day itself."""

    @property
    def los(self) -> date:
        return date(self.year, self.month, self.day)


def _each_day(kept: Any, day: date, work: Callable[[_Gewoon], Any]) -> Any:
    """Stand for ``Gehouden.op``: work out each day by itself, with a date that notes nothing."""
    known = kept.__dict__.setdefault("each_day", {})
    if day not in known:
        known[day] = work(_Gewoon(day.year, day.month, day.day))
    return known[day]


@pytest.mark.parametrize("name", ["", *EVERY, *(str(seed) for seed in SEEDS)])
def test_what_is_known_of_one_day_is_what_is_judged_on_another(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pick, dossier = random.Random(name), _of(name)
    course = judging.verloop(dossier)
    days = [date(2025, 1, 1) + timedelta(days=pick.randrange(1000)) for _ in range(12)]
    for day in (*days, *(date(2026, 11, 1) + timedelta(days=3 * number) for number in range(12))):
        asked = [course.op(clause, day) for clause in judging.clauses(dossier)[0]]
        with monkeypatch.context() as plain:
            plain.setattr(Gehouden, "op", _each_day)
            by_itself = judging.Verloop(dossier)
            assert asked == [by_itself.op(clause, day) for clause in judging.clauses(dossier)[0]]
        # A day that notes what it is asked would be given for another day too.
        records = [file.record for file in op_dag(dossier, day).dossier.files.values() if file.record]
        held = [getattr(one, field.name) for found in asked for one in found for field in fields(one)]
        assert Peildag not in {type(one) for one in (*held, *(day for one in records for *_, day in facts(one)))}


def _cold(dossier: Dossier) -> Dossier:
    """Return the same dossier as one of which nothing was worked out yet."""
    return Dossier(dossier.source, dict(dossier.files))


@pytest.mark.parametrize("name", ["", *EVERY, *(str(seed) for seed in SEEDS)])
def test_what_a_clause_looked_at_is_known_also_when_another_had_that_worked_out(name: str) -> None:
    dossier = _of(name)
    course = judging.Verloop(_cold(dossier))
    for clause in judging.clauses(dossier)[0]:
        if not clause.leest_bestanden:
            seen = course._seen(clause, Peildag.van(PEILDATUM))
            alone = judging.Verloop(_cold(dossier))._seen(clause, Peildag.van(PEILDATUM))
            assert alone[1] & judging.ALLEEN_GEVRAAGD == seen[1] & judging.ALLEEN_GEVRAAGD, clause.bepaling.id


@pytest.mark.parametrize("name", ["", "basis", *EVERY])
def test_what_looked_at_nothing_that_differs_is_taken_from_the_other_dossier(name: str) -> None:
    dossier = load(literal(BASIS))[0] if name == "basis" else _of(name)
    every = [clause for clause in judging.clauses(dossier)[0] if not clause.leest_bestanden]
    loose = [file for file in dossier.files.values() if file.kind in judging.ALLEEN_GEVRAAGD]
    tried, taken = spread(loose, 5), 0
    for file in tried:
        without = Dossier(dossier.source, {name: one for name, one in dossier.files.items() if one is not file})
        # Also where it is the first that is known of its plan.
        days = [PEILDATUM, *(day - timedelta(days=1) for _, _, day in facts(file.record or dossier.agreed)[:1])]
        for one, other in ((dossier, without), (without, dossier)):
            there, here, alone = judging.Verloop(other), judging.Verloop(one), judging.Verloop(one)
            assert all([there.op(clause, day) for clause in every] for day in days)
            here.take(there)
            taken += sum(bool(kept._kept) for kept in here._clauses.values())
            for day in days:
                assert [here.op(clause, day) for clause in every] == [alone.op(clause, day) for clause in every]
    assert taken >= len(tried) * len(every), "of both, half at least"


def test_an_action_by_which_a_plan_was_known_on_a_day_differs_for_who_looks_at_the_plan_alone() -> None:
    clause_k = (
        "{id: k, nummer_zekerheid: ongenummerd, titel: K, tekst: K., gebonden: [alle], gezamenlijk: ja, "
        "aard: resultaat, familie: automatisch, toets: {soort: jaarplan}}"
    )
    files = {**BASIS, "data/bepalingen/9-toets.yaml": f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n  - {clause_k}\n"}
    day, told = date(2025, 11, 15), "voortgang:\n  - {datum: 2025-11-01, tekst: Begonnen.}\n"
    one, other = (load(literal({**files, ACTIE: BASIS[ACTIE] + more}))[0] for more in ("", told))
    clause = next(clause for clause in judging.clauses(other)[0] if clause.bepaling.id == "k")
    there, here = judging.Verloop(other), judging.Verloop(one)
    assert Actie not in there._seen(clause, Peildag.van(day))[1]
    known = there.op(clause, day)
    here.take(there)
    assert here.op(clause, day) == judging.Verloop(one).op(clause, day) != known


def test_who_judges_asks_a_dossier_for_its_records_by_kind() -> None:
    """What is read past ``Dossier.all`` would not be noted."""
    past = re.compile(r"dossier\.(files|records|defined|definitions|references|references_in|referrers|_by_kind)\b")
    room = Path(judging.__file__).parent
    own = [*room.glob("toetsen/*.py"), *room.glob("delen/*.py"), room / "zaak.py", room / "plannen.py"]
    assert [file.stem for file in own if past.search(file.read_text(encoding="utf-8"))] == ["grens"]


def test_nothing_is_taken_from_a_dossier_in_which_another_kind_of_record_differs() -> None:
    dossier = load(literal(BASIS))[0]
    other = load(literal({**BASIS, "data/partners/politie.yaml": BASIS["data/partners/politie.yaml"] + "\n"}))[0]
    there, here = judging.Verloop(other), judging.Verloop(dossier)
    assert all(there.op(clause, PEILDATUM) for clause in judging.clauses(other)[0])
    here.take(there)
    assert here._clauses == {}


def test_who_asks_for_one_chapter_has_no_text_searched_for_the_limit_in_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = load(worktree(ROOT))[0]
    every = overzicht(dossier, PEILDATUM).oordelen
    limits = {clause.id for clause in dossier.bepalingen.values() if clause.familie == "grens"}
    searched: list[bool] = []

    def noted(dossier: Dossier, kinds: frozenset[Gegeven]) -> tuple[vondsten_room.Vondst, ...]:
        searched.append(True)
        return vondsten(dossier, kinds)

    monkeypatch.setattr(grens, "vondsten", noted)
    for chapter in dossier.hoofdstukken.values():
        grens._hits.cache_clear()
        searched.clear()
        own = [clause.id for clause in chapter.bepalingen]
        for asked in (Keuze(hoofdstukken=[chapter.hoofdstuk]), Keuze(bepalingen=own)):
            judging._verloop.cache_clear()
            assert overzicht(dossier, PEILDATUM, asked).oordelen == tuple(one for one in every if one.bepaling in own)
        assert bool(searched) is not limits.isdisjoint(own)
        assert not overzicht(dossier, PEILDATUM, Keuze(bepalingen=own, hoofdstukken=["nergens"])).oordelen


def test_a_dossier_is_searched_for_what_is_asked_and_then_for_all_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    told = BASIS[ACTIE] + "omschrijving: Fatima el Amrani belt 06-12345678 over BSN 111222333.\n"
    sought: list[frozenset[Gegeven]] = []

    def noted(text: str, search: Search) -> list[Hit]:
        sought.append(search.kinds)
        return find(text, search)

    monkeypatch.setattr(vondsten_room, "find", noted)

    def asked(*questions: frozenset[Gegeven]) -> list[list[str]]:
        vondsten_room._searched.cache_clear()
        vondsten_room._looking.cache_clear()
        sought.clear()
        dossier = load(literal({**BASIS, ACTIE: told}))[0]
        return [[hit.kind for hit in vondsten(dossier, kinds)] for kinds in questions]

    every, some = frozenset(ALLE), frozenset[Gegeven](("telefoon", "kenteken"))
    other, less = frozenset[Gegeven](("bsn",)), frozenset[Gegeven](("telefoon",))
    assert asked(every) == [["leerling-met-naam", "telefoon", "bsn"]]
    assert asked(some, less) == [["telefoon"], ["telefoon"]]
    assert set(sought) == {some}
    assert asked(every, some, other) == [["leerling-met-naam", "telefoon", "bsn"], ["telefoon"], ["bsn"]]
    assert set(sought) == {every}
    assert asked(some, other, less) == [["telefoon"], ["bsn"], ["telefoon"]]
    assert set(sought) == {some, every}
    vondsten_room._searched.cache_clear()
    vondsten_room._looking.cache_clear()


@pytest.mark.parametrize("root", sorted((TESTS / "profielen").iterdir()), ids=lambda root: root.name)
def test_a_look_ahead_judges_only_the_clauses_on_which_something_can_age(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = load(overlay(root))[0]
    told = signalen.signalen(overzicht(dossier, PEILDATUM))
    every = told.overzicht.oordelen
    # Of what gets too old on a day that is known, that day is told: nothing has to be judged ahead.
    known = {(one.bepaling, one.partner) for one in every if one.oud_op}
    stated = {clause.id for clause in dossier.getoetst("verklaring")}
    now = [one for one in every if one.uitkomst is Uitkomst.GOED and (one.bepaling, one.partner) not in known]
    good = {one.bepaling for one in now if not (one.periode and one.bepaling in stated)}
    asked: list[frozenset[str]] = []

    def noted(dossier: Dossier, day: date, only: frozenset[str]) -> list[Oordeel]:
        asked.append(only)
        some = judge(dossier, day, only)
        assert some == [oordeel for oordeel in judge(dossier, day) if oordeel.bepaling in only]
        return some

    def everything(dossier: Dossier, day: date, _only: frozenset[str]) -> list[Oordeel]:
        return judge(dossier, day)

    year = Tijdvak(PEILDATUM, add_months(PEILDATUM, 12))
    monkeypatch.setattr(veroudering, "judge", noted)
    found = quarters(told, year)
    assert good != set(dossier.bepalingen)
    assert asked[0] == good
    assert all(later <= earlier for earlier, later in pairwise(asked))
    months = [add_months(PEILDATUM, number) for number in range(1, 13)]
    of_statements = [one for day in months for one in judge(dossier, day) if one.bepaling in stated and one.periode]
    assert not any(one.uitkomst in veroudering._AGED for one in of_statements)
    monkeypatch.setattr(veroudering, "judge", everything)
    assert quarters(told, year) == found != []


def test_what_is_read_twice_is_checked_once_and_what_differs_again() -> None:
    ran: list[Dossier] = []

    def check(dossier: Dossier) -> Iterator[Melding]:
        ran.append(dossier)
        yield Melding(dossier.agreed.at(), "altijd")

    own = (Controle("altijd", Severity.FOUT, "", check, frozenset(["dossier"])),)
    one, other = (check_source(literal(BASIS), PEILDATUM, own) for _ in range(2))
    assert (one.findings, len(ran)) == (other.findings, 1)
    assert one.dossier is not other.dossier
    check_source(literal({**BASIS, ACTIE: BASIS[ACTIE] + "omschrijving: Anders.\n"}), PEILDATUM, own)
    check_source(literal(BASIS), date(2026, 11, 20), own)
    assert len(ran) == 3


def test_a_file_of_two_moments_is_read_for_its_lines_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []

    def counted(raw: bytes, track: bool = False) -> Parsed:
        read.extend([raw] * track)
        return parse(raw, track)

    monkeypatch.setattr(yamlfile, "parse", counted)
    own = {**BASIS, "data/partners/politie.yaml": f"{BASIS['data/partners/politie.yaml']}# Alleen hier.\n"}
    sources = [literal({**own, ACTIE: BASIS[ACTIE] + more}) for more in ("", "omschrijving: Anders.\n")]
    for source in sources:
        dossier = load(source)[0]
        places = [dossier.locate(dossier.partners["politie"].at(name)) for name in ("naam", "rollen")]
        assert places == [dossier.locate(dossier.partners["politie"].at(name)) for name in ("naam", "rollen")]
    assert [raw.decode() for raw in read] == [own["data/partners/politie.yaml"]]


def test_the_address_book_is_read_once_for_all_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Dossier] = []

    def counted(dossier: Dossier) -> tuple[str, ...]:
        read.append(dossier)
        return persons(dossier)

    monkeypatch.setattr(vondsten_room, "persons", counted)

    def check(dossier: Dossier) -> Iterator[Melding]:
        for number in range(9):
            yield Melding(dossier.agreed.at(), f"nummer {number} is van Quibberta Xanadu", "vraag Quibberta Xanadu")

    own = (Controle("altijd", Severity.FOUT, "", check, frozenset(["dossier"])),)
    report = check_source(literal({**BASIS, "prive/personen.yaml": BOOK}), PEILDATUM, own)
    told = {(one.message, one.hint) for one in report.findings if one.rule == "altijd"}
    assert told == {(f"nummer {number} is van •••", "vraag •••") for number in range(9)}
    assert len(read) == 1


#: A clause that no personal data may be in the dossier at all.
LIMIT = """\
hoofdstuk: 9
titel: Grens
bepalingen:
  - {id: grens, nummer_zekerheid: ongenummerd, titel: Grens, tekst: Geen., gebonden: [alle], gezamenlijk: ja,
     aard: grens, familie: grens, toets: {soort: grens, wat: [telefoon]}}
"""


def test_the_text_beside_the_records_counts_where_it_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    found, states = [], []
    for beside in ("Niets bijzonders.", "Bel mevrouw Quibberta Xanadu op 06-12345678."):
        others = ({"notitie.md": beside.encode()}, ())
        monkeypatch.setattr("convenant_cli.dossier.dossier.other_texts", lambda *_, others=others: others)
        source = literal({**BASIS, "data/bepalingen/9-grens.yaml": LIMIT})
        report = check_source(source, PEILDATUM)
        found.append([one.position.file for one in report.findings if one.position.file == "notitie.md"])
        states.append([one.staat for one in report.oordelen or () if one.bepaling == "grens"])
    assert found[0] == []
    assert "notitie.md" in found[1]
    assert states[0] != states[1] != []


def test_what_a_clause_looked_at_is_known_also_of_one_that_is_wrongly_called_a_limit() -> None:
    clause_k = (
        "{id: k, nummer_zekerheid: ongenummerd, titel: K, tekst: K., gebonden: [alle], gezamenlijk: ja, "
        "aard: grens, familie: grens, toets: {soort: jaarplan}}"
    )
    files = {**BASIS, "data/bepalingen/9-toets.yaml": f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n  - {clause_k}\n"}
    dossier = load(literal(files))[0]
    clause = next(clause for clause in judging.clauses(dossier)[0] if clause.bepaling.id == "k")
    day = date(2025, 11, 15)
    assert op_dag(dossier, day).dossier is not dossier, "as its records stand a limit is judged"
    assert Jaarplan in judging.Verloop(dossier)._seen(clause, Peildag.van(day))[1]
