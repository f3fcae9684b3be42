"""Where a limit is missed: by how much, and where the time goes, as profiles of single runs showed it."""

from benchmarks.measuring import Measured, Row

REASONS = {
    "memo": "Two fifths are the interpreter and click, a tenth each msgspec and our records; the memo is an eighth.",
    "library": "Of what is imported until then, three quarters in time are Textual's own; ours are some 120 modules.",
    "a resumed stage": "As for the library; and the session is read and its rules are checked before it is shown.",
    "one row down": "The foot tells in the same frame how the session under the cursor stands.",
    "a key in the capture line": "It is read, and tried on the session, so that its preview can be kept.",
    "stage to stage": "List and detail are styled and laid out for the room they have there, as no page need be.",
    "durable save": "Half of what it takes longer is to encode, indent, look through and hash; half is the rest.",
    "index": "Two thirds are decoding each file to its end, since a broken one is told; then comes reading.",
    "list": "Two fifths are imports, a third is the look at the folder; the rest is the lines, a third of that times.",
    "memo checkout, as HTML": "Four fifths are what the memo as text takes, most of that in imports.",
    "memo checkout, as PDF": "Half is the memo as text, over by itself; a third is Typst laying out the pages.",
}
"""By how a row's name begins; the longest that fits says it."""


def section(measured: list[tuple[Row, Measured | None]]) -> str:
    """Return the part of the page that tells of every row over its limit, or nothing where there is none."""
    over = [(row, found.ratio) for row, found in measured if found is not None and found.ratio > row.at_most]
    if not over:
        return ""
    return "\n".join(["", "## Where it misses", "", *[_told(row, ratio) for row, ratio in over], ""])


def _told(row: Row, ratio: float) -> str:
    begins = max((name for name in REASONS if row.name.startswith(name)), key=len, default="")
    told = f"- **{row.name}**: {ratio / row.at_most - 1:.0%} over its limit."
    return f"{told} {REASONS[begins]}" if begins else told
