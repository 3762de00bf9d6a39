"""What rests for a time because of a waiver, as documents say it: which check or clause, and at which record."""

from collections.abc import Iterable

from convenant_cli.checks.controles import discover
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.records.convenant import Ontheffing
from convenant_cli.text.sentences import aangehaald


def resting(dossier: Dossier, waivers: Iterable[Ontheffing]) -> dict[str, dict[str, str]]:
    """Return what templates say of waivers: which check or clause rests, and at which record."""
    return {
        "wat_rust": {waiver.controle: what_rests(dossier, waiver) for waiver in waivers},
        "waar_rust": {waiver.bestand: where_it_rests(dossier, waiver) for waiver in waivers},
    }


def what_rests(dossier: Dossier, waiver: Ontheffing) -> str:
    """Return in words which check or clause rests."""
    if clause := dossier.bepalingen.get(waiver.controle):
        return clause.voluit
    titles = {controle.id: controle.manual.titel.rstrip(".") for controle in discover()}
    return titles.get(waiver.controle, waiver.controle)


def where_it_rests(dossier: Dossier, waiver: Ontheffing) -> str:
    """Return the title or name of the record at which it rests; the file when it has none."""
    file = dossier.files.get(waiver.bestand)
    record = file.record if file else None
    return getattr(record, "titel", None) or getattr(record, "naam", None) or waiver.bestand


def what_rests_where(dossier: Dossier, waiver: Ontheffing) -> str:
    """Return what rests, in a sentence; the name of a party alone would not tell which of its clauses does."""
    clause, where = dossier.bepalingen.get(waiver.controle), where_it_rests(dossier, waiver)
    return f"{clause.in_zin} bij {where}" if clause else aangehaald(where)


def in_a_sentence(dossier: Dossier, waiver: Ontheffing) -> str:
    """Return what rests and until when."""
    return f"{what_rests_where(dossier, waiver)} (tot {lange_datum(waiver.tot)})"
