"""The case that a toets judges: one clause, the parties it binds, the periods that count, on one reference date."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, partial

from convenant_cli.dossier.besluiten import stand_van
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.gebondenen import ALLE, bound_units, lengthened, partners_met
from convenant_cli.dossier.looptijd import Stand
from convenant_cli.dossier.organen import leden_van
from convenant_cli.dossier.peildag import langs, periode_met
from convenant_cli.findings import Place
from convenant_cli.judging.beoordelingsperiode import Beoordelingsperiode, deel_van, voor_dossier
from convenant_cli.judging.oordelen import Oordeel, Uitkomst
from convenant_cli.judging.plannen import Plan
from convenant_cli.kalender import EigenRitme, Nawerking, Tijdvak, add_months, lange_datum, tijdvak_met, tijdvaknaam
from convenant_cli.records import Bepaling, Bijeenkomst, Convenant, Partner
from convenant_cli.records.partner import Contact, Eenheid

ALTIJD = Tijdvak(date.min, date.max)


@dataclass(frozen=True)
class Gebondene:
    """A party that a clause binds; with a unit when the clause binds that unit."""

    partner: Partner
    eenheid: Eenheid | None = None
    lid: Tijdvak = ALTIJD  # when it is bound as a member of a body: the days on which it is one
    na: Nawerking | None = None  # how long the clause binds it after that

    @property
    def naam(self) -> str:
        """How sentences name it."""
        return self.eenheid.naam if self.eenheid else self.partner.in_zin

    @property
    def eenheid_id(self) -> str | None:
        """``partner/eenheid``, or None."""
        return f"{self.partner.id}/{self.eenheid.id}" if self.eenheid else None

    @property
    def onder(self) -> tuple[str, ...]:
        """The full id of its unit and of each unit that this is part of, the nearest first; empty for a party."""
        return self.partner.onder(self.eenheid_id)

    @property
    def place(self) -> Place:
        """The party's record, or the unit in it."""
        if self.eenheid is None:
            return self.partner.at()
        return self.partner.at("eenheden", self.partner.eenheden.index(self.eenheid))

    @cached_property
    def tijdvak(self) -> Tijdvak:
        """The days on which it is bound; a unit at most as long as its party, and what it is part of."""
        within = self.onder
        units = [unit for unit in self.partner.eenheden if within and f"{self.partner.id}/{unit.id}" in within]
        starts = [self.lid.van, self.partner.lid_van, *(unit.lid_van or date.min for unit in units)]
        ends = [self.lid.tot, self.partner.lid_tot or date.max, *(unit.lid_tot or date.max for unit in units)]
        return lengthened(Tijdvak(max(starts), min(ends)), self.na)


@dataclass(frozen=True)
class Zaak:
    """One clause to be judged. Toetsen ask it who is bound and which periods count, and let it make the oordelen."""

    dossier: Dossier
    bepaling: Bepaling
    place: Place
    """Where the clause stands."""
    peildatum: date
    in_werking: Tijdvak
    """The days on which the agreement is in force, as far as is decided."""
    geldig: Tijdvak = ALTIJD
    """The days on which the clause reads as it does here: it judges the periods of which it holds the middle day."""

    @property
    def convenant(self) -> Convenant:
        """The agreement: without one there is no case."""
        return self.dossier.agreed

    @property
    def bindend(self) -> Tijdvak:
        """The days on which the clause can bind: those of the agreement, and those after it that it binds on."""
        return lengthened(self.in_werking, self.bepaling.bindt_na)

    @cached_property
    def bound(self) -> tuple[Gebondene, ...]:
        """Everybody the clause binds, member now or not, in the order of the partner files."""
        return _bound(self.dossier, self.bepaling.gebonden, self.bepaling.bindt_na, self.in_werking.van)

    @cached_property
    def gebonden(self) -> tuple[Gebondene, ...]:
        """Those bound parties that are a member on the reference date."""
        return tuple(who for who in self.bound if self.peildatum in who.tijdvak)

    def leden(self, dag: date) -> tuple[Gebondene, ...]:
        """Return the bound parties that were a member on a day."""
        return tuple(who for who in self.bound if dag in who.tijdvak)

    def partners_met(self, rollen: tuple[str, ...], dag: date) -> tuple[Partner, ...]:
        """Return the parties with one of these roles (``alle``: all), or in one of these bodies, on a day."""
        return partners_met(self.dossier, rollen, dag)

    @cached_property
    def stand(self) -> Stand:
        """How the term of the agreement stands on the reference date."""
        known = self.dossier
        return stand_van(self.convenant, known.partners.values(), known.bepalingen.values(), self.peildatum)

    def eigen_tijd(self, who: Gebondene | None) -> Tijdvak:
        """Return the days on which a party takes part in an agreement in force; for None those of the agreement."""
        whole = self.bindend
        return Tijdvak(max(who.tijdvak.van, whole.van), min(who.tijdvak.tot, whole.tot)) if who else whole

    def voorbij(self, who: Gebondene | None, period: Beoordelingsperiode) -> bool:
        """Tell whether nothing can come any more: the period is over, or the party (None: all) no longer takes part."""
        return period.voorbij or self.eigen_tijd(who).tot <= self.peildatum

    def maar_deels(self, who: Gebondene | None, tijdvak: Tijdvak, in_zin: str) -> str:
        """Say since or until when a party (for None the agreement) took part in a period, when in less than half of it.

        The one rule for what is owed over a period, in force or over: what is missing counts when it was owed for at
        least half of the days. No agreement has this rule: what is told are the days, and not a share.
        """
        own = self.eigen_tijd(who)
        if self.half(own, tijdvak):
            return ""
        over = min(tijdvak.tot, own.tot) <= self.peildatum
        if who and self.half(self.bindend, tijdvak):
            was, what = ("was" if over else "is", "lid") if who.lid != ALTIJD else ("deed" if over else "doet", "mee")
            return f"{who.naam} {was} {what} {deel_van(own, tijdvak)}, te kort voor {in_zin}"
        het = self.convenant.zinsnaam
        if self.in_werking.van > tijdvak.van:
            return f"{het.met('geldt', 'gelden')} pas sinds {lange_datum(self.in_werking.van)}"
        verb = het.vorm("gold", "golden") if over else het.vorm("geldt", "gelden")
        return f"{het} {verb} maar tot en met {lange_datum(self.bindend.laatste)}"

    @staticmethod
    def half(own: Tijdvak, whole: Tijdvak) -> bool:
        """Tell whether ``own`` covers at least half of the days of a period."""
        return 2 * (min(own.tot, whole.tot) - max(own.van, whole.van)).days >= (whole.tot - whole.van).days

    def gehouden(self, soort: str, orgaan: str = "") -> list[Bijeenkomst]:
        """Return the meetings of a kind (of a body: all, when empty) held up to the reference date, oldest first."""
        return [m for m in self._bijeenkomsten(soort, orgaan) if m.status == "gehouden" and m.datum <= self.peildatum]

    def gepland(self, soort: str, orgaan: str = "") -> list[Bijeenkomst]:
        """Return the meetings of a kind that are not yet known to be held, oldest first.

        A planned meeting whose day has passed is among them: nobody has recorded yet how it went.
        """
        found = self._bijeenkomsten(soort, orgaan)
        later = [m for m in found if m.status == "gehouden" and m.datum > self.peildatum]
        planned = [m for m in found if m.status == "gepland"]
        return sorted((*planned, *later), key=lambda m: (m.datum, m.id))

    def _bijeenkomsten(self, soort: str, orgaan: str) -> list[Bijeenkomst]:
        every = self.dossier.bijeenkomsten.values()
        meetings = [m for m in every if soort in (m.bijeenkomstsoort, "") and orgaan in (m.orgaan, "")]
        return sorted(meetings, key=lambda m: (m.datum, m.id))

    @property
    def ingang(self) -> date:
        """The first day of the agreement."""
        return self.in_werking.van

    def periodes(self, naam: str, *, volgende: bool = False, sinds: date | None = None) -> list[Beoordelingsperiode]:
        """Return the last period that is over and the one that holds the reference date, oldest first.

        Of periods shorter than a year also each that ended in the last twelve months: who looks once a year sees every
        quarter that was missed, also when the next one was met. With ``volgende`` also the period after, with ``sinds``
        also each before that ends after that day. One in which the agreement was not in force on any day is left out.
        """
        ritme = self.dossier.ritme(naam)
        if ritme is None:  # a check tells that the agreement does not have it
            return []
        current = periode_met(ritme, self.peildatum, self.ingang)
        previous = [tijdvak_met(ritme, date.fromordinal(current.van.toordinal() - 1), self.ingang)]
        since = min(sinds or date.max, langs(self.peildatum, partial(add_months, months=-12)))
        while previous[0].van > since:
            previous.insert(0, tijdvak_met(ritme, date.fromordinal(previous[0].van.toordinal() - 1), self.ingang))
        word = ritme.lidwoord if isinstance(ritme, EigenRitme) else "het"
        found = [
            Beoordelingsperiode(tijdvaknaam(ritme, whole), whole, whole.tot <= self.peildatum, word)
            for whole in (*previous, current, *([tijdvak_met(ritme, current.tot, self.ingang)] if volgende else []))
            if whole.overlapt(self.bindend) and self._judges(whole)
        ]
        self._asked.update((period.naam, period) for period in found)
        return found

    @cached_property
    def _asked(self) -> dict[str, Beoordelingsperiode]:
        """The periods that were judged, by name."""
        return {}

    @cached_property
    def jaren(self) -> tuple[tuple[Beoordelingsperiode, bool], ...]:
        """The calendar years that count for any text of the clause, and whether each is judged by this one."""
        judged = self.periodes("kalenderjaar")
        return tuple((year, year in judged) for year in replace(self, geldig=ALTIJD).periodes("kalenderjaar"))

    def _judges(self, whole: Tijdvak) -> bool:
        """Tell whether a period is for this version of the clause: each is judged once, by the text of most of it."""
        middle = date.fromordinal((whole.van.toordinal() + whole.tot.toordinal()) // 2)
        return middle in self.geldig

    @cached_property
    def plannen(self) -> tuple[Plan, ...]:
        """The year plans of the parties together, oldest first; about one or more subjects."""
        return tuple(plan for plan in self.alle_plannen if not plan.jaarplan.is_eigen)

    @cached_property
    def alle_plannen(self) -> tuple[Plan, ...]:
        """Every year plan, also of one party or unit, oldest first."""
        found = []
        for jaarplan in self.dossier.jaarplannen.values():
            days = self.dossier.tijdvak(jaarplan.periode)
            if days is not None and self._judges(days):
                adopted = jaarplan.status != "concept" and (jaarplan.vastgesteld_op or date.min) <= self.peildatum
                found.append(Plan(jaarplan, days, adopted, days.van <= self.peildatum, days.tot <= self.peildatum))
        return tuple(sorted(found, key=lambda plan: (plan.tijdvak, plan.jaarplan.id)))

    def contact(self, who: Gebondene, soort: str) -> tuple[Contact | None, Place]:
        """Return the contact person or deputy of a party or unit, and the place of the field."""
        holder = who.eenheid or who.partner
        found: Contact | None = getattr(holder, soort)
        return found, Place(who.place.name, (*who.place.path, soort))

    # --- making oordelen ------------------------------------------------------------------------------------------

    def oordeel(
        self,
        uitkomst: Uitkomst,
        who: Gebondene | None,
        toelichting: str,
        *,
        periode: str = "",
        rust_op: tuple[Place, ...] = (),
        bij: Place | None = None,
        door_tijd: bool = False,
        ambitie: bool = False,
        nu: str = "",
        doet: Sequence[Partner] | None = None,
        betreft: Sequence[Partner] = (),
    ) -> Oordeel:
        """Return an oordeel on this clause.

        ``who`` is None for all together; ``bij`` is where to mend it, ``nu`` what who can do next. ``doet``: who that
        is, when it is not the party itself; ``betreft``: whom it also concerns.
        """
        if before := voor_dossier(self.convenant, self._asked.get(periode), uitkomst, door_tijd):
            # What was found of it in part is told all the same.
            told = before if uitkomst is Uitkomst.ONTBREEKT else f"{before}; {toelichting}"
            uitkomst, toelichting, nu, bij = Uitkomst.NIET_VAN_TOEPASSING, told, "", None
        own = (who.partner,) if who else ()
        acts = own if doet is None else doet
        return Oordeel(
            bepaling=self.bepaling.id,
            partner=who.partner.id if who else None,
            eenheid=who.eenheid_id if who else None,
            periode=periode,
            familie=self.bepaling.familie,
            uitkomst=uitkomst,
            toelichting=toelichting,
            rust_op=rust_op,
            bij=bij,
            interpretatie=self.bepaling.interpretatie,
            door_tijd=door_tijd,
            ambitie=ambitie,
            nu=nu,
            betreft=tuple(dict.fromkeys(partner.id for partner in (*own, *betreft))),
            doet=tuple(dict.fromkeys(partner.id for partner in acts)) if nu else (),
            beheer=bool(
                nu and not acts and (office := self.convenant.secretariaat) and nu.startswith(f"{office.in_zin} ")
            ),
        )

    @property
    def keeper(self) -> tuple[Partner, ...]:
        """The party that keeps the dossier; empty when none does."""
        return self.partijen(self.convenant.beheerder or "")

    def partijen(self, *ids: str) -> tuple[Partner, ...]:
        """Return the parties of these ids that are known."""
        return tuple(self.dossier.partners[id] for id in ids if id in self.dossier.partners)

    def nog_mee(self, partners: Iterable[Partner]) -> list[Partner]:
        """Return which of these parties still take part on the reference date: of others nothing is asked together."""
        return [partner for partner in partners if not partner.weg_sinds(self.peildatum)]

    def ieder_of_samen(self, tijdvak: Tijdvak | None = None) -> Iterator[Gebondene | None]:
        """Yield each bound member, or None once when the clause is for all together or binds nobody.

        With ``tijdvak`` everybody who was a member on one of those days, instead of on the reference date; not who
        still has to join.
        """
        if self.bepaling.gezamenlijk or not self.bepaling.gebonden:
            yield None
        elif tijdvak is None:
            yield from self.gebonden
        else:
            yield from self.deelnemers(tijdvak)

    def deelnemers(self, tijdvak: Tijdvak) -> list[Gebondene]:
        """Return the bound parties that were a member on one of those days; not who still has to join."""
        return [who for who in self.bound if who.tijdvak.overlapt(tijdvak) and who.tijdvak.van <= self.peildatum]


@lru_cache(maxsize=64)
def _bound(dossier: Dossier, names: tuple[str, ...], bindt_na: Nawerking | None, began: date) -> tuple[Gebondene, ...]:
    """Work out once whom names bind: most clauses name the same few."""
    found: dict[tuple[str, str | None], Gebondene] = {}
    members = leden_van(dossier, names)
    for partner in dossier.partners.values():
        # Who left before the agreement began, was never bound by it.
        na = bindt_na if (partner.lid_tot or date.max) > began else None
        if {ALLE, partner.id, *partner.rollen} & set(names):
            found[partner.id, None] = Gebondene(partner, na=na)
        for unit in bound_units(dossier, partner, names):
            found[partner.id, unit.id] = Gebondene(partner, unit, na=na)
        if partner.id in members:
            found.setdefault((partner.id, None), Gebondene(partner, None, members[partner.id], na))
    return tuple(found.values())
