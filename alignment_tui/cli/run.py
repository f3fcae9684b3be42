"""One run of a command: what goes wrong is told in one line, and the exit code says what kind of wrong."""

import os
import sys

import click

from alignment_tui.cli.commands import program
from alignment_tui.cli.exits import CONFLICT, DONE, REFUSED, USAGE, Refusal
from alignment_tui.cli.streams import say, steady_streams
from alignment_tui.domain.errors import AlignmentError


def run(arguments: list[str]) -> int:
    """Run the command in `arguments` and return its exit code. No input makes a traceback.

    Set ``ALIGNMENT_DEBUG=1`` to see where an error of the program itself comes from.
    """
    steady_streams()
    try:
        # click's own `main` would answer a closed pipe and a usage error in its way.
        with program.make_context("alignment-tui", arguments) as context:
            result = program.invoke(context)
        sys.stdout.flush()
    except click.exceptions.Exit as ended:
        return ended.exit_code
    except BrokenPipeError:
        return _reader_left()
    except Refusal as refusal:
        return _told(str(refusal), refusal.exit_code)
    except click.UsageError as mistake:
        return _told(_usage_words(mistake), USAGE)
    except (click.Abort, KeyboardInterrupt):
        return _told("stopped", 130)
    except AlignmentError as refusal:
        from alignment_tui.storage.refusals import SaveConflict

        return _told(str(refusal), CONFLICT if isinstance(refusal, SaveConflict) else REFUSED)
    except OSError as trouble:
        name = f"{trouble.filename}: " if trouble.filename else ""
        return _told(f"{name}{trouble.strerror or trouble}", REFUSED)
    except Exception as error:
        if os.environ.get("ALIGNMENT_DEBUG"):
            raise
        from alignment_tui import paths
        from alignment_tui.storage.crash_report import keep_crash

        return _told(keep_crash(paths.state_folder(os.environ), error).words, REFUSED)
    return result if isinstance(result, int) else DONE


def _told(words: str, exit_code: int) -> int:
    say(f"alignment-tui: {words}")
    return exit_code


def _usage_words(mistake: click.UsageError) -> str:
    command = mistake.ctx.command_path if mistake.ctx else "alignment-tui"
    words = mistake.format_message().rstrip(".")
    return f"{words[:1].lower()}{words[1:]} (see {command} -h)"


def _reader_left() -> int:
    # `memo | head` has what it wanted. Without this the interpreter would complain as it ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE
