"""Make a release in dist/: the wheel, a list of its parts (SBOM, CycloneDX) and the checksums of both.

Needs uv, cyclonedx-py (``cyclonedx-bom``) and a package index. The same commit gives the same wheel on every machine.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "templates/init/omgeving/afhankelijkheden.txt"


def _run(*command: str | Path) -> str:
    environment = {**os.environ, "UV_NO_PROGRESS": "1"}
    environment.pop("VIRTUAL_ENV", None)
    done = subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    return done.stdout.strip()


def _wheel(target: Path) -> Path:
    uv = _program("uv")
    _run(uv, "build", "--quiet", "--wheel", "--out-dir", target, ".")
    (wheel,) = target.glob("convenant-*.whl")
    return wheel


def _parts(wheel: Path) -> dict[str, Any]:
    """Return the SBOM of what the wheel installs with everything it can make, at the locked versions."""
    uv, cyclonedx = _program("uv"), _program("cyclonedx-py")
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        _run(uv, "venv", "--quiet", folder)
        _run(uv, "pip", "install", "--quiet", "--python", python, "--require-hashes", "--requirement", LOCK)
        _run(uv, "pip", "install", "--quiet", "--python", python, "--no-deps", wheel)
        version = _run(python, "-c", "import convenant_cli; print(convenant_cli.__version__)")
        found: dict[str, Any] = json.loads(
            _run(cyclonedx, "environment", python, "--output-reproducible", "--pyproject", "pyproject.toml")
        )
    root = found["metadata"]["component"]
    root |= {"version": version, "hashes": [{"alg": "SHA-256", "content": _sha256(wheel)}]}
    _hold(found, root["bom-ref"], "Liberation Sans", "2.1.5", "file", "OFL-1.1", "Four fonts in the wheel, for PDF.")
    return found


def _hold(found: dict[str, Any], holder: str, name: str, version: str, kind: str, licence: str, text: str) -> None:
    """Add a part that the metadata of its package does not name, as something that the package needs."""
    ref = f"{name.lower().replace(' ', '-')}=={version}"
    licences = [{"license": {"acknowledgement": "declared", "id": licence}}]
    part = {"bom-ref": ref, "type": kind, "name": name, "version": version, "description": text, "licenses": licences}
    found["components"].append(part)
    found["dependencies"].append({"ref": ref})
    (needs,) = [entry for entry in found["dependencies"] if entry["ref"] == holder]
    needs["dependsOn"] = sorted([*needs.get("dependsOn", ()), ref])


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is not on PATH: pip install uv cyclonedx-bom")
    return found


def main(target: Path) -> int:
    """Write the release, over an earlier one."""
    if _run("git", "status", "--porcelain"):
        raise SystemExit("a release is of a commit: commit your changes first")
    target.mkdir(parents=True, exist_ok=True)
    for old in target.glob("convenant-*"):
        old.unlink()
    wheel = _wheel(target)
    sbom = wheel.with_name(f"{'-'.join(wheel.name.split('-')[:2])}.cdx.json")
    text = json.dumps(_parts(wheel), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if "file://" in text or tempfile.gettempdir() in text:
        raise SystemExit("the SBOM names places on this machine")
    sbom.write_text(text, encoding="utf-8", newline="\n")
    sums = "".join(f"{_sha256(path)}  {path.name}\n" for path in (sbom, wheel))
    (target / "SHA256SUMS").write_text(sums, encoding="utf-8", newline="\n")
    print(sums, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "dist").resolve()))
