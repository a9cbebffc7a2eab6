"""The ladder of hints, as far as it was climbed."""

from tutor.ui.widgets.prose import Prose


class Hints(Prose):
    """Hidden until the first hint is asked for."""

    DEFAULT_CSS = """
    Hints { display: none; margin: 1 0 0 0; padding: 0 1; border-left: outer $accent; }
    Hints.-shown { display: block; }
    """
    count = 0

    def show(self, hints: tuple[str, ...], total: int) -> None:
        """Show these rungs of `total`."""
        self.count = len(hints)
        self.text = "\n\n".join(f"**Hint {n} of {total}.** {hint}" for n, hint in enumerate(hints, 1))
        self.set_class(bool(hints), "-shown")
