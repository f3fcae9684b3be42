"""Numbers, ranges and times as people may write them, and what is answered when two readings are possible."""

import re
from math import isfinite

from alignment_tui.capture.answers import Unread
from alignment_tui.domain.quantities import WORK_MINUTES, exact
from alignment_tui.domain.quantities import number as as_number
from alignment_tui.domain.records import Estimate, Number

CALENDAR_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080}
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_BEYOND = re.compile(r"-?[0-9]+(?:\.[0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_NUMBER_LIKE = re.compile(r"[-+\u2212]?[0-9][0-9.,'\u2019_]*")
_RANGE = re.compile(r"([0-9.,]+)-([0-9.,]+)(?:-([0-9.,]+))?")
_WEEKS = re.compile(r"([-+0-9.,]+)\s?pw", re.IGNORECASE)
_TIME = re.compile(r"([-+0-9.,]+)([a-z]*)", re.IGNORECASE)
_BIGGEST = 2**53
_DIGITS = 17


def number(text: str) -> Number:
    """Read ``1200``, ``1.5`` or ``-3``; a comma is refused, because it is a thousand here and a half there."""
    if _NUMBER.fullmatch(text):
        value = float(text) if "." in text else int(text) if len(text) <= _DIGITS else _BIGGEST
        if abs(value) < _BIGGEST:
            return value
        raise Unread(f"{_short(text)} is too large a number to keep exactly.")
    if "," in text and _NUMBER_LIKE.fullmatch(text):
        raise Unread(f"{_short(text)} can be read two ways: write {_whole(text)}, or a point for decimals.")
    if _BEYOND.fullmatch(text) and not isfinite(float(text)):
        raise Unread(f"{_short(text)} is larger than a number can be.")
    raise Unread(f"{_short(text)} is not a number such as 1200, 1.5 or -3.")


def is_number(text: str) -> bool:
    """Tell whether `text` was meant as a number, also where it cannot be taken as one."""
    return bool(_NUMBER_LIKE.fullmatch(text))


def estimate(text: str, size: int = 1) -> Estimate:
    """Read one number, or low-typical-high, in a unit of `size`."""
    match = _RANGE.fullmatch(text)
    if not match:
        return Estimate(typical=_sized(text, size))
    low, typical, high = match.groups()
    if high is None:
        raise Unread(f"{_short(text)} has two numbers: a range is low-typical-high, such as 4-6-9.")
    return Estimate(low=_sized(low, size), typical=_sized(typical, size), high=_sized(high, size))


def person_weeks(text: str) -> tuple[Estimate | None, str]:
    """Read ``6pw`` or ``4-6-9pw`` and what follows it, such as a team; ``?`` is `None`, unknown."""
    if text == "?":
        return None, ""
    amount, rest = _amount_of_weeks(text)
    return estimate(amount), rest


def person_weeks_there_are(text: str) -> tuple[Number, str]:
    """Read one number of person-weeks, which is no estimate, and what follows it, such as a team."""
    amount, rest = _amount_of_weeks(text)
    if _RANGE.fullmatch(amount):
        raise Unread("Capacity is one number of person-weeks, such as 12pw.")
    return number(amount), rest


def work_time(text: str) -> Estimate | None:
    """Read ``30m``, ``1.5h``, ``1-2-4d`` or ``1w`` as work minutes; ``?`` is `None`, unknown."""
    return None if text == "?" else _time(text, WORK_MINUTES)


def calendar_time(text: str) -> Number:
    """Read ``27m`` or ``30d`` as minutes of the calendar, 1440 a day."""
    return _time(text, CALENDAR_MINUTES).typical


def _amount_of_weeks(text: str) -> tuple[str, str]:
    match = _WEEKS.match(text)
    rest = text[match.end() :] if match else ""
    if not match or (rest and not rest[0].isspace()):
        raise Unread(f"{_short(text)} is no number of person-weeks, which end in pw.")
    return match[1], rest.strip()


def _time(text: str, units: dict[str, int]) -> Estimate:
    match = _TIME.fullmatch(text)
    if not match:
        raise Unread(f"{_short(text)} is not a time such as 30m, 4h, 2d or 1w.")
    if match[2].lower() not in units:
        wrong = f"{match[2]} is not one" if match[2] else "it has none"
        raise Unread(f"{_short(text)} needs one unit, m, h, d or w: {wrong}.")
    return estimate(match[1], units[match[2].lower()])


def _sized(text: str, size: int) -> Number:
    value = as_number(exact(number(text)) * size)
    if abs(value) >= _BIGGEST:
        raise Unread(f"{_short(text)} is too large to count with.")
    return value


def _whole(text: str) -> str:
    return _short(re.sub(r"[^0-9]", "", text))


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"
