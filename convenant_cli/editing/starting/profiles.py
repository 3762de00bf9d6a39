"""The records that a new dossier starts with: an empty one to fill in, or the agreement of the shipped example."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from convenant_cli.editing.starting.agreement import agreement
from convenant_cli.editing.starting.filling import fill
from convenant_cli.editing.written import scalar
from convenant_cli.kalender import Duur
from convenant_cli.sources.resources import shipped
from convenant_cli.sources.sources import MARKER


@dataclass(frozen=True, slots=True)
class Answers:
    """What the keeper of the new dossier said, or what is filled in for now."""

    vandaag: date
    titel: str = "Nieuw convenant"
    gemeente: str = ""


#: How long a new dossier has to ask the parties for what must be there, such as a contact person.
_VULLEN = Duur(3, "maand")


def _empty(answers: Answers) -> dict[str, bytes]:
    folder = shipped("templates") / "init" / "leeg"
    values = {
        "titel": scalar(answers.titel),
        "gemeente": scalar(answers.gemeente or "Uw gemeente"),
        "partij": scalar(f"Gemeente {answers.gemeente}".strip()),
        "vandaag": answers.vandaag.isoformat(),
        "gevuld_op": _VULLEN.na(answers.vandaag).isoformat(),
    }
    names = ("convenant.yaml", "bepalingen/1-samenwerking.yaml", "partners/gemeente.yaml")
    return {f"data/{name}": fill(folder / name, values) for name in names}


def _alphen_2022(answers: Answers) -> dict[str, bytes]:
    folder = shipped("data")
    wanted = [folder / "convenant.yaml", *folder.glob("bepalingen/*.yaml"), *folder.glob("partners/*.yaml")]
    files = {f"data/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in sorted(wanted)}
    read = {name: raw.replace(b"\r\n", b"\n") for name, raw in files.items()}
    files = dict(agreement(read, _VULLEN.na(answers.vandaag)))
    keeper = b"beheerder: gemeente\n"
    began = f"dossier_vanaf: {answers.vandaag}\n".encode()
    return {**files, MARKER: files[MARKER].replace(keeper, keeper + began, 1)}


#: The profiles by name. What a profile holds is data; this only says where it lies.
PROFILES: dict[str, Callable[[Answers], dict[str, bytes]]] = {"leeg": _empty, "alphen-2022": _alphen_2022}


def records(profile: str, answers: Answers) -> dict[str, bytes]:
    """Return the records of a new dossier by name, with a year plan in concept for the running year.

    The agreement comes last: whoever writes them in this order has a dossier only when all of it is there.
    """
    files = PROFILES[profile](answers)
    year, last = str(answers.vandaag.year), date(answers.vandaag.year, 12, 31)
    values = {"jaar": year, "vandaag": answers.vandaag.isoformat(), "einde": last.isoformat()}
    folder = shipped("templates") / "init" / "plan"
    files[f"data/jaarplan/{year}/jaarplan.yaml"] = fill(folder / "jaarplan.yaml", values)
    files[f"data/jaarplan/{year}/acties/contactpersonen-vragen.yaml"] = fill(folder / "actie.yaml", values)
    return dict(sorted(files.items(), key=lambda file: (file[0] == MARKER, file[0])))
