"""`doctor`: what this machine has, what is missing, and where things are kept."""

import locale
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata, util
from pathlib import Path

import click

from alignment_tui import paths
from alignment_tui.cli import library
from alignment_tui.cli.exits import DONE, REFUSED
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say
from alignment_tui.colours import colours_of, too_few
from alignment_tui.version import VERSION

Line = tuple[str, str, str]
"""What it is, how it is, and what is wrong with it: empty when nothing is."""

_PARTS = (
    ("typst", "PDF: pip install 'alignment-tui[pdf]'"),
    ("icalendar", "calendar: pip install 'alignment-tui[ical]'"),
    ("jinja2", "templates: pip install 'alignment-tui[templates]'"),
)
_SMALLEST = (80, 24)


@click.command("doctor")
@folder_option
@click.pass_context
def command(ctx: click.Context) -> int:
    """Tell versions, optional parts, folders and the rule that chose them, and the terminal.

    Exits 1 when something is wrong.
    """
    wrong = 0
    for what, how, trouble in (*_program(), *_folders(ctx), *_playbooks(), *_keys(), *_bad_files(ctx), *_terminal()):
        wrong += bool(trouble)
        put(f"{what:<10}  {how}" + (f"  WRONG: {trouble}" if trouble else ""))
    say(f"{wrong} wrong" if wrong else "all is well")
    return REFUSED if wrong else DONE


def _program() -> Iterator[Line]:
    yield "program", f"alignment-tui {VERSION}, Python {sys.version.split()[0]}", ""
    for name in ("textual", "msgspec", "tinydb", "PyYAML", "click", "platformdirs", "rfc8785"):
        try:
            yield "library", f"{name} {metadata.version(name)}", ""
        except metadata.PackageNotFoundError:
            yield "library", name, "not installed"
    for name, words in _PARTS:
        yield "optional", f"{name} {metadata.version(name)}" if util.find_spec(name) else f"no {name} ({words})", ""
    for name in ("git", "lp", "ssh-keygen"):
        yield "tool", f"{name}: {shutil.which(name) or 'not there'}", ""


def _folders(ctx: click.Context) -> Iterator[Line]:
    found = library.chosen_folder(ctx)
    yield "sessions", f"{found.path} ({found.why})", _cannot_write(found.path)
    yield "examples", str(paths.examples_folder() or "not there"), "" if paths.examples_folder() else "not shipped"
    yield "state", str(paths.state_folder(os.environ)), _cannot_write(paths.state_folder(os.environ))
    yield "settings", str(paths.config_folder(os.environ)), ""
    yield "cache", str(paths.cache_folder(os.environ)), _cannot_write(paths.cache_folder(os.environ))


def _playbooks() -> Iterator[Line]:
    from alignment_tui.playbook_files import load_all, playbook_folders

    folders = playbook_folders(paths.config_folder(os.environ))
    playbooks, failures = load_all(folders)
    yield "playbooks", f"{', '.join(one.slug for one in playbooks)}; your own belong in {folders[0]}", ""
    for refused in failures:
        yield "playbook", refused.path.name, str(refused)


def _keys() -> Iterator[Line]:
    """Tell which actions have other keys, and each line of the file that cannot be."""
    from alignment_tui.ui.actions import ACTIONS
    from alignment_tui.ui.keymap import KEYS_FILE, read_keymap

    keymap = read_keymap(paths.config_folder(os.environ))
    others = [entry.id for entry, own in zip(keymap.actions, ACTIONS, strict=True) if entry != own]
    yield "keys", f"other keys for {', '.join(others)} ({KEYS_FILE})" if others else "as they come", ""
    for refused in keymap.refusals:
        place = ", ".join(part for part in (f"line {refused.line}" if refused.line else "", refused.key) if part)
        yield "keys", f"{KEYS_FILE}, {place}" if place else KEYS_FILE, refused.reason


def _bad_files(ctx: click.Context) -> Iterator[Line]:
    """Name every session that cannot be opened, with the backups there are of it."""
    from alignment_tui.storage.backups import offer

    own = library.sessions(ctx)
    for row in own.rows():
        if row.error:
            yield "session", row.name, f"{row.error}; {offer(own.real(row.slug), row.slug) or 'no backup here'}"


def _cannot_write(folder: Path) -> str:
    there = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    if not there.is_dir():
        return f"{there} is not a folder"
    try:
        with tempfile.TemporaryFile(dir=there) as file:
            file.write(b"written by doctor")
            file.flush()
            os.fsync(file.fileno())
    except OSError as trouble:
        return f"cannot write in {there}: {trouble.strerror}"
    return ""


def _terminal() -> Iterator[Line]:
    width, height = shutil.get_terminal_size()
    small = width < _SMALLEST[0] or height < _SMALLEST[1]
    term = os.environ.get("TERM", "")
    if sys.stdout.isatty():
        yield "terminal", f"{width}x{height}, TERM={term or 'not set'}", "smaller than 80x24" if small else ""
    else:
        yield "terminal", f"none here (output goes elsewhere), TERM={term or 'not set'}", ""
    yield "colours", _colours(), ""
    encoding = locale.getencoding()
    plain = encoding.upper().replace("-", "") != "UTF8" and not sys.flags.utf8_mode
    yield "locale", encoding, "not UTF-8: drawings and names may not show" if plain else ""
    if os.environ.get("TMUX"):
        yield (
            "tmux",
            "if Esc answers late: set -sg escape-time 10; for all colours: set -g default-terminal tmux-256color",
            "",
        )


def _colours() -> str:
    found = colours_of(os.environ)
    if not too_few(found):
        return found
    why = "NO_COLOR is set" if "NO_COLOR" in os.environ else "TERM and COLORTERM promise no more"
    return f"{found}: {why}, so the theme is `terminal`"
