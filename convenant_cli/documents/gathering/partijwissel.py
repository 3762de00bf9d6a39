"""Parties that joined by a declaration and parties that leave, as sentences: since when bound, what is still owed."""

from collections.abc import Iterator
from datetime import date

from convenant_cli.documents.page.filters import at_start
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.kalender import lange_datum
from convenant_cli.text.sentences import opsomming


def partijwissels(dossier: Dossier, dag: date) -> list[str]:
    """Return in sentences who joined by a declaration of up to a day, and what who leaves still does or did."""
    return [*_joined(dossier, dag), *_owed(dossier, dag)]


def _joined(dossier: Dossier, dag: date) -> Iterator[str]:
    for one in sorted(dossier.agreed.toetredingen, key=lambda one: (one.datum, one.id)):
        partner = dossier.partners.get(one.partner)
        if partner is None or one.datum > dag:
            continue
        told = f"{at_start(partner.in_zin)} trad toe ({one.vorm}, {lange_datum(one.datum)})"
        told += f" en is gebonden vanaf {lange_datum(one.ingang)}."
        given = [dossier.partners[by.partner].in_zin for by in one.instemming if by.partner in dossier.partners]
        if given:
            told += f" Daarmee {'stemde' if len(given) == 1 else 'stemden'} {opsomming(given)} in."
        yield told


def _owed(dossier: Dossier, dag: date) -> Iterator[str]:
    for one in sorted(dossier.agreed.afwikkelingen, key=lambda one: (one.uiterlijk, one.id)):
        partner = dossier.partners.get(one.partner)
        if partner is None:
            continue
        left = partner.lid_tot and partner.lid_tot <= dag
        verb = "deed" if left else "doet"
        when = f" {verb} mee tot {lange_datum(partner.lid_tot)}" if partner.lid_tot else " vertrekt"
        to = opsomming([dossier.partners[id].in_zin for id in one.aan if id in dossier.partners])
        what = f"{' '.join(one.wat.split()).rstrip('.')} ({f'voor {to}; ' if to else ''}{one.stand})"
        yield f"{at_start(partner.in_zin)}{when}. Wat daarbij hoort: {what}."
