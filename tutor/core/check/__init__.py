"""`tutor check`: a lesson is proved, not trusted."""

from tutor.core.check.codes import CODES
from tutor.core.check.lesson import Proof, check_lesson
from tutor.core.check.targets import Report, check_targets

__all__ = ["CODES", "Proof", "Report", "check_lesson", "check_targets"]
