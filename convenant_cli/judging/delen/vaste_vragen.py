"""The fixed questions that a clause wants answered, for the toetsen that look for the answers."""

from collections.abc import Iterable, Sequence

from convenant_cli.judging.zaak import Zaak
from convenant_cli.records.evaluatievraag import Vraagantwoord
from convenant_cli.text.sentences import opsomming


def unanswered(zaak: Zaak, asked: Sequence[str], given: Iterable[Vraagantwoord]) -> str:
    """Return the questions without an answer, in quotes as a sentence lists them; empty when all have one."""
    answered = {one.vraag for one in given}
    known = zaak.convenant.evaluatievragen
    return opsomming([f"‘{known[id].vraag if id in known else id}’" for id in asked if id not in answered])
