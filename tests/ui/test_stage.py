"""The rule of the stage by size, as a function: who has how many rows, and which pictures hang side by side."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tutor.ui.stage import (
    FRAME,
    GAP,
    LEADING,
    NARROWEST,
    PLAYING,
    READING,
    SAID,
    SMALL,
    Needs,
    hung,
    stage,
    text_width,
)

LINE = Needs(78, 20, (0.66, 0.34), numbers=1, formula=1, controls=3, paired=3, frame=FRAME)
"""`line` at 80×24: two numbers side by side, a formula, three controls."""
DESCENT = Needs(78, 19, (0.36, 0.34, 0.3), numbers=2, formula=1, controls=4, paired=3, frame=FRAME)
SMALLEST = Needs(58, 15, (0.66, 0.34), numbers=2, formula=1, controls=3, paired=3, frame=FRAME)


def inside(needs: Needs, **more: object) -> int:
    return stage(replace(needs, **more)).pictures - FRAME  # type: ignore[arg-type]


def test_at_80_by_24_the_picture_has_its_rows_while_one_plays_and_while_one_reads():
    assert inside(LINE) >= PLAYING
    assert inside(DESCENT) >= PLAYING
    assert inside(LINE, said=9) >= READING
    assert inside(DESCENT, said=9) >= READING
    assert inside(LINE, asked=5) >= READING


def test_at_60_by_20_the_picture_has_eight():
    assert inside(SMALLEST) >= SMALL


def test_a_verdict_takes_three_rows_until_more_is_asked_for():
    assert stage(Needs(78, 20, (1.0,), numbers=1, controls=2, paired=1, said=11, frame=FRAME)).said == SAID
    assert stage(Needs(78, 20, (1.0,), numbers=1, controls=2, paired=1, said=11, unfolded=True)).said == 11


def test_what_gives_way_first_is_the_formula_then_controls_and_never_the_one_in_hand():
    roomy, tight = stage(LINE), stage(Needs(58, 13, (1.0,), numbers=2, formula=1, controls=3, paired=3, frame=FRAME))
    assert roomy.formula
    assert roomy.controls == 3
    assert not tight.formula
    assert tight.controls == 1


def test_short_controls_share_rows_before_any_is_out_of_sight():
    found = stage(Needs(78, 19, (1.0,), numbers=1, formula=1, controls=6, paired=3, frame=FRAME))
    assert found.paired
    assert found.controls == 3


def test_what_is_said_or_comes_to_be_told_leaves_the_controls_alone():
    for needs in (LINE, DESCENT, SMALLEST):
        usual = replace(needs, usual=(needs.numbers, needs.formula))
        at_rest = stage(usual)
        for more in ({"said": 1}, {"said": 9}, {"numbers": needs.numbers + 1}, {"formula": needs.formula + 1}):
            found = stage(replace(usual, **more))  # type: ignore[arg-type]
            assert (found.controls, found.paired) == (at_rest.controls, at_rest.paired)
            assert found.pictures >= SMALL + FRAME - (needs is SMALLEST) * 2


def test_a_picture_that_needs_few_rows_takes_none_from_the_controls():
    diagram = Needs(78, 20, (1.0,), formula=1, controls=6, paired=3, frame=FRAME)
    assert stage(diagram).controls < 6
    assert stage(replace(diagram, tallest=9)).controls == 6


def test_without_a_picture_a_table_to_mark_has_all_the_rows():
    assert stage(Needs(78, 19, numbers=1, tables=(40,), controls=3, paired=3)).table == 15


def test_pictures_hang_side_by_side_only_where_each_is_wide_and_high_enough():
    assert hung((0.66, 0.34), 78, 14).shown == 1
    assert hung((0.66, 0.34), LEADING + NARROWEST + GAP, 14).rows == (14,)
    assert hung((0.66, 0.34), 80, 30).rows == (18, 12)
    assert hung((1, 1, 1), 80, 30).shown == 3
    assert hung((1, 1, 1, 1), 80, 30).shown == 3
    assert hung((1, 1, 1, 1), 80, 13).shown == 1


def test_two_that_are_read_together_hang_side_by_side_at_eighty_columns():
    assert hung((0.5, 0.5), 78, 14).columns == (38, 38)
    assert hung((0.5, 0.5), 2 * NARROWEST + GAP - 1, 14).shown == 1
    assert hung((0.5, 0.5), 78, 11).shown == 1


def test_a_text_beside_an_exercise_is_no_wider_than_sixty_columns():
    assert [text_width(width) for width in (100, 120, 200, 400)] == [36, 36, 60, 60]


sizes = st.integers(9, 80)
rows = st.integers(0, 12)


@given(
    height=sizes,
    width=st.integers(40, 240),
    shares=st.lists(st.floats(0.1, 3), max_size=5).map(tuple),
    numbers=rows,
    formula=st.integers(0, 2),
    tables=st.lists(st.integers(3, 40), max_size=2).map(tuple),
    controls=rows,
    asked=st.integers(0, 8),
    said=st.integers(0, 30),
)
def test_nothing_is_ever_negative_and_nothing_overflows_where_there_is_room(
    height, width, shares, numbers, formula, tables, controls, asked, said
):
    paired = -(-controls // 2)
    needs = Needs(width, height, shares, numbers, formula, tables, controls, paired, asked, said, frame=FRAME)
    found = stage(needs)
    others = found.numbers + found.formula + found.table + found.controls + found.asked + found.said + found.blank
    assert min(found.pictures, found.table, found.controls, found.said) >= 0
    assert found.controls >= min(controls, 1), "the control in hand is always in sight"
    assert not shares or found.pictures >= 3
    if others + 3 <= height:
        assert others + found.pictures <= height


@given(
    shares=st.lists(st.floats(0.1, 3), min_size=1, max_size=6).map(tuple),
    width=st.integers(20, 300),
    height=st.integers(3, 90),
)
def test_every_picture_in_sight_is_wide_and_high_enough(shares, width, height):
    found = hung(shares, width, height)
    assert 1 <= found.shown <= len(shares)
    assert sum(found.rows) == height
    assert sum(found.columns) + GAP * (len(found.columns) - 1) <= width
    if found.shown > 1:
        assert min(found.rows) >= 12
        assert min(found.columns) >= NARROWEST
