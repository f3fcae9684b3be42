"""A Markdown text, as HTML by markdown-it: from one file to the other."""

import sys
from pathlib import Path

from markdown_it import MarkdownIt

source, target = map(Path, sys.argv[1:])
target.write_text(MarkdownIt().render(source.read_text(encoding="utf-8")), encoding="utf-8")
