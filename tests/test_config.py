import stat
from pathlib import Path

import pytest
from msgspec import Struct

from alignment_tui.config import ConfigRefused, Settings, keep_theme, read_settings, read_yaml
from alignment_tui.yaml_files import MAX_BYTES


class Box(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    minutes: float = 0
    words: tuple[str, ...] = ()


class Plan(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    title: str = ""
    boxes: tuple[Box, ...] = ()


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "plan.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(folder: Path, text: str | bytes) -> ConfigRefused:
    with pytest.raises(ConfigRefused) as refused:
        read_yaml(written(folder, text), Plan)
    message = str(refused.value)
    assert "\n" not in message
    assert message.startswith(str(folder / "plan.yaml"))
    return refused.value


def test_a_file_is_read_into_its_schema(tmp_path: Path) -> None:
    text = "\ufefftitle: A day\nboxes:\n  - minutes: 20\n    words: [one, 'two']\n  - minutes: 2.5\n"
    plan = read_yaml(written(tmp_path, text), Plan)
    assert plan.value == Plan("A day", (Box(20, ("one", "two")), Box(2.5)))
    assert str(plan.refused("boxes[1].minutes", "is short")).endswith("plan.yaml, line 5, boxes[1].minutes: is short")
    assert plan.refused("boxes[1].words", "is missing").line == 5, "the nearest key above is pointed at"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
def test_an_empty_file_says_nothing(tmp_path: Path, text: str) -> None:
    if text == "---\n":
        assert "mapping" in refusal(tmp_path, text).reason.casefold() or "object" in refusal(tmp_path, text).reason
    else:
        assert read_yaml(written(tmp_path, text), Plan).value == Plan()


@pytest.mark.parametrize(
    ("text", "line", "key", "reason"),
    [
        ("boxes:\n- minutes: soon\n", 2, "boxes[0].minutes", "expected float, got str"),
        ("title: no\n", 1, "title", "expected str, got bool (put it in quotes)"),
        ("boxes: []\ntitle: #one\n", 2, "title", "must stand in quotes"),
        ("boxes:\n- minutes: 1\n  colour: red\n", 3, "boxes[0].colour", "there is no such key"),
        ("title: a\ntitel: b\n", 2, "titel", "there is no such key"),
        ("title: a\nboxes: []\ntitle: b\n", 3, "title", "twice"),
        ("boxes:\n- minutes: 1\n  minutes: 2\n", 3, "boxes[0].minutes", "twice"),
        ("title: a\n1: b\n", 2, "", "a key must be a word"),
        ("title: [a\nboxes: ]\n", 2, "", "flow sequence"),
        ("title: a\n\tboxes: b\n", 2, "", "found"),
        ("title: a\n--- \ntitle: b\n", 2, "", "document"),
        ("title: !!python/object/apply:os.system [ls]\n", 1, "title", "no meaning here"),
        ("title: !!python/name:os.system\n", 1, "", "could not determine a constructor"),
        ("title: a\nboxes: !!set {a, b}\n", 2, "boxes", "no meaning here"),
        ("- title\n", 0, "", "expected mapping, got array"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_key(tmp_path: Path, text: str, line: int, key: str, reason: str) -> None:
    refused = refusal(tmp_path, text)
    assert refused.key == key
    assert reason in refused.reason
    assert refused.line == line or (line == 0 and refused.line <= 1)


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*{'b' + str(n - 1) if n else 'a'}]\n" for n in range(200)),
        "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)),
        "title: &me [*me]\n",
        "title: " + "[" * 100_000,
        "title: " + "{a: " * 10_000,
        "- " * 10_000,
        "title: " + "x" * MAX_BYTES,
        "title: " + "9" * 10_000,
        b"\x00\x01\x02",
        "title: a".encode("utf-16"),
        b"title: a\nboxes: \xff\n",
        "title: \x1b[31mred\n",
        "title: 2025-99-99\n",
    ],
)
def test_a_hostile_file_is_one_clear_line(tmp_path: Path, text: str | bytes) -> None:
    assert "\x1b" not in str(refusal(tmp_path, text))


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "absent.yaml"):
        with pytest.raises(ConfigRefused):
            read_yaml(path, Plan)


def test_without_a_settings_file_the_defaults_hold(tmp_path: Path) -> None:
    assert read_settings(tmp_path / "nowhere") == Settings(theme="meeting-dark")
    assert not (tmp_path / "nowhere").exists()


def test_a_chosen_theme_is_kept_and_the_rest_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "config"
    keep_theme(folder, "meeting-light")
    path = folder / "config.yaml"
    assert read_settings(folder).theme == "meeting-light"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.write_text("# mine\ntheme:   terminal # for the train\n# end\n")
    keep_theme(folder, "high-contrast-dark")
    assert path.read_text() == "# mine\ntheme: high-contrast-dark\n# end\n"
    path.write_text("# mine\n")
    keep_theme(folder, "terminal")
    assert path.read_text() == "theme: terminal\n# mine\n"
    assert [entry.name for entry in folder.iterdir()] == ["config.yaml"]


@pytest.mark.parametrize("text", ["theme: [\n", "{theme: terminal}\n", "theme: >\n  meeting-dark\n", "mine: 1\n"])
def test_a_settings_file_that_is_not_understood_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    with pytest.raises(ConfigRefused):
        keep_theme(tmp_path, "meeting-light")
    assert path.read_text() == text
    assert [entry.name for entry in tmp_path.iterdir()] == ["config.yaml"]
