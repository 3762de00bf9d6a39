"""The changes of sheets tried together, before they are written: what a row would break, and on which decision."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.jaarplannen import plan_of
from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.decided import decision
from convenant_cli.editing.fields import edited
from convenant_cli.editing.trial import Proef, reason, tried
from convenant_cli.exchange.wijzigen import RefusedRowError, Rijwijziging, by_file, gewijzigd, velden
from convenant_cli.findings import ConvenantError, Finding
from convenant_cli.records import Jaarplan
from convenant_cli.sources.sources import Source
from convenant_cli.sources.yamlfile import tracked

#: Tells why a row is set aside.
Refuse = Callable[[Rijwijziging, str], None]


@dataclass(frozen=True, slots=True)
class Vraag:
    """How to take sheets over."""

    peildatum: date
    besluit: str = ""
    """The decision on which a change of an adopted plan rests."""
    tags: Collection[str] = ()
    bestand_wint: bool = False
    """Take the value of the sheet where the dossier got another one meanwhile."""


def beproefd(
    source: Source, dossier: Dossier, changes: Sequence[Rijwijziging], vraag: Vraag, refuse: Refuse
) -> tuple[dict[str, bytes], Proef | None, Sequence[Rijwijziging]]:
    """Return the files that change, what the dossier would be, and the changes that can be taken over.

    A row that brings a fault is set aside, and the others are tried again. Raises ConvenantError when a fault cannot be
    traced to a row.
    """
    while changes:
        files, changes = _files(source, changes, refuse)
        if not files:
            break
        proof = tried(source, files, vraag.peildatum)
        if vraag.besluit:
            decided = _decided(source, dossier, files, proof, changes, vraag)
            if decided != files:
                files, proof = decided, tried(source, decided, vraag.peildatum)
        if not proof.fouten:
            return files, proof, changes
        blamed = _all_blamed(proof.fouten, dossier, changes, files)
        for change in changes:
            if id(change) in blamed:
                refuse(change, blamed[id(change)])
        changes = [change for change in changes if id(change) not in blamed]
    return {}, None, ()


def _all_blamed(
    faults: Sequence[Finding], dossier: Dossier, changes: Sequence[Rijwijziging], files: dict[str, bytes]
) -> dict[int, str]:
    """Return why each row is set aside that brings a fault. Raises ConvenantError when no row explains the faults."""
    blamed: dict[int, str] = {}
    of_file = by_file(changes)
    for fault in faults:
        for change, place in _blamed(fault, of_file, files):
            blamed.setdefault(id(change), f"{place}: {reason(fault, dossier)}")
    if not blamed:
        raise ConvenantError(f"dit kan niet: {faults[0].position.file}: {reason(faults[0], dossier)}")
    return blamed


def _files(
    source: Source, changes: Iterable[Rijwijziging], refuse: Refuse
) -> tuple[dict[str, bytes], list[Rijwijziging]]:
    files: dict[str, bytes] = {}
    kept = []
    for change in changes:
        raw = files.get(change.naam, source.files[change.naam])
        try:
            files[change.naam] = gewijzigd(raw, change)
            kept.append(change)
        except RefusedRowError as error:
            refuse(change, str(error))
    return {name: raw for name, raw in files.items() if raw != source.files[name]}, kept


def _decided(
    source: Source,
    dossier: Dossier,
    files: dict[str, bytes],
    proof: Proef,
    changes: Sequence[Rijwijziging],
    vraag: Vraag,
) -> dict[str, bytes]:
    """Return the files with, in each adopted plan that changes, the decision that says so."""
    plans: dict[str, tuple[Jaarplan, dict[str, None]]] = {}
    for change in changes:
        plan = plan_of(dossier, change.rij.record) if change.raakt_afspraak else None
        if plan is not None:
            plans.setdefault(plan.id, (plan, {}))[1][change.rij.record.id] = None
    every = [one for group in proof.vergelijking.groepen for one in group.wijzigingen]
    out = dict(files)
    for plan, actions in plans.values():
        told = [f"{one.naam}: {'; '.join(one.zinnen)}" for one in every if one.soort == "actie" and one.id in actions]
        raw = out.get(plan.name, source.files[plan.name])
        edits = decision(dossier, plan, vraag.besluit, tuple(actions), f"{'. '.join(told)}.", vraag.tags)
        out[plan.name] = edited(raw, edits, lambda way: order_of(Jaarplan, way))
    return out


def _blamed(
    fault: Finding, changes: dict[str, list[Rijwijziging]], files: dict[str, bytes]
) -> Iterator[tuple[Rijwijziging, str]]:
    """Yield the rows that bring a fault, with the cell or else the row: by the lines where it stands."""
    own = changes.get(fault.position.file, [])
    parsed = tracked(files[fault.position.file]) if own else None
    if parsed is None:
        return
    line = fault.position.line
    starts: list[tuple[int, Rijwijziging]] = []
    found = False
    for change in own:
        for way, cell in velden(parsed.data, change):
            span = parsed.locate(way)
            if span.line <= line <= span.end_line and not found:
                found = True
                yield change, cell.plaats
        starts.append((parsed.locate(change.rij.wortel).line, change))
    if not found:
        above = [start for start, _ in starts if start <= line]
        nearest = max(above, default=None)
        for start, change in starts:
            if start == nearest or nearest is None:
                yield change, change.plaats
