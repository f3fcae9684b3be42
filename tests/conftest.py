"""What every test may count on: a real terminal where it asks for one, or a clear word that there is none."""

import gc
import os
import shutil

import pytest

# A fifth of a run went into looking for garbage among what was imported and collected, which stays to the end.
gc.freeze()
gc.set_threshold(100_000, 50, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the tests in a real terminal follow one another in two rows, file by file: they wait, and watch the clock."""
    in_terminal = [item for item in items if item.get_closest_marker("tmux")]
    files = sorted({item.path for item in in_terminal})
    for item in in_terminal:
        item.add_marker(pytest.mark.xdist_group(f"terminal {files.index(item.path) % 2}"))


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Fail for want of tmux where everything is to be tested; skip on a desk that has none."""
    if item.get_closest_marker("tmux") and shutil.which("tmux") is None:
        if os.environ.get("CI"):
            pytest.fail("this test drives the program in tmux, and there is none: apt-get install tmux", pytrace=False)
        pytest.skip("no tmux here")
