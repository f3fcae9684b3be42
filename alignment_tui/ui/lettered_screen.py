"""Letters that lead to where single keys or Enter change the session: in a sentence typed in KEYS they do nothing."""

from functools import partial

from textual.events import Paste

from alignment_tui.ui.actions import Action
from alignment_tui.ui.themed_app import ThemedApp
from alignment_tui.ui.walking import WalkingScreen

ALONE_SECONDS = 0.5
"""How long no other key follows a letter that was meant as a key."""


class LetteredScreen(WalkingScreen):
    """A stage where some letters wait a moment before they are keys."""

    def action_by_letter(self, action_id: str) -> None:
        """Do what a letter is for once no other key has followed it; what changes the session needs a key."""
        entry = self.keymap.action(self.view.asks if action_id == "go-through" else action_id)
        if self.is_off(entry.id):
            return
        if entry.changes:
            self.say(f"a letter changes nothing; {self.keymap.way(action_id)}: {entry.label}", "warn")
        else:
            self.set_timer(ALONE_SECONDS, partial(self._if_alone, entry, self._pressed))

    def on_paste(self, event: Paste) -> None:
        """Say what became of a paste that no line took."""
        if not self.typing:
            back = self.keymap.way("typing")
            self.say(f"pasted in KEYS, nothing is taken; {back} to type, then paste again", "warn")

    async def _if_alone(self, entry: Action, pressed: int) -> None:
        if self.is_current and self._pressed == pressed:
            await self.run_action(entry.method)

    @property
    def _pressed(self) -> int:
        """How many keys were pressed so far."""
        return self.app.keys_pressed if isinstance(self.app, ThemedApp) else 0
