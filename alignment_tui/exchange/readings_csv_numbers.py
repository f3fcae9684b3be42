"""A value as tables write it: with a point or a comma, with thousands apart, and refused where that is not sure.

``1,234`` is one and a bit here and more than a thousand there; what the rest of the column does tells which.
"""

import re
from collections.abc import Iterable

from alignment_tui.domain.records import Number

_NOTHING = {"", "-", "--", "n/a", "na", "nan", "none", "null", "nil", "#n/a", "?", "\N{EN DASH}", "\N{EM DASH}", "."}
_SIGNS = str.maketrans({"\N{MINUS SIGN}": "-", "\N{NO-BREAK SPACE}": " ", "\N{NARROW NO-BREAK SPACE}": " "})
_PLAIN = re.compile(r"[-+]?\d+")
_POINT = re.compile(r"[-+]?\d*\.\d+")
_COMMA = re.compile(r"[-+]?\d*,\d+")
_COULD_BE_THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = re.compile(r"([-+]?[1-9]\d{0,2})((?:(['\u2019 .,])\d{3})(?:\3\d{3})*)(?:([.,])(\d+))?")
_BIGGEST = 2**53
_DIGITS = 17


class NoValue(Exception):
    """Why a cell is not one sure number."""


def says_nothing(cell: str) -> bool:
    """Tell whether a cell stands for "no reading": empty, a dash, ``n/a``, ``NaN``."""
    return cell.strip().casefold() in _NOTHING


class Values:
    """Reads the values of one table by what all of its cells show of the way it writes decimals."""

    def __init__(self, cells: Iterable[str], comma_parts_cells: bool) -> None:
        self._comma_is_decimal = not comma_parts_cells
        self._points = self._commas = False
        for cell in cells:
            if "." in cell or "," in cell:
                text = _bare(cell, "")
                sure = not _COULD_BE_THOUSANDS.fullmatch(text)
                self._points = self._points or (sure and bool(_POINT.fullmatch(text)))
                self._commas = self._commas or (sure and bool(_COMMA.fullmatch(text)))

    def read(self, cell: str, unit: str = "") -> Number:
        """Return the number in a cell, whole where it is written so; raises `NoValue`."""
        text = _bare(cell, unit)
        if text.startswith("="):
            raise NoValue(f"{text[:20]} begins with =, as a formula does: write the value")
        if _PLAIN.fullmatch(text):
            return _sized(text, int(text) if len(text) <= _DIGITS else _BIGGEST)
        if _POINT.fullmatch(text):
            if _COULD_BE_THOUSANDS.fullmatch(text) and self._commas:
                raise NoValue(f"{text} can be read two ways beside decimal commas: write it without the point")
            return _sized(text, float(text))
        if _COMMA.fullmatch(text):
            return self._with_comma(text)
        if (match := _GROUPED.fullmatch(text)) and match[3] != match[4]:
            whole = re.sub(r"\D", "", match[2])
            made = f"{match[1]}{whole}.{match[5]}" if match[5] else f"{match[1]}{whole}"
            return _sized(text, float(made) if match[5] else int(made))
        raise NoValue(f"{text[:30]} is not a number")

    def _with_comma(self, text: str) -> Number:
        if not self._comma_is_decimal:
            raise NoValue(f"{text} can be read two ways: write a point for decimals and nothing between thousands")
        if _COULD_BE_THOUSANDS.fullmatch(text) and self._points and not self._commas:
            raise NoValue(f"{text} can be read two ways beside decimal points: write it without the comma")
        return _sized(text, float(text.replace(",", ".")))


def _bare(cell: str, unit: str) -> str:
    text = cell.translate(_SIGNS).strip()
    for end in (unit, "%"):
        if end and text.casefold().endswith(end.casefold()):
            text = text[: -len(end)].rstrip()
    return text


def _sized(text: str, value: Number) -> Number:
    if abs(value) >= _BIGGEST:
        raise NoValue(f"{text[:30]} is too large a number to keep exactly")
    return value
