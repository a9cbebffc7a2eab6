"""How long a program took: told by who watches it, not by a clock in its hands."""

import sys

import numpy as np
import pytest

from tests.core.code_total import CHECKS, graded, total
from tutor.core.code.properties import CodeChecks, Property
from tutor.core.code.runner import CodeRunner
from tutor.core.grade import Outcome


@pytest.mark.parametrize("warm", [True, False])
def test_a_slow_program_cannot_patch_the_clock(warm):
    """The time is taken by who watches the run, in processor time: no clock in the program's hands, no sleep in it."""
    prop = Property("fast", examples=[(np.ones(10),)], expect=total, times=2, says="Slow.")
    checks = CodeChecks(function="total", solution=CHECKS.solution, properties=[prop])
    clocks = "time.thread_time = time.process_time = time.perf_counter = time.monotonic = time.time"
    patched = f"import time\n{clocks} = time.clock_gettime = lambda *a: 0.0\n"
    slow = f"{patched}def total(X):\n    for n in range(3_000_000): pass\n    return sum(X)\n"
    runner = CodeRunner(warm=warm)
    try:
        assert graded(runner, slow, checks, seconds=60).grade.feedback.startswith("Slow.")
        idle = "import time\ndef total(X):\n    time.sleep(0.1)\n    return sum(X)\n"
        if sys.platform == "linux":
            assert graded(runner, idle, checks).grade.outcome is Outcome.PASSED
    finally:
        runner.close()


def test_a_time_that_was_not_taken_is_no_short_one():
    """A program that forges its answer before the clock is asked."""
    prop = Property("fast", examples=[(np.ones(2),)], expect=total, times=2, says="Slow.")
    checks = CodeChecks(function="total", solution=CHECKS.solution, properties=[prop])
    source = (
        "import os\nfrom tutor.core.code import learner\n"
        "learner._Results.stamp = lambda self: None\ndef total(X):\n    return sum(X)\n"
    )
    runner = CodeRunner()
    try:
        assert graded(runner, source, checks).grade.feedback.startswith("Slow.")
    finally:
        runner.close()
