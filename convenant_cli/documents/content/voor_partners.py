"""What changed, for partners: what changes, for whom, from when, decided where and why; in words and days of people.

What git, ids and this program call things is for who keeps a dossier, and so is how a clause is tested.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from convenant_cli.changes.stukken import Tekststuk
from convenant_cli.changes.wijziging import Groep, Recordwijziging, Vergelijking, Wat
from convenant_cli.documents.content.partnerconvenant import ALLE, Overeenkomst, Partnerpunt, Zin, everyone
from convenant_cli.documents.content.partnerzinnen import matters, rows
from convenant_cli.documents.content.versies import decided
from convenant_cli.documents.words import Words
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.verklaringsperioden import over
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Actie, Jaarplan, Verklaring
from convenant_cli.records.jaarplan import Wijziging as Planwijziging
from convenant_cli.text.sentences import capital, counted
from convenant_cli.text.volgorde import volgorde

#: What a meeting that was recorded is to who reads of it.
_MEETING = {"gepland": "Nieuwe bijeenkomst", "gehouden": "Bijeenkomst gehouden", "vervallen": "Gaat niet door"}
_CONTACTS = frozenset(("contactpersoon", "vervanger", "aanspreekpunten"))
_SHOWN = 5  # points that the table names of a party; the rest is counted


@dataclass(frozen=True, slots=True)
class Partnerdeel:
    """What changed in a theme, with a party or in a meeting."""

    id: str
    titel: str
    punten: tuple[Partnerpunt, ...]


def told(every: Vergelijking, dossier: Dossier) -> tuple[Partnerdeel, ...]:
    """Return what partners should know of a comparison, group by group. ``dossier``: the records as they are now."""
    teller = _Teller(every, dossier)
    found = [(group, tuple(teller.punten(group))) for group in every.groepen]
    kept = [(_title(group, punten), punten) for group, punten in found if punten]
    return tuple(Partnerdeel(f"deel-{number}", titel, punten) for number, (titel, punten) in enumerate(kept, 1))


def _title(group: Groep, punten: tuple[Partnerpunt, ...]) -> str:
    """Return what stands above a group: of a party or a meeting with one point the point itself, told once."""
    alone = len(punten) == 1 and group.soort in ("partner", "bijeenkomst")
    return punten[0].kop if alone else group.titel


def per_partij(delen: Iterable[Partnerdeel], dossier: Dossier) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return for each party, by name, what changes for it; what is for all comes under its own name, first.

    What is for a role is for each party that has it, and what is for a unit for its party.
    """
    known: dict[str, set[str]] = {}
    roles = dossier.agreed.rollen
    for partner in dossier.partners.values():
        own = (
            partner.kort,
            *(unit.naam for unit in partner.eenheden),
            *(roles[r].naam for r in partner.rollen if r in roles),
        )
        for name in own:
            known.setdefault(name, set()).add(partner.kort)
    found: dict[str, list[str]] = {}
    for punt in (punt for deel in delen for punt in deel.punten):
        for who in sorted({party for name in punt.voor for party in known.get(name, {name})}, key=volgorde):
            found.setdefault(who, []).append(punt.kort or punt.kop)
    order = [*ALLE, *sorted(found.keys() - set(ALLE), key=volgorde)]
    return tuple((who, _the_first(list(dict.fromkeys(found[who])))) for who in order if who in found)


def _the_first(texts: list[str]) -> tuple[str, ...]:
    more = len(texts) - _SHOWN
    return (*texts[:_SHOWN], f"en nog {counted(more, 'punt', 'punten')}") if more > 1 else tuple(texts)


class _Teller:
    """Tells the changes between two moments with the names and reasons of the newer one."""

    def __init__(self, every: Vergelijking, dossier: Dossier) -> None:
        self._every = every
        self._dossier = dossier
        self._words = Words(dossier)
        self._new_plans = {
            change.id for change in every.wijzigingen if change.soort == "jaarplan" and change.wat is Wat.TOEGEVOEGD
        }

    def punten(self, group: Groep) -> Iterator[Partnerpunt]:
        if group.soort == "convenant":
            agreement = Overeenkomst(self._dossier, self._every.oud.datum or date.min)
            yield from agreement.punten([change for change in group.wijzigingen if change.soort != "evaluatie"])
        new_plan = group.soort == "thema" and group.id.split("/")[0] in self._new_plans
        if new_plan:
            yield from self._new_theme(group)
        for change in group.wijzigingen:
            if change.soort in ("convenant", "hoofdstuk") or not matters(change):
                continue
            if new_plan and change.soort == "actie" and change.wat is Wat.TOEGEVOEGD:
                continue
            yield from getattr(self, f"_{change.soort}", self._other)(change)

    # --- year plans -----------------------------------------------------------------------------------------------

    def _jaarplan(self, change: Recordwijziging) -> Iterator[Partnerpunt]:
        plan = self._dossier.jaarplannen.get(change.id)
        if plan is None:
            yield Partnerpunt(f"{change.naam} is er niet meer", voor=ALLE)
            return
        if change.wat is Wat.TOEGEVOEGD:
            text: Zin = (Tekststuk("gelijk", " ".join(plan.samenvatting.split())),)
            yield Partnerpunt(
                f"Nieuw: {plan.titel} ({plan.status})", (text,), ALLE, str(plan.periode), self._adopted(plan)
            )
            return
        if any(field.pad == ("status",) for field in change.velden):
            yield Partnerpunt(f"{plan.titel} is nu {plan.status}", (), ALLE, str(plan.periode), self._adopted(plan))
        if lines := rows(change):
            note = self._note(plan, None)
            yield self._noted(Partnerpunt(plan.titel, lines, ALLE), note, change.raakt_plan)
        touched = {one.id for one in self._every.wijzigingen if one.soort == "actie"}
        for field in change.velden:
            note = next((one for one in plan.wijzigingen if _is(one, field.nieuw_waarde)), None)
            if field.pad[0] == "wijzigingen" and note and not touched.intersection(note.acties):
                yield self._noted(Partnerpunt(f"{plan.titel} is gewijzigd", (), self._of_actions(note)), note, False)

    def _adopted(self, plan: Jaarplan) -> str:
        if not plan.vastgesteld_op:
            return "nog niet vastgesteld"
        where = decided(self._dossier, plan.vastgesteld_met or "")
        meeting = self._dossier.bijeenkomsten.get(plan.vastgesteld_in or "")
        where = where or (meeting.titel if meeting else "")
        return f"{where}, {lange_datum(plan.vastgesteld_op)}" if where else f"op {lange_datum(plan.vastgesteld_op)}"

    def _of_actions(self, note: Planwijziging) -> tuple[str, ...]:
        acties = [self._dossier.acties[id] for id in note.acties if id in self._dossier.acties]
        return everyone(name for actie in acties for name in self._taking_part(actie))

    def _taking_part(self, actie: Actie) -> tuple[str, ...]:
        return tuple(map(self._words.party, actie.betrokken))

    def _new_theme(self, group: Groep) -> Iterator[Partnerpunt]:
        """Yield the actions of a theme in a plan that is new as a whole: a line each."""
        acties = [
            self._dossier.acties[c.id] for c in group.wijzigingen if c.soort == "actie" and c.id in self._dossier.acties
        ]
        lines: list[Zin] = [
            (Tekststuk("gelijk", f"{actie.nummer} {actie.titel}, {self._when(actie)}"),) for actie in acties
        ]
        if lines:
            who = tuple(dict.fromkeys(name for actie in acties for name in self._taking_part(actie)))
            yield Partnerpunt(f"Nieuwe acties: {len(lines)}", tuple(lines), who)

    def _when(self, actie: Actie) -> str:
        days = f"{lange_datum(actie.start)} tot en met {lange_datum(actie.gereed)}"
        return f"{days}, trekker {self._words.party(actie.trekker)}"

    def _plan_named(self, id: str) -> str:
        plan = self._dossier.jaarplannen.get(id)
        return plan.naam if plan else f"plan {id}"

    def _actie(self, change: Recordwijziging) -> Iterator[Partnerpunt]:
        actie = self._dossier.acties.get(change.id)
        if actie is None:
            was = {field.pad[0]: field.oud_waarde for field in change.velden}
            parties = [was.get("trekker"), *(was.get("partners") or [])]
            who = tuple(dict.fromkeys(self._words.party(id) for id in parties if isinstance(id, str)))
            yield Partnerpunt(f"Niet meer in het plan: {change.naam.lower()} {change.titel}", voor=who)
            return
        plan = self._dossier.jaarplannen.get(actie.jaarplan)
        note = self._note(plan, actie.id) if plan else None
        head = f"Actie {actie.nummer} {actie.titel}"
        if change.wat is Wat.TOEGEVOEGD:
            lines: list[Zin] = [(Tekststuk("gelijk", self._when(actie)),)]
            if actie.omschrijving:
                lines.insert(0, (Tekststuk("gelijk", " ".join(actie.omschrijving.split())),))
            yield self._noted(
                Partnerpunt(f"Nieuw: {head.lower()[0]}{head[1:]}", tuple(lines), self._taking_part(actie)),
                note,
                change.raakt_plan,
            )
            return
        lines = list(rows(change))
        before, now = (change.oud_id or change.id).split("/")[0], actie.jaarplan
        if before != now:
            moved = f"gaat van {self._plan_named(before)} naar {self._plan_named(now)}"
            lines.insert(0, (Tekststuk("gelijk", moved),))
        if lines:
            why = "" if note else (actie.status_reden or "")
            punt = Partnerpunt(head, tuple(lines), self._taking_part(actie), waarom=why)
            yield self._noted(punt, note, change.raakt_plan)

    def _note(self, plan: Jaarplan, actie: str | None) -> Planwijziging | None:
        """Return the last note on a change of a plan (of one of its actions) since the older moment."""
        since = self._every.oud.datum or date.min
        fresh = [
            field.nieuw_waarde
            for change in self._every.wijzigingen
            if change.soort == "jaarplan" and change.id == plan.id
            for field in change.velden
            if field.pad[0] == "wijzigingen"
        ]
        notes = [one for one in plan.wijzigingen if one.datum >= since or any(_is(one, value) for value in fresh)]
        about = [one for one in notes if (actie in one.acties if actie else not one.acties)]
        return max(about, key=lambda one: one.datum, default=None)

    def _noted(self, punt: Partnerpunt, note: Planwijziging | None, agreed: bool) -> Partnerpunt:
        """Return a point with the decision of its note; of an adopted plan also that no decision is recorded."""
        if note is None:
            where = "hierover staat geen besluit in het dossier" if agreed else ""
            return replace(punt, besloten=where)
        where = decided(self._dossier, note.besluit or "") or "hierover staat geen besluit in het dossier"
        return replace(punt, vanaf=lange_datum(note.datum), besloten=where, waarom=note.omschrijving)

    # --- parties, meetings, answers -------------------------------------------------------------------------------

    def _partner(self, change: Recordwijziging) -> Iterator[Partnerpunt]:
        partner = self._dossier.partners.get(change.id)
        if partner is None:
            yield Partnerpunt(f"{change.naam} doet niet meer mee", voor=ALLE)
        elif change.wat is Wat.TOEGEVOEGD:
            post = partner.contactpersoon
            text = ", ".join(filter(None, (post.functie, post.email))) if post else "nog niet bekend"
            lines: Zin = (Tekststuk("gelijk", f"contactpersoon: {text}"),)
            yield Partnerpunt(f"Nieuwe partij: {partner.naam}", (lines,), ALLE, lange_datum(partner.lid_van))
        elif lines_ := rows(change):
            # Everybody calls a contact, so everybody hears of another one.
            if any(_CONTACTS.intersection(field.pad) for field in change.velden):
                yield Partnerpunt(partner.naam, lines_, ALLE, kort=f"Gegevens van {self._words.party(partner.id)}")
            else:
                yield Partnerpunt(partner.naam, lines_, (partner.kort,), kort="Uw gegevens")

    def _bijeenkomst(self, change: Recordwijziging) -> Iterator[Partnerpunt]:
        meeting = self._dossier.bijeenkomsten.get(change.id)
        if meeting is None:
            yield Partnerpunt(f"Gaat niet door: {change.naam}", voor=ALLE)
            return
        who = ALLE if "alle" in meeting.genodigd else tuple(map(self._words.party, meeting.genodigd))
        until = f" tot {meeting.einde:%H.%M}" if meeting.einde else ""
        when = f"{lange_datum(meeting.datum)}, {meeting.aanvang:%H.%M}{until} uur, {meeting.plaats}"
        if change.wat is Wat.TOEGEVOEGD:
            lines: list[Zin] = [(Tekststuk("gelijk", when),)]
            lines += [
                (Tekststuk("gelijk", f"besluit {one.nummer.upper()}: {' '.join(one.tekst.split())}"),)
                for one in meeting.besluiten
            ]
            yield Partnerpunt(f"{_MEETING[meeting.status]}: {meeting.titel}", tuple(lines), who)
        elif lines_ := rows(change):
            yield Partnerpunt(meeting.titel, lines_, who)

    def _verklaring(self, change: Recordwijziging) -> Iterator[Partnerpunt]:
        one = self._dossier.verklaringen.get(change.id)
        if one is None:
            yield Partnerpunt(f"{change.naam} is er niet meer")
            return
        who, about = self._words.party(one.partner), over(self._dossier, one.jaar)
        day = f" op {lange_datum(one.afgelegd_op)}" if one.afgelegd_op else ""
        if change.wat is Wat.TOEGEVOEGD:
            if one.afgelegd_op is None:
                yield Partnerpunt(f"De vragen over {about} staan klaar voor {who}", (), (who,))
            else:
                told = tuple(self._not_just_yes(one))
                yield Partnerpunt(f"{who} beantwoordde de vragen over {about}{day}", told, (who,))
        elif lines := rows(change):
            yield Partnerpunt(f"{who} paste de antwoorden over {about} aan", lines, (who,))

    def _not_just_yes(self, made: Verklaring) -> Iterator[Zin]:
        """Yield the answers of a statement that say more than yes, each with the clause and the unit."""
        for answer in made.antwoorden:
            clause = self._dossier.bepalingen.get(answer.bepaling)
            if clause is None or answer.antwoord is None or (answer.antwoord == "ja" and not answer.opgave):
                continue
            whose = f" ({self._words.unit(answer.eenheid)})" if answer.eenheid else ""
            said = ", ".join(filter(None, (answer.antwoord.replace("-", " "), answer.opgave)))
            why = f"; {' '.join(answer.toelichting.split())}" if answer.toelichting else ""
            yield (Tekststuk("gelijk", f"{capital(clause.in_zin)}{whose}: {said}{why}"),)

    def _evaluatie(self, change: Recordwijziging) -> Iterator[Partnerpunt]:
        one = self._dossier.evaluaties.get(change.id)
        if one is None:
            yield Partnerpunt(f"Niet meer: {change.titel or change.naam}")
            return
        actie = self._dossier.acties.get(one.actie or "")
        who = self._taking_part(actie) if actie else ALLE
        if change.wat is not Wat.TOEGEVOEGD:
            if lines := rows(change):
                yield Partnerpunt(one.titel, lines, who)
            return
        after = f"{one.vervolg.keuze}: {one.vervolg.toelichting}" if one.vervolg.toelichting else one.vervolg.keuze
        said = f"{one.waardering.replace('-', ' ')}; wat nu: {after}"
        yield Partnerpunt(f"Nieuw: {one.titel}", ((Tekststuk("gelijk", said),),), who)

    def _other(self, change: Recordwijziging) -> Iterator[Partnerpunt]:
        if lines := rows(change):
            yield Partnerpunt(f"{change.naam} {change.titel}".strip(), lines)


def _is(note: Planwijziging, value: object) -> bool:
    """Tell whether a note on a plan is this value, as plain data."""
    return isinstance(value, dict) and (value.get("datum"), value.get("omschrijving")) == (
        note.datum.isoformat(),
        note.omschrijving,
    )
