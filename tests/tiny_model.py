"""Write a language model of half a megabyte that knows nothing: random weights, llama architecture, byte tokens.

    python -m tests.tiny_model tiny.gguf

It can only make things up. Its weights are random but for one tilt: quotation marks, digits and braces are likelier
than other bytes, so that its strings end, its numbers are numbers and its lists are not empty.
"""

from __future__ import annotations

import sys
from pathlib import Path

import gguf
import numpy as np

WIDTH, LAYERS, HEADS, INNER, CONTEXT = 64, 2, 4, 128, 32768
SPECIAL = ["<unk>", "<s>", "</s>"]
TILT = {ord('"'): 4.0, **dict.fromkeys(b"0123456789", 2.0), **dict.fromkeys(b"{,", 2.0)}
TEMPLATE = "{% for message in messages %}{{ message['content'] }}\n{% endfor %}"


def write(path: Path, seed: int = 0) -> None:
    """Write the model to a file; the same seed gives the same model."""
    random = np.random.default_rng(seed)
    writer = gguf.GGUFWriter(path, "llama")
    _describe(writer)
    _write_tokens(writer)
    for name, shape in _shapes().items():
        plain = np.ones(shape) if name.endswith("norm.weight") else random.normal(0, 0.02, shape)
        writer.add_tensor(name, _tilted(name, plain).astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def _describe(writer: gguf.GGUFWriter) -> None:
    writer.add_name("tiny")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(WIDTH)
    writer.add_block_count(LAYERS)
    writer.add_feed_forward_length(INNER)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(WIDTH // HEADS)
    writer.add_vocab_size(len(SPECIAL) + 256)


def _write_tokens(writer: gguf.GGUFWriter) -> None:
    kinds = [gguf.TokenType.UNKNOWN, gguf.TokenType.CONTROL, gguf.TokenType.CONTROL] + [gguf.TokenType.BYTE] * 256
    writer.add_tokenizer_model("llama")
    writer.add_token_list([*SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256))])
    writer.add_token_scores([0.0] * len(kinds))
    writer.add_token_types(kinds)
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_chat_template(TEMPLATE)


def _shapes() -> dict[str, tuple[int, ...]]:
    vocabulary = len(SPECIAL) + 256
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (vocabulary, WIDTH),
        "output_norm.weight": (WIDTH,),
        "output.weight": (vocabulary, WIDTH),
    }
    for layer in range(LAYERS):
        shapes |= {
            f"blk.{layer}.attn_norm.weight": (WIDTH,),
            f"blk.{layer}.ffn_norm.weight": (WIDTH,),
            **{f"blk.{layer}.attn_{part}.weight": (WIDTH, WIDTH) for part in ("q", "k", "v", "output")},
            f"blk.{layer}.ffn_gate.weight": (INNER, WIDTH),
            f"blk.{layer}.ffn_up.weight": (INNER, WIDTH),
            f"blk.{layer}.ffn_down.weight": (WIDTH, INNER),
        }
    return shapes


def _tilted(name: str, weights: np.ndarray) -> np.ndarray:
    """Give every token the same first dimension, and let some tokens' output read it."""
    if name == "token_embd.weight":
        weights[:, 0] = 1.0
    if name == "output.weight":
        for byte, tilt in TILT.items():
            weights[len(SPECIAL) + byte, 0] += tilt / WIDTH**0.5
    return weights


if __name__ == "__main__":
    write(Path(sys.argv[1]))
