"""A small protocol of two water boards, three municipalities and a water company: half-years, quarters, a deviation,
and a party that leaves. Its facts are few enough to work out by hand what every document should say of them.
"""

from collections.abc import Mapping

from convenant_cli.dossier.dossier import Dossier
from tests.conftest import whole

CONVENANT = "data/convenant.yaml"
LOZERDIJK = "data/partners/lozerdijk.yaml"

_PARTIES = {
    "wemeldam": ("Waterschap Wemeldam", "het waterschap Wemeldam", "waterschap", ""),
    "zuideinde": ("Waterschap Zuideinde", "het waterschap Zuideinde", "waterschap", ""),
    "drielanden": ("Gemeente Drielanden", "de gemeente Drielanden", "gemeente", ""),
    # It leaves, never confirmed its contact, and its signature is not in the dossier.
    "lozerdijk": ("Gemeente Lozerdijk", "de gemeente Lozerdijk", "gemeente", "lid_tot: 2026-10-01\n"),
    "molenkade": ("Gemeente Molenkade", "de gemeente Molenkade", "gemeente", ""),
    "bronwel": ("Waterbedrijf Bronwel", "het waterbedrijf Bronwel", "waterbedrijf", ""),
}


def _party(id: str) -> str:
    name, sentence, role, more = _PARTIES[id]
    unsigned = id in ("lozerdijk", "molenkade")
    signed = "onbekend" if unsigned else "{datum: 2024-12-10, functie: dijkgraaf}"
    confirmed = "" if id == "lozerdijk" else ", bevestigd_op: 2026-02-01"
    return (
        f"naam: {name}\nzinsnaam: {sentence}\nrollen: [{role}]\nlid_van: 2025-01-01\n{more}"
        f"ondertekening: {signed}\n"
        f"contactpersoon: {{functie: beleidsadviseur water, email: {id}@water.example{confirmed}}}\n"
    )


def clause(
    id: str,
    nummer: str,
    titel: str,
    toets: str,
    *,
    gebonden: str = "alle",
    meer: str = "",
    familie: str = "automatisch",
) -> str:
    return (
        f"  - id: {id}\n    nummer: {nummer}\n    nummer_zekerheid: gelezen\n    titel: {titel}\n"
        f"    tekst: {titel}.\n    gebonden: [{gebonden}]\n    aard: resultaat\n    familie: {familie}\n{meer}"
        f"    toets: {{{toets}}}\n"
    )


FILES = {
    CONVENANT: """\
titel: Waterprotocol Merenland
beheerder: wemeldam
ondertekend_op: 2024-12-10
doel: De partijen houden het water in Merenland samen schoon.
looptijd:
  ingang: 2025-01-01
  eerste_termijn: onbepaald
  verlenging: geen
  opzegtermijn: 3 maanden
  na_opzegging: uittreding
rollen:
  waterschap: {naam: Waterschappen}
  gemeente: {naam: Gemeenten}
  waterbedrijf: {naam: Waterbedrijven}
bijeenkomstsoorten:
  wateroverleg: {naam: Wateroverleg}
leveringsoorten:
  meetrapport: {naam: Meetrapport}
  lekverslag: {naam: Lekverslag}
opzeggingen:
  - {partner: lozerdijk, datum: 2026-05-20, vorm: brief van het college}
afwikkelingen:
  - {id: meetpunten, partner: lozerdijk, wat: De meetpunten overdragen., uiterlijk: 2026-12-15}
afwijkingen:
  - id: storing
    bepalingen: [meetrapport]
    partijen: [bronwel]
    wat: Het waterbedrijf stuurt geen meetrapport.
    reden: De meetinstallatie is vervangen.
    van: 2026-04-01
    tot: 2026-07-01
    afgesproken_op: 2026-03-15
    vindplaats: zaak 2026-77
  - id: hoogwater
    bepalingen: [wateroverleg]
    wat: Er is geen wateroverleg.
    reden: Iedereen is bij het hoogwater nodig.
    van: 2026-07-01
    tot: 2026-10-01
    afgesproken_op: 2026-06-20
    vindplaats: zaak 2026-90
""",
    **{f"data/partners/{id}.yaml": _party(id) for id in _PARTIES},
    "data/bepalingen/1-water.yaml": "hoofdstuk: 1\ntitel: Schoon water\nbepalingen:\n"
    + clause(
        "meetrapport",
        "1.1",
        "Elk kwartaal een meetrapport",
        "soort: publicatie, levering: meetrapport, per: kwartaal, binnen: 1 maand",
        gebonden="bronwel",
        familie="relatie",
    )
    + clause(
        "lekverslag",
        "1.2",
        "Elk halfjaar een lekverslag",
        "soort: publicatie, levering: lekverslag, per: halfjaar",
        gebonden="gemeente",
        familie="relatie",
    ),
    "data/bepalingen/2-samen.yaml": "hoofdstuk: 2\ntitel: Samen\nbepalingen:\n"
    + clause(
        "wateroverleg",
        "2.1",
        "Elk kwartaal een wateroverleg",
        "soort: bijeenkomst, bijeenkomst: wateroverleg, per: kwartaal",
        meer="    gezamenlijk: ja\n",
    )
    + clause("contact", "2.2", "Een vaste contactpersoon", "soort: contactpersoon, bevestigd_binnen: 12 maanden")
    + clause("getekend", "2.3", "Elke partij tekent", "soort: ondertekening")
    + clause("vertrek", "2.4", "Wie vertrekt, rondt af", "soort: uittreding")
    + clause(
        "geheim",
        "2.5",
        "Meetgegevens blijven geheim",
        "soort: niet-toetsbaar, reden: Dat ziet niemand.",
        familie="niet-toetsbaar",
        meer="    bindt_na: 1 jaar\n",
    ),
    "data/bijeenkomsten/2026-02-10-wateroverleg.yaml": """\
titel: Wateroverleg
bijeenkomstsoort: wateroverleg
status: gehouden
datum: 2026-02-10
aanvang: 14:00
plaats: Gemaal
organisator: wemeldam
genodigd: [alle]
aanwezig: [{partner: wemeldam, via: contactpersoon}, {partner: bronwel, via: contactpersoon}]
agenda:
  - {titel: Rondvraag, doel: bespreken}
""",
}


def dossier(changes: Mapping[str, str] | None = None) -> Dossier:
    """Return the protocol, with some of its files changed or added."""
    return whole({**FILES, **(changes or {})})
