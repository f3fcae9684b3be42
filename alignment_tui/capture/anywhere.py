"""What may be said in every stage: park, who is here, drop, new wording, and where to go."""

from alignment_tui.capture.answers import Understood, Unread
from alignment_tui.capture.form import Table
from alignment_tui.capture.names import is_id
from alignment_tui.capture.spoken import Line, quoted, said, separated
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.flow import move_on
from alignment_tui.domain.records import Part, Signature, StageSlug
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import place_of, stage_named, stage_of
from alignment_tui.editing.fields import called, together
from alignment_tui.editing.moment import Edit, Moment
from alignment_tui.editing.people import away, here, park, passes
from alignment_tui.editing.records import remove
from alignment_tui.editing.wording import reword


def go_to(stage: StageSlug, target: StageSlug) -> Understood:
    """Return the way from a stage to another; going on, the stage remembers what it stood on."""

    def edit(session: Session, moment: Moment) -> Session:
        return move_on(session, stage, target)

    onward: Edit | None = edit if place_of(target) > place_of(stage) else None
    title = stage_of(target).title
    return Understood(edit=onward, label=f"on to {title}", words=f"go to {title}", goes_to=target)


def _park(line: Line, rest: str) -> Understood:
    text = said(rest, "what to park")
    return Understood(edit=park(text), label="new parked item", words=f"park {quoted(text)}")


def _here(line: Line, rest: str) -> Understood:
    people = _people(line, rest)
    return Understood(edit=here(people), label="who is here", words=f"here today: {', '.join(people)}")


def _away(line: Line, rest: str) -> Understood:
    people = _people(line, rest)
    return Understood(edit=away(people), label="who is away", words=f"away today: {', '.join(people)}")


def _people(line: Line, rest: str) -> tuple[str, ...]:
    if rest.casefold() == "all" and line.session.stakeholders:
        return tuple(person.name for person in line.session.stakeholders)
    return line.people(rest)


def _passes(line: Line, rest: str) -> Understood | None:
    if rest:
        return None
    names = ", ".join(line.speakers)
    each = [passes(who) for who in line.speakers]
    return Understood(edit=together(*each), label=f"{names} passes", words=f"{names}: asked, and passes")


def _drop(line: Line, rest: str) -> Understood:
    name, why = separated(rest) or (rest, "")
    person = line.names.known(name)
    own = person.id if person else name.upper()
    if not person and not is_id(name):
        raise Unread(f"{name[:40] or 'Nothing'} is not an id." if name else "What to drop is missing.")
    found = line.record(own, Part)
    if isinstance(found, Signature):
        raise Unread(f"{own} is a signature: nothing signed is removed, it is withdrawn.", "For example: Raj withdraws")
    because = f": {why}" if why else ""
    return Understood(
        edit=remove(own),
        label=f"drop {own}{because}",
        words=f"remove {own}, {called(type(found))}{because}",
        about=own,
    )


def _go(line: Line, rest: str) -> Understood:
    try:
        target = stage_named(rest)
    except NotFound as missing:
        raise Unread(f"{str(missing)[:1].upper()}{str(missing)[1:200]}.") from None
    return go_to(line.stage, target.slug)


def _reword(line: Line, rest: str) -> Understood:
    text, own = said(rest, "the new wording"), line.subject_id
    return Understood(
        edit=reword(own, text), label=f"{own} wording", words=f"{own} reads now: {quoted(text)}", about=own
    )


_ANY = Table("any")
_WORDED = "S P R R.A R.D R.K V V. M C O T L W G"
FORMS = (
    _ANY.opening(
        "park",
        _park,
        "park: what the merger does to the roadmap",
        means="park it",
        what="something to park",
        colon=True,
    ),
    _ANY.opening("here", _here, "here: Ana, Raj", means="who is in the room today", what="who is here", colon=True),
    _ANY.opening("away", _away, "away: Li", means="who is away today", what="who is away", colon=True),
    _ANY.person("passes", _passes, "Li passes", means="asked and passed, which is heard", what="who passes"),
    _ANY.opening(
        "drop",
        _drop,
        "drop C2: no longer true",
        "drop R1.A1: tested",
        means="remove it (undo brings it back; in a signed memo it makes signatures stale)",
        what="something to remove",
    ),
    _ANY.verb(
        _WORDED,
        "=",
        _reword,
        "R1 = No outage during the spring sale",
        "M1 = checkout downtime",
        "R1.A1 = partners have a designer",
        "V1.2 = Design review",
        means="replace the wording of a record",
        what="a new wording",
    ),
    _ANY.opening("go", _go, "go metrics", means="to a stage", what="a stage to go to"),
)
