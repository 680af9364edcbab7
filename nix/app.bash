# shellcheck shell=bash
#
# What "nix run .#start" and "nix run .#stop" do: the task $1, in the workspace
# that is here or above. The program's own arguments come after it.

_hearth_name=$1
shift
_hearth_dir=$PWD
while [[ ! -f $_hearth_dir/workspace.ts ]]; do
  if [[ -z $_hearth_dir ]]; then
    printf '%s\n' 'Cannot find workspace.ts in this directory or above it: change to the workspace first' >&2
    exit 1
  fi
  _hearth_dir=${_hearth_dir%/*}
done
exec deno run -A --no-prompt "$_hearth_dir/main.ts" "$_hearth_name" "$@"
