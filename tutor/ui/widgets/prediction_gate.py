"""The predictions of an exercise: asked one by one before the controls unlock, then compared with what is seen."""

from textual.app import ComposeResult

from tutor.core.errors import TutorError
from tutor.core.exercise.kit import Prediction
from tutor.core.exercise.play import Play
from tutor.core.lesson.model import ExerciseRef
from tutor.ui.widgets.hollow import Layer
from tutor.ui.widgets.prediction import PredictionView, outcome_text


class PredictionGate(Layer):
    """Open once every prediction was made; `guesses` are the options so far (-1: no guess)."""

    def __init__(self, item: ExerciseRef, play: Play, guesses: tuple[int, ...]) -> None:
        super().__init__()
        self.item, self.play, self.guesses = item, play, guesses
        self.predictions = play.predictions(item.part)
        self._seen: set[str] = set()
        """Predictions whose truth was on screen: once seen, it stays told."""

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
        """The next prediction."""
        if self.locked:
            yield PredictionView(self.item.name, len(self.guesses), self.predictions[len(self.guesses)])

    async def show(self) -> None:
        """Anew, after a prediction."""
        await self.recompose()

    def rows(self, width: int) -> int:
        """Rows that the question takes, with its options."""
        return next((view.rows(width) for view in self.query(PredictionView)), 0) if self.locked else 0

    def _shown(self, one: Prediction) -> bool:
        try:
            if self.play.shows_truth(one, self.item.part):
                self._seen.add(one.question)
        except TutorError:
            return False
        return one.question in self._seen

    @property
    def settled(self) -> bool:
        """Whether the truth of all of them was seen."""
        return all(self._shown(one) for one in self.predictions)

    def told(self, over: bool) -> str:
        """What was said and what it was, as far as that was seen; of all, once the exercise is over."""
        if self.locked or not self.guesses:
            return ""
        pairs = zip(self.predictions, self.guesses, strict=False)
        try:
            return "\n\n".join(
                outcome_text(one, guess, self.play.truth(one, self.item.part) if self._shown(one) or over else None)
                for one, guess in pairs
            )
        except TutorError as error:
            return str(error)

    def predict(self, *, skip: bool = False) -> None:
        """Say what is picked, or make no guess."""
        view = self.query_one(PredictionView)
        view.call_next(view.skip if skip else view.choose)  # in its own name: else what it says ends at its sender

    @property
    def numbers(self) -> str:
        """The keys that pick an option of the prediction that is to be made."""
        return f"1–{len(self.predictions[len(self.guesses)].options)}"

    @property
    def picked(self) -> bool:
        """Whether an option is picked."""
        return any(view.options.picked for view in self.query(PredictionView))

    def pick(self, number: int) -> bool:
        """Pick the option of this number, from one; whether there is one."""
        for view in self.query(PredictionView):
            return view.pick(number)
        return False
