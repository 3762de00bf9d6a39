"""Forms from before something got another name: what they are about, as it is called now."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.overgang import Overgang
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.renames import Renames, renamed
from convenant_cli.exchange.received import Ontvangen
from convenant_cli.exchange.vragen import row_id
from convenant_cli.findings import ConvenantError
from convenant_cli.records import Partner
from convenant_cli.sources.sources import revision

_COMMIT = re.compile(r"[0-9a-f]{10}")  # how a form begins to say what it was made from


def bijgewerkt(dossier: Dossier, forms: Iterable[Ontvangen]) -> Iterator[Ontvangen]:
    """Yield the forms with the names of now; one that git tells nothing of, as it is.

    Only for a form that names what is not there, the dossier that it was made from is read.
    """
    known: dict[str, Renames] = {}
    for form in forms:
        commit = _COMMIT.match(form.revisie)
        if commit is None or _all_there(dossier, form):
            yield form
            continue
        if commit[0] not in known:
            known[commit[0]] = _since(dossier, commit[0])
        yield _with_names(form, known[commit[0]])


def _all_there(dossier: Dossier, form: Ontvangen) -> bool:
    partner = dossier.partners.get(form.partner)
    pairs = [id.partition("@")[::2] for id in form.rijen]
    return partner is not None and all(
        clause in dossier.bepalingen and (not unit or partner.eenheid(unit)) for clause, unit in pairs
    )


def _since(dossier: Dossier, commit: str) -> Renames:
    root = dossier.source.root
    if root is None:
        return {}
    try:
        return Overgang(load(revision(root, commit))[0], dossier).hernoemd
    except ConvenantError:
        return {}  # no git here, or not this commit: what is not known is told as such


def _with_names(form: Ontvangen, names: Renames) -> Ontvangen:
    partner = renamed((Partner.soort,), form.partner, names)
    ids = {id: _row(id, names) for id in {*form.rijen, *(id for id, _ in form.blijft if id)}}
    return replace(
        form,
        partner=partner,
        rijen={ids[id]: row for id, row in form.rijen.items()},
        blijft=[(ids.get(id, id), told) for id, told in form.blijft],
        heette=form.partner if partner != form.partner else "",
    )


def _row(id: str, names: Renames) -> str:
    clause, _, unit = id.partition("@")
    return row_id(renamed(("bepaling",), clause, names), renamed(("eenheid",), unit, names) or None)
