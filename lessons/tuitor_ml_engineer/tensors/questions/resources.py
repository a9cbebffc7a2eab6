"""Where to go on: five resources, and which lessons of this course each of them deepens."""

FAST, HACKERNOON, CHEATSHEET, SKLEARN, ISL = "fast.ai", "hackernoon", "ml-cheatsheet", "scikit-learn", "ISL"
RESOURCES = (FAST, HACKERNOON, CHEATSHEET, SKLEARN, ISL)
ABOUT = {
    FAST: "nets: batches, tensors, the walk back",
    HACKERNOON: "which algorithm for which problem",
    CHEATSHEET: "one line: cost, gradient, code",
    SKLEARN: "preparing data inside a pipeline",
    ISL: "what fits and scores can tell",
}
LESSONS = {
    "ai-vs-stats": (ISL,), "words": (ISL,), "story": (ISL,), "black-box": (ISL,),
    "look": (HACKERNOON,), "phone-a-friend": (HACKERNOON, SKLEARN), "why": (ISL,), "just-deep": (FAST,),
    "prior-art": (HACKERNOON, FAST),
    "normalise": (SKLEARN,), "bins": (SKLEARN,), "missing": (SKLEARN,), "new-csv": (SKLEARN,),
    "line": (CHEATSHEET, ISL), "wx-plus-b": (CHEATSHEET, ISL), "overfit": (ISL,),
    "losing-it": (CHEATSHEET,), "descent": (CHEATSHEET, FAST), "batches": (FAST,),
    "tensors": (FAST,), "flow-graph": (FAST,), "customer-day": (SKLEARN, HACKERNOON),
}  # fmt: skip
"""The lessons of this course by name, and what goes on from each."""


def fitting(lesson: str) -> tuple[str, ...]:
    """What goes on from a lesson, given by its full id."""
    return LESSONS[lesson.partition("/")[2]]
