"""What convenant rests on: versions that fit, licences that go together, and a release that can be checked."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT, program_of

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "templates/init/omgeving/afhankelijkheden.txt").read_text("utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOCK, re.M))


def script(name: str) -> ModuleType:
    return program_of(ROOT / "scripts" / f"{name}.py")


# --- what a new dossier installs ----------------------------------------------------------------------------------


def test_the_locked_versions_are_those_that_the_project_allows() -> None:
    """When this fails: run scripts/lock.py."""
    extras = PROJECT["optional-dependencies"]
    for line in [*PROJECT["dependencies"], *extras["documenten"], *extras["uitwisseling"]]:
        needed = Requirement(line)
        assert needed.specifier.contains(LOCKED[canonicalize_name(needed.name)]), line


def test_every_locked_package_has_a_hash_and_none_comes_from_elsewhere() -> None:
    blocks = re.split(r"^(?=[a-z])", re.sub(r"^#.*\n", "", LOCK, flags=re.M), flags=re.M)[1:]
    assert len(blocks) == len(LOCKED)
    line = r"[a-z0-9-]+==[0-9][a-z0-9.]*( ; sys_platform == 'win32')?( \\\n    --hash=sha256:[0-9a-f]{64})+\n"
    assert [block for block in blocks if not re.fullmatch(line, block)] == []
    assert "convenant" not in LOCKED


def test_every_dependency_has_a_lower_bound() -> None:
    """``.ci/run`` installs exactly these, and runs the tool with them."""
    lines = PROJECT["dependencies"] + [line for lines in PROJECT["optional-dependencies"].values() for line in lines]
    assert [line for line in lines if not re.search(r">=[0-9.]+$", line)] == []


# --- licences -----------------------------------------------------------------------------------------------------


def test_every_licence_is_known_and_fits() -> None:
    command = [sys.executable, "scripts/licenses.py"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
    assert int(done.stdout.split()[0]) > len(LOCKED)


@pytest.mark.parametrize(
    ("licence", "fitting"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("GPL-3.0-only OR MIT", True),
        ("EUPL-1.2 AND OFL-1.1", True),
        ("GPL-2.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("LicenseRef-Proprietary", False),
        ("", False),
    ],
)
def test_a_licence_that_nobody_looked_at_does_not_pass(licence: str, fitting: bool) -> None:
    assert script("licenses").fits(licence) is fitting


def test_what_is_shipped_is_in_the_licence_of_the_package() -> None:
    assert PROJECT["license"] == "EUPL-1.2 AND OFL-1.1"
    assert PROJECT["license-files"] == ["LICENSE", "fonts/OFL.txt"]
    assert all((ROOT / name).is_file() for name in PROJECT["license-files"])
    page = (ROOT / "docs/licenties.md").read_text("utf-8")
    assert "onbekend" not in page
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \| [^|]+ \| [^|]+ \|$", page, re.M)) == set(LOCKED)


# --- known weaknesses ---------------------------------------------------------------------------------------------

_CLEAN = {"name": "rich", "version": "15.0.0", "vulns": []}
_WEAK = {"name": "jinja2", "version": "3.1.2", "vulns": [{"id": "CVE-2024-22195", "fix_versions": ["3.1.3"]}]}
_SKIPPED = {"name": "rich", "skip_reason": "Dependency not found on PyPI and could not be audited"}


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for pip-audit is a script; CI runs on Linux")
@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        ({"pypi": [_CLEAN]}, 0, "1 packages looked up at pypi, 0 known weaknesses"),
        ({"pypi": [_CLEAN, _WEAK, _SKIPPED]}, 1, "jinja2 3.1.2: CVE-2024-22195, mended in 3.1.3"),
        ({"pypi": [_SKIPPED], "osv": [_WEAK]}, 1, "1 packages looked up at osv, 1 known weaknesses"),
        ({"pypi": [_SKIPPED], "osv": [_SKIPPED]}, 0, "skipped: osv could not be asked (Dependency not found"),
        ({"pypi": [_SKIPPED]}, 0, "skipped: osv could not be asked (ConnectionError: no route)"),
        ({}, 0, "skipped: pypi could not be asked (ConnectionError: no route)"),
        ({"pypi": []}, 0, "skipped: pypi could not be asked (it looked at nothing)"),
    ],
)
def test_a_known_weakness_fails_and_a_database_out_of_reach_is_told(
    tmp_path: Path, answers: dict[str, list[object]], code: int, said: str
) -> None:
    program = tmp_path / "pip-audit"
    program.write_text(
        f"#!{sys.executable}\n"
        "import json, sys\n"
        "lock = sys.argv[sys.argv.index('--requirement') + 1]\n"
        "assert 'rich==' in open(lock, encoding='utf-8').read() and '--disable-pip' in sys.argv\n"
        f"answers = {answers!r}\n"
        "service = sys.argv[sys.argv.index('--vulnerability-service') + 1]\n"
        "if service not in answers:\n"
        "    print('Traceback', 'ConnectionError: no route', sep='\\n', file=sys.stderr)\n"
        "    raise SystemExit(1)\n"
        "print(json.dumps({'dependencies': answers[service], 'fixes': []}))\n"
        "raise SystemExit(any(one.get('vulns') for one in answers[service]))\n",
        encoding="utf-8",
    )
    program.chmod(0o755)
    command = [sys.executable, str(ROOT / "scripts/audit.py")]
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout + done.stderr
    assert said in done.stdout


def test_without_the_program_the_audit_is_no_success(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "scripts/audit.py")]
    environment = {**os.environ, "PATH": str(tmp_path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install pip-audit" in done.stderr


# --- a release ----------------------------------------------------------------------------------------------------


def test_a_part_that_its_package_does_not_name_is_added_under_it() -> None:
    found: dict[str, list[dict[str, object]]] = {
        "components": [],
        "dependencies": [{"ref": "root", "dependsOn": ["b"]}],
    }
    release = script("release")
    release._hold(found, "root", "Liberation Sans", "2", "file", "OFL-1.1", "Vier.")
    assert [part["bom-ref"] for part in found["components"]] == ["liberation-sans==2"]
    assert found["dependencies"] == [
        {"ref": "root", "dependsOn": ["b", "liberation-sans==2"]},
        {"ref": "liberation-sans==2"},
    ]


def test_ci_makes_the_release_and_tries_what_it_makes() -> None:
    gate = (ROOT / ".ci/run").read_text("utf-8")
    for step in ("scripts/audit.py", "scripts/release.py", "--resolution lowest-direct", "--require-hashes"):
        assert step in gate


# --- what is promised ---------------------------------------------------------------------------------------------


def test_both_languages_promise_the_same_and_name_the_same_weaknesses() -> None:
    english, dutch = ((ROOT / name).read_text("utf-8") for name in ("SECURITY.md", "SECURITY.nl.md"))
    for pattern in (r"^### (CONVENANT-[0-9-]+):", r"^#+ ", r"^- |^\*\*", r"<(.+@.+)>", r"`[^`]+`"):
        assert len(re.findall(pattern, english, re.M)) == len(re.findall(pattern, dutch, re.M)) > 0, pattern
    numbers = re.findall(r"CONVENANT-[0-9-]+", english)
    assert numbers == re.findall(r"CONVENANT-[0-9-]+", dutch)
    assert len(numbers) >= 2
    (mailbox,) = set(re.findall(r"<(.+@.+)>", english + dutch))
    assert mailbox.endswith(".example")
