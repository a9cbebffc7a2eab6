"""Orders, matches and blanks speak to the mistake that was made; what they say is read, kept and drawn."""

from dataclasses import replace

import pytest

from tutor.core.exchange import gift
from tutor.core.exchange.lesson_text import block, readable
from tutor.core.lesson.model import Blank, Match, Order
from tutor.core.lesson.parser import parse_body
from tutor.core.questions import grade, variant, version

TEXT = """\
::: order fit
Put the steps in order.

1. Choose a model
2. Make the loss small
  > Of what model?
   > Choose one first.
3. Look at what is left
:::

::: match letters
Which goes with which?

| School | Learning | |
|---|---|---|
| m | weight | It multiplies x. |
| b | bias | |
| x | feature \\| input | It goes in. |
:::

::: blank epoch
Fill them in.

One pass is an [[epoch]]; an update takes a [[batch|mini-batch]].

- [ ] batch
  > A batch is for one update.
- [ ] step
  > A step is one update.
:::
"""


@pytest.fixture(scope="module")
def items():
    return {item.name: item for item in parse_body(TEXT, "lesson.md").items()}


def test_an_entry_that_stands_too_early_is_spoken_to(items):
    order = items["fit"]
    assert isinstance(order, Order)
    assert order.feedback == ("", "Of what model?\nChoose one first.", "")
    told = grade(order, "2,1,3").feedback
    assert told.endswith("You put “Make the loss small” before “Choose a model”. Of what model?\nChoose one first.")
    assert grade(order, "1,3,2").feedback.endswith("look at these two again.")
    assert grade(order, "1,2,3").feedback == "All in order."


def test_a_left_entry_with_another_partner_is_spoken_to(items):
    match = items["letters"]
    assert isinstance(match, Match)
    assert match.right[2] == "feature | input"
    told = grade(match, "1=2,2=1,3=3").feedback
    assert "“m” does not go with “bias”. It multiplies x." in told
    assert told.endswith("“b” does not go with “weight”.")
    assert grade(match, "1=1,2=2,3=3").feedback == "Right."


def test_a_wrong_word_is_spoken_to_only_where_it_is_wrong(items):
    blank = items["epoch"]
    assert isinstance(blank, Blank)
    assert (
        grade(blank, "batch|batch").feedback == "1 of 2 right. “batch” in gap 1 is not it. A batch is for one update."
    )
    assert grade(blank, "epoch|Step ").feedback.endswith("A step is one update.")
    assert grade(blank, "epoch|row").feedback.endswith("“row” in gap 2 is not it.")


def test_it_is_written_as_it_is_read(items):
    kept, refused = readable(items.values())
    assert refused == []
    assert [item.name for item in kept] == list(items)
    for item in items.values():
        (again,) = parse_body(block(item), "again.md").items()
        assert replace(again, line=0, **_cases(again)) == replace(item, line=0, **_cases(item))


def _cases(item):
    return {"cases": tuple(replace(case, line=0) for case in item.cases)} if isinstance(item, Blank) else {}


def test_it_is_no_part_of_what_is_graded(items):
    order, match, blank = items.values()
    assert version(replace(order, feedback=())) == version(order)
    assert version(replace(match, feedback=())) == version(match)
    assert version(replace(blank, cases=())) == version(blank)


def test_drawn_values_are_filled_into_it():
    drawn = Match(name="m", prompt="p", left=("a", "b"), right=("c", "d"), feedback=("", "It is {n}."), draw="q:f")
    assert variant(drawn, {"n": 3}).feedback == ("", "It is 3.")


def test_moodle_is_told_of_wrong_words(items):
    one_gap = replace(items["epoch"], pieces=items["epoch"].pieces[:2])
    assert "=%0%batch#A batch is for one update." in gift.question("t", one_gap).splitlines()
