"""How the term of the agreement stands, in sentences."""

from datetime import timedelta

from convenant_cli.dossier.looptijd import Stand, daarna
from convenant_cli.kalender import lange_datum
from convenant_cli.text.naamwoord import Naamwoord
from convenant_cli.text.sentences import capital

_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde")


def term(stand: Stand, het: Naamwoord) -> list[str]:
    """Return in sentences how the term of what is called ``het`` stands, and what happens at its end."""
    running = stand.termijn
    if stand.fase == "nog niet in werking":
        return [f"{capital(het.met('gaat', 'gaan'))} in op {lange_datum(stand.in_werking.van)}."]
    if running is None or running.tot is None:
        return [f"De termijn heeft geen einddatum; {daarna(stand.volgende, het)}.", *given_notice(stand)]
    last = lange_datum(running.tot - timedelta(days=1))
    if stand.fase == "geëindigd":
        return [f"{capital(het.met('is', 'zijn'))} geëindigd. De laatste dag was {last}.", *given_notice(stand)]
    told = [f"De {_which(running.nummer)}termijn loopt tot en met {last}; {daarna(stand.volgende, het)}."]
    if stand.opzeggen_voor:
        can = "kan" if stand.opzeggen_voor >= stand.peildatum else "kon"
        told.append(f"Opzeggen {can} tot en met {lange_datum(stand.opzeggen_voor)}.")
    elif stand.volgende == "verlengt stilzwijgend" and not stand.opzegbaar:
        told.append("Het dossier noemt geen opzegtermijn.")
    return told + given_notice(stand)


def given_notice(stand: Stand) -> list[str]:
    """Return in a sentence that the agreement ends because of a notice, or that notice can be given on any day."""
    if stand.opzegging:
        return [f"Er is op tijd opgezegd, op {lange_datum(stand.opzegging.datum)} ({stand.opzegging.vorm})."]
    return [f"Opzeggen kan {stand.opzegbaar}."] if stand.opzegbaar else []


def _which(number: int) -> str:
    return f"{_ORDINALS[number - 1]} " if number <= len(_ORDINALS) else f"{number}e "
