"""What can be exported beside the sheets, by name, each with what it is: light, for the command that lists it."""

from datetime import date

from convenant_cli.findings import ConvenantError

#: The mails that can be made, each with what else it asks.
MAILS = {
    "vragen": "het jaar, zoals: convenant export mail vragen 2026 --alle",
    "uitnodiging": "de bijeenkomst, zoals: convenant export mail uitnodiging 2026-12-10 --alle",
    "herinneringen": "",
}
#: What is made for other programs and for who publishes, with what it is.
DATA = {
    "records": "Alle records als gegevens: per soort een bestand .csv en .jsonl.",
    "openconvenanten": "Het convenant als gegevens voor een portaal met OpenConvenanten (.json).",
    "publicatie": "Wat u openbaar maakt: documenten, gegevens, revisie en controlegetallen, in een map of .zip.",
}
#: What parties get.
KINDS = {
    "verklaring": "Per partij een Excel- of Word-bestand met de vragen voor haar verklaring over een jaar.",
    "mail": "Een concept per partij (.eml): mail vragen JAAR, mail uitnodiging DAG of mail herinneringen.",
    "agenda": "Een kalenderbestand (.ics) per bijeenkomst, en een met alle bijeenkomsten en termijnen.",
}


def refuse_unused(wat: str, welk: str | None, waarvan: str | None, parties: bool, uiterlijk: date | None) -> None:
    """Raise ConvenantError for what is asked and would not be used, and for mail that is not known."""
    if (wat == "agenda" or wat in DATA) and (welk or parties or uiterlijk):
        raise ConvenantError(f"{wat} is er maar één keer; laat het jaar, --partner, --alle en --uiterlijk weg")
    if wat not in ("agenda", "mail") and waarvan:
        what = "het jaar" if wat == "verklaring" else "wat u wilt, zoals een jaar"
        raise ConvenantError(f"'{waarvan}' is te veel; noem achter {wat} alleen {what}")
    if wat not in KINDS and uiterlijk:
        raise ConvenantError("--uiterlijk hoort bij een verklaring; laat het weg")
    if wat == "mail":
        if welk not in MAILS:
            raise ConvenantError(f"zeg welke mail: {', '.join(MAILS)}")
        if welk == "herinneringen" and waarvan:
            raise ConvenantError(f"'{waarvan}' is te veel; herinneringen zijn van vandaag, of van de --peildatum")
        if welk != "vragen" and uiterlijk:
            raise ConvenantError("--uiterlijk hoort bij een verklaring; laat het weg")


def refuse_form(wat: str, vorm: list[str]) -> None:
    """Raise ConvenantError for a form that a statement cannot have, and for one that nothing else has."""
    if not vorm or wat == "publicatie":
        return
    if wat != "verklaring":
        raise ConvenantError("--vorm hoort bij een verklaring of een publicatie; laat het weg")
    if len(vorm) > 1 or vorm[0] not in ("xlsx", "docx"):
        raise ConvenantError(f"een verklaring kan niet als {' en '.join(vorm)}; kies --vorm xlsx of --vorm docx")
