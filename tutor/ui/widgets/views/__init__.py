"""Parts of a view on screen, one module a kind, named as the kind's module in the core: `note.py` has the NoteView."""

from typing import Any

from tutor.core.exercise.view import ViewPart
from tutor.ui.widgets.mirrored import widget_of


def view_of(kind: type[ViewPart]) -> Any:
    """The class of widget that shows such a part, with `show(part)`."""
    return widget_of(kind, __name__, "View")
