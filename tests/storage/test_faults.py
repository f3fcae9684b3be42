"""Every call a save makes to the system may fail: the file is the old one or the new one, and nothing told is lost.

The suite tries each call with one fault, by turns; ``make soak`` each with all, at 60 KB and 2 MB (docs/soak.md).
"""

import os
import subprocess
import sys

import pytest

from tests.running import ROOT

FAULTS = os.environ.get("ALIGNMENT_FAULTS", "some")
SIZES = (200, 6_600) if FAULTS == "all" else (3,)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
@pytest.mark.parametrize("requests", SIZES)
def test_a_save_that_fails_in_any_way_is_whole_or_was_not(requests: int) -> None:
    storm = [sys.executable, "-m", "tests.storage.fault_storm", FAULTS, str(requests)]
    done = subprocess.run(storm, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    outcomes = {line.split(maxsplit=1)[1] for line in done.stdout.splitlines()}
    # Each kind of fault was met, and each kind of end.
    assert {"killed before: killed", "killed after: killed", "torn: killed", "short: saved"} <= outcomes
    assert {"disk full: refused then saved", "disk broken: refused then saved"} <= outcomes
