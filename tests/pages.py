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
    """Return the text of every page of some files, by the name of the file. Skips without LibreOffice."""
    for program in ("soffice", "pdftotext"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} ontbreekt: zonder LibreOffice en poppler is een bladzijde niet te lezen")
    for name, content in files.items():
        (folder / name).write_bytes(content)
    office = [name for name in files if not name.endswith(".pdf")]
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
        made = folder / Path(name).with_suffix(".pdf")
        read = subprocess.run(["pdftotext", "-layout", made, "-"], check=True, capture_output=True, timeout=60)
        found[name] = read.stdout.decode().split("\f")[:-1]
    return found
