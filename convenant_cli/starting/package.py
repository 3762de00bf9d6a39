"""What pip must install to get the convenant that runs now, for the requirements of a new dossier."""

import json
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from urllib.parse import urlsplit, urlunsplit

from convenant_cli import __version__

_NAME = "convenant[documenten]"
#: For an install from a folder or a file: nobody else can fetch it from there.
_LOCAL = """\
# Deze convenant komt van uw eigen computer. Staat zij niet op een pakketserver van uw organisatie, zet hieronder dan
# het adres van de git-repository, zoals: convenant[documenten] @ git+https://git.gemeente.example/convenant.git@v0.1.0
"""


def requirement(installed: Distribution | None = None) -> tuple[str, str]:
    """Return the line for requirements.txt, and the comment above it; the comment is mostly empty.

    Rests on what pip noted about where the package came from (direct_url.json, PEP 610).
    """
    try:
        noted = (installed or distribution("convenant")).read_text("direct_url.json")
    except PackageNotFoundError:
        noted = "{}"
    if noted is None:  # from a package index
        return f"{_NAME}=={__version__}", ""
    source = json.loads(noted)
    address, commit = urlsplit(source.get("url", "")), source.get("vcs_info", {}).get("commit_id")
    if source.get("vcs_info", {}).get("vcs") == "git" and commit and address.scheme == "https":
        host = address.netloc.rpartition("@")[2]  # no name or password of whoever installed it
        return f"{_NAME} @ git+{urlunsplit(address._replace(netloc=host))}@{commit}", ""
    return f"{_NAME}=={__version__}", _LOCAL
