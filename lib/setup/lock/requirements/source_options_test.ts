import assert from "node:assert/strict";
import { namesIndex, sourceOptions } from "./source_options.ts";

Deno.test("sourceOptions() keeps what decides where packages come from", () => {
  const files = [
    {
      name: "requirements.txt",
      lines: [
        ...["-r sub/more.txt", "-i https://${TOKEN}@one/", "six", "--pre"],
        ...["--no-index", "--require-hashes", "-e ."],
      ],
    },
    {
      name: "sub/more.txt",
      lines: [
        ...[
          "-f wheels",
          "--find-links=https://links/",
          "--index-url https://two/",
        ],
        ...["--extra-index-url https://three/", "--trusted-host two:8443"],
      ],
    },
  ];
  assert.deepEqual(sourceOptions("/project", files), {
    lines: [
      "--index-url https://${TOKEN}@one/",
      "--pre",
      "--no-index",
      "--find-links /project/sub/wheels",
      "--find-links https://links/",
      "--extra-index-url https://two/",
      "--extra-index-url https://three/",
      "--trusted-host two:8443",
    ],
    trustedHosts: ["two:8443"],
    prereleases: true,
  });
  assert.ok(namesIndex(files));
  assert.equal(
    sourceOptions("/project", files, true).lines[0],
    "--extra-index-url https://${TOKEN}@one/",
  );
});
