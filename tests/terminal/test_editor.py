"""The memo's sentences in somebody's own editor, in a real terminal: it is lent, it comes back, and nothing is lost."""

import json
import stat
import time
from pathlib import Path

import pytest

from tests.running import alignment
from tests.terminal.tmux import Terminal

pytestmark = pytest.mark.tmux

FOLDER = "sessions"


def script(home: Path, body: str, name: str = "editor") -> Path:
    """Write an editor of our own: a shell script whose last argument is the file."""
    path = home / name
    path.write_text(f"#!/bin/sh\nfor file; do :; done\n{body}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    alignment("capture", "checkout", "park: x", "--dir", tmp_path / FOLDER, home=tmp_path)
    return tmp_path


def opened(home: Path, **more: str) -> Terminal:
    """Open the memo with the cursor on its context."""
    window = Terminal(home)
    window.start("checkout", "--dir", home / FOLDER, TMPDIR=str(home / "tmp"), **more)
    (home / "tmp").mkdir(exist_ok=True)
    window.sees("TYPING")
    window.type("go memo")
    window.press("Enter")
    window.sees("Is it clear enough to build?")
    return window


def memo(home: Path) -> dict[str, str]:
    found: dict[str, str] = json.loads((home / FOLDER / "checkout.json").read_text())["session"]["memo"]
    return found


def test_a_sentence_is_written_in_an_editor_and_taken_as_one_change(home: Path) -> None:
    body = 'cp "$file" seen; stat -c %a "$file" "$(dirname "$file")" > modes; pwd >> modes\n'
    editor = script(home, body + "printf '%s\\n' '#: mine' 'the sale' '  is in #spring' '# really' > \"$file\"")
    before = memo(home)
    with opened(home, EDITOR=str(editor)) as window:
        window.press("C-g")
        window.sees("memo context. ctrl+z takes it back", "the sale is in #spring # really")
        seen = (home / "seen").read_text()
        assert before["context"] in " ".join(seen.split())
        assert seen.startswith("#: The memo of Checkout reliability.")
        assert (home / "modes").read_text().split()[:2] == ["600", "700"]
        window.type("park: still here")
        window.press("Enter")
        window.sees("taken")
        window.press("C-z", "C-z")
        window.sees("Undone: memo context", before["context"][:40])
        window.press("C-q")
        assert window.exit_code() == 0
    assert memo(home) == before
    assert list((home / "tmp").iterdir()) == []


def test_arguments_in_the_editor_are_arguments_and_visual_comes_first(home: Path) -> None:
    editor = script(home, 'printf "%s\\n" "$@" > words; echo "words; of $(date)" > "$file"', "my editor")
    with opened(home, VISUAL=f"'{editor}' -w '$(touch gone); x'", EDITOR="false") as window:
        window.press("C-g")
        window.sees("memo context. ctrl+z takes it back", "words; of")
        words = (home / "words").read_text().splitlines()
        assert words[:2] == ["-w", "$(touch gone); x"]
        assert words[2].endswith("/memo.txt")
        assert not (home / "gone").exists()


def test_all_four_are_written_where_the_cursor_is_on_none_of_them(home: Path) -> None:
    editor = script(home, "sed -i 's/^#: why:.*/&\\nfirst/; s/^#: decision:.*/&\\ncalm/' \"$file\"")
    with opened(home, EDITOR=str(editor)) as window:
        window.press("Escape")
        window.sees("KEYS")
        window.type("1")
        window.sees("What does success mean to you")
        window.type("e")
        window.sees("memo why, decision. ctrl+z takes it back")
        window.press("C-q")
        assert window.exit_code() == 0
    assert memo(home)["why"].startswith("first the last launch")
    assert memo(home)["decision"] == "calm"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("true", "nothing was changed in the editor"),
        (': > "$file"', "the editor left nothing"),
        ("printf '#: x\\n\\n  \\n' > \"$file\"", "the editor left nothing"),
        ("exit 3", "editor ended with 3; nothing was taken"),
        ("kill -9 $$", "editor was ended by signal 9; nothing was taken"),
        ('rm "$file"', "the editor took the file away; nothing was taken"),
    ],
)
def test_what_changes_nothing_says_so_in_one_line_and_leaves_nothing_behind(home: Path, body: str, told: str) -> None:
    before = memo(home)
    with opened(home, EDITOR=str(script(home, body))) as window:
        window.press("C-g")
        window.sees(told)
        window.press("C-q")
        assert window.exit_code() == 0
    assert memo(home) == before
    assert list((home / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('echo typed > "$file"; exit 1', "editor ended with 1"),
        ("printf '\\377typed' > \"$file\"", "what it wrote is not UTF-8"),
        ('head -c 2000000 /dev/zero | tr "\\\\0" x > "$file"', "it wrote more than 1 MB"),
    ],
)
def test_words_that_could_not_be_taken_are_kept_and_their_place_is_told(home: Path, body: str, told: str) -> None:
    before = memo(home)
    with opened(home, EDITOR=str(script(home, body))) as window:
        window.press("C-g")
        window.sees(told, "and what was written is in")
    (kept,) = (home / "tmp").glob("alignment-*/memo.txt")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert kept.stat().st_size > 0
    assert memo(home) == before


@pytest.mark.parametrize(
    ("editor", "told"),
    [
        ("", "no editor is set: $VISUAL or $EDITOR says which"),
        ("no-such-editor -w", "there is no editor no-such-editor here: $EDITOR names it"),
        ("vi 'x", "$EDITOR cannot be read: no closing quotation"),
    ],
)
def test_an_editor_that_is_not_set_or_not_there_is_one_line(home: Path, editor: str, told: str) -> None:
    with opened(home, EDITOR=editor) as window:
        window.press("C-g")
        window.sees(told)
        window.type("park: still here")
        window.press("Enter")
        window.sees("taken")


def test_ctrl_c_in_the_editor_ends_the_editor_and_not_the_session(home: Path) -> None:
    editor = script(home, "echo ready; sleep 60")
    with opened(home, EDITOR=str(editor)) as window:
        window.press("C-g")
        window.sees("ready")
        window.until(lambda: window.state("alternate_on") == "0", "the terminal lent")
        window.press("C-c")
        window.sees("editor was ended by signal 2; nothing was taken", "Is it clear enough to build?")
        window.until(lambda: window.state("alternate_on") == "1", "the terminal back")
        for parked in (3, 4):  # a program that leaves takes words until it is gone
            time.sleep(0.5)
            window.type("park: still here")
            window.press("Enter")
            window.sees(f"{parked} parked")


def test_after_the_editor_a_request_to_end_is_heard_as_before(home: Path) -> None:
    with opened(home, EDITOR=str(script(home, "true"))) as window:
        window.press("C-g")
        window.sees("nothing was changed")
        window.signal("INT")
        assert window.exit_code() == 130


def test_a_program_that_is_told_to_end_while_the_editor_runs_ends_saved_when_the_editor_does(home: Path) -> None:
    editor = script(home, 'echo words of mine > "$file"; echo ready; while [ ! -e go ]; do sleep 0.1; done')
    with opened(home, EDITOR=str(editor)) as window:
        window.press("C-g")
        window.sees("ready")
        window.signal("TERM")
        (home / "go").touch()
        assert window.exit_code() == 143
    assert memo(home)["context"] == "words of mine"


def test_another_size_and_another_writer_meanwhile_are_taken_in_afterwards(home: Path) -> None:
    editor = script(home, 'echo words of mine > "$file"; echo ready; while [ ! -e go ]; do sleep 0.1; done')
    with opened(home, EDITOR=str(editor)) as window:
        window.press("C-g")
        window.sees("ready")
        window.resize(90, 30)
        alignment("capture", "checkout", "why: said by another", "--dir", home / FOLDER, home=home)
        (home / "go").touch()
        window.sees("words of mine", "said by another")
        assert max(map(len, window.text().splitlines())) <= 90
        window.press("C-q")
        assert window.exit_code() == 0
    assert (memo(home)["context"], memo(home)["why"]) == ("words of mine", "said by another")


def test_the_terminal_is_as_it_was_after_the_editor(home: Path) -> None:
    modes = ("alternate_on", "mouse_any_flag", "cursor_flag", "keypad_flag")
    with opened(home, EDITOR=str(script(home, "true"))) as window:
        before = [window.state(mode) for mode in modes]
        window.press("C-g")
        window.sees("nothing was changed")
        assert [window.state(mode) for mode in modes] == before
        window.paste("park: pasted\nas one")
        window.sees("park: pasted as one")
        window.press("C-u", "C-q")
        assert window.exit_code() == 0
        assert window.state("alternate_on") == "0"


def test_with_a_line_half_typed_the_line_is_there_again(home: Path) -> None:
    with opened(home, EDITOR=str(script(home, 'echo other > "$file"'))) as window:
        window.type("park: half a tho")
        window.press("C-g")
        window.sees("memo context")
        window.type("ught")
        window.press("Enter")
        window.sees("taken")
        window.press("C-q")
        assert window.exit_code() == 0
    assert "half a thought" in (home / FOLDER / "checkout.json").read_text()
