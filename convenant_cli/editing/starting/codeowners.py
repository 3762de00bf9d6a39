"""CODEOWNERS: who reviews which file. A party reviews its own record and statements, the keeper all the rest."""

from collections.abc import Iterable, Iterator

_HEAD = """\
# Wie welk bestand nakijkt: elke partij haar eigen gegevens en verklaringen, de beheerder al het andere.
# De laatste passende regel telt. Komt er een partij bij, voeg dan haar twee regels toe.
"""
_WITHOUT = """\
#
# Elke regel noemt een team met de naam van de partij. Maak die teams, vervang ORGANISATIE door de naam van uw
# organisatie (GitHub) of groep (GitLab), en haal de hekjes aan het begin van de regels weg.
"""


def lines(beheerder: str, partners: Iterable[str], organisatie: str | None, folder: str) -> Iterator[str]:
    """Yield the lines. Without an organisation they are comments, to be completed by hand.

    ``folder``: the folder of the dossier in the repository, with a slash at both ends.
    """
    yield from _HEAD.splitlines()
    if organisatie is None:
        yield from _WITHOUT.splitlines()
    yield ""
    mark, team = ("", f"@{organisatie}") if organisatie else ("# ", "@ORGANISATIE")
    rows = [("*", beheerder)]
    for partner in partners:
        if partner != beheerder:
            rows.append((f"{folder}data/partners/{partner}.yaml", partner))
            rows.append((f"{folder}data/verklaringen/*/{partner}.yaml", partner))
    width = max(len(pattern) for pattern, _ in rows)
    for pattern, owner in rows:
        yield f"{mark}{pattern:<{width}} {team}/{owner}"
