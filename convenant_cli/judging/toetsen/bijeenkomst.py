"""Enough meetings of a kind were held, in the way that was agreed."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from convenant_cli.dossier.aanbod import keeper_name, point_name, role_name
from convenant_cli.dossier.gebondenen import ALLE
from convenant_cli.judging.delen.bijeenkomsten import absent, agreed
from convenant_cli.judging.delen.gevonden_evaluaties import unanswered
from convenant_cli.judging.delen.jaardag import ElkJaarUiterlijk, jaren, niet_in_een_jaar
from convenant_cli.judging.delen.reeks import Reeks
from convenant_cli.judging.delen.tekort import Tekort
from convenant_cli.judging.delen.vanaf import before_start
from convenant_cli.judging.oordelen import Oordeel
from convenant_cli.judging.toetsen import Toets
from convenant_cli.judging.zaak import Zaak
from convenant_cli.records import Bijeenkomst as Meeting
from convenant_cli.records import Partner
from convenant_cli.records.bepaling import Familie
from convenant_cli.records.bijeenkomst import Via
from convenant_cli.records.model.velden import Datum, DuurVeld, JaNee, Tekst, Volgnummer
from convenant_cli.records.model.verwijzingen import (
    NaarAgendapuntsoort,
    NaarBijeenkomstsoort,
    NaarEvaluatievraag,
    NaarOrgaan,
    NaarRol,
    NaarRolOfAlle,
    RitmeVeld,
)
from convenant_cli.text.folding import fold
from convenant_cli.text.sentences import aangehaald, opsomming


class BijeenkomstToets(Toets):
    """De afgesproken bijeenkomsten zijn gehouden, met wie en waarover dat is afgesproken.

    Waarom: partijen die elkaar niet spreken, evalueren niets en verliezen het convenant uit het oog.
    Herstel: plan de bijeenkomst, of werk in data/bijeenkomsten/ de status, genodigden, agenda en conclusies bij.
    """

    familie: ClassVar[Familie] = "automatisch"

    soort: Literal["bijeenkomst"]
    bijeenkomst: NaarBijeenkomstsoort = Field(description="De soort bijeenkomst, uit de lijst in data/convenant.yaml.")
    orgaan: NaarOrgaan | None = Field(None, description="Als alleen de bijeenkomsten van één orgaan tellen: welk.")
    minstens: Volgnummer = Field(1, description="Hoeveel er in elke periode minstens zijn.")
    per: RitmeVeld = Field("kalenderjaar", description="De periode waarover wordt geteld.")
    uiterlijk: ElkJaarUiterlijk = None
    vanaf: Datum | None = Field(
        None, description="De eerste dag waarop dit geldt. Over een eerdere periode is er geen bijeenkomst nodig."
    )
    hoogstens_tussen: DuurVeld | None = Field(
        None, description="Hoeveel tijd er hoogstens tussen twee bijeenkomsten zit, zoals '15 maanden'."
    )
    organisator: NaarRol | None = Field(None, description="De rol van de partij die de bijeenkomst organiseert.")
    genodigd: tuple[NaarRolOfAlle, ...] = Field(
        (), description="De groepen waarvan elke partij is uitgenodigd: rollen, of 'alle'."
    )
    uitnodiging: JaNee = Field(False, description="Ja als de uitnodiging vooraf moet zijn verstuurd.")
    agendapunt: NaarAgendapuntsoort | None = Field(None, description="De soort punt die op de agenda staat.")
    onderwerp: Tekst | None = Field(
        None,
        description="Woorden die in de titel van dat agendapunt staan. Bij de soort 'overig' zijn die nodig: zonder "
        "onderwerp telt geen enkel punt van die soort.",
    )
    met_conclusie: JaNee = Field(False, description="Ja als bij dat agendapunt ook een conclusie staat.")
    vragen: tuple[NaarEvaluatievraag, ...] = Field(
        (), description="De vaste vragen waarop de bijeenkomst antwoord geeft, uit de lijst in data/convenant.yaml."
    )
    aanwezig: tuple[NaarRolOfAlle, ...] = Field(
        (),
        description="De groepen tussen wie de bijeenkomst is: van elke rol was er minstens één partij, en bij 'alle' "
        "elke partij.",
    )
    via: tuple[Via, ...] = Field(
        ("contactpersoon", "vervanger", "ander"),
        min_length=1,
        description="Via wie een partij er dan is: contactpersoon, vervanger of ander.",
    )

    @property
    def strijdig(self) -> str:
        """A day of the year says when meetings are: the time between two of them says nothing more."""
        if self.uiterlijk and self.hoogstens_tussen:
            return "'hoogstens_tussen' en 'uiterlijk' gaan niet samen; kies er een"
        return niet_in_een_jaar(self.per) if self.uiterlijk else ""

    def beoordeel(self, zaak: Zaak) -> Iterator[Oordeel]:
        besides = ""
        if self.agendapunt:
            point = aangehaald(self.onderwerp) if self.onderwerp else point_name(zaak.dossier, self.agendapunt)
            besides = f"met {point} op de agenda"
        if self.agendapunt and self.met_conclusie:
            besides += " en een conclusie"
        if self.vragen:
            besides += f"{' en ' if besides else 'met '}antwoord op alle vaste vragen"

        def lacks(meeting: Meeting) -> Iterator[Tekort]:
            return self._lacks(zaak, meeting)

        series = Reeks(
            zaak, self.bijeenkomst, self.minstens, self.hoogstens_tussen, lacks, besides, orgaan=self.orgaan or "",
            per=self.per, uiterlijk=self.uiterlijk,
        )  # fmt: skip
        for period in jaren(zaak, self.per, self.uiterlijk):
            for who in zaak.ieder_of_samen(period.tijdvak):
                early = before_start(zaak, who, period, self.vanaf, "deze bijeenkomsten zijn er")
                yield early or series.oordeel(who, period)

    def _lacks(self, zaak: Zaak, meeting: Meeting) -> Iterator[Tekort]:
        """Yield what a meeting, held or planned, lacks of what was agreed."""
        organiser, keeper = zaak.dossier.partners.get(meeting.organisator or ""), keeper_name(zaak.dossier)
        acts = (organiser,) if organiser else zaak.keeper
        who = organiser.in_zin if organiser else keeper
        held = meeting.status == "gehouden" and meeting.datum <= zaak.peildatum
        if self.organisator and (organiser is None or self.organisator not in organiser.rollen):
            text = f"de organisator is {who}; afgesproken is: {role_name(zaak.dossier, self.organisator)}"
            nu = f"{keeper} gaat na wie deze bijeenkomst organiseert en werkt het dossier bij"
            yield Tekort(meeting.at("organisator"), text, nu, zaak.keeper)
        if self.genodigd and ALLE not in meeting.genodigd:
            groups = zaak.partners_met(self.genodigd, meeting.datum)
            uninvited = tuple(partner for partner in groups if partner.id not in meeting.genodigd)
            if absent := [partner.in_zin for partner in uninvited]:
                text = f"een uitnodiging voor {opsomming(absent)} is niet gevonden"
                nu = f"{who} nodigt {'de volgende keer ' if held else ''}ook {opsomming(absent)} uit"
                yield Tekort(meeting.at("genodigd"), text, nu, acts, uninvited)
        sent = meeting.uitnodiging_verzonden_op
        if self.uitnodiging and (sent is None or sent > meeting.datum):
            nu = f"{who} meldt wanneer de uitnodiging is verstuurd" if held else f"{who} verstuurt de uitnodiging"
            yield Tekort(meeting.at("uitnodiging_verzonden_op"), "een uitnodiging vooraf is niet gevonden", nu, acts)
        if self.aanwezig and held:
            yield from self._present(zaak, meeting, acts, who)
        answers = (answer for point in meeting.agenda for answer in point.antwoorden)
        if held and (open_questions := unanswered(zaak, self.vragen, answers)):
            text = f"geen antwoord is gevonden op {open_questions}"
            yield Tekort(meeting.at("agenda"), text, f"{who} legt vast wat de bijeenkomst antwoordde", acts)
        if self.agendapunt:
            yield from self._agenda(zaak, meeting, self.agendapunt, acts, who, held)

    def _present(self, zaak: Zaak, meeting: Meeting, acts: tuple[Partner, ...], who: str) -> Iterator[Tekort]:
        """Yield who was not there of those that the meeting is between; not when nobody recorded who were there."""
        if not (meeting.afgemeld or meeting.aanwezig):
            nu = f"{who} legt vast wie er waren"
            yield Tekort(meeting.at("aanwezig"), "niet gevonden is wie er waren", nu, acts)
            return
        gone = absent(zaak, meeting, self.aanwezig, self.via)
        if names := [opsomming([partner.in_zin for partner in side], "of") for side in gone]:
            by = "" if "ander" in self.via else f" via {agreed(self.via)}"
            told = f"is {names[0]} niet gevonden" if len(names) == 1 else f"zijn niet gevonden: {'; '.join(names)}"
            text = f"bij de aanwezigen{by} {told}"
            nu = f"{who} kijkt na of deze lijst klopt, en spreekt af hoe het de volgende keer wel lukt"
            missing = tuple(partner for side in gone for partner in side)
            yield Tekort(meeting.at("aanwezig"), text, nu, acts, missing)

    def _agenda(
        self, zaak: Zaak, meeting: Meeting, soort: str, acts: tuple[Partner, ...], who: str, held: bool
    ) -> Iterator[Tekort]:
        about = fold(self.onderwerp or "")
        points = [
            (number, point)
            for number, point in enumerate(meeting.agenda)
            if point.soort == soort and about in fold(point.titel) and (about or soort != "overig")
        ]
        if not points:
            what = aangehaald(self.onderwerp) if self.onderwerp else point_name(zaak.dossier, soort)
            text = f"een agendapunt over {what} is niet gevonden"
            nu = f"{who} zet {what} op de {'volgende ' if held else ''}agenda"
            yield Tekort(meeting.at("agenda"), text, nu, acts)
        elif self.met_conclusie and held and not any(p.conclusie for _, p in points):
            number, point = points[0]
            text = f"bij het agendapunt {aangehaald(point.titel)} is geen conclusie gevonden"
            yield Tekort(meeting.at("agenda", number), text, f"{who} legt vast wat de bijeenkomst concludeerde", acts)
