"""keys.yaml: what it gives actions, what it cannot give and why, and that the rest holds."""

import re
from pathlib import Path

import pytest

from alignment_tui.storage.yaml_cache import YamlCache
from alignment_tui.ui.actions import ACTIONS, action
from alignment_tui.ui.key_names import types_text
from alignment_tui.ui.keymap import KEYS_FILE, LIST_KEYS, SCREENS, Keymap, read_keymap, works_while_typing
from tests.running import ROOT, alignment


def keymap(folder: Path, text: str) -> Keymap:
    (folder / KEYS_FILE).write_text(text)
    return read_keymap(folder)


def told(found: Keymap) -> list[str]:
    return [str(refused).partition(f"{KEYS_FILE}, ")[2] for refused in found.refusals]


def keys_of(found: Keymap, action_id: str) -> tuple[str, ...]:
    entry = found.action(action_id)
    return (*entry.keys, *entry.letters)


def test_without_a_file_the_keys_are_as_they_come(tmp_path: Path) -> None:
    assert read_keymap(tmp_path / "nowhere") == Keymap()
    assert Keymap().actions == ACTIONS


def test_an_empty_file_changes_nothing(tmp_path: Path) -> None:
    assert keymap(tmp_path, "# nothing yet\n") == Keymap()


def test_one_key_several_and_none(tmp_path: Path) -> None:
    found = keymap(tmp_path, "memo: F11\nfindings: [h, f9, ctrl+b]\nblind: []\n")
    assert found.refusals == ()
    assert found.action("memo") == action("memo")._replace(keys=("f11",), letters=())
    assert found.action("findings") == action("findings")._replace(keys=("f9", "ctrl+b"), letters=("h",))
    assert keys_of(found, "blind") == ()
    assert found.way("blind") == "Answer blind in ctrl+p"
    rest = [entry for entry in ACTIONS if entry.id not in ("memo", "findings", "blind")]
    assert [entry for entry in found.actions if entry.id not in ("memo", "findings", "blind")] == rest


def test_actions_without_a_key_may_have_one_and_those_with_letters_only_too(tmp_path: Path) -> None:
    found = keymap(tmp_path, "theme: alt+f\nblind: ctrl+b\nstage-3: f11\n")
    assert [found.key(one) for one in ("theme", "blind", "stage-3")] == ["alt+f", "ctrl+b", "F11"]


def test_two_actions_may_change_their_keys_for_one_another(tmp_path: Path) -> None:
    found = keymap(tmp_path, "memo: f9\nfindings: f4\nopen: [ctrl+y, m]\nredo: [f2]\n")
    assert found.refusals == ()
    assert [found.key(one) for one in ("memo", "findings", "open", "redo")] == ["F9", "F4", "ctrl+y", "F2"]


@pytest.mark.parametrize(
    ("text", "where", "why"),
    [
        ("memos: f11", "line 1, memos", "there is no such action: memo?"),
        ("\nmemo: f99", "line 2, memo", "no key is called f99"),
        ("memo: [f11,\n  ctl+x]", "line 2, memo[1]", "no key is called ctl+x"),
        ("memo: 5", "line 1, memo", "say a key in quotes, or several in brackets; [] is none"),
        ("memo: [5]", "line 1, memo[0]", "say the key in quotes"),
        ("memo:", "line 1, memo", "say a key in quotes"),
        ("memo: {f5: f6}", "line 1, memo", "say a key in quotes"),
        ("memo: f2", "line 1, memo", "F2 is Open the form (open) already: give that another key"),
        ("memo: ['?']", "line 1, memo[0]", "? is Help (help) already: give that another key"),
        ("memo: '7'", "line 1, memo", "7 is Go to Sign-off (stage-7) already"),
        ("memo: f11\nhelp: [f11, f1]", "line 2, help[0]", "F11 is Read the memo (memo) already"),
        ("memo: j", "line 1, memo", "j moves in the list"),
        ("memo: PgUp", "line 1, memo", "PgUp moves in the list"),
        ("undo: u", "line 1, undo", "u is a letter in a sentence, and undo changes the session"),
        ("remove: space", "line 1, remove", "Space is a letter in a sentence, and remove changes the session"),
        ("keys: x", "line 1, keys", "x would be taken from the line while TYPING"),
        ("keys: left", "line 1, keys", "Left would be taken from the line while TYPING"),
        ("rename: f4", "line 1, rename", "F4 is All scorecards (scorecards) already"),
        ("help: f3", "line 1, help", "F3 is More room below (wider-detail) already"),
        ("quit: ctrl+n", "line 1, quit", "ctrl+n is Make it a metric (measure) already"),
        (
            "memo: f11\nmeasure: alt+m\nquit: ctrl+n",
            "line 3, quit",
            "ctrl+n is Continue in a new session (continue-in)",
        ),
        ("sort: h", "line 1, sort", "h would be taken from the line of the library"),
        ("sort: escape", "line 1, sort", "Esc empties the line of the library"),
        ("keys: f11\nhelp: escape", "line 2, help", "Esc empties the line of the library"),
        ("take: f11", "line 1, take", "Enter takes the line, and no other key"),
        ("palette: []", "line 1, palette", "it needs a key that types nothing"),
        ("palette: ':'", "line 1, palette", "it needs a key that types nothing"),
        ("memo: ctrl+i", "line 1, memo", "a terminal cannot tell ctrl+i from Tab"),
        ("memo: f11\nmemo: alt+f", "line 2, memo", "this key stands here twice"),
        ("memo: ]", "line 1", ""),
        ("- memo", "line 1", "expected mapping"),
    ],
)
def test_what_cannot_be_is_told_in_one_line_and_nothing_is_lost(
    text: str, where: str, why: str, tmp_path: Path
) -> None:
    found = keymap(tmp_path, f"{text}\n")
    [refused] = told(found)
    assert refused.startswith(where), refused
    assert why in refused
    assert "\n" not in refused
    assert all(keys_of(found, entry.id) for entry in ACTIONS if entry.keys or entry.letters)


def test_the_rest_of_a_line_and_of_the_file_holds(tmp_path: Path) -> None:
    found = keymap(tmp_path, "memo: [f99, f11, f2, n]\nnonsense: f5\nfindings: ctrl+b\n")
    assert [one.partition(":")[0] for one in told(found)] == [
        "line 1, memo[0]",
        "line 1, memo[2]",
        "line 2, nonsense",
    ]
    assert keys_of(found, "memo") == ("f11", "n")
    assert found.key("findings") == "ctrl+b"


def test_an_action_that_got_nothing_keeps_those_of_its_keys_that_are_still_free(tmp_path: Path) -> None:
    found = keymap(tmp_path, "findings: f4\nmemo: [f2]\n")
    assert [one.partition(":")[0] for one in told(found)] == ["line 2, memo[0]"]
    assert keys_of(found, "memo") == ("m",)
    assert keys_of(found, "findings") == ("f4",)


def test_a_key_may_mean_another_thing_in_the_library(tmp_path: Path) -> None:
    found = keymap(tmp_path, "memo: f11\nrename: f11\nwider-detail: f4\nlibrary: ctrl+b\nduplicate: ctrl+b\n")
    assert found.refusals == ()
    assert [found.key(one) for one in ("memo", "rename", "wider-detail", "scorecards")] == ["F11", "F11", "F4", "F4"]
    assert [found.key(one) for one in ("library", "duplicate")] == ["ctrl+b", "ctrl+b"]


def test_whatever_stands_in_the_file_no_key_means_two_things(tmp_path: Path) -> None:
    text = "\n".join(
        f"{entry.id}: [{'f2' if place % 2 else 'x'}, '{place}', 'f{place}', ctrl+b]"
        for place, entry in enumerate(ACTIONS)
    )
    found = keymap(tmp_path, text)
    for screen in SCREENS:
        keys = [key for entry in found.actions_in(screen) if entry.id != "take" for key in keys_of(found, entry.id)]
        assert len(keys) == len(set(keys)), screen
        assert not set(keys) & LIST_KEYS
    for entry in found.actions:
        assert not (entry.changes and any(types_text(key) for key in entry.letters)), entry.id
        assert entry.id == "take" or all(works_while_typing(key) for key in entry.keys), entry.id


def test_a_kept_reading_says_the_same(tmp_path: Path) -> None:
    (tmp_path / KEYS_FILE).write_text("memo: [f11, h]\nundo: u\n")
    fresh = read_keymap(tmp_path)
    cache = YamlCache(tmp_path / "cache")
    for _ in range(3):
        kept = read_keymap(tmp_path, cache)
        assert (kept.actions, told(kept)) == (fresh.actions, told(fresh))


def test_the_example_in_the_docs_holds(tmp_path: Path) -> None:
    [example] = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / "keys.md").read_text(), flags=re.DOTALL)
    found = keymap(tmp_path, example)
    assert found.refusals == ()
    assert [keys_of(found, one) for one in ("memo", "findings", "blind", "next-stage")] == [
        ("f11",),
        ("f9", "h"),
        (),
        ("alt+n", "right_square_bracket"),
    ]


def test_doctor_tells_what_has_other_keys_and_what_cannot_be(tmp_path: Path) -> None:
    assert "keys        as they come\n" in alignment("doctor", home=tmp_path).stdout
    folder = tmp_path / "config" / "alignment-tui"
    folder.mkdir(parents=True)
    (folder / KEYS_FILE).write_text("memo: f11\nundo: u\n")
    done = alignment("doctor", home=tmp_path)
    assert done.returncode == 1
    assert "keys        other keys for memo (keys.yaml)\n" in done.stdout
    assert "keys        keys.yaml, line 2, undo  WRONG: u is a letter in a sentence" in done.stdout
    assert str(folder) in done.stdout
