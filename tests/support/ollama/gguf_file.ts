/**
 * Writes GGUF, version 3: the file format of llama.cpp's models.
 *
 * @module
 */

/** A value of the file's metadata; plain ones are text, truth and lists. */
export type GgufValue =
  | string
  | boolean
  | readonly string[]
  | { readonly u32: number }
  | { readonly f32: number }
  | { readonly f32s: readonly number[] }
  | { readonly i32s: readonly number[] };

/** Weights; the fastest-changing dimension of the shape comes first. */
export interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: "f16" | "f32";
  readonly values: readonly number[];
}

/** Numbers by which the format knows types of metadata. */
const TYPE = { u32: 4, i32: 5, f32: 6, bool: 7, text: 8, list: 9 } as const;
/** Numbers by which it knows types of weights. */
const WEIGHT = { f32: 0, f16: 1 } as const;
/** Bytes at whose multiples tensors begin. */
const ALIGNMENT = 32;

/** Bytes of a GGUF file. */
export function ggufFile(
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly Tensor[],
): Uint8Array {
  const out = new Writer();
  out.raw(new TextEncoder().encode("GGUF"));
  out.u32(3);
  out.u64(tensors.length);
  out.u64(Object.keys(metadata).length);
  for (const [key, value] of Object.entries(metadata)) {
    out.text(key);
    out.value(value);
  }
  let offset = 0;
  for (const { name, shape, type, values } of tensors) {
    out.text(name);
    out.u32(shape.length);
    shape.forEach((size) => out.u64(size));
    out.u32(WEIGHT[type]);
    out.u64(offset);
    offset += aligned(values.length * (type === "f16" ? 2 : 4));
  }
  for (const { type, values } of tensors) {
    out.align();
    out.raw(weights(type, values));
  }
  out.align();
  return out.bytes();
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}

function weights(type: Tensor["type"], values: readonly number[]): Uint8Array {
  const size = type === "f16" ? 2 : 4;
  const view = new DataView(new ArrayBuffer(values.length * size));
  values.forEach((value, i) =>
    type === "f16"
      ? view.setFloat16(i * size, value, true)
      : view.setFloat32(i * size, value, true)
  );
  return new Uint8Array(view.buffer);
}

/** Appends little-endian values. */
class Writer {
  #parts: Uint8Array[] = [];
  #length = 0;

  raw(bytes: Uint8Array): void {
    this.#parts.push(bytes);
    this.#length += bytes.length;
  }

  u32(value: number): void {
    this.raw(new Uint8Array(Uint32Array.of(value).buffer));
  }

  u64(value: number): void {
    this.raw(new Uint8Array(BigUint64Array.of(BigInt(value)).buffer));
  }

  text(value: string): void {
    const bytes = new TextEncoder().encode(value);
    this.u64(bytes.length);
    this.raw(bytes);
  }

  value(value: GgufValue): void {
    if (typeof value === "string") {
      this.u32(TYPE.text);
      this.text(value);
    } else if (typeof value === "boolean") {
      this.u32(TYPE.bool);
      this.raw(Uint8Array.of(value ? 1 : 0));
    } else if ("u32" in value) {
      this.u32(TYPE.u32);
      this.u32(value.u32);
    } else if ("f32" in value) {
      this.u32(TYPE.f32);
      this.raw(new Uint8Array(Float32Array.of(value.f32).buffer));
    } else if ("f32s" in value) {
      this.#list(TYPE.f32, value.f32s.length);
      this.raw(new Uint8Array(Float32Array.from(value.f32s).buffer));
    } else if ("i32s" in value) {
      this.#list(TYPE.i32, value.i32s.length);
      this.raw(new Uint8Array(Int32Array.from(value.i32s).buffer));
    } else {
      this.#list(TYPE.text, value.length);
      value.forEach((text) => this.text(text));
    }
  }

  align(): void {
    this.raw(new Uint8Array(aligned(this.#length) - this.#length));
  }

  bytes(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  #list(type: number, length: number): void {
    this.u32(TYPE.list);
    this.u32(type);
    this.u64(length);
  }
}
