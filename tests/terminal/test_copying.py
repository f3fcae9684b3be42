"""What is copied reaches the clipboard: the bytes on a real terminal, and tmux's own buffer."""

import base64
import re
from pathlib import Path

import pexpect
import pytest

from tests.running import ALIGNMENT, alignment, environment
from tests.terminal.tmux import terminal

WORDS = "No checkout outage during the sale"
OSC_52 = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")


def copied(written: bytes) -> list[str]:
    return [base64.b64decode(found).decode() for found in OSC_52.findall(written)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    alignment("new", "Case", "--dir", tmp_path / "sessions", home=tmp_path)
    alignment("capture", "case", f"Ana: {WORDS}", "Ana: Grüße, 世界", "--dir", tmp_path / "sessions", home=tmp_path)
    return tmp_path / "sessions"


def test_on_a_terminal_of_its_own_the_bytes_are_osc_52_with_the_text(tmp_path: Path, folder: Path) -> None:
    surroundings = environment(tmp_path, TERM="xterm-256color")
    surroundings.pop("TMUX", None)
    child = pexpect.spawn(
        str(ALIGNMENT), ["case", "--dir", str(folder)], env=surroundings, cwd=str(tmp_path), dimensions=(36, 120)
    )
    written = bytearray()

    class Log:
        def write(self, data: bytes) -> None:
            written.extend(data)

        def flush(self) -> None:
            pass

    child.logfile_read = Log()
    child.expect(WORDS.encode(), timeout=20)
    child.send("\x1b")
    child.expect(b"KEYS", timeout=20)
    child.send("c")
    child.expect(OSC_52, timeout=20)
    child.send("jc")
    child.expect(OSC_52, timeout=20)
    child.send("\x11")
    child.expect(pexpect.EOF, timeout=20)
    child.close()
    assert child.exitstatus == 0
    first, second = copied(bytes(written))
    assert f'"{WORDS}"' in first
    assert first.startswith("R1  Ana")
    assert "Grüße, 世界" in second


@pytest.mark.tmux
def test_in_tmux_it_is_in_its_buffer_too(tmp_path: Path, folder: Path) -> None:
    with terminal(tmp_path, "case", "--dir", folder) as window:
        window.sees("TYPING", WORDS)
        window.press("Escape")
        window.sees("KEYS")
        window.type("c")
        window.sees("copied R1")
        window.until(lambda: WORDS in window.buffer(), "the text in tmux")
        assert window.buffer() == copied(window.bytes_written())[-1]
        window.press("C-p")
        window.type("copy the memo")
        window.sees("the memo as it would be printed now, as text")
        window.press("Enter")
        window.sees("copied the memo")
        window.until(lambda: window.buffer().startswith("CASE"), "the memo in tmux")
        assert window.buffer() == copied(window.bytes_written())[-1]
        window.press("C-q")
        assert window.exit_code() == 0
