"""Every action of the table in the command palette, found by its name."""

from collections.abc import Awaitable, Callable
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.screen import Screen
from textual.style import Style

from alignment_tui.domain.text import folded
from alignment_tui.ui.actions import Action, Where
from alignment_tui.ui.keymap import Keymap


class ActionProvider(Provider):
    """Offers what can be done on the screen that was open. Words of the session, in a reason, are no markup."""

    def __init__(self, screen: Screen[Any], match_style: Style | None = None) -> None:
        super().__init__(screen, match_style)
        self._keymap: Keymap = getattr(screen.app, "keymap", Keymap())
        self._desk = getattr(screen, "desk", None)

    async def discover(self) -> Hits:
        for entry in self._here():
            yield DiscoveryHit(Content(entry.label + self._key(entry)), self._run(entry), help=self._help(entry))

    async def search(self, query: str) -> Hits:
        """Find by whole pieces of words, as every list of ours: a sentence that strayed here finds nothing to run."""
        wanted = folded(query).split()
        for entry in self._here():
            label = folded(entry.label)
            if all(word in f"{label} {folded(self._key(entry))} {folded(entry.help)}" for word in wanted):
                score = (
                    0.9 if label.startswith(folded(query)) else 0.6 if all(word in label for word in wanted) else 0.3
                )
                yield Hit(score, Content(entry.label + self._key(entry)), self._run(entry), help=self._help(entry))

    def _here(self) -> list[Action]:
        where: Where = getattr(self.screen, "where", "any")
        return [entry for entry in self._keymap.actions_in(where) if entry.id not in ("take", "palette")]

    def _key(self, entry: Action) -> str:
        key = self._keymap.key(entry.id)
        return f"  ({key})" if key else ""

    def _help(self, entry: Action) -> Any:
        """Return what an action does, or why it is off, as content: a string would be read as markup."""
        reason = entry.off(self._desk.session) if self._desk else ""
        return Content(f"not now: {reason}" if reason else entry.help)

    def _run(self, entry: Action) -> Callable[[], Awaitable[None]]:
        screen = self.screen

        async def run() -> None:
            # Its screen may have been left since, by a key that came right after the choice.
            if screen in screen.app.screen_stack:
                await screen.run_action(entry.method)

        return run
