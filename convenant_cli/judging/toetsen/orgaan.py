"""A body is there, with the members that were agreed, and meets in its rhythm."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name, role_name
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.dossier.organen import leden, leden_op
from convenant_cli.judging.delen.jaardag import ElkJaarUiterlijk, jaren, niet_in_een_jaar
from convenant_cli.judging.delen.reeks import Reeks
from convenant_cli.judging.delen.tekort import Tekort
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Gebondene, Zaak
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Orgaan as Body
from convenant_cli.records import Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.model.velden import JaNee
from convenant_cli.records.model.verwijzingen import NaarOrgaan, NaarPartnerOfRol, NaarPartnerRolOfAlle
from convenant_cli.text.sentences import opsomming


class OrgaanToets(Toets):
    """Het afgesproken orgaan is er, met de leden die zijn afgesproken, en komt bijeen in zijn ritme.

    Waarom: een orgaan zonder leden of zonder overleg doet zijn werk niet.
    Herstel: werk in data/organen/ de leden, de voorzitter en de secretaris bij, of leg de bijeenkomst vast.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["orgaan"]
    orgaan: NaarOrgaan = Field(description="Het orgaan, uit data/organen/.")
    leden: tuple[NaarPartnerRolOfAlle, ...] = Field(
        (),
        description="Wie er lid zijn: van elke rol minstens één partij, elke genoemde partij, en bij 'alle' iedereen. "
        "Leeg betekent: elke partij die gebonden is, heeft zelf een lid.",
    )
    voorzitter: NaarPartnerOfRol | None = Field(None, description="De partij of rol die het orgaan voorzit.")
    secretaris: NaarPartnerOfRol | None = Field(None, description="De partij of rol die het orgaan ondersteunt.")
    vergadert: JaNee = Field(
        False, description="Ja als het orgaan ook bijeen moet komen in het ritme dat bij het orgaan staat."
    )
    uiterlijk: ElkJaarUiterlijk = None

    @property
    def strijdig(self) -> str:
        """A day of the year is about meetings."""
        return (
            "'uiterlijk' gaat over bijeenkomen; zet er 'vergadert: ja' bij"
            if self.uiterlijk and not self.vergadert
            else ""
        )

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        body = zaak.dossier.organen.get(self.orgaan)
        if body is None:
            return
        for who in zaak.ieder_of_samen():
            yield self._stand(zaak, who, body)
        if self.vergadert:
            yield from self._meetings(zaak, body)

    def _stand(self, zaak: Zaak, who: Gebondene | None, body: Body) -> Oordeel:
        day = zaak.peildatum
        if not body.bestaat_op(day):
            return self._away(zaak, who, body)
        left = "" if who else "".join(f"; {text}" for text in self._still_listed(zaak, body))
        fault = next(self._seats(zaak, body), None)
        if missing := self._without(zaak, who, body):
            if fault is None:
                return replace(missing, toelichting=f"{missing.toelichting}{left}")
            acts = dict.fromkeys((*missing.doet, *(partner.id for partner in fault.doet)))
            text, nu = f"{missing.toelichting}; {fault.tekst}{left}", f"{missing.nu}; {fault.nu}"
            return replace(missing, toelichting=text, nu=nu, doet=tuple(acts))
        if fault:
            return zaak.oordeel(
                Uitkomst.ONVOLLEDIG,
                who,
                f"{fault.tekst}{left}",
                rust_op=(body.at(),),
                bij=fault.bij,
                nu=fault.nu,
                doet=fault.doet,
            )
        if who and not self.leden:
            functions = opsomming(
                [lid.functie for lid in leden_op(zaak.dossier, body, day) if lid.partner == who.partner.id]
            )
            text = f"{who.naam} zit in {body.in_zin} ({functions})"
        else:
            count = len(self._here(zaak, body))
            text = f"{body.in_zin} is er, met leden van {count} {'partij' if count == 1 else 'partijen'}"
        return zaak.oordeel(Uitkomst.GOED, who, f"{text}{left}", rust_op=(body.at("leden"),))

    def _away(self, zaak: Zaak, who: Gebondene | None, body: Body) -> Oordeel:
        if body.ingesteld_op and zaak.peildatum < body.ingesteld_op:
            text = f"{body.in_zin} is er vanaf {lange_datum(body.ingesteld_op)}"
            return zaak.oordeel(Uitkomst.NOG_NIET, who, text, rust_op=(body.at("ingesteld_op"),))
        place = body.at("opgeheven_op")
        text = f"{body.in_zin} is er niet meer sinds {lange_datum(body.opgeheven_op or zaak.peildatum)}"
        nu = f"{keeper_name(zaak.dossier)} vraagt de partijen of dit orgaan er weer komt, en legt dat vast"
        return zaak.oordeel(
            Uitkomst.VEROUDERD, who, text, rust_op=(place,), bij=place, door_tijd=True, nu=nu, doet=zaak.keeper
        )

    @staticmethod
    def _here(zaak: Zaak, body: Body) -> set[str]:
        """Return the parties that take part and have a member."""
        active = {partner.id for partner in zaak.partners_met((ALLE,), zaak.peildatum)}
        return {lid.partner for lid in leden_op(zaak.dossier, body, zaak.peildatum)} & active

    def _without(self, zaak: Zaak, who: Gebondene | None, body: Body) -> Oordeel | None:
        """Judge that somebody has no member who should have one, or has none any more; None when all have."""
        here = self._here(zaak, body)
        if who and not self.leden:
            sides: list[tuple[Partner, ...]] = [(who.partner,)]
        elif not self.leden:
            sides = [(member.partner,) for member in zaak.gebonden]
        else:
            sides = [side for name in self.leden for side in self._sides(zaak, name)]
        gone = [side for side in sides if side and not here & {partner.id for partner in side}]
        if not gone:
            return None
        names = opsomming([opsomming([partner.in_zin for partner in side], "of") for side in gone])
        parties = tuple(partner for side in gone for partner in side)
        ends = [self._ended(zaak, body, side) for side in gone]
        last = max((day for day in ends if day), default=None)
        text = f"in {body.in_zin} is geen lid gevonden van {names}"
        if last and all(ends):
            text += f"; het laatste lidmaatschap liep tot {lange_datum(last)}"
        does = "wijzen elk een lid aan en melden de functie"
        if len(gone) == 1:
            does = "wijst een lid aan en meldt de functie"
        outcome = Uitkomst.ONTBREEKT if len(gone) == len(sides) else Uitkomst.ONVOLLEDIG
        return zaak.oordeel(
            Uitkomst.VEROUDERD if all(ends) else outcome,
            who,
            text,
            rust_op=(body.at("leden"),),
            bij=body.at("leden"),
            door_tijd=all(ends),
            nu=f"{names} {does}",
            doet=parties,
            betreft=parties,
        )

    @staticmethod
    def _ended(zaak: Zaak, body: Body, side: tuple[Partner, ...]) -> date | None:
        """Return until when these parties last had a member; None when they never had one."""
        ids = {partner.id for partner in side}
        were = [lid for lid in leden(zaak.dossier, body) if lid.partner in ids]
        ends = [lid.tot for lid in were if lid.tot and lid.tot <= zaak.peildatum]
        return max(ends, default=None)

    @staticmethod
    def _sides(zaak: Zaak, name: str) -> list[tuple[Partner, ...]]:
        found = tuple(zaak.partners_met((name,), zaak.peildatum))
        return [(partner,) for partner in found] if name == ALLE else [found]

    def _seats(self, zaak: Zaak, body: Body) -> Iterator[Tekort]:
        """Yield what is not as agreed about who leads the body and who supports it."""
        for field, asked, held in (
            ("voorzitter", self.voorzitter, body.voorzitter),
            ("secretaris", self.secretaris, body.secretaris),
        ):
            if asked is None:
                continue
            known = zaak.dossier.partners.get(asked)
            whom = known.in_zin if known else role_name(zaak.dossier, asked)
            # Who is not named is of the office that keeps the dossier, which may be a party.
            id = (held.partner or zaak.convenant.beheerder or "") if held else ""
            if held is None:
                text = f"bij {body.in_zin} is geen {field} gevonden"
            elif left := self._left(zaak, id):
                text = f"de {field} van {body.in_zin} is van {left}"
            elif id in {partner.id for partner in zaak.partners_met((asked,), zaak.peildatum)}:
                continue
            else:
                held_by = self._party(zaak, id) if id else keeper_name(zaak.dossier)
                text = f"de {field} van {body.in_zin} komt van {held_by}; afgesproken is een {field} van {whom}"
            nu = f"{keeper_name(zaak.dossier)} gaat na wie {field} is en werkt het dossier bij"
            yield Tekort(body.at(field), text, nu, zaak.keeper)

    def _still_listed(self, zaak: Zaak, body: Body) -> Iterator[str]:
        """Yield of which parties a member is still listed though they no longer take part."""
        for id in dict.fromkeys(lid.partner for lid in body.leden if lid.is_lid_op(zaak.peildatum)):
            if left := self._left(zaak, id):
                yield f"in de ledenlijst staat nog {left}"

    @staticmethod
    def _left(zaak: Zaak, id: str) -> str:
        """Say since when a party takes part no longer; empty when it does, or is still to join."""
        party = zaak.dossier.partners.get(id)
        left = party.weg_sinds(zaak.peildatum) if party else None
        return f"{party.in_zin}, en die doet niet meer mee sinds {lange_datum(left)}" if party and left else ""

    @staticmethod
    def _party(zaak: Zaak, id: str) -> str:
        found = zaak.dossier.partners.get(id)
        return found.in_zin if found else id

    def _meetings(self, zaak: Zaak, body: Body) -> Iterator[Oordeel]:
        """Judge the rhythm, for all together: a body meets or it does not."""
        ritme = body.vergadert.per if body.vergadert and zaak.dossier.ritme(body.vergadert.per) else None
        text = "" if ritme else f"bij {body.in_zin} staat niet hoe vaak dit orgaan bijeenkomt"
        if self.uiterlijk and (wrong := niet_in_een_jaar(ritme)):
            text = f"bij {body.in_zin} past {self.uiterlijk} niet: {wrong}"
        if body.vergadert is None or ritme is None or text:
            nu = f"{keeper_name(zaak.dossier)} vult het ritme in"
            yield zaak.oordeel(
                Uitkomst.ONVOLLEDIG, None, text, rust_op=(body.at(),), bij=body.at(), nu=nu, doet=zaak.keeper
            )
            return
        series = Reeks(
            zaak, "", body.vergadert.minstens, None, lambda _: iter(()), orgaan=body.id, per=ritme,
            uiterlijk=self.uiterlijk,
        )  # fmt: skip
        for period in jaren(zaak, ritme, self.uiterlijk):
            yield series.oordeel(None, period)
