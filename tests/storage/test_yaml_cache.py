"""YAML is parsed once a change: what was read is kept, and what is kept is never believed over the file."""

import os
import time
from pathlib import Path

import pytest

from alignment_tui.config import ConfigRefused, Settings, YamlFile, read_yaml
from alignment_tui.storage import yaml_cache
from alignment_tui.storage.yaml_cache import YamlCache

AN_HOUR_AGO = time.time_ns() - 3_600 * 10**9


def written(path: Path, text: str, at: int = AN_HOUR_AGO) -> Path:
    path.write_text(text)
    os.utime(path, ns=(at, at))
    return path


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were parsed, one after the other."""
    files: list[Path] = []

    def read(path: Path, schema: type[Settings]) -> YamlFile[Settings]:
        files.append(path)
        return read_yaml(path, schema)

    monkeypatch.setattr(yaml_cache, "read_yaml", read)
    return files


def test_an_unchanged_file_is_parsed_once(tmp_path: Path, parsed: list[Path]) -> None:
    path = written(tmp_path / "config.yaml", "\ntheme: terminal\n")
    first = YamlCache(tmp_path / "cache")(path, Settings)
    again = YamlCache(tmp_path / "cache")(path, Settings)
    assert first.value == again.value == Settings(theme="terminal")
    assert first.lines == again.lines
    assert str(again.refused("theme", "no")) == f"{path}, line 2, theme: no"
    assert parsed == [path]


def test_a_changed_file_is_read_anew(tmp_path: Path, parsed: list[Path]) -> None:
    read = YamlCache(tmp_path / "cache")
    path = written(tmp_path / "config.yaml", "theme: terminal\n")
    read(path, Settings)
    written(path, "theme: meetings\n", AN_HOUR_AGO + 1)
    assert read(path, Settings).value.theme == "meetings"
    assert parsed == [path, path]


def test_a_file_changed_this_moment_is_not_kept(tmp_path: Path, parsed: list[Path]) -> None:
    read = YamlCache(tmp_path / "cache")
    path = written(tmp_path / "config.yaml", "theme: terminal\n", time.time_ns())
    read(path, Settings)
    read(path, Settings)
    assert parsed == [path, path]


def test_what_is_refused_is_refused_each_time(tmp_path: Path) -> None:
    read = YamlCache(tmp_path / "cache")
    path = written(tmp_path / "config.yaml", "theem: terminal\n")
    for _ in range(2):
        with pytest.raises(ConfigRefused, match="theem"):
            read(path, Settings)
    with pytest.raises(ConfigRefused):
        read(tmp_path / "nowhere.yaml", Settings)


@pytest.mark.parametrize("data", [b"", b"no msgpack", b"\x97\x01\xa0\x00\x00\x00\x00\x80"])
def test_a_broken_cache_is_passed_over(tmp_path: Path, data: bytes) -> None:
    read = YamlCache(tmp_path / "cache")
    path = written(tmp_path / "config.yaml", "theme: terminal\n")
    read(path, Settings)
    [kept_in] = (tmp_path / "cache").iterdir()
    assert kept_in.stat().st_mode & 0o777 == 0o600
    kept_in.write_bytes(data)
    assert read(path, Settings).value.theme == "terminal"


def test_a_cache_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    path = written(tmp_path / "config.yaml", "theme: terminal\n")
    (tmp_path / "cache").write_text("a file where the folder would be")
    assert YamlCache(tmp_path / "cache")(path, Settings).value.theme == "terminal"
