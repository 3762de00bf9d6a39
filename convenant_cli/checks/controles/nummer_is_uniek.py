"""Een nummer komt maar één keer voor.

Waarom: in een overleg zeggen partijen "actie 2.3". Dan moet iedereen dezelfde actie bedoelen.
Herstel: geef de tweede een nummer dat nog vrij is.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Place
from convenant_cli.records import Actie
from convenant_cli.text.volgorde import numeric, volgorde


def check(dossier: Dossier) -> Iterator[Melding]:
    plans: defaultdict[str, list[Actie]] = defaultdict(list)
    for actie in dossier.acties.values():
        plans[actie.jaarplan].append(actie)
    for acties in plans.values():
        yield from _doubles("een andere actie", ((actie.nummer, actie.at("nummer")) for actie in acties))
    for plan in dossier.jaarplannen.values():
        themas = ((str(thema.nummer), plan.at("themas", i, "nummer")) for i, thema in enumerate(plan.themas))
        yield from _doubles("een ander thema", themas)
    agreed = dossier.agreed
    lezingen = (
        (str(one.nummer), agreed.at("interpretaties", i, "nummer")) for i, one in enumerate(agreed.interpretaties)
    )
    yield from _doubles("een andere interpretatie", lezingen)
    yield from _check_chapters(dossier)


def _check_chapters(dossier: Dossier) -> Iterator[Melding]:
    """Yield the chapters and clauses whose number is taken. Numbers are those of the printed text, so none is free."""
    first: dict[tuple[object, ...], Place] = {}
    for chapter in dossier.hoofdstukken.values():
        place = chapter.at("hoofdstuk")
        if (known := first.setdefault((_bare(chapter.hoofdstuk),), place)) is not place:
            yield _printed(place, known, f"nummer {chapter.hoofdstuk} is al van een ander hoofdstuk")
        for i, clause in enumerate(chapter.bepalingen):
            if clause.nummer is None:
                continue
            place = chapter.at("bepalingen", i, "nummer")
            if (known := first.setdefault(("bepaling", _bare(clause.nummer), clause.onderdeel), place)) is not place:
                part = f" {clause.onderdeel}" if clause.onderdeel else ""
                yield _printed(place, known, f"nummer {clause.nummer}{part} is al van een andere bepaling")


def _bare(number: str) -> str:
    """Return a printed number without what does not tell it from another: ``Art. 02`` is ``art. 2``."""
    return volgorde(" ".join(number.split())).partition("\0")[0]


def _printed(place: Place, known: Place, message: str) -> Melding:
    hint = "neem het nummer over uit de ondertekende tekst"
    return Melding(place, message, hint, related=((known, "hier staat het voor het eerst"),))


def _doubles(other: str, numbers: Iterable[tuple[str, Place]]) -> Iterator[Melding]:
    first: dict[tuple[int, ...], Place] = {}
    doubles: list[tuple[str, Place]] = []
    for nummer, place in numbers:
        if first.setdefault(numeric(nummer), place) is not place:
            doubles.append((nummer, place))
    taken = set(first)
    for nummer, place in doubles:
        free = _next_free(taken, numeric(nummer)[:-1])
        taken.add(free)
        yield Melding(
            place,
            f"nummer {nummer} is al van {other}",
            hint=f"vrij is bijvoorbeeld {'.'.join(map(str, free))}",
            related=((first[numeric(nummer)], "hier staat het voor het eerst"),),
        )


def _next_free(taken: set[tuple[int, ...]], owner: tuple[int, ...]) -> tuple[int, ...]:
    return (*owner, 1 + max(number[-1] for number in taken if number[:-1] == owner))
