"""Wat is ondertekend, wijzigt alleen met een besluit waarmee alle partijen instemden.

Waarom: partijen tekenden voor deze woorden, deze looptijd en deze rollen. Wie er een verandert, verandert hun afspraak.
Herstel: zet terug wat er stond. Is er een wijzigingsbesluit, noem daarin de bepaling, de rol of de looptijd, met de
instemming van elke partij van die dag; geef de bepaling de ingangsdatum van het besluit, en zet hoe zij eerder luidde
onder `eerdere_versies`. Was het verkeerd overgenomen, leg dat dan vast onder `correcties`, met de reden. Neemt u het
convenant nog over, dan staat er `overgenomen: nee` in data/convenant.yaml, en mag alles nog veranderen.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from convenant_cli.dossier.besluiten import instemmers, ontbrekend
from convenant_cli.dossier.overgang import Overgang
from convenant_cli.findings import Melding, Place
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Bepaling, Convenant, Hoofdstuk, Partner
from convenant_cli.records.wijziging import Correctie, Geraakt, Wijzigingsbesluit
from convenant_cli.sources.sources import MARKER
from convenant_cli.text.sentences import opsomming

#: What of a clause is signed, or tells since when it reads like this; and how a sentence names it.
_SIGNED = {
    "tekst": "de tekst",
    "nummer": "het nummer",
    "onderdeel": "het deel van het artikel",
    "nummer_zekerheid": "hoe zeker het nummer is",
    "gebonden": "wie eraan gebonden is",
    "bindt_na": "hoe lang zij nog bindt na het einde",
    "gezamenlijk": "of de partijen haar samen hebben",
    "aard": "de aard",
    "ingangsdatum": "de ingangsdatum",
    "eerdere_versies": "een eerdere versie",
    "vervalt_op": "de dag waarop zij vervalt",
}
#: What an earlier version keeps.
_WORDING = ("tekst", "nummer", "onderdeel", "gebonden", "gezamenlijk", "aard")
_BACK = (
    "zet terug wat er stond; noemt een besluit met instemming van alle partijen dit, verwijs daar dan naar, en was het "
    "verkeerd overgenomen, zet dan onder 'correcties' in data/convenant.yaml wat er mis was en waaruit dat blijkt"
)

_GUARDED = "haal dit veld weg; was iets verkeerd overgenomen, leg dat dan vast onder 'correcties'"


def check(overgang: Overgang) -> Iterator[Melding]:
    for then, now in overgang.samen(Convenant):
        if not then.overgenomen:
            continue
        if not now.overgenomen:
            message = f"de tekst van {then.zinsnaam} was overgenomen, en is sindsdien bewaakt"
            yield Melding(now.at("overgenomen"), message, _GUARDED)
        guard = _Bewaking(overgang, then, now)
        yield from guard.clauses()
        yield from guard.term()
        yield from guard.roles()


@dataclass(frozen=True)
class _Bewaking:
    """What changed of the signed agreement, and which decisions and corrections cover it."""

    overgang: Overgang
    then: Convenant
    now: Convenant

    @cached_property
    def corrections(self) -> list[Correctie]:
        """The corrections that were not there then."""
        return [one for one in self.now.correcties if one not in self.then.correcties]

    @cached_property
    def decisions(self) -> list[Wijzigingsbesluit]:
        """The decisions to change that everybody consented to, and that were not like that then."""
        before = {one.id: one for one in self.then.wijzigingsbesluiten}
        return [
            one
            for one in self.now.wijzigingsbesluiten
            if one.soort == "wijziging"
            and not self._silent(one)
            and ((was := before.get(one.id)) is None or ontbrekend(was, *self._then))
        ]

    @cached_property
    def _then(self) -> tuple[list[Partner], list[Bepaling]]:
        vroeger = self.overgang.vroeger
        return list(vroeger.partners.values()), list(vroeger.bepalingen.values())

    def _silent(self, besluit: Wijzigingsbesluit) -> list[Partner]:
        """Return the parties whose consent a decision lacks.

        Who they are, nobody can change along with it: it asks who took part by the dossier then as well as by that of
        now, and by the clauses of then.
        """
        parties, clauses = self._then
        needed = {partner.id: partner for partner in instemmers(besluit, self.overgang.nu.partners.values(), clauses)}
        for partner in instemmers(besluit, parties, clauses):
            id = self.overgang.hernoemd.get(("partner", partner.id), partner.id)
            needed.setdefault(id, self.overgang.nu.partners.get(id, partner))
        given = {one.partner for one in besluit.instemming}
        return [partner for id, partner in needed.items() if id not in given]

    @property
    def fresh(self) -> list[Geraakt]:
        """What can cover a change of the term or of roles."""
        return [*self.decisions, *self.corrections]

    # --- clauses --------------------------------------------------------------------------------------------------

    def clauses(self) -> Iterator[Melding]:
        before = {
            clause.id: (clause, data)
            for chapter in self.overgang.vroeger.hoofdstukken.values()
            if self.overgang.vroeger.files[chapter.name].whole
            for clause, data in zip(chapter.bepalingen, self.overgang.vertaald(chapter)["bepalingen"], strict=True)
        }
        unread = any(not self.overgang.nu.files[chapter.name].whole for chapter in self._chapters())
        known = set()
        for chapter in self._chapters():
            for number, clause in enumerate(chapter.bepalingen):
                known.add(clause.id)
                corrected = any(clause.id in one.bepalingen for one in self.corrections)
                if corrected or not self.overgang.nu.files[chapter.name].whole:
                    continue
                if clause.id in before:
                    yield from self._changed(chapter, number, clause, *before[clause.id])
                elif before and (why := self._undecided(clause.id, clause.ingangsdatum, "ingangsdatum")):
                    # Who had no clause then was still copying the agreement.
                    message = f"bepaling '{clause.id}' staat niet in wat is ondertekend, en {why}"
                    yield Melding(chapter.at("bepalingen", number, "id"), message, _BACK)
        taken_out = {id for one in self.corrections for id in one.weggehaald}
        for id in before.keys() - known - taken_out if not unread else ():
            hint = "zet haar terug; neemt een besluit haar weg, vul dan 'vervalt_op' in; hoorde zij er nooit te staan, "
            hint += "zet haar naam dan bij een correctie onder 'weggehaald'"
            yield Melding(self._home(id), f"bepaling '{id}' is verdwenen", hint)

    def _chapters(self) -> list[Hoofdstuk]:
        return list(self.overgang.nu.hoofdstukken.values())

    def _home(self, id: str) -> Place:
        """Return where a clause that is gone stood."""
        for old, new in self.overgang.samen(Hoofdstuk):
            if any(clause.id == id for clause in old.bepalingen):
                return new.at_key("bepalingen")
        return Place(MARKER)

    def _changed(
        self, chapter: Hoofdstuk, number: int, clause: Bepaling, old: Bepaling, was: dict[str, Any]
    ) -> Iterator[Melding]:
        """Yield what changed of one clause without a decision. ``was``: the earlier fields under the names of now."""
        now = clause.model_dump(mode="json")
        fields = [name for name in _SIGNED if _differs(name, was, now)]
        for day in ("ingangsdatum", "vervalt_op"):
            mine = [name for name in fields if (name == "vervalt_op") == (day == "vervalt_op")]
            if not mine:
                continue
            moved = getattr(clause, day) if getattr(clause, day) != getattr(old, day) else None
            why = self._undecided(clause.id, moved, day)
            if not why and day == "ingangsdatum" and not _kept(clause, old, was):
                why = f"hoe zij tot {lange_datum(clause.ingangsdatum or date.max)} luidde, staat niet bij de eerdere "
                why += "versies"
            if why:
                what = opsomming([_SIGNED[name] for name in mine])
                message = f"van bepaling '{clause.id}' is {what} veranderd, en {why}"
                yield Melding(chapter.at("bepalingen", number, mine[0]), message, _BACK)

    def _undecided(self, id: str, day: date | None, field: str) -> str:
        """Return why no decision brings a change of a clause on a day; empty when one does."""
        naming = [one for one in self.now.wijzigingsbesluiten if one.soort == "wijziging" and id in one.bepalingen]
        if not naming:
            return "geen wijzigingsbesluit noemt haar"
        of_day = [one for one in naming if one.ingang == day]
        if not of_day:
            return f"'{field}' is niet een nieuwe dag waarop {naming[-1].naam} ingaat"
        silent = self._silent(of_day[-1])
        names = opsomming([partner.in_zin for partner in silent])
        return f"met {of_day[-1].naam} is de instemming van {names} niet gevonden" if silent else ""

    # --- the term and the roles -----------------------------------------------------------------------------------

    def term(self) -> Iterator[Melding]:
        if any(one.looptijd for one in self.fresh):
            return
        for name in type(self.now.looptijd).model_fields:
            if getattr(self.then.looptijd, name) != getattr(self.now.looptijd, name):
                message = (
                    f"de looptijd is veranderd ({name}), en geen nieuw besluit of nieuwe correctie noemt de looptijd"
                )
                yield Melding(self.now.at("looptijd", name), message, _BACK)
        for name in ("toetreding", "toetreding_instemming"):
            if getattr(self.then, name) == getattr(self.now, name):
                continue
            message = "hoe een partij toetreedt, is veranderd, en geen nieuw besluit of correctie noemt de looptijd"
            yield Melding(self.now.at(name), message, _BACK)

    def roles(self) -> Iterator[Melding]:
        named = {role for one in self.fresh for role in one.rollen}
        taken_out = {id for one in self.corrections for id in one.weggehaald}
        lacks = "geen nieuw besluit of nieuwe correctie noemt die rol"
        before, after = self.then.rollen, self.now.rollen
        for role in dict.fromkeys((*before, *after)):
            if before.get(role) == after.get(role) or role in named:
                continue
            if role not in after:
                if role not in taken_out:
                    yield Melding(self.now.at_key("rollen"), f"rol '{role}' is verdwenen, en {lacks}", _BACK)
            else:
                how = "veranderd" if role in before else "nieuw"
                yield Melding(self.now.at_key("rollen", role), f"rol '{role}' is {how}, en {lacks}", _BACK)
        for old, new in self.overgang.samen(Partner):
            if other := sorted((set(old.rollen) ^ set(new.rollen)) - named):
                roles = opsomming([f"'{role}'" for role in other])
                message = f"{new.in_zin} heeft een andere rol dan eerst ({roles}), en {lacks}"
                yield Melding(new.at("rollen"), message, _BACK)


def _differs(name: str, was: dict[str, Any], now: dict[str, Any]) -> bool:
    old, new = was[name], now[name]
    if name == "tekst":  # other lines are no other words
        return bool(old.split() != new.split())
    if name == "gebonden":
        return set(old) != set(new)
    if name in ("nummer", "onderdeel"):
        return bool(old != new and was["nummer_zekerheid"] == "gelezen")
    if name == "nummer_zekerheid":  # what was read may not become a guess, which may then change
        return bool(old == "gelezen" and new != old)
    if name == "eerdere_versies":
        return any(version not in new for version in old)
    return bool(old != new)


def _kept(clause: Bepaling, old: Bepaling, was: dict[str, Any]) -> bool:
    """Tell whether a clause still says how it read before."""
    since = old.ingangsdatum or date.min
    for version in clause.versies[1:]:
        if version.tijdvak.van == since:
            then = version.bepaling.model_dump(mode="json")
            return not any(_differs(name, was, then) for name in _WORDING)
    return False
