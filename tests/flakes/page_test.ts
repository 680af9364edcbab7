/**
 * The page of `flakes --html`, as a person finds it in the browser.
 *
 * @module
 */
import assert from "node:assert/strict";
import { openBrowser } from "../support/app/browser.ts";
import { flake, flakeRepository } from "../support/flakes/flake_repository.ts";
import { requires, tempWorkspace } from "../support/harness.ts";

/** The color behind an element, as an expression of the page's. */
function colorOf(element: string): string {
  return `getComputedStyle(${element}).backgroundColor`;
}

Deno.test({
  ...requires(
    ["nix", "git", "chromium"],
    "flakes --html shows a grid, and on a click what is known of a cell",
  ),
  async fn() {
    await using workspace = await tempWorkspace();
    const repository = await flakeRepository(workspace);
    const systems = ["x86_64-linux", "aarch64-darwin"];
    const shell = 'mark = "</script><b>bold</b>";';
    await repository.commit({ "flake.nix": flake({ systems, shell }) });
    const broken = flake({ systems, shell: "x = pkgs.lib.nowhere;" });
    const bad = await repository.commit({ "flake.nix": broken });
    const file = `${workspace.home}/page.html`;
    const { code, stderr } = await workspace.run([
      ...["flakes", "--history", repository.root, "--nixpkgs", "host"],
      ...["--html", file],
    ]);
    assert.equal(code, 1, stderr);

    const grounds: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      await using browser = await openBrowser({ colorScheme });
      const page = await browser.context.newPage();
      const wrong: string[] = [];
      page.on("pageerror", (error) => wrong.push(error.message));
      page.on("request", (request) => {
        if (!/^(file|data):/.test(request.url())) wrong.push(request.url());
      });
      await page.goto(`file://${file}`);
      const rows = page.locator("tbody tr");
      assert.equal(await rows.count(), 2);
      assert.deepEqual(
        await page.locator("thead th").allTextContents(),
        ["Revision", "aarch64-darwin", "x86_64-linux"],
      );
      assert.deepEqual(
        await rows.nth(0).locator("button").allTextContents(),
        ["passed", "passed"],
      );
      const cell = page.getByRole("button", {
        name: `${bad.slice(0, 10)} on x86_64-linux: failed`,
      });
      await cell.focus();
      await page.keyboard.press("Enter");
      const detail = page.locator("#detail");
      const text = await detail.innerText();
      assert.match(text, /attribute 'nowhere' missing/);
      assert.match(text, /flake\.nix:\d+:\d+/);
      assert.match(text, /\d+ ms/);
      assert.match(text, new RegExp(bad));
      assert.match(text, /\n\+ .*pkgs\.lib\.nowhere/);
      assert.match(text, /\n- .*<\/script><b>bold<\/b>/);
      assert.equal(await cell.getAttribute("aria-pressed"), "true");
      assert.equal(await detail.locator("b").count(), 0);
      grounds.push(
        await page.evaluate<string>(colorOf("document.body")),
        await page.evaluate<string>(colorOf("document.activeElement")),
      );
      assert.ok(
        await page.evaluate<boolean>(
          "document.documentElement.scrollWidth <= innerWidth",
        ),
      );
      assert.deepEqual(wrong, []);
    }
    assert.equal(new Set(grounds).size, 4, grounds.join(" "));
  },
});
