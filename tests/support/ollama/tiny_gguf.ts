/**
 * A language model of a quarter megabyte, which a real Ollama loads and
 * answers from.
 *
 * Its layers pass everything through; what comes next is planted: each word's
 * vector points at its follower. After `<|say|>` it says {@linkcode SENTENCE}
 * and stops, after `<|loop|>` it repeats {@linkcode LOOP} for ever.
 *
 * @module
 */
import { ggufFile, type Tensor } from "./gguf_file.ts";

/** What `tiny` answers, in pieces of a word each. */
export const SENTENCE =
  "Hello from a tiny local model, nothing here leaves this machine.";

/** What `tiny-loop` says again and again. */
export const LOOP = " tick tock again and";

/** Tokens that the model can look back on. */
export const CONTEXT = 16_384;

/** Sizes that llama.cpp accepts. */
const DIM = 64;
const LAYERS = 2;
const HEADS = 4;
const FEED = 128;

/** Kinds of tokens, by llama.cpp's numbers. */
const KIND = { normal: 1, unknown: 2, control: 3, byte: 6 } as const;

interface Token {
  readonly text: string;
  readonly kind: number;
  readonly score: number;
}

const LETTERS = "▁abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Bytes of the model's file. */
export function tinyGguf(): Uint8Array {
  const tokens: Token[] = [];
  const add = (text: string, kind: number = KIND.normal, score = 0): number =>
    tokens.push({ text, kind, score }) - 1;
  const unknown = add("<unk>", KIND.unknown);
  const begin = add("<s>", KIND.control);
  const end = add("</s>", KIND.control);
  for (let byte = 0; byte < 256; byte++) {
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    add(`<0x${hex}>`, KIND.byte);
  }
  const say = add("<|say|>", KIND.control);
  const loop = add("<|loop|>", KIND.control);
  // Letters by themselves, so that any prompt can be read.
  for (const letter of LETTERS) add(letter, KIND.normal, -100);
  const word = (text: string): number =>
    add(text.replace(" ", "▁"), KIND.normal, -1);
  const said = (SENTENCE.match(/ ?\w+|[,.]/g) ?? []).map(word);
  const looped = (LOOP.match(/ \w+/g) ?? []).map(word);
  const follows = [
    ...chain([say, ...said, end]),
    ...chain([loop, ...looped, looped[0] ?? end]),
  ];
  return ggufFile({
    "general.architecture": "llama",
    "general.name": "tiny",
    "general.file_type": { u32: 1 },
    "llama.context_length": { u32: CONTEXT },
    "llama.embedding_length": { u32: DIM },
    "llama.block_count": { u32: LAYERS },
    "llama.feed_forward_length": { u32: FEED },
    "llama.attention.head_count": { u32: HEADS },
    "llama.attention.head_count_kv": { u32: HEADS },
    "llama.attention.layer_norm_rms_epsilon": { f32: 1e-5 },
    "llama.rope.dimension_count": { u32: DIM / HEADS },
    "llama.rope.freq_base": { f32: 10000 },
    "llama.vocab_size": { u32: tokens.length },
    "tokenizer.ggml.model": "llama",
    "tokenizer.ggml.pre": "default",
    "tokenizer.ggml.tokens": tokens.map(({ text }) => text),
    "tokenizer.ggml.scores": { f32s: tokens.map(({ score }) => score) },
    "tokenizer.ggml.token_type": { i32s: tokens.map(({ kind }) => kind) },
    "tokenizer.ggml.bos_token_id": { u32: begin },
    "tokenizer.ggml.eos_token_id": { u32: end },
    "tokenizer.ggml.unknown_token_id": { u32: unknown },
    "tokenizer.ggml.add_bos_token": true,
    "tokenizer.ggml.add_space_prefix": false,
  }, tensors(tokens.length, follows));
}

function chain(tokens: readonly number[]): [number, number][] {
  return tokens.slice(1).map((token, i) => [tokens[i] ?? 0, token]);
}

/** Vectors of ±1 that hardly resemble each other, and layers of zeros. */
function tensors(
  count: number,
  follows: readonly (readonly [number, number])[],
): Tensor[] {
  const next = pseudorandom(7);
  const embedding = Array.from(
    { length: count * DIM },
    () => next() < 0.5 ? -1 : 1,
  );
  const output = new Array<number>(count * DIM).fill(0);
  for (const [token, follower] of follows) {
    for (let i = 0; i < DIM; i++) {
      const sum = (output[follower * DIM + i] ?? 0) +
        (embedding[token * DIM + i] ?? 0);
      output[follower * DIM + i] = sum;
    }
  }
  const table = { shape: [DIM, count], type: "f16" } as const;
  const list: Tensor[] = [
    { name: "token_embd.weight", ...table, values: embedding },
    { name: "output.weight", ...table, values: output },
    ones("output_norm.weight"),
  ];
  for (let layer = 0; layer < LAYERS; layer++) {
    const name = (part: string): string => `blk.${layer}.${part}.weight`;
    list.push(ones(name("attn_norm")), ones(name("ffn_norm")));
    for (const part of ["attn_q", "attn_k", "attn_v", "attn_output"]) {
      list.push(zeros(name(part), [DIM, DIM]));
    }
    list.push(
      zeros(name("ffn_gate"), [DIM, FEED]),
      zeros(name("ffn_up"), [DIM, FEED]),
      zeros(name("ffn_down"), [FEED, DIM]),
    );
  }
  return list;
}

function ones(name: string): Tensor {
  return { name, shape: [DIM], type: "f32", values: Array(DIM).fill(1) };
}

function zeros(name: string, shape: readonly [number, number]): Tensor {
  const values = Array(shape[0] * shape[1]).fill(0);
  return { name, shape, type: "f16", values };
}

/** The same numbers from 0 to 1 every time: Marsaglia's xorshift. */
function pseudorandom(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
