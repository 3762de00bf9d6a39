"""Proposals that are taken → the records that change, tried together before they are written."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.jaarplannen import plan_of
from convenant_cli.editing.assigning import order_of
from convenant_cli.editing.decided import decision
from convenant_cli.editing.fields import Edit, edited
from convenant_cli.editing.trial import Proef, reason, tried
from convenant_cli.exchange.bespreking.voorstellen import Tekstvoorstel, edits_of
from convenant_cli.findings import ConvenantError, Finding, Path
from convenant_cli.records import Actie, Jaarplan
from convenant_cli.records.actie import is_voortgang
from convenant_cli.sources.yamlfile import tracked
from convenant_cli.text.sentences import opsomming


@dataclass(frozen=True, slots=True)
class Overneming:
    """What is taken over: the files with what they will hold, and the proposals that made them."""

    bestanden: dict[str, bytes]
    proef: Proef | None
    genomen: tuple[Tekstvoorstel, ...]


def uitkomst(
    nu: Dossier, chosen: Sequence[Tekstvoorstel], peildatum: date, besluit: str, tags: Collection[str]
) -> Overneming:
    """Return what the dossier becomes by some proposals; nothing is written.

    A proposal that brings a fault is left out and says so, and the others are tried again. ``besluit``: the decision on
    which changes of an adopted plan rest; ``tags``: those of the repository. Raises ConvenantError when a fault cannot
    be traced to a proposal.
    """
    taken = list(chosen)
    while taken:
        files = _files(nu, taken)
        proof = tried(nu.source, files, peildatum)
        if besluit and (decided := _decided(nu, files, proof, taken, besluit, tags)) != files:
            files, proof = decided, tried(nu.source, decided, peildatum)
        if not proof.fouten:
            return Overneming(files, proof, tuple(taken))
        _blame(proof.fouten, taken, files, nu)
        taken = [one for one in taken if not one.bezwaar]
    return Overneming({}, None, ())


def _files(nu: Dossier, taken: Sequence[Tekstvoorstel]) -> dict[str, bytes]:
    edits: dict[str, list[Edit]] = {}
    for veld, kolom, value in edits_of(taken):
        made = Edit("remove", veld.weg)
        if value is not None:
            made = Edit("put", veld.weg, value.split("\n") if kolom.shape.many else value)
        edits.setdefault(veld.bestand, []).append(made)
    files = {}
    for name, every in edits.items():
        kind = nu.files[name].kind
        files[name] = edited(nu.source.files[name], every, lambda way, kind=kind: order_of(kind, way))  # type: ignore[misc]
    return files


def _decided(
    nu: Dossier,
    files: dict[str, bytes],
    proof: Proef,
    taken: Iterable[Tekstvoorstel],
    besluit: str,
    tags: Collection[str],
) -> dict[str, bytes]:
    """Return the files with, in each adopted plan that changes, the decision that says so."""
    plans: dict[str, tuple[Jaarplan, dict[str, None]]] = {}
    for one in taken:
        record = nu.files[one.veld.bestand].record
        plan = plan_of(nu, record) if record is not None and _agreed(record, one.veld.weg) else None
        if plan is not None:
            plans.setdefault(plan.id, (plan, {}))[1].update({record.id: None} if isinstance(record, Actie) else {})
    every = [one for group in proof.vergelijking.groepen for one in group.wijzigingen]
    out = dict(files)
    for plan, actions in plans.values():
        told = [f"{one.naam}: {'; '.join(one.zinnen)}" for one in every
                if (one.soort == "actie" and one.id in actions) or one.bestand == plan.name]  # fmt: skip
        edits = decision(nu, plan, besluit, tuple(actions), f"{'. '.join(told)}.", tags)
        raw = out.get(plan.name, nu.source.files[plan.name])
        out[plan.name] = edited(raw, edits, lambda way: order_of(Jaarplan, way))
    return out


def _agreed(record: object, way: Path) -> bool:
    """Tell whether a field says what was agreed in a plan, and not only how an action goes."""
    return not isinstance(record, Actie) or not is_voortgang(way)


def _blame(faults: Sequence[Finding], taken: Sequence[Tekstvoorstel], files: dict[str, bytes], nu: Dossier) -> None:
    """Say at each proposal that brings a fault what is wrong. Raises ConvenantError when none explains the faults."""
    for fault in faults:
        for one in _guilty(fault, taken, files, nu):
            one.bezwaar = one.bezwaar or reason(fault, nu)
    if not any(one.bezwaar for one in taken):
        raise ConvenantError(f"dit kan niet: {faults[0].position.file}: {reason(faults[0], nu)}")


def _guilty(
    fault: Finding, taken: Sequence[Tekstvoorstel], files: dict[str, bytes], nu: Dossier
) -> Iterator[Tekstvoorstel]:
    """Yield the proposals that bring a fault: by the line where it stands, else by the file, else by the plan."""
    own = [one for one in taken if one.veld.bestand == fault.position.file]
    if own:
        parsed = tracked(files[fault.position.file])
        exact = []
        for one in own:
            span = parsed.locate(one.veld.weg)
            if span.line <= fault.position.line <= span.end_line:
                exact.append(one)
        yield from exact or own
        return
    for one in taken:
        record = nu.files[one.veld.bestand].record
        plan = plan_of(nu, record) if record is not None else None
        if plan is not None and plan.name == fault.position.file:
            yield one


def bericht(genomen: Sequence[Tekstvoorstel], what: str) -> list[str]:
    """Return a message for the commit, that names the parties: its subject, an empty line, and what was taken."""
    parties = list(dict.fromkeys(name for one in genomen for name in one.partijen))
    by: dict[tuple[str, ...], dict[str, None]] = {}
    for one in genomen:
        by.setdefault(one.partijen, {})[one.onderwerp] = None
    lines = [f"Neem voorstellen over van {opsomming(parties) if parties else 'partijen'} voor {what}", ""]
    return lines + [f"- {opsomming(list(who)) or 'onbekend'}: {one}" for who, every in by.items() for one in every]
