"""`tutor check`: lessons are proved; each finding with file, line and the mend."""

import contextlib
import os
import sys
from typing import TYPE_CHECKING

import click

from tutor.cli.common import Refused, as_json, counted, options, pack_dirs, put, put_json, say

if TYPE_CHECKING:
    from tutor.core.check.targets import Report
    from tutor.core.errors import Finding

WIDTH = 78
"""Columns of a paragraph."""


@click.command()
@click.argument("targets", nargs=-1, metavar="[PACK|LESSON|DIR]...")
@click.option("--only", metavar="ITEM", default="", help="Check one item of a lesson, and nothing else.")
@click.option("--explain", metavar="CODE", help="Explain the CODE of a finding, and check nothing.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "github"]),
    default="text",
    help="github: findings as annotations of a workflow on GitHub.",
)
@as_json
@options
def check(targets: tuple[str, ...], only: str, explain: str | None, form: str, as_json: bool) -> int:
    """Prove packs, lessons or package folders; without any, all that is installed."""
    if explain is not None:
        put(_explained(explain))
        return 0
    report = _report(targets, only)
    if as_json:
        put_json(report.as_data())
    elif form == "github":
        for finding in report.findings:
            put(_annotation(finding))
    else:
        _show(report)
    return 0 if report.clean else 1


def _explained(code: str) -> str:
    from textwrap import fill

    from tutor.core.check.codes import CODES
    from tutor.core.check.explained import MORE
    from tutor.core.nearest import did_you_mean

    if code not in CODES:
        raise Refused(f"There is no finding with the code {code!r}.{did_you_mean(code, CODES)}")
    return "\n\n".join(filter(None, [f"{code}: {CODES[code]}.", fill(MORE.get(code, ""), WIDTH)]))


def _annotation(finding: "Finding") -> str:
    """A workflow command: https://docs.github.com/actions/reference/workflow-commands-for-github-actions."""

    def escaped(text: str, more: str = "") -> str:
        signs = {"%": "%25", "\r": "%0D", "\n": "%0A"} | {sign: f"%{ord(sign):02X}" for sign in more}
        return "".join(signs.get(sign, sign) for sign in text)

    where = {"file": os.path.relpath(finding.file) if finding.file else "", "line": str(finding.line or "")}
    about = {name: value for name, value in (where | {"title": finding.code}).items() if value}
    told = ",".join(f"{name}={escaped(value, ':,')}" for name, value in about.items())
    more = {"instead": finding.fix, "to see it": finding.paste}
    said = "\n".join([finding.message, *(f"{name}: {text}" for name, text in more.items() if text)])
    return f"::{finding.severity} {told}::{escaped(said)}"


def _report(targets: tuple[str, ...], only: str) -> "Report":
    from tutor.core.check.targets import check_targets
    from tutor.core.errors import TutorError
    from tutor.ui.keys import RESERVED_KEYS

    try:
        # What a lesson's code prints must not mix with the report.
        with contextlib.redirect_stdout(sys.stderr):
            return check_targets(targets, pack_dirs(), RESERVED_KEYS, only, apart=1)
    except TutorError as error:
        raise Refused(str(error)) from error


def _show(report: "Report") -> None:
    from tutor.cli.check_table import table

    for finding in report.findings:
        put(f"{finding.severity}[{finding.code}] {finding}")
    if report.findings and report.lessons:
        put("")
    for line in table(report.lessons):
        put(line)
    wrong = sum(finding.severity == "error" for finding in report.findings)
    more = len(report.findings) - wrong
    say(f"{counted(len(report.lessons), 'lesson')} proved: {counted(wrong, 'error')}, {counted(more, 'warning')}.")
