"""A prediction: asked before the controls unlock, and compared with what happened afterwards."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from tutor.core.exercise.kit import Prediction
from tutor.ui.messages import Predicted
from tutor.ui.widgets.choice import OptionRows
from tutor.ui.widgets.prose import Prose


class PredictionView(Vertical):
    """The question with its options; enter says it. Not scored."""

    DEFAULT_CSS = """
    PredictionView { height: auto; padding: 0 1; background: $surface; }
    """

    def __init__(self, item: str, index: int, prediction: Prediction) -> None:
        super().__init__()
        self.item, self.index, self.prediction = item, index, prediction
        self.asked = Prose(f"**Predict first.** {prediction.question}")
        self.options = OptionRows(list(prediction.options), many=False)

    def compose(self) -> ComposeResult:
        """Question and options."""
        yield self.asked
        yield self.options

    def rows(self, width: int) -> int:
        """Rows that both take."""
        return self.asked.rows(width - 2) + self.options.rows(width - 2)

    def pick(self, number: int) -> bool:
        """Pick an option by its number, from one; whether there is one."""
        if not 1 <= number <= len(self.options.items):
            return False
        self.options.cursor = number - 1
        self.options.choose(number - 1)
        self.screen.set_focus(self.options)
        return True

    def choose(self) -> bool:
        """Say what is picked; whether something was."""
        rows = self.options
        if not rows.picked:
            rows.choose(rows.cursor)
            return False
        self.post_message(Predicted(self.item, self.index, min(rows.picked)))
        return True

    def skip(self) -> None:
        """Go on without a guess."""
        self.post_message(Predicted(self.item, self.index, -1))

    @on(OptionRows.Changed)
    def _changed(self, event: OptionRows.Changed) -> None:
        event.stop()
        self.screen.refresh_bindings()


def outcome_text(prediction: Prediction, guess: int, truth: int | None) -> str:
    """`You said … — it was …` as Markdown; without the truth while its evidence is not on screen."""
    options = list(prediction.options)
    text = f"**You said:** {options[guess]}" if 0 <= guess < len(options) else "**No guess**"
    if truth is None:
        return f"{text} — now see."
    sign = "✓" if guess == truth else "→"
    why = f" {prediction.why}" if prediction.why else ""
    return f"{text} · **{sign} it was:** {options[truth]}.{why}"
