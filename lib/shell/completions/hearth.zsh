# Completion of hearth, start and stop in zsh, with names as they are now.
# Entering the workspace loads it; elsewhere, where these are on PATH and after
# compinit: source <(hearth completions zsh)

_hearth_complete() {
  local -a asked names
  local line name
  asked=("${(@)words[2,CURRENT]}")
  case ${words[1]:t} in
    start | stop) asked=("${words[1]:t}" "${asked[@]}") ;;
  esac
  for line in "${(@f)$(hearth completions propose -- "${asked[@]}" 2>/dev/null)}"; do
    [[ -n $line ]] || continue
    name=${${line%%$'\t'*}//:/\\:}
    names+=("$name:${line#*$'\t'}")
  done
  _describe hearth names
}
compdef _hearth_complete hearth start stop
