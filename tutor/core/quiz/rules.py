"""What a learner is told before a sitting begins; nothing in it comes as a surprise."""

from tutor.core.quiz.sitting import Kind, Sitting

TITLES: dict[Kind, str] = {"quiz": "Quiz", "review": "Review", "placement": "Placement", "final": "Final test"}
CONFIDENCE = ("a guess", "fairly sure", "sure")
"""What 1, 2 and 3 mean."""


def rules(sitting: Sitting) -> list[str]:
    """The rules, a sentence each."""
    count = len(sitting.asked)
    questions = "1 question" if count == 1 else f"{count} questions"
    lessons = len({each.lesson for each in sitting.asked})
    said = [f"{questions} from {'1 lesson' if lessons == 1 else f'{lessons} lessons'}, mixed, each with new numbers."]
    said.append("Each is answered once. What cannot be read as an answer costs nothing.")
    if sitting.kind == "review":
        said.append("Hints are there; an answer with a hint comes back sooner than one without.")
    else:
        said.append("There are no hints.")
    said.append(
        "After each answer one key says how sure you were: 1 a guess, 2 fairly sure, 3 sure. It never changes a score."
    )
    at_once = "You hear at once what became of an answer." if sitting.feedback == "once" else "You hear at the end."
    said.append(at_once)
    if sitting.minutes:
        said.append(f"About {sitting.minutes} minutes. The time is shown and cuts nothing off.")
    skipping = "leaves it for another day" if sitting.kind == "review" else "counts as a miss"
    said.append(f"You may leave at any time: it waits where you left it. Skipping a question {skipping}.")
    said += _OWN[sitting.kind]
    return said


_OWN: dict[Kind, list[str]] = {
    "quiz": [],
    "review": [],
    "placement": [
        "Three questions a module; after two misses a module is not asked further.",
        "With 2.5 points of 3 the lessons of a module open at their full exercise, if you are ready for what it needs; "
        "a first miss in a review takes that back.",
    ],
    "final": [
        "It is passed with 80 % in all and at least half in each module. You may take it again after a day.",
    ],
}
