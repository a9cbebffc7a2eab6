"""The ladder of hints, as far as it was climbed."""

from collections.abc import Sequence

from tutor.ui.widgets.prose import Prose


class Hints(Prose):
    """Hidden until the first hint is asked for."""

    DEFAULT_CSS = """
    Hints { display: none; margin: 1 0 0 0; padding: 0 1; border-left: outer $accent; }
    Hints.-shown { display: block; }
    """
    count = 0
    _rungs: Sequence[str] = ()

    def only_last(self, only: bool) -> None:
        """Show the newest rung alone, or all of them."""
        self.text = "\n\n".join(self._rungs[-1:] if only else self._rungs)

    def show(self, hints: tuple[str, ...], total: int) -> None:
        """Show these rungs of `total`."""
        self.count = len(hints)
        self._rungs = [f"**Hint {n} of {total}.** {hint}" for n, hint in enumerate(hints, 1)]
        self.text = "\n\n".join(self._rungs)
        self.set_class(bool(hints), "-shown")
