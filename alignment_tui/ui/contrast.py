"""How well text stands out from what is behind it: the contrast ratio of WCAG 2.1.

https://www.w3.org/TR/WCAG21/#dfn-contrast-ratio and #dfn-relative-luminance; 4.5 is level AA (1.4.3), 7 is AAA (1.4.6).
"""

from textual.color import Color

AA = 4.5
AAA = 7.0
GRAPHIC = 3.0


def contrast(text: Color, background: Color) -> float:
    """Return the ratio of two opaque colours, from 1 (the same) to 21 (black and white)."""
    darker, lighter = sorted((relative_luminance(text), relative_luminance(background)))
    return (lighter + 0.05) / (darker + 0.05)


def relative_luminance(color: Color) -> float:
    """Return how bright a colour is to the eye, from 0 (black) to 1 (white)."""
    return 0.2126 * _linear(color.r) + 0.7152 * _linear(color.g) + 0.0722 * _linear(color.b)


def _linear(channel: int) -> float:
    value = channel / 255
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)
