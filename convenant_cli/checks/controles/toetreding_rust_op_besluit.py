"""Een partij die later toetreedt, doet dat zoals het convenant het vraagt.

Waarom: wie erbij komt, verandert de kring waarmee de andere partijen afspraken maakten, en krijgt dezelfde plichten.
Herstel: noem de partij onder `toetreding` bij het wijzigingsbesluit, met de instemming van elke partij van die dag. Is
volgens het convenant een ondertekening genoeg, zet dan `toetreding: ondertekening` in data/convenant.yaml, en de datum
en functie bij de partij. Vraagt het een verklaring, zet dan `toetreding: verklaring`, en zet de verklaring met de
instemming onder `toetredingen`. Deed zij van het begin af mee, verbeter dan `lid_van`. Nam zij op haar eerste dag de
plaats in van een partij die in haar opging, noem haar dan bij die partij als `opvolger`: dan treedt zij niet toe.
"""

from collections.abc import Iterator

from convenant_cli.dossier.besluiten import ontbrekend
from convenant_cli.dossier.dossier import Dossier
from convenant_cli.findings import Melding, Severity
from convenant_cli.judging.partijwissel import later_toegetreden, toetreding_van, zonder_instemming
from convenant_cli.kalender import lange_datum
from convenant_cli.records import Convenant, Partner
from convenant_cli.records.partner import Ondertekening
from convenant_cli.text.sentences import opsomming

severity = Severity.WAARSCHUWING
toetsen = ("toetreding",)


def check(dossier: Dossier) -> Iterator[Melding]:
    convenant = dossier.agreed
    later = later_toegetreden(dossier)
    for partner in later:
        joins = f"{partner.in_zin} doet mee sinds {lange_datum(partner.lid_van)}"
        if convenant.toetreding == "ondertekening":
            if why := _unsigned(partner):
                known = isinstance(partner.ondertekening, Ondertekening)
                hint = "kijk na of deze dag en die bij 'lid_van' kloppen" if known else "vul datum en functie in"
                yield Melding(partner.at("ondertekening"), f"{joins}, maar {why}", hint)
        elif convenant.toetreding == "verklaring":
            yield from _declared(dossier, convenant, partner, joins)
        else:
            yield from _decided(dossier, convenant, partner, joins)

    for number, one in enumerate(convenant.toetredingen):
        joined = dossier.partners.get(one.partner)
        place = convenant.at("toetredingen", number, "partner")
        if convenant.toetreding != "verklaring":
            message = f"'{one.id}' is een verklaring, maar voor toetreding is hier een {convenant.toetreding} nodig"
            yield Melding(
                place, message, "haal de verklaring weg, of zet 'toetreding: verklaring' als dat zo is afgesproken"
            )
        elif joined and joined not in later:
            message = f"'{one.id}' noemt een toetreding van {joined.in_zin}, maar die deed van het begin af mee"
            yield Melding(place, message, f"vul bij {joined.in_zin} 'lid_van' {one.ingang} in, of haal dit weg")


def _declared(dossier: Dossier, convenant: Convenant, partner: Partner, joins: str) -> Iterator[Melding]:
    found = toetreding_van(convenant, partner)
    if found is None:
        message = f"{joins}, en een verklaring van toetreding is niet gevonden"
        yield Melding(partner.at("lid_van"), message, "zet die in data/convenant.yaml onder 'toetredingen'")
        return
    number, one = found
    related = ((convenant.at("toetredingen", number), "hier staat de verklaring"),)
    if one.ingang != partner.lid_van:
        message = f"{joins}, maar volgens haar verklaring is zij gebonden vanaf {lange_datum(one.ingang)}"
        yield Melding(partner.at("lid_van"), message, "verbeter 'lid_van', of 'ingang' bij de verklaring", related)
    if names := [silent.in_zin for silent in zonder_instemming(dossier, one)]:
        message = f"{joins}, maar met haar toetreding is de instemming van {opsomming(names)} niet gevonden"
        yield Melding(
            convenant.at("toetredingen", number, "instemming"), message, "zet de instemming bij de verklaring"
        )
    elif late := [given for given in one.instemming if given.datum > one.ingang]:
        last = max(given.datum for given in late)
        message = f"{joins}, maar pas op {lange_datum(last)} stemde iedereen in met haar toetreding"
        hint = f"kijk na vanaf welke dag de partij volgens {convenant.zinsnaam} gebonden is"
        yield Melding(convenant.at("toetredingen", number, "ingang"), message, hint)


def _unsigned(partner: Partner) -> str:
    signature = partner.ondertekening
    if not isinstance(signature, Ondertekening):
        return "een ondertekening is niet gevonden"
    if signature.datum > partner.lid_van:
        return f"ondertekende pas op {lange_datum(signature.datum)}"
    return ""


def _decided(dossier: Dossier, convenant: Convenant, partner: Partner, joins: str) -> Iterator[Melding]:
    naming = [
        (number, one)
        for number, one in enumerate(convenant.wijzigingsbesluiten)
        if one.soort == "wijziging" and partner.id in one.toetreding
    ]
    place = partner.at("lid_van")
    if not naming:
        message = f"{joins}, en geen wijzigingsbesluit noemt haar toetreding"
        yield Melding(place, message, "zet haar bij het besluit onder 'toetreding', met de instemming van elke partij")
        return
    number, besluit = max(naming, key=lambda pair: pair[1].datum)
    related = ((convenant.at("wijzigingsbesluiten", number), "hier staat het besluit"),)
    if besluit.ingang > partner.lid_van:
        message = f"{joins}, maar {besluit.naam} gaat pas in op {lange_datum(besluit.ingang)}"
        yield Melding(place, message, f"vul bij 'lid_van' {besluit.ingang} in, of verbeter het besluit", related)
    silent = ontbrekend(besluit, dossier.partners.values(), dossier.bepalingen.values())
    if names := [one.in_zin for one in silent if one.id != partner.id]:
        message = f"{joins}, maar met {besluit.naam} is de instemming van {opsomming(names)} niet gevonden"
        yield Melding(place, message, "zet de instemming bij het besluit", related)
