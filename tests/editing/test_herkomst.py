"""Where a new dossier gets its program from: one exact content, and never a name that anybody may take."""

import ensurepip
import hashlib
import json
import os
import subprocess
import sys
import tracemalloc
import venv
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from convenant_cli.editing.starting.package import Herkomst, derived, requirements, stated
from convenant_cli.findings import ConvenantError
from tests.conftest import Run
from tests.verhaal import git

COMMIT, HASH = "a" * 40, "b" * 64
WHEEL = "convenant-0.1.0-py3-none-any.whl"
GIT = "https://git.gemeente.example/convenant.git"


class _Noted(Distribution):
    """A package of which the installer noted where it came from."""

    def __init__(self, noted: object) -> None:
        self.noted = noted if noted is None or isinstance(noted, str) else json.dumps(noted)

    def read_text(self, filename: str) -> str | None:
        return self.noted if filename == "direct_url.json" else None

    def locate_file(self, path: str | os.PathLike[str]) -> Path:
        raise NotImplementedError(path)


def line(text: str) -> str:
    return stated(text, Path("/r"), Path("/r"), Path("/r")).regel


def found(noted: object) -> Herkomst:
    source = derived(_Noted(noted))
    assert isinstance(source, Herkomst), source
    return source


def unknown(noted: object) -> str:
    reason = derived(_Noted(noted))
    assert isinstance(reason, str), reason
    return reason


# --- what somebody says -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "written"),
    [
        (f"{GIT}@{COMMIT}", f"git+{GIT}@{COMMIT}"),
        (f"git+{GIT}@{COMMIT}", f"git+{GIT}@{COMMIT}"),
        (f"{GIT}@{'c' * 64}", f"git+{GIT}@{'c' * 64}"),  # a repository with sha256
        (f"https://naam:geheim@git.gemeente.example:8443/a/b@{COMMIT}", f"git+https://git.gemeente.example:8443/a/b@{COMMIT}"),
        (f"ssh://git@git.gemeente.example/convenant.git@{COMMIT}", f"git+ssh://git@git.gemeente.example/convenant.git@{COMMIT}"),
        (f"git@git.gemeente.example:groep/convenant.git@{COMMIT}", f"git+ssh://git@git.gemeente.example/groep/convenant.git@{COMMIT}"),
        (f"{GIT}@{COMMIT}#subdirectory=tools/convenant", f"git+{GIT}@{COMMIT}#subdirectory=tools/convenant"),
        (f"https://naam:geheim@p.example/{WHEEL}#sha256={HASH}", f"https://p.example/{WHEEL}"),
    ],
)  # fmt: skip
def test_an_address_that_pins_one_content_is_taken(said: str, written: str) -> None:
    assert line(said) == f"convenant[documenten,uitwisseling] @ {written}"


@pytest.mark.parametrize(
    "said",
    [
        "convenant",
        "convenant==0.1.0",
        "convenant[documenten]>=0.1",
        GIT,
        f"{GIT}@v0.1.0",
        f"{GIT}@main",
        f"{GIT}@{COMMIT[:12]}",
        f"{GIT}@{COMMIT}#egg=iets-anders",
        f"{GIT}@{COMMIT}#subdirectory=a b",
        f"http://git.gemeente.example/convenant.git@{COMMIT}",
        f"git+file:///home/x/convenant@{COMMIT}",
        f"file:///home/x/{WHEEL}#sha256={HASH}",
        f"https://p.example/{WHEEL}",
        f"https://p.example/{WHEEL}#sha256=abc",
        f"https://p.example/{WHEEL}#md5={HASH}",
        f"http://p.example/{WHEEL}#sha256={HASH}",
        f"https://p.example/iets-1.0-py3-none-any.whl#sha256={HASH}",
        f"https://p.example/{WHEEL}?versie=2#sha256={HASH}",
        f"https://${{GEHEIM}}.example/convenant.git@{COMMIT}",  # pip would fill that in
        f"https://p.example/a b.git@{COMMIT}",
        f"https://p.example/a.git@{COMMIT}\nzwam",
        f"--index-url https://p.example/{COMMIT}",
        f"https://[::1/convenant.git@{COMMIT}",
        f"https:///convenant.git@{COMMIT}",
        "",
        "\x1b[31mrood",
        "x" * 5000,
    ],
)
def test_what_can_become_something_else_is_refused_before_anything_is_written(
    tmp_path: Path, convenant: Run, said: str
) -> None:
    run = convenant("-C", tmp_path, "init", "--herkomst", said, code=2)
    assert "noem een git-adres met een commit" in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_wheel_in_the_repository_is_named_from_the_dossier_with_its_hash(tmp_path: Path) -> None:
    root = tmp_path / "beleid/school"
    for folder in (root / "wheels", tmp_path / "wheels"):
        folder.mkdir(parents=True)
        (folder / WHEEL).write_bytes(b"wiel")
    source = stated(f"wheels/{WHEEL}", root, tmp_path, root)
    assert source.regel == f"./wheels/{WHEEL}[documenten,uitwisseling]"
    assert source.sha256 == hashlib.sha256(b"wiel").hexdigest()
    assert stated(f"wheels/{WHEEL}", root, tmp_path, tmp_path).regel == f"../../wheels/{WHEEL}[documenten,uitwisseling]"
    with pytest.raises(ConvenantError, match="staat buiten de repository"):
        stated(f"wheels/{WHEEL}", root, root, tmp_path)
    (root / "wheels/iets.whl").write_bytes(b"")
    with pytest.raises(ConvenantError, match="is geen wheel van convenant"):
        stated("wheels/iets.whl", root, tmp_path, root)


# --- what the installer noted -------------------------------------------------------------------------------------


def test_a_wheel_of_any_size_takes_little_memory(tmp_path: Path) -> None:
    with (tmp_path / WHEEL).open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    try:
        assert stated(WHEEL, tmp_path, tmp_path, tmp_path).sha256
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_an_install_from_git_or_a_wheel_gives_its_commit_or_hash() -> None:
    vcs = {"vcs": "git", "commit_id": COMMIT}
    noted = {"url": "https://naam:geheim@git.gemeente.example/convenant.git", "vcs_info": vcs}
    assert found(noted).regel == f"convenant[documenten,uitwisseling] @ git+{GIT}@{COMMIT}"
    assert found({**noted, "subdirectory": "cli"}).regel.endswith(f"@{COMMIT}#subdirectory=cli")
    for archive in ({"hashes": {"sha256": HASH}}, {"hash": f"sha256={HASH}"}):
        source = found({"url": f"https://p.example/{WHEEL}", "archive_info": archive})
        assert (source.regel, source.sha256) == (
            f"convenant[documenten,uitwisseling] @ https://p.example/{WHEEL}",
            HASH,
        )


@pytest.mark.parametrize(
    ("noted", "reason"),
    [
        (None, "het komt van een pakketserver"),
        ({"url": "file:///x/convenant.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}, "alleen deze computer"),
        ({"url": "https://x.example/y", "vcs_info": {"vcs": "hg", "commit_id": COMMIT}}, "alleen deze computer"),
        ({"url": f"file:///home/x/{WHEEL}", "archive_info": {"hashes": {"sha256": HASH}}}, "zonder vast adres"),
        ({"url": f"https://p.example/{WHEEL}", "archive_info": {}}, "zonder vast adres"),
        ({"url": "file:///nergens/convenant", "dir_info": {}}, "de map convenant, en die staat niet in git"),
        ("geen json", "niet leesbaar"),
        ("[]", "niet leesbaar"),
    ],
)
def test_what_others_cannot_fetch_unchanged_is_unknown(noted: object, reason: str) -> None:
    assert reason in unknown(noted)
    assert "/home" not in unknown(noted)


def test_an_install_from_a_checkout_gives_a_commit_that_a_server_has(tmp_path: Path) -> None:
    noted = {"url": tmp_path.as_uri(), "dir_info": {"editable": True}}
    git(tmp_path, "init", "-q")
    assert "die staat niet in git" in unknown(noted)  # nothing is committed
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "een")
    commit = git(tmp_path, "rev-parse", "HEAD")
    assert f"commit {commit[:10]} daarvan staat op geen server" in unknown(noted)
    git(tmp_path, "remote", "add", "origin", "https://naam:geheim@git.gemeente.example/convenant.git")
    assert "staat op geen server" in unknown(noted)
    git(tmp_path, "update-ref", "refs/remotes/origin/main", commit)
    assert found(noted).regel == f"convenant[documenten,uitwisseling] @ git+{GIT}@{commit}"
    (tmp_path / "tools/cli").mkdir(parents=True)
    inside = {**noted, "url": (tmp_path / "tools/cli").as_uri()}
    assert found(inside).regel.endswith(f"@{commit}#subdirectory=tools/cli")
    git(tmp_path, "remote", "set-url", "origin", "/srv/git/convenant.git")
    assert "geen adres voor anderen" in unknown(noted)
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "nog niet verstuurd")
    assert "staat op geen server" in unknown(noted)


# --- what is written ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment; whatever is asked of its pip here is refused, so that it stays new."""
    folder = tmp_path_factory.mktemp("nieuw") / ".venv"
    venv.create(folder, with_pip=not _carried())
    return folder


def _carried() -> list[Path]:
    """The pip that Python carries with it, which runs as it is; putting it in place takes most of ten seconds."""
    return sorted((Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl"))


def pip(environment: Path, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Ask the pip of an environment about requirements.txt, without a package index."""
    program = environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run = [str(wheel / "pip") for wheel in _carried()[-1:]] or ["-m", "pip"]
    command = [str(program), *run, "install", "--no-index", "--requirement", "requirements.txt", *args]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
    )


@pytest.mark.programmas
def test_an_unknown_source_stops_pip_with_the_reason_and_init_says_so(
    tmp_path: Path, convenant: Run, monkeypatch: pytest.MonkeyPatch, environment: Path
) -> None:
    monkeypatch.setattr("convenant_cli.editing.starting.package.distribution", lambda _: _Noted(None))
    run = convenant("-C", tmp_path, "init", code=0)
    assert run.out.count("Waar convenant vandaan komt, is niet bekend (het komt van een pakketserver,") == 1
    assert "Vul daarvoor eerst in `requirements.txt` in" in (tmp_path / "README.md").read_text("utf-8")
    done = pip(environment, tmp_path)
    assert done.returncode != 0
    assert "Vul in requirements.txt in waar convenant vandaan komt. Daar staat hoe." in done.stderr
    assert "convenant" not in {path.name for path in environment.rglob("*")}


def test_no_line_is_a_bare_name_and_every_line_has_one_version() -> None:
    sources: list[Herkomst | str] = [
        Herkomst(line(f"{GIT}@{COMMIT}"), ""),
        Herkomst(line(f"https://p.example/{WHEEL}#sha256={HASH}"), "", HASH),
        "reden",
    ]
    for source in sources:
        text = requirements(source).replace(" \\\n", "")
        rows = [row for row in text.splitlines() if row and not row.startswith("#")]
        assert len(rows) > 15
        own, *needed = rows
        assert " @ " in own or own.startswith("Vul in ")
        assert all("==" in row and not row.startswith("convenant") for row in needed)
        hashed = isinstance(source, Herkomst) and bool(source.sha256)
        assert all(("--hash=sha256:" in row) is hashed for row in rows)


@pytest.mark.programmas
def test_a_wheel_with_another_content_is_not_installed(tmp_path: Path, convenant: Run, environment: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels" / WHEEL).write_bytes(b"zoals het was")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    run = convenant("-C", tmp_path, "init", "--herkomst", f"wheels/{WHEEL}")
    assert (run.code, run.err) == (0, "")
    assert f"requirements.txt haalt convenant van ./wheels/{WHEEL}." in run.out
    (tmp_path / "wheels" / WHEEL).write_bytes(b"iets anders")
    done = pip(environment, tmp_path, "--no-deps")
    assert done.returncode != 0
    assert "HASHES" in done.stderr


def test_requirements_that_were_there_stay_and_the_reader_gets_the_line(tmp_path: Path, convenant: Run) -> None:
    (tmp_path / "requirements.txt").write_text("ons-eigen==1\n", encoding="utf-8")
    run = convenant("-C", tmp_path, "init", "--herkomst", f"{GIT}@{COMMIT}")
    assert f"Zet in requirements.txt zelf de regel 'convenant[documenten,uitwisseling] @ git+{GIT}@{COMMIT}'" in run.out
    assert (tmp_path / "requirements.txt").read_text("utf-8") == "ons-eigen==1\n"
