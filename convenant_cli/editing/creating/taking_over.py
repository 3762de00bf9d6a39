"""Who a party or a unit is, by the name that somebody types; and who takes over what hangs on it."""

from collections.abc import Mapping, Sequence
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.meant import only
from convenant_cli.editing.creating.choices import Keus
from convenant_cli.editing.creating.hanging import UITKOMSTEN, Draad, Wie
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Partner
from convenant_cli.text.sentences import remedy


def named(dossier: Dossier, name: str) -> Partner:
    """Return the party that somebody means by its id or one of its names. Raises ConvenantError."""
    found = dossier.partners.get(only(dossier, name, (Partner.soort,)))
    if found:
        return found
    meant = remedy(name.strip(), dossier.partners)
    raise ConvenantError(f"'{name}' is geen partij in dit dossier; {meant}")


def who(dossier: Dossier, name: str) -> Wie:
    """Return the party, or the unit of one (``scope/ashram-college``), that somebody means. Raises ConvenantError."""
    head, _, unit = name.partition("/")
    partner = named(dossier, head)
    known = [one.id for one in partner.eenheden]
    if unit and unit not in known:
        choice = f"kies uit: {', '.join(known)}" if known else "zij heeft geen eenheden"
        raise ConvenantError(f"'{unit}' is geen eenheid van {partner.in_zin}; {choice}")
    return Wie(partner, unit)


def answers(
    dossier: Dossier, threads: Sequence[Draad], dag: date, wie: Wie, over: Mapping[str, str], rest: str
) -> dict[int, str]:
    """Return what was said of each thing, by its place in the list. Raises ConvenantError.

    ``over``: what becomes of things by their name; ``rest``: the party that takes over what must be taken over.
    """
    found: dict[int, str] = {}
    for name, typed in over.items():
        places = [
            at
            for at, one in enumerate(threads)
            if name.casefold().removeprefix("actie ") in {known.casefold() for known in (one.naam, *one.ook)}
        ]
        if not places:
            known = ", ".join(dict.fromkeys(one.naam for one in threads)) or "er hangt niets aan"
            raise ConvenantError(f"'{name}' hangt niet aan {wie.naam}; kies uit: {known}")
        if len(places) > 1 and len({threads[at].record.name for at in places}) > 1:
            choice = ", ".join(threads[at].ook[0] if threads[at].ook else threads[at].naam for at in places)
            raise ConvenantError(f"'{name}' kan meer betekenen; kies uit: {choice}")
        for at in places:
            found[at] = taker(dossier, threads[at], typed, dag, wie)
    if rest:
        for at, one in enumerate(threads):
            if at not in found and not one.gewoon:
                found[at] = taker(dossier, one, rest, dag, wie)
    for at, one in enumerate(threads):
        if at not in found and one.gewoon:
            found[at] = one.gewoon
    return found


def taker(dossier: Dossier, thread: Draad, typed: str, dag: date, wie: Wie) -> str:
    """Return the party or the word that somebody answered. Raises ConvenantError when that cannot be."""
    if typed in thread.woorden:
        return typed
    try:
        partner = named(dossier, typed)
    except ConvenantError as error:
        also = f", of {' of '.join(thread.woorden)}" if thread.woorden else ""
        raise ConvenantError(f"{thread.naam}: {error}{also}") from error
    if partner is wie.partner and not wie.eenheid:
        raise ConvenantError(f"{thread.naam}: {partner.in_zin} stopt zelf; kies een andere partij")
    if not partner.actief_in(Tijdvak(dag, date.max)):
        raise ConvenantError(f"{thread.naam}: {partner.in_zin} doet dan zelf niet meer mee; kies een andere partij")
    return partner.id


def open_ones(threads: Sequence[Draad], found: Mapping[int, str]) -> list[Draad]:
    """Return the things of which nobody said who takes them over."""
    return [one for at, one in enumerate(threads) if at not in found]


def ask_taker(dossier: Dossier, thread: Draad, dag: date, wie: Wie) -> str:
    """Ask who takes over what hangs on a party that leaves, or what becomes of it."""
    from convenant_cli.editing.creating.prompting import ask_text  # a script has no terminal to ask on

    options = [Keus(word, UITKOMSTEN[word]) for word in thread.woorden]
    here = Tijdvak(dag, date.max)
    others = [one for one in dossier.partners.values() if one is not wie.partner and one.actief_in(here)]
    options += [Keus(one.id, one.kort) for one in others]
    known = {one.waarde for one in options}
    help = f"{wie.naam} {thread.zin}. Wie neemt het over?"
    return ask_text(
        thread.naam, help, options, thread.gewoon, lambda typed: "" if typed in known else "kies uit de lijst"
    )
