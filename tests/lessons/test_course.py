"""The course as a whole: every topic of the talk is covered, every term explained, and there are two ways through."""

from itertools import groupby

from tutor.core.packs.catalog import load_catalog

TOPICS = [
    "intro.engineering",
    "intro.terminology",
    "intro.ai-vs-statistics",
    "data.need",
    "data.goal",
    "data.user-stories",
    "data.business-problem",
    "data.black-box",
    "algorithm.data",
    "algorithm.inputs",
    "algorithm.outputs",
    "algorithm.phone-a-friend",
    "algorithm.flow-chart",
    "algorithm.deep-learning",
    "algorithm.interpretability",
    "prior-art.search",
    "prior-art.architectures",
    "prior-art.pretrained",
    "end.questions",
    "end.resources",
    "prep.new-api",
    "prep.new-csv",
    "prep.normalizing",
    "prep.whitening",
    "prep.binning",
    "prep.missing",
    "regression.pre-jargon",
    "regression.letters",
    "regression.several",
    "regression.matrix",
    "regression.overfitting",
    "descent.loss",
    "descent.argmin",
    "descent.gradient",
    "descent.stochastic",
    "descent.batches",
    "tensors.linear",
    "tensors.arrays",
    "tensors.flow-graph",
]
CATALOG = load_catalog()
MODULES = ["thinking", "algorithm", "prep", "regression", "descent", "tensors"]


def modules(catalog):
    return [module for module, _ in groupby(lesson.module.id for lesson in catalog.in_pack("ml-engineer"))]


def test_every_topic_of_the_talk_is_covered_and_no_other_is_named():
    assert len(TOPICS) == 39
    covered = {topic for lesson in CATALOG.in_pack("ml-engineer") for topic in lesson.meta.covers}
    assert set(TOPICS) - covered == set()
    assert covered - set(TOPICS) == set()


def test_every_need_is_a_lesson_and_comes_before_where_the_talk_s_order_allows():
    lessons = CATALOG.in_pack("ml-engineer")
    place = {lesson.id: number for number, lesson in enumerate(lessons)}
    assert {need for lesson in lessons for need in lesson.needs} <= set(place)
    late = {(lesson.name, need.partition("/")[2]) for lesson in lessons for need in lesson.needs
            if place[need] > place[lesson.id]}  # fmt: skip
    # The talk speaks of choosing an algorithm before it tells what a line is.
    assert {name for name, _ in late} <= {"just-deep", "why", "prior-art"}


def test_as_the_talk_or_maths_first():
    assert modules(CATALOG)[:6] == MODULES
    maths = CATALOG.ordered("maths first")
    assert [each for each in modules(maths) if each in MODULES][:6] == [
        "thinking", "regression", "descent", "tensors", "algorithm", "prep",
    ]  # fmt: skip
    assert maths.in_pack("ml-engineer")[-1].name == "questions"
    assert {lesson.id for lesson in maths.lessons} == {lesson.id for lesson in CATALOG.lessons}
    assert CATALOG.orders == ("maths first",)
    assert CATALOG.ordered("none such").lessons == CATALOG.lessons
