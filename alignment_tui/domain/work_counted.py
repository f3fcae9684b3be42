"""Which words of a phrase count work instead of effect, told by the noun they are about and what is said of it."""

from msgspec import Struct

from alignment_tui.domain.phrases import Group, Phrase
from alignment_tui.domain.work_orders import order_at
from alignment_tui.domain.work_words import (
    DONE,
    EFFECT,
    EFFORT,
    FELT,
    HANDLED,
    INCOMING,
    INSIDE,
    INTO,
    LEAD_IN,
    LESS,
    LESSONS,
    LINKS,
    MADE,
    MORE,
    OF_WORK,
    OURS,
    PEOPLE,
    PERIOD,
    PRODUCED,
    RATED,
    REPORTED,
    ROUTINE,
    SERVED,
    SPEED_OF_WORK,
    TAKES_PART,
    THERE,
    UNITS,
    WATCHED,
    WHOSE,
)


class Work(Struct, frozen=True):
    """Work that is counted: the words that say so, the thing it is done to, and what is done, where that is said.

    `thing` is as typed and `head` its noun in base form; where the words name no thing (``velocity``) there is only a
    head. `done` is a participle, or an order where it is `ordered`; `tail` is what comes behind.
    """

    words: str
    thing: str
    head: str
    done: str
    tail: str
    ordered: bool


def work_in(text: str) -> Work | None:
    """Return the work a phrase counts, or nothing where it says an effect, or nothing that is known."""
    phrase = Phrase(text)
    start = next((at for at, word in enumerate(phrase.words) if not _leads_in(word.base)), len(phrase.words))
    if phrase.base(start) in LINKS and phrase.base(start - 1) == "we":
        start += 1
    if start == len(phrase.words) or phrase.base(start) in LESS:
        return None
    more = _asks_more(phrase, start)
    ordered = None if more else order_at(phrase, start)
    if ordered:
        verb, group = ordered
        return _work(phrase, start, max(group.end, start + 2), group, verb, ordered=True)
    start += more
    group = phrase.group(start)
    for rule in (_rate_of_work, _people_served, _people_taught, _stated, _done, _counted):
        found = rule(phrase, start, group)
        if found and not (more and rule is _counted and not group.counted):
            return found
    if more and (phrase.base(start - 1) != "improve" or any(word.is_number for word in phrase.words)):
        return None
    return _nothing_else(phrase, start, group)


def _leads_in(word: str) -> bool:
    return word in LEAD_IN or word.startswith("kr")


def _asks_more(phrase: Phrase, start: int) -> bool:
    """``raise conversion from 1 to 4 %``; `move` only with a `from`, because we also move to the cloud."""
    first = phrase.base(start)
    stem = first.removesuffix("ing")
    return first in MORE or stem in MORE or f"{stem}e" in MORE or (first == "move" and "from" in phrase.bases(start))


def _rate_of_work(phrase: Phrase, start: int, group: Group) -> Work | None:
    """``velocity``, ``MR rate``, ``team hours``, ``frequency of meetings``: how fast, how long or how often we work."""
    for at, word in enumerate(phrase.bases(0)):
        before, after, next_but_one = phrase.base(at - 1), phrase.base(at + 1), phrase.base(at + 2)
        if word in SPEED_OF_WORK and not {"deal", "pipeline", "sale"} & group.before:
            return _work(phrase, at, at + 1, group, head=word)
        if (word == "line" and before in ("change", "code")) or (word == "complete" and before in ("%", "percent")):
            return _work(phrase, at - 1, at + 1, group, head=word)
        if word in ("utilisation", "utilization") and not group.before - EFFORT - PEOPLE - {"resource"}:
            return _work(phrase, 0, at + 1, group, head=word)
        if word in RATED and after == "rate":
            return _work(phrase, at, at + 2, group, head=word)
        if word in EFFORT and after in ("day", "hour", "week") and not _is_felt(phrase, at + 2):
            return _work(phrase, at, at + 2, group, head=word)
        if word == "hour" and (after in DONE or (after == "of" and next_but_one in OF_WORK)):
            return _work(phrase, at, at + 3, group, head=next_but_one if after == "of" else "work")
    counted = next(iter(sorted(ROUTINE & group.before)), "") if group.head == "frequency" else ""
    if group.frequency and group.head in ROUTINE:
        counted = group.head
    if group.head == "completion" and {"milestone", "project", "sprint", "task"} & group.before:
        counted = "project"
    return _work(phrase, start, group.end, group, head=counted) if counted else None


def _people_served(phrase: Phrase, start: int, group: Group) -> Work | None:
    """``clients served``: people, and what was done to them."""
    done = phrase.base(group.end)
    if group.head not in PEOPLE or done not in SERVED or _is_felt(phrase, group.end + 1):
        return None
    return _work(phrase, start, group.end + 1, group, done)


def _people_taught(phrase: Phrase, start: int, group: Group) -> Work | None:
    """``educators who complete training``: people who went through what we gave."""
    place = group.end
    while phrase.base(place) in LINKS | {"that", "who"}:
        place += 1
    place += phrase.base(place + 1) == "through"
    if group.head not in PEOPLE or phrase.base(place) not in TAKES_PART:
        return None
    given = phrase.group(place + 1)
    return _work(phrase, start, given.end, given, phrase.base(place)) if given.head in LESSONS else None


def _stated(phrase: Phrase, start: int, group: Group) -> Work | None:
    """``the site is finished``, ``usage is tracked``: something is there, or is looked at."""
    place = group.end
    if [word.base for word in group.words[-2:]] == ["go", "live"]:
        return _work(phrase, start, group.end, group, "live")
    if not group.words or phrase.base(place) not in LINKS:
        return None
    while phrase.base(place) in LINKS | {"in", "now"} or phrase.base(place).endswith("ly"):
        place += 1
    has = phrase.base(group.end) in ("has", "have") and phrase.group(group.end + 1)
    if has and has.head in MADE and not _is_felt(phrase, group.end + 1):
        return _work(phrase, start, has.end, has)
    done = phrase.base(place)
    there = done in THERE | PRODUCED or (done in DONE and group.head in MADE | INCOMING)
    felt = group.head in EFFECT | PEOPLE or _is_felt(phrase, place + 1)
    return _work(phrase, start, place + 1, group, done) if done in WATCHED or (there and not felt) else None


def _done(phrase: Phrase, start: int, group: Group) -> Work | None:
    """``tickets closed``, ``automated tests``, ``classrooms built``: a thing, and what was done to it."""
    head, end = group.head, group.end
    if phrase.base(end) == "of":
        end = phrase.group(end + 1).end
    done = phrase.base(end)
    after = done in DONE and phrase.base(end + 1) not in WHOSE
    if not (after or group.done) or not head or head in PEOPLE or _is_felt(phrase, end, group):
        return None
    handled = head in INCOMING and (done in HANDLED or group.done in HANDLED or (head, done) == ("call", "made"))
    so_many = group.counted and group.done in HANDLED | PRODUCED
    made = head not in EFFECT and (head, done) != ("job", "created") and (head in MADE or done in PRODUCED or so_many)
    return _work(phrase, start, end + after, group, done if after else group.done) if handled or made else None


def _counted(phrase: Phrase, start: int, group: Group) -> Work | None:
    """``number of features``, ``feature count``, ``50 resumes for graduates``: so many of what we make."""
    if group.head == "count" and MADE & group.before and not EFFECT & group.before:
        return _work(phrase, start, group.end, group, head=min(MADE & group.before))
    if not (group.counted or group.numbered) or group.head not in MADE or _is_felt(phrase, group.end, group):
        return None
    after = phrase.base(group.end)
    listed = after in INTO or not after or (group.counted and after in ("/", ","))
    return _work(phrase, start, group.end, group) if listed else None


def _nothing_else(phrase: Phrase, start: int, group: Group) -> Work | None:
    """``commits``, ``articles per sprint``: nothing but what we make, and in which time."""
    if group.head not in MADE or EFFECT & group.before or _is_felt(phrase, group.end, group):
        return None
    rest = phrase.bases(group.end)
    timed = rest and rest[0] in ("/", "a", "each", "every", "in", "per", "this") and rest[-1] in PERIOD | OURS
    return _work(phrase, start, group.end, group) if timed or not rest else None


def _is_felt(phrase: Phrase, place: int, group: Group | None = None) -> bool:
    """Return whether what is said of a thing makes it an effect: by whom, how fast, with what result."""
    if group and any(word.base in FELT for word in group.words):
        return True
    if group and group.head in ("call", "report", "ticket") and REPORTED & group.before:
        return True
    for at in range(place, len(phrase.words)):
        word, after = phrase.base(at), phrase.base(at + 1)
        if word in ("about", "for", "to"):
            return False
        if word in EFFECT or word in FELT or (word == "first" and after in ("contact", "time", "try")):
            return True
        if word in ("by", "per") and after not in OURS and PEOPLE & set(phrase.bases(at + 1, at + 3)):
            return True
        if word in INSIDE and word != "in" and after and phrase.words[at + 1].is_number:
            return True
        if word in INSIDE and UNITS & set(phrase.bases(at + 1, at + 4)):
            return True
    return False


def _work(
    phrase: Phrase, start: int, end: int, group: Group, done: str = "", ordered: bool = False, head: str = ""
) -> Work:
    thing = phrase.text[group.words[0].start : group.words[-1].end] if group.words and not head else ""
    tail = phrase.typed(end, len(phrase.words))
    return Work(phrase.typed(start, end), thing, head or group.head, done, tail, ordered)
