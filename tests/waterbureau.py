"""A protocol on saving water of five parties: a bureau that is no party keeps it, articles have members ("9 lid 4"),
numbers are asked of each and of all, pumping stations have contacts, and a work group reports to a steering group.
"""

from datetime import date

from convenant_cli.dossier.dossier import Dossier
from convenant_cli.dossier.reading import load
from convenant_cli.sources.sources import literal

DAG = date(2026, 11, 29)
CONVENANT = "data/convenant.yaml"
WATER = "data/bepalingen/1-water.yaml"
OVERLEG = "data/bepalingen/2-overleg.yaml"
RIJN, MAAS, STAD = (f"data/partners/{id}.yaml" for id in ("rijn", "maas", "waterstad"))
STUURGROEP = "data/bijeenkomsten/2026-12-10-stuurgroep.yaml"


def bepaling(id: str, nummer: str, titel: str, gebonden: str, toets: str, familie: str = "automatisch") -> str:
    """Return a clause; ``gebonden`` begins with ``samen:`` for one duty of all of them."""
    samen, _, who = gebonden.rpartition("samen:")
    together = "    gezamenlijk: ja\n" if samen or gebonden.startswith("samen:") else ""
    return (
        f"  - id: {id}\n    nummer: {nummer}\n    nummer_zekerheid: gelezen\n    titel: {titel}\n"
        f"    tekst: Dat doen de partijen.\n    gebonden: [{who}]\n{together}    aard: resultaat\n"
        f"    familie: {familie}\n    toets: {{{toets}}}\n"
    )


def partij(naam: str, rol: str, meer: str = "", bevestigd: str = "2026-06-01") -> str:
    """Return a party that signed, with a contact when it has a day of confirmation."""
    box = naam.split()[-1].lower()
    contact = f"contactpersoon: {{functie: adviseur water, email: water@{box}.example, bevestigd_op: {bevestigd}}}\n"
    signed = "" if "ondertekening:" in meer else "ondertekening: {datum: 2024-01-15, functie: bestuurder}\n"
    return f"naam: {naam}\nrollen: [{rol}]\nlid_van: 2024-02-01\n{signed}{contact if bevestigd else ''}{meer}"


def verklaring(dag: str, *antwoorden: str) -> str:
    """Return a statement; each answer as the inside of its braces."""
    lines = "".join(f"  - {{{one}}}\n" for one in antwoorden)
    return f"afgelegd_op: {dag}\nfunctie: adviseur\nantwoorden:\n{lines}"


def bijeenkomst(dag: str, orgaan: str, meer: str = "status: gepland\n", titel: str = "") -> str:
    """Return a meeting of a body."""
    return (
        f"titel: {titel or orgaan.capitalize()}\nbijeenkomstsoort: overleg\norgaan: {orgaan}\ndatum: {dag}\n"
        f"aanvang: 10:00\nplaats: Bureau\ngenodigd: [alle]\nagenda:\n  - {{titel: Opening, doel: informeren}}\n{meer}"
    )


#: What the tests change is written as one line each.
BESTANDEN: dict[str, str] = {
    CONVENANT: """\
titel: Waterprotocol
zinsnaam: het protocol
secretariaat:
  naam: Waterbureau
  zinsnaam: het waterbureau
  contactpersoon: {functie: programmasecretaris, email: bureau@waterbureau.example, telefoon: 088 000 00 00}
ondertekend_op: 2024-01-15
ondertekend_te: Waterstad
doel: De partijen besparen samen water.
looptijd:
  {ingang: 2024-02-01, eerste_termijn: onbepaald, verlenging: geen, opzegtermijn: 6 maanden, na_opzegging: uittreding}
rollen:
  waterschap: {naam: Waterschappen}
  gemeente: {naam: Gemeenten}
  waterbedrijf: {naam: Waterbedrijf}
themas:
  besparen: {naam: Besparen}
eenheidsoorten:
  gemaal: {naam: Gemaal, meervoud: gemalen, lidwoord: het}
documentsoorten:
  droogteplan: {naam: Droogteplan}
  meetplan: {naam: Meetplan}
bijeenkomstsoorten:
  overleg: {naam: Overleg}
""",
    WATER: "hoofdstuk: 1\ntitel: Water\nbepalingen:\n"
    + bepaling(
        "bespaard",
        "7",
        "Bespaard water opgeven",
        "alle",
        "soort: verklaring, per: kalenderjaar, opgave: getal, maat: kubieke meter, optellen: ja, "
        "vraag: Hoeveel water bespaarde u?",
        "verklaring",
    )
    + bepaling(
        "peilbuizen",
        "9 lid 4",
        "Samen meten",
        "samen:alle",
        "soort: verklaring, per: kalenderjaar, opgave: getal, maat: peilbuizen, vraag: Hoeveel las u af?",
        "verklaring",
    )
    + bepaling(
        "droogteplan",
        "8 lid 1",
        "Droogteplan",
        "waterschap",
        "soort: document, documentsoort: droogteplan, hoogstens_oud: 24 maanden",
        "relatie",
    )
    + bepaling(
        "meetplan",
        "8 lid 2",
        "Meetplan",
        "waterschap",
        "soort: document, documentsoort: meetplan, hoogstens_oud: 24 maanden",
        "relatie",
    )
    + bepaling(
        "gemaal",
        "8 lid 3",
        "Contact per gemaal",
        "waterschap",
        "soort: contactpersoon, per_eenheid: gemaal, bevestigd_binnen: 12 maanden",
    ),
    OVERLEG: "hoofdstuk: 2\ntitel: Overleg\nbepalingen:\n"
    + bepaling(
        "stuurgroep", "11 lid 1", "De stuurgroep vergadert", "samen:stuurgroep", "soort: orgaan, orgaan: stuurgroep"
    )
    + bepaling("werkgroep", "11 lid 2", "De werkgroep vergadert", "samen:werkgroep", "soort: orgaan, orgaan: werkgroep")
    + bepaling("vertrek", "11 lid 3", "Wie vertrekt, draagt over", "alle", "soort: uittreding, afwikkeling: ja")
    + bepaling("tekenen", "12", "Elke partij tekent", "alle", "soort: ondertekening")
    + bepaling("contact", "13", "Contact", "gemeente", "soort: contactpersoon, bevestigd_binnen: 12 maanden"),
    "data/organen/stuurgroep.yaml": "naam: Stuurgroep\ntaak: Stuurt.\nvergadert: {per: halfjaar}\n"
    "elke_partij: bestuurder\nvoorzitter: {partner: rijn, functie: dijkgraaf}\n",
    "data/organen/werkgroep.yaml": "naam: Werkgroep Meten\ntaak: Meet.\nvergadert: {per: halfjaar}\nleden:\n"
    "  - {partner: rijn, functie: hydroloog}\n  - {partner: waterstad, functie: beleidsadviseur}\n"
    "rapporteert_aan: stuurgroep\n",
    RIJN: partij(
        "Waterschap Rijn",
        "waterschap",
        "eenheden:\n"
        "  - {id: noord, naam: Gemaal Noord, soort: gemaal, contactpersoon: {functie: machinist, "
        "email: noord@rijn.example, bevestigd_op: 2026-06-01}}\n"
        "documenten:\n"
        "  - {id: plan, soort: droogteplan, titel: Droogteplan, vastgesteld_op: 2025-03-03, vindplaats: Z-9}\n"
        "  - {id: meten, soort: meetplan, titel: Meetplan, vastgesteld_op: 2026-03-03, vindplaats: Z-8}\n"
        "leveringen:\n"
        "  - {soort: jaarcijfers, titel: Jaarcijfers, datum: 2026-02-01, over: kalenderjaar 2025, vindplaats: Z-7}\n",
    ),
    MAAS: partij(
        "Waterschap Maas",
        "waterschap",
        "eenheden:\n"
        "  - {id: oost, naam: Gemaal Oost, soort: gemaal, contactpersoon: {functie: machinist, "
        "email: oost@maas.example, bevestigd_op: 2026-01-10}}\n",
        bevestigd="",
    ),
    STAD: partij("Gemeente Waterstad", "gemeente", "ondertekening: onbekend\n"),
    "data/partners/plassen.yaml": partij("Gemeente Plassen", "gemeente", bevestigd="2025-02-05"),
    "data/partners/bron.yaml": partij("Waterbedrijf Bron", "waterbedrijf"),
    "data/bijeenkomsten/2026-10-10-werkgroep.yaml": bijeenkomst(
        "2026-10-10",
        "werkgroep",
        "status: gehouden\naanwezig: [{partner: rijn, via: contactpersoon}]\n",
        "Werkgroep in oktober",
    ),
    STUURGROEP: bijeenkomst("2026-12-10", "stuurgroep"),
    "data/verklaringen/2025/rijn.yaml": verklaring(
        "2026-01-10", "bepaling: bespaard, antwoord: ja, opgave: 8000", "bepaling: peilbuizen, antwoord: ja, opgave: 12"
    ),
    "data/verklaringen/2025/maas.yaml": verklaring(
        "2026-01-12", "bepaling: bespaard, antwoord: ja, opgave: 1200", "bepaling: peilbuizen, antwoord: ja, opgave: 4"
    ),
    "data/verklaringen/2025/plassen.yaml": verklaring("2026-01-12", "bepaling: bespaard, antwoord: nee"),
}


def waterbureau(*anders: tuple[str, str, str], **erbij: str) -> Dossier:
    """Return the dossier; each change names a file, what stands there and what stands there instead."""
    return load(literal(bestanden(*anders, **erbij)))[0]


def bestanden(*anders: tuple[str, str, str], **erbij: str) -> dict[str, str]:
    """Return its files, changed; ``erbij`` are other files by their name below ``data/``, with ``__`` for ``/``."""
    files = dict(BESTANDEN)
    for name, old, new in anders:
        assert old in files[name], old
        files[name] = files[name].replace(old, new)
    return files | {f"data/{name.replace('__', '/')}.yaml": text for name, text in erbij.items()}
