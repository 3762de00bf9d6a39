"""Where the shipped files are: inside the package once installed, beside it in a checkout."""

from pathlib import Path

from convenant_cli.findings import ConvenantError

_PACKAGE = Path(__file__).parent.parent


def shipped(folder: str) -> Path:
    """Return a folder of shipped files, such as ``templates``. Raises ConvenantError when it is missing."""
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / folder).is_dir():
            return parent / folder
    raise ConvenantError(f"de map '{folder}' ontbreekt in deze installatie; installeer convenant opnieuw")


def profiles() -> Path:
    """Return the folder of the profiles that a new dossier can start with: one folder each."""
    return shipped("templates") / "init" / "profielen"


def profile_names() -> list[str]:
    """Return the names of the profiles; the one that fits every agreement has records of its own and comes first."""
    found = sorted(path.name for path in profiles().iterdir() if (path / "profiel.yaml").is_file())
    return sorted(found, key=lambda name: not (profiles() / name / "data").is_dir())
