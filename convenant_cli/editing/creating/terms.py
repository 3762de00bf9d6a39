"""What the agreement asks of a party that joins or leaves: a declaration, the consent of others, what is still owed."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from convenant_cli.dossier.days import day_of
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import ConvenantError
from convenant_cli.judging.partijwissel import zonder_afwikkeling, zonder_instemming
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Partner
from convenant_cli.records.partijwissel import Toetreding
from convenant_cli.records.partner import Ondertekening
from convenant_cli.text.screen import is_terminal
from convenant_cli.text.sentences import aside, opsomming, slug

#: What somebody still does, and the last day for it.
Rest = tuple[str, date]


def declaration(dossier: Dossier, partner: Partner, dag: date, vorm: str) -> dict[str, Any]:
    """Return the declaration of a party that joins, to be recorded. Raises ConvenantError when none is asked."""
    asked = dossier.agreed.toetreding
    if asked != "verklaring":
        what = "een wijzigingsbesluit" if asked == "besluit" else "alleen een ondertekening"
        raise ConvenantError(f"voor toetreding is hier {what} nodig; laat --verklaard weg")
    if not vorm:
        raise ConvenantError("zeg ook hoe is verklaard, zoals --vorm 'brief van het bestuur'")
    day, first = dag.isoformat(), partner.lid_van.isoformat()
    return {"id": partner.id, "partner": partner.id, "datum": day, "vorm": vorm, "ingang": first}


def on_joining(dossier: Dossier, partner: Partner, given: dict[str, Any] | None) -> Iterator[str]:
    """Yield what the agreement asks of a party that joins and that is not on record yet, in sentences.

    ``given``: the declaration that is recorded with it.
    """
    het, asked = dossier.agreed.zinsnaam, dossier.agreed.toetreding
    if asked == "besluit":
        yield (
            f"Let op: {het.met('kent', 'kennen')} partijen die tekenden. Meedoen hoort met een "
            "wijzigingsbesluit waarmee alle partijen instemmen; leg dat vast met 'convenant new wijzigingsbesluit'."
        )
    elif asked == "verklaring":
        yield from _on_declaring(dossier, partner, given)
    elif isinstance(partner.ondertekening, Ondertekening):
        yield f"Voor meedoen is volgens {het} haar ondertekening genoeg{_at(dossier, 'ondertekening')}."
    else:
        where = _at(dossier, "ondertekening")
        yield f"Let op: volgens {het} doet zij mee door te tekenen{where}; dat is nog onbekend."


def _on_declaring(dossier: Dossier, partner: Partner, given: dict[str, Any] | None) -> Iterator[str]:
    first = partner.lid_van.isoformat()
    open_ = {"id": partner.id, "partner": partner.id, "datum": first, "vorm": "-", "ingang": first}
    silent = [one.in_zin for one in zonder_instemming(dossier, Toetreding.model_validate(given or open_))]
    names, where = opsomming(silent), _at(dossier, "toetreding")
    if given is None:
        het = dossier.agreed.zinsnaam
        agree = "instemt" if len(silent) == 1 else "instemmen"
        with_whom = f", waarmee {names} {agree}" if silent else ""
        yield (
            f"Let op: {het.met('vraagt', 'vragen')} een verklaring van haar{with_whom}{where}. Geef die mee "
            "met --verklaard DATUM --vorm 'brief van het bestuur', of leg haar later vast met 'convenant new "
            "toetreding'."
        )
    elif silent:
        must = "moet" if len(silent) == 1 else "moeten"
        yield (
            f"Met haar verklaring {must} nog instemmen{where}: {names}. Zet elke instemming bij deze toetreding in "
            f"{dossier.agreed.name}, uiterlijk {lange_datum(partner.lid_van)}."
        )


def _at(dossier: Dossier, toets: str) -> str:
    """Return the first clause with a test, between brackets; empty when there is none."""
    asking = dossier.getoetst(toets)
    return aside(asking[0].artikel or asking[0].titel) if asking else ""


# --- who leaves ---------------------------------------------------------------------------------------------------


def rests(typed: Sequence[str], today: date) -> list[Rest]:
    """Read what a party still does, typed as ``WAT=DATUM``. Raises ConvenantError."""
    found = []
    for one in typed:
        what, sign, last = one.rpartition("=")
        if not sign or not what.strip() or not last.strip():
            raise ConvenantError(f"'{one}' is niet WAT=DATUM; schrijf zoals 'Sleutels teruggeven=2027-09-01'")
        found.append((what.strip(), day_of(last, today)))
    return found


def ask_rests(dossier: Dossier, partner: Partner, today: date) -> list[Rest]:
    """Ask on a terminal what a party that leaves still does, when a clause speaks of it and nothing is on record."""
    from convenant_cli.editing.creating.prompting import ask_text  # a script has no terminal to ask on

    found: list[Rest] = []
    clause = zonder_afwikkeling(dossier, partner)
    if clause is None or not (is_terminal() and sys.stdin.isatty()):
        return found

    def wrong(typed: str) -> str:
        try:
            day_of(typed, today)
        except ConvenantError as error:
            return str(error)
        return ""

    where = aside(clause.artikel or clause.titel)
    while what := ask_text("Nog te doen", f"Wat {partner.in_zin} nog moet doen{where}. Enter: niets (meer)."):
        found.append((what, day_of(ask_text("Uiterlijk", "De laatste dag daarvoor.", check=wrong), today)))
    return found


def settlements(dossier: Dossier, partner: Partner, rest: Sequence[Rest]) -> Iterator[dict[str, Any]]:
    """Yield what a party still does as parts of the agreement, each with a name of its own."""
    asking = dossier.getoetst("uittreding")[:1]
    taken = {one.id for one in dossier.agreed.afwikkelingen}
    for what, last in rest:
        name = base = slug(f"{partner.id} {' '.join(what.split()[:4])}")
        number = 1
        while name in taken:
            number += 1
            name = f"{base}-{number}"
        taken.add(name)
        known = {"bepalingen": [clause.id for clause in asking]} if asking else {}
        yield {"id": name, "partner": partner.id, "wat": what, "uiterlijk": last.isoformat(), **known}


def on_leaving(dossier: Dossier, partner: Partner, rest: Sequence[Rest]) -> Iterator[str]:
    """Yield what a party that leaves still does, or that the agreement asks to record it, in sentences."""
    for what, last in rest:
        yield f"Zij moet nog: {what} (uiterlijk {lange_datum(last)})."
    if not rest and (clause := zonder_afwikkeling(dossier, partner)):
        het = dossier.agreed.zinsnaam
        yield (
            f"Let op: {het.met('spreekt', 'spreken')} over wat zij bij een vertrek nog doet"
            f"{aside(clause.artikel or clause.titel)}, en daar staat niets van in het dossier. Geef het mee met "
            "--nog 'WAT=DATUM', of leg het later vast met 'convenant new afwikkeling'."
        )
