/**
 * What computes models on this machine.
 *
 * @module
 */
import type { System } from "../system/mod.ts";

/** Where WSL keeps the program, which is not always on PATH. */
const WSL_NVIDIA_SMI = "/usr/lib/wsl/lib/nvidia-smi";
/** Milliseconds: a driver that hangs must not hang who asks. */
const TIMEOUT_MS = 5000;

/** A processor for models. */
export type Gpu =
  | { readonly kind: "cuda"; readonly cards: readonly CudaCard[] }
  | { readonly kind: "metal" }
  | { readonly kind: "none"; readonly problem?: string };

/** An NVIDIA card as `nvidia-smi` reports it. */
export interface CudaCard {
  readonly name: string;
  readonly driver: string;
  /** MiB. */
  readonly memory: number;
}

/** Asks `nvidia-smi`; Apple Silicon has Metal, all others the CPU alone. */
export async function findGpu(
  { env, proc }: Pick<System, "env" | "proc">,
): Promise<Gpu> {
  if (env.os === "darwin") {
    return env.arch === "aarch64" ? { kind: "metal" } : { kind: "none" };
  }
  for (const program of ["nvidia-smi", WSL_NVIDIA_SMI]) {
    if (!(await proc.has(program))) continue;
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    try {
      const { code, stdout, stderr } = await proc.run([
        program,
        "--query-gpu=name,driver_version,memory.total",
        "--format=csv,noheader,nounits",
      ], { signal });
      const cards = code === 0 ? cudaCards(stdout) : [];
      if (cards.length > 0) return { kind: "cuda", cards };
      const [first = ""] = (stdout || stderr).trim().split("\n");
      return { kind: "none", problem: `nvidia-smi says: ${first}` };
    } catch (error) {
      if (!signal.aborted) throw error;
      return { kind: "none", problem: "nvidia-smi does not answer" };
    }
  }
  return { kind: "none" };
}

/** Reads `nvidia-smi`'s table: name, driver, memory in MiB. */
function cudaCards(csv: string): CudaCard[] {
  return csv.split("\n").flatMap((line) => {
    const [name = "", driver = "", memory = ""] = line.split(",")
      .map((cell) => cell.trim());
    return name && /^\d+$/.test(memory)
      ? [{ name, driver, memory: Number(memory) }]
      : [];
  });
}

/** One line for people. */
export function describeGpu(gpu: Gpu): string {
  switch (gpu.kind) {
    case "cuda":
      return gpu.cards.map(({ name, driver, memory }) =>
        `CUDA: ${name}, ${(memory / 1024).toFixed(0)} GiB, driver ${driver}`
      ).join("; ");
    case "metal":
      return "Apple Metal";
    case "none":
      return gpu.problem ? `none, CPU only (${gpu.problem})` : "none, CPU only";
  }
}
