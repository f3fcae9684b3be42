"""What comes in stays harmless: every bad file is one line with its place, is not changed, and costs little."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from alignment_tui.domain.document import Document
from alignment_tui.storage.folder import Sessions
from alignment_tui.storage.look import DEEPEST, LARGEST_BYTES, sound
from alignment_tui.storage.reading import encoded
from alignment_tui.storage.refusals import NotSaved, Refusal
from tests.portion import some

Make = Callable[..., Document]


def session_with(fields: bytes) -> bytes:
    return b'{"format": 1, "rev": 0, "last_ids": {}, "session": {"title": "t", ' + fields + b"}}"


GOOD = session_with(b'"note": "x"')

BAD = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\t\n", "is empty"),
    "truncated": (GOOD[:-1], "ends in the middle"),
    "truncated in a word": (GOOD[:-5], "ends in the middle"),
    "garbage": (b"\x80\x81\x82\xff", "line 1: the byte 0x80 is not UTF-8"),
    "bad byte": (session_with(b'"note": "\xff"'), "the byte 0xFF is not UTF-8"),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD, "byte order mark"),
    "UTF-16": (GOOD.decode().encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": (GOOD.decode().encode("utf-16-le"), "UTF-16"),
    "two documents": (GOOD + b"\n" + GOOD, "line 2, column 1: a second document"),
    "words after it": (GOOD + b" x", "a second document"),
    "a list": (b"[1, 2]", "expected an object, found a list"),
    "a number": (b"12", "expected an object, found a number"),
    "null": (b"null", "expected an object, found null"),
    "no session": (b'{"format": 1}', "session is missing"),
    "no format": (b'{"session": {"title": "t"}}', "format is missing"),
    "format in words": (b'{"format": "1", "session": {"title": "t"}}', "format: expected a whole number"),
    "format 0": (b'{"format": 0, "session": {"title": "t"}}', "format: expected a whole number"),
    "git merge": (b'{"format": 1,\n<<<<<<< HEAD\n', "unfinished git merge"),
    "comment": (b'{"format": 1, // one\n}', "line 1, column 15"),
    "control character": (session_with(b'"note": "\x1b[31m"'), "line 1, column 76: a control character"),
    "half a character": (session_with(b'"note": "\\ud800"'), "half of a character"),
    "duplicate key": (
        session_with(b'"requests": [{"id": "R1", "id": "R1", "asker": "S1", "words": "x"}]'),
        "requests[0] (R1): the key id is there twice",
    ),
    "duplicate key outside": (b'{"format": 1, "format": 1, "session": {"title": "t"}}', "key format is there twice"),
    "duplicate key in extra": (session_with(b'"extra": {"a": {"b": 1, "b": 1}}'), "extra a: the key b is there twice"),
    "NaN": (session_with(b'"metrics": [{"id": "M1", "name": "x", "target": NaN}]'), "metrics[0] (M1) target: NaN"),
    "infinity": (session_with(b'"extra": {"a": [0, -Infinity]}'), "extra a[1]: -Infinity"),
    "1e999": (session_with(b'"metrics": [{"id": "M1", "name": "x", "target": 1e999}]'), "(M1) target: 1e999"),
    "2^53 + 1": (session_with(b'"extra": {"a": 9007199254740993}'), "extra a: the number 9007199254740993 is larger"),
    "many digits": (session_with(b'"extra": {"a": ' + b"9" * 6000 + b"}"), "extra a: the number 99999999999999999999"),
    "too deep": (session_with(b'"extra": ' + b'{"a": ' * 70 + b"1" + b"}" * 70), f"deeper than {DEEPEST} levels"),
    "wrong kind": (session_with(b'"constraints": [{"id": "C1", "kind": "zap"}]'), "(C1) kind: zap is none"),
    "no kind": (session_with(b'"constraints": [{"id": "C1"}]'), "constraints[0] (C1): kind is missing"),
    "wrong type": (
        session_with(b'"stakeholders": [{"id": "S1", "name": 5}]'),
        "stakeholders[0] (S1) name: expected text, found a whole number",
    ),
    "wrong date": (session_with(b'"metrics": [{"id": "M1", "name": "x", "by": "1.5."}]'), "by: is not a date such as"),
    "wrong id": (session_with(b'"stakeholders": [{"id": "X1", "name": "A"}]'), "stakeholders[0] (X1) id: is not an id"),
    "broken rule": (session_with(b'"stakeholders": [{"id": "S1", "name": " "}]'), "(S1): the name is missing"),
    "nobody": (
        session_with(b'"requests": [{"id": "R1", "asker": "S9", "words": "x"}]'),
        "requests[0] (R1) asker: there is no S9",
    ),
    "unknown field": (
        session_with(b'"constraints": [{"id": "C1", "kind": "risk", "text": "x", "zz": 1}]'),
        "constraints[0] (C1): there is no field zz",
    ),
    "unknown field with controls": (session_with(b'"a\\u001b[31m\\nb": 1'), "there is no field a␛[31m b"),
    "unknown field that looks like a path": (session_with(b'"a` - at `$.x": 1'), "there is no field a` - at `$.x"),
    "a list for a session": (b'{"format": 1, "session": []}', "session: expected an object, found a list"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_with_its_place(sessions: Sessions, name: str) -> None:
    data, words = BAD[name]
    sessions.folder.mkdir()
    sessions.path("bad").write_bytes(data)
    with pytest.raises(Refusal) as caught:
        sessions.load("bad")
    told = str(caught.value)
    assert told.startswith(f"{sessions.path('bad')}: ")
    assert words in told
    assert told.isprintable()
    assert len(caught.value.trouble) <= 200
    assert sessions.path("bad").read_bytes() == data
    assert [path.name for path in sessions.folder.iterdir()] == ["bad.json"]


def test_a_bad_file_hides_no_other(sessions: Sessions, make: Make) -> None:
    sessions.create("good", make())
    for name, (data, _) in BAD.items():
        sessions.path(name.replace(" ", "-")).write_bytes(data)
    (sessions.folder / "pipe.json").symlink_to(sessions.folder / "nowhere")
    rows = {row.slug: row for row in sessions.rows()}
    assert set(rows) == {*sessions.slugs()} == {"good", "pipe", *(name.replace(" ", "-") for name in BAD)}
    assert rows["good"].head and rows["good"].head.title == "Checkout"
    assert rows["empty"].error.startswith("is empty")
    assert rows["pipe"].error == "No such file or directory"
    assert all((row.head is None) == bool(row.error) for row in rows.values())


@pytest.mark.parametrize(
    ("slug", "words"),
    [("missing", "no such session"), ("folder", "not a file"), ("pipe", "not a file"), ("loop", "symbolic links")],
)
def test_what_is_no_file_is_refused(sessions: Sessions, slug: str, words: str) -> None:
    sessions.folder.mkdir()
    sessions.path("folder").mkdir()
    os.mkfifo(sessions.path("pipe"))
    sessions.path("loop").symlink_to(sessions.path("loop"))
    with pytest.raises(Refusal, match=words):
        sessions.load(slug)


def test_a_name_with_control_characters_is_shown_visibly(sessions: Sessions, make: Make) -> None:
    sessions.create("good", make())
    slug = "a\x1b[31m\u202eb"
    sessions.path(slug).write_bytes(b"")
    with pytest.raises(Refusal) as caught:
        sessions.load(slug)
    assert "a␛[31m\N{REPLACEMENT CHARACTER}b.json" in str(caught.value)
    assert next(row for row in sessions.rows() if row.slug == slug).name.isprintable()


def test_a_name_that_is_not_text_hides_nothing(sessions: Sessions, make: Make) -> None:
    sessions.create("good", make())
    Path(os.fsdecode(os.fsencode(sessions.folder) + b"/\xff.json")).write_bytes(encoded(make("Odd")))
    for _ in range(2):
        assert [row.name for row in sessions.rows()] == ["good", "\N{REPLACEMENT CHARACTER}"]


def test_a_file_written_by_hand_is_read(sessions: Sessions) -> None:
    sessions.folder.mkdir()
    sessions.path("hand").write_bytes(b'\n{"session":{"note":"a\\u001b","title":"t"},"format":1}')
    loaded = sessions.load("hand")
    assert loaded.document.session.note == "a␛"
    assert not loaded.read_only


def test_sixteen_digits_are_seen_wherever_they_stand() -> None:
    for before in range(16):
        for digits in range(10, 24):
            data = b"{" + b" " * before + b"7" * digits + b"}"
            assert sound(data, data) is (digits < 16), (before, digits)


def test_a_newer_format_opens_for_reading_only(sessions: Sessions) -> None:
    sessions.folder.mkdir()
    data = b'{"format": 7, "mood": 1, "session": {"title": "t", "parked": [{"id": "P1", "text": "x", "zz": 1}]}}'
    sessions.path("new").write_bytes(data)
    loaded = sessions.load("new")
    assert loaded.document.session.parked[0].text == "x"
    assert loaded.read_only == "is in format 7, this version knows 1: read only"
    assert loaded.left_out == ("mood", "parked[0] (P1) zz")
    with pytest.raises(NotSaved, match="read only"):
        sessions.save("new", loaded.document, loaded)
    assert sessions.path("new").read_bytes() == data


def test_a_newer_format_that_cannot_be_read_is_refused(sessions: Sessions) -> None:
    sessions.folder.mkdir()
    sessions.path("new").write_bytes(b'{"format": 7, "session": {"title": 5}}')
    with pytest.raises(Refusal, match="format 7, this version knows 1: update"):
        sessions.load("new")


COSTLY = {
    "100 MB": lambda: b"x" * 100 * 2**20,
    "brackets": lambda: b"[" * (LARGEST_BYTES - 1),
    "objects": lambda: b'{"a":' * (LARGEST_BYTES // 5 - 1),
    "quotes": lambda: b'"' * 1_599_000,
    "escapes": lambda: b'{"' + b"\\" * (LARGEST_BYTES - 10),
    "digits": lambda: b"9" * (LARGEST_BYTES - 1),
    "blanks": lambda: b" " * (LARGEST_BYTES - 1),
    "long word": lambda: session_with(b'"note": "' + "😀".encode() * (LARGEST_BYTES // 4 - 50) + b'"'),
    "controls": lambda: session_with(b'"note": "' + b"\\u0001" * (LARGEST_BYTES // 6 - 50) + b'"'),
    "values": lambda: session_with(b'"extra": {"a": [' + b'{"a":1},' * 224_000 + b"0]}"),
    "keys": lambda: session_with(b'"extra": {' + b",".join(b'"k%d":1' % n for n in range(448_000)) + b', "k447000":1}'),
    "people": lambda: session_with(
        b'"stakeholders": [' + b",".join(b'{"id":"S%d","name":"n"}' % n for n in range(1, 149_000)) + b"]"
    ),
}  # fmt: skip


def test_a_file_of_a_terabyte_is_refused_unread(sessions: Sessions) -> None:
    sessions.folder.mkdir()
    with sessions.path("huge").open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(Refusal, match="is 1048576 MB: a session has at most 16 MB"):
        sessions.load("huge")


# A clock alone would measure the machine: the floor is what json needs in the same process for 13 MB of plain records.
READ = """
import json, resource, sys
from pathlib import Path
from alignment_tui.storage.reading import read
from alignment_tui.storage.refusals import Refusal
def used():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime
before = used()
try:
    read(Path(sys.argv[1]))
except Refusal as refusal:
    print(refusal)
reading = used() - before
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
plain = json.dumps([{"id": f"R{number}", "text": "as they said it", "by": "S1"} for number in range(200_000)])
before = used()
for _ in range(3):
    json.loads(plain)
print(reading / (used() - before) * 3, int(peak.split()[1]) / 1024)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is measured where the kernel tells it")
@pytest.mark.parametrize("name", some(list(COSTLY), 3))
def test_a_costly_file_costs_little(tmp_path: Path, name: str) -> None:
    path = tmp_path / "costly.json"
    path.write_bytes(COSTLY[name]())
    answer = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True)
    floors, megabytes = map(float, answer.stdout.splitlines()[-1].split())
    assert floors < 12, answer.stdout
    assert megabytes < 300, answer.stdout
    path.unlink()
