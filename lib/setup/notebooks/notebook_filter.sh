#!/bin/sh
# Made by Hearth. Git runs this to read a notebook without its outputs:
#   notebook_filter.sh clean PYTHON NAME <notebook
#   notebook_filter.sh show PYTHON FILE
# A notebook that cannot be cleaned passes through unchanged, with one line of
# warning: a filter that fails would make git status, diff and checkout fail.
mode=$1
python=$2
name=$3

if [ "$mode" = show ]; then
  # Only for reading, often of a temporary file: no warning.
  exec <"$name" 2>/dev/null
fi
if ! [ -x "$python" ]; then
  echo "warning: outputs stay in $name: ${python%/bin/python} does not exist;" \
    "run \`deno task setup\`" >&2
  exec cat
fi
# The isolated mode keeps modules in the repository from being imported.
# shellcheck disable=SC2016
exec "$python" -I -S -c '
import subprocess, sys

notebook = sys.stdin.buffer.read()
command = [sys.executable, "-I", "-m", "nbstripout"]
done = subprocess.run(command, input=notebook, capture_output=True)
failed = done.returncode != 0 and notebook.strip() != b""
if failed:
    lines = done.stderr.decode("utf-8", "replace").split("\n")
    said = [line for line in lines if line.strip()]
    why = said[-1].strip() if said else f"exit code {done.returncode}"
    if "No module named nbstripout" in why:
        why = "nbstripout is not installed; run `deno task setup`"
    print(f"warning: outputs stay in {sys.argv[1]}: {why}", file=sys.stderr)
sys.stdout.buffer.write(notebook if done.returncode != 0 else done.stdout)
' "$name"
