"""Private notes: one Markdown file beside the session, for the facilitator alone, outside the document and out of git.

They are read and written by the cue view and by nothing else. A heading with a stage's name begins its notes.
"""

from pathlib import Path

from msgspec import Struct, field

from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.text import visible
from alignment_tui.storage.durable import make_folder, replace
from alignment_tui.storage.emergency import rescue_folder
from alignment_tui.storage.lock import local_folder, locked
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import read_bytes

FILE = "notes.md"
LARGEST_BYTES = 1_000_000
_HEADINGS = {f"## {stage.title}": stage.slug for stage in STAGES}
_TITLES = {stage.slug: f"## {stage.title}" for stage in STAGES}


class Notes(Struct, frozen=True):
    """What stands before the first heading, and the notes by stage."""

    before: str = ""
    by_stage: dict[StageSlug, str] = field(default_factory=dict)


def notes_path(real: Path) -> Path:
    """Return where the private notes of a session are, by the session's real path."""
    return real.parent / ".local" / real.stem / FILE


def read_notes(real: Path) -> Notes:
    """Return the notes of a session, none where there are none; raises `OSError` or `Unfit` for what cannot be read."""
    try:
        data, _ = read_bytes(notes_path(real), LARGEST_BYTES)
    except FileNotFoundError:
        return Notes()
    try:
        return parsed(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise Unfit(f"is not UTF-8 at byte {error.start}") from None


def write_note(real: Path, stage: StageSlug, text: str) -> None:
    """Keep the notes of one stage, and those of the others as they are on the disk now; raises `OSError`, `Unfit`."""
    with locked(real):
        notes = read_notes(real)
        data = written(Notes(notes.before, {**notes.by_stage, stage: text})).encode()
        if len(data) > LARGEST_BYTES:
            raise Unfit(f"is larger than {LARGEST_BYTES // 1000} KB")
        local_folder(real.parent)
        make_folder(notes_path(real).parent)
        replace(notes_path(real), data)


def note_aside(state: Path, session: Path, stage: StageSlug, text: str) -> Path:
    """Keep notes that could not be saved where they belong, in the user's state folder; returns where, or `OSError`."""
    path = rescue_folder(state, session) / FILE
    make_folder(path.parent)
    replace(path, written(Notes(by_stage={stage: text})).encode())
    return path


def parsed(text: str) -> Notes:
    """Read notes from Markdown."""
    parts: dict[StageSlug | None, list[str]] = {None: []}
    now: StageSlug | None = None
    for line in text.splitlines():
        heading = _HEADINGS.get(line.rstrip())
        if heading is not None:
            now = heading
            parts.setdefault(now, [])
        else:
            parts[now].append(visible(line))
    by_stage = {stage: _joined(lines) for stage, lines in parts.items() if stage is not None}
    return Notes(_joined(parts[None]), by_stage)


def written(notes: Notes) -> str:
    """Write notes as Markdown; a line of them that would read as a heading of ours is put in by a space."""
    parts = [notes.before] if notes.before else []
    for stage in STAGES:
        if text := notes.by_stage.get(stage.slug, "").strip("\n"):
            lines = [f" {line}" if line.rstrip() in _HEADINGS else line for line in text.splitlines()]
            parts.append("\n".join([_TITLES[stage.slug], "", *lines]))
    return "\n\n".join(parts) + "\n" if parts else ""


def _joined(lines: list[str]) -> str:
    return "\n".join(lines).strip("\n")
