"""What the adoption of a draft year plan will ask, told while everybody may still change the draft without a decision.

The dossier is judged as if the plan had been adopted: what then asks for attention in the plan, is still to be done.
"""

from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.judging.judging import judge
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.records import Bepaling, Jaarplan
from convenant_cli.records.bepaling import artikelen
from convenant_cli.text.sentences import aside, capital, opsomming

#: What a reader sees above it.
KOP = "Nog te doen voor het vaststellen"


@dataclass(frozen=True, slots=True)
class NogTeDoen:
    """One thing that the adoption will ask: the clauses that ask it, what is so, and what who can do."""

    bepalingen: tuple[Bepaling, ...]
    wat: str
    nu: str

    @property
    def zin(self) -> str:
        """What is so with the article, and who does what, in one or two sentences."""
        article = aside(opsomming(artikelen([clause for clause in self.bepalingen if clause.aanduiding])))
        does = f" {capital(self.nu)}." if self.nu else ""
        return f"{capital(self.wat)}{article}.{does}"


def nog_te_doen(
    dossier: Dossier, plan: Jaarplan, peildatum: date, vastgesteld_op: date | None = None
) -> tuple[NogTeDoen, ...]:
    """Return what the adoption of a draft on a day will ask; nothing for a plan that is adopted already.

    ``vastgesteld_op``: the day of the adoption, when that is not the reference date.
    """
    file = dossier.files[plan.name]
    if plan.status != "concept" or file.record is not plan:
        return ()
    adopted = plan.model_copy(update={"status": "vastgesteld", "vastgesteld_op": vastgesteld_op or peildatum})
    then = Dossier(dossier.source, dossier.files | {plan.name: replace(file, record=adopted)})
    folder = plan.name.rpartition("/")[0]
    found: dict[str, list[Oordeel]] = {}
    # A limit is about what stands in the files, adopted or not.
    asked = frozenset(id for id, clause in dossier.bepalingen.items() if clause.familie != "grens")
    for oordeel in judge(then, peildatum, asked, naast=dossier):
        in_plan = oordeel.bij is not None and oordeel.bij.name.startswith(f"{folder}/")
        # That an action is late has nothing to do with the adoption; and that the adoption comes late, asks nothing
        # that can be done before it.
        if in_plan and oordeel.aandacht and oordeel.uitkomst not in (Uitkomst.TE_LAAT, Uitkomst.LATER):
            found.setdefault(oordeel.toelichting, []).append(oordeel)
    clauses = dossier.bepalingen
    return tuple(
        NogTeDoen(tuple(clauses[id] for id in dict.fromkeys(one.bepaling for one in group)), said, group[0].nu)
        for said, group in found.items()
    )
