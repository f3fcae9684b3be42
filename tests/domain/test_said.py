from collections.abc import Sequence

from msgspec.structs import replace

from alignment_tui.domain.records import Assumption, Fist, Meeting, Memo, Parked, Review
from alignment_tui.domain.said import STAGE_OF_COLLECTION, Found, said, texts_of
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from tests.factories import TODAY, complete, request, session


def found(of: Session, *words: str) -> Sequence[tuple[str, str, str]]:
    return [(one.where.collection, one.where.key, one.text) for one in said(of, words)]


def test_a_record_is_found_by_all_its_words_and_told_by_the_text_that_has_most_of_them() -> None:
    asked = request(
        1,
        words="No outage during the sale",
        because="an hour of it costs the quarter",
        assumptions=(Assumption(id="R1.A1", text="traffic doubles in the spring sale"),),
    )
    here = session(requests=(asked, request(2)))
    assert found(here, "outage") == [("requests", "R1", "No outage during the sale")]
    assert found(here, "hour", "doubles") == [("requests", "R1", "an hour of it costs the quarter")]
    assert found(here, "sale", "spring") == [("requests", "R1", "traffic doubles in the spring sale")]
    assert found(here, "outage", "nowhere") == []
    assert found(here) == []


def test_words_are_found_in_any_spelling_of_them() -> None:
    here = session(parked=(Parked(id="P1", text="Ära STRASSE"),))
    assert found(here, "\u00e4ra", "strasse") == [("parked", "P1", "Ära STRASSE")]


def test_sentences_of_the_memo_and_the_note_are_found_where_they_are_shown() -> None:
    here = session(note="a pilot for the north", memo=Memo(context="the sale starts", supersedes="sale-of-winter"))
    assert [one.where for one in said(here, ["sale"])] == [Found("memo", "memo", "context")]
    assert [one.where for one in said(here, ["pilot"])] == [Found("requests", "", "")]
    assert not found(here, "winter")


def test_what_has_no_row_of_its_own_is_found_with_the_record_it_belongs_to() -> None:
    base = complete()
    noted = replace(base.readings[0], note="after the failover drill")
    fist = Fist(option="O1", person="S2", fingers=2, why="only with a date")
    here = replace(base, readings=(noted,), fists=(fist,))
    assert [one.where for one in said(here, ["drill"])] == [Found("scorecard", "", "M1")]
    assert [one.where for one in said(here, ["date"])] == [Found("trade-offs", "", "O1")]


def test_what_is_hidden_is_not_found_until_it_is_revealed() -> None:
    secret = request(1, words="a canary", because="nobody hears the canary", blind=True)
    assert found(session(requests=(secret,)), "canary") == []
    assert found(session(requests=(replace(secret, blind=False),)), "canary")


def test_ids_links_and_words_of_ours_are_nothing_that_anybody_said() -> None:
    whole = complete()
    texts = {text for _, entry in whole.entries() for text in texts_of(entry)}
    assert not texts & {"S1", "R1", "R1.A1", "M1", "V1.1", "will", "consent", "outcome", "risk", "reliability"}
    assert "it is within 12 person-weeks and moves M1" in texts
    assert "nobody calls us during the sale" in texts
    assert texts_of(Meeting(on=TODAY, here=("S1",))) == []
    assert texts_of(Review(on=TODAY, changed="nothing yet")) == ["nothing yet"]


def test_every_stage_named_is_one_and_every_collection_a_session_has_is_shown_somewhere_or_is_bookkeeping() -> None:
    assert set(STAGE_OF_COLLECTION.values()) <= {stage.slug for stage in STAGES}
    assert set(Session.COLLECTIONS) - set(STAGE_OF_COLLECTION) == {"versions", "passed"}
