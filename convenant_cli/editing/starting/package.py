"""Where the convenant of a new dossier comes from: one exact content at an address, and never a name alone.

Whoever registers a free name at a package index decides what ``pip install NAME`` runs. So the requirements of a new
dossier name an address with a commit or a hash, or hold a sentence at which pip stops.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from urllib.request import url2pathname

from convenant_cli.findings import ConvenantError
from convenant_cli.sources.git.repo import open_repository
from convenant_cli.sources.resources import shipped
from convenant_cli.sources.writing import why
from convenant_cli.text.glyphs import visible

#: With all that an officer uses: documents, and the forms that go out and come back.
_EXTRAS = "[documenten,uitwisseling]"
_NAME = f"convenant{_EXTRAS}"
_COMMIT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_WHEEL = re.compile(
    r"convenant-[0-9][A-Za-z0-9.+!_]*(-[0-9][A-Za-z0-9_]*)?-[A-Za-z0-9_.]+-[A-Za-z0-9_.]+-[A-Za-z0-9_.]+\.whl"
)
#: What an address may hold in a file that pip reads: no space, no comment, no ``${VARIABLE}``, no second ``@``.
_ADDRESS = re.compile(r"[A-Za-z0-9._~/:%+=,!-]+")
_SCP = re.compile(r"^([A-Za-z0-9._-]+)@([A-Za-z0-9.-]+):(?!/)(.+)")
_FORMS = (
    "noem een git-adres met een commit (https://git.uw-organisatie.example/convenant.git@COMMIT), een adres van een "
    "wheel met zijn hash (https://….whl#sha256=HASH), of een wheel dat in de repository staat"
)


@dataclass(frozen=True, slots=True)
class Herkomst:
    """One exact content: what pip is asked for, how a sentence names it, and the hash where pip can check one."""

    regel: str
    naam: str
    sha256: str = ""


def stated(text: str, root: Path, top: Path, here: Path) -> Herkomst:
    """Return the source that somebody names. Raises ConvenantError when it does not pin one exact content.

    ``root``: the folder of the dossier, from where pip runs; ``top``: that of the repository; ``here``: what a name
    of a file starts from.
    """
    if (address := _address(text)) is not None:
        return address
    if "://" in text:
        raise ConvenantError(f"'{visible(text)}' is geen adres dat vastligt; {_FORMS}")
    return _wheel_file(text, here, root, top)


def derived(installed: Distribution | None = None) -> Herkomst | str:
    """Return where the convenant that runs now came from, or a Dutch reason why nobody can tell.

    Rests on what the installer noted (direct_url.json, PEP 610), and for a folder on the repository that holds it.
    """
    try:
        noted = (installed or distribution("convenant")).read_text("direct_url.json")
        source = json.loads(noted or "{}")
        address = str(source.get("url", ""))
    except PackageNotFoundError:
        return "convenant is niet met pip geïnstalleerd"
    except (ValueError, AttributeError):
        return "pip schreef niet leesbaar op waar het vandaan kwam"
    inside = f"#subdirectory={source['subdirectory']}" if source.get("subdirectory") else ""
    if (vcs := source.get("vcs_info")) is not None:
        found = _address(f"{vcs.get('vcs')}+{address}@{vcs.get('commit_id')}{inside}")
        return found or "het komt uit een repository die alleen deze computer kan bereiken"
    if (archive := source.get("archive_info")) is not None:
        known = archive.get("hashes", {}).get("sha256") or str(archive.get("hash", "")).removeprefix("sha256=")
        return _address(f"{address}#sha256={known}") or "het komt uit een bestand zonder vast adres"
    if "dir_info" in source:
        return _checkout(Path(url2pathname(urlsplit(address).path)))
    return "het komt van een pakketserver, en van wie de naam daar is, kan convenant niet nagaan"


def _checkout(folder: Path) -> Herkomst | str:
    """Return the commit that is checked out, at the address of a remote that has it as far as this clone knows."""
    try:
        repo, inside = open_repository(folder)
        commit = repo.text("rev-parse", "HEAD")
        known = repo.text("for-each-ref", "--contains=HEAD", "--format=%(refname:lstrip=2)", "refs/remotes")
        addresses = [
            repo.text("config", "--get", f"remote.{remote}.url")
            for remote in repo.text("remote").splitlines()
            if any(branch.startswith(f"{remote}/") for branch in known.splitlines())
        ]
    except ConvenantError:
        return f"het komt uit de map {folder.name}, en die staat niet in git"
    if not addresses:
        return f"het komt uit de map {folder.name}, en commit {commit[:10]} daarvan staat op geen server"
    fragment = f"#subdirectory={inside.rstrip('/')}" if inside else ""
    found = (_address(f"git+{address}@{commit}{fragment}") for address in addresses)
    return next(filter(None, found), f"het komt uit de map {folder.name}, en haar server heeft geen adres voor anderen")


def _address(text: str) -> Herkomst | None:
    """Return an address that pins one content; None when it does not. Names and passwords in it are left out."""
    text, _, fragment = text.partition("#")
    git = text.startswith("git+") or not fragment.startswith("sha256=")
    text = text.removeprefix("git+")
    text = text if "://" in text else _SCP.sub(r"ssh://\1@\2/\3", text)
    place, at, commit = text.rpartition("@") if git else (text, "", "")
    try:
        parts = urlsplit(place)
        host = parts.hostname and (f"{parts.hostname}:{parts.port}" if parts.port else parts.hostname)
    except ValueError:
        return None
    if not host or parts.query or not _ADDRESS.fullmatch(parts.path) or not _ADDRESS.fullmatch(host):
        return None
    if git:
        name, _, inside = fragment.partition("=")
        whole = name == "subdirectory" and _ADDRESS.fullmatch(inside) if fragment else True
        if parts.scheme not in ("https", "ssh") or not at or not _COMMIT.fullmatch(commit) or not whole:
            return None
        user = f"{parts.username}@" if parts.scheme == "ssh" and _ADDRESS.fullmatch(parts.username or "") else ""
        found = urlunsplit((f"git+{parts.scheme}", user + host, parts.path, "", "")) + f"@{commit}"
        return Herkomst(f"{_NAME} @ {found}{fragment and '#'}{fragment}", found.removeprefix("git+"))
    sha256 = fragment.removeprefix("sha256=").lower()
    if parts.scheme != "https" or not _SHA256.fullmatch(sha256) or not _WHEEL.fullmatch(parts.path.rpartition("/")[2]):
        return None
    found = urlunsplit(("https", host, parts.path, "", ""))
    return Herkomst(f"{_NAME} @ {found}", found, sha256)


def _wheel_file(text: str, here: Path, root: Path, top: Path) -> Herkomst:
    path = here / text
    try:
        if not path.is_file():
            raise ConvenantError(f"'{visible(text)}' is geen adres dat vastligt en geen bestand; {_FORMS}")
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        path = path.resolve()
    except OSError as error:
        raise ConvenantError(f"'{visible(text)}' is niet te lezen{why(error)}; {_FORMS}") from error
    name = Path(os.path.relpath(path, root)).as_posix()
    if not _WHEEL.fullmatch(path.name) or not _ADDRESS.fullmatch(name):
        raise ConvenantError(f"{path} is geen wheel van convenant (convenant-VERSIE-py3-none-any.whl); {_FORMS}")
    if not path.is_relative_to(top):
        raise ConvenantError(
            f"{path} staat buiten de repository, en een ander kan er niet bij; zet het bestand in de map van het "
            "dossier, bijvoorbeeld in wheels/, en noem het daar"
        )
    name = name if name.startswith("../") else f"./{name}"
    return Herkomst(f"{name}{_EXTRAS}", name, sha256)


def requirements(herkomst: Herkomst | str) -> str:
    """Return the lines of requirements.txt below its head: this program, and all that it needs, one version each.

    pip asks a hash of everything or of nothing, and there is none of a git repository. With a reason instead of a
    source, the first line is a sentence that pip refuses.
    """
    needed = (shipped("templates") / "init" / "omgeving" / "afhankelijkheden.txt").read_text("utf-8")
    if isinstance(herkomst, Herkomst) and herkomst.sha256:
        return f"{herkomst.regel} \\\n    --hash=sha256:{herkomst.sha256}\n{needed}"
    bare = re.sub(r"( \\\n    --hash=\S+)+", "", needed)
    if isinstance(herkomst, Herkomst):
        return f"{herkomst.regel}\n{bare}"
    return f"{_UNKNOWN.format(reden=herkomst)}{bare}"


def in_words(source: Herkomst | str, written: bool, asked: bool) -> Iterator[str]:
    """Yield where the program comes from by requirements.txt, or what is still to be filled in there.

    ``written``: requirements.txt is new; ``asked``: somebody named the source.
    """
    if isinstance(source, str):
        if written:
            yield (
                f"Waar convenant vandaan komt, is niet bekend ({source}). Vul dat in requirements.txt in; tot die tijd "
                "stopt elke controle bij het installeren."
            )
    elif written:
        yield f"requirements.txt haalt convenant van {source.naam}."
    elif asked:
        yield f"Zet in requirements.txt zelf de regel '{source.regel}'; het bestand was er al."


_UNKNOWN = """\
# Waar convenant vandaan komt, is niet bekend: {reden}.
# Zet in plaats van de regel die met 'Vul in' begint een van deze twee, met uw eigen adres. Een naam alleen is niet
# genoeg: op een openbare pakketserver kan een ander die naam nemen.
#   convenant[documenten,uitwisseling] @ git+https://git.uw-organisatie.example/convenant.git@COMMIT
#   convenant[documenten,uitwisseling] @ https://pakketten.uw-organisatie.example/convenant-0.1.0-py3-none-any.whl#sha256=HASH
# Of maak met 'convenant init --herkomst' een proefdossier in een lege map, en neem dit bestand daaruit over.
Vul in requirements.txt in waar convenant vandaan komt. Daar staat hoe.
"""
