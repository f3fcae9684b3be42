"""Keys that never reach a program in a terminal, or not everywhere: who takes them, by its own defaults."""

from typing import NamedTuple


class Taker(NamedTuple):
    """Something around the program: what it takes for itself, and where that is written."""

    who: str
    keys: tuple[str, ...]
    source: str


TAKERS = (
    Taker("tmux", ("ctrl+b",), "`man tmux`, default key bindings"),
    Taker("GNU screen", ("ctrl+a",), "`man screen`, default key bindings"),
    Taker(
        "zellij",
        (
            *("ctrl+b", "ctrl+g", "ctrl+h", "ctrl+n", "ctrl+o", "ctrl+p", "ctrl+q", "ctrl+s", "ctrl+t"),
            *("alt+up", "alt+down", "alt+left", "alt+right"),
            *("alt+f", "alt+h", "alt+i", "alt+j", "alt+k", "alt+l", "alt+n", "alt+o", "alt+p"),
        ),
        'zellij-org/zellij, `zellij-utils/assets/config/default.kdl`, what is `shared_except "locked"`',
    ),
    Taker(
        "VS Code's terminal",
        ("ctrl+e", "ctrl+f", "ctrl+j", "ctrl+p", "ctrl+w", "f1", "f3", "f5", "f6", "f10", "f11"),
        "microsoft/vscode, `DEFAULT_COMMANDS_TO_SKIP_SHELL` in "
        "`src/vs/workbench/contrib/terminal/common/terminal.ts`, with the keys these commands come with",
    ),
    Taker("GNOME Terminal", ("f1", "f10", "f11"), "GNOME/gnome-terminal, `src/org.gnome.Terminal.gschema.xml`"),
    Taker(
        "a terminal in a browser",
        ("ctrl+n", "ctrl+t", "ctrl+w", "f1", "f3", "f5", "f6", "f10", "f11"),
        "Chromium, `chrome/browser/ui/views/accelerator_table.cc`; the first three are never given to a page "
        "(`IsReservedCommandOrKey`), the others only where the page asks for them",
    ),
)
TAKEN = frozenset(key for taker in TAKERS for key in taker.keys)
