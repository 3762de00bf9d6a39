"""Dossiers of any size whose records look like those that people keep, for the other benchmarks.

Each year is the whole of 2025 in the shipped dossier, moved to another year: plan, themes, goals, actions with their
progress, evaluations, statements and meetings. Its eight actions come back many times, each time with other sentences,
so that nothing that remembers texts has an easy day. On the last day of the last year little is late or missing.
"""

import random
import re
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "data"
_OF_2025 = "2025"
_FIRST_YEAR = 2028
_COPIES = 30
"""How often each action of 2025 stands in one plan, which makes 240 actions a year; more often in a very large one."""
_MOST_YEARS = 150
"""No date lies after 2199."""
_EVALUATED = 5
"""One in so many actions has an evaluation."""
_WHERE = ("het centrum", "de wijk Zuid", "de wijk Noord", "de dorpen", "de nieuwbouw", "het oosten", "de binnenstad")
_WHAT = (
    "Dat gebeurt {number} keer in {where}.",
    "In {where} is de opkomst {number} procent hoger dan gedacht.",
    "Voor {where} staan nog {number} avonden op de planning.",
    "Van de {number} vragenlijsten uit {where} zijn de meeste terug.",
    "Na {number} weken is er een tussenstand voor {where}.",
)


def make_dossier(folder: Path, size: int, seed: int = 1) -> tuple[list[Path], str]:
    """Write a dossier with ``size`` actions beside those of the shipped one.

    Returns the files of the actions that were added, and the reference date to look at them.
    """
    chance = random.Random(seed)  # noqa: S311  # sentences, not secrets
    shutil.copytree(SHIPPED, folder / "data")
    data, year = folder / "data", _FIRST_YEAR
    files: list[Path] = []
    templates = sorted((SHIPPED / "jaarplan" / _OF_2025 / "acties").glob("*.yaml"))
    copies = max(_COPIES, -(-size // (_MOST_YEARS * len(templates))))
    while len(files) < size:
        _write_plan(data, year)
        # Of the last year as well each action is there once: its evaluations name them.
        wanted = [(copy, template) for copy in range(copies) for template in templates]
        for copy, template in wanted[: size - len(files)]:
            files.append(_write_action(data, template, year, copy, chance))
        year += 1
    return files, f"{year - 1}-12-31"


def _write_plan(data: Path, year: int) -> None:
    """Write what a year has besides its actions."""
    copied = [
        SHIPPED / "jaarplan" / _OF_2025 / "jaarplan.yaml",
        SHIPPED / "evaluaties" / _OF_2025 / "jaarplan-2025.yaml",
    ]
    copied += (SHIPPED / "verklaringen" / _OF_2025).glob("*.yaml")
    # The meeting that adopts a plan was in the year before.
    copied += (SHIPPED / "bijeenkomsten").glob("202[45]-11-*.yaml" if year == _FIRST_YEAR else "2025-11-*.yaml")
    copied += (SHIPPED / "bijeenkomsten").glob("2026-03-*.yaml")
    for source in copied:
        target = data / _moved(source.relative_to(SHIPPED).as_posix(), year)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_moved(source.read_text(encoding="utf-8"), year), encoding="utf-8")


def _write_action(data: Path, template: Path, year: int, copy: int, chance: random.Random) -> Path:
    text = _varied(_moved(template.read_text(encoding="utf-8"), year), chance)
    number = re.search(r"^nummer: (\d+)\.(\d+)$", text, re.MULTILINE)
    assert number
    text = text.replace(number[0], f"nummer: {number[1]}.{int(number[2]) + 10 * copy}", 1)
    text = re.sub(r"^titel: (.*)$", rf"titel: \1, ronde {copy + 1}", text, count=1, flags=re.MULTILINE)
    target = data / "jaarplan" / str(year) / "acties" / (f"{template.stem}-{copy + 1}.yaml" if copy else template.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    evaluation = SHIPPED / "evaluaties" / _OF_2025 / template.name
    if copy % _EVALUATED == 0 and evaluation.exists():
        text = _varied(_moved(evaluation.read_text(encoding="utf-8"), year), chance)
        text = text.replace(f"actie: {year}/{template.stem}", f"actie: {year}/{target.stem}")
        (data / "evaluaties" / str(year) / target.name).write_text(text, encoding="utf-8")
    return target


def _moved(text: str, year: int) -> str:
    """Return a text of 2025 with every year near it moved along."""
    # The day in November of every year but the one before the first; the meeting in March comes after that of November.
    text = text.replace("2026-12-10-jaarlijkse", "2026-11-13-jaarlijkse").replace("a2026-", "a2026-9")
    if year > _FIRST_YEAR:
        text = text.replace("2024-11-14", "2024-11-13")
    return re.sub(r"(?<!\d)202[3-7](?!\d)", lambda match: str(int(match[0]) + year - int(_OF_2025)), text)


def _varied(text: str, chance: random.Random) -> str:
    """Return a record with a sentence of its own behind what ends a line as a sentence."""

    def more(_: re.Match[str]) -> str:
        return f". {chance.choice(_WHAT).format(number=chance.randint(7, 99), where=chance.choice(_WHERE))}"

    return re.sub(r"(?<!voorbeeld)\.$", more, text, flags=re.MULTILINE)
