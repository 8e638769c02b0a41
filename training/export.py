"""A trained network to a bundle: ONNX with whole numbers of eight bits, its tokenizer, its manifest.

    python -m training.export RUN BASE BUNDLE VERSION

`RUN` holds `network.pt`, or the `save.pt` of a run that is not done (its averaged weights). The card and accuracy.json are written by hand and
by `benchmarks/accuracy.py`, after measuring.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from testimonia.encoder.labels import LABELS
from training.network import Network

NAME, LANGUAGES = "reader-en", ["en"]


def export(run: Path, base: Path, bundle: Path, version: str) -> None:
    """Write network.onnx, tokenizer.json and manifest.json to `bundle`."""
    network = _trained(run, base)
    bundle.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder, "network.onnx")
        _to_onnx(network, whole)
        quantize_dynamic(
            whole,
            bundle / "network.onnx",
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            extra_options={"MatMulConstBOnly": True, "DefaultTensorType": 1},
        )
    shutil.copy(base / "tokenizer.json", bundle / "tokenizer.json")
    files = {name: hashlib.sha256((bundle / name).read_bytes()).hexdigest() for name in ("network.onnx", "tokenizer.json")}
    markers = {"first": network.config["first"], "last": network.config["last"]}
    manifest = {"name": NAME, "version": version, "languages": LANGUAGES, "labels": LABELS, **markers, "files": files}
    (bundle / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    print({name: f"{(bundle / name).stat().st_size / 1e6:.1f} MB" for name in files})


def _trained(run: Path, base: Path) -> Network:
    network = Network(base)
    if (run / "network.pt").is_file():
        network.load_state_dict(torch.load(run / "network.pt"))
    else:
        saved = torch.load(run / "save.pt")
        network.load_state_dict(saved["network"] | saved["average"])
    return network.eval()


def _to_onnx(network: Network, out: Path) -> None:
    ids = torch.randint(5, 3000, (2, 40))
    free = {"ids": {0: "b", 1: "t"}, "mask": {0: "b", 1: "t"}, "out": {0: "b", 1: "t"}}
    torch.onnx.export(
        network,
        (ids, torch.ones(2, 40, dtype=torch.long)),
        str(out),
        input_names=["ids", "mask"],
        output_names=["out"],
        dynamic_axes=free,
        opset_version=17,
        dynamo=False,
    )


if __name__ == "__main__":
    export(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4])
