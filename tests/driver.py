"""A facilitator for the tests: opens the program on a folder of its own, types, presses keys, and reads the screen."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from textual.command import CommandList
from textual.css.stylesheet import Stylesheet
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from alignment_tui.cli.commands import RESERVED
from alignment_tui.colours import Colours
from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from alignment_tui.storage.folder import Sessions
from alignment_tui.ui import unasked
from alignment_tui.ui.app import AlignmentApp
from alignment_tui.ui.desk import Clock, Desk
from alignment_tui.ui.work import WorkScreen
from tests.running import ROOT

PATIENCE_SECONDS = 10.0
SIZES = ((80, 24), (120, 36), (200, 50))
EXAMPLES = ROOT / "sessions"
SLUG = "checkout"
NOW = datetime(2025, 3, 3, 14, 2, tzinfo=UTC)


class Facilitator:
    """Drives the program as a person does. Steps follow one another and are done when the whole is awaited.

    ``await room.type("Ana: No outage").enter().enter().sees("R1")``
    """

    def __init__(self, app: AlignmentApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot
        self._steps: list[Callable[[], Awaitable[None]]] = []

    @classmethod
    @asynccontextmanager
    async def opens(
        cls,
        home: Path,
        session: Session | Document | None = None,
        *,
        size: tuple[int, int] = (120, 36),
        examples: Path | None = None,
        clock: Clock = lambda: NOW,
        colours: Colours = "16 million",
    ) -> AsyncIterator["Facilitator"]:
        """Open the program on `session`, or without one on the library, in the folder `home`."""
        folder = Sessions(home / "sessions", home / "cache")
        if session is not None and SLUG not in folder.slugs():
            folder.create(SLUG, kept(session))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Stylesheet, "_parse_rules", _read_once)
            patch.setenv("XDG_CACHE_HOME", str(home / "cache"))
            patch.setenv("XDG_STATE_HOME", str(home / "state-home"))
            patch.setattr(unasked, "PAUSE_SECONDS", 0.02)
            patch.setattr(unasked, "UNREAD_SECONDS", 0.02)
            home.mkdir(parents=True, exist_ok=True)
            patch.chdir(home)
            app = AlignmentApp(
                folder.folder,
                SLUG if session is not None else None,
                examples=examples,
                who="Kim",
                reserved=RESERVED,
                clock=clock,
                state_folder=home / "state",
                config_folder=home / "config",
                colours=colours,
            )
            async with app.run_test(size=size, notifications=True) as pilot:
                await pilot.pause()
                room = cls(app, pilot)
                await room._settle()
                yield room
                assert not room._steps, "a step was not awaited"

    def __await__(self) -> Generator[Any, None, "Facilitator"]:
        return self._run().__await__()

    # What a person does

    def type(self, text: str) -> "Facilitator":
        """Type words in one burst, as fast as a terminal can send them."""
        return self._then(partial(self._send, [_key(char) for char in text]))

    def enter(self) -> "Facilitator":
        """Press Enter."""
        return self.press("enter")

    def says(self, *lines: str) -> "Facilitator":
        """Type lines and press Enter after each; twice where it names somebody new is for the caller."""
        for text in lines:
            self.type(text).enter()
        return self

    def burst(self, *lines: str) -> "Facilitator":
        """Type lines, each with Enter, all of it at once, before the program has looked at the first key."""
        return self._then(partial(self._send, [_key(char) for line in lines for char in f"{line}\r"]))

    def press(self, *keys: str) -> "Facilitator":
        """Press keys one after the other, by textual's names for them, as somebody does who has read what is asked."""
        for key in keys:
            self.until(lambda: self.app.unread is None, "a question that can be read")
            self._then(partial(self._send, [_key(key) if len(key) == 1 else Key(key, None)]))
        return self

    def hurry(self, *keys: str) -> "Facilitator":
        """Press keys so fast that the program sees none before all are there."""
        return self._then(partial(self._send, [_key(key) if len(key) == 1 else Key(key, None) for key in keys]))

    def to_line(self) -> "Facilitator":
        """Go to TYPING, from wherever one is."""
        return self._then(partial(self._mode, typing=True))

    def to_keys(self) -> "Facilitator":
        """Go to KEYS, from wherever one is."""
        return self._then(partial(self._mode, typing=False))

    def paste(self, text: str) -> "Facilitator":
        """Paste text as a terminal hands it over."""
        return self._then(partial(self._send, [Paste(text)]))

    def stage(self, slug: StageSlug) -> "Facilitator":
        """Leave the line and go to a stage by its number."""
        place = next(number for number, stage in enumerate(STAGES, 1) if stage.slug == slug)
        return self.to_keys().press(str(place))

    def palette(self, label: str) -> "Facilitator":
        """Choose an action by its name in the palette."""

        def offered() -> bool:
            if not all(worker.is_finished for worker in self.app.workers):
                return False
            found = self.app.screen.query(CommandList)
            return any(one.highlighted == 0 and label in str(one.get_option_at_index(0).prompt) for one in found)

        return self.press("ctrl+p").type(label).until(offered, f"{label} as the first of the palette").enter()

    def click(self, selector: str, offset: tuple[int, int] = (0, 0), times: int = 1) -> "Facilitator":
        """Click at a place inside a widget."""

        async def step() -> None:
            await self._pilot.click(selector, offset=offset, times=times)
            await self._settle()

        return self._then(step)

    def resize(self, columns: int, lines: int) -> "Facilitator":
        """Give the terminal another size."""

        async def step() -> None:
            await self._pilot.resize_terminal(columns, lines)
            await self._settle()

        return self._then(step)

    # What a person finds

    def sees(self, *words: str) -> "Facilitator":
        """Wait until all the words are on the screen, each within one line of it."""
        return self.until(lambda: _all_in(words, self.screen_text()), f"{words} on the screen")

    def does_not_see(self, *words: str) -> "Facilitator":
        """Wait until none of the words is on the screen any more."""
        return self.until(lambda: _none_in(words, self.screen_text()), f"no {words} on the screen")

    def saved(self) -> "Facilitator":
        """Wait until everything is on the disk and the screen has taken note of it."""
        return self.until(lambda: not self.desk.dirty, "the save")

    def until(self, holds: Callable[[], bool], what: str) -> "Facilitator":
        """Wait until something holds; the screen tells why it does not."""

        async def step() -> None:
            await self._settle()
            end = time.monotonic() + PATIENCE_SECONDS
            while not holds():
                assert time.monotonic() < end, f"waited in vain for {what}:\n{self.screen_text()}"
                await self._pilot.pause(0.01)

        return self._then(step)

    def screen_text(self) -> str:
        """Return the words on the screen as plain text, line by line."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips)

    def words_in(self, selector: str) -> str:
        """Return the words inside one widget, its lines joined by spaces."""
        region = self.app.screen.query_one(selector).content_region
        strips = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        lines = ("".join(segment.text for segment in strip.crop(region.x, region.right)) for strip in strips)
        return " ".join(" ".join(lines).split())

    @property
    def desk(self) -> Desk:
        """The session that is open for work."""
        assert self.app.desk is not None
        return self.app.desk

    @property
    def session(self) -> Session:
        """The session as it is in the program now."""
        return self.desk.session

    @property
    def on_disk(self) -> Session:
        """The session as its file has it."""
        return self.desk.sessions.load(self.desk.slug).document.session

    @property
    def work(self) -> WorkScreen:
        """The screen of the stages, which a dialog may lie on."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, WorkScreen))

    @property
    def line(self) -> str:
        """What stands in the capture line."""
        return self.work.capture.text

    @property
    def selected(self) -> str:
        """The key of the record under the cursor, empty where there is none."""
        row = self.work.records.selected
        return row.key if row else ""

    def _then(self, step: Callable[[], Awaitable[None]]) -> "Facilitator":
        self._steps.append(step)
        return self

    async def _run(self) -> "Facilitator":
        while self._steps:
            await self._steps.pop(0)()
        return self

    async def _mode(self, *, typing: bool) -> None:
        if self.work.typing != typing:
            await self._send([_key("a")] if typing else [Key("escape", None)])

    async def _send(self, events: list[Key] | list[Paste]) -> None:
        for event in events:
            self.app.post_message(event)
        await self._settle()

    async def _settle(self) -> None:
        """Wait until what was sent has gone from the app to the screen and from there on, and is painted."""
        for pump in (self.app, self.app.screen):
            heard = asyncio.Event()
            if pump.call_later(heard.set):
                await asyncio.wait_for(heard.wait(), PATIENCE_SECONDS)
        for _ in range(2):
            await _at_rest()
            self.app.screen._on_timer_update()
        await _at_rest()
        if self.app._exception is not None:
            raise self.app._exception


async def _at_rest() -> None:
    """Let the program do what it can, until each of its parts waits for something: a key, a clock or a thread."""
    loop: Any = asyncio.get_running_loop()
    for _ in range(10_000):
        await asyncio.sleep(0)
        if not loop._ready:
            return


_parse_rules = Stylesheet._parse_rules
_rules: dict[tuple[Any, ...], list[Any]] = {}


def _read_once(sheet: Stylesheet, *source: Any, **more: Any) -> list[Any]:
    """Read a style as textual does, but once for all the programs that one process of the tests opens."""
    key = (*source, *sorted(more.items()), *sorted(sheet._variables.items()))
    if key not in _rules:
        _rules[key] = _parse_rules(sheet, *source, **more)
    return _rules[key]


def _all_in(words: Sequence[str], text: str) -> bool:
    return all(one in text for one in words)


def _none_in(words: Sequence[str], text: str) -> bool:
    return not any(one in text for one in words)


def kept(session: Session | Document) -> Document:
    """Return a session in its envelope."""
    return session if isinstance(session, Document) else Document(session=session, last_ids=grown({}, session))


def example(name: str) -> Document:
    """Return one of the sessions that come with the program."""
    return Sessions(EXAMPLES).load(name).document


def _key(char: str) -> Key:
    if char == "\r":
        return Key("enter", char)
    return Key(char if char.isalnum() and char.isascii() else _character_to_key(char), char)
