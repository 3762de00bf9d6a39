"""Elk thema en elk doel van een plan heeft een actie.

Waarom: een thema zonder actie is een voornemen dat niemand uitvoert.
Herstel: maak een actie bij het thema of het doel, of haal het uit het plan. Voor een doel, en voor een
thema in een plan in concept, is dit een waarschuwing.
"""

from collections.abc import Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Actie, Jaarplan

toetsen = ("acties",)


def check(dossier: Dossier) -> Iterator[Melding]:
    # An action that could not be read may be the one that is missed.
    unread = {file.id.split("/")[0] for file in dossier.files.values() if file.kind is Actie and file.record is None}
    for plan in dossier.jaarplannen.values():
        if plan.id not in unread:
            yield from _check_plan(dossier, plan)


def _check_plan(dossier: Dossier, plan: Jaarplan) -> Iterator[Melding]:
    acties = dossier.acties_van(plan.id)
    themas, doelen = {actie.thema for actie in acties}, {actie.doel for actie in acties}
    for i, thema in enumerate(plan.themas):
        if thema.thema not in themas:
            message = f"het thema '{thema.thema}' heeft geen actie in {plan.naam}"
            severity = Severity.WAARSCHUWING if plan.status == "concept" else None
            yield Melding(plan.at("themas", i, "thema"), message, severity=severity)
            continue
        for j, doel in enumerate(thema.doelen):
            if doel.id not in doelen:
                message = f"het doel '{doel.id}' heeft geen actie in {plan.naam}"
                yield Melding(plan.at("themas", i, "doelen", j, "id"), message, severity=Severity.WAARSCHUWING)
