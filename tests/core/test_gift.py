"""Moodle's GIFT, there and back: text and key stay, and what cannot be said is refused with the reason."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tutor.core.answering import generated
from tutor.core.check import check_targets
from tutor.core.errors import TutorError
from tutor.core.exchange import gift, gift_read, lesson_text
from tutor.core.exchange.items import gift_items
from tutor.core.lesson.model import Blank, Case, Choice, Gap, Match, Number, Option, Order, Text
from tutor.core.packs.catalog import load_catalog
from tutor.core.questions import grade, solution
from tutor.core.safe_text import one_line


def there_and_back(item):
    text, refused = gift.write([(f"p/l#{item.name}", item)])
    assert not refused
    (found,), wrong, notes = gift_read.read(text)
    assert not wrong
    assert not notes
    return found


texts = (
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]),
        min_size=1,
        max_size=40,
    )
    .map(one_line)
    .filter(lambda text: text and "->" not in text and text != "*")
)


@settings(deadline=None, max_examples=60)
@given(st.lists(texts, min_size=3, max_size=6, unique=True), texts, st.lists(texts, max_size=6), st.booleans(), texts)
def test_choices_keep_text_key_and_feedback(options, prompt, feedback, many, why):
    said = [*feedback, *[""] * len(options)]
    right = 2 if many else 1
    made = tuple(Option(text, number < right, said[number]) for number, text in enumerate(options))
    item = Choice(name="q", prompt=prompt, options=made, pick_all=many, why=why, hints=("one", "two"), objectives=(2,))
    found = there_and_back(item)
    assert (found.prompt, found.why, found.hints, found.objectives, found.pick_all) == (
        prompt, why, ("one", "two"), (2,), many,
    )  # fmt: skip
    assert [(o.text, o.right, o.feedback) for o in found.options] == [(o.text, o.right, o.feedback) for o in made]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(texts, min_size=3, max_size=5, unique=True), st.lists(texts, min_size=3, max_size=5, unique=True), texts
)
def test_pairs_texts_and_gaps_come_back(left, right, prompt):
    count = min(len(left), len(right))
    match = Match(name="m", prompt=prompt, left=tuple(left[:count]), right=tuple(right[:count]), headers=("a", "b"))
    found = there_and_back(match)
    assert (found.left, found.right, found.headers) == (match.left, match.right, match.headers)
    unlike = ("/", "else", "{", ":")  # what would be something else in a lesson becomes a pattern
    literal = [text for text in left if not any(sign in text for sign in unlike)] or ["x"]
    cases = (*(Case(text, True, "good") for text in literal), Case("else", False, prompt))
    assert [
        (c.match, c.right, c.feedback) for c in there_and_back(Text(name="t", prompt=prompt, cases=cases)).cases
    ] == [(c.match, c.right, c.feedback) for c in cases]
    blank = Blank(name="b", prompt="Fill in the gaps.", pieces=("It is ", Gap(tuple(left)), " here."))
    assert there_and_back(blank).pieces == blank.pieces


@pytest.mark.parametrize("match", ["7", "0.5 ± 1 %", "-2.25 ± 0.5", "2 .. 3", "1e-9 ± 1e-10", "-5 .. -4"])
def test_numbers_keep_their_intervals(match):
    cases = (Case(match, True, "yes"), Case("100 ± 1", False, "half", 0.5), Case("else", False, "no"))
    item = Number(name="n", prompt="How much?", cases=cases, unit="€")
    found = there_and_back(item)
    assert (found.prompt, found.unit) == ("How much?", "€")
    for response in (solution(item), "100", "1000", "0"):
        one, other = grade(item, response), grade(found, response)
        assert (one.outcome, one.score, one.feedback) == (other.outcome, other.score, other.feedback)


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        (Order(name="o", prompt="p", entries=("a", "b")), "no questions of order"),
        (Text(name="t", prompt="p", cases=(Case("/a+/", True),)), "is a pattern"),
        (Blank(name="b", prompt="p", pieces=(Gap(("a",)), Gap(("b",)))), "has 2"),
        (Match(name="m", prompt="p", left=("a", "b"), right=("c", "d")), "3 pairs or more"),
        (Match(name="m", prompt="p", left=("a -> x", "b", "c"), right=("d", "e", "f")), "keeps for itself"),
        (Number(name="n", prompt="p", cases=(Case("1", True), Case("2", False, "", 0.37))), "no such weight"),
    ],
)
def test_what_cannot_be_said_is_refused_with_the_reason(item, reason):
    text, refused = gift.write([("p/l#x", item)])
    assert text == ""
    assert reason in str(refused[0])


MOODLE = """\ufeff// question: 1  name: Grants tomb
$CATEGORY: tom/dick

::Q1:: 1+1\\=2 {T#no#yes}

::Q2:: What's between orange and green in the spectrum?
{ =yellow # right; good! ~red # wrong, it's yellow ~blue # wrong, it's yellow }

::Q3:: Two plus {=two =2} equals four.

::Q4:: Which animal eats which food? { =cat -> cat food =dog -> dog food =cow -> grass }

::Q5:: What is a number from 1 to 5? {#3:2}

::Q6:: What is a number from 1 to 5? {#1..5}

::Q7:: When was Ulysses S. Grant born? {#
     =1822:0 # Correct! Full credit.
     =%50%1822:2 # Half credit.
     ~ # Wrong.}

Who is buried in Grant's tomb?{=no one =nobody =%0%*#Think again.}

What two people are entombed in Grant's tomb? {
   ~%-100%No one
   ~%50%Grant
   ~%50%Grant's wife
   ~%-100%Grant's father
}

How are you? {}

You can use your pencil and paper for these next questions.

::bad:: What { =a ~b

::odd:: Weighted {~%70%a ~%30%b ~c}
"""


def test_a_file_of_moodles_manual():
    items, refused, notes = gift_read.read(MOODLE)
    kinds = [(type(item).__name__, item.name) for item in items]
    assert kinds == [
        ("Choice", "q1"), ("Choice", "q2"), ("Blank", "q3"), ("Match", "q4"), ("Number", "q5"), ("Number", "q6"),
        ("Number", "q7"), ("Text", "question-8"), ("Choice", "question-9"), ("Choice", "odd"),
    ]  # fmt: skip
    right = ["1", "1", "2", "1=1,2=2,3=3", "1", "5", "1822", "Nobody", "2,3", "1,2"]
    wrong = ["2", "2", "three", "1=2,2=1,3=3", "6", "0.9", "1900", "Grant", "1", "1"]
    for item, good, bad in zip(items, right, wrong, strict=True):
        assert grade(item, good).outcome == "passed", item.name
        assert grade(item, bad).outcome == "failed", item.name
    assert grade(items[6], "1823").score == 0.5
    assert [refusal.line > 0 for refusal in refused] == [True] * 3
    reasons = " ".join(map(str, refused))
    for part in ("essay", "it asks nothing", "never closed"):
        assert part in reasons
    assert ["70%, 30%" in str(note) for note in notes if note.item == "odd"] == [True]


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet="{}=~#:%\\-> \nab0.5*T/$", max_size=200))
def test_no_text_is_too_strange_to_be_read(text):
    items = gift_read.read(text).items
    kept, more = lesson_text.readable(items)
    assert len(kept) + len(more) == len(items)
    for item in kept:
        assert grade(item, "1").outcome in ("passed", "failed", "invalid")


@pytest.mark.parametrize("answer", ["else", "/a+/", "/etc", "0.5: x", "a/b", "/"])
def test_an_answer_is_never_taken_for_a_pattern(answer):
    items, refused, _ = gift_read.read(f"Say it. {{={answer}}}")
    assert not refused
    kept, more = lesson_text.readable(items)
    assert not more
    assert [grade(kept[0], said).outcome for said in (answer, "aa", "b")] == ["passed", "failed", "failed"]


def test_thousands_of_questions():
    text = "\n\n".join(f"::q{n}:: What is {n}? {{#{n}:0.1}}" for n in range(5000))
    items, refused, _ = gift_read.read(text)
    assert (len(items), len({item.name for item in items}), refused) == (5000, 5000, [])


def test_the_courses_own_questions_survive_the_journey(course, tmp_path: Path):
    items, _ = gift_items(course, "alpha", 3)
    text, refused = gift.write(items)
    assert {each.item.rpartition("#")[2] for each in refused} == {"steps", "double"}
    read, wrong, _ = gift_read.read(text)
    kept, unreadable = lesson_text.readable(read)
    assert not wrong
    assert not unreadable
    folder = lesson_text.write_pack(tmp_path / "my_quiz", "Mine, of \\ “today”", kept)
    findings = [found for found in check_targets([str(folder)]).findings if found.severity == "error"]
    assert not findings
    lesson = next(lesson for lesson in load_catalog([folder]).lessons if lesson.pack.id == "my-quiz")
    from tutor.core.packs.catalog import read_lesson

    back = {item.name: item for item in read_lesson(lesson).items()}
    lesson_of = {entry.item.name: entry for entry in course.entries(course.catalog.lessons[0].id)}
    for name, item in back.items():
        own = generated(lesson_of[name].lesson, lesson_of[name].item, 3)
        assert item.prompt == own.prompt
        assert item.hints == own.hints
        assert grade(item, solution(own)).outcome == "passed"
        assert grade(own, solution(item)).outcome == "passed"


def test_a_pack_never_overwrites(tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "file").write_text("mine")
    with pytest.raises(TutorError, match="not empty"):
        lesson_text.write_pack(tmp_path / "full", "t", [])
    with pytest.raises(TutorError, match="cannot be a package"):
        lesson_text.write_pack(tmp_path / "1 2", "t", [])


def test_text_that_means_something_in_a_lesson_is_refused():
    evil = Choice(name="x", prompt="One\n\n---\n\nTwo", options=(Option("a", True), Option("b", False)))
    kept, refused = lesson_text.readable([evil])
    assert not kept
    assert refused
