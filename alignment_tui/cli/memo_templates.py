"""`memo --template` and `memo --templates`: the memo in a form of one's own, from a file in the config folder."""

import os

import click

from alignment_tui import paths
from alignment_tui.cli import memo_forms
from alignment_tui.cli.exits import MISSING, Refusal
from alignment_tui.cli.streams import put, put_json, say
from alignment_tui.documents.template_files import Template, template_named, templates_in
from alignment_tui.domain.memo_findings import Outside
from alignment_tui.domain.session import Session


def list_templates(*, as_json: bool) -> None:
    """Write every template with what it writes and what its first comment says, and say where they are kept."""
    folder = paths.templates_folder(os.environ)
    found = templates_in(folder)
    if as_json:
        put_json(found)
    else:
        width = max((len(one.name) for one in found), default=0)
        for one in found:
            put(f"{one.name:<{width}}  {one.kind:<8}  {one.about or one.file}")
    say(f"{'in' if found else 'no template yet: files that end in .txt, .md or .html, in'} {folder}")


def form(name: str, *, printing: bool) -> memo_forms.Form:
    """Return how to write the memo through a template. Raises `TemplateRefused` where there is none of that name."""
    from alignment_tui.documents.template_process import filled

    folder = paths.templates_folder(os.environ)
    template: Template = template_named(folder, name)
    if printing and template.kind == "HTML":
        raise click.BadParameter(
            "a printer takes no HTML: write it with -o, and print it from a browser", param_hint="-o"
        )

    def write(session: Session, outside: Outside) -> bytes:
        try:
            return filled(folder, template, memo_forms.data(session, outside)).encode()
        except ImportError:
            words = "a template needs Jinja, which is not here: pip install 'alignment-tui[templates]'"
            raise Refusal(words, MISSING) from None

    return write
