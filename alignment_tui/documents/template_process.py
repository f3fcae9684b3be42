"""Filling a template from outside: a process of its own is started, waited for, and ended where it takes too long."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from msgspec import json

from alignment_tui.documents.template_child import SECONDS, Request
from alignment_tui.documents.template_files import Template, TemplateRefused


def filled(folder: Path, template: Template, data: dict[str, Any], seconds: float = SECONDS + 2) -> str:
    """Return a template filled with the memo.

    Raises `ImportError` without Jinja, and `TemplateRefused` with file, line and reason.
    """
    if find_spec("jinja2") is None:
        raise ImportError("jinja2")
    request = json.encode(Request(folder=str(folder.resolve()), template=template, data=data))
    # -P: a jinja2.py that lies in the folder one happens to be in is nobody's library.
    command = [sys.executable, "-P", "-m", "alignment_tui.documents.template_child"]
    try:
        done = subprocess.run(command, input=request, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise TemplateRefused(template.file, f"it takes longer than {SECONDS} seconds") from None
    if done.returncode == 0:
        return done.stdout.decode()
    if done.returncode == 1 and done.stdout:
        raise TemplateRefused(*json.decode(done.stdout, type=tuple[str, str, int]))
    what = "time" if done.returncode < 0 else "memory"
    raise TemplateRefused(template.file, f"it takes more {what} than a template may")
