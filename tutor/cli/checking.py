"""`tutor check`: lessons are proved; each finding with file, line and the mend."""

import contextlib
import sys
from typing import TYPE_CHECKING

import click

from tutor.cli.common import Refused, as_json, counted, options, pack_dirs, put, put_json, say

if TYPE_CHECKING:
    from tutor.core.check.targets import Report


@click.command()
@click.argument("targets", nargs=-1, metavar="[PACK|LESSON|DIR]...")
@as_json
@options
def check(targets: tuple[str, ...], as_json: bool) -> int:
    """Prove packs, lessons or package folders; without any, all that is installed."""
    report = _report(targets)
    if as_json:
        put_json(report.as_data())
    else:
        _show(report)
    return 0 if report.clean else 1


def _report(targets: tuple[str, ...]) -> "Report":
    from tutor.core.check.targets import check_targets
    from tutor.core.errors import TutorError
    from tutor.ui.keys import RESERVED_KEYS

    try:
        # What a lesson's code prints must not mix with the report.
        with contextlib.redirect_stdout(sys.stderr):
            return check_targets(targets, pack_dirs(), RESERVED_KEYS)
    except TutorError as error:
        raise Refused(str(error)) from error


def _show(report: "Report") -> None:
    for finding in report.findings:
        put(f"{finding.severity}[{finding.code}] {finding}")
    wrong = sum(finding.severity == "error" for finding in report.findings)
    more = len(report.findings) - wrong
    say(f"{counted(len(report.lessons), 'lesson')} proved: {counted(wrong, 'error')}, {counted(more, 'warning')}.")
