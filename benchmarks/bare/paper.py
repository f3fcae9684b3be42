"""A text, as PDF by Typst: a paragraph for each of its lines, tagged as ours is."""

import sys
from pathlib import Path

import typst

PAGE = b'#set document(title: "memo")\n#for line in sys.inputs.text.split("\\n") [#par(line)]'

source, target = map(Path, sys.argv[1:])
text = source.read_text(encoding="utf-8")
target.write_bytes(typst.compile(PAGE, sys_inputs={"text": text}, pdf_standards=["ua-1"]))
