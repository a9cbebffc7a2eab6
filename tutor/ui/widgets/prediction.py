"""A prediction: asked before the controls unlock, and compared with what happened afterwards."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from tutor.core.exercise.kit import Prediction
from tutor.ui.messages import Predicted
from tutor.ui.widgets.buttons import Buttons, Command
from tutor.ui.widgets.choice import OptionRows
from tutor.ui.widgets.prose import Prose


class PredictionView(Vertical):
    """The question with its options; enter says it. Not scored."""

    DEFAULT_CSS = """
    PredictionView { height: auto; padding: 0 1; margin: 0 0 1 0; background: $surface; }
    """

    def __init__(self, item: str, index: int, prediction: Prediction) -> None:
        super().__init__()
        self.item, self.index, self.prediction = item, index, prediction

    def compose(self) -> ComposeResult:
        """Question, options, keys."""
        yield Prose(f"**Predict first.** {self.prediction.question}")
        yield OptionRows(list(self.prediction.options), many=False)
        yield Buttons(
            classes="keys", commands=[Command("predict", "enter", "Say it"), Command("skip", "x", "No guess")]
        )

    def choose(self) -> bool:
        """Say what is picked; whether something was."""
        rows = self.query_one(OptionRows)
        if not rows.picked:
            rows.choose(rows.cursor)
            return False
        self.post_message(Predicted(self.item, self.index, min(rows.picked)))
        return True

    def skip(self) -> None:
        """Go on without a guess."""
        self.post_message(Predicted(self.item, self.index, -1))

    @on(Buttons.Pressed)
    def _pressed(self, event: Buttons.Pressed) -> None:
        event.stop()
        if event.id == "skip":
            self.skip()
        else:
            self.choose()

    @on(OptionRows.Changed)
    def _changed(self, event: OptionRows.Changed) -> None:
        event.stop()


def outcome_text(prediction: Prediction, guess: int, truth: int | None) -> str:
    """`You said … — it was …` as Markdown; without the truth while its evidence is not on screen."""
    options = list(prediction.options)
    text = f"**You said:** {options[guess]}" if 0 <= guess < len(options) else "**No guess**"
    if truth is None:
        return f"{text} — now see."
    sign = "✓" if guess == truth else "→"
    why = f" {prediction.why}" if prediction.why else ""
    return f"{text} · **{sign} it was:** {options[truth]}.{why}"
