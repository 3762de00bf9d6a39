"""What convenant rests on: versions that fit, licences that go together, and a release that can be checked."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LOCK = (ROOT / "templates/init/omgeving/afhankelijkheden.txt").read_text("utf-8")
LOCKED = dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", LOCK, re.M))


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"script_{name}", ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- what a new dossier installs ----------------------------------------------------------------------------------


def test_the_locked_versions_are_those_that_the_project_allows() -> None:
    """When this fails: run scripts/lock.py."""
    for line in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["documenten"]]:
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
    assert "GPL-2.0-or-later" in page  # pandoc
    assert "onbekend" not in page
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \| [^|]+ \| [^|]+ \|$", page, re.M)) == set(LOCKED)
