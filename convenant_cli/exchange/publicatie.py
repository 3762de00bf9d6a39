"""What a gemeente publishes of a dossier as one folder or zip: documents, data, the revision and their checksums."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from convenant_cli import __version__
from convenant_cli.documents import kinds
from convenant_cli.documents.formats import SUFFIXES, make
from convenant_cli.documents.kinds import Moment
from convenant_cli.documents.page.discretion import private_values
from convenant_cli.documents.writers.office.zipped import pack
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import op_dag
from convenant_cli.exchange.gegevens import OPENCONVENANTEN, openconvenanten, records
from convenant_cli.exchange.site.making import papers_of
from convenant_cli.exchange.site.public import DOCUMENTS
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.sources.owntemplates import own_templates
from convenant_cli.sources.sources import describe_revision
from convenant_cli.text.sentences import capital

SUMS = "SHA256SUMS"


def publicatie(dossier: Dossier, moment: Moment, suffixes: tuple[str, ...], own: Path | None) -> dict[str, bytes]:
    """Return the files by name: the documents that are for everybody in each format, data, a reader and checksums.

    ``own``: the folder with the dossier's own templates. Raises ConvenantError as documents and data do.
    """
    private = private_values(dossier)
    then = op_dag(dossier, moment.peildatum).dossier
    files = {OPENCONVENANTEN: openconvenanten(dossier, moment.peildatum)}
    told = []
    for name in DOCUMENTS:
        for which in papers_of(name, then):
            context = kinds.context(name, dossier, which, moment)
            stem = f"documenten/{name}{which and f'-{which}'}"
            for suffix in suffixes:
                files[stem + suffix] = make(suffix, f"{name}.html.j2", context, own, None, private)
            told.append(f"- {stem} ({', '.join(one.lstrip('.') for one in suffixes)}): {context['kop'].titel}")
    files["LEESMIJ.md"] = _reader(dossier, moment, told).encode()
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in sorted(files.items()))
    return dict(sorted({**files, SUMS: sums.encode()}.items()))


def data_of(wat: str, root: Path, dossier: Dossier, vorm: list[str], dag: date, bekend: date) -> dict[str, bytes]:
    """Return the files by name of the records, the agreement as an item, or all that is published.

    Raises ConvenantError.
    """
    if wat == "records":
        return records(dossier)
    if wat == "openconvenanten":
        return {OPENCONVENANTEN: openconvenanten(dossier, dag)}
    return _published(root, dossier, vorm, dag, bekend)


def _published(root: Path, dossier: Dossier, vorm: list[str], dag: date, bekend: date) -> dict[str, bytes]:
    suffixes = tuple(dict.fromkeys(f".{one.strip().lower().lstrip('.')}" for one in vorm))
    if wrong := [one for one in suffixes if one not in SUFFIXES]:
        known = ", ".join(one.lstrip(".") for one in SUFFIXES)
        raise ConvenantError(f"de vorm '{wrong[0].lstrip('.')}' kan niet; kies uit: {known}")
    moment = Moment(dag, describe_revision(root), f"convenant {__version__}", bekend=bekend)
    with own_templates(root, None) as own:
        return publicatie(dossier, moment, suffixes, own)


def one_file(files: dict[str, bytes]) -> bytes:
    """Return files as a zip with the same bytes every time; one file as itself."""
    return pack(files) if len(files) > 1 else next(iter(files.values()))


def _reader(dossier: Dossier, moment: Moment, told: list[str]) -> str:
    het = dossier.agreed.zinsnaam
    title = dossier.agreed.titel or capital(het.kaal)
    return "\n".join((
        f"# {title}",
        "",
        f"Stand op {lange_datum(moment.peildatum)}. Revisie {moment.revisie}. Gemaakt met {moment.programma}.",
        "",
        f"In deze map staat wat iedereen van {het} mag weten: vastgestelde plannen en de partnergids.",
        "Er staan functies en gedeelde postbussen in, en geen namen van personen.",
        "",
        *told,
        f"- {OPENCONVENANTEN}: {het} als gegevens, voor een portaal met OpenConvenanten",
        "",
        f"Zijn de bestanden gelijk aan wat is gemaakt? `sha256sum --check {SUMS}` zegt het.",
        "",
    ))  # fmt: skip
