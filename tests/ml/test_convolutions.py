"""Shapes and counts of networks against the papers' figures, and against sums done by hand."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.ml import convolutions as cnn


def test_vgg16(reference):
    expected = reference["prior_art"]["vgg16"]
    steps = cnn.walk(cnn.vgg16(), 224, 3)
    dense = cnn.parameters(steps, "dense")
    assert cnn.parameters(steps) == expected["total"] == 138_357_544
    assert cnn.parameters(steps, "conv") == expected["conv_parameters"]
    assert dense == expected["fc_parameters"]
    assert dense / cnn.parameters(steps) == pytest.approx(expected["fc_share"], rel=1e-12)
    last_map = [step for step in steps if step.layer.kind == "pool"][-1]
    assert [last_map.side, last_map.side, last_map.channels] == expected["final_map"]
    assert sum(step.parameters > 0 for step in steps) == expected["weight_layers"]
    assert cnn.megabytes(cnn.parameters(steps)) == pytest.approx(expected["float32_MB"], rel=1e-9)
    assert steps[-1].values == 1000


def test_unet(reference):
    expected = reference["prior_art"]["unet"]
    steps = cnn.walk(cnn.unet(), expected["input"], 1)
    assert steps[-1].side == expected["output"]
    assert cnn.parameters(steps) == expected["parameters_1_channel_2_classes"]
    skips = [step.side for step, after in pairwise(steps) if after.layer.kind == "pool"]
    assert skips == expected["skips"]
    assert min(step.side for step in steps) == expected["bottom"]
    assert sum(step.layer.kind in ("conv", "up") for step in steps) == expected["conv_layers"]


def test_yolo(reference):
    expected = reference["prior_art"]["yolo_v1"]
    assert cnn.yolo_values(expected["grid"], expected["boxes"], expected["classes"]) == expected["output_values"]
    assert cnn.yolo_values(1, expected["boxes"], expected["classes"]) == expected["per_cell"]


def test_one_layer_by_hand():
    assert cnn.conv_side(572, 3) == 570
    assert cnn.conv_side(224, 3, padding=1) == 224
    assert cnn.conv_side(224, 7, padding=3, stride=2) == 112
    assert cnn.conv_parameters(3, 3, 64) == 27 * 64 + 64 == 1792
    assert cnn.dense_parameters(7 * 7 * 512, 4096) == 102_764_544


def test_a_kernel_that_does_not_fit():
    with pytest.raises(ValueError, match="does not fit"):
        cnn.conv_side(2, 3)


@given(st.integers(1, 60), st.integers(1, 7), st.integers(0, 3), st.integers(1, 3))
def test_sides_are_the_number_of_positions(side, kernel, padding, stride):
    if kernel > side + 2 * padding:
        return
    positions = range(0, side + 2 * padding - kernel + 1, stride)
    assert cnn.conv_side(side, kernel, padding, stride) == len(positions)
