"""What the answers of parties say, in words: which one counts, for which units, and how it is told in a sentence."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from convenant_cli.dossier.aanbod import keeper, keeper_name
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.records import Partner
from convenant_cli.records.verklaring import Antwoord
from convenant_cli.text.sentences import aangehaald, in_letters, opsomming

_NOT_APPLICABLE = "niet-van-toepassing"
_NAMED = 2  # parties in a sentence

Gevonden = list[tuple[Place, Antwoord]]


def given(found: Gevonden) -> set[str]:
    """Return the answers that say how it stands; without 'niet van toepassing'."""
    return {str(answer.antwoord) for _, answer in found} - {_NOT_APPLICABLE}


def weakest(words: set[str]) -> str:
    """Return the answer that counts when several buildings or departments answered."""
    return "nee" if "nee" in words else "deels" if "deels" in words else "ja"


def explanations(found: Gevonden, word: str) -> str:
    """Return a party's own explanations of an answer in quotes, each without its final full stop."""
    texts = [answer.toelichting for _, answer in found if answer.antwoord == word and answer.toelichting]
    quiet = [" ".join(text.split()).rstrip(".") for text in texts]
    return opsomming([aangehaald(text) for text in dict.fromkeys(quiet)])


def told_why(found: Gevonden, word: str) -> str:
    """Return a party's own explanations of an answer as the end of a sentence; empty without any."""
    why = explanations(found, word)
    return f"; toelichting: {why}" if why else ""


def for_units(partner: Partner, found: Gevonden, word: str) -> str:
    """Say for which units an answer is, when the party did not give the same one for each: `` (voor de locatie)``."""
    if len({answer.antwoord for _, answer in found}) < 2:
        return ""
    named = {answer.eenheid for _, answer in found if answer.antwoord == word}
    units = [unit.naam for unit in partner.eenheden if f"{partner.id}/{unit.id}" in named]
    return f" (voor {opsomming(units)})" if units else ""


class Antwoordkant(NamedTuple):
    """One side of a question that two sides answer: the party, its answer, for which units, and its explanation."""

    partner: Partner
    antwoord: str
    waar: str
    """As the end of a sentence; empty when the answer is for the whole party."""
    toelichting: str
    """In quotes."""

    @classmethod
    def van(cls, partner: Partner, found: Gevonden) -> "Antwoordkant":
        """Return the side of a party that gave these answers."""
        word = weakest(given(found))
        return cls(partner, word, for_units(partner, found, word), explanations(found, word))

    @property
    def naam(self) -> str:
        """How sentences name it."""
        return self.partner.in_zin


def difference(period: Beoordelingsperiode, sides: Sequence[Antwoordkant]) -> str:
    """Say how sides answer differently, in the same words for each."""
    text = f"over {period.in_zin} antwoordt {opsomming([f'{side.naam} {side.antwoord}{side.waar}' for side in sides])}"
    why = [f"toelichting van {side.naam}: {side.toelichting}" for side in sides if side.toelichting]
    return "; ".join([text, *why])


class Antwoordtekst(NamedTuple):
    """What one party (or all together) answered on a clause about one period, ready to be told."""

    namen: tuple[str, ...]
    """Who gave the answer that counts."""
    periode: str
    """The period after ``over``: ``2026``."""
    tot: date
    """The first day after that period."""
    gevonden: Gevonden
    zonder: tuple[str, ...] = ()
    """The units of who answered of which there is no answer."""
    waar: str = ""
    """For which units the answer that counts is, as the end of a sentence; empty when it is for the whole party."""
    uiteen: str = ""
    """Who answered what, when parties that answer together answer differently."""

    @property
    def woord(self) -> str:
        """The answer that counts: ja, deels or nee; empty when it says that the clause does not apply."""
        words = given(self.gevonden)
        return "deels" if self.uiteen else weakest(words) if words else ""

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the answers stand."""
        return tuple(place for place, _ in self.gevonden)

    @property
    def place(self) -> Place:
        """The answer that made it so."""
        counts = weakest(given(self.gevonden)) if self.uiteen else self.woord
        return next((place for place, answer in self.gevonden if answer.antwoord == counts), self.gevonden[0][0])

    @property
    def kaal(self) -> Place | None:
        """The first 'ja' that names no evidence."""
        return next((p for p, answer in self.gevonden if answer.antwoord == "ja" and answer.bewijs is None), None)

    @property
    def nu_bewijs(self) -> str:
        """That who answered can name evidence."""
        verb = "noemt" if len(self.namen) == 1 else "noemen"
        return f"{opsomming(self.namen)} {verb} bij het antwoord een stuk waaruit dit blijkt"

    @property
    def nu_gesprek(self) -> str:
        """That who answered can talk about it."""
        if len(self.namen) > 1:
            return "de partijen bespreken samen wat nodig is"
        return f"{self.namen[0]} bespreekt met de andere partijen wat nodig is"

    @property
    def tekst(self) -> str:
        """The answer as a clause of a sentence, with the evidence or the explanation that it names."""
        if self.uiteen:
            whys = (told_why(self.gevonden, word) for word in ("deels", "nee"))
            return f"de antwoorden over {self.periode} lopen uiteen: {self.uiteen}{''.join(whys)}"
        verb = "antwoordt" if len(self.namen) == 1 else "antwoorden"
        text = f"{opsomming(self.namen)} {verb} over {self.periode}: {self.woord or 'niet van toepassing'}{self.waar}"
        titles = [answer.bewijs.titel for _, answer in self.gevonden if answer.bewijs and answer.antwoord == "ja"]
        if self.woord == "ja" and titles:
            text = f"{text}, en noemt als bewijs {opsomming([aangehaald(title) for title in titles])}"
        text += f"; van {opsomming(self.zonder)} is geen antwoord gevonden" if self.zonder else ""
        return f"{text}{told_why(self.gevonden, self.woord or _NOT_APPLICABLE)}"


def answer_of(found: Gevonden) -> str | None:
    """Return the answer of one party that counts; empty when it does not apply, None without one."""
    return (weakest(given(found)) if given(found) else "") if found else None


def counted_answers(said: list[str | None]) -> str:
    """Say how many parties gave each answer, and how many none: ``twee partijen antwoordden ja``, and so on."""
    parts: list[str] = []
    for word in ("ja", "deels", "nee", "", None):
        if count := said.count(word):
            many, noun = count > 1, f" partij{'en' if count > 1 else ''}" if not parts else ""
            who = f"{in_letters(count)}{noun}"
            says = f"{who} antwoordde{'n' if many else ''} {word or 'nog niet'}"
            parts.append(f"bij {who} speelt dit niet" if word == "" else says)
    return opsomming(parts)


def asked_of(dossier: Dossier, silent: Sequence[Partner]) -> str:
    """Say who asks for the answers that lack, and of whom: by name when they are few."""
    name, own = keeper_name(dossier), keeper(dossier)
    asked = [partner.in_zin for partner in silent if partner is not own]
    if not asked:
        return f"{name} geeft ook antwoord"
    them = opsomming(asked) if len(asked) <= _NAMED else "de partijen die nog niet antwoordden"
    return f"{name} vraagt {them} om een antwoord"
