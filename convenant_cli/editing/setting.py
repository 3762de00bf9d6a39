"""A change that somebody asks of one record, worked out: the new files, and what to ask to have the old ones back."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from convenant_cli.checks.since import over_time
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.jaarplannen import plan_of
from convenant_cli.dossier.recordfile import RecordFile
from convenant_cli.editing.assigning import Toewijzing, assignment, order_of
from convenant_cli.editing.decided import decision
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.trial import Proef, refusal, tried
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.records import Actie, Record
from convenant_cli.records.model.identity import stable
from convenant_cli.records.model.shapes import shapes
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import parse
from convenant_cli.text.opdracht import quoted


@dataclass(frozen=True, slots=True)
class Gevraagd:
    """What somebody asked: assignments, a message on progress, and the decision it rests on."""

    toewijzingen: tuple[str, ...] = ()
    bericht: str = ""
    besluit: str = ""
    nieuw: bool = False
    """Whether the dossier is still being begun: in no commit stands what may only change with a decision."""


@dataclass(frozen=True, slots=True)
class Bewerking:
    """The files that change, what differs, and the assignments that undo it, the last one first.

    Without such assignments only the old files bring the old state back: what a decision changed in an adopted plan
    may not be taken out again one by one.
    """

    bestanden: dict[str, bytes]
    proef: Proef
    terug: tuple[str, ...]


def changed(
    source: Source,
    dossier: Dossier,
    file: RecordFile,
    asked: Gevraagd,
    base: Path,
    peildatum: date,
    tags: Collection[str],
) -> Bewerking:
    """Return what a change of one record would be; nothing is written.

    ``base``: the part of the record that the ways start from. ``tags``: those of the repository. Raises ConvenantError
    when the change cannot be made, or would bring a fault.
    """
    record = file.record
    if record is None or not file.whole:
        raise ConvenantError(
            f"{file.name} heeft een fout; 'convenant validate {quoted(file.name)}' zegt welke. Los die eerst op"
        )
    raw = source.files[file.name]
    done: list[Toewijzing] = []
    for one in asked.toewijzingen:
        done.append(assignment(dossier, type(record), _data(raw), _from(_data(raw), base, one), peildatum, peildatum))
        raw = _edited(file.name, record, raw, done[-1].edit)
    if asked.bericht:
        done.append(_message(record, asked.bericht, peildatum))
        raw = _edited(file.name, record, raw, done[-1].edit)
    files = {file.name: raw}
    proof = tried(source, files, peildatum)
    if asked.besluit:
        files = _decided(source, dossier, record, files, proof, asked.besluit, tags)
        proof = tried(source, files, peildatum)
    for finding in proof.fouten:
        if asked.nieuw and finding.rule in over_time():
            continue
        raise ConvenantError(refusal(finding, record.name, dossier))
    return Bewerking(files, proof, () if asked.besluit else tuple(one.terug for one in reversed(done)))


def _data(raw: bytes) -> Any:
    return parse(raw).data


def _edited(name: str, record: Record, raw: bytes, edit: Edit) -> bytes:
    try:
        return edited(raw, [edit], lambda way: order_of(type(record), way))
    except ConvenantError as error:
        raise ConvenantError(f"{name}: {error}") from error


def _from(data: Any, base: Path, asked: str) -> str:
    """Return an assignment with its way from the top of the record."""
    return ".".join([*stable(data, base), asked])


def _message(record: Record, text: str, day: date) -> Toewijzing:
    if "voortgang" not in shapes(type(record)):
        raise ConvenantError(f"een {record.soort} heeft geen berichten over de voortgang; alleen een actie heeft die")
    value = {"datum": day.isoformat(), "tekst": " ".join(text.split())}
    number = len(record.voortgang) + 1 if isinstance(record, Actie) else 1
    return Toewijzing(Edit("append", ("voortgang",), value), f"voortgang-={number}")


def _decided(
    source: Source,
    dossier: Dossier,
    record: Record,
    files: dict[str, bytes],
    proof: Proef,
    number: str,
    tags: Collection[str],
) -> dict[str, bytes]:
    plan = plan_of(dossier, record)
    if plan is None:
        raise ConvenantError("een besluit hoort bij een vastgesteld plan of een actie daarvan; laat --besluit weg")
    actions = (record.id,) if isinstance(record, Actie) else ()
    subject = f"Actie {record.nummer}: " if isinstance(record, Actie) else ""
    what = f"{subject}{proof.in_een_zin}."
    raw = files.get(plan.name, source.files[plan.name])
    for edit in decision(dossier, plan, number, actions, what, tags):
        raw = _edited(plan.name, plan, raw, edit)
    return {**files, plan.name: raw}
