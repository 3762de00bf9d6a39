"""Wat een partij die vertrekt nog moet doen, ligt vast.

Waarom: het convenant spreekt over wat een partij bij haar vertrek nog doet, zoals gegevens overdragen. Wie dat niet
vastlegt zodra het vertrek bekend is, vraagt het later aan een partij die er niet meer is.
Herstel: leg met `convenant new afwikkeling` vast wat zij nog moet doen en tot wanneer. Is er niets te doen, leg dan ook
dat vast: `wat: Niets meer`, met de dag waarop u dat vaststelde bij `gedaan_op`.
"""

from collections.abc import Iterator
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.judging.judging import clauses
from convenant_cli.judging.partijwissel import zonder_afwikkeling
from convenant_cli.judging.toetsen.uittreding import UittredingToets
from convenant_cli.kalender import add_months, lange_datum
from convenant_cli.text.opdracht import quoted

severity = Severity.WAARSCHUWING
toetsen = ("uittreding",)

#: How long it is asked of a party that left, where the clause does not say that something must be on record each time.
_AFTER = 3  # months


def check(dossier: Dossier, peildatum: date) -> Iterator[Melding]:
    tests = {one.bepaling.id: one.toets for one in clauses(dossier)[0]}
    for partner in dossier.partners.values():
        leaves = partner.lid_tot
        clause = zonder_afwikkeling(dossier, partner) if leaves else None
        if leaves is None or clause is None:
            continue
        toets = tests.get(clause.id)
        # Where it must be on record at every leaving, the toets asks it from the day it left. Who takes the place of a
        # party does what that party would have done.
        always = isinstance(toets, UittredingToets) and toets.afwikkeling
        until = leaves if always else add_months(leaves, _AFTER)
        if peildatum >= until or (partner.opvolger and not always):
            continue
        going = f"{partner.in_zin} {'doet' if peildatum < leaves else 'deed'} mee tot {lange_datum(leaves)}"
        het = dossier.agreed.zinsnaam
        spoken = f"{clause.artikel} zegt" if clause.artikel else het.met("zegt", "zeggen")
        record = f"convenant new afwikkeling partner={quoted(partner.id)}"
        yield Melding(
            partner.at("lid_tot"),
            f"{going}; {spoken} wat een partij bij haar vertrek nog doet, en daarvan staat niets in het dossier",
            f"leg het vast met '{record}'; is er niets te doen, dan ook dat",
        )
