"""What is generated from the code is up to date."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.mark.programmas
def test_generated_files_are_up_to_date(tmp_path: Path) -> None:
    """Also after a run that kept what it found: what a check need not read again it still uses."""
    environment = os.environ | {"CONVENANT_CACHE": str(tmp_path)}

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    assert run(str(Path(sys.executable).with_name("convenant")), "validate").returncode == 0
    assert list(tmp_path.iterdir()), "that run kept nothing"
    done = run(sys.executable, "scripts/generate.py", "--check")
    assert done.returncode == 0, f"run python scripts/generate.py\n{done.stdout}{done.stderr}"
