"""The shared terminal and the facilitator's own, both real: what is noted in one is in no byte of the other."""

import subprocess
from pathlib import Path

import pytest

from tests.running import alignment
from tests.terminal.tmux import terminal

pytestmark = pytest.mark.tmux

CANARY = "zanzibar"


def test_a_private_note_is_nowhere_but_in_the_cue_sheet_and_its_file(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    alignment("capture", "case", "Ana: No outage", "Raj: Branding", "--dir", folder, home=tmp_path)
    with (
        terminal(tmp_path, "case", "--dir", folder) as shared,
        terminal(tmp_path, "cue", "case", "--dir", folder) as own,
    ):
        shared.sees("TYPING")
        own.sees("Your notes", "Day 1 of 6")
        own.type(f"do not mention {CANARY}")
        own.sees("only you see this; saved")
        shared.type("Ana: and no alarm at night")
        shared.press("Enter")
        shared.sees("taken")
        shared.press("F8")
        shared.sees("to look at before you go on")
        shared.press("F8")
        own.sees("Day 2 of 6")
        shared.press("F7")
        own.sees(CANARY)
        for key, seen in (("F4", "The memo as it would be printed now"), ("Escape", "TYPING"), ("F5", "3 of 3")):
            shared.press(key)
            shared.sees(seen)
        own.press("C-q")
        assert own.exit_code() == 0
        shared.press("C-q")
        assert shared.exit_code() == 0
        assert CANARY.encode() not in shared.bytes_written()
    for command in (
        ("memo", "case"),
        ("memo", "case", "-o", tmp_path / "memo.html"),
        ("show", "case"),
        ("show", "case", "--json"),
        ("log", "case"),
        ("export", "case", "--mermaid"),
        ("check", "case"),
        ("doctor",),
    ):
        done = alignment(*command, "--dir", folder, home=tmp_path)
        assert CANARY not in done.stdout + done.stderr, command
    holding = subprocess.run(["grep", "-rl", CANARY, tmp_path], capture_output=True, text=True, check=False).stdout
    found = {Path(line).relative_to(tmp_path) for line in holding.splitlines()}
    assert {one for one in found if not one.name.startswith("written-")} == {Path("sessions/.local/case/notes.md")}


def test_the_rooms_view_follows_the_shared_terminal_within_a_second(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    alignment("new", "Case", "--dir", folder, home=tmp_path)
    with (
        terminal(tmp_path, "case", "--dir", folder) as shared,
        terminal(tmp_path, "follow", "case", "--dir", folder) as room,
    ):
        shared.sees("TYPING")
        room.sees("What does success mean to you")
        shared.type("Ana: No outage")
        shared.press("Enter", "Enter")
        shared.sees("taken")
        room.sees('"No outage"')
        shared.press("F8")
        shared.sees("to look at before you go on")
        shared.press("F8")
        room.sees("Who benefits, how, and when?")
        shared.press("Escape", "3")  # tmux writes both at once
        room.sees("If this worked, what would move")
        before = (folder / "case.json").read_bytes()
        room.press("x", "Enter", "Delete")
        room.press("C-q")
        assert room.exit_code() == 0
        assert (folder / "case.json").read_bytes() == before
