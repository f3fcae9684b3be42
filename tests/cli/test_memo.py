"""`memo`: in which form it leaves, through a template of one's own, on the printer, and from version to version."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_reading import in_a_terminal
from tests.running import alignment, environment

LP = """#!/bin/sh
for word; do printf '%s\\n' "$word"; done > "$HOME/words"
cat > "$HOME/printed"
echo 'request id is office-1 (1 file(s))'
"""


def printer(home: Path, script: str = LP) -> str:
    """Put an `lp` of our own in the way and return the PATH with it."""
    lp = home / "bin" / "lp"
    lp.parent.mkdir()
    lp.write_text(script)
    lp.chmod(0o755)
    return f"{lp.parent}:{os.environ['PATH']}"


def without(module: str, home: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run the program as on a machine that does not have an optional part."""
    code = (
        f"import sys; sys.modules['{module}'] = None\n"
        "from alignment_tui.cli.main import main\nsys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(command, cwd=home, env=environment(home, **more), capture_output=True, text=True)


def template(home: Path, name: str, text: str) -> None:
    folder = home / "config" / "alignment-tui" / "templates"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def test_memo_is_markdown_to_a_pipe_and_text_to_a_terminal(tmp_path: Path) -> None:
    assert alignment("memo", "checkout", home=tmp_path).stdout.startswith("# Checkout reliability\n")
    assert in_a_terminal("memo", "checkout", home=tmp_path)[1].startswith("CHECKOUT RELIABILITY")


@pytest.mark.parametrize(
    ("ending", "begins"), [("md", b"# Checkout"), ("txt", b"CHECKOUT"), ("html", b"<!doctype html>"), ("pdf", b"%PDF-")]
)
def test_memo_to_a_file_is_told_by_its_ending(ending: str, begins: bytes, tmp_path: Path) -> None:
    done = alignment("memo", "checkout", "-o", f"memo.{ending}", home=tmp_path)
    written = tmp_path / f"memo.{ending}"
    assert (done.returncode, done.stdout) == (0, "")
    assert written.read_bytes().startswith(begins)
    assert written.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["memo.doc", "memo"])
def test_memo_in_a_form_there_is_not_says_so(name: str, tmp_path: Path) -> None:
    done = alignment("memo", "checkout", "-o", name, home=tmp_path)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / name).exists()


def test_memo_of_a_draft_is_printed_and_says_that_it_is_one(tmp_path: Path) -> None:
    alignment("new", "Empty", home=tmp_path)
    alignment("capture", "empty", "Ana: something", home=tmp_path)
    done = alignment("memo", "empty", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Decision memo, draft" in done.stdout
    assert "this is a draft" in alignment("memo", "empty", "-o", "memo.md", home=tmp_path).stderr


def test_memo_without_a_printer_is_exit_3(tmp_path: Path) -> None:
    done = alignment("memo", "checkout", "--print", home=tmp_path, PATH=str(tmp_path))
    assert done.returncode == 3
    assert "lp" in done.stderr


def test_memo_goes_to_the_printer_as_a_pdf_where_one_can_be_made(tmp_path: Path) -> None:
    done = alignment("memo", "checkout", "--print", home=tmp_path, PATH=printer(tmp_path))
    assert (done.returncode, done.stdout) == (0, "")
    assert "request id is office-1" in done.stderr
    assert (tmp_path / "printed").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "words").read_text() == "-t\nmemo checkout\n"


def test_memo_goes_to_the_printer_as_text_without_typst(tmp_path: Path) -> None:
    done = without("typst", tmp_path, "memo", "checkout", "--print", PATH=printer(tmp_path))
    assert done.returncode == 0
    assert (tmp_path / "printed").read_text().startswith("CHECKOUT RELIABILITY")


def test_a_printer_and_its_options_are_arguments_and_nothing_a_shell_would_read(tmp_path: Path) -> None:
    options = ("--printer", "of$(touch x)fice", "--print-option", "sides=two-sided-long-edge", "--print-option", "; ls")
    done = alignment("memo", "checkout", *options, home=tmp_path, PATH=printer(tmp_path))
    assert done.returncode == 0
    assert (tmp_path / "words").read_text().splitlines()[2:] == [
        *("-d", "of$(touch x)fice", "-o", "sides=two-sided-long-edge", "-o", "; ls"),
    ]
    assert not (tmp_path / "x").exists()


def test_what_is_written_can_be_printed_as_well_and_html_cannot(tmp_path: Path) -> None:
    path = printer(tmp_path)
    assert alignment("memo", "checkout", "-o", "m.txt", "--print", home=tmp_path, PATH=path).returncode == 0
    assert (tmp_path / "printed").read_bytes() == (tmp_path / "m.txt").read_bytes()
    done = alignment("memo", "checkout", "-o", "m.html", "--print", home=tmp_path, PATH=path)
    assert done.returncode == 2
    assert "takes no HTML" in done.stderr
    assert not (tmp_path / "m.html").exists()


def test_a_printer_that_refuses_says_why_in_one_line(tmp_path: Path) -> None:
    path = printer(tmp_path, "#!/bin/sh\necho 'lp: The printer or class does not exist.\n\x1b[31m' >&2\nexit 1\n")
    done = alignment("memo", "checkout", "--printer", "attic", home=tmp_path, PATH=path)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "the printer refused: lp: The printer or class does not exist." in done.stderr
    assert "\x1b" not in done.stderr


def test_a_template_is_listed_with_what_it_says_of_itself_and_fills_in_the_memo(tmp_path: Path) -> None:
    empty = alignment("memo", "--templates", home=tmp_path)
    assert (empty.returncode, empty.stdout) == (0, "")
    assert str(tmp_path / "config" / "alignment-tui" / "templates") in empty.stderr
    template(tmp_path, "mail.txt", "{# For those at home. #}\nSubject: {{ memo.title }}, {{ memo.status }}\n")
    listed = alignment("memo", "--templates", home=tmp_path)
    assert listed.stdout == "mail  text      For those at home.\n"
    as_json = json.loads(alignment("memo", "--templates", "--json", home=tmp_path).stdout)
    assert as_json == [{"name": "mail", "file": "mail.txt", "kind": "text", "about": "For those at home."}]
    done = alignment("memo", "checkout", "--template", "mail", home=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Subject: Checkout reliability, accepted\n", "")
    assert alignment("memo", "checkout", "--template", "mail", "-o", "x.eml", home=tmp_path).returncode == 0
    assert (tmp_path / "x.eml").read_text() == done.stdout
    assert (tmp_path / "x.eml").stat().st_mode & 0o777 == 0o600
    assert alignment("memo", "checkout", "--template", "mail", "--print", home=tmp_path, PATH=printer(tmp_path))
    assert (tmp_path / "printed").read_text() == done.stdout


def test_a_template_that_is_wrong_or_not_there_is_one_line(tmp_path: Path) -> None:
    template(tmp_path, "mail.txt", "a\nb {{ memo.titel }}")
    done = alignment("memo", "checkout", "--template", "mail", "-o", "x.txt", home=tmp_path)
    assert done.returncode == 1
    assert done.stderr == "alignment-tui: template mail.txt, line 2: there is no 'titel' in it\n"
    assert not (tmp_path / "x.txt").exists()
    done = alignment("memo", "checkout", "--template", "../mail", home=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "there is mail" in done.stderr


def test_without_jinja_one_line_says_what_to_install(tmp_path: Path) -> None:
    template(tmp_path, "mail.txt", "x")
    done = without("jinja2", tmp_path, "memo", "checkout", "--template", "mail")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "alignment-tui[templates]" in done.stderr
    assert without("jinja2", tmp_path, "memo", "--templates").returncode == 0


def test_memo_as_json_is_what_a_template_is_given(tmp_path: Path) -> None:
    data = json.loads(alignment("memo", "checkout", "--json", home=tmp_path).stdout)
    assert (data["title"], data["status"], data["version"]) == ("Checkout reliability", "accepted", 1)
    assert [entry["id"] for entry in data["signed"]["will"]] == ["R1", "R3", "R5"]


def test_versions_are_listed_and_any_two_compared_in_words(tmp_path: Path) -> None:
    for line in ("M1 target 85", "R4 will: the platform team is free after all"):
        assert alignment("capture", "checkout", line, home=tmp_path).returncode == 0
    listed = alignment("memo", "checkout", "--versions", home=tmp_path)
    assert listed.returncode == 0
    first, second = listed.stdout.splitlines()
    assert first.split()[0] == "1"
    assert "Ana, Li and Raj signed it" in first
    assert second.split()[0] == "2"
    assert "not signed yet" in second
    told = alignment("memo", "checkout", "--compare", "1", "now", home=tmp_path).stdout
    assert re.match(r"Version 1 \(2025-03-03, text [0-9a-f]{4} [0-9a-f]{4}\), and the text now", told)
    words = " ".join(told.split())
    assert (
        'WE WILL - R4, Raj\'s "A sandbox that resets itself every night" came from "Not yet": the platform team'
        in words
    )
    assert "HOW WE WILL KNOW - M1, checkout downtime: the target was 90, now 85" in words
    assert "THE SAME IN BOTH We won't, What we accept" in words
    alignment("capture", "checkout", "Ana consents", home=tmp_path)
    signed = alignment("memo", "checkout", "--compare", "1", "2", home=tmp_path).stdout
    assert signed.partition("WE WILL")[2] == told.partition("WE WILL")[2]
    found = json.loads(alignment("memo", "checkout", "--compare", "2", "1", "--json", home=tmp_path).stdout)
    assert {section["title"] for section in found} == {"We will", "Not yet", "How we will know"}
    assert (
        "Everything: not a word differs" in alignment("memo", "checkout", "--compare", "2", "now", home=tmp_path).stdout
    )


def test_a_version_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    done = alignment("memo", "checkout", "--compare", "1", "7", home=tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "alignment-tui: there is no version 7 here: 1 and now\n"
    alignment("new", "Empty", home=tmp_path)
    assert "nothing was signed" in alignment("memo", "empty", "--compare", "1", "now", home=tmp_path).stderr


def test_memo_without_a_session_asks_which(tmp_path: Path) -> None:
    done = alignment("memo", home=tmp_path)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "which SESSION?" in done.stderr
