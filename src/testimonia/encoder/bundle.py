"""Find, verify and open a model folder: a manifest, the network, its tokenizer."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from testimonia.encoder.calibration import Calibration
from testimonia.encoder.labels import LABELS
from testimonia.errors import BundleError, UsageError
from testimonia.wire import from_json

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

DEFAULT = Path(__file__).parent.parent / "bundles" / "reader-en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a bundle says of itself; `files` maps each file name to its SHA-256, `languages` are ISO 639-1 codes.

    `first` and `last` are the ids of the marker pieces that the vocabulary puts around a text.
    """

    name: str
    version: str
    languages: tuple[str, ...]
    labels: dict[str, int]
    first: int
    last: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A verified model folder."""

    folder: Path
    manifest: Manifest

    @property
    def version(self) -> str:
        """Name and version, as kept with every finding."""
        return f"{self.manifest.name} {self.manifest.version}"

    def tokenizer(self) -> Tokenizer:
        """The tokenizer, with truncation and padding off, so that every character keeps its place."""
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    def calibration(self) -> Calibration:
        """What the network's scores are worth."""
        return Calibration.of(self.folder)

    def session(self) -> InferenceSession:
        """The network on one thread: the same bytes come out whatever else the machine does."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / "network.onnx"), options, providers=["CPUExecutionProvider"])


def open_bundle(folder: Path = DEFAULT) -> Bundle:
    """Read and verify the bundle in `folder`; BundleError says which file or label differs."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise BundleError(f"no manifest.json in {folder}", "a bundle folder", "install testimonia again, or name another with --bundle")
    try:
        manifest = from_json(path.read_bytes(), Manifest)
    except UsageError as error:
        raise BundleError(error.found, "the manifest of a bundle", "install testimonia again, or name another with --bundle") from error
    for name, wanted in manifest.files.items():
        file = folder / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != wanted:
            raise BundleError(f"{name} of bundle {manifest.name} is missing or changed", f"SHA-256 {wanted[:12]}…", "install testimonia again")
    if list(manifest.labels.items()) != list(LABELS.items()):  # in this order, too: it is that of the output
        differ = sorted(set(manifest.labels.items()) ^ set(LABELS.items())) or "in another order"
        raise BundleError(f"bundle {manifest.name} has other labels ({differ})", "the labels of this version", "use a bundle made for it")
    return Bundle(folder=folder, manifest=manifest)
