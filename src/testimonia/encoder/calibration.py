"""What the network's scores are worth: corner points from score to the share that was right on dev sets, a kind of finding each."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from testimonia.encoder.labels import ACTORS


class Calibration:
    """Turns raw scores into shares right; a kind that was not measured keeps its raw score."""

    def __init__(self, corners: dict[str, list[tuple[float, float]]]) -> None:
        """Corner points (score, share) a kind, both rising."""
        self._corners = {kind: (np.array([x for x, _ in points]), np.array([y for _, y in points])) for kind, points in corners.items()}

    @classmethod
    def of(cls, bundle: Path) -> Calibration:
        """The calibration in a bundle's folder; without one scores stay as they are."""
        path = bundle / "calibration.json"
        return cls(json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {})

    def __call__(self, kind: str, score: float) -> float:
        """The share right of findings of this kind with this raw score, 0 to 1."""
        corners = self._corners.get("actor" if kind in ACTORS else kind)
        return round(float(np.interp(score, corners[0], corners[1])), 3) if corners is not None else score
