"""The example dossier with a chapter of its own: for tests that judge a toets on facts worked out by hand."""

from collections.abc import Mapping

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import clauses
from convenant_cli.sources.sources import Source
from tests.conftest import BASIS, read_folder, whole

HOOFDSTUK = "data/bepalingen/9-toets.yaml"


def basis(*without: str) -> dict[str, str]:
    """Return the files of the example dossier, but for those in some folders of ``data/``."""
    folders = tuple(f"data/{name}/" for name in without)
    every = read_folder(BASIS)
    return {name: raw.decode() for name, raw in every.items() if not name.startswith(folders)}


def beoordeelbaar(files: Source | Mapping[str, str | bytes]) -> Dossier:
    """Return a dossier that reads without a fault, also in the parameters of its clauses."""
    dossier = whole(files)
    assert [mistake.message for mistake in clauses(dossier)[1]] == []
    return dossier


def bepaling(
    toets: str,
    id: str = "plan",
    *,
    gebonden: str = "noorderschool",
    gezamenlijk: bool = False,
    aard: str = "resultaat",
    familie: str = "verklaring",
    tekst: str = "Doen wat is afgesproken.",
    titel: str = "",
    meer: str = "",
) -> str:
    """Return a clause with the parameters of its toets; ``meer``: another line of it."""
    lines = [
        f"  - id: {id}",
        "    nummer_zekerheid: ongenummerd",
        f"    titel: {titel or tekst.rstrip('.')}",
        f"    tekst: {tekst}",
        f"    gebonden: [{gebonden}]",
        f"    gezamenlijk: {'ja' if gezamenlijk else 'nee'}",
        *([f"    {meer}"] if meer else ()),
        f"    aard: {aard}",
        f"    familie: {familie}",
        f"    toets: {{{toets}}}",
    ]
    return "".join(f"{line}\n" for line in lines)


def hoofdstuk(*bepalingen: str) -> dict[str, str]:
    """Return the file with the chapter of these clauses, by its name."""
    return {HOOFDSTUK: "hoofdstuk: 9\ntitel: Toets\nbepalingen:\n" + "".join(bepalingen)}


def verklaring(dag: str, antwoord: str, id: str = "plan") -> str:
    """Return a statement of a day with one answer; more lines of the answer may follow in ``antwoord``."""
    return f"afgelegd_op: {dag}\nfunctie: directeur\nantwoorden:\n  - {{bepaling: {id}, antwoord: {antwoord}}}\n"


def bijeenkomst(dag: str, soort: str = "jaarlijks", titel: str = "Overleg", status: str = "gehouden") -> str:
    """Return a meeting of a day, to which everybody is invited."""
    return (
        f"titel: {titel}\nbijeenkomstsoort: {soort}\nstatus: {status}\ndatum: {dag}\naanvang: 14:00\n"
        "plaats: Gemeentehuis\norganisator: gemeente\ngenodigd: [alle]\n"
        "agenda:\n  - {titel: Rondvraag, doel: bespreken}\n"
    )
