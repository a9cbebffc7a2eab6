"""What a sitting came to, in words: for plain mode, for the command line, for whoever does not see the screen."""

from tutor.core.quiz.result import Result
from tutor.core.quiz.state import QuizState


def told(sitting: QuizState, found: Result) -> str:
    """The result, a line a fact."""
    lines = [headline(sitting, found)]
    for row in found.objectives:
        sure = f", {_sure(row.sure)}" if row.sure is not None else ""
        lines.append(f"- {sign(row.score)} {row.score:.0%} of {row.asked}: {row.text} ({row.lesson}){sure}")
    for part, score in found.parts.items() if sitting.kind in ("final", "placement") else ():
        lines.append(f"- {part}: {score:.0%}")
    if found.placed:
        lines.append(f"Placed, so they open at their full exercise: {', '.join(found.placed)}.")
    elif sitting.kind == "placement":
        lines.append("No module is placed: start at the beginning; it goes fast where you know your way.")
    for word, (said, right) in found.confidence.items():
        lines.append(f"- said “{word}” {said} times, right {right} times")
    lines += [f"Read again: {one.title}, page {one.page + 1} {one.page_title} ({one.item})" for one in found.missed]
    lines += [f"! {note}" for note in sitting.notes]
    return "\n".join(lines)


def headline(sitting: QuizState, found: Result) -> str:
    """`Quiz: 7 of 10 right, 72%, in 4 minutes.`"""
    minutes = max(1, round(found.seconds / 60))
    advised = f" of about {sitting.minutes}" if sitting.minutes else ""
    verdict = {True: " Passed.", False: " Not passed.", None: ""}[found.passed]
    out = f" {found.left_out} left out." if found.left_out else ""
    return (
        f"{sitting.title}: {found.right} of {found.counted} right, score {found.score:.0%}, "
        f"in {minutes}{advised} min.{verdict}{out}"
    )


def sign(score: float) -> str:
    """✓ all, ◐ some, ✗ nothing."""
    return "✓" if score >= 1 - 1e-9 else "◐" if score > 0 else "✗"


def _sure(mean: float) -> str:
    return "sure" if mean >= 2.5 else "fairly sure" if mean >= 1.5 else "guessing"
