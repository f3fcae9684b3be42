"""Signs for a terminal whose locale has few of them: what it lacks becomes a plain one as wide, and nothing shifts."""

import codecs
import unicodedata

from rich.cells import cell_len

NAME = "alignment-plain"
_PLAIN = {
    **dict.fromkeys("─╌╍═", "-"),
    **dict.fromkeys("│┊╎▌┤├", "|"),
    **dict.fromkeys("┌┐└┘╭╮╰╯┬┴┼", "+"),
    **dict.fromkeys("▁▂▃▄", "_"),
    **dict.fromkeys("▅▆▇█▒", "#"),
    "…": ".",
    "·": ".",
    "•": "*",
    "●": "*",
    "○": "o",
    "◆": "*",
    "◇": "o",
    "▸": ">",
    "◂": "<",
    "▾": "v",
    "▴": "^",
    "→": ">",
    "←": "<",
    "↑": "^",
    "↓": "v",
}


def plain(error: UnicodeError) -> tuple[str, int]:
    """Stand in for what an encoding lacks: a sign alike, the letter under an accent, or a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_plain(char) for char in error.object[error.start : error.end]), error.end


def _plain(char: str) -> str:
    base = unicodedata.normalize("NFKD", char)[:1]
    return _PLAIN.get(char) or (base if base.isascii() else "?" * cell_len(char))


codecs.register_error(NAME, plain)
