"""What a learner is told before a sitting begins; nothing in it comes as a surprise."""

from tutor.core.quiz.state import Kind, QuizState, whole_minutes

TITLES: dict[Kind, str] = {"quiz": "Quiz", "review": "Review", "placement": "Placement", "final": "Final test"}
CONFIDENCE = ("a guess", "fairly sure", "sure")
"""What 1, 2 and 3 mean."""


def rules(sitting: QuizState) -> list[str]:
    """The rules, a sentence each."""
    said = [f"{holds(sitting)} from {_number(len({each.lesson for each in sitting.asked}), 'lesson')}, mixed."]
    if new := _new_numbers(sitting):
        said.append(new)
    said.append("Each is answered once. What cannot be read as an answer costs nothing.")
    if sitting.kind == "review":
        said.append("There are hints; an answer with one comes back sooner than one without.")
    else:
        said.append("There are no hints.")
    said.append(
        "After each answer one key says how sure you were: 1 a guess, 2 fairly sure, 3 sure. It never changes a score."
    )
    at_once = "You get feedback after each answer." if sitting.feedback == "once" else "You get feedback at the end."
    said.append(at_once)
    if sitting.minutes:
        said.append(f"About {sitting.minutes} minutes. The time is shown; nothing is cut off.")
    else:
        said.append(f"It takes about {_number(sitting.expected, 'minute')}.")
    skipping = "leaves it for another day" if sitting.kind == "review" else "counts as a miss"
    said.append(f"You may leave at any time: it waits where you left it. Skipping a question {skipping}.")
    said += _OWN[sitting.kind]
    return said


def holds(sitting: QuizState) -> str:
    """`7 questions, 2 exercises (about 4 min each) and 1 program (about 5 min)`."""
    parts = []
    for word, kind in _KINDS:
        minutes = [each.minutes for each in sitting.asked if (each.kind if each.practice else "") == kind]
        if minutes:
            each = " each" if len(minutes) > 1 else ""
            time = f" (about {whole_minutes(max(minutes))} min{each})" if kind else ""
            parts.append(_number(len(minutes), word) + time)
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _new_numbers(sitting: QuizState) -> str:
    """Which have new numbers: no more is promised than there is."""
    new, of = sum(each.varies for each in sitting.asked), len(sitting.asked)
    if new == of:
        return "Each has new numbers every time." if of > 1 else "It has new numbers every time."
    if not new:
        return ""
    return f"{new} of them {'has' if new == 1 else 'have'} new numbers every time."


def _number(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


_KINDS = (("question", ""), ("exercise", "exercise"), ("program", "code"))
_OWN: dict[Kind, list[str]] = {
    "quiz": [],
    "review": [],
    "placement": [
        "Three questions a module; after two misses a module is not asked further.",
        "With 2.5 points of 3 the lessons of a module open at their full exercise, if you are ready for what it needs; "
        "a first miss in a review takes that back.",
    ],
    "final": [
        "It is passed with 80% in all and at least half in each module. You may take it again after a day.",
    ],
}
