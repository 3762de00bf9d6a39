"""One answer as a form holds it, beside one as a record holds it: each part as text, and what its box shows."""

import re
from typing import NamedTuple

from convenant_cli.records.verklaring import Antwoord

#: How a reader sees each answer; the keys are what a record holds.
KEUZES = {"ja": "ja", "deels": "deels", "nee": "nee", "niet-van-toepassing": "niet van toepassing"}


class Formulierantwoord(NamedTuple):
    """One answer as a form holds it: each part as text, empty where nothing was given."""

    antwoord: str = ""
    toelichting: str = ""
    titel: str = ""
    datum: str = ""
    vindplaats: str = ""
    opgave: str = ""

    @property
    def vak(self) -> str:
        """What the box of the answer holds: a choice, or what the clause asks besides it (``312``, ``deels: 312``)."""
        if self.antwoord == "ja" and self.opgave and in_box(self.opgave) == ("ja", self.opgave):
            return self.opgave
        return ": ".join(filter(None, (KEUZES.get(self.antwoord, ""), self.opgave)))

    @property
    def leeg(self) -> bool:
        """Whether nothing was filled in."""
        return not any(self)


def in_box(text: str) -> tuple[str, str]:
    """Return the answer and what the clause asks besides, of a text in the box of a row that asks for it."""
    word, colon, rest = text.partition(":")
    known = {shown: answer for answer, shown in KEUZES.items()}.get(word.strip().lower())
    return (known, rest.strip()) if known and (rest.strip() or not colon) else ("ja" if text else "", text)


def given(antwoord: Antwoord) -> Formulierantwoord:
    """Return an answer of a record as a form holds it."""
    proof = antwoord.bewijs
    return Formulierantwoord(
        antwoord.antwoord or "",
        tidy(antwoord.toelichting or ""),
        tidy(proof.titel) if proof else "",
        proof.datum.isoformat() if proof and proof.datum else "",
        tidy(proof.vindplaats or "") if proof else "",
        antwoord.opgave or "",
    )


def tidy(text: str) -> str:
    """Return a text with single spaces, and at most one empty line between paragraphs: as a cell and a record agree."""
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()
    return re.sub(r"\n{3,}", "\n\n", lines)
