"""Weights of several runs as one."""

from __future__ import annotations

import numpy as np

from training.average import average


def test_the_mean_of_every_weight_and_the_embeddings_of_the_first() -> None:
    one = {"words.weight": np.ones((3, 2)), "head.bias": np.array([1.0, 3.0])}
    other = {"words.weight": np.zeros((5, 2)), "head.bias": np.array([3.0, 3.0])}
    mean = average([one, other])
    assert mean["head.bias"].tolist() == [2.0, 3.0]
    assert mean["words.weight"].shape == (3, 2)
