"""From a dossier that is in use, what the agreement itself says: clauses, parties, words and open questions.

What the parties did with it (plans, meetings, contacts, decisions) belongs to whoever keeps that dossier.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from convenant_cli.changes.merging.tree import TextPart, read
from convenant_cli.records.model.jaardag import JAARDAG_PATTERN

#: What a party is by the agreement; the rest of its record is how it works today.
_PARTY = frozenset(
    ("naam", "korte_naam", "zinsnaam", "rollen", "lid_van", "lid_tot", "genoemd_in_aanhef", "ondertekening", "eenheden")
)
#: What others will decide, grant or find out for themselves. A ``*`` stands for every item of a list.
_PRACTICE = frozenset(
    (
        ("vindplaats",),
        ("voorbeeld",),
        ("voorwoord_partnergids",),
        ("wijzigingsbesluiten",),
        ("opzeggingen",),
        ("toetredingen",),
        ("afwikkelingen",),
        ("afwijkingen",),
        ("correcties",),
        ("ontheffingen",),
        ("niet_doorzocht",),
        ("nadere_afspraken",),
        ("wetsverwijzingen", "*", "gecontroleerd_op"),
        ("interpretaties", "*", "besloten_op"),
        ("interpretaties", "*", "besloten_door"),
        ("interpretaties", "*", "besloten_in"),
        ("eenheden", "*", "contactpersoon"),
        ("eenheden", "*", "vervanger"),
        ("bepalingen", "*", "toets", "vanaf"),
        ("bepalingen", "*", "toets", "uiterlijk"),
        # How a clause read before rests on a decision of that dossier: a new one starts with the text of now.
        ("bepalingen", "*", "ingangsdatum"),
        ("bepalingen", "*", "eerdere_versies"),
    )
)
_STATUS = ("interpretaties", "*", "status")
_ERNST = ("bepalingen", "*", "ernst")


def agreement(files: Mapping[str, bytes], gevuld_op: date) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the agreement by name, out of those of a dossier without faults.

    The text stays as it was typed. A reading that was adopted becomes a proposal again, and what must be there is a
    fault from ``gevuld_op`` on: in a new dossier nothing was found yet.
    """
    for name, raw in files.items():
        if name == "data/convenant.yaml" or name.startswith(("data/partners/", "data/bepalingen/")):
            root = read(raw.decode())
            if root is None:
                raise ValueError(f"{name}: not a record in block style")
            if name.startswith("data/partners/"):
                root = replace(root, parts=tuple(part for part in root.parts if part.key in _PARTY))
            yield name, f"{_without_practice(root, gevuld_op).text.rstrip()}\n".encode()


def _without_practice(part: TextPart, gevuld_op: date, path: tuple[str, ...] = ()) -> TextPart:
    if path == _ERNST:
        return replace(part, head=part.head.replace("ernst: fout", f"fout_vanaf: {gevuld_op}"))
    if path == _STATUS:
        return replace(part, head=part.head.replace("vastgesteld", "voorstel"))
    if part.flow:
        return part
    below = ((child, (*path, child.key or "*")) for child in part.parts)
    kept = (_without_practice(child, gevuld_op, at) for child, at in below if at not in _PRACTICE or _each_year(child))
    return replace(part, parts=tuple(kept))


def _each_year(part: TextPart) -> bool:
    """Tell whether a field names a day of every year: that is of the agreement, as no day of one dossier is."""
    return re.search(JAARDAG_PATTERN, part.head.partition(":")[2].partition("#")[0].strip(" \n'\"")) is not None
