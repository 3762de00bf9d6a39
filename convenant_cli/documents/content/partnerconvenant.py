"""What changed in the agreement, for partners: decisions, corrections, readings and clauses, and for whom."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.changes.stukken import Tekststuk
from convenant_cli.changes.wijziging import Recordwijziging, Wat
from convenant_cli.documents.content.partnerzinnen import matters, row, split
from convenant_cli.documents.content.versies import decided
from convenant_cli.documents.page.filters import at_start
from convenant_cli.documents.words import Words
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import bound_name
from convenant_cli.judging.partijwissel import bij_of_na
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling
from convenant_cli.records.bepaling import artikelen
from convenant_cli.records.convenant import Interpretatie
from convenant_cli.records.wijziging import Correctie, Wijzigingsbesluit
from convenant_cli.text.sentences import aangehaald, opsomming

Zin = tuple[Tekststuk, ...]
_MANY = 6  # clauses that a heading names
_FEW = 3  # points of one kind that stand on their own; more of them are the lines of one
ALLE = ("alle partijen",)
_FOR_SOME = ("afwijkingen", "afwikkelingen")


@dataclass(frozen=True, slots=True)
class Partnerpunt:
    """One thing that changed, as a partner reads it. What the records do not say is empty."""

    kop: str
    regels: tuple[Zin, ...] = ()
    voor: tuple[str, ...] = ()
    vanaf: str = ""
    besloten: str = ""
    waarom: str = ""
    kort: str = ""
    """What a table of all points says instead of the heading."""


class Overeenkomst:
    """Tells the changes of the agreement and its clauses since a day, with the names and reasons of the dossier now."""

    def __init__(self, dossier: Dossier, since: date) -> None:
        self._dossier = dossier
        self._since = since
        self._words = Words(dossier)
        self._het = dossier.agreed.zinsnaam

    def punten(self, changes: Sequence[Recordwijziging]) -> Iterator[Partnerpunt]:
        """Yield the decisions and corrections with the clauses they changed, then readings, clauses, and the rest."""
        clauses = dict(self._clauses(change for change in changes if change.soort == "hoofdstuk"))
        own = [change for change in changes if change.soort == "convenant" and matters(change)]
        fields = [field for change in own for field in change.velden]
        new = {(field.pad[0], str(field.nieuw_waarde["datum"])) for field in fields if _dated(field.nieuw_waarde)}
        causes = [
            (k, one) for k, one in self._causes() if one.datum >= self._since or (k, one.datum.isoformat()) in new
        ]
        of = {id: one for id in clauses for _, one in sorted(causes, key=lambda c: c[1].datum) if id in one.bepalingen}
        for kind, cause in causes:
            about = [clauses.pop(id) for id, one in of.items() if one is cause]
            if about or (kind, cause.datum.isoformat()) in new:
                yield self._decision(cause, about)
        yield from self._readings([field.pad[1] for field in fields if field.pad[0] == "interpretaties"])
        gone = [field for field in fields if field.pad[0] == "interpretaties" and field.wat is Wat.VERWIJDERD]
        for field in gone:
            yield Partnerpunt(f"Niet meer: {field.label}", voor=ALLE)
        bundled = tuple(_bundled(clauses.values()))
        yield from bundled if len(bundled) <= _FEW else (_of_many(tuple(clauses.values())),)
        came = [field for field in fields if field.pad[0] in _FOR_SOME and isinstance(field.nieuw_waarde, dict)]
        yield from self._agreed_for_some({(field.pad[0], field.nieuw_waarde["id"]) for field in came})
        told = ("interpretaties", "correcties", "wijzigingsbesluiten")
        rest = [field for field in fields if field.pad[0] not in told and field not in came]
        if lines := tuple(line for field in rest if (line := row(field, "convenant"))):
            yield Partnerpunt(f"Gegevens van {self._het}", lines, ALLE)

    def _agreed_for_some(self, came: Collection[tuple[str | int, str]]) -> Iterator[Partnerpunt]:
        """Yield what parties agreed to do otherwise for a time, and what one that leaves still has to do."""
        agreed = self._dossier.agreed
        for one in agreed.afwijkingen:
            if ("afwijkingen", one.id) in came:
                bound = [self._dossier.bepalingen[id] for id in one.bepalingen if id in self._dossier.bepalingen]
                yield Partnerpunt(
                    f"Voor een tijd anders: {opsomming([clause.in_zin for clause in bound])}",
                    ((Tekststuk("gelijk", " ".join(one.wat.split())),),),
                    tuple(bound_name(self._dossier, id, self._words.unit) for id in one.partijen) or ALLE,
                    f"{lange_datum(one.van)}, tot {lange_datum(one.tot)}",
                    decided(self._dossier, one.besluit or "") or f"op {lange_datum(one.afgesproken_op)}",
                    one.reden,
                )
        for owed in agreed.afwikkelingen:
            if ("afwikkelingen", owed.id) in came:
                who = self._words.party(owed.partner)
                head = f"{at_start(bij_of_na(self._dossier, owed))} van {who}"
                yield Partnerpunt(head, ((Tekststuk("gelijk", f"{owed.in_zin}, {owed.stand}"),),), (who,))

    def _causes(self) -> Iterator[tuple[str, Wijzigingsbesluit | Correctie]]:
        agreed = self._dossier.agreed
        yield from (("wijzigingsbesluiten", one) for one in agreed.wijzigingsbesluiten)
        yield from (("correcties", one) for one in agreed.correcties)

    def _decision(self, cause: Wijzigingsbesluit | Correctie, about: Sequence[Partnerpunt]) -> Partnerpunt:
        lines = tuple(_lines(about))
        who = everyone(name for punt in about for name in punt.voor)
        day = lange_datum(cause.datum)
        if isinstance(cause, Correctie):
            where = f"verbeterd op {day} door {cause.door}; aan {self._het} zelf verandert niets"
            return Partnerpunt(
                f"Verbetering van wat uit {self._het} was overgenomen", lines, who, "", where, cause.reden
            )
        where = decided(self._dossier, cause.besluit or "")
        kinds = {"wijziging": "wijziging", "verlenging": "verlenging", "beeindiging": "beëindiging"}
        text: Zin = (Tekststuk("gelijk", " ".join(cause.tekst.split())),)
        return Partnerpunt(
            f"Besluit van {day}: {kinds[cause.soort]} van {self._het}",
            (text, *lines),
            ALLE,
            lange_datum(cause.ingang),
            f"{where}, {day}" if where else f"op {day}, door de partijen samen",
        )

    def _readings(self, ids: Iterable[str]) -> Iterator[Partnerpunt]:
        known = {one.id: one for one in self._dossier.agreed.interpretaties}
        alike: dict[tuple[str, str], list[Partnerpunt]] = {}
        for id in dict.fromkeys(ids):
            if id in known:
                punt = self._reading(known[id])
                alike.setdefault((punt.vanaf, punt.besloten), []).append(punt)
        for found in alike.values():
            yield from found if len(found) <= _FEW else (_as_one(found, self._het),)

    def _reading(self, one: Interpretatie) -> Partnerpunt:
        meeting = self._dossier.bijeenkomsten.get(one.besloten_in or "")
        by = meeting.titel if meeting else one.besloten_door or ""
        on = f" op {lange_datum(one.besloten_op)}" if one.besloten_op else ""
        standing = (
            "voorstel; de partijen stelden het nog niet vast" if one.status == "voorstel" else f"{by}{on}".strip()
        )
        bound = [self._dossier.bepalingen[id] for id in one.bepalingen if id in self._dossier.bepalingen]
        numbers = artikelen([clause for clause in bound if clause.aanduiding])
        about = opsomming(numbers) if 0 < len(numbers) <= _MANY else f"{self._het} (lezing {one.nummer})"
        texts = (f"de vraag: {' '.join(one.vraag.split())}", f"onze lezing: {' '.join(one.lezing.split())}")
        return Partnerpunt(
            f"Hoe wij {about} lezen",
            tuple((Tekststuk("gelijk", text),) for text in texts),
            everyone(name for clause in bound for name in self._bound(clause)),
            lange_datum(one.besloten_op) if one.besloten_op and one.status != "voorstel" else "",
            standing,
            one.reden or "",
        )

    def _clauses(self, changes: Iterable[Recordwijziging]) -> Iterator[tuple[str, Partnerpunt]]:
        """Yield what changed in each clause that is bound to somebody or reads otherwise, by its id."""
        for change in changes:
            per: dict[str, list[Zin]] = {}
            heads: dict[str, str] = {}
            for field in change.velden:
                if field.pad[0] != "bepalingen" or len(field.pad) < 2 or not field.bepalingen:
                    continue
                id = min(field.bepalingen)
                head, own = split(field)
                heads.setdefault(id, head.removeprefix("bepaling "))
                if len(field.pad) == 2:
                    text = (field.nieuw_waarde or field.oud_waarde or {}).get("tekst", "")
                    word = "vervalt" if field.wat is Wat.VERWIJDERD else "nieuw in het dossier"
                    per.setdefault(id, []).append(
                        (Tekststuk("gelijk", f"{word}: {aangehaald(' '.join(text.split()))}"),)
                    )
                elif line := row(own, "hoofdstuk"):
                    per.setdefault(id, []).append(line)
            for id, lines in per.items():
                clause = self._dossier.bepalingen.get(id)
                yield id, Partnerpunt(heads[id], tuple(lines), self._bound(clause) if clause else ALLE)

    def _bound(self, clause: Bepaling) -> tuple[str, ...]:
        """Return the parties that a clause binds, by the name of a role when it binds all of one."""
        return tuple(bound_name(self._dossier, id, self._words.unit) for id in clause.gebonden)


def _lines(points: Iterable[Partnerpunt], *, whom: bool = False) -> Iterator[Zin]:
    """Yield what changed in clauses, a line for each change with all clauses in which it is the same.

    ``whom`` puts behind it for whom that is.
    """
    same: dict[tuple[Zin, tuple[str, ...]], list[str]] = {}
    for point in points:
        for line in point.regels or ((),):
            same.setdefault((line, point.voor if whom else ()), []).append(point.kop)
    for (line, voor), heads in same.items():
        behind = (Tekststuk("gelijk", f" (voor {opsomming(voor)})"),) if voor else ()
        head = "; ".join(dict.fromkeys(heads))
        yield (Tekststuk("gelijk", f"{head}: " if line else head), *line, *behind)


def _of_many(points: Sequence[Partnerpunt]) -> Partnerpunt:
    """Return the changes in many clauses as one point."""
    who = everyone(name for point in points for name in point.voor)
    text = f"Afspraken die in het dossier anders staan: {len(points)}"
    return Partnerpunt(text, tuple(_lines(points, whom=True)), who, kort=f"{len(points)} afspraken die anders staan")


def _as_one(readings: Sequence[Partnerpunt], het: str) -> Partnerpunt:
    """Return readings that were decided together, or not yet, as one point: a line for each."""
    lines = []
    for one in readings:
        texts = [one.kop, *("".join(piece.tekst for piece in line) for line in one.regels)]
        why = f" Waarom: {one.waarom}" if one.waarom else ""
        lines.append((Tekststuk("gelijk", f"{texts[0]}. {' '.join(at_start(text) for text in texts[1:])}{why}"),))
    first = readings[0]
    who = everyone(name for one in readings for name in one.voor)
    title = f"Hoe wij {het} lezen: {len(readings)} lezingen"
    return Partnerpunt(title, tuple(lines), who, first.vanaf, first.besloten, kort=title)


def _bundled(points: Iterable[Partnerpunt]) -> Iterator[Partnerpunt]:
    """Join clauses in which the same changed for the same parties."""
    same: dict[tuple[object, ...], list[Partnerpunt]] = {}
    for point in points:
        same.setdefault((point.regels, point.voor), []).append(point)
    for found in same.values():
        if len(found) == 1:
            yield replace(found[0], kop=f"Artikel {found[0].kop}" if found[0].kop[:1].isdigit() else found[0].kop)
            continue
        names = [point.kop for point in found]
        more = f" en nog {len(names) - _MANY}" if len(names) > _MANY else ""
        listed = ", ".join(names[:_MANY]) + more if more else opsomming(names)
        yield replace(
            found[0],
            kop=f"Bij {len(found)} afspraken hetzelfde: {listed}",
            kort=f"{len(found)} afspraken, zoals {names[0]}",
        )


def everyone(names: Iterable[str]) -> tuple[str, ...]:
    """Return names, each once; of all parties no other names are needed."""
    found = tuple(dict.fromkeys(names))
    return ALLE if not found or ALLE[0] in found else found


def _dated(value: object) -> bool:
    return isinstance(value, dict) and "datum" in value
