"""Every action once: its keys, its words, and why it may be off. Footer, palette, help and docs read this table."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from alignment_tui.domain.blind import hidden
from alignment_tui.domain.memo_status import reopened
from alignment_tui.domain.offers import offers
from alignment_tui.domain.requests import standing, test_first
from alignment_tui.domain.session import Session
from alignment_tui.domain.signing import not_to_sign
from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.trade_offs import chosen
from alignment_tui.domain.tripwires import firing
from alignment_tui.domain.verdicts import suggested_verdicts

Where = Literal["any", "work", "library"]


class Action(NamedTuple):
    """One thing a facilitator can do.

    `keys` work in TYPING and KEYS alike, `letters` only in KEYS, and both are only shortcuts: the palette has it too.
    Keys are the ones it comes with; screens ask their `Keymap`, which has those of the room. `method` is what the
    screen or the app does, as textual writes it. `footer` is its word there, empty when it has no place. `where` is on
    which screen. `off` answers why it cannot be done now, or nothing. What `changes` the session gets no letter,
    whoever chooses the keys. What leads to where single keys or Enter change it does so by its letter only when that
    stands `alone`, with no other key at once after it: in a sentence typed by mistake it is a letter.
    """

    id: str
    label: str
    help: str
    method: str
    keys: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    footer: str = ""
    where: Where = "work"
    off: Callable[[Session], str] = lambda session: ""
    changes: bool = False
    alone: bool = False


def _nobody_known(session: Session) -> str:
    return "" if session.stakeholders else "nobody is known yet; type here: Ana, Raj"


def _nothing_hidden(session: Session) -> str:
    return "" if hidden(session) else "nothing is hidden"


def _no_criterion(session: Session) -> str:
    return "" if any(request.success for request in session.requests) else "no success criterion is said yet"


def _no_future(session: Session) -> str:
    return "" if any(stream.future_of for stream in session.streams) else "there is none yet; type future V1"


def _one_text(session: Session) -> str:
    from alignment_tui.domain.versions import pairs

    if not session.versions:
        return "nothing is signed yet; a version is kept with the first signature"
    return "" if pairs(session) else "there is one version, and the text is still the same"


def _no_stream(session: Session) -> str:
    return "" if session.streams else "there is no value stream yet"


def _nothing_to_test(session: Session) -> str:
    return "" if test_first(session) else "no important assumption stands on little evidence"


def _no_metric(session: Session) -> str:
    return "" if session.metrics else "no metric is agreed yet"


def _nothing_tripped(session: Session) -> str:
    return "" if firing(session) or reopened(session) else "no tripwire has tripped"


def _nothing_offered(session: Session) -> str:
    if not chosen(session):
        return "no option is chosen yet; type choose O1"
    return "" if offers(session) else "nothing follows from the effects that were said, or it is named already"


def _no_verdict_follows(session: Session) -> str:
    if not chosen(session):
        return "no option is chosen yet; type choose O1"
    return "" if suggested_verdicts(session) else "every request has a verdict"


def _nothing_to_rank(session: Session) -> str:
    return "" if len(standing(session)) > 1 else "a ranking needs two requests"


def _nothing_to_vote_on(session: Session) -> str:
    if not session.options:
        return "there is no option yet; type option NAME: R1 R3"
    return "" if session.stakeholders else "nobody is known yet; type here: Ana, Raj"


def _nothing_to_sign(session: Session) -> str:
    return _nothing_shown(session) or not_to_sign(session)


def _nothing_shown(session: Session) -> str:
    return "something is hidden; reveal it first" if hidden(session) else ""


def _nobody_signed(session: Session) -> str:
    return "" if session.signatures else "nobody has signed yet"


TO_STAGES = tuple(
    Action(
        f"stage-{place}", f"Go to {stage.title}", "to this stage; nothing is lost", f"stage({place})", (), (str(place),)
    )
    for place, stage in enumerate(STAGES, start=1)
)
ACTIONS: tuple[Action, ...] = (
    Action("take", "Take the line", "take what is typed as it was understood", "take", ("enter",), footer="take"),
    Action("keys", "Leave the line", "to KEYS; what is half typed stays", "keys", ("escape",), footer="keys"),
    Action("typing", "Back to the line", "to TYPING, where letters are text", "typing", (), ("a", "i"), footer="type"),
    Action(
        "open", "Open the form", "every field of the record under the cursor", "open_form", ("f2",), ("enter",), "open"
    ),
    Action(
        "next-stage",
        "Next stage",
        "on to the next stage",
        "next_stage",
        ("f8",),
        ("right_square_bracket",),
    ),
    Action(
        "previous-stage",
        "Stage before",
        "back to the stage before; nothing is lost",
        "previous_stage",
        ("f7",),
        ("left_square_bracket",),
    ),
    Action(
        "present",
        "Present",
        "what the room sees, one thing at a time; again to go back to work",
        "present",
        ("f5",),
        ("p",),
        "present",
    ),
    Action(
        "findings",
        "What is missing",
        "findings: what is left hanging, and what mends it",
        "findings",
        ("f9",),
        ("f",),
        "findings",
    ),
    Action(
        "trail",
        "Follow the trail",
        "from somebody's words to the metric, its reading and the verdict, and back",
        "trail",
        ("ctrl+t",),
        ("w",),
    ),
    Action(
        "go-through",
        "On with this stage",
        "what it asks for: verdicts for trade-offs, an editor for the memo, signatures, and else readings",
        "go_through",
        ("ctrl+g",),
        ("g",),
        alone=True,
    ),
    Action("memo", "Read the memo", "the memo as it would be printed now", "memo_preview", ("f4",), ("m",)),
    Action(
        "versions",
        "Compare versions",
        "what differs between any two texts that were signed, or the one now, in words",
        "versions",
        off=_one_text,
    ),
    Action(
        "write-outside",
        "Write in your editor",
        "the memo's sentences in $EDITOR: the one under the cursor, or all four",
        "write_outside",
        (),
        ("e",),
        alone=True,
    ),
    Action("undo", "Undo", "take back the last change, by its name", "undo", ("ctrl+z",), changes=True),
    Action("redo", "Redo", "bring back what was undone", "redo", ("ctrl+y",), changes=True),
    Action("move-up", "Move up", "move the record one place up", "move(-1)", ("alt+up",), changes=True),
    Action("move-down", "Move down", "move the record one place down", "move(1)", ("alt+down",), changes=True),
    Action("remove", "Remove", "remove the record; undo is one key", "remove", (), ("delete",), changes=True),
    Action(
        "round",
        "Go round the room",
        "each line begins with whose turn it is; again to stop",
        "go_round",
        ("ctrl+r",),
        off=_nobody_known,
    ),
    Action(
        "blind",
        "Answer blind",
        "what is typed is masked, and requests stay hidden until they are revealed; again to stop",
        "blind",
        (),
        ("b",),
    ),
    Action(
        "reveal",
        "Reveal what was hidden",
        "everybody has answered: show every hidden request and fist",
        "reveal",
        ("f10",),
        off=_nothing_hidden,
        changes=True,
    ),
    Action(
        "measure",
        "Make it a metric",
        "the success criterion under the cursor becomes a metric, and stays linked",
        "measure",
        ("ctrl+n",),
        off=_no_criterion,
        changes=True,
    ),
    Action(
        "keep-future",
        "Keep this future state",
        "the future state under the cursor becomes the current one; Delete throws it away",
        "keep_future",
        off=_no_future,
        changes=True,
    ),
    Action(
        "test-first",
        "What to test first",
        "important assumptions with little evidence, in one list",
        "test_first",
        off=_nothing_to_test,
    ),
    Action(
        "readings",
        "This week's readings",
        "each metric whose reading is wanted, in turn: a number and Enter; again to stop",
        "readings",
        off=_no_metric,
    ),
    Action(
        "review",
        "Write this week's review",
        "what changed, how, why, what now, what was learnt, each beside its facts; again to stop",
        "review",
        ("ctrl+l",),
        ("l",),
        off=_no_metric,
        alone=True,
    ),
    Action(
        "tripped",
        "What a tripwire opened",
        "reopen what a tripwire that fires was agreed to reopen; once it is open, go there",
        "tripped",
        ("f12",),
        off=_nothing_tripped,
        changes=True,
    ),
    Action(
        "offer",
        "Take what is offered",
        "what the chosen option gives up goes into the line as a trade-off, to be said in your own words",
        "offer",
        (),
        ("o",),
        off=_nothing_offered,
        alone=True,
    ),
    Action(
        "verdicts",
        "Fill in the verdicts",
        "every request nobody has decided gets what follows from the chosen option; one undo takes all back",
        "verdicts",
        off=_no_verdict_follows,
        changes=True,
    ),
    Action(
        "rank",
        "Forced ranking",
        "each person, or all together, puts the requests in order; nothing needs it",
        "rank",
        (),
        ("r",),
        off=_nothing_to_rank,
        alone=True,
    ),
    Action(
        "fist",
        "Fist to five",
        "round those who are here, one key each, hidden until all are in; nothing needs it",
        "fist",
        (),
        ("v",),
        off=_nothing_to_vote_on,
        alone=True,
    ),
    Action(
        "sign-round",
        "Ask for signatures",
        "read back to each signer, one by one, and one key for what they say",
        "sign_round",
        (),
        ("s",),
        off=_nothing_to_sign,
        alone=True,
    ),
    Action(
        "sign-again",
        "Sign again",
        "who is under the cursor gives the same word on the text as it is now",
        "sign_again",
        ("ctrl+s",),
        off=_nobody_signed,
        changes=True,
    ),
    Action(
        "take-back",
        "Take a word back",
        "who is under the cursor withdraws what they said; nothing is deleted",
        "take_back",
        off=_nobody_signed,
        changes=True,
    ),
    Action("search", "Search", "find words in this session and go there", "search", ("ctrl+f",), ("slash",)),
    Action("session", "Title and note", "the session's own title and note", "session_form"),
    Action(
        "wider-detail",
        "More room below",
        "the detail gets all the room, or half of it again",
        "zoom",
        ("f3",),
        ("z",),
    ),
    Action("next-item", "Next record", "show the record after this one", "item(1)", (), ("right",)),
    Action("previous-item", "Record before", "show the record before this one", "item(-1)", (), ("left",)),
    Action(
        "timer",
        "Start or pause the clock",
        "the time of this stage, in the header; it stops nobody",
        "timer",
        ("f6",),
        ("t",),
    ),
    Action("minute", "One minute more", "give this stage a minute more", "grant(1)", (), ("plus",)),
    Action("restart-timer", "Begin the time again", "this stage's clock starts from nothing", "restart_timer"),
    Action(
        "playbook",
        "Choose a playbook",
        "which stages on which day, with which questions and time boxes",
        "choose_playbook",
    ),
    Action(
        "scorecards",
        "All scorecards",
        "every signed metric of the library, worst first, and what is overdue",
        "scorecards",
        ("f4",),
        footer="scorecards",
        where="library",
    ),
    Action(
        "continue-in",
        "Continue in a new session",
        "a new session with these people, what was parked and the lessons; both say so",
        "continue_in",
        ("ctrl+n",),
        where="library",
    ),
    Action(
        "rename",
        "Rename",
        "give the session another title; its name on the command line stays",
        "rename",
        ("f2",),
        footer="rename",
        where="library",
    ),
    Action(
        "to-trash",
        "To the trash",
        "move the session to the trash, with its history; it can be brought back",
        "to_trash",
        ("ctrl+t",),
        footer="trash",
        where="library",
    ),
    Action(
        "put-back",
        "Take it back",
        "what was last done here with a session: to the trash, another title, a copy",
        "take_back",
        ("ctrl+z",),
        where="library",
    ),
    Action(
        "from-trash",
        "Bring back from the trash",
        "what was thrown away, whenever that was",
        "from_trash",
        where="library",
    ),
    Action(
        "duplicate",
        "Duplicate",
        "a copy to try things in: all that was said, without signatures, readings and reviews",
        "duplicate",
        where="library",
    ),
    Action(
        "only-overdue",
        "Only what is overdue",
        "sessions with a review overdue or a reading missing; again for all",
        "only('overdue')",
        ("f9",),
        footer="overdue",
        where="library",
    ),
    Action(
        "only-stale",
        "Only what is stale",
        "sessions in which a stage or a signature stands on something that changed since; again for all",
        "only('stale')",
        ("f10",),
        where="library",
    ),
    Action(
        "only-mine",
        "Only mine",
        "sessions that you are in or wrote in; again for all",
        "only('mine')",
        ("f3",),
        footer="mine",
        where="library",
    ),
    Action(
        "only-next-stage",
        "Only the next stage",
        "sessions at one stage, and each time at the next; after the last for all",
        "only_stage(1)",
        ("f8",),
        footer="stage",
        where="library",
    ),
    Action(
        "only-stage-before",
        "Only the stage before",
        "sessions at one stage, and each time at the one before",
        "only_stage(-1)",
        ("f7",),
        where="library",
    ),
    Action(
        "sort",
        "Sort otherwise",
        "by when they were last used, by title, by stage, by next review",
        "sort",
        ("f6",),
        footer="sort",
        where="library",
    ),
    Action("copy", "Copy the record", "the record under the cursor, as text", "copy_record", (), ("c",)),
    Action("copy-memo", "Copy the memo", "the memo as it would be printed now, as text", "copy_memo"),
    Action(
        "copy-map",
        "Copy the map",
        "the map of the value stream under the cursor, or of all, as text",
        "copy_map",
        off=_no_stream,
    ),
    Action("picture", "Take a picture", "what is seen now, as an SVG file in this folder", "app.picture", where="any"),
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
    *TO_STAGES,
)


def actions_in(where: Where) -> tuple[Action, ...]:
    """Return the actions of a screen, with those that are on any."""
    return tuple(entry for entry in ACTIONS if entry.where in (where, "any"))


def action(action_id: str) -> Action:
    """Return the action with this id."""
    return next(entry for entry in ACTIONS if entry.id == action_id)
