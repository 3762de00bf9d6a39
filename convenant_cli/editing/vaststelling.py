"""The adoption of a year plan by a meeting: what must be so first, what the record becomes, and its tag."""

from dataclasses import dataclass
from datetime import date

from convenant_cli.dossier.aanbod import plan_word
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.editing.fields import set_fields
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst, Jaarplan
from convenant_cli.records.jaarplan import genoemde_plannen
from convenant_cli.sources.git.log import plan_tag
from convenant_cli.text.opdracht import quoted
from convenant_cli.text.sentences import capital, remedy


@dataclass(frozen=True, slots=True)
class Vaststelling:
    """A plan, the meeting and the decision that adopt it, and the version it gets."""

    plan: Jaarplan
    bijeenkomst: Bijeenkomst
    versie: str
    besluit: str
    """The number of the decision; empty when an earlier adoption did not name one."""

    @property
    def velden(self) -> dict[str, str]:
        """The fields of the plan with their new values."""
        return {
            "status": "vastgesteld",
            "versie": self.versie,
            "vastgesteld_op": self.bijeenkomst.datum.isoformat(),
            "vastgesteld_in": self.bijeenkomst.id,
            "vastgesteld_met": self.besluit,
        }

    @property
    def tag(self) -> str:
        """The name of the tag that marks this version."""
        return plan_tag(self.plan.id, self.versie)

    @property
    def boodschap(self) -> str:
        """The message of the tag. Without quotes and signs that a command line reads."""
        return f"{capital(self.plan.naam)}, versie {self.versie}, vastgesteld op {lange_datum(self.bijeenkomst.datum)}"

    def bytes(self, raw: bytes) -> bytes:
        """Return the file of the plan with the adoption in it. Raises ConvenantError."""
        try:
            return set_fields(raw, self.velden, tuple(Jaarplan.model_fields))
        except ConvenantError as error:
            raise ConvenantError(f"{self.plan.name}: {error}") from error


def vaststelling(
    dossier: Dossier, jaar: str, bijeenkomst: str, versie: str | None, peildatum: date, besluit: str | None = None
) -> Vaststelling:
    """Return the adoption of a draft by a meeting. Raises ConvenantError when something stands in its way.

    Without ``versie`` a draft becomes 1.0, and one that is already past that keeps its version. Without ``besluit`` it
    is the only decision of the meeting, or the only one that names the plan.
    """
    plan, meeting = _plan(dossier, jaar), _meeting(dossier, bijeenkomst)
    if plan.status != "concept":
        by = f" in {plan.vastgesteld_in}" if plan.vastgesteld_in else ""
        raise ConvenantError(
            f"{plan.naam} is al {plan.status}{by}; een latere wijziging hoort onder 'wijzigingen' in {plan.name}"
        )
    if meeting.status != "gehouden":
        raise ConvenantError(
            f"bijeenkomst {meeting.id} is {meeting.status}, niet gehouden; zet in {meeting.name} eerst de status "
            "'gehouden' met het verslag"
        )
    if meeting.datum > peildatum:
        raise ConvenantError(
            f"bijeenkomst {meeting.id} is pas op {lange_datum(meeting.datum)}; stel het plan daarna vast"
        )
    number = plan.versie.partition(".")[0]
    later = number.isdecimal() and int(number) >= 1
    decision = _besluit(plan, meeting, besluit)
    return Vaststelling(plan, meeting, versie or (plan.versie if later else "1.0"), decision)


def bevestigd(dossier: Dossier, jaar: str, bijeenkomst: str | None = None) -> Vaststelling:
    """Return the adoption that a plan already names, to put its tag.

    Raises ConvenantError when there is none, or when it is not the one by ``bijeenkomst``.
    """
    plan = _plan(dossier, jaar)
    meeting = _meeting(dossier, bijeenkomst) if bijeenkomst else None
    if plan.status == "concept":
        raise ConvenantError(
            f"{plan.naam} is nog een concept; stel het eerst vast zonder --tag, leg dat vast met 'git commit', en "
            "geef de opdracht dan met --tag"
        )
    if plan.vastgesteld_in is None:
        raise ConvenantError(f"{plan.naam} noemt geen bijeenkomst; vul 'vastgesteld_in' in {plan.name} in")
    if meeting is not None and plan.vastgesteld_in != meeting.id:
        raise ConvenantError(f"{plan.naam} is vastgesteld in {plan.vastgesteld_in}, niet in {meeting.id}")
    return Vaststelling(
        plan, meeting or _meeting(dossier, plan.vastgesteld_in), plan.versie, plan.vastgesteld_met or ""
    )


def _besluit(plan: Jaarplan, meeting: Bijeenkomst, asked: str | None) -> str:
    """Return the number of the decision that adopts a plan. Raises ConvenantError when that is not one decision."""
    known = [decision.nummer for decision in meeting.besluiten]
    if asked is not None:
        if asked not in known:
            raise ConvenantError(f"besluit '{asked}' is niet van bijeenkomst {meeting.id}; {remedy(asked, known)}")
        return asked
    named = {one.nummer: genoemde_plannen(one.tekst) for one in meeting.besluiten}
    # What names other plans only is about those; what names none may be about this one.
    naming = [number for number, plans in named.items() if plan.id in plans]
    found = naming or [number for number, plans in named.items() if not plans]
    if len(found) == 1 and (naming or len(known) == 1):
        return found[0]
    if not found:
        about = f" over {plan.naam}" if known else ""
        raise ConvenantError(
            f"bijeenkomst {meeting.id} nam geen besluit{about}; leg het vast met: convenant new besluit --bij "
            f'{quoted(meeting.id)} tekst="{capital(plan.naam)} is vastgesteld."'
        )
    raise ConvenantError(f"zeg met --besluit met welk besluit {plan.naam} is vastgesteld: {', '.join(known)}")


def _plan(dossier: Dossier, jaar: str) -> Jaarplan:
    plan = dossier.jaarplannen.get(jaar)
    if plan is None:
        raise ConvenantError(f"{plan_word(dossier)} '{jaar}' bestaat niet; {remedy(jaar, dossier.jaarplannen)}")
    return plan


def _meeting(dossier: Dossier, id: str) -> Bijeenkomst:
    meeting = dossier.bijeenkomsten.get(id)
    if meeting is None:
        raise ConvenantError(f"bijeenkomst '{id}' bestaat niet; {remedy(id, dossier.bijeenkomsten)}")
    return meeting
