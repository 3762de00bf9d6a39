"""The deviations that readers of a day must know: what holds or will hold, and what is over and excuses something.

One list for every report, so that none tells of a deviation that another leaves out.
"""

from dataclasses import dataclass

from convenant_cli.dossier.aanbod import holder_name, role_name
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.dossier.verklaringsperioden import in_sentence
from convenant_cli.judging.delen.afwijkingen import in_words
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.overzicht import Overzicht
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling
from convenant_cli.records.afwijking import Afwijking
from convenant_cli.text.sentences import capital, opsomming

_NAMED = 3  # parties in a sentence; of more, only how many there are


@dataclass(frozen=True, slots=True)
class Afgeweken:
    """A deviation, the clauses that it is about, and in sentences what it says and what it excuses.

    Without a full stop at their end.
    """

    afwijking: Afwijking
    bepalingen: tuple[Bepaling, ...]
    zin: str
    kort: str
    """The same without what was agreed instead, and on what that rests."""


def afgeweken(every: Overzicht) -> list[Afgeweken]:
    """Return the deviations that were agreed by the day of an overview and of which something follows on it.

    That is one that is not over, and one by which something rests in a period that is still judged.
    """
    agreed, day = every.dossier.agreed, every.peildatum
    found = []
    for number, one in enumerate(agreed.afwijkingen):
        place = agreed.at("afwijkingen", number)
        rests = [oordeel for oordeel in every.oordelen if oordeel.rust and place in oordeel.rust_op]
        missed = [oordeel for oordeel in rests if oordeel.uitkomst is not Uitkomst.NOG_NIET]
        if one.werkt and one.afgesproken_op <= day and (day < one.tot or rests):
            clauses = tuple(clause for id, clause in every.dossier.bepalingen.items() if id in one.bepalingen)
            about = f"{opsomming([clause.in_zin for clause in clauses])}{_for_whom(every.dossier, one)}"
            rest = _excused(every.dossier, missed) if missed else ""
            said = f"{capital(about)}: {in_words(one)}{rest and f'. {capital(rest)}'}"
            days = f"van {lange_datum(one.van)} tot {lange_datum(one.tot)}"
            found.append(Afgeweken(one, clauses, said, f"{days}: {about}{rest and f'; {rest}'}"))
    return found


def _excused(dossier: Dossier, missed: list[Oordeel]) -> str:
    """Say that what was not found rests, over which periods and of whom."""
    periods = [in_sentence(dossier, one.periode) for one in missed if one.periode]
    over = f" over {opsomming([*dict.fromkeys(periods)])}" if periods else ""
    ids = [*dict.fromkeys(one.partner for one in missed if one.partner)]
    names = [dossier.partners[id].in_zin for id in ids] if len(ids) <= _NAMED else [f"{len(ids)} partijen"]
    whose = f" van {opsomming(names)}" if ids else ""
    lacks = "niet" if all(one.uitkomst is Uitkomst.ONTBREEKT for one in missed) else "niet of niet helemaal"
    return f"wat daardoor{over}{whose} {lacks} is gevonden, rust"


def _for_whom(dossier: Dossier, one: Afwijking) -> str:
    """Say in brackets for whom a deviation was agreed; nothing when for everybody."""
    if not one.partijen or ALLE in one.partijen:
        return ""
    bodies = {id: body.in_zin for id, body in dossier.organen.items()}
    roles = {id: role_name(dossier, id) for id in dossier.agreed.rollen}
    names = bodies | roles
    return f" (voor {opsomming([names.get(id) or holder_name(dossier, id) for id in one.partijen])})"
