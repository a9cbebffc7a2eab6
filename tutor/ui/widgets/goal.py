"""The goal of the exercise at hand, always in sight above the keys."""

from tutor.ui.widgets.prose import Prose


class GoalBar(Prose):
    """One to three lines; hidden on pages without an exercise."""

    DEFAULT_CSS = """
    GoalBar { dock: bottom; margin: 0 0 1 0; padding: 0 2; max-height: 3; background: $surface; display: none; }
    GoalBar.-shown { display: block; }
    """

    def show(self, prompt: str) -> None:
        """Show the first paragraph of a prompt; an empty one hides the bar."""
        first = prompt.strip().partition("\n\n")[0]
        self.text = f"**Goal** {first}" if first else ""
        self.set_class(bool(first), "-shown")
