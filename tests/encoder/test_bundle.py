"""A network is used only if it is whole, unchanged and made for these labels."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from testimonia.encoder.bundle import DEFAULT, open_bundle
from testimonia.encoder.labels import LABELS
from testimonia.errors import BundleError


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A bundle of two small files."""
    files = {"network.onnx": b"weights", "tokenizer.json": b"{}"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    write(tmp_path, name="reader-xx", version="3", languages=["xx"], labels=LABELS, first=0, last=2, files=hashes)
    return tmp_path


def write(folder: Path, **facts: object) -> None:
    (folder / "manifest.json").write_text(json.dumps(facts), "utf-8")


def changed(folder: Path, **facts: object) -> None:
    write(folder, **(json.loads((folder / "manifest.json").read_text("utf-8")) | facts))


def test_a_whole_bundle_is_opened_and_tells_its_version(bundle: Path) -> None:
    opened = open_bundle(bundle)
    assert (opened.version, opened.manifest.languages) == ("reader-xx 3", ("xx",))


@pytest.mark.parametrize("name", ["network.onnx", "tokenizer.json"])
def test_a_changed_file_is_refused_by_name(bundle: Path, name: str) -> None:
    (bundle / name).write_bytes(b"weights of somebody else")
    with pytest.raises(BundleError, match=f"{name} of bundle reader-xx is missing or changed"):
        open_bundle(bundle)


def test_a_missing_file_is_refused_by_name(bundle: Path) -> None:
    (bundle / "tokenizer.json").unlink()
    with pytest.raises(BundleError, match=r"tokenizer\.json of bundle reader-xx is missing or changed"):
        open_bundle(bundle)


def test_other_labels_are_refused_and_only_those_that_differ_are_named(bundle: Path) -> None:
    changed(bundle, labels=LABELS | {"causal": 9})
    with pytest.raises(BundleError) as refused:
        open_bundle(bundle)
    assert "('causal', 9), ('causal', 15)" in str(refused.value)
    assert "attribution" not in str(refused.value)


def test_a_label_too_many_is_refused(bundle: Path) -> None:
    changed(bundle, labels=LABELS | {"weather": 4})
    with pytest.raises(BundleError, match="'weather', 4"):
        open_bundle(bundle)


def test_the_same_labels_in_another_order_are_refused(bundle: Path) -> None:
    """The order of the labels is the order of the output: read in another, every score is another's."""
    changed(bundle, labels=dict(reversed(LABELS.items())))
    with pytest.raises(BundleError, match="other labels \\(in another order\\)"):
        open_bundle(bundle)


def test_a_folder_without_a_manifest_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match=r"no manifest\.json in .*; needed: a bundle folder"):
        open_bundle(tmp_path)


@pytest.mark.parametrize("text", ["", "{", '{"name": "x"}'])
def test_a_manifest_that_is_none_is_refused(bundle: Path, text: str) -> None:
    (bundle / "manifest.json").write_text(text)
    with pytest.raises(BundleError, match="JSON that is no Manifest"):
        open_bundle(bundle)


@pytest.mark.weights
def test_the_bundle_that_comes_along_is_whole() -> None:
    assert open_bundle(DEFAULT).manifest.languages == ("en",)
