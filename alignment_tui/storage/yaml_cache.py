"""What YAML files said when they were last read, so that a start need not wait for a YAML parser. No authority."""

import hashlib
import os
import time
from pathlib import Path
from typing import TypeVar

from msgspec import MsgspecError, Raw, Struct, msgpack

from alignment_tui.config import YamlFile, read_yaml
from alignment_tui.storage.durable import make_folder, replace
from alignment_tui.storage.look import Unfit
from alignment_tui.storage.reading import read_bytes

T = TypeVar("T")

VERSION = 1
_LARGEST_BYTES = 1_000_000
_SETTLED_NS = 100_000_000


class _Kept(Struct, array_like=True):
    version: int
    path: str
    mtime_ns: int
    size: int
    inode: int
    said: Raw
    lines: dict[str, int]


class YamlCache:
    """Reads YAML files as `read_yaml` does, those that did not change since from a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, path: Path, schema: type[T]) -> YamlFile[T]:
        """Return the file as `schema`. Raises `ConfigRefused`."""
        kept_in = self._folder / f"{hashlib.sha256(os.fsencode(path)).hexdigest()[:24]}.yaml.read"
        try:
            status = path.stat()
        except OSError:
            return read_yaml(path, schema)
        try:
            data, _ = read_bytes(kept_in, _LARGEST_BYTES)
            kept = msgpack.decode(data, type=_Kept)
            if _stamp(kept) == (VERSION, str(path), status.st_mtime_ns, status.st_size, status.st_ino):
                return YamlFile(path, msgpack.decode(kept.said, type=schema), kept.lines)
        except (OSError, Unfit, ValueError, MsgspecError, RecursionError):
            pass
        file = read_yaml(path, schema)
        if status.st_mtime_ns < time.time_ns() - _SETTLED_NS:
            self._keep(kept_in, file, status)
        return file

    def _keep(self, kept_in: Path, file: YamlFile[T], status: os.stat_result) -> None:
        """Keep what a file said; where that cannot be done, it is read again the next time."""
        try:
            said = Raw(msgpack.encode(file.value))
            kept = _Kept(VERSION, str(file.path), status.st_mtime_ns, status.st_size, status.st_ino, said, file.lines)
            make_folder(self._folder)
            replace(kept_in, msgpack.encode(kept), durable=False)
        except (OSError, ValueError, TypeError):
            return


def _stamp(kept: _Kept) -> tuple[int, str, int, int, int]:
    return kept.version, kept.path, kept.mtime_ns, kept.size, kept.inode
