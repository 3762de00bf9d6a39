"""``convenant huisstijl``: the shipped house style as a file to change in Word or LibreOffice."""

import os
from pathlib import Path
from typing import Annotated

import typer

from convenant_cli.findings import ConvenantError


def run(
    bestand: Annotated[
        Path, typer.Argument(metavar="BESTAND", help="Waar het bestand komt; .docx voor Word, .odt voor LibreOffice.")
    ],
) -> None:
    """Maak een bestand met de huisstijl, om in Word of LibreOffice aan te passen.

    Zet er uw logo, lettertypen en kop- en voettekst in. Geef het bestand daarna mee met --huisstijl, of zet het als
    huisstijl.docx of huisstijl.odt in de map templates van het dossier.

    Voorbeeld: convenant huisstijl huisstijl.docx
    """
    from convenant_cli.commands.common import tell
    from convenant_cli.documents.writers.office.huisstijl import SUFFIXES, standard
    from convenant_cli.documents.writers.office.zipped import pack
    from convenant_cli.sources.sources import dossier_around
    from convenant_cli.sources.writing import refuse_unwritable, write_atomic

    if bestand.suffix.lower() not in SUFFIXES:
        raise ConvenantError(f"'{bestand.suffix}' kan niet; kies een bestand op {' of '.join(SUFFIXES)}")
    root = dossier_around(bestand)
    refuse_unwritable(bestand, root)
    if os.path.lexists(bestand):
        raise ConvenantError(f"{bestand} bestaat al; kies een andere naam, dan blijft uw huisstijl bewaard")
    write_atomic(bestand, pack(standard(bestand.suffix.lower())), root, new=True)
    tell([str(bestand)], f"{bestand} is geschreven")
