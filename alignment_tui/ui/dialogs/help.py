"""The help: what can be done here and now, why something cannot, and what can be typed at this stage."""

from alignment_tui.capture.forms import FORMS
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import Stage
from alignment_tui.ui.actions import Where, actions_in, key_name
from alignment_tui.ui.lines import BLANK, Line, fit, line, paragraph, wrap

_KEYS_WIDTH = 16
_LIBRARY_WORDS = (
    ("spring sale", "sessions whose title, people, decision or row has these words; below, where they are said inside"),
    ("stage:metrics", "sessions at a stage; the beginning of its name is enough"),
    ("is:overdue", "a review is overdue or a reading is missing"),
    ("is:stale", "a stage or a signature stands on something that has changed since"),
    ("is:mine", "you are in it, or wrote in it"),
    ("sort:title", "another order; so do sort:stage, sort:review and sort:used, the last used first"),
)


def help_lines(session: Session, stage: Stage, width: int) -> list[Line]:
    """Return the help of a stage in a width."""
    lines = [line((f"{stage.title}: what can be typed", "strong")), BLANK]
    lines.extend(_forms(stage.slug, width))
    lines.extend([BLANK, line(("In every stage", "strong")), BLANK, *_forms("any", width)])
    lines.extend([BLANK, line(("Keys", "strong")), BLANK])
    lines.extend(
        paragraph(
            "TYPING: letters are text. Esc leaves the line, and then letters are keys (KEYS); a or i goes back.", width
        )
    )
    lines.append(BLANK)
    lines.extend(_actions("work", session, width))
    lines.append(line((fit("1 to 8", _KEYS_WIDTH), "key"), "in KEYS: to a stage"))
    return lines


def library_help_lines(width: int) -> list[Line]:
    """Return the help of the library: what can be typed to find a session or begin one, and the keys."""
    lines = [line(("The library: what can be typed", "strong")), BLANK]
    for example, means in _LIBRARY_WORDS:
        lines.append(line(("  ", "text"), (example, "accent")))
        lines.extend(paragraph(means, width, "dim", indent=6))
    lines.extend([BLANK, line(("Keys", "strong")), BLANK])
    return [*lines, *_actions("library", Session(title="none yet"), width)]


def _actions(where: Where, session: Session, width: int) -> list[Line]:
    lines: list[Line] = []
    for entry in actions_in(where):
        keys = ", ".join(key_name(key) for key in (*entry.keys, *entry.letters)) or "in ctrl+p"
        reason = entry.off(session)
        parts = wrap(f"{entry.label}: {entry.help}", width - _KEYS_WIDTH)
        lines.append(line((fit(keys, _KEYS_WIDTH), "key"), (parts[0], "dim" if reason else "text")))
        lines.extend(line((" " * _KEYS_WIDTH + part, "text")) for part in parts[1:])
        if reason:
            lines.append(line((f"{' ' * _KEYS_WIDTH}not now: {reason}", "dim")))
    return lines


def _forms(stage: str, width: int) -> list[Line]:
    lines: list[Line] = []
    for form in FORMS:
        if form.stage != stage:
            continue
        lines.extend(line(("  ", "text"), (example, "accent")) for example in form.examples)
        lines.extend(paragraph(form.means.replace("`", ""), width, "dim", indent=6))
    return lines
