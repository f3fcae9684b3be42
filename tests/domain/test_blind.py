from msgspec.structs import replace

from alignment_tui.domain.blind import MASK, masked
from alignment_tui.domain.changes import diff, words
from alignment_tui.domain.records import Assumption, Criterion, Dependency, Request, Stakeholder
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


def test_a_hidden_change_is_told_without_its_words() -> None:
    before = replace(SESSION, requests=SESSION.requests[:1])
    edited = replace(SESSION, requests=(SESSION.requests[0], replace(SECRET, because="canary eight", must=True)))
    told = [line for delta in (*diff(before, SESSION), *diff(SESSION, edited)) for line in words(delta)]
    assert told[0].startswith("R2 is new")
    assert "canary" not in " ".join(told)
