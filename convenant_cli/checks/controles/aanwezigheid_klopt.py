"""De lijsten van genodigden, aanwezigen en afmeldingen van een bijeenkomst passen bij elkaar.

Waarom: uit deze lijsten blijkt of een partij heeft meegedaan aan de evaluatie.
Herstel: haal de partij weg uit de lijst waar zij niet hoort, of zet haar bij de genodigden. Noem de functie
van wie er was als dat niet de contactpersoon of de vervanger is.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding, Severity
from convenant_cli.records import Bijeenkomst


def check_one(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    yield from _check_lists(bijeenkomst)
    yield from _check_invited(bijeenkomst)


def _check_lists(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    present: dict[str, int] = {}
    for number, aanwezige in enumerate(bijeenkomst.aanwezig):
        present.setdefault(aanwezige.partner, number)
        if aanwezige.via == "ander" and aanwezige.functie is None:
            message = f"'{aanwezige.partner}' was er via een ander, maar de functie ontbreekt"
            yield Melding(bijeenkomst.at("aanwezig", number, "via"), message)
    for number, afmelding in enumerate(bijeenkomst.afgemeld):
        if afmelding.partner in present:
            message = f"'{afmelding.partner}' staat bij de afmeldingen, maar ook bij de aanwezigen"
            first = bijeenkomst.at("aanwezig", present[afmelding.partner], "partner")
            place = bijeenkomst.at("afgemeld", number, "partner")
            yield Melding(place, message, related=((first, "hier staat de partij bij de aanwezigen"),))


def _check_invited(bijeenkomst: Bijeenkomst) -> Iterator[Melding]:
    # Who holds the meeting needs no invitation.
    invited = {*bijeenkomst.genodigd, bijeenkomst.organisator}
    if bijeenkomst.voorzitter:
        invited.add(bijeenkomst.voorzitter.partner)
    if "alle" in invited:
        return
    for name, what in (("aanwezig", "was er"), ("afgemeld", "meldde zich af")):
        for number, item in enumerate(getattr(bijeenkomst, name)):
            if item.partner not in invited:
                message = f"'{item.partner}' {what}, maar staat niet bij de genodigden"
                place = bijeenkomst.at(name, number, "partner")
                related = ((bijeenkomst.at_key("genodigd"), "hier staan de genodigden"),)
                yield Melding(place, message, related=related, severity=Severity.WAARSCHUWING)
