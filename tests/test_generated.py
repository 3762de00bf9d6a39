"""What is generated from the code is up to date."""

import subprocess
import sys

import pytest

from tests.conftest import ROOT


@pytest.mark.programmas
def test_generated_files_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "scripts/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"run python scripts/generate.py\n{done.stdout}{done.stderr}"
