/**
 * The programs that the tests run beside Deno, and where each comes from.
 *
 * @module
 */

import type { System } from "../system/mod.ts";
import { buildOllama, type BuildPlace } from "./build_ollama.ts";

/** A program that tests need, and how it is called elsewhere. */
export interface TestTool {
  /** Names, or absolute paths, of which any one serves. */
  readonly programs: readonly string[];
  /** Command that exits with 0 when the program is good enough. */
  readonly probe?: readonly string[];
  /** Packages that bring it on Debian and its kin. */
  readonly apt?: readonly string[];
  /** Formula or cask of Homebrew. */
  readonly brew?: string;
  /** Package of PyPI that brings it for one user. */
  readonly python?: string;
  /** What a `package.json` says that brings it for one user. */
  readonly npm?: {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly overrides?: Readonly<Record<string, string>>;
  };
  /** Go package that brings it for one user. */
  readonly go?: string;
  /** Builds it for one user where Go is, when `go install` alone cannot. */
  readonly build?: (
    system: Pick<System, "fs" | "proc">,
    place: BuildPlace,
  ) => Promise<void>;
  /** Where it exists at all. @default {["linux", "darwin"]} */
  readonly platforms?: readonly string[];
}

/** What a {@linkcode TEST_TOOLS} entry is called. */
export type TestToolName = keyof typeof TOOLS;

const MODERN_PYTHON = "import ensurepip, sys, venv; " +
  "sys.exit(sys.version_info < (3, 11))";

const LINUX = ["linux"];

const TOOLS = {
  git: { programs: ["git"], apt: ["git"], brew: "git" },
  jq: { programs: ["jq"], apt: ["jq"], brew: "jq" },
  python3: {
    programs: ["python3"],
    probe: ["python3", "-c", MODERN_PYTHON],
    apt: ["python3", "python3-venv"],
    brew: "python",
  },
  node: { programs: ["node"], apt: ["nodejs"], brew: "node" },
  npx: { programs: ["npx"], apt: ["npm"], brew: "node" },
  uv: { programs: ["uv"], python: "uv" },
  verdaccio: {
    programs: ["verdaccio"],
    npm: {
      dependencies: { verdaccio: "6.8.0" },
      // One of its packages asks for a tag, which not every mirror has.
      overrides: { "node-fetch": "2.7.0" },
    },
  },
  zsh: { programs: ["zsh"], apt: ["zsh"], brew: "zsh" },
  fish: { programs: ["fish"], apt: ["fish"], brew: "fish" },
  dash: { programs: ["dash"], apt: ["dash"], brew: "dash" },
  direnv: { programs: ["direnv"], apt: ["direnv"], brew: "direnv" },
  systemd: {
    programs: ["/usr/lib/systemd/systemd"],
    apt: ["systemd"],
    platforms: LINUX,
  },
  tmux: { programs: ["tmux"], apt: ["tmux"], brew: "tmux" },
  // Homebrew keeps psql away from PATH.
  psql: { programs: ["psql"], apt: ["postgresql"], platforms: LINUX },
  "redis-cli": {
    programs: ["redis-cli"],
    apt: ["redis-server"],
    brew: "redis",
  },
  chromium: {
    programs: [
      "chromium-headless-shell",
      "chromium",
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
      "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ],
    apt: ["chromium-headless-shell"],
    brew: "google-chrome",
  },
  shellcheck: {
    programs: ["shellcheck"],
    apt: ["shellcheck"],
    brew: "shellcheck",
  },
  actionlint: {
    programs: ["actionlint"],
    go: "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12",
    brew: "actionlint",
  },
  ollama: { programs: ["ollama"], brew: "ollama", build: buildOllama },
  nix: { programs: ["nix"], apt: ["nix-bin"], platforms: LINUX },
  // By hand: what needs it fetches a whole Debian.
  debootstrap: { programs: ["debootstrap"], platforms: LINUX },
  figlet: { programs: ["figlet"], apt: ["figlet"], brew: "figlet" },
  strace: { programs: ["strace"], apt: ["strace"], platforms: LINUX },
  dbus: {
    programs: ["dbus-run-session"],
    apt: ["dbus-daemon"],
    platforms: LINUX,
  },
  gnomeKeyring: {
    programs: ["gnome-keyring-daemon"],
    apt: ["gnome-keyring"],
    platforms: LINUX,
  },
  valgrind: { programs: ["valgrind"], apt: ["valgrind"], platforms: LINUX },
  setsid: { programs: ["setsid"], apt: ["util-linux"], platforms: LINUX },
  ip: { programs: ["ip"], apt: ["iproute2"], platforms: LINUX },
  // By hand: its package would start a server that anybody can reach.
  sshd: { programs: ["/usr/sbin/sshd"], platforms: LINUX },
  slirp4netns: {
    programs: ["slirp4netns"],
    apt: ["slirp4netns"],
    platforms: LINUX,
  },
  unshare: { programs: ["unshare"], apt: ["util-linux"], platforms: LINUX },
} as const satisfies Record<string, TestTool>;

/** Every program, by the name that tests ask for. */
export const TEST_TOOLS: Readonly<Record<TestToolName, TestTool>> = TOOLS;
