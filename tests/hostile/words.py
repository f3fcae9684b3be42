"""Words that would like to be more than words, and what of them may reach no terminal, pipe, log or page."""

import re

WORDS = {
    "escape sequence": "so \x1b[31m\x1b]0;title\x07\x1b]8;;http://evil.example\x1b\\ it",
    "every C0": "so " + "".join(map(chr, (*range(1, 32), 127))) + " it",
    "NUL": "so \0 it",
    "every C1": "so " + "".join(map(chr, range(0x80, 0xA0))) + " it",
    "bidi": "so \u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c it",
    "tags": "so \U000e0001\U000e0041\U000e0061\U000e007f it",
    "zero width": "so \u200b\u200c\u200d\u2060\u2061\ufeff\u00ad\u180e it",
    "letters nobody sees": "so \u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0 it",
    "hidden in selectors": "so x\U000e0101\U000e0102\U000e0103\ufe01\ufe02 it",
    "line ends": "so\r\nthe\nnext\rline\x0bis\x0cit\x85and\u2028more\u2029 it",
    "noncharacters": "so \ufffe\uffff\U0001fffe\ue000\U0010ffff it",
    "textual markup": "so [@click=app.quit]x[/] [red]y[/red] [link=http://evil.example]z[/link] it",
    "unbalanced brackets": "so [/] [/red] [[ ]] [b ] it",
    "html": "so <script>alert(1)</script><img src=x onerror=alert(1)> &lt; it",
    "formula": "=cmd|'/c calc'!A1 +1 -1 @SUM(A1) =HYPERLINK(\"http://evil.example\")",
    "substitution": "so ${x} $(x) `x` {{ x }} {% x %} %s %(x)s {0} $x it",
    "shell": "so ; rm -rf / | cat && x > y ' \" \\ it",
    "markdown": "# so ![i](http://evil.example/i.png) [x](javascript:x) *b* `c` | d | it",
    "right to left": "so \u05d0\u05d1\u05d2 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 it",
    "combining storm": "so " + "z" + "\u0301\u0302\u0323\u0489" * 60 + " it",
    "long word": "so " + "w" * 3000 + " it",
    "wide letters": "so " + "界" * 200 + " \U0001f469\u200d\U0001f4bb\U0001f3ff it",
    "way out of the folder": "../../../etc/passwd",
    "option": "-rf --help",
    "device": "CON",
    "brackets in data": 'so ]]> --> */ "; \') {"a": 1} it',
}

# A space that is none of ours, what is not printable, what is there and not seen, and a second selector.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2}")


def forbidden_in(text: str) -> str:
    """Return what stands in `text` that may not, a few characters of each place; empty where nothing does."""
    found = [repr(line[max(0, at - 10) : at + 10]) for line in text.split("\n") for at in _places(line)]
    return ", ".join(found[:3])


def _places(line: str) -> list[int]:
    bad = [] if line.isprintable() else [at for at, char in enumerate(line) if not char.isprintable()]
    return bad + [match.start() for match in _UNSEEN.finditer(line)]
