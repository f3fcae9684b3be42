"""The round in a real terminal: keys as fast as they come, a word from another machine meanwhile, and a kill."""

import json
from pathlib import Path

import pytest

from tests.keys import allowed_signers, key
from tests.running import alignment
from tests.terminal.test_flow import lines_of
from tests.terminal.tmux import terminal

pytestmark = pytest.mark.tmux


def proposed(home: Path) -> Path:
    """Begin the case up to the rule; returns the folder of the session."""
    lines = lines_of("checkout")
    folder = home / "sessions"
    alignment("new", "Case", "--dir", folder, home=home)
    given = "\n".join(lines[: lines.index("rule everyone") + 1])
    assert alignment("capture", "case", "--dir", folder, home=home, given=given).returncode == 0
    return folder


def said(folder: Path) -> list[tuple[str, str, str]]:
    session = json.loads((folder / "case.json").read_text())["session"]
    return [(one["person"], one["verdict"], one.get("text", "")) for one in session.get("signatures", [])]


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
def test_a_round_typed_in_one_go_is_taken_key_by_key(size: tuple[int, int], tmp_path: Path) -> None:
    folder = proposed(tmp_path)
    with terminal(tmp_path, "case", "--dir", folder, size=size) as window:
        window.sees("TYPING")
        window.type("go sign-off")
        window.press("Enter")
        window.sees("Who signs")
        window.press("C-g")
        window.sees("1 of 3", "c consents", "Esc leave")
        window.burst(["c", "rwe look again in July", "", "oa sow: two contracts are lost"])
        window.sees("Li objects.", "2 of 3 consent")
        window.press("Enter")
        window.sees("everybody here was asked", "Open objection: Li")
        window.press("Enter")
        window.sees("Who signs")
        window.press("C-q")
        assert window.exit_code() == 0
    assert said(folder) == [
        ("S1", "consent", ""),
        ("S2", "reservation", "we look again in July"),
        ("S3", "objection", "a sow: two contracts are lost"),
    ]


def test_a_key_signs_in_a_second_window_and_the_round_shows_it_and_a_kill_loses_nothing(tmp_path: Path) -> None:
    folder, raj = proposed(tmp_path), key(tmp_path, "raj")
    with terminal(tmp_path, "case", "--dir", folder) as window:
        window.sees("TYPING")
        window.type("go sign-off")
        window.press("Enter")
        window.sees("Who signs")
        window.press("C-g")
        window.sees("1 of 3")
        done = alignment("sign", "case", "--as", "Raj", "--consent", "--ssh-key", raj, "--dir", folder, home=tmp_path)
        assert done.returncode == 0, done.stderr
        window.sees("1 of 3 consent")
        window.type("c")
        window.sees("Ana consents.", "2 of 3 consent")
        window.until(lambda: len(said(folder)) == 2, "both on the disk")
        window.kill()
    assert sorted(said(folder)) == [("S1", "consent", ""), ("S2", "consent", "")]
    allowed = allowed_signers(tmp_path, {"Raj": raj})
    told = alignment("verify", "case", "--allowed-signers", allowed, "--dir", folder, home=tmp_path).stdout
    assert "\nssh       good: " in told
    assert "\nsign-off  not accepted: still to sign: Li\n" in told
    assert "whole; the file is as the last one left it" in told
