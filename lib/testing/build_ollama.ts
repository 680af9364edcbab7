/**
 * A real Ollama server, built from source where nothing but Go is available.
 *
 * @module
 */
import { join } from "../core/files/posix_path.ts";
import { CommandError } from "../core/errors.ts";
import type { RunOptions, System } from "../system/mod.ts";

const VERSION = "0.17.4";
const OLLAMA = `github.com/ollama/ollama@v${VERSION}`;

/**
 * Headers that Go's module archives leave out, because Ollama keeps them in a
 * directory called `vendor`: where other modules have the same ones.
 */
const HEADERS = [
  {
    module: "github.com/ollama/ollama@v0.6.5",
    from: "llama/llama.cpp/common/json.hpp",
    to: "nlohmann/json.hpp",
  },
  {
    module: "github.com/ollama/ollama@v0.6.5",
    from: "llama/llama.cpp/common/stb_image.h",
    to: "stb/stb_image.h",
  },
  {
    module: "github.com/gen2brain/malgo@v0.11.24",
    from: "miniaudio.h",
    to: "miniaudio/miniaudio.h",
  },
] as const;

/** Where a build may write. */
export interface BuildPlace extends RunOptions {
  /** Directory for what is needed while building. */
  readonly cache: string;
  /** Directory that gets the program. */
  readonly bin: string;
}

/**
 * Builds Ollama for the processor alone, which takes two minutes on two cores.
 * Needs Go 1.24 and a compiler for C and C++.
 *
 * @throws {CommandError} when a module is not available or does not compile
 */
export async function buildOllama(
  { fs, proc }: Pick<System, "fs" | "proc">,
  { cache, bin, env, ...options }: BuildPlace,
): Promise<void> {
  const go = async (
    args: readonly string[],
    variables: Readonly<Record<string, string>> = {},
  ): Promise<string> => {
    const command = ["go", ...args];
    const { code, stdout, stderr } = await proc.run(command, {
      ...options,
      env: { ...env, ...variables },
    });
    if (code !== 0) throw new CommandError(command, code, stderr || stdout);
    return stdout;
  };

  const include = join(cache, "ollama", "include");
  for (const { module, from, to } of HEADERS) {
    const { Dir } = JSON.parse(await go(["mod", "download", "-json", module]));
    const header = await fs.readText(join(Dir, from)) ?? "";
    await fs.writeText(join(include, to), header);
  }
  const forward = '#include "json.hpp"\n';
  await fs.writeText(join(include, "nlohmann", "json_fwd.hpp"), forward);
  const version = `-X=github.com/ollama/ollama/version.Version=${VERSION}`;
  const flags = ["-trimpath", "-ldflags", `-s -w ${version}`];
  await go(["install", "-v", ...flags, OLLAMA], {
    GOBIN: bin,
    CGO_ENABLED: "1",
    CGO_CPPFLAGS: `-I${include}`,
    CGO_CFLAGS: "-O1",
    CGO_CXXFLAGS: "-O1",
  });
}
