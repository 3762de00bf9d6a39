"""A new thing in the making: what is known of it so far, and where it will stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.meant import meant
from convenant_cli.editing.assigning import assignment
from convenant_cli.editing.creating.kinds import Soort
from convenant_cli.editing.fields import Edit
from convenant_cli.findings import ConvenantError, Path
from convenant_cli.kalender import Tijdvak
from convenant_cli.records import Actie, Convenant, Jaarplan, Verklaring
from convenant_cli.records.verklaring import folder_of
from convenant_cli.sources.sources import MARKER


@dataclass
class Ontwerp:
    """What somebody asked, filled in step by step."""

    dossier: Dossier
    soort: Soort
    dag: date
    naam: str = ""
    """The name of the file, or of the part, as somebody gave it; empty when it is to be proposed."""
    bij: str = ""
    """The id of the year plan of an action, or of the record that holds a part."""
    data: dict[str, Any] = field(default_factory=dict)
    notes: dict[Path, str] = field(default_factory=dict)
    """Comments for the text, by the way to the item they stand above."""

    def assign(self, asked: str) -> None:
        """Fill in a field as somebody typed it (``trekker=politie``). Raises ConvenantError when that cannot be."""
        put(self.data, assignment(self.dossier, self.soort.model, self.data, asked, self._near, self.dag).edit)

    @property
    def _near(self) -> date:
        """The day near which a day without a year is: today, or the middle of the plan of an action."""
        days = self.tijdvak if self.soort.naam == Actie.soort else None
        return days.van + (days.tot - days.van) / 2 if days else self.dag

    @property
    def plan(self) -> Jaarplan | None:
        """The year plan of an action."""
        return self.dossier.jaarplannen.get(self.bij)

    @property
    def tijdvak(self) -> Tijdvak | None:
        """The days of that plan."""
        return self.dossier.tijdvak(self.plan.periode) if self.plan else None


def put(data: dict[str, Any], edit: Edit) -> None:
    """Do an edit to data, and make the mappings that it passes."""
    here: Any = data
    for step, following in zip(edit.path, edit.path[1:], strict=False):
        if isinstance(here, Mapping) and here.get(step) is None:
            here[step] = [] if isinstance(following, int) else {}  # type: ignore[index]
        here = here[step]
    last = edit.path[-1]
    if edit.kind == "remove":
        del here[last]
    elif edit.kind == "append":
        here[last] = [*(here.get(last) or ()), edit.value]
    else:
        here[last] = edit.value


def begun(dossier: Dossier, soort: Soort, dag: date, naam: str, bij: str) -> Ontwerp:
    """Return an empty draft that knows where it belongs. Raises ConvenantError when that is not there.

    A part can be named with its record (``politie/spreekuur``), and an action with its plan.
    """
    above = soort.record if soort.lijst else Jaarplan if soort.record is Actie else None
    if above is None:
        if bij:
            raise ConvenantError(f"een {soort.naam} staat op zichzelf; laat --bij weg")
        return Ontwerp(dossier, soort, dag, _in_folder(naam) if soort.record is Verklaring else naam)
    head, slash, rest = naam.rpartition("/")
    if slash and not bij:
        bij, naam = head, rest
    if above is Convenant:
        return Ontwerp(dossier, soort, dag, naam)
    known = list(dossier.all(above))
    if not bij and above is Jaarplan:
        bij = usual_plan(dossier)
    found = [bij] if bij in known else [id for id in known if bij and id.startswith(bij)]
    found = found or [id for _, id in (meant(dossier, bij, (above.soort,)) if bij else ())]
    if len(found) == 1:
        if soort.record is Actie and not soort.lijst:
            _require_theme(dossier, dossier.jaarplannen[found[0]])
        return Ontwerp(dossier, soort, dag, naam, found[0])
    if not bij and known:
        return Ontwerp(dossier, soort, dag, naam)  # it is asked, or told when it is missing
    choice = f"kies uit: {', '.join(found or known)}" if known else f"maak er een met 'convenant new {above.soort}'"
    if not bij:
        raise ConvenantError(f"dit dossier heeft nog geen {above.soort}; {choice}")
    raise ConvenantError(f"'{bij}' is geen {above.soort} in dit dossier; {choice}")


def _in_folder(naam: str) -> str:
    """Return the name of a statement with its folder: it may be named by its period (``3e kwartaal 2026/politie``)."""
    period, slash, who = naam.partition("/")
    return f"{folder_of(period)}{slash}{who}"


def _require_theme(dossier: Dossier, plan: Jaarplan) -> None:
    """Raise ConvenantError for a plan without a theme: an action works at a goal of one."""
    if plan.themas:
        return
    theme = next(iter(dossier.agreed.themas), "naam-van-het-thema")
    also = "" if dossier.agreed.themas else f" (noem het thema ook onder 'themas' in {MARKER})"
    raise ConvenantError(
        f"een actie werkt aan een doel, en het {plan.naam} heeft nog geen thema met een doel{also}; "
        f"zet in {plan.name} bijvoorbeeld:\n"
        f"  themas:\n    - thema: {theme}\n      nummer: 1\n      aanleiding: Waarom dit thema in het plan staat.\n"
        "      doelen:\n        - {id: eerste-doel, tekst: Wat de partijen willen bereiken.}"
    )


def usual_plan(dossier: Dossier) -> str:
    """Return the plan that a new action most likely belongs to: the newest in concept, or else the newest."""

    def rank(plan: Jaarplan) -> tuple[bool, bool, str]:
        return not plan.is_eigen, plan.status == "concept", plan.id

    return max(dossier.jaarplannen.values(), key=rank).id if dossier.jaarplannen else ""
