"""The predictions of an exercise: asked one by one before the controls unlock, compared with what happened after."""

from textual.app import ComposeResult

from tutor.core.errors import TutorError
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.prediction import PredictionView, outcome_text
from tutor.ui.widgets.prose import Prose


class Gate(Layer):
    """Open once every prediction was made; `said` are the options so far (-1: no guess)."""

    DEFAULT_CSS = """
    Gate .said { padding: 0 2; margin: 0 0 1 0; }
    """

    def __init__(self, item: ExerciseRef, play: Play, said: tuple[int, ...]) -> None:
        super().__init__()
        self.item, self.play, self.said = item, play, said
        self.predictions = play.predictions(item.part)

    @property
    def locked(self) -> bool:
        """Whether a prediction is still to be made."""
        return len(self.said) < len(self.predictions)

    def compose(self) -> ComposeResult:
        """The next prediction, or what was said of those before."""
        if self.locked:
            yield PredictionView(self.item.name, len(self.said), self.predictions[len(self.said)])
        elif self.said:
            yield Prose(self._told(False), classes="said")

    async def show(self) -> None:
        """Anew, after a prediction."""
        await self.recompose()

    def settle(self, happened: bool) -> None:
        """Say what was true, once the learner saw something happen."""
        for line in self.query(".said").results(Prose):
            line.text = self._told(happened)

    def _told(self, happened: bool) -> str:
        pairs = zip(self.predictions, self.said, strict=False)
        try:
            return "\n\n".join(
                outcome_text(one, said, self.play.truth(one) if happened else None) for one, said in pairs
            )
        except TutorError as error:
            return str(error)

    def predict(self, *, skip: bool = False) -> None:
        """Say what is picked, or make no guess."""
        view = self.query_one(PredictionView)
        view.call_next(view.skip if skip else view.choose)  # in its own name: else what it says ends at its sender
