"""Programs from outside that look at what was written: a browser, and what reads PDFs."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def program(name: str) -> str:
    """Return where a program is; without it, fail where everything is to be tested and skip on a desk."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail(
                f"this test needs {name}, and there is none: apt-get install chromium poppler-utils", pytrace=False
            )
        pytest.skip(f"no {name} here")
    return found


def run(name: str, *arguments: str | Path) -> str:
    """Run a program that reads PDFs and return what it says."""
    done = subprocess.run([program(name), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def browse(address: str, home: Path, *more: str) -> str:
    """Open an address in a browser without a window and return the document it then shows."""
    command = [
        *(program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
        *("--virtual-time-budget=5000", f"--user-data-dir={home / 'browser'}", *more, address),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout
