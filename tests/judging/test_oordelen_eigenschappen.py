"""What holds for the oordelen on any dossier: made-up ones, of every kind of test that takes records and answers."""

import random
import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import UITLEG, Oordeel
from tests.conftest import TESTS, read_folder
from tests.een_bepaling import beoordeelbaar

BASIS = {name: raw.decode() for name, raw in read_folder(TESTS / "checks" / "controles" / "_basis").items()}
SEEDS = range(24)
PARTIES = ("gemeente", "noorderschool", "politie")
UNITS = ("a", "b", "c")
TOETSEN = (
    ("verklaring", "{soort: verklaring}"),
    ("verklaring", "{soort: verklaring, uiterlijk: jaarlijks, bewijs: ja}"),
    ("verklaring-met-bewijs", "{soort: verklaring, vanaf: 2025-01-01, bewijs: ja}"),
    ("verklaring-met-bewijs", "{soort: aanbod, minstens: 1, bevestigd_binnen: 12 maanden}"),
    ("relatie", "{soort: aanbod, minstens: 2, per: kalenderjaar}"),
    ("relatie", "{soort: aanbod, elk_van: [politie/les-0]}"),
    ("verklaring-met-bewijs", "{soort: document, documentsoort: veiligheidsplan, hoogstens_oud: 24 maanden}"),
    ("automatisch", "{soort: bijeenkomst, bijeenkomst: jaarlijks, aanwezig: [school, politie]}"),
    ("automatisch", "{soort: deelname, bijeenkomst: jaarlijks}"),
    ("relatie", "{soort: evaluatie, van: jaarplan, binnen: 3 maanden}"),
)
_ANSWERS = ("ja", "ja, bewijs: {titel: Stuk}", "deels", "nee", "niet-van-toepassing")


def _day(pick: random.Random) -> str:
    return (date(2024, 6, 1) + timedelta(days=pick.randrange(1000))).isoformat()


def made(seed: int) -> dict[str, str]:
    """Return a dossier of made-up clauses, offers, documents, meetings and statements."""
    pick = random.Random(seed)
    kinds = [pick.choice(TOETSEN) for _ in range(6)]
    bound = [pick.choice(("[alle]", "[politie]", "[school]", "[gemeente, school]")) for _ in kinds]
    clause = "".join(
        f"  - {{id: k{n}, nummer_zekerheid: ongenummerd, titel: K{n}, tekst: K{n}., gebonden: {bound[n]}, "
        f"gezamenlijk: {pick.choice(('ja', 'nee'))}, aard: resultaat, familie: {family}, toets: {toets}}}\n"
        for n, (family, toets) in enumerate(kinds)
    )
    files = {name: raw for name, raw in BASIS.items() if not name.startswith(("data/verklaringen/", "data/bijeen"))}
    files["data/bepalingen/9-toets.yaml"] = f"hoofdstuk: 9\ntitel: Toets\nbepalingen:\n{clause}"
    # Decisions and minutes of the small dossier name the meeting of 2025, so it stays; others are added.
    meeting = BASIS["data/bijeenkomsten/2025-12-01-jaarlijks.yaml"]
    files["data/bijeenkomsten/2025-12-01-jaarlijks.yaml"] = meeting
    for party in PARTIES:
        name = f"data/partners/{party}.yaml"
        head = BASIS[name].split("eenheden:")[0].split("aanbod:")[0].split("documenten:")[0]
        units = "".join(f"  - {{id: {unit}, naam: {unit.upper()}, soort: school}}\n" for unit in UNITS)
        offers = "".join(
            f"  - {{id: les-{n}, titel: Les {n}, doelgroep: klas 1, vorm: voorlichting, bevestigd_op: {_day(pick)}}}\n"
            for n in range(pick.randrange(3))
        )
        plan = (
            f"  - {{id: plan, soort: veiligheidsplan, titel: Plan, versie: '2', vastgesteld_op: {_day(pick)}, "
            "vindplaats: Z-1}\n"
        )
        files[name] = head + f"eenheden:\n{units}" + (f"aanbod:\n{offers}" if offers else "")
        files[name] += f"documenten:\n{plan}" if pick.random() < 0.6 else ""
        for year in ("2025", "2026"):
            own = [
                f"  - {{bepaling: k{n}, antwoord: {pick.choice(_ANSWERS)}{unit}}}\n"
                for n in range(len(kinds))
                for unit in (pick.choice(("", "", f", eenheid: {party}/{pick.choice(UNITS)}")),)
                if pick.random() < 0.5 and _asks(bound[n], party)
            ]
            if own:
                made_on = f"{year}-{pick.randrange(1, 13):02}-15"
                files[f"data/verklaringen/{year}/{party}.yaml"] = (
                    f"afgelegd_op: {made_on}\nfunctie: directeur\nantwoorden:\n{''.join(own)}"
                )
    return files


def _asks(bound: str, party: str) -> bool:
    return "alle" in bound or party in bound or (party == "noorderschool" and "school" in bound)


def read(files: dict[str, str]) -> Dossier:
    """Return the dossier; it reads without faults."""
    return beoordeelbaar(dict(files))


@cache
def dossier_of(seed: int) -> Dossier:
    return read(made(seed))


def days(seed: int) -> list[date]:
    pick = random.Random(seed + 1000)
    return [date.fromisoformat(_day(pick)) for _ in range(3)] + [date(2026, 11, 21)]


def facts(oordelen: list[Oordeel]) -> list[Oordeel]:
    return [one for one in oordelen if one.bepaling.startswith("k")]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_word_of_declaring_rests_on_an_answer(seed: int) -> None:
    for day in days(seed):
        for oordeel in facts(judge(dossier_of(seed), day)):
            assert oordeel.staat in UITLEG
            if oordeel.staat.startswith("verklaard"):
                rests = [p for p in oordeel.rust_op if p.name.startswith("data/verklaringen/")]
                assert any(place.path[:1] == ("antwoorden",) for place in rests), oordeel


@pytest.mark.parametrize("seed", SEEDS)
def test_turning_an_answer_to_no_changes_an_oordeel(seed: int) -> None:
    files = made(seed)
    for statement in dossier_of(seed).verklaringen.values():
        for number, answer in enumerate(statement.antwoorden):
            if answer.antwoord == "nee":
                continue
            lines = files[statement.name].splitlines(keepends=True)
            line = 3 + number
            assert f"bepaling: {answer.bepaling}," in lines[line]
            lines[line] = (
                lines[line]
                .replace(f"antwoord: {answer.antwoord}", "antwoord: nee")
                .replace(", bewijs: {titel: Stuk}", "")
            )
            changed = read({**files, statement.name: "".join(lines)})
            day = statement.afgelegd_op
            assert day is not None
            assert facts(judge(changed, day)) != facts(judge(dossier_of(seed), day)), (statement.id, answer)


def _is_later(line: str, day: date) -> bool:
    told = re.search(r"(?:bevestigd_op|vastgesteld_op): ([0-9-]{10})", line)
    return line.startswith("  - {id: ") and told is not None and date.fromisoformat(told[1]) > day


@pytest.mark.parametrize("seed", SEEDS)
def test_what_comes_later_changes_nothing(seed: int) -> None:
    files = made(seed)
    for day in days(seed):
        kept = {
            name: text
            for name, text in files.items()
            if name
            not in {s.name for s in dossier_of(seed).verklaringen.values() if s.afgelegd_op and s.afgelegd_op > day}
        }
        # Offers and documents that were only there later are gone as well.
        for party in PARTIES:
            name = f"data/partners/{party}.yaml"
            lines = [line for line in kept[name].splitlines(keepends=True) if not _is_later(line, day)]
            kept[name] = re.sub(r"^(?:aanbod|documenten):\n(?!  - )", "", "".join(lines), flags=re.M)
        # What is left stands at another place in its file.
        known, whole = (
            [replace(one, rust_op=(), bij=None) for one in facts(judge(each, day))]
            for each in (read(kept), dossier_of(seed))
        )
        assert known == whole, day


@pytest.mark.parametrize("seed", SEEDS)
def test_a_party_with_a_longer_name_changes_nothing_for_the_other(seed: int) -> None:
    files = made(seed)
    other = files["data/partners/politie.yaml"].replace("naam: Politie", "naam: Politie Noord")
    more = read({**files, "data/partners/politie-noord.yaml": other.replace("politie/", "politie-noord/")})
    for day in days(seed):
        own = [
            [replace(o, rust_op=()) for o in facts(judge(one, day)) if o.partner == "politie"]
            for one in (dossier_of(seed), more)
        ]
        assert own[0] == own[1], day
