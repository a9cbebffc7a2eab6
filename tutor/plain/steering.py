"""What is typed in a sitting to move in it, whatever is asked."""

from tutor.core.quiz.runner import QuizRunner
from tutor.plain.talk import Left, Talk


def steered(sit: QuizRunner, word: str, talk: Talk) -> bool:
    """Do what this word asks for: on, out, the end, a hint in a review; whether it was such a word. Raises Left."""
    match word:
        case "quit" | "exit":
            raise Left
        case "skip" | "next":
            sit.skip()
        case "end":
            sit.end()
        case "hint" if sit.sitting.kind == "review":
            talk.say(sit.hint() or "There is no hint for this one.")
        case _:
            return False
    return True
