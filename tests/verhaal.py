"""A repository with a history as a gemeente has it: some thirty commits by several functions in fourteen months.

``verhaal(tmp)`` puts it in a folder and returns the folder of the dossier: a test that changes something has its own.
It is built once. The constants name moments in it; git resolves them anywhere
a revision may stand. Everything is fixed: the same dates, the same bytes, the same commits on every machine.

The story: a dossier begins; three functions write the year plan of 2026, the schools on a branch of their own; the
plan is adopted (tag ``jaarplan-2026-v1.0``), changed by a decision (``jaarplan-2026-v1.1``) and carried out. On the
way files are renamed, work is squashed, a merge resolves a conflict, a branch is rewritten and pushed by force, and a
submodule comes to stand beside the dossier.
"""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.conftest import BASIS, read_folder

BEGIN = "verhaal/begin"
"""The first commit: the agreement, three parties, two clauses."""
CONCEPT = "verhaal/concept"
"""The year plan 2026 is there, as a draft, with three actions."""
VOOR_MERGE = "verhaal/voor-merge"
"""The tip of main before the branch of the schools came in: the police changed action 2.1 there."""
SCHOLEN = "verhaal/scholen"
"""The tip of the branch of the schools: a new action 2.2, and another field of action 2.1."""
MERGE = "verhaal/merge"
"""A merge without conflicts, in which action 2.1 has the changes of both sides."""
VOOR_HERNOEMD = "verhaal/voor-hernoemd"
HERNOEMD = "verhaal/hernoemd"
"""Action 1.1 moved from ``ouderavond.yaml`` to ``ouderavond-online.yaml`` and got another title in the same commit."""
GEHOUDEN = "verhaal/gehouden"
"""The meeting of 1 December 2025 was held; the plan is still a draft."""
VASTGESTELD = "jaarplan-2026-v1.0"
"""The plan 2026 is adopted (annotated tag)."""
WERK = "verhaal/werk"
"""The tip of the branch of Halt with three small commits, which main got as one."""
SQUASH = "verhaal/squash"
UITSTEL = "verhaal/uitstel"
"""The meeting of 19 March 2026 decided (b2026-1) to move action 2.1."""
GEWIJZIGD = "jaarplan-2026-v1.1"
"""Action 2.1 moved, with a wijziging in the plan that names the decision (annotated tag)."""
PARTNER_HERNOEMD = "verhaal/partner-hernoemd"
"""The party ``zuiderschool`` is now ``zuiderlyceum``, with everything that refers to it."""
CONFLICT_ONS = "verhaal/conflict-ons"
CONFLICT_HUN = "verhaal/conflict-hun"
CONFLICT = "verhaal/conflict"
"""A merge of two other contacts for the police; the merge itself has a third."""
GEEVALUEERD = "verhaal/geevalueerd"
OUD_2027 = "oud/jaarplan-2027"
"""The tip of branch jaarplan-2027 before it was pushed by force (a lightweight tag; also in the reflog)."""
CONCEPT_2027 = "jaarplan-2027"
"""The branch as it is now: rewritten, one commit, from an older commit of main."""
SUBMODULE = "verhaal/submodule"
"""The commit that put the repository ``huisstijl`` beside the dossier."""
MAIN = "main"

BELEID = "Beleidsmedewerker Veiligheid <beleid@gemeente.example>"
SECRETARIS = "Secretaris Convenant <convenant@gemeente.example>"
SCHOOL = "Zorgcoördinator Noorderschool <convenant@noorderschool.example>"
HALT = "Adviseur Preventie Halt <convenant@halt.example>"
POLITIE = "Wijkagent Jeugd <convenant@politie.example>"

PLAN = "data/jaarplan/2026/jaarplan.yaml"
OUDERAVOND_OUD = "data/jaarplan/2026/acties/ouderavond.yaml"
OUDERAVOND = "data/jaarplan/2026/acties/ouderavond-online.yaml"
LESSEN = "data/jaarplan/2026/acties/lessen-online.yaml"
TOEZICHT = "data/jaarplan/2026/acties/toezicht-plein.yaml"
PLEINKAART = "data/jaarplan/2026/acties/pleinkaart.yaml"
JAARLIJKS = "data/bijeenkomsten/2025-12-01-jaarlijks.yaml"
OVERLEG = "data/bijeenkomsten/2026-03-19-overleg.yaml"
POLITIE_BESTAND = "data/partners/politie.yaml"
HALT_BESTAND = "data/partners/halt.yaml"
ZUIDER_OUD = "data/partners/zuiderschool.yaml"
ZUIDER = "data/partners/zuiderlyceum.yaml"

_BASIS = read_folder(BASIS)


def git(folder: Path, *args: str, stdin: bytes = b"") -> str:
    """Run git without the settings of whoever runs the tests, but on the day of the test; return what it says."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.endswith("_DATE")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{role}_NAME": "Secretaris Convenant", f"GIT_{role}_EMAIL": "convenant@gemeente.example"}
    done = subprocess.run(["git", "-C", str(folder), *args], input=stdin, env=env, check=True, capture_output=True)
    return done.stdout.decode().strip()


def begun(folder: Path, message: str = "Begin") -> Path:
    """Make a repository of a folder, with all that it holds in one commit."""
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)
    return folder


def edit(root: Path, name: str, *pairs: str) -> None:
    """Change a file of a dossier on disk: old, new, old, new …; each old text stands there once."""
    path = root / name
    path.write_bytes(_replaced(name, path.read_bytes().decode(), pairs).encode())


def _replaced(name: str, text: str, pairs: tuple[str, ...]) -> str:
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert text.count(old) == 1, f"{name}: {old!r} stands there {text.count(old)} times"
        text = text.replace(old, new)
    return text


# --- the files ----------------------------------------------------------------------------------------------------

_PARTNERS = {name: _BASIS[f"data/partners/{name}.yaml"].decode() for name in ("gemeente", "noorderschool", "politie")}
_CONVENANT = _replaced(
    "data/convenant.yaml",
    _BASIS["data/convenant.yaml"].decode(),
    (
        "  politie: {naam: Politie}\n",
        "  politie: {naam: Politie}\n  halt: {naam: Halt}\n",
        "  jaarlijks: {naam: Jaarlijkse bijeenkomst}\n",
        "  jaarlijks: {naam: Jaarlijkse bijeenkomst}\n  overleg: {naam: Overleg van de contactpersonen}\n",
    ),
)
_ZUIDERSCHOOL = """\
# Deelnemer sinds de start; de naam verandert in mei 2026.
naam: Zuiderschool
rollen: [school]
lid_van: 2024-01-01
ondertekening: {datum: 2024-01-01, functie: rector}
contactpersoon: {functie: zorgcoördinator, email: convenant@zuider.example}
vervanger: {functie: teamleider onderbouw, email: team@zuider.example}
"""
_HALT = """\
naam: Stichting Halt
korte_naam: Halt
rollen: [halt]
lid_van: 2024-01-01
ondertekening: {datum: 2024-01-01, functie: relatiemanager}
contactpersoon: {functie: adviseur preventie, email: convenant@halt.example}
vervanger: {functie: teamleider preventie, email: team@halt.example}
aanbod:
  - id: lessen-online
    titel: Lessen over online gedrag
    themas: [online-veiligheid]
    doelgroep: leerlingen klas 1 en 2
    vorm: voorlichting
"""
_PLAN = """\
# Het jaarplan van de partijen. Acties staan in de map acties/.
titel: Jaarplan 2026
periode: kalenderjaar 2026
status: concept               # concept, vastgesteld of afgesloten
versie: '0.1'
opdrachtgever: gemeente
samenvatting: >-
  De partijen werken aan online veiligheid en aan een rustig schoolplein.
themas:
  - thema: online-veiligheid
    nummer: 1
    aanleiding: Leerlingen zijn veel online.
    doelen:
      - {id: ouders-weten-meer, tekst: Ouders herkennen signalen.}
      - {id: leerlingen-weten-meer, tekst: Leerlingen kennen hun grenzen.}
  - thema: schoolklimaat
    nummer: 2
    aanleiding: Rond de pleinen is het onrustig.
    doelen:
      - {id: rustig-plein, tekst: Het plein is een rustige plek.}
"""
_OUDERAVOND = """\
nummer: 1.1
titel: Ouderavond
thema: online-veiligheid
doel: ouders-weten-meer
trekker: noorderschool        # de school nodigt uit
partners: [politie]
bepalingen: [veiligheidsplan]
omschrijving: >-
  Ouders horen van de wijkagent en van de school welke signalen er zijn en bij wie zij terechtkunnen.
start: 2026-03-01
gereed: 2026-06-30
status: gepland
indicator: {omschrijving: deelnemende ouders, streefwaarde: 100}
"""
_LESSEN = """\
nummer: 1.2
titel: "Lessen over online gedrag"
thema: online-veiligheid
doel: leerlingen-weten-meer
trekker: halt
partners: [noorderschool, zuiderschool]
start: 2026-01-15
gereed: 2026-12-18
status: gepland
indicator: {omschrijving: klassen die de les kregen, streefwaarde: 12}
aanbod: [halt/lessen-online]
"""
_TOEZICHT = """\
nummer: 2.1
titel: Toezicht op het plein
thema: schoolklimaat
doel: rustig-plein
trekker: gemeente
partners: [noorderschool]
start: 2026-02-01
gereed: 2026-05-29
status: gepland
indicator: {omschrijving: meldingen op het plein, nulmeting: 40, streefwaarde: 20}
"""
_PLEINKAART = """\
nummer: 2.2
titel: Kaart van het plein
thema: schoolklimaat
doel: rustig-plein
trekker: noorderschool
partners: [zuiderschool]
start: 2026-09-01
gereed: 2026-12-11
status: gepland
indicator: {omschrijving: scholen met een kaart, streefwaarde: 2}
"""
_JAARLIJKS = """\
titel: Jaarlijkse bijeenkomst 2025
bijeenkomstsoort: jaarlijks
status: gepland
datum: 2025-12-01
aanvang: 14:00
einde: 16:00
plaats: Gemeentehuis
organisator: gemeente
genodigd: [alle]
agenda:
  - {titel: Evaluatie van de samenwerking, soort: evaluatie-samenwerking, doel: bespreken, minuten: 60}
  - {titel: Jaarplan 2026, soort: jaarplan, doel: besluiten, minuten: 30}
"""
_GEHOUDEN = """\
aanwezig:
  - {partner: gemeente, via: contactpersoon}
  - {partner: politie, via: contactpersoon}
  - {partner: halt, via: contactpersoon}
  - {partner: noorderschool, via: vervanger}
  - {partner: zuiderschool, via: contactpersoon}
besluiten:
  - nummer: b2025-1
    tekst: Het jaarplan 2026 is vastgesteld.
actiepunten:
  - {nummer: a2025-1, tekst: Jaarplan versturen, eigenaar: gemeente, gereed: 2025-12-15, status: open}
verslag: {status: concept}
"""
_OVERLEG = """\
titel: Overleg van de contactpersonen
bijeenkomstsoort: overleg
status: gehouden
datum: 2026-03-19
aanvang: 15:30
einde: 16:30
plaats: online
organisator: gemeente
genodigd: [alle]
agenda:
  - {titel: Voortgang van de acties, doel: bespreken, minuten: 40}
aanwezig:
  - {partner: gemeente, via: contactpersoon}
  - {partner: politie, via: vervanger}
  - {partner: halt, via: contactpersoon}
  - {partner: noorderschool, via: contactpersoon}
besluiten:
  - nummer: b2026-1
    tekst: Actie 2.1 loopt door tot de herfstvakantie, omdat de hekken later komen.
verslag: {status: vastgesteld, vastgesteld_op: 2026-04-02}
"""
_EVALUATIE = """\
titel: Evaluatie van de ouderavond
actie: 2026/ouderavond-online
datum: 2026-07-06
opgesteld_door: [noorderschool, politie]
waardering: gehaald
conclusies: [De ouderavond trok meer ouders dan verwacht.]
vervolg: {keuze: voortzetten}
"""
_VERKLARING = """\
afgelegd_op: {day}
functie: directeur
antwoorden:
  - {{bepaling: veiligheidsplan, antwoord: ja}}
"""
_PLAN_2027 = (
    _PLAN.replace("Jaarplan 2026", "Jaarplan 2027")
    .replace("kalenderjaar 2026", "kalenderjaar 2027")
    .partition("  - thema: schoolklimaat")[0]
)
_OUDERAVOND_2027 = (
    _OUDERAVOND.replace("2026-", "2027-")
    .replace("titel: Ouderavond", "titel: Ouderavond over groepsapps")
    .replace("indicator:", "vervolg_op: 2026/ouderavond-online\nindicator:")
)


# --- telling ------------------------------------------------------------------------------------------------------

_Change = str | tuple[str, ...] | None
"""What happens to a file: a whole text, old and new texts in turn, or None when it goes."""


def _moment(day: str) -> int:
    """Return half past nine in Dutch winter time on a day, in seconds since 1970."""
    return int(datetime.fromisoformat(f"{day}T08:30:00").replace(tzinfo=UTC).timestamp())


def _after(files: dict[str, str], changes: dict[str, _Change], moved: dict[str, str]) -> dict[str, str]:
    after = {moved.get(file, file): text for file, text in files.items()}
    for file, change in changes.items():
        if change is None:
            del after[file]
        else:
            after[file] = change if isinstance(change, str) else _replaced(file, after[file], change)
    return after


@dataclass
class _Teller:
    """Writes one stream for ``git fast-import``; remembers the files at every commit."""

    prefix: str
    stream: bytearray = field(default_factory=bytearray)
    files: list[dict[str, str]] = field(default_factory=lambda: [{}])
    marks: dict[str, int] = field(default_factory=dict)
    tips: dict[str, int] = field(default_factory=dict)

    def say(self, text: str) -> None:
        self.stream += text.encode() + b"\n"

    def data(self, text: str) -> None:
        raw = text.encode()
        self.stream += b"data %d\n%s\n" % (len(raw), raw)

    def commit(
        self, day: str, who: str, message: str, changes: dict[str, _Change],
        *, branch: str = MAIN, name: str = "", merge: str = "", moved: dict[str, str] | None = None,
    ) -> None:  # fmt: skip
        """Add a commit to a branch. ``moved`` renames files before the changes; ``merge`` names a second parent."""
        parent, mark = self.tips.get(branch, 0), len(self.files)
        before, after = self.files[parent], _after(self.files[parent], changes, moved or {})
        self.say(f"commit refs/heads/{branch}\nmark :{mark}")
        self.say(f"author {who} {_moment(day)} +0100\ncommitter {who} {_moment(day)} +0100")
        self.data(message)
        if parent:
            self.say(f"from :{parent}")
        if merge:
            self.say(f"merge :{self.marks[merge]}")
        for file in sorted(before.keys() - after.keys()):
            self.say(f"D {self.path(file)}")
        for changed in sorted(after.items() - before.items()):
            self.write(*changed)
        self.files.append(after)
        self.tips[branch] = mark
        if name:
            self.marks[name] = mark
            self.say(f"reset refs/{name}\nfrom :{mark}\n")

    def write(self, file: str, text: str) -> None:
        if text.startswith(_GITLINK):
            self.say(f"M 160000 {text.removeprefix(_GITLINK)} {self.path(file)}")
        else:
            self.say(f"M 100644 inline {self.path(file)}")
            self.data(text)

    def path(self, file: str) -> str:
        return file if file in _AT_THE_TOP else f"{self.prefix}{file}"

    def branch(self, branch: str, at: str) -> None:
        """Start a branch at a commit, or move it there by force."""
        self.tips[branch] = self.marks[at]
        self.say(f"reset refs/heads/{branch}\nfrom :{self.marks[at]}\n")

    def tag(self, tag: str, day: str, who: str, message: str) -> None:
        """Put an annotated tag on the tip of main."""
        self.say(f"tag {tag}\nfrom :{self.tips[MAIN]}\ntagger {who} {_moment(day)} +0100")
        self.data(message)


_GITLINK = "gitlink:"
_AT_THE_TOP = frozenset((".gitmodules", ".gitignore", "huisstijl"))


def _tell(teller: _Teller, submodule: str) -> None:
    """Tell the whole story."""
    first = {
        "data/convenant.yaml": _CONVENANT,
        "data/bepalingen/1-afspraken.yaml": _BASIS["data/bepalingen/1-afspraken.yaml"].decode(),
        **{f"data/partners/{name}.yaml": text for name, text in _PARTNERS.items()},
        ".gitignore": "prive/\n",
    }
    say = teller.commit
    say("2025-09-01", BELEID, "Begin met het dossier", {**first}, name=BEGIN)
    parties: dict[str, _Change] = {HALT_BESTAND: _HALT, ZUIDER_OUD: _ZUIDERSCHOOL}
    say("2025-09-08", BELEID, "Voeg Halt en de Zuiderschool toe", parties)
    plan: dict[str, _Change] = {PLAN: _PLAN, OUDERAVOND_OUD: _OUDERAVOND, LESSEN: _LESSEN, TOEZICHT: _TOEZICHT}
    say("2025-09-22", BELEID, "Eerste opzet van het jaarplan 2026", plan, name=CONCEPT)
    statements: dict[str, _Change] = {
        f"data/verklaringen/2025/{school}.yaml": _VERKLARING.format(day="2025-10-01")
        for school in ("noorderschool", "zuiderschool")
    }
    say("2025-10-06", SECRETARIS, "Verwerk de verklaringen van de scholen", statements)

    # The schools work on a branch while main goes on; the merge is clean.
    teller.branch("scholen", at=CONCEPT)
    say("2025-10-08", SCHOOL, "Voeg de kaart van het plein toe", {PLEINKAART: _PLEINKAART}, branch="scholen")
    later = ("gereed: 2026-05-29", "gereed: 2026-06-26")
    say("2025-10-10", SCHOOL, "Geef toezicht tot de zomer", {TOEZICHT: later}, branch="scholen", name=SCHOLEN)
    police = ("partners: [noorderschool]", "partners: [noorderschool, politie]")
    say("2025-10-09", POLITIE, "Politie doet mee met toezicht", {TOEZICHT: police}, name=VOOR_MERGE)
    both: dict[str, _Change] = {PLEINKAART: _PLEINKAART, TOEZICHT: later}
    say("2025-10-13", BELEID, "Merge branch 'scholen'", both, merge=SCHOLEN, name=MERGE)

    say("2025-10-15", BELEID, "Versie 0.5 na de ronde langs de partijen", {PLAN: ("'0.1'", "'0.5'")},
        name=VOOR_HERNOEMD)  # fmt: skip
    title = ("titel: Ouderavond", "titel: Ouderavond over online veiligheid")
    say("2025-10-20", BELEID, "Noem de ouderavond naar het onderwerp", {OUDERAVOND: title},
        moved={OUDERAVOND_OUD: OUDERAVOND}, name=HERNOEMD)  # fmt: skip
    say("2025-10-27", SECRETARIS, "Nodig uit voor de jaarlijkse bijeenkomst", {JAARLIJKS: _JAARLIJKS})
    say("2025-11-17", BELEID, "Versie 0.9 voor de bijeenkomst", {PLAN: ("'0.5'", "'0.9'")})
    held: dict[str, _Change] = {JAARLIJKS: _JAARLIJKS.replace("status: gepland", "status: gehouden") + _GEHOUDEN}
    say("2025-12-01", SECRETARIS, "Verslag van de jaarlijkse bijeenkomst", held, name=GEHOUDEN)
    adopt = (
        "status: concept ", "status: vastgesteld ", "versie: '0.9'", "versie: '1.0'",
        "opdrachtgever: gemeente\n",
        "opdrachtgever: gemeente\nvastgesteld_op: 2025-12-01\nvastgesteld_in: 2025-12-01-jaarlijks\n"
        "vastgesteld_met: b2025-1\n",
    )  # fmt: skip
    say("2025-12-02", BELEID, "Stel het jaarplan 2026 vast", {PLAN: adopt})
    teller.tag(VASTGESTELD, "2025-12-02", BELEID, "Jaarplan 2026, vastgesteld op 1 december 2025")
    sent = ("gereed: 2025-12-15, status: open", "gereed: 2025-12-15, status: afgerond, afgerond_op: 2025-12-10")
    say("2025-12-10", SECRETARIS, "Jaarplan verstuurd", {JAARLIJKS: sent})
    minutes = ("verslag: {status: concept}", "verslag: {status: vastgesteld, vastgesteld_op: 2026-01-10}")
    say("2026-01-12", SECRETARIS, "Verslag vastgesteld", {JAARLIJKS: minutes}, name="verhaal/verslag")

    # Halt works in small steps; main gets them as one commit that knows nothing of the branch.
    teller.branch("werk/lessen", at="verhaal/verslag")
    runs = ("status: gepland", "status: loopt")
    say("2026-02-03", HALT, "Lessen lopen", {LESSEN: runs}, branch="werk/lessen")
    offer, line = "aanbod: [halt/lessen-online]\n", "  - {datum: 2026-02-10, tekst: Eerste vier klasen gehad.}\n"
    note = (offer, f"{offer}voortgang:\n{line}")
    say("2026-02-10", HALT, "Voortgang", {LESSEN: note}, branch="werk/lessen")
    typo = ("klasen", "klassen")
    say("2026-02-11", HALT, "Tikfout", {LESSEN: typo}, branch="werk/lessen", name=WERK)
    say(
        "2026-02-13", BELEID, "Lessen lopen: voortgang tot februari (#12)", {LESSEN: (*runs, *note, *typo)}, name=SQUASH
    )

    say("2026-03-05", SCHOOL, "Ouderavond loopt", {OUDERAVOND: runs})
    say("2026-03-20", SECRETARIS, "Verslag van het overleg van 19 maart", {OVERLEG: _OVERLEG}, name=UITSTEL)
    because = "omschrijving: Actie 2.1 loopt door tot de herfstvakantie.\n    besluit: b2026-1"
    change = (
        "samenvatting: >-",
        f"wijzigingen:\n  - datum: 2026-03-19\n    {because}\n    acties: [2026/toezicht-plein]\nsamenvatting: >-",
        "versie: '1.0'", "versie: '1.1'",
    )  # fmt: skip
    moved_on: dict[str, _Change] = {PLAN: change, TOEZICHT: ("gereed: 2026-06-26", "gereed: 2026-10-16", *runs)}
    say("2026-03-23", BELEID, "Wijzig actie 2.1 volgens besluit b2026-1", moved_on)
    teller.tag(GEWIJZIGD, "2026-03-23", BELEID, "Jaarplan 2026, gewijzigd op 19 maart 2026")

    known = teller.files[teller.tips[MAIN]]
    refers = {
        file: text.replace("zuiderschool", "zuiderlyceum") for file, text in known.items() if "zuiderschool" in text
    }
    name = {ZUIDER: _ZUIDERSCHOOL.replace("naam: Zuiderschool", "naam: Zuiderlyceum")}
    away = {file: file.replace("zuiderschool", "zuiderlyceum") for file in known if "zuiderschool" in file}
    say("2026-05-11", BELEID, "De Zuiderschool heet voortaan Zuiderlyceum", {**refers, **name}, moved=away,
        name=PARTNER_HERNOEMD)  # fmt: skip

    # Two hands change one field; who merges settles it with a third value.
    teller.branch("contacten", at=PARTNER_HERNOEMD)
    post = "contactpersoon: {functie: beleidsadviseur,"
    theirs = (post, "contactpersoon: {functie: operationeel expert jeugd,")
    say("2026-05-18", POLITIE, "Ander aanspreekpunt", {POLITIE_BESTAND: theirs}, branch="contacten", name=CONFLICT_HUN)
    ours = (post, "contactpersoon: {functie: wijkagent,")
    say("2026-05-20", SECRETARIS, "Aanspreekpunt van de politie", {POLITIE_BESTAND: ours}, name=CONFLICT_ONS)
    settled = ("functie: wijkagent,", "functie: wijkagent jeugd,")
    say("2026-05-21", BELEID, "Merge branch 'contacten'", {POLITIE_BESTAND: settled}, merge=CONFLICT_HUN, name=CONFLICT)

    done = (
        "status: loopt",
        "status: afgerond\nafgerond_op: 2026-06-20",
        "streefwaarde: 100}",
        "streefwaarde: 100, resultaat: 110}",
    )
    say("2026-06-22", SCHOOL, "Ouderavond afgerond", {OUDERAVOND: done})
    evaluated: dict[str, _Change] = {"data/evaluaties/2026/ouderavond-online.yaml": _EVALUATIE}
    say("2026-07-06", SCHOOL, "Evaluatie van de ouderavond", evaluated, name=GEEVALUEERD)

    # A draft for next year, pushed, and later pushed again by force.
    teller.branch("jaarplan-2027", at=GEEVALUEERD)
    plan_2027, evening_2027 = "data/jaarplan/2027/jaarplan.yaml", "data/jaarplan/2027/acties/groepsapps.yaml"
    say("2026-09-07", BELEID, "Opzet jaarplan 2027", {plan_2027: _PLAN_2027}, branch="jaarplan-2027")
    say("2026-09-08", BELEID, "Eerste actie van 2027", {evening_2027: _OUDERAVOND_2027}, branch="jaarplan-2027",
        name="tags/oud/jaarplan-2027")  # fmt: skip
    teller.say("checkpoint\n")

    statements = {
        f"data/verklaringen/2026/{school}.yaml": _VERKLARING.format(day="2026-10-01")
        for school in ("noorderschool", "zuiderlyceum")
    }
    say("2026-10-05", SECRETARIS, "Verwerk de verklaringen van de scholen", statements)
    modules = '[submodule "huisstijl"]\n\tpath = huisstijl\n\turl = ./huisstijl\n'
    say("2026-10-12", BELEID, "Zet de huisstijl ernaast", {".gitmodules": modules, "huisstijl": _GITLINK + submodule},
        name=SUBMODULE)  # fmt: skip
    teller.branch("jaarplan-2027", at=SUBMODULE)
    both = {plan_2027: _PLAN_2027, evening_2027: _OUDERAVOND_2027.replace("100}", "120}")}
    say("2026-10-15", BELEID, "Opzet jaarplan 2027", both, branch="jaarplan-2027")
    ready = (
        "status: loopt",
        "status: afgerond\nafgerond_op: 2026-10-14",
        "streefwaarde: 20}",
        "streefwaarde: 20, resultaat: 18}",
    )
    say("2026-10-19", BELEID, "Toezicht op het plein is klaar", {TOEZICHT: ready})


def verhaal(tmp: Path, onder: str = "") -> Path:
    """Put the repository in a folder, with ``main`` checked out; return the folder of the dossier.

    ``onder`` puts the dossier in a folder inside the repository (``onder="veiligheid/convenant"``).
    """
    shutil.copytree(_built(onder).name, tmp, symlinks=True, dirs_exist_ok=True)
    with (tmp / ".git/config").open("a", encoding="utf-8") as config:
        config.write(f'[submodule "huisstijl"]\n\turl = {(tmp / "huisstijl").as_posix()}\n')
    git(tmp, "update-index", "-q", "--refresh")  # the files are the same, and other ones on the disk
    return tmp / onder


@cache
def _built(onder: str) -> TemporaryDirectory[str]:
    """Build the repository, once in a process."""
    folder = TemporaryDirectory(prefix="convenant-verhaal-")
    tmp = Path(folder.name)
    style = tmp / "huisstijl"
    git(tmp, "init", "--quiet", "--template=", "--initial-branch", MAIN)
    git(tmp, "init", "--quiet", "--template=", "--initial-branch", MAIN, str(style))
    other = _Teller("")
    other.commit("2026-10-12", BELEID, "Huisstijl", {"referentie.md": "# Huisstijl\n", "data/kleur.yaml": "rood: ja\n"})
    git(style, "fast-import", "--quiet", stdin=bytes(other.stream))
    git(style, "reset", "--quiet", "--hard")
    teller = _Teller(f"{onder}/" if onder else "")
    _tell(teller, git(style, "rev-parse", "HEAD"))
    git(tmp, "fast-import", "--quiet", "--force", stdin=bytes(teller.stream))
    git(tmp, "reset", "--quiet", "--hard")
    return folder
