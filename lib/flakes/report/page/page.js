// Draws the grid from the report that the page carries, and what is known of
// the cell that was clicked. Everything is put in as text, never as markup.
const { cells, diffs, report, systems } = JSON.parse(
  document.getElementById("report").textContent,
);

const WORDS = {
  passed: "passed",
  unknown: "unknown",
  skipped: "skipped",
  known: "failed as expected",
  failed: "failed",
};

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function verdictOf(result) {
  return result.status === "failed" && result.expected
    ? "known"
    : result.status;
}

function title(revision) {
  const count = revision.commits.length;
  return count > 1
    ? [revision.name, " ", element("small", {}, `${count} commits`)]
    : [revision.name];
}

function cell(revision, row, system) {
  const verdict = cells[row][systems.indexOf(system)];
  if (verdict === "none") return element("td");
  const word = WORDS[verdict];
  const button = element("button", {
    type: "button",
    className: verdict,
    onclick: () => select(button, { revision, row, system }),
  }, word);
  button.setAttribute("aria-label", `${revision.name} on ${system}: ${word}`);
  button.setAttribute("aria-pressed", "false");
  return element("td", {}, button);
}

function select(button, { revision, row, system }) {
  for (const other of document.querySelectorAll("td [aria-pressed=true]")) {
    other.setAttribute("aria-pressed", "false");
  }
  button.setAttribute("aria-pressed", "true");
  const detail = document.getElementById("detail");
  detail.replaceChildren(...describe(revision, row, system));
  if (innerWidth < 960) detail.scrollIntoView({ block: "nearest" });
}

function describe(revision, row, system) {
  const mine = revision.shells.filter((shell) =>
    shell.system === system || shell.system === "*"
  );
  return [
    element("h2", {}, `${revision.name} on ${system}`),
    element("p", {}, `Packages from ${revision.nixpkgs}`),
    ...(revision.commits.length > 0
      ? [element("pre", {}, revision.commits.join("\n"))]
      : []),
    ...resultParts("parse", revision.parse),
    ...mine.flatMap((shell) =>
      ["evaluate", "enter", "smoke"].flatMap((tier) =>
        shell[tier]
          ? resultParts(
            shell.shell === "*" ? tier : `${tier} ${shell.shell}`,
            shell[tier],
          )
          : []
      )
    ),
    ...diffParts(row),
  ];
}

function resultParts(name, result) {
  const verdict = verdictOf(result);
  const time = `${result.ms} ms${result.cached ? ", from an earlier run" : ""}`;
  const mode = result.mode === "emulated" ? ", emulated" : "";
  return [
    element(
      "h3",
      {},
      `${name} `,
      element("span", { className: `tag ${verdict}` }, WORDS[verdict]),
    ),
    element("p", {}, time + mode),
    ...(result.reason ? [element("p", {}, result.reason)] : []),
    ...(result.error ? [element("pre", {}, result.error)] : []),
    ...(result.unknown
      ? [element("p", {}, `Depends on: ${result.unknown.join(", ")}`)]
      : []),
  ];
}

function diffParts(row) {
  if (row === 0) return [];
  const text = diffs[row];
  const heading = `Since ${report.revisions[row - 1].name}`;
  if (!text) return [];
  const lines = text.split("\n").map((line) =>
    element("span", {
      className: /^\+/.test(line) ? "added" : /^-/.test(line) ? "removed" : "",
    }, `${line}\n`)
  );
  return [element("h3", {}, heading), element("pre", {}, ...lines)];
}

const head = element(
  "tr",
  {},
  element("th", { scope: "col" }, "Revision"),
  ...systems.map((system) => element("th", { scope: "col" }, system)),
);
const rows = report.revisions.map((revision, row) =>
  element(
    "tr",
    {},
    element("th", { scope: "row" }, ...title(revision)),
    ...systems.map((system) => cell(revision, row, system)),
  )
);
document.getElementById("grid").append(
  element("thead", {}, head),
  element("tbody", {}, ...rows),
);
