"""Every bound party took part in the meetings of a kind, or excused itself."""

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name, organiser
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode
from convenant_cli.judging.delen.bijeenkomsten import WIE, agreed, kind_of_meeting
from convenant_cli.judging.delen.vanaf import before_start
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bijeenkomst as Meeting
from convenant_cli.records import Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.bijeenkomst import Via
from convenant_cli.records.model.velden import Datum, JaNee
from convenant_cli.records.model.verwijzingen import NaarBijeenkomstsoort, NaarOrgaan, RitmeVeld
from convenant_cli.text.sentences import opsomming

_ERNST = (Uitkomst.ONTBREEKT, Uitkomst.AFGEMELD, Uitkomst.ONVOLLEDIG)


class DeelnameToets(Toets):
    """Elke gebonden partij is bij de bijeenkomst, of meldt zich af.

    Waarom: een afspraak leeft alleen bij partijen die meepraten.
    Herstel: werk `aanwezig` en `afgemeld` bij in het bestand van de bijeenkomst, of vraag de partij ernaar.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["deelname"]
    bijeenkomst: NaarBijeenkomstsoort | None = Field(
        None, description="De soort bijeenkomst, uit de lijst in data/convenant.yaml. Leeg kan alleen met een orgaan."
    )
    orgaan: NaarOrgaan | None = Field(None, description="Als alleen de bijeenkomsten van één orgaan tellen: welk.")
    via: tuple[Via, ...] = Field(
        ("contactpersoon", "vervanger"),
        min_length=1,
        description="Via wie de partij er kan zijn: contactpersoon, vervanger of ander.",
    )
    afmelding_telt_mee: JaNee = Field(
        True, description="Ja als een partij die zich afmeldt, haar plicht nakomt. Bij nee is de stand dan 'afgemeld'."
    )
    per: RitmeVeld = Field("kalenderjaar", description="De periode waarover de bijeenkomsten samen worden bekeken.")
    vanaf: Datum | None = Field(
        None, description="De eerste dag waarop dit geldt. Over een eerdere periode hoeft niemand er te zijn."
    )

    @property
    def mist(self) -> str:
        """What must be named before there is something to judge."""
        return "" if self.bijeenkomst or self.orgaan else "een soort bijeenkomst of een orgaan"

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        for period in zaak.periodes(self.per):
            members = zaak.deelnemers(period.tijdvak)
            if zaak.bepaling.gezamenlijk:
                yield self._period(zaak, None, members, period)
            else:
                for who in members:
                    yield self._period(zaak, who, [who], period)

    def _period(
        self, zaak: Zaak, who: Gebondene | None, members: list[Gebondene], period: Beoordelingsperiode
    ) -> Oordeel:
        """Judge one period, for one party or (with ``who`` None) for all members together."""
        if early := before_start(zaak, who, period, self.vanaf, "deelname is afgesproken"):
            return early
        invited = [
            (meeting, member)
            for meeting in zaak.gehouden(self.bijeenkomst or "", self.orgaan or "")
            for member in members
            if meeting.datum in period.tijdvak and meeting.datum in zaak.eigen_tijd(member)
            if _invited(meeting, member.partner)
        ]
        found = [self._attendance(zaak, meeting, member.partner) for meeting, member in invited]
        faults = [one for one in found if one.uitkomst is not Uitkomst.GOED]
        places = tuple(dict.fromkeys(one.place for one in faults or found))
        if faults:
            # The same words for many parties are said once: nobody's attendance was recorded.
            words = list(dict.fromkeys(one.tekst for one in faults))
            worst = min(faults, key=lambda one: _ERNST.index(one.uitkomst))
            steps = list(dict.fromkeys(one.nu for one in faults))
            nu = steps[0] if len(steps) == 1 else f"{keeper_name(zaak.dossier)} loopt dit met de partijen na"
            return zaak.oordeel(
                worst.uitkomst,
                who,
                "; ".join(words),
                periode=period.naam,
                rust_op=places,
                bij=worst.place,
                nu=nu,
                doet=faults[0].doet if len(steps) == 1 else zaak.keeper,
                betreft=[
                    m.partner for (_, m), one in zip(invited, found, strict=True) if one.uitkomst is not Uitkomst.GOED
                ],
            )
        if unknown := self._not_recorded(zaak, who, members, period):
            return unknown
        if found:
            text = _summary(who, found) if who else _all_present(invited, found)
            return zaak.oordeel(Uitkomst.GOED, who, text, periode=period.naam, rust_op=places)
        return self._nothing_yet(zaak, who, members, period)

    def _attendance(self, zaak: Zaak, meeting: Meeting, partner: Partner) -> "_Gevonden":
        name, day, through = partner.in_zin, lange_datum(meeting.datum), agreed(self.via)
        came = [(number, one) for number, one in enumerate(meeting.aanwezig) if one.partner == partner.id]
        for number, present in sorted(came, key=lambda pair: pair[1].via not in self.via):
            if present.via in self.via:
                text = f"{name} was er op {day} via {WIE[present.via]}"
                text += f" ({present.functie})" if present.functie else ""
                return _Gevonden(Uitkomst.GOED, text, meeting.at("aanwezig", number), day)
            via = f"de {present.functie}" if present.via == "ander" and present.functie else WIE[present.via]
            text = f"{name} was er op {day} via {via}; afgesproken is {through}"
            nu = f"{name} laat weten wie er de volgende keer is"
            at = meeting.at("aanwezig", number, "via")
            return _Gevonden(Uitkomst.ONVOLLEDIG, text, at, day, nu=nu, doet=(partner,))
        for number, excused in enumerate(meeting.afgemeld):
            if excused.partner == partner.id:
                text, place = f"{name} meldde zich af voor de bijeenkomst van {day}", meeting.at("afgemeld", number)
                if self.afmelding_telt_mee:
                    return _Gevonden(Uitkomst.GOED, text, place, day, afgemeld=True)
                nu = f"{name} laat weten wie er de volgende keer is"
                return _Gevonden(Uitkomst.AFGEMELD, text, place, day, nu=nu, doet=(partner,))
        if not meeting.aanwezig and not meeting.afgemeld:
            text = f"van de bijeenkomst van {day} is niet gevonden wie er waren"
            nu = f"{_organiser(zaak, meeting)} legt vast wie er waren"
            return _Gevonden(
                Uitkomst.ONTBREEKT, text, meeting.at("aanwezig"), day, nu=nu, doet=_organisers(zaak, meeting)
            )
        text = f"{name} is niet gevonden bij de aanwezigen en afmeldingen van de bijeenkomst van {day}"
        organiser = _organiser(zaak, meeting)
        nu = f"{organiser} kijkt {f'met {name} ' if name != organiser else ''}na of deze lijst klopt"
        return _Gevonden(Uitkomst.ONTBREEKT, text, meeting.at("aanwezig"), day, nu=nu, doet=_organisers(zaak, meeting))

    def _not_recorded(
        self, zaak: Zaak, who: Gebondene | None, members: list[Gebondene], period: Beoordelingsperiode
    ) -> Oordeel | None:
        """Say of a meeting whose day has passed that nobody recorded yet who was there."""
        for meeting in self._planned(zaak, members, period):
            if meeting.datum < zaak.peildatum:
                text = f"van de bijeenkomst van {lange_datum(meeting.datum)} is nog niet gevonden wie er waren"
                nu = f"{_organiser(zaak, meeting)} legt vast of de bijeenkomst er was en wie er waren"
                at = meeting.at("status")
                return zaak.oordeel(
                    Uitkomst.VEROUDERD,
                    who,
                    text,
                    periode=period.naam,
                    rust_op=(at,),
                    bij=at,
                    door_tijd=True,
                    nu=nu,
                    doet=_organisers(zaak, meeting),
                )
        return None

    def _nothing_yet(
        self, zaak: Zaak, who: Gebondene | None, members: list[Gebondene], period: Beoordelingsperiode
    ) -> Oordeel:
        kind = kind_of_meeting(zaak, self.bijeenkomst) if self.bijeenkomst else "bijeenkomst"
        if body := zaak.dossier.organen.get(self.orgaan or ""):
            kind += f" van {body.in_zin}"
        if zaak.voorbij(who, period):
            text = f"in {period.in_zin} is geen {kind} gevonden" + (f" waarvoor {who.naam} was genodigd" if who else "")
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, text, periode=period.naam)
        planned = self._planned(zaak, members, period)
        text = f"in {period.in_zin} is nog geen {kind} gepland"
        every = (self.bijeenkomst or "", self.orgaan or "")
        if any(one.datum in period.tijdvak for one in (*zaak.gehouden(*every), *zaak.gepland(*every))):
            text += f" waarvoor {who.naam if who else 'een van de partijen'} is genodigd"
        if not planned and (partly := zaak.maar_deels(who, period.tijdvak, period.in_zin)):
            return zaak.oordeel(Uitkomst.NIET_VAN_TOEPASSING, who, partly, periode=period.naam)
        if planned:
            text = f"op {lange_datum(planned[0].datum)} staat een {kind} gepland"
        places = tuple(meeting.at() for meeting in planned[:1])
        return zaak.oordeel(Uitkomst.NOG_NIET, who, text, periode=period.naam, rust_op=places)

    def _planned(self, zaak: Zaak, members: list[Gebondene], period: Beoordelingsperiode) -> list[Meeting]:
        return [
            meeting
            for meeting in zaak.gepland(self.bijeenkomst or "", self.orgaan or "")
            if meeting.datum in period.tijdvak
            and any(meeting.datum in zaak.eigen_tijd(who) and _invited(meeting, who.partner) for who in members)
        ]


class _Gevonden(NamedTuple):
    """What a meeting says about one party: outcome, words, and where."""

    uitkomst: Uitkomst
    tekst: str
    place: Place
    dag: str
    afgemeld: bool = False
    nu: str = ""
    doet: tuple[Partner, ...] = ()


def _invited(meeting: Meeting, partner: Partner) -> bool:
    """Tell whether a party was invited: who was not invited owes nothing, who came anyway counts."""
    return bool({ALLE, partner.id} & {*meeting.genodigd, *(present.partner for present in meeting.aanwezig)})


def _summary(who: Gebondene, found: list[_Gevonden]) -> str:
    """Say of one party at which meetings it was, and for which it excused itself."""
    if len(found) == 1:
        return found[0].tekst
    present = [one.dag for one in found if not one.afgemeld]
    excused = [one.dag for one in found if one.afgemeld]
    parts = [f"was er op {opsomming(present)}"] if present else []
    parts += [f"meldde zich af voor {opsomming(excused)}"] if excused else []
    return f"{who.partner.in_zin} {' en '.join(parts)}"


def _organiser(zaak: Zaak, meeting: Meeting) -> str:
    found = organiser(zaak.dossier, meeting)
    return found.in_zin if found else keeper_name(zaak.dossier)


def _organisers(zaak: Zaak, meeting: Meeting) -> tuple[Partner, ...]:
    return zaak.partijen(meeting.organisator or "") or zaak.keeper


def _all_present(invited: list[tuple[Meeting, Gebondene]], found: list[_Gevonden]) -> str:
    days = opsomming(list(dict.fromkeys(lange_datum(meeting.datum) for meeting, _ in invited)))
    excused = ", of meldde zich af" if any(one.afgemeld for one in found) else ""
    return f"elke partij was er op {days}{excused}"
