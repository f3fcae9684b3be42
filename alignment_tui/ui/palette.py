"""Every action of the table in the command palette, found by its name."""

from collections.abc import Awaitable, Callable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from alignment_tui.ui.actions import Action, Where, actions_in, key_name


class ActionProvider(Provider):
    """Offers what can be done on the screen that was open. No word of the session is in it."""

    async def discover(self) -> Hits:
        for entry in self._here():
            yield DiscoveryHit(self._title(entry), self._run(entry), help=entry.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for entry in self._here():
            title = self._title(entry)
            score = matcher.match(f"{title} {entry.help}")
            if score > 0:
                yield Hit(score, matcher.highlight(title), self._run(entry), help=entry.help)

    def _here(self) -> list[Action]:
        where: Where = getattr(self.screen, "where", "any")
        return [entry for entry in actions_in(where) if entry.id not in ("take", "palette")]

    def _title(self, entry: Action) -> str:
        keys = (*entry.keys, *entry.letters)
        return f"{entry.label}  ({key_name(keys[0])})" if keys else entry.label

    def _run(self, entry: Action) -> Callable[[], Awaitable[None]]:
        screen = self.screen

        async def run() -> None:
            await screen.run_action(entry.method)

        return run
