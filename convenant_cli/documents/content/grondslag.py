"""Where the agreement comes from: what it replaced, whether a time lay between, and on whose power it was signed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.partner import Ondertekening
from convenant_cli.text.sentences import aangehaald, capital


@dataclass(frozen=True, slots=True)
class Handtekening:
    """A signature of which is known on whose behalf or on what decision it was put."""

    partner: Partner
    ondertekening: Ondertekening


def replaced(convenant: Convenant) -> list[str]:
    """Return in sentences what the agreement replaced, and the time in which neither of the two was in force."""
    if not convenant.vervangt:
        return []
    newest, *older = convenant.vervangt
    het = convenant.zinsnaam
    told = f"{capital(het.met('kwam', 'kwamen'))} in de plaats van {aangehaald(newest.titel)}"
    told += f" (ondertekend: {newest.ondertekend})"
    if newest.einde:
        told += f", dat gold tot en met {lange_datum(newest.einde)}"
    found = [f"{told}."]
    first = convenant.looptijd.ingang
    if newest.einde and newest.einde + timedelta(days=1) < first:
        gap = Tijdvak(newest.einde + timedelta(days=1), first)
        found.append(f"Van {lange_datum(gap.van)} tot en met {lange_datum(gap.laatste)} gold geen van beide.")
    found += [f"Daarvoor was er {aangehaald(one.titel)} (ondertekend: {one.ondertekend})." for one in older]
    return found


def signatures(partners: Iterable[Partner], dag: date) -> list[Handtekening]:
    """Return the signatures, put by a day, of which is known on whose behalf or on what decision."""
    return [
        Handtekening(partner, partner.ondertekening)
        for partner in partners
        if isinstance(partner.ondertekening, Ondertekening) and partner.ondertekening.datum <= dag
        if partner.ondertekening.namens or partner.ondertekening.mandaat
    ]
