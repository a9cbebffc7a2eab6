"""Questions scored by share: the feedback names which of the learner's own parts are off."""

from tutor.core.grade import Criterion, Grade
from tutor.core.questions.question import RIGHT


def shared(parts: list[Criterion], wrong: list[str]) -> Grade:
    """The share right; `wrong` has one sentence for each part that is not."""
    if not wrong:
        return Grade.rubric(parts, RIGHT)
    feedback = " ".join([f"{len(parts) - len(wrong)} of {len(parts)} right.", *wrong])
    return Grade.rubric(parts, feedback, misconception=" ".join(wrong))
