"""Checks of choices whose right option shows by its length or its place, over forms and over a lesson."""

from collections.abc import Callable, Sequence

from tutor.core.check.context import CheckContext
from tutor.core.check.draws import variants
from tutor.core.lesson.model import Choice

FORMS, QUESTIONS = 4, 5
"""So many forms of a question, or so many questions of a lesson, are no accident any more."""
SEEN, LETTERS = 1.2, 8
"""From such a share, and so many letters, on a text is seen to be the longest."""
_LONGEST = "make wrong options as long, or say the right one shorter: its reason belongs into the feedback"
_PLACE = "take shuffle=no out, or let the right one stand elsewhere too"


def check_tells(context: CheckContext) -> None:
    """Every choice of which one is picked, by its forms; then those of the lesson together."""
    asked: list[tuple[Choice, list[Choice]]] = []
    for item in context.text.items():
        if isinstance(item, Choice) and not item.pick_all and len(item.options) > 2:
            forms = {tuple(option.text for option in form.options): form for _, form in variants(context, item)}
            asked.append((item, list(forms.values())))
    _tell(context, asked, _is_longest, "the right option is the longest", _LONGEST)
    fixed = [(item, forms) for item, forms in asked if not item.shuffle]
    for at in range(max((len(item.options) for item, _ in fixed), default=0)):
        _tell(context, fixed, lambda form, at=at: _right(form) == at, f"the right option is number {at + 1}", _PLACE)  # type: ignore[misc]


def _tell(
    context: CheckContext,
    asked: Sequence[tuple[Choice, list[Choice]]],
    tells: Callable[[Choice], bool],
    what: str,
    fix: str,
) -> None:
    """Warn where it tells in every form of a question, or in every question of the lesson."""
    telling = [(item, forms) for item, forms in asked if all(map(tells, forms))]
    alone = [(item, forms) for item, forms in telling if len(forms) >= FORMS]
    for item, forms in alone:
        context.warn("tells", f"in all of its {len(forms)} forms {what}", fix, item)
    if len(asked) >= QUESTIONS and len(telling) == len(asked) and not alone:
        context.warn("tells", f"in all {len(asked)} choices of the lesson {what}", fix, line=telling[0][0].line)


def _right(form: Choice) -> int:
    return next(at for at, option in enumerate(form.options) if option.right)


def _is_longest(form: Choice) -> bool:
    """Whether one sees it at a glance."""
    right = len(form.options[_right(form)].text)
    longest = max(len(option.text) for option in form.options if not option.right)
    return right >= max(SEEN * longest, longest + LETTERS)
