"""A party or a unit that leaves: the day, what the agreement says of it, and who takes over what hangs on it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.dossier.besluiten import werkzaam
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import binds_on, lengthened
from convenant_cli.dossier.looptijd import laatste_opzegdag, opzegbaar_tegen, termijn_op, werking
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.verklaringsperioden import over, short_folders
from convenant_cli.editing.creating.hanging import Draad, Wie, draden, wetenswaardig
from convenant_cli.editing.creating.passing_on import Bestanden, Overdracht, decided, passed_on, reden
from convenant_cli.editing.creating.proving import proven
from convenant_cli.editing.creating.statements import questions
from convenant_cli.editing.creating.terms import Rest, on_leaving, settlements
from convenant_cli.editing.fields import Edit
from convenant_cli.editing.trial import Proef
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.partijwissel import Opzegging
from convenant_cli.records.wijziging import Wijzigingsbesluit
from convenant_cli.sources.sources import Source
from convenant_cli.text.sentences import capital, in_digits, opsomming


@dataclass(frozen=True, slots=True)
class Partijwijziging:
    """What a change of parties would write, and what to tell of it."""

    bestanden: dict[str, bytes]
    proef: Proef
    gezegd: tuple[str, ...]


# --- when, and what the agreement says ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Grond:
    """From which day a party is gone, what that rests on, in sentences, and the notice to record."""

    dag: date
    gezegd: tuple[str, ...] = ()
    opzegging: Opzegging | None = None


def grond(dossier: Dossier, wie: Wie, dag: date | None, opgezegd: date | None, vorm: str) -> Grond:
    """Return on what leaving rests. Raises ConvenantError when no day follows, or another than was asked.

    ``opgezegd``: the day on which a notice came in; ``vorm``: how it was given.
    """
    convenant, partner = dossier.convenant, wie.partner
    if wie.eenheid or convenant is None:
        if opgezegd:
            raise ConvenantError("een eenheid zegt niet op; geef alleen de dag, met --op")
        return Grond(_needed(dag, wie))
    before = [one for one in convenant.opzeggingen if one.partner == partner.id]
    if opgezegd and not vorm:
        raise ConvenantError("zeg ook hoe is opgezegd, zoals --vorm 'brief van het bestuur'")
    given = {"partner": partner.id, "datum": opgezegd.isoformat(), "vorm": vorm} if opgezegd else None
    new = Opzegging.model_validate(given) if given else None
    if new and any(one.datum == new.datum for one in before):
        new = None  # it stands there already
    notice = new or (before[-1] if before else None)
    if notice is None:
        return Grond(_needed(dag, wie), (_no_notice(convenant),))
    end, said = _works(dossier, convenant, partner, notice)
    if end and dag and dag != end and convenant.looptijd.na_opzegging == "uittreding":
        decisions = _decisions(dossier, convenant, notice)
        if not opzegbaar_tegen(convenant.looptijd, decisions, end, dag):
            raise ConvenantError(f"{said}; geef --op {end} of laat --op weg")
        since = f"door de opzegging van {lange_datum(notice.datum)} kan {partner.in_zin} stoppen"
        said = f"{since} vanaf {lange_datum(end)}; zij kiest {lange_datum(dag)}"
    return Grond(_needed(dag or end, wie), (f"{capital(said)}.",), new)


def _needed(dag: date | None, wie: Wie) -> date:
    if dag is None:
        raise ConvenantError(f"noem de eerste dag waarop {wie.naam} niet meer meedoet, zoals --op 2027-08-01")
    return dag


def _no_notice(convenant: Convenant) -> str:
    het, term = convenant.zinsnaam, convenant.looptijd
    if term.opzegtermijn is None:
        return (
            f"Let op: {het.met('kent', 'kennen')} geen opzegging door één partij. Stoppen hoort met een "
            "wijzigingsbesluit waarmee alle partijen instemmen; leg dat vast met 'convenant new wijzigingsbesluit'."
        )
    return (
        f"Let op: {het.met('vraagt', 'vragen')} een opzegging, {term.opzegtermijn} van tevoren, en die staat "
        "niet in het dossier. Geef haar mee met --opgezegd DATUM --vorm 'brief van het bestuur'."
    )


def _decisions(dossier: Dossier, convenant: Convenant, notice: Opzegging) -> list[Wijzigingsbesluit]:
    """Return the decisions that worked when a notice came in."""
    return werkzaam(convenant, dossier.partners.values(), dossier.bepalingen.values(), notice.datum)


def _works(dossier: Dossier, convenant: Convenant, partner: Partner, notice: Opzegging) -> tuple[date | None, str]:
    """Return the first day after a notice has worked, and what it does as a sentence. Raises ConvenantError."""
    het, term = convenant.zinsnaam, convenant.looptijd
    day = lange_datum(notice.datum)
    if notice.datum < partner.lid_van:
        raise ConvenantError(f"{partner.in_zin} deed op {day} nog niet mee; kijk of de dag van de opzegging klopt")
    running = termijn_op(term, _decisions(dossier, convenant, notice), notice.datum)
    if running is None:
        raise ConvenantError(f"{het.met('gold', 'golden')} niet op {day}; kijk of de dag van de opzegging klopt")
    end = werking(term, running, notice)
    if end and term.na_opzegging == "uittreding":
        return end, f"door de opzegging van {day} doet {partner.in_zin} mee tot {lange_datum(end)}"
    if end:
        ends = f"{het.vorm('eindigt', 'eindigen')} {het} op {lange_datum(end)}"
        return end, f"door de opzegging van {day} {ends}, voor alle partijen"
    decide = "stoppen kan dan alleen met een wijzigingsbesluit van alle partijen"
    if term.opzegtermijn is None:
        return (
            None,
            f"let op: {het.met('noemt', 'noemen')} geen opzegtermijn, dus de opzegging van {day} "
            f"eindigt niets; {decide}",
        )
    if running.tot is None or term.verlenging != "stilzwijgend":
        return (
            None,
            f"let op: termijn {running.nummer} eindigt vanzelf, dus de opzegging van {day} verandert niets; {decide}",
        )
    last = laatste_opzegdag(term.opzegtermijn, running.tot)
    raise ConvenantError(
        f"de opzegging van {day} is te laat: voor termijn {running.nummer} kon het tot en met {lange_datum(last)}; "
        f"{decide}"
    )


# --- what it becomes ----------------------------------------------------------------------------------------------


def threads_of(dossier: Dossier, wie: Wie, dag: date, peildatum: date) -> list[Draad]:
    """Return what hangs on a party. Raises ConvenantError when it has left already, or the day is before it joined."""
    unit = next((one for one in wie.partner.eenheden if one.id == wie.eenheid), None)
    member = unit or wie.partner
    if member.lid_tot:
        raise ConvenantError(f"{wie.naam} doet al mee tot {lange_datum(member.lid_tot)}; zie {wie.partner.name}")
    joined = member.lid_van or wie.partner.lid_van
    if dag <= joined:
        raise ConvenantError(f"{wie.naam} doet pas mee vanaf {lange_datum(joined)}; kies een latere dag")
    return draden(dossier, wie, dag, peildatum)


def left(
    source: Source,
    dossier: Dossier,
    wie: Wie,
    why: Grond,
    chosen: Sequence[tuple[Draad, str]],
    besluit: str,
    tags: Collection[str],
    peildatum: date,
    rest: Sequence[Rest] = (),
) -> Partijwijziging:
    """Return what a party that leaves changes; nothing is written. Raises ConvenantError when it would be wrong.

    ``rest``: what it still does after it left.
    """
    if rest and wie.eenheid:
        raise ConvenantError("wat nog te doen is, hoort bij een partij; laat --nog weg bij een eenheid")
    files = Bestanden(source, dossier)
    how = Overdracht(wie, why.dag, reden(wie, why.dag), {})
    number = next((at for at, one in enumerate(wie.partner.eenheden) if one.id == wie.eenheid), -1)
    way = ("eenheden", number, "lid_tot") if wie.eenheid else ("lid_tot",)
    files.put(wie.partner, way, why.dag.isoformat())
    if why.opzegging and dossier.convenant:
        given = why.opzegging.model_dump(mode="json", exclude_none=True)
        files.do(dossier.convenant, Edit("append", ("opzeggingen",), given))
    for one in settlements(dossier, wie.partner, rest):
        files.do(dossier.agreed, Edit("append", ("afwikkelingen",), one))
    said = passed_on(files, {one.id: one.in_zin for one in dossier.partners.values()}, how, chosen)
    if besluit:
        decided(files, dossier, how, chosen, besluit, tags)
    proof = proven(source, files.raw, peildatum, wie.partner.name, besluit)
    more = [*wetenswaardig(dossier, wie, why.dag), *_still_asked(source, files, wie, why.dag, peildatum)]
    owed = () if wie.eenheid else on_leaving(dossier, wie.partner, rest)
    return Partijwijziging(files.in_order(wie.partner.name), proof, (*why.gezegd, *said, *owed, *more))


def _still_asked(source: Source, files: Bestanden, wie: Wie, dag: date, peildatum: date) -> list[str]:
    """Return of which years it still owes a statement, though it leaves: up to the last in which a clause binds it."""
    if wie.eenheid:
        return []
    after, _ = load(replace(source, files={**source.files, **files.raw}))
    owed: dict[int, list[str]] = {}
    begins = after.agreed.dossier_vanaf or date.min
    since = max(peildatum.year - 1, begins.year)
    within = short_folders(after, Tijdvak(max(date(since, 1, 1), begins), date(dag.year + 1, 1, 1)))
    ends = [lengthened(Tijdvak(date.min, dag), one.bindt_na).tot for one in binds_on(after, wie.partner)]
    last = max((end for end in ends if end != date.max), default=dag)
    for map in (*(str(year) for year in range(since, last.year + 1)), *within):
        asked = questions(after, map).get(wie.partner.id, ())
        given = after.verklaringen.get(f"{map}/{wie.partner.id}")
        if asked and not (given and given.afgelegd_op):
            owed.setdefault(len(asked), []).append(over(after, map))
    return [
        f"{capital(wie.partner.in_zin)} geeft nog een verklaring over {opsomming(periods)} "
        f"({in_digits(number, 'vraag', 'vragen')}{' per keer' if len(periods) > 1 else ''})."
        for number, periods in owed.items()
    ]
