"""A process of its own for one template: it may take so much time and memory, write no file, and cost nobody else any.

The request comes in as JSON on standard input; what goes out is the text, or with exit code 1 why there is none.
"""

import sys
from pathlib import Path

from msgspec import Struct, json

from alignment_tui.documents.template_files import Template, TemplateRefused

SECONDS = 5
MEGABYTES = 512


class Request(Struct):
    """What is to be filled, with what."""

    folder: str
    template: Template
    data: dict[str, object]


def main() -> int:
    """Answer one request and return the exit code."""
    request = json.decode(sys.stdin.buffer.read(), type=Request)
    from alignment_tui.documents.template_rendering import render

    _limit()
    try:
        answer, code = render(Path(request.folder), request.template, request.data).encode(), 0
    except TemplateRefused as refused:
        answer, code = json.encode((refused.file, refused.reason, refused.line)), 1
    sys.stdout.buffer.write(answer)
    return code


def _limit() -> None:
    try:
        import resource
    except ImportError:  # not on Windows; whoever waits for us still counts the seconds
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES << 20, MEGABYTES << 20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
