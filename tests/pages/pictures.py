"""The pictures in docs/pictures, of the real program: `make pictures` writes them, the same to the byte every time.

Each shows the example as it stood at that moment of its story, with the next line half typed.
"""

import asyncio
import os
import shutil
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, chdir, contextmanager
from datetime import UTC, date, datetime
from datetime import time as of_day
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pytest import MonkeyPatch
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from alignment_tui.config import keep_theme
from alignment_tui.domain.document import Document
from alignment_tui.domain.session import Session
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.live import Live, remember
from alignment_tui.ui.app import AlignmentApp
from alignment_tui.ui.picture import compact
from tests.pages.examples import ROOT, STREAMS, example

PICTURES = ROOT / "docs" / "pictures"
SIZES = ((80, 24), (120, 36), (200, 50))
_CASE = ROOT / "tests" / "cases" / "checkout.txt"
_SLUG = "checkout"


class Picture(NamedTuple):
    """One screen: the stage and record it stands on, the last line taken before it, what is typed, and the keys after.

    Without `after` nothing has been said yet; `size` is the one size where not all three are wanted. `case` is the
    capture file that is the story.
    """

    name: str
    stage: str
    record: str = ""
    after: str = ""
    typed: str = ""
    keys: Sequence[str] = ()
    size: tuple[int, int] | None = None
    theme: str = ""
    case: Path = _CASE


STAGES = (
    Picture("requests", "requests", "requests:R2", "R5 success", "Li for Mo: The big partners get a date from us"),
    Picture("value-stream", "value-stream", "streams:V1", "R4 touches", "R6 touches Sign"),
    Picture("metrics", "metrics", "metrics:M1", "M6 scale", "numbers agreed: all"),
    Picture("constraints", "constraints", "constraints:C5", "slo checkout", "C5 spent 410m"),
    Picture("trade-offs", "trade-offs", "options:O1", "fist O1 Li", "choose O1"),
    Picture("memo", "memo", "", "review weekly", "status proposed"),
    Picture("sign-off", "sign-off", "signatures:S1", "Li consents", "Raj consents, but: branding is first in July"),
    Picture("scorecard", "scorecard", "metrics:M1", "lesson: a limit", "lesson: one way to write deploy logs pays"),
)
OTHERS = (
    Picture("library", "", size=(120, 36)),
    Picture("begin", "requests", size=(120, 36)),
    Picture("form", "requests", "requests:R2", "R5 success", keys=("escape", "f2"), size=(120, 36)),
    Picture("findings", "metrics", "metrics:M1", "M6 scale", keys=("f9",), size=(120, 36)),
    Picture("help", "requests", "requests:R1", "R5 success", keys=("f1",), size=(120, 36)),
    Picture("light", "requests", "requests:R2", "R5 success", "R2 needs: R1", size=(120, 36), theme="meeting-light"),
)
PRESENT = tuple(
    shown._replace(name=f"present-{shown.name}", keys=("f5",), size=(120, 36), theme=theme)
    for shown, theme in zip(STAGES, ("", "", "", "meeting-light", "", "", "high-contrast-dark", ""), strict=True)
)
# What the README shows side by side, small: the way from somebody's words to this week's number.
CHAIN = tuple(
    shown._replace(name=f"present-{shown.name}", keys=("f5",), size=(80, 24))
    for shown in STAGES
    if shown.stage not in ("constraints", "sign-off")
)
MAPS = tuple(
    Picture(f"map-{case.stem}", "value-stream", f"streams:{record}", "", typed, case=case)
    for case, record, typed in zip(
        STREAMS,
        ("V1", "V1.4", "V1.14"),
        ("Find the cause 90m/1d 70%", "future V1", "Correct -> Test data 10%"),
        strict=True,
    )
)


def pictures() -> dict[str, tuple[Picture, tuple[int, int]]]:
    """Return every picture by its file's name."""
    return {
        f"{shown.name}-{columns}x{rows}.svg": (shown, (columns, rows))
        for shown in (*STAGES, *PRESENT, *CHAIN, *OTHERS, *MAPS)
        for columns, rows in ([shown.size] if shown.size else SIZES)
    }


async def drawn(shown: Picture, size: tuple[int, int], rest: float = 0.3) -> str:
    """Return the SVG of one picture, as it is so many seconds after the last key."""
    columns, rows = size
    with TemporaryDirectory() as place, _home(Path(place)), _no_blinking():
        async with _open(shown, size) as pilot:
            await pilot.press(*shown.keys)
            await pilot.pause(rest)
            return compact(pilot.app.export_screenshot(simplify=True), columns, rows)


@asynccontextmanager
async def _open(shown: Picture, size: tuple[int, int]) -> AsyncIterator[Pilot[int]]:
    folder, state, config = Path("sessions"), Path("state"), Path("config")
    document, day = _as_it_stood(shown.case, shown.after)
    now = datetime.combine(day, of_day(14, 2), UTC)
    sessions = Sessions(folder)
    sessions.create(_SLUG, document)
    shutil.copytree(ROOT / "sessions", "examples")
    for path in (*folder.glob("*.json"), *Path("examples").glob("*.json")):
        os.utime(path, (now.timestamp(), now.timestamp()))
    if shown.theme:
        keep_theme(config, shown.theme)
    if shown.stage:
        remember(state, sessions.path(_SLUG), Live(stage=shown.stage, record=shown.record, line=shown.typed))
    app = AlignmentApp(
        folder,
        _SLUG if shown.stage else None,
        examples=Path("examples"),
        who="Kim",
        clock=lambda: now,
        state_folder=state,
        config_folder=config,
    )
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


def _as_it_stood(case: Path, after: str) -> tuple[Document, date]:
    """Return a story up to the first line that begins with `after`, that line with it, and the day of it.

    Of the example nothing is there without `after`, of another story all of it.
    """
    lines = case.read_text(encoding="utf-8").splitlines()
    whole = 0 if case == _CASE else len(lines)
    taken = next((number for number, said in enumerate(lines, start=1) if after and said.startswith(after)), whole)
    day = max(said for said in lines[: taken or 4] if said.startswith("# on: ")).removeprefix("# on: ")
    if not taken:
        return Document(session=Session(title="Checkout reliability", created=datetime.now(UTC))), date.fromisoformat(
            day
        )
    part = Path("part.txt")
    part.write_text("\n".join(lines[:taken]), encoding="utf-8")
    return example(part), date.fromisoformat(day)


@contextmanager
def _no_blinking() -> Iterator[None]:
    """Leave every cursor seen, also in a form that is opened later: it blinks by a clock that no picture waits for."""
    with MonkeyPatch.context() as patch:
        patch.setattr(Input, "_toggle_cursor", lambda entry: None)
        patch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda entry: None)
        yield


@contextmanager
def _home(place: Path) -> Iterator[None]:
    """Let nothing of this machine's own be read or shown: its folders, its time zone, its paths."""
    before = dict(os.environ)
    kinds = ("DATA", "STATE", "CACHE", "CONFIG")
    os.environ.update({"TZ": "UTC", **{f"XDG_{kind}_HOME": str(place / kind.lower()) for kind in kinds}})
    time.tzset()
    try:
        with chdir(place):
            yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        time.tzset()


def main() -> None:
    """Write every picture that is not as it should be, and take away those that are no more."""
    PICTURES.mkdir(exist_ok=True)
    wanted = pictures()
    for path in PICTURES.glob("*.svg"):
        if path.name not in wanted:
            path.unlink()
    for name, (shown, size) in wanted.items():
        content = asyncio.run(drawn(shown, size))
        if not (path := PICTURES / name).exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")  # noqa: T201 # a script for people


if __name__ == "__main__":
    main()
