"""The round of signatures as a facilitator goes it: signer by signer, one key a word, and no word lost."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace
from rich.cells import cell_len

from alignment_tui.domain.records import Meeting, Memo, Rule
from alignment_tui.domain.session import Session
from alignment_tui.domain.sign_off import outcome, standings
from alignment_tui.storage import saver
from alignment_tui.ui.dialogs import sign_round_pages as pages
from alignment_tui.ui.dialogs.reader import Reader
from alignment_tui.ui.dialogs.sign_round import SignRound
from alignment_tui.ui.lines import plain, width_of
from alignment_tui.ui.work import WorkScreen
from tests.driver import SIZES, Facilitator, example
from tests.factories import NAMES, complete, metric_target, people, request, signature, signed
from tests.portion import some
from tests.ui.test_disk import elsewhere

TODAY = date(2025, 3, 3)
BASE = replace(
    complete(),
    stakeholders=people(*NAMES[:4]),
    signers=("S1", "S2", "S3", "S4"),
    signatures=(),
    versions=(),
    meetings=(Meeting(on=TODAY, here=("S1", "S2", "S3"), away=("S4",)),),
)
SIGNED = signed(
    BASE, signature(1, "S1"), signature(2, "S2", "reservation", text="in July"), signature(3, "S3", "aside")
)
HARM = "two contracts are lost"


def words(room: Facilitator) -> list[tuple[str, str, str]]:
    return [(one.person, one.verdict, one.text) for one in room.session.signatures]


def in_round(room: Facilitator) -> bool:
    return isinstance(room.app.screen, SignRound)


def at_work(room: Facilitator) -> bool:
    return isinstance(room.app.screen, WorkScreen)


async def test_the_three_things_are_read_back_to_each_signer(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g")
            .sees(
                *("1 of 3", "Ana", "has not spoken yet", "What we accept", "uptime even over branding"),
                *("Raj bears it, M1 will show it", "How we will know", "checkout downtime 120 -> 90 min/week"),
                *("When we review", "every week from 2025-03-03", "away, not asked: Mo"),
            )
        )
        assert room.work.desk.stage == "sign-off"


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_everybody_is_asked_in_turn_and_each_word_is_shown_before_one_goes_on(
    size: tuple[int, int], tmp_path: Path
) -> None:
    async with Facilitator.opens(tmp_path, BASE, size=size) as room:
        await room.stage("sign-off").press("ctrl+g").sees("1 of 3", "c consents", "s stands aside", "Esc leave")
        await room.press("c").sees("Ana consents.", "1 of 4 consent", "Enter on to Raj").enter()
        await room.sees("2 of 3", "Raj").press("r").sees("Raj consents, but:", "what is the reservation?")
        await room.type("we look in July").enter().sees('"we look in July"', "2 of 4 consent").enter()
        await room.sees("3 of 3", "Li").press("s").sees("Li stands aside.", "Enter on to the end").enter()
        await room.sees("everybody here was asked", "Still to sign: Mo.", "Undecided, and not counted: Mo.")
        await room.enter().until(lambda: at_work(room), "the stage").saved()
        assert words(room) == [("S1", "consent", ""), ("S2", "reservation", "we look in July"), ("S3", "aside", "")]
        assert room.on_disk == room.session


async def test_going_on_without_a_word_leaves_somebody_undecided_and_back_is_possible(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("ctrl+g").sees("Enter on to Raj, undecided").enter().sees("2 of 3")
        await room.press("right").sees("3 of 3").press("left", "left").sees("1 of 3").press("left").sees("1 of 3")
        await room.press("backspace", "c").sees("Ana consents.")
        assert words(room) == [("S1", "consent", "")]


async def test_an_objection_asks_for_a_harm_until_there_is_one(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g", "o")
            .sees("Ana objects:", "A concrete harm, not a preference")
            .enter()
        )
        await room.sees("what would go wrong, and for whom?")
        assert words(room) == []
        await room.type("I'd rather have branding first").enter().sees("sounds like a preference")
        assert words(room) == []
        await room.press("ctrl+u").type(HARM).enter().sees("Ana objects.", "Ana objects; away, not asked: Mo")
        assert words(room) == [("S1", "objection", HARM)]


async def test_a_preference_that_is_meant_is_taken_when_it_is_said_twice(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g", "o")
            .type("I wish we waited")
            .enter()
            .sees("preference")
            .enter()
            .sees("Ana objects.")
        )
        assert words(room) == [("S1", "objection", "I wish we waited")]


async def test_keys_in_a_hurry_are_each_done_in_their_turn(tmp_path: Path) -> None:
    """A fast typist: what follows o is text, and what follows Enter is a key again."""
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("ctrl+g").sees("1 of 3")
        await room.hurry("c", "enter", "o", *"a caw, sorrow", "enter").sees("Raj objects.")
        assert words(room) == [("S1", "consent", ""), ("S2", "objection", "a caw, sorrow")]


async def test_half_typed_words_are_kept_for_each_person_and_go_into_the_line_at_the_end(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g", "o")
            .type("two contr")
            .press("escape")
            .sees("The words are kept.", "c consents")
        )
        await room.press("right", "o").type("another").press("escape", "left", "o").sees("two contr")
        await room.press("escape", "right", "o").sees("another").press("escape")
        await room.press("escape").until(lambda: at_work(room), "the stage")
        assert room.line == "Raj objects: another"
        assert words(room) == []
        await room.press("ctrl+g", "o").sees("two contr").press("escape", "escape")
        assert room.line == "Raj objects: another"
        await room.press("ctrl+u", "ctrl+g", "escape").until(lambda: at_work(room), "the stage")
        assert room.line == "Ana objects: two contr"


async def test_the_program_may_be_left_in_the_middle_of_a_word(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g", "c", "enter", "o")
            .type("two contr")
            .sees("two contr")
            .press("ctrl+q")
        )
        await room.until(lambda: room.app.return_value == 0, "the end")
    async with Facilitator.opens(tmp_path, BASE) as room:
        assert (room.line, words(room)) == ("Raj objects: two contr", [("S1", "consent", "")])


async def test_leaving_at_any_time_keeps_every_word_that_was_given(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g", "c")
            .sees("Ana consents.")
            .press("escape")
            .until(lambda: at_work(room), "the stage")
        )
        await room.sees("Who signs", "3 undecided")
        assert words(room) == [("S1", "consent", "")]
        await room.stage("sign-off").press("ctrl+g").sees("2 of 3", "Raj")


async def test_a_word_is_taken_back_by_a_withdrawal(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g", "c")
            .sees("w takes it back")
            .press("w")
            .sees("Ana takes it back.", "took back G1")
        )
        await room.press("w").does_not_see("Ana takes it back. ctrl")
        assert [verdict for _, verdict, _ in words(room)] == ["consent", "withdrawal"]
        await room.press("c", "ctrl+z").sees("Undone: Ana consents.")
        assert [verdict for _, verdict, _ in words(room)] == ["consent", "withdrawal", "consent", "withdrawal"]


async def test_the_same_word_twice_is_one(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("ctrl+g", "c", "c").sees("that is how it is already")
        assert words(room) == [("S1", "consent", "")]


# The rule first


@pytest.mark.parametrize(
    ("keys", "rule"),
    [
        (["e"], Rule(kind="everyone")),
        (["n"], Rule(kind="no objection")),
        (["q", "3", "enter"], Rule(kind="quorum", needed=3, of=4)),
        (
            ["q", "5", "enter", "backspace", "x", "enter", "backspace", "2", "enter"],
            Rule(kind="quorum", needed=2, of=4),
        ),
    ],
)
async def test_without_a_rule_it_is_asked_for_before_anybody_is(keys: list[str], rule: Rule, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, replace(BASE, rule=None), size=(80, 24)) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g")
            .sees("What counts as agreed?", "the rule first", "e everyone consents")
        )
        await room.press("c", "o", "s", "enter", "right").sees("What counts as agreed?")
        assert words(room) == []
        await room.press(*keys).sees("1 of 3", "Ana")
        assert room.session.rule == rule


async def test_a_number_of_consents_that_cannot_be_is_refused(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, replace(BASE, rule=None)) as room:
        await room.stage("sign-off").press("ctrl+g", "q").type("9").enter().sees("A number from 1 to 4")
        await room.press("escape").sees("What counts as agreed?").press("escape").sees("No rule yet")
        assert room.session.rule is None


# A text that changed, and objections


async def test_what_broke_a_signature_is_shown_old_over_new_and_one_key_signs_again(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, metric_target(SIGNED, 80)) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g")
            .sees("consents, to another text", "Changed since Ana spoke", "M1 target  was  90")
        )
        await room.sees("now  80", "a signs again").press("a").sees("Ana signs again.").enter()
        await room.sees("2 of 3", "consents, but, to another text").press("a").sees("Raj signs again.")
        assert words(room)[3:] == [("S1", "consent", ""), ("S2", "reservation", "in July")]
        assert room.session.signatures[-1].version == 2


async def test_the_row_of_a_stale_signature_shows_why_and_one_key_signs_again(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, metric_target(SIGNED, 80)) as room:
        await room.stage("sign-off").press("home", "down", "down").sees("M1 target was 90, now 80", "stale")
        await room.sees("This text has changed since   ctrl+s signs again", "M1 target  was  90", "now  80")
        await room.press("ctrl+s").sees("Raj signs again. ctrl+z takes it back")
        assert words(room)[3:] == [("S2", "reservation", "in July")]
        await room.press("ctrl+s").sees("Raj has signed this very text")


async def test_the_line_signs_again_for_everybody(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, metric_target(SIGNED, 80)) as room:
        await room.says("Ana, Raj sign again").sees("taken: Ana, Raj signs again")
        assert [one.version for one in room.session.signatures] == [1, 1, 1, 2, 2]


async def test_an_objection_is_amended_and_resolved_and_its_trail_is_shown(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE, size=(120, 50)) as room:
        await (
            room.stage("sign-off").press("ctrl+g", "right", "o").type(HARM).enter().sees("Raj objects.").press("escape")
        )
        await room.to_line().says("M1 target 80 min/week").sees("amended")
        await room.stage("sign-off").press("home", "down", "down")
        await room.sees("Objection  open, amended since: Raj is to be asked again")
        await room.press("ctrl+s").sees("Raj objects: ask whether it still stands").enter().sees("2 of 3", "Raj")
        await room.press("c").sees("Raj consents.").press("escape").sees("Objection  resolved")
        await room.sees(f'Raj objects, version 1: "{HARM}"', "amended   How we will know: M1 target was 90, now 80")
        await room.sees("Raj consents, version 2")


# Before and beside it


@pytest.mark.parametrize(
    ("whole", "why"),
    [
        (replace(BASE, signers=()), "nobody is asked to sign"),
        (replace(BASE, memo=Memo(context="x")), "the memo is a draft"),
        (replace(BASE, memo=replace(BASE.memo, status="withdrawn")), "the memo is withdrawn"),
        (replace(BASE, requests=(*BASE.requests, request(9, blind=True))), "something is hidden; reveal it first"),
    ],
)
async def test_what_keeps_a_round_from_beginning_is_said(whole: Session, why: str, tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, whole) as room:
        await room.stage("sign-off").press("ctrl+g").sees(f"not now: {why}")
        assert at_work(room)


async def test_somebody_away_is_asked_only_when_chosen(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("home", "down", "down", "down", "down").enter()
        await room.sees("4 of 4", "Mo, away today").press("c").sees("Mo consents.")
        assert words(room) == [("S4", "consent", "")]


async def test_the_memo_is_one_key_away(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await (
            room.stage("sign-off").press("ctrl+g", "f4").until(lambda: isinstance(room.app.screen, Reader), "the memo")
        )
        await room.press("escape").until(lambda: in_round(room), "the round").sees("1 of 3")


async def test_delete_on_a_row_withdraws_and_deletes_nothing(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SIGNED) as room:
        await room.stage("sign-off").press("home", "end").sees("G3").press("delete").sees("Li takes it back")
        assert [one.id for one in room.session.signatures] == ["G1", "G2", "G3", "G4"]
        await room.press("delete").sees("Li has said nothing that could be withdrawn")
        await room.press("ctrl+z").sees("Undone: Li takes it back; what was signed stays, and another word answers it")
        assert standings(room.session)[2].verdict == "aside"


async def test_a_signature_is_not_moved_and_the_rule_not_changed_once_somebody_spoke(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, SIGNED) as room:
        await room.stage("sign-off").press("home", "end", "alt+up").sees("G3 is a signature")
        await room.press("home", "enter").type("n").press("f2").sees("the rule is chosen before the round")
        assert replace(room.session, passed=()) == SIGNED


async def test_no_letter_of_the_stage_signs(tmp_path: Path) -> None:
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("home", "down")
        for letter in "bcdeghlnoqrsuvwxy":
            await room.press(letter)
        assert words(room) == []


async def test_a_word_given_elsewhere_shows_in_the_round_and_none_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Raj signs from his own machine while the room is asking Ana: both words are there, in either order."""
    monkeypatch.setattr(saver, "LOOK_SECONDS", 0.05)
    async with Facilitator.opens(tmp_path, BASE) as room:
        await room.stage("sign-off").press("ctrl+g").sees("1 of 3")
        sealed = signature(1, "S2", ssh=("x",), own_hand=True, at=datetime(2025, 3, 3, 14, 5, tzinfo=UTC))
        elsewhere(room, lambda session: signed(session, sealed))
        await room.sees("1 of 4 consent").press("c").sees("Ana consents.", "2 of 4 consent").saved()
        assert {(one.person, one.ssh) for one in room.session.signatures} == {("S1", ()), ("S2", ("x",))}
        await room.until(lambda: room.on_disk == room.session, "the merge on the disk")
        assert len(outcome(room.session).consents) == 2


# As plain lines, at every width


@pytest.mark.parametrize("width", [40, 76, 104])
@pytest.mark.parametrize(
    "whole", [BASE, metric_target(SIGNED, 80), example("checkout").session, replace(BASE, rule=None)], ids=range(4)
)
def test_no_line_is_wider_than_the_page(whole: Session, width: int) -> None:
    lines = [
        *pages.title_lines(whole, "1 of 3", width),
        *pages.rule_lines(whole, width),
        *pages.end_lines(whole, width),
    ]
    for person in whole.signers:
        lines += [*pages.signer_head(whole, person, width), *pages.signer_lines(whole, person, width)]
        keys = pages.signer_keys(whole, person, "on to Bartholomew, undecided")
        lines += pages.keys_lines(keys, width)
    wide = [line for line in lines if width_of(line) > max(width, 40)]
    assert not wide, plain(wide)


@pytest.mark.parametrize("size", some(SIZES, 1))
async def test_hostile_words_stay_words(size: tuple[int, int], tmp_path: Path) -> None:
    nasty = "[/] [@click=app.quit]x \u202e\x1b[31m"
    whole = replace(
        BASE,
        stakeholders=(replace(BASE.stakeholders[0], name=nasty, role=nasty), *BASE.stakeholders[1:]),
        trade_offs=(replace(BASE.trade_offs[0], gain=nasty, accepting=nasty),),
    )
    async with Facilitator.opens(tmp_path, whole, size=size) as room:
        await (
            room.stage("sign-off")
            .press("ctrl+g")
            .sees("[/] [@click=app.quit]x")
            .press("o")
            .type("[/] harm")
            .enter()
            .sees('"[/] harm"')
        )
        await room.enter().enter().enter().sees("everybody here was asked", "[/] harm")
        shown = room.screen_text()
        assert "\u202e" not in shown
        assert "\x1b" not in shown
        assert all(cell_len(line) <= size[0] for line in shown.splitlines())
