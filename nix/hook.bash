# shellcheck shell=bash
#
# Entering the workspace: makes .venv current, activates it, and on a terminal
# prints the banner and sets the prompt. Sourced by the flake's shells, by
# .hearth/enter and by direnv; starts no services.
#
# As long as setup's stamp holds, bash alone finds that out, and nothing is
# started. Bash 3.2, which macOS has, is enough. Variables:
#   HEARTH_ROOT       the workspace; looked for from here upwards when unset
#   HEARTH_KIT        Hearth's own files; where this file is when unset
#   HEARTH_BANNER     when not empty, a shell that is not interactive prints it
#   HEARTH_QUIET      when not empty, nothing is printed that is no error
#   HEARTH_LIBRARIES  libraries for wheels, see lib/setup/venv/wheel_libraries.ts

# The nearest directory with a workspace, in $HEARTH_ROOT.
_hearth_find_root() {
  local dir=$PWD
  while [[ ! -f $dir/workspace.ts ]]; do
    [[ -n $dir ]] || return 1
    dir=${dir%/*}
  done
  HEARTH_ROOT=${dir:-/}
}

# Where Hearth is, in $HEARTH_KIT: a checkout is its own.
_hearth_find_kit() {
  local hook=${BASH_SOURCE[0]}
  if [[ -f $HEARTH_ROOT/main.ts && -f $HEARTH_ROOT/bin/hearth ]]; then
    HEARTH_KIT=$HEARTH_ROOT
  else
    HEARTH_KIT=${HEARTH_KIT:-${hook%/nix/hook.bash}}
  fi
}

# Whether every file is as it was: neither older nor newer than its bounds in
# the directory $1. lib/shell/entry/bounds.ts says how these come about.
_hearth_is_unchanged() {
  local bounds=$1 index=0 file
  shift
  for file; do
    [[ $file -ot $bounds/$index.low || $file -nt $bounds/$index.high ]] &&
      return 1
    index=$((index + 1))
  done
  return 0
}

# The Pythons on PATH outside the workspace, as setup lists them.
_hearth_find_pythons() {
  local name dir program IFS=:
  _hearth_found=''
  for name in python3 python; do
    for dir in $PATH; do
      program=${dir%/}/$name
      [[ -x $program && -f $program ]] || continue
      case $program in
        "$HEARTH_ROOT/.venv/"* | "$HEARTH_ROOT/.hearth/venvs/"*) continue ;;
        [!/]*) continue ;;
      esac
      [[ :$_hearth_found: == *":$program:"* ]] ||
        _hearth_found=$_hearth_found${_hearth_found:+:}$program
    done
  done
  return 0
}

# Whether .venv is what the workspace asks for, by setup's stamp.
_hearth_is_current() {
  local entry=$HEARTH_ROOT/.hearth/entry
  local _hearth_root _hearth_kit _hearth_venv _hearth_pythons _hearth_pyenv
  local _hearth_libraries _hearth_found
  local -a _hearth_files
  [[ -s $entry/stamp.bash ]] || return 1
  # shellcheck disable=SC1091 # made by setup
  . "$entry/stamp.bash"
  [[ $_hearth_root == "$HEARTH_ROOT" && $_hearth_kit == "$HEARTH_KIT" &&
    $HEARTH_ROOT/.venv -ef $_hearth_venv &&
    $_hearth_libraries == "${HEARTH_LIBRARIES-}" &&
    $_hearth_pyenv == "${PYENV_VERSION-}" ]] || return 1
  _hearth_is_unchanged "$entry/bounds" "${_hearth_files[@]}" || return 1
  # Names of directories may look like patterns.
  case $- in
    *f*) _hearth_find_pythons ;;
    *) set -f && _hearth_find_pythons && set +f ;;
  esac
  [[ $_hearth_found == "$_hearth_pythons" ]]
}

# Runs a task.
_hearth_task() {
  HEARTH_ROOT=$HEARTH_ROOT HEARTH_LAUNCHER=$_hearth_name \
    "$HEARTH_KIT/bin/hearth" "$@"
}

# Whether somebody is there to read what entering prints.
_hearth_is_watched() {
  [[ -z ${HEARTH_QUIET-} && -t 1 && -t 2 ]]
}

# Makes .venv current. Whatever happens, the shell goes on.
_hearth_setup() {
  local code=0 said='' traps
  { : >"$HEARTH_ROOT/.hearth/entry/stamp.bash"; } 2>/dev/null
  traps=$(trap -p INT)
  # Ctrl-C ends setup and not the shell that waits for it.
  trap : INT
  if _hearth_is_watched; then
    _hearth_task setup --quiet || code=$?
  else
    said=$(_hearth_task setup --quiet 2>&1 >/dev/null) || code=$?
  fi
  trap - INT
  eval "$traps"
  [[ $code -eq 0 ]] && return
  [[ -z $said ]] || printf '%s\n' "$said" >&2
  if [[ -x $HEARTH_ROOT/.venv/bin/python ]]; then
    printf '%s\n' "The earlier .venv is active. To try again, run: $_hearth_name setup" >&2
  else
    printf '%s\n' "There is no .venv yet. To try again, run: $_hearth_name setup" >&2
  fi
}

# What an activate script does, for .venv by that name: the link, not the
# directory behind it, so that a new environment is there without entering again.
_hearth_activate() {
  local bin=$HEARTH_ROOT/.venv/bin
  [[ -d $bin ]] || return 0
  # First, also in a shell within a shell, whose PATH has it further behind.
  [[ $PATH: == "$bin:"* ]] || PATH=$bin:$PATH
  unset PYTHONHOME
  export PATH VIRTUAL_ENV=$HEARTH_ROOT/.venv VIRTUAL_ENV_PROMPT=.venv
}

# When something was, in words. Bash before 5 does not know what time it is.
_hearth_age() {
  local age
  [[ -n ${EPOCHSECONDS-} ]] || return 1
  age=$((EPOCHSECONDS - $1))
  if ((age < 60)); then
    _hearth_said="$age s ago"
  elif ((age < 3600)); then
    _hearth_said="$((age / 60)) min ago"
  elif ((age < 172800)); then
    _hearth_said="$((age / 3600)) h ago"
  else
    _hearth_said="$((age / 86400)) days ago"
  fi
}

# What setup and the last look at the machine found; the next look goes on
# beside the user, by one process, unless the last one is fresh.
_hearth_banner() {
  local state=$HEARTH_ROOT/.hearth text='' at=0 line='' words=''
  local _hearth_said=''
  local _hearth_system='' _hearth_gpu=''
  [[ -s $state/entry/machine.bash ]] ||
    _hearth_task shell --look >/dev/null 2>&1 || :
  {
    IFS= read -r -d '' text <"$state/entry/heading"
    { read -r at && IFS= read -r line; } <"$state/ollama"
    IFS= read -r words <"$state/entry/greeting"
    # shellcheck disable=SC1091 # made by the look at the machine
    . "$state/entry/machine.bash"
  } 2>/dev/null || :
  # What others said must neither be counted with nor command the terminal.
  [[ $at != *[!0-9]* && -n $at ]] || at=0
  line=${line//[[:cntrl:]]/}
  words=${words//[[:cntrl:]]/}
  printf '\n%s' "$text"
  [[ -z $_hearth_system ]] || printf 'System  %s\n' "$_hearth_system"
  [[ -z $_hearth_gpu ]] || printf 'GPU     %s\n' "$_hearth_gpu"
  _hearth_age "$at" || :
  [[ -z $line ]] || printf '%s%s\n' "$line" "${_hearth_said:+ ($_hearth_said)}"
  [[ -z $words ]] || printf '\n%s\n' "$words"
  printf '\n%s\n' \
    'start   start all services and open them    stop    stop all services' \
    'hearth  list all commands                   exit    leave this shell'
  if ((${EPOCHSECONDS-$at + 16} - at > 15)); then
    { _hearth_task shell --look >/dev/null 2>&1 & } 2>/dev/null
    disown
  fi
  # For those who asked for it in workspace.ts.
  [[ ! -f $state/entry/autostart ]] || _hearth_task start || :
}

_hearth_prompt() {
  local green='' blue='' off=''
  if [[ -z ${NO_COLOR-} && ${TERM-dumb} != dumb ]]; then
    green='\[\e[32m\]' blue='\[\e[34m\]' off='\[\e[0m\]'
  fi
  PS1="($green.venv$off) \\u@\\h:$blue\\w$off\\\$ "
}

_hearth_enter() {
  if [[ -z ${HEARTH_ROOT-} ]] && ! _hearth_find_root; then
    printf '%s\n' 'Cannot find workspace.ts in this directory or above it: change to the workspace first' >&2
    return
  fi
  _hearth_find_kit
  local _hearth_name=${HEARTH_LAUNCHER:-./hearth}
  [[ $HEARTH_KIT != "$HEARTH_ROOT" ]] || _hearth_name='deno task'
  _hearth_is_current || _hearth_setup
  _hearth_activate
  if [[ $- == *i* ]]; then
    _hearth_prompt
    # shellcheck source=lib/shell/completions/hearth.bash
    ! shopt -q progcomp || . "$HEARTH_KIT/lib/shell/completions/hearth.bash"
  fi
  if [[ -n ${HEARTH_BANNER-} || $- == *i* ]] && _hearth_is_watched; then
    _hearth_banner
  fi
}

_hearth_enter || :
unset HEARTH_ROOT HEARTH_KIT HEARTH_BANNER HEARTH_QUIET
unset -f _hearth_find_root _hearth_find_kit _hearth_is_unchanged _hearth_find_pythons \
  _hearth_is_current _hearth_task _hearth_is_watched _hearth_setup \
  _hearth_activate _hearth_age _hearth_banner _hearth_prompt _hearth_enter
