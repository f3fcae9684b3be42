"""`git-setup`: tell git how sessions are merged, in this clone."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click

from alignment_tui.cli import library
from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.options import folder_option
from alignment_tui.cli.streams import put, say

NAME = "alignment-tui"
_ATTRIBUTES = (f"*.json merge={NAME}",)
_IGNORED = (".local/", ".*.saving")


@click.command("git-setup")
@folder_option
@click.pass_context
def command(ctx: click.Context) -> None:
    """Have git merge the sessions of the folder record by record, and leave out what is of this machine alone.

    It writes .gitattributes and .gitignore beside the sessions, to be committed once, and the driver into the settings
    of this clone: everybody who merges runs it once in theirs. Running it again changes nothing.
    """
    folder = library.chosen_folder(ctx).path
    if not folder.is_dir():
        raise Refusal(f"there is no folder {folder} yet")
    top = _git(folder, "rev-parse", "--show-toplevel")
    wrote = [
        name
        for name, lines in ((".gitattributes", _ATTRIBUTES), (".gitignore", _IGNORED))
        if _add(folder / name, lines)
    ]
    _git(folder, "config", "--local", f"merge.{NAME}.name", "sessions, record by record")
    _git(folder, "config", "--local", f"merge.{NAME}.driver", f"{_program()} merge-driver %O %A %B %P")
    put(f"git merges the sessions in {folder} record by record, in the clone {top}")
    if wrote:
        say(f"commit {' and '.join(wrote)}; everybody else runs git-setup once in their clone")


def _git(folder: Path, *arguments: str) -> str:
    git = shutil.which("git")
    if git is None:
        raise Refusal("there is no git here", MISSING)
    done = subprocess.run([git, "-C", folder, *arguments], capture_output=True, check=False)  # noqa: S603 # no shell
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().split("\n")[0]
        raise Refusal(f"git: {words.removeprefix('fatal: ')}")
    return done.stdout.decode(errors="replace").strip()


def _program() -> str:
    """Return how git starts this very program: by its name where that leads here, else by its place."""
    found = shutil.which(NAME)
    here = Path(sys.executable).with_name(NAME)
    if found and os.path.realpath(found) == os.path.realpath(here):
        return NAME
    return f"{shlex.quote(sys.executable)} -m alignment_tui"


def _add(path: Path, lines: tuple[str, ...]) -> bool:
    """Add the lines that a file lacks; what people wrote in it stays."""
    from alignment_tui.storage.durable import replace

    text = path.read_text(encoding="utf-8") if path.exists() else ""
    missing = [line for line in lines if line not in text.splitlines()]
    if missing:
        end = "" if not text or text.endswith("\n") else "\n"
        replace(path.resolve(), f"{text}{end}{chr(10).join(missing)}\n".encode(), durable=False)
    return bool(missing)
