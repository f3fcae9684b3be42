from msgspec.structs import replace

from alignment_tui.domain.blind import MASK, hidden, masked
from alignment_tui.domain.changes import diff, words
from alignment_tui.domain.records import Assumption, Criterion, Dependency, Fist, Option, Request, Stakeholder
from alignment_tui.domain.session import Session

SECRET = Request(
    id="R2",
    asker="S1",
    words="canary one",
    short="canary two",
    because="canary three",
    assumptions=(Assumption(id="R2.A1", text="canary four"),),
    outside=(Dependency(id="R2.D1", text="canary five"),),
    success=(Criterion(id="R2.K1", text="canary six"),),
    touches_none="canary seven",
    blind=True,
)
SESSION = Session(
    title="t",
    stakeholders=(Stakeholder(id="S1", name="Ana"),),
    requests=(Request(id="R1", asker="S1", words="open"), SECRET),
)


def test_no_word_of_a_hidden_request_is_in_what_is_shown() -> None:
    shown = masked(SESSION)
    assert "canary" not in repr(shown)
    assert shown.requests[0].words == "open"
    assert shown.requests[1].words == MASK


def test_where_nothing_is_hidden_the_session_is_the_same() -> None:
    session = replace(SESSION, requests=SESSION.requests[:1])
    assert masked(session) is session


def test_what_is_shown_of_a_session_is_one_session_so_that_what_is_worked_out_of_it_is_found_again() -> None:
    assert masked(SESSION) is masked(SESSION)


def test_a_hidden_change_is_told_without_its_words() -> None:
    before = replace(SESSION, requests=SESSION.requests[:1])
    edited = replace(SESSION, requests=(SESSION.requests[0], replace(SECRET, because="canary eight", must=True)))
    told = [line for delta in (*diff(before, SESSION), *diff(SESSION, edited)) for line in words(delta)]
    assert told[0].startswith("R2 is new")
    assert "canary" not in " ".join(told)


FIST = Fist(option="O1", person="S1", fingers=1, why="canary nine", blind=True)
VOTED = replace(SESSION, requests=SESSION.requests[:1], options=(Option(id="O1", name="Calm"),), fists=(FIST,))


def test_no_finger_and_no_reason_of_a_hidden_fist_is_in_what_is_shown() -> None:
    assert hidden(VOTED) == (FIST,)
    shown = masked(VOTED)
    assert "canary" not in repr(shown)
    assert shown.fists == (Fist(option="O1", person="S1", blind=True),)
    assert masked(replace(VOTED, fists=(replace(FIST, fingers=5),))) == shown


def test_a_hidden_fist_is_told_without_its_fingers_and_what_is_revealed_with_them() -> None:
    def told(before: Session, after: Session) -> list[str]:
        return [line for delta in diff(before, after) for line in words(delta)]

    none, more = replace(VOTED, fists=()), replace(VOTED, fists=(replace(FIST, fingers=5, why="canary"),))
    assert told(none, VOTED) == [f"the fist O1/S1 is new: {MASK}"]
    assert told(VOTED, more) == [f"the fist O1/S1 is changed: {MASK}"]
    assert told(VOTED, none) == [f"the fist O1/S1 is gone: {MASK}"]
    open_now = replace(VOTED, fists=(replace(FIST, blind=False),))
    assert told(VOTED, open_now) == ["the fist O1/S1 is revealed: O1 S1 1 canary nine"]
    assert told(open_now, VOTED) == [f"the fist O1/S1 is changed: {MASK}"]


def test_a_request_that_is_revealed_is_told() -> None:
    shown = replace(SESSION, requests=(SESSION.requests[0], replace(SECRET, blind=False)))
    assert [line for delta in diff(SESSION, shown) for line in words(delta)] == ['R2 is revealed: "canary one"']
