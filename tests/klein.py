"""A small dossier in which everything that can be named is named somewhere: in every kind of record."""

from dataclasses import replace
from datetime import date

from convenant_cli.sources.sources import Source
from tests.conftest import BASIS, overlay

DAG = date(2026, 11, 21)
POLITIE = "data/partners/politie.yaml"
SCHOOL = "data/partners/noorderschool.yaml"
PLAN = "data/jaarplan/2027/jaarplan.yaml"
ACTIE = "data/jaarplan/2027/acties/gastlessen.yaml"
CONVENANT = "data/convenant.yaml"
AFSPRAKEN = "data/bepalingen/1-afspraken.yaml"

_ERBIJ = {
    POLITIE: """\
# Wat de politie aanbiedt.
aanbod:
  - id: gastles  # sinds 2024
    titel: Gastles
    themas: [online-veiligheid, 'schoolklimaat']
    doelgroep: klas 1
    vorm: voorlichting
    eenheid: politie/jeugd
    voor: [noorderschool, noorderschool/locatie-kade]
  - {id: spreekuur, titel: Spreekuur, doelgroep: klas 2, vorm: spreekuur, themas: [schoolklimaat]}
eenheden:
  - {id: jeugd, naam: Team jongeren, soort: team}
""",
    SCHOOL: """\
documenten:
  - {id: plan, soort: veiligheidsplan, titel: Plan, vindplaats: Z-1, gedeeld: [{met: politie, datum: 2026-01-01}]}
""",
    CONVENANT: """\
interpretaties:
  - {id: hoe-vaak, nummer: 1, vraag: Hoe vaak?, lezing: Elk jaar., bepalingen: [veiligheidsplan]}
ontheffingen:
  - controle: actie-is-op-tijd
    bestand: data/partners/politie.yaml
    reden: Zo afgesproken.
    verleend_door: beleidsadviseur
    tot: 2027-06-01
""",
    AFSPRAKEN: """\
  - id: lessen
    nummer: 1.3
    nummer_zekerheid: gelezen
    titel: Lessen
    tekst: De politie geeft lessen.
    gebonden: [politie]
    aard: inspanning
    familie: relatie
    interpretatie: hoe-vaak
    verwant: [veiligheidsplan]
    toets: {soort: aanbod, themas: [online-veiligheid], elk_van: [politie/gastles]}
""",
}
_NIEUW = {
    PLAN: """\
titel: Jaarplan 2027
periode: kalenderjaar 2027
status: concept
versie: 0.1
opdrachtgever: gemeente
samenvatting: Weer aan de slag.
opgesteld_met: [gemeente, politie]
themas:
  - thema: schoolklimaat
    nummer: 1
    aanleiding: De sfeer.
    doelen:
      - id: meer-rust
        tekst: Er is meer rust.
vraagstukken:
  - {id: wachten, van: noorderschool/locatie-kade, thema: schoolklimaat, datum: 2026-10-01, vraag: Wat te doen?}
""",
    ACTIE: """\
# De oude naam was politielessen.
nummer: 1.1
titel: Gastlessen van de politie
thema: schoolklimaat
doel: meer-rust  # het eerste doel
vraagstukken: [wachten]
trekker: "politie"
partners:
  - noorderschool  # doet mee
  - gemeente
aanbod: [politie/gastles]
start: 2027-02-01
gereed: 2027-06-30
status: gepland
vervolg_op: 2026/ouderavond
indicator: {omschrijving: lessen, streefwaarde: 4}
""",
    "data/verklaringen/2026/politie.yaml": """\
afgelegd_op: 2026-10-01
functie: directeur
antwoorden:
  - {bepaling: veiligheidsplan, antwoord: niet-van-toepassing}
""",
    "prive/personen.yaml": """\
personen:
  - {partner: politie, eenheid: politie/jeugd, als: contactpersoon, naam: V. Voorbeeld}
""",
}


def klein() -> Source:
    """Return the dossier. It has no fault."""
    source = overlay(BASIS)
    files = dict(source.files)
    for name, text in _ERBIJ.items():
        files[name] += text.encode()
    files |= {name: text.encode() for name, text in _NIEUW.items()}
    return replace(source, files=dict(sorted(files.items())))
