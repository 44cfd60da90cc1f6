"""The default model's tokenizer on SentencePiece. The one door to sentencepiece.

``tokenizer.json`` says the same to transformers; the library tokenizers takes 240 MB for the
quarter of a million pieces and holds Python still for 0.6 s, this one 55 MB and 0.4 s beside it.
One difference is wanted: blanks at a text's ends make no token, as when the model was trained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.embedding.charsmap import precompile_charsmap
from ingest.embedding.e5_reader import E5Model

_UNIGRAM = 1
_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
"""Numbers of sentencepiece_model.proto (https://github.com/google/sentencepiece)."""


@dataclass(frozen=True)
class Tokens:
    """A text's tokens.

    Attributes:
        ids: token numbers, those of the marks of beginning and end included.
        ends: for each token between the two marks, the offset of the text's first character
            behind it.
    """

    ids: list[int]
    ends: list[int]

    def first_at(self, offset: int) -> int:
        """The number of the first token that reaches beyond ``offset``; that of the end mark where
        there is none.
        """
        return next((i for i, end in enumerate(self.ends, 1) if end > offset), len(self.ids) - 1)


class SentencePieces:
    """Divides texts into tokens. Safe to use from several threads.

    Args:
        path: what ``write_sentence_pieces`` wrote.
        limit: tokens a text, marks included; what is longer is cut at its end.

    Raises:
        OSError, RuntimeError: the file cannot be read, or is none of SentencePiece.
    """

    def __init__(self, path: Path, limit: int) -> None:
        from sentencepiece import SentencePieceProcessor

        self._processor = SentencePieceProcessor(model_file=str(path))
        self._limit = limit

    def encode(self, texts: Sequence[str]) -> list[Tokens]:
        """Each text's tokens."""
        first, last = self._processor.bos_id(), self._processor.eos_id()
        encoded: list[Tokens] = []
        for found in self._processor.encode(list(texts), return_type="offset_mapping"):
            kept = slice(self._limit - 2)
            ends = [end for _, end in found["offsets"][kept]]
            encoded.append(Tokens([first, *found["ids"][kept], last], ends))
        return encoded

    def piece(self, number: int) -> str:
        """The text of a token, with "▁" for a blank."""
        return str(self._processor.id_to_piece(number))


def write_sentence_pieces(model: E5Model, path: Path, others: Sequence[str] = ()) -> None:
    """Write the tokenizer of ``model`` as SentencePiece reads it.

    Args:
        others: pieces that no text is divided into, besides the marks of the vocabulary.

    Raises:
        OSError: the file cannot be written.
    """
    from sentencepiece import sentencepiece_model_pb2 as protocol

    vocabulary = model.vocabulary
    kinds = dict.fromkeys((vocabulary.bos, vocabulary.pad, vocabulary.eos), _CONTROL)
    kinds[vocabulary.unk] = _UNKNOWN
    written = protocol.ModelProto()  # type: ignore[attr-defined]  # made when it is imported
    scores = vocabulary.scores.tolist()
    for number, (piece, score) in enumerate(zip(vocabulary.pieces, scores, strict=True)):
        kind = _CONTROL if piece in others else kinds.get(number, _NORMAL)
        written.pieces.add(piece=piece, score=score, type=kind)
    trainer = written.trainer_spec
    trainer.model_type = _UNIGRAM
    trainer.vocab_size = len(vocabulary.pieces)
    for name in ("bos", "pad", "eos", "unk"):
        number = getattr(vocabulary, name)
        setattr(trainer, f"{name}_id", number)
        setattr(trainer, f"{name}_piece", vocabulary.pieces[number])
    written.normalizer_spec.precompiled_charsmap = precompile_charsmap(model.normalisation)
    written.normalizer_spec.add_dummy_prefix = True
    written.normalizer_spec.remove_extra_whitespaces = True
    written.normalizer_spec.escape_whitespaces = True
    path.write_bytes(written.SerializeToString())
