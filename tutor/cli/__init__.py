"""The `tutor` command: each subcommand imports what it needs inside, so that none pays for another."""

import os
import sys

import click

from tutor import __version__
from tutor.cli.checking import check
from tutor.cli.common import options, say
from tutor.cli.creating import new
from tutor.cli.doctor import backup, doctor
from tutor.cli.grading import grade
from tutor.cli.learning import learn, start
from tutor.cli.lessons import define, listing
from tutor.cli.progress import progress
from tutor.cli.records import note, report, reset
from tutor.cli.sittings import final, placement, quiz, review
from tutor.cli.taking import export, import_
from tutor.core.errors import TutorError

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", "-V", prog_name="tutor", message="%(prog)s %(version)s")
@options
@click.pass_context
def tutor(context: click.Context) -> int:
    """Learn machine learning in your terminal, by doing.

    Without a command, the course opens on the whole screen.
    """
    return start() if context.invoked_subcommand is None else OK


for _command in (learn, listing, check, new, grade, progress, define, doctor, backup):
    tutor.add_command(_command)
for _command in (quiz, review, placement, final, export, import_, report, note, reset):
    tutor.add_command(_command)


def main() -> None:
    """Run the command line and exit: 0 all is well, 1 something was found wrong, 2 wrong usage."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    sys.exit(_run())


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
        # The reader has gone, as with `| head`; what Python still wants to flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:  # noqa: BLE001 - our own bug: a sentence for the learner, the traceback into the log
        from tutor.core.log import logged

        say(f"This is a bug of tutor: {type(error).__name__}: {error}\n{logged(error)}")
        return FAILED
