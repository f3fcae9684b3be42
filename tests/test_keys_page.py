"""docs/keys.md tells every key there is, and no key of the page is taken by something else first."""

from collections import Counter

import pytest
from textual.widgets import Input

from alignment_tui.ui.actions import ACTIONS, TO_STAGES, Where, action, actions_in
from alignment_tui.ui.key_names import key_name, read_key, types_text
from alignment_tui.ui.keymap import LINE_KEYS, LIST_KEYS, works_while_typing
from alignment_tui.ui.widgets.capture_line import CaptureLine
from alignment_tui.ui.widgets.record_list import RecordList
from tests.pages.keys_page import LINE_WORDS, LIST_WORDS, keys_page, own_bindings
from tests.pages.taken_keys import TAKEN
from tests.rebuild import made
from tests.running import ROOT

PAGE = ROOT / "docs" / "keys.md"


def test_the_page_is_made_by_make_docs() -> None:
    assert made()[PAGE]() == keys_page().encode()
    assert PAGE.read_text(encoding="utf-8") == keys_page(), "run make docs"


def test_every_action_is_on_the_page_with_its_keys() -> None:
    rows = [line for line in keys_page().splitlines() if line.startswith("|")]
    for entry in ACTIONS:
        if entry in TO_STAGES:
            continue
        told = " ".join(row for row in rows if entry.label in row or entry.help in row)
        for key in (*entry.keys, *entry.letters) or ("ctrl+p",):
            assert f"`{key_name(key)}`" in told, f"{entry.id}: {key}"


def test_no_two_actions_have_one_name() -> None:
    assert [name for name, times in Counter(entry.id for entry in ACTIONS).items() if times > 1] == []


def test_what_the_line_and_the_list_answer_is_said() -> None:
    assert {binding.action for binding in own_bindings(CaptureLine.BINDINGS)} == set(LINE_WORDS)
    assert {binding.action for binding in own_bindings(RecordList.BINDINGS)} == set(LIST_WORDS)


@pytest.mark.parametrize("where", ["work", "library"])
def test_no_key_means_two_things(where: Where) -> None:
    always = Counter(key for entry in actions_in(where) for key in entry.keys)
    in_keys = Counter(key for entry in actions_in(where) for key in entry.letters)
    of_the_list = {key for binding in own_bindings(RecordList.BINDINGS) for key in binding.key.split(",")}
    assert not [key for key, times in always.items() if times > 1]
    assert not [key for key, times in in_keys.items() if times > 1]
    assert not set(in_keys) & of_the_list


def test_keys_of_line_and_list_are_known_to_the_keymap() -> None:
    of_the_line = own_bindings([*CaptureLine.BINDINGS, *Input.BINDINGS])
    assert {key for binding in of_the_line for key in binding.key.split(",")} == LINE_KEYS
    assert {key for binding in own_bindings(RecordList.BINDINGS) for key in binding.key.split(",")} == LIST_KEYS


def test_a_key_that_works_while_typing_is_not_taken_by_the_line() -> None:
    assert [key for entry in ACTIONS for key in entry.keys if not works_while_typing(key)] == ["enter"]
    assert [key for entry in ACTIONS for key in entry.letters if works_while_typing(key)] == []


def test_no_single_letter_changes_the_session() -> None:
    assert not [entry.id for entry in ACTIONS if entry.changes and any(types_text(key) for key in entry.letters)]


def test_no_action_has_only_keys_that_something_else_takes() -> None:
    assert "escape" in set(action("keys").keys) - TAKEN
    assert "colon" in set(action("palette").letters) - TAKEN
    assert "enter" in set(action("take").keys) - TAKEN
    by_key = {entry.id for entry in ACTIONS if {*entry.keys, *entry.letters} - TAKEN}
    in_palette = {entry.id for entry in ACTIONS} - {"take", "palette"}  # each is run from there in test_palette
    assert by_key | in_palette == {entry.id for entry in ACTIONS}


def test_every_key_that_is_said_to_be_taken_is_a_key() -> None:
    assert {read_key(key_name(key)) for key in TAKEN - {"ctrl+h"}} == TAKEN - {"ctrl+h"}
