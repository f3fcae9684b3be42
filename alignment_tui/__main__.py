"""`python -m alignment_tui` is the same command."""

import sys

from alignment_tui.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
