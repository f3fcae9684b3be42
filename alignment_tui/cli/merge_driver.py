"""`merge-driver`: what git calls to merge a session, record by record; `git-setup` tells it to."""

from pathlib import Path

import click

from alignment_tui.cli.exits import DONE, MISSING, REFUSED, Refusal
from alignment_tui.cli.streams import say

_MOST_CONFLICTS = 127  # git takes more for a failure of the driver itself


@click.command("merge-driver")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("path", type=click.Path(path_type=Path))
def command(base: Path, ours: Path, theirs: Path, path: Path) -> int:
    """Merge the versions OURS and THEIRS of the session at PATH, which both grew from BASE, into OURS.

    Exits 0 when nothing is in conflict; then either order gives the same file. Otherwise 1, which git takes for a
    conflict: OURS is a whole session all the same, with all that did agree, and with our value where two changes meet.
    `settle` lists these, and the session asks about them when it is opened. JSON that is no session is merged as text.
    """
    from alignment_tui.storage.git_merging import NotMerged, looks_like_a_session, merged_file

    versions = base.read_bytes(), ours.read_bytes(), theirs.read_bytes()
    if not looks_like_a_session(*versions):
        return _as_text(base, ours, theirs)
    real = _real(path)
    try:
        merged = merged_file(*versions)
    except NotMerged as trouble:
        _keep(real, *versions)
        say(f"{path}: not merged, ours is kept: {trouble}")
        return REFUSED
    ours.write_bytes(merged.data)
    if not merged.conflicts:
        _forget(real)
        return DONE
    _keep(real, *versions)
    for conflict in merged.conflicts:
        say(f"{path}: {conflict.sentence}")
    say(f"{path}: ours stands until it is settled: alignment-tui settle {path.stem}, or open it; then git add")
    return REFUSED


def _real(path: Path) -> Path | None:
    """Return the session's file in the work tree, where git has one here."""
    return Path(path.parent.resolve(), path.name) if path.parent.is_dir() else None


def _keep(real: Path | None, base: bytes, ours: bytes, theirs: bytes) -> None:
    from alignment_tui.storage.git_conflicts import keep_unsettled

    if real is not None:
        keep_unsettled(real, base, ours, theirs)


def _forget(real: Path | None) -> None:
    from alignment_tui.storage.git_conflicts import forget_unsettled

    if real is not None:
        forget_unsettled(real)


def _as_text(base: Path, ours: Path, theirs: Path) -> int:
    import shutil
    import subprocess

    git = shutil.which("git")
    if git is None:
        raise Refusal("there is no git here to merge text with", MISSING)
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    done = subprocess.run([git, "merge-file", *labels, ours, base, theirs], check=False)  # noqa: S603 # no shell
    return min(done.returncode, _MOST_CONFLICTS)
