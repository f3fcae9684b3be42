"""Day 1, line by line: what each leaves in the session, and what the nearest wrong lines answer."""

import pytest

from alignment_tui.domain.records import Effort, Estimate, Request
from tests.capture.room import Room, filled


def request(room: Room, own: str = "R1") -> Request:
    found = room.session.find(own)
    assert isinstance(found, Request)
    return found


def test_a_person_with_a_role() -> None:
    room = Room()
    assert room.say("Ana, SRE lead").new_names == ("Ana",)
    assert (room.session.stakeholders[0].name, room.session.stakeholders[0].role) == ("Ana", "SRE lead")
    assert room.say("ANA, head of SRE, Berlin").about == "S1"
    assert [(one.name, one.role) for one in room.session.stakeholders] == [("Ana", "head of SRE, Berlin")]


def test_a_request_in_somebodys_words() -> None:
    room = Room()
    understood = room.say("Raj: a partner goes live in a day")
    assert understood.words == 'a new request by Raj: "a partner goes live in a day"'
    assert understood.label == "new request by Raj"
    assert understood.new_names == ("Raj",)
    assert request(room).words == "a partner goes live in a day"
    assert request(room).asker == "S1"
    assert room.say("raj: again").new_names == ()


def test_a_request_with_a_role() -> None:
    room = Room()
    room.say("Ana, SRE lead: No outage: not one")
    assert (room.session.person("S1").role, request(room).words) == ("SRE lead", "No outage: not one")


def test_words_relayed_for_somebody_away() -> None:
    room = Room("Ana: x")
    assert room.say("Ana for Li: Search for all").new_names == ("Li",)
    assert (request(room, "R2").asker, request(room, "R2").relayed_by) == ("S2", "S1")
    assert request(room, "R2").words == "Search for all"


def test_a_name_with_for_in_it_is_a_name_once_it_is_known() -> None:
    room = Room('"Team for Payments", two people')
    room.say("Team for Payments: fewer tickets")
    assert [one.name for one in room.session.stakeholders] == ["Team for Payments"]
    assert request(room).relayed_by is None


@pytest.mark.parametrize(
    "words",
    [
        "No [/] outage, [x] done, [@click=app.quit]x[/]",
        'He said "no": twice',
        "12 -> 4 even over nothing @Raj #V1 by 2025-06-30",
        "100 % of ${x} at 10:30, see https://example.org/a:b",
        "R1 because: V1.2 is slow",
        "Größe und Übergabe",
        "结账不能中断",
        "consents, but: later",
        "a  double  space",
    ],
)
def test_words_are_kept_as_they_are(words: str) -> None:
    room = Room("Ana: first")
    room.say(f"Ana: {words}")
    assert request(room, "R2").words == words


def test_a_full_width_colon_and_comma() -> None:
    room = Room()
    assert room.say("李雷，产品\uff1a结账不能中断").new_names == ("李雷",)
    assert (room.session.person("S1").role, request(room).words) == ("产品", "结账不能中断")
    room.say("R1 because\uff1a很重要")
    assert request(room).because == "很重要"


def test_what_a_terminal_would_obey_is_made_visible() -> None:
    room = Room()
    room.say("Ana: red\x1b[31m alert\x07")
    assert request(room).words == "red\u241b[31m alert\u2407"


def test_whose_it_is_and_what_it_is_called() -> None:
    room = filled()
    room.say("R1 by Raj")
    room.say("R1 short: no outage")
    room.say("R1 because: an hour costs more than a feature")
    room.say("r1 MUST")
    room.say("R1 is reliability")
    found = request(room)
    assert (found.asker, found.short, found.because) == ("S2", "no outage", "an hour costs more than a feature")
    assert (found.must, found.nature) == (True, "reliability")
    assert room.say("R1 by Jana").new_names == ("Jana",)
    assert "reliability or security" in room.refusal("R1 is nice")


def test_near_duplicates_merge_and_keep_their_words() -> None:
    room = filled()
    room.say("R1 merges R4, R5")
    assert (request(room, "R4").merged_into, request(room, "R5").merged_into) == ("R1", "R1")
    assert request(room, "R4").words == "A sandbox that resets itself"
    assert "part of R1" in room.refusal("R4 merges R2")
    assert "cannot point to itself" in room.refusal("R1 merges R1")
    assert "There is no R9" in room.refusal("R1 merges R9")


@pytest.mark.parametrize(
    ("said", "text", "important", "evidence"),
    [
        ("a designer", "a designer", None, None),
        ("a designer!!", "a designer", True, None),
        ("a designer ?", "a designer", None, "little"),
        ("a designer !! ?", "a designer", True, "little"),
        ("a designer?!!", "a designer", True, "little"),
        ("a designer!", "a designer!", None, None),
        ("is 5 > 3? yes", "is 5 > 3? yes", None, None),
    ],
)
def test_assumptions(said: str, text: str, important: bool | None, evidence: str | None) -> None:
    room = filled()
    room.say(f"R2 assume: {said}")
    made = request(room, "R2").assumptions[0]
    assert (made.id, made.text, made.important, made.evidence) == ("R2.A1", text, important, evidence)


def test_an_assumption_needs_words() -> None:
    assert "missing" in filled().refusal("R1 assume: !! ?")


def test_needs_are_links_only_when_all_of_it_is_ids() -> None:
    room = filled()
    room.say("R1 needs: R2, R3")
    room.say("R1 needs: r4")
    room.say("R1 needs: R2 and the bank")
    room.say("R1 needs: M4")
    found = request(room)
    assert found.needs == ("R2", "R3", "R4")
    assert [one.text for one in found.outside] == ["R2 and the bank", "M4"]
    assert "There is no R9" in room.refusal("R1 needs: R9")
    assert "V1 is a value stream, not a request" in room.refusal("R1 needs: V1")
    assert "cannot point to itself" in room.refusal("R1 needs: R1")


@pytest.mark.parametrize(
    ("said", "effort"),
    [
        ("takes: 6pw", Effort(person_weeks=Estimate(typical=6))),
        ("takes 6 pw", Effort(person_weeks=Estimate(typical=6))),
        ("takes: 0.5pw", Effort(person_weeks=Estimate(typical=0.5))),
        ("takes: 4-6-9pw Payments", Effort(person_weeks=Estimate(low=4, typical=6, high=9), team="Payments")),
    ],
)
def test_takes(said: str, effort: Effort) -> None:
    room = filled()
    room.say(f"R1 {said}")
    assert request(room).takes == effort
    room.say("R1 takes: ?")
    assert request(room).takes is None


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("R1 takes: 6", "end in pw"),
        ("R1 takes: 1,5pw", "two ways"),
        ("R1 takes: 4-9pw", "low-typical-high"),
        ("R1 takes: 9-6-4pw", "does not rise"),
        ("R1 takes: 6pwPayments", "end in pw"),
        ("R1 takes:", "missing"),
        ("R1 because:", "missing"),
        ("R1 because it hurts", "not said like that"),
        ("R1 becuase: it hurts", 'did you mean "because"'),
        ("R1 sings: loud", "cannot be said of it"),
        ("Ana and Raj: both", "one person's"),
        ("here: Ana; Raj", "separated by commas"),
        ("R1", "missing"),
        ("R9 because: x", "There is no R9"),
        ("Ana:words", "colon needs a space"),
        ("Ana:", "missing"),
        ("Ana", "No line here"),
        ("R1 needs:", "missing"),
        ("R2.A1 = x", "There is no R2.A1"),
        ("R1 none: everything", "assume, needs, takes, success"),
        ("Well, we should really talk about the thing that nobody wants to say.", "Whose is it?"),
        ("We want the checkout to work, and never fail", "For example: Ana: We want the checkout to work"),
        ("Raj - no outage in the sale", "a colon before it. For example: Raj: no outage in the sale"),
        ("we need to talk about this: now", "long for a name"),
        ("R9 D2: beep", "There is no R9"),
        ("Deploy @night: x", "cannot be a name"),
        ("park: ", "missing"),
        ("optoin Calm", "an option"),
    ],
)
def test_the_nearest_wrong_lines(line: str, answer: str) -> None:
    assert answer in filled().refusal(line)


def test_success_and_none() -> None:
    room = filled()
    room.say("R2 success: who cares: partners")
    assert request(room, "R2").success[0].text == "who cares: partners"
    room.say("R2 none: assume, needs")
    assert request(room, "R2").none == ("assume", "needs")
    room.say("R2 assume: a designer")
    assert request(room, "R2").none == ("needs",)
    assert "drop R2.K1 first" in room.refusal("R2 none: success")
    room.say("drop R2.K1: nobody counts it")
    room.say("R2 success: none")
    assert request(room, "R2").none == ("needs", "success")
    room.say("R2 takes: 3pw")
    assert "say R2 takes: ? first" in room.refusal("R2 none: takes")


def test_none_lets_links_go_and_says_so() -> None:
    room = filled()
    room.say("R1 needs: R2")
    assert "no longer R2" in room.say("R1 none: needs").words
    assert request(room).needs == ()


def test_who_decides_and_who_signs() -> None:
    room = filled()
    room.say("decider: Ana")
    assert room.say("signers: Ana, Raj and Jo").new_names == ("Jo",)
    assert (room.session.deciders, room.session.signers) == (("S1",), ("S1", "S2", "S4"))


def test_a_request_from_any_stage() -> None:
    room = filled("trade-offs")
    assert room.say("Ana: one more thing").words == 'a new request by Ana: "one more thing"'
    assert room.say("request Jana: a new one").new_names == ("Jana",)
    assert "request Petra: nobody" in room.refusal("Petra: nobody knows her here")


def test_an_id_alone_is_answered_whatever_it_is_an_id_of() -> None:
    room = filled()
    for own in ("S1", "R1", "R1.A1", "V1", "V1.1", "M1", "C1", "C2", "C3", "C4", "O1", "T1"):
        assert "What to say of it is missing" in room.refusal(own)
        assert "cannot be said of it" in room.refusal(f"{own} *")
