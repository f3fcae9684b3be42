"""Files that something happened to open or are refused in one line, cost little, and are as they were afterwards.

The suite lets 40 mutants pass by every command that reads; ``make soak`` 2 000 (docs/soak.md).
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.running import ROOT

MUTANTS = int(os.environ.get("ALIGNMENT_MUTANTS", "40"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured where the kernel tells it")
def test_no_mutant_of_a_session_does_harm() -> None:
    storm = [sys.executable, "-m", "tests.hostile.document_storm", "0", str(MUTANTS)]
    done = subprocess.run(storm, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = {word: int(number) for number, word in (one.split() for one in done.stdout.split(";")[0].split(", "))}
    assert outcomes.keys() == {"opened", "refused"}
    assert min(outcomes.values()) > MUTANTS // 5, "what is let in is what may do harm later"
