import assert from "node:assert/strict";
import { deployedPython } from "./deployed_python.ts";

function versionIn(
  files: Readonly<Record<string, string>>,
  listed = "requirements.txt",
): Promise<string | undefined> {
  return deployedPython((path) => Promise.resolve(files[path]), listed);
}

Deno.test("deployedPython() reads every image of Python in a Dockerfile", async () => {
  const texts: Readonly<Record<string, string | undefined>> = {
    "FROM python:3.12-slim AS base\nFROM base AS app": "3.12",
    "from --platform=linux/amd64 docker.io/library/python:3.9.18": "3.9",
    "ARG PY=3.11\nFROM python:${PY}-alpine": "3.11",
    "FROM python:${PY:-3.10}": "3.10",
    "FROM python:3.8\nFROM python:$VERSION\nARG VERSION=3.13": "3.13",
    "FROM tiangolo/uvicorn-gunicorn-fastapi:python3.10": "3.10",
    "FROM ghcr.io/astral-sh/uv:python3.12-bookworm-slim": "3.12",
    "FROM mcr.microsoft.com/devcontainers/python:1-3.12-bullseye": "3.12",
    "FROM python:3\n# FROM python:3.7": undefined,
    "FROM node:20\nRUN apt install python3.9": undefined,
    "": undefined,
  };
  for (const [Dockerfile, expected] of Object.entries(texts)) {
    assert.equal(await versionIn({ Dockerfile }), expected, Dockerfile);
  }
});

Deno.test("deployedPython() takes runtime.txt first, and files beside the packages", async () => {
  const Dockerfile = "FROM python:3.12\n";
  assert.equal(
    await versionIn({ "runtime.txt": "python-3.10.4\r\n", Dockerfile }),
    "3.10",
  );
  assert.equal(
    await versionIn({ "api/runtime.txt": "3.9\n" }, "api/requirements.txt"),
    "3.9",
  );
  assert.equal(await versionIn({ "runtime.txt": "hello\n" }), undefined);
  assert.equal(await versionIn({ "api/Dockerfile": Dockerfile }), undefined);
});
