"""Session files that something happened to: bytes that fell, and values that are of another kind, too many or nobody's.

The same number is the same mutant, so one that does harm can be looked at alone.
"""

import json
import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from alignment_tui.domain.document import Document, grown
from alignment_tui.domain.session import Session
from alignment_tui.storage.reading import encoded
from tests.driver import example
from tests.hostile.words import WORDS
from tests.ui.form_samples import full_session
from tests.ui.hostile import hostile_session

Path = tuple[str | int, ...]

_ID = re.compile(r"^[SRVMCOTG][1-9][0-9]*(\.[A-Z]?[1-9][0-9]*)?$")
_DAY = re.compile(r"^\d{4}-\d\d-\d\d(T.*)?$")
_OF_ANOTHER_KIND: tuple[Any, ...] = (None, True, -1, 2.5, "", "x", [], {}, [[]], [None], {"id": "R1"})
_NUMBERS = (0, -1, 1, 0.1, 100, 101, 1e-12, 5e-324, 1e15, 1e300, -1e300, 2**53, 2**53 + 1, 10**30, -0.0, 99.9999999)
_DAYS = ("0001-01-01", "9999-12-31", "2024-02-29", "2025-02-30", "1969-12-31", "", "12 May", "2025-05-12T10:00:00Z")
_TIMES = ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2025-05-12T10:00:00+14:00", "2025-05-12T10:00:00")
_SPLICES = (b"\0", b"\x1b[31m", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3\x28", b"\\ud800", b"[" * 90, b"9" * 400, b"NaN",
            b"\r\n", b"\xe2\x80\xae", b"\xf3\xa0\x81\x81", b'"', b"{", b"}", b",", b"<<<<<<< HEAD\n")  # fmt: skip


class Mutant(NamedTuple):
    """A session file that is not as it should be: its number, what was done to it, and its bytes."""

    number: int
    how: str
    data: bytes


def mutants(first: int, count: int) -> Iterator[Mutant]:
    """Yield `count` mutants from the number `first` on: of five one loses bytes, the others keep the form of JSON."""
    for number in range(first, first + count):
        chance = random.Random(number)  # noqa: S311 - what breaks, not a secret
        data = chance.choice(_whole())
        if number % 5 == 0:
            how, data = _broken(chance, data)
        else:
            how, data = _changed(chance, json.loads(data))
        yield Mutant(number, how, data)


@cache
def _whole() -> tuple[bytes, ...]:
    """Return what is mutated: the examples, a session in which everything is said, and one that is hostile itself."""
    made: tuple[Session, ...] = (full_session(), hostile_session())
    documents = [Document(session=one, last_ids=grown({}, one)) for one in made]
    return tuple(map(encoded, (example("checkout"), example("free-threaded-python"), *documents)))


def _broken(chance: random.Random, data: bytes) -> tuple[str, bytes]:
    at = chance.randrange(len(data))
    to = min(len(data), at + chance.choice((1, 1, 8, 200, 5000)))
    match chance.randrange(7):
        case 0:
            return f"cut at {at}", data[:at]
        case 1:
            return f"bit flipped at {at}", data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        case 2:
            return f"byte changed at {at}", data[:at] + chance.randbytes(1) + data[at + 1 :]
        case 3:
            return f"bytes {at} to {to} gone", data[:at] + data[to:]
        case 4:
            return f"bytes {at} to {to} twice", data[:to] + data[at:]
        case 5:
            splice = chance.choice(_SPLICES)
            return f"{splice[:8]!r} at {at}", data[:at] + splice + data[at:]
        case _:
            return "in another encoding or twice", chance.choice(
                (data + data, data.decode().encode("utf-16"), b"\xef\xbb\xbf" + data, data[::-1], b"\n" * at + data)
            )


def _changed(chance: random.Random, whole: Any) -> tuple[str, bytes]:
    told = [_one_change(chance, whole) for _ in range(chance.choice((1, 1, 1, 2, 5)))]
    doubled = chance.random() < 0.03
    text = json.dumps(whole, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 2)))
    if doubled:
        found = list(re.finditer(r'"[a-z_]+": [^\[\]{},"]+(?=[,\n}])', text))
        again = chance.choice(found)
        text = f"{text[: again.end()]}, {again[0]}{text[again.end() :]}"
        told.append(f"{again[0][:40]} twice")
    return "; ".join(told), text.encode("utf-8", "surrogatepass")


def _one_change(chance: random.Random, whole: Any) -> str:
    """Change one thing somewhere in the document and say what."""
    # A collection first, so that a long one does not draw all the changes.
    top = chance.choice([("session", name) for name in whole["session"]] * 4 + [(name,) for name in whole])
    if not _is_there(whole, top):
        return "nothing"
    path = chance.choice([top + below for below in _paths(_at(whole, top))])
    holder, last, value = _at(whole, path[:-1]), path[-1], _at(whole, path)
    name, change = chance.choice(_changes_of(value, last))
    change(chance, holder, last, value, whole)
    return f"{'.'.join(map(str, path))} {name}"


Change = Callable[[random.Random, Any, Any, Any, Any], None]


def _changes_of(value: Any, last: str | int) -> list[tuple[str, Change]]:
    """Return what may happen to a value: mostly another one of its own kind, which is the likelier to be let in."""
    changes: list[tuple[str, Change]] = [("is of another kind", _of_another_kind), ("is gone", _gone)]
    if isinstance(value, str):
        own: Change = _another_id if _ID.match(value) else _another_day if _DAY.match(value) else _hostile
        changes += [("is another text", own)] * (20 if own is _hostile else 8)
        if own is not _hostile:
            changes.append(("is hostile", _hostile))
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        changes += [("is another number", _another_number)] * 8
    elif isinstance(value, list):
        changes += [("has one twice", _one_twice), ("is turned round", _turned_round), ("has none", _emptied)] * 2
        changes += [("has very many", _very_many), ("has one less", _one_less)]
    elif isinstance(value, dict):
        changes += [("has a key more", _key_more), ("has another's value", _swapped)] * 2
        changes.append(("is nested deeply", _deep))
    return changes


def _of_another_kind(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    holder[last] = chance.choice(_OF_ANOTHER_KIND)


def _gone(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    del holder[last]


def _another_id(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    ids = [_at(whole, path) for path in _paths(whole)]
    known = sorted({one for one in ids if isinstance(one, str) and _ID.match(one)})
    holder[last] = chance.choice((*known, *known, "R99999999999999999999", f"{value}9", value.lower(), "R0", "R1.K99"))


def _another_day(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    holder[last] = chance.choice(_TIMES if "T" in value else _DAYS)


def _another_number(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    holder[last] = chance.choice((*_NUMBERS, float("nan"), float("inf")) if chance.random() < 0.1 else _NUMBERS)


def _hostile(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    words = chance.choice((*WORDS.values(), "\ud800", "x" * 200_000, " ", "R1", "will", "2025-05-12", value * 50))
    holder[last] = words if chance.random() < 0.5 else f"{value} {words}"


def _one_twice(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    value.extend(value[:1])


def _one_less(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    if value:
        value.pop(chance.randrange(len(value)))


def _turned_round(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    value.reverse()


def _emptied(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    value.clear()


def _very_many(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    if len(json.dumps(value)) < 2000:
        value.extend(value * 300)


def _key_more(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    key = chance.choice(("zz", "\x1b[31m", "extra", "id", "__class__", *list(WORDS.values())[:6]))
    value[key] = chance.choice((1, "x", {"\x1b[31m": "\u202e"}, list(WORDS.values())))


def _swapped(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    if len(value) > 1:
        one, other = chance.sample(sorted(value), 2)
        value[one], value[other] = value[other], value[one]


def _deep(chance: random.Random, holder: Any, last: Any, value: Any, whole: Any) -> None:
    inner: Any = 1
    for _ in range(chance.choice((5, 70, 400))):
        inner = {"a": inner} if chance.random() < 0.5 else [inner]
    value["extra"] = {"deep": inner}


def _paths(value: Any) -> Iterator[Path]:
    """Yield the way to a value and to everything inside it."""
    yield ()
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from ((step, *below) for below in _paths(child))


def _at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


def _is_there(whole: Any, path: Path) -> bool:
    try:
        _at(whole, path)
    except (KeyError, IndexError, TypeError):
        return False
    return True
