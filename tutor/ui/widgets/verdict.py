"""The verdict on an answer: a symbol, a word and a sentence, so that it never hangs on colour alone."""

from tutor.core.grade import Grade, Outcome, headed, lines_of
from tutor.ui.widgets.prose import Prose

UNANSWERED = Grade.unattempted().feedback
_WORDS = {
    Outcome.PASSED: ("✓", "Right", "-good"),
    Outcome.FAILED: ("✗", "Not yet", "-bad"),
    Outcome.INVALID: ("?", "Can't be read", "-unsure"),
    Outcome.UNATTEMPTED: ("○", "Nothing answered yet", "-unsure"),
    Outcome.LESSON_ERROR: ("!", "The lesson is at fault, not you", "-unsure"),
}


def verdict_text(grade: Grade, why: str = "", missed: str = "") -> str:
    """The verdict as Markdown; `why` is added where the answer is settled, `missed` is the word for a miss."""
    symbol, word, _ = _WORDS[grade.outcome]
    if grade.outcome is Outcome.FAILED and missed:
        word = missed
    if grade.outcome is Outcome.FAILED and grade.score > 0:
        symbol, word = "◐", "Partly right"
    if grade.outcome is Outcome.PASSED and grade.score < 1:
        word = "Good enough"
    feedback = "" if grade.feedback == UNANSWERED else grade.feedback
    head, said = headed(word, feedback)
    paragraphs = [
        f"**{symbol} {head}**{said}",
        "\n".join(lines_of(grade)),
        f"**Why.** {why}" if why else "",
    ]
    return "\n\n".join(filter(None, paragraphs))


class Verdict(Prose):
    """Hidden until there is something to say; stays until the learner goes on."""

    DEFAULT_CSS = """
    Verdict { display: none; margin: 1 0 0 0; padding: 0 1; border-left: outer $foreground 30%; background: $surface; }
    Verdict.-good { display: block; border-left: outer $success; }
    Verdict.-bad { display: block; border-left: outer $error; }
    Verdict.-unsure { display: block; border-left: outer $warning; }
    """

    def show(self, grade: Grade, why: str = "", missed: str = "") -> None:
        """Say what became of the answer."""
        self._say(verdict_text(grade, why, missed), _WORDS[grade.outcome][2])

    def show_solution(self, solution: str, why: str = "") -> None:
        """Show the answer to a learner who gave up on it."""
        text = f"**→ The answer:** {solution}"
        self._say(f"{text}\n\n**Why.** {why}" if why else text, "-unsure")

    def show_missing(self, text: str) -> None:
        """Say what an answer lacks before it can be judged."""
        self._say(f"**○ Not complete yet.** {text}", "-unsure")

    def clear(self) -> None:
        """Nothing to say."""
        self._say("", "")

    def _say(self, text: str, tone: str) -> None:
        self.set_classes(tone)
        self.text = text
