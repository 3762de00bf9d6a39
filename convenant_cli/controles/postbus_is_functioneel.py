"""Een e-mailadres in het dossier is van een functie of afdeling, niet van een persoon.

Waarom: een postbus van een functie blijft werken als iemand van werk verandert. Een adres van een persoon
is een persoonsgegeven, en dat hoort niet in het dossier.
Herstel: vraag de partij om het adres van een functionele postbus, zoals convenant@halt.example.
"""

import re
from collections.abc import Iterator

from convenant_cli.dossier import Dossier
from convenant_cli.findings import Melding, Path, Severity
from convenant_cli.records import Partner
from convenant_cli.records.partner import Aanspreekpunt, Contact

#: Mail services for consumers that exist under many top-level domains, and those under one.
_MERKEN = "aol|gmail|gmx|googlemail|hotmail|icloud|live|msn|outlook|proton|protonmail|rocketmail|yahoo|yandex|ymail"
_MERK = re.compile(rf"({_MERKEN})\.([a-z]{{2,3}}|co\.[a-z]{{2}})")
_DIENSTEN = """
me.com mac.com mail.com pm.me tutanota.com tutamail.com tuta.io fastmail.com
12move.nl caiway.nl casema.nl chello.nl freeler.nl hccnet.nl hetnet.nl home.nl kabelfoon.nl kliksafe.nl kpnmail.nl
kpnplanet.nl multiweb.nl onsbrabantnet.nl planet.nl quicknet.nl solcon.nl telfort.nl telfortglasvezel.nl
t-mobilethuis.nl tiscali.nl upcmail.nl versatel.nl wanadoo.nl wxs.nl xs4all.nl zeelandnet.nl ziggo.nl ziggomail.com
zonnet.nl skynet.be telenet.be scarlet.be
"""

#: One to four initials, perhaps a prefix such as 'van der', and a surname: j.jansen, p.de.vries.
_INITIALEN = re.compile(r"([a-z][._]){1,4}((van|de|den|der|het|te|ten|ter)[._])*[a-z-]{2,}[0-9]*")

_VOORNAMEN = """
adriaan ahmed ali anja anke anna anne annemarie anouk arie arjan astrid bart bas bert bianca bram carla carolien
chantal charlotte cor corine cynthia daan daniel danielle dennis diana dirk edwin ellen emma erik esmee esther eva
fatima femke frank frans fred gerard gerrit guus hanneke hans harry hassan heleen henk hilde ibrahim ilse inge
ingrid irene iris jaap jacqueline jan janneke jasper jeroen joke jolanda joost joris judith julia karel karin kees
kevin khadija kim klaas koen lars laura leo lianne linda lisa lotte luuk maaike maarten mandy manon marc marcel
margriet maria marieke marijke marion mariska marjan mark marleen marloes martijn martin maurice melissa merel
michel michiel mieke miriam mirjam mohamed mohammed monique mustafa naima nathalie nicole niels nienke noor olaf
patricia patrick paul peter petra piet pieter remco renate rene richard rick rob robert robin roel ronald ruben ruud
samira sander sandra sanne saskia simone sophie stefan suzanne sven sylvia tamara tessa theo thijs thomas tim tom
vera vincent wendy wessel willem wilma wim wouter yasmina youssef yvonne
"""

_IS_DIENST = frozenset(_DIENSTEN.split())
_IS_VOORNAAM = frozenset(_VOORNAMEN.split())


def check(dossier: Dossier) -> Iterator[Melding]:
    for partner in dossier.partners.values():
        for path, contact in _contacts(partner):
            if contact and contact.email:
                yield from _check(partner, (*path, "email"), contact.email)


def _check(partner: Partner, path: Path, email: str) -> Iterator[Melding]:
    name, _, domain = email.lower().rpartition("@")
    if domain in _IS_DIENST or _MERK.fullmatch(domain):
        yield Melding(partner.at(*path), f"'{email}' is een adres bij {domain}, een dienst voor particulieren")
    elif _looks_personal(name):
        message = f"'{email}' lijkt het adres van een persoon"
        yield Melding(partner.at(*path), message, severity=Severity.WAARSCHUWING)


def _looks_personal(name: str) -> bool:
    first, _, last = name.replace("_", ".").partition(".")
    return bool(_INITIALEN.fullmatch(name)) or (first in _IS_VOORNAAM and len(last) > 1)


def _contacts(partner: Partner) -> Iterator[tuple[Path, Contact | Aanspreekpunt | None]]:
    yield ("contactpersoon",), partner.contactpersoon
    yield ("vervanger",), partner.vervanger
    for number, aanspreekpunt in enumerate(partner.aanspreekpunten):
        yield ("aanspreekpunten", number), aanspreekpunt
    for number, unit in enumerate(partner.eenheden):
        yield ("eenheden", number, "contactpersoon"), unit.contactpersoon
        yield ("eenheden", number, "vervanger"), unit.vervanger
