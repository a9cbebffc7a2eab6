"""The `tutor` command: each subcommand imports what it needs inside, so that none pays for another."""

import errno
import os
import sys
from importlib import import_module

import click

from tutor import __version__
from tutor.cli.common import options, say
from tutor.core.errors import TutorError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
COMMANDS = {
    "learn": "learning:learn",
    "list": "lessons:listing",
    "check": "checking:check",
    "new": "creating:new",
    "schema": "schema:schema",
    "packs": "packs:packs",
    "preview": "previewing:preview",
    "grade": "grading:grade",
    "progress": "progress:progress",
    "define": "lessons:define",
    "doctor": "doctor:doctor",
    "backup": "doctor:backup",
    "quiz": "sittings:quiz",
    "review": "sittings:review",
    "placement": "sittings:placement",
    "final": "sittings:final",
    "export": "taking:export",
    "import": "taking:import_",
    "report": "records:report",
    "note": "records:note",
    "reset": "records:reset",
}
"""The module of each subcommand, and its name there: imported when it is asked for."""


class Commands(click.Group):
    """The group, with `COMMANDS` in it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, for --help."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The subcommand of this name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        found: click.Command = getattr(import_module(f"tutor.cli.{module}"), name)
        return found


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="tutor", message="%(prog)s %(version)s")
@options
@click.pass_context
def tutor(context: click.Context) -> int:
    """Learn machine learning in your terminal, by doing.

    Without a command, the course opens on the whole screen.
    """
    if context.invoked_subcommand is not None:
        return OK
    from tutor.cli.learning import start

    return start()


def main() -> None:
    """Run the command line and exit: 0 all is well, 1 something was found wrong, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _no_more_output() -> None:
    """What Python still wants to flush goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run() -> int:
    try:
        result = tutor.main(prog_name="tutor", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else OK
    except click.UsageError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        say(f"tutor: {error.format_message()}")
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except TutorError as error:
        say(str(error))
        return FAILED
    except BrokenPipeError:
        _no_more_output()  # the reader has gone, as with `| head`
        return FAILED
    except Exception as error:  # noqa: BLE001 - our own bug: a sentence for the learner, the traceback into the log
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            _no_more_output()
            say("The disk that this is written to is full: the output is cut short. Free some space and try again.")
            return FAILED
        from tutor.core.log import logged

        say(f"This is a bug of tutor: {type(error).__name__}: {error}\n{logged(error)}")
        return FAILED
