"""The line that would make an offered trade-off, so that it can be said in the room's own words before it is taken."""

from msgspec.structs import replace

from alignment_tui.capture.answers import Understood
from alignment_tui.capture.reading import read_line
from alignment_tui.domain.records import StageSlug, TradeOff
from alignment_tui.domain.session import Session
from alignment_tui.editing.moment import Moment


def line_for(session: Session, stage: StageSlug, moment: Moment, wanted: TradeOff) -> tuple[str, int] | None:
    """Return the line that makes this trade-off in a stage, and the place in it where "accepting" goes.

    It is read back as if it were typed; names in which a line would see something else have none.
    """
    head = f"{wanted.gain} even over {wanted.give}"
    tail = f" @{session.name_of(wanted.bearer)} #{wanted.metric} #{wanted.option}"
    for opening in ("", "trade-off: "):
        text = f"{opening}{head}{tail}"
        outcome = read_line(text, session, stage, moment)
        if isinstance(outcome, Understood) and outcome.edit and not outcome.new_names:
            made = outcome.edit(session, moment).trade_offs
            if len(made) > len(session.trade_offs) and made[-1] == replace(wanted, id=made[-1].id):
                return text, len(opening) + len(head)
    return None
