"""What a refused line answers: what was understood, what was not, and an example."""

from difflib import get_close_matches

from alignment_tui.capture.answers import Refused, Unread
from alignment_tui.capture.form import Form, kind_of
from alignment_tui.capture.forms import FORMS, bare, openings, person_verbs, verbs
from alignment_tui.capture.names import is_id
from alignment_tui.capture.spoken import Line, first_word
from alignment_tui.domain.errors import NotFound
from alignment_tui.domain.stages import stage_of
from alignment_tui.editing.fields import called


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
    said_as_verb = next(
        (verb for verb in line.text.casefold().split()[1:4] if verb.strip(",:") in person_verbs()), None
    )
    if said_as_verb:
        form = person_verbs()[said_as_verb.strip(",:")][0]
        who = line.text[: line.text.casefold().find(said_as_verb)].strip()[:40]
        if not line.names.known(who):
            return Refused(
                understood=f"This reads as {form.what}.",
                problem=f'Nobody called "{who}" is known yet.',
                example=f"For example: here: {who}",
            )
        return refused(form, Unread("It does not go on as it should."), line)
    forms = openings().get(word) or _near(word, line)
    if forms:
        return Refused(
            understood=f"This may be {forms[0].what}.",
            problem="It is not said in a way that is sure.",
            example=f"For example: {_example(forms[0], line)}",
        )
    return _answer(line, "It fits none of the lines that can be said here.")


def _about_id(line: Line, own: str, rest: str) -> Refused:
    kind = kind_of(own)
    table = verbs(kind)
    verb = first_word(rest)[0]
    near = table.get(verb) or [form for match in get_close_matches(verb, [*table], 1) for form in table[match]]
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
    verbs_known = ", ".join(word for word in table if word)
    if not rest:
        problem = f"What to do with it is missing: {verbs_known}."
    elif verb in table:
        problem = f'"{verb}" is not said like that.'
    else:
        problem = f'"{verb[:30]}" is none of its verbs: {verbs_known}.'
    return Refused(
        understood=f"{own} is {called(type(found))}.",
        problem=problem,
        example=f"For example: {_example(form, line, own)}",
    )


def _near(word: str, line: Line) -> tuple[Form, ...]:
    close = get_close_matches(word[:30], [*openings()], 1, 0.75)
    return openings()[close[0]] if close else ()


def _answer(line: Line, problem: str) -> Refused:
    stage = stage_of(line.stage)
    forms = bare(line.stage) or tuple(form for form in FORMS if form.stage == line.stage)
    return Refused(
        understood=f"This is said in {stage.title}.",
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
