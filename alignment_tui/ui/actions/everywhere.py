"""What can be done on every screen, the ways between them, and the way to each stage."""

from alignment_tui.domain.stages import STAGES
from alignment_tui.ui.actions.row import Action

EVERYWHERE: tuple[Action, ...] = (
    Action(
        "picture",
        "Take a picture",
        "a screenshot of what is seen now, as an SVG file in this folder",
        "app.picture",
        where="any",
    ),
    Action("theme", "Choose a theme", "colours for this room and this call", "app.choose_theme", where="any"),
    Action("library", "To the library", "close this session, saved, and show all", "app.library", ("ctrl+o",)),
    Action(
        "palette",
        "All actions",
        "find any action by its name",
        "app.command_palette",
        ("ctrl+p",),
        ("colon",),
        "actions",
        "any",
    ),
    Action("help", "Help", "what can be done and typed here", "app.help", ("f1",), ("question_mark",), "help", "any"),
    Action("quit", "Quit", "leave, with everything saved", "app.leave", ("ctrl+q",), where="any"),
)
TO_STAGES = tuple(
    Action(
        f"stage-{place}", f"Go to {stage.title}", "to this stage; nothing is lost", f"stage({place})", (), (str(place),)
    )
    for place, stage in enumerate(STAGES, start=1)
)
