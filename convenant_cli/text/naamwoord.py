"""How sentences name a thing with its article, and which form of a verb goes with it."""

import re

from convenant_cli.text.sentences import is_plural

#: Plurals of what an agreement is: a name that begins with one is about more, whatever it is called behind it.
_AGREEMENTS = re.compile(
    r"[a-z-]*(?:afspraken|akkoorden|bepalingen|convenanten|deals|kaders|overeenkomsten|pacten|principes|protocollen"
    r"|regelingen|regels|richtlijnen|uitgangspunten|voorwaarden)(?![\w-])",
    re.IGNORECASE,
)


class Naamwoord(str):
    """A name with its article, as it stands inside a sentence: ``het convenant``, ``de afspraken``."""

    __slots__ = ()

    @property
    def kaal(self) -> str:
        """The name without its article, as a heading or the start of a line has it."""
        return self.partition(" ")[2]

    def vorm(self, een: str, meer: str) -> str:
        """Return the form of a verb that goes with it: that for one, or that for more (``de afspraken``)."""
        more = self.startswith("de ") and (_AGREEMENTS.match(self.kaal) or is_plural(self.kaal))
        return meer if more else een

    def met(self, een: str, meer: str) -> str:
        """Return the name with a verb behind it: ``het protocol geldt``, ``de afspraken gelden``."""
        return f"{self} {self.vorm(een, meer)}"
