"""What a refused line answers: what was understood, what was not, and an example."""

from difflib import get_close_matches
from textwrap import shorten

from alignment_tui.capture.answers import Refused, Unread
from alignment_tui.capture.form import Form, kind_of
from alignment_tui.capture.forms import FORMS, bare, openings, person_verbs, verbs
from alignment_tui.capture.names import is_id
from alignment_tui.capture.spoken import Line, first_word, separated
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.stages import stage_of
from alignment_tui.editing.fields import called

_LEAST_WISH, _LONGEST_WISH = 3, 60


def refused(form: Form, unread: Unread, line: Line) -> Refused:
    """Return the answer of a form that recognised the line and stumbled over a part of it."""
    return Refused(
        understood=f"This reads as {form.what}.",
        problem=unread.problem,
        example=unread.example or f"For example: {_example(form, line)}",
    )


def refused_by_rule(form: Form, rule: str, line: Line) -> Refused:
    """Return the answer to a line that was understood and that a record refuses, in the record's own words."""
    sentence = f"{rule[:1].upper()}{rule[1:]}"
    return Refused(
        understood=f"This reads as {form.what}.",
        problem=sentence if sentence.endswith(".") else f"{sentence}.",
        example=f"For example: {_example(form, line)}",
    )


def unrecognised(line: Line) -> Refused:
    """Return the answer to a line that no form recognised, as near to what was meant as can be told."""
    word, colon, rest = first_word(line.text)
    if is_id(word):
        return _about_id(line, word.upper(), rest)
    if ":" in line.text and not colon and ": " not in f"{line.text} ":
        return _answer(line, "A colon needs a space after it.")
    if "->" in line.text and " -> " not in line.text:
        return _answer(line, "An arrow needs a space on both sides.")
    verb = next(
        (word.strip(",:") for word in line.text[:300].casefold().split()[1:4] if word.strip(",:") in person_verbs()), ""
    )
    if verb:
        return _about_somebody(line, verb)
    parts = separated(line.text)
    if parts and parts[1] and line.stage != "requests" and not openings().get(word) and not _near(word):
        return _by_a_stranger(line, parts[0], parts[1])
    forms = openings().get(word) or _near(word)
    if forms:
        return Refused(
            understood=f"This may be {forms[0].what}.",
            problem="It is said a little differently.",
            example=f"For example: {_example(forms[0], line)}",
        )
    if line.stage == "requests" and len(line.text[:300].split()) >= _LEAST_WISH:
        return _of_nobody(line)
    return _answer(line, "No line here reads like that.")


def _of_nobody(line: Line) -> Refused:
    """Return the answer to a sentence without a name before it, with the very sentence as the example."""
    people = [person.name for person in line.session.stakeholders] or ["Ana"]
    named = next((name for name in people if line.text.casefold().startswith(f"{name.casefold()} ")), "")
    words = line.text[len(named) :].lstrip(" -,;.")
    return Refused(
        understood="This may be a request.",
        problem="Put the name and a colon before it." if named else "Whose is it? Put the name before it.",
        example=f"For example: {named or people[0]}: {shorten(words, _LONGEST_WISH, placeholder='...')}",
    )


def _about_somebody(line: Line, verb: str) -> Refused:
    form = person_verbs()[verb][0]
    who = line.text[: line.text.casefold().find(f" {verb}")].strip()[:40]
    if line.names.known(who):
        return refused(form, Unread("How it goes on was not understood."), line)
    people = [person.name for person in line.session.stakeholders]
    near = get_close_matches(who, people, 1)
    return Refused(
        understood=f"This reads as {form.what}.",
        problem=f'Nobody called "{who}" is known yet.',
        example=f"For example: {near[0]} {verb}" if near else f"For example: here: {who}",
    )


def _by_a_stranger(line: Line, head: str, words: str) -> Refused:
    return Refused(
        understood="This may be a request by somebody new.",
        problem=f'Nobody called "{head[:40]}" is known yet.',
        example=f"For example: request {head[:40]}: {words[:40]}",
    )


def _about_id(line: Line, own: str, rest: str) -> Refused:
    kind, typed = kind_of(own), rest.split(" ", 1)[0].rstrip(":")[:30]
    table = verbs(kind)
    verb = first_word(rest)[0]
    words = [word for word in table if word]
    near = (
        table[verb] if verb in words else [form for word in get_close_matches(verb, words, 1) for form in table[word]]
    )
    form = near[0] if near else next(iter(table.get("", ())), table["="][0] if "=" in table else FORMS[0])
    try:
        found = line.session.find(own)
    except NotFound:
        example = next((each for each in form.examples if kind_of(each.partition(" ")[0]) == kind), form.examples[0])
        return Refused(
            understood=f"This is about {own}.",
            problem=f"There is no {own} here.",
            example=f"For example: {example}",
        )
    if verb in words and rest:
        problem = f'"{typed}" is not said like that.'
    elif near:
        problem = f'"{typed}" cannot be said of it; did you mean "{near[0].words[0]}"?'
    else:
        problem = f'"{typed}" cannot be said of it.' if rest else "What to say of it is missing."
    told = _TOLD_OF.get(type(found).__name__, "").format(own) if not near else ""
    return Refused(
        understood=f"{own} is {called(type(found))}.",
        problem=problem,
        example=f"For example: {told or _example(form, line, own)}",
    )


_TOLD_OF = {
    "Request": "{} because: an hour of it costs more than any feature brings",
    "Capacity": "capacity 12pw until 2025-04-30",
    "Platform": "{} takes 9pw",
    "Order": "drop {}: it can be the other way round",
    "ErrorBudget": "{} spent 31m",
}


def _near(word: str) -> tuple[Form, ...]:
    close = get_close_matches(word[:30], [*openings()], 1, 0.75)
    return openings()[close[0]] if close else ()


def _answer(line: Line, problem: str) -> Refused:
    stage = stage_of(line.stage)
    forms = bare(line.stage) or tuple(form for form in FORMS if form.stage == line.stage)
    return Refused(
        understood=f"Not understood in {stage.title}.",
        problem=problem,
        example=f"For example: {forms[-1].examples[0]}",
    )


def _example(form: Form, line: Line, own: str | None = None) -> str:
    """Return an example of a form, about the record that the line is about where there is one."""
    subject = own or (line.subject_id if form.reach == "verb" else "")
    for example in form.examples:
        head, _, rest = example.partition(" ")
        if subject and kind_of(head) == kind_of(subject):
            return f"{subject} {rest}"
    return form.examples[0]
