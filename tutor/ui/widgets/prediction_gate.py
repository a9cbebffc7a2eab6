"""The predictions of an exercise: asked one by one before the controls unlock, then compared with what is seen."""

from textual.app import ComposeResult

from tutor.core.errors import TutorError
from tutor.core.exercise.kit import Prediction
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.prediction import PredictionView, outcome_text
from tutor.ui.widgets.prose import Prose


class PredictionGate(Layer):
    """Open once every prediction was made; `guesses` are the options so far (-1: no guess)."""

    DEFAULT_CSS = """
    PredictionGate .guesses { padding: 0 2; }
    """

    def __init__(self, item: ExerciseRef, play: Play, guesses: tuple[int, ...]) -> None:
        super().__init__()
        self.item, self.play, self.guesses = item, play, guesses
        self.predictions = play.predictions(item.part)

    @property
    def locked(self) -> bool:
        """Whether a prediction is still to be made."""
        return len(self.guesses) < len(self.predictions)

    @property
    def unseen(self) -> Prediction | None:
        """The first prediction whose truth is still to be seen, and can be shown by a key."""
        if self.locked:
            return None
        return next((one for one in self.predictions if one.see and not self._shown(one)), None)

    def compose(self) -> ComposeResult:
        """The next prediction, or what was said of those before."""
        if self.locked:
            yield PredictionView(self.item.name, len(self.guesses), self.predictions[len(self.guesses)])
        elif self.guesses:
            yield Prose(self._told(False), classes="guesses")

    async def show(self) -> None:
        """Anew, after a prediction."""
        await self.recompose()

    def settle(self, over: bool) -> None:
        """Tell the truth of what is on screen; of all, once the exercise is over."""
        for line in self.query(".guesses").results(Prose):
            line.text = self._told(over)

    def _shown(self, one: Prediction) -> bool:
        try:
            return self.play.shows_truth(one, self.item.part)
        except TutorError:
            return False

    def _told(self, over: bool) -> str:
        pairs = zip(self.predictions, self.guesses, strict=False)
        try:
            return "\n\n".join(
                outcome_text(one, guess, self.play.truth(one, self.item.part) if over or self._shown(one) else None)
                for one, guess in pairs
            )
        except TutorError as error:
            return str(error)

    def predict(self, *, skip: bool = False) -> None:
        """Say what is picked, or make no guess."""
        view = self.query_one(PredictionView)
        view.call_next(view.skip if skip else view.choose)  # in its own name: else what it says ends at its sender
