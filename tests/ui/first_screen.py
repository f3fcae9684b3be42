"""The library and then a session on the screen, in a process of its own: writes what that loaded and read."""

import asyncio
import json
import sys
from pathlib import Path

from alignment_tui.paths import examples_folder
from alignment_tui.ui.app import AlignmentApp

opened: list[str] = []


async def first_screen(home: Path, slug: str | None) -> None:
    """Open the program and leave it as soon as there is something to see."""
    examples = examples_folder()
    assert examples
    app = AlignmentApp(examples, slug, state_folder=home / "state", config_folder=home / "config")
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.pause()


sys.addaudithook(lambda event, given: opened.append(str(given[0])) if event == "open" else None)
asyncio.run(first_screen(Path(sys.argv[1]), None))
library = sorted(sys.modules)
asyncio.run(first_screen(Path(sys.argv[1]), "checkout"))
themes = sorted({Path(name).stem for name in opened if "themes" in name and name.endswith(".yaml")})
styles = sorted({Path(name).name for name in opened if name.endswith(".tcss")})
sys.stdout.write(json.dumps({"library": library, "modules": sorted(sys.modules), "themes": themes, "styles": styles}))
