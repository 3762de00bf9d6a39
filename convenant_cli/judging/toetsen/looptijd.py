"""How the term of the agreement stands: how it came into force, and when and how it goes on or ends."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import at_keeper, keeper_name
from convenant_cli.dossier.besluiten import ontbrekend
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.dossier.looptijd import Stand, Termijn
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import Duur, lange_datum
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import DuurVeld
from convenant_cli.records.model.verwijzingen import NaarRolOfAlle
from convenant_cli.records.wijziging import Wijzigingsbesluit
from convenant_cli.text.sentences import opsomming


class LooptijdToets(Toets):
    """Het convenant is op tijd ondertekend, en wat er aan het einde van de termijn gebeurt is bekend.

    Waarom: een convenant dat ongemerkt afloopt of doorloopt, is van niemand meer.
    Herstel: vul de ondertekening in, of besluit op tijd over verlengen en leg dat vast onder `wijzigingsbesluiten`, met
    de instemming van de partijen. Een opzegging hoort onder `opzeggingen`.
    """

    familie: ClassVar[Familie] = "automatisch"
    buiten_looptijd: ClassVar[bool] = True

    soort: Literal["looptijd"]
    onderdeel: Literal["inwerking", "verlenging"] = Field(
        description="Waar de bepaling over gaat: hoe het convenant in werking trad, of hoe het verlengt en eindigt."
    )
    ondertekend_door: NaarRolOfAlle = Field(
        ALLE, description="Wie bij de inwerkingtreding heeft ondertekend: partijen met deze rol, of 'alle'."
    )
    waarschuw_voor: DuurVeld = Field(
        Duur(6, "maand"),
        description="Hoe lang voor het einde van de termijn, of voor de laatste dag om op te zeggen, de waarschuwing "
        "komt. Verlengt het convenant vanzelf, dan stopt zij na de laatste dag om op te zeggen.",
    )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        convenant, term = zaak.convenant, zaak.stand
        for who in zaak.ieder_of_samen():
            if self.onderdeel == "inwerking":
                yield self._start(zaak, who, convenant)
            else:
                yield self._end(zaak, who, convenant, term)

    # --- entry into force -----------------------------------------------------------------------------------------

    def _start(self, zaak: Zaak, who: Gebondene | None, convenant: Convenant) -> Oordeel:
        het, starts, place = convenant.zinsnaam, convenant.looptijd.ingang, convenant.at("looptijd", "ingang")
        if starts < convenant.ondertekend_op:
            text = f"{het.met('geldt', 'gelden')} vanaf {lange_datum(starts)}, maar {het.vorm('is', 'zijn')} pas "
            text += f"op {lange_datum(convenant.ondertekend_op)} ondertekend"
            places = (place, convenant.at("ondertekend_op"))
            nu = f"{keeper_name(zaak.dossier)} kijkt na welke van deze dagen klopt"
            return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=places, bij=place, nu=nu, doet=zaak.keeper)
        # Whoever joins later signs later; that says nothing about the entry into force.
        first = zaak.partners_met((self.ondertekend_door,), starts)
        if who is not None:
            first = (who.partner,) if starts in who.tijdvak else ()
        unknown = [partner for partner in first if _signed(partner) is None]
        late = [(p, day) for p in first if (day := _signed(p)) is not None and day > starts]
        found = [f"de ondertekening van {p.in_zin} is van {lange_datum(day)}" for p, day in late]
        if unknown:
            found.append(f"van {opsomming([p.in_zin for p in unknown])} is de datum van ondertekening niet gevonden")
        if who is None and not first:
            text = "van geen enkele partij is een ondertekening gevonden"
            nu = f"{keeper_name(zaak.dossier)} legt de partijen en hun ondertekening vast"
            return zaak.oordeel(Uitkomst.ONTBREEKT, None, text, bij=zaak.place, nu=nu, doet=zaak.keeper)
        if zaak.peildatum < starts and not late:
            text = f"{het.met('treedt', 'treden')} in werking op {lange_datum(starts)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=(place,))
        signatures = (place, *(partner.at("ondertekening") for partner in first))
        if late:
            text = f"{het.met('geldt', 'gelden')} vanaf {lange_datum(starts)}; {'; '.join(found)}"
            nu = f"{keeper_name(zaak.dossier)} kijkt in het ondertekende stuk na of de datum klopt"
            bij = late[0][0].at("ondertekening")
            return zaak.oordeel(Uitkomst.ONVOLLEDIG, who, text, rust_op=signatures, bij=bij, nu=nu, doet=zaak.keeper)
        if unknown:
            runs = f"{het.vorm('is', 'zijn')} in werking sinds"
            how = runs if zaak.peildatum in zaak.in_werking else f"{het.vorm('gold', 'golden')} vanaf"
            text = f"{het} {how} {lange_datum(starts)}; {'; '.join(found)}"
            outcome = Uitkomst.ONVOLLEDIG if len(unknown) < len(first) else Uitkomst.ONTBREEKT
            return zaak.oordeel(
                outcome,
                who,
                text,
                rust_op=signatures,
                bij=unknown[0].at("ondertekening"),
                nu=f"{keeper_name(zaak.dossier)} kijkt in het ondertekende stuk na wanneer zij ondertekenden",
                doet=zaak.keeper,
                betreft=unknown,
            )
        if who is not None and not first:
            text = f"{who.naam} deed bij de inwerkingtreding op {lange_datum(starts)} nog niet mee"
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, rust_op=(who.partner.at("lid_van"),))
        text = f"{het.met('geldt', 'gelden')} vanaf {lange_datum(starts)} en {het.vorm('was', 'waren')} toen "
        text += "ondertekend"
        text += f" door {who.naam}" if who else ""
        return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=signatures)

    # --- renewal and end ------------------------------------------------------------------------------------------

    def _end(self, zaak: Zaak, who: Gebondene | None, convenant: Convenant, stand: Stand) -> Oordeel:
        het, decisions = convenant.zinsnaam, "wijzigingsbesluiten"
        known = [n for n, b in enumerate(convenant.wijzigingsbesluiten) if b.datum <= zaak.peildatum]
        notices = [n for n, o in enumerate(convenant.opzeggingen) if o.datum <= zaak.peildatum]
        places = (
            convenant.at("looptijd"),
            *(convenant.at(decisions, number) for number in known),
            *(convenant.at("opzeggingen", number) for number in notices),
        )
        term = stand.termijn
        if term is None or stand.fase == "nog niet in werking":
            text = f"{het.met('treedt', 'treden')} in werking op {lange_datum(convenant.looptijd.ingang)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=places)
        if term.tot is None:
            text = f"{het.met('geldt', 'gelden')} sinds {lange_datum(term.van)} voor onbepaalde tijd"
            text += f"; opzeggen kan {stand.opzegbaar}" if stand.opzegbaar else ""
            return zaak.oordeel(Uitkomst.GOED, who, text, rust_op=places)
        last = lange_datum(term.tijdvak.laatste)
        if stand.fase == "geëindigd":
            if stand.volgende == "eindigt zonder besluit":
                waits = _waits(zaak, convenant, "verlenging")
                text = f"termijn {term.nummer} liep tot en met {last}"
                text += _idle(waits) or ", en een besluit om te verlengen is niet gevonden"
                nu, doet = _consent(zaak, waits) or ("de partijen leggen vast of zij verlengen of stoppen", ())
                bij = convenant.at(decisions)
                return zaak.oordeel(
                    Uitkomst.ONTBREEKT, who, text, rust_op=places, bij=bij, door_tijd=True, nu=nu, doet=doet
                )
            text = f"{het.met('is', 'zijn')} geëindigd{_by_notice(zaak, stand)}; de laatste dag was {last}"
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, rust_op=places)
        text = f"{_running(stand, term)}; {_next(zaak, convenant, stand, term.tot)}"
        text += _idle(_waits(zaak, convenant, "verlenging", "beeindiging"))
        text += f"; opzeggen kan {stand.opzegbaar}" if stand.opzegbaar else ""
        silent = stand.volgende == "verlengt stilzwijgend"
        # What is decided to go on needs no warning, nor what goes on by itself once it is too late to give notice.
        settled = stand.volgende == "loopt door" or (silent and _too_late(stand))
        if settled or zaak.peildatum < self.waarschuw_voor.voor(_moment(stand, term.tot)):
            return zaak.oordeel(Uitkomst.GOED, who, text, periode=_name(term), rust_op=places)
        # Who decided already to renew needs no other decision: then only the consent that lacks is asked.
        renewal = _waits(zaak, convenant, "verlenging") if stand.volgende.startswith("eindigt") else []
        nu, doet = _consent(zaak, renewal) or (_NU[stand.volgende].format(het=het), ())
        return zaak.oordeel(
            Uitkomst.VERLENGT if silent else Uitkomst.VERLOOPT,
            who,
            text,
            periode=_name(term),
            rust_op=places,
            bij=places[0],
            door_tijd=True,
            nu=nu,
            doet=doet,
        )


#: What the parties can do before the end of a term.
_NU = {
    "verlengt stilzwijgend": "de partijen bespreken op tijd of zij {het} zo laten doorlopen",
    "eindigt zonder besluit": "de partijen besluiten op tijd of zij {het} verlengen",
    "eindigt": "de partijen bespreken hoe zij daarna verdergaan",
    "loopt door": "",
}


def _running(stand: Stand, term: Termijn) -> str:
    days = stand.dagen_te_gaan
    how = "" if term.wijze == "eerste termijn" else f" ({term.wijze})"
    to_go = f"nog {days} {'dag' if days == 1 else 'dagen'}"
    return f"termijn {term.nummer}{how} loopt tot en met {lange_datum(term.tijdvak.laatste)}, {to_go}"


def _waits(zaak: Zaak, convenant: Convenant, *soorten: str) -> list[tuple[Wijzigingsbesluit, list[Partner]]]:
    """Return the decisions of these kinds that do not count yet, each with the parties that have not consented."""
    parties, clauses = list(zaak.dossier.partners.values()), list(zaak.dossier.bepalingen.values())
    taken = (one for one in convenant.wijzigingsbesluiten if one.soort in soorten and one.datum <= zaak.peildatum)
    return [(one, silent) for one in taken if (silent := ontbrekend(one, parties, clauses, zaak.peildatum))]


def _idle(waits: list[tuple[Wijzigingsbesluit, list[Partner]]]) -> str:
    """Say which decisions on the term do not count because a party has not consented; empty without any."""
    verb = "telt" if len(waits) == 1 else "tellen"
    names = opsomming([besluit.naam for besluit, _ in waits])
    return f"; {names} {verb} nog niet mee, want niet elke partij stemde in" if waits else ""


def _consent(
    zaak: Zaak, waits: list[tuple[Wijzigingsbesluit, list[Partner]]]
) -> tuple[str, tuple[Partner, ...]] | None:
    """Return what is asked of the parties whose consent decisions wait for, and who they are; None without any."""
    silent = tuple({partner.id: partner for _, parties in waits for partner in parties}.values())
    if not silent:
        return None
    only = silent[0] if len(silent) == 1 else None
    whose = f"{only.in_zin} meldt" if only else "de partijen die nog niet instemden, melden"
    return f"{whose} {at_keeper(zaak.dossier, only)} of de instemming er is", silent


def _by_notice(zaak: Zaak, stand: Stand) -> str:
    """Say that the agreement ends because a party gave notice; empty when that is not why."""
    if stand.opzegging is None:
        return ""
    party = zaak.dossier.partners.get(stand.opzegging.partner)
    who = party.in_zin if party else stand.opzegging.partner
    return f" door de opzegging van {who} op {lange_datum(stand.opzegging.datum)} ({stand.opzegging.vorm})"


def _next(zaak: Zaak, convenant: Convenant, stand: Stand, end: date) -> str:
    """Say what happens at the end of the term, and until when a party can still do something about it."""
    het = convenant.zinsnaam
    words = {
        "verlengt stilzwijgend": f"daarna volgt stilzwijgend nog {convenant.looptijd.verlenging_duur}",
        "eindigt zonder besluit": f"verlengen vraagt een besluit voor {lange_datum(end)}",
        "eindigt": f"daarna {het.vorm('is', 'zijn')} {het} geëindigd{_by_notice(zaak, stand)}",
        "loopt door": "over de volgende termijn is al besloten",
    }[stand.volgende]
    if stand.opzeggen_voor is None:
        return words
    verb = "kan nog" if stand.peildatum <= stand.opzeggen_voor else "kon"
    return f"{words}; opzeggen {verb} tot en met {lange_datum(stand.opzeggen_voor)}"


def _too_late(stand: Stand) -> bool:
    return stand.opzeggen_voor is not None and stand.peildatum > stand.opzeggen_voor


def _moment(stand: Stand, end: date) -> date:
    """Return the next day that nobody must miss: the last one to give notice, or the end of the term."""
    return stand.opzeggen_voor if stand.opzeggen_voor and not _too_late(stand) else end


def _name(term: Termijn) -> str:
    return f"termijn {term.nummer}"


def _signed(partner: Partner) -> date | None:
    return None if isinstance(partner.ondertekening, str) else partner.ondertekening.datum
