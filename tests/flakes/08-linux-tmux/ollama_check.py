"""A greeting from the local model; without a server, a word about that."""

import json
import os
import urllib.request

HOST = os.environ.get("OLLAMA_HOST", "http://localhost:11434")
FAVOURITE = "llama3.1:latest"


def ask(path, body=None):
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(f"{HOST}{path}", data, timeout=60) as answer:
        return json.load(answer)


def main():
    try:
        models = [model["name"] for model in ask("/api/tags")["models"]]
    except (OSError, ValueError):
        print(f"no server answers at {HOST}")
        return
    if not models:
        print("the server has no model")
        return
    model = FAVOURITE if FAVOURITE in models else models[0]
    print(f"Using model: {model}")
    request = {
        "model": model,
        "prompt": "Greet a programmer in one short sentence, each time another.",
        "stream": False,
    }
    print(ask("/api/generate", request)["response"].strip())


main()
