"""Figures as a field shows them, and read back by the same parsers that read the capture line."""

from datetime import date
from fractions import Fraction

from alignment_tui.capture import quantities as spoken
from alignment_tui.capture.answers import Unread
from alignment_tui.capture.dates import day
from alignment_tui.domain.errors import RuleBroken
from alignment_tui.domain.quantities import WORK_MINUTES, exact, number, plain
from alignment_tui.domain.records import Estimate, Number
from alignment_tui.ui.dialogs.form_fields import Unit

_SIGNS: dict[Unit, str] = {"person-weeks": "pw", "percent": "%", "days": "d"}


def figure_text(value: Number | Estimate, unit: Unit = "") -> str:
    """Write a number or an estimate with its unit: ``4-6-9pw``, ``90%``, ``20-30-60m``."""
    parts = (value,) if not isinstance(value, Estimate) else _range(value)
    size, sign = _scale(parts, unit)
    return "-".join(plain(number(exact(part) / size)) for part in parts) + sign


def read_estimate(text: str, unit: Unit) -> Estimate | None:
    """Read an estimate; a question mark is unknown. Raises `RuleBroken` with a hint."""
    if text == "?":
        return None
    try:
        if unit == "person-weeks":
            return spoken.estimate(_bare(text, "pw"))
        if unit == "percent":
            return spoken.estimate(_bare(text, "%"))
        return spoken.work_time(text)
    except Unread as unread:
        raise RuleBroken(_sentence(unread)) from None


def read_number(text: str, unit: Unit) -> Number:
    """Read a number, its unit optional where only one is possible. Raises `RuleBroken` with a hint."""
    try:
        if unit == "calendar time":
            return spoken.calendar_time(text)
        if unit == "days" and text[-1:].isalpha() and text[-1:] not in "dD":
            return number(exact(spoken.calendar_time(text)) / spoken.CALENDAR_MINUTES["d"])
        return spoken.number(_bare(text, _SIGNS.get(unit, "")))
    except Unread as unread:
        raise RuleBroken(_sentence(unread)) from None


def read_whole(text: str) -> int:
    """Read a number that counts things. Raises `RuleBroken`."""
    value = read_number(text, "")
    if value != int(value):
        raise RuleBroken(f"{text} is not a whole number")
    return int(value)


def read_day(text: str, today: date | None) -> date:
    """Read a date as the capture line does. Raises `RuleBroken` with a hint."""
    if today is None and text.casefold() == "today":
        raise RuleBroken("which day is today? write 2025-06-30")
    try:
        return day(text, today or date.min)
    except Unread as unread:
        raise RuleBroken(_sentence(unread)) from None


def _range(value: Estimate) -> tuple[Number, ...]:
    if value.low is None or value.high is None:
        return (value.typical,)
    return (value.low, value.typical, value.high)


def _scale(parts: tuple[Number, ...], unit: Unit) -> tuple[Fraction, str]:
    """Return the size and the sign of the largest unit up to a day in which every part is whole."""
    if unit not in ("work time", "calendar time"):
        return Fraction(1), _SIGNS.get(unit, "")
    units = WORK_MINUTES if unit == "work time" else spoken.CALENDAR_MINUTES
    for sign in ("d", "h"):
        if any(parts) and all(exact(part) % units[sign] == 0 for part in parts):
            return Fraction(units[sign]), sign
    return Fraction(1), "m"


def _bare(text: str, sign: str) -> str:
    return text[: -len(sign)].rstrip() if sign and text.casefold().endswith(sign) else text


def _sentence(unread: Unread) -> str:
    return unread.problem.rstrip(".")
