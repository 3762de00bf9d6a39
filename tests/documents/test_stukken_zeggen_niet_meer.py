"""What people read (check, status, the report, the page for those who govern) says no more than the oordelen."""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

import pytest

from convenant_cli.documents import kinds
from convenant_cli.documents.formats import make
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import NIETS_TE_TOETSEN, UITLEG, Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Overzicht, overzicht
from convenant_cli.judging.signalen import signalen
from convenant_cli.sources.sources import literal
from convenant_cli.text.sentences import in_letters
from tests.conftest import ROOT, TESTS, Run, read_folder

DOSSIERS = {
    "data": ROOT,
    "twee-partijen": TESTS / "profielen" / "twee-partijen",
    "schoolgebouwen": TESTS / "profielen" / "schoolgebouwen",
}
#: Before the first statement, at the end of a year, now, in a later term, and when a term is about to end.
DAYS = [date(2022, 12, 1), date(2025, 12, 31), date(2026, 11, 27), date(2028, 10, 1)]
CASES = [(name, day) for name in DOSSIERS for day in DAYS]
NAMES = [f"{name}-{day}" for name, day in CASES]
SILENT = (*NIETS_TE_TOETSEN, Uitkomst.NIET_VAN_TOEPASSING)
NOT_YET = (*SILENT, Uitkomst.NOG_NIET)


@cache
def dossier_of(name: str) -> Dossier:
    files = {file: raw for file, raw in read_folder(DOSSIERS[name]).items() if file.startswith("data/")}
    return load(literal(files))[0]


@cache
def seen(name: str, day: date) -> Overzicht:
    return overzicht(dossier_of(name), day)


@cache
def page(kind: str, name: str, day: date) -> str:
    context = kinds.context(kind, dossier_of(name), "", kinds.Moment(day, "", ""))
    return make(".md", f"{kind}.html.j2", context).decode()


def points(every: Overzicht) -> set[tuple[str | None, str]]:
    """Return what asks for attention, worked out from the oordelen alone."""
    convenant = every.dossier.convenant
    waivers = convenant.ontheffingen_op(every.peildatum) if convenant else {}
    asking = [
        one
        for one in judge(every.dossier, every.peildatum)
        if one.aandacht and not (one.bij and (one.bepaling, one.bij.name) in waivers)
    ]
    found = {
        # What another has to do for several parties is one point of all.
        (None if one.doet and one.partner not in one.doet else one.partner, f"{one.bij}{one.toelichting}")
        for one in asking
        if not any(_asks_more(other, one) for other in asking)
    }
    return {(who, what) for who, what in found if who is None or (None, what) not in found}


def _asks_more(other: Oordeel, one: Oordeel) -> bool:
    """Tell whether what is asked of the party once more is asked with more by another clause."""
    if not one.opnieuw or (other.bij, other.toelichting) == (one.bij, one.toelichting):
        return False
    return other.partner == one.partner and one.zegt_niet_meer_dan(other)


@pytest.mark.parametrize(("name", "day"), CASES, ids=NAMES)
def test_the_page_for_those_who_govern_counts_what_was_judged(name: str, day: date) -> None:
    every = seen(name, day)
    text = page("bestuurssamenvatting", name, day)
    rows = dict(re.findall(r"^- \*\*(.+?)\*\*: (.+)$", text, flags=re.M))
    fine = re.findall(r"^Geen vragen: (.+)\.$", text, flags=re.M)
    counts = _counts(text)
    asking = found_all = testable = 0
    for part in every.delen:
        own: dict[str, list[Oordeel]] = {}
        for oordeel in judge(every.dossier, day):
            if oordeel.bepaling in {rij.bepaling.id for rij in part.rijen}:
                own.setdefault(oordeel.bepaling, []).append(oordeel)
        title = part.hoofdstuk.titel
        asks = [id for id, found in own.items() if any(o in every.vraagt_aandacht for o in found)]
        good = [
            id
            for id, found in own.items()
            if (counted := [o for o in found if o.uitkomst not in NOT_YET and not o.ingehaald])
            and all(o.uitkomst is Uitkomst.GOED for o in counted)
        ]
        silent = [id for id, found in own.items() if all(o.uitkomst is Uitkomst.NIET_TOETSBAAR for o in found)]
        asking, found_all = asking + len(asks), found_all + len(good)
        testable += sum(
            any(o.uitkomst not in NOT_YET or o.uitkomst is Uitkomst.NOG_NIET for o in found) for found in own.values()
        )
        if asks:
            said = rows.get(title, "")
            assert counts.get(title, (len(asks), len(own))) == (len(asks), len(own))
            assert said or title in counts or "nalevingsrapport." in text, "shown, or pointed at"
            if said and len(own) > 1:
                assert re.sub(r"^alleen bij [^:]+: ", "", said).startswith(_of_all(len(asks), len(own)))
        elif len(good) == len(own):
            assert any(title in named for named in fine)
            continue
        else:
            (said,) = re.findall(rf"{re.escape(title)}: (.+?)\.(?: [A-Z]|$)", text, flags=re.M)
            if "gevonden of verklaard" in said:
                count = _of_all(len(good), len(own)) if good else "er is nog niets"
                assert said.startswith(count)
        assert not any(title in named for named in fine)
        if len(silent) < len(own) and said:
            told = re.findall(r"\b(\S+) (?:is|zijn) niet te toetsen", said)
            assert told == ([in_letters(len(silent))] if silent else []), "what nobody can judge is told, and no more"
    assert _asks(found_all, asking, testable) in text
    assert text.count("te toetsen afspraken") <= 1


def _counts(text: str) -> dict[str, tuple[int, int]]:
    """Return of each subject in one sentence how many of its clauses ask for attention, and how many it has."""
    said = "".join(re.findall(r"^Het meest weegt wat er speelt bij: (.+?\))\.", text, flags=re.M))
    return {
        title.strip(): (int(few), int(total))
        for title, few, total in re.findall(r"([^;]+) \((\d+) van (\d+)(?: afspraken)?\)", said)
    }


def _asks(found: int, asking: int, total: int) -> str:
    """Return what the page says of how the clauses stand that can be tested."""
    are = f"{'is' if found == 1 else 'zijn'} {found} gevonden of verklaard" if found else ""
    ask = f"{'vraagt' if asking == 1 else 'vragen'} {asking} aandacht" if asking else ""
    said = " en ".join(filter(None, (are, ask)))
    if said and (rest := total - found - asking):
        said += f"; de andere {'vraagt' if rest == 1 else f'{in_letters(rest)} vragen'} nu niets"
    return f"Van {total} te toetsen afspraken {said}." if said and total > 1 else ""


def _of_all(count: int, total: int) -> str:
    if count == total:
        return "beide afspraken" if total == 2 else f"alle {in_letters(total)} de afspraken"
    return f"{in_letters(count)} van de {in_letters(total)} afspraken"


@pytest.mark.parametrize(("name", "day"), CASES, ids=NAMES)
def test_points_are_counted_the_same_everywhere(name: str, day: date) -> None:
    every = seen(name, day)
    count = len(points(every))
    assert len(every.punten) == count
    assert len(signalen(every).overzicht.punten) == count
    summary = page("bestuurssamenvatting", name, day)
    listed = len(re.findall(r"^\d\. ", summary, flags=re.M))
    # A point in the list can stand for several parties that lack the same.
    assert (listed > 0) == (count > 0)
    # The report tells as many points, of which the list has some.
    report = page("naleving", name, day)
    parts = report.split("\n## ")
    report = "\n## ".join(
        part for part in parts if not part.startswith(("Nog open", "Ter besluit", "Wat eraan"))
    )  # no points
    shown = len(re.findall(r"^- \*\*", report.split("## Wat hier niet ter sprake komt")[0], flags=re.M))
    named = re.findall(r"^In de bijlage sta\S+ nog (.+)\.$", report, flags=re.M)
    annex = sum(int(said.split()[0]) if said[0].isdigit() else len(said.split("; ")) for said in named)
    # Where the others stand, is said when there are others, and in the annex when the report has not all.
    more = re.search(r"^Wat nog meer aandacht vraagt, staat in het nalevingsrapport(.*?)\. Wat uw", summary, flags=re.M)
    assert listed >= min(shown + annex, 1)
    assert shown + annex <= listed or more
    assert not annex or (more and more[1] == " en in de bijlage daarvan")
    assert ("Niets vraagt nu aandacht." in summary) == (count == 0)


@pytest.mark.parametrize(("name", "day"), CASES, ids=NAMES)
def test_the_report_says_what_was_judged_and_no_more(name: str, day: date) -> None:
    every = judge(dossier_of(name), day)
    text = page("naleving", name, day).replace("\\\n", "\n")
    told = {
        (state, re.sub(r"\\(.)", r"\1", said))
        for state, said in re.findall(rf"^  \S ({'|'.join(map(re.escape, UITLEG))}) – (.+)$", text, flags=re.M)
    }
    names = [partner.in_zin for partner in dossier_of(name).partners.values()]
    assert {one for said in told for one in _of_each(said, names)} <= {(one.staat, one.toelichting) for one in every}
    assert bool(told) <= bool(seen(name, day).punten)
    assert (len(told) > 0) or not seen(name, day).punten


def _of_each(told: tuple[str, str], names: list[str]) -> list[tuple[str, str]]:
    """Return what is told of several parties at once as it is told of each; else what is told."""
    state, said = told
    whose = re.match(r"van (.+ en .+?) (?=is geen )", said)
    own = [one for one in names if whose and one in re.split(", | en ", whose[1])]
    return [(state, f"van {one} {said[whose.end() :]}") for one in own] if whose and own else [told]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_check_and_status_say_what_was_judged(day: date, convenant: Run) -> None:
    every = judge(dossier_of("data"), day)

    def run(command: str, form: str) -> str:
        done = convenant("-C", ROOT, command, "--peildatum", day.isoformat(), "--format", form)
        assert done.code in (0, 1), done.err
        return done.out

    said = json.loads(run("check", "json"))["oordelen"]
    rows = [*csv.DictReader(io.StringIO(run("check", "csv").lstrip("\ufeff")), delimiter=";")]
    words = Counter(one.staat for one in every)
    assert Counter(one["staat"] for one in said) == words
    assert Counter(row["staat"] for row in rows) == words
    asks = [f"{one.bepaling} {one.partner} {one.periode}" for one in every if one in seen("data", day).vraagt_aandacht]
    assert sum(one["aandacht"] for one in said) == len(asks)
    assert sum(row["vraagt aandacht"] == "ja" for row in rows) == len(asks)
    count = len(points(seen("data", day)))
    assert json.loads(run("status", "json"))["aandacht"] == count
    told = re.search(r"Vraagt aandacht \((\d+) punten\)", run("check", "text"))
    assert (int(told[1]) if told else 0) == count


def clause_rows(text: str, titles: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each clause of the annex with how it stands, from a table of short rows or from a list of long ones."""
    for title, row in re.findall(r"^\| [^|]* \| ([^|]+) \| ([^|]+) \|$", text, re.M):
        yield title, [row]
    named = "|".join(sorted(map(re.escape, titles), key=len, reverse=True))
    item = rf"^- (?:\S[^:\n]* )??({named}):(?: (.+)|((?:\n  - .*)+))$"
    for title, row, rows in re.findall(item, text, re.M):
        yield title, [row] if row else [line.strip().removeprefix("- ") for line in rows.split("\n")]


@pytest.mark.parametrize(("name", "day"), [("data", DAYS[2]), ("schoolgebouwen", DAYS[1])])
def test_the_annex_of_the_report_gives_every_state_with_whom_it_is_of(name: str, day: date) -> None:
    states = "|".join(sorted(map(re.escape, UITLEG), key=len, reverse=True))
    stand = re.compile(rf"\S ({states})(?: \((.+?)\))?(?:: (.+?))?(?=; \\?\S (?:{states})|$)")
    told: dict[str, dict[tuple[str, str], str]] = {}
    titles = [clause.titel for clause in dossier_of(name).bepalingen.values()]
    for title, cell in clause_rows(page("nalevingsbijlage", name, day), titles):
        found = told.setdefault(title, {})
        found |= {(state, period): who for row in cell for state, period, who in stand.findall(row)}
    every: dict[str, list[Oordeel]] = {}
    for oordeel in judge(dossier_of(name), day):
        every.setdefault(dossier_of(name).bepalingen[oordeel.bepaling].titel, []).append(oordeel)
    for title, own in every.items():
        assert told[title].keys() == {(one.staat, one.periode) for one in own}, title
        for (state, period), who in told[title].items():
            of_period = [one for one in own if one.periode == period and one.partner]
            mine = [one for one in of_period if one.staat == state]
            if number := re.fullmatch(r"alle (\d+) partijen", who):
                assert int(number[1]) == len({one.partner for one in mine})
                assert mine == of_period, title
            elif mine:
                assert sorted(who) == sorted(", ".join({_name(dossier_of(name), one) for one in mine})), title


def _name(dossier: Dossier, oordeel: Oordeel) -> str:
    partner = dossier.partners[oordeel.partner or ""]
    units = {f"{partner.id}/{unit.id}": unit.naam for unit in partner.eenheden}
    return units[oordeel.eenheid] if oordeel.eenheid else partner.kort
