/**
 * Checks the words of messages, comments and docs: phrases that CONTRIBUTING.md
 * bans, and spelling, with cspell. Run as `deno task prose`, with files to
 * check only these.
 *
 * @module
 */
import { join } from "node:path";

const ROOT = join(import.meta.dirname ?? "", "..");

/** What is not written, and what is written instead. */
const BANNED: readonly (readonly [RegExp, string])[] = [
  [/\bmend(s|ed|ing)?\b/i, "fix"],
  [/\bwhoever\b/i, "name who it is: a caller, a user, a process"],
  [/\bnobody\b/i, "no one, or nothing"],
  [/\b(can|cannot|could|could not) be had\b/i, "is (not) available"],
  [/\bat hand\b/i, "available, or current"],
  [/\blest\b/i, "so that … not"],
  [/\bfor want of\b/i, "without"],
  [/\bcomes by\b/i, "gets"],
  [/\bsave for\b/i, "except"],
  [/\b(stands|stand) in\b(?! for\b|-)/i, "is in"],
];

/** Files with words of ours; revisions under test keep their own. */
const CHECKED = /\.(ts|md|py|bash|sh|fish|yml)$|^\.ci\/run$|^deno\.json$/;
const FOREIGN = /^tests\/flakes\/\d|^tests\/support\/fixtures\//;
/** Where the banned phrases are listed. */
const LISTS = /^tools\/prose\.ts$|^tests\/house\/prose_test\.ts$/;

async function ownFiles(): Promise<string[]> {
  const { stdout } = await new Deno.Command("git", {
    args: ["ls-files", "-z", "-co", "--exclude-standard"],
    cwd: ROOT,
  }).output();
  return new TextDecoder().decode(stdout).split("\0")
    .filter((file) => CHECKED.test(file) && !FOREIGN.test(file));
}

/** `file:line: phrase: what to write` for each banned phrase in the files. */
async function bannedPhrases(files: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of files.filter((name) => !LISTS.test(name))) {
    const lines = (await Deno.readTextFile(join(ROOT, file))).split("\n");
    for (const [index, line] of lines.entries()) {
      for (const [pattern, instead] of BANNED) {
        const phrase = pattern.exec(line)?.[0];
        if (phrase === undefined) continue;
        found.push(`${file}:${index + 1}: "${phrase}": write ${instead}`);
      }
    }
  }
  return found;
}

/** Whether cspell knows every word; it prints those that it does not. */
async function spellsRight(files: readonly string[]): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--quiet",
      "--no-lock",
      "npm:cspell@10.4.1",
      "--no-progress",
      "--no-summary",
      "--config",
      "tools/cspell.json",
      ...files,
    ],
    cwd: ROOT,
  }).spawn().status;
  return success;
}

const files = Deno.args.length > 0 ? Deno.args : await ownFiles();
const banned = await bannedPhrases(files);
const isSpelled = await spellsRight(files);
const notes = isSpelled
  ? banned
  : [...banned, "A word that is right belongs in tools/words.txt"];
for (const line of notes) {
  await Deno.stderr.write(new TextEncoder().encode(`${line}\n`));
}
Deno.exit(banned.length === 0 && isSpelled ? 0 : 1);
