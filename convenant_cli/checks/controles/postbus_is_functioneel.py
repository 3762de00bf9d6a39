"""Een e-mailadres in het dossier is van een functie of afdeling, niet van een persoon.

Waarom: een postbus van een functie blijft werken als iemand van werk verandert. Een adres van een persoon
is een persoonsgegeven, en dat hoort niet in het dossier.
Herstel: vraag de partij om het adres van een functionele postbus, zoals convenant@partij.example.
"""

from collections.abc import Iterator

from convenant_cli.findings import Melding, Path, Severity
from convenant_cli.privacy import is_private_domain, looks_personal
from convenant_cli.records import Partner
from convenant_cli.records.partner import Aanspreekpunt, Contact


def check_one(partner: Partner) -> Iterator[Melding]:
    for path, contact in _contacts(partner):
        if contact and contact.email:
            yield from _check(partner, (*path, "email"), contact.email)


def _check(partner: Partner, path: Path, email: str) -> Iterator[Melding]:
    name, _, domain = email.lower().rpartition("@")
    if is_private_domain(domain):
        yield Melding(partner.at(*path), f"hier staat een adres bij {domain}, een dienst voor particulieren")
    elif looks_personal(name):
        message = f"het adres '{email[0]}•••@{domain}' lijkt dat van een persoon"
        yield Melding(partner.at(*path), message, severity=Severity.WAARSCHUWING)


def _contacts(partner: Partner) -> Iterator[tuple[Path, Contact | Aanspreekpunt | None]]:
    yield ("contactpersoon",), partner.contactpersoon
    yield ("vervanger",), partner.vervanger
    for number, aanspreekpunt in enumerate(partner.aanspreekpunten):
        yield ("aanspreekpunten", number), aanspreekpunt
    for number, unit in enumerate(partner.eenheden):
        yield ("eenheden", number, "contactpersoon"), unit.contactpersoon
        yield ("eenheden", number, "vervanger"), unit.vervanger
