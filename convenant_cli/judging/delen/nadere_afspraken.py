"""Agreements between parties outside the covenant, for the toets on statements: whether each of them still holds."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.zaak import Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records.convenant import NadereAfspraak
from convenant_cli.text.sentences import aangehaald, opsomming

#: How long before the end it is told: as long as of a document.
_VOORAF = Duur(60, "dag")


def agreements(zaak: Zaak) -> Iterator[Oordeel]:
    """Yield one oordeel for all parties together, or for each party with an agreement; none without agreements."""
    convenant = zaak.dossier.agreed
    made = convenant.nadere_afspraken
    for who in zaak.ieder_of_samen():
        own = [agreed for agreed in made if who is None or who.partner.id in agreed.partijen]
        if not own:
            continue
        lapsed = [agreed for agreed in own if _lapsed(agreed, own, zaak.peildatum)]
        ending = [agreed for agreed in own if not lapsed and _ending(agreed, own, zaak.peildatum)]
        places = {agreed: convenant.at("nadere_afspraken", number) for number, agreed in enumerate(made)}
        if told := lapsed or ending:
            until = "gold tot" if lapsed else "geldt nog tot"
            text = "; ".join(
                f"de nadere afspraak {aangehaald(agreed.onderwerp)} {until} {lange_datum(agreed.geldig_tot)}"
                for agreed in told
                if agreed.geldig_tot
            )
            parties = zaak.partijen(*dict.fromkeys(id for agreed in told for id in agreed.partijen))
            names = opsomming([partner.in_zin for partner in parties])
            oordeel = zaak.oordeel(
                Uitkomst.VEROUDERD if lapsed else Uitkomst.VERLOOPT,
                who,
                text,
                rust_op=tuple(places[agreed] for agreed in told),
                bij=convenant.at("nadere_afspraken", made.index(told[0]), "geldig_tot"),
                door_tijd=True,
                nu=f"{names} spreken dit opnieuw af, of melden dat het niet meer nodig is",
                doet=parties,
                betreft=parties,
            )
        else:
            rests_on = tuple(places[agreed] for agreed in own)
            oordeel = zaak.oordeel(Uitkomst.GOED, who, _holding(own, zaak.peildatum), rust_op=rests_on)
        # This is found in the records: no party states it.
        yield replace(oordeel, grond="relatie")


def _holding(own: list[NadereAfspraak], day: date) -> str:
    """Say how many agreements hold, and until when the first of them; and which a newer one took the place of."""
    ends = [agreed.geldig_tot or date.max for agreed in own if (agreed.geldig_tot or date.max) > day]
    text = "de nadere afspraak geldt nog" if len(ends) == 1 else f"de {len(ends)} nadere afspraken gelden nog"
    if (first := min(ends)) < date.max:
        text += f", {'de eerste ' if len(ends) > 1 else ''}tot {lange_datum(first)}"
    for agreed in own:
        if agreed.geldig_tot and agreed.geldig_tot <= day:
            text += f"; na de nadere afspraak {aangehaald(agreed.onderwerp)} maakten dezelfde partijen een nieuwe"
    return text


def _lapsed(agreed: NadereAfspraak, own: list[NadereAfspraak], day: date) -> bool:
    """Tell whether an agreement ended, and the same parties made no newer one."""
    if agreed.geldig_tot is None or agreed.geldig_tot > day:
        return False
    return not _renewed(agreed, own)


def _ending(agreed: NadereAfspraak, own: list[NadereAfspraak], day: date) -> bool:
    """Tell whether an agreement ends within weeks, and the same parties made no newer one."""
    end = agreed.geldig_tot
    return end is not None and _VOORAF.voor(end) <= day < end and not _renewed(agreed, own)


def _renewed(agreed: NadereAfspraak, own: list[NadereAfspraak]) -> bool:
    parties = set(agreed.partijen)
    return any(set(other.partijen) == parties and other.datum > agreed.datum for other in own)
