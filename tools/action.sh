#!/usr/bin/env bash
# The steps of action.yml. What a workflow asks for comes in variables called
# HEARTH_… and is never part of a script.
#
#   tools/action.sh plan      checks inputs; names the caches and their keys
#   tools/action.sh run       runs the command; writes outputs and the summary
#   tools/action.sh comment   puts the summary on the pull request
set -euo pipefail
# The runner reads both streams for commands: in one, their order is certain.
exec 2>&1 </dev/null
hearth=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

fail() { # MESSAGE: must hold no text from elsewhere
  echo "::error title=Hearth::$1"
  exit 2
}

random() { od -An -N16 -tx1 /dev/urandom | tr -d ' \n'; }

output() { # NAME VALUE
  local end
  end=$(random)
  printf '%s<<%s\n%s\n%s\n' "$1" "$end" "$2" "$end" >>"$GITHUB_OUTPUT"
}

# Runs a program whose lines the runner must not take for commands.
guarded() {
  local end code=0
  end=$(random)
  echo "::stop-commands::$end"
  "$@" || code=$?
  # The last line of the program may lack its end.
  printf '\n::%s::\n' "$end"
  return "$code"
}

# Deno from PATH, or as Node's package manager has it: not from the directory
# of the workflow, where npx would take what a repository brings along.
find_deno() {
  local version
  if version=$(deno --version 2>/dev/null) &&
    [[ $version =~ ^deno\ ([0-9]+)\.([0-9]+) ]] &&
    ((BASH_REMATCH[1] > 2 || (BASH_REMATCH[1] == 2 && BASH_REMATCH[2] >= 8))); then
    command -v deno
  else
    (cd "$HEARTH_REPORTS" && npx -y deno eval 'console.log(Deno.execPath())')
  fi
}

# Runs a TypeScript file of Hearth's; standard output goes to a file.
deno_to() { # OUTPUT FILE [ARGUMENT…]
  local output=$1 file=$2 code=0
  shift 2
  # With job control, so that it does not ignore SIGINT as other jobs would.
  set -m
  "$deno" run -A --no-prompt --config "$hearth/deno.json" "$hearth/$file" "$@" \
    >"$output" </dev/null &
  child=$!
  set +m
  wait "$child" || code=$?
  # A signal ends the waiting only.
  while kill -0 "$child" 2>/dev/null; do
    code=0
    wait "$child" || code=$?
  done
  child=
  return "$code"
}

hearth_to() { guarded deno_to "$1" main.ts "${@:2}"; }
report_to() { guarded deno_to "$1" tools/action_report.ts "${@:2}"; }

read_inputs() {
  args=()
  local line
  while IFS= read -r line; do
    if [[ -n $line ]]; then args+=("$line"); fi
  done <<<"${HEARTH_ARGS:-}"
  words=()
  read -r -a words <<<"${HEARTH_WORDS//$'\n'/ }"
}

plan() {
  cd "$GITHUB_WORKSPACE"
  case $HEARTH_COMMAND in
  flakes) ;;
  bench | start)
    if [[ ! -f workspace.ts ]]; then
      fail "There is no workspace.ts in the repository. Check it out first, and add one with \"hearth init\""
    fi
    ;;
  *) fail "The input \"command\" must be bench, flakes or start" ;;
  esac
  local name
  for name in HEARTH_AGAINST HEARTH_RANGE HEARTH_HISTORY HEARTH_DIR; do
    if [[ ${!name-} == -* ]]; then fail "No input may begin with \"-\", except args"; fi
  done

  local caches=${XDG_CACHE_HOME:-$HOME/.cache} deno_caches platform settings
  deno_caches=$caches
  if [[ $RUNNER_OS == macOS ]]; then deno_caches=$HOME/Library/Caches; fi
  platform=$RUNNER_OS-$RUNNER_ARCH
  output reports "$(TMPDIR=$RUNNER_TEMP mktemp -d)"
  output artifact "${HEARTH_ARTIFACT:-hearth-$HEARTH_COMMAND}"
  output deno-paths "${DENO_DIR:-$deno_caches/deno}"$'\n'"${npm_config_cache:-$HOME/.npm}"
  output deno-key "hearth-deno-$platform-$(git hash-object "$hearth/deno.lock")"
  output uv-path "${UV_CACHE_DIR:-$caches/uv}"
  output uv-prefix "hearth-uv-$platform-"
  output uv-key "hearth-uv-$platform-$(packages | git hash-object --stdin)"
  # Results are kept by content: those of any earlier run are of use.
  settings=$(git hash-object --stdin <<<"$HEARTH_INPUTS")
  output results-path "$hearth/.hearth/flakes"
  output results-prefix "hearth-flakes-$platform-"
  output results-key "hearth-flakes-$platform-$settings-$GITHUB_RUN_ID-$GITHUB_RUN_ATTEMPT"
}

# What decides which packages the workspace has.
packages() {
  local file
  for file in uv.lock pylock.toml requirements.lock requirements*.txt pyproject.toml; do
    if [[ -f $file ]]; then cat "$file"; fi
  done
}

# The commit to compare to: the base of the pull request or of the push, or the
# one before.
base_commit() {
  if [[ -n $HEARTH_AGAINST ]]; then
    echo "$HEARTH_AGAINST"
  elif [[ -n $HEARTH_BASE ]] && git rev-parse --quiet --verify \
    --end-of-options "$HEARTH_BASE^{commit}" &>/dev/null; then
    echo "$HEARTH_BASE"
  else
    echo HEAD^
  fi
}

run_bench() {
  hearth_to "$report" bench --json --gate="${HEARTH_GATE:?}" \
    --against="$(base_commit)" --html="$HEARTH_REPORTS/bench.html" \
    --svg="$HEARTH_REPORTS/bench.svg" \
    ${args[@]+"${args[@]}"} -- ${words[@]+"${words[@]}"}
}

run_flakes() {
  # Results are kept with the Action: the repository may have no workspace.
  export HEARTH_ROOT=$hearth
  local from=(--dir="$HEARTH_DIR") code=0
  if [[ -z $HEARTH_DIR ]]; then
    from=(--history="$HEARTH_HISTORY")
    if [[ $(git -C "$HEARTH_HISTORY" rev-parse --is-shallow-repository 2>/dev/null) == true ]]; then
      echo "::warning title=Hearth::The clone is shallow: give actions/checkout \"fetch-depth: 0\" to test the whole history"
    fi
  fi
  hearth_to "$report" flakes "${from[@]}" \
    ${HEARTH_RANGE:+"--range=$HEARTH_RANGE"} ${args[@]+"${args[@]}"} \
    --json --html="$HEARTH_REPORTS/flakes.html" || code=$?
  if [[ $code == 1 && -s $report && -z $HEARTH_DIR && $HEARTH_BISECT == true ]]; then
    find_first_bad || echo "::warning title=Hearth::The first bad commit was not found"
  fi
  return "$code"
}

# Searches between commits that the report says are good and bad.
find_first_bad() {
  local history=$HEARTH_REPORTS/history plans=$HEARTH_REPORTS/plans
  local found=$HEARTH_REPORTS/found range systems
  git -C "$HEARTH_HISTORY" rev-list --topo-order --parents \
    --end-of-options "${HEARTH_RANGE:-HEAD}" -- >"$history" &&
    report_to "$plans" bisections "$report" "$history" || return
  while read -r range systems; do
    hearth_to "$found" flakes --history="$HEARTH_HISTORY" --bisect="$range" \
      --expect="${systems//,/=passed,}=passed" ${args[@]+"${args[@]}"} --json &&
      printf '%s\t%s\n' "$systems" "$(cat "$found")" >>"$bisections"
  done <"$plans"
  report_to "$found" first-bad "$report" "$bisections" || return
  output first-bad "$(cat "$found")"
  rm "$history" "$plans" "$found"
}

run_start() {
  local code=0 answer=$HEARTH_REPORTS/answer token
  hearth_to "$report" start --no-open --json ${args[@]+"${args[@]}"} \
    -- ${words[@]+"${words[@]}"} || code=$?
  if [[ -s $report ]]; then
    report_to "$answer" tokens "$report"
    while IFS= read -r token; do echo "::add-mask::$token"; done <"$answer"
    report_to "$answer" addresses "$report"
    output addresses "$(cat "$answer")"
    rm "$answer"
  fi
  return "$code"
}

run() {
  local code=0 kind=$HEARTH_COMMAND
  report=$HEARTH_REPORTS/$HEARTH_COMMAND.json
  bisections=$HEARTH_REPORTS/bisections.tsv
  summary=$HEARTH_REPORTS/summary.md
  deno=$(find_deno)
  child=
  # A job that is canceled still reports what is known until then.
  trap 'if [[ -n $child ]]; then kill -INT "$child"; fi' INT TERM
  read_inputs
  cd "$GITHUB_WORKSPACE"
  # Hints name the command as a user of this repository types it.
  if [[ $hearth != "$PWD" ]]; then export HEARTH_LAUNCHER=hearth; fi
  "run_$HEARTH_COMMAND" || code=$?
  output exit-code "$code"
  {
    echo "### Hearth: $HEARTH_COMMAND $(verdict "$code")"
    echo
  } >"$summary"
  if [[ $kind == start ]]; then kind=services; fi
  if [[ -s $report ]]; then
    report_to "$summary.part" "$kind" "$report" "$bisections" &&
      cat "$summary.part" >>"$summary"
    rm -f "$summary.part"
  else
    echo "There is no report. The log of the step says why." >>"$summary"
  fi
  cat "$summary" >>"$GITHUB_STEP_SUMMARY"
  guarded cat "$summary"
  return "$code"
}

verdict() { # CODE
  case $1 in
  0) echo passed ;;
  *) echo "failed (exit code $1)" ;;
  esac
}

# Changes its own comment where there is one.
comment() {
  local mark body=$HEARTH_REPORTS/comment.md path known
  mark="<!-- hearth: ${HEARTH_ARTIFACT//[^A-Za-z0-9._-]/-} -->"
  {
    echo "$mark"
    cat "$HEARTH_REPORTS/summary.md"
  } >"$body"
  path=repos/$GITHUB_REPOSITORY/issues
  known=$(MARK=$mark gh api --paginate "$path/$HEARTH_PULL_REQUEST/comments" --jq \
    '.[] | select(.user.type == "Bot" and (.body | startswith(env.MARK))) | .id' | sed -n 1p) &&
    if [[ -n $known ]]; then
      gh api --silent --method PATCH "$path/comments/$known" --field "body=@$body"
    else
      gh api --silent --method POST "$path/$HEARTH_PULL_REQUEST/comments" --field "body=@$body"
    fi ||
    echo "::warning title=Hearth::No comment was written: it needs gh and the permission \"pull-requests: write\", which pull requests from forks do not get"
}

case ${1-} in
plan | run | comment) "$1" ;;
*) fail "Usage: tools/action.sh plan, run or comment" ;;
esac
