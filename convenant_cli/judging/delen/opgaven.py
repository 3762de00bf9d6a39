"""A number or a line of text that a party gives with its answer: how sentences and tables say it."""

from collections.abc import Sequence
from typing import Literal

from convenant_cli.findings import Place
from convenant_cli.judging.delen.antwoorden_in_woorden import Gevonden
from convenant_cli.records import Partner
from convenant_cli.text.sentences import aangehaald, number, opsomming, read_number

#: What a clause can ask besides an answer, as a sentence names it.
OPGAVEN = {"getal": "het getal", "tekst": "de tekst"}


def opgave_in_woorden(opgave: str, soort: str, maat: str | None = None) -> str:
    """Return what a party gave: a number as Dutch writes it with what it counts, and a text in quotes."""
    value = read_number(opgave) if soort == "getal" else None
    if value is None:
        return aangehaald(opgave)
    # What is counted is named in the plural.
    return number(value) if not maat else f"{number(value)} {maat}" if value != 1 else f"{number(value)} ({maat})"


def opgaven(partner: Partner, found: Gevonden, asked: tuple[str | None, str | None], word: str) -> str:
    """Return what a party gave with one of its answers, for each unit when it gave more; empty when nothing.

    ``asked``: the kind of what the clause asks, and what is counted.
    """
    soort, maat = asked
    names = {f"{partner.id}/{unit.id}": unit.naam for unit in partner.eenheden}
    given = [
        opgave_in_woorden(answer.opgave, soort or "tekst", maat)
        + (f" ({names[answer.eenheid]})" if answer.eenheid in names else "")
        for _, answer in found
        if answer.antwoord == word and answer.opgave is not None
    ]
    return opsomming(given)


def lacking(
    opgave: str | None, bewijs: bool, name: str, found: Gevonden
) -> tuple[Place, str, str, Literal["relatie"] | None] | None:
    """Return what the first 'ja' lacks that a clause asks: its place, what it is, what to do, and the ground."""
    yes = [(place, answer) for place, answer in found if answer.antwoord == "ja"]
    if opgave and (empty := [place for place, answer in yes if answer.opgave is None]):
        what = OPGAVEN[opgave]
        return empty[0], f"{what} zelf is nog niet gevonden", f"{name} noemt bij het antwoord ook {what}", "relatie"
    if bewijs and (bare := [place for place, answer in yes if answer.bewijs is None]):
        missing = "een stuk waaruit het blijkt is nog niet gevonden"
        return bare[0], missing, f"{name} noemt bij het antwoord een stuk waaruit dit blijkt", None
    return None


def lacking_together(
    opgave: str | None, bewijs: bool, answered: Sequence[tuple[Partner, Gevonden]], *, each: bool
) -> tuple[Place, str, str, tuple[str, ...], Literal["relatie"] | None] | None:
    """Return what the 'ja' of all together lacks that a clause asks: as of one party, with the ids of who can give it.

    What one gives, is that of all, and nobody in particular lacks it; but where numbers are added up (``each``), every
    party that says 'ja' gives its own.
    """
    yes = [(partner, place, one) for partner, found in answered for place, one in found if one.antwoord == "ja"]
    bare = [(partner, place) for partner, place, one in yes if one.opgave is None]
    if opgave and bare and (each or len(bare) == len(yes)):
        what, names = OPGAVEN[opgave], {partner.id: partner.in_zin for partner, _ in bare} if each else {}
        of_whom = f" van {opsomming(list(names.values()))}" if names else ""
        who = opsomming(list(names.values())) or "een van de partijen"
        does = f"{who} {'noemen' if len(names) > 1 else 'noemt'} bij het antwoord ook {what}"
        return bare[0][1], f"{what} zelf{of_whom} is nog niet gevonden", does, tuple(names), "relatie"
    if bewijs and yes and not any(one.bewijs for _, found in answered for _, one in found):
        missing = "een stuk waaruit het blijkt is nog niet gevonden"
        return yes[0][1], missing, "een van de partijen noemt een stuk waaruit dit blijkt", (), None
    return None
