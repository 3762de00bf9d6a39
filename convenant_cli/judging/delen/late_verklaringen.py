"""Statements that came after the term that was agreed for them: they count, and that they were late is told."""

from collections.abc import Sequence
from datetime import date

from convenant_cli.judging.delen.antwoorden import statements
from convenant_cli.judging.delen.verklaringsvraag import Verklaringsvraag
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.text.sentences import opsomming


def after_term(zaak: Zaak, members: Sequence[Gebondene], period: Verklaringsvraag, *, whose: bool = False) -> str:
    """Say of which of these parties the first answer came after the term, as the end of a sentence.

    ``whose``: name the parties. Empty when none was late or no last day was agreed; who gave no answer is not late but
    missing, and who joined after that day could not keep to it.
    """
    if not period.afgesproken:
        return ""
    late = []
    for who in members:
        days = [
            made.afgelegd_op
            for made in statements(zaak, who, period)
            if made.afgelegd_op and any(answer.bepaling == zaak.bepaling.id for answer in made.antwoorden)
        ]
        if min(days, default=date.min) > period.uiterlijk >= zaak.eigen_tijd(who).van:
            late.append(who.partner.in_zin)
    name = f" van {opsomming(late)}" if whose else ""
    return f"; de verklaring{name} kwam na de afgesproken termijn ({period.tot_wanneer})" if late else ""
