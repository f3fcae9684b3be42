"""Where the command begins and ends: the version at once, errors as one line each, and honest exit codes."""

import atexit
import gc
import sys


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit code.

    The version is answered before anything is imported, because scripts and packagers ask for it often.
    """
    arguments = sys.argv[1:] if argv is None else argv
    if arguments == ["--version"]:
        from alignment_tui.version import VERSION

        sys.stdout.write(f"alignment-tui {VERSION}\n")
        return 0
    # A command is over before it could have made garbage worth looking for; the interface turns this on again.
    gc.disable()
    # The interpreter looks once more for garbage as it ends, through all that was imported: a sixth of a short command.
    atexit.register(gc.freeze)
    from alignment_tui.cli.run import run

    return run(arguments)
