"""Any two texts that were signed, side by side in words: first which two, then what differs, section by section."""

from alignment_tui.domain.memo import SECTION_TITLES
from alignment_tui.domain.session import Session
from alignment_tui.domain.text import folded
from alignment_tui.domain.versions import Edition, compared, pairs
from alignment_tui.ui.dialogs.chooser import Choice, Chooser
from alignment_tui.ui.lines import BLANK, Line, columns, labelled, line, paragraph

Pair = tuple[Edition, Edition]


def versions_chooser(session: Session) -> Chooser[Pair]:
    """Return the dialog over all pairs of versions, those with the latest text first."""
    return Chooser("Compare two versions of the text", [_choice(pair) for pair in pairs(session)], foot="compares")


def difference_lines(before: Edition, after: Edition, width: int) -> list[Line]:
    """Return what differs between two texts, and which sections are the same."""
    lines = [*labelled("Before", _told(before), width), *labelled("After", _told(after), width)]
    found = compared(before.sections, after.sections)
    for section in found:
        lines += [BLANK, line((section.title, "accent"))]
        for sentence in section.sentences:
            lines += _bullet(sentence, width)
    differing = {section.title for section in found}
    same = [title for title in SECTION_TITLES.values() if title not in differing]
    words = ", ".join(same) if found else "everything: not a word differs"
    return [*lines, BLANK, *labelled("The same", words, width, "dim")]


def _choice(pair: Pair) -> Choice[Pair]:
    before, after = pair
    words = f"{before.name} and {after.name}"

    def shown(width: int) -> Line:
        count = sum(len(section.sentences) for section in compared(before.sections, after.sections))
        differs = f"{count} difference{'' if count == 1 else 's'}" if count else "the same"
        return columns(width, (words, 0, "text"), (differs, -16, "dim"))

    def more(width: int) -> list[Line]:
        return [*labelled("Before", _told(before), width)[:2], *labelled("After", _told(after), width)[:2]]

    return Choice(shown, pair, folded(f"{words} {before.number} {after.number}"), more)


def _told(one: Edition) -> str:
    signed = f", signed by {', '.join(one.signers)}" if one.signers else ""
    return f"{one.name}, text {one.short}{f', of {one.at.date().isoformat()}' if one.at else ''}{signed}"


def _bullet(words: str, width: int) -> list[Line]:
    first, *rest = paragraph(words, width - 4)
    return [(("  - ", "dim"), *first), *((("    ", "text"), *more) for more in rest)]
