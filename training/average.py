"""The weights of several runs averaged into one network: it reads better than each of them, at the cost of one.

    python -m training.average OUT NETWORK…

Every run starts from the same base and the same fresh head (see `train.py`), so that their weights can be averaged (Wortsman et al. 2022, "model
soups"). Where a run's vocabulary differs the first one's embeddings stand: they are not trained.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

FROZEN = "words.weight"


def average(networks: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean of every weight (tensors or arrays, by name); embeddings of the first."""
    return {name: value if name == FROZEN else sum(n[name] for n in networks) / len(networks) for name, value in networks[0].items()}


def main(out: Path, *files: Path) -> None:
    """Write OUT/network.pt."""
    import torch

    out.mkdir(parents=True, exist_ok=True)
    torch.save(average([torch.load(file) for file in files]), out / "network.pt")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
