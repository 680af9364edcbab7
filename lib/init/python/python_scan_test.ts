/**
 * What is read of Python files: imports, variables, models.
 *
 * @module
 */
import assert from "node:assert/strict";
import fc from "../../../tests/packages/fast_check.ts";
import { importedModules, importsModule } from "./imported_modules.ts";
import { maskSource } from "./mask_source.ts";
import { ollamaModels } from "./ollama_models.ts";
import { variableUses } from "./variable_uses.ts";

function imports(source: string): string[] {
  return [...importedModules(maskSource(source).code)].sort();
}

function uses(source: string): Record<string, string> {
  return Object.fromEntries(
    variableUses(maskSource(source)).map((
      { name, without },
    ) => [name, without]),
  );
}

function models(source: string): string[] {
  const masked = maskSource(source);
  return ollamaModels(masked, importedModules(masked.code));
}

Deno.test("importedModules() finds every spelling of an import", () => {
  assert.deepEqual(
    imports(`
import os, numpy as np
from a.b import (c,
  d)
if x: pass
try:
    import one; import two
except ImportError:
    from .three import y
from ..four.five import *
"""
import no
"""
s = "import neither" # import nor this
import six, \\
  seven
`),
    [
      "..four.five",
      ".three",
      "a.b",
      "numpy",
      "one",
      "os",
      "seven",
      "six",
      "two",
    ],
  );
});

Deno.test("importsModule() counts what is inside of a module", () => {
  assert.ok(importsModule(new Set(["fasthtml.common"]), "fasthtml"));
  assert.ok(!importsModule(new Set(["fasthtml_auth"]), "fasthtml"));
});

Deno.test("variableUses() tells what the code does without each variable", () => {
  assert.deepEqual(
    uses(`
import os
from environ import Env
env = Env()
a = os.environ["NEEDED"]
b = os.environ.get("ASKED")
c = os.getenv("HAS_DEFAULT", "x")
d = os.environ.get("HAS_OTHER") or "y"
os.environ["SET"] = "1"
if os.environ["COMPARED"] == "1": pass
if "TESTED" in os.environ: pass
e = env.str("FROM_ENV")
f = env("WITH_DEFAULT", default=1)
# os.environ["COMMENT"]
g = "os.environ['TEXT']"
`),
    {
      NEEDED: "fails",
      COMPARED: "fails",
      ASKED: "nothing",
      HAS_DEFAULT: "default",
      HAS_OTHER: "default",
      TESTED: "default",
      FROM_ENV: "fails",
      WITH_DEFAULT: "default",
    },
  );
});

Deno.test("variableUses() reads the fields of pydantic settings", () => {
  assert.deepEqual(
    uses(`
class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_file=".env")
    SECRET_KEY: str
    db_url: PostgresDsn

    DEBUG: bool = False
    SENTRY: HttpUrl | None
    def method(self) -> str:
        inner: str
class Other:
    NOT: str
`),
    {
      SECRET_KEY: "fails",
      DB_URL: "fails",
      DEBUG: "default",
      SENTRY: "default",
    },
  );
});

Deno.test("variableUses() reads prefixes, aliases and Field of pydantic settings", () => {
  assert.deepEqual(
    uses(`
from pydantic import Field
class Settings(BaseAppSettings):
    model_config = SettingsConfigDict(
        env_prefix="SHOP_",
    )
    key: str
    one: str = Field(..., description="a (b)")
    two: str = Field(
        description="c",
    )
    three: int = Field(default=1)
    four: str = Field("x", alias="FOUR_X")
    five: str = Field(validation_alias=AliasChoices("FIVE", "b"))
    six: str = os.getenv("SIX")
`),
    {
      SIX: "nothing",
      SHOP_KEY: "fails",
      SHOP_ONE: "fails",
      SHOP_TWO: "fails",
      SHOP_THREE: "default",
      FOUR_X: "default",
      FIVE: "fails",
    },
  );
});

Deno.test("variableUses() knows settings whose fields the code gives itself", () => {
  const source = "from pydantic_settings import BaseSettings\n" +
    "class Site(BaseSettings):\n    url: str\n" +
    "class App(BaseSettings):\n    site: str\n" +
    "sites = [Site(url=x)]\napp = App()\n";
  assert.deepEqual(variableUses(maskSource(source)), [
    { name: "SITE", without: "fails" },
  ]);
});

Deno.test("variableUses() knows readers of the project's own, and requests' environ", () => {
  assert.deepEqual(
    uses(`
import os
def env_secret(name, default=None): return os.getenv(name, default)
a = env_secret("SECRET_KEY", "x")
b = get_env_value("API_KEY")
c = request.environ["HTTP_HOST"]
d = request.environ.get("HTTP_X")
`),
    { SECRET_KEY: "default", API_KEY: "nothing" },
  );
  assert.deepEqual(
    uses(`
from starlette.config import Config
config = Config(".env")
a = config("KEY", cast=str)
b = config("SIZE", cast=int, default=1)
`),
    { KEY: "fails", SIZE: "default" },
  );
});

Deno.test("ollamaModels() finds the names that a client of Ollama is given", () => {
  assert.deepEqual(
    models(`
from langchain_ollama import ChatOllama
MODEL = "gemma3:4b"
other = os.getenv("OLLAMA_MODEL", "qwen3")
llm = ChatOllama(model="llama3.1", base_url="http://x")
gpt = ChatOpenAI(model="gpt-4o")
bad = f(model="no model at all")
`),
    ["llama3.1", "gemma3:4b", "qwen3"],
  );
  assert.deepEqual(models(`complete(model="ollama/mistral")`), ["mistral"]);
  assert.deepEqual(models(`x = Car(model="corolla")`), []);
});

Deno.test("what reads Python neither throws nor hangs, whatever the source", () => {
  const token = fc.constantFrom(
    "import ",
    "from ",
    ".",
    ",",
    "os.environ[",
    "os.getenv(",
    '"A"',
    "]",
    ")",
    "class S(BaseSettings):\n",
    "    x: int",
    "=",
    "\n",
    "  ",
    "model=",
    "or ",
    "in os.environ",
    "ollama",
  );
  fc.assert(fc.property(
    fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(token, { maxLength: 300 }).map((tokens) => tokens.join("")),
    ),
    (source) => {
      for (const { name } of variableUses(maskSource(source))) {
        assert.match(name, /^\w+$/);
      }
      imports(source);
      models(`import ollama\n${source}`);
    },
  ));
});
