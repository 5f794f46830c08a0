"""Texts as vectors: a static model of sentences, kept whole with whatever was trained with it."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from frontrow.core import Floats
from frontrow.errors import BadConfig, NotInstalled

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_EXTRA = "`pip install 'frontrow[sentences]'`."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Sentences:
    """A vector a token, and how a text is cut into tokens; nothing else is needed to read texts, wherever it is.

    Parameters
    ----------
    own
        (n, d) float32 The vectors of the texts that the model was read for.
    table
        (n_tokens, d) float16 Of the tokens, weighed; 0 for the one that stands for the unknown.
    tokenizer
        (n_bytes,) uint8 What cuts a text into tokens, as JSON.

    Notes
    -----
    The vector of a text is the mean of those of its tokens, scaled to length 1: that of
    ``model2vec.StaticModel.encode`` of a model that normalises, but for the rounding of the table and for texts of more
    than 512 tokens, which are cut there and read whole here. A text without a known token has one of zeros.

    References
    ----------
    .. [1] S. Arora, Y. Liang, T. Ma, "A simple but tough-to-beat baseline for sentence embeddings", ICLR 2017.
    .. [2] S. Tulkens, T. van Dongen, "Model2Vec: fast state-of-the-art static embeddings", 2024.
    """

    own: Floats
    table: NDArray[np.float16]
    tokenizer: NDArray[np.uint8]

    @classmethod
    def read(cls, folder: Path, texts: Sequence[str]) -> Self:
        """Return the model of a folder, with the vectors of some texts.

        Raises
        ------
        BadConfig
            If there is no such model there, or model2vec is not installed. Nothing is ever fetched.
        """
        require(folder)
        from model2vec import StaticModel  # noqa: PLC0415 # an optional part

        try:
            read = StaticModel.from_pretrained(folder)  # safetensors and JSON: no code is run
        except Exception as error:  # whatever the libraries raise for a damaged file, the folder must be named
            raise BadConfig(f"{folder} holds no model of sentences: {error}.", "Save it there again.") from error
        table = np.asarray(read.embedding if read.token_mapping is None else read.embedding[read.token_mapping])
        if read.weights is not None:
            table = table * read.weights[:, None]
        table = np.array(table, np.float16)
        if read.unk_token_id is not None:
            table[read.unk_token_id] = 0
        tokenizer = np.frombuffer(read.tokenizer.to_str().encode(), np.uint8)
        model = cls(np.zeros((0, table.shape[1]), np.float32), table, tokenizer)
        return replace(model, own=model.vectors(texts))

    def vectors(self, texts: Sequence[str]) -> Floats:
        """Return (n, d) float32, of length 1 or 0.

        Where the library that cuts texts is not installed all are 0, which is logged once: a server without it still
        knows titles by everything else.
        """
        found = np.zeros((len(texts), self.table.shape[1]), np.float32)
        if self._cut is not None:
            for place, text in enumerate(texts):  # one by one: neither threads nor what stands beside it matters
                tokens = self._cut.encode(text, add_special_tokens=False).ids
                found[place] = self.table[tokens].sum(axis=0, dtype=np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.where(lengths > 0, lengths, 1), np.float32)

    @cached_property
    def _cut(self) -> Tokenizer | None:
        if find_spec("tokenizers") is None:
            log.warning("new titles are known without their texts: tokenizers is not installed. %s", _EXTRA)
            return None
        from tokenizers import Tokenizer  # noqa: PLC0415 # an optional part

        tokenizer = Tokenizer.from_str(self.tokenizer.tobytes().decode())
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer


def require(folder: Path) -> None:
    """Refuse a model of sentences that cannot be read here.

    Raises
    ------
    BadConfig
        Naming the extra that is not installed, or the folder that is not there.
    """
    if find_spec("model2vec") is None:
        raise NotInstalled("models of sentences are read with model2vec, which is not installed.", _EXTRA)
    if not folder.is_dir():
        raise BadConfig(
            f"there is no folder {folder} with a model of sentences.",
            "Nothing is fetched: save one with model2vec, StaticModel.from_pretrained(NAME).save_pretrained(FOLDER).",
        )
