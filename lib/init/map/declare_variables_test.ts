import assert from "node:assert/strict";
import { proposalFor } from "../../../tests/support/init/init_proposal.ts";
import { isSecretName, promptFor } from "./secret_names.ts";

const FLASK = "from flask import Flask\napp = Flask(__name__)\n";

Deno.test("variables of the code become secrets, or are reported", async () => {
  const { text, unmapped } = await proposalFor({
    "requirements.txt": "flask\n",
    "app.py": `${FLASK}
import os
key = os.environ["OPENAI_API_KEY"]
token = os.getenv("SLACK_TOKEN", "")
region = os.environ["REGION"]
known = os.environ["KNOWN"]
level = os.getenv("LOG_LEVEL")
errors = os.getenv("ROLLBAR_TOKEN")
`,
    "production.py": 'import os\nos.environ["SENTRY_DSN"]\n',
    "tests/test_a.py": 'import os\nos.environ["TEST_SECRET"]\n',
    ".env": "KNOWN=1\n",
    ".env.example": "# comment\nSTRIPE_SECRET_KEY=sk\nTHEME=dark\n",
  });
  assert.match(
    text,
    /secrets: \{\n +OPENAI_API_KEY: \{ prompt: "OpenAI API key" \},\n +SLACK_TOKEN: \{ prompt: "Slack token", optional: true \},\n +ROLLBAR_TOKEN: \{ prompt: "Rollbar token", optional: true \},\n +STRIPE_SECRET_KEY: \{ prompt: "Stripe secret key" \},\n +\},/,
  );
  assert.deepEqual(unmapped, [{
    what: "The code reads variables without a default: REGION",
    add: 'env: { REGION: "…" },',
  }]);
});

Deno.test("variables that the code needs get the values of .env.example that can be meant", async () => {
  const { text, unmapped } = await proposalFor({
    "requirements.txt": "flask\n",
    "app.py": `${FLASK}
import os
names = [os.environ["MODEL"], os.environ["API"], os.environ["SITE"], os.environ["TEAM"]]
`,
    ".env.example":
      "MODEL=./model.bin\nAPI=http://api:80\nSITE=http://localhost:1\nTEAM=your-team\n",
  });
  assert.match(
    text.replaceAll(/\s+/g, " "),
    /env: \{ MODEL: "\.\/model\.bin", SITE: "http:\/\/localhost:1" \}/,
  );
  assert.deepEqual(unmapped.map(({ add }) => add), [
    'env: { API: "…", TEAM: "…" },',
  ]);
});

Deno.test("isSecretName() tells secrets by their names", () => {
  for (
    const name of [
      "SECRET_KEY",
      "openai_api_key",
      "APIKEY",
      "DB_PASSWORD",
      "AWS_ACCESS_KEY_ID",
      "SENTRY_DSN",
      "SECRET_KEY_BASE",
    ]
  ) assert.ok(isSecretName(name), name);
  for (
    const name of [
      "MAX_TOKENS",
      "PASSWORD_RESET_TIMEOUT",
      "CACHE_KEY",
      "STRIPE_PUBLISHABLE_KEY",
      "KEYBOARD",
      "TOKENIZERS_PARALLELISM",
    ]
  ) assert.ok(!isSecretName(name), name);
  assert.equal(promptFor("HF_TOKEN"), "Hugging Face token");
});
