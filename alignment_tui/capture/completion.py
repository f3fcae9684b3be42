"""What Tab may put in place of the last word: ids, names, verbs, openings."""

from alignment_tui.capture.form import kind_of
from alignment_tui.capture.forms import openings, person_verbs, verbs
from alignment_tui.capture.names import is_id
from alignment_tui.domain.records import StageSlug
from alignment_tui.domain.references import names
from alignment_tui.domain.session import Session
from alignment_tui.domain.stages import STAGES
from alignment_tui.domain.text import folded

_MARKS = ("@", "#", '@"')


def completions(line: str, session: Session, stage: StageSlug) -> tuple[str, ...]:
    """Return what may stand in place of the last word of `line`, the likeliest first; nothing after a space.

    A name of several words goes on from the words of it that are already there.
    """
    before, _, last = line.rpartition(" ")
    mark = next((mark for mark in reversed(_MARKS) if last.startswith(mark)), "")
    stem = folded(last[len(mark) :])
    if not stem and not mark:
        return ()
    found: list[str] = []
    if mark != "#":
        found += _names(before, last, mark, session)
    if not mark.startswith("@"):
        found += [f"{mark}{own}" for own in _ids(session) if own.casefold().startswith(stem)]
    if not mark:
        found += [word for word in _words(before.split(), session) if word.casefold().startswith(stem)]
    return tuple(dict.fromkeys(word for word in found if word != last))


def _names(before: str, last: str, mark: str, session: Session) -> list[str]:
    words = [*before.split(), last[len(mark) :]]
    found = []
    for person in session.stakeholders:
        own = person.name.split()
        for there in range(min(len(own), len(words)), 0, -1):
            typed, name = words[-there:], own[: there - 1]
            if [folded(word).removeprefix("@") for word in typed[:-1]] == [folded(word) for word in name] and folded(
                own[there - 1]
            ).startswith(folded(typed[-1])):
                found.append(f"{mark}{' '.join(own[there - 1 :])}")
                break
    return found


def _ids(session: Session) -> list[str]:
    return [own for _, entry in session.entries() for own, _ in names(entry) if own[0] != "G"]


def _words(before: list[str], session: Session) -> list[str]:
    if not before:
        forms = [(word, form) for word, these in openings().items() for form in these]
    elif len(before) == 1 and is_id(before[0]):
        forms = [(word, form) for word, these in verbs(kind_of(before[0].upper())).items() for form in these if word]
    elif before == ["go"]:
        return [stage.slug for stage in STAGES]
    else:
        known = {folded(person.name) for person in session.stakeholders}
        return [*person_verbs()] if folded(" ".join(before)) in known else []
    return [f"{word}:" if form.colon else word for word, form in forms]
