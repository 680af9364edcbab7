/**
 * Completion, asked for as a shell does and on terminals.
 *
 * @module
 */
import assert from "node:assert/strict";
import { join } from "node:path";
import {
  freePort,
  openTerminal,
  requires,
  type TempWorkspace,
  tempWorkspace,
} from "../support/harness.ts";

const SERVICES = {
  weather: { command: ["sleep", "3600"] },
  worker: { command: ["sleep", "3600"] },
};

/** A model's name that a shell would run if it were inserted as it is. */
const HOSTILE = "evil$(touch pwned);touch pwned";

/** Words that are proposed, without what they are. */
async function proposed(
  workspace: TempWorkspace,
  ...words: string[]
): Promise<string[]> {
  const { code, stdout, stderr } = await workspace.exec([
    ...[Deno.execPath(), "task", "-q", "completions", "propose", "--"],
    ...words,
  ]);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
  return stdout.split("\n").filter(Boolean)
    .map((line) => line.split("\t")[0] ?? "");
}

Deno.test("completions propose commands, flags and names as they are now", async () => {
  await using workspace = await tempWorkspace({ services: SERVICES });
  const propose = (...words: string[]) => proposed(workspace, ...words);
  assert.deepEqual(await propose("sto"), ["stop"]);
  assert.deepEqual(await propose("start", ""), ["weather", "worker"]);
  assert.deepEqual(await propose("start", "weather", "w"), ["worker"]);
  assert.deepEqual(await propose("logs", "wo"), ["worker"]);
  assert.ok((await propose("start", "--")).includes("--mode"));
  assert.deepEqual(await propose("start", "--mode", "t"), ["tmux"]);
  assert.ok((await propose("ollama", "")).includes("pull"));
  assert.deepEqual(await propose("attach", "x"), []);
  await workspace.write(
    "workspace.ts",
    `import { defineWorkspace } from "./lib/workspace/workspace.ts";
     export default defineWorkspace({
       name: "Tiny", python: { version: ">=3.11" }, services: {},
       secrets: { TOKEN: { prompt: "Token" } }, models: ["tiny:latest"] });`,
  );
  assert.deepEqual(await propose("start", ""), []);
  assert.deepEqual(await propose("ollama", "pull", "ti"), ["tiny:latest"]);
});

Deno.test("completions refuses a shell that it does not know", async () => {
  await using workspace = await tempWorkspace();
  const { code, stderr } = await workspace.run(["completions", "tcsh"]);
  assert.equal(code, 2);
  assert.match(stderr, /Available: bash, zsh, fish/);
});

Deno.test("bash completes a model's name across its colon", async () => {
  await using workspace = await tempWorkspace();
  const { stdout, stderr } = await workspace.exec([
    "bash",
    "-c",
    `hearth() { printf '<%s>' "$@" >&2; printf 'llama3.1:latest\\t\\n'; }
     . lib/shell/completions/hearth.bash 2>/dev/null
     COMP_WORDS=(hearth ollama pull llama3.1 : la) COMP_CWORD=5
     exec 3>&2; _hearth_complete; printf '%s' "\${COMPREPLY[@]}"`,
  ]);
  assert.equal(stdout, "latest", stderr);
});

for (const shell of ["bash", "zsh", "fish"] as const) {
  const tools = shell === "bash" ? ["tmux", "uv"] : ["tmux", "uv", shell];
  Deno.test({
    ...requires(
      tools as Parameters<typeof requires>[0],
      `${shell} completes a service's name in an entered workspace`,
    ),
    async fn() {
      await using workspace = await tempWorkspace({
        services: SERVICES,
        declares: { models: [HOSTILE] },
      });
      assert.equal((await workspace.run(["setup"])).code, 0);
      const home = (file: string) => join(workspace.home, file);
      await Deno.writeTextFile(
        home(".zshrc"),
        "autoload -U compinit; compinit -u; emulate sh; setopt ksharrays\n",
      );
      await Deno.mkdir(home(".local/share/fish/generated_completions"), {
        recursive: true,
      });
      await using terminal = await openTerminal({
        command: ["env", `SHELL=${shell}`, workspace.path(".hearth/enter")],
        cwd: workspace.root,
        env: { ...workspace.env, OLLAMA_HOST: `127.0.0.1:${freePort()}` },
      });
      await terminal.waitForText(/\(\.venv\) .*[$#%>]$/m);
      await terminal.type("hearth status wea\t");
      await terminal.waitForText(/hearth status weather/);
      await terminal.sendKeys("Enter");
      await terminal.waitForText(/^weather +stopped/m);
      // A model's name is inserted, and never run.
      await terminal.type("hearth ollama pull ev\t");
      await terminal.waitForText(/pull [^]*pwn\s*ed/);
      await terminal.sendKeys("Enter");
      await terminal.type("ls pwned\n");
      await terminal.waitForText(/cannot access 'pwned'/);
      await terminal.type("exit 0\n");
      assert.equal(await terminal.waitForExit(), 0);
    },
  });
}
