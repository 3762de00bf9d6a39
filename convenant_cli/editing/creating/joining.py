"""A party that joins, and one that gets another name."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import ALLE, bound_units
from convenant_cli.dossier.organen import partijen_op
from convenant_cli.dossier.reading import load
from convenant_cli.dossier.verklaringsperioden import over, short_folders
from convenant_cli.editing.creating.draft import Ontwerp
from convenant_cli.editing.creating.leaving import Partijwijziging
from convenant_cli.editing.creating.making import made
from convenant_cli.editing.creating.passing_on import Bestanden
from convenant_cli.editing.creating.proving import proven
from convenant_cli.editing.creating.statements import questions
from convenant_cli.editing.creating.terms import declaration, on_joining
from convenant_cli.editing.fields import Edit
from convenant_cli.findings import ConvenantError
from convenant_cli.kalender import Tijdvak, lange_datum
from convenant_cli.records import Actie, Bijeenkomst, Jaarplan, Partner
from convenant_cli.records.model.texts import texts
from convenant_cli.sources.sources import Source
from convenant_cli.text.sentences import capital, in_digits, opsomming

_SHOWN = 5


def joins(
    source: Source,
    draft: Ontwerp,
    peildatum: date,
    tags: Collection[str],
    verklaard: date | None = None,
    vorm: str = "",
) -> Partijwijziging:
    """Return what a new party changes: its own record, its declaration, and the meetings that name who is invited.

    ``verklaard``: the day on which its declaration came in; ``vorm``: how it declared. Nothing is written. Raises
    ConvenantError when something is missing, or would be wrong.
    """
    if draft.dossier.agreed.toetreding == "verklaring":  # who joins by declaring so, signs nothing
        draft.data.setdefault("ondertekening", "onbekend")
    new = made(source, draft, peildatum, "", tags)
    after, _ = load(replace(source, files={**source.files, **new.bestanden}))
    partner = after.partners[new.id]
    files = Bestanden(source, draft.dossier)
    given = declaration(draft.dossier, partner, verklaard, vorm) if verklaard else None
    if given:
        files.do(draft.dossier.agreed, Edit("append", ("toetredingen",), given))
    said = [f"{capital(partner.in_zin)} doet mee vanaf {lange_datum(partner.lid_van)}."]
    for meeting in draft.dossier.bijeenkomsten.values():
        body = meeting.orgaan  # who does not sit in it, is not invited either
        sits = body is None or new.id in partijen_op(after, [body], meeting.datum)
        if meeting.status == "gepland" and meeting.datum >= partner.lid_van and (sits or ALLE in meeting.genodigd):
            if ALLE not in meeting.genodigd:
                files.do(meeting, Edit("append", ("genodigd",), new.id))
            said.append(f"Genodigd voor {meeting.titel} van {lange_datum(meeting.datum)}.")
    everything = {**new.bestanden, **files.raw}
    proof = proven(source, everything, peildatum, next(iter(new.bestanden)))
    bound = [
        one
        for one in after.bepalingen.values()
        if {*partner.rollen, new.id, ALLE} & set(one.gebonden) or bound_units(after, partner, one.gebonden)
    ]
    count = "1 afspraak bindt" if len(bound) == 1 else f"{len(bound)} afspraken binden"
    said.append(f"{count} haar; 'convenant check --partner {new.id}' toont hoe zij staat.")
    year = partner.lid_van.year
    rest = Tijdvak(partner.lid_van, date(year + 1, 1, 1))
    het = after.agreed.zinsnaam
    for map in (str(year), *short_folders(after, rest)):
        if asked := questions(after, map).get(new.id, ()):
            said.append(
                f"Over {over(after, map)} {het.vorm('vraagt', 'vragen')} {het} haar een verklaring "
                f"({in_digits(len(asked), 'vraag', 'vragen')})."
            )
    said += [*_bodies(after, partner), *on_joining(after, partner, given)]
    return Partijwijziging(everything, proof, tuple(said))


def _bodies(dossier: Dossier, partner: Partner) -> Iterator[str]:
    """Yield in which bodies a party has no member on its first day; whether it should, only the parties know."""
    day = partner.lid_van
    bodies = [one for one in dossier.organen.values() if one.bestaat_op(day)]
    without = [one for one in bodies if partner.id not in partijen_op(dossier, (one.id,), day)]
    if without:
        names = opsomming([one.in_zin for one in without])
        yield f"Zij zit nog niet in {names}. Hoort zij daarbij, zet haar dan bij de leden in data/organen/."


def renamed(
    source: Source, dossier: Dossier, partner: Partner, naam: str, kort: str, zin: str, dag: date, peildatum: date
) -> Partijwijziging:
    """Return what another name of a party changes; nothing is written. Raises ConvenantError when it would be wrong.

    ``kort`` and ``zin``: another short name and another name in a sentence; empty when those stay. Others go on
    pointing to the party: its id stays.
    """
    if naam == partner.naam:
        raise ConvenantError(f"{partner.in_zin} heet al '{naam}'; er verandert niets")
    files = Bestanden(source, dossier)
    files.put(partner, ("naam",), naam)
    for field, value in (("korte_naam", kort), ("zinsnaam", zin)):
        if value:
            files.put(partner, (field,), value)
    files.do(partner, Edit("append", ("eerdere_namen",), {"naam": partner.naam, "tot": dag.isoformat()}))
    proof = proven(source, files.raw, peildatum, partner.name)
    said = [f"'{partner.naam}' heet vanaf {lange_datum(dag)} '{naam}'."]
    for what, option, old, new in (
        ("De korte naam", "--kort", partner.korte_naam, kort),
        ("In een zin", "--zin", partner.zinsnaam, zin),
    ):
        if old and not new:
            said.append(f"{what} blijft '{old}'; anders: {option}.")
    said.append(f"De vaste naam blijft '{partner.id}'; zo blijven verwijzingen kloppen.")
    if named := list(_still_named(dossier, partner)):
        more = f" en nog {len(named) - _SHOWN}" if len(named) > _SHOWN else ""
        said.append(f"In open stukken staat de oude naam nog: {opsomming(named[:_SHOWN])}{more}.")
    return Partijwijziging(files.raw, proof, tuple(said))


def _still_named(dossier: Dossier, partner: Partner) -> Iterator[str]:
    """Yield the records that are not closed and of which a text holds the old name."""
    for record in dossier.records:
        open_one = (
            (isinstance(record, Actie) and record.open)
            or (isinstance(record, Jaarplan) and record.status == "concept")
            or (isinstance(record, Bijeenkomst) and record.status == "gepland")
            or (isinstance(record, Partner) and record is not partner)
        )
        if open_one and any(partner.naam in text for _, text in texts(record)):
            yield record.name
