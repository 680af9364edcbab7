/**
 * Telling secrets from other variables by their names.
 *
 * @module
 */

const SECRET =
  /(?:^|_)(?:KEY|APIKEY|TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PASS|PWD|CREDENTIAL|CREDENTIALS|DSN|WEBHOOK)(?:_BASE)?$|(?:^|_)(?:ACCESS_KEY_ID|WEBHOOK_SECRET)$|API_?KEY$/i;
/** Keys that unlock nothing. */
const PUBLIC =
  /(?:^|_)(?:PUBLIC|PUBLISHABLE|PRIMARY|FOREIGN|SORT|PARTITION|CACHE|SESSION|MAP|SITE|CSRF|HEADER)_KEY$|^(?:\w+_)?(?:CORS|ALLOW)_CREDENTIALS$/i;

/** Words that are not written as other words are. */
const SPELLED: Readonly<Record<string, string>> = {
  acl: "ACL",
  ai: "AI",
  api: "API",
  aws: "AWS",
  csrf: "CSRF",
  db: "database",
  dsn: "DSN",
  gh: "GitHub",
  github: "GitHub",
  gitlab: "GitLab",
  hf: "Hugging Face",
  hmac: "HMAC",
  huggingface: "Hugging Face",
  huggingfacehub: "Hugging Face Hub",
  id: "ID",
  jwt: "JWT",
  llm: "LLM",
  mssql: "SQL Server",
  mysql: "MySQL",
  oauth: "OAuth",
  openai: "OpenAI",
  postgres: "PostgreSQL",
  s3: "S3",
  smtp: "SMTP",
  sql: "SQL",
  url: "URL",
};
/** Names of companies, which keep their capital within a sentence. */
const NAMES = new Set([
  "anthropic",
  "azure",
  "cohere",
  "discord",
  "django",
  "flask",
  "gemini",
  "google",
  "groq",
  "langchain",
  "mistral",
  "pinecone",
  "replicate",
  "sentry",
  "slack",
  "stripe",
  "telegram",
  "tavily",
  "twilio",
]);

/** Whether a variable of that name holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name) && !PUBLIC.test(name);
}

/** What a user is asked for: `OPENAI_API_KEY` is "OpenAI API key". */
export function promptFor(name: string): string {
  const words = name.toLowerCase().split("_").filter((word) => word !== "")
    .map((word) =>
      SPELLED[word] ?? (NAMES.has(word) ? capitalized(word) : word)
    );
  return capitalized(words.join(" "));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
