"""What readers see of Word and ODF files: LibreOffice makes a PDF of them, and pdftotext reads its pages."""

import shutil
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@cache
def _made() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="convenant-office-")


def profile() -> Path:
    """Return the folder with the settings of LibreOffice, which take a second to make; one for each process."""
    return Path(_made().name) / "profiel"


def pages(files: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """Return the text of every page of some files, by the name of the file. Skips without LibreOffice.

    The PDF of each is named after the whole of its name: of x.docx and x.odt LibreOffice makes one and the same x.pdf.
    """
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} ontbreekt: zonder LibreOffice en poppler is een bladzijde niet te lezen")
    office = []
    for name, content in files.items():
        is_made = name.endswith(".pdf")
        path = folder / (name if is_made else f"{name}{Path(name).suffix}")
        path.write_bytes(content)
        office += [] if is_made else [path.name]
    if office:
        command = [
            "soffice",
            f"-env:UserInstallation={profile().as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            *office,
        ]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=300)
    found = {}
    for name in files:
        made = folder / (name if name.endswith(".pdf") else f"{name}.pdf")
        read = subprocess.run(["pdftotext", "-layout", made, "-"], check=True, capture_output=True, timeout=60)
        found[name] = read.stdout.decode().split("\f")[:-1]
    return found
