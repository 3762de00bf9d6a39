"""The evaluation of the documents of a kind: each period, of the version that was current."""

from collections.abc import Iterator, Sequence

from convenant_cli.dossier.aanbod import at_keeper
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.evaluatiemomenten import Evaluatiemoment
from convenant_cli.judging.delen.gevonden_evaluaties import unanswered
from convenant_cli.judging.delen.jaardag import niet_gevraagd
from convenant_cli.judging.delen.later import later
from convenant_cli.judging.delen.stukken import Stuk
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Evaluatie as Note
from convenant_cli.text.sentences import aangehaald


def of_documents(
    zaak: Zaak,
    soort: str,
    period: Beoordelingsperiode,
    moment: Evaluatiemoment,
    notes: list[Note],
    asked: Sequence[str],
) -> Iterator[Oordeel]:
    """Judge one period: for each bound party the documents that it keeps of a kind, for all together those of all.

    ``moment``: when an evaluation of it is due.
    """
    for who in zaak.ieder_of_samen(period.tijdvak):
        keepers = [who.partner] if who else list(zaak.dossier.partners.values())
        kept = [
            Stuk(partner, number, one, f"{aangehaald(one.titel)} van {partner.in_zin}")
            for partner in keepers
            for number, one in enumerate(partner.documenten)
            if one.soort == soort and (who is None or who.eenheid is None or one.eenheid in who.onder)
            if one.vastgesteld_op is None or one.vastgesteld_op < period.tijdvak.tot
            if one.geldig_tot is None or one.geldig_tot > period.tijdvak.van
        ]
        if not kept:
            text = f"in {period.in_zin} is er geen document gevonden om te evalueren"
            yield zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, periode=period.naam)
        for stuk in kept:
            own = [one for one in notes if one.document == stuk.id]
            made = _judge(zaak, who, stuk, period, moment, own, asked)
            if moment.waarover and made.uitkomst in (Uitkomst.GOED, Uitkomst.ONTBREEKT):
                oldest = sorted(own, key=lambda one: (one.datum, one.id))
                each = ((one, _judge(zaak, who, stuk, period, moment, [one], asked)) for one in oldest)
                whole = next((pair for pair in each if pair[1].uitkomst is Uitkomst.GOED), None)
                made = _in_time(zaak, who, stuk, moment, whole, made)
            yield made


def _in_time(
    zaak: Zaak,
    who: Gebondene | None,
    stuk: Stuk,
    moment: Evaluatiemoment,
    whole: tuple[Note, Oordeel] | None,
    made: Oordeel,
) -> Oordeel:
    """Return what was judged, with whether it came by its day of the year.

    ``whole``: the first evaluation in which nothing lacks, with its oordeel; only that one came in time or late.
    """
    last = moment.tijdvak.laatste
    early = niet_gevraagd(zaak, who, last) if zaak.peildatum > last else ""
    if early and made.uitkomst is Uitkomst.ONTBREEKT:
        return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, early, periode=moment.naam)
    if early or whole is None or whole[0].datum <= last:
        return made
    (note, first), nu = whole, f"{stuk.partner.in_zin} evalueert het document de volgende keer op tijd"
    return later(
        zaak, who, first.toelichting, note.datum, last, periode=moment.naam, rust_op=first.rust_op,
        bij=first.rust_op[-1], nu=nu, doet=(stuk.partner,),
    )  # fmt: skip


def _judge(
    zaak: Zaak,
    who: Gebondene | None,
    stuk: Stuk,
    period: Beoordelingsperiode,
    moment: Evaluatiemoment,
    notes: list[Note],
    asked: Sequence[str],
) -> Oordeel:
    place = stuk.at()
    nu = f"{stuk.partner.in_zin} evalueert het document en meldt {at_keeper(zaak.dossier, stuk.partner)} de uitkomst"
    doers = (stuk.partner,)
    in_time = [note for note in notes if moment.tijdvak.van <= note.datum < moment.tot]
    if not in_time:
        if partly := zaak.maar_deels(who, period.tijdvak, period.in_zin):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
        if zaak.peildatum < min(moment.tijdvak.tot, zaak.eigen_tijd(who).tot):
            text = f"een evaluatie van {stuk.naam} kan er nog komen tot en met {lange_datum(moment.tijdvak.laatste)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period.naam, rust_op=(place,))
        text = f"een evaluatie van {stuk.naam} is {moment.in_zin} niet gevonden"
        return zaak.oordeel(
            Uitkomst.ONTBREEKT, who, text, periode=period.naam, rust_op=(place,), bij=place, door_tijd=True, nu=nu,
            doet=doers,
        )  # fmt: skip
    newest_first = sorted(in_time, key=lambda one: (one.datum, one.id), reverse=True)
    made = [_of_note(zaak, who, stuk, period, note, asked, nu) for note in newest_first]
    # A note that lacks something takes nothing away from one before it in which nothing does.
    return next((one for one in made if one.uitkomst is Uitkomst.GOED), made[0])


def _of_note(
    zaak: Zaak,
    who: Gebondene | None,
    stuk: Stuk,
    period: Beoordelingsperiode,
    note: Note,
    asked: Sequence[str],
    nu: str,
) -> Oordeel:
    """Judge one evaluation: of the version that held then, with an answer on each question."""
    document, doers = stuk.record, (stuk.partner,)
    place = stuk.at()
    text = f"{stuk.naam} is geëvalueerd op {lange_datum(note.datum)}"
    text += f" (versie {note.versie})" if note.versie else ""
    current = document.vastgesteld_op is None or document.vastgesteld_op <= note.datum
    if note.versie and document.versie and note.versie != document.versie and current:
        text += f", maar toen gold versie {document.versie}"
        at = note.at("versie")
        return zaak.oordeel(
            Uitkomst.ONVOLLEDIG, who, text, periode=period.naam, rust_op=(place, at), bij=at, nu=nu, doet=doers
        )
    if open_questions := unanswered(zaak, asked, note.antwoorden):
        text += f", maar geen antwoord is gevonden op {open_questions}"
        return zaak.oordeel(
            Uitkomst.ONVOLLEDIG, who, text, periode=period.naam, rust_op=(note.at(),), bij=note.at(), nu=nu, doet=doers
        )
    return zaak.oordeel(Uitkomst.GOED, who, text, periode=period.naam, rust_op=(note.at(),))
