"""How sentences name a thing with its article, and which form of a verb goes with it."""

import re

from convenant_cli.text.sentences import inside, is_plural, words_of

#: What an agreement is, one and more: the first such word of a name tells it, whatever the name is behind that.
_ONE = re.compile(
    r"[a-z-]*(?:aanpak|agenda|akkoord|alliantie|code|convenant|deal|kader|overeenkomst|pact|protocol|regeling|richtlijn"
    r"|samenwerking|verklaring)"
)
_MORE = re.compile(
    r"[a-z-]*(?:afspraken|akkoorden|bepalingen|convenanten|deals|kaders|overeenkomsten|pacten|principes|protocollen"
    r"|regelingen|regels|richtlijnen|uitgangspunten|voorwaarden)"
)

#: What a public body is, by its article: the word that a sentence about it cannot do without one. A club, foundation or
#: school has a name of its own, with or without an article: of that nobody knows.
_HET = (
    "waterschap hoogheemraadschap ministerie parket kadaster agentschap ziekenhuis zorgkantoor jongerenwerk buurtwerk "
    "bureau rijksvastgoedbedrijf"
)
_DE = (
    "gemeente provincie veiligheidsregio politieregio regio politie brandweer douane marechaussee belastingdienst "
    "reclassering inspectie autoriteit zorgautoriteit rijksdienst omgevingsdienst uitvoeringsdienst gezondheidsdienst "
    "dienst raad kamer bibliotheek ombudsman rechtbank universiteit"
)
_LIDWOORD = {word: article for article, words in (("de", _DE), ("het", _HET)) for word in words.split()}
#: Words that may stand before it, as in the Koninklijke Marechaussee.
_ERVOOR = frozenset(
    ("koninklijke", "landelijke", "nationale", "nederlandse", "openbare", "openbaar", "regionale", "gemeentelijke")
)
#: Of these the word is no part of a name: people write 'de gemeente Waterdam', and 'de Inspectie Zorgtoezicht'.
_KLEIN = frozenset(
    ("gemeente", "provincie", "veiligheidsregio", "waterschap", "hoogheemraadschap", "politie", "brandweer")
)


def met_lidwoord(naam: str) -> str:
    """Return the name of a party as a sentence has it, with its article where its own words tell which that is.

    ``Veiligheidsregio Heuvelland`` becomes ``de veiligheidsregio Heuvelland``; ``Stichting Zon`` stays as it is.
    """
    words = naam.split()
    first = 1 if len(words) > 1 and words[0].casefold() in _ERVOOR else 0
    noun = words[first].casefold().rstrip(",") if words else ""
    article = _LIDWOORD.get(noun)
    if article is None:
        return naam
    return f"{article} {inside(naam) if noun in _KLEIN and not first else naam}"


class Naamwoord(str):
    """A name with its article, as it stands inside a sentence: ``het convenant``, ``de afspraken``."""

    __slots__ = ()

    @property
    def kaal(self) -> str:
        """The name without its article, as a heading or the start of a line has it."""
        return self.partition(" ")[2]

    def vorm(self, een: str, meer: str) -> str:
        """Return the form of a verb that goes with it: that for one, or that for more (``de afspraken``)."""
        return meer if self.startswith("de ") and self._is_more else een

    @property
    def _is_more(self) -> bool:
        for word in words_of(self.kaal):
            if _ONE.fullmatch(word):
                return False
            if _MORE.fullmatch(word):
                return True
        return is_plural(self.kaal)

    def met(self, een: str, meer: str) -> str:
        """Return the name with a verb behind it: ``het protocol geldt``, ``de afspraken gelden``."""
        return f"{self} {self.vorm(een, meer)}"
