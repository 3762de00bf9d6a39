"""De status van een actie of actiepunt klopt met wat erbij staat.

Waarom: wie later terugkijkt, wil weten wanneer iets klaar was, of waarom het niet doorging.
Herstel: vul `afgerond_op` in bij wat klaar is, en `status_reden` bij wat is uitgesteld of vervallen. Of
verbeter de status: wat nog moet beginnen, is gepland.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.op_dag import ouder
from convenant_cli.findings import Melding, Severity
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Record


def check_one(record: Actie | Bijeenkomst) -> Iterator[Melding]:
    if isinstance(record, Actie):
        yield from _check_finish(record, (), record.status, record.afgerond_op)
        yield from _check_actie(record)
    else:
        for number, punt in enumerate(record.actiepunten):
            yield from _check_finish(record, ("actiepunten", number), punt.status, punt.afgerond_op)


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    for actie in dossier.acties.values():
        # With an old reference date it is that date, and no status that is wrong.
        if actie.status == "loopt" and actie.start > peildatum and not ouder(dossier, peildatum):
            message = f"de status is 'loopt', maar de actie begint pas op {lange_datum(actie.start)}"
            related = ((actie.at("start"), "hier staat het begin"),)
            hint = "maak de status 'gepland', of verbeter 'start'"
            yield Melding(actie.at("status"), message, hint, related, Severity.WAARSCHUWING)


def _check_finish(record: Record, path: tuple[str | int, ...], status: str, finished: date | None) -> Iterator[Melding]:
    if status == "afgerond" and finished is None:
        yield Melding(record.at(*path, "status"), "de status is 'afgerond', maar 'afgerond_op' ontbreekt")
    elif status != "afgerond" and finished is not None:
        message = f"'afgerond_op' is ingevuld, maar de status is '{status}'"
        related = ((record.at(*path, "status"), "hier staat de status"),)
        yield Melding(record.at_key(*path, "afgerond_op"), message, related=related)


def _check_actie(actie: Actie) -> Iterator[Melding]:
    if actie.status in ("uitgesteld", "vervallen") and actie.status_reden is None:
        yield Melding(actie.at("status"), f"de status is '{actie.status}', maar 'status_reden' ontbreekt")
    if actie.status == "gepland" and actie.voortgang:
        message = "de status is 'gepland', maar er is al voortgang"
        related = ((actie.at_key("voortgang"), "hier staat de voortgang"),)
        yield Melding(actie.at("status"), message, related=related, severity=Severity.WAARSCHUWING)
