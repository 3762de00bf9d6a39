"""What can be exported beside the sheets, by name, each with what it is: light, for the command that lists it."""

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
