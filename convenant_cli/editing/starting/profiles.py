"""The records that a new dossier starts with. A profile is a folder: what lies in it is what there is.

``templates/init/profielen/NAAM/`` holds ``profiel.yaml`` (what it is, in a few words), ``eigen.md`` (what its keeper
does first), its records below ``data/``, and ``met-ANTWOORD/`` with others for who gave that answer.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template

from convenant_cli.editing.starting.agreement import agreement
from convenant_cli.editing.written import scalar
from convenant_cli.kalender import Duur
from convenant_cli.sources.resources import profiles as folder_of_profiles
from convenant_cli.sources.resources import shipped
from convenant_cli.sources.sources import MARKER
from convenant_cli.sources.yamlfile import parse


@dataclass(frozen=True, slots=True)
class Answers:
    """What the keeper of the new dossier said, or what is filled in for now."""

    vandaag: date
    titel: str = ""
    gemeente: str = ""


#: How long a new dossier has to ask the parties for what must be there, such as a contact person.
_VULLEN = Duur(3, "maand")
_UNTITLED = "Nieuw convenant"


@dataclass(frozen=True, slots=True)
class Profiel:
    """What a new dossier starts with, as its folder says."""

    map: Path
    uit: str
    """The shipped folder of which it takes the agreement; empty when it has records of its own."""
    plan: bool
    """Whether it starts with a year plan."""

    @property
    def eigen(self) -> str:
        """What the keeper does first, for the first page."""
        return (self.map / "eigen.md").read_text("utf-8").rstrip("\n")

    @property
    def nagelopen(self) -> str:
        """What whoever proposes a change looks at besides; lines of a list, or nothing."""
        own = self.map / "nagelopen.md"
        return own.read_text("utf-8").replace("\r\n", "\n") if own.is_file() else ""

    def vraagt(self, answer: str) -> bool:
        """Tell whether an answer (``titel``, ``gemeente``) changes what it starts with."""
        return (self.map / f"met-{answer}").is_dir() or any(
            f"§{{{answer}}}" in path.read_text("utf-8") for path in _records(self.map)
        )


def profile(name: str, answers: Answers) -> Profiel:
    """Return a profile by the name of its folder, as it is for who gave these answers."""
    folder = folder_of_profiles() / name
    given = folder / "met-gemeente"
    if answers.gemeente and given.is_dir():
        folder = given
    said = parse((folder / "profiel.yaml").read_bytes()).data
    return Profiel(folder, said.get("uit", ""), said.get("plan") == "ja")


def _records(folder: Path) -> Iterator[Path]:
    yield from sorted((folder / "data").rglob("*.yaml"))


def _own(found: Profiel, answers: Answers) -> dict[str, bytes]:
    values = {
        "titel": scalar(answers.titel or _UNTITLED),
        "gemeente": scalar(answers.gemeente),
        "partij": scalar(f"Gemeente {answers.gemeente}"),
        "vandaag": answers.vandaag.isoformat(),
        "gevuld_op": _VULLEN.na(answers.vandaag).isoformat(),
    }
    return {path.relative_to(found.map).as_posix(): fill(path, values) for path in _records(found.map)}


def _of_agreement(folder: Path, answers: Answers) -> dict[str, bytes]:
    wanted = [folder / "convenant.yaml", *folder.glob("bepalingen/*.yaml"), *folder.glob("partners/*.yaml")]
    files = {f"data/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in sorted(wanted)}
    read = {name: raw.replace(b"\r\n", b"\n") for name, raw in files.items()}
    files = dict(agreement(read, _VULLEN.na(answers.vandaag)))
    keeper = b"beheerder: gemeente\n"
    began = f"dossier_vanaf: {answers.vandaag}\novergenomen: nee\n".encode()
    return {**files, MARKER: files[MARKER].replace(keeper, keeper + began, 1)}


def records(name: str, answers: Answers) -> dict[str, bytes]:
    """Return the records of a new dossier by name, with a year plan in concept where the profile has one.

    The agreement comes last: whoever writes them in this order has a dossier only when all of it is there.
    """
    found = profile(name, answers)
    files = _of_agreement(shipped(found.uit), answers) if found.uit else _own(found, answers)
    if found.plan:
        year, last = str(answers.vandaag.year), date(answers.vandaag.year, 12, 31)
        values = {"jaar": year, "vandaag": answers.vandaag.isoformat(), "einde": last.isoformat()}
        folder = shipped("templates") / "init" / "plan"
        files[f"data/jaarplan/{year}/jaarplan.yaml"] = fill(folder / "jaarplan.yaml", values)
        files[f"data/jaarplan/{year}/acties/contactpersonen-vragen.yaml"] = fill(folder / "actie.yaml", values)
    return dict(sorted(files.items(), key=lambda file: (file[0] == MARKER, file[0])))


class _Marked(Template):
    delimiter = "§"


def fill(path: Path, values: Mapping[str, str]) -> bytes:
    """Return a shipped file with its marked places (``§{jaar}``) filled in, and line feeds at the ends of lines."""
    text = path.read_bytes().decode().replace("\r\n", "\n")
    return _Marked(text).substitute(values).encode()
